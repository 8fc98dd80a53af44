// SPDX-License-Identifier: MIT
// What docs/ci.md tells people to type, and the step of action.yml, run as they stand there.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "contract/document/yaml.h"
#include "process.h"

namespace avouch {
namespace recipes_test {

// The contract that the recipes name.
constexpr const char* kApi = R"(openapi: 3.1.0
info: {title: Bookshop, version: 1.0.0}
security: [{bearer: []}]
components:
  securitySchemes: {bearer: {type: http, scheme: bearer}}
  schemas:
    Book:
      type: object
      required: [id, price]
      properties: {id: {type: string}, price: {type: number}}
paths:
  /books:
    get:
      operationId: listBooks
      responses:
        "200":
          description: the books
          content:
            application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Book'}}}
        "401": {description: no token}
    post:
      operationId: createBook
      requestBody:
        required: true
        content:
          application/json:
            schema: {type: object, required: [price], properties: {price: {type: number}}}
      responses:
        "201":
          description: the new book
          content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}
        "401": {description: no token}
  /books/{bookId}:
    parameters:
      - {name: bookId, in: path, required: true, schema: {type: string, pattern: '^b[0-9]+$'}, example: b1}
    get:
      operationId: getBook
      responses:
        "200":
          description: the book
          content:
            application/json: {schema: {$ref: '#/components/schemas/Book'}}
        "401": {description: no token}
        "404": {description: no such book}
    put:
      operationId: replaceBook
      requestBody:
        required: true
        content:
          application/json:
            schema: {type: object, required: [price], properties: {price: {type: number}}}
      responses:
        "200":
          description: the book
          content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}
        "401": {description: no token}
        "404": {description: no such book}
    delete:
      operationId: deleteBook
      responses:
        "204": {description: it is deleted}
        "401": {description: no token}
        "404": {description: no such book}
)";

struct Recipe {
  std::string heading;  // "Shards: CTest" below "## Shards"
  std::string script;
};

void PrintTo(const Recipe& shown, std::ostream* out) {
  *out << shown.heading << ": " << shown.script;
}

std::string source(const std::string& name) {
  const Result<std::string> text = read_file(AVOUCH_SOURCE_DIR "/" + name);
  if (!text) throw std::runtime_error(to_string(text.errors()));
  return *text;
}

// What CI servers run: the texts of these members, wherever they stand.
void gather_steps(const JsonValue& value, std::vector<std::string>& steps) {
  for (const JsonValue& item : value.items) gather_steps(item, steps);
  for (const auto& [name, member] : value.members) {
    // `command` of a container is the shell, and `args` is what it runs.
    const bool is_shell = name == "command" && member.is_array();
    const bool is_step =
        (name == "run" || name == "script" || name == "command" || name == "args") && !is_shell;
    if (is_step && member.is_string()) steps.push_back(member.text);
    if (is_step && member.is_array()) {
      std::string lines;
      for (const JsonValue& line : member.items) lines += line.text + "\n";
      steps.push_back(lines);
    }
    gather_steps(member, steps);
  }
}

// The steps `sh '…'` of a pipeline for Jenkins.
void gather_groovy(std::string_view text, std::vector<std::string>& steps) {
  constexpr std::string_view kStep = "sh '";
  for (std::size_t at = text.find(kStep); at != text.npos; at = text.find(kStep, at + 1)) {
    const std::size_t begin = at + kStep.size();
    steps.emplace_back(text.substr(begin, text.find('\'', begin) - begin));
  }
}

std::vector<std::string> steps_of(const std::string& language, const std::string& block) {
  std::vector<std::string> steps;
  if (language == "sh" || language == "cmake") steps.push_back(block);
  if (language == "groovy") gather_groovy(block, steps);
  if (language == "yaml") {
    const Result<Document> document = parse_yaml_document("docs/ci.md", block);
    if (!document) throw std::runtime_error(to_string(document.errors()) + block);
    gather_steps(document->root(), steps);
  }
  return steps;
}

std::vector<Recipe> recipes() {
  std::vector<Recipe> all;
  std::string section;
  std::string heading;
  std::string language;
  std::string block;
  bool is_inside = false;
  const std::string page = source("docs/ci.md");
  for (const std::string_view line : split(page, '\n')) {
    if (line.starts_with("```")) {
      if (is_inside) {
        for (std::string& step : steps_of(language, block)) all.push_back({heading, std::move(step)});
      }
      is_inside = !is_inside;
      language = line.substr(3);
      block.clear();
    } else if (is_inside) {
      block += std::string(line) + "\n";
    } else if (line.starts_with("## ")) {
      section = line.substr(3);
      heading = section;
    } else if (line.starts_with("### ")) {
      heading = section + ": " + std::string(line.substr(4));
    }
  }
  return all;
}

// What one shard does and what joins them is run together: see below.
bool is_of_a_shard(const Recipe& recipe) {
  return recipe.heading.find(": ") != recipe.heading.npos;
}

std::vector<Recipe> single_recipes() {
  std::vector<Recipe> all = recipes();
  std::erase_if(all, is_of_a_shard);
  return all;
}

// The step of the recipe below that heading with those words.
std::string step_with(const std::string& heading, std::string_view words) {
  for (const Recipe& recipe : recipes()) {
    if (recipe.heading == heading && recipe.script.find(words) != recipe.script.npos) return recipe.script;
  }
  throw std::runtime_error(heading + " has no step with " + std::string(words));
}

int free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{.sin_family = AF_INET, .sin_addr = {.s_addr = htonl(INADDR_LOOPBACK)}};
  socklen_t size = sizeof address;
  const bool is_bound = ::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
                        ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  ::close(socket);
  if (!is_bound) throw std::runtime_error("no free port");
  return ntohs(address.sin_port);
}

std::string path_with(const std::string& folder) {
  const char* path = std::getenv("PATH");
  return folder + ":" + (path == nullptr ? "/usr/bin:/bin" : path);
}

// A folder with the contract, and the API that a job judges.
class Job {
 public:
  explicit Job(const std::vector<std::string>& faults = {}) {
    std::ofstream(folder.file("api.yaml")) << kApi;
    std::vector<std::string> words = {
        AVOUCH_BINARY_DIR "/avouch", "mock", "api.yaml", "--port", "0", "--quiet"};
    for (const std::string& fault : faults) words.insert(words.end(), {"--fault", fault});
    api_ = std::make_unique<RunningProgram>(words, folder.path(),
                                            std::map<std::string, std::string>{{"AVOUCH_TOKEN", kToken}});
    environment = {{"API_URL", api_->first_line()},
                   {"API_TOKEN", kToken},
                   {"AVOUCH_TOKEN", kToken},
                   {"GITHUB_STEP_SUMMARY", folder.file("summary.md")},
                   {"PATH", path_with(AVOUCH_BINARY_DIR)}};
  }

  Finished run(const std::string& script) const {
    return run_process({"/bin/sh", "-euc", script}, folder.path(), environment);
  }

  static constexpr const char* kToken = "a-token-of-the-job";
  ScratchFolder folder;
  std::map<std::string, std::string> environment;

 private:
  std::unique_ptr<RunningProgram> api_;
};

class RecipeOf : public testing::TestWithParam<Recipe> {};

TEST_P(RecipeOf, WorksAsPrinted) {
  Job job;
  std::string script = GetParam().script;
  const std::string port = std::to_string(free_port());
  for (std::size_t at = script.find("4010"); at != script.npos; at = script.find("4010", at + port.size()))
    script.replace(at, 4, port);
  const Finished ran = job.run(script);
  EXPECT_EQ(ran.exit_code, 0) << ran.output << ran.errors;
  // Each report that it names is there.
  std::string_view before;
  for (const std::string_view line : split(script, '\n')) {
    for (const std::string_view word : split(line, ' ')) {
      if (before.starts_with("--report-") && before != "--report-github") {
        const std::string name(word);
        EXPECT_TRUE(file_exists(job.folder.file(name))) << name;
      }
      before = word;
    }
  }
  if (script.find("--report-github") != script.npos) {
    EXPECT_TRUE(file_exists(job.folder.file("summary.md")));
  }
}

INSTANTIATE_TEST_SUITE_P(Page, RecipeOf, testing::ValuesIn(single_recipes()),
                         [](const testing::TestParamInfo<Recipe>& of) {
                           std::string name;
                           for (const char c : of.param.heading) {
                             if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) name += c;
                           }
                           return name + std::to_string(of.index);
                         });

TEST(Recipes, AreThereForEachServer) {
  std::map<std::string, int> by_heading;
  for (const Recipe& recipe : recipes()) ++by_heading[recipe.heading];
  for (const char* heading :
       {"Any shell", "GitHub Actions", "GitLab", "Jenkins", "Azure Pipelines", "CircleCI", "Buildkite",
        "Check that the pipeline can fail", "Shards", "Shards: GitHub matrix", "Shards: GitLab parallel",
        "Shards: Jenkins matrix", "Shards: Kubernetes Indexed Job", "Shards: CTest", "Shards: Bazel"})
    EXPECT_GT(by_heading[heading], 0) << heading;
}

// A system that starts a step once per shard, with the variables that it sets for it.
struct ShardSystem {
  const char* heading;
  const char* index;
  const char* total;
  int first;  // index
};

void PrintTo(const ShardSystem& shown, std::ostream* out) {
  *out << shown.heading;
}

constexpr int kShards = 4;

class ShardsOf : public testing::TestWithParam<ShardSystem> {
 protected:
  // The exit codes of the shards.
  static std::vector<int> run_shards(Job& job) {
    const ShardSystem& system = GetParam();
    const std::string step = step_with(system.heading, "avouch run");
    job.environment[system.total] = std::to_string(kShards);
    std::vector<int> codes;
    for (int index = system.first; index < system.first + kShards; ++index) {
      job.environment[system.index] = std::to_string(index);
      const Finished ran = job.run(step);
      EXPECT_NE(ran.output.find("(" + std::string(system.index) + ")"), ran.output.npos) << ran.output;
      EXPECT_TRUE(file_exists(job.folder.file("shard-" + std::to_string(index) + ".json"))) << ran.errors;
      codes.push_back(ran.exit_code);
    }
    job.environment.erase(system.index);
    job.environment.erase(system.total);
    return codes;
  }

  static Finished merge(const Job& job) { return job.run(step_with(GetParam().heading, "avouch merge")); }
};

TEST_P(ShardsOf, GiveOneVerdict) {
  Job job;
  EXPECT_EQ(run_shards(job), std::vector<int>(kShards, 0));
  const Finished all = merge(job);
  EXPECT_EQ(all.exit_code, 0) << all.output << all.errors;
  EXPECT_TRUE(file_exists(job.folder.file("avouch.xml")) || file_exists(job.folder.file("avouch.html")));
  // Where the report of one got lost, nothing is proven.
  std::filesystem::remove(job.folder.file("shard-" + std::to_string(GetParam().first + 1) + ".json"));
  const Finished some = merge(job);
  EXPECT_EQ(some.exit_code, 4) << some.output << some.errors;
  EXPECT_NE(some.output.find("a shard is missing: 2 of 4"), some.output.npos) << some.output;
}

TEST_P(ShardsOf, FailTogether) {
  Job job({"getBook/200/body/price/type"});
  const std::vector<int> codes = run_shards(job);
  EXPECT_EQ(std::count(codes.begin(), codes.end(), 1), 1);
  EXPECT_EQ(std::count(codes.begin(), codes.end(), 0), kShards - 1);
  EXPECT_EQ(merge(job).exit_code, 1);
}

INSTANTIATE_TEST_SUITE_P(
    Page, ShardsOf,
    testing::Values(ShardSystem{"Shards: GitHub matrix", "GTEST_SHARD_INDEX", "GTEST_TOTAL_SHARDS", 0},
                    ShardSystem{"Shards: GitLab parallel", "CI_NODE_INDEX", "CI_NODE_TOTAL", 1},
                    ShardSystem{"Shards: Jenkins matrix", "GTEST_SHARD_INDEX", "GTEST_TOTAL_SHARDS", 0},
                    ShardSystem{"Shards: Kubernetes Indexed Job", "JOB_COMPLETION_INDEX", "JOB_COMPLETIONS",
                                0}),
    [](const testing::TestParamInfo<ShardSystem>& of) {
      std::string name;
      for (const char c : std::string_view(of.param.heading).substr(8)) {
        if (c != ' ') name += c;
      }
      return name;
    });

// The whole file as printed, configured and run.
TEST(Shards, AreTestsOfCTest) {
  for (const bool is_right : {true, false}) {
    const Job job(is_right ? std::vector<std::string>()
                           : std::vector{std::string("getBook/200/body/price/type")});
    if (job.run("command -v cmake ctest >/dev/null").exit_code != 0) GTEST_SKIP() << "there is no CTest";
    std::ofstream(job.folder.file("CMakeLists.txt")) << step_with("Shards: CTest", "enable_testing()");
    const Finished made = job.run("cmake -S . -B build && cd build && ctest -j 4 --output-on-failure");
    EXPECT_EQ(made.exit_code, is_right ? 0 : 8) << made.output << made.errors;
    const char* tally = is_right ? "0 tests failed out of 5" : "2 tests failed out of 5";
    EXPECT_NE(made.output.find(tally), made.output.npos) << made.output;
    EXPECT_TRUE(file_exists(job.folder.file("avouch.xml")));
  }
}

// A runner of tests with the protocol of Bazel: its variables, its folders, and the file by which a test says
// that it knows shards.
constexpr const char* kBazel = R"(#!/bin/sh
[ "$1 $2 $3" = "test //:api --nozip_undeclared_test_outputs" ] || exit 2
code=0
for index in 0 1 2 3; do
  logs=bazel-testlogs/api/shard_$((index + 1))_of_4
  mkdir -p "$logs/test.outputs"
  GTEST_TOTAL_SHARDS=4 GTEST_SHARD_INDEX=$index GTEST_SHARD_STATUS_FILE=$PWD/$logs/status     TEST_UNDECLARED_OUTPUTS_DIR=$PWD/$logs/test.outputs XML_OUTPUT_FILE=$PWD/$logs/test.xml     sh ./api_test.sh || code=3
  [ -f "$logs/status" ] && [ -f "$logs/test.xml" ] || { echo "shard_count, but the test knows no shards"; exit 1; }
done
exit $code
)";

TEST(Shards, AreThoseOfBazel) {
  for (const bool is_right : {true, false}) {
    Job job(is_right ? std::vector<std::string>() : std::vector{std::string("getBook/200/body/price/type")});
    std::ofstream(job.folder.file("bazel")) << kBazel;
    std::filesystem::permissions(job.folder.file("bazel"), std::filesystem::perms::owner_all);
    std::ofstream(job.folder.file("api_test.sh")) << step_with("Shards: Bazel", "avouch run");
    job.environment["PATH"] = job.folder.path() + ":" + job.environment["PATH"];
    const Finished ran = job.run(step_with("Shards: Bazel", "avouch merge"));
    EXPECT_EQ(ran.exit_code, is_right ? 0 : 1) << ran.output << ran.errors;
    EXPECT_EQ(ran.output.find("knows no shards"), ran.output.npos) << ran.output;
    EXPECT_EQ(ran.output.find("a shard failed") == ran.output.npos, is_right) << ran.output;
    EXPECT_TRUE(file_exists(job.folder.file("avouch.html")));
  }
}

class Action : public testing::Test {
 protected:
  // Runs the step as the runner of GitHub does.
  static Finished run(Job& job, std::map<std::string, std::string> inputs) {
    const std::string text = source("action.yml");
    const Result<Document> document = parse_yaml_document("action.yml", text);
    if (!document) throw std::runtime_error(to_string(document.errors()));
    std::vector<std::string> steps;
    gather_steps(document->root(), steps);
    if (steps.size() != 1) throw std::runtime_error("action.yml has not one step");
    for (const auto& [name, member] : document->root().find("inputs")->members) {
      std::string variable = "ACTION_";
      for (const char c : name) variable += static_cast<char>(c - 'a' + 'A');
      job.environment[variable] = inputs.contains(name) ? inputs[name] : member.find("default")->text;
      EXPECT_NE(text.find(variable + ": ${{ inputs." + name + " }}"), text.npos) << variable;
      inputs.erase(name);
    }
    EXPECT_TRUE(inputs.empty());
    job.environment["GITHUB_ACTION_PATH"] = AVOUCH_SOURCE_DIR;
    return job.run(steps.front());
  }
};

TEST_F(Action, LeavesReportsAnnotationsAndASummary) {
  Job job({"getBook/200/body/price/type"});
  const Finished ran = run(job, {{"contract", "api.yaml"},
                                 {"target", job.environment.at("API_URL")},
                                 {"arguments", "--wait\n60\n--exclude\ngetBook/200/drift/*\n"}});
  EXPECT_EQ(ran.exit_code, 1) << ran.output << ran.errors;
  EXPECT_TRUE(ran.output.starts_with("::error ") || ran.output.find("\n::error ") != ran.output.npos)
      << ran.output;
  for (const char* report : {"avouch.xml", "avouch.json", "avouch.html", "avouch.sarif"})
    EXPECT_TRUE(file_exists(job.folder.file("avouch-reports/" + std::string(report)))) << report;
  EXPECT_TRUE(file_exists(job.folder.file("summary.md")));
}

// Where the machine has no avouch, the image serves. No command line has a secret.
TEST_F(Action, RunsAnImageWithoutASecretOnTheCommandLine) {
  Job job;
  std::ofstream(job.folder.file("docker")) << "#!/bin/sh\nprintf '%s\\n' \"$@\"\n";
  std::filesystem::permissions(job.folder.file("docker"), std::filesystem::perms::owner_all);
  job.environment["PATH"] = job.folder.path() + ":/usr/bin:/bin";
  const Finished ran =
      run(job, {{"contract", "api.yaml"}, {"target", "http://api.example"}, {"image", "some/image"}});
  EXPECT_EQ(ran.exit_code, 0) << ran.errors;
  const std::string words = "\n" + ran.output;
  for (const char* word : {"run", "--env\nAVOUCH_TOKEN",
                           "some/image\nrun\napi.yaml\n--target\nhttp://api.example", "--report-github"})
    EXPECT_NE(words.find("\n" + std::string(word) + "\n"), words.npos) << word << words;
  EXPECT_EQ(words.find(Job::kToken), words.npos) << words;
}

}  // namespace recipes_test
}  // namespace avouch
