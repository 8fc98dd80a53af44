// SPDX-License-Identifier: MIT
#include "judge/status.h"

#include <gtest/gtest.h>

#include <utility>

namespace avouch {
namespace status_test {

struct StatusCase {
  const char* name;
  int status;
  Evidence evidence;
  Outcome outcome;
  const char* reason;  // holds this
  bool is_answerable = true;
};

Verdict judged(const StatusCase& given) {
  const Exchange exchange{.outcome = Received{.response = {.status = given.status}}};
  Evidence evidence = given.evidence;
  evidence.answer = Answer::of(exchange);
  return judge_status({.status = "200"}, given.is_answerable, evidence);
}

class StatusOf200 : public testing::TestWithParam<StatusCase> {};

TEST_P(StatusOf200, IsJudged) {
  const Verdict verdict = judged(GetParam());
  EXPECT_EQ(verdict.outcome, GetParam().outcome);
  EXPECT_NE(verdict.reason.find(GetParam().reason), std::string::npos) << verdict.reason;
}

const Operation kWithNotFound{.id = "A", .responses = {{.status = "200"}, {.status = "404"}}};
const Operation kWithSeveral{.id = "A",
                             .responses = {{.status = "200"}, {.status = "202"}, {.status = "3XX"}}};
const Operation kWithKey{
    .id = "A",
    .responses = {{.status = "200"}, {.status = "202"}},
    .parameters = {{.name = "idempotency-key", .in = Parameter::In::header, .required = true}}};
const Operation kWithDefault{.id = "A", .responses = {{.status = "200"}, {.status = "default"}}};

const StatusCase kStatuses[] = {
    {"Documented", 200, {}, Outcome::holds, ""},
    {"AnotherOfItsClass", 201, {}, Outcome::violated, "the response was 201"},
    {"ARedirect", 302, {}, Outcome::violated, "not followed"},
    {"AnError", 500, {}, Outcome::violated, "the response was 500"},
    {"WithoutCredentials", 401, {}, Outcome::unexercised, "requires credentials"},
    {"WithCredentials", 401, {.has_credentials = true}, Outcome::violated, "refused the given credentials"},
    // Documented responses have no precedence (OpenAPI 3.1.1 §4.8.16).
    {"AnotherSuccess", 202, {.operation = &kWithSeveral}, Outcome::unexercised, "which is also documented"},
    {"ASecondRequest",
     202,
     {.role = Role::duplicate, .operation = &kWithSeveral},
     Outcome::unexercised,
     "a second request for the same resource got 202"},
    {"ASecondRequestWithItsKey",
     202,
     {.role = Role::duplicate, .operation = &kWithKey},
     Outcome::unexercised,
     "a second request with the same Idempotency-Key got 202"},
    {"OneOfADocumentedRange",
     303,
     {.operation = &kWithSeveral},
     Outcome::unexercised,
     "which is also documented"},
    {"ADocumentedError",
     404,
     {.operation = &kWithNotFound},
     Outcome::unexercised,
     "which is also documented"},
    {"AnythingWhereDefaultIs",
     500,
     {.operation = &kWithDefault},
     Outcome::unexercised,
     "which is also documented"},
    {"NoneOfSeveral", 204, {.operation = &kWithSeveral}, Outcome::violated, "the response was 204"},
    {"WhatAnotherAnswersFor",
     204,
     {.operation = &kWithSeveral},
     Outcome::unexercised,
     "another clause",
     false},
    // A request with a value that nobody gave or documented proves nothing about success.
    {"MadeUpDocumented",
     404,
     {.made_up = {"id"}, .operation = &kWithNotFound},
     Outcome::unexercised,
     "--variable id=VALUE"},
    {"MadeUpUndocumented", 404, {.made_up = {"id"}}, Outcome::unexercised, "--variable id=VALUE"},
    {"MadeUpForbidden",
     403,
     {.has_credentials = true, .made_up = {"id"}},
     Outcome::unexercised,
     "--variable"},
    {"MadeUpBody", 422, {.has_made_up_body = true}, Outcome::unexercised, "--values FILE"},
    {"MadeUpPage",
     403,
     {.role = Role::cross_origin, .origin = kPageOrigin, .has_credentials = true},
     Outcome::unexercised,
     "--origin URL"},
    {"GivenPage",
     403,
     {.role = Role::cross_origin, .origin = "https://shop.example", .has_credentials = true},
     Outcome::violated,
     "the response was 403"},
    {"MadeUpYetLimited", 429, {.made_up = {"id"}}, Outcome::violated, "--rate"},
    {"MadeUpYetBroken", 500, {.made_up = {"id"}}, Outcome::violated, "the response was 500"},
    {"MadeUpYetRedirected", 302, {.made_up = {"id"}}, Outcome::violated, "the response was 302"},
};

TEST(StatusOfARefusal, IsNeverViolated) {
  const Operation operation{.id = "A", .responses = {{.status = "200"}, {.status = "401"}}};
  for (const int status : {200, 302, 401, 403, 404, 429, 500}) {
    const Exchange exchange{.outcome = Received{.response = {.status = status}}};
    const Verdict verdict =
        judge_status({.status = "401"}, false,
                     {.role = Role::anonymous, .operation = &operation, .answer = Answer::of(exchange)});
    EXPECT_EQ(verdict.outcome, status == 401 ? Outcome::holds : Outcome::unexercised) << status;
  }
}

INSTANTIATE_TEST_SUITE_P(Answers, StatusOf200, testing::ValuesIn(kStatuses),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(StatusOf200, IsUndecidedWhereNothingCame) {
  const Exchange exchange{.outcome = Failure{.kind = Failure::Kind::timed_out, .reason = "timed out"}};
  EXPECT_EQ(judge_status({.status = "200"}, true, {.answer = Answer::of(exchange)}).outcome,
            Outcome::undecided);
}

// What this process lacks or does not read is no fault of the target, nor what it cannot send.
TEST(StatusOf200, IsUndecidedWhereTheLackIsOurs) {
  for (const Failure::Kind kind :
       {Failure::Kind::over_limit, Failure::Kind::exhausted, Failure::Kind::unsendable,
        Failure::Kind::unreachable, Failure::Kind::interrupted}) {
    const Exchange exchange{.outcome = Failure{.kind = kind, .reason = "why"}};
    const Verdict verdict = judge_status({.status = "200"}, true, {.answer = Answer::of(exchange)});
    EXPECT_EQ(verdict.outcome, Outcome::undecided);
    EXPECT_EQ(verdict.reason, "no response: why");
  }
}

TEST(StatusOf200, IsViolatedByWhatIsNoHttp) {
  const Exchange exchange{.outcome = Failure{.kind = Failure::Kind::malformed, .reason = "no status line"}};
  EXPECT_EQ(judge_status({.status = "200"}, true, {.answer = Answer::of(exchange)}).outcome,
            Outcome::violated);
  EXPECT_EQ(judge_status({.status = "202"}, false, {.answer = Answer::of(exchange)}).outcome,
            Outcome::undecided);
}

struct DocumentedCase {
  const char* name;
  int status;
  Evidence evidence;
  Outcome outcome;
  Severity severity = Severity::violation;
};

class DocumentedStatus : public testing::TestWithParam<DocumentedCase> {};

TEST_P(DocumentedStatus, IsJudged) {
  const Exchange exchange{.outcome = Received{.response = {.status = GetParam().status}}};
  Evidence evidence = GetParam().evidence;
  evidence.answer = Answer::of(exchange);
  const Verdict verdict = judge_documented_status({evidence}, 0);
  EXPECT_EQ(verdict.outcome, GetParam().outcome) << verdict.reason;
  if (verdict.outcome == Outcome::violated) {
    EXPECT_EQ(verdict.severity, GetParam().severity);
    EXPECT_EQ(verdict.findings.at(0).expected, "200, 404");
  } else if (verdict.outcome == Outcome::unexercised) {
    EXPECT_FALSE(verdict.reason.empty());
  }
}

const DocumentedCase kDocumented[] = {
    {"Success", 200, {.role = Role::invalid_value, .operation = &kWithNotFound}, Outcome::holds},
    {"Error", 404, {.role = Role::other_origin, .operation = &kWithNotFound}, Outcome::holds},
    {"ServerErrorOfAForbiddenValue",
     500,
     {.role = Role::invalid_value, .operation = &kWithNotFound},
     Outcome::violated},
    {"ServerErrorOfAnUnknownResource",
     502,
     {.role = Role::unknown_resource, .operation = &kWithNotFound},
     Outcome::violated},
    {"ClientErrorOfAForbiddenValue",
     422,
     {.role = Role::invalid_value, .has_credentials = true, .operation = &kWithNotFound},
     Outcome::violated,
     Severity::warning},
    {"ClientErrorOfAMadeUpValue",
     409,
     {.has_credentials = true, .made_up = {"id"}, .operation = &kWithNotFound},
     Outcome::violated,
     Severity::warning},
    {"RefusalOfAMadeUpPage",
     403,
     {.role = Role::other_origin, .origin = "null", .has_credentials = true, .operation = &kWithNotFound},
     Outcome::violated,
     Severity::warning},
    // 200/status covers the documented request.
    {"ServerErrorOfTheCall", 500, {.operation = &kWithNotFound}, Outcome::unexercised},
    {"ClientErrorOfTheCall", 409, {.operation = &kWithNotFound}, Outcome::unexercised},
    {"NoCredentials", 401, {.made_up = {"id"}, .operation = &kWithNotFound}, Outcome::unexercised},
    {"ServerErrorOfANegotiatedCall",
     500,
     {.is_negotiated = true, .operation = &kWithNotFound},
     Outcome::violated},
    {"ClientErrorOfANegotiatedCall",
     415,
     {.is_negotiated = true, .operation = &kWithNotFound},
     Outcome::violated,
     Severity::warning},
    // RFC 9110 §15.5.7.
    {"RefusalOfANegotiatedCall",
     406,
     {.is_negotiated = true, .operation = &kWithNotFound},
     Outcome::unexercised},
    {"DocumentedErrorOfANegotiatedCall",
     404,
     {.is_negotiated = true, .operation = &kWithNotFound},
     Outcome::holds},
    {"ClientErrorOfWhatNamesNothing",
     409,
     {.role = Role::malformed_body, .names_nothing = true, .operation = &kWithNotFound},
     Outcome::unexercised},
    {"ServerErrorOfWhatNamesNothing",
     500,
     {.role = Role::malformed_body, .names_nothing = true, .operation = &kWithNotFound},
     Outcome::violated},
    {"ClientErrorOfAnOptionalParameter",
     400,
     {.role = Role::repeated, .is_further = true, .operation = &kWithNotFound},
     Outcome::unexercised},
    {"ServerErrorOfAnOptionalParameter",
     500,
     {.role = Role::repeated, .is_further = true, .operation = &kWithNotFound},
     Outcome::violated},
    {"ServerErrorToASecondIdentity",
     500,
     {.role = Role::forbidden, .has_credentials = true, .operation = &kWithNotFound},
     Outcome::violated},
    {"RateLimit", 429, {.role = Role::invalid_value, .operation = &kWithNotFound}, Outcome::unexercised},
    // Their clauses of security report everything but which of the two refusals it is.
    {"OtherRefusalThanDocumented",
     403,
     {.role = Role::anonymous, .operation = &kWithNotFound},
     Outcome::violated,
     Severity::warning},
    {"OtherRefusalOfWrongCredentials",
     401,
     {.role = Role::wrong_credentials, .has_credentials = true, .operation = &kWithNotFound},
     Outcome::violated,
     Severity::warning},
    {"ServerErrorOfAReadAfterAWrite",
     500,
     {.role = Role::read_back, .operation = &kWithNotFound},
     Outcome::violated},
    {"ServerErrorOfASecondWrite",
     502,
     {.role = Role::repeated, .has_credentials = true, .operation = &kWithNotFound},
     Outcome::violated},
    {"GoneAfterADelete", 410, {.role = Role::read_back, .operation = &kWithNotFound}, Outcome::unexercised},
    {"NoRefusal", 500, {.role = Role::anonymous, .operation = &kWithNotFound}, Outcome::unexercised},
};

INSTANTIATE_TEST_SUITE_P(Answers, DocumentedStatus, testing::ValuesIn(kDocumented),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(DocumentedStatus, AnswersForTheCallWhereNoSuccessIsDocumented) {
  const Operation errors_only{.id = "A", .responses = {{.status = "404"}}};
  const Exchange exchange{.outcome = Received{.response = {.status = 500}}};
  EXPECT_EQ(judge_documented_status({{.operation = &errors_only, .answer = Answer::of(exchange)}}, 0).outcome,
            Outcome::violated);
}

TEST(DocumentedStatus, LeavesWhatTheDocumentedRequestGetsTooToItsStatusClause) {
  const Exchange broken{.outcome = Received{.response = {.status = 500}}};
  const Exchange sound{.outcome = Received{.response = {.status = 200}}};
  for (const Role role : {Role::other_origin, Role::unknown_resource}) {
    const Evidence other{.role = role, .operation = &kWithNotFound, .answer = Answer::of(broken)};
    EXPECT_EQ(judge_documented_status({{.operation = &kWithNotFound, .answer = Answer::of(broken)}, other}, 1)
                  .outcome,
              Outcome::unexercised);
    EXPECT_EQ(judge_documented_status({{.operation = &kWithNotFound, .answer = Answer::of(sound)}, other}, 1)
                  .outcome,
              Outcome::violated);
  }
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
  EXPECT_EQ(judge_media_type(documented, {.answer = Answer::of(exchange)}).outcome, GetParam().outcome);
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

TEST(MediaTypeOfAHead, MayBeLeftOut) {
  const Operation head{.id = "A", .method = "HEAD", .responses = {{.status = "200"}}};
  const Exchange exchange{.outcome = Received{.response = {.status = 200}}};
  const DocumentedResponse documented{.status = "200", .media = {{.range = "application/json"}}};
  EXPECT_EQ(judge_media_type(documented, {.operation = &head, .answer = Answer::of(exchange)}).outcome,
            Outcome::unexercised);
}

INSTANTIATE_TEST_SUITE_P(Answers, MediaTypeOfJson, testing::ValuesIn(kTypes),
                         [](const auto& each) { return std::string(each.param.name); });

struct AccessCase {
  int status;
  int granted;  // what right credentials get; 0 where nothing is known of that
  Outcome outcome;
};

class Refusal : public testing::TestWithParam<AccessCase> {};

TEST_P(Refusal, IsToldFromAnswersThatDoNotDependOnCredentials) {
  const Exchange refused{.outcome = Received{.response = {.status = GetParam().status}}};
  const Exchange granted{.outcome = Received{.response = {.status = GetParam().granted}}};
  for (const Role role : {Role::anonymous, Role::wrong_credentials}) {
    std::vector<Evidence> evidence = {{.role = role, .answer = Answer::of(refused)}};
    if (GetParam().granted != 0)
      evidence.push_back({.role = Role::documented, .answer = Answer::of(granted)});
    const Verdict verdict = judge_security(evidence);
    EXPECT_EQ(verdict.outcome, GetParam().outcome) << GetParam().status << ' ' << GetParam().granted;
    EXPECT_EQ(verdict.reason.empty(), verdict.outcome == Outcome::holds);
  }
}

constexpr AccessCase kAccess[] = {
    {401, 200, Outcome::holds},       {403, 200, Outcome::holds},       {401, 0, Outcome::holds},
    {403, 404, Outcome::holds},       {404, 200, Outcome::holds},  // hidden: RFC 9110 §15.5.5
    {404, 204, Outcome::holds},       {200, 200, Outcome::violated},    {204, 200, Outcome::violated},
    {302, 200, Outcome::violated},    {400, 200, Outcome::violated},    {402, 200, Outcome::violated},
    {407, 200, Outcome::violated},    {500, 200, Outcome::violated},    {500, 0, Outcome::violated},
    {200, 404, Outcome::violated},    {404, 404, Outcome::unexercised}, {404, 0, Outcome::unexercised},
    {404, 500, Outcome::unexercised}, {400, 400, Outcome::unexercised}, {422, 422, Outcome::unexercised},
    {503, 503, Outcome::violated},    {429, 200, Outcome::unexercised}, {429, 429, Outcome::unexercised},
    {429, 0, Outcome::unexercised},
};

TEST(Refusal, IsNotToldFromAnotherDocumentedAnswer) {
  const Operation operation{.id = "A",
                            .responses = {{.status = "200"}, {.status = "302"}, {.status = "204"}}};
  const Exchange granted{.outcome = Received{.response = {.status = 200}}};
  for (const auto& [status, outcome] :
       {std::pair(302, Outcome::unexercised), std::pair(303, Outcome::violated),
        std::pair(204, Outcome::violated)}) {
    const Exchange seen{.outcome = Received{.response = {.status = status}}};
    EXPECT_EQ(
        judge_security({{.role = Role::anonymous, .operation = &operation, .answer = Answer::of(seen)},
                        {.role = Role::documented, .operation = &operation, .answer = Answer::of(granted)}})
            .outcome,
        outcome);
  }
}

// Of credentials that are required together, each is sent wrong.
TEST(Refusal, IsThatOfEachRequest) {
  const auto judged = [&](int first, int second) {
    const auto got = [](int status) {
      return Answer::of(Exchange{.outcome = Received{.response = {.status = status}}});
    };
    return judge_security({{.role = Role::wrong_credentials, .answer = got(first)},
                           {.role = Role::wrong_credentials, .answer = got(second)},
                           {.role = Role::documented, .answer = got(200)}});
  };
  EXPECT_EQ(judged(401, 403).outcome, Outcome::holds);
  EXPECT_EQ(judged(401, 403).instances, 2U);
  const Verdict open = judged(401, 200);
  EXPECT_EQ(open.outcome, Outcome::violated);
  EXPECT_EQ(open.evidence, 1U) << "which request it was";
  EXPECT_EQ(judged(429, 401).outcome, Outcome::holds);
}

// A server may look at a body before it looks at the credentials.
TEST(Refusal, IsNotToldFromARefusedBodyThatIsMadeUp) {
  const Exchange granted{.outcome = Received{.response = {.status = 201}}};
  const auto judged = [&](int status, bool is_made_up) {
    const Exchange seen{.outcome = Received{.response = {.status = status}}};
    return judge_security(
               {{.role = Role::anonymous, .has_made_up_body = is_made_up, .answer = Answer::of(seen)},
                {.role = Role::documented, .answer = Answer::of(granted)}})
        .outcome;
  };
  EXPECT_EQ(judged(400, true), Outcome::unexercised);
  EXPECT_EQ(judged(422, true), Outcome::unexercised);
  EXPECT_EQ(judged(422, false), Outcome::violated) << "the documentation shows that body";
  EXPECT_EQ(judged(201, true), Outcome::violated);
  EXPECT_EQ(judged(500, true), Outcome::violated);
  EXPECT_EQ(judged(401, true), Outcome::holds);
}

TEST(Refusal, IsNotWantedOfAServerThatIsClosedForAllAsDocumented) {
  const Operation operation{.id = "A", .responses = {{.status = "200"}, {.status = "503"}}};
  const Exchange closed{.outcome = Received{.response = {.status = 503}}};
  EXPECT_EQ(
      judge_security({{.role = Role::anonymous, .operation = &operation, .answer = Answer::of(closed)},
                      {.role = Role::documented, .operation = &operation, .answer = Answer::of(closed)}})
          .outcome,
      Outcome::unexercised);
}

INSTANTIATE_TEST_SUITE_P(Answers, Refusal, testing::ValuesIn(kAccess));

// A server that wants a client certificate may refuse before HTTP begins.
TEST(Security, ARefusedHandshakeRefusesAClientWithoutACertificate) {
  Operation operation{.id = "A", .security = {{{.name = "tls", .kind = SecurityScheme::Kind::mutual_tls}}}};
  const auto judged_by = [&](Failure::Kind kind, int with_certificate) {
    const Exchange refused{.outcome = Failure{kind, "why"}};
    const Exchange call{.outcome = Received{.response = {.status = with_certificate}}};
    return judge_security({{.role = Role::anonymous, .operation = &operation, .answer = Answer::of(refused)},
                           {.role = Role::documented, .operation = &operation, .answer = Answer::of(call)}})
        .outcome;
  };
  EXPECT_EQ(judged_by(Failure::Kind::tls, 200), Outcome::holds);
  EXPECT_EQ(judged_by(Failure::Kind::closed, 200), Outcome::holds);
  EXPECT_EQ(judged_by(Failure::Kind::timed_out, 200), Outcome::undecided);
  EXPECT_EQ(judged_by(Failure::Kind::tls, 503), Outcome::unexercised) << "nothing shows that it works at all";
  operation.security.push_back({{.name = "key", .kind = SecurityScheme::Kind::api_key}});
  EXPECT_EQ(judged_by(Failure::Kind::tls, 200), Outcome::undecided) << "a key alone is enough";
}

}  // namespace status_test
}  // namespace avouch
