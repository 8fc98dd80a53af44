// SPDX-License-Identifier: MIT
#include "http/secrets.h"

#include <gtest/gtest.h>

#include <ostream>

#include "base/text.h"
#include "http/syntax.h"

namespace avouch::http {
namespace {

Secrets user(const std::string& value) {
  Secrets secrets;
  secrets.add("AVOUCH_USER", value);
  return secrets;
}

struct Seen {
  const char* name;
  std::string secret;
  std::string text;
  std::string redacted;
};

void PrintTo(const Seen& one, std::ostream* out) {
  *out << one.name;
}

class Redacted : public testing::TestWithParam<Seen> {};

TEST_P(Redacted, ShowsTheVariable) {
  EXPECT_EQ(user(GetParam().secret).redact(GetParam().text), GetParam().redacted);
}

const std::string kHostile = "AC12:\"p\\a/s's\n$(x)`y`!\xC3\xA9";
const std::string kPassword = kHostile.substr(5);

INSTANTIATE_TEST_SUITE_P(
    Http, Redacted,
    testing::Values(
        Seen{"Pair", "AC123:hunter2", "got AC123:hunter2", "got $AVOUCH_USER"},
        Seen{"PasswordAlone", "AC123:hunter2", "hunter2, hunter2!", "$AVOUCH_USER, $AVOUCH_USER!"},
        Seen{"NameAloneIsNoSecret", "AC123:hunter2", "AC123", "AC123"},
        Seen{"BasicField", "AC123:hunter2", "Authorization: Basic " + base64("AC123:hunter2"),
             "Authorization: Basic $AVOUCH_USER"},
        Seen{"Base64WithoutPadding", "AC123:hunter2", "x" + base64("AC123:hunter2").substr(0, 18),
             "x$AVOUCH_USER"},
        Seen{"PasswordInBase64", "AC123:hunter2", base64("hunter2"), "$AVOUCH_USER"},
        Seen{"PercentEncoded", "a b:c/d?e", "/?u=a%20b%3Ac%2Fd%3Fe", "/?u=$AVOUCH_USER"},
        Seen{"PercentEncodedInLowerCase", "a b:c/d?e", "/?u=a%20b%3ac%2fd%3fe", "/?u=$AVOUCH_USER"},
        Seen{"PercentEncodedWhereNeeded", "a b:c/d?e", "/?u=a%20b:c/d?e", "/?u=$AVOUCH_USER"},
        Seen{"FormEncoded", "a b:c/d?e", "u=a+b%3Ac%2Fd%3Fe", "u=$AVOUCH_USER"},
        Seen{"JsonEscaped", kHostile,
             R"({"u": "AC12:\"p\\a/s's\n$(x)`y`!)"
             "\xC3\xA9"
             R"("})",
             R"({"u": "$AVOUCH_USER"})"},
        Seen{"JsonEscapedSolidus", kHostile,
             R"(AC12:\"p\\a\/s's\n$(x)`y`!)"
             "\xC3\xA9",
             "$AVOUCH_USER"},
        Seen{"JsonEscapedAscii", kHostile, R"(AC12:\"p\\a/s's\n$(x)`y`!\u00e9)", "$AVOUCH_USER"},
        Seen{"JsonEscapedSurrogates", "key-\xF0\x9F\x98\x80", R"(key-\ud83d\ude00)", "$AVOUCH_USER"},
        Seen{"Shown", kHostile, printable("x" + kHostile + "y"), "x$AVOUCH_USERy"},
        Seen{"InQuotes", kHostile, in_quotes(kHostile), "\"$AVOUCH_USER\""},
        Seen{"JsonInQuotes", kPassword,
             in_quotes(R"({"p":"\"p\\a/s's\n$(x)`y`!)"
                       "\xC3\xA9\"}"),
             R"("{\"p\":\"$AVOUCH_USER\"}")"},
        Seen{"CutOff", "AC123:hunter2-and-more", "\"xhunter2-an\xE2\x80\xA6\"",
             "\"x$AVOUCH_USER\xE2\x80\xA6\""},
        Seen{"CutOffAtFourBytes", "s:hunter2", "hunt\xE2\x80\xA6", "$AVOUCH_USER\xE2\x80\xA6"},
        Seen{"CutOffAtThreeBytes", "s:hunter2", "hun\xE2\x80\xA6", "hun\xE2\x80\xA6"},
        Seen{"CutOffInBase64", "AC123:hunter2", base64("AC123:hunter2").substr(0, 9) + "\xE2\x80\xA6",
             "$AVOUCH_USER\xE2\x80\xA6"},
        Seen{"CutElsewhere", "s:hunter2", "hunt er\xE2\x80\xA6", "hunt er\xE2\x80\xA6"},
        Seen{"ShortPassword", "AC123:pw", "pw AC123:pw", "pw $AVOUCH_USER"},
        Seen{"ShortValue", "abc", "abc YWJj", "abc YWJj"},
        Seen{"Repeated", "x:aaaa", "aaaaaaaaa", "$AVOUCH_USER"},
        Seen{"NotThere", "AC123:hunter2", "hunter1 AC124:hunter3", "hunter1 AC124:hunter3"},
        Seen{"Empty", "", "text", "text"}, Seen{"InNothing", "AC123:hunter2", "", ""}),
    [](const auto& param_info) { return param_info.param.name; });

TEST(Secrets, OverlappingLeaveNothingBehind) {
  Secrets secrets;
  secrets.add("ONE", "abcdef");
  secrets.add("TWO", "defghijk");
  EXPECT_EQ(secrets.redact("<abcdefghijk>"), "<$TWO>");
  EXPECT_EQ(secrets.redact("<abcdef><defghijk>"), "<$ONE><$TWO>");
}

TEST(Secrets, TheLongerOneWins) {
  Secrets secrets;
  secrets.add("SHORT", "token");
  secrets.add("LONG", "token-and-more");
  EXPECT_EQ(secrets.redact("token-and-more token"), "$LONG $SHORT");
}

TEST(Secrets, AreNotLookedForInWhatReplacesThem) {
  Secrets secrets;
  secrets.add("TOKEN_A", "first-value");
  secrets.add("B", "TOKEN_A");
  EXPECT_EQ(secrets.redact("first-value"), "$TOKEN_A");
}

TEST(Secrets, KeepTheirEntries) {
  Secrets secrets;
  secrets.add("A", "x");
  secrets.add("B", "y:z");
  EXPECT_EQ(secrets.entries(), (std::vector<Secrets::Entry>{{"A", "x"}, {"B", "y:z"}}));
}

TEST(Secrets, HostileTextTakesNoTime) {
  Secrets secrets = user("AC123:" + std::string(60, 'a'));
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "aaaaaaaa\xE2\x80\xA6";
  EXPECT_EQ(secrets.redact(text).find("aaaa"), std::string::npos);
  EXPECT_EQ(secrets.redact(std::string(1'000'000, 'a')).find("aaaa"), std::string::npos);
}

struct Named {
  const char* field;
  bool secret;
};

void PrintTo(const Named& one, std::ostream* out) {
  *out << one.field;
}

class FieldNames : public testing::TestWithParam<Named> {};

TEST_P(FieldNames, AreKnownToCarrySecrets) {
  EXPECT_EQ(names_a_secret(GetParam().field), GetParam().secret);
}

INSTANTIATE_TEST_SUITE_P(
    Http, FieldNames,
    testing::Values(Named{"Authorization", true}, Named{"PROXY-AUTHORIZATION", true}, Named{"Cookie", true},
                    Named{"Set-Cookie", true}, Named{"X-Api-Key", true}, Named{"apikey", true},
                    Named{"X-Auth-Token", true}, Named{"X-Csrf-Token", true}, Named{"X-Client-Secret", true},
                    Named{"X-Amz-Security-Token", true}, Named{"X-Goog-Auth", true},
                    Named{"Content-Type", false}, Named{"Accept", false}, Named{"ETag", false},
                    Named{"Access-Control-Allow-Credentials", false},
                    Named{"Access-Control-Allow-Headers", false}, Named{"Keep-Alive", false},
                    Named{"Idempotency", false}, Named{"Author", false}, Named{"X-Monkey", false}));

}  // namespace
}  // namespace avouch::http

namespace avouch::http {
namespace {

// A target may echo what it was sent in whatever form its framework writes.
class EchoedForms : public testing::TestWithParam<const char*> {};

TEST_P(EchoedForms, AreRedacted) {
  Secrets secrets;
  secrets.add("AVOUCH_USER", "AC1:S3cr/t~P<ss>'9");
  const std::string redacted = secrets.redact(std::string("before ") + GetParam() + " after");
  EXPECT_EQ(redacted, "before $AVOUCH_USER after");
}

INSTANTIATE_TEST_SUITE_P(Forms, EchoedForms,
                         testing::Values("S3cr/t~P<ss>'9", "s3CR/T~p<SS>'9", "S3cr~1t~0P<ss>'9",
                                         "S3cr/t~P&lt;ss&gt;&#39;9", "S3cr/t~P&lt;ss&gt;&#x27;9",
                                         "s3cr%2ft~p%3css%3e%279", "533363722f747e503c73733e2739"));

}  // namespace
}  // namespace avouch::http
