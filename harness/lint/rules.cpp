// SPDX-License-Identifier: MIT
#include "lint/rules.h"

#include <algorithm>
#include <array>

namespace avouch {
namespace {

constexpr auto kNames = std::to_array<std::string_view>({
    "access-control",
    "ambiguous-path",
    "cannot-be-judged",
    "content-of-204",
    "costly-pattern",
    "dead-branch",
    "dead-enum-value",
    "dead-field",
    "dead-keyword",
    "default-contradicts-schema",
    "endless-schema",
    "enum-value-twice",
    "example-contradicts-schema",
    "example-sends-unsent",
    "example-undocumented-member",
    "fault",
    "header-syntax",
    "header-type",
    "impossible-body",
    "impossible-branches",
    "impossible-composition",
    "impossible-const",
    "impossible-enum",
    "impossible-limits",
    "impossible-not",
    "impossible-one-of",
    "impossible-parameter",
    "impossible-pattern",
    "impossible-required",
    "missing-field",
    "no-operation",
    "no-success",
    "not-judged",
    "nullable-enum",
    "other-version",
    "required-undefined",
    "requires-nothing",
    "undocumented-security",
    "unknown-field",
    "unknown-format",
    "unknown-keyword",
    "unknown-rule",
    "wrong-field",
});
static_assert(std::is_sorted(kNames.begin(), kNames.end()));

}  // namespace

const std::vector<LintRule>& lint_rules() {
  static const std::vector<LintRule> rules = {
      {"examples", check_examples},
      {"impossible", check_impossible},
      {"branches", check_branches},
      {"one-of", check_one_of},
      {"endless", check_endless},
      {"dead", check_dead},
      {"values", check_values},
      {"required", check_required},
      {"patterns", check_patterns},
      {"unjudged", check_unjudged},
      {"responses", check_responses},
      {"paths", check_paths},
      {"access-control", check_access_control},
      {"security", check_security},
      {"headers", check_headers},
      {"composed", check_composed},
      {"parameters", check_parameters},
      {"structure", check_structure},
  };
  return rules;
}

std::span<const std::string_view> lint_rule_names() {
  return kNames;
}

bool is_lint_rule(std::string_view name) {
  return std::binary_search(kNames.begin(), kNames.end(), name);
}

}  // namespace avouch
