// SPDX-License-Identifier: MIT
// Runtime expressions and simple conditions.
#include "workflow/condition.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "json/json_reader.h"

namespace avouch {
namespace condition_test {

class Values {
 public:
  Values() {
    call_.method = "POST";
    call_.url = "http://shop.example/books?kind=new";
    call_.request_fields = {{"X-Trace", "t1"}};
    call_.path["shopId"] = JsonValue::string("s1");
    call_.query["kind"] = JsonValue::string("new");
    call_.request_body = json_of_text(R"({"title": "A"})");
    call_.status = 201;
    call_.response_fields = {{"Location", "/books/7"}, {"X-Left", "9"}};
    call_.response_body = std::optional(json_of_text(
        R"({"id": 7, "title": "The Hobbit", "tags": ["a", "b"], "none": null, "no": false, "a.b": 1, "n": "12"})"));
    inputs_ = json_of_text(R"({"limit": 5, "user": {"name": "Me"}, "dotted.name": "d"})");
    outputs_ = json_of_text(R"({"total": 3})");
    steps_["create"] = json_of_text(R"({"id": 7, "book": {"id": 8}})");
    workflows_["other"].outputs = json_of_text(R"({"id": "w"})");
    workflows_["other"].inputs = json_of_text(R"({"id": "i"})");
    sources_["shop"] = json_of_text(R"({"url": "shop.yaml", "type": "openapi"})");
  }

  Scope scope() const {
    return {.call = &call_,
            .inputs = &inputs_,
            .outputs = &outputs_,
            .steps = &steps_,
            .workflows = &workflows_,
            .sources = &sources_,
            .self = "https://a.example/w"};
  }

 private:
  CallFacts call_;
  JsonValue inputs_;
  JsonValue outputs_;
  std::map<std::string, JsonValue> steps_;
  std::map<std::string, WorkflowValues> workflows_;
  std::map<std::string, JsonValue> sources_;
};

struct Case {
  const char* text;
  const char* result;
};

void PrintTo(const Case& shown, std::ostream* out) {
  *out << shown.text;
}

class ExpressionValue : public testing::TestWithParam<Case> {};

TEST_P(ExpressionValue, IsThatOfItsSource) {
  const Result<Expression> expression = parse_expression(GetParam().text);
  ASSERT_TRUE(expression) << to_string(expression.errors());
  const Values values;
  const Found found = value_of(*expression, values.scope());
  EXPECT_EQ(found.value != nullptr ? to_text(*found.value) : "undefined", GetParam().result);
}

INSTANTIATE_TEST_SUITE_P(
    All, ExpressionValue,
    testing::Values(Case{"$method", R"("POST")"}, Case{"$url", R"("http://shop.example/books?kind=new")"},
                    Case{"$statusCode", "201"}, Case{"$self", R"("https://a.example/w")"},
                    Case{"$request.header.x-trace", R"("t1")"}, Case{"$request.path.shopId", R"("s1")"},
                    Case{"$request.query.kind", R"("new")"}, Case{"$request.query.other", "undefined"},
                    Case{"$request.body#/title", R"("A")"},
                    Case{"$response.header.location", R"("/books/7")"},
                    Case{"$response.header.Missing", "undefined"}, Case{"$response.body#/id", "7"},
                    Case{"$response.body#/tags/1", R"("b")"}, Case{"$response.body#/tags/2", "undefined"},
                    Case{"$response.body#/none", "null"}, Case{"$response.body.title", R"("The Hobbit")"},
                    Case{"$response.body.tags[0]", R"("a")"}, Case{"$response.body['a.b']", "1"},
                    Case{"$inputs.limit", "5"}, Case{"$inputs.user#/name", R"("Me")"},
                    Case{"$inputs.user.name", R"("Me")"}, Case{"$inputs.dotted.name", R"("d")"},
                    Case{"$inputs.missing", "undefined"}, Case{"$outputs.total", "3"},
                    Case{"$steps.create.outputs.id", "7"}, Case{"$steps.create.outputs.book#/id", "8"},
                    Case{"$steps.create.outputs.book.id", "8"}, Case{"$steps.later.outputs.id", "undefined"},
                    Case{"$workflows.other.outputs.id", R"("w")"},
                    Case{"$workflows.other.inputs.id", R"("i")"},
                    Case{"$sourceDescriptions.shop.url", R"("shop.yaml")"}));

class NoExpression : public testing::TestWithParam<const char*> {};

TEST_P(NoExpression, IsRefused) {
  const Result<Expression> expression = parse_expression(GetParam());
  ASSERT_FALSE(expression);
  EXPECT_FALSE(expression.errors().front().hint.empty());
}

INSTANTIATE_TEST_SUITE_P(All, NoExpression,
                         testing::Values("$statuscode", "$response", "$response.", "$response.header.",
                                         "$response.query.a", "$response.bodyguard", "$response.body#id",
                                         "$steps.a", "$steps.a.inputs.b", "$steps..outputs.b", "$inputs.",
                                         "$workflows.a.steps.b", "$message.payload",
                                         "$components.parameters.a", "$sourceDescriptions.a", "$", ""));

class ConditionHolds : public testing::TestWithParam<Case> {};

TEST_P(ConditionHolds, AsTheSpecificationHasIt) {
  const Result<Condition> condition = parse_condition(GetParam().text);
  ASSERT_TRUE(condition) << to_string(condition.errors());
  EXPECT_STREQ(holds(*condition, Values().scope()) ? "true" : "false", GetParam().result);
}

INSTANTIATE_TEST_SUITE_P(
    All, ConditionHolds,
    testing::Values(
        Case{"$statusCode == 201", "true"}, Case{"$statusCode==201", "true"},
        Case{"$statusCode != 201", "false"}, Case{"$statusCode >= 200 && $statusCode < 300", "true"},
        Case{"$statusCode > 201", "false"}, Case{"$statusCode <= 201.0", "true"},
        Case{"$response.body#/title == 'the hobbit'", "true"},
        Case{"$response.body#/title == 'the hobbi'", "false"},
        Case{"$response.body#/title != 'THE HOBBIT'", "false"},
        Case{"$response.body#/missing == null", "true"}, Case{"$response.body#/missing != null", "false"},
        Case{"$response.body#/id != null", "true"}, Case{"$response.body#/none == null", "true"},
        Case{"$response.body#/no == false", "true"}, Case{"$response.body#/no", "false"},
        Case{"!$response.body#/no", "true"}, Case{"$response.body#/id", "true"},
        Case{"$response.body#/missing", "false"}, Case{"!($statusCode == 201)", "false"},
        Case{"$response.body#/n > 9", "true"}, Case{"$response.body#/n == 12", "true"},
        Case{"'b' > 'A'", "true"}, Case{"'it''s' == 'IT''S'", "true"},
        Case{"$response.body#/tags > 1", "false"}, Case{"null == null", "true"},
        Case{"$response.body.tags[1] == 'b'", "true"}, Case{"$inputs.limit < 10", "true"},
        Case{"false || true && true", "true"}, Case{"(false || true) && false", "false"},
        Case{"true || true && false", "true"}, Case{"9007199254740993 == 9007199254740992", "false"},
        Case{"1e2 == 100", "true"}, Case{"-1 < 0", "true"}, Case{"$response.header.X-Left >= 9", "true"},
        Case{"$response.body['a.b'] == 1", "true"}, Case{"$response.body[\"a.b\"]==1", "true"},
        Case{"$response.body['a && b'] == null", "true"},
        Case{"$response.body#/it's == null && true", "true"}, Case{"($inputs.a' == null)", "true"}));

class NoCondition : public testing::TestWithParam<const char*> {};

TEST_P(NoCondition, IsRefused) {
  const Result<Condition> condition = parse_condition(GetParam());
  ASSERT_FALSE(condition);
  EXPECT_EQ(condition.errors().size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(All, NoCondition,
                         testing::Values("", "$statusCode ==", "== 200", "$statusCode = 200",
                                         "$statusCode == 200 and true", "($statusCode == 200", "'open",
                                         "available", "$nothing == 1", "1 == 1 == 1", "$statusCode == 200)",
                                         "&& true", "!", "$inputs['a == 1"));

// A colon before that of the message would begin a command of CI servers.
TEST(AnError, IsPrintableWhateverTheTextIs) {
  const Result<Expression> expression = parse_expression(":");
  ASSERT_FALSE(expression);
  EXPECT_EQ(expression.errors().front().title, "\\x3a: this is not a runtime expression");
}

TEST(Condition, IsBoundedInItsNesting) {
  const std::string deep = std::string(500, '(') + "true" + std::string(500, ')');
  EXPECT_FALSE(parse_condition(deep));
  EXPECT_FALSE(parse_condition(std::string(5'000, '!') + "true"));
  EXPECT_TRUE(parse_condition(std::string(20, '(') + "true" + std::string(20, ')')));
}

TEST(Condition, IsBoundedInItsLength) {
  const std::string longest = "1 == 1 && 'x' == '" + std::string(kLongestCondition - 19, 'x') + "'";
  ASSERT_EQ(longest.size(), kLongestCondition);
  EXPECT_TRUE(parse_condition(longest));
  const Result<Condition> longer = parse_condition(longest + " ");
  ASSERT_FALSE(longer);
  EXPECT_TRUE(longer.errors().front().title.ends_with(" has more than 65536 bytes"));
}

TEST(Evaluated, FillsTextAndKeepsTypes) {
  const JsonValue written = json_of_text(
      R"({"id": "$steps.create.outputs.id", "path": "/b/{$steps.create.outputs.id}-{$inputs.user}", "price": "$5",
          "list": ["{$statusCode}", 1], "body": "{\"a\": {$inputs.limit}}"})");
  const Evaluated made = evaluated(written, Values().scope());
  EXPECT_EQ(made.undefined, "");
  EXPECT_EQ(to_text(made.value),
            R"({"id":7,"path":"/b/7-{\"name\":\"Me\"}","price":"$5","list":["201",1],"body":"{\"a\": 5}"})");
}

TEST(Evaluated, NamesWhatIsNotDefined) {
  EXPECT_EQ(evaluated(json_of_text(R"({"a": ["$inputs.b"]})"), Values().scope()).undefined, "$inputs.b");
  EXPECT_EQ(evaluated(json_of_text(R"("x{$steps.z.outputs.y}")"), Values().scope()).undefined,
            "$steps.z.outputs.y");
}

TEST(Evaluated, SelectsByJsonPathAndJsonPointer) {
  const auto text_of = [](const char* written) {
    const Evaluated made = evaluated(json_of_text(written), Values().scope());
    return made.undefined.empty() ? to_text(made.value) : "undefined";
  };
  EXPECT_EQ(text_of(R"({"context": "$response.body", "selector": "$.tags[1]", "type": "jsonpath"})"),
            R"("b")");
  EXPECT_EQ(text_of(R"({"context": "$response.body", "selector": "$.tags[*]", "type": "jsonpath"})"),
            R"(["a","b"])");
  EXPECT_EQ(
      text_of(
          R"({"context": "$response.body", "selector": "/id", "type": {"type": "jsonpointer", "version": "rfc6901"}})"),
      "7");
  EXPECT_EQ(text_of(R"({"context": "$response.body", "selector": "$.missing", "type": "jsonpath"})"),
            "undefined");
}

}  // namespace condition_test
}  // namespace avouch
