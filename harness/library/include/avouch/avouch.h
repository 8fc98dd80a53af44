// SPDX-License-Identifier: MIT
// Avouch as a library: load a contract, and judge responses by it. It needs no GoogleTest; <avouch/gtest.h>
// adds a matcher and a test per clause.
//
//   const avouch::Contract contract = avouch::load("api.yaml").value();
//   const avouch::ResponseChecker checker = avouch::ResponseChecker::make(contract, "getBook").value();
//   const avouch::ResponseCheck check = checker.check(avouch::response_of(httplib_response));
//   if (!check.conforms()) std::cerr << to_string(check) << '\n';
//
// Result<T>::value() throws std::runtime_error with the text of all errors. To handle errors yourself, test
// the result: `if (result)`. Any thread may use everything here, but only one at a time may load a contract.
#pragma once

#include "library/checker.h"
#include "library/load.h"
#include "library/message.h"
#include "library/response.h"
