// SPDX-License-Identifier: MIT
#include "reports/excerpt.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch {
namespace excerpt_test {

struct PlaceCase {
  const char* name;
  std::string text;
  std::string pointer;
  std::string value;  // empty: none
};

class JsonValueAt : public testing::TestWithParam<PlaceCase> {};

TEST_P(JsonValueAt, IsTheTextOfThatValue) {
  const std::string_view text = GetParam().text;
  const auto span = json_value_at(text, GetParam().pointer);
  EXPECT_EQ(span ? text.substr(span->begin, span->end - span->begin) : std::string_view(), GetParam().value);
}

INSTANTIATE_TEST_SUITE_P(
    Of, JsonValueAt,
    testing::Values(PlaceCase{"item", R"({"filters": [1, 22]})", "/filters/1", "22"},
                    PlaceCase{"whole", R"( {"a": 1} )", "", R"({"a": 1})"},
                    PlaceCase{"member", R"({"a":{"b":[{"c":"x,]}"}]}})", "/a/b/0/c", R"("x,]}")"},
                    PlaceCase{"after_nested", R"({"a":{"x":[[1],[2]]},"b":true})", "/b", "true"},
                    PlaceCase{"object", R"([{"a":1},{"b":[2]}])", "/1", R"({"b":[2]})"},
                    PlaceCase{"escaped_name", R"({"a/b":{"c~d":3}})", "/a~1b/c~0d", "3"},
                    PlaceCase{"escaped_quote", R"({"a\"":1,"b":"\\"})", "/b", R"("\\")"},
                    PlaceCase{"absent", R"({"a":1})", "/b", ""}, PlaceCase{"no_container", "7", "/a", ""},
                    PlaceCase{"beyond", "[1]", "/1", ""}, PlaceCase{"cut_before", R"({"a":[1,2)", "/b", ""},
                    PlaceCase{"cut_within", R"({"a":"long)", "/a", ""},
                    PlaceCase{"cut_after", R"({"a":"x","b":[)", "/a", R"("x")"},
                    PlaceCase{"empty", "", "", ""}, PlaceCase{"no_json", "<html>", "/a", ""},
                    PlaceCase{"no_pointer", "[1]", "a", ""}, PlaceCase{"stray_end", "]", "", ""}),
    [](const testing::TestParamInfo<PlaceCase>& of) { return std::string(of.param.name); });

TEST(JsonValueAt, SurvivesAnyDepth) {
  const std::string deep(100'000, '[');
  EXPECT_FALSE(json_value_at(deep, ""));
  EXPECT_FALSE(json_value_at(deep, "/0/0/0"));
}

}  // namespace excerpt_test
}  // namespace avouch
