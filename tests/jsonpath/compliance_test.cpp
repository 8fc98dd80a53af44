// SPDX-License-Identifier: MIT
// The JSONPath Compliance Test Suite, if it is here: cts.json in the folder that $AVOUCH_JSONPATH_SUITE
// names, or in ../shared/data/jsonpath-compliance-test-suite beside the sources.
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "base/file.h"
#include "json/json_reader.h"
#include "jsonpath/json_path.h"

namespace avouch {
namespace compliance_test {

std::string suite_file() {
  const char* named = std::getenv("AVOUCH_JSONPATH_SUITE");
  const std::string folder =
      named != nullptr ? named : AVOUCH_SOURCE_DIR "/../shared/data/jsonpath-compliance-test-suite";
  return folder + "/cts.json";
}

// The values that are selected, and the normalized paths to them.
std::pair<JsonValue, JsonValue> answers_of(const std::vector<PathNode>& nodes, const JsonValue& root) {
  JsonValue values = JsonValue::array();
  JsonValue paths = JsonValue::array();
  for (const PathNode& node : nodes) {
    values.items.push_back(*node.value);
    paths.items.push_back(JsonValue::string(normalized_path(node.pointer, root)));
  }
  return {std::move(values), std::move(paths)};
}

bool is_among(const JsonValue& answer, const JsonValue& test, const char* one, const char* several) {
  if (const JsonValue* only = test.find(one)) return answer == *only;
  const JsonValue* all = test.find(several);
  return all != nullptr && std::find(all->items.begin(), all->items.end(), answer) != all->items.end();
}

TEST(JsonPathComplianceTestSuite, EveryCaseIsRight) {
  const std::string file = suite_file();
  if (!file_exists(file)) GTEST_SKIP() << "name the suite's folder in AVOUCH_JSONPATH_SUITE";
  const JsonValue suite = json_of_text(*read_file(file));
  std::size_t right = 0;
  for (const JsonValue& test : suite.find("tests")->items) {
    const std::string name = test.find("name")->text;
    const Result<JsonPath> path = parse_json_path(test.find("selector")->text);
    const bool is_invalid = test.contains("invalid_selector");
    EXPECT_EQ(static_cast<bool>(path), !is_invalid) << name << (path ? "" : path.errors().front().title);
    if (!path || is_invalid) {
      right += static_cast<bool>(path) ? 0 : 1;
      continue;
    }
    const JsonValue& root = *test.find("document");
    const Result<std::vector<PathNode>> nodes = select(*path, root);
    ASSERT_TRUE(static_cast<bool>(nodes)) << name;
    const auto [values, paths] = answers_of(*nodes, root);
    EXPECT_TRUE(is_among(values, test, "result", "results")) << name << ": " << to_text(values);
    EXPECT_TRUE(is_among(paths, test, "result_paths", "results_paths")) << name << ": " << to_text(paths);
    ++right;
  }
  EXPECT_GT(right, 600u);
  std::cout << right << " cases\n";
}

}  // namespace compliance_test
}  // namespace avouch
