// SPDX-License-Identifier: MIT
// Prefer: the client's preferences.
#include "mock/answer/prefer.h"

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>

#include "sites.h"

namespace avouch {
namespace prefer_test {

struct SyntaxCase {
  const char* name;
  std::vector<std::string> lines;
  const char* applied;  // as Preference-Applied writes it; of an error: its sentence
  bool is_error = false;
};

void PrintTo(const SyntaxCase& shown, std::ostream* out) {
  *out << shown.name;
}

class PreferSyntax : public testing::TestWithParam<SyntaxCase> {};

TEST_P(PreferSyntax, IsThatOfRfc7240) {
  http::Fields fields;
  for (const std::string& line : GetParam().lines) fields.push_back({"prefer", line});
  const Result<MockPreference> read = read_preference(fields);
  ASSERT_EQ(static_cast<bool>(read), !GetParam().is_error);
  EXPECT_EQ(read ? read->applied() : read.errors().front().title, GetParam().applied);
}

INSTANTIATE_TEST_SUITE_P(
    Lines, PreferSyntax,
    testing::Values(
        SyntaxCase{"none", {}, ""}, SyntaxCase{"empty", {""}, ""}, SyntaxCase{"commas", {" , ,"}, ""},
        SyntaxCase{"code", {"code=404"}, "code=404"}, SyntaxCase{"quoted", {"code=\"404\""}, "code=404"},
        SyntaxCase{"blanks", {" code = 404 , dynamic = true "}, "code=404, dynamic=true"},
        SyntaxCase{"upper_case", {"CODE=404"}, "code=404"},
        SyntaxCase{"several_lines", {"code=404", "example=one"}, "code=404, example=one"},
        SyntaxCase{"the_first_counts", {"code=404, code=500", "code=400"}, "code=404"},
        SyntaxCase{"parameters", {"code=404; a=b; c=\";,\""}, "code=404"},
        SyntaxCase{"quoted_comma", {"example=\"a, b\\\"c\", code=200"}, "code=200, example=\"a, b\\\"c\""},
        SyntaxCase{"others", {"respond-async, wait=10, return=minimal, handling=lenient"}, ""},
        SyntaxCase{"others_malformed", {"a b=c, =, \"x, code=404"}, ""},
        SyntaxCase{"dynamic_false", {"dynamic=false"}, "dynamic=false"},
        SyntaxCase{"instance", {"code=404, instance=12"}, "code=404, instance=12"},
        SyntaxCase{"instance_with_dynamic", {"dynamic=true, instance=0"}, "dynamic=true, instance=0"},
        SyntaxCase{
            "instance_none", {"instance"}, "Prefer: instance is not a number of at most 4 digits", true},
        SyntaxCase{"instance_negative",
                   {"instance=-1"},
                   "Prefer: instance is not a number of at most 4 digits",
                   true},
        SyntaxCase{"instance_huge",
                   {"instance=12345"},
                   "Prefer: instance is not a number of at most 4 digits",
                   true},
        SyntaxCase{"instance_of_an_example",
                   {"instance=1, example=a"},
                   "Prefer: instance is about generated bodies",
                   true},
        SyntaxCase{"instance_that_is_not_generated",
                   {"instance=1, dynamic=false"},
                   "Prefer: instance is about generated bodies",
                   true},
        SyntaxCase{"code_text", {"code=abc"}, "Prefer: code is not a status of three digits", true},
        SyntaxCase{"code_none", {"code"}, "Prefer: code is not a status of three digits", true},
        SyntaxCase{"code_600", {"code=600"}, "Prefer: code is not a status of three digits", true},
        SyntaxCase{"code_unclosed", {"code=\"404"}, "Prefer: code is not a status of three digits", true},
        SyntaxCase{"example_none", {"example="}, "Prefer: example has no name", true},
        SyntaxCase{"dynamic_text", {"dynamic=yes"}, "Prefer: dynamic is neither true nor false", true},
        SyntaxCase{"example_and_dynamic",
                   {"example=a, dynamic=true"},
                   "Prefer: example and dynamic=true contradict each other",
                   true}),
    [](const testing::TestParamInfo<SyntaxCase>& of) { return of.param.name; });

// 200 with two named examples, 404 with a body, 204, a default and 103.
MockSite site() {
  return site_of(contract_of(document_of(R"("/a": {"get": {"operationId": "Get",
    "parameters": [{"in": "query", "name": "n", "schema": {"type": "integer"}}], "responses": {
    "103": {"description": "hints"},
    "200": {"description": "d", "content": {
      "application/json": {"schema": {"type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}}},
        "examples": {"one": {"value": {"n": 1}}, "no two": {"value": {"n": "not two"}},
          "many digits": {"value": {"n": 123456789012345678901234567890}}}},
      "text/plain": {"examples": {"plain": {"value": "words"}}}}},
    "204": {"description": "none"},
    "404": {"description": "d", "headers": {"X-Why": {"schema": {"type": "string"}}},
      "content": {"application/json": {"example": {"code": 1}}}},
    "default": {"description": "d", "content": {"application/json": {"example": {"code": 2}}}}}}})")));
}

struct PreferCase {
  const char* name;
  const char* prefer;
  int status;
  const char* body;  // exactly; where it is refused, the problem's detail
};

void PrintTo(const PreferCase& shown, std::ostream* out) {
  *out << shown.name;
}

class Preferred : public testing::TestWithParam<PreferCase> {};

TEST_P(Preferred, IsServedOrRefused) {
  const http::Response response = site().answer({.target = "/a", .fields = {{"Prefer", GetParam().prefer}}});
  EXPECT_EQ(response.status, GetParam().status);
  if (field(response, "Content-Type") == "application/problem+json") {
    EXPECT_EQ(nlohmann::json::parse(response.body).at("detail"), GetParam().body);
    EXPECT_EQ(field(response, "Preference-Applied"), "(none)");
  } else {
    EXPECT_EQ(response.body, GetParam().body);
    EXPECT_EQ(field(response, "Preference-Applied"), GetParam().prefer);
    EXPECT_EQ(field(response, "Vary"), "Prefer");
  }
}

INSTANTIATE_TEST_SUITE_P(
    Answers, Preferred,
    testing::Values(
        PreferCase{"code", "code=404", 404, R"({"code":1})"},
        PreferCase{"by_default", "code=503", 503, R"({"code":2})"},
        PreferCase{"without_content", "code=204", 204, ""},
        PreferCase{"without_content_by_default", "code=304", 304, ""},
        PreferCase{"example", "example=one", 200, R"({"n":1})"},
        PreferCase{"example_as_documented", "example=\"no two\"", 200, R"({"n":"not two"})"},
        PreferCase{"example_beyond_double_precision", "example=\"many digits\"", 200,
                   R"({"n":123456789012345678901234567890})"},
        PreferCase{"example_of_another_type", "example=plain", 200, "words"},
        PreferCase{"static", "dynamic=false", 200, R"({"n":1})"},
        PreferCase{"informational", "code=103", 400, "Prefer: an informational response is not final"},
        PreferCase{
            "unknown_example", "example=three", 400,
            R"(Prefer: the documented 200 has no example "three"; the examples are one, no two, many digits, plain)"},
        PreferCase{"example_of_code", "code=404, example=one", 400,
                   R"(Prefer: the documented 404 has no example "one"; none has a name)"},
        PreferCase{"dynamic_without_schema", "code=404, dynamic=true", 400,
                   "Prefer: no schema is documented for application/json"},
        PreferCase{"dynamic_without_content", "code=204, dynamic=true", 400,
                   "Prefer: the documented 204 has no body"},
        PreferCase{"malformed", "code=x", 400, "Prefer: code is not a status of three digits"}),
    [](const testing::TestParamInfo<PreferCase>& of) { return of.param.name; });

// The instances of a schema with alternatives: each alternative is among the first ones.
TEST(Prefer, TheInstancesOfASchemaShowItsAlternatives) {
  const MockSite site = site_of(contract_of(document_of(R"("/a": {"get": {"operationId": "Get", "responses": {
    "200": {"description": "d", "content": {"application/json": {"example": {"kind": "a"}, "schema": {"oneOf": [
      {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "a"}, "more": {"type": "integer"}}},
      {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "b"}}},
      {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "c"}}}]}}}}}}})")));
  const auto body = [&](const std::string& preference) {
    return site.answer({.target = "/a", .fields = {{"Prefer", preference}}}).body;
  };
  std::map<std::string, std::size_t> kinds;
  bool has_more = false;
  for (const char* instance : {"instance=0", "instance=1", "instance=2"}) {
    const nlohmann::json value = nlohmann::json::parse(body(instance));
    ++kinds[value.at("kind").get<std::string>()];
    has_more = has_more || value.contains("more");
    EXPECT_EQ(body(instance), body(instance)) << instance;  // each is the same whenever it is requested
  }
  EXPECT_EQ(kinds, (std::map<std::string, std::size_t>{{"a", 1}, {"b", 1}, {"c", 1}}));
  EXPECT_TRUE(has_more);
  EXPECT_NO_THROW(nlohmann::json::parse(body("instance=9999")));
}

// OpenAPI 3.1 §4.8.16: by itself, else as a range, else as the default.
TEST(Prefer, AnyStatusOfARangeIsServedAsTheRange) {
  const MockSite ranges =
      site_of(contract_of(document_of(R"("/a": {"get": {"operationId": "Get", "responses": {
    "2XX": {"description": "d", "content": {"application/json": {"example": {"as": "2XX"}}}},
    "404": {"description": "d", "content": {"application/json": {"example": {"as": "404"}}}},
    "4XX": {"description": "d", "content": {"application/json": {"example": {"as": "4XX"}}}},
    "default": {"description": "d", "content": {"application/json": {"example": {"as": "default"}}}}}}})")));
  const auto as = [&](const std::string& code) {
    const http::Response response = ranges.answer({.target = "/a", .fields = {{"Prefer", "code=" + code}}});
    return std::to_string(response.status) + " " + response.body;
  };
  EXPECT_EQ(as("202"), R"(202 {"as":"2XX"})");
  EXPECT_EQ(as("404"), R"(404 {"as":"404"})");
  EXPECT_EQ(as("400"), R"(400 {"as":"4XX"})");
  EXPECT_EQ(as("500"), R"(500 {"as":"default"})");
  EXPECT_EQ(ranges.answer({.target = "/a"}).status, 200);
}

TEST(Prefer, RefusesAStatusThatIsNotDocumented) {
  const MockSite bare = site_of(contract_of(
      document_of(R"("/a": {"get": {"operationId": "Get", "responses": {"200": {"description": "d"}}}})")));
  const http::Response response = bare.answer({.target = "/a", .fields = {{"Prefer", "code=404"}}});
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(nlohmann::json::parse(response.body).at("detail"),
            "Prefer: Get documents no 404; it documents 200");
}

TEST(Prefer, OfOtherNamesChangesNothing) {
  const http::Response usual = site().answer({.target = "/a"});
  EXPECT_EQ(site().answer({.target = "/a", .fields = {{"Prefer", "return=minimal"}}}), usual);
}

TEST(Prefer, OfACodeGoesBeforeWhatIsWrongWithTheRequest) {
  EXPECT_EQ(site().answer({.target = "/a?n=x"}).status, 400);
  EXPECT_EQ(site().answer({.target = "/a?n=x", .fields = {{"Prefer", "code=404"}}}).status, 404);
  // An example belongs to the answer that is given.
  EXPECT_EQ(site().answer({.target = "/a?n=x", .fields = {{"Prefer", "example=one"}}}).status, 400);
}

TEST(Prefer, GeneratesTheSameRowOfBodiesForTheSameSeed) {
  const auto row = [](std::uint64_t seed) {
    const Contract contract =
        contract_of(document_of(R"("/a": {"get": {"operationId": "Get", "responses": {"200":
      {"description": "d", "content": {"application/json": {"schema": {"type": "string", "minLength": 8}}}}}}})"));
    const MockSite made(contract, {.seed = seed});
    std::vector<std::string> bodies;
    for (int i = 0; i < 4; ++i)
      bodies.push_back(made.answer({.target = "/a", .fields = {{"Prefer", "dynamic=true"}}}).body);
    return bodies;
  };
  EXPECT_EQ(row(7), row(7));
  EXPECT_NE(row(7), row(8));
  EXPECT_NE(row(7)[0], row(7)[1]);
}

TEST(Notes, TellWhatIsNeverServed) {
  EXPECT_EQ(site().notes(),
            (std::vector<std::string>{
                "Get/103 is never served: an informational response is not final (RFC 9110 §15.2)"}));
  const MockSite framed = site_of(contract_of(document_of(
      R"("/a": {"get": {"operationId": "Get", "responses": {"200": {"description": "d", "headers": {
      "Transfer-Encoding": {"schema": {"type": "string"}}, "X-A": {"schema": {"type": "string"}}}}}}})")));
  EXPECT_EQ(framed.notes(), (std::vector<std::string>{
                                "Get/200: Transfer-Encoding is not served: the server decides how a message "
                                "is framed and encoded"}));
  EXPECT_EQ(field(framed.answer({.target = "/a"}), "Transfer-Encoding"), "(none)");
}

// A mock of many operations serves the others.
TEST(Unserved, AreOperationsWhoseResponseCannotBeMade) {
  const Contract contract = contract_of(document_of(R"(
    "/a": {"get": {"operationId": "Informational", "responses": {"100": {"description": "d"}}}},
    "/b": {"get": {"operationId": "Impossible", "responses": {"200": {"description": "d", "content":
      {"application/json": {"schema": {"type": "string", "minLength": 3, "maxLength": 1}}}}}}},
    "/c": {"get": {"operationId": "ImpossibleRefusal", "responses": {"200": {"description": "d"}, "404":
      {"description": "d", "content": {"application/json": {"schema": false}}}}}},
    "/d": {"get": {"operationId": "Sound", "responses": {"200": {"description": "d"}}}},
    "/d#again": {"get": {"operationId": "Same", "responses": {"200": {"description": "d"}}}},
    "/d?again=1": {"get": {"operationId": "Other", "responses": {"202": {"description": "d"}}}})"));
  const MockSite made(contract, {});
  std::map<std::string, std::string> unserved;
  for (const auto& [operation, why] : made.unserved())
    unserved[contract.operations[operation].id] = why.title;
  EXPECT_EQ(unserved,
            (std::map<std::string, std::string>{
                {"Informational", "it documents no final response"},
                {"Impossible", "no value was found that the schema allows"},
                {"ImpossibleRefusal", "no value can be made for a schema that allows nothing"},
                {"Same", "each request to it is one to \"Sound\" too: no server can tell them apart"}}));
  EXPECT_EQ(made.answer({.target = "/a"}).status, 501);
  EXPECT_EQ(made.answer({.target = "/b"}).status, 500);
  EXPECT_EQ(made.answer({.target = "/c"}).status, 200);
  EXPECT_EQ(made.answer({.target = "/d"}).status, 200);
  EXPECT_EQ(made.answer({.target = "/d?again=1"}).status, 202);
  EXPECT_EQ(made.answer({.target = "/d?again=2"}).status, 200);
}

TEST(Paths, OfOneShapeAreOneResource) {
  const MockSite made = site_of(contract_of(document_of(R"(
    "/f/{file}": {"get": {"operationId": "Get", "parameters": [{"name": "file", "in": "path", "required": true,
      "schema": {"type": "string"}}], "responses": {"200": {"description": "d"}}}},
    "/f/{folder}": {"post": {"operationId": "Put", "parameters": [{"name": "folder", "in": "path", "required":
      true, "schema": {"type": "integer"}}], "responses": {"201": {"description": "d"}, "400": {"description":
      "d"}}}})")));
  EXPECT_EQ(made.answer({.target = "/f/1"}).status, 200);
  EXPECT_EQ(made.answer({.method = "POST", .target = "/f/1"}).status, 201);
  EXPECT_EQ(made.answer({.method = "POST", .target = "/f/x"}).status, 400);
  const http::Response refused = made.answer({.method = "PUT", .target = "/f/1"});
  EXPECT_EQ(refused.status, 405);
  EXPECT_EQ(field(refused, "Allow"), "GET, HEAD, POST, OPTIONS");
}

// RFC 9110 §15.5.6.
TEST(PreferredMethodNotAllowed, ListsTheAllowedMethods) {
  const MockSite site = site_of(contract_of(document_of(R"("/a": {
    "get": {"operationId": "A", "responses": {"200": {"description": "d"}, "405": {"description": "d"}}},
    "put": {"operationId": "B", "responses": {"204": {"description": "d"}}}})")));
  const http::Response response = site.answer({.target = "/a", .fields = {{"Prefer", "code=405"}}});
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(field(response, "Allow"), "HEAD, PUT, OPTIONS") << "without the one that is refused";
}

}  // namespace prefer_test
}  // namespace avouch
