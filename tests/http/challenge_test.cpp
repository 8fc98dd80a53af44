// SPDX-License-Identifier: MIT
#include "http/challenge.h"

#include <gtest/gtest.h>

namespace avouch::http {
namespace {

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

}  // namespace
}  // namespace avouch::http
