// SPDX-License-Identifier: MIT
// Avouch in a GoogleTest program: a matcher for responses, and a test per clause of a contract.
//
//   const avouch::Contract contract = avouch::load("api.yaml").value();
//
//   TEST(Books, AreAsDocumented) {
//     EXPECT_THAT(*client.Get("/books/1"), avouch::ConformsTo(contract, "getBook"));
//   }
//
//   int main(int count, char** words) {
//     testing::InitGoogleTest(&count, words);
//     avouch::register_clauses(contract, "http://127.0.0.1:8080").value();  // one test per clause
//     return RUN_ALL_TESTS();
//   }
#pragma once

#include <avouch/avouch.h>

#include "suites/conforms_to.h"
#include "suites/register_clauses.h"
