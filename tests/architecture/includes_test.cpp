// SPDX-License-Identifier: MIT
// Checks every #include line of the sources, and every link between CMake targets, against the table of rooms
// in docs/architecture.md and against the list of libraries below.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace avouch {
namespace includes_test {

namespace fs = std::filesystem;

using Table = std::map<std::string, std::set<std::string>>;  // room: the rooms that it may include

// The table of docs/architecture.md: rows of the form "| `judge` | base, clause, … | purpose |".
Table read_table() {
  Table table;
  std::ifstream page(fs::path(AVOUCH_SOURCE_DIR) / "docs/architecture.md");
  bool is_in_table = false;
  for (std::string line; std::getline(page, line);) {
    if (line.starts_with("| room | may include |")) is_in_table = true;
    if (!line.starts_with("|")) is_in_table = false;
    if (!is_in_table || !line.starts_with("| `")) continue;
    const std::size_t end = line.find('`', 3);
    const std::size_t from = line.find('|', end) + 1;
    std::istringstream cell(line.substr(from, line.find('|', from) - from));
    std::set<std::string>& rooms = table[line.substr(3, end - 3)];
    for (std::string word; cell >> word;) {
      if (word.ends_with(",")) word.pop_back();
      rooms.insert(word);
    }
  }
  return table;
}

const Table& may_include() {
  static const Table table = read_table();
  return table;
}

struct Door {
  const char* header;           // how an include of the library begins
  std::set<std::string> rooms;  // who may
  bool in_headers;              // may a header do so?
};

const std::vector<Door>& doors() {
  static const std::vector<Door> all = {
      {"httplib.h", {"mock", "library"}, true},
      {"nlohmann/", {"reports", "cli"}, false},
      {"valijson/", {"oracle"}, true},
      {"pcre2.h", {"pattern"}, false},
      {"gtest/", {"suites", "cli"}, true},
      {"CLI/", {"cli"}, false},
      {"zip.h", {"cli"}, false},
      {"toml++/", {"cli"}, false},
      {"pugixml.hpp", {"reports"}, false},
      {"expat.h", {"judge"}, false},
      {"libfyaml.h", {"contract"}, false},
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
    const auto allowed = may_include().find(include.room);
    ASSERT_NE(allowed, may_include().end()) << include.file << " is in a room that the table does not know";
    EXPECT_TRUE(room == include.room || allowed->second.contains(room))
        << include.file << " includes \"" << include.header << "\": " << include.room << " may not include "
        << room;
    ++checked;
  }
  EXPECT_GT(checked, 100u) << "the sources were not found";
}

TEST(Rooms, EachHasAFolderAndEachFolderHasARow) {
  EXPECT_GT(may_include().size(), 15u) << "the table was not found";
  const fs::path root = AVOUCH_SOURCE_DIR;
  std::set<std::string> folders = {"suites", "reports", "fixtures", "schemas"};
  for (const fs::directory_entry& entry : fs::directory_iterator(root / "harness"))
    if (entry.is_directory()) folders.insert(entry.path().filename());
  for (const auto& [room, below] : may_include()) {
    EXPECT_TRUE(folders.contains(room)) << room << " is in the table and has no folder";
    for (const std::string& one : below)
      EXPECT_TRUE(may_include().contains(one)) << room << " may include " << one;
  }
  for (const std::string& folder : folders)
    EXPECT_TRUE(may_include().contains(folder)) << folder << " is not in the table";
}

// No room includes itself by way of others.
TEST(Rooms, IncludeEachOtherInOneDirection) {
  for (const auto& [room, direct] : may_include()) {
    std::set<std::string> reached;
    std::vector<std::string> open(direct.begin(), direct.end());
    while (!open.empty()) {
      const std::string next = open.back();
      open.pop_back();
      if (!reached.insert(next).second) continue;
      const auto below = may_include().find(next);
      if (below != may_include().end()) open.insert(open.end(), below->second.begin(), below->second.end());
    }
    EXPECT_FALSE(reached.contains(room)) << room << " includes itself";
  }
}

// "avouch_room(judge ROOMS json pattern … USES …)": what a target links is what its room may include.
TEST(Rooms, LinkOnlyWhatTheTableAllows) {
  std::size_t checked = 0;
  for (const auto& [room, below] : may_include()) {
    for (const char* top : {"harness/", ""}) {
      std::ifstream file(fs::path(AVOUCH_SOURCE_DIR) / (top + room) / "CMakeLists.txt");
      std::stringstream text;
      text << file.rdbuf();
      std::string word;
      while (text >> word && word != "avouch_room(" + room) {
      }
      bool is_room = false;
      while (text >> word && word != "USES" && word != "USES)") {
        const bool is_last = word.ends_with(")");
        if (is_last) word.pop_back();
        if (is_room) {
          EXPECT_TRUE(below.contains(word)) << room << " links " << word;
          ++checked;
        }
        if (is_last) break;
        is_room = is_room || word == "ROOMS";
      }
    }
  }
  EXPECT_GT(checked, 30u) << "the targets were not found";
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

// docs/architecture.md leads from file to file: each of them is there.
TEST(Pages, NameFilesThatThereAre) {
  const fs::path root = AVOUCH_SOURCE_DIR;
  std::ifstream stream(root / "docs/architecture.md");
  std::size_t found = 0;
  for (std::string line; std::getline(stream, line);) {
    for (std::size_t begin = line.find('`'); begin != line.npos; begin = line.find('`', begin)) {
      const std::size_t end = line.find('`', begin + 1);
      if (end == line.npos) break;
      const std::string name = line.substr(begin + 1, end - begin - 1);
      begin = end + 1;
      if (!name.ends_with(".cpp") && !name.ends_with(".h")) continue;
      EXPECT_TRUE(fs::exists(root / "harness" / name) || fs::exists(root / name)) << name;
      ++found;
    }
  }
  EXPECT_GT(found, 20U) << "the page was not found";
}

}  // namespace includes_test
}  // namespace avouch
