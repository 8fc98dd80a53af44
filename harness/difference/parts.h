// SPDX-License-Identifier: MIT
// Compares the parts of an operation of two versions of a contract. Each function adds what it finds.
// Pure.
#pragma once

#include "contract/contract.h"
#include "difference/changes.h"

namespace avouch {

// Parameters and the request body.
void compare_requests(const Operation& before, const Operation& after, Changes& changes);
// Statuses, their headers and contents.
void compare_responses(const Operation& before, const Operation& after, Changes& changes);
// The credentials that suffice, and the pages that may call.
void compare_access(const Operation& before, const Operation& after, Changes& changes);

// The key by which operations correspond: the method and the path, without the names of parameters.
std::string key_of(const Operation& operation);

// Whether two documented media types or ranges are the same; whether `type` is within `range`.
bool is_same_range(const std::string& left, const std::string& right);
bool is_within(const std::string& type, const std::string& range);

}  // namespace avouch
