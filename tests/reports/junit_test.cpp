// SPDX-License-Identifier: MIT
#include "reports/junit.h"

#include <gtest/gtest.h>

#include "sample_ledger.h"
#include "xmllint.h"

namespace avouch {
namespace junit_test {

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t number = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++number;
  return number;
}

struct Hostile {
  const char* name;
  std::string text;
};

std::string every_control_character() {
  std::string text;
  for (char c = 0; c < 0x20; ++c) text += c;
  for (int c = 0x80; c < 0xA0; ++c) text += {'\xC2', static_cast<char>(c)};
  return text + '\x7F';
}

std::string every_byte() {
  std::string text;
  for (int c = 0; c < 256; ++c) text += static_cast<char>(c);
  return text;
}

const Hostile kHostile[] = {
    {"Empty", ""},
    {"Blank", " \t\n\r "},
    {"Lines", "one\ntwo\r\nthree\t four"},
    {"ControlCharacters", every_control_character()},
    {"EveryByte", every_byte()},
    {"EndOfCdata", "]]>]]>]]"},
    {"Markup", "</failure></testcase><testcase name=\"x\"/><!-- --><?p ?>"},
    {"Entities", "&amp; &lt; &#0; &#x1F; &undefined;"},
    {"Quotes", "'\"'\""},
    {"LoneSurrogates", "\xED\xA0\x80\xED\xBF\xBF"},
    {"Overlong", "\xC0\xAF\xE0\x80\xAF\xF0\x80\x80\xAF"},
    {"CutShort", "\xF0\x9F\x92"},
    {"Noncharacters", "\xEF\xBF\xBE\xEF\xBF\xBF\xF4\x8F\xBF\xBF"},
    {"ByteOrderMark", "\xEF\xBB\xBF"},
    {"Emoji", "\xF0\x9F\x92\xA5\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80"},
    {"Bidirectional",
     "\xE2\x80\xAE"
     "evil\xE2\x81\xA9"},
    {"OneMegabyte", std::string(std::size_t{1} << 20U, 'x')},
    {"OneMegabyteOfControlCharacters", std::string(std::size_t{1} << 20U, '\x01')},
};

// The text in every place that can carry one, under every outcome.
Ledger ledger_with(const std::string& text) {
  Ledger ledger;
  ledger.run = {
      .version = text, .contract = text, .title = text, .target = text, .hostname = text, .notes = {text}};
  for (const Outcome outcome :
       {Outcome::holds, Outcome::violated, Outcome::unexercised, Outcome::undecided}) {
    for (const Severity severity : {Severity::violation, Severity::warning}) {
      ledger.entries.push_back(
          {.clause = Clause{.coordinate = text,
                            .operation = text,
                            .severity = severity,
                            .claim = text,
                            .place = Place{.file = text, .pointer = text, .line = 3},
                            .documentation = text},
           .verdict = {.outcome = outcome, .reason = text, .findings = {{text, text, text}}, .instances = 1},
           .probe = text,
           .reproduce = text});
    }
  }
  ledger.exchanges.push_back({text, text, text, text});
  return ledger;
}

class JunitOfHostileText : public testing::TestWithParam<Hostile> {};

TEST_P(JunitOfHostileText, IsValid) {
  if (!has_xmllint()) GTEST_SKIP() << "xmllint is not installed";
  EXPECT_EQ(junit_complaint(junit_report(ledger_with(GetParam().text))), std::nullopt);
}

TEST_P(JunitOfHostileText, HasOneCaseAClauseAndOneOutcomeACase) {
  const std::string xml = junit_report(ledger_with(GetParam().text));
  EXPECT_EQ(occurrences(xml, "<testsuite "), 1u);
  EXPECT_EQ(occurrences(xml, "<testcase "), 8u);
  EXPECT_EQ(occurrences(xml, "<failure "), 1u);
  EXPECT_EQ(occurrences(xml, "<error "), 2u);
  EXPECT_EQ(occurrences(xml, "<skipped "), 2u);
  EXPECT_NE(xml.find("tests=\"8\" failures=\"1\" errors=\"2\" skipped=\"2\""), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Junit, JunitOfHostileText, testing::ValuesIn(kHostile),
                         [](const auto& test) { return std::string(test.param.name); });

struct Daily {
  const char* name;
  Ledger (*ledger)();
};

class JunitOfARun : public testing::TestWithParam<Daily> {};

TEST_P(JunitOfARun, IsValid) {
  if (!has_xmllint()) GTEST_SKIP() << "xmllint is not installed";
  EXPECT_EQ(junit_complaint(junit_report(GetParam().ledger())), std::nullopt);
}

const Daily kDaily[] = {
    {"Sample", sample_ledger}, {"Green", green_ledger}, {"Unreachable", unreachable_ledger},
    {"Wide", wide_ledger},     {"Proof", proof_ledger}, {"Empty", [] { return Ledger{}; }}};

INSTANTIATE_TEST_SUITE_P(Junit, JunitOfARun, testing::ValuesIn(kDaily),
                         [](const auto& test) { return std::string(test.param.name); });

// The schema itself: each change to a valid document must be refused.
struct Change {
  const char* name;
  std::string from;
  std::string to;
};

class JunitSchema : public testing::TestWithParam<Change> {};

TEST_P(JunitSchema, Refuses) {
  if (!has_xmllint()) GTEST_SKIP() << "xmllint is not installed";
  std::string xml = junit_report(wide_ledger());
  ASSERT_EQ(junit_complaint(xml), std::nullopt);
  const std::size_t at = xml.find(GetParam().from);
  ASSERT_NE(at, std::string::npos);
  xml.replace(at, GetParam().from.size(), GetParam().to);
  EXPECT_NE(junit_complaint(xml), std::nullopt);
}

const Change kChanges[] = {
    {"AttributesOfTheRoot", "<testsuites>", "<testsuites name=\"all\">"},
    {"AZone", "T23:00:59\"", "T23:00:59Z\""},
    {"AFraction", "T23:00:59\"", "T23:00:59.5\""},
    {"AnImpossibleDate", "2026-01-31T", "2026-02-31T"},
    {"ANegativeTime", "time=\"0.", "time=\"-0."},
    {"AnExponent", "time=\"0.0", "time=\"1e0"},
    {"ACaseWithoutClass", "classname=", "class="},
    {"ACaseWithFile", "<testcase name", "<testcase file=\"x\" name"},
    {"AnEmptyHost", "hostname=\"builder-7\"", "hostname=\" \""},
    {"AMissingPackage", "package=\"avouch\" ", ""},
    {"AWordForAnId", "id=\"0\"", "id=\"zero\""},
    {"TwoSuitesWithOneId", "id=\"1\"", "id=\"0\""},
    {"TwoSuitesWithOneName", "name=\"Operation2\"", "name=\"Operation1\""},
    {"TwoCasesWithOneName", "name=\"Operation1/200/media-type\" classname=\"Operation1.media_type\"",
     "name=\"Operation1/200/status\" classname=\"Operation1.status\""},
    {"TwoOutcomes", "<failure ", "<skipped message=\"x\"/><failure "},
    {"AFailureWithoutType", "<failure type=\"status\"", "<failure"},
    {"AFailureWithoutMessage", "message=\"the response", "reason=\"the response"},
    {"OutputBeforeCases", "</properties>", "</properties><system-out/>"},
    {"NoOutput", "<system-out />", ""},
    {"CasesBeforeProperties", "<properties>",
     "<testcase name=\"a\" classname=\"b\" time=\"0\"/><properties>"},
};

INSTANTIATE_TEST_SUITE_P(Junit, JunitSchema, testing::ValuesIn(kChanges),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Junit, AFailureRepeatsItsMessageAndEndsInALineOfTheContract) {
  const std::string xml = junit_report(wide_ledger());
  const std::string message =
      "the response was 302; it redirects to https://elsewhere.example/, which is not followed";
  EXPECT_NE(xml.find("message=\"" + message + "\">" + message + "\n"), std::string::npos);
  EXPECT_NE(xml.find("\nschemas/configuration-webhook.openapi.json:5</failure>"), std::string::npos);
}

TEST(Junit, AViolatedWarningPassesAndStandsInTheOutput) {
  Ledger ledger = green_ledger();
  ledger.entries[0].clause.own().severity = Severity::warning;
  ledger.entries[0].verdict = {.outcome = Outcome::violated, .reason = "2 headers are not documented"};
  const std::string xml = junit_report(ledger);
  EXPECT_EQ(occurrences(xml, "<failure"), 0u);
  EXPECT_NE(xml.find("failures=\"0\""), std::string::npos);
  EXPECT_NE(
      xml.find("<system-out>warning: FetchConfigurationWebhook/200/status: 2 headers are not documented"),
      std::string::npos);
}

TEST(Junit, CountsAnExchangeOnceHoweverManyClausesItServes) {
  EXPECT_NE(junit_report(green_ledger()).find("skipped=\"0\" time=\"0.012345\""), std::string::npos);
}

// Three operations with ten clauses each; one clause of the first is violated, one of the second is
// undecided, and nothing of the third was exercised.
Ledger thirty_clauses() {
  Ledger ledger;
  for (const std::string operation : {"a", "b", "c"}) {
    for (int i = 0; i < 10; ++i) {
      Outcome outcome = operation == "c" ? Outcome::unexercised : Outcome::holds;
      if (i == 3 && operation == "a") outcome = Outcome::violated;
      if (i == 4 && operation == "b") outcome = Outcome::undecided;
      ledger.entries.push_back({.clause = Clause{.coordinate = operation + "/" + std::to_string(i),
                                                 .operation = operation,
                                                 .kind = ClauseKind::status},
                                .verdict = {.outcome = outcome, .reason = "because", .instances = 1}});
    }
  }
  return ledger;
}

TEST(JunitOfManyClauses, HasACasePerProblemAndOneForTheRestOfAnOperation) {
  const std::string xml = limited_junit_report(thirty_clauses(), 10);
  if (has_xmllint()) {
    EXPECT_EQ(junit_complaint(xml), std::nullopt);
  }
  EXPECT_EQ(occurrences(xml, "<testcase "), 5U);
  for (const char* part :
       {"name=\"a/3\"", "name=\"a/* (9 clauses)\"", "name=\"b/4\"", "name=\"b/* (9 clauses)\"",
        "name=\"c/* (10 clauses)\"", "tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\"",
        "tests=\"2\" failures=\"0\" errors=\"1\" skipped=\"0\"",
        "tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"1\"", "a/*: 9 clauses: 9 hold"})
    EXPECT_NE(xml.find(part), xml.npos) << part;
}

TEST(JunitOfManyClauses, HasACasePerOperationIfTheProblemsAreTooMany) {
  const std::string xml = limited_junit_report(thirty_clauses(), 1);
  if (has_xmllint()) {
    EXPECT_EQ(junit_complaint(xml), std::nullopt);
  }
  EXPECT_EQ(occurrences(xml, "<testcase "), 3U);
  EXPECT_EQ(occurrences(xml, "<failure "), 1U);
  EXPECT_EQ(occurrences(xml, "<error "), 1U);
  EXPECT_EQ(occurrences(xml, "<skipped "), 1U);
  EXPECT_NE(xml.find("a/3: because"), xml.npos) << xml;
}

TEST(JunitOfManyClauses, HasACasePerClauseUpToTheLimit) {
  EXPECT_EQ(occurrences(limited_junit_report(thirty_clauses(), 30), "<testcase "), 30U);
}

TEST(XmlText, ReplacesWhatXmlForbidsAndNothingElse) {
  EXPECT_EQ(xml_text("a\tb\nc\rd"), "a\tb\nc\rd");
  EXPECT_EQ(xml_text(std::string("\0\x1b", 2)), "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(xml_text("\xEF\xBF\xBE|\xEF\xBF\xBF"), "\xEF\xBF\xBD|\xEF\xBF\xBD");
  EXPECT_EQ(xml_text("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(xml_text("\xF0\x9F\x92\xA5\x7F\xEF\xBF\xBD"), "\xF0\x9F\x92\xA5\x7F\xEF\xBF\xBD");
}

}  // namespace junit_test
}  // namespace avouch
