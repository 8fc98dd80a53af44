// SPDX-License-Identifier: MIT
#include "ajv.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/file.h"
#include "base/text.h"

namespace avouch::differential {
namespace {

namespace fs = std::filesystem;

constexpr const char* kAjv = "ajv@8.20.0";
constexpr const char* kFormats = "ajv-formats@3.0.1";

bool has_ajv(const fs::path& folder) {
  return fs::exists(folder / "node_modules" / "ajv" / "dist" / "2020.js") &&
         fs::exists(folder / "node_modules" / "ajv-formats");
}

std::string quoted(const std::string& text) {
  return "'" + text + "'";
}

bool runs(const std::string& command) {
  return std::system(("(" + command + ") >/dev/null 2>&1").c_str()) == 0;
}

fs::path scratch_folder() {
  const fs::path folder = fs::path(AVOUCH_BINARY_DIR) / "differential";
  fs::create_directories(folder);
  return folder;
}

}  // namespace

Result<std::string> ajv_folder() {
  if (!runs("node --version"))
    return Error{.title = "node is not installed", .place = {}, .hint = "Install it."};
  if (const char* named = std::getenv("AVOUCH_AJV")) {
    if (has_ajv(named)) return std::string(named);
    return Error{.title = "AVOUCH_AJV is " + in_quotes(named) +
                          ", and there is no node_modules with ajv 8 and ajv-formats",
                 .place = {},
                 .hint = "Install them there."};
  }
  const fs::path folder = scratch_folder() / "ajv";
  const fs::path tried = scratch_folder() / "ajv-was-tried";
  if (!has_ajv(folder) && !fs::exists(tried)) {
    std::ofstream(tried) << kAjv << " " << kFormats << "\n";
    fs::create_directories(folder);
    runs("timeout 60 npm install --prefix " + quoted(folder.string()) +
         " --no-audit --no-fund --ignore-scripts " + kAjv + " " + kFormats);
  }
  if (has_ajv(folder)) return folder.string();
  return Error{.title = "ajv is not here, and npm could not install it into " + folder.string(),
               .place = {},
               .hint = "Name a folder with node_modules/ajv in AVOUCH_AJV, or remove " + tried.string() +
                       " to try again."};
}

Result<std::vector<AjvVerdict>> ajv_verdicts(const std::string& folder, const std::string& lines) {
  const std::string pairs = (scratch_folder() / "pairs.jsonl").string();
  const std::string answers = (scratch_folder() / "verdicts.txt").string();
  std::ofstream(pairs, std::ios::binary) << lines;
  fs::remove(answers);
  const std::string script = AVOUCH_SOURCE_DIR "/tests/differential/ajv.cjs";
  const std::string command = "NODE_PATH=" + quoted(folder + "/node_modules") + " timeout 200 node " +
                              quoted(script) + " " + quoted(pairs) + " " + quoted(answers);
  if (std::system(command.c_str()) != 0)
    return Error{.title = "ajv could not be run", .place = {.file = script}, .hint = "See what node says."};
  const Result<std::string> text = read_file(answers);
  if (!text) return text.errors();
  std::vector<AjvVerdict> verdicts;
  for (const std::string_view line : split(*text, '\n')) {
    if (line == "valid") verdicts.push_back({AjvSays::valid, ""});
    if (line == "invalid") verdicts.push_back({AjvSays::invalid, ""});
    if (line.starts_with("refused")) verdicts.push_back({AjvSays::refused, std::string(line.substr(7))});
  }
  if (verdicts.size() == static_cast<std::size_t>(std::count(lines.begin(), lines.end(), '\n')))
    return verdicts;
  return Error{
      .title = "ajv did not answer for each pair", .place = {.file = answers}, .hint = "See what it wrote."};
}

}  // namespace avouch::differential
