// SPDX-License-Identifier: MIT
// The schemes of challenges. Which values are lists of challenges at all: field_syntax_test.cpp.
#include "http/challenge.h"

#include <gtest/gtest.h>

namespace avouch::http {
namespace {

using Schemes = std::vector<std::string>;

TEST(ChallengeSchemes, AreThoseOfEachChallengeAsWritten) {
  EXPECT_EQ(challenge_schemes("Basic"), Schemes{"Basic"});
  EXPECT_EQ(challenge_schemes("bEARER realm=\"a\", error=\"x\""), Schemes{"bEARER"});
  EXPECT_EQ(challenge_schemes("NTLM, Negotiate YII=, Basic realm=\"a\", charset=\"UTF-8\""),
            (Schemes{"NTLM", "Negotiate", "Basic"}));
  EXPECT_EQ(challenge_schemes("Basic realm=\"a\", Basic realm=\"b\""), (Schemes{"Basic", "Basic"}));
}

// RFC 9110 §11.2: what stands in a parameter is no challenge.
TEST(ChallengeSchemes, AreNotTheValuesOfParameters) {
  EXPECT_EQ(challenge_schemes("Other realm=\"a, Basic\", title=Bearer"), Schemes{"Other"});
  EXPECT_EQ(challenge_schemes("Other Basic"), Schemes{"Other"});
}

TEST(ChallengeSchemes, AreNoneOfWhatIsNoListOfChallenges) {
  for (const char* value : {"", " ", ",", "realm=\"a\"", "Basic realm=\"a", "Basic a b", "Negotiate a=, b=c"})
    EXPECT_EQ(challenge_schemes(value), std::nullopt) << value;
}

}  // namespace
}  // namespace avouch::http
