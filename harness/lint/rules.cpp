// SPDX-License-Identifier: MIT
#include "lint/rules.h"

namespace avouch {

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
  };
  return rules;
}

}  // namespace avouch
