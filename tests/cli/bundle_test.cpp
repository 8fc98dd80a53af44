// SPDX-License-Identifier: MIT
// Contracts of several files: folders and zip archives.
#include "cli/option/bundle.h"

#include <gtest/gtest.h>
#include <zip.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "cli/command/commands.h"
#include "fixtures/raw_server.h"

namespace avouch {
namespace bundle_test {

using Files = std::vector<std::pair<std::string, std::string>>;

constexpr const char* kRoot =
    "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths:\n  /a: {$ref: paths/a.yaml}\n";
constexpr const char* kPath =
    "get:\n  operationId: A\n  responses:\n    '200':\n      description: d\n      content:\n        "
    "application/json: {schema: {$ref: '../schemas/a.json#/$defs/A'}}\n";
constexpr const char* kSchema = "{\"$defs\": {\"A\": {\"type\": \"object\",\n\"required\": [\"a\"]}}}";
const Files kSplit = {{"openapi.yaml", kRoot},
                      {"paths/a.yaml", kPath},
                      {"schemas/a.json", kSchema},
                      {"README.md", "# openapi"},
                      {"broken.yaml", "swagger: {"}};

std::string zipped(const Files& files) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(source);
  zip_t* zip = zip_open_from_source(source, ZIP_TRUNCATE, &error);
  for (const auto& [name, text] : files) {
    if (name.ends_with('/'))
      zip_dir_add(zip, name.c_str(), ZIP_FL_ENC_UTF_8);
    else
      zip_file_add(zip, name.c_str(), zip_source_buffer(zip, text.data(), text.size(), 0), ZIP_FL_ENC_UTF_8);
  }
  EXPECT_EQ(zip_close(zip), 0);
  EXPECT_EQ(zip_source_open(source), 0);
  zip_source_seek(source, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(source)), '\0');
  zip_source_seek(source, 0, SEEK_SET);
  EXPECT_EQ(zip_source_read(source, bytes.data(), bytes.size()), static_cast<zip_int64_t>(bytes.size()));
  zip_source_close(source);
  zip_source_free(source);
  return bytes;
}

// A folder of its own for one test.
class Bundle : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = testing::TempDir() + "bundle.XXXXXX";
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string put(const std::string& below, const Files& files) const {
    for (const auto& [name, text] : files) {
      const std::filesystem::path path = std::filesystem::path(folder_) / below / name;
      std::filesystem::create_directories(path.parent_path());
      EXPECT_TRUE(write_file(path.string(), text));
    }
    return folder_ + "/" + below;
  }
  std::string put_zip(const Files& files, const std::string& name = "split.zip") const {
    EXPECT_TRUE(write_file(folder_ + "/" + name, zipped(files)));
    return folder_ + "/" + name;
  }

  std::string folder_;
};

Result<Contract> loaded(const std::string& contract) {
  Options options;
  options.contract = contract;
  return contract_of(options);
}

std::string errors_of(const std::string& contract) {
  const Result<Contract> read = loaded(contract);
  return read ? "it loads" : to_string(read.errors());
}

const Clause* required_of(const Contract& contract) {
  for (const BoundClause& bound : contract.clauses) {
    if (bound.clause->coordinate == "A/200/body/required") return &*bound.clause;
  }
  return nullptr;
}

TEST_F(Bundle, AFolderIsItsRootDocument) {
  const std::string split = put("split", kSplit);
  const Result<Contract> contract = loaded(split + "/");
  ASSERT_TRUE(contract) << to_string(contract.errors());
  EXPECT_EQ(contract->file, split + "/openapi.yaml");
  ASSERT_NE(required_of(*contract), nullptr);
  EXPECT_EQ(required_of(*contract)->place->file, split + "/schemas/a.json");
}

TEST_F(Bundle, AnArchiveIsReadWithoutAFolder) {
  const Result<Contract> contract = loaded(put_zip(kSplit));
  ASSERT_TRUE(contract) << to_string(contract.errors());
  EXPECT_EQ(contract->file, "split.zip/openapi.yaml");
  EXPECT_TRUE(contract->faults.empty());
  ASSERT_NE(required_of(*contract), nullptr);
  EXPECT_EQ(required_of(*contract)->place, (Place{"split.zip/schemas/a.json", "/$defs/A/required", 2}));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1) << "nothing is written";
}

TEST_F(Bundle, AnArchiveComesFromAUrl) {
  const std::string bytes = zipped(kSplit);
  RawServer server([&](const std::string& request) {
    EXPECT_TRUE(request.starts_with("GET /docs/split.zip?v=1 "));
    return plain_answer(bytes);
  });
  const Result<Contract> contract = loaded(server.url("/docs/split.zip?v=1"));
  ASSERT_TRUE(contract) << to_string(contract.errors());
  EXPECT_EQ(contract->file, "split.zip/openapi.yaml");
}

TEST_F(Bundle, TheOnlyFolderOfAnArchiveIsItsTop) {
  Files inner = {{"repo-main/", ""}, {"LICENSE", "x"}};
  for (const auto& [name, text] : kSplit) inner.emplace_back("repo-main/" + name, text);
  const Result<Contract> contract = loaded(put_zip(inner));
  ASSERT_TRUE(contract) << to_string(contract.errors());
  EXPECT_EQ(contract->file, "split.zip/repo-main/openapi.yaml");
}

TEST_F(Bundle, TheRootIsTheOnlyDocumentOfOpenApi) {
  const Files named = {{"api.yml", kRoot},
                       {"notes.json", "{\"openapi-notes\": 1}"},
                       {"paths/a.yaml", kPath},
                       {"schemas/a.json", kSchema}};
  EXPECT_EQ(errors_of(put("named", named)), "it loads");
  EXPECT_EQ(errors_of(put_zip(named)), "it loads");
  const Files two = {{"a.yaml", kRoot}, {"b.json", R"({"swagger": "2.0"})"}};
  const std::string folder = put("two", two);
  EXPECT_EQ(errors_of(folder), "error: \"" + folder +
                                   "\" has 2 OpenAPI documents at its top: a.yaml, b.json\n  Name one of "
                                   "them, or keep one of those that are called openapi or swagger.\n");
  EXPECT_EQ(errors_of(put_zip({{"openapi.yaml", kRoot}, {"swagger.json", "{}"}})),
            "error: \"split.zip\" has 2 OpenAPI documents at its top: openapi.yaml, swagger.json\n  Name one "
            "of them, or keep one of those that are called openapi or swagger.\n");
  EXPECT_EQ(errors_of(put_zip({{"README.md", "x"}})),
            "error: \"split.zip\" has no OpenAPI document at its top\n  Name the document itself, or call it "
            "openapi.yaml or openapi.json.\n");
}

TEST_F(Bundle, AReferenceDoesNotLeaveAnArchive) {
  EXPECT_TRUE(write_file(folder_ + "/secret.yaml", kPath));
  for (const std::string& outside :
       {std::string("../secret.yaml"), folder_ + "/secret.yaml", std::string("no.yaml")}) {
    const Result<Contract> contract = loaded(put_zip(
        {{"openapi.yaml", "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths:\n  /a: {$ref: '" + outside +
                              "'}\n  /b: {get: {responses: {'200': {description: d}}}}\n"}}));
    ASSERT_TRUE(contract) << to_string(contract.errors());
    ASSERT_EQ(contract->faults.size(), 1U) << outside;
    EXPECT_EQ(contract->operations.size(), 1U) << outside;
  }
}

TEST_F(Bundle, BrokenArchivesAreRefused) {
  EXPECT_TRUE(write_file(folder_ + "/no.zip", "text"));
  EXPECT_EQ(errors_of(folder_ + "/no.zip"),
            "error: \"no.zip\" cannot be read: Not a zip archive\n  Make it again as a zip archive.\n");
  EXPECT_TRUE(write_file(folder_ + "/empty.zip", ""));
  EXPECT_NE(errors_of(folder_ + "/empty.zip"), "it loads");
  std::string bytes = zipped(kSplit);
  for (std::size_t at = 0; at < bytes.size(); at += 7) {  // no byte of it can make more than an error
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 0x55);
    const Result<Archive> archive = Archive::open("a.zip", changed);
    if (archive) (void)archive->read(archive->root());
  }
  EXPECT_FALSE(Archive::open("a.zip", bytes.substr(0, bytes.size() / 2)));
}

TEST_F(Bundle, WhatAnArchiveHoldsIsBounded) {
  Files many;
  for (std::size_t i = 0; i <= kMostEntries; ++i) many.emplace_back(std::to_string(i), "");
  const Result<Archive> archive = Archive::open("a.zip", zipped(many));
  ASSERT_FALSE(archive);
  EXPECT_EQ(archive.errors()[0].title, "\"a.zip\" cannot be read: it has over 20000 entries");
  const std::string bomb(kLongestArchive + 1, ' ');
  const Result<Archive> large = Archive::open("a.zip", zipped({{"openapi.yaml", kRoot}, {"bomb", bomb}}));
  ASSERT_TRUE(large) << to_string(large.errors());
  const Result<std::string> read = large->read("a.zip/bomb");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.errors()[0].title, "\"a.zip/bomb\" cannot be read: the archive holds over 64 MiB");
}

}  // namespace bundle_test
}  // namespace avouch
