// SPDX-License-Identifier: MIT
// A regular expression with the meaning that ECMA-262 gives it in Unicode mode, and a budget.
//
//   Result<Pattern> pattern = Pattern::compile("^AC[0-9a-fA-F]{32}$");
//   pattern->matches(text) == Matched::yes
//
// The engine is PCRE2: it has lookaround, named groups, \p{…}, a JIT, and a limit on backtracking; RE2 would
// be linear, but knows neither lookaround nor back references, which documented patterns use. What ECMA-262
// and PCRE2 read differently ($, ., \s, \u{…}, \c, [], [^], …) is translated; what ECMA-262 does not know
// (\A, \Z, possessive quantifiers, POSIX classes, …) is an error, or a plain character, as ECMA-262 has it.
//
// Immutable; any thread may match.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace avouch {

enum class Matched { yes, no, budget };  // budget: given up, after as many steps as kMatchSteps

inline constexpr std::size_t kMatchSteps = 10'000'000;

class Pattern {
 public:
  // Errors: what is wrong, and after how many characters of the pattern.
  static Result<Pattern> compile(std::string_view ecma);

  // What is wrong with it as an ECMA-262 regular expression, even one that cannot be matched here; nullopt if
  // nothing.
  static std::optional<std::string> syntax_fault(std::string_view ecma);

  // Whether it matches anywhere in `text`, which is well-formed UTF-8.
  Matched matches(std::string_view text) const;

 private:
  struct Program;
  explicit Pattern(std::shared_ptr<const Program> program) : program_(std::move(program)) {}
  std::shared_ptr<const Program> program_;
};

}  // namespace avouch
