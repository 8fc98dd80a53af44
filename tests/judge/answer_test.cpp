// SPDX-License-Identifier: MIT
#include "judge/answer.h"

#include <gtest/gtest.h>

namespace avouch {
namespace {

struct StatusCase {
  const char* documented;
  int status;
  bool matches;
};

class Status : public testing::TestWithParam<StatusCase> {};

TEST_P(Status, IsDocumented) {
  EXPECT_EQ(status_matches(GetParam().documented, GetParam().status), GetParam().matches);
}

constexpr StatusCase kStatuses[] = {
    {"200", 200, true},     {"200", 201, false},    {"200", 404, false}, {"404", 404, true},
    {"404", 400, false},    {"2XX", 200, true},     {"2XX", 299, true},  {"2xx", 204, true},
    {"2XX", 199, false},    {"2XX", 300, false},    {"5XX", 599, true},  {"5XX", 499, false},
    {"default", 200, true}, {"default", 503, true}, {"4XX", 200, false},
};

INSTANTIATE_TEST_SUITE_P(Documented, Status, testing::ValuesIn(kStatuses));

struct TypeCase {
  const char* content_type;  // of the answer; empty: none
  std::vector<std::string> documented;
  std::vector<bool> comes_as;  // each of those
};

class MediaTypes : public testing::TestWithParam<TypeCase> {};

TEST_P(MediaTypes, AreTold) {
  http::Response answer{.status = 200};
  if (*GetParam().content_type != '\0') http::set(answer.fields, "Content-Type", GetParam().content_type);
  DocumentedResponse response{.status = "200"};
  for (const std::string& range : GetParam().documented) response.media.push_back({.range = range});
  for (std::size_t i = 0; i < response.media.size(); ++i)
    EXPECT_EQ(comes_as(answer, response, i), GetParam().comes_as[i]) << GetParam().documented[i];
}

const TypeCase kTypes[] = {
    {"application/json", {"application/json"}, {true}},
    {"text/plain", {"application/json"}, {true}},  // the media type clause says what is wrong
    {"application/json", {"application/json", "text/plain"}, {true, false}},
    {"text/plain; charset=utf-8", {"application/json", "text/plain"}, {false, true}},
    {"application/json", {"application/*", "application/json"}, {false, true}},
    {"application/json", {"*/*", "application/*"}, {false, true}},
    {"image/png", {"*/*", "application/*"}, {true, false}},
    {"", {"application/json", "text/plain"}, {false, false}},
    {"json", {"application/json", "*/*"}, {false, false}},
};

INSTANTIATE_TEST_SUITE_P(Documented, MediaTypes, testing::ValuesIn(kTypes));

Exchange answered(int status) {
  return {.outcome = Received{.response = {.status = status}}};
}

struct AnswerCase {
  const char* name;
  int status;
  Evidence evidence;
  bool is_answer;
  const char* why;  // holds this
};

class Answers : public testing::TestWithParam<AnswerCase> {};

TEST_P(Answers, AreLookedAtOrItIsSaidWhyNot) {
  const Exchange exchange = answered(GetParam().status);
  Evidence evidence = GetParam().evidence;
  evidence.exchange = &exchange;
  const auto answer = documented_answer(evidence, "200");
  EXPECT_EQ(std::holds_alternative<const Received*>(answer), GetParam().is_answer);
  if (const Verdict* verdict = std::get_if<Verdict>(&answer)) {
    EXPECT_EQ(verdict->outcome, Outcome::unexercised);
    EXPECT_NE(verdict->reason.find(GetParam().why), std::string::npos) << verdict->reason;
  }
}

const AnswerCase kAnswers[] = {
    {"Documented", 200, {}, true, ""},
    {"AnotherStatus", 500, {.has_credentials = true}, false, "not the documented 200"},
    {"CredentialsAreWanted", 401, {}, false, "wants credentials"},
    {"GivenCredentialsAreRefused", 401, {.has_credentials = true}, false, "not the documented 200"},
    {"AnonymousOnPurpose", 403, {.role = Role::anonymous}, false, "not the documented 200"},
    {"MadeUpAndUnknown",
     404,
     {.made_up = {"id"}, .not_found_is_documented = true},
     false,
     "--variable id=VALUE"},
    {"MadeUpAndUndocumented", 404, {.made_up = {"id"}}, false, "not the documented 200"},
};

INSTANTIATE_TEST_SUITE_P(Of200, Answers, testing::ValuesIn(kAnswers),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(Answers, ThatNeverCameAreUndecided) {
  const Exchange exchange{.outcome = Failure{.reason = "timed out"}};
  const auto answer = documented_answer({.exchange = &exchange}, "200");
  ASSERT_TRUE(std::holds_alternative<Verdict>(answer));
  EXPECT_EQ(std::get<Verdict>(answer).outcome, Outcome::undecided);
}

}  // namespace
}  // namespace avouch
