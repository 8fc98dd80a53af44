// SPDX-License-Identifier: MIT
// What OpenAPI 3.2 added.
#include <gtest/gtest.h>

#include <string>

#include "contract/schema/schema.h"
#include "documents.h"

namespace avouch {
namespace openapi_3_2_test {

using namespace testing_documents;

std::string with_paths(const std::string& paths, const std::string& rest = {}) {
  return "openapi: 3.2.0\ninfo: {title: Users, version: '1'}\npaths:\n" + paths + rest;
}

const std::string kOk = "responses: {'200': {}}";

std::string methods_of(const Contract& contract) {
  std::string text;
  for (const Operation& operation : contract.operations)
    text += operation.method + " " + operation.path + " " + operation.id + "\n";
  return text;
}

std::string coordinates_of(const Contract& contract, const std::string& below) {
  std::string text;
  for (const BoundClause& bound : contract.clauses) {
    const std::size_t at = bound.clause->coordinate.find(below);
    if (at != std::string::npos)
      text += bound.clause->coordinate.substr(at) + ": " + bound.clause->claim + "\n";
  }
  return text;
}

TEST(OpenApi32, LoadsInEachOfItsVersions) {
  for (const char* version : {"3.2.0", "3.2.7"}) {
    const Result<Contract> contract =
        load_strictly("openapi: " + std::string(version) +
                      "\ninfo: {title: a, version: '1'}\npaths: {/a: {get: {" + kOk + "}}}\n");
    ASSERT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
    EXPECT_TRUE(contract->notes.empty()) << to_string(contract->notes);
  }
  const Result<Contract> later = load("openapi: 3.3.0\ninfo: {title: a, version: '1'}\npaths: {}\n");
  ASSERT_FALSE(static_cast<bool>(later));
  EXPECT_EQ(to_string(later.errors()),
            "error: OpenAPI 3.3.0 is not supported\n  at api.yaml:1 /openapi\n"
            "  Write it as OpenAPI 3.2, if it uses nothing newer.\n");
}

TEST(OpenApi32, HasFurtherMethods) {
  const Result<Contract> contract = load(with_paths(
      "  /a:\n    query: {operationId: Ask, " + kOk + "}\n    additionalOperations:\n      COPY: {" + kOk +
      "}\n      query: {" + kOk + "}\n      QUERY: {" + kOk + "}\n      'A B': {" + kOk + "}\n"));
  ASSERT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
  EXPECT_EQ(methods_of(*contract), "QUERY /a Ask\nCOPY /a COPY_a\nquery /a query_a\n");
  EXPECT_EQ(titles(contract->faults), "\"QUERY\" is not an additional method\n\"A B\" is not a method\n");
}

TEST(OpenApi32, ItsFieldsAreIgnoredInEarlierVersions) {
  const Result<Contract> contract =
      load("openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths:\n  /a:\n    query: {" + kOk +
           "}\n    get: {" + kOk + "}\n");
  ASSERT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
  EXPECT_EQ(methods_of(*contract), "GET /a GET_a\n");
  EXPECT_EQ(to_string(contract->notes),
            "error: \"query\" in a path is of OpenAPI 3.2; it is ignored\n  at api.yaml:5 /paths/~1a/query\n"
            "  Leave it out, or write \"openapi\": \"3.2.0\".\n");
}

TEST(OpenApi32, ADocumentHasAUriOfItsOwn) {
  const std::string responses =
      "{get: {responses: {'200': {content: {application/json: {schema: {$ref: "
      "'https://example.com/api#/components/schemas/A'}}}}, '404': {$ref: "
      "'https://example.com/api#/components/responses/No'}}}}";
  const std::string rest =
      "components: {schemas: {A: {type: integer}}, responses: {'No': {content: {text/plain: {schema: "
      "{maxLength: "
      "3}}}}}}\n";
  const Result<Contract> contract =
      load("$self: https://example.com/api\n" + with_paths("  /a: " + responses + "\n", rest));
  ASSERT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
  EXPECT_TRUE(contract->faults.empty()) << to_string(contract->faults);
  EXPECT_EQ(coordinates_of(*contract, "body/"),
            "body/syntax: the body is one JSON document in UTF-8 (RFC 8259)\n"
            "body/duplicate-names: no object of the body has two members of the same name\n"
            "body/type: the body is an integer\n"
            "body/maxLength: the body has at most 3 characters\n");
  const Result<Contract> broken = load("$self: https://example.com/api#a\n" + with_paths("  /a: {}\n"));
  ASSERT_TRUE(static_cast<bool>(broken)) << to_string(broken.errors());
  EXPECT_EQ(titles(broken->faults), "`$self` has a fragment\n");
}

// OpenAPI 3.2 §4.1.2.2.1: references are relative to the document's own URI, not to its file.
TEST(OpenApi32, ReferencesAreRelativeToItsOwnUri) {
  const std::string shared =
      "openapi: 3.2.0\n$self: https://example.com/v1/parts/shared\ninfo: {title: a, version: '1'}\n"
      "components: {schemas: {A: {type: integer}}, responses: {'No': {content: {text/plain: {schema: "
      "{maxLength: 3}}}}}}\n";
  const auto with = [&](const std::string& self, const std::string& reference) {
    return load(
        self + with_paths("  /a: {get: {responses: {'200': {content: {application/json: {schema: {$ref: '" +
                          reference + "#/components/schemas/A'}}}}, '404': {$ref: '" + reference +
                          "#/components/responses/No'}}}}\n"),
        {{"elsewhere.yaml", shared}, {"parts/beside.yaml", shared}});
  };
  const std::string clauses =
      "body/syntax: the body is one JSON document in UTF-8 (RFC 8259)\n"
      "body/duplicate-names: no object of the body has two members of the same name\n"
      "body/type: the body is an integer\n"
      "body/maxLength: the body has at most 3 characters\n";
  for (const char* reference : {"parts/shared", "/v1/parts/shared", "../v1/parts/shared"}) {
    const Result<Contract> contract = with("$self: https://example.com/v1/api\n", reference);
    ASSERT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
    EXPECT_TRUE(contract->faults.empty()) << to_string(contract->faults);
    EXPECT_EQ(coordinates_of(*contract, "body/"), clauses) << reference;
  }
  // What its URI does not lead to is looked for beside its file.
  const Result<Contract> beside = with("$self: https://example.com/v1/api\n", "parts/beside.yaml");
  ASSERT_TRUE(static_cast<bool>(beside)) << to_string(beside.errors());
  EXPECT_TRUE(beside->faults.empty()) << to_string(beside->faults);
  EXPECT_EQ(coordinates_of(*beside, "body/"), clauses);
  const Result<Contract> without = with("", "parts/shared");
  ASSERT_TRUE(static_cast<bool>(without)) << to_string(without.errors());
  EXPECT_EQ(without->faults.size(), 2U) << to_string(without->faults);
}

TEST(OpenApi32, ItsDialectIsKnown) {
  for (const char* dialect : {"https://spec.openapis.org/oas/3.2/dialect/base",
                              "https://spec.openapis.org/oas/3.2/dialect/2025-09-17"}) {
    const Result<Contract> contract = load("jsonSchemaDialect: " + std::string(dialect) + "\n" +
                                           with_paths("  /a: {get: {" + kOk + "}}\n"));
    ASSERT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
    EXPECT_TRUE(contract->faults.empty()) << to_string(contract->faults);
    EXPECT_EQ(contract->dialect, Dialect::openapi_3_1);
  }
}

TEST(OpenApi32, AQuerystringIsTheWholeQuery) {
  const std::string whole =
      "{name: q, in: querystring, content: {application/x-www-form-urlencoded: {schema: {type: object}, "
      "encoding: {l: "
      "{style: pipeDelimited, allowReserved: true}}}}}";
  const Result<Contract> contract =
      load(with_paths("  /a: {get: {parameters: [" + whole + "], " + kOk + "}}\n"));
  ASSERT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
  const Parameter& parameter = contract->operations[0].parameters.at(0);
  EXPECT_EQ(parameter.in, Parameter::In::querystring);
  EXPECT_EQ(parameter.content_type, "application/x-www-form-urlencoded");
  EXPECT_EQ(parameter.encoding.at("l").style, "pipeDelimited");
  EXPECT_TRUE(parameter.encoding.at("l").allow_reserved);
  const Result<Contract> both = load(with_paths("  /a: {get: {parameters: [" + whole +
                                                ", {name: p, in: query, schema: {}}], " + kOk + "}}\n"));
  ASSERT_TRUE(static_cast<bool>(both)) << to_string(both.errors());
  EXPECT_EQ(titles(both->faults), "a querystring parameter stands beside query parameters\n");
  EXPECT_NE(both->operations[0].fault, nullptr);
}

TEST(OpenApi32, ReservedCharactersAndCookiesAreWrittenAsDocumented) {
  const Result<Contract> contract = load(with_paths(
      "  /{a}: {get: {parameters: [{name: a, in: path, required: true, allowReserved: true, schema: {}}, "
      "{name: b, "
      "in: query, allowReserved: true, schema: {}}, {name: c, in: cookie, style: cookie, schema: {}}], " +
      kOk + "}}\n"));
  ASSERT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
  EXPECT_TRUE(contract->faults.empty()) << to_string(contract->faults);
  const std::vector<Parameter>& parameters = contract->operations[0].parameters;
  EXPECT_TRUE(parameters[0].allow_reserved);
  EXPECT_TRUE(parameters[1].allow_reserved);
  EXPECT_EQ(parameters[2].style, "cookie");
  EXPECT_TRUE(parameters[2].explode);
}

TEST(OpenApi32, SequencesAreJudgedByTheirItems) {
  const Result<Contract> contract =
      load(with_paths("  /a: {get: {responses: {'200': {content: {text/event-stream: {$ref: "
                      "'#/components/mediaTypes/Events'}}}}}}\n",
                      "components:\n  mediaTypes:\n    Events: {schema: {maxItems: 9}, itemSchema: {type: "
                      "object, properties: "
                      "{data: {maxLength: 3}}}}\n"));
  ASSERT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
  EXPECT_TRUE(contract->faults.empty()) << to_string(contract->faults);
  EXPECT_EQ(coordinates_of(*contract, "body/"),
            "body/syntax: the body is an event stream in UTF-8 (HTML §9.2.5)\n"
            "body/maxItems: the body has at most 9 items\n"
            "body/itemSchema/data/maxLength: data of each item has at most 3 characters\n");
  const Result<Contract> other = load(with_paths(
      "  /a: {get: {responses: {'200': {content: {application/json: {itemSchema: {type: object}}}}}}}\n"));
  ASSERT_TRUE(static_cast<bool>(other)) << to_string(other.errors());
  EXPECT_EQ(titles(other->notes),
            "`itemSchema` is not judged: \"application/json\" is no sequence of items\n");
}

TEST(FixedTypes, AreNoClausesButWhereOtherValuesMayHaveThem) {
  const auto types_of = [](const std::string& range, const std::string& media, const std::string& rest = {}) {
    const Result<Contract> contract = load(
        with_paths("  /a: {get: {responses: {'200': {content: {" + range + ": " + media + "}}}}}\n", rest));
    if (!contract) return to_string(contract.errors());
    std::string types;
    for (const BoundClause& bound : contract->clauses) {
      const std::size_t at = bound.clause->coordinate.find("/body/");
      if (at != std::string::npos && bound.clause->coordinate.ends_with("/type"))
        types += bound.clause->coordinate.substr(at + 6) + "\n";
    }
    return types;
  };
  EXPECT_EQ(types_of("text/plain", "{schema: {type: string}}"), "");
  EXPECT_EQ(types_of("text/plain", "{schema: {type: integer}}"), "type\n");
  const std::string members = "properties: {data: {type: string}, n: {type: integer}}";
  EXPECT_EQ(types_of("application/x-www-form-urlencoded", "{schema: {type: object, " + members + "}}"),
            "data/type\nn/type\n");
  EXPECT_EQ(types_of("text/csv", "{schema: {type: array, items: {type: object, " + members + "}}}"),
            "items/n/type\n");
  EXPECT_EQ(types_of("text/event-stream", "{itemSchema: {type: object, " + members + "}}"),
            "itemSchema/n/type\n");
  EXPECT_NE(types_of("application/x-www-form-urlencoded", "{schema: {$ref: '#/components/schemas/A'}}",
                     "components: {schemas: {A: {type: object, properties: {a: {$ref: "
                     "'#/components/schemas/A'}}}}}\n"),
            "")
      << "the form is an object, its member need not be one";
}

TEST(OpenApi32, AnUnknownNodeTypeIsAFault) {
  const Result<Contract> contract =
      load(with_paths("  /a: {get: {responses: {'200': {content: {application/xml: {schema: {type: object, "
                      "xml: {nodeType: leaf}, "
                      "properties: {b: {type: string, xml: {nodeType: 5}}}}}}}}}}\n"));
  ASSERT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
  EXPECT_EQ(titles(contract->faults), "unknown nodeType \"leaf\"\nunknown nodeType \"5\"\n");
  EXPECT_EQ(unjudged(*contract), "") << "JSON is judged by it as usual";
}

TEST(OpenApi32, ExamplesShowDataAndItsContent) {
  const Result<Contract> contract =
      load(with_paths("  /a: {get: {responses: {'200': {content: {text/csv: {schema: {type: array}, "
                      "examples: {both: {dataValue: [], "
                      "serializedValue: 'a'}, text: {serializedValue: 'b'}, old: {value: 'c'}}}}}}}}\n"));
  ASSERT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
  const std::vector<Example>& examples = contract->operations[0].responses[0].media[0].examples;
  ASSERT_EQ(examples.size(), 3u);
  EXPECT_EQ(examples[0].value, JsonValue::array());
  EXPECT_EQ(examples[0].content, "a");
  EXPECT_EQ(examples[1].content, "b");
  EXPECT_EQ(examples[2].content, "c");
}

TEST(OpenApi32, SecuritySchemesAreNamedByUri) {
  const Result<Contract> contract = load(with_paths(
      "  /a: {get: {security: [{'#/components/securitySchemes/token': [read]}, {'other.yaml#/none': []}], " +
          kOk + "}}\n",
      "components: {securitySchemes: {token: {type: oauth2, deprecated: true, oauth2MetadataUrl: "
      "'https://id.example/meta', flows: {deviceAuthorization: {deviceAuthorizationUrl: "
      "'https://id.example/d', "
      "tokenUrl: 'https://id.example/t', scopes: {}}}}}}\n"));
  ASSERT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
  const std::vector<SecurityRequirement>& security = contract->operations[0].security;
  ASSERT_EQ(security.size(), 2u);
  EXPECT_EQ(security[0][0].kind, SecurityScheme::Kind::bearer);
  EXPECT_EQ(security[0][0].scopes, (std::vector<std::string>{"read"}));
  EXPECT_EQ(security[0][0].flows,
            (std::vector<TokenFlow>{{TokenFlow::Grant::discovery, "https://id.example/meta"}}));
  EXPECT_EQ(security[1][0].kind, SecurityScheme::Kind::unknown);
  EXPECT_EQ(contract->faults.size(), 1u);
}

TEST(OpenApi32, LinksLeadToFurtherMethods) {
  const Result<Contract> contract =
      load(with_paths("  /a: {get: {responses: {'200': {links: {copy: {operationRef: "
                      "'#/paths/~1a/additionalOperations/COPY'}}}}}, "
                      "additionalOperations: {COPY: {" +
                      kOk + "}}}\n"));
  ASSERT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
  const Link& link = contract->operations[0].responses[0].links.at(0);
  EXPECT_EQ(link.path + " " + link.method, "/a COPY");
}

}  // namespace openapi_3_2_test
}  // namespace avouch
