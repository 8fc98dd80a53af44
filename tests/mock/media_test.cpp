// SPDX-License-Identifier: MIT
// Bodies and queries that are not JSON, as the mock reads and writes them.
#include <gtest/gtest.h>

#include <cstddef>
#include <memory>
#include <ostream>
#include <string>

#include "base/memory_budget.h"
#include "sites.h"

namespace avouch {
namespace media_test {

std::string document_of_3_2(const std::string& paths) {
  return R"({"openapi": "3.2.0", "info": {"title": "t", "version": "1"}, "paths": {)" + paths + "}}";
}

// What the mock answers to a body of that type.
std::string answer_to(const std::string& type, const std::string& media, const std::string& body) {
  const MockSite site = site_of(contract_of(document_of_3_2(
      R"("/a": {"query": {"operationId": "Ask", "requestBody": {"required": true, "content": {")" + type +
      "\": " + media + R"(}}, "responses": {"200": {"description": "d"}}}})")));
  http::Request request{.method = "QUERY", .target = "/a", .body = body};
  http::set(request.fields, "Content-Type", type);
  const http::Response response = site.answer(request);
  return std::to_string(response.status) + (response.status == 200 ? "" : " " + response.body);
}

TEST(MockMedia, BodiesAreCheckedByTheirForm) {
  const std::string xml =
      R"({"schema": {"type": "object", "xml": {"name": "r"}, "properties": {"n": {"type": "integer"}}}})";
  EXPECT_EQ(answer_to("application/xml", xml, "<r><n>1</n></r>"), "200");
  EXPECT_NE(answer_to("application/xml", xml, "<r><n>x</n></r>").find("expected an integer"),
            std::string::npos);
  EXPECT_NE(answer_to("application/xml", xml, "<r>").find("not well-formed"), std::string::npos);
  const std::string lines = R"({"itemSchema": {"type": "integer"}})";
  EXPECT_EQ(answer_to("application/jsonl", lines, "1\n2\n"), "200");
  EXPECT_NE(answer_to("application/jsonl", lines, "1\n{}\n").find("expected an integer"), std::string::npos);
  EXPECT_EQ(answer_to("image/png", R"({"schema": {"type": "integer"}})", "x"), "200") << "it is not read";
  const std::string bytes = R"({"schema": {"type": "string", "maxLength": 3}})";
  EXPECT_EQ(answer_to("image/png", bytes, "\xFF\xC3\xA4"), "200");
  EXPECT_NE(answer_to("image/png", bytes, "\xFF\xC3\xA4\x80").find("at most 3 characters"),
            std::string::npos);
}

TEST(MockMedia, AQuerystringIsReadByItsMediaType) {
  const MockSite site = site_of(contract_of(document_of_3_2(
      R"("/a": {"get": {"operationId": "Get", "parameters": [{"name": "q", "in": "querystring", "required": true, )"
      R"("content": {"application/x-www-form-urlencoded": {"schema": {"type": "object", "required": ["n"], )"
      R"("properties": {"n": {"type": "integer"}}}}}}], "responses": {"200": {"description": "d"}}}})")));
  const auto status_of = [&](const char* target) { return site.answer({.target = target}).status; };
  EXPECT_EQ(status_of("/a?n=5&m=x"), 200);
  EXPECT_EQ(status_of("/a?n=x"), 400);
  EXPECT_EQ(status_of("/a"), 400);
}

TEST(MockMedia, ListsOfSwaggerAreReadByTheirSeparators) {
  const Contract contract = contract_of(
      R"({"swagger": "2.0", "info": {"title": "t", "version": "1"}, "paths": {"/a/{p}": {"get": {"operationId": "Get",
  "parameters": [
    {"name": "p", "in": "path", "required": true, "type": "array", "maxItems": 2, "collectionFormat": "pipes", "items": {"type": "integer"}},
    {"name": "t", "in": "query", "type": "array", "maxItems": 2, "collectionFormat": "tsv", "items": {"type": "integer"}},
    {"name": "X-H", "in": "header", "type": "array", "maxItems": 2, "collectionFormat": "ssv", "items": {"type": "integer"}}],
  "responses": {"200": {"description": "d"}}}},
  "/b": {"post": {"operationId": "Post", "consumes": ["multipart/form-data"], "parameters": [
    {"name": "l", "in": "formData", "type": "array", "maxItems": 2, "collectionFormat": "pipes", "items": {"type": "integer"}}],
  "responses": {"200": {"description": "d"}}}}}})");
  EXPECT_TRUE(contract.notes.empty());
  const MockSite site = site_of(contract);
  const auto status_of = [&](const char* target, const char* header) {
    return site.answer({.target = target, .fields = {{"X-H", header}}}).status;
  };
  EXPECT_EQ(status_of("/a/1%7C2?t=1%092", "1 2"), 200);
  EXPECT_EQ(status_of("/a/1?t=1", "1"), 200);
  EXPECT_EQ(status_of("/a/1%7C2%7C3?t=1", "1"), 400);
  EXPECT_EQ(status_of("/a/1?t=1%092%093", "1"), 400);
  EXPECT_EQ(status_of("/a/1?t=1", "1 2 3"), 400);
  EXPECT_EQ(status_of("/a/1?t=1", "1,2"), 400) << "no integer";
  const auto posted = [&](const std::string& part) {
    http::Request request{.method = "POST", .target = "/b"};
    http::set(request.fields, "Content-Type", "multipart/form-data; boundary=b");
    request.body = "--b\r\nContent-Disposition: form-data; name=\"l\"\r\n\r\n" + part + "\r\n--b--\r\n";
    return site.answer(request).status;
  };
  EXPECT_EQ(posted("1|2"), 200);
  EXPECT_EQ(posted("1|x"), 400);
  EXPECT_EQ(posted("1|2|3"), 400);
}

TEST(MockMedia, ACookieOfItsStyleIsNotDecoded) {
  const MockSite site = site_of(contract_of(document_of_3_2(
      R"("/a": {"get": {"operationId": "Get", "parameters": [{"name": "c", "in": "cookie", "style": "cookie", )"
      R"("schema": {"const": "a%2Fb"}}], "responses": {"200": {"description": "d"}}}})")));
  const auto status_of = [&](const char* cookie) {
    return site.answer({.target = "/a", .fields = {{"Cookie", cookie}}}).status;
  };
  EXPECT_EQ(status_of("c=a%2Fb"), 200);
  EXPECT_EQ(status_of("c=a/b"), 400);
}

TEST(MockMedia, ResponsesAreWrittenInTheirForm) {
  const auto body_of = [](const std::string& type, const std::string& media) {
    const MockSite site = site_of(contract_of(
        document_of_3_2(R"("/a": {"get": {"operationId": "Get", "responses": {"200": {"content": {")" + type +
                        "\": " + media + "}}}}}")));
    const http::Response response = site.answer({.target = "/a"});
    return field(response, "Content-Type") + "\n" + response.body;
  };
  EXPECT_EQ(body_of("text/event-stream", R"({"itemSchema": {"type": "object", "required": ["data"], )"
                                         R"("properties": {"data": {"const": "x"}}}, "examples": )"
                                         R"({"two": {"dataValue": [{"data": "x"}, {"data": "x"}]}}})"),
            "text/event-stream\ndata: x\n\ndata: x\n\n");
  EXPECT_EQ(body_of("text/event-stream",
                    R"({"itemSchema": {"type": "object", "required": ["data"], "properties": {"data": )"
                    R"({"type": "string", "contentMediaType": "application/json", "contentSchema": )"
                    R"({"type": "object", "required": ["n"], "properties": {"n": {"const": 7}}}}}}})"),
            "text/event-stream\ndata: {\"n\":7}\n\n");
  EXPECT_EQ(body_of("text/event-stream",
                    R"({"itemSchema": {"type": "object", "required": ["data"], "properties": {"data": )"
                    R"({"type": "object", "required": ["n"], "properties": {"n": {"const": 7}}}}}})"),
            "text/event-stream\ndata: {\"n\":7}\n\n");
  EXPECT_EQ(body_of("text/plain", R"({"schema": {"type": "integer", "minimum": 3, "maximum": 3}})"),
            "text/plain\n3");
  EXPECT_EQ(
      body_of("application/x-www-form-urlencoded",
              R"({"schema": {"type": "object", "required": ["n"], "properties": {"n": {"const": 4}}}})"),
      "application/x-www-form-urlencoded\nn=4");
}

// Content of one media type that takes far more memory to check than it has bytes.
struct Costly {
  const char* name;
  std::string type;
  std::string text;
};

void PrintTo(const Costly& one, std::ostream* out) {
  *out << one.name;
}

std::string repeat(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

class CostlyContent : public testing::TestWithParam<Costly> {
 protected:
  // The status, or what the problem says.
  static std::string answered(const std::string& type, const std::string& text, std::size_t memory) {
    const Contract contract = contract_of(
        document_of(R"("/a": {"post": {"operationId": "Post", "requestBody": {"content": {)"
                    R"("application/json": {"schema": {"type": "array", "items": {"type": "integer"}}}, )"
                    R"("application/x-www-form-urlencoded": {"schema": {"type": "object"}}, )"
                    R"("multipart/form-data": {"schema": {"type": "object"}}, )"
                    R"("application/xml": {"schema": {"type": "object", "xml": {"name": "a"}, "properties": )"
                    R"({"b": {"type": "array", "items": {"type": "string"}}}}}}}, )"
                    R"("responses": {"204": {"description": "d"}}}})"));
    const MockSite site = site_of(contract);
    const auto budget = std::make_shared<MemoryBudget>(memory);
    http::Request request{.method = "POST", .target = "/a"};
    http::set(request.fields, "Content-Type", type);
    request.body = text;
    std::string told;
    {
      MemoryShare share(budget);
      const MockReply reply = site.reply(request, &share);
      told = std::to_string(reply.response.status) + (reply.why.empty() ? "" : ": " + reply.why);
    }
    EXPECT_EQ(budget->used(), 0U);
    return told;
  }
};

TEST_P(CostlyContent, IsRefusedBeforeItIsRead) {
  constexpr std::size_t kMemory = std::size_t{1} << 19U;
  EXPECT_EQ(answered(GetParam().type, GetParam().text, 64 * kMemory), "204: the documented 204");
  EXPECT_EQ(answered(GetParam().type, GetParam().text, kMemory),
            "413: the request body: it does not fit into what the other requests leave of the memory");
}

INSTANTIATE_TEST_SUITE_P(
    Of, CostlyContent,
    testing::Values(Costly{"Json", "application/json", "[" + repeat("1,", 100'000) + "1]"},
                    Costly{"Form", "application/x-www-form-urlencoded", repeat("a=1&b=2&", 1'500)},
                    Costly{"Multipart", "multipart/form-data; boundary=b",
                           repeat("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n", 1'500) +
                               "--b--"},
                    Costly{"LongPart", "multipart/form-data; boundary=b",
                           "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n" +
                               std::string(150'000, 'a') + "\r\n--b--"},
                    Costly{"Xml", "application/xml", "<a>" + repeat("<b>1</b>", 6'000) + "</a>"}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace media_test
}  // namespace avouch
