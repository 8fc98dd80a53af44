// SPDX-License-Identifier: MIT
// No secret may leak. The real binary runs against a target that echoes every secret, in every encoding that
// docs/security.md promises to find, at every place of a response that can hold text. Then every output is
// searched.
#include <gtest/gtest.h>

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "echoes.h"
#include "fixtures/raw_server.h"
#include "http/syntax.h"
#include "process.h"

namespace avouch {
namespace secrets_test {

using nlohmann::json;

// A way to give secrets.
struct Way {
  std::string name;
  std::vector<std::string> secrets;
  std::vector<std::string> arguments;  // {url} is the target's, {host} without its scheme
  std::map<std::string, std::string> environment = {};
  std::map<std::string, std::string> files = {};
  std::string target = "{url}";
  // Asks for the answers that hold one echo each, too: those are many, and the ways to give a secret that
  // differ only in where it is read from come to the same.
  bool everywhere = false;
};

void PrintTo(const Way& shown, std::ostream* out) {
  *out << shown.name;
}

const std::string kKey = "k7Zr2Xw9vQ+T/4~b==";
const std::string kPassword = "hT5/pW8&yN3<mL6\"cé";
const std::string kToken = "mF9.tK3-vB7_xC1~zD5+qG8/==";
const std::string kDigest = "8ca523f5e9506fed4657c9700eebdbec";
const std::string kWebToken = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhdm91Y2gtMTIzIn0.Qm94ZXMtYW5kLWNhdHM";

std::vector<Way> ways() {
  std::vector<Way> all = {
      {"user", {kPassword}, {"--user", "AC1:" + kPassword}},
      {"user_of_the_environment", {kPassword}, {}, {{"AVOUCH_USER", "AC1:" + kPassword}}},
      {"user_of_the_url", {"hT5pW8yN3+mL6/c="}, {}, {}, {}, "http://AC1:hT5pW8yN3%2BmL6%2Fc%3D@{host}"},
      {"basic_header",
       {kPassword},
       {"-H", http::basic_authorization("AC1", kPassword).insert(0, "Authorization: ")}},
      {"bearer", {kToken}, {"-H", "Authorization: Bearer " + kToken}},
      {"bearer_flag", {kToken}, {"--token", kToken}},
      {"bearer_of_the_environment", {kToken}, {}, {{"AVOUCH_TOKEN", kToken}}},
      {"api_key_flag", {kKey}, {"--api-key", "key=" + kKey}},
      {"api_keys_of_the_environment",
       {kKey, "wJ4s8Qe1+Lp/"},
       {},
       {{"AVOUCH_API_KEY_KEY", kKey}, {"AVOUCH_API_KEY_SESSION", "wJ4s8Qe1+Lp/"}}},
      {"other_identity",
       {kPassword, kKey, kToken},
       {"--other-user", "you:" + kPassword, "--other-token", kToken, "--other-api-key", "key=" + kKey}},
      {"other_identity_of_the_environment",
       {kPassword, kKey, kToken},
       {},
       {{"AVOUCH_OTHER_USER", "you:" + kPassword},
        {"AVOUCH_OTHER_TOKEN", kToken},
        {"AVOUCH_OTHER_API_KEY_KEY", kKey}}},
      {"oauth_client",
       {kPassword, kToken},
       {"--oauth-client", "app", "--oauth-secret-file", "client.txt"},
       {},
       {{"client.txt", kPassword + "\n"}}},
      {"oauth_client_of_the_environment",
       {kPassword, kToken},
       {"--oauth-client", "app"},
       {{"AVOUCH_OAUTH_SECRET", kPassword}}},
      {"login",
       {kPassword, kKey, kToken},
       {"--login", "POST /token", "--values", "values.toml"},
       {{"SHOP_PASSWORD", kPassword}},
       {{"values.toml",
         "[login]\ntoken = \"$response.body#/data/token\"\n"
         "body = { user = \"joe\", password = \"${SHOP_PASSWORD}\", api_key = '" +
             kKey + "' }\n"}}},
      {"token", {kToken}, {"-H", "Authorization: Token token=\"" + kToken + "\", nonce=\"def\""}},
      {"digest",
       {kDigest},
       {"-H",
        "Authorization: Digest username=\"AC1\", realm=\"r\", uri=\"/\", response=\"" + kDigest + "\""}},
      {"own_scheme",
       {"5e9506fed4657c9700"},
       {"-H",
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIA/2024/x, SignedHeaders=host, "
        "Signature=5e9506fed4657c9700"}},
      {"headers",
       {kKey, "wJ4s8Qe1+Lp/", "sX6r9Bm2zV", kWebToken, "rY2u7Hn5aD3f", "c0ffee5eedfacade9876", kToken},
       {"-H", "X-Api-Key: " + kKey, "-H", "Cookie: theme=dark; sid=wJ4s8Qe1%2BLp%2F; csrf=sX6r9Bm2zV", "-H",
        "X-Jwt: " + kWebToken, "-H", "X-Custom: rY2u7Hn5aD3f", "-H", "X-Hub-Signature: c0ffee5eedfacade9876",
        "-H", "X-Forwarded-Authorization: Bearer " + kToken}},
      {"values",
       {kKey, "83920174655", "pQ8x5Wd2", "tN6j9Ck4Rb", "lH3v7Zs1Fg"},
       {"--variable", "key=" + kKey, "--values", "values.toml"},
       {},
       {{"values.toml",
         "session = 83920174655\napi_token = \"pQ8x5Wd2\"\n[client_secret]\nid = \"tN6j9Ck4Rb\"\nkey = "
         "\"lH3v7Zs1Fg\"\n"}}},
      {"configuration",
       {"plainword", "gB5e8Um3Xt"},
       {},
       {{"SHOP_NAME", "plainword"}, {"SHOP_KEY", "gB5e8Um3Xt"}},
       {{"avouch.toml", "header = [\"X-Shop: ${SHOP_NAME}\", \"X-Other: a ${SHOP_KEY} z\"]\n"}}},
  };
  for (Way& way : all) {
    for (const char* name : {"user", "bearer", "headers", "values"})
      way.everywhere = way.everywhere || way.name == name;
  }
  return all;
}

std::string filled(std::string text, const RawServer& target) {
  const auto put = [&](std::string_view what, const std::string& by) {
    for (std::size_t at = text.find(what); at != text.npos; at = text.find(what))
      text.replace(at, what.size(), by);
  };
  put("{url}", target.url());
  put("{host}", "127.0.0.1:" + std::to_string(target.port()));
  return text;
}

// Every echo of every secret, in one answer's body: as a value that is too long, as one of the wrong type, as
// a member that nobody documented; in its fields; and each in an answer of its own where an answer holds just
// one.
class EchoingTarget {
 public:
  explicit EchoingTarget(const std::vector<std::string>& secrets) {
    for (const std::string& secret : secrets) {
      for (const Echo& echo : echoes_of(secret)) all_.push_back(echo);
    }
    // Where there is one answer for each echo, the secrets take turns.
    const std::size_t kinds = all_.size() / secrets.size();
    for (std::size_t i = 0; i < kinds; ++i) {
      const Echo& echo = all_[(i % secrets.size()) * kinds + i];
      if (!echo.has_line_feed) alone_.push_back(echo);
    }
  }

  const std::vector<Echo>& echoes() const { return all_; }

  std::string contract() const {
    json properties = json::object();
    json fields = json::object();
    for (std::size_t i = 0; i < all_.size(); ++i) {
      const std::string number = std::to_string(i);
      properties["long" + number] = {{"type", "string"}, {"maxLength", 1}};
      properties["number" + number] = {{"type", "integer"}};
      if (!all_[i].has_line_feed)
        fields["X-Echo-" + number] = {{"schema", {{"type", "string"}, {"maxLength", 1}}}};
    }
    json paths = json::object();
    const json content = {
        {"application/json", {{"schema", {{"type", "object"}, {"properties", properties}}}}}};
    paths["/all"]["get"] =
        operation("all", {{"description", "d"}, {"content", content}, {"headers", fields}});
    const json plain = {{"application/json", {{"schema", {{"type", "object"}}}}}};
    for (const char* place : kPlaces) {
      for (std::size_t i = 0; i < alone_.size(); ++i) {
        const std::string number = std::to_string(i);
        paths["/" + std::string(place) + "/" + number]["get"] =
            operation(place + number, {{"description", "d"}, {"content", plain}});
      }
    }
    const json key = {{"type", "apiKey"}, {"in", "query"}, {"name", "key"}};
    const json session = {{"type", "apiKey"}, {"in", "cookie"}, {"name", "session"}};
    const json oauth = {{"type", "oauth2"}, {"flows", {{"clientCredentials", {{"tokenUrl", "/token"}}}}}};
    return json{{"openapi", "3.1.0"},
                {"info", {{"title", "Echo"}, {"version", "1"}}},
                {"paths", paths},
                {"components", {{"securitySchemes", {{"key", key}, {"session", session}, {"oauth", oauth}}}}}}
        .dump();
  }

  RawAnswer answer(const std::string& request) const {
    const std::size_t blank = request.find(' ');
    std::string path = request.substr(blank + 1, request.find_first_of(" ?", blank + 1) - blank - 1);
    if (path == "/all") return everything();
    if (path == "/token") {
      return plain_answer(json{{"access_token", kToken}, {"data", {{"token", kToken}}}}.dump(),
                          "Content-Type: application/json\r\n");
    }
    const std::size_t slash = path.find('/', 1);
    if (slash == path.npos) return plain_answer("", "", "404 Not Found");
    const std::string place = path.substr(1, slash - 1);
    const std::string& text = alone_.at(std::stoul(path.substr(slash + 1))).text;
    const std::string type = "Content-Type: application/json\r\n";
    if (place == "reason") return plain_answer("{}", type, "200 " + text);
    if (place == "location") return plain_answer("", "Location: /x?y=" + text + "\r\n", "302 Found");
    if (place == "challenge")
      return plain_answer("", "WWW-Authenticate: Basic realm=\"" + text + "\"\r\n", "401 Unauthorized");
    if (place == "coding") return plain_answer("{}", type + "Content-Encoding: " + text + "\r\n");
    return plain_answer("{}", "Content-Type: " + text + "\r\n");
  }

 private:
  static constexpr const char* kPlaces[] = {"reason", "location", "challenge", "coding", "type"};

  static json operation(const std::string& id, const json& response) {
    const json schema = {{"type", "string"}};
    const auto parameter = [&](const char* in, const char* name, const json& of) {
      return json{{"in", in}, {"name", name}, {"schema", of}};
    };
    return {
        {"operationId", id},
        {"security",
         {{{"key", json::array()}, {"session", json::array()}}, {{"oauth", json::array()}}, json::object()}},
        {"parameters",
         {parameter("query", "api_token", schema),
          json{{"in", "header"}, {"name", "client_secret"}, {"schema", {{"type", "object"}}}}}},
        {"responses", {{"200", response}}}};
  }

  RawAnswer everything() const {
    json body = json::object();
    std::string fields = "Content-Type: application/json\r\n";
    for (std::size_t i = 0; i < all_.size(); ++i) {
      const std::string number = std::to_string(i);
      body["long" + number] = all_[i].text;
      body["number" + number] = all_[i].text;
      body["extra " + number + " " + all_[i].text] = true;
      if (!all_[i].has_line_feed) fields += "X-Echo-" + number + ": " + all_[i].text + "\r\n";
    }
    return plain_answer(body.dump(-1, ' ', false, json::error_handler_t::replace), fields);
  }

  std::vector<Echo> all_;
  std::vector<Echo> alone_;
};

// Finds any eight bytes in a row of what must not be seen, whatever their case. A window of eight bytes is
// looked up as one number: outputs have many megabytes.
class Search {
 public:
  void add(const std::string& text, const std::string& what) {
    const std::string wanted = ascii_lower(text);
    std::uint64_t window = 0;
    for (std::size_t at = 0; at < wanted.size(); ++at) {
      window = window << 8 | static_cast<unsigned char>(wanted[at]);
      if (at + 1 < kWindow) continue;
      windows_.emplace(window, what);
      last_two_.set(window & 0xFFFF);
    }
  }

  // What is found, each with its surroundings; at most a few.
  std::vector<std::string> in(const std::string& sink) const {
    std::vector<std::string> found;
    const std::string text = ascii_lower(sink);
    std::uint64_t window = 0;
    std::size_t from = kWindow - 1;  // the first place where a window may end
    for (std::size_t at = 0; at < text.size() && found.size() < 5; ++at) {
      window = window << 8 | static_cast<unsigned char>(text[at]);
      if (at < from || !last_two_.test(window & 0xFFFF)) continue;
      const auto wanted = windows_.find(window);
      if (wanted == windows_.end()) continue;
      const std::size_t begin = at + 1 - kWindow;
      found.push_back(wanted->second + ": …" + text.substr(begin > 60 ? begin - 60 : 0, 160) + "…");
      from = at + 400;
    }
    return found;
  }

 private:
  static constexpr std::size_t kWindow = sizeof(std::uint64_t);
  std::unordered_map<std::uint64_t, std::string> windows_;
  std::bitset<0x10000> last_two_;  // of the windows; most places of a text are passed by it
};

std::string unescaped_xml(std::string_view text) {
  static const std::pair<std::string_view, char> kReferences[] = {
      {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}, {"&apos;", '\''}, {"&amp;", '&'}};
  std::string read;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = std::min(text.find('&', at), text.size());
    read += text.substr(at, next - at);
    at = next;
    if (at == text.size()) break;
    const auto* const reference =
        std::find_if(std::begin(kReferences), std::end(kReferences),
                     [&](const auto& known) { return text.substr(at).starts_with(known.first); });
    read += reference == std::end(kReferences) ? text[at] : reference->second;
    at += reference == std::end(kReferences) ? 1 : reference->first.size();
  }
  return read;
}

void gather(const json& value, std::string& text) {
  if (value.is_string()) text += value.get<std::string>() + "\n";
  if (!value.is_structured()) return;
  for (const auto& [name, member] : value.items()) {
    text += name + "\n";
    gather(member, text);
  }
}

// Every text that a run wrote, as it is and as who reads it gets it.
std::map<std::string, std::string> sinks_of(const Finished& finished, const ScratchFolder& folder) {
  std::map<std::string, std::string> sinks = {{"stdout", finished.output}, {"stderr", finished.errors}};
  for (const char* name :
       {"report.xml", "report.html", "report.json", "report.har", "gtest.xml", "gtest.json"}) {
    const Result<std::string> text = read_file(folder.file(name));
    if (!text) continue;
    sinks[name] = *text;
    if (std::string_view(name).ends_with("json") || std::string_view(name).ends_with("har")) {
      gather(json::parse(*text), sinks[std::string(name) + ", read"]);
    } else {
      sinks[std::string(name) + ", read"] = unescaped_xml(*text);
    }
  }
  std::error_code none;
  for (const auto& file : std::filesystem::directory_iterator(folder.file("allure"), none)) {
    const std::string text = *read_file(file.path());
    sinks["allure"] += text;
    if (file.path().extension() == ".json") gather(json::parse(text), sinks["allure, read"]);
  }
  return sinks;
}

Finished run_avouch(const Way& way, const RawServer& target, const ScratchFolder& folder,
                    const std::vector<std::string>& more) {
  std::vector<std::string> arguments = {AVOUCH_BINARY_DIR "/avouch", "run", "contract.json", "-t",
                                        filled(way.target, target)};
  for (const std::string& argument : way.arguments) arguments.push_back(filled(argument, target));
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run_process(arguments, folder.path(), way.environment);
}

class GivenSecrets : public testing::TestWithParam<Way> {};

TEST_P(GivenSecrets, AreNowhereToBeRead) {
  const Way& way = GetParam();
  const EchoingTarget echoing(way.secrets);
  const RawServer target([&](const std::string& request) { return echoing.answer(request); });
  const ScratchFolder folder;
  ASSERT_TRUE(write_file(folder.file("contract.json"), echoing.contract()));
  for (const auto& [name, text] : way.files) ASSERT_TRUE(write_file(folder.file(name), text));
  Search search;
  for (const Echo& echo : echoing.echoes()) search.add(echo.secret, echo.name);

  std::vector<std::string> more = {"-v",
                                   "--exclude",
                                   "*/drift/headers",
                                   "--exclude",
                                   "*/security/*",
                                   "--report-junit",
                                   "report.xml",
                                   "--report-html",
                                   "report.html",
                                   "--report-json",
                                   "report.json",
                                   "--report-har",
                                   "report.har",
                                   "--report-allure",
                                   "allure",
                                   "--gtest_color=yes",
                                   "--gtest_output=xml:gtest.xml"};
  if (!way.everywhere) more.insert(more.end(), {"--include-operation-id", "all"});
  const Finished finished = run_avouch(way, target, folder, more);
  EXPECT_EQ(finished.exit_code, 1) << finished.errors;
  for (const auto& [sink, text] : sinks_of(finished, folder)) {
    for (const std::string& found : search.in(text)) ADD_FAILURE() << "in " << sink << ", " << found;
    // The echoes were there to be seen: their clauses are violated.
    if (sink == "stderr") continue;
    if (!sink.starts_with("report.har")) {
      EXPECT_NE(text.find("all/200/body/long0/maxLength"), std::string::npos) << sink;
    }
    EXPECT_NE(text.find("$"), std::string::npos) << sink;
  }
  EXPECT_NE(finished.output.find("all/200/headers/X-Echo-0/value/maxLength"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Ways, GivenSecrets, testing::ValuesIn(ways()),
                         [](const testing::TestParamInfo<Way>& of) { return of.param.name; });

TEST(GivenSecretsQuietly, AreNowhereToBeRead) {
  const EchoingTarget echoing({kToken});
  const RawServer target([&](const std::string& request) { return echoing.answer(request); });
  const ScratchFolder folder;
  ASSERT_TRUE(write_file(folder.file("contract.json"), echoing.contract()));
  Search search;
  for (const Echo& echo : echoing.echoes()) search.add(echo.secret, echo.name);
  const Finished finished = run_avouch({"quietly", {}, {"-H", "Authorization: Bearer " + kToken}}, target,
                                       folder, {"-q", "--include", "all/*"});
  EXPECT_EQ(finished.exit_code, 1) << finished.errors;
  EXPECT_NE(finished.output.find("$AVOUCH_TOKEN"), std::string::npos);
  for (const std::string& text : {finished.output, finished.errors}) {
    for (const std::string& found : search.in(text)) ADD_FAILURE() << found;
  }
}

// The search itself: an encoding that nobody promises to find is found by it, in each sink.
TEST(SearchForSecrets, FindsALeak) {
  std::string reversed = kToken;
  std::reverse(reversed.begin(), reversed.end());
  const std::string contract =
      R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/all": {"get":
    {"operationId": "all", "responses": {"200": {"description": "d", "content": {"application/json": {"schema":
    {"properties": {"long0": {"maxLength": 1}}}}}}}}}}})";
  const RawServer target([&](const std::string&) {
    return plain_answer(json{{"long0", reversed}}.dump(), "Content-Type: application/json\r\n");
  });
  const ScratchFolder folder;
  ASSERT_TRUE(write_file(folder.file("contract.json"), contract));
  Search search;
  search.add(reversed, "reversed");
  const Way way{"bearer", {}, {"-H", "Authorization: Bearer " + kToken}};
  const Finished finished =
      run_avouch(way, target, folder,
                 {"--report-junit", "report.xml", "--report-html", "report.html", "--report-json",
                  "report.json", "--report-har", "report.har", "--report-allure", "allure",
                  "--gtest_output=xml:gtest.xml", "--gtest_color=no"});
  for (const auto& [sink, text] : sinks_of(finished, folder))
    EXPECT_EQ(search.in(text).empty(), sink == "stderr") << sink;
}

}  // namespace secrets_test
}  // namespace avouch
