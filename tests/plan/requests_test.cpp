// SPDX-License-Identifier: MIT
// Complete requests from short documents: parameters, bodies, and calls that trigger errors.
#include <gtest/gtest.h>

#include <cstdint>
#include <set>

#include <algorithm>
#include <optional>
#include <string>

#include "contract/load.h"
#include "plan/parameters.h"
#include "plan/planner.h"

namespace avouch {
namespace requests_test {

struct Case {
  const char* name;
  const char* operation;  // members of the operation besides responses, in YAML flow style
  const char* path;       // its path
  const char* method;
  const char* statuses;  // documented ones, parted by blanks
  Role role;
  const char* expected;  // "METHOD TARGET | CONTENT-TYPE | BODY", or why it is not sent
};

Contract loaded(const Case& given) {
  std::string responses;
  for (const char* at = given.statuses; *at != '\0'; at += at[3] == ' ' ? 4 : 3)
    responses += "'" + std::string(at, 3) + "': {description: d}, ";
  const std::string text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  " +
                           std::string(given.path) + ":\n    " + given.method + ": {operationId: Op, " +
                           given.operation + " responses: {" + responses + "}}\n";
  Result<Contract> contract = load_contract("api.yaml", {}, {{"api.yaml", text}});
  if (!contract) ADD_FAILURE() << to_string(contract.errors());
  return contract ? *std::move(contract) : Contract{};
}

std::string planned(const Case& given, PlanOptions options) {
  const Contract contract = loaded(given);
  const Plan plan = make_plan(contract, options);
  for (const Probe& probe : plan.probes) {
    if (probe.role != given.role) continue;
    const http::Request& request = probe.request;
    std::string text = request.method + " " + request.target;
    for (const char* name : {"X-A", "Cookie", "Accept-Encoding", "User-Agent"}) {
      if (const auto value = http::combined(request.fields, name)) text += " [" + *value + "]";
    }
    const auto type = http::combined(request.fields, "Content-Type");
    return type ? text + " | " + *type + " | " + request.body : text;
  }
  for (const PlannedClause& clause : plan.clauses) {
    const Roles& roles = contract.clauses[clause.clause].roles;
    if (roles.contains(given.role)) return clause.unplanned;
  }
  return "no clause";
}

#define BODY(TYPE, MEDIA) "requestBody: {required: true, content: {" TYPE ": {" MEDIA "}}},"
#define JSON_TYPE "application/json"
#define FORM_TYPE "application/x-www-form-urlencoded"

constexpr Case kCases[] = {
    {"GeneratedParameters",
     "parameters: [{name: id, in: path, required: true, schema: {type: string, pattern: '^AB[0-9]{3}$'}}, "
     "{name: n, in: query, required: true, schema: {type: integer, minimum: 3, maximum: 3}}, "
     "{name: X-A, in: header, required: true, schema: {type: string, enum: [e]}}, "
     "{name: c, in: cookie, required: true, schema: {type: string, const: v}}, "
     "{name: o, in: query, schema: {type: string}}],",
     "/a/{id}", "get", "200", Role::documented, "GET /a/AB000?n=3 [e] [c=v]"},
    {"APathIsWrittenAsAUrlsPath",
     "parameters: [{name: é, in: path, required: true, schema: {type: string, example: a/b}}],",
     "'/x y/é/{é}/a:b@c;d=(1)/50%'", "get", "200", Role::documented,
     "GET /x%20y/%C3%A9/a%2Fb/a:b@c;d=(1)/50%25"},
    {"WhatAPathHasEncodedStaysSo", "", "/a%20b/%C3%A9", "get", "200", Role::documented, "GET /a%20b/%C3%A9"},
    {"AnExampleThatIsNullShowsNothing",
     "parameters: [{name: id, in: path, required: true, schema: {type: string, example: null}}],", "/a/{id}",
     "get", "200", Role::documented, "GET /a/text"},
    {"AQueryInTheKeyOfItsPath", "parameters: [{name: n, in: query, required: true, example: 1, schema: {}}],",
     "/a?beta=true", "get", "200", Role::documented, "GET /a?n=1&beta=true"},
    {"AFragmentInTheKeyOfItsPathIsNotSent", "", "/a#x", "get", "200", Role::documented, "GET /a"},
    {"APathParameterThatIsNotDocumentedIsText", "", "/a/{id}", "get", "200", Role::documented, "GET /a/text"},
    {"AnUnknownResourceOfOne", "", "/a/{id}", "get", "200 404", Role::unknown_resource, "GET /a/qzxj"},
    {"AnUnknownResourceWhoseNameIsAKey",
     "parameters: [{name: key, in: path, required: true, schema: {type: string}}],", "/a/{key}", "get",
     "200 404", Role::unknown_resource, "GET /a/qzxj"},
    {"AFieldThatIsSentAnywayIsAsDocumented",
     "parameters: [{name: accept-encoding, in: header, schema: {type: string, enum: [gzip, identity], "
     "default: "
     "identity}}],",
     "/a", "get", "200", Role::documented, "GET /a [identity]"},
    {"AFieldThatIsSentAnywayMayBeAllowed",
     "parameters: [{name: Accept-Encoding, in: header, schema: {type: string}, example: identity}],", "/a",
     "get", "200", Role::documented, "GET /a"},
    {"TheAgentIsAsDocumented",
     "parameters: [{name: User-Agent, in: header, schema: {type: string, enum: [x]}}],", "/a", "get", "200",
     Role::documented, "GET /a [x]"},
    {"ACodingThatCanBeDecoded",
     "parameters: [{name: Accept-Encoding, in: header, required: true, example: zstd, schema: {type: string, "
     "enum: [compress, 'zstd, gzip', 'BR;q=1, gzip']}}],",
     "/a", "get", "200", Role::documented, "GET /a [BR;q=1, gzip]"},
    {"ACodingThatCannotBeDecodedWhereNoneCan",
     "parameters: [{name: Accept-Encoding, in: header, schema: {type: string, enum: [zstd, compress]}}],",
     "/a", "get", "200", Role::documented, "GET /a [zstd]"},
    {"AnInvalidCoding",
     "parameters: [{name: Accept-Encoding, in: header, schema: {type: string, enum: [gzip]}}],", "/a", "get",
     "200 400", Role::invalid_value, "GET /a [avouch]"},
    {"NoRequestWithoutAnUnreadParameter", "parameters: [{name: p, in: body}],", "/a", "get", "200",
     Role::documented, "contract: a parameter has the unknown location \"body\" (api.yaml:5)"},
    {"AnOptionalParameterThatCannotBeWrittenIsLeftOut",
     "parameters: [{name: p, in: query, style: odd, schema: {}}],", "/a", "get", "200", Role::documented,
     "GET /a"},
    {"APatternThatCannotBeMatchedIsPassedOver",
     BODY(JSON_TYPE, "schema: {type: string, pattern: '(?i)a', minLength: 2, maxLength: 2}"), "/a", "post",
     "200", Role::documented, "POST /a | application/json | \"te\""},
    {"ReadOnlyMembersThatAnAlternativeNeedsStay",
     BODY(
         JSON_TYPE,
         "schema: {properties: {k: {readOnly: true}}, oneOf: [{properties: {k: {const: x}, a: {}}, required: "
         "[a]}, {properties: {k: {const: y}, a: {}}, required: [a]}]}, example: {k: x, a: 1}"),
     "/a", "post", "200", Role::documented, "POST /a | application/json | {\"k\":\"x\",\"a\":1}"},
    {"ExampleBeforeDefault",
     "parameters: [{name: n, in: query, required: true, example: 1, schema: {type: integer, default: 2}}],",
     "/a", "get", "200", Role::documented, "GET /a?n=1"},
    {"DefaultBeforeEnum",
     "parameters: [{name: n, in: query, required: true, schema: {enum: [1, 2], default: 2}}],", "/a", "get",
     "200", Role::documented, "GET /a?n=2"},
    {"JsonOfTheExample",
     BODY(JSON_TYPE,
          "schema: {type: object, required: [a], properties: {a: {type: string}}}, example: {a: x}"),
     "/a", "post", "200", Role::documented, "POST /a | application/json | {\"a\":\"x\"}"},
    {"JsonOfARange", BODY("application/*", "schema: {const: 1}"), "/a", "post", "200", Role::documented,
     "POST /a | application/json | 1"},
    {"JsonOfASuffix", BODY("application/*+json", "schema: {const: 1}"), "/a", "post", "200", Role::documented,
     "POST /a | application/x+json | 1"},
    {"ReadOnlyMembersAreLeftOut",
     BODY(JSON_TYPE,
          "schema: {type: object, required: [id, a], properties: {id: {type: string, readOnly: true}, a: "
          "{type: object, properties: {b: {const: 1}, at: {type: string, readOnly: true}}}}}, example: {id: "
          "x, a: {b: 1, at: y}}"),
     "/a", "post", "200", Role::documented, "POST /a | application/json | {\"a\":{\"b\":1}}"},
    {"Form",
     BODY(FORM_TYPE,
          "schema: {type: object, required: [a], properties: {a: {const: x y}, b: {type: array, items: "
          "{const: 1}, minItems: 2, maxItems: 2}}}, example: {a: x y, b: [1, 1]}"),
     "/a", "post", "200", Role::documented, "POST /a | application/x-www-form-urlencoded | a=x%20y&b=1&b=1"},
    {"Text", BODY("text/plain", "example: hello"), "/a", "put", "200", Role::documented,
     "PUT /a | text/plain | hello"},
    {"TextOfAnObject",
     BODY("text/plain", "schema: {type: object, required: [b], properties: {b: {const: 1}}}"), "/a", "put",
     "200", Role::documented, "PUT /a | text/plain | {\"b\":1}"},
    {"NoWayToMakeIt", BODY("image/svg", "schema: {type: object}"), "/a", "put", "200", Role::documented,
     "a body of type image/svg needs a documented example"},
    {"Xml", BODY("application/xml", "schema: {type: object, xml: {name: a}, properties: {n: {const: 5}}}"),
     "/a", "put", "200", Role::documented,
     "PUT /a | application/xml | <?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a><n>5</n></a>"},
    {"XmlAsShown", BODY("application/xml", "schema: {type: object}, example: <b/>"), "/a", "put", "200",
     Role::documented, "PUT /a | application/xml | <b/>"},
    {"UnknownResource",
     "parameters: [{name: id, in: path, required: true, schema: {type: string, pattern: '^AB[0-9]{3}$'}}],",
     "/a/{id}", "get", "200 404", Role::unknown_resource, "GET /a/AB908"},
    {"UnknownCode",
     "parameters: [{name: id, in: path, required: true, schema: {type: string, pattern: '^[A-Z]{3,5}$'}, "
     "example: "
     "EURO}],",
     "/a/{id}", "get", "200 404", Role::unknown_resource, "GET /a/QZXJ"},
    {"NoUnknownValueOfAList",
     "parameters: [{name: id, in: path, required: true, schema: {type: string, enum: [a, b]}, example: a}],",
     "/a/{id}", "get", "200 404", Role::unknown_resource,
     "no path that names an unknown resource can be made"},
    {"FileOfAMultipartBody",
     BODY("multipart/form-data",
          "schema: {type: object, required: [file, title], properties: {file: {type: string, format: "
          "binary}, title: "
          "{type: string}, image: {type: string, contentMediaType: image/png}}}, example: {file: x, title: "
          "t, image: "
          "y}"),
     "/a", "post", "200", Role::documented,
     "POST /a | multipart/form-data; boundary=avouch-part | --avouch-part\r\nContent-Disposition: form-data; "
     "name=\"file\"; filename=\"file\"\r\nContent-Type: "
     "application/octet-stream\r\n\r\nx\r\n--avouch-part\r\nContent-Disposition: form-data; "
     "name=\"title\"\r\n\r\nt\r\n--avouch-part\r\nContent-Disposition: form-data; name=\"image\"; "
     "filename=\"image\"\r\nContent-Type: image/png\r\n\r\ny\r\n--avouch-part--\r\n"},
    {"AFileGoesIntoMultipartContent",
     "requestBody: {content: {application/json: {schema: &file {type: object, properties: {f: {type: string, "
     "format: binary}}}}, " FORM_TYPE ": {schema: *file}, multipart/form-data: {schema: *file}}},",
     "/a", "post", "200", Role::documented,
     "POST /a | multipart/form-data; boundary=avouch-part | --avouch-part\r\nContent-Disposition: form-data; "
     "name=\"f\"; filename=\"f\"\r\nContent-Type: "
     "application/octet-stream\r\n\r\ntext\r\n--avouch-part--\r\n"},
    {"NotAFileThatAnExampleShows",
     "requestBody: {content: {application/json: {schema: &file {type: object, properties: {f: {type: string, "
     "format: binary}}}, example: {f: x}}, multipart/form-data: {schema: *file}}},",
     "/a", "post", "200", Role::documented, R"(POST /a | application/json | {"f":"x"})"},
    {"NotWhereJsonHasNoFile",
     "requestBody: {content: {application/json: {schema: {type: object, properties: {url: {const: u}}}}, "
     "multipart/form-data: {schema: {type: object, properties: {f: {type: string, format: binary}}}}}},",
     "/a", "post", "200", Role::documented, R"(POST /a | application/json | {"url":"u"})"},
    {"NothingFollowsTheReferenceOfAnExample",
     "parameters: [{name: a, in: query, required: true, schema: {type: object, properties: {b: {const: 1}}}, "
     "example: {$ref: a.yaml}}], " BODY(JSON_TYPE,
                                        "schema: {type: object, properties: {c: {type: object, properties: "
                                        "{d: {const: 2}}, default: {$ref: c.yaml}}}, example: {$ref: "
                                        "b.yaml}}, examples: {one: {value: {$ref: b.yaml}}}"),
     "/a", "post", "200", Role::documented, R"(POST /a?b=1 | application/json | {"c":{"d":2}})"},
    {"AnExampleMayHaveADocumentedReference",
     BODY(JSON_TYPE, "schema: {type: object, properties: {$ref: {type: string}}}, example: {$ref: a}"), "/a",
     "post", "200", Role::documented, R"(POST /a | application/json | {"$ref":"a"})"},
    {"FilesOfAnArray",
     BODY("multipart/form-data",
          "schema: {type: object, properties: {f: {type: array, items: {type: string, format: binary}}}}, "
          "example: "
          "{f: [x]}, encoding: {f: {contentType: text/csv}}"),
     "/a", "post", "200", Role::documented,
     "POST /a | multipart/form-data; boundary=avouch-part | --avouch-part\r\nContent-Disposition: form-data; "
     "name=\"f\"; filename=\"f\"\r\nContent-Type: text/csv\r\n\r\nx\r\n--avouch-part--\r\n"},
    {"InvalidMultipartBodyHasAPart",
     BODY("multipart/form-data",
          "schema: {type: object, required: [file], properties: {file: {type: string, format: binary}}}"),
     "/a", "post", "200 422", Role::invalid_value,
     "POST /a | multipart/form-data; boundary=avouch-part | --avouch-part\r\nContent-Disposition: form-data; "
     "name=\"avouch\"\r\n\r\navouch\r\n--avouch-part--\r\n"},
    {"InvalidMemberOfAForm", BODY(FORM_TYPE, "schema: {type: object, properties: {n: {type: integer}}}"),
     "/a", "post", "200 422", Role::invalid_value, "POST /a | application/x-www-form-urlencoded | n=avouch"},
    {"UnknownResourceOfAPathWithoutOne", "", "/a", "get", "200 404", Role::unknown_resource, "no clause"},
    {"UndocumentedMethod", "", "/a", "get", "200 405", Role::undocumented_method, "PUT /a"},
    {"UndocumentedSafeMethod", "", "/a", "post", "200 405", Role::undocumented_method, "GET /a"},
    {"MethodThatNobodyDocuments", "", "/a", "get", "200", Role::undocumented_method, "no clause"},
    {"InvalidParameter",
     "parameters: [{name: s, in: query, schema: {type: string}}, {name: n, in: query, schema: {type: "
     "integer}}],",
     "/a", "get", "200 400", Role::invalid_value, "GET /a?n=avouch"},
    {"InvalidBody", BODY(JSON_TYPE, "schema: {type: object, required: [a], properties: {a: {const: 1}}}"),
     "/a", "post", "200 422", Role::invalid_value, "POST /a | application/json | {}"},
    {"InvalidPath", "parameters: [{name: id, in: path, required: true, schema: {type: integer}}],", "/a/{id}",
     "get", "200 400", Role::invalid_value, "GET /a/avouch"},
    {"InvalidPathAtItsEnd",
     "parameters: [{name: a, in: path, required: true, schema: {type: integer}}, {name: b, in: path, "
     "required: "
     "true, schema: {type: integer}}],",
     "/{a}/b/{b}", "delete", "200 400", Role::invalid_value, "DELETE /1/b/avouch"},
    {"BodyThatIsNoJson", BODY(JSON_TYPE, "schema: {type: object}"), "/a", "post", "200 400",
     Role::invalid_value, "POST /a | application/json | [\"avouch\"]"},
    {"BodyOfAnyJson", BODY(JSON_TYPE, "schema: {}"), "/a", "post", "200 400", Role::invalid_value,
     "POST /a | application/json | {"},
    {"A400BesideA422IsForABodyThatIsNoJson", BODY(JSON_TYPE, "schema: {type: object}"), "/a", "post",
     "200 400 422", Role::malformed_body, "POST /a | application/json | {"},
    {"A422BesideA400IsForAValueThatIsForbidden", BODY(JSON_TYPE, "schema: {type: object}"), "/a", "post",
     "200 400 422", Role::invalid_value, "POST /a | application/json | [\"avouch\"]"},
    {"A400BesideA422IsForAForbiddenValueWhereNoJsonIsTaken",
     BODY(FORM_TYPE, "schema: {type: object, properties: {n: {type: integer}}}"), "/a", "post", "200 400 422",
     Role::malformed_body, "no clause"},
    {"ABodyOfAnUnknownType", BODY(JSON_TYPE, "schema: {type: object}"), "/a", "post", "200 415",
     Role::unknown_type, "POST /a | application/vnd.avouch | avouch"},
    {"ABodyOfAnUnknownTypeBesideARange", BODY("application/*", "schema: {type: object}"), "/a", "put",
     "200 415", Role::unknown_type, "PUT /a | text/vnd.avouch | avouch"},
    {"NoTypeOfABodyIsUnknown", BODY("'*/*'", "schema: {type: object}"), "/a", "put", "200 415",
     Role::unknown_type, "the documentation allows a body of any media type"},
    {"ABodyOfAnUnknownTypeWhereNoneIsDocumented", "", "/a", "post", "200 415", Role::unknown_type,
     "POST /a | application/vnd.avouch | avouch"},
    {"AReadHasNoBodyOfAnyType", "", "/a", "get", "200 415", Role::unknown_type, "no clause"},
    {"AnUnacceptableRead", "", "/a", "get", "200 406", Role::unacceptable, "GET /a"},
    {"AWriteIsNotSentAgainForA406", "", "/a", "post", "200 406", Role::unacceptable, "no clause"},
    {"AnActionIsNotSentTwice", "", "/a", "post", "201 409", Role::duplicate,
     "only a POST to a collection is sent a second time"},
    {"AChangeIsNotSentTwice", "", "/a", "put", "200 409", Role::duplicate, "no clause"},
    {"AnyTextIsAllowedInAQuery", "parameters: [{name: s, in: query, schema: {type: string}}],", "/a", "get",
     "200 400", Role::invalid_value, "GET /a?s=avouch%FF"},
    {"AnyTextIsAllowedInAPath",
     "parameters: [{name: id, in: path, required: true, schema: {type: string}}, {name: s, in: query, "
     "schema: "
     "{type: string}}],",
     "/a/{id}/b", "get", "200 400", Role::invalid_value, "GET /a/avouch%FF/b"},
    {"AnyTextIsAllowedInAHeader", "parameters: [{name: X-A, in: header, schema: {type: string}}],", "/a",
     "get", "200 400", Role::invalid_value, "it has no parameter and no body that could be invalid"},
    {"NothingCanBeInvalid", "", "/a", "get", "200 400", Role::invalid_value,
     "it has no parameter and no body that could be invalid"},
};

class Requests : public testing::TestWithParam<Case> {};

TEST_P(Requests, AreThese) {
  EXPECT_EQ(planned(GetParam(), {.allow_writes = true}), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Made, Requests, testing::ValuesIn(kCases),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(GivenValues, GoBeforeTheDocumentationAndOfOneOperationBeforeAll) {
  const Case given{"",    "parameters: [{name: n, in: query, example: 1, schema: {type: integer}}],",
                   "/a",  "get",
                   "200", Role::documented,
                   ""};
  EXPECT_EQ(planned(given, {}), "GET /a") << "it is optional";
  EXPECT_EQ(planned(given, {.values = {{.name = "n", .value = JsonValue::string("5")}}}), "GET /a?n=5");
  EXPECT_EQ(planned(given, {.values = {{.operation = "Op", .name = "n", .value = JsonValue::integer(6)},
                                       {.name = "n", .value = JsonValue::integer(5)},
                                       {.operation = "Other", .name = "n", .value = JsonValue::integer(7)}}}),
            "GET /a?n=6");
}

// It is printed, so it must not be the secret with some letters changed.
TEST(GivenValues, OfASecretNameHaveNothingInCommonWithWhatIsUnknown) {
  const Case given = {
      "",         "parameters: [{name: key, in: path, required: true, schema: {type: string}}],",
      "/a/{key}", "get",
      "200 404",  Role::unknown_resource,
      ""};
  EXPECT_EQ(planned(given, {.values = {{.name = "key", .value = JsonValue::string("hunter2secret")}}}),
            "GET /a/qzxj");
}

TEST(GivenValues, ReplaceMembersOfABody) {
  const Case given{
      "",    BODY(JSON_TYPE, "schema: {type: object, properties: {a: {type: integer}}}, example: {a: 1}"),
      "/a",  "post",
      "200", Role::documented,
      ""};
  EXPECT_EQ(
      planned(given, {.values = {{.name = "a", .value = JsonValue::string("5")}}, .allow_writes = true}),
      "POST /a | application/json | {\"a\":5}");
}

TEST(Seed, DecidesWhatNothingDocuments) {
  const Case given{
      "",        "parameters: [{name: id, in: path, required: true, schema: {type: integer, minimum: 0}}],",
      "/a/{id}", "get",
      "200",     Role::documented,
      ""};
  const std::string plainest = planned(given, {});
  EXPECT_EQ(planned(given, {.seed = 7}), planned(given, {.seed = 7}));
  std::set<std::string> requests = {plainest};
  for (std::uint64_t seed = 1; seed <= 20; ++seed) requests.insert(planned(given, {.seed = seed}));
  EXPECT_GT(requests.size(), 3u);
  const Case documented{
      "",    "parameters: [{name: n, in: query, required: true, example: 1, schema: {type: integer}}],",
      "/a",  "get",
      "200", Role::documented,
      ""};
  EXPECT_EQ(planned(documented, {.seed = 7}), "GET /a?n=1");
}

TEST(AQueryOfTheCall, IsSentAsItIs) {
  const std::string file = std::string(AVOUCH_SOURCE_DIR) + "/schemas/configuration-webhook.schema.json";
  const Result<Contract> contract = load_schema_contract(file, "GET", "/x?page=1&q=a%20b", {});
  ASSERT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
  EXPECT_EQ(contract->operations[0].path, "/x");
  const Plan plan = make_plan(*contract, {});
  ASSERT_FALSE(plan.probes.empty());
  EXPECT_EQ(plan.probes[0].request.target, "/x?page=1&q=a%20b");
}

TEST(AMadeUpPath, IsTold) {
  const Case given{"",        "parameters: [{name: id, in: path, required: true, schema: {type: string}}],",
                   "/a/{id}", "get",
                   "200 404", Role::documented,
                   ""};
  const Contract contract = loaded(given);
  const Plan plan = make_plan(contract, {});
  ASSERT_FALSE(plan.probes.empty());
  EXPECT_EQ(plan.probes[0].made_up, std::vector<std::string>{"id"});
  EXPECT_TRUE(make_plan(contract, {.values = {{.name = "id", .value = JsonValue::string("5")}}})
                  .probes[0]
                  .made_up.empty());
}

// How vendors document errors, and what is asked for.
struct Asked {
  const char* name;
  const char* operation;  // members of GET /a/{id}, which has a parameter n
  const char* probes;     // what is sent besides the documented call and those of other pages
  const char* preferred;  // the same with --prefer
};

class DocumentedErrors : public testing::TestWithParam<Asked> {};

std::string asked(const Contract& contract, const PlanOptions& options) {
  std::string all;
  for (const Probe& probe : make_plan(contract, options).probes) {
    const auto wish = http::combined(probe.request.fields, "Prefer");
    if (probe.role != Role::documented) {
      if (probe.role == Role::cross_origin || probe.role == Role::other_origin) continue;
      all += std::string(to_string(probe.role)) + " " + probe.request.target + "\n";
    } else if (wish) {
      all += *wish + "\n";
    }
  }
  return all;
}

TEST_P(DocumentedErrors, AreAskedForWhereAnyClientCanBringThemAbout) {
  const Result<Contract> contract =
      load_contract("api.yaml", {},
                    {{"api.yaml",
                      "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a/{id}:\n"
                      "    parameters: [{name: id, in: path, required: true, schema: {type: integer}}, "
                      "{name: n, in: query, "
                      "schema: {type: boolean}}]\n    get: {operationId: Get, " +
                          std::string(GetParam().operation) +
                          "}\ncomponents: {securitySchemes: {basic: {type: http, scheme: basic}}}\n"}});
  if (!contract) FAIL() << to_string(contract.errors());
  EXPECT_EQ(asked(*contract, {}), GetParam().probes);
  EXPECT_EQ(asked(*contract, {.prefer = true}), GetParam().preferred);
}

const Asked kAsked[] = {
    {"Exactly", "responses: {'200': {description: a}, '404': {description: b}, '409': {description: c}}",
     "unknown-resource /a/987654321\n", "unknown-resource /a/987654321\ncode=404\ncode=409\n"},
    {"ByDefault", "responses: {'200': {description: a}, default: {description: b}}",
     "unknown-resource /a/987654321\ninvalid-value /a/1?n=avouch\n",
     "unknown-resource /a/987654321\ninvalid-value /a/1?n=avouch\ncode=500\n"},
    {"ByDefaultWithCredentials",
     "security: [{basic: []}], responses: {'200': {description: a}, default: {description: b}}",
     "anonymous /a/1\nwrong-credentials /a/1\nunknown-resource /a/987654321\ninvalid-value /a/1?n=avouch\n",
     "anonymous /a/1\nwrong-credentials /a/1\nunknown-resource /a/987654321\ninvalid-value "
     "/a/1?n=avouch\ncode=500\n"},
    {"ByDefaultBesideTheKnown",
     "responses: {'200': {description: a}, '400': {description: b}, '404': {description: c}, '500': "
     "{description: d}, default: {description: e}}",
     "unknown-resource /a/987654321\ninvalid-value /a/1?n=avouch\n",
     "unknown-resource /a/987654321\ninvalid-value /a/1?n=avouch\ncode=400\ncode=404\ncode=500\ncode=503\n"},
    {"ByRanges",
     "responses: {2XX: {description: a}, '404': {description: b}, 4XX: {description: c}, 5XX: {description: "
     "d}}",
     "unknown-resource /a/987654321\ninvalid-value /a/1?n=avouch\n",
     "unknown-resource /a/987654321\ninvalid-value /a/1?n=avouch\ncode=400\ncode=404\ncode=500\n"},
};
INSTANTIATE_TEST_SUITE_P(Vendors, DocumentedErrors, testing::ValuesIn(kAsked),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(DocumentedErrorsOfAQuerystring, AreAskedForByAWrongQuery) {
  const auto asked_of = [](const std::string& content) {
    const Result<Contract> contract = load_contract(
        "api.yaml", {},
        {{"api.yaml",
          "openapi: 3.2.0\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    get: {operationId: Get, "
          "parameters: [{name: q, in: querystring, required: true, content: {" +
              content + "}}], responses: {'200': {description: a}, '400': {description: b}}}\n"}});
    return contract ? asked(*contract, {}) : to_string(contract.errors());
  };
  EXPECT_EQ(
      asked_of("application/x-www-form-urlencoded: {schema: {type: object, required: [a], properties: {a: "
               "{type: string}}}}"),
      "invalid-value /a?avouch=avouch\n");
  EXPECT_EQ(asked_of("application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: "
                     "integer}}}}"),
            "invalid-value /a?a=avouch\n");
  EXPECT_EQ(asked_of("application/json: {schema: {type: object, required: [a]}}"),
            "invalid-value /a?%7B%7D\n");
  EXPECT_EQ(asked_of("text/plain: {schema: {type: string, maxLength: 5}}"), "invalid-value /a?avouch\n");
  EXPECT_EQ(asked_of("text/plain: {schema: {type: string}}"), "");
}

// A usual response has one media type and one alternative of its schema: it is not asked for again.
TEST(Preferred, EachMediaTypeAndAlternativeIsAskedFor) {
  const Result<Contract> contract = load_contract(
      "api.yaml", {},
      {{"api.yaml",
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    get: {operationId: Get, "
        "responses: {"
        "'200': {description: d, content: {\n"
        "      application/json: {schema: {oneOf: [{type: string}, {type: integer}, {type: 'null'}]}},\n"
        "      application/xml: {schema: {type: object}}}},\n"
        "      '500': {description: e, content: {application/json: {schema: {type: object}}}}}}\n"}});
  if (!contract) FAIL() << to_string(contract.errors());
  const std::string both = "application/json, application/xml";
  std::set<std::pair<std::string, std::string>> asked;
  for (const Probe& probe : make_plan(*contract, {.prefer = true}).probes) {
    const auto wish = http::combined(probe.request.fields, "Prefer");
    const std::string accept = *http::combined(probe.request.fields, "Accept");
    if (wish) asked.emplace(*wish, accept);
    const bool is_negotiated = accept == "application/xml";
    EXPECT_EQ(probe.is_preferred, wish.has_value() || is_negotiated) << probe.id;
  }
  EXPECT_EQ(asked, (std::set<std::pair<std::string, std::string>>{{"dynamic=true", both},
                                                                  {"code=200, instance=1", both},
                                                                  {"code=200, instance=2", both},
                                                                  {"code=200", "application/xml"},
                                                                  {"code=500", both}}));
  for (const Probe& probe : make_plan(*contract, {}).probes)
    EXPECT_FALSE(http::contains(probe.request.fields, "Prefer")) << probe.id;
}

TEST(Preferred, BodiesOfALargeSchemaAreNotAskedForOneByOne) {
  std::string members;
  for (int i = 0; i < 800; ++i) {
    if (i > 0) members += ", ";
    members += "a" + std::to_string(i) + ": {type: string, maxLength: 9}";
  }
  const Result<Contract> contract = load_contract(
      "api.yaml", {},
      {{"api.yaml",
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    get: {operationId: Get, "
        "responses: "
        "{'200': {description: d, content: {application/json: {schema: {type: object, properties: {" +
            members + "}}}}}}}\n"}});
  if (!contract) FAIL() << to_string(contract.errors());
  for (const Probe& probe : make_plan(*contract, {.prefer = true}).probes)
    EXPECT_EQ(probe.id.find("instance"), probe.id.npos) << probe.id;
}

TEST(Selection, TakesOperationsByPathMethodTagAndId) {
  const Result<Contract> contract = load_contract(
      "api.yaml", {},
      {{"api.yaml",
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n"
        "  /a: {get: {operationId: GetA, tags: [x], responses: {'200': {description: d}}},\n"
        "       head: {operationId: HeadA, tags: [x, y], responses: {'200': {description: d}}}}\n"
        "  /b/c: {get: {operationId: GetB, responses: {'200': {description: d}}}}\n"}});
  if (!contract) FAIL() << to_string(contract.errors());
  const auto taken = [&](const Selection& selection) {
    std::string ids;
    const std::vector<bool> selected = selected_operations(*contract, selection);
    for (std::size_t i = 0; i < selected.size(); ++i) {
      if (selected[i]) ids += (ids.empty() ? "" : " ") + contract->operations[i].id;
    }
    return ids;
  };
  EXPECT_EQ(taken({}), "GetA HeadA GetB");
  EXPECT_EQ(taken({.include = {.paths = {"/a*"}}}), "GetA HeadA");
  EXPECT_EQ(taken({.include = {.methods = {"get"}}}), "GetA GetB");
  EXPECT_EQ(taken({.include = {.tags = {"y", "z"}}}), "HeadA");
  EXPECT_EQ(taken({.include = {.ids = {"GetB", "Head*"}}}), "HeadA GetB");
  EXPECT_EQ(taken({.include = {.paths = {"/a"}, .methods = {"GET"}}}), "GetA") << "all that is named holds";
  EXPECT_EQ(taken({.exclude = {.paths = {"/b/*"}, .methods = {"HEAD"}}}), "GetA") << "any is enough";
  EXPECT_EQ(taken({.max_operations = 2}), "GetA HeadA");
  EXPECT_EQ(taken({.exclude = {.methods = {"HEAD"}}, .max_operations = 2}), "GetA GetB");
  EXPECT_EQ(taken({.max_operations = 1, .include_clauses = {"GetB/*"}}), "GetB");
}

// The requests of one operation with wrong credentials: "Authorization, X-K".
std::string wrong_requests(const std::string& security, const PlanOptions& options) {
  const std::string text =
      "openapi: 3.1.0\ninfo: {title: T, version: '1'}\ncomponents: {securitySchemes: {b: {type: http, "
      "scheme: "
      "bearer}, k: {type: apiKey, in: header, name: X-K}}}\npaths:\n  /a:\n    get: {operationId: Op, "
      "security: " +
      security + ", responses: {'200': {description: d}}}\n";
  const Result<Contract> contract = load_contract("api.yaml", {}, {{"api.yaml", text}});
  if (!contract) return to_string(contract.errors());
  std::string requests;
  for (const Probe& probe : make_plan(*contract, options).probes) {
    if (probe.role != Role::wrong_credentials) continue;
    requests += probe.id + ":";
    for (const char* name : {"Authorization", "X-K"})
      requests += " " + http::combined(probe.request.fields, name).value_or("-");
    requests += "\n";
  }
  return requests;
}

// Documents describe the key of a query as a parameter, too.
TEST(KeyInTheQuery, TakesThePlaceOfTheParameterOfThatName) {
  EXPECT_EQ(with_query("/a", {{"key", "k"}}), "/a?key=k");
  EXPECT_EQ(with_query("/a?b=1&key=text&c", {{"key", "k"}, {"token", "t"}}), "/a?b=1&c&key=k&token=t");
  EXPECT_EQ(with_query("/a?key=text", {}), "/a?key=text");
}

TEST(WrongCredentials, OfThoseThatAreRequiredTogetherOneIsWrongAtATime) {
  PlanOptions options;
  options.keys.by_scheme = {{"b", "token"}, {"k", "key"}};
  EXPECT_EQ(wrong_requests("[{b: [], k: []}]", options),
            "Op/wrong-credentials: Bearer avouch-wrong-credentials avouch-wrong-credentials\n"
            "Op/wrong-credentials-b: Bearer avouch-wrong-credentials key\n"
            "Op/wrong-credentials-k: Bearer token avouch-wrong-credentials\n");
  options.keys.by_scheme = {{"b", "token"}};
  EXPECT_EQ(wrong_requests("[{b: [], k: []}]", options),
            "Op/wrong-credentials: Bearer avouch-wrong-credentials avouch-wrong-credentials\n")
      << "beside a placeholder nothing is right";
}

TEST(WrongCredentials, AreThoseOfEachAlternative) {
  PlanOptions options;
  options.keys.by_scheme = {{"b", "token"}};
  EXPECT_EQ(wrong_requests("[{b: []}, {k: []}]", options),
            "Op/wrong-credentials: Bearer avouch-wrong-credentials -\n"
            "Op/wrong-credentials-k: - avouch-wrong-credentials\n");
  EXPECT_EQ(wrong_requests("[{b: []}, {b: [read]}]", options),
            "Op/wrong-credentials: Bearer avouch-wrong-credentials -\n")
      << "the same request once";
}

}  // namespace requests_test
}  // namespace avouch
