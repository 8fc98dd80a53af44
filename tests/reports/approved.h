// SPDX-License-Identifier: MIT
// Approval tests: compares a text with tests/reports/approved/NAME, which a person has reviewed.
//
//   EXPECT_TRUE(is_approved("console.txt", console_report(sample_ledger())));
//
// With AVOUCH_APPROVE=1 in the environment the file is written instead.
#pragma once

#include <gtest/gtest.h>

#include <string>

namespace avouch {

testing::AssertionResult is_approved(const std::string& name, const std::string& text);

}  // namespace avouch
