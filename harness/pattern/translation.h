// SPDX-License-Identifier: MIT
// From ECMA-262's regular expressions (Unicode mode) to PCRE2's, meaning for meaning.
//
// Beyond Unicode mode, what Annex B allows and nothing else could mean is taken as it stands: an escaped
// punctuation mark ("\-"), a brace or bracket that opens nothing ("}"), a class in a range ("[\w-.]": the
// hyphen is itself).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace avouch {

struct TranslatedPattern {
  std::string pcre;
  bool has_back_references = false;
};

// Errors: what ECMA-262 does not allow; the title says where in the pattern.
Result<TranslatedPattern> translate_pattern(std::string_view ecma);

// The pattern as several, of which one matches wherever it does: the alternatives of its outermost choice,
// dealt out so that none is much longer than `length`. One, itself, where it has no such choice.
// Precondition: it translates, and has no back references.
std::vector<std::string> split_alternatives(std::string_view ecma, std::size_t length);

// Where a back reference begins that would mean something else to PCRE2; nullopt where none does.
// Precondition: it translates.
std::optional<std::size_t> unfaithful_reference(std::string_view ecma);

// PCRE2's spelling of \p{…}'s inside, or nullopt where ECMA-262 knows no such property.
std::optional<std::string> translate_property(std::string_view name);

}  // namespace avouch
