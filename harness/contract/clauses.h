// SPDX-License-Identifier: MIT
// Derives every clause of a contract's operations, with its coordinate.
//
//   std::vector<BoundClause> clauses = clauses_of(contract);
//   clauses.front().clause->coordinate == "FetchConfigurationWebhook/200/status"
//
// Coordinates below OPERATION/STATUS: status, media-type, body/syntax, body/duplicate-names,
// body/KEYWORD-PATH, headers/NAME/(required|type|syntax), headers/NAME/value/KEYWORD-PATH, cors/…,
// drift/(fields|write-only|discriminator|headers|content); for a 405 also allow, for a 401 also
// challenge. Below OPERATION: documented-status, security/(anonymous|wrong-credentials). If a response
// documents several media types, "body" is "body[TYPE~1SUBTYPE]".
#pragma once

#include <cstddef>
#include <vector>

#include "base/result.h"
#include "contract/contract.h"

namespace avouch {

// More than any known document has that can be judged as a whole.
inline constexpr std::size_t kMostClauses = 4'000'000;

// In document order. An operation with which there would be more than `most`, and those after it, have none;
// a fault of `faults`, if given, says so. If two clauses would have the same coordinate, the second one's
// ends in "~2"; each such clash is added to `faults`, if given.
std::vector<BoundClause> clauses_of(const Contract& contract, Errors* faults = nullptr,
                                    std::size_t most = kMostClauses);

}  // namespace avouch
