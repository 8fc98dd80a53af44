// SPDX-License-Identifier: MIT
// Generated times of which one must follow the other: `start` and `end`, `validFrom` and `validTo`. A server
// refuses a span that ends when it begins.
//
//   end_later(body, accepts)      {"startDate": "2024-02-29", "endDate": "2024-03-01"}
//
// The names are a table in the .cpp; docs/state.md explains them. Pure; bounded.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "json/json_value.h"

namespace avouch {

// The plain name of the member that ends what a member of that name begins: "enddate" of "startDate".
std::optional<std::string> end_of_span(std::string_view begin,
                                       const std::function<bool(std::string_view)>& is_there);

// The same date or time of day, later: in the next month, or the next hour. nullopt for another text.
std::optional<std::string> later_time(std::string_view text);

// Lets each span of the value, at every depth, end after it begins, where `is_allowed` accepts that.
void end_later(JsonValue& body, const std::function<bool(const JsonValue& body)>& is_allowed);

}  // namespace avouch
