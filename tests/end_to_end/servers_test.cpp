// SPDX-License-Identifier: MIT
// A document with operations at several servers: which target receives which request.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/file.h"
#include "contract/load.h"
#include "http/syntax.h"
#include "mock/mock.h"
#include "process.h"

namespace avouch {
namespace servers_test {

constexpr const char* kProgram = AVOUCH_BINARY_DIR "/avouch";
constexpr const char* kDocument = R"(
openapi: 3.1.0
info: {title: Servers, version: '1'}
servers: [{url: https://api.example.com/v1}]
security: [{basic: []}]
paths:
  /here: {get: {operationId: Here, responses: {'200': {description: d}}}}
  /next/{id}:
    servers: [{url: https://api.example.com/v2/}]
    parameters: [{name: id, in: path, required: true, schema: {const: x}}]
    get: {operationId: Next, responses: {'200': {description: d}}}
  /there:
    get: {operationId: There, servers: [{url: https://files.example.com/}], responses: {'200': {description: d}}}
components: {securitySchemes: {basic: {type: http, scheme: basic}}}
)";

using Names = std::set<std::string>;

// The document's mock, with a user of its own.
std::unique_ptr<MockServer> mock(const std::string& user) {
  const Result<Contract> contract = load_contract("api.yaml", {}, {{"api.yaml", kDocument}});
  if (!contract) throw std::runtime_error(to_string(contract.errors()));
  Result<std::unique_ptr<MockServer>> started = MockServer::start(*contract, {.user = user});
  if (!started) throw std::runtime_error(to_string(started.errors()));
  return *std::move(started);
}

// The paths that were asked for, or "none".
std::string paths(const MockServer& server) {
  Names paths;
  for (const http::Request& request : server.requests()) paths.insert(request.target);
  std::string text;
  for (const std::string& path : paths) text += (text.empty() ? "" : " ") + path;
  return text.empty() ? "none" : text;
}

struct Reported {
  std::map<std::string, std::string> statuses;  // of each operation's 200/status: its outcome, or why not
  std::string text;
};

Reported reported(const std::string& file) {
  const Result<std::string> text = read_file(file);
  if (!text) throw std::runtime_error(to_string(text.errors()));
  Reported found{.text = *text};
  const nlohmann::json document = nlohmann::json::parse(*text);
  for (const nlohmann::json& clause : document.at("clauses")) {
    const std::string coordinate = clause.at("coordinate").get<std::string>();
    const std::size_t end = coordinate.find("/200/status");
    if (end == coordinate.npos) continue;
    const std::string outcome = clause.at("outcome").get<std::string>();
    found.statuses[coordinate.substr(0, end)] =
        outcome == "unexercised" ? clause.at("reason").get<std::string>() : outcome;
  }
  return found;
}

struct Case {
  const char* name;
  std::vector<std::string> arguments;  // {api} and {files} are the two mocks, without a scheme
  std::string api;                     // which paths were asked for there
  std::string files;
  std::string next;  // what became of the operation
  std::string there;
  std::string configuration = "";  // avouch.toml
  std::string said = "";           // in the output
};

void PrintTo(const Case& shown, std::ostream* out) {
  *out << shown.name;
}

std::string filled(std::string text, const MockServer& api, const MockServer& files) {
  const std::map<std::string, std::string> holes = {{"{api}", api.url().substr(7)},
                                                    {"{files}", files.url().substr(7)}};
  for (const auto& [hole, value] : holes) {
    for (std::size_t at = text.find(hole); at != text.npos; at = text.find(hole))
      text.replace(at, hole.size(), value);
  }
  return text;
}

void write(const std::string& file, const std::string& text) {
  std::ofstream(file) << text;
}

class Servers : public testing::TestWithParam<Case> {};

TEST_P(Servers, AreAsked) {
  const Case& given = GetParam();
  const std::unique_ptr<MockServer> api = mock("AC1:api-secret");
  const std::unique_ptr<MockServer> files = mock("AC2:files-secret");
  const ScratchFolder folder;
  write(folder.file("api.yaml"), kDocument);
  if (!given.configuration.empty())
    write(folder.file("avouch.toml"), filled(given.configuration, *api, *files));
  std::vector<std::string> arguments = {kProgram, "run",           "api.yaml",
                                        "-v",     "--report-json", folder.file("report.json")};
  for (const std::string& argument : given.arguments) arguments.push_back(filled(argument, *api, *files));
  const Finished run = run_process(arguments, folder.path());
  SCOPED_TRACE("stdout:\n" + run.output + "stderr:\n" + run.errors);
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_EQ(paths(*api), given.api);
  EXPECT_EQ(paths(*files), given.files);
  const Reported found = reported(folder.file("report.json"));
  EXPECT_EQ(found.statuses.at("Here"), "holds");
  EXPECT_EQ(found.statuses.at("Next"), given.next);
  EXPECT_EQ(found.statuses.at("There"), given.there);
  EXPECT_NE(run.output.find(filled(given.said, *api, *files)), std::string::npos) << given.said;
  for (const char* secret : {"api-secret", "files-secret"}) {
    EXPECT_EQ((found.text + run.output + run.errors).find(secret), std::string::npos) << secret;
  }
}

const std::string kNotThere =
    "its operation is documented at another server: --server https://files.example.com=URL sets its address";

INSTANTIATE_TEST_SUITE_P(
    Of, Servers,
    testing::Values(
        Case{"TheTarget",
             {"-t", "http://AC1:api-secret@{api}/v1"},
             "/v1/here /v2/next/x",
             "none",
             "holds",
             kNotThere,
             "",
             "1 operation is documented at another server and tested at http://{api}/v2"},
        Case{"ATargetWithoutThePath",
             {"-t", "http://AC1:api-secret@{api}"},
             "/here",
             "none",
             "its operation is documented below /v2, and the target has no /v1 beside which it could be: "
             "--server https://api.example.com/v2=URL sets its address",
             kNotThere},
        Case{"ANamedOne",
             {"-t", "http://AC1:api-secret@{api}/v1", "--server",
              "https://files.example.com/=http://AC2:files-secret@{files}"},
             "/v1/here /v2/next/x",
             "/there",
             "holds",
             "holds",
             "",
             "--user \"$AVOUCH_SERVER_1_USER\" 'http://{files}/there'"},
        Case{"ANamedPath",
             {"-t", "http://AC1:api-secret@{api}", "--server",
              "https://api.example.com/v2=http://AC2:files-secret@{files}/v2"},
             "/here",
             "/v2/next/x",
             "holds",
             kNotThere},
        Case{"AConfiguredOne",
             {},
             "/v1/here /v2/next/x",
             "/there",
             "holds",
             "holds",
             "target = \"http://AC1:api-secret@{api}/v1\"\n"
             "server = [\"https://files.example.com=http://AC2:files-secret@{files}\"]\n"},
        Case{"TheBundledMock", {}, "none", "none", "holds", "holds"},
        Case{"TheBundledMockAndANamedOne",
             {"--server", "https://files.example.com=http://AC2:files-secret@{files}"},
             "none",
             "/there",
             "holds",
             "holds"}),
    [](const testing::TestParamInfo<Case>& of) { return of.param.name; });

// Who is named without credentials gets none but those of --user.
TEST(Servers, GetNoCredentialsOfAnotherTarget) {
  const std::unique_ptr<MockServer> api = mock("AC1:api-secret");
  const std::unique_ptr<MockServer> files = mock("AC1:api-secret");
  const ScratchFolder folder;
  write(folder.file("api.yaml"), kDocument);
  run_process({kProgram, "run", "api.yaml", "-t", "http://AC1:api-secret@" + api->url().substr(7) + "/v1",
               "--server", "https://files.example.com=" + files->url()},
              folder.path());
  ASSERT_FALSE(files->requests().empty());
  for (const http::Request& request : files->requests()) {
    EXPECT_NE(http::combined(request.fields, "Authorization"), "Basic QUMxOmFwaS1zZWNyZXQ=");
  }
}

// Whose URL has credentials gets those, and none of the headers that carry others.
TEST(Servers, GetTheirOwnCredentialsAlone) {
  const std::unique_ptr<MockServer> api = mock("AC1:api-secret");
  const std::unique_ptr<MockServer> files = mock("AC2:files-secret");
  const ScratchFolder folder;
  write(folder.file("api.yaml"), kDocument);
  run_process({kProgram, "run", "api.yaml", "-t", api->url() + "/v1", "-H", "Authorization: Bearer api-token",
               "-H", "X-Trace: 1", "--server",
               "https://files.example.com=http://AC2:files-secret@" + files->url().substr(7)},
              folder.path());
  bool is_authorized = false;
  ASSERT_FALSE(files->requests().empty());
  for (const http::Request& request : files->requests()) {
    const std::string sent = http::combined(request.fields, "Authorization").value_or("");
    EXPECT_EQ(sent.find("Bearer"), std::string::npos) << sent;
    is_authorized |= sent == http::basic_authorization("AC2", "files-secret");
    EXPECT_TRUE(request.method == "OPTIONS" || http::contains(request.fields, "X-Trace"));
  }
  EXPECT_TRUE(is_authorized);
}

TEST(Servers, AreAllServedByTheMockWithTheFlagsThatItNames) {
  const ScratchFolder folder;
  write(folder.file("api.yaml"), kDocument);
  RunningProgram mock({kProgram, "mock", "api.yaml", "--port", "0"}, folder.path());
  const std::string url = mock.first_line();
  const std::vector<std::string> flags = {"-t", url + "/v1", "--server", "https://files.example.com=" + url};
  std::vector<std::string> arguments = {kProgram, "run", "api.yaml", "--report-json",
                                        folder.file("report.json")};
  arguments.insert(arguments.end(), flags.begin(), flags.end());
  const Finished run = run_process(arguments, folder.path(), {{"AVOUCH_USER", kMockUser}});
  EXPECT_EQ(run.exit_code, 0) << run.output;
  for (const auto& [operation, outcome] : reported(folder.file("report.json")).statuses)
    EXPECT_EQ(outcome, "holds") << operation;
  const std::string said =
      "operations are documented at several servers; to judge all: avouch run api.yaml " + flags[0] + " " +
      flags[1] + " " + flags[2] + " " + flags[3] + "\n";
  EXPECT_NE(mock.stop().errors.find(said), std::string::npos) << said;
}

}  // namespace servers_test
}  // namespace avouch
