// SPDX-License-Identifier: MIT
#include "judge/status.h"

#include <gtest/gtest.h>

namespace avouch {
namespace {

struct StatusCase {
  const char* name;
  int status;
  Evidence evidence;
  Outcome outcome;
  const char* reason;  // holds this
};

Verdict judged(const StatusCase& given) {
  const Exchange exchange{.outcome = Received{.response = {.status = given.status}}};
  Evidence evidence = given.evidence;
  evidence.exchange = &exchange;
  return judge_status({.status = "200"}, evidence);
}

class StatusOf200 : public testing::TestWithParam<StatusCase> {};

TEST_P(StatusOf200, IsJudged) {
  const Verdict verdict = judged(GetParam());
  EXPECT_EQ(verdict.outcome, GetParam().outcome);
  EXPECT_NE(verdict.reason.find(GetParam().reason), std::string::npos) << verdict.reason;
}

const Operation kWithNotFound{.id = "A", .responses = {{.status = "200"}, {.status = "404"}}};

const StatusCase kStatuses[] = {
    {"Documented", 200, {}, Outcome::holds, ""},
    {"AnotherOfItsClass", 201, {}, Outcome::violated, "answered 201"},
    {"ARedirect", 302, {}, Outcome::violated, "not followed"},
    {"AnError", 500, {}, Outcome::violated, "answered 500"},
    {"WithoutCredentials", 401, {}, Outcome::unexercised, "wants credentials"},
    {"WithCredentials", 401, {.has_credentials = true}, Outcome::violated, "refused the given credentials"},
    {"AnonymousOnPurpose", 403, {.role = Role::anonymous}, Outcome::unexercised, "refused with 403"},
    {"OfAMadeUpPath",
     404,
     {.made_up = {"id"}, .operation = &kWithNotFound},
     Outcome::unexercised,
     "--variable"},
    {"OfAMadeUpPathUndocumented", 404, {.made_up = {"id"}}, Outcome::violated, "was made up"},
};

INSTANTIATE_TEST_SUITE_P(Answers, StatusOf200, testing::ValuesIn(kStatuses),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(StatusOf200, IsUndecidedWhereNothingCame) {
  const Exchange exchange{.outcome = Failure{.kind = Failure::Kind::timed_out, .reason = "timed out"}};
  EXPECT_EQ(judge_status({.status = "200"}, {.exchange = &exchange}).outcome, Outcome::undecided);
}

// What this process lacks or does not read is no fault of the target, nor what it cannot send.
TEST(StatusOf200, IsUndecidedWhereTheLackIsOurs) {
  for (const Failure::Kind kind :
       {Failure::Kind::over_limit, Failure::Kind::exhausted, Failure::Kind::unsendable,
        Failure::Kind::unreachable, Failure::Kind::interrupted}) {
    const Exchange exchange{.outcome = Failure{.kind = kind, .reason = "why"}};
    const Verdict verdict = judge_status({.status = "200"}, {.exchange = &exchange});
    EXPECT_EQ(verdict.outcome, Outcome::undecided);
    EXPECT_EQ(verdict.reason, "there is no answer: why");
  }
}

TEST(StatusOf200, IsViolatedByWhatIsNoHttp) {
  const Exchange exchange{.outcome = Failure{.kind = Failure::Kind::malformed, .reason = "no status line"}};
  EXPECT_EQ(judge_status({.status = "200"}, {.exchange = &exchange}).outcome, Outcome::violated);
}

struct TypeCase {
  const char* name;
  int status;
  std::vector<std::string> lines;  // of Content-Type
  Outcome outcome;
};

class MediaTypeOfJson : public testing::TestWithParam<TypeCase> {};

TEST_P(MediaTypeOfJson, IsJudged) {
  http::Response answer{.status = GetParam().status};
  for (const std::string& line : GetParam().lines) answer.fields.push_back({"Content-Type", line});
  const Exchange exchange{.outcome = Received{.response = answer}};
  const DocumentedResponse documented{.status = "200", .media = {{.range = "application/json"}}};
  EXPECT_EQ(judge_media_type(documented, {.exchange = &exchange}).outcome, GetParam().outcome);
}

const TypeCase kTypes[] = {
    {"Documented", 200, {"application/json"}, Outcome::holds},
    {"InOtherLetters", 200, {"Application/JSON"}, Outcome::holds},
    {"WithAParameter", 200, {"application/json; charset=utf-8"}, Outcome::holds},
    {"Another", 200, {"text/html"}, Outcome::violated},
    {"OneThatBeginsSo", 200, {"application/jsonx"}, Outcome::violated},
    {"ASuffix", 200, {"application/problem+json"}, Outcome::violated},
    {"None", 200, {}, Outcome::violated},
    {"NoMediaType", 200, {"json"}, Outcome::violated},
    {"Twice", 200, {"application/json", "application/json"}, Outcome::violated},
    {"OfAnotherStatus", 404, {"text/html"}, Outcome::unexercised},
};

INSTANTIATE_TEST_SUITE_P(Answers, MediaTypeOfJson, testing::ValuesIn(kTypes),
                         [](const auto& each) { return std::string(each.param.name); });

struct AccessCase {
  int status;
  Outcome outcome;
};

class AnonymousAccess : public testing::TestWithParam<AccessCase> {};

TEST_P(AnonymousAccess, IsRefusedBy401Or403Alone) {
  const Exchange exchange{.outcome = Received{.response = {.status = GetParam().status}}};
  for (const Role role : {Role::anonymous, Role::wrong_credentials})
    EXPECT_EQ(judge_security({.role = role, .exchange = &exchange}).outcome, GetParam().outcome);
}

constexpr AccessCase kAccess[] = {
    {401, Outcome::holds},    {403, Outcome::holds},    {200, Outcome::violated}, {204, Outcome::violated},
    {302, Outcome::violated}, {400, Outcome::violated}, {402, Outcome::violated}, {404, Outcome::violated},
    {407, Outcome::violated}, {500, Outcome::violated},
};

INSTANTIATE_TEST_SUITE_P(Answers, AnonymousAccess, testing::ValuesIn(kAccess));

}  // namespace
}  // namespace avouch
