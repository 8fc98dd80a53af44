// SPDX-License-Identifier: MIT
// Whom a run asks: the target that the user named, or a mock behind it.
//
//   Result<RunTarget> target = run_target(options, contract);
//   Session session(…);   // asks target->url, and the mock lives as long as the target
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "cli/option/options.h"
#include "contract/contract.h"
#include "http/url.h"
#include "mock/mock.h"

namespace avouch {

struct RunTarget {
  http::Url url;
  std::unique_ptr<MockServer> mock;  // null where the user named a target
  std::optional<std::string> user;   // NAME:PASSWORD
  std::string name;                  // how the reports call it
};

// Errors: no mock can be made of the contract, or started.
Result<RunTarget> run_target(const Options& options, const Contract& contract);

}  // namespace avouch
