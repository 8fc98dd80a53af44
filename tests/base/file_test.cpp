// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <stdexcept>

#include "base/file.h"

namespace avouch {
namespace file_test {

TEST(WriteFile, LeavesTheOldTextWhereItCannotWrite) {
  const std::string folder = std::filesystem::temp_directory_path() / "avouch-no-such-folder" / "x";
  const Result<void> written = write_file(folder, "text");
  ASSERT_FALSE(written);
  EXPECT_NE(written.errors()[0].title.find("cannot write"), std::string::npos);
}

TEST(WriteFile, WritesWholeAndLeavesNoTemporaryFile) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("avouch-write-" + std::to_string(::getpid()));
  std::filesystem::create_directory(folder);
  ASSERT_TRUE(write_file(folder / "a", "one"));
  ASSERT_TRUE(write_file(folder / "a", "two"));
  EXPECT_EQ(*read_file(folder / "a"), "two");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder), {}), 1);
  std::filesystem::remove_all(folder);
}

TEST(FileNames, AreComparedByWhatTheyName) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("avouch-names-" + std::to_string(::getpid()));
  std::filesystem::create_directory(folder);
  ASSERT_TRUE(write_file(folder / "a", "one"));
  std::filesystem::create_symlink(folder / "a", folder / "link");
  EXPECT_TRUE(is_same_file(folder / "a", folder / "." / "link"));
  EXPECT_FALSE(is_same_file(folder / "a", folder / "b")) << "there is no b";
  EXPECT_FALSE(is_same_file("", ""));
  EXPECT_EQ(resolved_path(folder / "link"), resolved_path(folder / "." / "a"));
  EXPECT_EQ(resolved_path(folder / "new"), resolved_path(folder / "." / "new")) << "no file is needed";
  EXPECT_NE(resolved_path(folder / "new"), resolved_path(folder / "a"));
  std::filesystem::remove_all(folder);
}

TEST(WriteFile, WritesATextInParts) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("avouch-parts-" + std::to_string(::getpid()));
  std::filesystem::create_directory(folder);
  ASSERT_TRUE(write_file(folder / "a", [](const TextSink& sink) {
    for (const char* part : {"one", "", " two"}) sink(part);
  }));
  EXPECT_EQ(*read_file(folder / "a"), "one two");
  const auto failing = [](const TextSink& sink) {
    sink("half");
    throw std::runtime_error("no more");
  };
  EXPECT_THROW((void)write_file(folder / "a", failing), std::runtime_error);
  EXPECT_EQ(*read_file(folder / "a"), "one two") << "the old text stays";
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder), {}), 1);
  std::filesystem::remove_all(folder);
}

TEST(WriteFile, RefusesADeviceAndAFolder) {
  for (const char* path : {"/dev/null", "/tmp"}) {
    EXPECT_FALSE(write_file(path, "text")) << path;
    EXPECT_FALSE(check_writable(path)) << path;
  }
}

std::string refusal_to_read(const std::string& path) {
  const Result<std::string> text = read_file(path);
  return text ? "read" : text.errors()[0].title;
}

TEST(ReadFile, ReadsNothingFromTheNullDevice) {
  const Result<std::string> text = read_file("/dev/null");
  ASSERT_TRUE(text);
  EXPECT_EQ(*text, "");
}

TEST(ReadFile, RefusesWhatIsNoFile) {
  EXPECT_EQ(refusal_to_read("/dev/zero"), "the file cannot be read: it is not a regular file");
  EXPECT_EQ(refusal_to_read("/tmp"), "the file cannot be read: it is a folder");
  EXPECT_TRUE(refusal_to_read("/no/such/file").starts_with("the file cannot be read: "));
}

TEST(ReadFile, RefusesWhatIsLongerThanTheLimit) {
  const std::string path =
      std::filesystem::temp_directory_path() / ("avouch-long-" + std::to_string(::getpid()));
  ASSERT_TRUE(write_file(path, "text"));
  std::filesystem::resize_file(path, kLongestFile + 1);  // a hole: it takes no room
  EXPECT_EQ(refusal_to_read(path),
            "the file cannot be read: it has 268435457 bytes, and 268435456 is the limit");
  std::filesystem::remove(path);
}

}  // namespace file_test
}  // namespace avouch
