// SPDX-License-Identifier: MIT
// The documentation checked against itself, without a network.
//
//   for (const LintFinding& finding : *lint(contract)) std::cout << finding.message << '\n';
//   // the example contradicts its schema: /filters/0 is "onMessageSend"; documented are 23 values
//
// Reads further schemas through the contract's library, so one thread at a time may lint a contract.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "contract/contract.h"

namespace avouch {

struct LintFinding {
  enum class Severity {
    error,    // the documentation contradicts itself, or what it says cannot be
    warning,  // it says something that has no effect, or that nobody can judge
    note,     // it says less than it seems to
  };

  std::string rule;  // "example-contradicts-schema"
  Severity severity = Severity::warning;
  Place place;
  std::string message;  // one sentence without a full stop
  std::string mend;     // what to do about it; may be empty

  bool operator==(const LintFinding&) const = default;
};

std::string_view to_string(LintFinding::Severity severity);  // "error", "warning", "note"

// Every finding once, by file and line. Errors: a schema that no operation's load has read yet (of a
// parameter, of a header) cannot be read. Precondition: the contract was loaded from documents, so that it
// has its library.
Result<std::vector<LintFinding>> lint(const Contract& contract);

}  // namespace avouch
