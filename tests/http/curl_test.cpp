// SPDX-License-Identifier: MIT
#include "http/curl.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <ostream>

#include "base/file.h"
#include "base/text.h"
#include "http/syntax.h"

namespace avouch::http {
namespace curl_test {

const std::string kUrl = "https://api.example.com/v1/x";

Secrets known() {
  Secrets secrets;
  secrets.add("AVOUCH_USER", "AC123:hunter2");
  secrets.add("TOKEN", "t0ps3cret");
  secrets.add("KEY", "a+b/c==\"x");
  secrets.add("SPACED", "a key/with blanks");
  secrets.add("PIN", "+1");
  return secrets;
}

struct Shown {
  const char* name;
  Request request;
  std::string command;
  std::string url = kUrl;
};

void PrintTo(const Shown& one, std::ostream* out) {
  *out << one.name;
}

std::string basic(const std::string& user, const std::string& password) {
  return basic_authorization(user, password);
}

std::vector<Shown> commands() {
  return {
      {"Get", {}, "curl '" + kUrl + "'"},
      {"Head", {.method = "HEAD"}, "curl -I '" + kUrl + "'"},
      {"Options", {.method = "OPTIONS"}, "curl -X OPTIONS '" + kUrl + "'"},
      {"OddMethod", {.method = "it's"}, "curl -X 'it'\\''s' '" + kUrl + "'"},
      {"Fields", {.fields = {{"X-A", "1"}, {"x-a", "2"}}}, "curl -H 'X-A: 1' -H 'x-a: 2' '" + kUrl + "'"},
      {"FieldWithoutValue", {.fields = {{"X-A", ""}}}, "curl -H 'X-A;' '" + kUrl + "'"},
      {"WhatCurlSendsItself",
       {.fields = {{"Host", "api.example.com"},
                   {"User-Agent", "avouch/1"},
                   {"Accept", "*/*"},
                   {"Content-Length", "0"},
                   {"Connection", "close"},
                   {"Proxy-Authorization", "Basic eDp5"}}},
       "curl '" + kUrl + "'"},
      {"AnotherHost", {.fields = {{"Host", "other"}}}, "curl -H 'Host: other' '" + kUrl + "'"},
      {"HostWithPort", {.fields = {{"Host", "API.example.com:443"}}}, "curl '" + kUrl + "'"},
      {"Compressed", {.fields = {{"Accept-Encoding", "gzip, br"}}}, "curl --compressed '" + kUrl + "'"},
      {"AnotherCoding",
       {.fields = {{"Accept-Encoding", "identity"}, {"User-Agent", "x"}}},
       "curl --compressed -H 'Accept-Encoding: identity' -H 'User-Agent: x' '" + kUrl + "'"},
      {"Accept", {.fields = {{"Accept", "text/html"}}}, "curl -H 'Accept: text/html' '" + kUrl + "'"},
      {"User",
       {.fields = {{"Authorization", basic("AC123", "hunter2")}}},
       "curl --user \"$AVOUCH_USER\" '" + kUrl + "'"},
      {"UserInLowerCase",
       {.fields = {{"authorization", "basic " + base64("AC123:hunter2")}}},
       "curl --user \"$AVOUCH_USER\" '" + kUrl + "'"},
      {"AnotherUser",
       {.fields = {{"Authorization", basic("AC123", "wrong")}}},
       "curl --user 'AC123:wrong' '" + kUrl + "'"},
      {"Digest",
       {.fields = {{"Authorization", "Digest username=\"AC123\", response=\"0123456789abcdef\""}},
        .identity = {.digest = "AC123:hunter2"}},
       "curl --digest --user \"$AVOUCH_USER\" '" + kUrl + "'"},
      {"AnotherDigest",
       {.identity = {.digest = "AC123:wrong"}},
       "curl --digest --user 'AC123:wrong' '" + kUrl + "'"},
      {"ClientCertificate",
       {.identity = {.certificate = "my cert.pem", .key = "key.pem"}},
       "curl --cert 'my cert.pem' --key key.pem '" + kUrl + "'"},
      {"Bearer",
       {.fields = {{"Authorization", "Bearer t0ps3cret"}}},
       "curl -H \"Authorization: Bearer $TOKEN\" '" + kUrl + "'"},
      {"SecretWithin",
       {.fields = {{"X-Key", "a\"t0ps3cretb$c"}}},
       "curl -H \"X-Key: a\\\"${TOKEN}b\\$c\" '" + kUrl + "'"},
      {"SecretTwice",
       {.fields = {{"X-Key", "t0ps3crett0ps3cret"}}},
       "curl -H \"X-Key: ${TOKEN}$TOKEN\" '" + kUrl + "'"},
      {"SecretInUrl", {}, "curl \"" + kUrl + "?key=$TOKEN\"", kUrl + "?key=t0ps3cret"},
      {"Body",
       {.method = "POST", .fields = {{"Content-Type", "application/json"}}, .body = "{\"a\": \"it's\"}"},
       "curl -X POST -H 'Content-Type: application/json' --data-raw '{\"a\": \"it'\\''s\"}' '" + kUrl + "'"},
      {"NoBodyOfPost",
       {.method = "POST", .fields = {{"Content-Length", "0"}}},
       "curl -X POST -H 'Content-Type:' --data-raw '' '" + kUrl + "'"},
      {"BodyOfGet", {.body = "x"}, "curl -X GET -H 'Content-Type:' --data-raw 'x' '" + kUrl + "'"},
      {"BodyThatLooksLikeAFile",
       {.method = "PUT", .body = "@/etc/passwd"},
       "curl -X PUT -H 'Content-Type:' --data-raw '@/etc/passwd' '" + kUrl + "'"},
      {"BodyWithLines",
       {.method = "PUT", .body = "a\n'%s'\\t0ps3cret"},
       "printf 'a\\012'\\''%%s'\\''\\\\%s' \"$TOKEN\" | curl -X PUT -H 'Content-Type:' --data-binary @- '" +
           kUrl + "'"},
      // What needs encoding where it stands is encoded by curl, else by jq.
      {"KeyInField", {.fields = {{"X-Key", "a+b/c==\"x"}}}, "curl -H \"X-Key: $KEY\" '" + kUrl + "'"},
      {"KeyInQuery",
       {},
       "curl --url-query \"k=$KEY\" --url-query '+z=%20' '" + kUrl + "?a=1'",
       kUrl + "?a=1&k=a%2Bb%2Fc%3D%3D%22x&z=%20"},
      {"KeyWithinAValue",
       {},
       "curl --url-query \"k=<${KEY}>\" '" + kUrl + "'",
       kUrl + "?k=%3Ca%2Bb%2Fc%3D%3D%22x%3E"},
      {"KeyWithBlanksInQuery",
       {},
       "curl \"" + kUrl + "?k=$(jq -rn --arg v \"$SPACED\" '$v|@uri')\"",
       kUrl + "?k=a%20key%2Fwith%20blanks"},
      {"KeyInQueryBehindDotSegments",
       {},
       "curl --path-as-is \"http://h/../?k=$(jq -rn --arg v \"$KEY\" '$v|@uri')\"",
       "http://h/../?k=a%2Bb%2Fc%3D%3D%22x"},
      {"KeyInPath",
       {},
       "curl \"http://h/$(jq -rn --arg v \"$KEY\" '$v|@uri')/x\"",
       "http://h/a%2Bb%2Fc%3D%3D%22x/x"},
      {"KeyInForm",
       {.method = "POST",
        .fields = {{"Content-Type", "application/x-www-form-urlencoded"}},
        .body = "a=1&k=a%2Bb%2Fc%3D%3D%22x&z=2"},
       "curl -X POST -H 'Content-Type: application/x-www-form-urlencoded' --data-raw 'a=1' --data-urlencode "
       "\"k=$KEY\" --data-raw 'z=2' '" +
           kUrl + "'"},
      {"KeyInJson",
       {.method = "POST", .fields = {{"Content-Type", "application/json"}}, .body = R"({"k":"a+b/c==\"x"})"},
       "curl -X POST -H 'Content-Type: application/json' --data-raw \"{\\\"k\\\":\\\"$(jq -rn --arg v "
       "\"$KEY\" "
       "'$v|tojson|.[1:-1]')\\\"}\" '" +
           kUrl + "'"},
      {"PasswordAlone",
       {.fields = {{"X-Password", "hunter2"}}},
       "curl -H \"X-Password: ${AVOUCH_USER#*:}\" '" + kUrl + "'"},
      {"ShortSecretAlone", {}, "curl --url-query \"k=$PIN\" '" + kUrl + "'", kUrl + "?k=%2B1"},
      {"ShortSecretWithin", {.fields = {{"X-A", "5+10"}}}, "curl -H 'X-A: 5+10' '" + kUrl + "'"},
      // In a form that no planner writes: the command is no command any more, and says so.
      {"SecretInAnotherForm",
       {.fields = {{"X-A", "dDBwczNjcmV0"}}},
       "# a secret is left out of this command: curl -H 'X-A: $TOKEN' '" + kUrl + "'"},
      // What a log's keeper would obey, and what nobody sees, is written so that neither happens.
      {"LogCommand", {.fields = {{"X-A", "a ::b ##[c"}}}, "curl -H 'X-A: a :'':b #''#[c' '" + kUrl + "'"},
      {"Unseen",
       {.fields = {{"X-A", "a\u200Bb!"}}},
       "curl -H \"$(printf 'X-A: a\\342\\200\\213b\\041')\" '" + kUrl + "'"},
      {"DotSegments", {}, "curl --path-as-is 'http://h/a/../b'", "http://h/a/../b"},
      {"EncodedDotSegments", {}, "curl --path-as-is 'http://h/a/%2E%2e/b'", "http://h/a/%2E%2e/b"},
      {"NoDotSegments", {}, "curl 'http://h/a.b/..c/...?/../'", "http://h/a.b/..c/...?/../"},
      {"Brackets", {}, "curl --globoff 'http://[::1]/'", "http://[::1]/"},
      {"UrlWithQuotes", {}, "curl 'http://h/it'\\''s?$(x)&y'", "http://h/it's?$(x)&y"},
  };
}

class Commands : public testing::TestWithParam<Shown> {};

TEST_P(Commands, AreExact) {
  EXPECT_EQ(to_curl(GetParam().request, GetParam().url, known()), GetParam().command);
}

INSTANTIATE_TEST_SUITE_P(Http, Commands, testing::ValuesIn(commands()),
                         [](const auto& param_info) { return param_info.param.name; });

// Runs `command` where "curl" is a function that writes its arguments and its input, each ended by a NUL.
std::vector<std::string> arguments_of(const std::string& command) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("avouch-curl-" + std::to_string(::getpid()));
  std::filesystem::create_directory(folder);
  const std::string script = folder / "run";
  EXPECT_TRUE(write_file(script,
                         "KEY='a+b/c==\"x'\nSPACED='a key/with "
                         "blanks'\nAVOUCH_USER='AC123:hunter2'\nTOKEN='t0ps3cret'\ncurl() {\n"
                         "  for each in \"$@\"; do printf '%s\\0' \"$each\"; done\n"
                         "  case \" $* \" in *' @- '*) cat; printf '\\0' ;; esac\n}\n" +
                             command + "\n"));
  std::string out;
  std::FILE* pipe = ::popen(("cd " + folder.string() + " && sh ./run 2>&1").c_str(), "r");
  EXPECT_NE(pipe, nullptr);
  char buffer[4096];
  while (const std::size_t size = pipe == nullptr ? 0 : std::fread(buffer, 1, sizeof buffer, pipe))
    out.append(buffer, size);
  EXPECT_EQ(pipe == nullptr ? -1 : ::pclose(pipe), 0);
  std::filesystem::remove_all(folder);
  std::vector<std::string> arguments;
  for (const std::string_view each : split(out, '\0')) arguments.emplace_back(each);
  if (!arguments.empty()) arguments.pop_back();
  return arguments;
}

struct Hostile {
  const char* name;
  std::string text;
};

void PrintTo(const Hostile& one, std::ostream* out) {
  *out << one.name;
}

class HostileTexts : public testing::TestWithParam<Hostile> {};

TEST_P(HostileTexts, GoThroughTheShellUnchanged) {
  const std::string& text = GetParam().text;
  const Request request{.method = "POST", .fields = {{"X-Odd", text}, {"Content-Type", "a/b"}}, .body = text};
  const std::string url = "http://h/?" + text;
  std::vector<std::string> wanted = {"-X", "POST"};
  if (text.find_first_of("[]{}") != std::string::npos) wanted.push_back("--globoff");
  wanted.insert(wanted.end(),
                {"-H", "X-Odd: " + text, "-H", "Content-Type: a/b", "--data-raw", text, url, "--end"});
  EXPECT_EQ(arguments_of(to_curl(request, url, Secrets{}) + " --end"), wanted);
}

TEST_P(HostileTexts, GoThroughTheShellBesideASecret) {
  const std::string text = GetParam().text + "t0ps3cret" + GetParam().text;
  const std::string command = to_curl({.fields = {{"X-Odd", text}}}, kUrl, known());
  EXPECT_EQ(command.find("t0ps3cret"), std::string::npos);
  EXPECT_EQ(arguments_of(command), (std::vector<std::string>{"-H", "X-Odd: " + text, kUrl}));
}

TEST_P(HostileTexts, GoThroughPrintf) {
  const std::string body = GetParam().text + "\n\t\x01" + GetParam().text + "t0ps3cret9";
  const std::string command =
      to_curl({.method = "PUT", .fields = {{"Content-Type", "a/b"}}, .body = body}, kUrl, known());
  EXPECT_EQ(command.find('\n'), std::string::npos);
  EXPECT_EQ(arguments_of(command), (std::vector<std::string>{"-X", "PUT", "-H", "Content-Type: a/b",
                                                             "--data-binary", "@-", kUrl, body}));
}

INSTANTIATE_TEST_SUITE_P(
    Http, HostileTexts,
    testing::Values(Hostile{"SingleQuote", "it's ''"}, Hostile{"DoubleQuote", "say \"x\" \""},
                    Hostile{"Command", "$(touch hacked)"}, Hostile{"Backticks", "`touch hacked`"},
                    Hostile{"Variable", "$HOME ${HOME} $$ $TOKEN"}, Hostile{"Backslash", "a\\b\\\\c\\"},
                    Hostile{"Bang", "!! !x \\!"}, Hostile{"Semicolon", "; exit 1 & | < > #"},
                    Hostile{"Glob", "* ? [a] ~ {a,b}"}, Hostile{"Dash", "-o /tmp/x --"},
                    Hostile{"Percent", "%s%d%n%%\\012"}, Hostile{"Utf8", "caf\xC3\xA9 \xE2\x80\xAE"},
                    Hostile{"NotUtf8", "\xFF\xFE"}, Hostile{"At", "@file"}),
    [](const auto& param_info) { return param_info.param.name; });

TEST(Curl, CommandsAreSeenAsTheyAre) {
  for (const char* text : {"a ::b", "##[x]", "a\u200Bb", "\u2028 \U000E0041", "caf\u00E9 \u202E"}) {
    const Request request{.method = "PUT", .fields = {{"X-A", text}}, .body = text};
    const std::string command = to_curl(request, std::string("http://h/?a=") + text, known());
    EXPECT_EQ(printable(command), command);
    std::vector<std::string> arguments = arguments_of(command);
    std::erase(arguments, "--globoff");
    EXPECT_EQ(arguments, (std::vector<std::string>{"-X", "PUT", "-H", std::string("X-A: ") + text, "-H",
                                                   "Content-Type:", "--data-raw", text,
                                                   std::string("http://h/?a=") + text}));
  }
}

TEST(WithOptions, AddsThemToTheRequestItself) {
  EXPECT_EQ(with_options("curl --compressed 'http://a/curl'", "-i"), "curl -i --compressed 'http://a/curl'");
  EXPECT_EQ(with_options("curl 'http://a/'", ""), "curl 'http://a/'");
  EXPECT_EQ(with_options("printf 'curl' | curl -X POST --data-binary @- 'http://a/'", "-i -m 5"),
            "printf 'curl' | curl -i -m 5 -X POST --data-binary @- 'http://a/'");
  const std::string part = std::string(kNotWhole) + "curl 'http://a/'";
  EXPECT_EQ(with_options(part, "-i"), std::string(kNotWhole) + "curl -i 'http://a/'");
  EXPECT_EQ(with_options("a=$(curl 'http://a/'); curl -i \"$a\"", "-i"),
            "a=$(curl 'http://a/'); curl -i \"$a\"");
}

TEST(Told, NamesTheVariableOfEachSecret) {
  EXPECT_EQ(told("GET /a+b/c==\"x/+1/+10?k=a%2Bb%2Fc%3D%3D%22x&p=hunter2", known()),
            "GET /$KEY/$PIN/+10?k=$KEY&p=$AVOUCH_USER");
}

TEST(Curl, LinesInAFieldStayInIt) {
  const std::string value = "a\nb'\n$(x)";
  EXPECT_EQ(arguments_of(to_curl({.fields = {{"X", value}}}, kUrl, Secrets{})),
            (std::vector<std::string>{"-H", "X: " + value, kUrl}));
}

TEST(Curl, ANulInABodyIsSentByPrintf) {
  const std::string command = to_curl({.method = "PUT", .body = std::string("a\0b", 3)}, kUrl, Secrets{});
  EXPECT_EQ(command, "printf 'a\\000b' | curl -X PUT -H 'Content-Type:' --data-binary @- '" + kUrl + "'");
}

TEST(Curl, ShowsNoSecretWithoutNeed) {
  const Request request{.fields = {{"Authorization", basic("AC123", "hunter2")}, {"X-Key", "t0ps3cret"}},
                        .body = "t0ps3cret"};
  const std::string command = to_curl(request, kUrl, known());
  EXPECT_EQ(known().redact(command), command);
}

TEST(ShellWord, IsQuotedWhereTheShellWouldReadMore) {
  EXPECT_EQ(shell_word("https://a.example/v1"), "https://a.example/v1");
  EXPECT_EQ(shell_word(""), "''");
  EXPECT_EQ(shell_word("https://a.example/V4/(S(rw))"), "'https://a.example/V4/(S(rw))'");
  EXPECT_EQ(shell_word("it's $HOME"), "'it'\\''s $HOME'");
}

}  // namespace curl_test
}  // namespace avouch::http
