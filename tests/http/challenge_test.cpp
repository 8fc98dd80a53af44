// SPDX-License-Identifier: MIT
#include "http/challenge.h"

#include <gtest/gtest.h>

namespace avouch::http {
namespace challenge_test {

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

using Challenges = std::vector<Challenge>;

TEST(ChallengesOf, HaveTheirOwnParameters) {
  EXPECT_EQ(challenges_of(R"(Basic realm="a, b", charset="UTF-8", DIGEST Realm="c", nonce=d)"),
            (Challenges{{"basic", {{"realm", "a, b"}, {"charset", "UTF-8"}}},
                        {"digest", {{"realm", "c"}, {"nonce", "d"}}}}));
}

TEST(ChallengesOf, MayHaveATokenOrNothing) {
  EXPECT_EQ(challenges_of("Negotiate, NTLM abc==, Bearer"),
            (Challenges{{"negotiate", {}}, {"ntlm", {}}, {"bearer", {}}}));
}

TEST(ChallengesOf, LeaveOutWhatIsNone) {
  EXPECT_EQ(challenges_of(""), Challenges{});
  EXPECT_EQ(challenges_of("a=b, \"x\", Digest nonce=c"), (Challenges{{"digest", {{"nonce", "c"}}}}));
  EXPECT_EQ(challenges_of(R"(Digest nonce="c, qop=auth)"), Challenges{});
}

}  // namespace challenge_test
}  // namespace avouch::http
