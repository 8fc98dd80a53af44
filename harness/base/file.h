// SPDX-License-Identifier: MIT
// Files are read whole and written whole.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace avouch {

bool file_exists(const std::string& path);

// The longest file that is read, in bytes.
inline constexpr std::uintmax_t kLongestFile = 256U << 20U;

// Errors: missing, no regular file (a folder, a device, a pipe), longer than kLongestFile, unreadable.
Result<std::string> read_file(const std::string& path);

// Writes to a temporary file beside `path` and renames it, so that a reader sees the old text or the new one,
// never a part. Missing folders are an error. "-" is not special here.
Result<void> write_file(const std::string& path, std::string_view text);

// Whether write_file() could write there now. Leaves nothing behind.
Result<void> check_writable(const std::string& path);

}  // namespace avouch
