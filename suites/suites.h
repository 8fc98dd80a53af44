// SPDX-License-Identifier: MIT
// GoogleTest's side of a run: one parameterized suite per kind of clause, one registered test a clause.
//
//   testing::InitGoogleTest(&count, arguments);
//   register_suites(session);
//   run_suites(false, cancelled);         // sends what the tests that GoogleTest selected need, then judges
//   them
//
// The tests are registered at run time (testing::RegisterTest), with the clause as their parameter: a
// value-parameterized suite (TEST_P) may only have letters, digits and underscores in its names, and a
// coordinate has slashes. A "-" of a coordinate stands as "_" in the test's name, because --gtest_filter
// reads "-" as "except".
#pragma once

#include <string>

#include "suites/session.h"

namespace avouch {

// "Body" for ClauseKind::body_schema, ….
std::string suite_name(ClauseKind kind);
// The coordinate, as GoogleTest's filter can name it.
std::string test_name(const std::string& coordinate);

// Once a process, after testing::InitGoogleTest. The session must outlive run_suites().
void register_suites(Session& session);

// Runs what GoogleTest's flags select (filter, shard, repeat, list). GoogleTest's own printer is taken away
// unless `keep_printer`. A repetition ends early
// where it is cancelled. Verdicts land in the session; the exit code is decided from its ledger, not here.
void run_suites(bool keep_printer, const Cancellation& cancellation);

}  // namespace avouch
