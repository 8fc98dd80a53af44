// SPDX-License-Identifier: MIT
// CORS clauses that the run did not exercise or could not judge: nothing relevant was seen, or no response
// came.
#include <gtest/gtest.h>

#include <algorithm>

#include "cors_servers.h"

namespace avouch {
namespace cors_unexercised_test {

const CorsServer kRight{
    .name = "right",
    .preflight = {204, "Access-Control-Allow-Origin: *\nAccess-Control-Allow-Headers: Authorization"},
    .page = {200, "Access-Control-Allow-Origin: *"},
    .other = {200, "Access-Control-Allow-Origin: *"}};

class CorsUnexercised : public testing::Test {
 protected:
  Verdict judge(const std::string& suffix) {
    const std::vector<Evidence> evidence = edit ? edited() : cors_evidence(exchanges);
    for (const BoundClause& clause : contract.clauses) {
      if (clause.clause->coordinate == "FetchConfigurationWebhook/cors/" + suffix) {
        return judge_clause(contract, clause, evidence);
      }
    }
    ADD_FAILURE() << "no clause " << suffix;
    return {};
  }

  std::vector<Evidence> edited() {
    std::vector<Evidence> evidence = cors_evidence(exchanges);
    edit(evidence);
    return evidence;
  }

  Contract contract = cors_contract("GET", false);
  std::vector<Exchange> exchanges = cors_exchanges(contract, kRight);
  void (*edit)(std::vector<Evidence>&) = nullptr;
};

void expect(const Verdict& verdict, Outcome outcome, const std::string& reason) {
  EXPECT_EQ(verdict.outcome, outcome);
  EXPECT_EQ(verdict.reason, reason);
}

TEST_F(CorsUnexercised, ARefusalThatDoesNotSpeakOfCorsClaimsNothing) {
  Received& received = std::get<Received>(exchanges[2].outcome);
  received.response.status = 401;
  const auto judged = [&] {
    const auto clause =
        std::find_if(contract.clauses.begin(), contract.clauses.end(), [](const BoundClause& one) {
          return one.clause->coordinate == "FetchConfigurationWebhook/cors/anonymous/origin-admitted";
        });
    const Evidence refused{
        .role = Role::anonymous, .origin = "https://avouch.example", .answer = Answer::of(exchanges[2])};
    return judge_clause(contract, *clause, {refused});
  };
  expect(judged(), Outcome::holds, "");
  http::set(received.response.fields, "Access-Control-Allow-Origin", "https://app.example");
  EXPECT_EQ(judged().outcome, Outcome::violated);
  http::remove(received.response.fields, "Access-Control-Allow-Origin");
  expect(judged(), Outcome::unexercised,
         "the response, 401, has no Access-Control-Allow-Origin: a page without credentials sees a network "
         "error instead");
}

TEST_F(CorsUnexercised, NoAnswerIsUndecided) {
  for (Exchange& exchange : exchanges)
    exchange.outcome = Failure{Failure::Kind::unreachable, "connection refused"};
  for (const BoundClause& clause : contract.clauses) {
    std::vector<Evidence> evidence = cors_evidence(exchanges);
    evidence.push_back({.role = Role::anonymous, .answer = Answer::of(exchanges[0])});
    const Verdict verdict = judge_clause(contract, clause, evidence);
    expect(verdict, Outcome::undecided, "no response: connection refused");
    EXPECT_TRUE(verdict.evidence.has_value() || clause.clause->kind == ClauseKind::header)
        << clause.clause->coordinate;
  }
}

TEST_F(CorsUnexercised, AnAnswerThatIsNoHttpViolatesThePreflightsStatusAlone) {
  exchanges[1].outcome = Failure{Failure::Kind::malformed, "no status line"};
  expect(judge("preflight/status"), Outcome::violated, "the response is not HTTP: no status line");
  EXPECT_EQ(judge("preflight/origin-admitted").outcome, Outcome::undecided);
}

TEST_F(CorsUnexercised, NoRequestIsUnexercised) {
  edit = [](std::vector<Evidence>& evidence) { evidence.clear(); };
  expect(judge("preflight/status"), Outcome::unexercised, "no preflight request was sent");
  expect(judge("response/vary-origin"), Outcome::unexercised, "no request from a second origin was sent");
}

TEST_F(CorsUnexercised, ARefusedPreflightIsReportedOnce) {
  std::get<Received>(exchanges[1].outcome).response.status = 403;
  EXPECT_EQ(judge("preflight/status").outcome, Outcome::violated);
  expect(judge("preflight/without-credentials"), Outcome::unexercised,
         "the preflight was refused with 403, regardless of credentials");
  for (const char* suffix :
       {"preflight/origin-admitted", "preflight/method-admitted", "preflight/header-admitted/authorization",
        "preflight/wildcard-covers-authorization", "preflight/credentials-admitted",
        "preflight/credentials-wildcard", "preflight/max-age"}) {
    expect(judge(suffix), Outcome::unexercised, "the preflight was refused with 403");
  }
}

TEST_F(CorsUnexercised, AHeaderThatWasNotAskedForIsNotJudged) {
  http::remove(exchanges[1].sent.fields, "Access-Control-Request-Headers");
  expect(judge("preflight/header-admitted/authorization"), Outcome::unexercised,
         "the preflight did not ask for authorization");
}

TEST_F(CorsUnexercised, WhatIsNotSentIsNotJudged) {
  expect(judge("preflight/max-age"), Outcome::unexercised, "missing Access-Control-Max-Age");
  expect(judge("preflight/credentials-admitted"), Outcome::unexercised,
         "missing Access-Control-Allow-Credentials");
  expect(judge("response/credentials-wildcard"), Outcome::unexercised,
         "Access-Control-Allow-Credentials: true is missing");
  expect(judge("response/header-exposed/x-total-count"), Outcome::unexercised,
         "the response has no x-total-count");
}

TEST_F(CorsUnexercised, ATargetThatWantsCredentialsSaysNothing) {
  for (const std::size_t index : {0, 2, 3}) {
    Received& received = std::get<Received>(exchanges[index].outcome);
    received.response.status = 401;
    received.response.fields.clear();
  }
  edit = [](std::vector<Evidence>& evidence) {
    for (Evidence& one : evidence) one.has_credentials = false;
  };
  const std::string reason = "the target requires credentials (the response was 401) and none were given";
  expect(judge("response/origin-admitted"), Outcome::unexercised, reason);
  expect(judge("response/vary-origin"), Outcome::unexercised, reason);
  expect(judge("response/reflects-any-origin"), Outcome::unexercised, reason);
}

TEST_F(CorsUnexercised, AnAnswerThatIsWrongEverywhereIsNoRefusalOfTheOrigin) {
  for (const std::size_t index : {0, 2, 3}) {
    Received& received = std::get<Received>(exchanges[index].outcome);
    received.response.status = 500;
    received.response.fields.clear();
  }
  expect(judge("response/origin-admitted"), Outcome::unexercised,
         "the response was 500, not the documented 200");
}

TEST_F(CorsUnexercised, AnOverloadedServerDoesNotShowThatTheAnswerDependsOnTheOrigin) {
  http::set(std::get<Received>(exchanges[2].outcome).response.fields, "Access-Control-Allow-Origin",
            "https://avouch.example");
  Received& other = std::get<Received>(exchanges[3].outcome);
  other.response.status = 429;
  other.response.fields.clear();
  expect(judge("response/vary-origin"), Outcome::unexercised, "the page on the second origin got 429");
}

TEST_F(CorsUnexercised, EveryPageIsJudgedByItself) {
  exchanges.push_back(exchanges[2]);
  http::set(std::get<Received>(exchanges[4].outcome).response.fields, "Access-Control-Allow-Origin",
            "https://b.example");
  std::vector<Evidence> evidence = cors_evidence(exchanges);
  evidence.push_back({.role = Role::cross_origin,
                      .origin = "https://c.example",
                      .has_credentials = true,
                      .answer = Answer::of(exchanges[4])});
  for (const BoundClause& clause : contract.clauses) {
    if (!clause.clause->coordinate.ends_with("response/origin-admitted")) continue;
    const Verdict verdict = judge_clause(contract, clause, evidence);
    EXPECT_EQ(verdict.outcome, Outcome::violated);
    EXPECT_EQ(verdict.evidence, 2u) << "of the documented call, the first page and the second";
    return;
  }
  FAIL() << "no such clause";
}

// The page that a run plays where nobody names one, before a server whose documentation does not say that
// every page is admitted.
class MadeUpPage : public CorsUnexercised {
 protected:
  MadeUpPage() { documented_origin().required_cross_origin = false; }

  DocumentedHeader& documented_origin() {
    return contract.operations.front().responses.front().headers.front();
  }

  // The answers to the preflight and to the page.
  void answer(int preflight, const char* preflight_origin, int page, const char* page_origin) {
    const auto set = [&](std::size_t index, int status, const char* origin) {
      http::Response& response = std::get<Received>(exchanges[index].outcome).response;
      response.status = status;
      http::remove(response.fields, "Access-Control-Allow-Origin");
      if (origin != nullptr) response.fields.push_back({"Access-Control-Allow-Origin", origin});
    };
    set(1, preflight, preflight_origin);
    set(2, page, page_origin);
  }

  // With every response to the page in sight, as a whole run has them.
  Verdict judge_all(const std::string& suffix) {
    for (BoundClause& clause : contract.clauses) {
      for (const Role role : clause.also) clause.roles.add(role);
      clause.also = {};
    }
    return judge(suffix);
  }

  static constexpr const char* kWanted =
      "and https://avouch.example is made up: give an allowed page with --origin";
};

TEST_F(MadeUpPage, MayBeTurnedAwayByAServerWithAListOfOrigins) {
  for (const char* other : {static_cast<const char*>(nullptr), "https://shop.example", "null"}) {
    answer(204, other, 200, other);
    const Verdict verdict = judge_all("response/origin-admitted");
    EXPECT_EQ(verdict.outcome, Outcome::unexercised) << verdict.reason;
    EXPECT_TRUE(verdict.reason.ends_with(kWanted)) << verdict.reason;
    EXPECT_EQ(judge_all("preflight/origin-admitted").outcome, Outcome::unexercised);
  }
  answer(204, nullptr, 200, nullptr);
  expect(judge_all("response/origin-admitted"), Outcome::unexercised,
         "the target refuses the page (status 200, no Access-Control-Allow-Origin), and "
         "https://avouch.example is made up: give an allowed page with --origin");
}

TEST_F(MadeUpPage, MayBeTurnedAwayByStatus) {
  for (const int status : {401, 403, 404, 405, 500}) {
    answer(status, nullptr, status == 401 ? 403 : status, nullptr);
    for (const char* suffix :
         {"preflight/without-credentials", "preflight/status", "response/origin-admitted"})
      EXPECT_EQ(judge_all(suffix).outcome, Outcome::unexercised) << status << " " << suffix;
  }
}

TEST_F(MadeUpPage, NeedNotBeGivenListsWhereItIsTurnedAway) {
  answer(204, nullptr, 200, nullptr);
  http::Fields& preflight = std::get<Received>(exchanges[1].outcome).response.fields;
  http::remove(preflight, "Access-Control-Allow-Headers");
  http::Fields& page = std::get<Received>(exchanges[2].outcome).response.fields;
  page.push_back({"X-Total-Count", "5"});
  EXPECT_EQ(judge_all("preflight/header-admitted/authorization").outcome, Outcome::unexercised);
  EXPECT_EQ(judge_all("response/header-exposed/x-total-count").outcome, Outcome::unexercised);
  contract.operations.front().cors = CorsPolicy{.credentials = true};
  EXPECT_EQ(judge_all("response/credentials-admitted").outcome, Outcome::unexercised);
  EXPECT_EQ(judge_all("preflight/credentials-admitted").outcome, Outcome::unexercised);
}

TEST_F(MadeUpPage, IsNoExcuseForWhatIsWrongWhoeverAsks) {
  for (const char* wrong :
       {"https://avouch.example/", "https://a.example, https://b.example", "avouch.example", ""}) {
    answer(204, wrong, 200, wrong);
    EXPECT_EQ(judge_all("response/origin-admitted").outcome, Outcome::violated) << wrong;
    EXPECT_EQ(judge_all("preflight/origin-admitted").outcome, Outcome::violated) << wrong;
  }
  answer(204, nullptr, 200, "https://a.example");
  http::Fields& page = std::get<Received>(exchanges[2].outcome).response.fields;
  page.push_back({"Access-Control-Allow-Origin", "https://b.example"});
  EXPECT_EQ(judge_all("response/origin-admitted").outcome, Outcome::violated) << "two lines";
  answer(204, "*", 200, "*");
  page.push_back({"Access-Control-Allow-Credentials", "true"});
  EXPECT_EQ(judge_all("response/credentials-wildcard").outcome, Outcome::violated);
  http::Fields& preflight = std::get<Received>(exchanges[1].outcome).response.fields;
  answer(204, nullptr, 200, nullptr);
  preflight.push_back({"Access-Control-Max-Age", "soon"});
  EXPECT_EQ(judge_all("preflight/max-age").outcome, Outcome::violated);
}

TEST_F(MadeUpPage, IsNoExcuseWhereAnotherAnswerAdmitsIt) {
  answer(403, nullptr, 200, "*");
  EXPECT_EQ(judge_all("preflight/status").outcome, Outcome::violated);
  answer(204, nullptr, 200, "https://avouch.example");
  EXPECT_EQ(judge_all("preflight/origin-admitted").outcome, Outcome::violated);
  answer(204, "*", 200, nullptr);
  EXPECT_EQ(judge_all("response/origin-admitted").outcome, Outcome::violated);
}

TEST_F(MadeUpPage, MustBeAdmittedWhereTheDocumentationAdmitsEveryPage) {
  answer(204, nullptr, 200, nullptr);
  documented_origin().required_cross_origin = true;
  EXPECT_EQ(judge_all("response/origin-admitted").outcome, Outcome::violated);
  documented_origin().required_cross_origin = false;
  documented_origin().examples = {{.name = "", .value = JsonValue::string("*"), .place = {}}};
  EXPECT_EQ(judge_all("response/origin-admitted").outcome, Outcome::violated);
  documented_origin().examples.push_back(
      {.name = "b", .value = JsonValue::string("https://a.example"), .place = {}});
  EXPECT_EQ(judge_all("response/origin-admitted").outcome, Outcome::unexercised);
}

TEST_F(MadeUpPage, MustBeAdmittedWhereTheContractNamesIt) {
  answer(204, nullptr, 200, nullptr);
  contract.operations.front().cors = CorsPolicy{.admitted = {"https://avouch.example"}};
  EXPECT_EQ(judge_all("response/origin-admitted").outcome, Outcome::violated);
}

TEST_F(MadeUpPage, IsNoneThatTheOptionsName) {
  answer(403, nullptr, 200, nullptr);
  edit = [](std::vector<Evidence>& evidence) {
    for (Evidence& one : evidence) {
      if (!one.origin.empty()) one.origin = "https://shop.example";
    }
  };
  EXPECT_EQ(judge_all("response/origin-admitted").outcome, Outcome::violated);
  EXPECT_EQ(judge_all("preflight/status").outcome, Outcome::violated);
}

TEST_F(MadeUpPage, MayReadNothingOfItsRefusal) {
  answer(204, nullptr, 401, "https://shop.example");
  const std::vector<Evidence> evidence = {
      {.role = Role::anonymous, .origin = "https://avouch.example", .answer = Answer::of(exchanges[2])}};
  for (const BoundClause& clause : contract.clauses) {
    if (!clause.clause->coordinate.ends_with("/cors/anonymous/origin-admitted")) continue;
    EXPECT_EQ(judge_clause(contract, clause, evidence).outcome, Outcome::unexercised);
  }
}

}  // namespace cors_unexercised_test
}  // namespace avouch
