// SPDX-License-Identifier: MIT
// The table of OpenAPI 3.1 §4.8.12.4, for empty-free values: a string, an array and an object.
#include "contract/serialization.h"

#include <gtest/gtest.h>

#include "contract/header_value.h"
#include "generate/media/form.h"
#include "json/json_reader.h"

namespace avouch {
namespace serialization_test {

struct Case {
  const char* name;
  const char* in;  // "path", "header", "query"
  const char* style;
  bool explode;
  const char* value;     // JSON
  const char* expected;  // "-": it cannot be written
};

std::string written(const Case& given) {
  const JsonValue value = json_of_text(given.value);
  const std::string in = given.in;
  if (in == "path") return path_text({given.style, given.explode}, "color", value).value_or("-");
  if (in == "header") return simple_text(value, given.explode).value_or("-");
  const auto pairs = pairs_of({given.style, given.explode}, "color", value);
  return pairs ? joined_pairs(*pairs, "&") : "-";
}

constexpr const char* kArray = R"(["blue", "bl ack"])";
constexpr const char* kObject = R"({"B": 150, "R": 100})";

constexpr Case kCases[] = {
    {"SimpleText", "path", "simple", false, R"("a/b")", "a%2Fb"},
    {"SimpleArray", "path", "simple", false, kArray, "blue,bl%20ack"},
    {"SimpleObject", "path", "simple", false, kObject, "B,150,R,100"},
    {"SimpleObjectExploded", "path", "simple", true, kObject, "B=150,R=100"},
    {"LabelText", "path", "label", false, "5", ".5"},
    {"LabelArray", "path", "label", false, kArray, ".blue,bl%20ack"},
    {"LabelArrayExploded", "path", "label", true, kArray, ".blue.bl%20ack"},
    {"LabelObjectExploded", "path", "label", true, kObject, ".B=150.R=100"},
    {"MatrixText", "path", "matrix", false, "true", ";color=true"},
    {"MatrixEmpty", "path", "matrix", false, R"("")", ";color"},
    {"MatrixEmptyExploded", "path", "matrix", true, R"(["", "a"])", ";color;color=a"},
    {"MatrixArray", "path", "matrix", false, kArray, ";color=blue,bl%20ack"},
    {"MatrixArrayExploded", "path", "matrix", true, kArray, ";color=blue;color=bl%20ack"},
    {"MatrixObject", "path", "matrix", false, kObject, ";color=B,150,R,100"},
    {"MatrixObjectExploded", "path", "matrix", true, kObject, ";B=150;R=100"},
    {"MatrixObjectExplodedWithAnEmptyMember", "path", "matrix", true, R"({"B": "", "R": 100})", ";B;R=100"},
    {"MatrixObjectWithoutMembers", "path", "matrix", true, "{}", ";"},
    {"HeaderArray", "header", "simple", false, kArray, "blue,bl ack"},
    {"HeaderObjectExploded", "header", "simple", true, kObject, "B=150,R=100"},
    {"FormText", "query", "form", true, R"("a&b")", "color=a%26b"},
    {"FormArray", "query", "form", false, kArray, "color=blue,bl%20ack"},
    {"FormArrayExploded", "query", "form", true, kArray, "color=blue&color=bl%20ack"},
    {"FormObject", "query", "form", false, kObject, "color=B,150,R,100"},
    {"FormObjectExploded", "query", "form", true, kObject, "B=150&R=100"},
    {"SpaceDelimited", "query", "spaceDelimited", false, kArray, "color=blue%20bl%20ack"},
    {"PipeDelimited", "query", "pipeDelimited", false, kArray, "color=blue%7Cbl%20ack"},
    {"PipeDelimitedObject", "query", "pipeDelimited", false, kObject, "color=B%7C150%7CR%7C100"},
    {"DeepObject", "query", "deepObject", true, kObject, "color%5BB%5D=150&color%5BR%5D=100"},
    {"DeepObjectOfAnArray", "query", "deepObject", true, kArray, "-"},
    {"ArrayInAnArray", "query", "form", true, "[[1]]", "-"},
    {"Null", "path", "simple", false, "null", "-"},
};

class Serialization : public testing::TestWithParam<Case> {};

TEST_P(Serialization, IsThisText) {
  EXPECT_EQ(written(GetParam()), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Styles, Serialization, testing::ValuesIn(kCases),
                         [](const auto& each) { return std::string(each.param.name); });

// Reserved characters, and what is percent-encoded already (RFC 6570 §3.2.3).
TEST(Reserved, CharactersStayWhereTheyAreAllowed) {
  const JsonValue text = JsonValue::string("a/b?c=d&e%2f%#[] ä");
  const Style simple{.style = "simple", .allow_reserved = true};
  EXPECT_EQ(path_text(simple, "p", text), "a%2Fb%3Fc=d&e%2f%25%23%5B%5D%20%C3%A4");
  const Style form{.style = "form", .explode = true, .allow_reserved = true};
  EXPECT_EQ(joined_pairs(*pairs_of(form, "p", text), "&"), "p=a/b?c%3Dd%26e%2f%25%23%5B%5D%20%C3%A4");
  const Style closed{.style = "form", .explode = true};
  EXPECT_EQ(joined_pairs(*pairs_of(closed, "p", JsonValue::string("a/%2f")), "&"), "p=a%2F%252f");
}

TEST(CookieStyle, EncodesNothing) {
  const Style cookie{.style = "cookie", .explode = true};
  EXPECT_EQ(joined_pairs(*pairs_of(cookie, "c d", JsonValue::string("a/%2f")), "; "), "c d=a/%2f");
  EXPECT_EQ(joined_pairs(*pairs_of(cookie, "c", json_of_text(R"(["a b", 1])")), "; "), "c=a b; c=1");
}

TEST(Form, WritesMembersByTheirKind) {
  const JsonValue object = json_of_text(R"({"a":1,"b":["x","y"],"c":{"d":1},"e":null,"f":{"g":"h"}})");
  EXPECT_EQ(form_text(object, {{"f", {.style = "deepObject", .explode = true}}}),
            "a=1&b=x&b=y&c=%7B%22d%22%3A1%7D&f%5Bg%5D=h");
}

TEST(Form, AMultipartFormHasAPartAMember) {
  const JsonValue object = json_of_text(R"({"file":"bytes","list":[1,2],"meta":{"a":true},"say\"":"x"})");
  EXPECT_EQ(multipart_text(object, {{"file", {.content_type = "image/png"}}}, "b"),
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\r\nContent-Type: "
            "image/png\r\n\r\nbytes\r\n"
            "--b\r\nContent-Disposition: form-data; name=\"list\"\r\n\r\n1\r\n"
            "--b\r\nContent-Disposition: form-data; name=\"list\"\r\n\r\n2\r\n"
            "--b\r\nContent-Disposition: form-data; name=\"meta\"\r\nContent-Type: "
            "application/json\r\n\r\n{\"a\":true}\r\n"
            "--b\r\nContent-Disposition: form-data; name=\"say%22\"\r\n\r\nx\r\n--b--\r\n");
}

}  // namespace serialization_test
}  // namespace avouch
