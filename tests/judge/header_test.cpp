// SPDX-License-Identifier: MIT
#include "judge/header/header.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "cors_servers.h"

namespace avouch {
namespace header_test {

using Type = DocumentedHeader::Type;
using Aspect = HeaderSubject::Aspect;

// Lines are parted by "|"; "-" is no line at all.
Verdict judge_lines(const DocumentedHeader& header, Aspect aspect, std::string_view lines,
                    std::string_view origin = {}) {
  http::Response response{.status = 200};
  if (lines != "-") {
    for (const std::string_view line : split(lines, '|'))
      response.fields.push_back({header.name, std::string(line)});
  }
  const Exchange exchange{.outcome = Received{.response = response, .end = {}}};
  const BoundClause clause{.clause = Clause{.coordinate = "Get/200/headers/x/type", .operation = "Get"}};
  return judge_header(header, aspect, clause,
                      {.origin = std::string(origin), .answer = Answer::of(exchange)});
}

struct Case {
  const char* name;
  Type type;
  Aspect aspect;
  const char* lines;
  Outcome outcome;
};

void PrintTo(const Case& tested, std::ostream* out) {
  *out << tested.name << ": " << tested.lines;
}

class Header : public testing::TestWithParam<Case> {};

TEST_P(Header, IsJudgedAsDocumented) {
  const Case& tested = GetParam();
  const Verdict verdict =
      judge_lines({.name = tested.name, .type = tested.type}, tested.aspect, tested.lines);
  EXPECT_EQ(verdict.outcome, tested.outcome) << verdict.reason;
  EXPECT_EQ(verdict.reason.empty(), tested.outcome == Outcome::holds);
  EXPECT_EQ(verdict.findings.empty(), tested.outcome != Outcome::violated);
}

constexpr Outcome kHolds = Outcome::holds;
constexpr Outcome kViolated = Outcome::violated;

constexpr Case kTypes[] = {
    {"X", Type::boolean, Aspect::type, "true", kHolds},
    {"X", Type::boolean, Aspect::type, "false", kHolds},
    {"X", Type::boolean, Aspect::type, " true\t", kHolds},
    {"X", Type::boolean, Aspect::type, "True", kViolated},
    {"X", Type::boolean, Aspect::type, "1", kViolated},
    {"X", Type::boolean, Aspect::type, "", kViolated},
    {"X", Type::boolean, Aspect::type, "true, true", kViolated},
    {"X", Type::boolean, Aspect::type, "true|true", kViolated},
    {"X", Type::boolean, Aspect::type, "-", Outcome::unexercised},
    {"X", Type::integer, Aspect::type, "0", kHolds},
    {"X", Type::integer, Aspect::type, "-17", kHolds},
    {"X", Type::integer, Aspect::type, "123456789012345678901234567890", kHolds},
    {"X", Type::integer, Aspect::type, "017", kViolated},
    {"X", Type::integer, Aspect::type, "+1", kViolated},
    {"X", Type::integer, Aspect::type, "1.5", kViolated},
    {"X", Type::integer, Aspect::type, "1e3", kHolds},  // a whole number, as in JSON Schema §6.1.1
    {"X", Type::integer, Aspect::type, "5.0", kHolds},
    {"X", Type::integer, Aspect::type, "1e400", kHolds},
    {"X", Type::integer, Aspect::type, "1e-1", kViolated},
    {"X", Type::integer, Aspect::type, "0x1", kViolated},
    {"X", Type::integer, Aspect::type, "1|2", kViolated},
    {"X", Type::number, Aspect::type, "1.5e-3", kHolds},
    {"X", Type::number, Aspect::type, "-0.0", kHolds},
    {"X", Type::number, Aspect::type, ".5", kViolated},
    {"X", Type::number, Aspect::type, "1.", kViolated},
    {"X", Type::number, Aspect::type, "NaN", kViolated},
    {"X", Type::number, Aspect::type, "1e", kViolated},
    {"X", Type::list, Aspect::type, "a, b,,c", kHolds},
    {"X", Type::list, Aspect::type, "a|b", kHolds},
    {"X", Type::list, Aspect::type, "a b, https://c.example/?d", kHolds},
    {"X", Type::list, Aspect::type, "a\x01, b", kViolated},
    {"X", Type::object, Aspect::type, "a,1,b,2", kHolds},
    {"X", Type::object, Aspect::type, "a|1", kHolds},
    {"X", Type::object, Aspect::type, "a,1,b", kViolated},
    {"X", Type::object, Aspect::type, "a,\x01", kViolated},
    {"X", Type::json, Aspect::type, "[1, {}]", kHolds},
    {"X", Type::json, Aspect::type, "[1", kViolated},
    {"X", Type::json, Aspect::type, "", kViolated},
    {"X", Type::json, Aspect::type, "-", Outcome::unexercised},
    {"X", Type::string, Aspect::type, "", kHolds},
    {"X", Type::string, Aspect::type, "any \xff thing", kHolds},
    {"X", Type::string, Aspect::type, "a\x01", kViolated},
    {"X", Type::string, Aspect::type, "a|b", kViolated},
    {"Set-Cookie", Type::string, Aspect::type, "a=1|b=2", kHolds},
    {"Vary", Type::string, Aspect::type, "a|b", kHolds},
    {"X", Type::string, Aspect::syntax, "-", Outcome::unexercised},
};

constexpr Case kSyntaxes[] = {
    {"Access-Control-Allow-Origin", Type::string, Aspect::syntax, "*", kHolds},
    {"Access-Control-Allow-Origin", Type::string, Aspect::syntax, "null", kHolds},
    {"access-control-allow-origin", Type::string, Aspect::syntax, "https://a.example:8443", kHolds},
    {"Access-Control-Allow-Origin", Type::string, Aspect::syntax, "https://a.example/", kViolated},
    {"Access-Control-Allow-Origin", Type::string, Aspect::syntax, "*|*", kViolated},
    {"Access-Control-Allow-Origin", Type::string, Aspect::syntax, "https://a.example, https://b.example",
     kViolated},
    {"Access-Control-Allow-Methods", Type::string, Aspect::syntax, "GET, POST", kHolds},
    {"Access-Control-Allow-Methods", Type::string, Aspect::syntax, "GET|POST", kHolds},
    {"Access-Control-Allow-Methods", Type::string, Aspect::syntax, "", kHolds},
    {"Access-Control-Allow-Methods", Type::string, Aspect::syntax, "GET POST", kViolated},
    {"Access-Control-Allow-Headers", Type::string, Aspect::syntax, "*", kHolds},
    {"Access-Control-Allow-Headers", Type::string, Aspect::syntax, "\"X\"", kViolated},
    {"Access-Control-Expose-Headers", Type::string, Aspect::syntax, "ETag,", kHolds},
    {"Access-Control-Expose-Headers", Type::string, Aspect::syntax, "ETag: x", kViolated},
    {"Access-Control-Allow-Credentials", Type::boolean, Aspect::syntax, "true", kHolds},
    {"Access-Control-Allow-Credentials", Type::boolean, Aspect::syntax, "false", kHolds},
    {"Access-Control-Allow-Credentials", Type::boolean, Aspect::syntax, "TRUE", kViolated},
    {"Access-Control-Max-Age", Type::integer, Aspect::syntax, "600", kHolds},
    {"Access-Control-Max-Age", Type::integer, Aspect::syntax, "-1", kViolated},
    {"Content-Type", Type::string, Aspect::syntax, "application/json; charset=utf-8", kHolds},
    {"Content-Type", Type::string, Aspect::syntax, "json", kViolated},
    {"Date", Type::string, Aspect::syntax, "Sun, 06 Nov 1994 08:49:37 GMT", kHolds},
    {"Date", Type::string, Aspect::syntax, "Mon, 06 Nov 1994 08:49:37 GMT", kViolated},
    {"Date", Type::string, Aspect::syntax, "Wed, 30 Feb 1994 08:49:37 GMT", kViolated},
    {"Date", Type::string, Aspect::syntax, "Sun, 06 Nov 1994 24:49:37 GMT", kViolated},
    {"Date", Type::string, Aspect::syntax, "1994-11-06T08:49:37Z", kViolated},
    {"Last-Modified", Type::string, Aspect::syntax, "Sun, 06 Nov 1994 08:49:37 UTC", kViolated},
    {"ETag", Type::string, Aspect::syntax, "W/\"abc\"", kHolds},
    {"ETag", Type::string, Aspect::syntax, "abc", kViolated},
    {"ETag", Type::string, Aspect::syntax, "\"a b\"", kViolated},
    {"Link", Type::string, Aspect::syntax, "</a>; rel=\"next\", <https://b.example/?x=1>; rel=prev", kHolds},
    {"Link", Type::string, Aspect::syntax, "<https://a.example/>; rel=next; title*=UTF-8''x", kHolds},
    {"Link", Type::string, Aspect::syntax, "https://a.example/; rel=next", kViolated},
    {"Link", Type::string, Aspect::syntax, "<https://a.example/", kViolated},
    {"Link", Type::string, Aspect::syntax, "<a>; rel=\"next", kViolated},
    {"Location", Type::string, Aspect::syntax, "/a?b#c", kHolds},
    {"Location", Type::string, Aspect::syntax, "/a b", kViolated},
    {"Location", Type::string, Aspect::syntax, "/%zz", kViolated},
    {"Vary", Type::string, Aspect::syntax, "Origin, Accept", kHolds},
    {"Vary", Type::string, Aspect::syntax, "Origin; Accept", kViolated},
    {"Cache-Control", Type::string, Aspect::syntax, "private, max-age=60, no-cache=\"x\"", kHolds},
    {"Cache-Control", Type::string, Aspect::syntax, "max-age = 60", kViolated},
    {"Retry-After", Type::string, Aspect::syntax, "120", kHolds},
    {"Retry-After", Type::string, Aspect::syntax, "soon", kViolated},
    {"ETag", Type::string, Aspect::syntax, "\"a\"|\"b\"", kViolated},
    {"Location", Type::string, Aspect::syntax, "/a|/b", kViolated},
    {"Set-Cookie", Type::string, Aspect::syntax, "a=1|b=2", kHolds},
    {"Set-Cookie", Type::string, Aspect::syntax, "a=1|b", kViolated},
    {"WWW-Authenticate", Type::string, Aspect::syntax, "Basic realm=\"a\"|Bearer", kHolds},
    {"Retry-After", Type::integer, Aspect::syntax, "Sun, 06 Nov 1994 08:49:37 GMT", kHolds},
    {"Retry-After", Type::integer, Aspect::type, "Sun, 06 Nov 1994 08:49:37 GMT", kViolated},
    {"Expires", Type::string, Aspect::syntax, "0", kViolated},
    {"Deprecation", Type::string, Aspect::syntax, "@1688169599", kHolds},
    {"Content-Length", Type::integer, Aspect::syntax, "5", kHolds},
    {"Age", Type::integer, Aspect::syntax, "1.5", kViolated},
};

INSTANTIATE_TEST_SUITE_P(Type, Header, testing::ValuesIn(kTypes));
INSTANTIATE_TEST_SUITE_P(Syntax, Header, testing::ValuesIn(kSyntaxes));

TEST(RequiredHeader, IsThere) {
  const DocumentedHeader header{.name = "ETag", .required = true};
  EXPECT_EQ(judge_lines(header, Aspect::required, "\"x\"").outcome, Outcome::holds);
  const Verdict verdict = judge_lines(header, Aspect::required, "-");
  EXPECT_EQ(verdict.outcome, Outcome::violated);
  EXPECT_EQ(verdict.reason, "missing ETag");
  EXPECT_EQ(verdict.findings, (std::vector<Finding>{{"header ETag", "absent", "a header of that name"}}));
}

TEST(RequiredHeader, MayBeRequiredOfCrossOriginAnswersOnly) {
  const DocumentedHeader header{.name = "Access-Control-Allow-Origin", .required_cross_origin = true};
  EXPECT_EQ(judge_lines(header, Aspect::required, "-").outcome, Outcome::unexercised);
  EXPECT_EQ(judge_lines(header, Aspect::required, "-", "https://a.example").outcome, Outcome::violated);
  EXPECT_EQ(judge_lines(header, Aspect::required, "*", "https://a.example").outcome, Outcome::holds);
}

TEST(DuplicatedHeader, IsShownWithBothLines) {
  const Verdict verdict = judge_lines({.name = "Age", .type = Type::integer}, Aspect::type, "1|2");
  EXPECT_EQ(verdict.reason, "the header occurs twice, but is documented as one value");
  ASSERT_EQ(verdict.findings.size(), 1u);
  EXPECT_EQ(verdict.findings[0].seen, "Age: \"1\" and Age: \"2\"");
}

TEST(AHeader, OfAnotherStatusIsNotJudged) {
  const Exchange exchange{.outcome = Received{.response = {.status = 404}, .end = {}}};
  const BoundClause clause{.clause =
                               Clause{.coordinate = "Get/200/headers/ETag/required", .operation = "Get"}};
  const Verdict verdict = judge_header({.name = "ETag", .required = true}, Aspect::required, clause,
                                       {.has_credentials = true, .answer = Answer::of(exchange)});
  EXPECT_EQ(verdict.outcome, Outcome::unexercised);
  EXPECT_EQ(verdict.reason, "the response was 404, not the documented 200");
}

}  // namespace header_test
}  // namespace avouch
