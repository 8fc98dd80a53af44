// SPDX-License-Identifier: MIT
// Content codings: the decoded content, and limits on memory.
#include <brotli/encode.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "bench.h"
#include "exchange/message/coding.h"

namespace avouch {
namespace codings_test {

std::string deflated(const std::string& text, int window) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, window, 9, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string gzip(const std::string& text) {
  return deflated(text, 15 + 16);
}
std::string zlib_deflate(const std::string& text) {
  return deflated(text, 15);
}
std::string bare_deflate(const std::string& text) {
  return deflated(text, -15);
}

std::string brotli(const std::string& text) {
  std::size_t size = BrotliEncoderMaxCompressedSize(text.size()) + 64;
  std::string out(size, '\0');
  EXPECT_EQ(BrotliEncoderCompress(5, 22, BROTLI_MODE_GENERIC, text.size(),
                                  reinterpret_cast<const std::uint8_t*>(text.data()), &size,
                                  reinterpret_cast<std::uint8_t*>(out.data())),
            BROTLI_TRUE);
  out.resize(size);
  return out;
}

const std::string kText = "{\"account_sid\": null, \"filters\": [\"onMessageAdded\", \"onMessageAdded\"]}";
constexpr std::size_t kLimit = 100'000;

struct Case {
  std::string name;
  std::string codings;
  std::function<std::string()> coded;  // made in the test that needs it: registering thousands costs nothing
  BodyEnd::Kind end = BodyEnd::Kind::complete;
  std::string content = kText;
  std::string reason = {};
};

void PrintTo(const Case& one, std::ostream* out) {
  *out << one.name;
}

// So many members that hold nothing that they are `size` bytes or more.
std::string empty_members(std::size_t size) {
  const std::string member = gzip("");
  std::string members;
  while (members.size() < size) members += member;
  return members;
}

std::vector<Case> cases() {
  constexpr auto kUndecodable = BodyEnd::Kind::undecodable;
  return {
      {"None", "", [] { return kText; }},
      {"Identity", "identity", [] { return kText; }},
      {"Gzip", "gzip", [] { return gzip(kText); }},
      {"GzipInCapitals", "GZIP", [] { return gzip(kText); }},
      {"XGzip", "x-gzip", [] { return gzip(kText); }},
      {"Deflate", "deflate", [] { return zlib_deflate(kText); }},
      {"Brotli", "br", [] { return brotli(kText); }},
      {"GzipInBrotli", "gzip, br", [] { return brotli(gzip(kText)); }},
      {"BrotliInGzip", " br ,, gzip ", [] { return gzip(brotli(kText)); }},
      {"ThreeDeep", "gzip, deflate, br", [] { return brotli(zlib_deflate(gzip(kText))); }},
      {"GzipMembers", "gzip", [] { return gzip(kText.substr(0, 10)) + gzip("") + gzip(kText.substr(10)); }},
      {"NoContent", "gzip", [] { return std::string(); }, BodyEnd::Kind::complete, ""},
      {"GzipOfNothing", "gzip", [] { return gzip(""); }, BodyEnd::Kind::complete, ""},
      {"BrotliOfNothing", "br", [] { return brotli(""); }, BodyEnd::Kind::complete, ""},

      {"GzipCut", "gzip", [] { return gzip(kText).substr(0, gzip(kText).size() - 1); }, kUndecodable, kText,
       "ends too early"},
      {"GzipHeaderOnly", "gzip", [] { return gzip(kText).substr(0, 10); }, kUndecodable, "",
       "ends too early"},
      {"BrotliCut", "br", [] { return brotli(kText).substr(0, 5); }, kUndecodable, "", "ends too early"},
      {"DeflateCut", "deflate", [] { return zlib_deflate(kText).substr(0, 2); }, kUndecodable, "",
       "ends too early"},
      {"SecondMemberCut", "gzip", [] { return gzip(kText) + gzip(kText).substr(0, 10); }, kUndecodable, kText,
       "ends too early"},
      {"PlainTextCalledGzip", "gzip", [] { return kText; }, kUndecodable, "", "broken gzip data"},
      {"PlainTextCalledBrotli", "br", [] { return std::string("{{{{{{{{{{{{{{"); }, kUndecodable, "", "br"},
      {"BareDeflate", "deflate", [] { return bare_deflate(kText); }, kUndecodable, "", "broken deflate data"},
      {"GzipCalledBrotli", "br", [] { return gzip(kText); }, kUndecodable, "", "br"},
      {"TrailingGarbage", "gzip", [] { return gzip(kText) + "garbage"; }, kUndecodable, kText,
       "7 bytes follow the end"},
      {"TrailingByte", "br", [] { return brotli(kText) + "x"; }, kUndecodable, kText,
       "1 byte follows the end"},
      {"WrongChecksum", "gzip",
       [] {
         std::string coded = gzip(kText);
         coded[coded.size() - 6] = static_cast<char>(coded[coded.size() - 6] ^ 1);
         return coded;
       },
       kUndecodable, kText, "broken gzip data"},
      {"Unknown", "zstd", [] { return kText; }, kUndecodable, "", "\"zstd\" was not requested"},
      {"UnknownUnderGzip", "compress, gzip", [] { return gzip(kText); }, kUndecodable, "",
       "\"compress\" was not requested"},
      {"TooManyDeep", "br, br, br, br, br, br, br, br, br", [] { return kText; }, BodyEnd::Kind::over_limit,
       "", "more than the 8 codings that are undone"},
      {"NotAToken", "gz ip", [] { return kText; }, kUndecodable, "", "\"gz ip\""},

      {"PlainOver", "", [] { return std::string(kLimit + 1, 'x'); }, BodyEnd::Kind::over_limit,
       std::string(kLimit, 'x'), "--max-filesize"},
      {"PlainJustNotOver", "", [] { return std::string(kLimit, 'x'); }, BodyEnd::Kind::complete,
       std::string(kLimit, 'x')},
      {"GzipBomb", "gzip", [] { return gzip(std::string(2'000'000, 'x')); }, BodyEnd::Kind::over_limit,
       std::string(kLimit, 'x'), "--max-filesize"},
      {"BrotliBomb", "br", [] { return brotli(std::string(2'000'000, 'x')); }, BodyEnd::Kind::over_limit,
       std::string(kLimit, 'x'), "--max-filesize"},
      {"BombInBomb", "gzip, gzip", [] { return gzip(gzip(std::string(2'000'000, 'x'))); },
       BodyEnd::Kind::over_limit, std::string(kLimit, 'x'), "--max-filesize"},
      {"BombThatShrinksAgain", "gzip, gzip", [] { return gzip(empty_members(3 * kLimit)); },
       BodyEnd::Kind::over_limit, "", "once its gzip coding is decoded"},
      {"MembersWithoutEnd", "gzip", [] { return empty_members(kLimit + 1); }, BodyEnd::Kind::over_limit, "",
       "coded content is longer"},
  };
}

class Codings : public testing::TestWithParam<Case> {};

TEST_P(Codings, AreUndoneInOnePiece) {
  const Case& one = GetParam();
  wire::ContentDecoder decoder(one.codings, kLimit);
  if (const std::string coded = one.coded(); !coded.empty()) decoder.feed(coded);
  decoder.finish();
  EXPECT_EQ(decoder.end().kind, one.end) << decoder.end().reason;
  EXPECT_NE(decoder.end().reason.find(one.reason), std::string::npos) << decoder.end().reason;
  if (decoder.end().reason.find("coded content") == std::string::npos) {
    EXPECT_EQ(decoder.content(), one.content);
  }
}

TEST_P(Codings, AreUndoneByteByByte) {
  const Case& one = GetParam();
  wire::ContentDecoder decoder(one.codings, kLimit);
  for (const char c : one.coded()) {
    if (!decoder.feed({&c, 1})) break;
  }
  decoder.finish();
  EXPECT_EQ(decoder.end().kind, one.end) << decoder.end().reason;
  EXPECT_LE(decoder.content().size(), kLimit);
  // How many bytes follow the end is not known here: the first one settles it.
  EXPECT_EQ(decoder.content(), one.content);
}

TEST_P(Codings, ComeThroughTheTransport) {
  const Case& one = GetParam();
  const std::string fields = one.codings.empty() ? "" : "Content-Encoding: " + one.codings + "\r\n";
  RawServer server(always(plain_answer(one.coded(), fields)));
  TransportOptions options;
  options.max_filesize = kLimit;
  Sender sender(server.url(), options);
  const Exchange exchange = sender.get();
  ASSERT_NE(exchange.received(), nullptr) << reason_of(exchange);
  EXPECT_EQ(exchange.received()->end.kind, one.end) << reason_of(exchange);
  EXPECT_EQ(body_of(exchange), one.content);
  EXPECT_EQ(contains(exchange.received()->response.fields, "Content-Encoding"), !one.codings.empty());
}

INSTANTIATE_TEST_SUITE_P(Content, Codings, testing::ValuesIn(cases()),
                         [](const auto& param_info) { return param_info.param.name; });

TEST(Coding, OfAChunkedBodyIsUndone) {
  const std::string coded = gzip(kText);
  RawServer server(always(
      "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n" +
          coded.substr(0, 5) + "\r\n" +
          [&] {
            char size[16];
            std::snprintf(size, sizeof size, "%zx", coded.size() - 5);
            return std::string(size);
          }() +
          "\r\n" + coded.substr(5) + "\r\n0\r\n\r\n",
      RawAnswer::End::keep_open));
  Sender sender(server.url());
  EXPECT_EQ(body_of(sender.get()), kText);
}

TEST(Coding, OfATransferCutShortIsCutShort) {
  const std::string coded = gzip(kText);
  RawServer server(always("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " +
                              std::to_string(coded.size()) + "\r\n\r\n" + coded.substr(0, coded.size() - 4),
                          RawAnswer::End::close));
  Sender sender(server.url());
  const Exchange exchange = sender.get();
  EXPECT_EQ(outcome_of(exchange), "cut_short");
  EXPECT_EQ(body_of(exchange), kText);
}

TEST(Coding, OfAHeadResponseIsNotLookedFor) {
  RawServer server(always("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 40\r\n\r\n",
                          RawAnswer::End::keep_open));
  Sender sender(server.url());
  EXPECT_EQ(outcome_of(sender.send({.method = "HEAD"})), "complete");
}

}  // namespace codings_test
}  // namespace avouch
