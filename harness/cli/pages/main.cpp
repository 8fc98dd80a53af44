// SPDX-License-Identifier: MIT
// Writes the manual pages and shell completions into a folder, when Avouch is built: avouch_pages FOLDER
#include <filesystem>
#include <iostream>

#include "base/file.h"
#include "cli/option/manual.h"

int main(int count, char** words) {
  if (count != 2) {
    std::cerr << "usage: avouch_pages FOLDER\n";
    return 2;
  }
  for (const avouch::ManualFile& file : avouch::manual_files(AVOUCH_VERSION)) {
    const std::filesystem::path path = std::filesystem::path(words[1]) / file.path;
    std::error_code error;
    std::filesystem::create_directories(path.parent_path(), error);
    if (const avouch::Result<void> written = avouch::write_file(path, file.text); !written) {
      std::cerr << to_string(written.errors());
      return 1;
    }
  }
  return 0;
}
