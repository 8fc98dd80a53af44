// SPDX-License-Identifier: MIT
// Contracts of several files: a folder, or a zip archive.
//
//   if (is_folder("split")) Result<std::string> root = root_of_folder("split");     // "split/openapi.yaml"
//   Result<Archive> archive = Archive::open("split.zip", bytes);
//   archive->root()                              // "split.zip/openapi.yaml"
//   archive->read("split.zip/paths/a.yaml")      // its text
//
// The root document is openapi.json, .yaml or .yml or swagger.json, .yaml or .yml at the top; otherwise the
// only document there that has `openapi` or `swagger`. If the top holds no document and one folder, that
// folder is the top: archives of a repository look so.
//
// An archive is read in memory, each entry when it is wanted, within limits; nothing is written. A copy
// shares the archive. Not thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "base/result.h"

namespace avouch {

// Whether the contract is named as a zip archive: a file, or the path of a URL, that ends in ".zip".
bool is_archive(const std::string& contract);

// Whether there is a folder of that name.
bool is_folder(const std::string& contract);
// Errors: it has no root document, or several.
Result<std::string> root_of_folder(const std::string& folder);

inline constexpr std::uint64_t kMostEntries = 20'000;
inline constexpr std::uint64_t kLongestArchive = 64U << 20U;  // of all entries that are read, unpacked

class Archive {
 public:
  // `name` is the file or the URL; documents are named by its last segment. Errors: it is no zip archive or
  // is broken, it has more than kMostEntries entries, or no root document, or several.
  static Result<Archive> open(const std::string& name, std::string bytes);

  const std::string& root() const { return root_; }
  // Whether a document of that name is, or would be, in the archive.
  bool holds(const std::string& name) const { return name.starts_with(name_ + "/"); }
  // Errors: no entry has that name, it is encrypted or broken, or the limit is exceeded.
  Result<std::string> read(const std::string& name) const;

 private:
  struct Opened;

  Archive(std::string name, std::shared_ptr<Opened> opened)
      : name_(std::move(name)), opened_(std::move(opened)) {}

  std::string name_;  // "split.zip"
  std::shared_ptr<Opened> opened_;
  std::string root_;
};

}  // namespace avouch
