// SPDX-License-Identifier: MIT
// Whatever text a target chooses: no report executes it, breaks its own format, moves a cursor, or runs a
// command of a CI server.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "reports/console.h"
#include "reports/github.h"
#include "reports/html.h"
#include "reports/reporters.h"
#include "sample_ledger.h"
#include "xmllint.h"

namespace avouch {
namespace hostile_test {

struct Written {
  std::string name;
  std::string text;
};

std::vector<Written> everything(const Ledger& ledger) {
  std::vector<Written> all = {{"console", console_report(ledger, {.verbose = true})},
                              {"github_annotations", github_annotations(ledger)},
                              {"github_summary", github_summary(ledger)}};
  for (const Reporter& reporter : reporters()) {
    const ReportContent content = written_by(reporter, ledger);
    if (const std::string* text = std::get_if<std::string>(&content)) {
      all.push_back({reporter.name, *text});
      continue;
    }
    if (const auto* parts = std::get_if<TextParts>(&content)) {
      all.push_back({reporter.name, ""});
      (*parts)([&](std::string_view part) { all.back().text += part; });
      continue;
    }
    for (const FolderFile& file : std::get<std::vector<FolderFile>>(content))
      all.push_back({file.name.ends_with(".json") ? "allure_json" : "allure_text", file.text});
  }
  return all;
}

bool is_json(const std::string& name) {
  return name == "json" || name == "sarif" || name == "ctrf" || name == "gitlab" || name == "har" ||
         name == "allure_json";
}

// Whether a line of it is a command of GitHub Actions or Azure Pipelines.
bool is_command(std::string_view line) {
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  return line.starts_with("::") || line.find("##[") != line.npos || line.find("##vso[") != line.npos;
}

void expect_harmless(const Written& report) {
  const std::string_view text = report.text;
  EXPECT_FALSE(first_invalid_utf8(text)) << report.name;
  const auto control = std::find_if(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return c != '\n' && c != '\t' && (byte < 0x20 || byte == 0x7F);
  });
  EXPECT_EQ(control - text.begin(), static_cast<std::ptrdiff_t>(text.size())) << report.name;
  // Bidirectional controls (U+202A to U+202E, U+2066 to U+2069) and the C1 controls.
  for (const std::string_view invisible : {"\xE2\x80\xAE", "\xE2\x80\xAA", "\xE2\x81\xA6", "\xC2\x9B"})
    EXPECT_EQ(text.find(invisible), text.npos) << report.name;
  // GitHub reads the commands that Avouch means: each line of its own is one.
  if (report.name == "github_annotations") return;
  for (const std::string_view line : split(text, '\n')) {
    if (is_command(line)) ADD_FAILURE() << report.name << ": " << line.substr(0, 200);
  }
  if (is_json(report.name)) {
    EXPECT_FALSE(nlohmann::json::parse(text, nullptr, false).is_discarded()) << report.name;
  }
}

TEST(HostileText, IsHarmlessInEveryReport) {
  for (const Ledger& ledger : {sample_ledger(), proof_ledger(), unreachable_ledger()}) {
    for (const Written& report : everything(ledger)) expect_harmless(report);
  }
}

std::string megabyte() {
  std::string unit = "<script>]]>\x1b[2J\xE2\x80\xAE\n::error::x\n##vso[a]b\xFF\"'&\t---\n...\nBail out!\n";
  unit.push_back('\0');
  std::string text;
  while (text.size() < 1'000'000) text += unit;
  return text;
}

// A place that a target, a contract or a list of known failures can fill.
struct FilledPlace {
  const char* name;
  void (*fill)(Ledger& ledger, const std::string& text);
  bool has_exact_names = false;
};

void PrintTo(const FilledPlace& shown, std::ostream* out) {
  *out << shown.name;
}

Entry& violation(Ledger& ledger) {
  return *std::find_if(ledger.entries.begin(), ledger.entries.end(), [](const Entry& entry) {
    return entry.verdict.outcome == Outcome::violated && !entry.waived;
  });
}

Entry& known_violation(Ledger& ledger) {
  return *std::find_if(ledger.entries.begin(), ledger.entries.end(),
                       [](const Entry& entry) { return entry.waived.has_value(); });
}

const FilledPlace kPlaces[] = {
    {"Finding",
     [](Ledger& ledger, const std::string& text) {
       violation(ledger).verdict.findings = {{"body /" + text, text, text}};
     }},
    {"Reason",
     [](Ledger& ledger, const std::string& text) {
       for (Entry& entry : ledger.entries) {
         if (entry.verdict.outcome == Outcome::undecided) entry.verdict.reason = text;
       }
       violation(ledger).verdict.reason = text;
       ledger.entries.back().verdict = {.outcome = Outcome::unexercised, .reason = text};
     }},
    {"NameOfAMember",
     [](Ledger& ledger, const std::string& text) {
       Clause& clause = violation(ledger).clause.own();
       clause.coordinate = clause.operation + "/200/body/" + text + "/type";
       clause.claim = text + " is a string";
       clause.documentation = text;
       clause.place = Place{.file = text, .pointer = "/" + text, .line = 3};
     },
     true},
    {"NameOfAnOperation",
     [](Ledger& ledger, const std::string& text) {
       Clause& clause = violation(ledger).clause.own();
       clause.operation = text;
       clause.coordinate = text + "/200/status";
     },
     true},
    {"ValueOfAHeader",
     [](Ledger& ledger, const std::string& text) {
       ledger.exchanges.front().messages->response_fields = {{"X-" + text, text}};
       ledger.exchanges.front().messages->request_fields = {{"X-" + text, text}};
       ledger.exchanges.front().messages->reason = text;
       violation(ledger).verdict.findings = {{"header X-A", "X-A: " + text, "none"}};
     }},
    {"Content",
     [](Ledger& ledger, const std::string& text) {
       ledger.exchanges.front().messages->response_content = {.text = text, .size = text.size()};
       ledger.exchanges.front().messages->request_content = {.text = text, .size = text.size()};
     }},
    {"NameOfAnExchange",
     [](Ledger& ledger, const std::string& text) {
       ledger.exchanges.front().probe = text;
       violation(ledger).probe = text;
       violation(ledger).chain = {text, "createBook/documented"};
     },
     true},
    {"Url",
     [](Ledger& ledger, const std::string& text) {
       ledger.run.target = "http://127.0.0.1/" + text;
       ledger.exchanges.front().request = "GET http://127.0.0.1/" + text;
       ledger.exchanges.front().outcome = text;
       ledger.exchanges.front().values = {"id ← " + text};
       ledger.exchanges.front().messages->url = "http://127.0.0.1/" + text;
       ledger.run.left_behind = {"http://127.0.0.1/" + text};
     }},
    {"CommandLine",
     [](Ledger& ledger, const std::string& text) {
       for (Entry& entry : ledger.entries) entry.reproduce = {};
       violation(ledger).reproduce = "curl '" + text + "'";
       ledger.exchanges.front().reproduce = "curl '" + text + "'";
     }},
    {"Note",
     [](Ledger& ledger, const std::string& text) {
       ledger.run.notes = {text};
       ledger.run.faults = {text};
       ledger.run.unmet = {{.what = text}};
       ledger.run.title = text;
       ledger.run.contract = text;
     }},
    {"KnownFailure",
     [](Ledger& ledger, const std::string& text) {
       Waived& waived = *known_violation(ledger).waived;
       waived = {.reason = text,
                 .owner = text,
                 .issue = "https://issues.example/" + text,
                 .expires = text,
                 .message = text,
                 .place = {.file = text, .pointer = "/" + text, .line = 1}};
       ledger.run.waivers = {{.clause = text, .waived = waived, .why = text}};
     }},
};

// Lines of TAP 14: the version, the plan, test points with a block of YAML, directives and comments.
void expect_tap(const std::string& text, std::size_t points) {
  std::size_t seen = 0;
  bool is_block = false;
  const std::string_view whole = text;
  for (const std::string_view line : split(whole.substr(0, whole.rfind('\n')), '\n')) {
    if (is_block) {
      EXPECT_TRUE(line.starts_with("  ")) << line.substr(0, 100);
      is_block = line != "  ...";
      continue;
    }
    is_block = line == "  ---";
    const bool is_point = line.starts_with("ok ") || line.starts_with("not ok ");
    if (is_point) ++seen;
    const bool is_other = line == "TAP version 14" || line.starts_with("1..") || line.starts_with("#");
    EXPECT_TRUE(is_block || is_point || is_other) << line.substr(0, 100);
  }
  EXPECT_FALSE(is_block);
  EXPECT_EQ(seen, points);
}

// Tags of HTML that the text brings along would be there in addition to our own.
void expect_html(const std::string& text, const std::string& without_it) {
  const auto count = [](std::string_view page, std::string_view tag) {
    std::size_t number = 0;
    for (std::size_t at = page.find(tag); at != page.npos; at = page.find(tag, at + 1)) ++number;
    return number;
  };
  for (const char* tag : {"<script", "</script", "<style", "</style", "<body", "</html", "<!--"})
    EXPECT_EQ(count(text, tag), count(without_it, tag)) << tag;
}

// What a report may have beyond what it has without the text, which stands in it many times: the text is
// shortened wherever it stands.
constexpr std::size_t kMoreOfAReport = 1'500'000;

class HostileMegabyte : public testing::TestWithParam<FilledPlace> {};

TEST_P(HostileMegabyte, IsHarmlessInEveryReport) {
  Ledger ledger = sample_ledger();
  const Ledger before = ledger;
  GetParam().fill(ledger, megabyte());
  std::map<std::string, std::size_t> sizes;  // of all files of a report
  for (const Written& report : everything(before)) sizes[report.name] += report.text.size();
  std::map<std::string, std::size_t> with_it;
  for (const Written& report : everything(ledger)) {
    expect_harmless(report);
    with_it[report.name] += report.text.size();
    if (report.name == "tap") expect_tap(report.text, ledger.entries.size());
    if (report.name == "html") expect_html(report.text, html_report(before));
    if (report.name == "junit" && has_xmllint()) {
      EXPECT_EQ(junit_complaint(report.text).value_or(""), "");
    }
  }
  for (const auto& [name, size] : with_it) {
    // JSON keeps the names that other commands compare: that of the clause, its cause, and the operation.
    const bool is_exact = name == "json" && GetParam().has_exact_names;
    EXPECT_LT(size, sizes[name] + (is_exact ? 20'000'000 : kMoreOfAReport)) << name;
  }
}

INSTANTIATE_TEST_SUITE_P(At, HostileMegabyte, testing::ValuesIn(kPlaces),
                         [](const auto& of) { return std::string(of.param.name); });

TEST(HostileText, LeavesXmlValid) {
  if (!has_xmllint()) GTEST_SKIP() << "xmllint is not installed";
  for (const Reporter& reporter : reporters()) {
    if (std::string_view(reporter.name) != "junit") continue;
    EXPECT_EQ(junit_complaint(std::get<std::string>(written_by(reporter, sample_ledger()))).value_or(""), "");
  }
}

}  // namespace hostile_test
}  // namespace avouch
