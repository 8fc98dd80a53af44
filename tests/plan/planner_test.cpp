// SPDX-License-Identifier: MIT
#include "plan/planner.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "contract/load.h"
#include "http/syntax.h"
#include "json/json_reader.h"

namespace avouch {
namespace planner_test {

BoundClause bound(const std::string& coordinate, Roles roles) {
  return {.clause = Clause{.coordinate = coordinate, .operation = "Fetch"},
          .roles = std::move(roles),
          .subject = StatusSubject{}};
}

Contract contract() {
  Contract contract{.file = "api.json", .title = "API"};
  contract.operations.push_back({.id = "Fetch",
                                 .method = "GET",
                                 .path = "/things",
                                 .security = {{{.name = "basic", .kind = SecurityScheme::Kind::basic}}},
                                 .responses = {{.status = "200", .media = {{.range = "application/json"}}}}});
  contract.clauses = {bound("Fetch/200/status", {Role::documented, Role::cross_origin}),
                      bound("Fetch/cors/preflight/status", {Role::preflight}),
                      bound("Fetch/security/anonymous", {Role::anonymous}),
                      bound("Fetch/security/wrong-credentials", {Role::wrong_credentials}),
                      bound("Fetch/404/status", {})};
  return contract;
}

const Probe& probe(const Plan& plan, Role role) {
  return *std::find_if(plan.probes.begin(), plan.probes.end(),
                       [&](const Probe& candidate) { return candidate.role == role; });
}

TEST(MakePlan, SharesAProbeAmongTheClausesThatItServes) {
  const Plan plan = make_plan(contract(), {.user = "name:secret"});
  EXPECT_EQ(plan.probes.size(), 5u);
  EXPECT_EQ(plan.clauses.size(), 5u);
  EXPECT_EQ(plan.clauses[0].probes, (std::vector<std::size_t>{0, 1}));
}

// RFC 9110 §12.5.1: a server that negotiates answers what alone is accepted.
TEST(MakePlan, AsksForEachFurtherMediaTypeOnce) {
  Contract two = contract();
  two.operations[0].responses[0].media.push_back({.range = "application/xml"});
  two.operations[0].responses[0].media.push_back({.range = "text/*"});
  const auto of_media = [](std::size_t media) {
    return BoundClause{.clause = Clause{.coordinate = "Fetch/200/body", .operation = "Fetch"},
                       .roles = {Role::documented},
                       .subject = BodyKeywordSubject{.media = media, .keyword = 0}};
  };
  two.clauses = {of_media(0), of_media(1), of_media(1), of_media(2),
                 BoundClause{.clause = Clause{.coordinate = "Fetch/documented-status", .operation = "Fetch"},
                             .roles = {Role::documented},
                             .subject = DocumentedStatusSubject{}}};
  const Plan plan = make_plan(two, {});
  ASSERT_EQ(plan.probes.size(), 2U);
  EXPECT_EQ(plan.probes[1].id, "Fetch/accept-application/xml");
  EXPECT_EQ(http::combined(plan.probes[0].request.fields, "Accept"),
            "application/json, application/xml, text/*");
  EXPECT_EQ(http::combined(plan.probes[1].request.fields, "Accept"), "application/xml");
  EXPECT_EQ(plan.clauses[0].probes, (std::vector<std::size_t>{0}));
  EXPECT_EQ(plan.clauses[1].probes, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(plan.clauses[2].probes, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(plan.clauses[3].probes, (std::vector<std::size_t>{0}));
  EXPECT_EQ(plan.clauses[4].overheard, (std::vector<std::size_t>{1})) << "an error there is one";
  EXPECT_EQ(make_plan(two, {.headers = {{"Accept", "application/json"}}}).probes.size(), 1U);
  two.operations[0].method = "POST";
  EXPECT_EQ(make_plan(two, {.allow_writes = true}).probes.size(), 1U);
}

TEST(MakePlan, AsksForManyMediaTypes) {
  Contract many = contract();
  many.clauses.clear();
  for (std::size_t i = 1; i <= 5'000; ++i) {
    many.operations[0].responses[0].media.push_back({.range = "application/x" + std::to_string(i) + "+json"});
    many.clauses.push_back({.clause = Clause{.coordinate = "Fetch/200/body", .operation = "Fetch"},
                            .roles = {Role::documented},
                            .subject = BodyKeywordSubject{.media = i, .keyword = 0}});
  }
  const Plan plan = make_plan(many, {});
  ASSERT_EQ(plan.probes.size(), 5'001U);
  for (std::size_t i = 1; i < plan.probes.size(); ++i) {
    const auto accept = http::combined(plan.probes[i].request.fields, "Accept");
    EXPECT_EQ(plan.probes[i].id, "Fetch/accept-" + accept.value_or(""));
  }
}

TEST(MakePlan, SendsTheGivenCredentialsAndSaysSo) {
  const Plan plan = make_plan(contract(), {.user = "name:secret"});
  const Probe& documented = probe(plan, Role::documented);
  EXPECT_TRUE(documented.has_credentials);
  EXPECT_EQ(http::values(documented.request.fields, "Authorization"),
            std::vector<std::string>{http::basic_authorization("name", "secret")});
  EXPECT_FALSE(http::contains(documented.request.fields, "Origin"));
}

TEST(MakePlan, WithoutCredentialsSendsThePlaceholderAndDoesNotClaimThem) {
  const Probe documented = probe(make_plan(contract(), {}), Role::documented);
  EXPECT_FALSE(documented.has_credentials);
  EXPECT_EQ(http::values(documented.request.fields, "Authorization"),
            std::vector<std::string>{http::basic_authorization("username", "password")});
}

TEST(MakePlan, AnAuthorizationHeaderIsTheCredentials) {
  const Plan plan = make_plan(contract(), {.headers = {{"authorization", "Bearer t"}, {"X-Trace", "1"}}});
  EXPECT_TRUE(probe(plan, Role::documented).has_credentials);
  const http::Fields& anonymous = probe(plan, Role::anonymous).request.fields;
  EXPECT_FALSE(http::contains(anonymous, "Authorization"));
  EXPECT_TRUE(http::contains(anonymous, "X-Trace"));
}

TEST(MakePlan, TheWrongPasswordGoesWithTheRightName) {
  const Plan plan = make_plan(contract(), {.user = "name:secret"});
  const auto sent = http::values(probe(plan, Role::wrong_credentials).request.fields, "Authorization");
  ASSERT_EQ(sent.size(), 1u);
  const auto pair = http::unbase64(sent[0].substr(6));
  ASSERT_TRUE(pair);
  EXPECT_EQ(pair->substr(0, 5), "name:");
  EXPECT_NE(*pair, "name:secret");
}

// Fetch §4.8: a CORS-preflight request carries no credentials and none of the author's headers.
TEST(MakePlan, APreflightAsksAndCarriesNothing) {
  const Plan plan = make_plan(contract(), {.user = "name:secret", .headers = {{"X-Trace", "1"}}});
  const Probe& preflight = probe(plan, Role::preflight);
  EXPECT_EQ(preflight.request.method, "OPTIONS");
  EXPECT_EQ(http::combined(preflight.request.fields, "Access-Control-Request-Method"), "GET");
  EXPECT_EQ(http::combined(preflight.request.fields, "Access-Control-Request-Headers"), "authorization");
  EXPECT_EQ(http::combined(preflight.request.fields, "Origin"), "https://avouch.example");
  EXPECT_FALSE(http::contains(preflight.request.fields, "Authorization"));
  EXPECT_FALSE(http::contains(preflight.request.fields, "X-Trace"));
}

// A server may require credentials that no document knows.
TEST(MakePlan, ACallWithoutDocumentedSecurityIsRefusedWhereItSaysSo) {
  const auto sent = [](const char* more, const http::Fields& given) {
    const Result<Contract> contract = load_contract(
        "api.yaml", {},
        {{"api.yaml", std::string("openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    get: "
                                  "{operationId: Get, responses: {'200': {description: a}, '401': "
                                  "{description: b}}") +
                          more +
                          "}\n    post: {operationId: Post, responses: {'201': {description: a}, '401': "
                          "{description: b}}}\n"}});
    std::string all;
    if (!contract) return to_string(contract.errors());
    for (const Probe& probe : make_plan(*contract, {.headers = given, .allow_writes = true}).probes) {
      if (probe.role != Role::anonymous && probe.role != Role::wrong_credentials) continue;
      all += probe.id + ": " + http::combined(probe.request.fields, "Authorization").value_or("none") + "; ";
    }
    return all;
  };
  EXPECT_EQ(sent("", {{"Authorization", "Bearer s3cret"}}),
            "Post/wrong-credentials: Bearer avouch-wrong-credentials; Get/anonymous: none; "
            "Get/wrong-credentials: Bearer avouch-wrong-credentials; ");
  EXPECT_EQ(sent("", {}), "Get/anonymous: none; ")
      << "a POST without credentials would be the documented one";
  EXPECT_EQ(sent(", security: []", {{"Authorization", "Bearer s3cret"}}),
            "Post/wrong-credentials: Bearer avouch-wrong-credentials; ")
      << "the read is declared as public";
}

TEST(MakePlan, AUserGoesOnlyWhereBasicIsDocumented) {
  Contract bearer = contract();
  bearer.operations[0].security = {{{.name = "token", .kind = SecurityScheme::Kind::bearer}}};
  const Probe documented = probe(make_plan(bearer, {.user = "name:secret"}), Role::documented);
  EXPECT_FALSE(documented.has_credentials);
  EXPECT_EQ(http::combined(documented.request.fields, "Authorization"), "Bearer token");
  bearer.operations[0].security.push_back({{.name = "basic", .kind = SecurityScheme::Kind::basic}});
  EXPECT_TRUE(probe(make_plan(bearer, {.user = "name:secret"}), Role::documented).has_credentials);
}

Contract with_key(SecurityScheme::In in) {
  Contract with = contract();
  with.operations[0].security = {
      {{.name = "key", .kind = SecurityScheme::Kind::api_key, .in = in, .parameter = "k y"}}};
  return with;
}

TEST(MakePlan, AnApiKeyGoesIntoTheQuery) {
  const Plan plan = make_plan(with_key(SecurityScheme::In::query), {});
  EXPECT_EQ(probe(plan, Role::documented).request.target, "/things?k%20y=token");
  EXPECT_FALSE(probe(plan, Role::documented).has_credentials);
  EXPECT_EQ(probe(plan, Role::wrong_credentials).request.target, "/things?k%20y=avouch-wrong-credentials");
  EXPECT_EQ(probe(plan, Role::anonymous).request.target, "/things");
  EXPECT_EQ(probe(plan, Role::preflight).request.target, "/things");
}

// Documents describe the key as a parameter, too: it is sent once, and not without credentials.
TEST(MakePlan, AnApiKeyThatIsDocumentedAsAParameterIsSentOnce) {
  struct Place {
    SecurityScheme::In key;
    Parameter::In parameter;
  };
  for (const Place& place : {Place{SecurityScheme::In::header, Parameter::In::header},
                             Place{SecurityScheme::In::query, Parameter::In::query},
                             Place{SecurityScheme::In::cookie, Parameter::In::cookie}}) {
    Contract with = with_key(place.key);
    with.operations[0].security[0][0].parameter = "Key";
    Parameter parameter;
    parameter.name = "Key";
    parameter.in = place.parameter;
    parameter.required = true;
    parameter.style = place.parameter == Parameter::In::header ? "simple" : "form";
    with.operations[0].parameters.push_back(parameter);
    const Plan plan = make_plan(with, {});
    const auto times = [&](Role role) {
      const http::Request& request = probe(plan, role).request;
      std::string text = request.target;
      for (const http::Field& field : request.fields) text += " " + field.name + "=" + field.value;
      std::size_t count = 0;
      for (std::size_t at = text.find("Key="); at != text.npos; at = text.find("Key=", at + 1)) ++count;
      return count;
    };
    EXPECT_EQ(times(Role::documented), 1U);
    EXPECT_EQ(times(Role::anonymous), 0U);
  }
}

TEST(MakePlan, AnApiKeyOfTheQueryIsGivenAsAVariable) {
  const Plan plan = make_plan(with_key(SecurityScheme::In::query),
                              {.values = {{.name = "k y", .value = JsonValue::string("s&t")}}});
  EXPECT_EQ(probe(plan, Role::documented).request.target, "/things?k%20y=s%26t");
  EXPECT_TRUE(probe(plan, Role::documented).has_credentials);
}

TEST(MakePlan, AnApiKeyGoesIntoACookieBesideThoseOfTheUser) {
  const Contract with = with_key(SecurityScheme::In::cookie);
  EXPECT_EQ(http::combined(probe(make_plan(with, {}), Role::documented).request.fields, "Cookie"),
            "k%20y=token");
  const Plan given = make_plan(with, {.headers = {{"Cookie", "a=1; k y=2"}}});
  EXPECT_EQ(http::combined(probe(given, Role::documented).request.fields, "Cookie"), "a=1; k y=2");
  EXPECT_TRUE(probe(given, Role::documented).has_credentials);
}

TEST(MakePlan, SchemesThatAreNeededTogetherAreSentTogether) {
  Contract with = with_key(SecurityScheme::In::header);
  with.operations[0].security[0][0].parameter = "X-Key";
  with.operations[0].security[0].push_back({.name = "basic", .kind = SecurityScheme::Kind::basic});
  const Probe half = probe(make_plan(with, {.user = "name:secret"}), Role::documented);
  EXPECT_EQ(http::combined(half.request.fields, "X-Key"), "token");
  EXPECT_EQ(http::combined(half.request.fields, "Authorization"),
            http::basic_authorization("name", "secret"));
  EXPECT_FALSE(half.has_credentials) << "one of the two is a placeholder";
  const Plan whole = make_plan(with, {.user = "name:secret", .headers = {{"X-Key", "right"}}});
  EXPECT_TRUE(probe(whole, Role::documented).has_credentials);
  EXPECT_EQ(http::values(probe(whole, Role::documented).request.fields, "X-Key"),
            std::vector<std::string>{"right"});
  EXPECT_EQ(http::values(probe(whole, Role::wrong_credentials).request.fields, "X-Key"),
            std::vector<std::string>{"avouch-wrong-credentials"});
}

TEST(MakePlan, TheAlternativeThatWasGivenIsTaken) {
  Contract with = with_key(SecurityScheme::In::header);
  with.operations[0].security[0][0].parameter = "X-Key";
  with.operations[0].security.push_back({{.name = "token", .kind = SecurityScheme::Kind::bearer}});
  const Probe sent = probe(make_plan(with, {.headers = {{"Authorization", "Bearer t"}}}), Role::documented);
  EXPECT_TRUE(sent.has_credentials);
  EXPECT_FALSE(http::contains(sent.request.fields, "X-Key"));
}

TEST(MakePlan, ATokenGoesWhereBearerIsDocumented) {
  Contract bearer = contract();
  bearer.operations[0].security = {{{.name = "token", .kind = SecurityScheme::Kind::bearer}}};
  const Plan given = make_plan(bearer, {.keys = {.token = "t0ken"}});
  EXPECT_TRUE(probe(given, Role::documented).has_credentials);
  EXPECT_EQ(http::combined(probe(given, Role::documented).request.fields, "Authorization"), "Bearer t0ken");
  EXPECT_EQ(http::combined(probe(given, Role::wrong_credentials).request.fields, "Authorization"),
            "Bearer avouch-wrong-credentials");
  EXPECT_TRUE(given.missing_credentials.empty());
  const Plan own = make_plan(bearer, {.keys = {.token = "t0ken", .by_scheme = {{"token", "own"}}}});
  EXPECT_EQ(http::combined(probe(own, Role::documented).request.fields, "Authorization"), "Bearer own");
  EXPECT_EQ(make_plan(bearer, {}).missing_credentials, (std::set<std::string>{"AVOUCH_TOKEN"}));
  const Plan basic = make_plan(contract(), {.keys = {.token = "t0ken"}});
  EXPECT_FALSE(probe(basic, Role::documented).has_credentials) << "a token is no password";
  EXPECT_EQ(basic.missing_credentials, (std::set<std::string>{"AVOUCH_USER=NAME:PASSWORD"}));
}

TEST(MakePlan, AKeyIsGivenByItsScheme) {
  const Plan plan = make_plan(with_key(SecurityScheme::In::query), {.keys = {.by_scheme = {{"key", "s&t"}}}});
  EXPECT_EQ(probe(plan, Role::documented).request.target, "/things?k%20y=s%26t");
  EXPECT_TRUE(probe(plan, Role::documented).has_credentials);
  EXPECT_EQ(make_plan(with_key(SecurityScheme::In::query), {}).missing_credentials,
            (std::set<std::string>{"AVOUCH_API_KEY_KEY"}));
}

Contract with_kind(SecurityScheme::Kind kind) {
  Contract with = contract();
  with.operations[0].security = {
      {{.name = "s", .kind = kind, .fault = "no security scheme \"s\" is defined", .http_scheme = "HOBA"}}};
  return with;
}

bool is_asked(const Plan& plan, Role role) {
  return std::any_of(plan.probes.begin(), plan.probes.end(),
                     [&](const Probe& each) { return each.role == role; });
}

TEST(MakePlan, WhatNoRequestCanCarryLeavesTheCallUnplannedWithTheReason) {
  using Kind = SecurityScheme::Kind;
  const std::pair<Kind, std::string> cases[] = {
      {Kind::digest,
       "its security requires HTTP Digest and no user was given: set AVOUCH_USER=NAME:PASSWORD"},
      {Kind::mutual_tls,
       "its security requires a client certificate and none was given: give it with --cert FILE"},
      {Kind::other_http,
       "its security requires the http scheme \"HOBA\" and no credentials were given: give them with -H "
       "'Authorization: HOBA CREDENTIALS'"},
      {Kind::unknown, "contract: no security scheme \"s\" is defined"}};
  for (const auto& [kind, why] : cases) {
    const Plan plan = make_plan(with_kind(kind), {});
    EXPECT_FALSE(is_asked(plan, Role::documented)) << why;
    EXPECT_TRUE(is_asked(plan, Role::anonymous)) << why;
    EXPECT_EQ(plan.clauses[0].unplanned, why);
    EXPECT_TRUE(plan.is_barred);
    const Plan with_header = make_plan(with_kind(kind), {.headers = {{"Authorization", "Own c2VjcmV0"}}});
    EXPECT_TRUE(is_asked(with_header, Role::documented)) << why;
    const Plan of_mock = make_plan(
        with_kind(kind), {.user = "name:secret", .keys = {.accepts_stand_ins = true, .is_proof = true}});
    EXPECT_EQ(http::combined(probe(of_mock, Role::documented).request.fields, kStandInField), "token") << why;
    EXPECT_EQ(http::combined(probe(of_mock, Role::wrong_credentials).request.fields, kStandInField),
              "avouch-wrong-credentials");
    EXPECT_FALSE(http::contains(probe(of_mock, Role::anonymous).request.fields, kStandInField));
    EXPECT_TRUE(of_mock.missing_credentials.empty());
  }
}

TEST(MakePlan, NothingStandsInForASchemeThatIsNotDefined) {
  const Plan plan =
      make_plan(with_kind(SecurityScheme::Kind::unknown), {.keys = {.accepts_stand_ins = true}});
  EXPECT_FALSE(is_asked(plan, Role::documented));
  EXPECT_EQ(plan.clauses[0].unplanned, "contract: no security scheme \"s\" is defined");
  EXPECT_TRUE(is_asked(plan, Role::anonymous));
}

TEST(MakePlan, TwoCredentialsInOneFieldCannotBeSent) {
  using Kind = SecurityScheme::Kind;
  Contract with = with_kind(Kind::bearer);
  const std::string why = "its security requires two credentials in one Authorization header";
  for (const Kind other : {Kind::basic, Kind::digest, Kind::mutual_tls}) {
    with.operations[0].security[0].resize(1);
    with.operations[0].security[0].push_back({.name = "other", .kind = other});
    const GivenKeys real{.token = "t0ken", .has_certificate = true};
    const Plan plan = make_plan(with, {.user = "name:secret", .keys = real});
    EXPECT_EQ(is_asked(plan, Role::documented), other == Kind::mutual_tls);
    if (other != Kind::mutual_tls) {
      EXPECT_EQ(plan.clauses[0].unplanned, why);
    }
    const Plan of_mock = make_plan(with, {.user = "name:secret", .keys = {.accepts_stand_ins = true}});
    EXPECT_EQ(is_asked(of_mock, Role::documented), other != Kind::basic) << "a field stands in for it";
  }
}

TEST(MakePlan, ADigestIsLeftToTheClient) {
  const Plan plan = make_plan(with_kind(SecurityScheme::Kind::digest), {.user = "name:secret"});
  EXPECT_EQ(probe(plan, Role::documented).request.identity.digest, "name:secret");
  EXPECT_TRUE(probe(plan, Role::documented).has_credentials);
  EXPECT_EQ(probe(plan, Role::wrong_credentials).request.identity.digest, "name:avouch-wrong-credentials");
  EXPECT_EQ(probe(plan, Role::anonymous).request.identity.digest, std::nullopt);
}

TEST(MakePlan, WithoutTlsThereIsNoCertificate) {
  const Plan plan =
      make_plan(with_kind(SecurityScheme::Kind::mutual_tls), {.keys = {.is_without_tls = true}});
  EXPECT_EQ(plan.clauses[0].unplanned,
            "its security requires a client certificate, and http:// presents none: give an https:// target");
  EXPECT_TRUE(plan.is_barred);
  EXPECT_TRUE(plan.missing_credentials.empty()) << "--cert would be of no use";
}

TEST(MakePlan, ACertificateIsNotPresentedByAnAnonymousRequest) {
  const Plan plan =
      make_plan(with_kind(SecurityScheme::Kind::mutual_tls), {.keys = {.has_certificate = true}});
  EXPECT_TRUE(probe(plan, Role::documented).has_credentials);
  EXPECT_FALSE(probe(plan, Role::documented).request.identity.is_without_certificate);
  EXPECT_TRUE(probe(plan, Role::anonymous).request.identity.is_without_certificate);
  EXPECT_FALSE(is_asked(plan, Role::wrong_credentials));
  EXPECT_EQ(plan.clauses[3].unplanned, "Avouch has no wrong client certificate to present");
}

std::optional<std::string> sent_to(const Contract& contract, const PlanOptions& options) {
  return http::combined(probe(make_plan(contract, options), Role::documented).request.fields,
                        "Authorization");
}

TEST(MakePlan, APublicOperationGetsNoPassword) {
  Contract with = contract();
  with.operations[0].security.clear();
  const std::string basic = http::basic_authorization("name", "secret");
  EXPECT_EQ(sent_to(with, {.user = "name:secret"}), basic) << "nothing is documented";
  EXPECT_EQ(sent_to(with, {.keys = {.token = "t0ken"}}), "Bearer t0ken");
  EXPECT_EQ(sent_to(with, {.user = "name:secret", .keys = {.accepts_stand_ins = true}}), std::nullopt);
  with.operations[0].security_place = {.file = "api.json", .pointer = "/security"};
  EXPECT_EQ(sent_to(with, {.user = "name:secret"}), std::nullopt) << "it is documented as public";
  EXPECT_EQ(sent_to(with, {.keys = {.token = "t0ken"}}), std::nullopt);
  EXPECT_EQ(sent_to(with, {.headers = {{"Authorization", "Own x"}}}), "Own x") << "the user insists";
  with.operations[0].security = {{}, {{.name = "token", .kind = SecurityScheme::Kind::bearer}}};
  EXPECT_EQ(sent_to(with, {.user = "name:secret"}), std::nullopt);
  EXPECT_EQ(sent_to(with, {.keys = {.token = "t0ken"}}), "Bearer t0ken") << "it may be given";
}

TEST(MakePlan, AnAlternativeThatCanBeSentGoesBeforeOneThatCannot) {
  Contract with = with_kind(SecurityScheme::Kind::unknown);
  with.operations[0].security.push_back({{.name = "token", .kind = SecurityScheme::Kind::bearer}});
  const Plan plan = make_plan(with, {});
  EXPECT_EQ(http::combined(probe(plan, Role::documented).request.fields, "Authorization"), "Bearer token");
  EXPECT_FALSE(plan.is_barred);
}

TEST(MakePlan, EachOriginIsAskedFor) {
  const Plan plan = make_plan(contract(), {.origins = {"https://a.example", "https://b.example"}});
  const auto preflights = std::count_if(plan.probes.begin(), plan.probes.end(), [](const Probe& candidate) {
    return candidate.role == Role::preflight;
  });
  EXPECT_EQ(preflights, 2);
  for (std::size_t i = 0; i < plan.probes.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) EXPECT_NE(plan.probes[i].id, plan.probes[j].id);
  }
}

TEST(MakePlan, SelectsByCoordinateAndPlansOnlyWhatThoseNeed) {
  const Plan plan = make_plan(
      contract(), {.selection = {.include_clauses = {"*/security/*"}, .exclude_clauses = {"*wrong*"}}});
  ASSERT_EQ(plan.clauses.size(), 1u);
  EXPECT_EQ(plan.probes.size(), 1u);
}

TEST(MakePlan, AnAnswerThatNoRequestLeadsToIsNotExercised) {
  const Plan plan = make_plan(contract(), {});
  EXPECT_TRUE(plan.clauses[4].probes.empty());
  EXPECT_EQ(plan.clauses[4].unplanned, "no request of a run triggers this documented response");
  EXPECT_EQ(make_plan(contract(), {.prefer = true}).clauses[4].unplanned,
            "no request of a run triggers this documented response, and no preference asks for it");
}

// RFC 9110 §6.4.1. No preference and no other request would change that.
TEST(MakePlan, SaysThatAResponseHasNoContent) {
  const Result<Contract> read = load_contract(
      "api.yaml", {},
      {{"api.yaml",
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {/a: {\n"
        "  get: {operationId: Get, responses: {'204': {description: d, content: {application/json: "
        "{schema: {type: object}}}}}},\n"
        "  head: {operationId: Head, responses: {'200': {description: d, content: {application/json: "
        "{schema: {type: object}}}}}}}}\n"}});
  ASSERT_TRUE(read) << to_string(read.errors());
  for (const bool prefer : {false, true}) {
    const Plan plan = make_plan(*read, {.prefer = prefer});
    std::map<std::string, std::string> why;
    for (const PlannedClause& planned : plan.clauses) {
      if (planned.probes.empty()) why[read->clauses[planned.clause].clause->coordinate] = planned.unplanned;
    }
    const std::string none = "a 204 has no content, whatever is documented (RFC 9110 §6.4.1)";
    const std::string head = "the response to HEAD has no content (RFC 9110 §9.3.2)";
    EXPECT_EQ(why, (std::map<std::string, std::string>{{"Get/204/media-type", none},
                                                       {"Get/204/body/syntax", none},
                                                       {"Get/204/body/duplicate-names", none},
                                                       {"Get/204/body/type", none},
                                                       {"Get/204/drift/fields", none},
                                                       {"Head/200/body/syntax", head},
                                                       {"Head/200/body/duplicate-names", head},
                                                       {"Head/200/body/type", head},
                                                       {"Head/200/drift/fields", head}}));
  }
}

TEST(MakePlan, WritesAreNotSentUnlessAllowed) {
  Contract writing = contract();
  writing.operations[0].method = "DELETE";
  const Plan careful = make_plan(writing, {});
  for (const Probe& sent : careful.probes) EXPECT_EQ(sent.request.method, "OPTIONS");
  EXPECT_EQ(careful.clauses[0].unplanned, "DELETE is not sent without --allow-writes");
  EXPECT_FALSE(make_plan(writing, {.allow_writes = true}).clauses[0].probes.empty());
}

TEST(MakePlan, ParametersAreFilledFromTheDocumentation) {
  Contract with = contract();
  with.operations[0].path = "/things/{id}";
  with.operations[0].parameters = {
      {.name = "id",
       .in = Parameter::In::path,
       .required = true,
       .examples = {{.value = JsonValue::string("a b/c")}}},
      {.name = "kind",
       .in = Parameter::In::query,
       .required = true,
       .explode = true,
       .default_value = JsonValue::array({JsonValue::string("x"), JsonValue::string("y&z")})},
      {.name = "optional", .in = Parameter::In::query, .values = {JsonValue::string("never")}},
      {.name = "X-Version",
       .in = Parameter::In::header,
       .required = true,
       .values = {JsonValue::integer(2), JsonValue::integer(3)}}};
  const Probe documented = probe(make_plan(with, {}), Role::documented);
  EXPECT_EQ(documented.request.target, "/things/a%20b%2Fc?kind=x&kind=y%26z");
  EXPECT_EQ(http::combined(documented.request.fields, "X-Version"), "2");
}

TEST(MakePlan, AQuerystringIsTheWholeQuery) {
  Contract with = contract();
  with.operations[0].parameters = {{.name = "q",
                                    .in = Parameter::In::querystring,
                                    .required = true,
                                    .as_content = true,
                                    .content_type = "application/x-www-form-urlencoded",
                                    .examples = {{.value = json_of_text(R"({"a": ["x", "y&z"], "b": 1})")}}}};
  Parameter& parameter = with.operations[0].parameters.front();
  const auto target = [&] { return probe(make_plan(with, {}), Role::documented).request.target; };
  const std::string path = with.operations[0].path;
  EXPECT_EQ(target(), path + "?a=x&a=y%26z&b=1");
  parameter.content_type = "application/json";
  EXPECT_EQ(target(), path + "?%7B%22a%22%3A%5B%22x%22%2C%22y%26z%22%5D%2C%22b%22%3A1%7D");
  parameter.content_type = "text/plain";
  EXPECT_TRUE(make_plan(with, {}).probes.empty()) << "an object is no text";
}

TEST(MakePlan, AParameterWithoutAValueIsNamed) {
  Contract with = contract();
  with.operations[0].parameters = {{.name = "Sid", .in = Parameter::In::query, .required = true}};
  const Plan plan = make_plan(with, {});
  EXPECT_TRUE(plan.probes.empty());
  EXPECT_EQ(
      plan.clauses[0].unplanned,
      "no value is known for its query parameter \"Sid\" (no schema, example or default is documented): "
      "give one with --variable Sid=VALUE");
}

// The origins of the pages that nobody named, in the order in which they ask.
std::vector<std::string> others_of(const PlanOptions& options) {
  Contract asked = contract();
  asked.clauses = {bound("Fetch/cors/response/vary-origin", {Role::cross_origin, Role::other_origin})};
  std::vector<std::string> origins;
  for (const Probe& candidate : make_plan(asked, options).probes) {
    if (candidate.role == Role::other_origin) origins.push_back(candidate.origin);
  }
  return origins;
}

TEST(MakePlan, AnOpaqueOriginAsksBesideTheMadeUpPage) {
  EXPECT_EQ(others_of({}), std::vector<std::string>{"null"});
}

TEST(MakePlan, AnUnknownSiteAsksWhereThePagesAreNamed) {
  EXPECT_EQ(others_of({.origins = {"https://shop.example"}}),
            (std::vector<std::string>{"null", "https://other.avouch.example"}));
  EXPECT_EQ(others_of({.origins = {"null"}}), std::vector<std::string>{"https://other.avouch.example"});
}

}  // namespace planner_test
}  // namespace avouch
