// SPDX-License-Identifier: MIT
// Simple conditions of Arazzo (1.1.0, "Criterion Object"): literals, operators and runtime expressions.
//
//   Result<Condition> condition = parse_condition("$statusCode == 200 && $response.body#/id != null");
//   holds(*condition, scope)
//
// What is not defined is null. Text is compared without case; text that is a number is compared with a number
// as one. A condition is unknown if it depends on what is not known, or if the work of the scope is used up.
//
// Pure, apart from the limits of a scope.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
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

// Maximum length of the condition of a criterion, in bytes.
inline constexpr std::size_t kLongestCondition = std::size_t{64} << 10U;

// Errors: exactly one, without a place.
Result<Condition> parse_condition(std::string_view text);

struct Truth {
  enum class Is { no, yes, unknown };
  Is is = Is::no;
  std::string why = {};  // it is unknown: a sentence without a full stop
};

Truth truth_of(const Condition& condition, const Scope& scope);

// Whether it is true.
bool holds(const Condition& condition, const Scope& scope);

// Every expression in it.
std::vector<Expression> expressions_in(const Condition& condition);

}  // namespace avouch
