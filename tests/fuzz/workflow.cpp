// SPDX-License-Identifier: MIT
// Fuzzes runtime expressions and simple conditions of Arazzo: a text and, after the first NUL, the JSON that
// the call answered with.
#include "json/json_reader.h"
#include "one_input.h"
#include "workflow/condition.h"
#include "workflow/expression.h"

namespace avouch::fuzz {
namespace {

void must_be_one_error(const Errors& errors, std::string_view of) {
  must(errors.size() == 1, std::string(of) + ": not one error");
  must_be_printable(errors.front().title, std::string(of) + "'s error");
  must(!errors.front().hint.empty(), std::string(of) + "'s error without a hint");
}

void try_expression(std::string_view text, const Scope& scope) {
  const Result<Expression> expression = parse_expression(text);
  if (!expression) return must_be_one_error(expression.errors(), "an expression");
  must(expression->text == text, "an expression is not kept as it was written");
  must(begins_an_expression(text), "an expression does not begin like one");
  const Found value = value_of(*expression, scope);
  const Found again = value_of(*expression, scope);
  must((value.value == nullptr) == (again.value == nullptr), "an expression has two values");
  must(value.value == nullptr || *value.value == *again.value, "an expression has two values");
  // In braces it is replaced by its value, unless it has a brace itself.
  if (text.find('}') != text.npos) return;
  const Evaluated within = filled("a{" + std::string(text) + "}b", scope);
  must(within.undefined.empty() == (value.value != nullptr), "in braces it is defined otherwise");
  if (value.value != nullptr)
    must(within.value.text == "a" + plain_text(*value.value) + "b", "in braces it has another value");
}

void try_condition(std::string_view text, const Scope& scope) {
  const Result<Condition> condition = parse_condition(text);
  if (!condition) return must_be_one_error(condition.errors(), "a condition");
  const bool is_met = holds(*condition, scope);
  must(is_met == holds(*condition, scope), "a condition has two values");
  for (const Expression& one : expressions_in(*condition))
    must(static_cast<bool>(parse_expression(one.text)), "a condition has what is no expression: " + one.text);
  const std::string within = "(" + std::string(text) + ")";
  if (const Result<Condition> not_met = parse_condition("!" + within))
    must(holds(*not_met, scope) != is_met, "the opposite holds, too");
  if (const Result<Condition> twice = parse_condition(within + " && " + within))
    must(holds(*twice, scope) == is_met, "said twice it is not the same");
}

}  // namespace

int one_input(const std::uint8_t* data, std::size_t size) {
  const auto [text, json] = halves(text_of(data, size), '\0');
  CallFacts call;
  call.method = "POST";
  call.url = "http://a.example/books";
  call.status = 201;
  call.response_fields = {{"Location", "/books/7"}};
  const JsonValue inputs = read_json(json).value_or(JsonValue::string(std::string(json)));
  call.response_body = std::optional(inputs);
  const std::map<std::string, JsonValue> steps = {{"one", inputs}};
  const Scope scope{.call = &call, .inputs = &inputs, .steps = &steps};
  try_expression(text, scope);
  try_condition(text, scope);
  const Evaluated whole = filled(text, scope);
  if (text.find("{$") == text.npos)
    must(whole.value.is_string(text), "a text without expressions is changed");
  if (const Result<std::vector<Expression>> inner = embedded_in(text); !inner)
    must_be_one_error(inner.errors(), "a text with expressions");
  const Evaluated again = evaluated(inputs, scope);
  must(again.undefined.empty() || begins_an_expression(again.undefined),
       "what is undefined is no expression");
  return 0;
}

}  // namespace avouch::fuzz
