// SPDX-License-Identifier: MIT
#include "json/pointer_index.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "json/json_reader.h"
#include "json/pointer.h"

namespace avouch {
namespace pointer_index_test {

TEST(PointerIndex, FindsEveryValueButTheRoot) {
  const JsonValue root = json_of_text(R"({"a":{"b":[1,{"c":null}]},"":{"":2},"x/y~z":{"~1":3},"0":[[4]]})");
  const PointerIndex index(root);
  for (const char* pointer : {"/a", "/a/b", "/a/b/0", "/a/b/1", "/a/b/1/c", "/", "//", "/x~1y~0z",
                              "/x~1y~0z/~01", "/0", "/0/0", "/0/0/0"}) {
    ASSERT_NE(root.at(pointer), nullptr) << pointer;
    EXPECT_EQ(index.find(pointer), root.at(pointer)) << pointer;
  }
}

TEST(PointerIndex, FindsNothingElse) {
  const JsonValue root = json_of_text(R"({"a":{"b":[1,2]},"x/y":3,"~":4})");
  const PointerIndex index(root);
  for (const char* pointer : {"", "a", "/b", "/a/", "/a/b/2", "/a/b/00", "/a/b/-", "//a", "/x/y", "/~", "/~2",
                              "/x~1y/", "/a/b/0/0", "/a/c/0"})
    EXPECT_EQ(index.find(pointer), nullptr) << pointer;
  EXPECT_EQ(PointerIndex(JsonValue()).find("/a"), nullptr);
}

TEST(PointerIndex, TellsManyNamesApart) {
  JsonValue root = JsonValue::object();
  for (int i = 0; i < 20'000; ++i)
    root.members.emplace_back("name" + std::to_string(i), JsonValue::array({JsonValue::integer(i)}));
  const PointerIndex index(root);
  for (int i = 0; i < 20'000; ++i) {
    const std::string pointer = "/name" + std::to_string(i) + "/0";
    const JsonValue* found = index.find(pointer);
    ASSERT_NE(found, nullptr) << pointer;
    EXPECT_EQ(found->text, std::to_string(i));
  }
  EXPECT_EQ(index.find("/name20000/0"), nullptr);
}

TEST(PointerIndex, StaysValidWhenTheRootMoves) {
  JsonValue root = json_of_text(R"({"a":[1]})");
  const PointerIndex index(root);
  const JsonValue moved = std::move(root);
  EXPECT_EQ(index.find("/a/0"), &moved.members[0].second.items[0]);
}

}  // namespace pointer_index_test
}  // namespace avouch
