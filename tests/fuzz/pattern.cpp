// SPDX-License-Identifier: MIT
// Fuzzes patterns: a pattern and, after the first NUL, a text to match within the pattern's budget.
#include "pattern/pattern.h"
#include "one_input.h"

namespace avouch::fuzz {
namespace {

// Less than a match may take elsewhere: an input has several.
Matched match(const Pattern& pattern, std::string_view text) {
  WorkBudget budget({.steps = 100'000});
  return pattern.matches(text, budget);
}

}  // namespace

int one_input(const std::uint8_t* data, std::size_t size) {
  const auto [ecma, text] = halves(text_of(data, size), '\0');
  const Result<Pattern> pattern = Pattern::compile(ecma);
  const std::optional<std::string> fault = Pattern::syntax_fault(ecma);
  if (fault) must_be_printable(*fault, "a pattern's fault");
  if (!pattern) {
    for (const Error& error : pattern.errors()) {
      must(!error.title.empty() && !error.hint.empty(), "a pattern's error without a title or a hint");
      must_be_printable(error.title, "a pattern's error");
    }
    return 0;
  }
  must(!fault || fault->starts_with("a lone "), "a pattern that compiles has a fault: " + fault.value_or(""));
  if (first_invalid_utf8(text)) return 0;
  const Matched matched = match(*pattern, text);
  if (matched == Matched::budget) return 0;
  // A pattern stays what it is in a group, and beside one that matches nothing.
  const std::string grouped = "(?:" + std::string(ecma) + ")";
  const std::string beside = "[]|" + grouped;
  for (const std::string& same : {grouped, beside}) {
    const Result<Pattern> again = Pattern::compile(same);
    must(static_cast<bool>(again), "a pattern does not compile in a group: " + same);
    const Matched other = match(*again, text);
    must(other == matched || other == Matched::budget, "a group changes what a pattern matches: " + same);
  }
  return 0;
}

}  // namespace avouch::fuzz
