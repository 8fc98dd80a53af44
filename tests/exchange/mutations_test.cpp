// SPDX-License-Identifier: MIT
// Responses with random byte changes (fixed seed). The transport must always return a consistent outcome.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "bench.h"

namespace avouch {
namespace mutations_test {

const std::string kChunked =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nVary: Origin\r\n\r\n"
    "5;x=y\r\n{\"a\":\r\n1\r\n \r\n3\r\n\"b\"\r\n1\r\n}\r\n0\r\nX-Sum: 1\r\n\r\n";
const std::string kLength =
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: "
    "keep-alive\r\n\r\n{\"a\":\"b\"}";
const std::string kFolded =
    "HTTP/1.0 401 Unauthorized\nWWW-Authenticate: Basic\n realm=x\nContent-Encoding: "
    "identity\n\n{\"a\":\"b\"}";
// gzip of {"a":"b"}, stored without compression, so that a changed byte is found by its checksum.
const std::string kCoded =
    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 32\r\n\r\n" +
    std::string("\x1f\x8b\x08\0\0\0\0\0\0\x03\x01\x09\0\xf6\xff{\"a\":\"b\"}\x9c\x5c\xf6\x6b\x09\0\0\0", 32);

std::string mutated(std::string text, std::mt19937& random) {
  const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(random() % limit); };
  static const std::vector<std::string> kPieces = {"\r\n",
                                                   "\n",
                                                   "\r",
                                                   " ",
                                                   ":",
                                                   ";",
                                                   ",",
                                                   "0",
                                                   "f",
                                                   "-",
                                                   "chunked",
                                                   "Content-Length: 3\r\n",
                                                   "Transfer-Encoding: chunked\r\n",
                                                   "Content-Encoding: br, gzip\r\n",
                                                   std::string(1, '\0'),
                                                   "\xFF",
                                                   std::string(5000, 'A')};
  for (std::size_t changes = 1 + below(4); changes > 0 && !text.empty(); --changes) {
    const std::size_t at = below(text.size());
    switch (below(5)) {
      case 0:
        text[at] = static_cast<char>(random());
        break;
      case 1:
        text.erase(at, 1 + below(6));
        break;
      case 2:
        text.insert(at, kPieces[below(kPieces.size())]);
        break;
      case 3:
        text.insert(at, text.substr(below(text.size()), below(40)));
        break;
      default:
        text.resize(at);
        break;
    }
  }
  return text;
}

class Mutations : public testing::TestWithParam<unsigned> {};

TEST_P(Mutations, HaveAnOutcome) {
  std::mt19937 random(GetParam());
  const std::vector<const std::string*> seeds = {&kChunked, &kLength, &kFolded, &kCoded};
  std::vector<std::string> answers;
  for (int i = 0; i < 400; ++i) answers.push_back(mutated(*seeds[random() % seeds.size()], random));
  RawServer server([&](const std::string& request) {  // "GET /17 HTTP/1.1" asks for answer 17
    return RawAnswer{.chunks = {answers.at(std::stoul(request.substr(5)))}, .end = RawAnswer::End::close};
  });
  TransportOptions options;
  options.max_filesize = 4000;
  options.max_head = 4000;
  Sender sender(server.url(), options);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const std::string& bytes = answers[i];
    const Exchange exchange = sender.get("/" + std::to_string(i));
    const std::string outcome = outcome_of(exchange);
    EXPECT_EQ(reason_of(exchange).empty(), outcome == "complete") << testing::PrintToString(bytes);
    EXPECT_LE(body_of(exchange).size(), options.max_filesize);
    // The server is there, answers at once and closes: nothing else may be blamed.
    EXPECT_TRUE(outcome != "unreachable" && outcome != "tls" && outcome != "interrupted" &&
                outcome != "timed_out" && outcome != "no head in time")
        << outcome << testing::PrintToString(bytes);
    if (exchange.received() != nullptr) {
      EXPECT_GE(exchange.received()->response.status, 100);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Wire, Mutations, testing::Range(0U, 5U));

TEST(Mutation, SeedsAreWhole) {
  for (const std::string& seed : {kChunked, kLength, kFolded, kCoded}) {
    RawServer server(always(seed, RawAnswer::End::close));
    Sender sender(server.url());
    const Exchange exchange = sender.get();
    EXPECT_EQ(outcome_of(exchange), "complete") << reason_of(exchange);
    EXPECT_NE(body_of(exchange).find("\"b\"}"), std::string::npos);
  }
}

}  // namespace mutations_test
}  // namespace avouch
