// SPDX-License-Identifier: MIT
// What the second validator is asked, what it is not, and that it is heard where it disagrees.
#include "prove/second_opinion.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "contract/load.h"
#include "contract/schema/direction.h"
#include "prove/proof.h"
#include "prove/second_schema.h"

namespace avouch {
namespace second_opinion_test {

// One schema under a judge and a second one.
struct Asked {
  Library library;
  std::shared_ptr<const Schema> schema;
  std::optional<BodyJudge> judge;
  std::optional<SecondJudge> second;

  Asked(const std::string& text, Dialect dialect, const SecondValidatorMaker& make = valijson_validator) {
    const auto given = [](const auto& result) {
      if (!result) throw std::runtime_error(to_string(result.errors()));
      return *result;
    };
    const Document* document = given(library.add("case.json", text));
    schema = given(load_schema(library, *document, "", dialect));
    judge = *BodyJudge::make(schema, {});
    second.emplace(library, Place{.file = "case.json"}, dialect, *schema, *judge, make);
  }
  SecondJudge::Said ask(const std::string& value) const { return second->ask(*parse_body(value).instance); }
};

struct AskedCase {
  const char* name;
  Dialect dialect;
  const char* schema;
  const char* good;     // the judge accepts it, and so does the second
  const char* bad;      // both refuse it
  const char* unasked;  // a value that the second is not asked about; "" where there is none
  OpinionRule why = OpinionRule::pattern;
};

class SecondJudgeCase : public testing::TestWithParam<AskedCase> {};

TEST_P(SecondJudgeCase, AgreesOrIsNotAsked) {
  const AskedCase& test = GetParam();
  const Asked asked(test.schema, test.dialect);
  const SecondJudge::Said good = asked.ask(test.good);
  EXPECT_EQ(good.skipped, std::nullopt);
  EXPECT_TRUE(good.agrees);
  EXPECT_EQ(good.violated, nullptr);
  const SecondJudge::Said bad = asked.ask(test.bad);
  EXPECT_EQ(bad.skipped, std::nullopt);
  EXPECT_TRUE(bad.agrees);
  EXPECT_NE(bad.violated, nullptr);
  if (*test.unasked == '\0') return;
  EXPECT_EQ(asked.ask(test.unasked).skipped, test.why);
}

constexpr AskedCase kAsked[] = {
    {"APatternIsLeftOut", Dialect::draft2020_12, R"({"type": "string", "pattern": "^a", "maxLength": 3})",
     R"("abc")", R"("abcd")", R"("b")", OpinionRule::pattern},
    {"AFormatIsLeftOut", Dialect::draft2020_12,
     R"({"properties": {"d": {"type": "string", "format": "date"}}})", R"({"d": "2026-11-28"})",
     R"({"d": 1})", R"({"d": "x"})", OpinionRule::format},
    {"OthersThanPatternsNameAreLeftOut", Dialect::draft2020_12,
     R"({"type": "object", "properties": {"a": {"type": "null"}}, "patternProperties": {"^x": {}},
         "additionalProperties": false})",
     R"({"a": null, "x1": 1})", R"({"a": 1})", R"({"b": 1})", OpinionRule::pattern},
    {"WhatIsNegatedIsLeftOutWithIt", Dialect::draft2020_12, R"({"not": {"pattern": "a"}, "maxLength": 3})",
     R"("b")", R"("bbbb")", R"("a")", OpinionRule::pattern},
    {"ACountOfAlternativesIsWeaker", Dialect::draft2020_12,
     R"({"oneOf": [{"type": "string", "pattern": "a"}, {"type": "string", "maxLength": 1}], "minLength": 1})",
     R"("ba")", R"("")", R"("a")", OpinionRule::pattern},
    {"AConditionOnAFormatIsLeftOut", Dialect::draft7,
     R"({"if": {"format": "date"}, "then": {"maxLength": 3}, "minLength": 1})", R"("ab")", R"("")",
     R"("2026-11-28")", OpinionRule::format},
    {"WhatIsSaidElsewhereIsLeftOutHere", Dialect::draft2020_12,
     R"({"$defs": {"a": {"maxLength": 2}}, "properties": {"b": {"$ref": "#/$defs/a"}},
         "patternProperties": {"^x": {"$ref": "#/$defs/a"}}})",
     R"({"b": "ab", "x1": "ab"})", R"({"b": "abc"})", R"({"x1": "abc"})", OpinionRule::pattern},
    {"OtherItemsThatAreLeftOut", Dialect::draft2020_12,
     R"({"$defs": {"a": {"maxLength": 2}}, "prefixItems": [{"$ref": "#/$defs/a"}],
         "unevaluatedItems": {"$ref": "#/$defs/a"}})",
     R"(["ab", "ab"])", R"(["abc"])", R"(["ab", "abc"])", OpinionRule::unevaluated},
    {"UnevaluatedIsLeftOut", Dialect::draft2020_12,
     R"({"properties": {"a": {"type": "null"}}, "unevaluatedProperties": false})", R"({"a": null})",
     R"({"a": 1})", R"({"b": 1})", OpinionRule::unevaluated},
    {"CountedMatchesAreLeftOut", Dialect::draft2019_09,
     R"({"contains": {"type": "null"}, "minContains": 2, "maxItems": 3})", "[null, null]", "[null,null,1,1]",
     "[null]", OpinionRule::count_matches},
    {"MatchesAreNot", Dialect::draft2020_12, R"({"contains": {"type": "null"}})", "[1, null]", "[1]", ""},
    {"AStepThatIsAFraction", Dialect::draft2020_12, R"({"multipleOf": 0.1, "maximum": 5})", "0.3", "6",
     "0.25", OpinionRule::fraction_step},
    // valijson by itself cuts 2.5 to 2, and takes the text for a number.
    {"AWholeStep", Dialect::draft2020_12, R"({"multipleOf": 2})", R"("5")", "2.5", ""},
    {"ABoundBeyondADouble", Dialect::draft2020_12, R"({"maximum": 9007199254740993, "minimum": 0})", "5",
     "-1", "9007199254740994", OpinionRule::numbers},
    {"AnEnumBeyondADouble", Dialect::draft2020_12,
     R"({"enum": [0.1234567890123456789, 1], "type": "number"})", "1", R"("a")", "2", OpinionRule::numbers},
    {"ANumberBeyondADouble", Dialect::draft2020_12, R"({"type": "number"})", "1", "null", "1e400",
     OpinionRule::numbers},
    {"ANulInAText", Dialect::draft2020_12, R"({"maxLength": 1})", R"("a")", R"("ab")", R"("\u0000a")",
     OpinionRule::text},
    {"AnIntegerAsWritten", Dialect::draft4, R"({"type": "integer"})", "1", "1.5", "1.0",
     OpinionRule::written_integer},
    {"AnIntegerByValue", Dialect::draft7, R"({"type": "integer"})", "1.0", "1.5", ""},
    {"ASharpenedBound", Dialect::draft4, R"({"maximum": 3, "exclusiveMaximum": true})", "2", "3", ""},
    {"ABoundThatIsNot", Dialect::openapi_3_0, R"({"minimum": 3, "exclusiveMinimum": false})", "3", "2", ""},
    {"Nullable", Dialect::openapi_3_0, R"({"type": "string", "nullable": true})", "null", "1", ""},
    {"NullableIsNotOfLaterVersions", Dialect::openapi_3_1, R"({"type": "string", "nullable": true})",
     R"("a")", "null", ""},
    {"SiblingsThatDoNotCount", Dialect::draft7,
     R"({"$ref": "#/definitions/a", "maxLength": 1, "definitions": {"a": {"type": "string"}}})", R"("ab")",
     "1", ""},
    {"SiblingsThatCount", Dialect::draft2020_12,
     R"({"$ref": "#/$defs/a", "maxLength": 1, "$defs": {"a": {"type": "string"}}})", R"("a")", R"("ab")", ""},
    {"ItemsByPosition", Dialect::draft2020_12,
     R"({"prefixItems": [{"type": "null"}], "items": {"type": "string"}})", R"([null, "a"])", "[null, 1]",
     ""},
    {"ItemsByPositionBefore", Dialect::draft2019_09,
     R"({"items": [{"type": "null"}], "additionalItems": {"type": "string"}})", R"([null, "a"])", "[null, 1]",
     ""},
    {"Dependents", Dialect::draft2020_12,
     R"({"dependentRequired": {"a": ["b"]}, "dependentSchemas": {"a": {"maxProperties": 2}}})",
     R"({"a": 1, "b": 1})", R"({"a": 1})", ""},
    {"DependentSchemas", Dialect::draft2020_12,
     R"({"dependentRequired": {"a": ["b"]}, "dependentSchemas": {"a": {"maxProperties": 2}}})", R"({})",
     R"({"a": 1, "b": 1, "c": 1})", ""},
    {"Recursion", Dialect::draft2020_12,
     R"({"properties": {"next": {"$ref": "#"}}, "additionalProperties": false})", R"({"next": {"next": {}}})",
     R"({"next": {"a": 1}})", ""},
    {"ANameThatReadsAsAKeyword", Dialect::draft2020_12,
     R"({"properties": {"pattern": {"type": "null"}, "$ref": {"type": "null"}}})", R"({"$ref": null})",
     R"({"pattern": 1})", ""},
};

INSTANTIATE_TEST_SUITE_P(Cases, SecondJudgeCase, testing::ValuesIn(kAsked),
                         [](const auto& test) { return std::string(test.param.name); });

struct RefusedSchema {
  const char* schema;
  OpinionRule why;
};

TEST(SecondJudge, IsNotAskedAboutSchemasThatItCannotTell) {
  constexpr RefusedSchema kRefused[] = {
      {R"({"properties": {"a": {"$id": "http://a.example/x"}}})", OpinionRule::named_schemas},
      {R"({"$defs": {"a": {}}, "properties": {"a": {"$anchor": "x"}}})", OpinionRule::named_schemas},
      {R"({"$dynamicRef": "#/$defs/a", "$defs": {"a": {}}})", OpinionRule::named_schemas},
      {R"({"properties": {"a": {"writeOnly": true}}})", OpinionRule::one_way}};
  for (const RefusedSchema& test : kRefused) {
    const Asked asked(test.schema, Dialect::draft2020_12);
    const auto schema = schema_for(Direction::answer, asked.schema);
    const SecondJudge second(asked.library, {.file = "case.json"}, Dialect::draft2020_12, *schema,
                             *asked.judge, valijson_validator);
    EXPECT_EQ(second.ask(*parse_body("{}").instance).skipped, test.why) << test.schema;
  }
  const Asked asked("true", Dialect::draft2020_12);
  const SecondJudge lost(asked.library, {.file = "other.json"}, Dialect::draft2020_12, *asked.schema,
                         *asked.judge, valijson_validator);
  EXPECT_EQ(lost.ask(*parse_body("{}").instance).skipped, OpinionRule::elsewhere);
}

SecondValidatorMaker saying(bool accepts) {
  return [accepts](const std::string&) -> Result<SecondValidator> {
    return SecondValidator([accepts](const Instance&) { return Opinion{.accepts = accepts, .unsaid = {}}; });
  };
}

TEST(SecondJudge, HearsADisagreementEitherWay) {
  const char* schema = R"({"type": "object", "required": ["a"]})";
  const Asked lenient(schema, Dialect::draft2020_12, saying(true));
  EXPECT_TRUE(lenient.ask(R"({"a": 1})").agrees);
  const SecondJudge::Said missed = lenient.ask("{}");
  EXPECT_FALSE(missed.agrees);
  EXPECT_EQ(missed.violated->name, "required");
  const Asked strict(schema, Dialect::draft2020_12, saying(false));
  EXPECT_TRUE(strict.ask("{}").agrees);
  EXPECT_FALSE(strict.ask(R"({"a": 1})").agrees);
  EXPECT_EQ(strict.ask(R"({"a": 1})").violated, nullptr);
}

// A discriminator makes the chosen alternative's keyword fail; another alternative, of which the second one
// was not told all, may match.
TEST(SecondJudge, DoubtsWhatADiscriminatorChose) {
  const Asked asked(R"({"components": {"schemas": {"A": {"required": ["x"]}}}, "properties": {"t": {}},
                        "oneOf": [{"$ref": "#/components/schemas/A"}, {"pattern": "q", "type": "object"}],
                        "discriminator": {"propertyName": "t"}})",
                    Dialect::openapi_3_1);
  EXPECT_TRUE(asked.ask(R"({"t": "A"})").agrees);
}

Contract contract_of(const std::string& schema) {
  const std::string document =
      R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get":
    {"operationId": "GetA", "responses": {"200": {"description": "d", "content": {"application/json":
    {"schema": )" +
      schema + "}}}}}}}}";
  Result<Contract> contract = load_contract("made.json", {}, {{"made.json", document}});
  if (!contract) throw std::runtime_error(to_string(contract.errors()));
  return *std::move(contract);
}

TEST(Proof, HasASecondOpinionOfItsBodies) {
  const Result<ContractProof> proof = prove(
      contract_of(
          R"({"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "maxLength": 9,
              "pattern": "^a"}}})"),
      {});
  ASSERT_TRUE(static_cast<bool>(proof));
  EXPECT_GT(proof->second.bodies, 10u);
  EXPECT_EQ(proof->second.disagreed, 0u);
  EXPECT_TRUE(proof->second.disagreements.empty());
  EXPECT_GT(proof->second.skipped.at(OpinionRule::pattern), 0u);
}

TEST(Proof, TellsEveryDisagreementAndTheFirstOfThemWhole) {
  const Result<ContractProof> proof = prove(
      contract_of(R"({"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}})"),
      {.second = saying(true)});
  ASSERT_TRUE(static_cast<bool>(proof));
  EXPECT_GT(proof->second.disagreed, kDisagreements);
  ASSERT_EQ(proof->second.disagreements.size(), kDisagreements);
  const Disagreement& one = proof->second.disagreements.front();
  EXPECT_EQ(one.operation, "GetA");
  EXPECT_EQ(one.answer, "200 application/json");
  EXPECT_FALSE(one.what.empty());
  EXPECT_FALSE(one.body.empty());
  EXPECT_TRUE(one.avouch.starts_with("refuses it by ")) << one.avouch;
  EXPECT_EQ(one.second, "accepts it");
  EXPECT_EQ(one.place.file, "made.json");
  EXPECT_GT(one.place.line, 0);
  // The clauses are proven all the same: what another validator thinks changes no finding.
  for (const ClauseProof& clause : proof->clauses) EXPECT_NE(clause.finding, ClauseProof::Finding::missed);
}

TEST(OpinionRules, EachHasANameOfItsOwnAndASection) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < kOpinionRules; ++i) {
    const OpinionRuleText text = text_of(static_cast<OpinionRule>(i));
    EXPECT_FALSE(text.name.empty());
    EXPECT_FALSE(text.section.empty());
    EXPECT_EQ(std::count(names.begin(), names.end(), text.name), 0) << text.name;
    names.push_back(text.name);
  }
}

}  // namespace second_opinion_test
}  // namespace avouch
