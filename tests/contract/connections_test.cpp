// SPDX-License-Identifier: MIT
#include "contract/connections.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include "base/text.h"

namespace avouch {
namespace connections_test {

TEST(Paths, HaveOneShapeWhateverTheirParametersAreCalled) {
  EXPECT_EQ(shape_of_path("/shops/{shopId}/books/{bookId}"), (PathShape{"shops", "{}", "books", "{}"}));
  EXPECT_EQ(shape_of_path("/items/"), (PathShape{"items"})) << "a slash at the end is no segment";
  EXPECT_EQ(shape_of_path("/files/{name}.json"), (PathShape{"files", "{name}.json"}));
  EXPECT_EQ(shape_of_path("/"), PathShape{});
}

TEST(Paths, TellWhereAParameterStands) {
  EXPECT_EQ(segment_of("/shops/{shopId}/books/{bookId}", "bookId"), 3U);
  EXPECT_EQ(segment_of("/files/{name}.json", "name"), std::nullopt) << "it is only a part of a segment";
  EXPECT_EQ(segment_of("/a/{b}", "c"), std::nullopt);
  EXPECT_EQ(parameter_at("/shops/{shopId}/books", 1), "shopId");
  EXPECT_EQ(parameter_at("/shops/{shopId}/books", 0), std::nullopt);
  EXPECT_EQ(parameter_at("/shops", 7), std::nullopt);
}

TEST(Words, HaveASingular) {
  for (const auto& [many, one] : std::vector<std::pair<std::string, std::string>>{{"books", "book"},
                                                                                  {"categories", "category"},
                                                                                  {"boxes", "box"},
                                                                                  {"addresses", "address"},
                                                                                  {"branches", "branch"},
                                                                                  {"status", "status"},
                                                                                  {"bus", "bus"},
                                                                                  {"class", "class"},
                                                                                  {"analysis", "analysis"},
                                                                                  {"pet", "pet"},
                                                                                  {"s", "s"},
                                                                                  {"", ""}})
    EXPECT_EQ(singular_of(many), one) << many;
}

TEST(Names, OfIdentifiersSayOfWhat) {
  for (const auto& [name, thing] :
       std::vector<std::pair<std::string, std::string>>{{"bookId", "book"},
                                                        {"book_id", "book"},
                                                        {"bookID", "book"},
                                                        {"book-uuid", "book"},
                                                        {"BookId", "book"},
                                                        {"server_id", "server"},
                                                        {"orderItemId", "orderitem"}})
    EXPECT_EQ(thing_named_by(name), thing) << name;
  for (const char* none : {"id", "_id", "uuid", "paid", "valid", "name", "bookName", "limit", ""})
    EXPECT_EQ(thing_named_by(none), std::nullopt) << none;
  for (const char* identifier : {"id", "_id", "uuid", "bookId", "book_id"})
    EXPECT_TRUE(is_identifier(identifier)) << identifier;
  for (const char* other : {"paid", "name", "identity", "isbn", "grid"})
    EXPECT_FALSE(is_identifier(other)) << other;
}

// Which members of an item of the collection give the parameter's value, the preferred one first.
struct Connected {
  const char* parameter;
  const char* collection;
  const char* certain;    // members that mean the same without doubt, parted by blanks
  const char* uncertain;  // some that may
  const char* none;       // some that do not
};

void PrintTo(const Connected& shown, std::ostream* out) {
  *out << shown.parameter << " of " << shown.collection;
}

class Members : public testing::TestWithParam<Connected> {};

// A path of members, as member_names() has it: "book.id" is {"book", "id"}.
const MemberName* rule_for(const std::vector<MemberName>& names, std::string_view member) {
  const auto found = std::find_if(names.begin(), names.end(), [&](const MemberName& name) {
    std::vector<std::string> parts;
    for (const std::string_view part : split(member, '.')) parts.push_back(plain_name(part));
    return name.path == parts;
  });
  return found == names.end() ? nullptr : &*found;
}

TEST_P(Members, AreConnectedByTheRules) {
  const Connected& given = GetParam();
  const std::vector<MemberName> names = member_names(given.parameter, given.collection);
  const auto each = [](const char* words, const auto& check) {
    for (const std::string_view word : split(words, ' ')) {
      if (!word.empty()) check(word);
    }
  };
  const MemberName* last = nullptr;
  each(given.certain, [&](std::string_view word) {
    const MemberName* rule = rule_for(names, word);
    ASSERT_NE(rule, nullptr) << word;
    EXPECT_TRUE(rule->is_certain) << word;
    EXPECT_LE(last, rule) << word << " is preferred";
    last = rule;
  });
  each(given.uncertain, [&](std::string_view word) {
    const MemberName* rule = rule_for(names, word);
    ASSERT_NE(rule, nullptr) << word;
    EXPECT_FALSE(rule->is_certain) << word;
  });
  each(given.none, [&](std::string_view word) { EXPECT_EQ(rule_for(names, word), nullptr) << word; });
}

INSTANTIATE_TEST_SUITE_P(
    OfAnItem, Members,
    testing::Values(Connected{"bookId", "books", "bookId book_id id _id uuid book.id", "slug name", "title"},
                    Connected{"book_id", "books", "bookId id book.id", "", "author_id"},
                    Connected{"id", "books", "id bookId book_id uuid book.id", "", "authorId"},
                    Connected{"book", "books", "book bookId id", "name slug", ""},
                    Connected{"petId", "pet", "petId id", "", ""},
                    Connected{"categoryId", "categories", "categoryId id", "", ""},
                    Connected{"ownerId", "books", "ownerId", "id bookId owner.id", ""},
                    Connected{"username", "users", "username", "id userId name", ""},
                    Connected{"bookSlug", "books", "bookSlug slug", "id", ""},
                    Connected{"isbn", "books", "isbn", "id", "title"}));

TEST(Wrappers, AreKnownByName) {
  EXPECT_EQ(wrapper_rank("books", "books"), 0U);
  EXPECT_EQ(wrapper_rank("book", "books"), 0U);
  for (const char* name : {"data", "items", "results", "_embedded"})
    EXPECT_TRUE(wrapper_rank(name, "books").has_value()) << name;
  EXPECT_LT(*wrapper_rank("data", "books"), *wrapper_rank("payload", "books"));
  for (const char* name : {"authors", "links", "meta"})
    EXPECT_EQ(wrapper_rank(name, "books"), std::nullopt) << name;
}

}  // namespace connections_test
}  // namespace avouch
