// SPDX-License-Identifier: MIT
#include "approved.h"

#include <cstdlib>

#include "base/file.h"
#include "base/text.h"

namespace avouch {
namespace {

std::string first_difference(const std::string& seen, const std::string& wanted) {
  const auto seen_lines = split(seen, '\n');
  const auto wanted_lines = split(wanted, '\n');
  for (std::size_t i = 0; i < seen_lines.size() || i < wanted_lines.size(); ++i) {
    const std::string left = i < seen_lines.size() ? in_quotes(seen_lines[i], 2000) : "nothing";
    const std::string right = i < wanted_lines.size() ? in_quotes(wanted_lines[i], 2000) : "nothing";
    if (left != right)
      return "line " + std::to_string(i + 1) + " is\n  " + left + "\napproved is\n  " + right;
  }
  return "no line differs";
}

}  // namespace

testing::AssertionResult is_approved(const std::string& name, const std::string& text) {
  const std::string path = std::string(AVOUCH_SOURCE_DIR) + "/tests/reports/approved/" + name;
  if (const char* approve = std::getenv("AVOUCH_APPROVE");
      approve != nullptr && std::string_view(approve) == "1") {
    if (const auto written = write_file(path, text); !written) {
      return testing::AssertionFailure() << to_string(written.errors());
    }
    return testing::AssertionSuccess();
  }
  const Result<std::string> approved = read_file(path);
  const std::string how =
      "\nLook at the report; to accept it, run this test again with AVOUCH_APPROVE=1 in the environment.";
  if (!approved) return testing::AssertionFailure() << to_string(approved.errors()) << how;
  if (*approved == text) return testing::AssertionSuccess();
  return testing::AssertionFailure() << name << ": " << first_difference(text, *approved) << how;
}

}  // namespace avouch
