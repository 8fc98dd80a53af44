// SPDX-License-Identifier: MIT
// The target of a run: the one that the user named, or a mock.
//
//   Result<RunTarget> target = run_target(options, contract);
//   Session session(…);   // sends to target->url; the mock lives as long as the target
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
  std::unique_ptr<MockServer> mock;  // null if the user named a target
  std::optional<std::string> user;   // NAME:PASSWORD
  std::string name;                  // name of the target in reports
};

// The mock refers to the contract, which must outlive it. Errors: the mock cannot serve the contract, or
// cannot start.
Result<RunTarget> run_target(const Options& options, const Contract& contract);

}  // namespace avouch
