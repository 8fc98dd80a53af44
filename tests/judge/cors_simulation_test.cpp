// SPDX-License-Identifier: MIT
// Cases that the browser measurements do not cover: the texts of the steps, limits, and network failures.
#include "judge/cors/simulation.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace avouch::cors {
namespace cors_simulation_test {

constexpr const char* kPage = "https://app.example";
constexpr const char* kTarget = "https://api.example/v1";

http::Response answer(int status, http::Fields fields) {
  return {.status = status, .fields = std::move(fields)};
}

// Answers every preflight and every request alike, and keeps what was asked.
struct FixedNetwork {
  http::Response preflight =
      answer(204, {{"Access-Control-Allow-Origin", "*"}, {"Access-Control-Allow-Headers", "authorization"}});
  http::Response response = answer(200, {{"Access-Control-Allow-Origin", "*"}});
  std::vector<BrowserRequest> asked;

  CallOutcome run(const PageCall& call) {
    return simulate(call, [this](const BrowserRequest& request) -> NetworkAnswer {
      asked.push_back(request);
      return request.is_preflight ? preflight : response;
    });
  }
};

const PageCall kCall{.origin = kPage, .url = kTarget, .headers = {{"Authorization", "Basic YTpi"}}};

TEST(Simulate, TellsTheStepsOfACallThatSucceeds) {
  FixedNetwork network;
  const CallOutcome outcome = network.run(kCall);
  EXPECT_TRUE(outcome.readable);
  std::vector<std::string> sentences;
  for (const CallStep& step : outcome.steps) sentences.push_back(step.sentence);
  EXPECT_EQ(sentences, (std::vector<std::string>{
                           "a page of https://app.example asks for https://api.example/v1, of another origin",
                           "the preflight asks for authorization",
                           "the response to the preflight is 204",
                           "the preflight response allows the origin",
                           "the preflight response allows the request header authorization",
                           "GET is sent with Origin: https://app.example; the response is 200",
                           "the response allows the origin",
                           "the page can read the status, the body and no header",
                       }));
  EXPECT_EQ(outcome.steps[3].line, "Access-Control-Allow-Origin: *");
  EXPECT_EQ(outcome.steps[3].rule, "Fetch §4.8");
}

TEST(Simulate, TellsAllThatIsWrongWithAPreflight) {
  FixedNetwork network{.preflight = answer(403, {})};
  const CallOutcome outcome =
      network.run({.origin = kPage, .url = kTarget, .method = "PUT", .headers = {{"X-A", "1"}}});
  EXPECT_FALSE(outcome.readable);
  EXPECT_EQ(network.asked.size(), 1u) << "the request itself is never sent";
  std::vector<std::string> hints;
  for (const CallStep& step : outcome.steps) {
    if (step.refuses) hints.push_back(step.hint);
  }
  EXPECT_EQ(hints, (std::vector<std::string>{
                       "status 204 (any from 200 to 299)",
                       "Access-Control-Allow-Origin: https://app.example, or Access-Control-Allow-Origin: *",
                       "Access-Control-Allow-Methods: PUT",
                       "Access-Control-Allow-Headers: x-a",
                   }));
}

TEST(Simulate, NeverSendsCredentialsWithAPreflight) {
  FixedNetwork network;
  PageCall call = kCall;
  call.credentials = Credentials::include;
  network.preflight = answer(204, {{"Access-Control-Allow-Origin", kPage},
                                   {"Access-Control-Allow-Credentials", "true"},
                                   {"Access-Control-Allow-Headers", "authorization"}});
  network.run(call);
  ASSERT_EQ(network.asked.size(), 2u);
  EXPECT_FALSE(network.asked[0].with_credentials);
  EXPECT_FALSE(http::contains(network.asked[0].request.fields, "Authorization"));
  EXPECT_TRUE(network.asked[1].with_credentials);
}

TEST(Simulate, FollowsTwentyRedirects) {
  FixedNetwork network{.response =
                           answer(302, {{"Access-Control-Allow-Origin", "*"}, {"Location", "/again"}})};
  const CallOutcome outcome = network.run({.origin = kPage, .url = kTarget});
  EXPECT_FALSE(outcome.readable);
  EXPECT_EQ(network.asked.size(), 21u);
  EXPECT_EQ(outcome.steps.back().sentence, "more than 20 redirects");
}

struct Redirect {
  const char* name;
  const char* location;
  const char* ends_with;
};

void PrintTo(const Redirect& redirect, std::ostream* out) {
  *out << redirect.name;
}

class RefusedRedirect : public testing::TestWithParam<Redirect> {};

TEST_P(RefusedRedirect, IsTheLastStep) {
  FixedNetwork network{
      .response = answer(302, {{"Access-Control-Allow-Origin", "*"}, {"Location", GetParam().location}})};
  const CallOutcome outcome = network.run({.origin = kPage, .url = kTarget});
  EXPECT_FALSE(outcome.readable);
  EXPECT_EQ(network.asked.size(), 1u);
  EXPECT_EQ(outcome.steps.back().sentence, GetParam().ends_with);
}

INSTANTIATE_TEST_SUITE_P(
    To, RefusedRedirect,
    testing::Values(
        Redirect{"data", "data:text/plain,x", "the redirect does not lead to an http or https URL"},
        Redirect{"no host", "http://", "the redirect does not lead to an http or https URL"},
        Redirect{"credentials", "https://a:b@api.example/",
                 "the redirect leads to a URL with credentials in it"},
        Redirect{"password", "https://:b@api.example/", "the redirect leads to a URL with credentials in it"},
        Redirect{"colon as password", "https://::@api.example/",
                 "the redirect leads to a URL with credentials in it"},
        Redirect{"user", "https://a@api.example/", "the redirect leads to a URL with credentials in it"}));

// The URLs that the page asks for if its call is redirected there. It must be able to read the last answer.
std::vector<std::string> followed(const char* location) {
  std::vector<std::string> asked;
  const CallOutcome outcome =
      simulate({.origin = kPage, .url = kTarget}, [&](const BrowserRequest& request) -> NetworkAnswer {
        asked.push_back(request.url.text());
        if (asked.size() > 1) return answer(200, {{"Access-Control-Allow-Origin", "*"}});
        return answer(302, {{"Access-Control-Allow-Origin", "*"}, {"Location", location}});
      });
  EXPECT_TRUE(outcome.readable) << location;
  return asked;
}

TEST(Simulate, FollowsARedirectAsTheUrlStandardReadsIt) {
  for (const char* location : {"\\\\other.example\\x", "ht\ttps://other.example/x",
                               " https:\\\\other.example/x ", "//ｏther.example/x"}) {
    EXPECT_EQ(followed(location), (std::vector<std::string>{kTarget, "https://other.example/x"}));
  }
}

TEST(Simulate, LeavesOpenWhereBrowsersDiffer) {
  FixedNetwork network{
      .response = answer(302, {{"Access-Control-Allow-Origin", "*"}, {"Location", "https://☃.example/"}})};
  const CallOutcome outcome = network.run({.origin = kPage, .url = kTarget});
  EXPECT_FALSE(outcome.readable);
  EXPECT_TRUE(outcome.no_answer);
  EXPECT_EQ(outcome.steps.back().sentence,
            "where the redirect leads is unknown: browsers differ in the host \"☃.example\"");
}

// URL standard §4.3: an empty username and an empty password are no credentials.
TEST(Simulate, FollowsARedirectWithEmptyCredentials) {
  for (const char* location : {"https://:@api.example/", "https://@api.example/"}) {
    EXPECT_EQ(followed(location), (std::vector<std::string>{kTarget, "https://api.example/"}));
  }
  FixedNetwork network;
  EXPECT_TRUE(network.run({.origin = kPage, .url = "https://:@api.example/"}).readable);
}

TEST(Simulate, SaysThatNobodyAnswered) {
  const CallOutcome outcome =
      simulate(kCall, [](const BrowserRequest&) -> NetworkAnswer { return NoAnswer{"connection refused"}; });
  EXPECT_TRUE(outcome.no_answer);
  EXPECT_FALSE(outcome.readable);
  EXPECT_EQ(outcome.steps.back().sentence, "the preflight got no response: connection refused");
}

TEST(Simulate, LetsAStarCoverAuthorizationOnlyWhereItIsAskedTo) {
  FixedNetwork network;
  http::set(network.preflight.fields, "Access-Control-Allow-Headers", "*");
  EXPECT_FALSE(network.run(kCall).readable);
  PageCall call = kCall;
  call.star_covers_authorization = true;
  const CallOutcome outcome = network.run(call);
  EXPECT_TRUE(outcome.readable);
  EXPECT_EQ(std::count_if(outcome.steps.begin(), outcome.steps.end(),
                          [](const CallStep& step) { return step.warns; }),
            1);
  call.credentials = Credentials::include;
  EXPECT_FALSE(network.run(call).readable);
}

TEST(Simulate, RefusesWhatFetchItselfRefuses) {
  FixedNetwork network;
  EXPECT_EQ(network.run({.origin = kPage, .url = "ftp://a"}).steps.back().sentence,
            "ftp://a is not an absolute http or https URL");
  EXPECT_EQ(network.run({.origin = kPage, .url = kTarget, .headers = {{"a b", "1"}}}).steps.back().sentence,
            "\"a b\" is not a header name");
  EXPECT_EQ(network.run({.origin = kPage, .url = kTarget, .headers = {{"A", "1\n2"}}}).steps.back().sentence,
            "the value of A has a line break or a NUL in it");
  EXPECT_EQ(network.run({.origin = kPage, .url = kTarget, .body_type = "text/plain"}).steps.back().sentence,
            "a GET request cannot have a body");
  EXPECT_TRUE(network.asked.empty());
}

}  // namespace cors_simulation_test
}  // namespace avouch::cors
