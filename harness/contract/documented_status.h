// SPDX-License-Identifier: MIT
// Which documented response speaks of a status (OpenAPI 3.1 §4.8.16): the one of that status, else the one of
// its range, else the default one.
//
//   response_for(operation, 404)    ->  index of "404", else of "4XX", else of "default"
//   plain_status(operation, index)  ->  503, where that is "default" and 500 is documented by itself
//
// Pure; any thread may call them.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "contract/contract.h"

namespace avouch {

// Whether "200", "2XX" or "default" covers the status, whatever is documented beside it.
bool status_matches(std::string_view documented, int status);

// Whether the documented status is of a success: a 2xx, or a 3xx, which leads to one (RFC 9110 §15.4).
bool is_success(std::string_view documented);

// Whether the operation documents `default`, which covers every status.
bool documents_every_status(const Operation& operation);

// "4XX" or "default": it speaks of the statuses that are not documented by themselves.
bool is_range(std::string_view documented);

// nullopt where none does.
std::optional<std::size_t> response_for(const Operation& operation, int status);

// By itself only.
std::optional<std::size_t> exact_response_for(const Operation& operation, int status);

// A status that this response speaks of, the plainest: success where it is what the documented call should
// get. nullopt where all that it covers is documented otherwise.
std::optional<int> plain_status(const Operation& operation, std::size_t response);

}  // namespace avouch
