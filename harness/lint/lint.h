// SPDX-License-Identifier: MIT
// Checks a contract for errors and contradictions. Sends nothing.
//
//   for (const LintFinding& finding : *lint(contract)) std::cout << finding.message << '\n';
//   // the example contradicts its schema: /filters/0 is "onMessageSend"; expected one of 23 values
//
// Reads further schemas through the contract's library, so only one thread at a time may lint a contract.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "contract/contract.h"
#include "lint/silence.h"

namespace avouch {

struct LintFinding {
  enum class Severity {
    error,    // the documentation contradicts itself or describes something impossible
    warning,  // it has no effect, or Avouch cannot judge it
    note,     // it defines less than it seems to
  };

  std::string rule;  // "example-contradicts-schema"
  Severity severity = Severity::warning;
  Place place;
  std::string message;  // one sentence without a full stop
  std::string hint;     // a hint how to fix it; may be empty

  // Findings with the same cause are one finding: lint/grouped.h.
  std::string cause = {};          // distinguishes causes within a rule; empty: the message does
  std::string plural = {};         // the message for several places, after their number; empty: `message`
  std::string habit = {};          // the same for places of several causes, if many are alike
  std::vector<Place> others = {};  // the other places, in the order of the document

  enum class Silence {
    none,
    by_option,    // LintSilence
    in_document,  // x-avouch-lint-ignore
  };
  Silence silence = Silence::none;  // lint/silence.h

  bool is_placed = false;  // `place` is in the user's document; false: where the loader put the value

  bool operator==(const LintFinding&) const = default;
};

std::string_view to_string(LintFinding::Severity severity);  // "error", "warning", "note"

// Returns one finding per cause, by file and line. Silenced findings are marked, not left out. Errors: a
// schema (of a parameter, of a header) that was not read when the contract was loaded cannot be read.
// Precondition: the contract was loaded from documents, so it has a library.
// After an interruption of the process, the findings so far.
Result<std::vector<LintFinding>> lint(const Contract& contract,
                                      const std::vector<LintSilence>& silences = {});

// Where the documents break the schema of their specification: missing and wrong fields, and what belongs to
// another version; also schemas that cannot be read. Faults are in Contract::faults. Precondition: as lint().
Errors breaches(const Contract& contract);

}  // namespace avouch
