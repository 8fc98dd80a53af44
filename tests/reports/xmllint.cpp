// SPDX-License-Identifier: MIT
#include "xmllint.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "base/file.h"

namespace avouch {

bool has_xmllint() {
  return std::system("xmllint --version >/dev/null 2>&1") == 0;
}

std::optional<std::string> junit_complaint(const std::string& document) {
  const std::string stem = testing::TempDir() + "avouch_junit_" + std::to_string(::getpid());
  const std::string complaints = stem + ".txt";
  const std::string file = stem + ".xml";
  if (const auto written = write_file(file, document); !written) return to_string(written.errors());
  const std::string command = "xmllint --noout --nonet --schema '" + std::string(AVOUCH_SOURCE_DIR) +
                              "/schemas/junit-report.xsd' '" + file + "' 2>'" + complaints + "'";
  const bool valid = std::system(command.c_str()) == 0;
  const Result<std::string> said = read_file(complaints);
  std::remove(file.c_str());
  std::remove(complaints.c_str());
  if (valid) return std::nullopt;
  return said ? said->substr(0, 2000) : to_string(said.errors());
}

}  // namespace avouch
