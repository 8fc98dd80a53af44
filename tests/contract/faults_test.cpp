// SPDX-License-Identifier: MIT
// Each document has one mistake. It is found at its line, what depends on it cannot be judged, and everything
// else still has its clauses.
#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "contract/document/library.h"
#include "contract/schema/schema.h"
#include "tests/contract/documents.h"

namespace avouch {
namespace faults_test {

using namespace testing_documents;

struct Mistake {
  const char* name;
  const char* text;  // the lines after the sound operation A
  const char* title;
  int line;
  const char* unjudged;  // coordinates of the clauses that depend on it, each below B/
  const char* version = "3.1.0";
};
void PrintTo(const Mistake& mistake, std::ostream* out) {
  *out << mistake.name;
}

std::string document_of(const Mistake& mistake, std::string_view schema = {}) {
  std::string text = "openapi: " + std::string(mistake.version) +
                     "\ninfo: {title: T, version: '1'}\npaths:\n"
                     "  /a: {get: {operationId: A, responses: {'200': {description: a}}}}\n";
  if (schema.empty()) return text + mistake.text;
  return text +
         "  /b:\n    get:\n      operationId: B\n      responses:\n        '200':\n          content:\n" +
         "            application/json:\n              schema:\n" + std::string(schema);
}

std::vector<std::string> unjudged_of(const Contract& contract) {
  std::vector<std::string> names;
  for (const BoundClause& bound : contract.clauses) {
    if (bound.fault != nullptr) names.push_back(bound.clause->coordinate);
  }
  return names;
}

bool is_judged(const Contract& contract, std::string_view coordinate) {
  return std::any_of(contract.clauses.begin(), contract.clauses.end(), [&](const BoundClause& bound) {
    return bound.clause->coordinate == coordinate && bound.fault == nullptr;
  });
}

void check(const Mistake& mistake, const std::string& text) {
  const Result<Contract> contract = load(text);
  if (!contract) FAIL() << to_string(contract.errors());
  ASSERT_EQ(contract->faults.size(), 1u) << titles(contract->faults);
  EXPECT_EQ(contract->faults.front().title, mistake.title);
  EXPECT_EQ(contract->faults.front().place.line, mistake.line) << to_string(contract->faults.front().place);
  EXPECT_FALSE(contract->faults.front().hint.empty());
  EXPECT_EQ(join(unjudged_of(*contract), " "), mistake.unjudged);
  for (const BoundClause& bound : contract->clauses) {
    if (bound.fault != nullptr) {
      EXPECT_EQ(*bound.fault, contract->faults.front());
    }
  }
  EXPECT_TRUE(is_judged(*contract, "A/200/status"));
  const Result<Contract> strict = load_strictly(text);
  ASSERT_FALSE(strict);
  EXPECT_EQ(strict.errors(), contract->faults);
}

constexpr const char* kAllOfB = "B/200/status B/200/drift/headers B/documented-status";

const Mistake kMistakes[] = {
    // Paths and operations.
    {"PathWithoutSlash", "  b: {get: {operationId: B, responses: {'200': {description: b}}}}\n",
     "the path \"b\" does not begin with /", 5, ""},
    {"PathBrace", "  '/b{': {get: {operationId: B, responses: {'200': {description: b}}}}\n",
     "a brace in the path \"/b{\" is not matched", 5, kAllOfB},
    {"PathReferenceNowhere", "  /b: {$ref: '#/x-none'}\n", "the reference \"#/x-none\" does not resolve", 5,
     ""},
    {"PathAText", "  /b: text\n", "a path is an object; this is a string", 5, ""},
    {"PathsAReference", "  $ref: paths.yaml\n", "a path is an object; this is a string", 5, ""},
    {"PathParametersAnObject",
     "  /b:\n    parameters: {}\n    get: {operationId: B, responses: {'200': {description: b}}}\n",
     "`parameters` is an array; this is an object", 6, kAllOfB},
    {"PathParameterUndocumented",
     "  /b/{id}:\n    get: {operationId: B, responses: {'200': {description: b}}}\n",
     "the path's {id} is not documented as a parameter", 6, ""},
    {"PathParameterNotRequired",
     "  /b/{id}:\n    parameters: [{name: id, in: path, schema: {}}]\n"
     "    get: {operationId: B, responses: {'200': {description: b}}}\n",
     "the path parameter \"id\" is not required", 6, ""},
    {"OperationAList", "  /b: {get: []}\n", "an operation is an object; this is an array", 5, ""},
    {"OperationAReference",
     "  /b: {get: {$ref: '#/x-b'}}\nx-b: {operationId: B, responses: {'200': {description: b}}}\n",
     "an operation cannot be a $ref", 5, ""},
    {"OperationIdTwice", "  /b: {get: {operationId: A, responses: {'200': {description: b}}}}\n",
     "the operationId \"A\" occurs twice, here and at api.yaml:4 /paths/~1a/get", 5, ""},
    {"OperationIdANumber", "  /b: {get: {operationId: 7, responses: {'200': {description: b}}}}\n",
     "`operationId` is a string; this is an integer", 5, ""},
    {"DeprecatedAText",
     "  /b: {get: {operationId: B, deprecated: 'no', responses: {'200': {description: b}}}}\n",
     "`deprecated` is true or false; this is a string", 5, ""},
    {"TagANumber", "  /b: {get: {operationId: B, tags: [1], responses: {'200': {description: b}}}}\n",
     "a tag is a string", 5, ""},
    {"UnknownExtension",
     "  /b: {get: {operationId: B, x-avouch-kors: {}, responses: {'200': {description: b}}}}\n",
     "\"x-avouch-kors\" is not an extension of Avouch in an operation", 5, ""},
    {"ServersAnObject", "  /b: {get: {operationId: B, servers: {}, responses: {'200': {description: b}}}}\n",
     "`servers` is an array; this is an object", 5, ""},
    {"ServerVariableUndefined",
     "  /b: {get: {operationId: B, servers: [{url: 'https://{x}.example'}], responses: {'200': {description: "
     "b}}}}\n",
     "the server variable \"x\" is not defined", 5, ""},
    // Parameters.
    {"ParameterReferenceNowhere",
     "  /b: {get: {operationId: B, parameters: [{$ref: '#/components/parameters/P'}],\n"
     "    responses: {'200': {description: b}}}}\n",
     "the reference \"#/components/parameters/P\" does not resolve", 5, kAllOfB},
    {"ParameterWithoutName",
     "  /b: {get: {operationId: B, parameters: [{in: query, schema: {}}],\n"
     "    responses: {'200': {description: b}}}}\n",
     "a parameter has no `name`", 5, kAllOfB},
    {"ParameterOfSwagger",
     "  /b: {get: {operationId: B, parameters: [{name: p, in: body, schema: {}}],\n"
     "    responses: {'200': {description: b}}}}\n",
     "a parameter has the unknown location \"body\"", 5, kAllOfB},
    {"RequiredParameterOfNoStyle",
     "  /b: {get: {operationId: B, parameters: [{name: p, in: query, required: true, style: odd, schema: "
     "{}}],\n"
     "    responses: {'200': {description: b}}}}\n",
     "a query parameter does not support the style \"odd\"", 5, kAllOfB},
    {"OptionalParameterOfNoStyle",
     "  /b: {get: {operationId: B, parameters: [{name: p, in: query, style: odd, schema: {}}],\n"
     "    responses: {'200': {description: b}}}}\n",
     "a query parameter does not support the style \"odd\"", 5, ""},
    {"ParameterWithoutSchema",
     "  /b: {get: {operationId: B, parameters: [{name: p, in: query}], responses: {'200': {description: "
     "b}}}}\n",
     "the parameter \"p\" has neither `schema` nor `content`", 5, ""},
    {"ParameterTwice",
     "  /b: {get: {operationId: B, parameters: [{name: p, in: query, schema: {}}, {name: p, in: query, "
     "schema: "
     "{}}],\n    responses: {'200': {description: b}}}}\n",
     "the parameter \"p\" occurs twice", 5, ""},
    {"ParametersAnObject",
     "  /b: {get: {operationId: B, parameters: {}, responses: {'200': {description: b}}}}\n",
     "`parameters` is an array; this is an object", 5, kAllOfB},
    {"ExampleAndExamples",
     "  /b: {get: {operationId: B, parameters: [{name: p, in: query, schema: {}, example: 1, examples: "
     "{}}],\n"
     "    responses: {'200': {description: b}}}}\n",
     "both `example` and `examples` are given", 5, ""},
    {"ParameterSchema",
     "  /b: {get: {operationId: B, parameters: [{name: p, in: query, schema: {type: any}}],\n"
     "    responses: {'200': {description: b}}}}\n",
     "unknown type \"any\" in OpenAPI 3.1", 5, ""},
    // Request bodies.
    {"BodyReferenceNowhere",
     "  /b: {post: {operationId: B, requestBody: {$ref: '#/components/requestBodies/R'},\n"
     "    responses: {'200': {description: b}}}}\n",
     "the reference \"#/components/requestBodies/R\" does not resolve", 5, kAllOfB},
    {"BodyWithoutContent",
     "  /b: {post: {operationId: B, requestBody: {required: true}, responses: {'200': {description: b}}}}\n",
     "a request body has no `content`", 5, kAllOfB},
    {"OptionalBodyWithoutContent",
     "  /b: {post: {operationId: B, requestBody: {}, responses: {'200': {description: b}}}}\n",
     "a request body has no `content`", 5, ""},
    {"BodyOfNoType",
     "  /b: {post: {operationId: B, requestBody: {required: true, content: {json: {}}},\n"
     "    responses: {'200': {description: b}}}}\n",
     "\"json\" is not a media type", 5, kAllOfB},
    {"BodyOfAnotherType",
     "  /b: {post: {operationId: B, requestBody: {required: true, content: {$ref: {}, application/json: "
     "{}}},\n"
     "    responses: {'200': {description: b}}}}\n",
     "\"$ref\" is not a media type", 5, ""},
    // It would end up in the head of a part.
    {"PartOfNoType",
     "  /b: {post: {operationId: B, requestBody: {content: {multipart/form-data: {schema: {type: object,\n"
     "    properties: {f: {type: string}}}, encoding: {f: {contentType: \"text/plain\\r\\nX-Injected: "
     "yes\"}}}}},\n"
     "    responses: {'200': {description: b}}}}\n",
     "\"text/plain\\r\\nX-Injected: yes\" is not a media type", 6, ""},
    // Responses.
    {"StatusAName", "  /b: {get: {operationId: B, responses: {ok: {}, '200': {description: b}}}}\n",
     "\"ok\" is not a status", 5, "B/documented-status"},
    {"StatusTooHigh", "  /b: {get: {operationId: B, responses: {'700': {}, '200': {description: b}}}}\n",
     "\"700\" is not a status", 5, "B/documented-status"},
    {"RangeInLowerCase", "  /b: {get: {operationId: B, responses: {4xx: {}, '200': {description: b}}}}\n",
     "\"4xx\" is not a status", 5, ""},
    {"ResponsesAList", "  /b: {get: {operationId: B, responses: []}}\n",
     "`responses` is an object; this is an array", 5, ""},
    {"ResponsesEmpty", "  /b: {get: {operationId: B, responses: {}}}\n", "no response is documented", 5, ""},
    {"ResponsesMissingInOpenApi30", "  /b: {get: {operationId: B}}\n", "an operation has no `responses`", 5,
     "", "3.0.3"},
    {"ResponseAText", "  /b: {get: {operationId: B, responses: {'200': b}}}\n",
     "a response is an object; this is a string", 5, "B/200/drift/headers"},
    {"ResponseReferenceNowhere",
     "  /b: {get: {operationId: B, responses: {'200': {$ref: '#/components/responses/R'}}}}\n",
     "the reference \"#/components/responses/R\" does not resolve", 5, "B/200/drift/headers"},
    {"ResponseReferenceToItself",
     "  /b: {get: {operationId: B, responses: {'200': {$ref: '#/components/responses/R'}}}}\n"
     "components: {responses: {R: {$ref: '#/components/responses/R'}}}\n",
     "the reference \"#/components/responses/R\" leads back to itself", 5, "B/200/drift/headers"},
    {"MediaTypeWithAnOddParameter",
     "  /b: {get: {operationId: B, responses: {'200': {content: {application/json;simple: {}}}}}}\n",
     "\"application/json;simple\" is not a media type", 5, ""},
    {"MediaTypeBesideAnOddOne",
     "  /b: {get: {operationId: B, responses: {'200': {content: {examples: {}, application/json: {}}}}}}\n",
     "\"examples\" is not a media type", 5, "B/200/media-type"},
    {"MediaTypeATruth",
     "  /b: {get: {operationId: B, responses: {'200': {content: {text/plain: true, application/json: "
     "{}}}}}}\n",
     "a media type is an object; this is a boolean", 5, "B/200/media-type"},
    {"ContentAList", "  /b: {get: {operationId: B, responses: {'200': {content: []}}}}\n",
     "`content` is an object; this is an array", 5, ""},
    {"HeaderName", "  /b: {get: {operationId: B, responses: {'200': {headers: {'X Y': {}}}}}}\n",
     "\"X Y\" is not a header name", 5, "B/200/drift/headers"},
    {"HeaderTwice", "  /b: {get: {operationId: B, responses: {'200': {headers: {X: {}, x: {}}}}}}\n",
     "the header \"x\" occurs twice, here and as \"X\"", 5, ""},
    {"HeaderStyle", "  /b: {get: {operationId: B, responses: {'200': {headers: {X: {style: form}}}}}}\n",
     "a header's style is \"simple\"", 5, ""},
    {"HeaderReferenceNowhere",
     "  /b: {get: {operationId: B, responses: {'200': {headers: {X: {$ref: '#/x-none'}}}}}}\n",
     "the reference \"#/x-none\" does not resolve", 5, "B/200/drift/headers"},
    {"HeadersAList", "  /b: {get: {operationId: B, responses: {'200': {headers: []}}}}\n",
     "`headers` is an object; this is an array", 5, "B/200/drift/headers"},
    {"HeaderSchema",
     "  /b: {get: {operationId: B, responses: {'200': {headers: {X: {schema: {maxLength: 3, pattern: "
     "'('}}}}}}}\n",
     "the pattern \"(\" is none of ECMA-262: a ( is never closed, after 1 character", 5,
     "B/200/headers/X/value/pattern"},
    {"PatternNotSupported",
     "  /b: {get: {operationId: B, responses: {'200': {headers: {X: {schema: {maxLength: 3, pattern: "
     "'a{70000}'}}}}}}}\n",
     "the pattern \"a{70000}\" is not supported: a repetition over 65535, after 1 character", 5,
     "B/200/headers/X/value/pattern"},
    // Names of the whole document.
    {"UnknownDialect", "  /b: {get: {operationId: B, responses: {'200': {}}}}\njsonSchemaDialect: urn:x\n",
     "the schema dialect \"urn:x\" is not supported", 6, ""},
    {"ServerOfTheDocument", "  /b: {get: {operationId: B, responses: {'200': {}}}}\nservers: [{}]\n",
     "a server has no `url`", 6, ""},
};

class DocumentMistake : public testing::TestWithParam<Mistake> {};

TEST_P(DocumentMistake, CostsWhatDependsOnIt) {
  check(GetParam(), document_of(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(Faults, DocumentMistake, testing::ValuesIn(kMistakes),
                         [](const auto& test) { return std::string(test.param.name); });

// The text is a schema, in lines that are indented by 16. Every schema has a sound member `s`.
const Mistake kSchemaMistakes[] = {
    {"InlineFlag", "pattern: '(?i)^a$'", "", 14, "B/200/body/x/pattern"},
    {"BeginningOfText", "pattern: '\\Aa'", "", 14, "B/200/body/x/pattern"},
    {"EndOfText", "pattern: 'a\\Z'", "", 14, "B/200/body/x/pattern"},
    {"Possessive", "pattern: 'a++'", "", 14, "B/200/body/x/pattern"},
    {"VariableLookbehind", "pattern: '(?<=a*)b'", "", 14, "B/200/body/x/pattern"},
    {"PatternANumber", "pattern: 7", "pattern is a string", 14, "B/200/body/x/pattern"},
    {"FormatANumber", "format: 7", "format is a string", 14, "B/200/body/x/format"},
    {"UnknownType", "type: point", "unknown type \"point\" in OpenAPI 3.1", 14, "B/200/body/x/type"},
    {"NoType", "type: []", "type is an empty list", 14, "B/200/body/x/type"},
    {"EnumAText", "enum: a", "enum is an array", 14, "B/200/body/x/enum"},
    {"RequiredATruth", "required: true", "required is a list of member names", 14, "B/200/body/x/required"},
    {"RequiredOfNumbers", "required: [1]", "required is a list of member names", 14, "B/200/body/x/required"},
    {"UniqueAText", "uniqueItems: 'yes'", "uniqueItems is true or false", 14, "B/200/body/x/uniqueItems"},
    {"NegativeLength", "minLength: -1", "minLength is a whole number, 0 or more", 14,
     "B/200/body/x/minLength"},
    {"LengthAText", "maxLength: '3'", "maxLength is a whole number, 0 or more", 14, "B/200/body/x/maxLength"},
    {"LimitAText", "maximum: '3'", "maximum is a number", 14, "B/200/body/x/maximum"},
    {"ZeroDivisor", "multipleOf: 0", "multipleOf is a number above 0", 14, "B/200/body/x/multipleOf"},
    {"LongDivisor", "multipleOf: 1.2345678901234567891",
     "multipleOf with more than 18 significant digits is not supported", 14, "B/200/body/x/multipleOf"},
    {"ContainsOfText", "{contains: {}, minContains: 'a'}", "minContains is a whole number, 0 or more", 14,
     "B/200/body/x/minContains"},
    {"DependentsAList", "dependentRequired: []", "dependentRequired is an object", 14,
     "B/200/body/x/dependentRequired"},
    {"ReferenceNowhere", "$ref: '#/components/schemas/Gone'",
     "$ref \"#/components/schemas/Gone\" does not resolve: nothing is defined there", 14,
     "B/200/body/x/$ref B/200/drift/fields"},
    {"ReferenceToNoFile", "$ref: 'https://example.com/x.json'",
     "$ref \"https://example.com/x.json\" does not resolve: unknown document \"https://example.com/x.json\"",
     14, "B/200/body/x/$ref B/200/drift/fields"},
    {"ReferenceANumber", "$ref: 7", "$ref is a string", 14, "B/200/body/x/$ref B/200/drift/fields"},
    {"NoAlternatives", "anyOf: []", "anyOf is a list of schemas, and not empty", 14,
     "B/200/body/x/anyOf B/200/drift/fields"},
    {"AllOfAnObject", "allOf: {}", "allOf is a list of schemas, and not empty", 14,
     "B/200/body/x/allOf B/200/drift/fields"},
    {"PropertiesAList", "properties: []", "properties is an object of schemas", 14,
     "B/200/body/x/properties B/200/drift/fields"},
    {"PropertiesAListBesideAdditional", "{properties: [], additionalProperties: false}",
     "properties is an object of schemas", 14,
     "B/200/body/x/properties B/200/body/x/additionalProperties B/200/drift/fields"},
    {"PatternOfProperties", "{patternProperties: {'(': {}}, additionalProperties: false}", "", 14,
     "B/200/body/x/patternProperties B/200/body/x/additionalProperties B/200/drift/fields"},
    {"UnevaluatedBesideNowhere", "{$ref: '#/x-none', unevaluatedProperties: false}",
     "$ref \"#/x-none\" does not resolve: nothing is defined there", 14,
     "B/200/body/x/$ref B/200/body/x/unevaluatedProperties B/200/drift/fields"},
    {"SchemaANumber", "7", "a schema is an object or a boolean, and this is a number", 14,
     "B/200/body/x B/200/drift/fields"},
    {"ItemsAList", "items: [{}]", "items is one schema in OpenAPI 3.1", 14,
     "B/200/body/x/items B/200/drift/fields"},
    {"AppliesItself", "allOf: [{$ref: '#/components/schemas/Self'}]",
     "this schema applies itself to the same value, without end", 18,
     "B/200/body/x/allOf/0/anyOf/0/$ref B/200/drift/fields"},
    {"UnknownDialectOfASchema", "{$id: 'urn:x', $schema: 'urn:y'}", "the dialect \"urn:y\" is not known", 14,
     "B/200/body/x/$schema B/200/drift/fields"},
    {"NumberAsALimitInOpenApi30", "exclusiveMaximum: '3'", "exclusiveMaximum is true or false in OpenAPI 3.0",
     14, "B/200/body/x/exclusiveMaximum", "3.0.3"},
};

class SchemaMistake : public testing::TestWithParam<Mistake> {};

TEST_P(SchemaMistake, CostsItsKeyword) {
  const Mistake& mistake = GetParam();
  std::string schema = mistake.text;
  if (schema.find(':') != schema.npos && !schema.starts_with('{')) schema = "{" + schema + "}";
  const std::string text =
      document_of(mistake, "                properties:\n                  x: " + schema +
                               "\n                  s: {type: string}\n"
                               "components:\n  schemas:\n"
                               "    Self: {anyOf: [{$ref: '#/components/schemas/Self'}, {type: string}]}\n");
  Mistake named = mistake;
  std::string title = mistake.title;
  if (title.empty()) {  // the words of the pattern's own error
    const Result<Contract> contract = load(text);
    ASSERT_TRUE(contract);
    ASSERT_EQ(contract->faults.size(), 1u);
    title = contract->faults.front().title;
    EXPECT_TRUE(title.starts_with("the pattern ")) << title;
  }
  named.title = title.c_str();
  check(named, text);
  const Result<Contract> contract = load(text);
  ASSERT_TRUE(contract);
  EXPECT_TRUE(is_judged(*contract, "B/200/body/s/type"));
  EXPECT_TRUE(is_judged(*contract, "B/200/body/syntax"));
}

INSTANTIATE_TEST_SUITE_P(Faults, SchemaMistake, testing::ValuesIn(kSchemaMistakes),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Faults, AKeyWithAQueryOrAFragmentIsAskedWithoutIt) {
  const Result<Contract> contract = load(
      "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n"
      "  /a#update: {get: {responses: {'200': {description: a}}}}\n"
      "  /a?beta=true: {get: {responses: {'200': {description: a}}}}\n");
  if (!contract) FAIL() << to_string(contract.errors());
  EXPECT_EQ(titles(contract->faults), "");
  EXPECT_EQ(titles(contract->notes),
            "the path \"/a#update\" continues after a #; requests are sent to \"/a\"\n"
            "the path \"/a?beta=true\" continues after a ?; requests are sent to \"/a?beta=true\"\n");
  ASSERT_EQ(contract->operations.size(), 2u);
  EXPECT_EQ(contract->operations[0].id, "GET_a#update");
  EXPECT_EQ(contract->operations[0].path, "/a");
  EXPECT_EQ(contract->operations[1].id, "GET_a?beta=true");
  EXPECT_EQ(contract->operations[1].path, "/a");
  ASSERT_EQ(contract->operations[1].parameters.size(), 1u);
  EXPECT_EQ(contract->operations[1].parameters[0].name, "beta");
}

TEST(Faults, APathParameterThatItsPathDoesNotNameIsLeftOut) {
  const Result<Contract> contract = load(
      "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a/{id}:\n    get:\n      parameters:\n"
      "        - {name: id, in: path, required: true, schema: {}}\n"
      "        - {name: other, in: path, required: true, schema: {}}\n"
      "      responses: {'200': {description: a}}\n");
  if (!contract) FAIL() << to_string(contract.errors());
  EXPECT_EQ(titles(contract->notes), "the path \"/a/{id}\" has no {other}; the parameter is ignored\n");
  ASSERT_EQ(contract->operations[0].parameters.size(), 1u);
  EXPECT_EQ(contract->operations[0].parameters[0].name, "id");
}

// Each operation has a copy of what they share.
TEST(Faults, OperationsThatShareTooMuchAreLeftOut) {
  std::string paths;
  for (int i = 0; i < 40; ++i) {
    paths += "  /p" + std::to_string(i) +
             ": {get: {responses: {'200': {description: d, content: {application/json: {examples: {e: {$ref: "
             "'#/components/examples/E'}}}}}}}}\n";
  }
  std::string values = "[";
  for (int i = 0; i < 200'000; ++i) values += "1,";
  const Result<Contract> contract = load("openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n" + paths +
                                             "components: {examples: {E: {$ref: 'e.json'}}}\n",
                                         {{"e.json", "{\"value\": " + values + "1]}"}});
  if (!contract) FAIL() << to_string(contract.errors());
  EXPECT_EQ(contract->operations.size(), 19u);
  EXPECT_EQ(
      titles(contract->faults),
      "the operations share so much that they have over 1000000 parts more than the document has values; "
      "the rest of them is left out\n");
  EXPECT_EQ(contract->faults.front().place.file, "e.json");
}

TEST(Faults, AReferenceToADocumentBeyondTheLimitNamesIt) {
  LoadOptions options;
  options.read = [](const std::string&) -> Result<std::string> {
    return "{}" + std::string(kMostFurtherText, ' ');
  };
  const Result<Contract> contract =
      load(with_responses(
               "'200': {description: d, content: {application/json: {schema: {items: {$ref: big.json}}}}}"),
           {}, options);
  if (!contract) FAIL() << to_string(contract.errors());
  EXPECT_EQ(titles(contract->faults),
            "$ref \"big.json\" does not resolve: the documents after the first one have more than 256 MiB of "
            "text together\n");
}

TEST(Faults, AVersionHasOneMeaning) {
  for (const char* version : {"3.1", "'3.1'", "3.0", "'3.0'"}) {
    const Result<Contract> contract = load(
        "openapi: " + std::string(version) +
        "\ninfo: {title: T, version: '1'}\npaths: {/a: {get: {responses: {'200': {description: a}}}}}\n");
    if (!contract) FAIL() << to_string(contract.errors());
    EXPECT_EQ(contract->faults.size(), 1u) << version;
    EXPECT_EQ(contract->dialect, version[std::string_view(version).find('3') + 2] == '1'
                                     ? Dialect::openapi_3_1
                                     : Dialect::openapi_3_0);
  }
}

TEST(Faults, OperationsWithoutResponsesLoadInOpenApi31) {
  const Result<Contract> contract = load(with_operation("summary: a"));
  if (!contract) FAIL() << to_string(contract.errors());
  EXPECT_EQ(titles(contract->faults), "");
  EXPECT_EQ(titles(contract->notes), "an operation has no `responses`: none of its responses is judged\n");
  EXPECT_TRUE(contract->clauses.empty());
}

TEST(Faults, WhatNoOperationUsesIsReadOnlyIfAskedFor) {
  const std::string text =
      "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n"
      "webhooks: {made: {post: {requestBody: {content: {application/json: {schema: {type: hook}}}}}}}\n"
      "components:\n  schemas: {A: {type: schema}}\n  parameters: {P: {name: p, in: query, schema: {type: "
      "parameter}}}\n  headers: {H: {schema: {type: header}}}\n  requestBodies: {R: {content: {text/plain: "
      "{schema: {type: body}}}}}\n  responses: {R: {content: {application/json: {schema: {type: "
      "response}}}}}\n";
  const Result<Contract> contract = load(text);
  if (!contract) FAIL() << to_string(contract.errors());
  EXPECT_EQ(titles(contract->faults), "");
  EXPECT_TRUE(contract->unused.empty());
  const Result<Contract> whole = load(text, {}, {.reads_unused = true});
  if (!whole) FAIL() << to_string(whole.errors());
  std::string types;
  for (const Error& fault : whole->faults) types += fault.title + "\n";
  for (const char* type : {"hook", "schema", "parameter", "header", "body", "response"})
    EXPECT_NE(types.find("unknown type \"" + std::string(type) + "\""), types.npos) << types;
  EXPECT_EQ(whole->unused.size(), 6u);
}

TEST(Faults, DatedDialectsAndDialectsOfASchemaAreKnown) {
  const Result<Contract> contract =
      load(with_responses("'200': {description: a, content: {application/json: {schema: {$schema: "
                          "'http://json-schema.org/draft-04/schema#', minimum: 5, exclusiveMinimum: true}}}}",
                          "jsonSchemaDialect: https://spec.openapis.org/oas/3.1/dialect/2024-11-10\n"));
  if (!contract) FAIL() << to_string(contract.errors());
  EXPECT_EQ(titles(contract->faults), "");
  EXPECT_EQ(contract->dialect, Dialect::openapi_3_1);
  const Schema& schema = *contract->operations[0].responses[0].media[0].schema;
  ASSERT_EQ(schema.keywords().size(), 1u);
  EXPECT_EQ(schema.keywords()[0].kind, KeywordKind::exclusive_minimum);
}

TEST(Faults, AreMany) {
  EXPECT_GE(std::size(kMistakes) + std::size(kSchemaMistakes), 80u);
}

TEST(HalfOfASurrogatePair, CostsWhatIsJudgedByIt) {
  const Result<Contract> contract = load_contract(
      "api.json", {},
      {{"api.json", R"({"openapi": "3.1.0", "info": {"title": "\ud800", "version": "1"}, "paths": {
"/a": {"get": {"operationId": "A", "summary": "\udc00", "responses": {"200": {"description": "d", "content": {
  "application/json": {"schema": {"type": "object", "required": ["a"], "properties": {
    "a": {"title": "\ud801", "enum": ["\ud800", "b"], "minLength": 1}}}}}}}}},
"/b\ud800": {"get": {"operationId": "B", "responses": {"200": {"description": "d"}}}}}})"}});
  if (!contract) FAIL() << to_string(contract.errors());
  EXPECT_EQ(contract->title, "\uFFFD");
  std::string faults;
  for (const Error& fault : contract->faults)
    faults += std::to_string(fault.place.line) + " " + fault.title + "\n";
  EXPECT_EQ(faults,
            "1 a text holds half of a surrogate pair\n2 a text holds half of a surrogate pair\n"
            "4 a text holds half of a surrogate pair\n4 a text holds half of a surrogate pair\n"
            "5 a text holds half of a surrogate pair\n");
  std::string unjudged;
  for (const BoundClause& bound : contract->clauses) {
    if (bound.fault != nullptr) unjudged += bound.clause->coordinate + "\n";
  }
  EXPECT_EQ(unjudged, "A/200/body/a/enum\nB/200/status\nB/200/drift/headers\nB/documented-status\n");
}

}  // namespace faults_test
}  // namespace avouch
