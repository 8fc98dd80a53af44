// SPDX-License-Identifier: MIT
// One program of the engine, PCRE2, in the engine's own words.
//
//   const MadeAutomaton made = Automaton::make("^a+$", false);
//   if (made.automaton) made.automaton->matches("aa") == Matched::yes
//
// Immutable; any thread may match.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "pattern/pattern.h"

namespace avouch {

class Automaton;

// Why there is no program.
struct EngineFault {
  enum class Kind { none, too_large, unknown_property, other };

  Kind kind = Kind::none;
  std::string message = {};  // of the engine
};

struct MadeAutomaton {
  std::unique_ptr<const Automaton> automaton;  // nullptr where there is a fault
  EngineFault fault;
};

class Automaton {
 public:
  static MadeAutomaton make(std::string pcre, bool has_back_references);
  // What would keep it from being made.
  static EngineFault fault_of(const std::string& pcre);

  ~Automaton();

  // Whether it matches anywhere in `text`, which is well-formed UTF-8 and not null.
  Matched matches(std::string_view text) const;

 private:
  struct Code;
  explicit Automaton(std::unique_ptr<Code> code);
  std::unique_ptr<Code> code_;
};

}  // namespace avouch
