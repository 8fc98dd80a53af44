// SPDX-License-Identifier: MIT
// Swagger 2.0: its conversion to OpenAPI 3.0, and that messages name the place in the Swagger document.
#include "contract/openapi/swagger.h"

#include <gtest/gtest.h>

#include <string>

#include "contract/load.h"
#include "contract/schema/schema.h"
#include "documents.h"
#include "json/json_reader.h"

namespace avouch {
namespace swagger_test {

using testing_documents::load;
using testing_documents::titles;

std::string swagger(const std::string& rest) {
  return "swagger: '2.0'\ninfo: {title: T, version: '1'}\n" + rest;
}

// An operation POST /a with members, on one line each.
std::string with_post(const std::string& members, const std::string& rest = {}) {
  return swagger("paths:\n  /a:\n    post:\n      operationId: A\n" + members + rest);
}

constexpr const char* kDone = "      responses: {'200': {description: d}}\n";

struct Converted {
  const char* name;
  std::string yaml;
  const char* pointer;  // in OpenAPI
  const char* json;
};

std::string parameters(const std::string& list) {
  return with_post("      parameters: [" + list + "]\n" + kDone);
}
std::string get_response(const std::string& produces, const std::string& response) {
  return swagger(produces + "paths: {/a: {get: {operationId: A, responses: {'200': " + response + "}}}}\n");
}

const Converted kConverted[] = {
    {"Version", parameters(""), "/openapi", R"("3.0.3")"},
    {"Servers", swagger("host: a.example\nbasePath: /v1\nschemes: [https, http, wss]\npaths: {}\n"),
     "/servers", R"([{"url":"https://a.example/v1"},{"url":"http://a.example/v1"}])"},
    {"ServerWithoutAScheme", swagger("host: a.example:8080\npaths: {}\n"), "/servers",
     R"([{"url":"//a.example:8080"}])"},
    {"ServerWithoutAHost", swagger("basePath: v1\nschemes: [https]\npaths: {}\n"), "/servers",
     R"([{"url":"/v1"}])"},
    // Parameters
    {"Query",
     parameters("{name: q, in: query, required: true, description: e, type: string, maxLength: 3, x-a: 1}"),
     "/paths/~1a/post/parameters",
     R"([{"name":"q","in":"query","required":true,"description":"e","x-a":1,"schema":{"type":"string","maxLength":3}}])"},
    {"CommaList", parameters("{name: q, in: query, type: array, items: {type: integer}}"),
     "/paths/~1a/post/parameters/0",
     R"({"name":"q","in":"query","schema":{"type":"array","items":{"type":"integer"}},"style":"form","explode":false})"},
    {"Multi",
     parameters("{name: q, in: query, type: array, collectionFormat: multi, items: {type: integer}}"),
     "/paths/~1a/post/parameters/0",
     R"({"name":"q","in":"query","schema":{"type":"array","items":{"type":"integer"}},"style":"form","explode":true})"},
    {"Blanks", parameters("{name: q, in: query, type: array, collectionFormat: ssv, items: {type: string}}"),
     "/paths/~1a/post/parameters/0/style", R"("spaceDelimited")"},
    {"Pipes", parameters("{name: q, in: query, type: array, collectionFormat: pipes, items: {type: string}}"),
     "/paths/~1a/post/parameters/0/style", R"("pipeDelimited")"},
    {"Tabs", parameters("{name: q, in: query, type: array, collectionFormat: tsv, items: {type: string}}"),
     "/paths/~1a/post/parameters/0",
     R"({"name":"q","in":"query","schema":{"type":"array","items":{"type":"string"}},"x-avouch-collection-format":"tsv"})"},
    {"ListInAHeader", parameters("{name: q, in: header, type: array, items: {type: string}}"),
     "/paths/~1a/post/parameters/0",
     R"({"name":"q","in":"header","schema":{"type":"array","items":{"type":"string"}}})"},
    {"PipesInAHeader",
     parameters("{name: q, in: header, type: array, collectionFormat: pipes, items: {type: string}}"),
     "/paths/~1a/post/parameters/0",
     R"({"name":"q","in":"header","schema":{"type":"array","items":{"type":"string"}},"x-avouch-collection-format":"pipes"})"},
    {"MultiInAHeader",
     parameters("{name: q, in: header, type: array, collectionFormat: multi, items: {type: string}}"),
     "/paths/~1a/post/parameters/0", R"({"name":"q","in":"header","schema":{"type":"string"}})"},
    {"BlanksInMultipart",
     with_post(
         "      consumes: [multipart/form-data]\n      parameters: [{name: l, in: formData, type: array, "
         "collectionFormat: ssv, items: {type: string}}]\n",
         kDone),
     "/paths/~1a/post/requestBody/content",
     R"({"multipart/form-data":{"schema":{"type":"object","properties":{"l":{"type":"array","items":{"type":"string"}}}},)"
     R"("encoding":{"l":{"x-avouch-collection-format":"ssv"}}}})"},
    {"ListOfLists",
     parameters("{name: q, in: query, type: array, items: {type: array, items: {type: string}}}"),
     "/paths/~1a/post/parameters/0/schema", R"({"type":"array","items":{"type":"string"}})"},
    {"NullableParameter", parameters("{name: q, in: query, type: string, x-nullable: true}"),
     "/paths/~1a/post/parameters/0/schema", R"({"type":"string","nullable":true})"},
    {"SharedParameter",
     with_post(
         "      parameters: [{$ref: '#/parameters/q'}]\n",
         std::string(kDone) +
             "parameters: {q: {name: q, in: query, type: string}, b: {name: b, in: body, schema: {}}}\n"),
     "/components/parameters", R"({"q":{"name":"q","in":"query","schema":{"type":"string"}}})"},
    {"ReferenceToASharedParameter",
     with_post("      parameters: [{$ref: '#/parameters/q'}]\n",
               std::string(kDone) + "parameters: {q: {name: q, in: query, type: string}}\n"),
     "/paths/~1a/post/parameters", R"([{"$ref":"#/components/parameters/q"}])"},
    {"PathParameters",
     swagger("paths: {'/a/{i}': {parameters: [{name: i, in: path, required: true, type: string}], get: "
             "{operationId: A, "
             "responses: {'200': {description: d}}}}}\n"),
     "/paths/~1a~1{i}/parameters",
     R"([{"name":"i","in":"path","required":true,"schema":{"type":"string"}}])"},
    // Bodies
    {"Body", parameters("{name: b, in: body, description: e, required: true, schema: {type: object}}"),
     "/paths/~1a/post/requestBody",
     R"({"description":"e","required":true,"content":{"application/json":{"schema":{"type":"object"}}}})"},
    {"BodyOfTheDocumentsTypes",
     with_post("      parameters: [{name: b, in: body, schema: {type: object}}]\n",
               std::string(kDone) + "consumes: [application/json, application/xml, application/json]\n"),
     "/paths/~1a/post/requestBody/content",
     R"({"application/json":{"schema":{"type":"object"}},"application/xml":{"schema":{"type":"object"}}})"},
    {"BodyOfTheOperationsTypes",
     with_post(
         "      consumes: [text/plain]\n      parameters: [{name: b, in: body, schema: {type: string}}]\n",
         std::string(kDone) + "consumes: [application/json]\n"),
     "/paths/~1a/post/requestBody/content", R"({"text/plain":{"schema":{"type":"string"}}})"},
    {"SharedBody",
     with_post("      parameters: [{$ref: '#/parameters/b'}]\n",
               std::string(kDone) + "parameters: {b: {name: b, in: body, schema: {type: object}}}\n"),
     "/paths/~1a/post/requestBody/content", R"({"application/json":{"schema":{"type":"object"}}})"},
    {"BodyOfThePath",
     swagger("paths: {/a: {parameters: [{name: b, in: body, schema: {type: object}}], post: {operationId: A, "
             "responses: {'200': {description: d}}}}}\n"),
     "/paths/~1a/post/requestBody/content", R"({"application/json":{"schema":{"type":"object"}}})"},
    {"Form",
     parameters("{name: f, in: formData, type: string, required: true, description: e}, {name: g, in: "
                "formData, type: "
                "array, collectionFormat: pipes, items: {type: integer}}"),
     "/paths/~1a/post/requestBody",
     R"({"required":true,"content":{"application/x-www-form-urlencoded":{"schema":{"type":"object","properties":)"
     R"({"f":{"type":"string","description":"e"},"g":{"type":"array","items":{"type":"integer"}}},"required":["f"]},)"
     R"("encoding":{"g":{"style":"pipeDelimited","explode":false}}}}})"},
    {"File", parameters("{name: f, in: formData, type: file}"), "/paths/~1a/post/requestBody",
     R"({"required":false,"content":{"multipart/form-data":{"schema":{"type":"object","properties":)"
     R"({"f":{"type":"string","format":"binary"}}}}}})"},
    {"FilesNeedMultipart",
     with_post("      consumes: [application/x-www-form-urlencoded, multipart/form-data]\n"
               "      parameters: [{name: f, in: formData, type: file}, {name: l, in: formData, type: array, "
               "items: "
               "{type: string}}, {name: m, in: formData, type: array, collectionFormat: multi, items: {type: "
               "string}}]\n",
               kDone),
     "/paths/~1a/post/requestBody/content",
     R"({"multipart/form-data":{"schema":{"type":"object","properties":{"f":{"type":"string","format":"binary"},)"
     R"("l":{"type":"string"},"m":{"type":"array","items":{"type":"string"}}}}}})"},
    // Responses
    {"Response",
     get_response("produces: [application/json, text/csv]\n",
                  "{description: d, schema: {type: object}, examples: {application/json: {a: 1}}}"),
     "/paths/~1a/get/responses/200",
     R"({"description":"d","content":{"application/json":{"schema":{"type":"object"},"example":{"a":1}},)"
     R"("text/csv":{"schema":{"type":"object"}}}})"},
    {"ResponseWithoutProduces", get_response("", "{description: d, schema: {type: object}}"),
     "/paths/~1a/get/responses/200/content", R"({"*/*":{"schema":{"type":"object"}}})"},
    {"ResponseOfTheTypeOfItsExample",
     get_response("", "{description: d, schema: {type: object}, examples: {application/json: {}}}"),
     "/paths/~1a/get/responses/200/content",
     R"({"application/json":{"schema":{"type":"object"},"example":{}}})"},
    {"ResponseWithoutContent", get_response("produces: [application/json]\n", "{description: d}"),
     "/paths/~1a/get/responses/200", R"({"description":"d"})"},
    {"ResponseFile", get_response("produces: [image/png]\n", "{description: d, schema: {type: file}}"),
     "/paths/~1a/get/responses/200/content",
     R"({"image/png":{"schema":{"type":"string","format":"binary"}}})"},
    {"Headers",
     get_response(
         "",
         "{description: d, headers: {X-A: {type: integer, minimum: 1, description: e}, X-B: {type: array, "
         "items: {type: string}}, X-C: {type: array, collectionFormat: ssv, items: {type: string}}}}"),
     "/paths/~1a/get/responses/200/headers",
     R"({"X-A":{"description":"e","schema":{"type":"integer","minimum":1}},"X-B":{"schema":{"type":"array","items":)"
     R"({"type":"string"}}},"X-C":{"schema":{"type":"string"}}})"},
    {"SharedResponse",
     swagger("produces: [application/json]\npaths: {/a: {get: {operationId: A, responses: {'200': {$ref: "
             "'#/responses/R'}}}}}\nresponses: {R: {description: d, schema: {type: object}}}\n"),
     "/paths/~1a/get/responses", R"({"200":{"$ref":"#/components/responses/R"}})"},
    {"SharedResponseOfAnotherType",
     swagger(
         "produces: [application/json]\npaths: {/a: {get: {operationId: A, produces: [text/plain], "
         "responses: "
         "{'200': {$ref: '#/responses/R'}}}}}\nresponses: {R: {description: d, schema: {type: string}}}\n"),
     "/paths/~1a/get/responses",
     R"({"200":{"description":"d","content":{"text/plain":{"schema":{"type":"string"}}}}})"},
    // Schemas
    {"Schemas",
     swagger("paths: {}\ndefinitions:\n  Pet: {type: object, discriminator: kind, required: [kind], "
             "properties: {kind: "
             "{type: string, x-nullable: true}, next: {$ref: '#/definitions/Pet'}, all: {type: array, items: "
             "{$ref: "
             "'#/definitions/A~1 b'}}}, example: {$ref: '#/definitions/Pet', discriminator: x}}\n  A/ b: "
             "{allOf: [{$ref: "
             "'#/definitions/Pet/properties/kind'}]}\n"),
     "/components/schemas",
     R"({"Pet":{"type":"object","discriminator":{"propertyName":"kind"},"required":["kind"],"properties":{"kind":)"
     R"({"type":"string","nullable":true},"next":{"$ref":"#/components/schemas/Pet"},"all":{"type":"array","items":)"
     R"({"$ref":"#/components/schemas/A~1%20b"}}},"example":{"$ref":"#/definitions/Pet","discriminator":"x"}},)"
     R"("A/ b":{"allOf":[{"$ref":"#/components/schemas/Pet/properties/kind"}]}})"},
    {"ReferenceIntoAPath",
     swagger("produces: [application/json]\npaths: {/a: {get: {operationId: A, responses: {'200': "
             "{description: d, "
             "schema: {type: object, properties: {p: {type: string}}}}}}}}\ndefinitions: {P: {$ref: "
             "'#/paths/~1a/get/responses/200/schema/properties/p'}}\n"),
     "/components/schemas/P/$ref",
     R"("#/paths/~1a/get/responses/200/content/application~1json/schema/properties/p")"},
    // Security
    {"Security",
     swagger("paths: {}\nsecurityDefinitions: {b: {type: basic}, k: {type: apiKey, name: K, in: header}, o: "
             "{type: "
             "oauth2, flow: accessCode, authorizationUrl: 'https://a.example/a', tokenUrl: "
             "'https://a.example/t', "
             "scopes: {r: read}}, i: {type: oauth2, flow: application, tokenUrl: 'https://a.example/t'}}\n"),
     "/components/securitySchemes",
     R"({"b":{"type":"http","scheme":"basic"},"k":{"type":"apiKey","name":"K","in":"header"},"o":{"type":"oauth2",)"
     R"("flows":{"authorizationCode":{"authorizationUrl":"https://a.example/a","tokenUrl":"https://a.example/t",)"
     R"("scopes":{"r":"read"}}}},"i":{"type":"oauth2","flows":{"clientCredentials":{"tokenUrl":)"
     R"("https://a.example/t","scopes":{}}}}})"},
};

class SwaggerConverts : public testing::TestWithParam<Converted> {};

TEST_P(SwaggerConverts, ToThis) {
  Library library;
  const Result<const Document*> document = library.add("api.yaml", GetParam().yaml);
  if (!document) FAIL() << to_string(document.errors());
  Errors notes;
  Errors faults;
  convert_swagger(library, "api.yaml", faults, notes);
  EXPECT_TRUE(faults.empty()) << to_string(faults);
  const Document& made = *library.find("api.yaml");
  ASSERT_NE(made.at(GetParam().pointer), nullptr) << made.text("");
  EXPECT_EQ(made.text(GetParam().pointer), GetParam().json);
}

INSTANTIATE_TEST_SUITE_P(Documents, SwaggerConverts, testing::ValuesIn(kConverted),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(Swagger, ClausesStandInTheSwaggerDocument) {
  const Result<Contract> contract = load(
      "swagger: 2.0\n"
      "info: {title: T, version: '1'}\n"
      "produces: [application/json]\n"
      "paths:\n"
      "  /a:\n"
      "    get:\n"
      "      operationId: A\n"
      "      responses:\n"
      "        200:\n"
      "          description: d\n"
      "          headers: {X-A: {type: integer}}\n"
      "          schema:\n"
      "            $ref: '#/definitions/Pet'\n"
      "definitions:\n"
      "  Pet:\n"
      "    type: object\n"
      "    properties:\n"
      "      name: {type: string,\n"
      "             maxLength: 3}\n");
  if (!contract) FAIL() << to_string(contract.errors());
  std::string found;
  for (const BoundClause& bound : contract->clauses) {
    const std::string& name = bound.clause->coordinate;
    if (name.find("drift") == name.npos && name.find("documented") == name.npos)
      found += name + " " + to_string(bound.clause->place) + "\n";
  }
  EXPECT_EQ(found,
            "A/200/status api.yaml:9 /paths/~1a/get/responses/200\n"
            "A/200/media-type api.yaml:3 /produces/0\n"
            "A/200/body/syntax api.yaml:3 /produces/0\n"
            "A/200/body/duplicate-names api.yaml:3 /produces/0\n"
            "A/200/body/type api.yaml:16 /definitions/Pet/type\n"
            "A/200/body/name/type api.yaml:18 /definitions/Pet/properties/name/type\n"
            "A/200/body/name/maxLength api.yaml:19 /definitions/Pet/properties/name/maxLength\n"
            "A/200/headers/X-A/type api.yaml:11 /paths/~1a/get/responses/200/headers/X-A\n");
  EXPECT_TRUE(contract->notes.empty()) << to_string(contract->notes);
}

TEST(Swagger, MistakesStandInTheSwaggerDocument) {
  const auto fault_of = [](const std::string& yaml) {
    const Result<Contract> contract = load(yaml);
    if (!contract) return to_string(contract.errors());
    if (contract->faults.empty()) return std::string("no fault");
    return to_string(contract->faults.front().place) + " " + contract->faults.front().title;
  };
  EXPECT_EQ(fault_of(parameters("{name: q, in: query, type: string, maxLength: -1}")),
            "api.yaml:7 /paths/~1a/post/parameters/0/maxLength maxLength is a whole number, 0 or more");
  EXPECT_EQ(
      fault_of(parameters("{$ref: '#/parameters/none'}")),
      "api.yaml:7 /paths/~1a/post/parameters/0/$ref the reference \"#/parameters/none\" does not resolve");
  EXPECT_EQ(
      fault_of(parameters("{name: b, in: body, schema: {minLength: x}}")),
      "api.yaml:7 /paths/~1a/post/parameters/0/schema/minLength minLength is a whole number, 0 or more");
}

TEST(Swagger, FindsMembersOfAnotherType) {
  const Result<Contract> contract = load(
      swagger("consumes: text/plain\nproduces: [1]\nhost: 5\nschemes: https\npaths: {}\ndefinitions: []\n"));
  if (!contract) FAIL() << to_string(contract.errors());
  std::string found;
  for (const Error& fault : contract->faults) {
    found += to_string(fault.place) + " " + fault.title + "\n";
  }
  EXPECT_EQ(found,
            "api.yaml:3 /consumes `consumes` is an array; this is a string\n"
            "api.yaml:4 /produces/0 a media type is a string; this is ignored\n"
            "api.yaml:5 /host `host` is a string; this is an integer\n"
            "api.yaml:6 /schemes `schemes` is an array; this is a string\n"
            "api.yaml:8 /definitions `definitions` is an object; this is an array\n");
}

TEST(Swagger, FindsContradictionsOfParameters) {
  const Result<Contract> contract =
      load(parameters("{name: b, in: body, schema: {type: object}}, {name: f, in: formData, type: string}, "
                      "{name: q, in: query, type: "
                      "array, collectionFormat: xml, items: {type: string}}"));
  if (!contract) FAIL() << to_string(contract.errors());
  std::string found;
  for (const Error& fault : contract->faults) found += to_string(fault.place) + " " + fault.title + "\n";
  EXPECT_EQ(
      found,
      "api.yaml:7 /paths/~1a/post/parameters/2/collectionFormat \"xml\" is no `collectionFormat`; one value "
      "alone is sent\n"
      "api.yaml:7 /paths/~1a/post/parameters/0 an operation has a body and form data; the form data is "
      "ignored\n");
  EXPECT_EQ(contract->operations[0].request_body->media[0].range, "application/json");
}

TEST(Swagger, NotesWhatOpenApiCannotSay) {
  const Result<Contract> contract = load(with_post(
      "      schemes: [http]\n"
      "      parameters:\n"
      "        - {name: q, in: header, type: array, collectionFormat: multi, items: {type: string}}\n"
      "        - {name: r, in: query, type: array, items: {type: array, items: {type: string}}}\n",
      kDone));
  if (!contract) FAIL() << to_string(contract.errors());
  std::string found;
  for (const Error& note : contract->notes) found += to_string(note.place) + " " + note.title + "\n";
  EXPECT_EQ(
      found,
      "api.yaml:7 /paths/~1a/post/schemes the `schemes` of an operation are not read: the target's scheme is "
      "used\n"
      "api.yaml:9 /paths/~1a/post/parameters/0/collectionFormat the `collectionFormat` multi is not used "
      "here: "
      "one "
      "value alone is sent\n"
      "api.yaml:10 /paths/~1a/post/parameters/1/items an array within an array is not judged: it is taken as "
      "text\n");
}

TEST(Swagger, TakesOverPartsOfOtherDocuments) {
  const Result<Contract> contract = load(
      swagger("produces: [application/json]\n"
              "paths: {/a: {$ref: 'paths/a.yaml'}}\n"
              "definitions: {Main: {type: object, x-nullable: true, properties: {m: {type: integer}}}}\n"),
      {{"paths/a.yaml",
        "get:\n"
        "  operationId: A\n"
        "  parameters: [{$ref: '../shared.yaml#/q'}]\n"
        "  responses: {'200': {description: d, schema: {$ref: '../shared.yaml#/Pet'}}}\n"},
       {"shared.yaml",
        "q: {name: q, in: query, type: string}\n"
        "Pet:\n"
        "  type: object\n"
        "  properties:\n"
        "    name: {type: string, x-nullable: true}\n"
        "    main: {$ref: 'api.yaml#/definitions/Main'}\n"}});
  if (!contract) FAIL() << to_string(contract.errors());
  ASSERT_EQ(contract->operations.size(), 1u);
  ASSERT_EQ(contract->operations[0].parameters.size(), 1u);
  EXPECT_EQ(contract->operations[0].parameters[0].name, "q");
  std::string found;
  for (const BoundClause& bound : contract->clauses) {
    if (bound.clause->kind == ClauseKind::body_schema)
      found +=
          bound.clause->coordinate + " " + to_string(bound.clause->place) + " " + bound.clause->claim + "\n";
  }
  EXPECT_EQ(found,
            "A/200/body/type shared.yaml:3 /Pet/type the body is an object\n"
            "A/200/body/name/type shared.yaml:5 /Pet/properties/name/type name is a string or null\n"
            "A/200/body/main/type api.yaml:5 /definitions/Main/type main is an object or null\n"
            "A/200/body/main/m/type api.yaml:5 /definitions/Main/properties/m/type main.m is an integer\n");
}

TEST(Swagger, IsConvertedBehindItsOverlays) {
  const Result<Contract> contract =
      load(get_response("produces: [application/json]\n", "{description: d, schema: {type: object}}"),
           {{"o.yaml",
             "overlay: 1.1.0\ninfo: {title: O, version: '1'}\nactions:\n"
             "  - target: $..schema\n"
             "    update: {properties: {a: {type: string,\n"
             "      x-nullable: true}}}\n"}},
           {.overlays = {"o.yaml"}});
  if (!contract) FAIL() << to_string(contract.errors());
  const BoundClause* last = nullptr;
  for (const BoundClause& bound : contract->clauses) {
    if (bound.clause->kind == ClauseKind::body_schema) last = &bound;
  }
  ASSERT_NE(last, nullptr);
  EXPECT_EQ(last->clause->coordinate, "A/200/body/a/type");
  EXPECT_EQ(last->clause->claim, "a is a string or null");
  EXPECT_EQ(to_string(last->clause->place), "o.yaml:5 /actions/0/update/properties/a/type");
}

TEST(Swagger, OfAnotherVersionIsRefused) {
  const Result<Contract> contract = load("swagger: '1.2'\npaths: {}\n");
  if (contract) FAIL() << "it loads";
  EXPECT_EQ(titles(contract.errors()), "Swagger 1.2 is not supported\n");
}

}  // namespace swagger_test
}  // namespace avouch
