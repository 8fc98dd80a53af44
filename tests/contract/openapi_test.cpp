// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "contract/schema/schema.h"
#include "json/json_reader.h"
#include "tests/contract/documents.h"

namespace avouch {
namespace openapi_test {

using namespace testing_documents;

TEST(OpenApi, ServersHaveTheirVariablesReplaced) {
  const Result<Contract> contract = load(R"(
openapi: 3.0.3
info: {title: Users, version: '1'}
servers:
  - url: https://{region}.example.com/{version}/
    variables: {region: {default: eu, enum: [eu, us]}, version: {default: v1}}
  - url: /v2/
paths:
  /a: {get: {operationId: A, responses: {'200': {description: a}}}}
  /b:
    servers: [{url: https://b.example.com}]
    get: {operationId: B, responses: {'200': {description: b}}}
    post: {operationId: C, servers: [{url: https://c.example.com}], responses: {'200': {description: c}}}
)");
  if (!contract) FAIL() << to_string(contract.errors());
  EXPECT_EQ(contract->servers, (std::vector<std::string>{"https://eu.example.com/v1", "/v2"}));
  EXPECT_EQ(contract->operations[0].servers, contract->servers);
  EXPECT_EQ(contract->operations[1].servers, std::vector<std::string>{"https://b.example.com"});
  EXPECT_EQ(contract->operations[2].servers, std::vector<std::string>{"https://c.example.com"});
  EXPECT_EQ(contract->dialect, Dialect::openapi_3_0);
}

TEST(OpenApi, AnEmptyServerIsTheDocumentsOwn) {
  const Result<Contract> contract = load(with_responses("'200': {description: a}", "servers: [{url: ''}]\n"));
  if (!contract) FAIL() << to_string(contract.errors());
  EXPECT_EQ(contract->operations[0].servers, contract->servers);
  const Result<Contract> without =
      load_strictly(with_responses("'200': {description: a}", "servers: [{}]\n"));
  ASSERT_FALSE(without);
  EXPECT_EQ(titles(without.errors()), "a server has no `url`\n");
}

TEST(OpenApi, ParametersOfAnOperationReplaceThoseOfItsPath) {
  const Result<Contract> contract = load(R"(
openapi: 3.1.0
info: {title: Users, version: '1'}
paths:
  /users/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      - {name: page, in: query, schema: {$ref: '#/components/schemas/Page'}}
    get:
      operationId: Fetch
      parameters:
        - {name: page, in: query, required: true, style: pipeDelimited, examples: {one: {value: 3}}, schema: {enum: [3, 4]}}
        - {$ref: '#/components/parameters/Trace'}
        - {name: filter, in: query, content: {application/json: {schema: {type: object}, example: {a: 1}}}}
        - {name: Accept, in: header, schema: {type: string}}
      responses: {'200': {description: a}}
    delete:
      operationId: Remove
      responses: {'204': {description: gone}}
components:
  schemas: {Page: {type: integer, default: 1, minimum: 1, example: 2}}
  parameters: {Trace: {name: X-Trace, in: header, schema: {const: on}}}
)");
  if (!contract) FAIL() << to_string(contract.errors());
  const std::vector<Parameter>& own = contract->operations[0].parameters;
  ASSERT_EQ(own.size(), 4u);
  EXPECT_EQ(own[0].name, "id");
  EXPECT_EQ(own[0].style, "simple");
  EXPECT_FALSE(own[0].explode);
  EXPECT_EQ(own[1].name, "page");
  EXPECT_TRUE(own[1].required);
  EXPECT_EQ(own[1].style, "pipeDelimited");
  EXPECT_EQ(own[1].values, json_of_text("[3,4]").items);
  EXPECT_EQ(to_text(own[1].examples.at(0).value), "3");
  EXPECT_EQ(own[2].name, "X-Trace");
  EXPECT_EQ(own[2].values, std::vector{JsonValue::string("on")});
  EXPECT_EQ(own[3].name, "filter");
  EXPECT_TRUE(own[3].as_content);
  EXPECT_TRUE(own[3].explode);
  EXPECT_EQ(own[3].examples.at(0).value, json_of_text(R"({"a":1})"));
  const std::vector<Parameter>& of_path = contract->operations[1].parameters;
  ASSERT_EQ(of_path.size(), 2u);
  EXPECT_EQ(of_path[1].default_value, JsonValue::integer(1));
  EXPECT_EQ(of_path[1].examples.at(0).value, JsonValue::integer(2));
  ASSERT_NE(of_path[1].schema, nullptr);
  EXPECT_EQ(of_path[1].schema->claims().front().suffix, "type");
  EXPECT_EQ(titles(contract->notes),
            "the header parameter \"Accept\" is ignored: OpenAPI describes it by media types and security\n");
}

TEST(OpenApi, ReferencesLeadToOtherFiles) {
  const Result<Contract> contract = load_contract(
      "api/openapi.yaml", {},
      {{"api/openapi.yaml",
        "openapi: 3.1.0\ninfo: {title: Users, version: '1'}\npaths:\n  /users: {$ref: 'paths/users.yaml'}\n"},
       {"api/paths/users.yaml",
        "get:\n  operationId: ListUsers\n  responses: {'200': {$ref: "
        "'../common%20parts.json#/responses/Users'}}\n"},
       {"api/common parts.json",
        R"({"responses": {"Users": {"description": "Users.", "content": {"application/json":
          {"schema": {"$ref": "schemas.json#/Users"}, "examples": {"two": {"$ref": "#/examples/two"}}}}}},
          "examples": {"two": {"value": [1, 2]}}})"},
       {"api/schemas.json", "{\"Users\":\n  {\"type\": \"array\"}}"}});
  if (!contract) FAIL() << to_string(contract.errors());
  const DocumentedResponse& response = contract->operations.at(0).responses.at(0);
  EXPECT_EQ(response.place, (Place{"api/common parts.json", "/responses/Users", 1}));
  EXPECT_EQ(response.media.at(0).schema_place, (Place{"api/schemas.json", "/Users", 1}));
  EXPECT_EQ(response.media.at(0).examples.at(0).value, json_of_text("[1,2]"));
  EXPECT_EQ(contract->operations[0].place, (Place{"api/paths/users.yaml", "/get", 1}));
}

TEST(OpenApi, SecuritySchemesOfEveryKind) {
  const Result<Contract> contract = load(with_operation(
      "responses: {'200': {description: a}}, security: [{a: [], b: []}, {c: [read]}, {d: []}, {e: []}]", R"(
components:
  securitySchemes:
    a: {type: apiKey, in: cookie, name: session}
    b: {type: http, scheme: Basic}
    c: {type: oauth2, flows: {}}
    d: {type: http, scheme: bearer}
    e: {type: openIdConnect, openIdConnectUrl: https://example.com/x}
)"));
  if (!contract) FAIL() << to_string(contract.errors());
  const Operation& operation = contract->operations[0];
  ASSERT_EQ(operation.security.size(), 4u);
  ASSERT_EQ(operation.security[0].size(), 2u);
  EXPECT_EQ(operation.security[0][0].kind, SecurityScheme::Kind::api_key);
  EXPECT_EQ(operation.security[0][0].in, SecurityScheme::In::cookie);
  EXPECT_EQ(operation.security[0][0].parameter, "session");
  EXPECT_EQ(operation.security[0][1].kind, SecurityScheme::Kind::basic);
  EXPECT_EQ(operation.security[1][0].kind, SecurityScheme::Kind::bearer);
  EXPECT_EQ(operation.security[2][0].kind, SecurityScheme::Kind::bearer);
  EXPECT_EQ(operation.security[3][0].kind, SecurityScheme::Kind::bearer);
  EXPECT_TRUE(operation.needs_credentials());
}

// Documents write how the field begins in place of its name.
TEST(OpenApi, AKeyWhoseNameIsTheBeginningOfItsFieldIsReadSo) {
  const Result<Contract> contract =
      load(with_operation("responses: {'200': {description: a}}, security: [{a: []}, {b: []}]", R"(
components:
  securitySchemes:
    a: {type: apiKey, in: header, name: 'Authorization: Bearer'}
    b: {type: apiKey, in: header, name: 'X-Key:'}
)"));
  if (!contract) FAIL() << to_string(contract.errors());
  EXPECT_EQ(titles(contract->faults),
            "\"Authorization: Bearer\" is not a header name\n\"X-Key:\" is not a header name\n");
  const std::vector<SecurityRequirement>& security = contract->operations[0].security;
  ASSERT_EQ(security.size(), 2u);
  EXPECT_EQ(security[0][0].kind, SecurityScheme::Kind::bearer);
  EXPECT_EQ(security[1][0].kind, SecurityScheme::Kind::api_key);
  EXPECT_EQ(security[1][0].parameter, "X-Key");
  for (const BoundClause& bound : contract->clauses) EXPECT_EQ(bound.fault, nullptr);
}

// Two keys of one path: the second one ends in a mark that nothing shows.
TEST(OpenApi, InvisibleCharactersOfAPathAreNotSent) {
  const Result<Contract> contract = load(
      "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n"
      "  '/a': {get: {responses: {'200': {description: a}}}}\n"
      "  '/a\u200E': {put: {responses: {'200': {description: a}}}}\n");
  if (!contract) FAIL() << to_string(contract.errors());
  ASSERT_EQ(contract->operations.size(), 2u);
  EXPECT_EQ(contract->operations[1].path, "/a");
  EXPECT_EQ(contract->operations[1].longer_path, "/a\u200E");
  EXPECT_TRUE(contract->faults.empty());
  ASSERT_EQ(contract->notes.size(), 1u);
  EXPECT_EQ(contract->notes[0].title,
            "there are invisible characters in the path \"/a\\u{200e}\"; requests are sent to \"/a\"");
}

// A request has one Authorization field, so what stands in it cannot be required together.
TEST(OpenApi, SchemesOfOneFieldAreAlternatives) {
  const auto read = [](const std::string& security) {
    return load(with_operation("responses: {'200': {description: a}}, security: " + security, R"(
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: authorization}
    token: {type: http, scheme: bearer}
    other: {type: oauth2, flows: {}}
    cookie: {type: apiKey, in: cookie, name: session}
)"));
  };
  const Result<Contract> both = read("[{key: [], token: [], cookie: [], other: []}]");
  if (!both) FAIL() << to_string(both.errors());
  ASSERT_EQ(both->faults.size(), 1u);
  EXPECT_EQ(both->faults[0].title,
            "\"key\" and \"token\" are required together, and both stand in the Authorization field");
  std::vector<std::string> alternatives;
  for (const SecurityRequirement& one : both->operations[0].security) {
    std::string names;
    for (const SecurityScheme& scheme : one) names += scheme.name + " ";
    alternatives.push_back(names);
  }
  EXPECT_EQ(alternatives, (std::vector<std::string>{"key cookie ", "token cookie other "}));
  for (const BoundClause& bound : both->clauses) EXPECT_EQ(bound.fault, nullptr);
  for (const char* possible :
       {"[{key: [], cookie: []}]", "[{token: [], other: []}]", "[{key: []}, {token: []}]"}) {
    const Result<Contract> contract = read(possible);
    if (!contract) FAIL() << to_string(contract.errors());
    EXPECT_TRUE(contract->faults.empty()) << possible;
  }
}

// RFC 9110 §11.1: the names that challenges have.
TEST(OpenApi, AuthenticationSchemesAreThoseOfEveryAlternative) {
  const auto schemes = [](const std::string& security) {
    const Result<Contract> contract =
        load(with_operation("responses: {'200': {description: a}}, security: " + security, R"(
components:
  securitySchemes:
    basic: {type: http, scheme: Basic}
    same: {type: http, scheme: bASIC}
    digest: {type: http, scheme: digest}
    odd: {type: http, scheme: 'a b'}
    oauth: {type: oauth2, flows: {}}
    tls: {type: mutualTLS}
    key: {type: apiKey, in: query, name: key}
)"));
    return contract ? contract->operations[0].auth_schemes : std::vector<std::string>{"none was loaded"};
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(schemes("[{basic: []}, {same: []}, {key: []}]"), Names{"Basic"});
  EXPECT_EQ(schemes("[{digest: []}, {key: []}]"), Names{"digest"});
  EXPECT_EQ(schemes("[{tls: [], digest: []}, {oauth: []}]"), (Names{"digest", "Bearer"}));
  EXPECT_EQ(schemes("[{oauth: []}, {key: []}]"), Names{});
  EXPECT_EQ(schemes("[{odd: []}, {key: []}]"), Names{});
  EXPECT_EQ(schemes("[]"), Names{});
}

TEST(OpenApi, FlowsAndScopesOfATokenAreKept) {
  const Result<Contract> contract =
      load(with_operation("responses: {'200': {description: a}}, security: [{o: [read, write]}, {i: []}]", R"(
components:
  securitySchemes:
    o:
      type: oauth2
      flows:
        implicit: {authorizationUrl: https://example.com/auth, scopes: {}}
        password: {tokenUrl: token, scopes: {}}
        clientCredentials: {tokenUrl: https://example.com/token, scopes: {}}
    i: {type: openIdConnect, openIdConnectUrl: https://example.com/x}
)"));
  if (!contract) FAIL() << to_string(contract.errors());
  const Operation& operation = contract->operations[0];
  using Grant = TokenFlow::Grant;
  EXPECT_EQ(operation.security[0][0].flows,
            (std::vector<TokenFlow>{{Grant::client_credentials, "https://example.com/token"},
                                    {Grant::password, "token"}}));
  EXPECT_EQ(operation.security[0][0].scopes, (std::vector<std::string>{"read", "write"}));
  EXPECT_EQ(operation.security[1][0].flows,
            (std::vector<TokenFlow>{{Grant::discovery, "https://example.com/x"}}));
}

// No scheme refuses a document. A scheme that cannot be read is a fault, with its place.
struct SchemeCase {
  const char* name;
  const char* scheme;  // "" leaves it undefined
  SecurityScheme::Kind kind;
  const char* note;
  const char* pointer;
};

class Schemes : public testing::TestWithParam<SchemeCase> {};

TEST_P(Schemes, DoNotRefuseADocument) {
  const SchemeCase& given = GetParam();
  const std::string components =
      *given.scheme == '\0' ? "components: {}\n"
                            : "components: {securitySchemes: {s: " + std::string(given.scheme) + "}}\n";
  const Result<Contract> contract =
      load(with_operation("responses: {'200': {description: a}}, security: [{s: []}]", components));
  if (!contract) FAIL() << to_string(contract.errors());
  const Operation& operation = contract->operations[0];
  ASSERT_EQ(operation.security.size(), 1u);
  ASSERT_EQ(operation.security[0].size(), 1u);
  EXPECT_EQ(operation.security[0][0].kind, given.kind);
  EXPECT_EQ(operation.security[0][0].name, "s");
  EXPECT_TRUE(operation.needs_credentials());
  const std::string note = given.note;
  const bool is_fault = given.kind == SecurityScheme::Kind::unknown;
  const Errors& told = is_fault ? contract->faults : contract->notes;
  EXPECT_EQ(titles(told), note.empty() ? "" : note + "\n");
  EXPECT_TRUE((is_fault ? contract->notes : contract->faults).empty());
  EXPECT_EQ(operation.security[0][0].fault, is_fault ? note : "");
  EXPECT_EQ(told.empty() ? "" : told[0].place.pointer, given.pointer);
}

using Kind = SecurityScheme::Kind;
constexpr const char* kScheme = "/components/securitySchemes/s";
INSTANTIATE_TEST_SUITE_P(
    OpenApi, Schemes,
    testing::Values(
        SchemeCase{"MutualTls", "{type: mutualTLS}", Kind::mutual_tls, "", ""},
        SchemeCase{"Digest", "{type: http, scheme: Digest}", Kind::digest, "", ""},
        SchemeCase{"Hoba", "{type: http, scheme: HOBA}", Kind::other_http,
                   "credentials of the http scheme \"HOBA\" are not made", kScheme},
        SchemeCase{"NotAToken", "{type: http, scheme: 'a b'}", Kind::unknown,
                   "\"a b\" is not the name of an http scheme", "/components/securitySchemes/s/scheme"},
        SchemeCase{"Undefined", "", Kind::unknown, "no security scheme \"s\" is defined",
                   "/paths/~1users/get/security/0/s"},
        SchemeCase{"ReferenceToNothing", "{$ref: '#/components/securitySchemes/none'}", Kind::unknown,
                   "the reference \"#/components/securitySchemes/none\" does not resolve",
                   "/components/securitySchemes/s/$ref"},
        SchemeCase{"NoObject", "[]", Kind::unknown, "the security scheme \"s\" is not an object", kScheme},
        SchemeCase{"NoType", "{in: header}", Kind::unknown, "a security scheme has no `type`", kScheme},
        SchemeCase{"TypeUnknown", "{type: basic}", Kind::unknown, "unknown security scheme type \"basic\"",
                   "/components/securitySchemes/s/type"},
        SchemeCase{"TypeANumber", "{type: 7}", Kind::unknown, "`type` of a security scheme is not a text",
                   kScheme},
        SchemeCase{"KeyInBody", "{type: apiKey, name: k, in: body}", Kind::unknown,
                   "an API key has the unknown location \"body\"", "/components/securitySchemes/s/in"},
        SchemeCase{"KeyWithoutName", "{type: apiKey, in: header}", Kind::unknown, "an API key has no `name`",
                   kScheme},
        SchemeCase{"KeyWithABadName", "{type: apiKey, in: header, name: 'a b'}", Kind::unknown,
                   "\"a b\" is not a header name", "/components/securitySchemes/s/name"},
        SchemeCase{"HttpWithoutScheme", "{type: http}", Kind::unknown,
                   "an http security scheme has no `scheme`", kScheme}),
    [](const testing::TestParamInfo<SchemeCase>& of) { return std::string(of.param.name); });

TEST(OpenApi, SchemesNameTheVariablesThatGiveThem) {
  EXPECT_EQ(variable_of({.name = "x", .kind = Kind::basic}), "AVOUCH_USER");
  EXPECT_EQ(variable_of({.name = "x", .kind = Kind::digest}), "AVOUCH_USER");
  EXPECT_EQ(variable_of({.name = "x", .kind = Kind::bearer}), "AVOUCH_TOKEN");
  EXPECT_EQ(variable_of({.name = "shop-key.v2", .kind = Kind::api_key}), "AVOUCH_API_KEY_SHOP_KEY_V2");
  EXPECT_EQ(variable_of({.name = "x", .kind = Kind::mutual_tls}), "");
  EXPECT_EQ(way_to_give({.name = "x", .kind = Kind::mutual_tls}), "--cert FILE");
  EXPECT_EQ(way_to_give({.name = "x", .kind = Kind::unknown}), "");
}

TEST(OpenApi, AnOperationsSecurityReplacesTheDocuments) {
  const std::string rest =
      "security: [{key: []}]\ncomponents: {securitySchemes: {key: {type: http, scheme: basic}}}\n";
  EXPECT_TRUE(
      load(with_operation("responses: {'200': {description: a}}", rest))->operations[0].needs_credentials());
  EXPECT_FALSE(load(with_operation("responses: {'200': {description: a}}, security: []", rest))
                   ->operations[0]
                   .needs_credentials());
  EXPECT_FALSE(load(with_operation("responses: {'200': {description: a}}, security: [{}, {key: []}]", rest))
                   ->operations[0]
                   .needs_credentials());
}

TEST(OpenApi, HeadersHaveTypesAndKeepNamesThatBeginWithX) {
  const Result<Contract> contract = load(
      with_responses("'200': {description: a, headers: {x-a: {schema: {type: integer}}, x-b: {schema: {type: "
                     "[array, 'null']}}, "
                     "x-c: {required: true, schema: {type: number, example: 1.5}}, x-d: {example: 'yes', "
                     "schema: {type: boolean}}, x-e: {}, "
                     "Content-Type: {schema: {type: string}}, x-f: {schema: {type: string, pattern: ^a}}}}"));
  if (!contract) FAIL() << to_string(contract.errors());
  const std::vector<DocumentedHeader>& headers = contract->operations[0].responses[0].headers;
  using Type = DocumentedHeader::Type;
  ASSERT_EQ(headers.size(), 6u);
  EXPECT_EQ(headers[0].type, Type::integer);
  EXPECT_EQ(headers[1].type, Type::list);
  EXPECT_EQ(headers[2].type, Type::number);
  EXPECT_TRUE(headers[2].required);
  EXPECT_EQ(headers[2].examples.at(0).value, JsonValue::number("1.5"));
  EXPECT_EQ(headers[3].type, Type::boolean);
  EXPECT_EQ(headers[3].examples.at(0).value, JsonValue::string("yes"));
  EXPECT_EQ(headers[4].type, Type::string);
  EXPECT_EQ(titles(contract->notes),
            "the header Content-Type is not judged here: OpenAPI ignores it in favour of `content`\n");
}

TEST(OpenApi, HeadersMayBeObjectsOrContent) {
  const Result<Contract> contract =
      load(with_responses("'200': {description: a, headers: {x-a: {explode: true, schema: {type: object}}, "
                          "x-b: {content: {application/json: {schema: {type: integer}, example: 1}}}, "
                          "x-c: {content: {text/plain: {schema: {type: integer}}}}}}"));
  if (!contract) FAIL() << to_string(contract.errors());
  const std::vector<DocumentedHeader>& headers = contract->operations[0].responses[0].headers;
  ASSERT_EQ(headers.size(), 3u);
  EXPECT_EQ(headers[0].type, DocumentedHeader::Type::object);
  EXPECT_TRUE(headers[0].explode);
  EXPECT_EQ(headers[1].type, DocumentedHeader::Type::json);
  EXPECT_EQ(headers[1].examples.at(0).value, JsonValue::integer(1));
  EXPECT_NE(headers[1].schema, nullptr);
  EXPECT_EQ(headers[2].type, DocumentedHeader::Type::string);
  EXPECT_EQ(headers[2].schema, nullptr);
  EXPECT_EQ(titles(contract->notes), "the media type of the header \"x-c\" is not judged: it is not JSON\n");
}

TEST(OpenApi, AHeaderHasASchemaOrOneMediaType) {
  const Result<Contract> contract = load_strictly(
      with_responses("'200': {description: a, headers: {x-a: {schema: {}, content: {application/json: {}}}, "
                     "x-b: {content: {application/json: {}, text/plain: {}}}, "
                     "x-c: {schema: {type: integr}}}}"));
  ASSERT_FALSE(contract);
  EXPECT_EQ(titles(contract.errors()),
            "a header has both `schema` and `content`\n"
            "the `content` of a header has one media type; this has 2\n"
            "unknown type \"integr\" in OpenAPI 3.1\n");
}

TEST(OpenApi, WhatIsNotJudgedIsNotedAndNotDropped) {
  const Result<Contract> contract =
      load(with_operation("sumary: x, callbacks: {}, responses: {'200': {description: a, content: "
                          "{image/png: {schema: {type: object}}, "
                          "application/json: {examples: {far: {externalValue: 'https://example.com/x'}}}}}}",
                          "webhooks: {}\n"));
  if (!contract) FAIL() << to_string(contract.errors());
  EXPECT_EQ(
      titles(contract->notes),
      "webhooks are not judged: Avouch sends requests and receives none\n"
      "OpenAPI does not define \"sumary\" in an operation; it is ignored\n"
      "the example \"far\" is not read: it is in another document\n"
      "the schema of \"image/png\" is not judged: its content is read as bytes, and the schema describes "
      "no string\n"
      "callbacks are not judged: Avouch sends requests and receives none\n");
  EXPECT_EQ(contract->notes[1].hint, "Did you mean \"summary\"?");
  EXPECT_EQ(contract->notes[1].place, (Place{"api.yaml", "/paths/~1users/get/sumary", 5}));
}

TEST(OpenApi, ReportsEveryMistakeAtOnce) {
  const Result<Contract> contract = load_strictly(
      with_operation("responses: {ok: {description: a},\n '200': {description: a, headers: {a b: {}}}}, "
                     "security: [{none: []}]"));
  if (contract) FAIL() << "it loads";
  EXPECT_EQ(titles(contract.errors()),
            "\"ok\" is not a status\n"
            "\"a b\" is not a header name\n"
            "no security scheme \"none\" is defined\n");
}

TEST(OpenApi, AMistakeOfASharedComponentIsReportedOnce) {
  const std::string api =
      "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n"
      "  /a: {get: {operationId: A, responses: {'200': {$ref: '#/components/responses/R'}}}}\n"
      "  /b: {get: {operationId: B, responses: {'200': {$ref: '#/components/responses/R'}}}}\n"
      "components: {responses: {R: {description: 7, headers: {X: {schema: {type: int}}}}}}\n";
  const Result<Contract> contract = load_strictly(api);
  if (contract) FAIL() << "it loads";
  EXPECT_EQ(titles(contract.errors()), "unknown type \"int\" in OpenAPI 3.1\n");
}

TEST(OpenApi, AFaultCostsWhatDependsOnIt) {
  const std::string api =
      "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n"
      "  /a: {get: {operationId: A, responses: {'200': {description: a}}}}\n"
      "  /b: {get: {operationId: B, responses: {ok: {description: b}, '404': {description: c}}}}\n";
  EXPECT_FALSE(load_strictly(api));
  const Result<Contract> contract = load(api);
  if (!contract) FAIL() << to_string(contract.errors());
  ASSERT_EQ(contract->operations.size(), 2u);
  EXPECT_EQ(titles(contract->faults), "\"ok\" is not a status\n");
  EXPECT_EQ(unjudged(*contract), "B/documented-status\n");
  EXPECT_EQ(fault_reason(*contract->operations[1].unread_statuses),
            "contract: \"ok\" is not a status (api.yaml:5)");
}

TEST(OpenApi, ADocumentOfWhichNoOperationRemainsIsRefused) {
  const Result<Contract> contract = load(
      "openapi: 3.1.0\ninfo: {title: T, version: ''}\npaths:\n  /a: {$ref: '#/x-none'}\n  /b: {get: 7}\n");
  if (contract) FAIL() << "it loads";
  EXPECT_EQ(titles(contract.errors()),
            "`version` of `info` is empty\nthe reference \"#/x-none\" does not resolve\n"
            "an operation is an object; this is an integer\n");
}

TEST(OpenApi, AnOperationWithoutAnIdIsNamedByMethodAndPath) {
  const Result<Contract> contract = load(
      "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n"
      "  /users/{id}: {get: {parameters: [{name: id, in: path, required: true, schema: {}}], responses: "
      "{'200': {description: a}}}}\n");
  if (!contract) FAIL() << to_string(contract.errors());
  EXPECT_EQ(contract->operations[0].id, "GET_users_{id}");
}

TEST(OpenApi, ADocumentWithoutOperationsLoadsWithANote) {
  const Result<Contract> contract = load("openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\n");
  if (!contract) FAIL() << to_string(contract.errors());
  EXPECT_EQ(titles(contract->notes), "no operation is documented\n");
}

TEST(OpenApi, KeepsRequestBodies) {
  const Result<Contract> contract =
      load(with_operation("requestBody: {required: true, content: {application/x-www-form-urlencoded: "
                          "{schema: {type: object}}}}, responses: {'200': {description: a}}"));
  if (!contract) FAIL() << to_string(contract.errors());
  const std::optional<RequestBody>& body = contract->operations[0].request_body;
  ASSERT_TRUE(body);
  EXPECT_TRUE(body->required);
  EXPECT_EQ(body->media.at(0).range, "application/x-www-form-urlencoded");
  EXPECT_NE(body->media.at(0).schema, nullptr);
}

TEST(OpenApi, AByteOrderMarkBeforeTheDocumentIsPassedOver) {
  const std::string mark = "\xEF\xBB\xBF";
  const std::string text =
      R"({"openapi": "3.0.3", "info": {"title": "T", "version": "1"},
"paths": {"/a": {"get": {"operationId": "A", "responses": {"204": {"description": "d"}}}}}})";
  for (const std::string name : {"api.json", "api.yaml"}) {
    const Result<Contract> contract = load_contract(name, {}, {{name, mark + text}});
    if (!contract) FAIL() << to_string(contract.errors());
    EXPECT_EQ(to_string(contract->operations.at(0).place), name + ":2 /paths/~1a/get");
  }
  EXPECT_FALSE(load_contract("api.json", {}, {{"api.json", mark + mark + text}})) << "the second is text";
}

TEST(OpenApi, TheSchemaDialectOfTheDocumentCounts) {
  const Result<Contract> contract = load(with_responses(
      "'200': {description: a}", "jsonSchemaDialect: http://json-schema.org/draft-07/schema#\n"));
  if (!contract) FAIL() << to_string(contract.errors());
  EXPECT_EQ(contract->dialect, Dialect::draft7);
}

TEST(OpenApi, AnOperationReplacesParametersOfItsPath) {
  const Result<Contract> contract = load(R"(
openapi: 3.1.0
info: {title: Users, version: '1'}
paths:
  /a/{b}/{b}:
    parameters:
      - {name: b, in: path, required: true, schema: {type: string}}
      - {name: X-A, in: header, schema: {type: string}}
      - {name: q, in: query, schema: {type: string}}
    get:
      operationId: A
      parameters:
        - {name: x-a, in: header, required: true, schema: {type: string}}
        - {name: Q, in: query, schema: {type: string}}
      responses: {'200': {description: a}}
)");
  if (!contract) FAIL() << to_string(contract.errors());
  std::vector<std::string> names;
  for (const Parameter& parameter : contract->operations[0].parameters) names.push_back(parameter.name);
  EXPECT_EQ(names, (std::vector<std::string>{"b", "x-a", "q", "Q"}));
  EXPECT_TRUE(contract->operations[0].parameters[1].required);
}

TEST(OpenApi, AHeaderParameterOccursTwiceInAnyCase) {
  const Result<Contract> contract = load_strictly(with_operation(
      "parameters: [{name: X-A, in: header, schema: {}}, {name: x-a, in: header, schema: {}}, "
      "{name: X-A, in: query, schema: {}}, {name: x-a, in: query, schema: {}}], responses: {'200': "
      "{description: a}}"));
  ASSERT_FALSE(contract);
  EXPECT_EQ(titles(contract.errors()), "the parameter \"x-a\" occurs twice\n");
}

}  // namespace openapi_test
}  // namespace avouch
