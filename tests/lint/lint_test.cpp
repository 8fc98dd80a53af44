// SPDX-License-Identifier: MIT
#include "lint/lint.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "base/interruption.h"
#include "contract/load.h"
#include "schemas/shipped.h"

namespace avouch {
namespace lint_test {

using Severity = LintFinding::Severity;

std::vector<LintFinding> linted(const Result<Contract>& contract) {
  if (!contract) {
    ADD_FAILURE() << to_string(contract.errors());
    return {};
  }
  Result<std::vector<LintFinding>> findings = lint(*contract);
  if (!findings) {
    ADD_FAILURE() << to_string(findings.errors());
    return {};
  }
  return *std::move(findings);
}

TEST(LintOfTheShippedContract, FindsThePagesOwnContradictionAndNoOther) {
  std::vector<NamedText> texts;
  for (const ShippedFile& file : shipped_files()) {
    if (file.name.starts_with("schemas/configuration-webhook.")) texts.emplace_back(file.name, file.text);
  }
  const std::vector<LintFinding> findings = linted(load_shipped_contract(texts));
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(findings[0].rule, "example-contradicts-schema");
  EXPECT_EQ(findings[0].severity, Severity::error);
  EXPECT_EQ(to_string(findings[0].place),
            "schemas/configuration-webhook.openapi.json:56 "
            "/paths/~1v1~1Configuration~1Webhooks/get/responses/200/content/"
            "application~1json/example/filters/0");
  EXPECT_TRUE(findings[0].message.starts_with(
      "the example contradicts its schema: /filters/0 is \"onMessageSend\"; expected one of 23 values"))
      << findings[0].message;
  EXPECT_EQ(findings[1].rule, "requires-nothing");
  EXPECT_EQ(findings[1].severity, Severity::note);
}

// In a process of its own: the interruption is the process's.
TEST(AnInterruption, EndsLint) {
  EXPECT_EXIT(
      {
        std::vector<NamedText> texts;
        for (const ShippedFile& file : shipped_files()) {
          if (file.name.starts_with("schemas/configuration-webhook."))
            texts.emplace_back(file.name, file.text);
        }
        const Result<Contract> contract = load_shipped_contract(texts);
        interrupt();
        const Result<std::vector<LintFinding>> findings = lint(*contract);
        std::_Exit(findings && findings->empty() ? 0 : 1);
      },
      testing::ExitedWithCode(0), "");
}

// Comparing each value with each other would take hours.
TEST(LintOfAHugeEnum, Ends) {
  std::string values = "0";
  for (int i = 1; i < 300'000; ++i) values += "," + std::to_string(i);
  const std::string document =
      R"({"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {"/a": {"get": {"operationId": "a",
         "responses": {"200": {"description": "d", "content": {"application/json": {"schema":
         {"type": "array", "items": {"enum": [)" +
      values + R"(, 7.0]}}}}}}}}}})";
  std::size_t twice = 0;
  for (const LintFinding& finding : linted(load_contract("a.json", {}, {{"a.json", document}})))
    twice += finding.rule == "enum-value-twice" ? 1U : 0U;
  EXPECT_EQ(twice, 1U);
}

// A response whose schema is given, with further members of its media type; what must be found, one "RULE
// SEVERITY POINTER" a line below the schema or the media type.
struct Case {
  const char* name;
  const char* schema;
  const char* media;     // members beside the schema
  const char* expected;  // empty: nothing
};

constexpr Case kCases[] = {
    {"Sound", "{type: object, required: [a], properties: {a: {type: string, minLength: 1, maxLength: 1}}}",
     "", ""},
    {"ExampleOfTheMediaType", "{type: object, required: [a]}", ", example: {b: 1}",
     "example-contradicts-schema error example"},
    {"ExampleDeepInside", "{type: array, minItems: 1, items: {type: string}}", ", example: [a, 2]",
     "example-contradicts-schema error example/1"},
    {"ExampleWithWriteOnly",
     "{type: array, items: {type: object, required: [a], properties: {a: {}, key: {writeOnly: true}}}}",
     ", example: [{a: 1}, {a: 1, key: b}]", "example-sends-unsent warning example/1/key"},
    {"ExampleWithReadOnly", "{type: object, required: [a], properties: {a: {readOnly: true}}}",
     ", example: {a: 1}", ""},
    {"ExampleWithUndocumentedMembers",
     "{type: array, items: {type: object, required: [a], properties: {a: {}}}}",
     ", example: [{a: 1}, {a: 1, b: 2, c: 3}]", "example-undocumented-member note example/1/b"},
    {"ExampleOfASchemaWithUndocumentedMembers",
     "{type: array, items: {type: object, required: [a], properties: {a: {}}, example: {a: 1, b: 2}}}", "",
     "example-undocumented-member note schema/items/example/b"},
    {"ExamplesOfASchemaWithUndocumentedMembers",
     "{type: object, required: [a], properties: {a: {}}, examples: [{a: 1}, {a: 1, b: 2}]}", "",
     "example-undocumented-member note schema/examples/1/b"},
    {"ExampleOfAComposedSchema",
     "{allOf: [{type: object, required: [a], properties: {a: {}}, example: {a: 1, b: 2}}, "
     "{type: object, properties: {b: {}}}]}",
     "", ""},
    {"DefaultWithUndocumentedMembers",
     "{type: array, items: {type: object, required: [a], properties: {a: {}}, default: {a: 1, b: 2}}}", "",
     ""},
    {"ExampleOfAnOpenSchema",
     "{type: object, required: [a], properties: {a: {type: object}}, additionalProperties: {type: integer}}",
     ", example: {a: {b: 1}, c: 2}", ""},
    {"ExampleByName", "{type: array}", ", examples: {one: {value: {}}, two: {value: []}}",
     "example-contradicts-schema error examples/one/value"},
    {"ExampleOfASchema", "{type: array, items: {type: string, example: 1}}", "",
     "example-contradicts-schema error schema/items/example"},
    {"ExamplesOfASchema", "{type: array, items: {type: string, examples: [a, 1]}}", "",
     "example-contradicts-schema error schema/items/examples/1"},
    {"SoundExample", "{type: array, items: {type: string, example: a}}", ", example: [b]", ""},
    {"ExampleThatIsAReference",
     "{type: object, required: [a], properties: {a: {type: string}}, additionalProperties: false}",
     ", example: {$ref: '#/components/examples/E'}", "example-contradicts-schema error example/$ref"},
    {"ExampleWithAReference",
     "{type: array, items: {type: object, required: [a, b], properties: {a: {type: string}, b: {}}}}",
     ", example: [{$ref: '#/x'}, {a: a, b: b}]", "example-contradicts-schema error example/0/$ref"},
    {"ExampleWhoseSchemaHasAReference",
     "{type: object, required: [$ref], properties: {$ref: {type: string}}}", ", example: {$ref: '#/x'}", ""},
    {"Default", "{type: array, items: {type: integer, default: a}}", "",
     "default-contradicts-schema error schema/items/default"},
    {"Lengths", "{type: string, minLength: 3, maxLength: 2}", "", "impossible-limits error schema/minLength"},
    {"Items", "{type: array, minItems: 3, maxItems: 2}", "", "impossible-limits error schema/minItems"},
    {"Properties", "{type: array, items: {type: object, minProperties: 3, maxProperties: 2}}", "",
     "impossible-limits error schema/items/minProperties"},
    {"Range", "{type: number, minimum: 3, maximum: 2}", "", "impossible-limits error schema/minimum"},
    {"OpenRange", "{type: number, exclusiveMinimum: 2, maximum: 2}", "",
     "impossible-limits error schema/exclusiveMinimum"},
    {"ClosedRange", "{type: number, minimum: 2, maximum: 2}", "", ""},
    {"NoIntegerBetween", "{type: integer, exclusiveMinimum: 0, exclusiveMaximum: 1}", "",
     "impossible-limits error schema/exclusiveMinimum"},
    {"NoIntegerBetweenFractions", "{type: [integer, 'null'], minimum: -1.9, maximum: -1.1}", "",
     "impossible-limits error schema/minimum"},
    {"OneIntegerBetween", "{type: integer, exclusiveMinimum: 0, exclusiveMaximum: 2}", "", ""},
    {"OneIntegerBetweenFractions", "{type: integer, minimum: 0.5, maximum: 1.5}", "", ""},
    {"IntegersFarAway", "{type: integer, exclusiveMinimum: 1e30, maximum: 1e31}", "", ""},
    {"NumbersBetween", "{type: [integer, number], exclusiveMinimum: 0, exclusiveMaximum: 1}", "", ""},
    {"NoIntegerOfTwoSchemas", "{type: integer, allOf: [{exclusiveMinimum: 0, exclusiveMaximum: 1}]}", "",
     "impossible-composition error schema"},
    {"NoIntegerOfTwoSchemasOnce",
     "{type: integer, allOf: [{type: integer, exclusiveMinimum: 0, exclusiveMaximum: 1}]}", "",
     "impossible-limits error schema/allOf/0/exclusiveMinimum"},
    {"DeadKeyword", "{type: integer, maxLength: 2}", "", "dead-keyword warning schema/maxLength"},
    {"BrokenKeywordOfAnotherType", "{type: array, required: true}", "", "fault error schema/required"},
    {"LongIntegerInAString", "{type: string, format: int64}", "", ""},
    {"DeadFormat", "{type: integer, format: uri}", "", "dead-keyword warning schema/format"},
    {"KeywordOfOneOfTwoTypes", "{type: [integer, string], maxLength: 2}", "", ""},
    {"EnumAgainstType", "{type: string, enum: [a, 1]}", "", "dead-enum-value warning schema/enum/1"},
    {"EnumWithManyDeadValues", "{type: string, enum: [1, a, 2, 4, 8, 16, 32]}", "",
     "dead-enum-value warning schema/enum/0"},
    {"EnumAgainstLength", "{type: string, maxLength: 2, enum: [ab, abc]}", "",
     "dead-enum-value warning schema/enum/1"},
    {"EnumImpossible", "{type: string, enum: [1, 2]}", "", "impossible-enum error schema/enum"},
    {"EnumTwice", "{type: string, enum: [a, b, a]}", "", "enum-value-twice warning schema/enum/2"},
    {"ConstAgainstType", "{type: string, const: 1}", "", "impossible-const error schema/const"},
    {"RequiredUndefined", "{type: object, required: [nmae], properties: {name: {}}}", "",
     "required-undefined warning schema/required/0"},
    {"RequiredImpossible", "{type: object, required: [b], properties: {a: {}}, additionalProperties: false}",
     "", "impossible-required error schema/required/0"},
    {"RequiredOfAnotherPart", "{allOf: [{properties: {a: {}}}], required: [b, a], properties: {c: {}}}", "",
     ""},
    {"PatternTooShort", "{type: string, pattern: '^a{2}$', minLength: 3}", "",
     "impossible-pattern error schema/pattern"},
    {"PatternTooLong", "{type: string, pattern: 'a{4}', maxLength: 3}", "",
     "impossible-pattern error schema/pattern"},
    {"PatternNotAnchored", "{type: string, pattern: 'a{2}', minLength: 3}", "", ""},
    {"PatternCostly", "{type: string, pattern: '^(a+)+$'}", "", "costly-pattern warning schema/pattern"},
    {"PatternBroken", "{type: string, pattern: '(a'}", "", "fault error schema/pattern"},
    {"UnknownFormat", "{type: string, format: shoe-size}", "", "unknown-format warning schema/format"},
    {"LimitAsInAnEarlierVersion", "{type: number, minimum: 1, exclusiveMinimum: true}", "",
     "other-version warning schema/exclusiveMinimum"},
    {"UnknownKeyword", "{type: string, maxLenght: 3}", "", "unknown-keyword warning schema/maxLenght"},
    {"TypesWithNothingInCommon", "{allOf: [{type: string}, {type: [integer, 'null']}]}", "",
     "impossible-composition error schema"},
    {"AnIntegerIsANumber", "{allOf: [{type: number}, {type: integer}]}", "", ""},
    {"EnumsWithNothingInCommon", "{allOf: [{enum: [a, b]}, {enum: [b, c]}, {enum: [c, a]}]}", "",
     "impossible-composition error schema"},
    {"EnumsWithOneInCommon", "{enum: [a, b], allOf: [{enum: [b, c]}]}", "",
     "dead-enum-value warning schema/enum/0"},
    {"RequiresNothing", "{type: object, properties: {a: {}}}", "", "requires-nothing note schema"},
    {"RequiresNothingOfAnything", "{type: object}", "", "requires-nothing note schema"},
    {"RequiresNothingOfAClosedObject", "{type: object, additionalProperties: false}", "",
     "requires-nothing note schema"},
    {"RequiresNothingBesideOthers",
     "{type: object, properties: {a: {}}, additionalProperties: {type: string}}", "",
     "requires-nothing note schema"},
    {"AMapMayBeEmpty", "{type: object, additionalProperties: {type: string}}", "", ""},
    {"AMapByReferenceMayBeEmpty", "{allOf: [{type: object, additionalProperties: {}}]}", "", ""},

    {"NoBody", "false", "", "impossible-body error schema"},
    {"NoBodyInAnyBranch", "{anyOf: [false, {not: {}}]}", "",
     "impossible-not error schema/anyOf/1/not\nimpossible-body error schema"},
    {"AMemberThatIsNeverThere", "{type: object, required: [a], properties: {a: {}, b: false}}", "", ""},
    {"EnumEmpty", "{type: array, items: {enum: []}}", "", "impossible-enum error schema/items/enum"},
    {"NotAnything", "{type: array, items: {not: {description: d}}}", "",
     "impossible-not error schema/items/not"},
    {"NotAString", "{type: array, items: {not: {type: string}}}", "", ""},
    {"RequiredWithoutAnyProperty", "{type: object, required: [a], additionalProperties: false}", "",
     "impossible-required error schema/required/0"},
    {"RequiredByAPattern",
     "{type: object, required: [a1], patternProperties: {'^a': {}}, additionalProperties: false}", "", ""},
    {"RequiredByNoPattern",
     "{type: object, required: [b1], patternProperties: {'^a': {}}, additionalProperties: false}", "",
     "impossible-required error schema/required/0"},
    {"RequiredAndForbidden", "{type: object, required: [b, a], properties: {a: false, b: {}}}", "",
     "impossible-required error schema/required/1"},
    {"RequiredElsewhereAndClosed",
     "{allOf: [{required: [b]}, {properties: {a: {}}, additionalProperties: false}]}", "",
     "impossible-composition error schema"},
    {"MoreRequiredThanAllowed", "{type: object, required: [a, b], maxProperties: 1}", "",
     "impossible-limits error schema/maxProperties"},
    {"MembersOfAClosedObject",
     "{type: object, minProperties: 2, properties: {a: {}, b: false}, additionalProperties: false}", "",
     "impossible-limits error schema/minProperties"},
    {"MembersOfAClosedObjectEnough",
     "{type: object, minProperties: 2, properties: {a: {}, b: {}}, additionalProperties: false}", "", ""},
    {"MembersOfFewNames", "{type: object, minProperties: 3, propertyNames: {enum: [a, b]}}", "",
     "impossible-limits error schema/minProperties"},
    {"MembersOfTheEmptyName", "{type: object, minProperties: 2, propertyNames: {maxLength: 0}}", "",
     "impossible-limits error schema/minProperties"},
    {"MembersOfTheEmptyNameEnough", "{type: object, minProperties: 1, propertyNames: {maxLength: 0}}", "",
     ""},
    {"MembersOfNoName", "{type: object, minProperties: 1, propertyNames: false}", "",
     "impossible-limits error schema/minProperties"},
    {"ContainsMoreThanAllowed", "{type: array, contains: {}, minContains: 3, maxContains: 2}", "",
     "impossible-limits error schema/minContains"},
    {"ContainsNone", "{type: array, contains: {type: string}, maxContains: 0}", "",
     "impossible-limits error schema/contains"},
    {"ContainsMoreThanItems", "{type: array, contains: {type: string}, minContains: 3, maxItems: 2}", "",
     "impossible-limits error schema/minContains"},
    {"UniqueItemsOfFewValues", "{type: array, uniqueItems: true, minItems: 3, items: {enum: [a, b]}}", "",
     "impossible-limits error schema/minItems"},
    {"UniqueFlags", "{type: array, uniqueItems: true, minItems: 3, items: {type: boolean}}", "",
     "impossible-limits error schema/minItems"},
    {"UniqueEmptyTexts", "{type: array, uniqueItems: true, minItems: 2, items: {type: string, maxLength: 0}}",
     "", "impossible-limits error schema/minItems"},
    {"UniqueItemsOfEveryKind", "{type: array, uniqueItems: true, minItems: 2, items: {maxLength: 0}}", "",
     ""},
    {"UniqueFlagsOrNull", "{type: array, uniqueItems: true, minItems: 3, items: {type: [boolean, 'null']}}",
     "", ""},
    {"FlagsThatNeedNotBeUnique", "{type: array, minItems: 3, items: {type: boolean}}", "", ""},
    {"BoundsOfTwoSchemas", "{allOf: [{type: string, minLength: 5}, {maxLength: 4}]}", "",
     "impossible-composition error schema"},
    {"BoundsOfTwoSchemasOnce", "{allOf: [{allOf: [{minimum: 5}, {maximum: 4}]}, {type: number}]}", "",
     "impossible-composition error schema/allOf/0"},
    {"BoundsOfTwoSchemasThatMeet", "{type: array, items: {allOf: [{minimum: 4}, {maximum: 4}]}}", "", ""},
    {"BoundsOfAlternatives", "{type: array, minItems: 1, anyOf: [{minItems: 5}, {maxItems: 4}]}", "", ""},
    {"OneOfTwins", "{oneOf: [{type: string, title: t}, {type: string}]}", "",
     "impossible-one-of error schema/oneOf"},
    {"OneOfTwinsAndAnother", "{oneOf: [{type: string}, {type: integer}, {type: string}]}", "",
     "dead-branch warning schema/oneOf/2"},
    {"OneOfFourOfAKind",
     "{oneOf: [{type: integer}, {type: string}, {type: string}, {type: string}, {type: string}]}", "",
     "dead-branch warning schema/oneOf/2"},
    {"OneOfWithoutTwins", "{oneOf: [{type: string, maxLength: 1}, {type: string, maxLength: 2}]}", "", ""},
    {"OneOfWhereOneCoversAnother", "{oneOf: [{type: integer}, {type: number}]}", "",
     "dead-branch warning schema/oneOf/0"},
    {"OneOfWhereAFormatIsCovered", "{oneOf: [{type: string, format: date}, {type: 'null'}, {type: string}]}",
     "", "dead-branch warning schema/oneOf/0"},
    {"OneOfWhereEachIsCovered",
     "{oneOf: [{type: object, properties: {a: {type: string}}}, {type: object}, {type: object, title: t}]}",
     "", "impossible-one-of error schema/oneOf"},
    {"OneOfWhereEachIsCoveredBesideADiscriminator",
     "{type: object, discriminator: {propertyName: k}, oneOf: [{required: [k], properties: {k: {type: "
     "string}, "
     "a: {type: string}}}, {required: [k], properties: {k: {type: string}}}, {properties: {k: {type: "
     "string}}, "
     "required: [k]}]}",
     "", "impossible-one-of error schema/oneOf"},
    {"OneOfWhereTheFirstItemsDiffer",
     "{oneOf: [{type: array, prefixItems: [{type: string}], items: {type: integer}}, {type: array, items: "
     "{type: "
     "integer}}]}",
     "", ""},
    {"OneOfWhereTwoAlternativesReferToTheSame",
     "{$id: 'https://x.example/s', $defs: {n: {type: string}, m: {type: integer}}, oneOf: [{type: object, "
     "properties: {p: {anyOf: [{properties: {x: {$ref: '#/$defs/m'}}}]}}}, {type: object, properties: {p: "
     "{anyOf: [{required: [q], properties: {q: {}, x: {$ref: '#/$defs/n'}}}, {properties: {x: {$ref: "
     "'#/$defs/n'}}}]}}}]}",
     "", ""},
    {"OneOfWhereOneCoversAnotherBesideADiscriminator",
     "{discriminator: {propertyName: k}, oneOf: [{type: object, required: [k], properties: {k: {type: "
     "string}, a: "
     "{type: string}}}, {type: object, required: [k], properties: {k: {type: string}}}]}",
     "", "dead-branch warning schema/oneOf/0"},
    {"OneOfOfReferencesThatLeadNowhere", "{oneOf: [{$ref: '#/nowhere'}, {$ref: '#/no/where'}]}", "",
     "fault error schema/oneOf/0/$ref\nfault error schema/oneOf/1/$ref"},
    {"OneOfWhereOthersRequireMore",
     "{oneOf: [{type: object, required: [a], properties: {a: {}}}, {type: object, required: [b], properties: "
     "{b: {}}}]}",
     "", ""},
    {"OneOfWhereAMemberTellsThemApart",
     "{oneOf: [{type: object, properties: {a: {type: string}}}, {type: object, properties: {a: {type: "
     "integer}}}]}",
     "", ""},
    {"OneOfThatLeavesTheEmptyObject",
     "{type: object, additionalProperties: false, oneOf: [{properties: {a: {type: string}}}, {properties: "
     "{b: "
     "{type: string}}}]}",
     "", "impossible-one-of error schema/oneOf"},
    {"OneOfThatOneBranchAcceptsEmpty",
     "{type: object, additionalProperties: false, oneOf: [{properties: {a: {type: string}}}, {not: "
     "{maxProperties: 0}}]}",
     "", "requires-nothing note schema"},
    {"OneOfThatLeavesNull",
     "{type: [object, 'null'], additionalProperties: false, oneOf: [{type: object, properties: {a: {type: "
     "string}}}, "
     "{type: [object, 'null'], properties: {b: {type: string}}}]}",
     "", ""},
    {"AnyOfTwins", "{anyOf: [{type: string}, {type: string}]}", "", ""},
    {"ConstOutsideTheEnum", "{enum: [a, b], const: c}", "",
     "impossible-enum error schema/enum\nimpossible-const error schema/const"},
    {"EndlessMembers",
     "{$id: 'https://x.example/s', type: object, required: [next], properties: {next: {$ref: '#'}}}", "",
     "endless-schema error schema"},
    {"EndlessItems", "{$id: 'https://x.example/s', type: array, minItems: 1, items: {$ref: '#'}}", "",
     "endless-schema error schema"},
    {"AListMayEnd",
     "{$id: 'https://x.example/s', type: object, required: [next], properties: {next: {type: [object, "
     "'null'], "
     "required: [next], properties: {next: {$ref: '#'}}}}}",
     "", ""},
    {"ATreeMayEnd",
     "{$id: 'https://x.example/s', type: object, required: [below], properties: {below: {type: array, items: "
     "{$ref: '#'}}}}",
     "", ""},
};

class Lint : public testing::TestWithParam<Case> {};

TEST_P(Lint, FindsThisAndNothingElse) {
  const std::string api = std::string(
                              "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    get: "
                              "{operationId: A, responses: "
                              "{'200': {description: a, content: {application/json: {schema: ") +
                          GetParam().schema + GetParam().media + "}}}}}\n";
  const std::string media = "/paths/~1a/get/responses/200/content/application~1json/";
  std::string found;
  for (const LintFinding& finding : linted(load_contract("api.yaml", {}, {{"api.yaml", api}}))) {
    ASSERT_TRUE(finding.place.pointer.starts_with(media)) << finding.place.pointer;
    EXPECT_GT(finding.place.line, 0);
    EXPECT_FALSE(finding.message.empty());
    if (!found.empty()) found += "\n";
    found += finding.rule + " " + std::string(to_string(finding.severity)) + " " +
             finding.place.pointer.substr(media.size());
  }
  EXPECT_EQ(found, GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Rules, Lint, testing::ValuesIn(kCases),
                         [](const auto& each) { return std::string(each.param.name); });

struct HeaderCase {
  const char* name;
  const char* headers;
  const char* expected;
};

constexpr HeaderCase kHeaderCases[] = {
    {"Sound",
     "Access-Control-Allow-Origin: {schema: {type: string}, example: 'https://a.example'}, "
     "Access-Control-Allow-Methods: {schema: {type: string}, example: 'GET, POST'}",
     ""},
    {"TwoOrigins",
     "Access-Control-Allow-Origin: {schema: {type: string}, example: 'https://a.example, https://b.example'}",
     "access-control error"},
    {"OriginWithSlash",
     "Access-Control-Allow-Origin: {schema: {type: string}, example: 'https://a.example/'}",
     "access-control error"},
    {"OriginsAsArray", "Access-Control-Allow-Origin: {schema: {type: array}}", "access-control error"},
    {"CredentialsInteger",
     "Access-Control-Allow-Origin: {}, Access-Control-Allow-Credentials: {schema: {type: integer}}",
     "access-control error"},
    {"CredentialsFalse",
     "Access-Control-Allow-Origin: {}, Access-Control-Allow-Credentials: {schema: {type: boolean}, example: "
     "false}",
     "access-control warning"},
    {"WildcardWithCredentials",
     "Access-Control-Allow-Origin: {example: '*'}, Access-Control-Allow-Credentials: {schema: {type: "
     "boolean}, example: true}",
     "access-control error"},
    {"CredentialsAlone", "Access-Control-Allow-Credentials: {schema: {type: boolean}}",
     "access-control warning"},
    {"ListWithBlank", "Access-Control-Expose-Headers: {schema: {type: string}, example: 'X-A X-B'}",
     "access-control error"},
    {"MaxAgeBoolean", "Access-Control-Max-Age: {schema: {type: boolean}}", "access-control error"},
    {"DateOfANumber", "Expires: {schema: {type: integer}}", "header-type error"},
    {"DateOfAnotherFormat", "Last-Modified: {schema: {type: string, format: date-time}}",
     "header-type error"},
    {"DateOfMembers", "Date: {schema: {type: object}}", "header-type error"},
    {"DateOfAText", "expires: {schema: {type: string}}, Retry-After: {schema: {type: integer}}", ""},
    {"ExampleOfNoEntityTag", "ETag: {schema: {type: string}, example: abc}", "header-syntax error"},
    {"ExampleOfNoDate", "Last-Modified: {schema: {type: string}, example: '2026-11-23'}",
     "header-syntax error"},
    {"OneExampleOfNoLink",
     "Link: {schema: {type: string}, examples: {a: {value: '</>; rel=self'}, b: {value: "
     "'https://a.example'}}}",
     "header-syntax error"},
    {"ExamplesOfStandardFields",
     "ETag: {schema: {type: string}, example: '\"a\"'}, Retry-After: {schema: {type: integer}, example: 5}, "
     "Allow: {schema: {type: array, items: {type: string}}, example: [GET, PUT]}",
     ""},
    {"ExampleBesideTheEnum", "X-Color: {schema: {type: string, enum: [red]}, example: blue}",
     "example-contradicts-schema error"},
    {"ExamplesOfContent",
     "X-Meta: {content: {application/json: {schema: {type: integer}, examples: {a: {value: 1}, b: {value: "
     "x}}}}}",
     "example-contradicts-schema error"},
    {"ExampleOfAnotherType", "X-Rate: {schema: {type: integer}, example: many}",
     "example-contradicts-schema error"},
};

class LintOfHeaders : public testing::TestWithParam<HeaderCase> {};

TEST_P(LintOfHeaders, FindsThisAndNothingElse) {
  const std::string api = std::string(
                              "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    get: "
                              "{operationId: A, responses: {'204': {description: a, headers: {") +
                          GetParam().headers + "}}}}\n";
  std::string found;
  for (const LintFinding& finding : linted(load_contract("api.yaml", {}, {{"api.yaml", api}}))) {
    found += (found.empty() ? "" : "\n") + finding.rule + " " + std::string(to_string(finding.severity));
  }
  EXPECT_EQ(found, GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Rules, LintOfHeaders, testing::ValuesIn(kHeaderCases),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(LintOfPaths, FindsThoseThatOnlyTheirParametersTellApart) {
  const std::string parameter =
      "parameters: [{name: %, in: path, required: true, schema: {type: string}}], responses: {'204': "
      "{description: a}}}}\n";
  const auto path = [&](std::string name, const std::string& id) {
    std::string text = "  /a/{" + name + "}: {get: {operationId: " + id + ", " + parameter;
    return text.replace(text.find('%'), 1, name);
  };
  const std::vector<LintFinding> findings =
      linted(load_contract("api.yaml", {},
                           {{"api.yaml", "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n" +
                                             path("x", "A") + path("y", "B")}}));
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].rule, "ambiguous-path");
  EXPECT_EQ(findings[0].message, "\"/a/{y}\" and \"/a/{x}\" are the same path");
}

std::string line_and_others(const LintFinding& finding) {
  std::string text = std::to_string(finding.place.line) + ":";
  for (const Place& place : finding.others) text += " " + std::to_string(place.line);
  return finding.rule + " " + text + " " + finding.message;
}

// What a webhook or a callback calls a request comes from the API, which has the readOnly members.
TEST(LintOfWebhooks, TakesTheirRequestsForThoseOfTheApi) {
  const std::string call =
      "{post: {requestBody: {content: {application/json: {schema: {type: object, required: [id, a], "
      "properties: {id: {readOnly: true}, a: {}, key: {writeOnly: true}}}, "
      "example: {id: 1, a: 2, key: 3}}}}, responses: {'204': {description: d}}}}";
  const std::string text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nwebhooks: {made: " + call +
                           "}\npaths: {/a: {post: {operationId: A, callbacks: {done: {'{$url}': " + call +
                           "}}, security: [], responses: {'204': {description: d}}}}}\n";
  std::string found;
  for (const LintFinding& finding :
       linted(load_contract("api.yaml", {.reads_unused = true}, {{"api.yaml", text}}))) {
    if (finding.rule == "example-sends-unsent") found += line_and_others(finding);
  }
  EXPECT_EQ(
      found,
      "example-sends-unsent 3: 4 the example has \"key\", which is writeOnly: responses do not have it");
}

std::string of_security(const std::string& members, const std::string& others) {
  const std::string scheme = "components: {securitySchemes: {b: {type: http, scheme: basic}}}\n";
  std::string found;
  for (const LintFinding& finding : linted(load_contract(
           "api.yaml", {},
           {{"api.yaml", "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n" + scheme +
                             "paths:\n  /a: {get: {operationId: A, " + members +
                             " responses: {'204': {description: a}, '401': {description: b}}}}\n" +
                             others}}))) {
    found += finding.rule + " " + std::string(to_string(finding.severity)) + " " + finding.place.pointer;
  }
  return found;
}

TEST(LintOfSecurity, FindsOperationsThatSayNothingOfIt) {
  EXPECT_EQ(of_security("", ""), "undocumented-security warning /paths/~1a/get/responses/401");
  EXPECT_EQ(of_security("security: [{b: []}],", ""), "");
  EXPECT_EQ(of_security("security: [],", ""), "") << "it says that anybody may call";
  const std::string other = "  /b: {get: {operationId: B, responses: {'204': {description: b}}}}\n";
  EXPECT_EQ(of_security("security: [{b: []}],", other), "undocumented-security warning /paths/~1b/get");
}

// One finding per cause, with all its places.
TEST(LintOfOneCause, IsOneFinding) {
  const std::string api =
      "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n"
      "  /a: {get: {operationId: A, responses: {'204': {description: a}, '401': {description: b}}}}\n"
      "  /b: {get: {operationId: B, responses: {'204': {description: a}, '401': {description: b}}}}\n"
      "  /c: {get: {operationId: C, responses: {'204': {description: a}, '401': {description: b}}}}\n"
      "  /d: {get: {operationId: D, security: [], responses: {'200': {description: a, content: "
      "{application/json: {schema: {type: object, additionalProperties: {type: integer}},\n"
      "    example: {a: x,\n      b: 2,\n      c: y}}}}}}}\n";
  std::vector<std::string> found;
  for (const LintFinding& finding : linted(load_contract("api.yaml", {}, {{"api.yaml", api}})))
    found.push_back(line_and_others(finding));
  EXPECT_EQ(found, (std::vector<std::string>{
                       "undocumented-security 4: 5 6 3 operations document 401, but no security",
                       "example-contradicts-schema 8: 10 the example contradicts its schema: /a is \"x\"; "
                       "expected an integer"}));
}

// Operations that share the component of a response are places of their own.
TEST(LintOfOneCause, CountsOperationsThatShareAComponent) {
  std::string api = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n";
  for (const char* name : {"a", "b", "c"}) {
    api += std::string("  /") + name + ": {get: {operationId: " + name +
           ", responses: {'204': {description: d}, '401': {$ref: '#/components/responses/E'}}}}\n";
  }
  api += "components: {responses: {E: {description: e}}}\n";
  std::vector<std::string> found;
  for (const LintFinding& finding : linted(load_contract("api.yaml", {}, {{"api.yaml", api}})))
    found.push_back(line_and_others(finding));
  EXPECT_EQ(found, std::vector<std::string>{
                       "undocumented-security 4: 5 6 3 operations document 401, but no security"});
}

// Examples of one schema that lack the same members, and examples of schemas that are written alike.
TEST(LintOfOneCause, IsOneFindingOfTheSameMissingMembers) {
  const auto found = [](const std::string& schema, const std::string& components, int paths) {
    std::string api = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n";
    for (int i = 1; i <= paths; ++i) {
      const std::string n = std::to_string(i);
      api += "  /p" + n + ": {get: {operationId: o" + n +
             ", responses: {'200': {description: d, content: {application/json: {schema: " + schema +
             ", example: {a: " + n + "}}}}}}}\n";
    }
    std::vector<std::string> messages;
    for (const LintFinding& finding : linted(load_contract("api.yaml", {}, {{"api.yaml", api + components}})))
      messages.push_back(finding.message);
    return messages;
  };
  const std::string schema = "{type: object, required: [a, b], properties: {a: {}, b: {}}}";
  const std::string alike = " places where examples lack \"b\", which their schema requires";
  EXPECT_EQ(found(schema, "", 5), std::vector<std::string>{"5" + alike});
  EXPECT_EQ(found(schema, "", 3).size(), 3U);
  const std::vector<std::string> shared =
      found("{$ref: '#/components/schemas/S'}", "components: {schemas: {S: " + schema + "}}\n", 2);
  ASSERT_EQ(shared.size(), 1U);
  EXPECT_TRUE(shared[0].starts_with("2 places where examples lack \"b\", which api.yaml")) << shared[0];
}

// RFC 9110 §6.4.1.
TEST(LintOfResponses, FindsContentThatNoResponseHas) {
  const auto found = [](const std::string& method, const std::string& responses) {
    std::vector<std::string> rules;
    for (const LintFinding& finding : linted(load_contract(
             "api.yaml", {},
             {{"api.yaml", "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {/a: {" + method +
                               ": {operationId: A, responses: {" + responses + "}}}}\n"}})))
      rules.push_back(finding.rule + " " + finding.place.pointer + " " + finding.message);
    return rules;
  };
  const std::string content = "{description: d, content: {text/plain: {schema: {type: string}}}}";
  EXPECT_EQ(found("delete", "'204': " + content),
            std::vector<std::string>{"content-of-204 /paths/~1a/delete/responses/204/content/text~1plain "
                                     "a 204 has no content; A documents some"});
  EXPECT_EQ(found("get", "'200': {description: d}, '304': " + content).size(), 1U);
  EXPECT_EQ(found("get", "'200': {description: d}, '205': " + content).size(), 1U);
  EXPECT_EQ(found("get", "'200': {description: d}, '103': " + content).size(), 1U);
  EXPECT_EQ(found("head", "'200': " + content).size(), 1U);
  EXPECT_EQ(found("head", "'200': {description: d, content: {text/plain: {}}}").size(), 0U) << "a media type";
  EXPECT_EQ(found("get", "'200': " + content).size(), 0U);
}

std::vector<LintFinding> linted_text(const std::string& version, const std::string& schema,
                                     const std::string& more_paths = {}) {
  const std::string text =
      "openapi: " + version +
      "\ninfo: {title: t, version: '1'}\npaths:\n  /a: {get: {operationId: A, responses: "
      "{'200': {description: d, content: {application/json: {schema: " +
      schema + "}}}}}}\n" + more_paths;
  return linted(load_contract("api.yaml", {}, {{"api.yaml", text}}));
}

// Documents repeat a schema where they could refer to it.
TEST(LintOfOneCause, IsOneFindingOfEqualSchemas) {
  const std::string version =
      "{type: object, required: [version], properties: {version: {type: string, default: 1}}}";
  const std::vector<LintFinding> findings =
      linted_text("3.1.0", "{type: object, required: [a, b, c], properties: {a: " + version +
                               ", b: " + version + ", c: {type: string, default: 1}}}");
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].rule, "default-contradicts-schema");
  EXPECT_EQ(findings[0].others.size(), 1U);
  EXPECT_TRUE(findings[1].others.empty());
}

// Tools write null wherever there is no example.
TEST(LintOfOneCause, IsOneFindingOfExamplesThatAreNull) {
  const std::vector<LintFinding> findings = linted_text(
      "3.0.3",
      "{type: object, required: [a, b, c], properties: {a: {type: string, example: null}, b: {type: integer, "
      "example: null}, c: {type: string, nullable: true, example: null}}}");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].message, "2 places where the example is null, which its schema does not allow");
  EXPECT_EQ(findings[0].rule, "example-contradicts-schema");
  const std::vector<LintFinding> members =
      linted_text("3.1.0",
                  "{type: object, properties: {a: {type: string}, b: {type: string}}}}, text/x+json: "
                  "{schema: {type: object, "
                  "properties: {a: {type: string}}}, example: {a: null}}, text/y+json: {schema: {type: "
                  "object, properties: "
                  "{a: {type: string}, b: {type: string}}}, example: {a: null, b: null}");
  std::vector<std::string> found;
  for (const LintFinding& finding : members) {
    if (finding.rule == "example-contradicts-schema") found.push_back(finding.message);
  }
  EXPECT_EQ(found,
            (std::vector<std::string>{"2 places where \"a\" is null, which its schema does not allow",
                                      "the example contradicts its schema: /b is null; expected a string"}));
}

// A document of Swagger 2.0 is converted; its reader sees his own places.
TEST(LintOfOneCause, HasThePlacesOfTheDocument) {
  const std::string api =
      "swagger: '2.0'\ninfo: {title: T, version: '1'}\npaths:\n"
      "  /a: {get: {operationId: A, responses: {'200': {description: d, schema: {$ref: "
      "'#/definitions/T'}}}}}\n"
      "definitions:\n  T:\n    type: object\n    required:\n    - b\n    - c\n    properties: {a: {type: "
      "string}}\n"
      "    additionalProperties: false\n    example: {d: 1}\n";
  std::vector<std::string> found;
  for (const LintFinding& finding : linted(load_contract("api.yaml", {}, {{"api.yaml", api}}))) {
    found.push_back(line_and_others(finding));
    EXPECT_EQ(finding.message.find("/components/"), std::string::npos) << finding.message;
    for (const Place& other : finding.others) EXPECT_TRUE(other.pointer.starts_with("/definitions/T/"));
  }
  EXPECT_EQ(
      found,
      (std::vector<std::string>{
          "impossible-required 9: 10 b and c are required, and no properties of those names are allowed",
          "example-contradicts-schema 13: the example contradicts its schema: the value lacks the "
          "members b and c",
          "example-contradicts-schema 13: the example contradicts its schema: /d is 1; expected "
          "nothing here (no value is allowed here)"}));
}

// An author writes each number without quotes, or each date with a blank. A few mistakes are one each.
TEST(LintOfOneCause, IsOneFindingOfExamplesThatAreWrittenAlike) {
  const auto found = [](int members) {
    std::string properties;
    for (int i = 0; i < members; ++i) {
      const std::string n = std::to_string(i + 1);
      properties += "t" + n + ": {type: string, example: 7" + n + "}, n" + n +
                    ": {type: string, example: null}, d" + n +
                    ": {type: string, format: date-time, example: '2026-01-0" + n + " 10:00:00Z'}, ";
    }
    std::vector<std::string> messages;
    for (const LintFinding& finding :
         linted_text("3.0.3", "{type: object, required: [t1], properties: {" + properties +
                                  "e: {type: string, example: [x]}}}"))
      messages.push_back(finding.message);
    return messages;
  };
  EXPECT_EQ(
      found(4),
      (std::vector<std::string>{
          "4 places where examples have a number; expected a string",
          "4 places where the example is null, which its schema does not allow",
          "4 places where examples do not have format date-time (the T between date and time is missing)",
          "the example contradicts its schema: the value is [\"x\"]; expected a string"}));
  EXPECT_EQ(found(3).size(), 8U);
}

TEST(LintOfOneCause, IsOneFindingOfMembersThatAClosedSchemaForbids) {
  const std::vector<LintFinding> findings = linted_text(
      "3.1.0",
      "{allOf: [{type: object, additionalProperties: false, properties: {a: {type: string}}}, {type: object, "
      "required: [b, c], properties: {b: {type: string}, c: {type: string}}}]}, example: {a: x, b: x, c: x}");
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_TRUE(findings[0].message.starts_with("2 places where examples have what ")) << findings[0].message;
  EXPECT_TRUE(findings[0].message.ends_with("/allOf/0/additionalProperties forbids")) << findings[0].message;
  EXPECT_EQ(findings[1].message, "b and c are required, and no properties of those names are allowed");
  EXPECT_EQ(findings[1].rule, "impossible-composition");
}

TEST(LintOfOneCause, IsOneFindingOfSchemasThatRequireWhatTheyForbid) {
  const auto found = [](int schemas) {
    std::string members;
    for (int i = 0; i < schemas; ++i) {
      const std::string name(1, static_cast<char>('a' + i));
      members += name + ": {allOf: [{type: object, required: [" + name + "], properties: {" + name +
                 ": {}}}], additionalProperties: false}, ";
    }
    std::vector<LintFinding> kept =
        linted_text("3.1.0", "{type: object, required: [a], properties: {" + members + "}}");
    std::erase_if(kept, [](const LintFinding& one) { return one.rule != "impossible-composition"; });
    return kept;
  };
  const std::vector<LintFinding> alike = found(5);
  ASSERT_EQ(alike.size(), 1U);
  EXPECT_EQ(alike.front().message,
            "5 schemas require names that they forbid: additionalProperties does not look into allOf");
  EXPECT_EQ(alike.front().others.size(), 4U);
  EXPECT_EQ(found(3).size(), 3U);
}

// One mistake, and one finding.
TEST(LintOfOneCause, IsOneFindingOfComponentsThatAreAReference) {
  const std::string text =
      "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths:\n  /a: {get: {responses: {'204': {description: "
      "d}}}}\n"
      "components: {schemas: {$ref: 'schemas.yaml'}}\n";
  std::vector<std::string> found;
  for (const LintFinding& finding :
       linted(load_contract("api.yaml", {.reads_unused = true}, {{"api.yaml", text}})))
    found.push_back(finding.message + ". " + finding.hint);
  EXPECT_EQ(found,
            (std::vector<std::string>{
                "a schema is an object or a boolean, and this is a string. OpenAPI allows no $ref here: "
                "bundle the documents into one, or refer from each member."}));
}

TEST(LintOfOneCause, IsOneFindingOfPathsThatContinue) {
  const std::string operation = ": {get: {responses: {'200': {description: d}}}}\n";
  const std::vector<LintFinding> findings = linted_text(
      "3.1.0", "{type: string}", "  /a#b" + operation + "  /a?c=d" + operation + "  /e" + operation);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].message, "2 paths continue after a ? or a #; requests are sent without a fragment");
}

// The loader says so, in a note.
TEST(LintOfResponses, SaysNothingOfOperationsWithoutAny) {
  for (const LintFinding& finding : linted_text("3.1.0", "{type: string}", "  /b: {get: {summary: b}}\n"))
    EXPECT_EQ(finding.rule, "not-judged");
}

// RFC 9110 §15.2.2.
TEST(LintOfResponses, TakesASwitchOfProtocolsForNoError) {
  for (const char* status : {"'101'", "1XX", "'100'"}) {
    const std::string api =
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a: {get: {responses: {" +
        std::string(status) + ": {description: d}, 4XX: {description: d}}}}\n";
    const std::vector<LintFinding> findings = linted(load_contract("api.yaml", {}, {{"api.yaml", api}}));
    EXPECT_EQ(findings.size(), status == std::string("'100'") ? 1U : 0U) << status;
  }
}

TEST(LintOfEnums, NamesTheValuesThatNeverOccur) {
  const std::vector<LintFinding> findings =
      linted_text("3.1.0",
                  "{type: object, required: [a, b, c], properties: {a: {type: string, enum: [a, 1]}, b: "
                  "{type: string, enum: [a, 1, 2]}, c: {type: string, enum: [a, 1, 2, 3, 4, 5, 6, 7]}}}");
  std::vector<std::string> found;
  for (const LintFinding& finding : findings) found.push_back(finding.message);
  EXPECT_EQ(found, (std::vector<std::string>{
                       "1 can never occur: the keywords beside the enum refuse it",
                       "1 and 2 can never occur: the keywords beside the enum refuse them",
                       "1, 2, 3, 4, 5 and 2 more values can never occur: the keywords beside the enum refuse "
                       "them"}));
}

TEST(LintOfBranches, NamesThoseThatAreTheSame) {
  std::string many = "{oneOf: [{type: integer}";
  for (int i = 0; i < 13; ++i) many += ", {type: string}";
  std::vector<std::string> found;
  for (const std::string& schema :
       {std::string("{oneOf: [{type: integer}, {type: string}, {type: string}, {type: string}]}"),
        many + "]}"}) {
    for (const LintFinding& finding : linted_text("3.1.0", schema)) found.push_back(finding.message);
  }
  EXPECT_EQ(found,
            (std::vector<std::string>{
                "branches 1, 2 and 3 are the same, so no value matches exactly one of them",
                "branches 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 3 others are the same, so no value matches "
                "exactly one of them"}));
}

struct Required {
  const char* name;
  const char* parameter;
  const char* expected;  // of the message; "": no finding
};

class LintOfParameters : public testing::TestWithParam<Required> {};

TEST_P(LintOfParameters, FindsThoseThatNoStyleCanWrite) {
  const std::string api =
      "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a: {get: {parameters: "
      "[{name: p, in: query, " +
      std::string(GetParam().parameter) + "}], responses: {'204': {description: d}}}}\n";
  std::string found;
  for (const LintFinding& finding : linted(load_contract("api.yaml", {}, {{"api.yaml", api}})))
    found += finding.rule + ": " + finding.message.substr(0, finding.message.find(':'));
  EXPECT_EQ(found, GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Rules, LintOfParameters,
    testing::Values(
        Required{
            "ArrayOfObjects", "required: true, schema: {type: array, items: {type: object}}",
            "impossible-parameter: the required parameter \"p\" is an array of objects, which style form "
            "cannot write"},
        Required{"ArrayOfArrays",
                 "required: true, style: pipeDelimited, explode: false, schema: {type: array, items: {type: "
                 "array}}",
                 "impossible-parameter: the required parameter \"p\" is an array of arrays, which style "
                 "pipeDelimited cannot write"},
        Required{
            "NestedObject",
            "required: true, style: deepObject, schema: {type: object, required: [a], properties: {a: {type: "
            "object}}}",
            "impossible-parameter: the required parameter \"p\" is an object that requires objects as "
            "\"a\", which style deepObject cannot write"},
        Required{"NestedObjectThatIsOptional",
                 "required: true, schema: {type: object, properties: {a: {type: object}}}", ""},
        Required{
            "DeepArray", "required: true, style: deepObject, schema: {type: array, items: {type: string}}",
            "impossible-parameter: the required parameter \"p\" is an array, which style deepObject cannot "
            "write"},
        Required{"ArrayOfTexts", "required: true, schema: {type: array, items: {type: string}}", ""},
        Required{"ArrayOfAnything", "required: true, schema: {type: array}", ""},
        Required{"Optional", "schema: {type: array, items: {type: object}}", ""},
        Required{
            "AsJson",
            "required: true, content: {application/json: {schema: {type: array, items: {type: object}}}}",
            ""}),
    [](const auto& each) { return std::string(each.param.name); });

struct OtherForm {
  const char* name;
  const char* media;  // of the response
  const char* schema;
  bool is_found;
};

class LintOfExamplesOfOtherForms : public testing::TestWithParam<OtherForm> {};

// OpenAPI 3.0.3 §4.7.24: a string may hold what JSON and YAML cannot express.
TEST_P(LintOfExamplesOfOtherForms, FindsTextOnlyWhereJsonIsDocumented) {
  const std::string api =
      "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /a: {get: {responses: {'200': {description: "
      "d, "
      "content: {" +
      std::string(GetParam().media) + "}}}}}\ncomponents: {schemas: {S: " + GetParam().schema + "}}\n";
  std::string found;
  for (const LintFinding& finding : linted(load_contract("api.yaml", {}, {{"api.yaml", api}})))
    found += finding.rule + " ";
  EXPECT_EQ(found, GetParam().is_found ? "example-contradicts-schema " : "");
}

#define SCHEMA_S "{schema: {$ref: '#/components/schemas/S'}}"
#define AN_OBJECT "{type: object, required: [k], properties: {k: {type: string}}, example: <S><k>a</k></S>}"

INSTANTIATE_TEST_SUITE_P(
    Rules, LintOfExamplesOfOtherForms,
    testing::Values(
        OtherForm{"Xml", "application/xml: " SCHEMA_S, AN_OBJECT, false},
        OtherForm{"Json", "application/json: " SCHEMA_S, AN_OBJECT, true},
        OtherForm{"XmlBeforeJson", "application/xml: " SCHEMA_S ", application/json: " SCHEMA_S, AN_OBJECT,
                  true},
        OtherForm{"JsonBeforeXml", "application/json: " SCHEMA_S ", application/xml: " SCHEMA_S, AN_OBJECT,
                  true},
        OtherForm{
            "WithinXml", "application/xml: " SCHEMA_S,
            "{type: object, required: [k], properties: {k: {type: array, items: {type: string}, example: "
            "<k>a</k>}}}",
            false},
        OtherForm{"AScalarInXml", "application/xml: " SCHEMA_S,
                  "{type: object, required: [k], properties: {k: {type: integer, example: a}}}", true},
        OtherForm{"ANumberInXml", "application/xml: " SCHEMA_S,
                  "{type: object, required: [k], properties: {k: {type: string}}, example: 1}", true}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(LintOfOneCause, IsOneFindingOfAnExampleThatStandsTwice) {
  const std::string api =
      "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    get:\n      responses:\n        "
      "'204':\n"
      "          description: d\n          headers:\n            Location:\n"
      "              schema: {$ref: '#/components/schemas/U'}\n              example: /f\n"
      "            X-Other:\n              schema: {$ref: '#/components/schemas/U'}\n              example: "
      "/g\n"
      "components:\n  schemas:\n    U: {type: string, format: uri,\n      example: /f}\n";
  std::vector<std::string> found;
  for (const LintFinding& finding : linted(load_contract("api.yaml", {}, {{"api.yaml", api}})))
    found.push_back(line_and_others(finding).substr(0, 46));
  EXPECT_EQ(found, (std::vector<std::string>{"example-contradicts-schema 15: the example con",
                                             "example-contradicts-schema 19: 12 the example "}));
}

TEST(LintOfOneCause, IsOneFindingOfReferencesThatLeadNowhere) {
  const auto found_in = [](const std::string& parameters, const std::string& path = "/a") {
    const std::string api = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  " + path +
                            ":\n    get:\n      parameters:\n" + parameters +
                            "      responses: {'204': {description: d}}\n";
    std::vector<std::string> found;
    for (const LintFinding& finding : linted(load_contract("api.yaml", {}, {{"api.yaml", api}})))
      found.push_back(line_and_others(finding));
    return found;
  };
  std::string remote;
  std::string local;
  std::string bare;
  for (const std::string name : {"a", "b", "c", "d"}) {
    remote += "      - {$ref: 'https://x.example/c.yaml#/" + name + "'}\n";
    local += "      - {$ref: '#/components/parameters/" + name + "'}\n";
    bare += "      - {name: " + name + ", in: query}\n";
  }
  EXPECT_EQ(found_in(remote),
            std::vector<std::string>{"fault 7: 8 9 10 4 references lead to documents that are not there"});
  EXPECT_EQ(found_in(local), std::vector<std::string>{"fault 7: 8 9 10 4 references do not resolve"});
  EXPECT_EQ(found_in(bare),
            std::vector<std::string>{"fault 7: 8 9 10 4 parameters have neither `schema` nor `content`"});
  const std::string query = "      - {name: q, in: query, schema: {}}\n";
  const std::string get = ":\n    get: {responses: {'204': {description: d}}}\n  ";
  EXPECT_EQ(found_in(query, "/{a}" + get + "/b/{b}" + get + "/c/{c}" + get + "/d/{d}"),
            std::vector<std::string>{"fault 5: 7 9 11 4 parts of paths are not documented as parameters"});
}

TEST(LintOfSwagger, NamesTheVersionOfTheDocument) {
  const std::string api =
      "swagger: '2.0'\ninfo: {title: T, version: '1'}\npaths:\n  /a/{id}:\n    get:\n"
      "      parameters: [{name: id, in: path, type: string}]\n"
      "      responses: {'200': {description: d, schema: {$ref: '#/definitions/S'}}}\n"
      "definitions:\n  S: {type: object, required: [a, b], properties: {a: {type: T}, b: {type: [string, "
      "'null'], "
      "tags: [x]}}}\n";
  std::string found;
  for (const LintFinding& finding : linted(load_contract("api.yaml", {}, {{"api.yaml", api}})))
    found += finding.message + ". " + finding.hint + "\n";
  EXPECT_EQ(
      found,
      "the path parameter \"id\" is not required. Add \"required\": true; a path has no optional part.\n"
      "unknown type \"T\" in Swagger 2.0. Types are array, boolean, integer, number, object and string.\n"
      "read as in OpenAPI 3.1: type is a list. Swagger 2.0 has one type; write x-nullable: true beside it "
      "for null.\n"
      "the keyword \"tags\" is not judged. Swagger 2.0 has no such keyword.\n");
}

TEST(LintOfTwoCauses, IsTwoFindings) {
  const std::string api =
      "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n"
      "  /a: {get: {operationId: A, parameters: [{name: n, in: query, schema: {type: integer}, example: x},\n"
      "    {name: m, in: query, schema: {type: integer}, example: x}], responses: {'204': {description: "
      "a}}}}\n";
  std::vector<std::string> found;
  for (const LintFinding& finding : linted(load_contract("api.yaml", {}, {{"api.yaml", api}})))
    found.push_back(line_and_others(finding));
  EXPECT_EQ(found, (std::vector<std::string>{
                       "example-contradicts-schema 4: the example contradicts its schema: the value is "
                       "\"x\"; expected an integer",
                       "example-contradicts-schema 5: the example contradicts its schema: the value is "
                       "\"x\"; expected an integer"}));
}

TEST(LintMessages, CallAValueByWhatItIsOf) {
  const std::string api =
      "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    get:\n      operationId: A\n"
      "      parameters: [{name: n, in: query, schema: {type: integer}, example: x}]\n"
      "      responses: {'204': {description: a, headers: {X-N: {schema: {type: integer, default: y}, "
      "example: z}}}}\n";
  std::string found;
  for (const LintFinding& finding : linted(load_contract("api.yaml", {}, {{"api.yaml", api}})))
    found += finding.message + "\n";
  EXPECT_EQ(found,
            "the example contradicts its schema: the value is \"x\"; expected an integer\n"
            "the default contradicts its schema: the value is \"y\"; expected an integer\n"
            "the example contradicts its schema: X-N is \"z\"; expected an integer\n");
}

}  // namespace lint_test
}  // namespace avouch
