// SPDX-License-Identifier: MIT
#include "judge/cors/advice.h"

#include <gtest/gtest.h>

#include <ostream>

#include "contract/role.h"
#include "judge/cors/verdicts.h"

namespace avouch::cors {
namespace cors_advice_test {

struct Case {
  const char* name;
  CorsCheck check;
  const char* origin;
  http::Fields answer;
  const char* reason;
};

void PrintTo(const Case& shown, std::ostream* out) {
  *out << shown.name;
}

class OriginAdvice : public testing::TestWithParam<Case> {};

TEST_P(OriginAdvice, SaysWhetherThePageIsMadeUp) {
  const Case& given = GetParam();
  EXPECT_EQ(origin_advice(given.check, given.origin, Credentials::omit, given.answer).reason, given.reason);
}

INSTANTIATE_TEST_SUITE_P(
    Table, OriginAdvice,
    testing::Values(
        Case{
            "MadeUpPageIsNotAdmitted",
            CorsCheck::no_origin,
            kPageOrigin,
            {},
            "missing Access-Control-Allow-Origin; Avouch made that page up: give one of yours with --origin"},
        Case{"AnotherPageThanTheMadeUpOne",
             CorsCheck::other_origin,
             kPageOrigin,
             {{"Access-Control-Allow-Origin", "https://a.example"}},
             "the header names another origin than the page's; Avouch made that page up: give one of yours "
             "with "
             "--origin"},
        Case{"NamedPageIsNotAdmitted",
             CorsCheck::no_origin,
             "https://app.example",
             {},
             "missing Access-Control-Allow-Origin"},
        Case{"AnotherPageThanTheNamedOne",
             CorsCheck::other_origin,
             "https://app.example",
             {{"Access-Control-Allow-Origin", "https://a.example"}},
             "the header names another origin than the page's"},
        Case{"BrokenHeaderToTheMadeUpPage",
             CorsCheck::other_origin,
             kPageOrigin,
             {{"Access-Control-Allow-Origin", "https://avouch.example/"}},
             "the origin ends in a slash, but an origin has no path"}),
    [](const auto& row) { return std::string(row.param.name); });

// The place of a finding names the header, so its texts do not.
TEST(CorsFindings, NameTheirHeaderOnce) {
  const std::string page = "https://a.example";
  const std::string origin = "header Access-Control-Allow-Origin";
  const auto finding = [](const Verdict& verdict) {
    return verdict.findings.empty() ? Finding{} : verdict.findings.front();
  };
  EXPECT_EQ(finding(judge_origin(kInAnswer, page, {})),
            (Finding{origin, "absent", "https://a.example, or *"}));
  EXPECT_EQ(
      finding(judge_origin(
          kInPreflight, page,
          {{"Access-Control-Allow-Origin", page}, {"access-control-allow-origin", "https://b.example"}})),
      (Finding{"preflight " + origin, "https://a.example and https://b.example", "https://a.example, or *"}));
  EXPECT_EQ(finding(judge_origin(kInAnswer, page, {{"Access-Control-Allow-Origin", ""}})),
            (Finding{origin, "(empty)", "https://a.example, or *"}));
  EXPECT_EQ(finding(violated("preflight status", status_advice({.status = 401}))),
            (Finding{"preflight status", "401", "204 (any from 200 to 299)"}));
}

TEST(CorsFindings, AreOfTheHeaderThatIsWrong) {
  const std::string page = "https://a.example";
  const CorsPolicy wanted{.credentials = true};
  const auto finding = [&](const http::Fields& fields) {
    const Verdict verdict = judge_credentials(kInAnswer, page, wanted, fields);
    return verdict.findings.empty() ? Finding{} : verdict.findings.front();
  };
  EXPECT_EQ(finding({{"Access-Control-Allow-Origin", page}}),
            (Finding{"header Access-Control-Allow-Credentials", "absent", "true"}));
  EXPECT_EQ(finding({{"Access-Control-Allow-Origin", "*"}, {"Access-Control-Allow-Credentials", "true"}}),
            (Finding{"header Access-Control-Allow-Origin", "*",
                     "https://a.example and Access-Control-Allow-Credentials: true"}));
  EXPECT_EQ(finding({{"Access-Control-Allow-Origin", page}, {"Access-Control-Allow-Credentials", "True"}}),
            (Finding{"header Access-Control-Allow-Credentials", "True", "true, or no such header"}));
}

}  // namespace cors_advice_test
}  // namespace avouch::cors
