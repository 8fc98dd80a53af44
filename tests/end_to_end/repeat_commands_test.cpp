// SPDX-License-Identifier: MIT
// Pastes the printed repeat command into a shell with the secrets in its environment. It must send what the
// run sent, with keys that need encoding at every place.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "fixtures/raw_server.h"
#include "http/curl.h"
#include "process.h"

namespace avouch {
namespace repeat_commands_test {

using nlohmann::json;

const std::string kKey = "a+b/c==\"x";

struct Place {
  const char* name;
  std::vector<std::string> arguments;
  std::map<std::string, std::string> environment;  // for the shell
  std::string operation;
};

void PrintTo(const Place& shown, std::ostream* out) {
  *out << shown.name;
}

std::vector<Place> places() {
  const std::map<std::string, std::string> key = {{"AVOUCH_API_KEY", kKey}};
  return {
      {"header", {"--variable", "api_key=" + kKey}, key, "header"},
      {"own_header", {"-H", "X-Api-Key: " + kKey}, {{"AVOUCH_X_API_KEY", kKey}}, "plain"},
      {"query", {"--variable", "api_key=" + kKey}, key, "query"},
      {"query_before_others", {"--variable", "api_key=" + kKey, "--variable", "zone=b"}, key, "queries"},
      {"query_with_a_blank",
       {"--variable", "api_key=a b" + kKey},
       {{"AVOUCH_API_KEY", "a b" + kKey}},
       "query"},
      {"cookie", {"--variable", "api_key=" + kKey}, key, "cookie"},
      {"path", {"--variable", "api_key=" + kKey}, key, "path"},
      {"basic_password", {"--user", "AC1:" + kKey}, {{"AVOUCH_USER", "AC1:" + kKey}}, "basic"},
      {"form", {"--variable", "api_key=" + kKey, "--allow-writes=any"}, key, "form"},
      {"multipart", {"--variable", "api_key=" + kKey, "--allow-writes=any"}, key, "multipart"},
      {"json", {"--variable", "api_key=" + kKey, "--allow-writes=any"}, key, "json"},
      {"json_plain",
       {"--variable", "api_key=abcdef+/==", "--allow-writes=any"},
       {{"AVOUCH_API_KEY", "abcdef+/=="}},
       "json"},
      {"short", {"--variable", "api_key=+/"}, {{"AVOUCH_API_KEY", "+/"}}, "query"},
  };
}

json operation(const std::string& id) {
  return {{"operationId", id}, {"responses", {{"200", {{"description", "d"}}}}}};
}

std::string contract() {
  json paths;
  const auto with_parameter = [](const std::string& id, const char* in, const char* more = nullptr) {
    json made = operation(id);
    made["parameters"] = {
        {{"in", in}, {"name", "api_key"}, {"required", true}, {"schema", {{"type", "string"}}}}};
    if (more != nullptr)
      made["parameters"].push_back(
          {{"in", "query"}, {"name", more}, {"required", true}, {"schema", {{"type", "string"}}}});
    return made;
  };
  paths["/header"]["get"] = with_parameter("header", "header");
  paths["/plain"]["get"] = operation("plain");
  paths["/query"]["get"] = with_parameter("query", "query");
  paths["/queries"]["get"] = with_parameter("queries", "query", "zone");
  paths["/cookie"]["get"] = with_parameter("cookie", "cookie");
  paths["/path/{api_key}/x"]["get"] = with_parameter("path", "path");
  paths["/basic"]["get"] = operation("basic");
  paths["/basic"]["get"]["security"] = {{{"basic", json::array()}}};
  const json schema = {{"type", "object"},
                       {"required", {"amount", "api_key", "zone"}},
                       {"properties",
                        {{"amount", {{"type", "integer"}, {"const", 5}}},
                         {"api_key", {{"type", "string"}}},
                         {"zone", {{"const", "it's \"é\" & $HOME"}}}}}};
  const std::pair<const char*, const char*> bodies[] = {{"form", "application/x-www-form-urlencoded"},
                                                        {"multipart", "multipart/form-data"},
                                                        {"json", "application/json"}};
  for (const auto& [id, type] : bodies) {
    json& made = paths["/" + std::string(id)]["post"] = operation(id);
    made["requestBody"] = {{"required", true}, {"content", {{type, {{"schema", schema}}}}}};
  }
  return json{{"openapi", "3.1.0"},
              {"info", {{"title", "t"}, {"version", "1"}}},
              {"paths", paths},
              {"components", {{"securitySchemes", {{"basic", {{"type", "http"}, {"scheme", "basic"}}}}}}}}
      .dump();
}

// "%2f" as "%2F": curl writes them in lower case where it extends a query, which means the same (RFC 3986
// §6.2.2.1).
std::string with_upper_triplets(std::string text) {
  for (std::size_t at = text.find('%'); at != text.npos && at + 2 < text.size();
       at = text.find('%', at + 1)) {
    for (const std::size_t digit : {at + 1, at + 2}) {
      if (text[digit] >= 'a' && text[digit] <= 'f') text[digit] = static_cast<char>(text[digit] - 'a' + 'A');
    }
  }
  return text;
}

// The request line, the fields in no order and the content; without what a client says of itself.
std::vector<std::string> essence(const std::string& request) {
  const std::size_t head = request.find("\r\n\r\n");
  std::vector<std::string> lines;
  for (std::string_view line : split(std::string_view(request).substr(0, head), '\n')) {
    const std::string name = ascii_lower(line.substr(0, line.find(':')));
    if (name == "user-agent" || name == "accept-encoding" || name == "connection") continue;
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(with_upper_triplets(std::string(trim_ows(line))));
  }
  std::sort(lines.begin() + 1, lines.end());
  lines.push_back("content: " + request.substr(head + 4));
  return lines;
}

class Pasted : public testing::TestWithParam<Place> {};

TEST_P(Pasted, SendsWhatTheRunSent) {
  if (std::system("curl --version >/dev/null 2>&1 && jq --version >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "curl or jq is not installed";
  const Place& place = GetParam();
  const RawServer target([](const std::string&) { return plain_answer(""); });
  const ScratchFolder folder;
  ASSERT_TRUE(write_file(folder.file("contract.json"), contract()));
  std::vector<std::string> arguments = {AVOUCH_BINARY_DIR "/avouch",
                                        "run",
                                        "contract.json",
                                        "-t",
                                        target.url(),
                                        "--report-json",
                                        "report.json",
                                        "--include",
                                        place.operation + "/200/status"};
  arguments.insert(arguments.end(), place.arguments.begin(), place.arguments.end());
  const Finished finished = run_process(arguments, folder.path());
  ASSERT_EQ(finished.exit_code, 0) << finished.output << finished.errors;
  const std::vector<std::string> sent = target.requests();
  const json report = json::parse(*read_file(folder.file("report.json")));

  const json& exchanges = report.at("exchanges");
  ASSERT_EQ(exchanges.size(), sent.size());
  ASSERT_GE(sent.size(), 1U);
  std::vector<std::vector<std::string>> wanted;
  for (const std::string& request : sent) wanted.push_back(essence(request));
  for (const json& exchange : exchanges) {
    const std::string command = exchange.at("reproduce").get<std::string>();
    EXPECT_FALSE(command.starts_with(http::kNotWhole)) << command;
    EXPECT_EQ(command.find("b/c"), std::string::npos) << command;
    EXPECT_EQ(command.find("b%2Fc"), std::string::npos) << command;
    const std::size_t before = target.requests().size();
    const Finished pasted = run_process({"/bin/sh", "-c", command}, folder.path(), place.environment);
    EXPECT_EQ(pasted.exit_code, 0) << command << pasted.errors;
    ASSERT_EQ(target.requests().size(), before + 1) << command;
    const std::vector<std::string> came = essence(target.requests().back());
    EXPECT_NE(std::find(wanted.begin(), wanted.end(), came), wanted.end())
        << command << "\ncame " << join(came, "\n") << "\nsent " << join(wanted.front(), "\n");
  }
}

INSTANTIATE_TEST_SUITE_P(Places, Pasted, testing::ValuesIn(places()),
                         [](const testing::TestParamInfo<Place>& of) { return std::string(of.param.name); });

}  // namespace repeat_commands_test
}  // namespace avouch
