// SPDX-License-Identifier: MIT
// Bodies against the bundled schema: for each clause, bodies that violate it, satisfy it, and leave it
// unexercised.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "contract/document/library.h"
#include "contract/schema/schema.h"
#include "judge/body/body.h"

namespace avouch {
namespace body_webhook_test {

constexpr const char* kSchema = AVOUCH_SOURCE_DIR "/schemas/configuration-webhook.schema.json";

struct Webhook {
  Library library;
  std::shared_ptr<const Schema> schema;
  std::optional<BodyJudge> judge;

  Webhook() {
    const Document* document = *library.load(kSchema);
    schema = *load_schema(library, *document, "", Dialect::draft2020_12);
    judge.emplace(*BodyJudge::make(schema, {}));
  }

  std::map<std::string, Verdict> verdicts(const std::string& body) const {
    const ParsedBody parsed = parse_body(body);
    EXPECT_TRUE(parsed.instance) << body;
    const std::vector<Verdict> all = judge->judge(*parsed.instance);
    std::map<std::string, Verdict> by_suffix;
    for (const SchemaClaim& claim : schema->claims()) by_suffix[claim.suffix] = all[claim.keyword];
    return by_suffix;
  }
};

const Webhook& webhook() {
  static const Webhook made;
  return made;
}

TEST(Webhook, ClaimsEveryKeywordOfTheSchemaOnce) {
  std::vector<std::string> suffixes;
  for (const SchemaClaim& claim : webhook().schema->claims()) suffixes.push_back(claim.suffix);
  std::sort(suffixes.begin(), suffixes.end());
  const std::vector<std::string> expected = {"account_sid/maxLength",
                                             "account_sid/minLength",
                                             "account_sid/pattern",
                                             "account_sid/type",
                                             "filters/items/enum",
                                             "filters/items/type",
                                             "filters/type",
                                             "method/enum",
                                             "method/type",
                                             "post_webhook_url/type",
                                             "pre_webhook_url/type",
                                             "target/enum",
                                             "target/type",
                                             "type",
                                             "url/format",
                                             "url/type"};
  EXPECT_EQ(suffixes, expected);
}

TEST(Webhook, SaysWhatEachClaimMeans) {
  std::map<std::string, std::string> claims;
  for (const SchemaClaim& claim : webhook().schema->claims()) claims[claim.suffix] = claim.claim;
  EXPECT_EQ(claims["account_sid/type"], "account_sid is a string or null");
  EXPECT_EQ(claims["account_sid/pattern"], "account_sid matches ^AC[0-9a-fA-F]{32}$");
  EXPECT_EQ(claims["account_sid/minLength"], "account_sid has at least 34 characters");
  EXPECT_EQ(claims["filters/items/enum"], "each of filters is one of 23 documented values");
  EXPECT_EQ(claims["method/enum"], "method is \"GET\" or \"POST\"");
  EXPECT_EQ(claims["type"], "the body is an object");
}

TEST(Webhook, TellsWhereEachClaimStands) {
  for (const SchemaClaim& claim : webhook().schema->claims()) {
    EXPECT_GT(webhook().schema->place_of(claim)->line, 0) << claim.suffix;
    EXPECT_FALSE(claim.documentation.empty()) << claim.suffix;
  }
}

struct Case {
  const char* name;
  const char* body;
  const char* suffix;
  Outcome outcome;
  const char* reason;
};
void PrintTo(const Case& item, std::ostream* out) {
  *out << item.name;
}

constexpr const char* kSid = R"("ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")";

const Case kCases[] = {
    {"SidHolds", R"({"account_sid":"ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})", "account_sid/pattern",
     Outcome::holds, ""},
    {"SidNullIsNoPattern", R"({"account_sid":null})", "account_sid/pattern", Outcome::unexercised,
     "account_sid was only null"},
    {"SidNullHasAType", R"({"account_sid":null})", "account_sid/type", Outcome::holds, ""},
    {"SidAbsent", R"({})", "account_sid/type", Outcome::unexercised,
     "no response had account_sid of the body"},
    {"SidNumber", R"({"account_sid":34})", "account_sid/type", Outcome::violated,
     "/account_sid is 34; expected a string or null"},
    {"SidNumberHasNoLength", R"({"account_sid":34})", "account_sid/minLength", Outcome::unexercised,
     "account_sid was only a number"},
    {"SidShort", R"({"account_sid":"AC"})", "account_sid/minLength", Outcome::violated,
     "/account_sid is \"AC\"; expected at least 34 characters (it has 2 characters)"},
    {"SidLong", R"({"account_sid":"ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})", "account_sid/maxLength",
     Outcome::violated,
     "/account_sid is \"ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"; expected at most 34 characters (it has "
     "35 characters)"},
    {"SidWithALineFeed", R"({"account_sid":"ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n"})", "account_sid/pattern",
     Outcome::violated,
     "/account_sid is \"ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\\n\"; expected a match of "
     "^AC[0-9a-fA-F]{32}$"},
    {"SidInFullwidth", R"({"account_sid":"AC\uff10aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})",
     "account_sid/maxLength", Outcome::holds, ""},
    {"SidInFullwidthIsNoHex", R"({"account_sid":"AC\uff10aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})",
     "account_sid/pattern", Outcome::violated,
     "/account_sid is \"AC\uff10aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"; expected a match of "
     "^AC[0-9a-fA-F]{32}$"},
    {"MethodHolds", R"({"method":"POST"})", "method/enum", Outcome::holds, ""},
    {"MethodPut", R"({"method":"PUT"})", "method/enum", Outcome::violated,
     "/method is \"PUT\"; expected \"GET\" or \"POST\""},
    {"MethodLowerCase", R"({"method":"get"})", "method/enum", Outcome::violated,
     "/method is \"get\"; expected \"GET\" or \"POST\"; \"GET\" differs in case only"},
    {"MethodNull", R"({"method":null})", "method/type", Outcome::violated,
     "/method is null; expected a string"},
    {"MethodNullOnlyOnce", R"({"method":null})", "method/enum", Outcome::unexercised, "method was only null"},
    {"TargetNull", R"({"target":null})", "target/type", Outcome::violated,
     "/target is null; expected a string"},
    {"TargetFlex", R"({"target":"flex"})", "target/enum", Outcome::holds, ""},
    {"FiltersHold", R"({"filters":["onMessageAdd","onUserAdded"]})", "filters/items/enum", Outcome::holds,
     ""},
    {"FiltersUnlisted", R"({"filters":["onMessageAdd","onMessageSend"]})", "filters/items/enum",
     Outcome::violated,
     "/filters/1 is \"onMessageSend\"; expected one of 23 values, nearest \"onMessageAdd\""},
    {"FiltersEmpty", R"({"filters":[]})", "filters/items/enum", Outcome::unexercised,
     "no response had items of filters"},
    {"FiltersNull", R"({"filters":null})", "filters/items/type", Outcome::unexercised,
     "filters was only null"},
    {"FiltersString", R"({"filters":"onMessageAdd"})", "filters/type", Outcome::violated,
     "/filters is \"onMessageAdd\"; expected an array or null"},
    {"FiltersOfNumbers", R"({"filters":[1]})", "filters/items/type", Outcome::violated,
     "/filters/0 is 1; expected a string"},
    {"FiltersOfNumbersOnlyOnce", R"({"filters":[1]})", "filters/items/enum", Outcome::unexercised,
     "each of filters was only a number"},
    {"UrlHolds", R"({"url":"https://example.com/a?b=c#d"})", "url/format", Outcome::holds, ""},
    {"UrlNull", R"({"url":null})", "url/format", Outcome::unexercised, "url was only null"},
    {"UrlRelative", R"({"url":"/v1/Configuration/Webhooks"})", "url/format", Outcome::violated,
     "/url is \"/v1/Configuration/Webhooks\"; expected format uri (it has no scheme, so it is a "
     "relative reference)"},
    {"UrlWithABlank", R"({"url":"https://example.com/a b"})", "url/format", Outcome::violated,
     "/url is \"https://example.com/a b\"; expected format uri (the character \" \" is not allowed "
     "there)"},
    {"PreUrlMayBeAnything", R"({"pre_webhook_url":"not a url"})", "pre_webhook_url/type", Outcome::holds, ""},
    {"BodyArray", R"([])", "type", Outcome::violated, "the body is []; expected an object"},
    {"BodyArrayHasNoFields", R"([])", "method/type", Outcome::unexercised, "the body was only an array"},
    {"OtherMembersMayBe", R"({"else":1})", "type", Outcome::holds, ""},
};

class WebhookCase : public testing::TestWithParam<Case> {};

TEST_P(WebhookCase, IsJudged) {
  const Verdict verdict = webhook().verdicts(GetParam().body).at(GetParam().suffix);
  EXPECT_EQ(to_string(verdict.outcome), to_string(GetParam().outcome));
  EXPECT_EQ(verdict.reason, GetParam().reason);
  EXPECT_EQ(verdict.findings.empty(), GetParam().outcome != Outcome::violated);
}

INSTANTIATE_TEST_SUITE_P(Body, WebhookCase, testing::ValuesIn(kCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Webhook, CountsInstancesAndFailures) {
  const Verdict verdict =
      webhook().verdicts(R"({"filters":["a","onUserAdded","b"]})").at("filters/items/enum");
  EXPECT_EQ(verdict.instances, 3u);
  EXPECT_EQ(verdict.failures, 2u);
  ASSERT_EQ(verdict.findings.size(), 2u);
  EXPECT_EQ(verdict.findings[1].where, "body /filters/2");
  EXPECT_EQ(verdict.findings[1].seen, "\"b\"");
  EXPECT_EQ(verdict.findings[1].expected, "one of 23 documented values");
}

TEST(Webhook, ViolatesOneClauseForOneFault) {
  for (const auto& [suffix, verdict] :
       webhook().verdicts(std::string(R"({"method":null,"account_sid":)") + kSid + "}")) {
    EXPECT_EQ(verdict.outcome == Outcome::violated, suffix == "method/type") << suffix;
  }
}

TEST(Webhook, NamesUndocumentedMembers) {
  const ParsedBody body = parse_body(R"({"method":"GET","extra":{"a":1},"a/b":2})");
  EXPECT_EQ(webhook().judge->undocumented(*body.instance), (std::vector<std::string>{"/a~1b", "/extra"}));
}

// A schema of its own, and which of the members a to z of {"a": 1, "b": 1, …} it says nothing of.
struct Documented {
  const char* name;
  const char* schema;
  std::vector<std::string> undocumented;
};

void PrintTo(const Documented& row, std::ostream* out) {
  *out << row.schema;
}

class DocumentedMembers : public testing::TestWithParam<Documented> {};

TEST_P(DocumentedMembers, AreThoseThatAnyKeywordNames) {
  Library library;
  const Result<const Document*> document = library.add("schema.json", GetParam().schema);
  ASSERT_TRUE(document) << to_string(document.errors());
  const auto schema = load_schema(library, **document, "", Dialect::draft2020_12);
  ASSERT_TRUE(schema) << to_string(schema.errors());
  const Result<BodyJudge> judge = BodyJudge::make(*schema, {});
  ASSERT_TRUE(judge) << to_string(judge.errors());
  const ParsedBody body = parse_body(R"({"a": 1, "b": 1, "c": 1})");
  EXPECT_EQ(judge->undocumented(*body.instance), GetParam().undocumented);
}

INSTANTIATE_TEST_SUITE_P(
    Table, DocumentedMembers,
    testing::Values(
        Documented{"Properties", R"({"properties": {"a": {}}})", {"/b", "/c"}},
        Documented{"Required", R"({"properties": {"a": {}}, "required": ["b"]})", {"/c"}},
        Documented{
            "DependentRequired", R"({"properties": {"z": {}}, "dependentRequired": {"a": ["b"]}})", {"/c"}},
        Documented{"DependentSchemas",
                   R"({"properties": {"z": {}}, "dependentSchemas": {"a": {"required": ["b"]}}})",
                   {"/c"}},
        Documented{"InABranch", R"({"properties": {"a": {}}, "anyOf": [{"required": ["b"]}]})", {"/c"}},
        Documented{"NotWhatIsForbidden",
                   R"({"properties": {"a": {}}, "not": {"required": ["b", "z"]}})",
                   {"/b", "/c"}},
        Documented{"NothingIsDescribed", R"({"required": ["a"]})", {}}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace body_webhook_test
}  // namespace avouch
