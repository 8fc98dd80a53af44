// SPDX-License-Identifier: MIT
// Fixed runs for every reporter: one with every outcome and hostile text, three everyday ones, and a proof.
#pragma once

#include "verdict/ledger.h"

namespace avouch {

// Three operations, all outcomes, a warning, known violations, two reasons of one kind, a chain of requests,
// notes, messages, and text that tries to break out of every medium: control characters, terminal sequences,
// "]]>", markup, bidirectional controls, bytes that are not UTF-8, an emoji.
Ledger sample_ledger();

// Every clause holds.
Ledger green_ledger();

// No answer came: every clause is undecided for the same reason.
Ledger unreachable_ledger();

// Twelve operations; one clause of one of them is violated.
Ledger wide_ledger();

// A proof: clauses of every finding, with text that tries to break out.
Ledger proof_ledger();

}  // namespace avouch
