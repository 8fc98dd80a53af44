// SPDX-License-Identifier: MIT
// A gate over an API with known faults, as a team switches it on: red, baseline, green, something new, red.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/file.h"
#include "process.h"

namespace avouch {
namespace gate_test {

constexpr const char* kProgram = AVOUCH_BINARY_DIR "/avouch";

constexpr const char* kPrice = "GetThing/200/body/price/type";
constexpr const char* kName = "GetThing/200/body/name/type";

constexpr const char* kApi = R"({
  "openapi": "3.1.0",
  "info": {"title": "A shop", "version": "1"},
  "paths": {"/thing": {"get": {
    "operationId": "GetThing",
    "responses": {"200": {"description": "d", "content": {"application/json": {
      "schema": {"type": "object", "properties": {"price": {"type": "number"}, "name": {"type": "string"}}},
      "example": {"price": 12.5, "name": "hammer"}
    }}}}
  }}}
})";

// A folder with the contract, and a mock of it for each state of the API.
class Gate : public testing::Test {
 public:
  Gate() { write("api.json", kApi); }

  void write(const std::string& name, const std::string& text) {
    if (const Result<void> written = write_file(folder_.file(name), text); !written)
      throw std::runtime_error(to_string(written.errors()));
  }

  std::string read(const std::string& name) {
    const Result<std::string> text = read_file(folder_.file(name));
    if (!text) throw std::runtime_error(to_string(text.errors()));
    return *text;
  }

  // Judges a mock that breaks the clauses.
  Finished run(const std::vector<std::string>& broken, const std::vector<std::string>& more = {}) {
    std::vector<std::string> words = {kProgram, "mock", "api.json", "--port", "0"};
    for (const std::string& clause : broken) words.insert(words.end(), {"--fault", clause});
    RunningProgram mock(words, folder_.path());
    words = {kProgram, "run", "api.json", "-t", mock.first_line()};
    words.insert(words.end(), more.begin(), more.end());
    return run_process(words, folder_.path());
  }

  Finished avouch(std::vector<std::string> words) {
    words.insert(words.begin(), kProgram);
    return run_process(words, folder_.path());
  }

  const ScratchFolder& folder() const { return folder_; }

  static std::string waiver(const std::string& clause, const std::string& more = "") {
    return "waivers:\n  - clause: " + clause + "\n    reason: until the importer is replaced\n" + more;
  }

 private:
  ScratchFolder folder_;
};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != text.npos;
}

TEST_F(Gate, IsRedThenGreenThenRedAtWhatIsNew) {
  const Finished first =
      run({kPrice}, {"--write-baseline", "avouch.waivers.yaml", "--report-json", "r.json"});
  EXPECT_EQ(first.exit_code, 1) << first.output;

  const Finished green = run({kPrice}, {"--fail-on", "new", "--report-junit", "junit.xml", "--report-json",
                                        "green.json", "--strict", "waivers"});
  EXPECT_EQ(green.exit_code, 0) << green.output << green.errors;
  EXPECT_TRUE(contains(green.output, "waived: 1 clause\n~ 1 known: baseline of 20")) << green.output;
  EXPECT_TRUE(contains(green.output, "; 1 known violation is waived.")) << green.output;
  EXPECT_TRUE(contains(read("junit.xml"), "<skipped message=\"waived: baseline of 20")) << read("junit.xml");
  EXPECT_FALSE(contains(read("junit.xml"), "<failure")) << read("junit.xml");
  const nlohmann::json report = nlohmann::json::parse(read("green.json"));
  EXPECT_EQ(report.at("tally").at("waived"), 1);
  EXPECT_EQ(report.at("run").at("waivers").at(0).at("state"), "used");

  const Finished red = run({kPrice, kName}, {"--fail-on", "new", "-q"});
  EXPECT_EQ(red.exit_code, 1) << red.output;
  EXPECT_TRUE(contains(red.output, kName)) << red.output;
  EXPECT_FALSE(contains(red.output, kPrice)) << red.output;

  const Finished repaired = run({}, {"--fail-on", "new"});
  EXPECT_EQ(repaired.exit_code, 0) << repaired.output;
  EXPECT_TRUE(contains(repaired.output, "is stale: its clause")) << repaired.output;
  EXPECT_EQ(run({}, {"--strict", "waivers"}).exit_code, 1);
}

TEST_F(Gate, HasTheSameBaselineFromAReport) {
  run({kPrice}, {"--write-baseline", "a.yaml", "--report-json", "r.json"});
  const Finished printed = avouch({"baseline", "r.json"});
  EXPECT_EQ(printed.exit_code, 0) << printed.errors;
  EXPECT_EQ(printed.output, read("a.yaml"));
  const Finished written = avouch({"baseline", "r.json", "-o", "b.yaml"});
  EXPECT_EQ(written.output, "wrote 1 known failure and 10 exercised clauses to b.yaml\n");
  EXPECT_EQ(read("b.yaml"), read("a.yaml"));
}

// A name that is mistyped must not cost the contract.
TEST_F(Gate, WritesNoBaselineOverAnythingElse) {
  run({kPrice}, {"--report-json", "r.json"});
  write("other.yaml", "openapi: 3.1.0\n");
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"baseline", "r.json", "-o", "other.yaml"},
        std::vector<std::string>{"merge", "r.json", "--write-baseline", "other.yaml", "-q"}}) {
    const Finished refused = avouch(words);
    EXPECT_EQ(refused.exit_code, 2) << refused.output;
    EXPECT_TRUE(contains(refused.errors, "is no list of known failures, and would be overwritten"))
        << refused.errors;
  }
  EXPECT_EQ(run({kPrice}, {"--write-baseline", "other.yaml"}).exit_code, 2);
  EXPECT_EQ(read("other.yaml"), "openapi: 3.1.0\n");
}

// A baseline of a part would lose what is known of the rest.
TEST_F(Gate, HasNoBaselineFromTheReportOfAPart) {
  run({}, {"--include", "*/price/*", "--report-json", "part.json"});
  const Finished part = avouch({"baseline", "part.json", "-o", "b.yaml"});
  EXPECT_EQ(part.exit_code, 2) << part.output;
  EXPECT_TRUE(contains(part.errors, "no baseline is written: the run judged only a part of the clauses"))
      << part.errors;
  EXPECT_EQ(avouch({"merge", "part.json", "--write-baseline", "b.yaml"}).exit_code, 2);
  EXPECT_FALSE(file_exists(folder().file("b.yaml")));
}

// The clauses have the same names and claims in both versions.
TEST_F(Gate, MergesNoReportsOfTwoVersionsOfAContract) {
  run({}, {"--report-json", "old.json"});
  std::string other = kApi;
  other.replace(other.find("hammer"), 6, "pliers");
  write("api.json", other);
  run({}, {"--report-json", "new.json"});
  EXPECT_EQ(avouch({"merge", "new.json", "new.json"}).exit_code, 0);
  const Finished merged = avouch({"merge", "old.json", "new.json"});
  EXPECT_EQ(merged.exit_code, 2) << merged.output;
  EXPECT_TRUE(contains(merged.errors, "the reports are of different versions of the contract \"api.json\""))
      << merged.errors;
}

TEST_F(Gate, KeepsTheReasonOfAKnownFailureInANewBaseline) {
  write("avouch.waivers.yaml", waiver(kPrice, "    owner: us\n"));
  run({kPrice, kName}, {"--write-baseline", "b.yaml"});
  const std::string text = read("b.yaml");
  EXPECT_TRUE(contains(text, "reason: \"until the importer is replaced\"\n    owner: \"us\"\n")) << text;
  EXPECT_TRUE(contains(text, "reason: \"baseline of 20")) << text;
}

TEST_F(Gate, FailsOnceAKnownFailureHasExpired) {
  write("avouch.waivers.yaml", waiver(kPrice, "    expires: 2020-12-31\n"));
  const Finished expired = run({kPrice});
  EXPECT_EQ(expired.exit_code, 1);
  EXPECT_TRUE(contains(expired.output, "2020-12-31: 1 violation counts again")) << expired.output;
  write("avouch.waivers.yaml", waiver(kPrice, "    expires: 2999-12-31\n"));
  EXPECT_EQ(run({kPrice}).exit_code, 0);
}

TEST_F(Gate, TakesNoOtherFindingForAKnownOne) {
  write("avouch.waivers.yaml", waiver(kPrice, "    message: a fault that is not this one\n"));
  EXPECT_EQ(run({kPrice}).exit_code, 1);
  write("avouch.waivers.yaml", waiver(kPrice, "    message: body /price\n"));
  EXPECT_EQ(run({kPrice}).exit_code, 0);
}

TEST_F(Gate, ReadsKnownFailuresFromTheSettings) {
  write("avouch.toml",
        std::string("[[waivers]]\nclause = \"GetThing/200/body/price/*\"\nreason = \"known\"\n") +
            "expires = 2999-12-31\n");
  const Finished known = run({kPrice});
  EXPECT_EQ(known.exit_code, 0) << known.output << known.errors;
  EXPECT_TRUE(contains(known.output, "~ 1 known: known (until 2999-12-31)")) << known.output;
}

TEST_F(Gate, SaysWhichGlobsMatchNothing) {
  const Finished run_of_some = run({}, {"--include", "*/price/*", "--include", "*/prize/*", "--exclude",
                                        "Get/*", "--exclude", "*/name/*"});
  EXPECT_EQ(run_of_some.exit_code, 0) << run_of_some.output;
  EXPECT_TRUE(contains(run_of_some.output,
                       "note: --include \"*/prize/*\" matches no clause of the contract\n"
                       "note: --exclude \"Get/*\" matches no clause of the contract\n"))
      << run_of_some.output;
}

TEST_F(Gate, SaysNothingOfStaleOnAFilteredRun) {
  write("avouch.waivers.yaml", waiver(kPrice));
  for (const char* filter : {"--include=*/name/*", "--gtest_filter=*/name/*"}) {
    const Finished part = run({}, {filter, "--strict", "waivers"});
    EXPECT_EQ(part.exit_code, 0) << part.output;
    EXPECT_TRUE(contains(part.output, "is not judged")) << part.output;
  }
}

TEST_F(Gate, ComparesTwoRuns) {
  run({}, {"--report-json", "old.json"});
  run({kPrice}, {"--report-json", "new.json"});
  const Finished worse = avouch({"diff", "old.json", "new.json"});
  EXPECT_EQ(worse.exit_code, 1) << worse.errors;
  EXPECT_TRUE(contains(worse.output, std::string("newly violated: 1 clause\n  ") + kPrice + "\n"))
      << worse.output;
  const Finished better = avouch({"diff", "new.json", "old.json"});
  EXPECT_EQ(better.exit_code, 0) << better.errors;
  EXPECT_TRUE(contains(better.output, std::string("newly holding: 1 clause\n  ") + kPrice + "\n"));
  EXPECT_EQ(avouch({"diff", "old.json", "old.json"}).output, "✓ no clause differs\n");
  EXPECT_EQ(avouch({"diff", "old.json"}).exit_code, 2);
}

TEST_F(Gate, RepeatsWhatFailedLast) {
  run({kPrice}, {"--report-json", "old.json"});
  const Finished again = run({kPrice, kName}, {"--failed-in", "old.json"});
  EXPECT_EQ(again.exit_code, 1) << again.output << again.errors;
  EXPECT_TRUE(contains(again.output, "✗ 1 clause: 1 violated")) << again.output;
  const Finished repaired = run({}, {"--failed-in", "old.json", "--report-json", "now.json"});
  EXPECT_EQ(repaired.exit_code, 0) << repaired.output;
  const Finished nothing = run({}, {"--failed-in", "now.json"});
  EXPECT_EQ(nothing.exit_code, 4);
  EXPECT_EQ(nothing.errors, "no clause failed in now.json, so none is repeated\n");
}

TEST_F(Gate, MergesShardsIntoTheWholeRun) {
  run({kPrice}, {"--report-json", "whole.json"});
  run({kPrice}, {"--include", "*/price/*", "--report-json", "a.json"});
  run({kPrice}, {"--exclude", "*/price/*", "--report-json", "b.json"});
  const Finished merged = avouch({"merge", "a.json", "b.json", "--report-json", "-", "-q"});
  EXPECT_EQ(merged.exit_code, 1) << merged.errors;
  const nlohmann::json one = nlohmann::json::parse(merged.output);
  EXPECT_EQ(one.at("tally"), nlohmann::json::parse(read("whole.json")).at("tally"));
  EXPECT_TRUE(contains(merged.errors, "✗ 10 clauses: 9 hold, 1 violated")) << merged.errors;
  EXPECT_EQ(avouch({"merge", "b.json", "--min-exercised", "100%", "-q"}).exit_code, 0);
  const Finished covered = avouch({"coverage", "a.json", "b.json"});
  EXPECT_EQ(covered.exit_code, 0);
  EXPECT_TRUE(contains(covered.output, "all clauses           100 %       10       10         1         ·\n"))
      << covered.output;
}

// Two operations that depend on nothing, so that there are two stories to cut.
constexpr const char* kTwoStories = R"({
  "openapi": "3.1.0",
  "info": {"title": "Two", "version": "1"},
  "paths": {
    "/a": {"get": {"operationId": "GetA", "responses": {"200": {"description": "d", "content": {"application/json": {
      "schema": {"type": "object", "properties": {"x": {"type": "string"}}}, "example": {"x": "1"}}}}}}},
    "/b": {"get": {"operationId": "GetB", "responses": {"200": {"description": "d", "content": {"application/json": {
      "schema": {"type": "object", "properties": {"y": {"type": "string"}}}, "example": {"y": "1"}}}}}}}
  }
})";

TEST_F(Gate, CutsShardsAsTheSystemSays) {
  write("api.json", kTwoStories);
  RunningProgram mock({kProgram, "mock", "api.json", "--port", "0"}, folder().path());
  const auto judged = [&](const std::string& report, const std::map<std::string, std::string>& environment,
                          const std::vector<std::string>& more = {}) {
    std::vector<std::string> words = {kProgram,          "run",           "api.json", "-t",
                                      mock.first_line(), "--report-json", report};
    words.insert(words.end(), more.begin(), more.end());
    return run_process(words, folder().path(), environment);
  };
  EXPECT_EQ(judged("whole.json", {}).exit_code, 0);
  const std::vector<std::string> weights = {"--shard-weights", "whole.json"};
  const Finished first = judged("1.json", {{"JOB_COMPLETION_INDEX", "0"}, {"JOB_COMPLETIONS", "2"}}, weights);
  EXPECT_EQ(first.exit_code, 0) << first.output << first.errors;
  EXPECT_TRUE(contains(first.output, "note: shard 1 of 2 (JOB_COMPLETION_INDEX): ")) << first.output;
  EXPECT_EQ(judged("2.json", {{"CI_NODE_INDEX", "2"}, {"CI_NODE_TOTAL", "2"}}, weights).exit_code, 0);
  EXPECT_EQ(nlohmann::json::parse(read("1.json")).at("run").at("shard").at("index"), 0);

  const Finished merged =
      avouch({"merge", "1.json", "2.json", "--report-json", "m.json", "--min-exercised", "1%"});
  EXPECT_EQ(merged.exit_code, 0) << merged.output << merged.errors;
  EXPECT_EQ(nlohmann::json::parse(read("m.json")).at("tally"),
            nlohmann::json::parse(read("whole.json")).at("tally"));
  EXPECT_FALSE(contains(merged.output, "note: shard")) << merged.output;
  const Finished half = avouch({"merge", "2.json"});
  EXPECT_EQ(half.exit_code, 4) << half.output;
  EXPECT_TRUE(contains(half.output, "a shard is missing: 1 of 2")) << half.output;

  const Finished idle = judged("3.json", {}, {"--shard", "3/3"});
  EXPECT_EQ(idle.exit_code, 0) << idle.output;
  EXPECT_TRUE(contains(idle.errors,
                       "shard 3 of 3 has no clauses: requests that depend on each other stay in one shard"))
      << idle.errors;
  const Finished bazel = judged("b.json", {{"GTEST_SHARD_INDEX", "1"}, {"GTEST_TOTAL_SHARDS", "2"}}, weights);
  EXPECT_EQ(bazel.exit_code, 0) << bazel.output << bazel.errors;
  EXPECT_EQ(nlohmann::json::parse(read("b.json")).at("tally"),
            nlohmann::json::parse(read("2.json")).at("tally"))
      << "GoogleTest does not cut what is left again";
}

TEST_F(Gate, ComparesTwoVersionsOfAContract) {
  std::string later = kApi;
  later.replace(later.find("\"price\": {\"type\": \"number\"}"), 27, "\"price\": {\"type\": \"string\"}");
  write("later.json", later);
  const Finished broken = avouch({"diff", "api.json", "later.json"});
  EXPECT_EQ(broken.exit_code, 1) << broken.output << broken.errors;
  EXPECT_TRUE(contains(broken.output,
                       "✗ GetThing: response 200 body application/json /price\n"
                       "    type: string may come now\n"))
      << broken.output;
  EXPECT_TRUE(contains(broken.output, "rule     response-type-loosened")) << broken.output;
  EXPECT_TRUE(contains(broken.output, "api.json:7 /paths/~1thing/get")) << broken.output;
  EXPECT_EQ(avouch({"diff", "api.json", "api.json"}).exit_code, 0);
  std::string vaguer = kApi;
  vaguer.replace(vaguer.find("\"name\": {\"type\": \"string\"}"), 26,
                 "\"name\": {\"type\": \"string\", \"format\": \"isbn\"}");
  write("vaguer.json", vaguer);
  EXPECT_EQ(avouch({"diff", "api.json", "vaguer.json"}).exit_code, 3);
  EXPECT_EQ(avouch({"diff", "api.json", "none.json"}).exit_code, 2);
}

// What a new user types, in this order, and how much of it is printed.
TEST_F(Gate, IsSwitchedOnInAFewSteps) {
  const std::size_t kScreen = 50;  // lines
  const Result<std::string> contract = read_file(AVOUCH_SOURCE_DIR "/docs/examples/bookshop/bookshop.yaml");
  ASSERT_TRUE(contract);
  write("bookshop.yaml", *contract);
  const auto lines = [](const Finished& finished) {
    const std::string all = finished.output + finished.errors;
    return static_cast<std::size_t>(std::count(all.begin(), all.end(), '\n'));
  };
  const auto mock_with = [&](const std::vector<std::string>& faults) {
    std::vector<std::string> words = {kProgram, "mock", "bookshop.yaml", "--port", "0"};
    for (const std::string& fault : faults) words.insert(words.end(), {"--fault", fault});
    return words;
  };
  const std::string price = "getBook/200/body/price/type";
  const std::string title = "getBook/200/body/title/type";

  const Finished lint = avouch({"lint", "bookshop.yaml"});
  EXPECT_EQ(lint.exit_code, 0) << lint.output;
  EXPECT_LE(lines(lint), kScreen);

  RunningProgram imperfect(mock_with({price}), folder().path());
  const Finished init = avouch({"init", "bookshop.yaml", "-t", imperfect.first_line()});
  EXPECT_EQ(init.exit_code, 0) << init.errors;
  EXPECT_LE(lines(init), kScreen / 2);

  const Finished red = avouch({"run", "--write-baseline", "avouch.waivers.yaml"});
  EXPECT_EQ(red.exit_code, 1) << red.output << red.errors;
  EXPECT_TRUE(contains(red.output, price)) << red.output;
  EXPECT_TRUE(contains(red.errors, "wrote 1 known failure and ")) << red.errors;
  EXPECT_LE(lines(red), 2 * kScreen) << red.output;

  const Finished green = avouch({"run", "--fail-on", "new"});
  EXPECT_EQ(green.exit_code, 0) << green.output << green.errors;
  EXPECT_LE(lines(green), 2 * kScreen) << green.output;

  RunningProgram worse(mock_with({price, title}), folder().path());
  const Finished again = avouch({"run", "--fail-on", "new", "-t", worse.first_line()});
  EXPECT_EQ(again.exit_code, 1) << again.output << again.errors;
  EXPECT_TRUE(contains(again.output, "violated: 1 clause\n")) << again.output;
  EXPECT_TRUE(contains(again.output, "✗ " + title)) << again.output;
  EXPECT_TRUE(contains(again.output, "does not list: " + title)) << again.output;
  EXPECT_FALSE(contains(again.output, "✗ " + price)) << again.output;
  EXPECT_LE(lines(again), 2 * kScreen) << again.output;
}

TEST_F(Gate, KeepsWhatPeopleWroteIntoTheBaseline) {
  write("avouch.waivers.yaml", "# ask us first\nwaivers:\n  # the importer is replaced in May\n  - clause: " +
                                   std::string(kPrice) + "\n    reason: known\n");
  run({kPrice, kName}, {"--write-baseline", "avouch.waivers.yaml"});
  const std::string text = read("avouch.waivers.yaml");
  EXPECT_TRUE(contains(text, "\n# ask us first\nwaivers:\n")) << text;
  EXPECT_TRUE(contains(text, std::string("  # the importer is replaced in May\n  - clause: \"") + kPrice))
      << text;
}

std::string without(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at)) {
    const std::size_t end = text.find(to, at + from.size());
    text.erase(at, end == text.npos ? text.npos : end + to.size() - at);
  }
  return text;
}

// "43 ms" and "1.2 s" as "T".
std::string without_times(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = text.find_first_not_of("0123456789.", at);
    if (end == text.npos) end = text.size();
    const std::string_view unit = std::string_view(text).substr(end, 3);
    const bool is_time = end > at && (unit == " ms" || (unit.starts_with(" s") && !unit.ends_with("h")));
    if (is_time)
      out += "T";
    else
      out += text.substr(at, std::max<std::size_t>(end - at, 1));
    at = is_time ? end + (unit == " ms" ? 3 : 2) : std::max(end, at + 1);
  }
  return out;
}

// Without what cannot be the same: when and how long, and the messages of what holds.
std::string comparable(std::string page) {
  page = without(std::move(page), "<dl class=\"facts\">", "</dl>");
  page = without(std::move(page), "<details><summary>Request and response</summary>", "</details>\n");
  page = without(std::move(page), "\nDate: ", "GMT");
  return without_times(page);
}

TEST_F(Gate, MakesThePageOfTheWholeRunFromShards) {
  write("api.json", kTwoStories);
  RunningProgram mock({kProgram, "mock", "api.json", "--port", "0", "--fault", "*/200/body/*/type"},
                      folder().path());
  const auto judged = [&](const std::vector<std::string>& more) {
    std::vector<std::string> words = {kProgram, "run", "api.json", "-t", mock.first_line(), "-q"};
    words.insert(words.end(), more.begin(), more.end());
    return run_process(words, folder().path()).exit_code;
  };
  EXPECT_EQ(judged({"--report-html", "whole.html", "--report-json", "whole.json"}), 1);
  EXPECT_EQ(judged({"--shard", "1/2", "--report-json", "1.json"}), 1);
  EXPECT_EQ(judged({"--shard", "2/2", "--report-json", "2.json"}), 1);
  const Finished merged =
      avouch({"merge", "1.json", "2.json", "-q", "--report-html", "m.html", "--report-har", "m.har"});
  EXPECT_EQ(merged.exit_code, 1) << merged.errors;
  EXPECT_EQ(comparable(read("m.html")), comparable(read("whole.html")));
  EXPECT_TRUE(contains(read("m.html"), "<h4>Response</h4>\n<pre class=\"message\">HTTP/1.1 200 OK"));
  const nlohmann::json archive = nlohmann::json::parse(read("m.har"));
  EXPECT_EQ(archive.at("log").at("entries").size(),
            nlohmann::json::parse(read("whole.json")).at("messages").at("exchanges").get<std::size_t>());
}

TEST_F(Gate, TellsGithub) {
  write("summary.md", "of another step\n");
  RunningProgram mock({kProgram, "mock", "api.json", "--port", "0", "--fault", kPrice}, folder().path());
  const std::vector<std::string> words = {kProgram,         "run", "api.json", "-t", mock.first_line(),
                                          "--report-github"};
  const Finished told =
      run_process(words, folder().path(), {{"GITHUB_STEP_SUMMARY", folder().file("summary.md")}});
  EXPECT_EQ(told.exit_code, 1) << told.errors;
  EXPECT_TRUE(
      contains(told.output, std::string("\n::error file=api.json,line=7,title=") + kPrice + "::/price is "))
      << told.output;
  const std::string summary = read("summary.md");
  EXPECT_TRUE(summary.starts_with("of another step\n## ✗ The target violates 1 clause")) << summary;
  const Finished refused = run_process(words, folder().path(), {{"GITHUB_STEP_SUMMARY", "/nowhere/at/all"}});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_EQ(run_process(words, folder().path()).exit_code, 1) << "there is no summary outside of GitHub";
}

TEST_F(Gate, WritesEveryReport) {
  const Finished judged = run(
      {kPrice}, {"--report-sarif", "r.sarif", "--report-ctrf", "ctrf.json", "--report-tap", "r.tap",
                 "--report-gitlab", "gitlab.json", "--report-html", "r.html", "--report-junit", "junit.xml"});
  EXPECT_EQ(judged.exit_code, 1) << judged.errors;
  for (const char* file : {"r.sarif", "ctrf.json", "r.tap", "gitlab.json", "r.html", "junit.xml"})
    EXPECT_TRUE(contains(read(file), kPrice)) << file;
}

// GoogleTest's own printer shows it as skipped, with the reason.
TEST_F(Gate, SkipsTheTestOfAKnownFailure) {
  write("avouch.waivers.yaml", waiver(kPrice));
  const Finished printed = run({kPrice}, {"--gtest_color=no"});
  EXPECT_EQ(printed.exit_code, 0) << printed.output;
  EXPECT_TRUE(contains(printed.output, "waived: until the importer is replaced")) << printed.output;
  EXPECT_TRUE(contains(printed.output, std::string("[  SKIPPED ] Body.") + kPrice)) << printed.output;
  EXPECT_FALSE(contains(printed.output, "[  FAILED  ]")) << printed.output;
}

}  // namespace gate_test
}  // namespace avouch
