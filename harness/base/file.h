// SPDX-License-Identifier: MIT
// Reads and writes whole files.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace avouch {

bool file_exists(const std::string& path);

// The maximum size of a file that read_file() reads, in bytes.
inline constexpr std::uintmax_t kLongestFile = 256U << 20U;

// Returns the whole content; of /dev/null, none. Errors: the file is missing, is not a regular file (a
// folder, another device, a pipe), is longer than kLongestFile, or cannot be read.
Result<std::string> read_file(const std::string& path);

// Writes to a temporary file beside `path` and renames it. A reader sees the old text or the new text, never
// a part. Errors: a folder in `path` is missing, or the file cannot be written. "-" has no special meaning
// here.
Result<void> write_file(const std::string& path, std::string_view text);

// Gets a text part by part.
using TextSink = std::function<void(std::string_view part)>;
// What writes a text so, without having all of it in memory.
using TextParts = std::function<void(const TextSink& sink)>;

// The same for a text in parts. What `parts` throws goes on; then no file is written.
Result<void> write_file(const std::string& path, const TextParts& parts);

// Whether both names are those of one file that exists, by whatever path or link.
bool is_same_file(const std::string& one, const std::string& other);

// Returns the absolute path without links, dots and double slashes, as far as the file exists.
std::string resolved_path(const std::string& path);

// Checks whether write_file() could write to `path` now. Leaves no file behind.
Result<void> check_writable(const std::string& path);

}  // namespace avouch
