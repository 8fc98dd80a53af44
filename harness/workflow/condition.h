// SPDX-License-Identifier: MIT
// Simple conditions of Arazzo (1.1.0, "Criterion Object"): literals, operators and runtime expressions.
//
//   Result<Condition> condition = parse_condition("$statusCode == 200 && $response.body#/id != null");
//   holds(*condition, scope)
//
// What is not defined is null. Text is compared without case; text that is a number is compared with a number
// as one. Pure; thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "json/json_value.h"
#include "workflow/expression.h"

namespace avouch {

struct Condition {
  enum class Kind {
    any,         // ||, of `parts`
    all,         // &&, of `parts`
    none,        // !, of one part
    comparison,  // of two parts that are values
    literal,
    expression,
  };
  enum class Operator { equal, unequal, less, at_most, more, at_least };

  Kind kind = Kind::literal;
  std::vector<Condition> parts = {};
  Operator comparison = Operator::equal;
  JsonValue literal = {};
  Expression expression = {};
};

// Maximum nesting of a condition.
inline constexpr int kDeepestCondition = 64;

// Errors: exactly one, without a place.
Result<Condition> parse_condition(std::string_view text);

bool holds(const Condition& condition, const Scope& scope);

// Whether the values are equal as == of a condition has it.
bool are_equal(const JsonValue& left, const JsonValue& right);

// Every expression in it.
std::vector<Expression> expressions_in(const Condition& condition);

}  // namespace avouch
