// SPDX-License-Identifier: MIT
// cpp-httplib's client beside ours: a second opinion on answers that conform, and why it does not carry the
// exchanges (docs/dependencies.md). Where a later version reads one of those as it came, that decision is to
// be made anew.
#include <gtest/gtest.h>
#include <httplib.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <string>
#include <vector>

#include "bench.h"
#include "fixtures/certificate.h"
#include "fixtures/sanitized.h"

namespace avouch {
namespace cpp_httplib_test {

using End = RawAnswer::End;

// An answer as a client gives it: status, field lines sorted by name, content.
std::string text_of(int status, const http::Fields& fields, const std::string& body) {
  std::string text = std::to_string(status) + "\n";
  for (const http::Field& field : fields) text += field.name + ": " + field.value + "\n";
  return text + "\n" + body;
}

std::string read_by_library(const std::string& method, const RawServer& server) {
  httplib::Client client("127.0.0.1", server.port());
  httplib::Request request;
  request.method = method;
  request.path = "/";
  const httplib::Result result = client.send(request);
  if (!result) return "no response: " + to_string(result.error());
  http::Fields fields;
  for (const auto& [name, value] : result->headers) fields.push_back({name, value});
  return text_of(result->status, fields, result->body);
}

std::string read_by_us(const std::string& method, const RawServer& server) {
  Sender sender(server.url());
  const Exchange exchange = sender.send({.method = method});
  const Received* received = exchange.received();
  if (received == nullptr) return "no response: " + outcome_of(exchange);
  const std::string text = text_of(received->response.status, received->response.fields, body_of(exchange));
  return received->end.kind == BodyEnd::Kind::complete ? text : text + "\n" + outcome_of(exchange);
}

struct Case {
  std::string name;
  std::string bytes;
  std::string ours;     // what our client makes of them
  std::string library;  // what the library's does
  std::string method = "GET";
};

void PrintTo(const Case& one, std::ostream* out) {
  *out << one.name;
}

// Field lines are in the order of their names, as the library sorts them.
std::vector<Case> conforming() {
  const std::vector<Case> answers = {
      {"Length", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nVary: Origin\r\n\r\n{}",
       "200\nContent-Length: 2\nVary: Origin\n\n{}"},
      {"Chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n",
       "200\nTransfer-Encoding: chunked\n\n{}"},
      {"UntilClose", "HTTP/1.1 200 OK\r\nVary: A\r\nVary: B\r\n\r\n{}", "200\nVary: A\nVary: B\n\n{}"},
      {"ClientError", "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnone",
       "404\nContent-Length: 4\n\nnone"},
      {"ServerError", "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 1\r\n\r\n",
       "503\nContent-Length: 0\nRetry-After: 1\n\n"},
      {"Redirect", "HTTP/1.1 307 Temporary Redirect\r\nContent-Length: 0\r\nLocation: /b\r\n\r\n",
       "307\nContent-Length: 0\nLocation: /b\n\n"},
      {"NoContent", "HTTP/1.1 204 No Content\r\nVary: A\r\n\r\n", "204\nVary: A\n\n"},
      {"Head", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", "200\nContent-Length: 9\n\n", "", "HEAD"},
      {"Continue", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
       "200\nContent-Length: 2\n\n{}"},
  };
  return answers;
}

class ConformingAnswers : public testing::TestWithParam<Case> {};

TEST_P(ConformingAnswers, AreReadAlike) {
  RawServer server(always(GetParam().bytes, End::close));
  EXPECT_EQ(read_by_us(GetParam().method, server), GetParam().ours);
  EXPECT_EQ(read_by_library(GetParam().method, server), GetParam().ours);
}

INSTANTIATE_TEST_SUITE_P(Library, ConformingAnswers, testing::ValuesIn(conforming()),
                         [](const auto& param_info) { return param_info.param.name; });

std::vector<Case> faulty() {
  const std::string length = "Content-Length: 2\r\n";
  return {
      {"ValuesArePercentDecoded", "HTTP/1.1 200 OK\r\n" + length + "Link: </a%2Fb>\r\n\r\n{}",
       "200\nContent-Length: 2\nLink: </a%2Fb>\n\n{}", "200\nContent-Length: 2\nLink: </a/b>\n\n{}"},
      {"LinesAreSorted", "HTTP/1.1 200 OK\r\nVary: A\r\nAge: 1\r\n" + length + "\r\n{}",
       "200\nVary: A\nAge: 1\nContent-Length: 2\n\n{}", "200\nAge: 1\nContent-Length: 2\nVary: A\n\n{}"},
      {"LinesAreLost", "HTTP/1.1 200 OK\r\n" + length + "no colon\r\nX-Empty:\r\n\r\n{}",
       "200\nContent-Length: 2\nno colon: \nX-Empty: \n\n{}", "200\nContent-Length: 2\n\n{}"},
      {"EarlyHintsAreTheAnswer", "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n" + length + "\r\n{}",
       "200\nContent-Length: 2\n\n{}", "103\n\nHTTP/1.1 200 OK\r\n" + length + "\r\n{}"},
      {"LengthsMayDiffer", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 4\r\n\r\nbody",
       "200\nContent-Length: 2\nContent-Length: 4\n\n\ncut_short",
       "200\nContent-Length: 2\nContent-Length: 4\n\nbo"},
      {"ChunkSizesMayBeText", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2xyz\r\n{}\r\n0\r\n\r\n",
       "200\nTransfer-Encoding: chunked\n\n\ncut_short", "200\nTransfer-Encoding: chunked\n\n{}"},
      {"StatusesMayBeCutShort", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbo",
       "200\nContent-Length: 4\n\nbo\ncut_short", "no response: Read"},
      {"CodingsMayBeCutShort",
       "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 10\r\n\r\n" +
           std::string("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10),
       "200\nContent-Encoding: gzip\nContent-Length: 10\n\n\nundecodable",
       "200\nContent-Encoding: gzip\nContent-Length: 10\n\n"},
  };
}

bool is_known_version() {
  return std::string(CPPHTTPLIB_VERSION) == "0.11.4";
}

class FaultyAnswers : public testing::TestWithParam<Case> {};

TEST_P(FaultyAnswers, AreNotReadAsTheyCame) {
  RawServer server(always(GetParam().bytes, End::close));
  EXPECT_EQ(read_by_us(GetParam().method, server), GetParam().ours);
  if (!is_known_version()) GTEST_SKIP() << "written for cpp-httplib 0.11.4";
  EXPECT_EQ(read_by_library(GetParam().method, server), GetParam().library);
}

INSTANTIATE_TEST_SUITE_P(Library, FaultyAnswers, testing::ValuesIn(faulty()),
                         [](const auto& param_info) { return param_info.param.name; });

// Ends the process, as the usual stack makes it end.
void read_by_library_and_exit(const RawServer& server) {
  const rlimit no_core{0, 0};
  const rlimit usual_stack{8U << 20U, RLIM_INFINITY};
  static_cast<void>(::setrlimit(RLIMIT_CORE, &no_core));
  static_cast<void>(::setrlimit(RLIMIT_STACK, &usual_stack));
  read_by_library("GET", server);
  std::exit(0);
}

// std::regex recurses once per character of the status line.
TEST(Library, IsEndedByALongStatusLine) {
  RawServer server(always(plain_answer("{}", "", "200 " + std::string(200'000, 'x'))));
  EXPECT_EQ(read_by_us("GET", server), "200\nContent-Length: 2\n\n{}");
  if (!is_known_version()) GTEST_SKIP() << "written for cpp-httplib 0.11.4";
  if (kIsSanitized) GTEST_SKIP() << "a sanitizer reports it otherwise";
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(read_by_library_and_exit(server), testing::KilledBySignal(SIGSEGV), "");
}

// What is sent would not be what was planned.
TEST(Library, ChangesTheRequest) {
  RawServer server(always(plain_answer("{}")));
  httplib::Client client("127.0.0.1", server.port());
  httplib::Request request;
  request.method = "POST";
  request.path = "/";
  request.headers = {{"X-B", "1"}, {"X-A", "2"}};
  request.body = "{}";
  ASSERT_TRUE(client.send(request));
  const std::string theirs = server.requests().back();
  Sender sender(server.url());
  const Exchange exchange =
      sender.send({.method = "POST", .fields = {{"X-B", "1"}, {"X-A", "2"}}, .body = "{}"});
  const std::string ours = server.requests().back();
  EXPECT_FALSE(http::contains(exchange.sent.fields, "Content-Type"));
  EXPECT_EQ(ours.find("Content-Type"), std::string::npos);
  EXPECT_LT(ours.find("X-B"), ours.find("X-A"));
  if (!is_known_version()) GTEST_SKIP() << "written for cpp-httplib 0.11.4";
  EXPECT_NE(theirs.find("Content-Type: text/plain"), std::string::npos) << theirs;
  EXPECT_LT(theirs.find("X-A"), theirs.find("X-B")) << theirs;
}

// RFC 9112 §6.3: bytes behind an answer without content answer nothing. The library neither shows them nor
// gives up the connection that is out of step.
TEST(Library, PassesOverStrayBytes) {
  RawServer server([count = 0](const std::string&) mutable {
    return ++count == 1 ? RawAnswer{.chunks = {"HTTP/1.1 204 No Content\r\n\r\nstray"}} : plain_answer("{}");
  });
  httplib::Client client("127.0.0.1", server.port());
  client.set_keep_alive(true);
  for (const int status : {204, 200}) {
    const httplib::Result result = client.Get("/");
    ASSERT_TRUE(result);
    EXPECT_EQ(result->status, status);
  }
  if (!is_known_version()) GTEST_SKIP() << "written for cpp-httplib 0.11.4";
  EXPECT_EQ(server.connections(), 1U);
}

// RFC 9110 §2.3 leaves it to the recipient how much of a message it takes.
TEST(Library, HasNoLimitForAHead) {
  std::string lines;
  while (lines.size() < 2'000'000) lines += "X-Long: " + std::string(4'000, 'x') + "\r\n";
  RawServer server(always(plain_answer("{}", lines)));
  EXPECT_EQ(read_by_us("GET", server), "no response: head over limit");
  if (!is_known_version()) GTEST_SKIP() << "written for cpp-httplib 0.11.4";
  EXPECT_GT(read_by_library("GET", server).size(), 1'900'000U);
}

// RFC 9110 §4.3.4: a certificate's common name is no name of a host.
TEST(Library, TakesACommonNameForTheHost) {
  const Authority authority;
  const std::string file = testing::TempDir() + "avouch-library-" + std::to_string(::getpid());
  std::ofstream(file) << authority.certificate();
  RawServer server(always(plain_answer("{}")), {.identity = authority.issue({.common_name = "localhost"})});
  TransportOptions options;
  options.cacert = file;
  Sender sender("https://localhost:" + std::to_string(server.port()), options);
  EXPECT_EQ(outcome_of(sender.get()), "tls");
  if (!is_known_version()) GTEST_SKIP() << "written for cpp-httplib 0.11.4";
  httplib::SSLClient client("localhost", server.port());
  client.set_ca_cert_path(file);
  const httplib::Result result = client.Get("/");
  EXPECT_TRUE(result && result->status == 200) << to_string(result.error());
  std::filesystem::remove(file);
}

// RFC 9110 §9.3.6: only a 2xx opens a tunnel. A TLS record of a handshake begins with 0x16.
TEST(Library, TakesAnyAnswerToConnectForConsent) {
  for (const char* answer : {"SSH-2.0-OpenSSH_9.2\r\n\r\n", "HTTP/1.1 403 Forbidden\r\n\r\n"}) {
    RawServer proxy(always(answer, End::keep_open));
    if (!is_known_version()) GTEST_SKIP() << "written for cpp-httplib 0.11.4";
    {
      httplib::SSLClient client("localhost", 443);
      client.set_proxy("127.0.0.1", proxy.port());
      client.set_connection_timeout(std::chrono::milliseconds(200));  // nothing answers the handshake
      EXPECT_FALSE(client.Get("/"));
    }
    EXPECT_TRUE(proxy.wait_for_remainder().starts_with("\x16\x03")) << answer;
  }
}

}  // namespace cpp_httplib_test
}  // namespace avouch
