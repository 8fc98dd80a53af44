// SPDX-License-Identifier: MIT
// The architecture is a table: who may include whom, and behind which door each library stands. This reads
// every #include line of the sources against it.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace avouch {
namespace {

namespace fs = std::filesystem;

// docs/architecture.md says why.
const std::map<std::string, std::set<std::string>> kMayInclude = {
    {"base", {}},
    {"clause", {"base"}},
    {"http", {"base"}},
    {"json", {"base"}},
    {"pattern", {"base"}},
    {"contract", {"base", "clause", "http", "json"}},
    {"plan", {"base", "clause", "http", "json", "contract", "judge", "generate"}},
    {"exchange", {"base", "http"}},
    {"verdict", {"base", "clause", "http"}},
    {"judge", {"base", "clause", "http", "json", "pattern", "contract", "exchange", "verdict"}},
    {"lint", {"base", "clause", "http", "json", "pattern", "contract", "judge", "verdict"}},
    {"generate", {"base", "clause", "http", "json", "pattern", "contract", "judge", "verdict"}},
    {"mock", {"base", "clause", "http", "json", "contract", "judge", "verdict", "generate"}},
    {"prove",
     {"base", "clause", "http", "json", "contract", "generate", "plan", "exchange", "verdict", "judge",
      "mock"}},
    {"reports", {"base", "clause", "verdict"}},
    {"fixtures", {"base"}},
    {"suites", {"base", "clause", "http", "json", "contract", "judge", "plan", "exchange", "verdict"}},
    {"schemas", {}},
    {"cli",
     {"base", "clause", "http", "json", "contract", "plan", "exchange", "verdict", "judge", "generate",
      "lint", "mock", "prove", "reports", "suites", "schemas"}},
};

struct Door {
  const char* header;           // how an include of the library begins
  std::set<std::string> rooms;  // who may
  bool in_headers;              // may a header do so?
};

const std::vector<Door>& doors() {
  static const std::vector<Door> all = {
      {"httplib.h", {"exchange", "mock"}, true},
      {"nlohmann/", {"judge", "lint", "reports", "cli"}, false},
      {"valijson/", {"judge"}, true},
      {"pcre2.h", {"pattern"}, false},
      {"gtest/", {"suites", "cli"}, false},
      {"CLI/", {"cli"}, false},
      {"toml++/", {"cli"}, false},
      {"pugixml.hpp", {"reports"}, false},
      {"yaml-cpp/", {"contract"}, false},
      {"uriparser/", {"http", "judge"}, false},
      {"idn2.h", {"judge"}, false},
      {"openssl/", {"exchange", "fixtures"}, true},
      {"zlib.h", {"exchange"}, false},
      {"brotli/", {"exchange"}, false},
      {"regex>", {}, false},  // std::regex has no budget: no text from a target may reach it
  };
  return all;
}

struct Include {
  std::string file;    // relative to the project
  std::string room;    // of the file
  std::string header;  // what it includes, without the brackets
  bool is_quoted = false;
};

std::string room_of(const fs::path& relative) {
  auto part = relative.begin();
  if (*part == "harness") ++part;
  return part->string();
}

std::vector<Include> includes_of(const fs::path& root, const fs::path& file) {
  std::vector<Include> includes;
  std::ifstream stream(file);
  const fs::path relative = fs::relative(file, root);
  for (std::string line; std::getline(stream, line);) {
    if (!line.starts_with("#include ") || line.size() < 12) continue;
    const std::size_t end = line.find_first_of("\">", 10);
    includes.push_back({relative.string(), room_of(relative), line.substr(10, end - 10), line[9] == '"'});
  }
  return includes;
}

std::vector<Include> all_includes() {
  const fs::path root = AVOUCH_SOURCE_DIR;
  std::vector<Include> all;
  for (const char* top : {"harness", "suites", "reports", "fixtures", "schemas"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / top)) {
      const std::string extension = entry.path().extension();
      if (extension != ".h" && extension != ".cpp") continue;
      const std::vector<Include> of_file = includes_of(root, entry.path());
      all.insert(all.end(), of_file.begin(), of_file.end());
    }
  }
  return all;
}

TEST(Includes, EveryRoomIncludesOnlyWhatTheTableAllows) {
  std::size_t checked = 0;
  for (const Include& include : all_includes()) {
    if (!include.is_quoted) continue;
    const std::string room = include.header.substr(0, include.header.find('/'));
    const auto allowed = kMayInclude.find(include.room);
    ASSERT_NE(allowed, kMayInclude.end()) << include.file << " is in a room that the table does not know";
    EXPECT_TRUE(room == include.room || allowed->second.contains(room))
        << include.file << " includes \"" << include.header << "\": " << include.room << " may not include "
        << room;
    ++checked;
  }
  EXPECT_GT(checked, 100u) << "the sources were not found";
}

TEST(Includes, EveryLibraryStandsBehindItsDoor) {
  for (const Include& include : all_includes()) {
    if (include.is_quoted) continue;
    const std::string header = include.header + ">";
    for (const Door& door : doors()) {
      if (!header.starts_with(door.header)) continue;
      EXPECT_TRUE(door.rooms.contains(include.room))
          << include.file << " includes <" << include.header << ">";
      EXPECT_TRUE(door.in_headers || !include.file.ends_with(".h"))
          << include.file << " shows <" << include.header << "> to whoever includes it";
    }
  }
}

// A header that shows a library's types may only be included from its own room.
TEST(Includes, NoOtherRoomSeesALibrarysTypes) {
  const std::vector<Include> all = all_includes();
  std::set<std::string> showing;  // "exchange/http_stream.h"
  for (const Include& include : all) {
    if (include.is_quoted || !include.file.ends_with(".h")) continue;
    for (const Door& door : doors()) {
      if (!(include.header + ">").starts_with(door.header)) continue;
      const std::string file = include.file.starts_with("harness/") ? include.file.substr(8) : include.file;
      showing.insert(file);
    }
  }
  for (const Include& include : all) {
    if (!include.is_quoted || !showing.contains(include.header)) continue;
    EXPECT_TRUE(include.header.starts_with(include.room + "/"))
        << include.file << " includes " << include.header;
  }
}

}  // namespace
}  // namespace avouch
