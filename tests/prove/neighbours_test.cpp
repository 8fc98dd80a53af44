// SPDX-License-Identifier: MIT
#include "prove/neighbours.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace avouch {
namespace neighbours_test {

bool has(const std::vector<std::string>& made, const std::string& text) {
  return std::find(made.begin(), made.end(), text) != made.end();
}

TEST(Neighbours, DifferInOnePlace) {
  const std::vector<std::string> made = neighbours(json_of_text(R"({"a":{"b":[1,true]},"c":"xy"})"), 100);
  for (const char* text :
       {"{}", R"({"a":{"b":[1,true]}})", R"({"c":"xy"})", R"({"a":{},"c":"xy"})",
        R"({"a":{"b":[1]},"c":"xy"})", R"({"a":{"b":[1,true,true]},"c":"xy"})", R"({"a":{"b":[]},"c":"xy"})",
        R"({"a":{"b":[10,true]},"c":"xy"})", R"({"a":{"b":[1,false]},"c":"xy"})",
        R"({"a":{"b":[1,true]},"c":"xyx"})", R"({"a":{"b":[1,true]},"c":"x"})",
        R"({"a":{"b":[1,true]},"c":null})", R"({"a":{"b":[1,true]},"c":"xy","avouchOther":null})"})
    EXPECT_TRUE(has(made, text)) << text;
}

TEST(Neighbours, AreSoManyAtMost) {
  const JsonValue value = json_of_text(R"([[1,2],[3,4],{"a":null}])");
  EXPECT_EQ(neighbours(value, 5).size(), 5u);
  EXPECT_TRUE(neighbours(value, 0).empty());
  EXPECT_EQ(neighbours(value, 5).front(), "[]");  // the outermost first
}

TEST(Neighbours, AreOfEveryKindOfValue) {
  for (const char* text : {"0", "-1", "0.5", "\"\"", "\"x\"", "null", "true", "[]", "{}"})
    EXPECT_FALSE(neighbours(json_of_text(text), 100).empty()) << text;
}

}  // namespace neighbours_test
}  // namespace avouch
