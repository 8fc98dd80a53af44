// SPDX-License-Identifier: MIT
#include "contract/clauses.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include <algorithm>
#include <map>

#include "tests/contract/documents.h"

namespace avouch {
namespace clauses_test {

using namespace testing_documents;

const std::string kBasic =
    "security: [{basic: []}]\ncomponents: {securitySchemes: {basic: {type: http, scheme: basic}}}\n";

// "COORDINATE (!) roles": the exclamation mark is a violation, the question mark a warning.
std::vector<std::string> lines(const Result<Contract>& contract) {
  if (!contract) {
    ADD_FAILURE() << to_string(contract.errors());
    return {};
  }
  std::vector<std::string> lines;
  for (const BoundClause& bound : contract->clauses) {
    std::string line = bound.clause->coordinate + (bound.clause->severity == Severity::warning ? " ?" : " !");
    for (const Role role : bound.roles) line += " " + std::string(to_string(role));
    lines.push_back(std::move(line));
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(Clauses, OfAResponseWithoutABody) {
  EXPECT_EQ(lines(load(with_responses("'204': {description: gone}"))),
            (Lines{"ListUsers/204/status ! documented cross-origin",
                   "ListUsers/204/drift/headers ? documented cross-origin other-origin",
                   "ListUsers/204/drift/content ? documented cross-origin other-origin",
                   "ListUsers/documented-status ! documented"}));
}

TEST(Clauses, BeyondTheLimitAreLeftOutWithTheirOperation) {
  std::string paths;
  for (const char* name : {"a", "b", "c"}) {
    paths += "  /" + std::string(name) + ":\n    get: {operationId: " + name +
             ", responses: {'204': {description: d}, '205': {description: d}}}\n";
  }
  const Result<Contract> contract = load("openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n" + paths);
  if (!contract) FAIL() << to_string(contract.errors());
  const std::size_t each = contract->clauses.size() / 3;
  for (const std::size_t most : {2 * each, 3 * each - 1}) {
    Errors faults;
    const std::vector<BoundClause> clauses = clauses_of(*contract, &faults, most);
    ASSERT_EQ(clauses.size(), 2 * each);
    EXPECT_EQ(clauses.back().operation, 1u);
    EXPECT_EQ(titles(faults), "the contract has over " + std::to_string(most) +
                                  " clauses: this operation and those after it are not judged\n");
    EXPECT_EQ(to_string(faults.front().place), "api.yaml:9 /paths/~1c/get");
  }
}

TEST(Clauses, OfAJsonBody) {
  EXPECT_EQ(lines(load(with_responses("'200': {description: a, content: {application/json: {schema: {type: "
                                      "object,\nrequired: [id]}}}}"))),
            (Lines{"ListUsers/200/status ! documented cross-origin",
                   "ListUsers/200/media-type ! documented cross-origin other-origin",
                   "ListUsers/200/body/syntax ! documented cross-origin other-origin",
                   "ListUsers/200/body/duplicate-names ? documented cross-origin other-origin",
                   "ListUsers/200/body/type ! documented cross-origin other-origin",
                   "ListUsers/200/body/required ! documented cross-origin other-origin",
                   "ListUsers/200/drift/fields ? documented cross-origin other-origin",
                   "ListUsers/200/drift/headers ? documented cross-origin other-origin",
                   "ListUsers/documented-status ! documented"}));
}

TEST(Clauses, OfA405ThatIsDocumentedByItself) {
  const Lines all = lines(
      load(with_responses("'200': {description: a}, '405': {description: b}, '4XX': {description: c}")));
  EXPECT_NE(std::find(all.begin(), all.end(), "ListUsers/405/allow ! undocumented-method"), all.end());
  EXPECT_EQ(std::count_if(all.begin(), all.end(),
                          [](const std::string& line) { return line.find("/allow ") != line.npos; }),
            1);
}

// No page can read a cookie, and none needs what browsers and caches act on.
TEST(Clauses, OfHeadersThatAPageIsToRead) {
  std::string headers = "Access-Control-Allow-Origin: {schema: {type: string}}";
  for (const char* name : {"Set-Cookie", "vary", "Date", "Content-Encoding", "Strict-Transport-Security",
                           "WWW-Authenticate", "Cache-Control", "X-Total"})
    headers += std::string(", ") + name + ": {schema: {type: string}}";
  std::vector<std::string> exposed;
  for (const std::string& line :
       lines(load(with_responses("'200': {description: a, headers: {" + headers + "}}"))))
    if (line.find("/header-exposed/") != line.npos) exposed.push_back(line);
  ASSERT_EQ(exposed.size(), 1u);
  EXPECT_NE(exposed.front().find("/header-exposed/x-total "), std::string::npos) << exposed.front();
}

const std::string kChallenge = "ListUsers/401/challenge";

TEST(Clauses, OfA401ThatIsDocumentedByItself) {
  for (const std::string& security : {kBasic, std::string()}) {
    const Lines all = lines(load(with_responses(
        "'200': {description: a}, '401': {description: b}, '4XX': {description: c}", security)));
    EXPECT_EQ(std::count(all.begin(), all.end(),
                         kChallenge + (security.empty() ? " ? anonymous wrong-credentials" : " ? anonymous")),
              1);
    EXPECT_EQ(std::count_if(all.begin(), all.end(),
                            [](const std::string& line) { return line.find("/challenge ") != line.npos; }),
              1);
  }
}

TEST(Clauses, OfNoChallengeWhereARangeCovers401) {
  for (const std::string& line :
       lines(load(with_responses("'200': {description: a}, '403': {description: b}, '4XX': {description: c}, "
                                 "default: {description: d}",
                                 kBasic))))
    EXPECT_EQ(line.find("/challenge"), line.npos) << line;
}

// A required header claims the same, unless a scheme is documented.
TEST(Clauses, OfAChallengeAreNotSaidTwice) {
  const std::string required =
      "'200': {description: a}, '401': {description: b, headers: {www-authenticate: {required: true, schema: "
      "{type: string}}}}";
  const auto has_challenge = [&](const std::string& scheme) {
    const Result<Contract> contract = load(with_responses(
        required, "security: [{s: []}]\ncomponents: {securitySchemes: {s: " + scheme + "}}\n"));
    return std::any_of(contract->clauses.begin(), contract->clauses.end(),
                       [](const BoundClause& bound) { return bound.clause->coordinate == kChallenge; });
  };
  EXPECT_TRUE(has_challenge("{type: http, scheme: bearer}"));
  EXPECT_FALSE(has_challenge("{type: apiKey, in: query, name: key}"));
  EXPECT_FALSE(has_challenge("{type: oauth2, flows: {}}"));
}

TEST(Clauses, OfABodyThatIsNotJson) {
  EXPECT_EQ(
      lines(load(with_responses("'200': {description: a, content: {text/plain: {schema: {type: string}}}}"))),
      (Lines{"ListUsers/200/status ! documented cross-origin",
             "ListUsers/200/media-type ! documented cross-origin other-origin",
             "ListUsers/200/drift/headers ? documented cross-origin other-origin",
             "ListUsers/documented-status ! documented"}));
}

TEST(Clauses, OfTwoMediaTypesAreToldApart) {
  const Lines all =
      lines(load(with_responses("'200': {description: a, content: {application/json: {schema: {type: "
                                "object}}, application/vnd.a+json: {schema: {type: array}}}}")));
  EXPECT_EQ(std::count(all.begin(), all.end(),
                       "ListUsers/200/body[application~1json]/type ! documented cross-origin other-origin"),
            1);
  EXPECT_EQ(
      std::count(all.begin(), all.end(),
                 "ListUsers/200/body[application~1vnd.a+json]/type ! documented cross-origin other-origin"),
      1);
}

TEST(Clauses, OfPropertiesThatAreCalledLikeOtherClauses) {
  const Result<Contract> contract =
      load(with_responses("'200': {description: a, content: {application/json: {schema: {properties: "
                          "{syntax: {type: string}, duplicate-names: {type: string}}}}}}"));
  const Lines all = lines(contract);
  EXPECT_EQ(std::count(all.begin(), all.end(),
                       "ListUsers/200/body/syntax/type ! documented cross-origin other-origin"),
            1);
  EXPECT_EQ(std::count(all.begin(), all.end(),
                       "ListUsers/200/body/duplicate-names/type ! documented cross-origin other-origin"),
            1);
}

TEST(Clauses, OfHeaders) {
  EXPECT_EQ(lines(load(with_responses("'200': {description: a, headers: {X-Rate: {required: true, schema: "
                                      "{type: integer}}, \nX-Page: {schema: {type: integer}}}}"))),
            (Lines{"ListUsers/200/status ! documented cross-origin",
                   "ListUsers/200/headers/X-Rate/required ! documented cross-origin other-origin",
                   "ListUsers/200/headers/X-Rate/type ! documented cross-origin other-origin",
                   "ListUsers/200/headers/X-Page/type ! documented cross-origin other-origin",
                   "ListUsers/200/drift/headers ? documented cross-origin other-origin",
                   "ListUsers/documented-status ! documented"}));
}

TEST(Clauses, OfSecurity) {
  EXPECT_EQ(lines(load(with_responses("'200': {description: a}, '401': {description: b}", kBasic))),
            (Lines{"ListUsers/200/status ! documented cross-origin",
                   "ListUsers/200/drift/headers ? documented cross-origin other-origin",
                   "ListUsers/401/status ! anonymous", "ListUsers/401/challenge ? anonymous",
                   "ListUsers/401/drift/headers ? anonymous", "ListUsers/documented-status ! documented",
                   "ListUsers/security/anonymous ! anonymous documented",
                   "ListUsers/security/wrong-credentials ! wrong-credentials documented"}));
}

TEST(Clauses, OfTwoRefusalsAnAnonymousRequestGets401) {
  const Lines all = lines(load(
      with_responses("'200': {description: a}, '401': {description: b}, '403': {description: c}", kBasic)));
  EXPECT_EQ(std::count(all.begin(), all.end(), "ListUsers/401/status ! anonymous"), 1);
  EXPECT_EQ(std::count(all.begin(), all.end(), "ListUsers/403/status ! forbidden"), 1);
}

TEST(Clauses, OfResponsesThatNoRequestIsKnownToBringAboutMayComeToAnyCall) {
  EXPECT_EQ(
      lines(load(with_responses("'200': {description: a}, '201': {description: b}, '404': "
                                "{description: c}, default: {description: d}"))),
      (Lines{"ListUsers/200/status ! documented cross-origin",
             "ListUsers/200/drift/headers ? documented cross-origin other-origin",
             "ListUsers/201/status ! documented cross-origin",
             "ListUsers/201/drift/headers ? documented cross-origin other-origin", "ListUsers/404/status !",
             "ListUsers/404/drift/headers ? documented cross-origin other-origin",
             "ListUsers/default/drift/headers ? documented cross-origin other-origin"}));
}

// OpenAPI 3.1 §4.8.16: a range speaks of the statuses that are not documented by themselves.
struct RangeCase {
  const char* name;
  const char* operation;  // members of GET /users/{id}?n=1, which wants credentials
  Lines clauses;          // of its ranges
};

class Ranges : public testing::TestWithParam<RangeCase> {};

TEST_P(Ranges, HaveTheRolesThatBringAboutWhatTheySpeakOf) {
  const std::string document =
      "openapi: 3.1.0\ninfo: {title: Users, version: '1'}\npaths:\n  /users/{id}:\n"
      "    parameters: [{name: id, in: path, required: true, schema: {type: string}}]\n"
      "    get: {operationId: Get, " +
      std::string(GetParam().operation) + "}\n" + kBasic;
  Lines found;
  for (const std::string& line : lines(load(document))) {
    if (line.find("XX/") != line.npos || line.find("/default/") != line.npos) found.push_back(line);
  }
  EXPECT_EQ(found, GetParam().clauses);
}

const RangeCase kRanges[] = {
    {"Default",
     "responses: {'200': {description: a}, default: {description: b}}",
     {"Get/default/drift/headers ? documented cross-origin other-origin anonymous unknown-resource "
      "invalid-value"}},
    {"DefaultBesideExactOnes",
     "responses: {'200': {description: a}, '401': {description: b}, '404': {description: c}, default: "
     "{description: d}}",
     {"Get/default/drift/headers ? documented cross-origin other-origin invalid-value"}},
    {"DefaultBesideAllErrors",
     "responses: {'200': {description: a}, 4XX: {description: b}, 5XX: {description: c}, default: "
     "{description: d}}",
     {"Get/4XX/status ! unknown-resource invalid-value",
      "Get/4XX/drift/headers ? documented cross-origin other-origin anonymous unknown-resource invalid-value",
      "Get/5XX/status !", "Get/5XX/drift/headers ? documented cross-origin other-origin",
      "Get/default/drift/headers ? documented cross-origin other-origin"}},
    {"ErrorsBesideExactOnes",
     "responses: {'200': {description: a}, '400': {description: b}, '404': {description: c}, 4XX: "
     "{description: d}}",
     {"Get/4XX/status !", "Get/4XX/drift/headers ? documented cross-origin other-origin anonymous"}},
    {"Success",
     "responses: {2XX: {description: a}, '404': {description: b}}",
     {"Get/2XX/status ! documented cross-origin",
      "Get/2XX/drift/headers ? documented cross-origin other-origin"}},
    {"OtherSuccess",
     "responses: {2XX: {description: a}, '201': {description: b}}",
     {"Get/2XX/status ! documented cross-origin",
      "Get/2XX/drift/headers ? documented cross-origin other-origin"}},
    {"Informational",
     "responses: {1XX: {description: a}, '200': {description: b}}",
     {"Get/1XX/status !", "Get/1XX/drift/headers ?"}},
};
INSTANTIATE_TEST_SUITE_P(Documented, Ranges, testing::ValuesIn(kRanges),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(Ranges, SayWhatBringsThemAbout) {
  const Result<Contract> contract = load(
      "openapi: 3.1.0\ninfo: {title: Users, version: '1'}\npaths:\n  /users/{id}:\n"
      "    parameters: [{name: id, in: path, required: true, schema: {type: string}}]\n"
      "    get: {operationId: Get, responses: {'200': {description: a}, 4XX: {description: b}}}\n");
  if (!contract) FAIL() << to_string(contract.errors());
  EXPECT_EQ(contract->clauses[2].clause->coordinate, "Get/4XX/status");
  EXPECT_EQ(
      contract->clauses[2].clause->claim,
      "GET /users/{id} responds with 4XX to a request for an unknown resource or to a value that its schema "
      "forbids");
}

TEST(Clauses, AboutContentThatAnAnswerNeverHasHaveNoRole) {
  EXPECT_EQ(lines(load(with_responses("'204': {description: a, content: {application/json: {schema: {type: "
                                      "object}}}}"))),
            (Lines{"ListUsers/204/status ! documented cross-origin", "ListUsers/204/media-type !",
                   "ListUsers/204/body/syntax !", "ListUsers/204/body/duplicate-names ?",
                   "ListUsers/204/body/type !", "ListUsers/204/drift/fields ?",
                   "ListUsers/204/drift/headers ? documented cross-origin other-origin",
                   "ListUsers/204/drift/content ? documented cross-origin other-origin",
                   "ListUsers/documented-status ! documented"}));
}

// A documented error is judged whichever request brings it about.
TEST(Clauses, ListenToTheRequestsOfOthers) {
  const Result<Contract> contract = load(
      with_responses("'200': {description: a}, '202': {description: b}, '409': {description: c}", kBasic));
  if (!contract) FAIL() << to_string(contract.errors());
  std::map<std::string, Roles> also;
  for (const BoundClause& bound : contract->clauses) also[bound.clause->coordinate] = bound.also;
  const Roles others = {Role::denied_origin,    Role::anonymous,     Role::wrong_credentials,
                        Role::unknown_resource, Role::invalid_value, Role::malformed_body,
                        Role::unknown_type,     Role::unacceptable,  Role::duplicate,
                        Role::forbidden,        Role::read_back,     Role::repeated,
                        Role::other_identity};
  const Roles of_a_life = {Role::read_back, Role::repeated, Role::other_identity};
  Roles all = {Role::documented, Role::cross_origin, Role::other_origin};
  EXPECT_EQ(also.at("ListUsers/409/drift/headers"), others);
  for (const Role role : others) all.add(role);
  EXPECT_EQ(also.at("ListUsers/409/status"), all);
  Roles of_success = {Role::unknown_resource, Role::invalid_value, Role::malformed_body, Role::unknown_type,
                      Role::duplicate};
  for (const Role role : of_a_life) of_success.add(role);
  EXPECT_EQ(also.at("ListUsers/200/drift/headers"), of_success)
      << "also a success for a request that is to get an error";
  EXPECT_EQ(also.at("ListUsers/202/status"),
            (Roles{Role::other_origin, Role::read_back, Role::repeated, Role::other_identity}));
  EXPECT_EQ(also.at("ListUsers/security/anonymous"), Roles{});
}

// RFC 9110 §15.5.4: the credentials do not suffice.
TEST(Clauses, OfA403AreForASecondIdentity) {
  const auto roles_of = [](const std::string& responses) {
    const Result<Contract> contract = load(with_responses(responses, kBasic));
    if (!contract) ADD_FAILURE() << to_string(contract.errors());
    std::map<std::string, std::pair<Roles, std::string>> roles;
    for (const BoundClause& bound : contract->clauses)
      roles[bound.clause->coordinate] = {bound.roles, bound.clause->claim};
    return roles;
  };
  const Roles any = {Role::anonymous, Role::forbidden};
  auto both = roles_of("'200': {description: a}, '401': {description: b}, '403': {description: c}");
  EXPECT_EQ(both.at("ListUsers/401/status").first, Roles{Role::anonymous});
  EXPECT_EQ(both.at("ListUsers/403/status").first, Roles{Role::forbidden});
  EXPECT_EQ(both.at("ListUsers/403/status").second,
            "GET /users responds with 403 to an identity without the right to it");
  EXPECT_EQ(both.at("ListUsers/403/drift/headers").first, any);
  auto alone = roles_of("'200': {description: a}, '403': {description: c}");
  EXPECT_EQ(alone.at("ListUsers/403/status").first, any);
  EXPECT_EQ(
      alone.at("ListUsers/403/status").second,
      "GET /users responds with 403 to a request without credentials or to an identity without the right "
      "to it");
}

TEST(Clauses, OfAnyStatusAreThereUnlessDefaultCoversAll) {
  const Result<Contract> contract =
      load(with_responses("'200': {description: a}, 4XX: {description: b}, default: {description: c}"));
  if (!contract) FAIL() << to_string(contract.errors());
  EXPECT_TRUE(std::none_of(contract->clauses.begin(), contract->clauses.end(), [](const BoundClause& bound) {
    return std::holds_alternative<DocumentedStatusSubject>(bound.subject);
  }));
}

// RFC 9110 §6.4.1: of a status, or of a method.
TEST(Clauses, AboutStrayContentAreOfAnswersThatHaveNone) {
  const Result<Contract> contract = load(
      "openapi: 3.1.0\ninfo: {title: Users, version: '1'}\npaths:\n  /users:\n"
      "    get: {operationId: Get, responses: {'200': {description: a}, '205': {description: b}, "
      "'304': {description: c}, 2XX: {description: d}, default: {description: e}}}\n"
      "    head: {operationId: Head, responses: {'200': {description: a}, 4XX: {description: b}, "
      "default: {description: c}}}\n");
  if (!contract) FAIL() << to_string(contract.errors());
  std::vector<std::string> found;
  for (const BoundClause& bound : contract->clauses) {
    if (bound.clause->coordinate.ends_with("/drift/content")) found.push_back(bound.clause->coordinate);
  }
  std::sort(found.begin(), found.end());
  EXPECT_EQ(found, (Lines{"Get/205/drift/content", "Get/304/drift/content", "Head/200/drift/content",
                          "Head/4XX/drift/content", "Head/default/drift/content"}));
}

struct Expected {
  const char* name;
  const char* responses;
  const char* status;  // of the response that the documented call should get
};

class ExpectedResponse : public testing::TestWithParam<Expected> {};

TEST_P(ExpectedResponse, IsThisOne) {
  const Result<Contract> contract = load(with_responses(GetParam().responses));
  if (!contract) FAIL() << to_string(contract.errors());
  const Operation& operation = contract->operations[0];
  const std::optional<std::size_t> found = operation.expected_response();
  EXPECT_EQ(found ? operation.responses[*found].status : "none", GetParam().status);
}

constexpr Expected kExpected[] = {
    {"Success", "'404': {description: a},\n'201': {description: b},\n'200': {description: c}", "201"},
    {"Class", "default: {description: a}, 2XX: {description: b}", "2XX"},
    {"StatusBeforeClass", "2XX: {description: a},\n'204': {description: b}", "204"},
    {"Redirect", "default: {description: a}, '307': {description: b}", "307"},
    {"Default", "'404': {description: a}, default: {description: b}", "default"},
    {"None", "'404': {description: a}", "none"},
};
INSTANTIATE_TEST_SUITE_P(Responses, ExpectedResponse, testing::ValuesIn(kExpected),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(Clauses, CarryThePlaceInTheDocumentation) {
  const Result<Contract> contract =
      load(with_operation("x-avouch-documentation: Users, responses: {'200': {description: a, headers: {X: "
                          "{x-avouch-documentation: Users › X}, Y: {}}}, "
                          "'404': {description: b, x-avouch-documentation: Users › 404}}"));
  if (!contract) FAIL() << to_string(contract.errors());
  const auto documentation = [&](std::string_view coordinate) -> std::string {
    for (const BoundClause& bound : contract->clauses) {
      if (bound.clause->coordinate == coordinate) return bound.clause->documentation;
    }
    return "no such clause";
  };
  EXPECT_EQ(documentation("ListUsers/200/status"), "Users");
  EXPECT_EQ(documentation("ListUsers/200/headers/X/type"), "Users › X");
  EXPECT_EQ(documentation("ListUsers/200/headers/Y/type"), "Users");
  EXPECT_EQ(documentation("ListUsers/404/status"), "Users › 404");
}

TEST(Clauses, ThatWouldBearOneNameAreNamedApart) {
  const Result<Contract> contract = load(
      "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n"
      "  /a: {get: {operationId: A, responses: {'200': {description: a, headers: {B: {}}}}}}\n"
      "  /b: {get: {operationId: A/200, responses: {'204': {description: b}}}}\n"
      "  /c: {get: {operationId: A/200/204, responses: {'200': {description: b}}}}\n"
      "  /d: {get: {operationId: A/200/204/200, responses: {'200': {description: b}}}}\n"
      "  /e: {get: {operationId: A/200/204/200, responses: {'201': {description: b}}}}\n");
  if (!contract) FAIL() << to_string(contract.errors());
  EXPECT_EQ(titles(contract->faults),
            "the operationId \"A/200/204/200\" occurs twice, here and at api.yaml:7 /paths/~1d/get\n");
  EXPECT_EQ(contract->operations.back().id, "GET_e");
  std::set<std::string> coordinates;
  for (const BoundClause& bound : contract->clauses) coordinates.insert(bound.clause->coordinate);
  EXPECT_EQ(coordinates.size(), contract->clauses.size());
}

}  // namespace clauses_test
}  // namespace avouch
