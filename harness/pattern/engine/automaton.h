// SPDX-License-Identifier: MIT
// One compiled PCRE2 program. The pattern is in PCRE2's syntax.
//
//   const MadeAutomaton made = Automaton::make("^a+$", false);
//   if (made.automaton) made.automaton->matches("aa", budget) == Matched::yes
//
// Immutable; thread-safe.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "pattern/pattern.h"

namespace avouch {

class Automaton;

// Why the program could not be compiled.
struct EngineFault {
  enum class Kind { none, too_large, unknown_property, other };

  Kind kind = Kind::none;
  std::string message = {};  // from the engine
};

struct MadeAutomaton {
  std::unique_ptr<const Automaton> automaton;  // nullptr if there is a fault
  EngineFault fault;
};

class Automaton {
 public:
  static MadeAutomaton make(std::string pcre, bool has_back_references);
  // The fault that make() would report.
  static EngineFault fault_of(const std::string& pcre);

  ~Automaton();

  // Whether the pattern matches anywhere in `text`. `text` is well-formed UTF-8, and its data is not null.
  Matched matches(std::string_view text, WorkBudget& budget) const;

 private:
  struct Code;
  explicit Automaton(std::unique_ptr<Code> code);
  std::unique_ptr<Code> code_;
};

}  // namespace avouch
