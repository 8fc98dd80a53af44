// SPDX-License-Identifier: MIT
#include "contract/document/library.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace avouch {
namespace library_test {

std::string file_with(const std::string& name, const std::string& text) {
  const auto* test = testing::UnitTest::GetInstance()->current_test_info();
  const std::filesystem::path folder =
      std::filesystem::path(AVOUCH_BINARY_DIR) / "library_test" / test->name();
  std::filesystem::create_directories(folder);
  std::ofstream(folder / name) << text;
  return (folder / name).string();
}

TEST(Library, FindsWhatWasAdded) {
  Library library;
  EXPECT_EQ(library.find("a.json"), nullptr);
  const Document* added = *library.add("a.json", R"({"a":1})");
  EXPECT_EQ(library.find("a.json"), added);
  EXPECT_EQ(*library.load("a.json"), added);
  EXPECT_EQ(added->file(), "a.json");
}

TEST(Library, KeepsADocumentWhereItIs) {
  Library library;
  const Document* first = *library.add("0.json", "[0]");
  for (int i = 1; i < 100; ++i) ASSERT_TRUE(library.add(std::to_string(i) + ".json", "[1]"));
  EXPECT_EQ(library.find("0.json"), first);
  EXPECT_EQ(first->text(""), "[0]");
}

TEST(Library, ReadsAFileOnce) {
  const std::string file = file_with("a.json", R"({"a":1})");
  Library library;
  const Result<const Document*> document = library.load(file);
  ASSERT_TRUE(document) << to_string(document.errors());
  std::ofstream(file) << "[]";
  EXPECT_EQ(*library.load(file), *document);
  EXPECT_EQ((*document)->text("/a"), "1");
}

TEST(Library, HasAChecksumOfItsTexts) {
  const auto checksum = [](const std::vector<std::string>& texts) {
    Library library;
    for (std::size_t i = 0; i < texts.size(); ++i)
      EXPECT_TRUE(library.add(std::to_string(i) + ".json", texts[i]));
    return library.checksum();
  };
  const std::uint64_t sum = checksum({"{\"a\": 1,\n\"b\": 2}", "[]"});
  EXPECT_EQ(checksum({"[]", "{\"a\": 1,\r\n\"b\": 2}"}), sum) << "in any order, with any line ends";
  EXPECT_NE(checksum({"{\"a\": 1,\n\"b\": 3}", "[]"}), sum);
  EXPECT_NE(checksum({"{\"a\": 1,\n\"b\": 2}"}), sum);
}

TEST(Library, TellsYamlByItsName) {
  Library library;
  const Result<const Document*> document = library.load(file_with("a.YML", "a:\n- 1e400\n"));
  ASSERT_TRUE(document) << to_string(document.errors());
  EXPECT_EQ((*document)->text("/a"), "[1e400]");
  EXPECT_FALSE(library.add("a.json", "a: 1"));
}

TEST(Library, SaysWhatItCannotRead) {
  Library library;
  const Result<const Document*> missing = library.load("no/such/file.json");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.errors().front().place.file, "no/such/file.json");
  const Result<const Document*> broken = library.load(file_with("a.json", "{"));
  ASSERT_FALSE(broken);
  EXPECT_TRUE(broken.errors().front().title.starts_with("this is not JSON"));
  EXPECT_EQ(library.find("no/such/file.json"), nullptr);
}

TEST(Library, AsksOnceForWhatCannotBeHad) {
  for (const std::string text : {"", "{"}) {  // not fetched; not JSON
    int asked = 0;
    Library library;
    library.allow_fetching([&](const std::string& url) -> Result<std::string> {
      ++asked;
      if (!text.empty()) return text;
      return Errors{{.title = "it is gone", .place = {.file = url}, .hint = {}}};
    });
    const Result<const Document*> first = library.load("https://a.example/x.json");
    const Result<const Document*> again = library.load("https://a.example/x.json");
    ASSERT_FALSE(first);
    ASSERT_FALSE(again);
    EXPECT_EQ(to_string(again.errors()), to_string(first.errors()));
    EXPECT_EQ(asked, 1);
    EXPECT_FALSE(library.load("https://a.example/y.json"));
    EXPECT_EQ(asked, 2);
  }
}

// A chain of documents: each refers to the next one.
struct Chain {
  const char* name;
  std::size_t document;  // its bytes
  std::size_t values;    // of each
  DocumentSize most;     // of the documents after the first one
  int read;              // documents, with the first one that is too much
  const char* limit;
};

class FurtherDocuments : public testing::TestWithParam<Chain> {};

TEST_P(FurtherDocuments, HaveLimitsTogether) {
  int read = 0;
  Library library;
  library.limit_further(GetParam().most);
  library.read_files_by([&](const std::string&) -> Result<std::string> {
    ++read;
    std::string text = "[";
    for (std::size_t i = 1; i < GetParam().values; ++i) text += i == 1 ? "1" : ",1";
    return text + "]" + std::string(GetParam().document, ' ');
  });
  std::string refused;
  for (int i = 0; i < 20; ++i) {
    const Result<const Document*> document = library.load(std::to_string(i) + ".json");
    if (!document && refused.empty()) refused = document.errors().front().title;
    EXPECT_EQ(static_cast<bool>(document), refused.empty()) << i;
  }
  EXPECT_EQ(refused, "the documents after the first one have more than " + std::string(GetParam().limit) +
                         " together");
  EXPECT_EQ(read, GetParam().read);
}

constexpr std::size_t kMiB = std::size_t{1} << 20U;

INSTANTIATE_TEST_SUITE_P(
    Limits, FurtherDocuments,
    testing::Values(Chain{"Values", 0, 100, {.values = 350, .text = kMiB}, 5, "350 values"},
                    Chain{"Text", kMiB / 2, 2, {.values = 1'000, .text = 2 * kMiB}, 5, "2 MiB of text"}),
    [](const auto& chain) { return std::string(chain.param.name); });

TEST(Library, TheFirstDocumentIsNotLimitedByThoseAfterIt) {
  Library library;
  library.limit_further({.values = 1, .text = 1});
  library.read_files_by([](const std::string&) -> Result<std::string> { return std::string("[1, 2, 3]"); });
  EXPECT_TRUE(library.load("a.json"));
  EXPECT_FALSE(library.load("b.json"));
}

}  // namespace library_test
}  // namespace avouch
