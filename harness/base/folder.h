// SPDX-License-Identifier: MIT
// Writes whole folders.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace avouch {

struct FolderFile {
  std::string name;  // of a file, without slashes
  std::string text;

  bool operator==(const FolderFile&) const = default;
};

// Writes the files to a temporary folder beside `path` and renames that. A reader sees all files or none.
// Errors: as check_folder_writable(), or a file cannot be written.
Result<void> write_folder(const std::string& path, const std::vector<FolderFile>& files);

// Checks whether write_folder() could write to `path` now. Leaves nothing behind. Errors: `path` is there and
// is not an empty folder, because files of two origins would stand beside each other; its parent is missing
// or cannot be written.
Result<void> check_folder_writable(const std::string& path);

}  // namespace avouch
