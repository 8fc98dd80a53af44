// SPDX-License-Identifier: MIT
// Content where HTTP allows none: cases to flag, cases not to flag, and undecidable cases.
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "judge/drift.h"

namespace avouch {
namespace stray_content_test {

struct Stray {
  std::string name;
  Received received;
  Outcome outcome;
  std::string where;  // of its only finding
};

void PrintTo(const Stray& one, std::ostream* out) {
  *out << one.name;
}

Received answer(int status, http::Fields fields = {}, std::string body = "", std::string surplus = "") {
  return {.response = {.status = status, .fields = std::move(fields), .body = std::move(body)},
          .end = {},
          .surplus = std::move(surplus)};
}

std::vector<Stray> answers() {
  const BodyEnd late{BodyEnd::Kind::timed_out, "--max-time passed"};
  Received endless = answer(205);
  endless.end = late;
  Received endless_body = answer(205, {}, "x");
  endless_body.end = late;
  return {
      // Must be flagged.
      {"BytesBehind204", answer(204, {}, "", "{}"), Outcome::violated, "after the response's head"},
      {"BytesBehind304", answer(304, {}, "", "x"), Outcome::violated, "after the response's head"},
      {"BytesBehindAHead", answer(200, {{"Content-Length", "2"}}, "", "{}"), Outcome::violated,
       "after the response's head"},
      {"BodyOf205", answer(205, {}, "done"), Outcome::violated, "body"},
      {"BodyOf205ThatDoesNotEnd", endless_body, Outcome::violated, "body"},
      {"LengthOf204", answer(204, {{"Content-Length", "2"}}), Outcome::violated, "header Content-Length"},
      {"LengthOf204ThatIsNone", answer(204, {{"Content-Length", "many"}}), Outcome::violated,
       "header Content-Length"},
      {"LengthOf205", answer(205, {{"content-length", "2"}}), Outcome::violated, "header Content-Length"},
      {"CodingOf204", answer(204, {{"Transfer-Encoding", "chunked"}}), Outcome::violated,
       "header Transfer-Encoding"},
      // Must not.
      {"Bare204", answer(204), Outcome::holds, ""},
      {"LengthZeroOf204", answer(204, {{"Content-Length", "0"}}), Outcome::holds, ""},
      {"TypeOf204", answer(204, {{"Content-Type", "application/json"}}), Outcome::holds, ""},
      {"LengthOf304", answer(304, {{"Content-Length", "2"}}), Outcome::holds, ""},
      {"CodingOf304", answer(304, {{"Transfer-Encoding", "chunked"}}), Outcome::holds, ""},
      {"LengthOfAHead", answer(200, {{"Content-Length", "2"}}), Outcome::holds, ""},
      {"CodingOfAHead", answer(200, {{"Transfer-Encoding", "chunked"}}), Outcome::holds, ""},
      {"Chunked205", answer(205, {{"Transfer-Encoding", "chunked"}}), Outcome::holds, ""},
      {"LengthZeroOf205", answer(205, {{"Content-Length", "0"}}), Outcome::holds, ""},
      // Nobody can say.
      {"NothingOf205ThatDoesNotEnd", endless, Outcome::undecided, ""},
  };
}

class StrayContent : public testing::TestWithParam<Stray> {};

TEST_P(StrayContent, IsJudged) {
  const Verdict verdict = judge_stray_content(GetParam().received);
  EXPECT_EQ(verdict.outcome, GetParam().outcome) << verdict.reason;
  ASSERT_EQ(verdict.findings.size(), GetParam().where.empty() ? 0U : 1U);
  EXPECT_EQ(verdict.reason.empty(), GetParam().outcome == Outcome::holds);
  if (verdict.findings.empty()) return;
  EXPECT_EQ(verdict.findings.front().where, GetParam().where);
}

INSTANTIATE_TEST_SUITE_P(Answers, StrayContent, testing::ValuesIn(answers()),
                         [](const auto& each) { return each.param.name; });

}  // namespace stray_content_test
}  // namespace avouch
