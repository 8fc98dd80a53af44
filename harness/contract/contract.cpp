// SPDX-License-Identifier: MIT
#include "contract/contract.h"

#include <algorithm>

#include "base/text.h"

namespace avouch {

bool DocumentedMedia::is_json() const {
  const std::string essence = ascii_lower(trim_ows(std::string_view(range).substr(0, range.find(';'))));
  return essence == "*/*" || essence == "application/*" || essence.ends_with("/json") ||
         essence.ends_with("+json");
}

bool Operation::needs_credentials() const {
  return !security.empty() && std::none_of(security.begin(), security.end(),
                                           [](const SecurityRequirement& needed) { return needed.empty(); });
}

std::optional<std::size_t> Operation::expected_response() const {
  const auto first = [&](std::string_view prefix) -> std::optional<std::size_t> {
    const auto found =
        std::find_if(responses.begin(), responses.end(),
                     [&](const DocumentedResponse& response) { return response.status.starts_with(prefix); });
    if (found == responses.end()) return std::nullopt;
    return static_cast<std::size_t>(found - responses.begin());
  };
  for (const std::string_view prefix : {"2", "3", "default"}) {
    if (const std::optional<std::size_t> found = first(prefix)) return found;
  }
  return std::nullopt;
}

}  // namespace avouch
