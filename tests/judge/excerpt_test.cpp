// SPDX-License-Identifier: MIT
// What stands around a place in a body, on one line.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/text.h"
#include "contract/load.h"
#include "judge/judge.h"
#include "said.h"

namespace avouch {
namespace excerpt_test {

// The excerpts of the findings of every keyword, each as "before→marked←after".
std::vector<std::string> excerpts(const std::string& schema, const std::string& body) {
  const BodyJudge judge = judge_for(schema);
  const ParsedBody parsed = parse_body(body);
  std::vector<std::string> all;
  for (const Verdict& verdict : judge.judge(*parsed.instance)) {
    for (const Finding& finding : verdict.findings) {
      const Excerpt& excerpt = finding.excerpt;
      all.push_back(excerpt.marked.empty() ? ""
                                           : excerpt.before + "→" + excerpt.marked + "←" + excerpt.after);
    }
  }
  return all;
}

std::string excerpt(const std::string& schema, const std::string& body) {
  const std::vector<std::string> all = excerpts(schema, body);
  EXPECT_EQ(all.size(), 1U) << body;
  return all.empty() ? "" : all.front();
}

constexpr const char* kPrice = R"({"properties": {"price": {"type": "number"}}})";
constexpr const char* kList = R"({"properties": {"filters": {"items": {"enum": ["a", "b"]}}}})";

TEST(AnExcerpt, HasTheNeighboursInTheObject) {
  EXPECT_EQ(excerpt(kPrice, R"({"id":7,"price":"12.50","title":"Dune"})"),
            R"({"id": 7, "price": →"12.50"←, "title": "Dune"})");
  EXPECT_EQ(excerpt(kPrice, R"({"price":"12.50"})"), R"({"price": →"12.50"←})");
}

TEST(AnExcerpt, CountsWhatHasNoRoom) {
  EXPECT_EQ(excerpt(kPrice, R"({"a":1,"b":2,"price":"x","c":3,"d":"four","e":"five","f":"six","g":"seven"})"),
            R"({… 1 more, "b": 2, "price": →"x"←, "c": 3, "d": "four", "e": "five", … 2 more})");
}

TEST(AnExcerpt, FoldsObjectsAndArrays) {
  EXPECT_EQ(excerpt(kPrice, R"({"a":{"b":1},"price":{"amount":1},"c":[],"d":[1],"e":{}})"),
            R"({"a": {…}, "price": →{…}←, "c": [], "d": […], "e": {}})");
}

TEST(AnExcerpt, NamesTheArray) {
  EXPECT_EQ(excerpt(kList, R"({"filters":["a","x","b","a"]})"), R"("filters": ["a", →"x"←, "b", "a"])");
  EXPECT_EQ(excerpt(R"({"items": {"type": "string"}})", R"(["a",1])"), R"(["a", →1←])");
  EXPECT_EQ(excerpt(R"({"items": {"items": {"type": "string"}}})", R"([["a",1]])"), R"(["a", →1←])");
}

TEST(AnExcerpt, MarksANameThatFails) {
  EXPECT_EQ(excerpt(R"({"propertyNames": {"maxLength": 2}})", R"({"a":1,"long":2,"b":3})"),
            R"({"a": 1, →"long"←: …, … 1 more})");
}

TEST(AnExcerpt, IsTheObjectThatLacksAMember) {
  EXPECT_EQ(excerpt(R"({"required": ["id"]})", R"({"price":1,"tags":["x"],"title":"Dune"})"),
            R"(→{"price": 1, "tags": […], "title": "Dune"}←)");
  EXPECT_EQ(excerpt(R"({"required": ["id"]})", "{}"), "→{}←");
}

TEST(AnExcerpt, IsNoneOfTheWholeBody) {
  EXPECT_EQ(excerpt(R"({"type": "object"})", "[]"), "");
}

TEST(AnExcerpt, FoldsWhatANeighbourMayHideByItsName) {
  EXPECT_EQ(excerpt(kPrice, R"({"access_token":"s3cret","price":"x","password":"p4ss"})"),
            R"({"access_token": …, "price": →"x"←, "password": …})");
  EXPECT_EQ(excerpt(kPrice, R"({"a":"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl","price":"x"})"),
            R"({"a": …, "price": →"x"←})");
}

TEST(AnExcerpt, IsShortWhateverTheBodyHas) {
  const std::string lengthy(100'000, 'x');
  const std::string wide = "\xE4\xB8\xAD\xE6\x96\x87";  // two code points of three bytes
  for (const std::string& text : {lengthy, wide + lengthy, std::string(R"(\u202e\u0000\")") + lengthy}) {
    const std::string found =
        excerpt(kPrice, R"({"before":")" + text + R"(","price":")" + text + R"(","after":")" + text + "\"}");
    EXPECT_LE(code_points(found), 90U) << found;
    EXPECT_EQ(printable(found), found);
    EXPECT_NE(found.find("…\""), std::string::npos) << found;
  }
  std::string members;
  for (int i = 0; i < 5'000; ++i) members += "\"m" + std::to_string(i) + "\":" + std::to_string(i) + ",";
  EXPECT_EQ(excerpt(kPrice, "{" + members + R"("price":"x"})"), "") << "it is too far away";
  std::string items;
  for (int i = 0; i < 5'000; ++i) items += "\"a\",";
  EXPECT_EQ(excerpt(kList, R"({"filters":[)" + items + R"("x","a"]})"),
            R"("filters": [… 5000 more, →"x"←, … 1 more])");
}

}  // namespace excerpt_test
}  // namespace avouch
