// SPDX-License-Identifier: MIT
// A fault of a document, and what it costs: the parts of the contract that depend on it carry it, and their
// clauses are unexercised. All other parts are judged as if the fault were not there.
//
//   if (operation.fault != nullptr) verdict.reason = fault_reason(*operation.fault);
//
// Pure; thread-safe.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace avouch {

// Null: no fault.
using ContractFault = std::shared_ptr<const Error>;

// Returns why a clause that depends on the fault cannot be judged, a sentence without a full stop:
// `contract: "ok" is not a status (api.yaml:12)`.
std::string fault_reason(const Error& fault);
// Whether a reason names a fault so.
bool is_fault_reason(std::string_view reason);

// The hint for a fault at `pointer`: that one, unless a map of paths or components is a reference, which
// OpenAPI has for the members of such a map only.
std::string hint_at(std::string_view pointer, std::string hint);

}  // namespace avouch
