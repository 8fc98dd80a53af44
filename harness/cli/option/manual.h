// SPDX-License-Identifier: MIT
// Manual pages and shell completions, from the tables that --help is made of.
//
//   for (const ManualFile& file : manual_files("0.1.0")) write_file(folder + "/" + file.path, file.text);
//
// Pure.
#pragma once

#include <string>
#include <vector>

namespace avouch {

struct ManualFile {
  std::string path;  // below share/: "man/man1/avouch-run.1"
  std::string text;
};

// A page for avouch and one per command (man(7)), and the completions for bash, zsh and fish.
std::vector<ManualFile> manual_files(const std::string& version);

}  // namespace avouch
