// SPDX-License-Identifier: MIT
#include "workflow/condition.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "base/text.h"
#include "json/decimal.h"
#include "json/json_reader.h"
#include "json/same.h"

namespace avouch {
namespace {

using Kind = Condition::Kind;
using Operator = Condition::Operator;

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

class ConditionParser {
 public:
  explicit ConditionParser(std::string_view text) : whole_(text), rest_(text) {}

  Result<Condition> parse() {
    std::optional<Condition> condition = any(0);
    skip();
    if (condition && rest_.empty()) return *std::move(condition);
    const std::size_t at = whole_.size() - rest_.size();
    return Error{.title = "the condition " + in_quotes(whole_) + " cannot be read at character " +
                          std::to_string(at + 1) + (why_.empty() ? "" : ": " + why_),
                 .place = {},
                 .hint =
                     "Compare runtime expressions with literals: $statusCode == 200 && $response.body#/id "
                     "!= null; text is in single quotes."};
  }

 private:
  void skip() {
    while (!rest_.empty() && is_blank(rest_.front())) rest_.remove_prefix(1);
  }
  bool take(std::string_view token) {
    skip();
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }
  std::optional<Condition> refuse(std::string why) {
    if (why_.empty()) why_ = std::move(why);
    return std::nullopt;
  }

  std::optional<Condition> any(int depth) { return list(Kind::any, "||", depth); }

  std::optional<Condition> list(Kind kind, std::string_view separator, int depth) {
    Condition made{.kind = kind};
    do {
      std::optional<Condition> part = kind == Kind::any ? list(Kind::all, "&&", depth) : negation(depth);
      if (!part) return std::nullopt;
      made.parts.push_back(*std::move(part));
    } while (take(separator));
    if (made.parts.size() == 1) return std::move(made.parts.front());
    return made;
  }

  std::optional<Condition> negation(int depth) {
    skip();
    if (depth > kDeepestCondition) return refuse("it is nested too deeply");
    if (rest_.starts_with('!') && !rest_.starts_with("!=")) {
      rest_.remove_prefix(1);
      std::optional<Condition> part = negation(depth + 1);
      if (!part) return std::nullopt;
      return Condition{.kind = Kind::none, .parts = {*std::move(part)}};
    }
    std::optional<Condition> left = operand(depth);
    if (!left) return std::nullopt;
    constexpr std::array<std::pair<std::string_view, Operator>, 6> kOperators = {{{"==", Operator::equal},
                                                                                  {"!=", Operator::unequal},
                                                                                  {"<=", Operator::at_most},
                                                                                  {">=", Operator::at_least},
                                                                                  {"<", Operator::less},
                                                                                  {">", Operator::more}}};
    for (const auto& [token, comparison] : kOperators) {
      if (!take(token)) continue;
      std::optional<Condition> right = operand(depth);
      if (!right) return std::nullopt;
      return Condition{
          .kind = Kind::comparison, .parts = {*std::move(left), *std::move(right)}, .comparison = comparison};
    }
    return left;
  }

  std::optional<Condition> operand(int depth) {
    skip();
    if (rest_.empty()) return refuse("a value is missing");
    if (take("(")) {
      std::optional<Condition> inner = any(depth + 1);
      if (!inner || !take(")")) return refuse("a parenthesis is not closed");
      return inner;
    }
    const char first = rest_.front();
    if (first == '\'' || first == '"') return text(first);
    if (first == '$') return expression();
    return word();
  }

  // A quote in the text is doubled.
  std::optional<Condition> text(char quote) {
    std::string value;
    for (std::size_t i = 1; i < rest_.size(); ++i) {
      if (rest_[i] == quote && i + 1 < rest_.size() && rest_[i + 1] == quote)
        ++i;
      else if (rest_[i] == quote) {
        rest_.remove_prefix(i + 1);
        return Condition{.kind = Kind::literal, .literal = JsonValue::string(std::move(value))};
      }
      value += rest_[i];
    }
    return refuse("a quote is not closed");
  }

  // A name in brackets may be quoted: $inputs['a b'].
  std::optional<Condition> expression() {
    constexpr std::string_view kEnds = "=!<>&|()";
    std::size_t end = 0;
    char quote = 0;
    for (; end < rest_.size(); ++end) {
      const char c = rest_[end];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if ((c == '\'' || c == '"') && rest_[end - 1] == '[') {
        quote = c;
      } else if (is_blank(c) || kEnds.find(c) != kEnds.npos) {
        break;
      }
    }
    if (quote != 0) return refuse("a quote is not closed");
    const Result<Expression> parsed = parse_expression(rest_.substr(0, end));
    if (!parsed) return refuse(parsed.errors().front().title);
    rest_.remove_prefix(end);
    return Condition{.kind = Kind::expression, .expression = *parsed};
  }

  std::optional<Condition> word() {
    std::size_t end = 0;
    while (end < rest_.size() && (is_alphanumeric(rest_[end]) || rest_[end] == '.' || rest_[end] == '-' ||
                                  rest_[end] == '+' || rest_[end] == '_'))
      ++end;
    const std::string_view token = rest_.substr(0, end);
    const std::optional<JsonValue> value = read_json(token);
    if (!value) return refuse(in_quotes(token) + " is no literal");
    rest_.remove_prefix(end);
    return Condition{.kind = Kind::literal, .literal = *value};
  }

  std::string_view whole_;
  std::string_view rest_;
  std::string why_;
};

// Evaluates a condition. What it compares is referred to, not copied.
class Evaluation {
 public:
  explicit Evaluation(const Scope& scope)
      : scope_(scope), work_(scope.work != nullptr ? *scope.work : own_) {}

  Truth truth_of(const Condition& condition) {
    if (!work_.spend(1)) return spent();
    switch (condition.kind) {
      case Kind::any:
        return among(condition.parts, Truth::Is::yes);
      case Kind::all:
        return among(condition.parts, Truth::Is::no);
      case Kind::none: {
        Truth part = truth_of(condition.parts.front());
        if (part.is != Truth::Is::unknown) part = truth(part.is == Truth::Is::no);
        return part;
      }
      case Kind::literal:
      case Kind::expression: {
        const Found found = value_in(condition);
        if (!found.unknown.empty()) return unknown(found.unknown);
        return truth(!found.value->is_null() && !found.value->is_false());
      }
      case Kind::comparison:
        break;
    }
    const Found left = value_in(condition.parts[0]);
    const Found right = value_in(condition.parts[1]);
    for (const Found* side : {&left, &right}) {
      if (!side->unknown.empty()) return unknown(side->unknown);
    }
    const bool is_true = compares(*left.value, condition.comparison, *right.value);
    return work_.is_spent() ? spent() : truth(is_true);
  }

 private:
  static Truth truth(bool is_true) { return {.is = is_true ? Truth::Is::yes : Truth::Is::no}; }
  static Truth unknown(std::string why) { return {.is = Truth::Is::unknown, .why = std::move(why)}; }
  Truth spent() const { return unknown(spent_reason_of(work_.end())); }

  // A part that `decides` decides; else one that is unknown.
  Truth among(const std::vector<Condition>& parts, Truth::Is decides) {
    Truth whole = truth(decides == Truth::Is::no);
    for (const Condition& part : parts) {
      Truth one = truth_of(part);
      if (one.is == decides) return one;
      if (one.is == Truth::Is::unknown && whole.is != Truth::Is::unknown) whole = std::move(one);
      if (work_.is_spent()) break;
    }
    return whole;
  }

  // What is not defined is null.
  Found value_in(const Condition& condition) {
    static const JsonValue nothing;
    switch (condition.kind) {
      case Kind::literal:
        return {.value = &condition.literal};
      case Kind::expression: {
        Found found = value_of(condition.expression, scope_);
        if (found.value == nullptr) found.value = &nothing;
        return found;
      }
      case Kind::any:
      case Kind::all:
      case Kind::none:
      case Kind::comparison:
        break;
    }
    const Truth is = truth_of(condition);
    return is.is == Truth::Is::unknown ? Found{.value = &nothing, .unknown = is.why}
                                       : Found::made(JsonValue::boolean(is.is == Truth::Is::yes));
  }

  bool compares(const JsonValue& left, Operator comparison, const JsonValue& right) {
    if (comparison == Operator::equal) return are_equal(left, right);
    if (comparison == Operator::unequal) return !are_equal(left, right);
    const std::optional<int> order = order_of(left, right);
    if (!order) return false;
    switch (comparison) {
      case Operator::less:
        return *order < 0;
      case Operator::at_most:
        return *order <= 0;
      case Operator::more:
        return *order > 0;
      case Operator::at_least:
        return *order >= 0;
      case Operator::equal:
      case Operator::unequal:
        break;
    }
    return false;
  }

  // Once the work is used up, what this returns does not count.
  bool are_equal(const JsonValue& left, const JsonValue& right) {
    if (left.is_string() && right.is_string()) {
      return left.text.size() == right.text.size() && work_.spend_on_text(2 * left.text.size()) &&
             equals_ignoring_ascii_case(left.text, right.text);
    }
    if (left.is_number() || right.is_number()) {
      const std::optional<Decimal> a = number_of(left);
      const std::optional<Decimal> b = number_of(right);
      if (a && b) return compare(*a, *b) == 0;
    }
    return are_same(left, right, &work_).value_or(false);
  }

  // Less than 0, 0 or more; nullopt: they have no order.
  std::optional<int> order_of(const JsonValue& left, const JsonValue& right) {
    const std::optional<Decimal> a = number_of(left);
    const std::optional<Decimal> b = number_of(right);
    if (a && b) return compare(*a, *b);
    if (!left.is_string() || !right.is_string()) return std::nullopt;
    if (!work_.spend_on_text(4 * (left.text.size() + right.text.size()))) return std::nullopt;
    return ascii_lower(left.text).compare(ascii_lower(right.text));
  }

  // The value as a number, if it is one or a text that is one.
  std::optional<Decimal> number_of(const JsonValue& value) {
    if (!value.is_number() && (!value.is_string() || value.text.size() > 100)) return std::nullopt;
    if (!work_.spend_on_text(2 * value.text.size())) return std::nullopt;
    if (value.is_number()) return Decimal::parse(value.text);
    const std::optional<JsonValue> read = read_json(value.text);
    return read && read->is_number() ? Decimal::parse(read->text) : std::nullopt;
  }

  const Scope& scope_;
  WorkBudget own_{WorkBudget::Limits{}};  // without limits
  WorkBudget& work_;
};

}  // namespace

Result<Condition> parse_condition(std::string_view text) {
  if (text.size() > kLongestCondition) {
    return Error{.title = "the condition " + in_quotes(text) + " has more than " +
                          std::to_string(kLongestCondition) + " bytes",
                 .place = {},
                 .hint = "Write several criteria: each of them has to be satisfied."};
  }
  return ConditionParser(text).parse();
}

Truth truth_of(const Condition& condition, const Scope& scope) {
  return Evaluation(scope).truth_of(condition);
}

bool holds(const Condition& condition, const Scope& scope) {
  return truth_of(condition, scope).is == Truth::Is::yes;
}

std::vector<Expression> expressions_in(const Condition& condition) {
  std::vector<Expression> found;
  if (condition.kind == Kind::expression) found.push_back(condition.expression);
  for (const Condition& part : condition.parts) {
    for (Expression& one : expressions_in(part)) found.push_back(std::move(one));
  }
  return found;
}

}  // namespace avouch
