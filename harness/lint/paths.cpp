// SPDX-License-Identifier: MIT
// Paths that cannot be distinguished: OpenAPI 3.1 §4.8.8 forbids two paths that differ only in the names of
// their parameters.
#include <map>
#include <string>

#include "base/text.h"
#include "lint/rules.h"

namespace avouch {
namespace {

// "/users/{id}" -> "/users/{}".
std::string shape_of(const std::string& path) {
  std::string shape;
  bool inside = false;
  for (const char c : path) {
    if (c == '}') inside = false;
    if (!inside) shape += c;
    if (c == '{') inside = true;
  }
  return shape;
}

}  // namespace

void check_paths(LintSubject& subject) {
  std::map<std::string, const Operation*> known;
  for (const Operation& operation : subject.contract().operations) {
    const auto [first, is_new] = known.emplace(shape_of(operation.path), &operation);
    if (is_new || first->second->path == operation.path) continue;
    subject.report({.rule = "ambiguous-path",
                    .severity = LintFinding::Severity::error,
                    .place = operation.place,
                    .message = in_quotes(operation.path) + " and " + in_quotes(first->second->path) +
                               " are the same path",
                    .hint = "Merge the two; paths that differ only in parameter names are the same."});
  }
}

}  // namespace avouch
