// SPDX-License-Identifier: MIT
// Registers one GoogleTest test per clause of a contract, for a program that has tests of its own.
//
//   int main(int count, char** words) {
//     testing::InitGoogleTest(&count, words);
//     register_clauses(contract, "http://127.0.0.1:8080").value();
//     return RUN_ALL_TESTS();
//   }
//
// The requests are sent when the tests start: only those that the selected tests need. A violated clause
// fails its test, an unexercised one is skipped with the reason. If no selected clause was exercised, the
// program fails. For reports, exit codes and interruptions, use register_suites() (suites/suites.h).
#pragma once

#include <string>

#include "base/result.h"
#include "contract/contract.h"
#include "exchange/transport.h"
#include "run/start.h"

namespace avouch {

struct ClauseTestOptions {
  RunOptions run = {};  // its target is the argument of register_clauses()
  TransportOptions transport = {};
};

// Call once per process, before RUN_ALL_TESTS(). `contract` and the target must outlive RUN_ALL_TESTS().
// Errors: `target` is no http or https URL; everything that start_run() refuses.
Result<void> register_clauses(const Contract& contract, const std::string& target,
                              ClauseTestOptions options = {});

}  // namespace avouch
