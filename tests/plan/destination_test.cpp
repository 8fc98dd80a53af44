// SPDX-License-Identifier: MIT
// The destination of operations, given the document's servers, the operation's servers and the target.
#include "plan/destination.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "plan/planner.h"

namespace avouch {
namespace destination_test {

struct Case {
  const char* name;
  std::vector<std::string> document;
  std::vector<std::string> operation;
  std::string target;
  std::vector<ServerTarget> named;
  std::string asked;  // the URL, or the beginning of why nobody is
};

void PrintTo(const Case& shown, std::ostream* out) {
  *out << shown.name;
}

ServerTarget named(const std::string& server, const std::string& url) {
  return {.server = server, .url = *http::parse_url(url)};
}

class Operations : public testing::TestWithParam<Case> {};

TEST_P(Operations, AreAskedThere) {
  const Case& given = GetParam();
  const Contract contract{.servers = given.document};
  const TargetMap targets{.target = given.target.empty() ? http::Url{} : *http::parse_url(given.target),
                          .stands_for_all = given.target.empty(),
                          .servers = given.named};
  Destinations destinations(contract, targets);
  const Destination found = destinations.of({.servers = given.operation});
  if (found.missing.empty()) {
    EXPECT_EQ(given.target.empty() && found.base == 0 ? "" : destinations.bases()[found.base].text(),
              given.asked);
  } else {
    EXPECT_EQ(found.missing.substr(0, given.asked.size()), given.asked) << found.missing;
    EXPECT_FALSE(given.asked.empty()) << found.missing;
  }
}

TEST(Plan, TheOnlyServersOfADocumentAreItsOwn) {
  const std::vector<std::string> server = {"https://a.example"};
  const TargetMap targets{.target = *http::parse_url("http://t/x"), .stands_for_all = false};
  const Contract only{.operations = {{.servers = server}, {.servers = server}}};
  EXPECT_EQ(Destinations(only, targets).of(only.operations[1]).missing, "");
  EXPECT_EQ(Destinations(only, targets).bases().size(), 1u);
  const Contract two{.operations = {{.servers = server}, {.servers = {"https://b.example"}}}};
  EXPECT_NE(Destinations(two, targets).of(two.operations[0]).missing, "");
}

const std::vector<std::string> kOne = {"https://a.example/v1"};
const std::vector<std::string> kSeveral = {"https://a.example", "https://a.example/v1",
                                           "https://b.example/v1"};
const std::string kOther = "its operation is documented at another server: --server ";

INSTANTIATE_TEST_SUITE_P(
    Plan, Operations,
    testing::Values(
        Case{"Inherited", kOne, kOne, "http://t", {}, "http://t/"},
        Case{"InheritedWhateverTheTargetsPath", kOne, kOne, "http://t/x", {}, "http://t/x"},
        Case{"NoneDocumented", {}, {}, "http://t/x", {}, "http://t/x"},
        Case{"OneOfTheDocuments", kSeveral, {"https://b.example/v1"}, "http://t/x", {}, "http://t/x"},
        Case{"AnotherPath", kOne, {"https://a.example/v2"}, "http://t/v1", {}, "http://t/v2"},
        Case{"AnotherPathBehindAPrefix",
             kOne,
             {"https://a.example/v2"},
             "http://t/x/v1/",
             {},
             "http://t/x/v2"},
        Case{"APathAlone", kOne, {"/v2"}, "http://t/v1", {}, "http://t/v2"},
        Case{"APathOfAPath", {"/v1"}, {"/v2"}, "http://t/v1", {}, "http://t/v2"},
        Case{"TheRoot", kOne, {"https://a.example"}, "http://t/v1", {}, "http://t/"},
        Case{"TheRootAsAPath", kOne, {"/"}, "http://t/x/v1", {}, "http://t/x"},
        Case{"BelowTheRoot",
             {"https://a.example"},
             {"https://a.example/v2"},
             "http://t/x",
             {},
             "http://t/x/v2"},
        Case{"BelowNone", {}, {"/v2"}, "http://t/x", {}, "http://t/x/v2"},
        Case{"TheLongestPathIsExchanged",
             kSeveral,
             {"https://a.example/v2"},
             "http://t/v1",
             {},
             "http://t/v2"},
        Case{"ThePathThatTheTargetHas", kSeveral, {"https://a.example/v1"}, "http://t/v1", {}, "http://t/v1"},
        Case{"AWholeSegmentIsExchanged",
             kOne,
             {"/v2"},
             "http://t/xv1",
             {},
             "its operation is documented below /v2, and the target has no /v1 beside which it could be: "
             "--server /v2=URL sets its address"},
        Case{"TheTargetHasAnotherPath",
             kOne,
             {"https://a.example/v2"},
             "http://t/gateway",
             {},
             "its operation is documented below /v2, and the target has no /v1 beside which it could be: "
             "--server https://a.example/v2=URL sets its address"},
        Case{"AnotherOrigin",
             kOne,
             {"https://c.example/v1"},
             "http://t/v1",
             {},
             kOther + "https://c.example/v1=URL sets its address"},
        Case{"AnotherScheme",
             kOne,
             {"http://a.example/v1"},
             "http://t/v1",
             {},
             kOther + "http://a.example/v1="},
        Case{"AnotherPort", kOne, {"https://a.example:8443/v1"}, "http://t/v1", {}, kOther},
        Case{
            "AnOriginWhereTheDocumentHasAPath", {"/v1"}, {"https://c.example/v1"}, "http://t/v1", {}, kOther},
        Case{"RelativeToTheDocument", kOne, {"v2"}, "http://t/v1", {}, kOther + "v2=URL"},
        Case{"AHostileOne", kOne, {"v2\x1b[2J"}, "http://t/v1", {}, kOther + "v2\\x1b[2J=URL"},
        Case{"TheFirstThatFits", kOne, {"https://c.example", "/v3", "/v4"}, "http://t/v1", {}, "http://t/v3"},
        Case{"Named",
             kOne,
             {"https://c.example"},
             "http://t/v1",
             {named("https://c.example", "http://u/y/")},
             "http://u/y"},
        Case{"NamedGoesFirst",
             kOne,
             {"/v2", "https://c.example"},
             "http://t/v1",
             {named("https://c.example", "http://u")},
             "http://u/"},
        Case{"TheFirstNamed",
             kOne,
             {"https://c.example", "https://d.example"},
             "http://t/v1",
             {named("https://d.example", "http://d"), named("https://c.example", "http://c")},
             "http://c/"},
        Case{"TheDocumentsNamed",
             kOne,
             kOne,
             "http://t/v1",
             {named("https://a.example/v1", "http://u")},
             "http://u/"},
        Case{"AnotherNamed",
             kOne,
             {"https://c.example"},
             "http://t/v1",
             {named("https://d.example", "http://d")},
             kOther},
        Case{"AMockStandsForAll", kOne, {"https://c.example"}, "", {}, ""},
        Case{"AMockBesideANamedOne",
             kOne,
             {"https://c.example"},
             "",
             {named("https://c.example", "http://u")},
             "http://u/"}),
    [](const testing::TestParamInfo<Case>& of) { return of.param.name; });

// An operation with Basic security, documented at https://c.example.
Contract at_another_server() {
  Contract contract{.servers = kOne};
  contract.operations = {{.id = "Here", .method = "GET", .path = "/a", .servers = kOne},
                         {.id = "There", .method = "GET", .path = "/b", .servers = {"https://c.example"}}};
  for (Operation& operation : contract.operations) {
    operation.security = {{{.name = "basic", .kind = SecurityScheme::Kind::basic}}};
    operation.responses = {{.status = "200"}};
  }
  for (std::size_t i = 0; i < 2; ++i) {
    contract.clauses.push_back({.clause = Clause{.coordinate = contract.operations[i].id + "/200/status"},
                                .operation = i,
                                .roles = {Role::documented},
                                .subject = StatusSubject{}});
  }
  return contract;
}

TEST(Plan, LeavesOutWhatNobodyIsNamedFor) {
  const Plan plan = make_plan(
      at_another_server(), {.targets = {.target = *http::parse_url("http://t/v1"), .stands_for_all = false}});
  ASSERT_EQ(plan.clauses.size(), 2U);
  EXPECT_EQ(plan.clauses[0].probes, std::vector<std::size_t>{0});
  EXPECT_TRUE(plan.clauses[1].probes.empty());
  EXPECT_EQ(plan.clauses[1].unplanned, kOther + "https://c.example=URL sets its address");
  EXPECT_EQ(plan.bases.size(), 1U);
  EXPECT_EQ(request_of(plan, plan.probes[0]).target, "/v1/a");
}

TEST(Plan, GivesEachTargetItsOwnCredentials) {
  ServerTarget there = named("https://c.example", "http://named:url@u/y");
  there.user = "named:url";
  const Contract contract = at_another_server();
  const PlanOptions options{
      .user = "name:pass",
      .targets = {
          .target = *http::parse_url("http://in:target@t/v1"), .stands_for_all = false, .servers = {there}}};
  const Plan plan = make_plan(contract, options);
  ASSERT_EQ(plan.probes.size(), 2U);
  EXPECT_EQ(http::combined(plan.probes[0].request.fields, "Authorization"), "Basic bmFtZTpwYXNz");
  EXPECT_EQ(http::combined(plan.probes[1].request.fields, "Authorization"), "Basic bmFtZWQ6dXJs");
  EXPECT_EQ(request_of(plan, plan.probes[1]).target, "/y/b");
  ASSERT_EQ(plan.bases.size(), 2U);
  for (const http::Url& base : plan.bases) EXPECT_TRUE(base.user_information.empty());
}

}  // namespace destination_test
}  // namespace avouch
