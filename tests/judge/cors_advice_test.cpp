// SPDX-License-Identifier: MIT
#include "judge/cors/advice.h"

#include <gtest/gtest.h>

#include <ostream>

#include "contract/role.h"

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

}  // namespace cors_advice_test
}  // namespace avouch::cors
