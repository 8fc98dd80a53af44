// SPDX-License-Identifier: MIT
#include "base/shared_value.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "base/shared_text.h"

namespace avouch {
namespace {

struct Book {
  std::string title = "untitled";
  int pages = 0;

  bool operator==(const Book&) const = default;
};

TEST(SharedValue, IsReadThroughAPointerAndCopiesShareIt) {
  const SharedValue<Book> book = Book{.title = "Dune", .pages = 412};
  const SharedValue<Book> copy = book;  // NOLINT(performance-unnecessary-copy-initialization)
  EXPECT_EQ(copy->title, "Dune");
  EXPECT_EQ(&*copy, &*book);
  EXPECT_EQ(copy, book);
}

TEST(SharedValue, WithoutAValueItIsTheDefault) {
  const SharedValue<Book> none;
  EXPECT_EQ(none->title, "untitled");
  EXPECT_EQ(none, SharedValue<Book>(Book{}));
}

TEST(SharedValue, AChangeIsSeenByItsOwnCopyAlone) {
  SharedValue<Book> book = Book{.title = "Dune", .pages = 412};
  SharedValue<Book> other = book;
  other.own().pages = 1;
  EXPECT_EQ(book->pages, 412);
  EXPECT_EQ(other->pages, 1);
  const Book* before = &*other;
  other.own().pages = 2;  // no one shares it, so it is not copied
  EXPECT_EQ(&*other, before);
  SharedValue<Book> none;
  none.own().pages = 3;
  EXPECT_EQ(none->pages, 3);
  EXPECT_EQ(SharedValue<Book>()->pages, 0);
}

TEST(SharedText, IsReadLikeAText) {
  const SharedText text = "curl";
  const std::string copy = text;
  const std::string_view view = text;
  EXPECT_EQ(copy, "curl");
  EXPECT_EQ(view, "curl");
  EXPECT_EQ(text.size(), 4U);
  EXPECT_EQ(text + " -i", "curl -i");
  EXPECT_EQ("a " + text, "a curl");
  EXPECT_TRUE(text == "curl" && text == copy && text == SharedText("curl") && text != "wget");
  EXPECT_LT(text, SharedText("wget"));
  EXPECT_TRUE(SharedText().empty());
  EXPECT_EQ(SharedText(), "");
}

}  // namespace
}  // namespace avouch
