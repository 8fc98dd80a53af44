// SPDX-License-Identifier: MIT
// A pattern of our own, in the engine's own words: for what ECMA-262 has no words for.
//
// Immutable; any thread may match.
#pragma once

#include <memory>
#include <string_view>

namespace avouch {

class EnginePattern {
 public:
  // Precondition: it compiles.
  explicit EnginePattern(std::string_view pcre);

  // Precondition: well-formed UTF-8, short. False where a budget ran out.
  bool matches(std::string_view text) const;

 private:
  std::shared_ptr<const void> code_;
};

}  // namespace avouch
