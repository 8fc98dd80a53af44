// SPDX-License-Identifier: MIT
// The findings that a user has silenced: by an option, or in the document by x-avouch-lint-ignore.
//
//   paths:
//     /health:
//       x-avouch-lint-ignore: [requires-nothing]   # these rules, here and below; true: every rule
//
// Silencing hides a finding of lint. It changes no clause and no verdict.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "contract/document/library.h"

namespace avouch {

inline constexpr std::string_view kIgnoreMember = "x-avouch-lint-ignore";

// Silences a rule: everywhere, or for the paths of the API that match.
struct LintSilence {
  std::string rule;
  std::string path_glob;  // of the keys of `paths`, such as "/v1/*"; empty: everywhere
};

// Reads RULE or RULE=PATH-GLOB. Errors: no rule has that name.
Result<LintSilence> lint_silence(std::string_view text);

// Whether an option silences a finding of `rule` at `pointer` of an OpenAPI document.
bool is_silenced(const std::vector<LintSilence>& silences, std::string_view rule, std::string_view pointer);

// Whether the document silences a finding of `rule` at `place`, there or above. Adds an error for each value
// of the member on the way that is neither a list of rules nor true; one error may be added repeatedly.
bool is_ignored(const Library& library, std::string_view rule, const Place& place, Errors& unread);

}  // namespace avouch
