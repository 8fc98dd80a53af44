// SPDX-License-Identifier: MIT
// yaml-test-suite, if it is here: its branch `data` in the folder that $AVOUCH_YAML_SUITE names, or in
// ../shared/data/yaml-test-suite beside the sources. A case is a folder with in.yaml and either in.json or
// error.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>

#include "base/file.h"
#include "contract/document/yaml.h"
#include "json/json_reader.h"

namespace avouch {
namespace yaml_suite_test {

namespace fs = std::filesystem;

std::string suite_folder() {
  const char* named = std::getenv("AVOUCH_YAML_SUITE");
  return named != nullptr ? named : AVOUCH_SOURCE_DIR "/../shared/data/yaml-test-suite";
}

// What Avouch refuses by intention: JSON has no such thing.
bool is_beyond_json(const Error& error) {
  for (const char* title :
       {"a key is not a scalar", "this YAML file has more than one document", "the tag ",
        "this YAML file has no document", "the member \"", "this alias contains itself"}) {
    if (error.title.starts_with(title)) return true;
  }
  return false;
}

TEST(YamlTestSuite, EveryCaseIsRight) {
  const std::string folder = suite_folder();
  if (!fs::is_directory(folder)) GTEST_SKIP() << "name the suite's folder in AVOUCH_YAML_SUITE";
  std::size_t read = 0;
  std::size_t refused = 0;
  std::size_t lenient = 0;
  std::size_t beyond = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    const fs::path path = entry.path();
    const std::string text = path.string();
    if (path.filename() != "in.yaml" || text.find("/name/") != text.npos || text.find("/tags/") != text.npos)
      continue;
    const fs::path here = path.parent_path();
    const Result<Document> document = parse_yaml_document("in.yaml", *read_file(path));
    if (fs::exists(here / "error")) {
      EXPECT_TRUE(!document || !document->faults().empty()) << here << " is accepted";
      (document ? lenient : refused) += 1;
      if (document) std::cout << here.filename() << ": " << document->faults().front().title << "\n";
      continue;
    }
    if (!document) {
      EXPECT_TRUE(is_beyond_json(document.errors().front())) << here << "\n" << to_string(document.errors());
      ++beyond;
      continue;
    }
    const Result<std::string> json = read_file((here / "in.json").string());
    const std::optional<JsonValue> wanted = json ? read_json(*json) : std::nullopt;
    if (!document->faults().empty()) {  // a name twice, of which the last one counts
      EXPECT_TRUE(is_beyond_json(document->faults().front())) << here;
      ++beyond;
      continue;
    }
    if (!wanted) continue;
    EXPECT_EQ(document->root(), *wanted) << here << "\n" << to_text(document->root());
    ++read;
  }
  EXPECT_GT(read, 200u);
  std::cout << read << " read right, " << refused << " refused, " << lenient << " read with a note, "
            << beyond << " have no JSON\n";
}

}  // namespace yaml_suite_test
}  // namespace avouch
