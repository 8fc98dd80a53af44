// SPDX-License-Identifier: MIT
// Finds the documented response for a status (OpenAPI 3.1 §4.8.16): the response of that status, or else of
// its range, or else the default.
//
//   response_for(operation, 404)    ->  index of "404", else of "4XX", else of "default"
//   plain_status(operation, index)  ->  503, if that is "default" and 500 has its own response
//
// Pure; thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "contract/contract.h"

namespace avouch {

// Whether "200", "2XX" or "default" covers the status, regardless of other documented responses.
bool status_matches(std::string_view documented, int status);

// Whether the documented status is a success: a 2xx, or a 3xx, which leads to one (RFC 9110 §15.4).
bool is_success(std::string_view documented);

// Whether responses of that documented status to the method have no content, whatever is documented (RFC 9110
// §6.4.1): 1xx, 204, 205, 304, and any response to HEAD.
bool lacks_content(std::string_view method, std::string_view documented);

// Whether the operation documents `default`, which covers every status.
bool documents_every_status(const Operation& operation);

// "4XX" or "default": covers the statuses that are not documented individually.
bool is_range(std::string_view documented);

// nullopt if no response covers the status.
std::optional<std::size_t> response_for(const Operation& operation, int status);

// Ignores ranges and `default`.
std::optional<std::size_t> exact_response_for(const Operation& operation, int status);

// Whether the operation documents how it answers where its resource does not exist: with a 404 or a 410.
bool documents_absence(const Operation& operation);

// A typical status of this response; a success if the response is the expected one. nullopt if every status
// that it covers is documented elsewhere.
std::optional<int> plain_status(const Operation& operation, std::size_t response);

}  // namespace avouch
