// SPDX-License-Identifier: MIT
// Responses byte by byte, and the transport's result for each.
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "bench.h"

namespace avouch {
namespace answers_test {

using End = RawAnswer::End;

struct Case {
  std::string name;
  std::string bytes;
  End end = End::keep_open;
  std::string outcome = "complete";
  std::string body;
  std::string reason;  // part of it
  std::string method = "GET";
};

void PrintTo(const Case& one, std::ostream* out) {
  *out << one.name;
}

std::string ok(const std::string& fields, const std::string& rest = "") {
  return "HTTP/1.1 200 OK\r\n" + fields + "\r\n" + rest;
}

const std::string kChunked = "Transfer-Encoding: chunked\r\n";

std::string many_lines() {
  std::string lines;
  for (int i = 0; i < 30'000; ++i) lines += "X-Line: more\r\n";
  return lines;
}

std::vector<Case> cases() {
  return {
      // Framing that ends where it should.
      {"Length", ok("Content-Length: 4\r\n", "body"), End::keep_open, "complete", "body"},
      {"LengthZero", ok("Content-Length: 0\r\n"), End::keep_open, "complete", ""},
      {"LengthTwiceTheSame", ok("Content-Length: 4\r\nContent-Length: 4\r\n", "body"), End::keep_open,
       "complete", "body"},
      {"LengthListOfTheSame", ok("Content-Length: 4, 4\r\n", "body"), End::keep_open, "complete", "body"},
      {"UntilClose", ok("", "all there is"), End::close, "complete", "all there is"},
      {"UntilCloseEmpty", ok(""), End::close, "complete", ""},
      {"OneChunk", ok(kChunked, "4\r\nbody\r\n0\r\n\r\n"), End::keep_open, "complete", "body"},
      {"ManyChunks", ok(kChunked, "1\r\nb\r\n2\r\nod\r\n0001\r\ny\r\n000\r\n\r\n"), End::keep_open,
       "complete", "body"},
      {"ChunkSizeInHex", ok(kChunked, "A\r\n0123456789\r\nb\r\n0123456789a\r\n0\r\n\r\n"), End::keep_open,
       "complete", "01234567890123456789a"},
      {"ChunkExtensions", ok(kChunked, "4;a=b;c=\"d;e\"\r\nbody\r\n0 ; last\r\n\r\n"), End::keep_open,
       "complete", "body"},
      {"ChunkTrailers", ok(kChunked, "4\r\nbody\r\n0\r\nX-Sum: 1\r\nX-More: 2\r\n\r\n"), End::keep_open,
       "complete", "body"},
      {"ChunkedInCapitals", ok("transfer-encoding: CHUNKED\r\n", "4\r\nbody\r\n0\r\n\r\n"), End::keep_open,
       "complete", "body"},
      {"ChunkedWithEmptyElements", ok("Transfer-Encoding: , chunked,\r\n", "4\r\nbody\r\n0\r\n\r\n"),
       End::keep_open, "complete", "body"},
      {"ChunkDataThatLooksLikeChunks", ok(kChunked, "7\r\n0\r\n\r\n0\r\r\n0\r\n\r\n"), End::keep_open,
       "complete", "0\r\n\r\n0\r"},
      {"LinesEndInLf", "HTTP/1.1 200 OK\nContent-Length: 4\n\nbody", End::keep_open, "complete", "body"},
      {"NoReason", "HTTP/1.1 200\r\nContent-Length: 4\r\n\r\nbody", End::keep_open, "complete", "body"},
      {"Http10", "HTTP/1.0 200 OK\r\n\r\nbody", End::close, "complete", "body"},
      {"Continue", "HTTP/1.1 100 Continue\r\n\r\n" + ok("Content-Length: 4\r\n", "body"), End::keep_open,
       "complete", "body"},
      {"EarlyHints",
       "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n" +
           ok("Content-Length: 4\r\n", "body"),
       End::keep_open, "complete", "body"},
      {"HeadHasNoContent", ok("Content-Length: 4000\r\n"), End::keep_open, "complete", "", "", "HEAD"},
      {"HeadOfChunked", ok(kChunked), End::keep_open, "complete", "", "", "HEAD"},
      {"NoContent", "HTTP/1.1 204 No Content\r\nContent-Length: 4\r\n\r\n", End::keep_open},
      {"NotModified", "HTTP/1.1 304 Not Modified\r\nContent-Length: 4000\r\n\r\n", End::keep_open},
      {"RedirectIsNotFollowed", "HTTP/1.1 302 Found\r\nLocation: /else\r\nContent-Length: 4\r\n\r\nbody",
       End::keep_open, "complete", "body"},
      {"PipelinedGarbage", ok("Content-Length: 4\r\n", "bodyHTTP/1.1 666 Never\r\n\r\n"), End::keep_open,
       "complete", "body"},
      {"GarbageAfterLastChunk", ok(kChunked, "4\r\nbody\r\n0\r\n\r\ngarbage"), End::keep_open, "complete",
       "body"},
      {"NulInContent", ok("Content-Length: 3\r\n", std::string("a\0b", 3)), End::keep_open, "complete",
       std::string("a\0b", 3)},
      {"NotModifiedCoded", "HTTP/1.1 304 Not Modified\r\nContent-Encoding: zstd\r\n\r\n", End::keep_open,
       "complete", ""},
      {"UnknownStatus", "HTTP/1.1 799 Odd\r\nContent-Length: 4\r\n\r\nbody", End::keep_open, "complete",
       "body"},

      // Content that ends too early.
      {"LengthCut", ok("Content-Length: 9\r\n", "body"), End::close, "cut_short", "body",
       "after 4 bytes of 9"},
      {"LengthCutAtOnce", ok("Content-Length: 9\r\n"), End::close, "cut_short", "", "after 0 bytes of 9"},
      {"LengthReset", ok("Content-Length: 9\r\n"), End::reset, "cut_short", "", "after 0 bytes of 9"},
      {"UntilCloseReset", ok(""), End::reset, "cut_short", "", "broke"},
      {"ChunksCutBeforeLast", ok(kChunked, "4\r\nbody\r\n"), End::close, "cut_short", "body",
       "after 4 bytes"},
      {"ChunksCutInChunk", ok(kChunked, "9\r\nbody"), End::close, "cut_short", "body", "after 4 bytes"},
      {"ChunksCutInSize", ok(kChunked, "9"), End::close, "cut_short", "", "after 0 bytes"},
      {"ChunksCutInTrailer", ok(kChunked, "4\r\nbody\r\n0\r\nX-Sum: "), End::close, "cut_short", "body",
       "after 4 bytes"},
      {"ChunksCutAfterLastSize", ok(kChunked, "4\r\nbody\r\n0\r\n"), End::close, "cut_short", "body",
       "after 4 bytes"},

      {"ChunkHuge", ok(kChunked, "FFFFFFFFFFFFFFFFF\r\nbody"), End::close, "cut_short", "body",
       "after 4 bytes"},
      {"ChunkAllOnes", ok(kChunked, "FFFFFFFFFFFFFFFF\r\nbody"), End::close, "cut_short", "body",
       "after 4 bytes"},
      {"LengthHuge", ok("Content-Length: 99999999999999999999999\r\n", "body"), End::close, "cut_short",
       "body", "after 4 bytes of 18446744073709551615 or more"},

      // Chunks that are none.
      {"ChunkSizeIsText", ok(kChunked, "body\r\n"), End::keep_open, "cut_short", "", "not a chunk size"},
      {"ChunkSizeIsEmpty", ok(kChunked, "\r\nbody\r\n"), End::keep_open, "cut_short", "", "not a chunk size"},
      {"ChunkSizeNegative", ok(kChunked, "-4\r\nbody\r\n"), End::keep_open, "cut_short", "",
       "not a chunk size"},
      {"ChunkSizeWithPrefix", ok(kChunked, "0x4\r\nbody\r\n0\r\n\r\n"), End::keep_open, "cut_short", "",
       "not a chunk size"},
      {"ChunkTooLong", ok(kChunked, "4\r\nbodybody\r\n0\r\n\r\n"), End::keep_open, "cut_short", "body",
       "does not end where"},
      {"ChunkWithoutEnd", ok(kChunked, "4\r\nbody0\r\n\r\n"), End::keep_open, "cut_short", "body",
       "does not end where"},
      {"ChunkWithoutEndHangs", ok(kChunked, "4\r\nbodyX"), End::hang, "cut_short", "body",
       "does not end where"},
      {"ChunkLineEndsInLf", ok(kChunked, "4\nbody\n0\n\n"), End::keep_open, "cut_short", "", "LF without CR"},

      // Framing that contradicts itself or the standard.
      {"LengthsDiffer", ok("Content-Length: 4\r\nContent-Length: 5\r\n", "body"), End::keep_open, "cut_short",
       "", "different lengths"},
      {"LengthListDiffers", ok("Content-Length: 4, 5\r\n", "body"), End::keep_open, "cut_short", "",
       "different lengths"},
      {"LengthNegative", ok("Content-Length: -4\r\n", "body"), End::keep_open, "cut_short", "",
       "not a length"},
      {"LengthSigned", ok("Content-Length: +4\r\n", "body"), End::keep_open, "cut_short", "", "not a length"},
      {"LengthHex", ok("Content-Length: 0x4\r\n", "body"), End::keep_open, "cut_short", "", "not a length"},
      {"LengthEmpty", ok("Content-Length:\r\n", "body"), End::keep_open, "cut_short", "", "not a length"},
      {"LengthHugeAndText", ok("Content-Length: 99999999999999999999999x\r\n", "body"), End::keep_open,
       "cut_short", "", "not a length"},
      {"LengthAndChunked", ok("Content-Length: 4\r\n" + kChunked, "4\r\nbody\r\n0\r\n\r\n"), End::keep_open,
       "cut_short", "body", "both Transfer-Encoding and Content-Length"},
      {"ChunkedInHttp10", "HTTP/1.0 200 OK\r\n" + kChunked + "\r\n4\r\nbody\r\n0\r\n\r\n", End::close,
       "cut_short", "body", "HTTP/1.0"},
      {"ChunkedTwice", ok("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"), End::keep_open,
       "cut_short", "", "does not delimit the content"},
      {"ChunkedNotLast", ok("Transfer-Encoding: chunked, gzip\r\n", "0\r\n\r\n"), End::keep_open, "cut_short",
       "", "does not delimit the content"},
      {"TransferGzip", ok("Transfer-Encoding: gzip, chunked\r\n", "4\r\nbody\r\n0\r\n\r\n"), End::keep_open,
       "undecodable", "body", "transfer coding \"gzip\""},
      {"TransferUnknown", ok("Transfer-Encoding: cow\r\n", "body"), End::close, "undecodable", "body",
       "transfer coding \"cow\""},

      // No response at all.
      {"ClosedAtOnce", "", End::close, "closed", "", "before any byte"},
      {"ResetAtOnce", "", End::reset, "closed", "", "before any byte"},
      {"ClosedInStatusLine", "HTTP/1.1 20", End::close, "closed", "", "11 bytes came"},
      {"ClosedInHead", "HTTP/1.1 200 OK\r\nContent-Le", End::close, "closed", "",
       "within the response's head"},
      {"ClosedAfterInterim", "HTTP/1.1 100 Continue\r\n\r\n", End::close, "closed", "",
       "within the response's head"},
      {"NotHttp", "SSH-2.0-OpenSSH_9.2\r\n", End::hang, "malformed", "", "SSH-2.0"},
      {"NotHttpWithoutLine", "220", End::hang, "malformed", "", "not an HTTP/1.x status line"},
      {"TlsAlert", "\x15\x03\x01\x02\x02", End::hang, "malformed", "", "speaks TLS"},
      {"Http2Preface", std::string("\0\0\x12\x04\0\0\0\0\0", 9), End::hang, "malformed", "",
       "not an HTTP/1.x status line"},
      {"Http2Line", "HTTP/2 200\r\n\r\n", End::hang, "malformed", "", "HTTP/2"},
      {"Http09", "<html>", End::hang, "malformed", "", "<html>"},
      {"LowerCaseVersion", "http/1.1 200 OK\r\n\r\n", End::hang, "malformed", "", "http/1.1"},
      {"StatusOfTwoDigits", "HTTP/1.1 20 OK\r\n\r\n", End::hang, "malformed", "",
       "not an HTTP/1.x status line"},
      {"StatusOfFourDigits", "HTTP/1.1 2000 OK\r\n\r\n", End::hang, "malformed", "",
       "not an HTTP/1.x status line"},
      {"StatusIsText", "HTTP/1.1 abc OK\r\n\r\n", End::hang, "malformed", "", "not an HTTP/1.x status line"},
      {"StatusBelow100", "HTTP/1.1 099 Odd\r\n\r\n", End::hang, "malformed", "",
       "not an HTTP/1.x status line"},
      {"TwoBlanks", "HTTP/1.1  200 OK\r\n\r\n", End::hang, "malformed", "", "not an HTTP/1.x status line"},
      {"BlankLineFirst", "\r\nHTTP/1.1 200 OK\r\n\r\n", End::hang, "malformed", "",
       "not an HTTP/1.x status line"},

      // What HTTP allows and we do not read: no fault of the target.
      {"HeadLineEndless", "HTTP/1.1 200 " + std::string(400'000, 'x'), End::hang, "head over limit", "",
       "head is longer than the 262144 bytes"},
      {"HeadFieldEndless", "HTTP/1.1 200 OK\r\nX: " + std::string(400'000, 'x'), End::hang, "head over limit",
       "", "head is longer than the 262144 bytes"},
      {"HeadFieldsEndless", "HTTP/1.1 200 OK\r\n" + many_lines(), End::hang, "head over limit", "",
       "head is longer than the 262144 bytes"},
      {"HeadTooLongAndWhole", ok(many_lines(), "body"), End::close, "head over limit", "",
       "head is longer than the 262144 bytes"},
      {"InterimEndless", "HTTP/1.1 100 Continue\r\nX: y\r\n\r\n", End::forever, "head over limit", "",
       "interim responses before it is longer than the 262144 bytes"},
      {"ChunkExtensionEndless", ok(kChunked, "4;" + std::string(300'000, 'x')), End::keep_open, "over_limit",
       "", "longer than the 262144 bytes"},
      {"TrailerEndless", ok(kChunked, "4\r\nbody\r\n0\r\nX: " + std::string(300'000, 'x')), End::keep_open,
       "over_limit", "body", "longer than the 262144 bytes"},
      {"TrailersEndless", ok(kChunked, "0\r\n" + many_lines()), End::keep_open, "over_limit", "",
       "trailer section is longer"},
  };
}

class Answers : public testing::TestWithParam<Case> {};

TEST_P(Answers, AreTakenForWhatTheyAre) {
  const Case& one = GetParam();
  RawServer server(always(one.bytes, one.end));
  Sender sender(server.url());
  const Exchange exchange = sender.send({.method = one.method, .target = "/"});
  EXPECT_EQ(outcome_of(exchange), one.outcome) << reason_of(exchange);
  EXPECT_EQ(body_of(exchange), one.body);
  EXPECT_NE(reason_of(exchange).find(one.reason), std::string::npos) << reason_of(exchange);
  EXPECT_EQ(reason_of(exchange).empty(), one.outcome == "complete");
  EXPECT_FALSE(reason_of(exchange).ends_with('.'));
}

INSTANTIATE_TEST_SUITE_P(Wire, Answers, testing::ValuesIn(cases()),
                         [](const auto& param_info) { return param_info.param.name; });

// The same bytes, one packet each: where they are cut must not matter.
class Drops : public testing::TestWithParam<Case> {};

TEST_P(Drops, MakeNoDifference) {
  const Case& one = GetParam();
  RawAnswer answer{.end = one.end};
  for (const char c : one.bytes) answer.chunks.emplace_back(1, c);
  RawServer server(always(answer));
  Sender sender(server.url());
  const Exchange exchange = sender.send({.method = one.method, .target = "/"});
  EXPECT_EQ(outcome_of(exchange), one.outcome) << reason_of(exchange);
  EXPECT_EQ(body_of(exchange), one.body);
}

std::vector<Case> short_cases() {
  std::vector<Case> some;
  for (Case& one : cases()) {
    // A reset throws away what was sent and not yet read, so only whole packets are sure to come.
    if (one.bytes.size() < 200 && one.end != End::reset && one.end != End::forever) some.push_back(one);
  }
  return some;
}

INSTANTIATE_TEST_SUITE_P(Wire, Drops, testing::ValuesIn(short_cases()),
                         [](const auto& param_info) { return param_info.param.name; });

}  // namespace answers_test
}  // namespace avouch
