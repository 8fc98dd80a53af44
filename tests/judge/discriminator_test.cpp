// SPDX-License-Identifier: MIT
// Discriminators in responses that name no documented schema (OpenAPI 3.1.1 §4.8.25).
#include <gtest/gtest.h>

#include <algorithm>

#include "contract/document/library.h"
#include "contract/load.h"
#include "contract/schema/discriminator.h"
#include "contract/schema/schema.h"
#include "judge/answer.h"
#include "judge/body/body.h"
#include "judge/judge.h"

namespace avouch {
namespace discriminator_test {

// A union by name and by mapping; a parent that others build on; a branch of a union without a discriminator.
constexpr const char* kComponents = R"({
  "Cat": {"type": "object", "properties": {"kind": {"type": "string"}, "toy": {"$ref": "#/components/schemas/Toy"}}},
  "Dog": {"type": "object", "required": ["bark"], "properties": {"bark": {"type": "boolean"}}},
  "Pet": {"anyOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
          "discriminator": {"propertyName": "kind", "mapping": {"hound": "#/components/schemas/Dog", "old": "x.json"}}},
  "Toy": {"type": "object", "required": ["toyType"], "properties": {"toyType": {"type": "string"}},
          "discriminator": {"propertyName": "toyType"}},
  "Ball": {"allOf": [{"$ref": "#/components/schemas/Toy"}, {"type": "object", "required": ["size"]}]},
  "Football": {"allOf": [{"$ref": "#/components/schemas/Ball"}]},
  "Rope": {"allOf": [{"$ref": "#/components/schemas/Toy"}, {"properties": {"toyType": {"type": "string"}}}]},
  "Shop": {"type": "object", "properties": {
    "pets": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}},
    "first": {"prefixItems": [{"$ref": "#/components/schemas/Pet"}]},
    "rope": {"$ref": "#/components/schemas/Rope"},
    "stock": {"additionalProperties": {"$ref": "#/components/schemas/Toy"}},
    "either": {"oneOf": [{"allOf": [{"$ref": "#/components/schemas/Toy"}], "required": ["sold"]},
                         {"required": ["toyType", "vendor"]}]},
    "maybe": {"if": {"required": ["toy"]}, "then": {"$ref": "#/components/schemas/Toy"}},
    "no": {"not": {"$ref": "#/components/schemas/Pet"}}}}})";

struct DiscriminatorCase {
  const char* name;
  const char* body;
  Outcome outcome;
  std::vector<Finding> findings;
  std::size_t instances = 1;
  const char* named = "no documented schema";
};
void PrintTo(const DiscriminatorCase& item, std::ostream* out) {
  *out << item.name;
}

std::string document(const std::string& schema, const std::string& components) {
  return R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get": {"operationId": "Get",
    "responses": {"200": {"description": "d", "content": {"application/json": {"schema": )" +
         schema + R"(}}}}}}}, "components": {"schemas": )" + components + "}}";
}

class Discriminator : public testing::TestWithParam<DiscriminatorCase> {};

TEST_P(Discriminator, ThatNamesNoSchemaIsWarnedOf) {
  const Result<Contract> contract = load_contract(
      "api.json", {}, {{"api.json", document(R"({"$ref": "#/components/schemas/Shop"})", kComponents)}});
  ASSERT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
  Result<Judge> judge = Judge::make(*contract, {});
  ASSERT_TRUE(static_cast<bool>(judge)) << to_string(judge.errors());
  http::Response answer{.status = 200, .body = GetParam().body};
  http::set(answer.fields, "Content-Type", "application/json");
  const Exchange exchange{.outcome = Received{.response = answer}};
  std::size_t clauses = 0;
  for (const BoundClause& bound : contract->clauses) {
    if (bound.clause->coordinate != "Get/200/drift/discriminator") continue;
    ++clauses;
    const Verdict verdict =
        judge->judge(bound, {{.operation = contract->operations.data(), .answer = Answer::of(exchange)}});
    EXPECT_EQ(bound.clause->severity, Severity::warning);
    EXPECT_EQ(verdict.outcome, GetParam().outcome) << verdict.reason;
    ASSERT_EQ(verdict.findings.size(), GetParam().findings.size());
    for (std::size_t i = 0; i < verdict.findings.size(); ++i) {
      EXPECT_EQ(verdict.findings[i].where, GetParam().findings[i].where);
      EXPECT_EQ(verdict.findings[i].seen, GetParam().findings[i].seen);
      EXPECT_EQ(verdict.findings[i].expected, GetParam().findings[i].expected);
    }
    if (verdict.outcome == Outcome::unexercised) continue;
    EXPECT_EQ(verdict.instances, GetParam().instances);
    EXPECT_EQ(verdict.failures, GetParam().findings.size());
    if (verdict.outcome != Outcome::violated) continue;
    const bool is_one = verdict.findings.size() == 1;
    EXPECT_EQ(verdict.reason,
              std::to_string(verdict.findings.size()) +
                  (is_one ? " discriminator of the body names" : " discriminators of the body name") + " " +
                  GetParam().named + " (OpenAPI 3.1.1 §4.8.25)");
  }
  EXPECT_EQ(clauses, 1u);
}

constexpr const char* kPets = "one of \"Cat\", \"Dog\", \"hound\", \"old\"";
constexpr const char* kToys = "one of \"Ball\", \"Football\", \"Rope\", \"Toy\"";

const DiscriminatorCase kCases[] = {
    {"OfNoBranch",
     R"({"pets": [{"kind": "cow"}]})",
     Outcome::violated,
     {{"body /pets/0/kind", "\"cow\"", kPets}}},
    {"InAnotherCase",
     R"({"pets": [{"kind": "Cat"}, {"kind": "cat"}]})",
     Outcome::violated,
     {{"body /pets/1/kind", "\"cat\"", std::string(kPets) + ", nearest \"Cat\""}},
     2},
    {"ThatIsEmpty",
     R"({"first": [{"kind": ""}]})",
     Outcome::violated,
     {{"body /first/0/kind", "\"\"", kPets}}},
    {"ThatNoBranchAccepts",
     R"({"pets": [{"kind": "cow", "toy": 5}]})",
     Outcome::violated,
     {{"body /pets/0/kind", "\"cow\"", kPets}}},
    {"BelowOne",
     R"({"pets": [{"kind": "Cat", "toy": {"toyType": "ball"}}]})",
     Outcome::violated,
     {{"body /pets/0/toy/toyType", "\"ball\"", std::string(kToys) + ", nearest \"Ball\""}},
     2},
    {"OfAParent",
     R"({"rope": {"toyType": "Pet"}})",
     Outcome::violated,
     {{"body /rope/toyType", "\"Pet\"", kToys}}},
    {"OfTwo",
     R"({"stock": {"a": {"toyType": "Cat"}, "b": {"toyType": "x"}, "c": {"toyType": "Rope"}}})",
     Outcome::violated,
     {{"body /stock/a/toyType", "\"Cat\"", kToys}, {"body /stock/b/toyType", "\"x\"", kToys}},
     3},
    {"OfTheBranchThatMatches",
     R"({"either": {"toyType": "x", "sold": 1}})",
     Outcome::violated,
     {{"body /either/toyType", "\"x\"", kToys}}},
    {"WhereIfIsMet",
     R"({"maybe": {"toyType": "x", "toy": 1}})",
     Outcome::violated,
     {{"body /maybe/toyType", "\"x\"", kToys}}},
    {"ByTheNameOfABranch",
     R"({"pets": [{"kind": "Cat"}, {"kind": "Dog", "bark": true}]})",
     Outcome::holds,
     {},
     2},
    {"OfASchemaThatDoesNotAcceptTheObject",
     R"({"pets": [{"kind": "Dog"}, {"kind": "Cat"}]})",
     Outcome::violated,
     {{"body /pets/0/kind", "\"Dog\"", "the name of a schema that accepts the object"}},
     2,
     "a schema that does not accept the object"},
    {"ByAKeyOfMapping", R"({"pets": [{"kind": "hound", "bark": true}]})", Outcome::holds, {}},
    {"ByAKeyThatLeadsElsewhere", R"({"pets": [{"kind": "old"}]})", Outcome::holds, {}},
    {"ByTheBranchEvenWhereMapped", R"({"pets": [{"kind": "Dog", "bark": true}]})", Outcome::holds, {}},
    {"ByAnHeir", R"({"rope": {"toyType": "Rope"}})", Outcome::holds, {}},
    {"ByAnHeirOfAnHeir", R"({"stock": {"a": {"toyType": "Football"}}})", Outcome::holds, {}},
    {"ByTheParentItself", R"({"stock": {"a": {"toyType": "Toy"}}})", Outcome::holds, {}},
    {"OfAnotherBranch", R"({"either": {"toyType": "x", "vendor": 1}})", Outcome::unexercised, {}},
    {"WhereIfIsNotMet", R"({"maybe": {"toyType": "x"}})", Outcome::unexercised, {}},
    {"WhereItIsRuledOut", R"({"no": {"kind": "cow"}})", Outcome::unexercised, {}},
    {"ThatIsAbsent", R"({"pets": [{}]})", Outcome::unexercised, {}},
    {"ThatIsNoString", R"({"pets": [{"kind": 5}, {"kind": null}]})", Outcome::unexercised, {}},
    {"OfNoObject", R"({"pets": [5], "first": [[]]})", Outcome::unexercised, {}},
    {"OfNothing", R"({"pets": []})", Outcome::unexercised, {}},
    {"OfNoJson", "{", Outcome::unexercised, {}},
};
INSTANTIATE_TEST_SUITE_P(Bodies, Discriminator, testing::ValuesIn(kCases),
                         [](const auto& each) { return std::string(each.param.name); });

// Documents often name by `enum` what a mapping would: a server that follows them must not be warned of.
TEST(Discriminators, KnowWhatTheSchemasThemselvesPermit) {
  const std::string components = R"({
    "Track": {"properties": {"kind": {"type": "string", "enum": ["track", 1]}}},
    "Episode": {"allOf": [{"properties": {"kind": {"const": "episode"}}}]},
    "Any": {"oneOf": [{"$ref": "#/components/schemas/Track"}, {"$ref": "#/components/schemas/Episode"}],
      "discriminator": {"propertyName": "kind"}}})";
  Library library;
  const Result<const Document*> api = library.add("api.json", document("{}", components));
  ASSERT_TRUE(static_cast<bool>(api));
  const auto names = library.discriminators().of(**api, "/components/schemas/Any");
  ASSERT_NE(names, nullptr);
  EXPECT_EQ(names->names, (std::vector<std::string>{"Episode", "Track", "episode", "track"}));
}

// A union that a mapping and its branches' parent speak of: what one of the two knows is known.
TEST(Discriminators, AddUpOverOneProperty) {
  const std::string components = R"({
    "Pet": {"type": "object", "discriminator": {"propertyName": "kind"}},
    "Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"}]}, "Dog": {"allOf": [{"$ref": "#/components/schemas/Pet"}]},
    "Any": {"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
      "discriminator": {"propertyName": "kind",
                        "mapping": {"cat": "#/components/schemas/Cat", "dog": "#/components/schemas/Dog"}}}})";
  Library library;
  const Result<const Document*> api = library.add("api.json", document("{}", components));
  ASSERT_TRUE(static_cast<bool>(api));
  const auto schema = load_schema(library, **api, "/components/schemas/Any", Dialect::openapi_3_1);
  ASSERT_TRUE(static_cast<bool>(schema)) << to_string(schema.errors());
  const Result<BodyJudge> judge = BodyJudge::make(*schema, {});
  const auto failures = [&](const char* body) { return judge->named(*parse_body(body).instance).failures; };
  EXPECT_EQ(failures(R"({"kind": "cat"})"), 0u);
  EXPECT_EQ(failures(R"({"kind": "Pet"})"), 0u);
  EXPECT_EQ(failures(R"({"kind": "cow"})"), 1u);
}

TEST(Discriminators, OfManyAreReportedInPart) {
  Library library;
  std::string components =
      R"({"A": {}, "B": {}, "List": {"items": {"anyOf": [{"$ref": "#/components/schemas/A"},
    {"$ref": "#/components/schemas/B"}], "discriminator": {"propertyName": "kind"}}}})";
  const Result<const Document*> api = library.add("api.json", document("{}", components));
  const auto schema = load_schema(library, **api, "/components/schemas/List", Dialect::openapi_3_1);
  ASSERT_TRUE(static_cast<bool>(schema)) << to_string(schema.errors());
  const Result<BodyJudge> judge = BodyJudge::make(*schema, {});
  std::string body = R"([{"kind":"A"})";
  for (int i = 0; i < 3'000; ++i) body += R"(,{"kind":"x"})";
  const BodyJudge::Named named = judge->named(*parse_body(body + "]").instance);
  EXPECT_EQ(named.places, 3'001u);
  EXPECT_EQ(named.failures, 3'000u);
  EXPECT_EQ(named.unknown.size(), 1'000u);
  EXPECT_EQ(named.limit, "");
}

// One that contains itself, in a body that is deeper than what is walked: no overflow, and no "holds".
TEST(Discriminators, TooDeepDownAreUndecided) {
  Library library;
  const std::string components =
      R"({"A": {"properties": {"a": {"$ref": "#/components/schemas/Any"}}}, "B": {},
    "Any": {"anyOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}],
            "discriminator": {"propertyName": "kind"}}})";
  const Result<const Document*> api = library.add("api.json", document("{}", components));
  const auto schema = load_schema(library, **api, "/components/schemas/Any", Dialect::openapi_3_1);
  ASSERT_TRUE(static_cast<bool>(schema)) << to_string(schema.errors());
  const Result<BodyJudge> judge = BodyJudge::make(*schema, {});
  std::string body;
  for (int i = 0; i < 5'000; ++i) body += R"({"kind":"A","a":)";
  body += "{}" + std::string(5'000, '}');
  EXPECT_NE(judge->named(*parse_body(body).instance).limit.find("nested deeper"), std::string::npos);
}

// Whether the answer's schema has the clause.
bool has_clause(const std::string& schema, const std::string& components) {
  const Result<Contract> contract =
      load_contract("api.json", {}, {{"api.json", document(schema, components)}});
  EXPECT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
  if (!contract) return false;
  return std::any_of(contract->clauses.begin(), contract->clauses.end(), [](const BoundClause& bound) {
    return bound.clause->coordinate == "Get/200/drift/discriminator";
  });
}

TEST(Discriminators, HaveAClauseWhereTheirNamesAreKnown) {
  const std::string two = R"({"A": {}, "B": {}, "Union": {"oneOf": [{"$ref": "#/components/schemas/A"}]}})";
  const std::string a = R"({"$ref": "#/components/schemas/A"})";
  const std::string b = R"({"$ref": "#/components/schemas/B"})";
  const auto one_of = [](const std::string& branches, const std::string& more = "") {
    return R"({"oneOf": [)" + branches + R"(], "discriminator": {"propertyName": "k")" + more + "}}";
  };
  const std::string mapping = R"(, "mapping": {"a": "A", "b": "B"})";
  EXPECT_TRUE(has_clause(one_of(a + "," + b), two));
  EXPECT_TRUE(has_clause(R"({"items": )" + one_of(a + "," + b) + "}", two));
  EXPECT_TRUE(has_clause(one_of(a + "," + b + R"(, {"type": "null"})"), two));
  EXPECT_TRUE(has_clause(one_of(a + R"(, {"type": "object"})", mapping), two));
  // One name, none, an inline branch that something else must choose, and names that nothing tells.
  EXPECT_FALSE(has_clause(one_of(a), two));
  EXPECT_FALSE(has_clause(one_of(R"({"type": "object"}, {"minProperties": 1})"), two));
  EXPECT_FALSE(has_clause(one_of(a + "," + b + R"(, {"type": "object"})"), two));
  EXPECT_FALSE(has_clause(one_of(a + "," + b, mapping + R"(, "defaultMapping": "A")"), two));
  EXPECT_FALSE(
      has_clause(one_of(a + "," + b + R"(, {"$ref": "#/components/schemas/A/properties/x"})", mapping),
                 R"({"A": {"properties": {"x": {}}}, "B": {}})"));
  // A parent that one schema builds on, or none.
  const std::string parent = R"("P": {"discriminator": {"propertyName": "k"}})";
  const std::string child = R"({"allOf": [{"$ref": "#/components/schemas/P"}]})";
  const std::string p = R"({"$ref": "#/components/schemas/P"})";
  EXPECT_FALSE(has_clause(p, "{" + parent + "}"));
  EXPECT_FALSE(has_clause(p, "{" + parent + R"(, "C": )" + child + "}"));
  EXPECT_TRUE(has_clause(p, "{" + parent + R"(, "C": )" + child + R"(, "D": )" + child + "}"));
  // What only rules out, decides, or is not sent.
  const std::string pet = one_of(a + "," + b);
  EXPECT_FALSE(has_clause(R"({"not": )" + pet + "}", two));
  EXPECT_FALSE(has_clause(R"({"if": )" + pet + R"(, "then": {"minProperties": 1}})", two));
  EXPECT_FALSE(has_clause(R"({"properties": {"x": {"writeOnly": true, "allOf": [)" + pet + "]}}}", two));
}

// A union's branch may be a union, and a component may build on what is not in sight.
TEST(Discriminators, KnowWhatMayBeMeant) {
  const auto names = [](const std::string& components, const std::string& pointer) {
    Library library;
    EXPECT_TRUE(static_cast<bool>(library.add("other.json", R"({"Base": {}})")));
    const Result<const Document*> api = library.add("api.json", document("{}", components));
    const auto schema = load_schema(library, **api, pointer, Dialect::openapi_3_1);
    EXPECT_TRUE(static_cast<bool>(schema)) << to_string(schema.errors());
    const KnownNames* known = (*schema)->nodes().front().names.get();
    return known == nullptr ? std::vector<std::string>{} : known->names;
  };
  EXPECT_EQ(names(R"({"A": {}, "B": {}, "C": {}, "U": {"anyOf": [{"$ref": "#/components/schemas/B"},
      {"$ref": "#/components/schemas/C"}]}, "Any": {"oneOf": [{"$ref": "#/components/schemas/A"},
      {"$ref": "#/components/schemas/U"}], "discriminator": {"propertyName": "k"}}})",
                  "/components/schemas/Any"),
            (std::vector<std::string>{"A", "B", "C", "U"}));
  EXPECT_EQ(names(R"({"P": {"discriminator": {"propertyName": "k"}}, "Far": {"$ref": "other.json#/Base"},
      "Alias": {"$ref": "#/components/schemas/P"}, "Heir": {"allOf": [{}, {"allOf": [{"$ref": "#/components/schemas/P"}]}]},
      "Own": {}})",
                  "/components/schemas/P"),
            (std::vector<std::string>{"Alias", "Far", "Heir", "P"}));
}

}  // namespace discriminator_test
}  // namespace avouch
