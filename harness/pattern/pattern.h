// SPDX-License-Identifier: MIT
// A regular expression with the semantics of ECMA-262 in Unicode mode, and a budget.
//
//   Result<Pattern> pattern = Pattern::compile("^AC[0-9a-fA-F]{32}$");
//   pattern->matches(text, budget) == Matched::yes
//
// The engine is PCRE2: it has lookaround, named groups, \p{…}, a JIT, and a limit on backtracking. RE2 would
// be linear, but has neither lookaround nor back references, which documented patterns use. Constructs that
// ECMA-262 and PCRE2 read differently ($, ., \s, \u{…}, \c, [], [^], …) are translated. Constructs that
// ECMA-262 lacks (\A, \Z, possessive quantifiers, POSIX classes, …) are an error or a plain character, as
// ECMA-262 specifies.
//
// Immutable; thread-safe. Short patterns that were compiled lately are shared in the process: a contract has
// the same ones again and again.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/work_budget.h"

namespace avouch {

// budget: gave up after kMatchSteps steps, or because the caller's budget is used up
enum class Matched { yes, no, budget };

inline constexpr std::size_t kMatchSteps = 10'000'000;  // of one match

class Pattern {
 public:
  // Errors: what is wrong, and after how many characters of the pattern.
  static Result<Pattern> compile(std::string_view ecma);

  // Why the text is not an ECMA-262 regular expression; nullopt if it is one, even if it cannot be matched
  // here. Takes no lone bracket or brace, which compile() takes as itself.
  static std::optional<std::string> syntax_fault(std::string_view ecma);

  // Whether the pattern matches anywhere in `text`, which is well-formed UTF-8. Spends what the match takes,
  // so that many matches together are bounded as well.
  Matched matches(std::string_view text, WorkBudget& budget) const;
  // The same with a budget of its own.
  Matched matches(std::string_view text) const;

 private:
  struct Program;
  class KnownPrograms;
  explicit Pattern(std::shared_ptr<const Program> program) : program_(std::move(program)) {}
  std::shared_ptr<const Program> program_;
};

}  // namespace avouch
