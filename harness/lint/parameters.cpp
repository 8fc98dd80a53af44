// SPDX-License-Identifier: MIT
// Required parameters of which no value can be written in their style: what requires them cannot be called.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "lint/conjunction.h"
#include "lint/rules.h"

namespace avouch {
namespace {

constexpr KindMask kArray = mask_of(ValueKind::array);
constexpr KindMask kObject = mask_of(ValueKind::object);

// "objects", if such a schema allows nothing else; "" if it allows a scalar.
std::string structured_kinds(const Conjunction& all) {
  if (all.kinds() == kArray) return "arrays";
  if (all.kinds() == kObject) return "objects";
  return all.kinds() == (kArray | kObject) ? "arrays or objects" : "";
}

// OpenAPI 3.1 §4.8.12.2: no style is defined for what is nested in an array or an object, and deepObject for
// objects alone.
std::optional<std::string> unwritable_values(const Parameter& parameter) {
  const Schema& schema = *parameter.schema;
  const Conjunction all(schema, 0);
  if (all.kinds() == kArray) {
    if (parameter.style == "deepObject") return "an array";
    const SchemaKeyword* items = all.first(KeywordKind::items);
    const std::string kinds =
        items == nullptr ? "" : structured_kinds(Conjunction(schema, items->branches.front().node));
    return kinds.empty() ? std::nullopt : std::optional("an array of " + kinds);
  }
  if (all.kinds() != kObject) return std::nullopt;
  for (const SchemaKeyword* keyword : all.keywords()) {
    if (keyword->kind != KeywordKind::required) continue;
    for (const std::string& name : keyword->names) {
      const std::vector<std::size_t> nodes = all.properties(name);
      const std::string kinds = nodes.empty() ? "" : structured_kinds(Conjunction(schema, nodes));
      if (!kinds.empty()) return "an object that requires " + kinds + " as " + in_quotes(name);
    }
  }
  return std::nullopt;
}

void check_parameter(LintSubject& subject, const Parameter& parameter) {
  const bool has_style = !parameter.as_content && parameter.in != Parameter::In::querystring;
  if (!parameter.required || !has_style || parameter.schema == nullptr) return;
  const std::optional<std::string> values = unwritable_values(parameter);
  if (!values) return;
  subject.report({.rule = "impossible-parameter",
                  .severity = LintFinding::Severity::warning,
                  .place = parameter.place,
                  .message = "the required parameter " + in_quotes(parameter.name) + " is " + *values +
                             ", which style " + parameter.style +
                             " cannot write: no call of what requires it is possible",
                  .hint = "Describe it by `content` (application/json) instead of `schema`, or as a text."});
}

}  // namespace

void check_parameters(LintSubject& subject) {
  for (const Operation& operation : subject.contract().operations) {
    for (const Parameter& parameter : operation.parameters) check_parameter(subject, parameter);
  }
}

}  // namespace avouch
