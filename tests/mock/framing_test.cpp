// SPDX-License-Identifier: MIT
#include "mock/connection/framing.h"

#include <gtest/gtest.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "base/memory_budget.h"
#include "connected.h"
#include "sites.h"

namespace avouch {
namespace framing_test {

const http::Fields kChunked = {{"Transfer-Encoding", "chunked"}};

struct FramingCase {
  const char* name;
  http::Fields fields;
  std::string sent;  // after the head
  int status;        // 0: it is content
  std::string content;
  std::string rest;  // where the next request begins
};

void PrintTo(const FramingCase& shown, std::ostream* out) {
  *out << shown.name;
}

class Framing : public testing::TestWithParam<FramingCase> {};

TEST_P(Framing, SaysWhereContentEnds) {
  std::string_view sent = GetParam().sent;
  const auto content = content_of(GetParam().fields, [&](char* to, std::size_t size) {
    const std::size_t count = sent.copy(to, std::min<std::size_t>(size, 3));
    sent.remove_prefix(count);
    return count;
  });
  const auto* bad = std::get_if<BadFraming>(&content);
  ASSERT_EQ(bad == nullptr ? 0 : bad->status, GetParam().status) << (bad == nullptr ? "" : bad->why);
  if (bad != nullptr) return;
  EXPECT_EQ(std::get<std::string>(content), GetParam().content);
  EXPECT_EQ(sent, GetParam().rest);
}

FramingCase of_length(const char* name, const char* length, int status, const char* content = "") {
  return {name,     {{"Content-Length", length}},
          "abcdef", status,
          content,  std::string("abcdef").substr(std::string(content).size())};
}

FramingCase of_chunks(const char* name, std::string sent, int status, const char* content = "") {
  return {name, kChunked, std::move(sent) + (status == 0 ? "GET" : ""), status, content, "GET"};
}

FramingCase of_coding(const char* name, http::Fields fields, int status) {
  return {name, std::move(fields), "0\r\n\r\n", status, "", ""};
}

INSTANTIATE_TEST_SUITE_P(
    Requests, Framing,
    testing::Values(FramingCase{"none", {}, "GET", 0, "", "GET"}, of_length("length", "3", 0, "abc"),
                    of_length("length_0", "0", 0), of_length("length_that_is_cut", "7", 400),
                    of_length("length_word", "three", 400), of_length("length_empty", "", 400),
                    of_length("length_signed", "+3", 400), of_length("length_negative", "-3", 400),
                    of_length("length_and_more", "3x", 400), of_length("length_list", "3, 3", 400),
                    of_length("length_hex", "0x3", 400), of_length("length_over_the_bound", "67108865", 400),
                    of_length("length_beyond_numbers", "99999999999999999999999", 400),
                    of_chunks("chunks", "3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n", 0, "abc0123456789"),
                    of_chunks("chunk_of_lines", "4\r\n\r\n\r\n\r\n0\r\n\r\n", 0, "\r\n\r\n"),
                    of_chunks("no_chunk", "0\r\n\r\n", 0),
                    of_chunks("small_hex", "b\r\n0123456789a\r\n000\r\n\r\n", 0, "0123456789a"),
                    of_chunks("extensions", "3;a=b;c=\"d\"\r\nabc\r\n0;e\r\n\r\n", 0, "abc"),
                    of_chunks("blank_before_extension", "3 ;a\r\nabc\r\n0\r\n\r\n", 0, "abc"),
                    of_chunks("trailers", "3\r\nabc\r\n0\r\nX: y\r\nZ: w\r\n\r\n", 0, "abc"),
                    of_chunks("chunk_that_is_cut", "3\r\nab", 400),
                    of_chunks("chunk_without_last", "3\r\nabc\r\n", 400),
                    of_chunks("trailers_that_are_cut", "0\r\nX: y\r\n", 400),
                    of_chunks("no_size", "\r\nabc\r\n0\r\n\r\n", 400),
                    of_chunks("size_word", "x\r\nabc\r\n0\r\n\r\n", 400),
                    of_chunks("size_signed", "-3\r\nabc\r\n0\r\n\r\n", 400),
                    of_chunks("size_too_small", "2\r\nabc\r\n0\r\n\r\n", 400),
                    of_chunks("size_too_large", "4\r\nabc\r\n0\r\n\r\n", 400),
                    of_chunks("size_over_the_bound", "4000001\r\nabc", 400),
                    of_chunks("sizes_over_the_bound", "1\r\na\r\n4000000\r\nabc", 400),
                    of_chunks("size_beyond_numbers", "FFFFFFFFFFFFFFFFFF\r\nabc", 400),
                    of_chunks("extension_with_tab", "3;\ta=b\r\nabc\r\n0\r\n\r\n", 0, "abc"),
                    of_chunks("extension_beyond_ascii", "3;a=\"\xC3\xA9\"\r\nabc\r\n0\r\n\r\n", 0, "abc"),
                    of_chunks("line_feed_in_extension", "3;a\nb\r\nabc\r\n0\r\n\r\n", 400),
                    of_chunks("line_feed_after_extension", "3;a\nabc\r\n0\r\n\r\n", 400),
                    of_chunks("line_feed_after_size", "3\nabc\r\n0\r\n\r\n", 400),
                    of_chunks("line_feed_after_chunk", "3\r\nabc\n0\r\n\r\n", 400),
                    of_chunks("return_in_extension", "3;a\rb\r\nabc\r\n0\r\n\r\n", 400),
                    of_chunks("control_in_extension", "3;a\x01\r\nabc\r\n0\r\n\r\n", 400),
                    of_chunks("delete_in_extension", "3;a\x7F\r\nabc\r\n0\r\n\r\n", 400),
                    of_chunks("nul_in_extension", std::string("3;a\0\r\nabc\r\n0\r\n\r\n", 17), 400),
                    of_chunks("blank_before_size", " 3\r\nabc\r\n0\r\n\r\n", 400),
                    of_chunks("blank_after_size", "3 \r\nabc\r\n0\r\n\r\n", 400),
                    of_chunks("text_after_size", "3 a\r\nabc\r\n0\r\n\r\n", 400),
                    of_chunks("trailer_without_colon", "0\r\nab c\r\n\r\n", 400),
                    of_chunks("trailer_with_blank_before_colon", "0\r\nX : y\r\n\r\n", 400),
                    of_chunks("trailer_that_is_folded", "0\r\nX: y\r\n z\r\n\r\n", 400),
                    of_chunks("line_feed_after_trailer", "0\r\nX: y\n\r\n", 400),
                    of_chunks("extension_without_end", "3;" + std::string(100'000, 'x'), 400),
                    of_chunks("trailers_without_end", "0\r\n" + std::string(100'000, 'x'), 400),
                    of_coding("coding_in_any_case", {{"Transfer-Encoding", "Chunked"}}, 0),
                    of_coding("other_coding", {{"Transfer-Encoding", "gzip"}}, 501),
                    of_coding("two_codings", {{"Transfer-Encoding", "gzip, chunked"}}, 501),
                    of_coding("chunked_twice",
                              {{"Transfer-Encoding", "chunked"}, {"Transfer-Encoding", "chunked"}}, 501),
                    of_coding("empty_coding", {{"Transfer-Encoding", ""}}, 501),
                    of_coding("both", {{"Content-Length", "5"}, {"Transfer-Encoding", "chunked"}}, 400)),
    [](const testing::TestParamInfo<FramingCase>& of) { return of.param.name; });

FramingCase of_extension(const char* name, const std::string& extension, int status) {
  return of_chunks(name, "3" + extension + "\r\nabc\r\n0\r\n\r\n", status, status == 0 ? "abc" : "");
}

// RFC 9112 §7.1.1
INSTANTIATE_TEST_SUITE_P(
    ChunkExtensions, Framing,
    testing::Values(
        of_extension("blanks", " ; a = b\t;c;d=\"; \\\"\"", 0), of_extension("many", ";a;a;a=1;a=\"\"", 0),
        of_chunks("last", "0;a=\"b\"\r\n\r\n", 0), of_extension("never_closed", ";a=\"x", 400),
        of_extension("closed_by_an_escape", ";a=\"x\\\"", 400), of_extension("no_name", ";=", 400),
        of_extension("no_value", ";a=", 400), of_extension("nothing", ";", 400),
        of_extension("nothing_before_another", ";;a", 400), of_extension("two_words", ";a=b c", 400),
        of_extension("text_after_quotes", ";a=\"b\"c", 400), of_extension("no_token", ";a=\xC3\xA9", 400),
        of_extension("blank_at_the_end", ";a ", 400), of_chunks("last_without_value", "0;a=\r\n\r\n", 400)),
    [](const testing::TestParamInfo<FramingCase>& of) { return of.param.name; });

// Reads `text` as content of that length.
std::variant<std::string, BadFraming> content_within(MemoryShare& memory, std::string_view text) {
  const http::Fields fields = {{"Content-Length", std::to_string(text.size())}};
  return content_of(
      fields,
      [&](char* to, std::size_t size) {
        const std::size_t count = text.copy(to, size);
        text.remove_prefix(count);
        return count;
      },
      &memory);
}

TEST(ContentMemory, IsTakenForLongContent) {
  const auto budget = std::make_shared<MemoryBudget>(8U * kFreeContent);
  const std::string text(3U * kFreeContent, 'a');
  {
    MemoryShare memory(budget);
    EXPECT_EQ(std::get<std::string>(content_within(memory, text)), text);
    EXPECT_EQ(memory.held(), 2U * kFreeContent);
  }
  EXPECT_EQ(budget->used(), 0U);
}

TEST(ContentMemory, IsRefusedIfOthersHoldIt) {
  const auto budget = std::make_shared<MemoryBudget>(100);
  MemoryShare memory(budget);
  const std::string free(kFreeContent, 'a');
  EXPECT_EQ(std::get<std::string>(content_within(memory, free)), free);
  EXPECT_EQ(std::get<BadFraming>(content_within(memory, free + std::string(101, 'a'))).status, 503);
  const std::string fits = free + std::string(100, 'a');
  EXPECT_EQ(std::get<std::string>(content_within(memory, fits)), fits);
}

TEST(ContentMemory, IsWaitedFor) {
  const auto budget = std::make_shared<MemoryBudget>(8U * kFreeContent);
  const Cancellation never{false};
  const std::string text(4U * kFreeContent, 'a');
  MemoryShare other(budget);
  other.wait_for_others(&never);
  ASSERT_TRUE(other.grow(7U * kFreeContent));
  std::jthread reader([&] {
    MemoryShare memory(budget);
    memory.wait_for_others(&never);
    const auto content = content_within(memory, text);
    EXPECT_TRUE(std::holds_alternative<std::string>(content));
    EXPECT_GT(memory.waited().count(), 0);
  });
  while (budget->waiting() == 0) std::this_thread::yield();
  other.shrink_to(0);
}

// All that the server says to `sent`, until it closes.
std::string said_to(const MockServer& server, std::string_view sent) {
  const Connected connection(server.port());
  std::string said;
  ssize_t count = connection.send(sent);
  char part[4096];
  while ((count = ::recv(connection.socket(), part, sizeof part, 0)) > 0)
    said.append(part, static_cast<std::size_t>(count));
  return count == 0 ? said : said + "(reset)";
}

struct WireCase {
  const char* name;
  const char* fields_and_content;
  std::vector<int> statuses;  // to this request, and to a GET after it that asks to close
};

void PrintTo(const WireCase& shown, std::ostream* out) {
  *out << shown.name;
}

class Wire : public testing::TestWithParam<WireCase> {};

TEST_P(Wire, IsAnswered) {
  const Contract contract = contract_of(document_of(
      R"("/a": {"get": {"operationId": "Get", "responses": {"204": {"description": "d"}}},
        "post": {"operationId": "Post", "requestBody": {"required": true, "content": {"application/json": {
          "schema": {"type": "object", "required": ["n"]}}}}, "responses": {"201": {"description": "d"}}}})"));
  const std::unique_ptr<MockServer> server = *MockServer::start(contract, {});
  const std::string said =
      said_to(*server, "POST /a HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" +
                           std::string(GetParam().fields_and_content) +
                           "GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(said.find("Unknown"), said.npos) << said;
  std::vector<int> statuses;
  for (std::size_t at = said.find("HTTP/1.1 "); at != said.npos; at = said.find("HTTP/1.1 ", at + 1)) {
    statuses.push_back(std::stoi(said.substr(at + 9, 3)));
  }
  EXPECT_EQ(statuses, GetParam().statuses) << said;
  EXPECT_EQ(said.find("(reset)"), said.npos) << said;
  const std::size_t closing = said.find("Connection: close\r\n");
  EXPECT_NE(closing, said.npos) << said;
  EXPECT_EQ(said.find("Connection: close\r\n", closing + 1), said.npos) << said;
}

INSTANTIATE_TEST_SUITE_P(
    Requests, Wire,
    testing::Values(
        WireCase{"length", "Content-Length: 7\r\n\r\n{\"n\":1}", {201, 204}},
        WireCase{
            "chunked", "Transfer-Encoding: chunked\r\n\r\n3\r\n{\"n\r\n4\r\n\":1}\r\n0\r\n\r\n", {201, 204}},
        WireCase{"chunked_wrong_body", "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", {400, 204}},
        WireCase{"bad_chunk", "Transfer-Encoding: chunked\r\n\r\nx\r\n{}\r\n0\r\n\r\n", {400}},
        WireCase{"line_feed_in_chunk_extension",
                 "Transfer-Encoding: chunked\r\n\r\n7;a\nb\r\n{\"n\":1}\r\n0\r\n\r\n",
                 {400}},
        WireCase{"trailer_without_colon",
                 "Transfer-Encoding: chunked\r\n\r\n7\r\n{\"n\":1}\r\n0\r\nab c\r\n\r\n",
                 {400}},
        WireCase{"other_coding", "Transfer-Encoding: gzip\r\n\r\nxyz", {501}},
        WireCase{"refused_and_closing", "Connection: close\r\nTransfer-Encoding: gzip\r\n\r\nxyz", {501}},
        WireCase{"bad_length", "Content-Length: x\r\n\r\n{\"n\":1}", {400}},
        WireCase{"both", "Content-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n{\"n\":1}", {400}},
        WireCase{"blank_before_colon", "Content-Length : 7\r\n\r\n{\"n\":1}", {400}},
        WireCase{"second_host", "Host: b\r\nContent-Length: 7\r\n\r\n{\"n\":1}", {400}},
        WireCase{"range", "Range: bytes=0-1\r\nContent-Length: 7\r\n\r\n{\"n\":1}", {201, 204}},
        WireCase{"wrong_range", "Range: bytes=x\r\nContent-Length: 7\r\n\r\n{\"n\":1}", {201, 204}}),
    [](const testing::TestParamInfo<WireCase>& of) { return of.param.name; });

struct NotedCase {
  const char* name;
  const char* sent;
  std::vector<std::string> notes;  // method, target, status and why
};

void PrintTo(const NotedCase& shown, std::ostream* out) {
  *out << shown.name;
}

class Noted : public testing::TestWithParam<NotedCase> {};

TEST_P(Noted, IsEveryRequestOnce) {
  const Contract contract = contract_of(
      document_of(R"("/a": {"get": {"operationId": "Get", "responses": {"204": {"description": "d"}}}})"));
  std::vector<std::string> notes;
  {
    const std::unique_ptr<MockServer> server = *MockServer::start(
        contract, {.on_answer = [&](const http::Request& request, const MockReply& reply) {
          notes.push_back(request.method + " " + request.target + " " +
                          std::to_string(reply.response.status) + " " +
                          (reply.cause == MockReply::Cause::bad_framing ? reply.why : "framed"));
        }});
    said_to(*server, GetParam().sent);
  }
  EXPECT_EQ(notes, GetParam().notes);
}

INSTANTIATE_TEST_SUITE_P(
    Requests, Noted,
    testing::Values(
        NotedCase{
            "well_framed", "GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", {"GET /a 204 framed"}},
        NotedCase{"other_coding",
                  "POST /a?x=1 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\nxyz",
                  {"POST /a?x=1 501 bad framing: The only supported transfer coding is \"chunked\""}},
        NotedCase{"bad_length",
                  "PUT /b HTTP/1.1\r\nHost: a\r\nContent-Length: \x1B[2J\r\n\r\n",
                  {"PUT /b 400 bad framing: The Content-Length is not a number"}},
        NotedCase{"bad_head",
                  "GET /a HTTP/1.1\r\n\r\nGET /a HTTP/1.1\r\nHost: a\r\n\r\n",
                  {"GET /a 400 bad framing: An HTTP/1.1 request needs a Host field"}},
        NotedCase{"no_request",
                  "\x16\x03\x01 hello\r\n\r\n",
                  {"  400 bad framing: The request line has not three parts"}},
        NotedCase{"empty_lines_before",
                  "\r\n\r\nGET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                  {"GET /a 204 framed"}},
        NotedCase{"after_a_good_one",
                  "GET /a HTTP/1.1\r\nHost: a\r\n\r\nPOST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
                  "chunked\r\n\r\nx\r\n",
                  {"GET /a 204 framed",
                   "POST /a 400 bad framing: The content is not chunked as in RFC 9112 §7.1"}}),
    [](const testing::TestParamInfo<NotedCase>& of) { return of.param.name; });

// Silent connections hold every thread of the mock. They leave theirs when another connection waits, and are
// served when they say something.
TEST(Silence, BlocksNobody) {
  const Contract contract = contract_of(
      document_of(R"("/a": {"get": {"operationId": "Get", "responses": {"204": {"description": "d"}}}})"));
  const std::unique_ptr<MockServer> server = *MockServer::start(contract, {});
  std::vector<std::unique_ptr<Connected>> silent;
  for (int i = 0; i < 80; ++i) {
    silent.push_back(std::make_unique<Connected>(server->port()));
    const std::string_view begun = i % 2 == 0 ? "" : "GET /a HT";
    ASSERT_EQ(silent.back()->send(begun), static_cast<ssize_t>(begun.size()));
  }
  const std::string said = said_to(*server, "GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_TRUE(said.starts_with("HTTP/1.1 204 ")) << said;
  for (std::size_t i = 0; i < silent.size(); ++i) {
    const std::string rest = std::string(i % 2 == 0 ? "GET /a HT" : "") + "TP/1.1\r\nHost: a\r\n\r\n";
    ASSERT_EQ(silent[i]->send(rest), static_cast<ssize_t>(rest.size()));
    std::string answer(13, ' ');
    ASSERT_EQ(::recv(silent[i]->socket(), answer.data(), answer.size(), MSG_WAITALL), 13) << i;
    EXPECT_EQ(answer, "HTTP/1.1 204 ") << i;
  }
}

}  // namespace framing_test
}  // namespace avouch
