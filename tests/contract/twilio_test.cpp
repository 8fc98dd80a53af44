// SPDX-License-Identifier: MIT
// All documents of a real company. They are fetched separately, so this test is optional.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "contract/load.h"

namespace avouch {
namespace twilio_test {

namespace fs = std::filesystem;

fs::path folder() {
  if (const char* given = std::getenv("AVOUCH_TWILIO_OPENAPI")) return given;
  return fs::path(AVOUCH_SOURCE_DIR).parent_path() / "shared" / "data" / "twilio-openapi";
}

TEST(Twilio, AllDocumentsLoad) {
  if (!fs::is_directory(folder())) {
    GTEST_SKIP() << folder() << " is not there; name Twilio's OpenAPI documents by AVOUCH_TWILIO_OPENAPI";
  }
  std::size_t documents = 0;
  std::size_t operations = 0;
  std::size_t clauses = 0;
  std::size_t notes = 0;
  const auto start = std::chrono::steady_clock::now();
  for (const fs::directory_entry& entry : fs::directory_iterator(folder())) {
    if (entry.path().extension() != ".json") continue;
    ++documents;
    const Result<Contract> contract = load_contract(entry.path().string(), {});
    if (!contract) {
      ADD_FAILURE() << entry.path().filename() << "\n" << to_string(Errors{contract.errors().front()});
      continue;
    }
    operations += contract->operations.size();
    clauses += contract->clauses.size();
    notes += contract->notes.size();
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::cout << documents << " documents, " << operations << " operations, " << clauses << " clauses, "
            << notes << " notes in " << took.count() << " s\n";
  EXPECT_EQ(documents, 55u);
  EXPECT_EQ(operations, 1447u);
  EXPECT_GT(clauses, operations);
}

}  // namespace twilio_test
}  // namespace avouch
