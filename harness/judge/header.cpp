// SPDX-License-Identifier: MIT
#include "judge/header.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "http/syntax.h"
#include "judge/answer.h"
#include "judge/header_syntax.h"

namespace avouch {
namespace {

Verdict holds() {
  return {.outcome = Outcome::holds, .instances = 1};
}

// "NAME: VALUE" for each line, so that a duplicate shows both.
std::string shown_lines(std::string_view name, const std::vector<std::string>& lines) {
  std::vector<std::string> shown_values;
  for (const std::string& line : lines) shown_values.push_back(std::string(name) + ": " + in_quotes(line));
  return shown(join(shown_values, " and "), 3 * kShownLimit);
}

Verdict violated(const DocumentedHeader& header, const std::vector<std::string>& lines, std::string reason,
                 std::string expected) {
  return {.outcome = Outcome::violated,
          .reason = std::move(reason),
          .findings = {{"header " + header.name, lines.empty() ? "absent" : shown_lines(header.name, lines),
                        std::move(expected)}},
          .instances = 1,
          .failures = 1};
}

// A clause's coordinate says which status its response is documented under: OPERATION/STATUS/headers/….
std::string_view documented_status(const Clause& clause) {
  const std::string_view rest = std::string_view(clause.coordinate).substr(clause.operation.size() + 1);
  return rest.substr(0, rest.find('/'));
}

Verdict judge_required(const DocumentedHeader& header, const Evidence& evidence,
                       const std::vector<std::string>& lines) {
  if (!header.required && evidence.origin.empty()) {
    return {.outcome = Outcome::unexercised,
            .reason = "it is required of answers to cross-origin requests only"};
  }
  if (!lines.empty()) return holds();
  return violated(header, lines, "there is no " + header.name, "a line of that name");
}

bool is_boolean(std::string_view value) {
  return value == "true" || value == "false";
}

// RFC 8259 §6, the grammar of a number; an integer is one without fraction and exponent.
bool is_number(std::string_view text, bool is_integer) {
  const auto take_digits = [&text] {
    const std::size_t count = std::min(text.find_first_not_of("0123456789"), text.size());
    text.remove_prefix(count);
    return count;
  };
  if (text.starts_with('-')) text.remove_prefix(1);
  const bool starts_with_zero = text.starts_with('0');
  const std::size_t digits = take_digits();
  if (digits == 0 || (starts_with_zero && digits > 1)) return false;
  if (!is_integer && text.starts_with('.')) {
    text.remove_prefix(1);
    if (take_digits() == 0) return false;
  }
  if (!is_integer && (text.starts_with('e') || text.starts_with('E'))) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    if (take_digits() == 0) return false;
  }
  return text.empty();
}

struct TypeRule {
  bool (*check)(std::string_view);
  const char* expected;
  bool is_single;  // several lines cannot be one value
};

TypeRule rule_of(DocumentedHeader::Type type) {
  switch (type) {
    case DocumentedHeader::Type::boolean:
      return {is_boolean, "a boolean: true or false", true};
    case DocumentedHeader::Type::integer:
      return {[](std::string_view text) { return is_number(text, true); }, "an integer", true};
    case DocumentedHeader::Type::number:
      return {[](std::string_view text) { return is_number(text, false); }, "a number", true};
    case DocumentedHeader::Type::list:
      return {[](std::string_view text) { return http::parse_token_list(text).has_value(); },
              "a list of tokens (RFC 9110 §5.6.1)", false};
    case DocumentedHeader::Type::string:
      return {http::is_field_value, "a string without control characters (RFC 9110 §5.5)", false};
  }
  return {};
}

std::string times(std::size_t count) {
  return count == 2 ? "twice" : std::to_string(count) + " times";
}

// A field that is no list stands there once: RFC 9110 §5.3. Where a standard fixes a field's syntax, the
// clause about that says so of a string.
bool must_be_single(const DocumentedHeader& header, const TypeRule& rule) {
  if (rule.is_single) return true;
  return header.type == DocumentedHeader::Type::string && !has_standard_syntax(header.name) &&
         !may_repeat(header.name);
}

Verdict judge_type(const DocumentedHeader& header, const std::vector<std::string>& lines) {
  const TypeRule rule = rule_of(header.type);
  if (lines.size() > 1 && must_be_single(header, rule)) {
    return violated(header, lines,
                    "the header is there " + times(lines.size()) + ", and is documented as one value",
                    rule.expected);
  }
  for (const std::string& line : lines) {
    if (rule.check(trim_ows(line))) continue;
    return violated(header, lines, in_quotes(line) + " is not of the documented type", rule.expected);
  }
  return holds();
}

Verdict judge_syntax(const DocumentedHeader& header, const std::vector<std::string>& lines) {
  const std::optional<FieldFault> fault = field_fault(header.name, lines);
  return fault ? violated(header, lines, fault->reason, fault->expected) : holds();
}

}  // namespace

Verdict judge_header(const DocumentedHeader& header, HeaderSubject::Aspect aspect, const BoundClause& clause,
                     const Evidence& evidence) {
  const auto answer = documented_answer(evidence, documented_status(clause.clause));
  if (const Verdict* verdict = std::get_if<Verdict>(&answer)) return *verdict;
  const http::Fields& fields = std::get<const Received*>(answer)->response.fields;
  const std::vector<std::string> lines = http::values(fields, header.name);
  if (aspect == HeaderSubject::Aspect::required) return judge_required(header, evidence, lines);
  if (lines.empty()) return {.outcome = Outcome::unexercised, .reason = "the answer has no " + header.name};
  switch (aspect) {
    case HeaderSubject::Aspect::type:
      return judge_type(header, lines);
    case HeaderSubject::Aspect::syntax:
      return judge_syntax(header, lines);
    case HeaderSubject::Aspect::required:
      break;
  }
  return {};
}

}  // namespace avouch
