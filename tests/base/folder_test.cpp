// SPDX-License-Identifier: MIT
#include "base/folder.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <iterator>
#include <string>

#include "base/file.h"

namespace avouch {
namespace folder_test {

class WriteFolder : public testing::Test {
 protected:
  WriteFolder() { std::filesystem::create_directory(parent_); }
  ~WriteFolder() override { std::filesystem::remove_all(parent_); }

  std::string at(const char* name) const { return parent_ / name; }
  auto entries() const { return std::distance(std::filesystem::directory_iterator(parent_), {}); }

 private:
  std::filesystem::path parent_ =
      std::filesystem::temp_directory_path() / ("avouch-folder-" + std::to_string(::getpid()));
};

TEST_F(WriteFolder, WritesAllFilesAndLeavesNothingElse) {
  ASSERT_TRUE(check_folder_writable(at("new")));
  EXPECT_EQ(entries(), 0);
  ASSERT_TRUE(write_folder(at("new") + "/", {{"a", "one"}, {"b", ""}}));
  EXPECT_EQ(*read_file(at("new") + "/a"), "one");
  EXPECT_EQ(*read_file(at("new") + "/b"), "");
  EXPECT_EQ(entries(), 1);
}

TEST_F(WriteFolder, FillsAnEmptyFolder) {
  std::filesystem::create_directory(at("empty"));
  ASSERT_TRUE(check_folder_writable(at("empty")));
  ASSERT_TRUE(write_folder(at("empty"), {{"a", "one"}}));
  EXPECT_EQ(*read_file(at("empty") + "/a"), "one");
}

TEST_F(WriteFolder, RefusesAFolderWithFilesAFileAndAMissingParent) {
  ASSERT_TRUE(write_folder(at("full"), {{"a", "one"}}));
  ASSERT_TRUE(write_file(at("file"), "text"));
  for (const std::string& path : {at("full"), at("file"), at("missing") + "/new"}) {
    EXPECT_FALSE(check_folder_writable(path)) << path;
    EXPECT_FALSE(write_folder(path, {{"b", "two"}})) << path;
  }
  EXPECT_EQ(*read_file(at("full") + "/a"), "one");
  EXPECT_FALSE(file_exists(at("full") + "/b"));
  EXPECT_EQ(entries(), 2);
}

// All files or none.
TEST_F(WriteFolder, LeavesNothingWhereAFileCannotBeWritten) {
  EXPECT_FALSE(write_folder(at("new"), {{"a", "one"}, {"no/such/folder", "two"}}));
  EXPECT_EQ(entries(), 0);
}

}  // namespace folder_test
}  // namespace avouch
