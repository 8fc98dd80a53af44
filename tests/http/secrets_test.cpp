// SPDX-License-Identifier: MIT
#include "http/secrets.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>

#include "base/text.h"
#include "http/syntax.h"

namespace avouch::http {
namespace secrets_test {

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
        Seen{"UrlInBase64", "ab/c+ d", base64("/books?key=ab%2Fc%2B%20d&x=1"),
             "L2Jvb2tzP2tleT1$AVOUCH_USERJng9MQ=="},
        Seen{"CarriageReturns", "s:hunter2-token", "hun\rter2\r-tok\ren", "$AVOUCH_USER"},
        Seen{"LineEndsOfUnicode", "s:hunter2-token",
             "hun\xC2\x85ter\xE2\x80\xA8"
             "2-t\xE2\x80\xA9o\vk\fen",
             "$AVOUCH_USER"},
        Seen{"FoldedField", "s:hunter2-token", "hunter2  -to  \t ken", "$AVOUCH_USER"},
        Seen{"OneBlank", "s:hunter2-token", "hunter2 -token", "hunter2 -token"},
        Seen{"QuotedPrintable", "s:hunter2-token", "hunter2=\r\n-tok= \nen", "$AVOUCH_USER"},
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

// A target may echo what it was sent in whatever form its framework writes.
class EchoedForms : public testing::TestWithParam<const char*> {};

TEST_P(EchoedForms, AreRedacted) {
  Secrets secrets;
  secrets.add("AVOUCH_USER", "AC1:S3cr/t~P<ss>'9");
  const std::string redacted = secrets.redact(std::string("before ") + GetParam() + " after");
  EXPECT_EQ(redacted, "before $AVOUCH_USER after");
}

INSTANTIATE_TEST_SUITE_P(Forms, EchoedForms,
                         testing::Values(
                             // percent: all, both cases of digits, twice, what RFC 3986 leaves, as a form
                             "%53%33%63%72%2f%74%7E%50%3c%73%73%3E%27%39",
                             "S3cr%252Ft%257EP%253Css%253E%25279", "S3cr/t~P%3Css%3E'9",
                             // JSON: Python, PHP, Go, and in JSON again
                             "\\u0053\\u0033cr/t~P<ss>'9", "S3cr\\/t~P<ss>'9", "S3cr/t~P\\u003css\\u003e'9",
                             "S3cr\\\\/t~P\\\\u003Css\\\\u003E\\'9",
                             // HTML: named, decimal, hexadecimal, twice
                             "S3cr&sol;t~P&lt;ss&gt;&apos;9", "&#83;&#51;cr&#47;t~P&#60;ss&#62;&#39;9",
                             "S3cr&#x2F;t~P&#X3c;ss&#x3E;&#x0027;9", "S3cr/t~P&amp;lt;ss&amp;gt;&amp;#39;9",
                             // two layers of two kinds
                             "S3cr%5C%2Ft~P%3Css%3E'9", "S3cr%26sol%3Bt~P%26lt%3Bss%26gt%3B'9",
                             // broken in two
                             "S3cr/t~\n    P<ss>'9", "S3cr/t~\\r\\nP<ss>'9", "S3cr/t~P<ss>'9",
                             "s3CR/T~p<SS>'9", "S3cr~1t~0P<ss>'9", "S3cr/t~P&lt;ss&gt;&#39;9",
                             "S3cr/t~P&lt;ss&gt;&#x27;9", "s3cr%2ft~p%3css%3e%279",
                             "533363722f747e503c73733e2739"));

// A target may take the bytes of a secret for another charset.
class MisreadSecrets : public testing::TestWithParam<std::string> {};

TEST_P(MisreadSecrets, AreRedacted) {
  const std::string redacted = user("me:\u20AC\u00DCz\u00DF-7t").redact("before " + GetParam() + " after");
  EXPECT_EQ(redacted, "before $AVOUCH_USER after");
}

INSTANTIATE_TEST_SUITE_P(Forms, MisreadSecrets,
                         testing::Values(
                             // UTF-8 read as ISO-8859-1 and as Windows-1252
                             "\u00E2\u0082\u00AC\u00C3\u009Cz\u00C3\u009F-7t",
                             "\u00E2\u201A\u00AC\u00C3\u0153z\u00C3\u0178-7t",
                             // written in these charsets
                             "?\xDCz\xDF-7t", "\x80\xDCz\xDF-7t", "%80%DCz%DF-7t",
                             base64("me:\x80\xDCz\xDF-7t"), printable("\x80\xDCz\xDF-7t"),
                             R"(\u00e2\u201a\u00ac\u00c3\u0153z\u00c3\u0178-7t)",
                             // replaced by letters, by bytes, and left out
                             "??z?-7t",
                             "?????z?"
                             "?-7t",
                             "\uFFFD\uFFFDz\uFFFD-7t", "z-7t"));

TEST(Secrets, OfOtherLettersHaveRunsOfAscii) {
  const Secrets secrets = user("J\u00FCrgen-Maximilian:Schl\u00FCssel-von-Z\u00FCrich-1291");
  EXPECT_EQ(secrets.redact("Schl.ssel-von-Z.rich-1291"), "Schl.$AVOUCH_USER.$AVOUCH_USER");
  EXPECT_EQ(secrets.redact("Schl Schluessel"), "Schl Schluessel") << "short runs may be words";
  EXPECT_EQ(secrets.redact("rgen-Maximilian"), "rgen-Maximilian") << "a name is no secret";
  EXPECT_EQ(secrets.redact("/cmljaC0xMjkx/"), "/$AVOUCH_USER/") << "base64";
  Secrets field;
  field.add_field("KEY", "token=\"\u00FC12345678\"");
  EXPECT_EQ(field.redact("_12345678_"), "_$KEY_");
}

TEST(Secrets, OfOtherLettersAloneAreNotQuestionMarks) {
  const std::string marks = "???? \uFFFD\uFFFD\uFFFD\uFFFD";
  EXPECT_EQ(user("me:\u5BC6\u7801\u5BC6\u7801").redact(marks), marks);
  EXPECT_EQ(user("me:\u00E4\u00F6\u00FC\u00DF").redact("\xE4\xF6\xFC\xDF"), "$AVOUCH_USER");
}

// Where in a longer text that is base64 a secret stands, modulo three, decides how it looks.
TEST(Secrets, AreFoundInsideBase64) {
  const std::string secret = "p?ss>w/rd~1";
  for (const std::string before : {"", "a", "ab", "abc", "user:"}) {
    for (const std::string after : {"", "x", "xy", "xyz"}) {
      std::string plain = base64(before + secret + after);
      const std::string redacted = user(secret).redact(plain);
      EXPECT_NE(redacted.find("$AVOUCH_USER"), std::string::npos) << plain;
      // What is left belongs to what stands around it, and to six bits at either end.
      EXPECT_LE(redacted.size(), 12 + (before.size() + after.size()) * 4 / 3 + 4) << redacted;
      std::replace(plain.begin(), plain.end(), '+', '-');
      std::replace(plain.begin(), plain.end(), '/', '_');
      EXPECT_EQ(user(secret).redact(plain).size(), redacted.size()) << plain;
    }
  }
}

TEST(Secrets, AreFoundInBase64OfManyLines) {
  const std::string secret = "a-secret-that-is-long-enough-to-be-broken-in-two-where-lines-end";
  std::string text = base64("user:" + secret);
  text.insert(40, "\r\n");
  EXPECT_EQ(user(secret).redact(text).find(text.substr(30, 8)), std::string::npos);
  EXPECT_EQ(user(secret).redact(printable(text)).find(text.substr(30, 8)), std::string::npos);
}

TEST(Secrets, CutWithinAnEscapeAreRedacted) {
  for (const char* text :
       {"s3cr%2", "s3cr%", "s3cr\\u00", "s3cr\\", "s3cr&#4", "s3cr&so", "s3cr&", "s3cr\\x2"})
    EXPECT_EQ(user("s3cr/t-and-more").redact(text + std::string(kEllipsis)),
              "$AVOUCH_USER" + std::string(kEllipsis))
        << text;
}

TEST(Secrets, ThatLookLikeEscapesAreFoundAsTheyAre) {
  for (const char* secret : {"a%41b\\nc", "x&amp;y\\u0041", "line\nand \\n"}) {
    EXPECT_EQ(user(secret).redact(secret), "$AVOUCH_USER") << secret;
    EXPECT_EQ(user(secret).redact(printable(secret)), "$AVOUCH_USER") << secret;
    EXPECT_EQ(user(secret).redact(in_quotes(secret)), "\"$AVOUCH_USER\"") << secret;
    EXPECT_EQ(user(secret).redact(json_escaped(secret)), "$AVOUCH_USER") << secret;
  }
}

TEST(Secrets, OfAFieldAreItsPartsToo) {
  Secrets secrets;
  secrets.add_field("AVOUCH_COOKIE", "sid=qwertyuiop; theme=dark; csrf=a%2Bb%2Fc%2Bde");
  EXPECT_EQ(secrets.redact("qwertyuiop sid theme dark a+b/c+de"),
            "$AVOUCH_COOKIE sid theme dark $AVOUCH_COOKIE");
}

TEST(Secrets, WordsOfJsonAreNotLookedFor) {
  Secrets secrets;
  secrets.add("A", "true");
  secrets.add("B", "null");
  EXPECT_EQ(secrets.redact("true null"), "true null");
}

// Linear in the text, whatever is in it.
TEST(Secrets, ManyOfThemInLongTextsTakeNoTime) {
  Secrets secrets;
  for (int i = 0; i < 50; ++i)
    secrets.add_field("S" + std::to_string(i), "Digest username=\"u\", response=\"" + std::to_string(i) +
                                                   "0123456789abcdef0123456789abcdef\", token=\"value" +
                                                   std::to_string(i) + "+/=\"");
  std::string text;
  while (text.size() < 200'000) text += "%25\\\\u0041&amp;lt; \n 0123456789abcdef value7+/= plain words";
  const std::string redacted = secrets.redact(text);
  EXPECT_EQ(redacted.find("value7"), std::string::npos);
  EXPECT_NE(redacted.find("plain words"), std::string::npos);
  const std::string blanks(1'000'000, ' ');
  EXPECT_EQ(secrets.redact(blanks), blanks);
}

}  // namespace secrets_test
}  // namespace avouch::http
