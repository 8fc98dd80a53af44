// SPDX-License-Identifier: MIT
#include "contract/document/document.h"

#include <gtest/gtest.h>

namespace avouch {
namespace document_test {

Document read(const std::string& text) {
  Result<Document> document = parse_json_document("d.json", text);
  if (!document) {
    ADD_FAILURE() << to_string(document.errors());
    return {"d.json", {}};
  }
  return *std::move(document);
}

TEST(Document, KnowsTheLineOfEachValue) {
  const Document document = read("{\n\"a\": {\n\"b/c\": [\n1,\n\"x\"]},\n\"m~n\": null}");
  EXPECT_EQ(document.line(""), 1);
  EXPECT_EQ(document.line("/a"), 2);
  EXPECT_EQ(document.line("/a/b~1c"), 3);
  EXPECT_EQ(document.line("/a/b~1c/0"), 4);
  EXPECT_EQ(document.line("/a/b~1c/1"), 5);
  EXPECT_EQ(document.line("/m~0n"), 6);
  EXPECT_EQ(document.line("/z"), 0);
  EXPECT_EQ(to_string(document.place("/a")), "d.json:2 /a");
}

TEST(Document, FindsByPointer) {
  const Document document = read(R"({"a":[10,{"":true}],"01":2})");
  ASSERT_NE(document.at("/a/1/"), nullptr);
  EXPECT_EQ(to_text(*document.at("/a/1/")), "true");
  EXPECT_EQ(to_text(*document.at("/01")), "2");
  for (const char* nowhere : {"/b", "/a/2", "/a/00", "/a/-", "/a/", "/a/0/x", "/a/4294967296", "a", "/~2"}) {
    EXPECT_EQ(document.at(nowhere), nullptr) << nowhere;
  }
}

TEST(Document, KeepsTheOrderOfMembers) {
  EXPECT_EQ(read("{\"b\":1,\n\"a\":2,\n\"c\":{\"z\":0,\n\"y\":0}}").members(""),
            (std::vector<std::string>{"b", "a", "c"}));
  EXPECT_EQ(read(R"({"get":{"x":{}},"delete":1,"patch":2})").members(""),
            (std::vector<std::string>{"get", "delete", "patch"}))
      << "of one line, too";
  EXPECT_EQ(read("[1]").members(""), std::vector<std::string>{});
  EXPECT_EQ(read("[1]").members("/5"), std::vector<std::string>{});
}

TEST(Document, KeepsNumbersAsTheyWereWritten) {
  for (const char* number :
       {"1.0", "1e2", "-0.10", "12345678901234567890123", "-9223372036854775809", "0.1000000000000000055511",
        "1e400", "-1e400", "1E+400", "1e-400", "123.456e99999999999999999999", "-0.5e-99999999999"}) {
    EXPECT_EQ(read(number).text(""), number);
    EXPECT_EQ(read("{\"a\":[0," + std::string(number) + ",\"1e400\",2]}").text("/a"),
              "[0," + std::string(number) + ",\"1e400\",2]");
  }
  const std::string long_number = "-1" + std::string(5'000, '0') + ".25";
  EXPECT_EQ(read(long_number).text(""), long_number);
}

TEST(Document, KeepsNumbersApartAndMembersInOrder) {
  EXPECT_EQ(read(R"({"b":1e400,"a":[true,-1e401,3,"-1e402",1e403]})").text(""),
            R"({"b":1e400,"a":[true,-1e401,3,"-1e402",1e403]})");
  EXPECT_NE(read("1e400").root(), read("1e401").root());
  EXPECT_EQ(read("1e400").root(), read("10.0e399").root());
}

TEST(Document, KnowsTheLineOfWhatIsInALine) {
  const Document document = read("\n[[],\n{\"a\":{\n\"b\":[[1\n,2]]}}\n]");
  EXPECT_EQ(document.line(""), 2);
  EXPECT_EQ(document.line("/0"), 2);
  EXPECT_EQ(document.line("/1"), 3);
  EXPECT_EQ(document.line("/1/a"), 3);
  EXPECT_EQ(document.line("/1/a/b"), 4);
  EXPECT_EQ(document.line("/1/a/b/0/0"), 4);
  EXPECT_EQ(document.line("/1/a/b/0/1"), 5);
}

struct Fault {
  const char* name;
  const char* text;
  const char* errors;
};
void PrintTo(const Fault& item, std::ostream* out) {
  *out << item.name;
}

const Fault kFaults[] = {
    {"ByteOrderMark", "\xEF\xBB\xBF{}",
     "error: this begins with a byte order mark\n  at d.json:1\n  Save it as UTF-8 without one (RFC 8259 "
     "§8.1).\n"},
    {"Empty", "",
     "error: this is not JSON: the text is empty\n  at d.json:1\n  Fix the syntax (RFC 8259).\n"},
    {"NoComma", "[1\n2]",
     "error: this is not JSON: a comma or ] is missing before \"2]\"\n  at d.json:2\n  Fix the syntax (RFC "
     "8259).\n"},
    {"LeadingZero", "[01e400]", nullptr},
    {"TwoPoints", "[1e400.5]", nullptr},
    {"TwoExponents", "[1e400e5]", nullptr},
    {"NoExponent", "[1e]", nullptr},
    {"OpenString", "[1e400,\"", nullptr},
    {"OpenEscape", "[1e400,\"\\", nullptr},
    {"Trailing", "{}1e400", nullptr},
};

class BrokenDocument : public testing::TestWithParam<Fault> {};

TEST_P(BrokenDocument, IsRefused) {
  const Result<Document> document = parse_json_document("d.json", GetParam().text);
  ASSERT_FALSE(document);
  if (GetParam().errors != nullptr) {
    EXPECT_EQ(to_string(document.errors()), GetParam().errors);
  } else {
    EXPECT_TRUE(document.errors().front().title.starts_with("this is not JSON: "))
        << document.errors().front().title;
  }
}

INSTANTIATE_TEST_SUITE_P(Document, BrokenDocument, testing::ValuesIn(kFaults),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Document, IsAtMost512LevelsDeep) {
  EXPECT_TRUE(parse_json_document("d.json", std::string(512, '[') + std::string(512, ']')));
  const Result<Document> deep = parse_json_document("d.json", std::string(100'000, '['));
  ASSERT_FALSE(deep);
  EXPECT_EQ(deep.errors().front().title, "this is nested deeper than the 512 levels that are judged");
}

TEST(Document, HoldsAtMostSoManyValues) {
  EXPECT_TRUE(parse_json_document("d.json", "{\"a\": [0,\n0]}", 5)) << "names count, too";
  const Result<Document> many = parse_json_document("d.json", "{\"a\": [0,\n0]}", 4);
  ASSERT_FALSE(many);
  EXPECT_EQ(
      to_string(many.errors()),
      "error: this holds more than the 4 values that are judged\n  at d.json:2\n  Split it up, or leave "
      "out what no operation needs.\n");
}

std::string faults_of(const Document& document) {
  std::string all;
  for (const Error& fault : document.faults()) all += to_string(fault.place) + " " + fault.title + "\n";
  return all;
}

TEST(Document, TakesTheLastOfMembersOfOneName) {
  const Result<Document> document =
      parse_json_document("d.json", "{\"a\":1,\n\"b\":[{\"c\":1,\n\"\\u0063\":2}],\n\"a\":{\"x\":3}}");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->text(""), R"({"b":[{"c":2}],"a":{"x":3}})");
  EXPECT_EQ(faults_of(*document),
            "d.json:3 /b/0/c the member \"c\" occurs twice: the last one counts\n"
            "d.json:4 /a the member \"a\" occurs twice: the last one counts\n");
  const Result<Document> hidden = parse_json_document("d.json", R"({"a":{"c":1,"c":2},"a":[]})");
  ASSERT_TRUE(hidden);
  EXPECT_EQ(faults_of(*hidden), "d.json:1 /a the member \"a\" occurs twice: the last one counts\n");
}

TEST(Document, ShowsAReplacementForHalfAPair) {
  const Result<Document> document = parse_json_document(
      "d.json",
      "{\"title\":\"a\\ud800b\",\n\"x\\udc00\":\"\\ud83d\\ude00\",\n\"enum\":[\"\\ud801\",\"e\"],"
      "\n\"properties\":{\"p\\ud800\":{\"description\":\"\\ud800\"}}}");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->at("/title")->text, "a\uFFFDb");
  EXPECT_EQ(document->at("/x\uFFFD")->text, "\U0001F600");
  EXPECT_TRUE(has_lone_surrogate(document->at("/enum/0")->text)) << "it is judged";
  EXPECT_EQ(document->at("/properties/p\xED\xA0\x80/description")->text, "\uFFFD");
  EXPECT_EQ(document->faults().size(), 5U);
  for (const Error& fault : document->faults()) EXPECT_EQ(fault.title, kLoneSurrogate);
  EXPECT_EQ(document->faults()[0].place, (Place{"d.json", "/title", 1}));
  EXPECT_EQ(lone_surrogate_in(*document->at("/enum")), "/0");
  EXPECT_EQ(lone_surrogate_in(*document->at("/title")), std::nullopt);
}

}  // namespace document_test
}  // namespace avouch
