// SPDX-License-Identifier: MIT
#include "verdict/causes.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch {
namespace causes_test {

Entry violated(const std::string& operation, const std::string& rest, ClauseKind kind,
               const std::string& reason, std::vector<Finding> findings, const std::string& claim = "a claim",
               const std::string& pointer = "") {
  return {.clause = Clause{.coordinate = operation + "/" + rest,
                           .operation = operation,
                           .kind = kind,
                           .claim = claim,
                           .place = Place{.file = "api.yaml", .pointer = pointer}},
          .verdict = {.outcome = Outcome::violated, .reason = reason, .findings = std::move(findings)}};
}

// "title: 2 clauses of 1 operation: a, b" per cause.
std::vector<std::string> causes(const std::vector<Entry>& entries) {
  std::vector<const Entry*> all;
  for (const Entry& entry : entries) all.push_back(&entry);
  std::vector<std::string> told;
  for (const Cause& cause : causes_of(all)) {
    EXPECT_EQ(cause.entries.size(), cause.findings.size());
    std::string text = cause.title + ": " + std::to_string(cause.operations) + ":";
    for (const Entry* entry : cause.entries) text += " " + entry->clause->coordinate;
    told.push_back(text);
  }
  return told;
}

using Told = std::vector<std::string>;

TEST(Causes, AreOnePlaceOfTheContract) {
  const std::string place = "/components/schemas/Book/properties/isbn/pattern";
  EXPECT_EQ(
      causes({violated("get", "200/body/isbn/pattern", ClauseKind::body_schema, "/isbn is \"x\"",
                       {{"body /isbn", "\"x\"", "p"}}, "isbn matches p", place),
              violated("list", "200/body/items/isbn/pattern", ClauseKind::body_schema, "/0/isbn is \"y\"",
                       {{"body /0/isbn", "\"y\"", "p"}}, "isbn of each of items matches p", place)}),
      Told{"/isbn is \"x\": 2: get/200/body/isbn/pattern list/200/body/items/isbn/pattern"});
}

TEST(Causes, AreOneClaimInSchemasThatAreWrittenTwice) {
  const auto sid = [](const std::string& operation, const std::string& expected) {
    return violated(operation, "200/body/sid/pattern", ClauseKind::body_schema, "/sid is \"x\"",
                    {{"body /sid", "\"x\"", expected}}, "sid matches " + expected,
                    "/paths/" + operation + "/sid/pattern");
  };
  EXPECT_EQ(causes({sid("a", "AC"), sid("b", "AC"), sid("c", "CH")}),
            (Told{"/sid is \"x\": 2: a/200/body/sid/pattern b/200/body/sid/pattern",
                  "/sid is \"x\": 1: c/200/body/sid/pattern"}));
}

TEST(Causes, AreOneUndocumentedHeaderEach) {
  const auto drift = [](const std::string& operation, std::vector<Finding> findings) {
    return violated(operation, "200/drift/headers", ClauseKind::drift,
                    "2 response headers are not documented", std::move(findings));
  };
  EXPECT_EQ(causes({drift("a", {{"header Server", "\"x\"", ""}, {"header X-Powered-By", "\"y\"", ""}}),
                    drift("b", {{"header x-powered-by", "\"z\"", ""}})}),
            (Told{"the header X-Powered-By is not documented: 2: a/200/drift/headers b/200/drift/headers",
                  "the header Server is not documented: 1: a/200/drift/headers"}));
}

TEST(Causes, AreOneUndocumentedMemberEach) {
  EXPECT_EQ(causes({violated("a", "200/drift/fields", ClauseKind::drift, "3 fields",
                             {{"body /items/0/x", "present", ""},
                              {"body /items/1/x", "present", ""},
                              {"body /y", "present", ""}})}),
            (Told{"the response has body /items/*/x, which is not documented: 1: a/200/drift/fields",
                  "the response has body /y, which is not documented: 1: a/200/drift/fields"}));
}

TEST(Causes, AreOneStatusThatIsAnsweredEverywhere) {
  const auto status = [](const std::string& operation, const std::string& rest, const std::string& seen) {
    return violated(operation, rest, ClauseKind::status, "the response was " + seen,
                    {{"status", seen, "200"}});
  };
  EXPECT_EQ(causes({status("a", "200/status", "502 Bad Gateway"), status("b", "201/status", "302 Found"),
                    status("b", "documented-status", "502 Bad Gateway")}),
            (Told{"the response was 502 Bad Gateway: 2: a/200/status b/documented-status",
                  "the response was 302 Found: 1: b/201/status"}));
}

TEST(Causes, AreOneServerErrorThatIsAnsweredEverywhere) {
  const auto status = [](const std::string& rest, ClauseKind kind, const std::string& reason,
                         const std::string& seen, const std::string& where = "status") {
    return violated("a", rest, kind, reason, {{where, seen, "x"}});
  };
  EXPECT_EQ(causes({status("security/anonymous", ClauseKind::security, "anonymous got 500", "500 Oops"),
                    status("security/wrong-credentials", ClauseKind::security, "wrong got 200", "200 OK"),
                    status("cors/preflight/status", ClauseKind::cors, "the preflight's status is 500", "500",
                           "preflight status"),
                    status("200/status", ClauseKind::status, "the response was 500 Oops", "500 Oops")}),
            (Told{"the response was 500 Oops: 1: a/200/status a/security/anonymous a/cors/preflight/status",
                  "wrong got 200: 1: a/security/wrong-credentials"}));
}

TEST(Causes, AreOneOperationThatLetsEveryoneIn) {
  const auto open = [](const std::string& operation, const std::string& rest, const std::string& seen) {
    return violated(operation, rest, ClauseKind::security, rest + " got " + seen,
                    {{"status", seen, "401 or 403"}});
  };
  EXPECT_EQ(causes({open("a", "security/anonymous", "200 OK"), open("a", "security/wrong-credentials", "302"),
                    violated("b", "200/status", ClauseKind::status, "the response was 302",
                             {{"status", "302", "200"}})}),
            (Told{"security/anonymous got 200 OK: 1: a/security/anonymous a/security/wrong-credentials",
                  "the response was 302: 1: b/200/status"}));
}

TEST(Causes, AreOneHeaderAndWhatIsWrongWithIt) {
  const auto header = [](const std::string& operation, const std::string& rest) {
    return violated(operation, rest, ClauseKind::header, "missing", {{"header ETag", "absent", "one"}}, "c",
                    "/paths/" + operation + rest);
  };
  EXPECT_EQ(
      causes({header("a", "200/headers/ETag/required"), header("b", "200/headers/etag/required"),
              header("b", "200/headers/ETag/syntax"), header("b", "404/headers/ETag/required")}),
      (Told{"missing: 2: a/200/headers/ETag/required b/200/headers/etag/required b/404/headers/ETag/required",
            "missing: 1: b/200/headers/ETag/syntax"}));
}

TEST(Causes, AreOneOriginThatIsRefused) {
  const auto cors = [](const std::string& operation, const std::string& reason) {
    return violated(operation, "cors/response/origin-admitted", ClauseKind::cors, reason,
                    {{"header Access-Control-Allow-Origin", "absent", "x"}});
  };
  EXPECT_EQ(causes({cors("a", "https://x.example is refused"), cors("b", "https://x.example is refused"),
                    cors("c", "https://y.example is refused")})
                .size(),
            2U);
}

TEST(Causes, AreNoneWithoutAViolation) {
  EXPECT_TRUE(causes({}).empty());
}

std::vector<std::string> gaps(const std::vector<Entry>& entries) {
  std::vector<const Entry*> all;
  for (const Entry& entry : entries) all.push_back(&entry);
  std::vector<std::string> told;
  for (const Gap& gap : gaps_of(all))
    told.push_back(std::to_string(gap.entries.size()) + " " + gap.title + (gap.advice.empty() ? "" : " → ") +
                   gap.advice);
  return told;
}

Entry unexercised(const std::string& reason, ClauseKind kind = ClauseKind::body_schema) {
  return {.clause = Clause{.kind = kind}, .verdict = {.outcome = Outcome::unexercised, .reason = reason}};
}

TEST(Gaps, GatherReasonsOfOneKind) {
  EXPECT_EQ(
      gaps({unexercised("no response had a of the body"), unexercised("its server is not tested"),
            unexercised("no response had b of the body"), unexercised("contract: x is wrong"),
            unexercised("the response was 200 OK, not the documented 404"),
            unexercised("a request for an unknown resource got 404 Not Found, which is also documented"),
            unexercised("missing Access-Control-Max-Age", ClauseKind::cors)}),
      (Told{"2 no response had the member or item → test a target with more data, or give --values",
            "2 the target gave another response than the documented one → if no violated clause says "
            "why, try other values by --variable or --values",
            "1 its server is not tested → avouch explain COORDINATE says when the clause is "
            "unexercised",
            "1 contract: x is wrong → avouch lint names each with its line",
            "1 missing Access-Control-Max-Age → see the steps before it; "
            "docs/cors.md"}));
}

// Where all share a reason that says what to give, the advice would say it again.
TEST(Gaps, GiveNoAdviceTwice) {
  const std::string one =
      "PUT goes only to what this run created: --variable id=VALUE names one, "
      "--allow-writes=any sends it anyway";
  EXPECT_EQ(gaps({unexercised(one), unexercised(one)}), (Told{"2 " + one}));
  const std::string other = "PATCH /a may change what this run did not create: --allow-writes=any sends it";
  EXPECT_EQ(
      gaps({unexercised(one), unexercised(other)}),
      (Told{"2 the write could change what this run did not create → --variable NAME=VALUE names what may "
            "change, --allow-writes=any sends it anyway"}));
}

TEST(Gaps, GiveNoAdviceTwiceForARefusedValue) {
  const std::string refused =
      "the response was 404 Not Found, and id was made up: give an accepted value with --variable id=VALUE";
  EXPECT_EQ(gaps({unexercised(refused), unexercised(refused)}), Told{"2 " + refused});
  EXPECT_EQ(gaps({unexercised(refused), unexercised("the response was 404 Not Found, and isbn was made up: "
                                                    "give an accepted value with --variable isbn=VALUE")}),
            Told{"2 the target refused a value that Avouch chose → give accepted values by --variable "
                 "NAME=VALUE or --values FILE"});
}

}  // namespace causes_test
}  // namespace avouch
