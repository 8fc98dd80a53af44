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
  const auto first = [&](const auto& is_meant) -> std::optional<std::size_t> {
    const auto found = std::find_if(responses.begin(), responses.end(), is_meant);
    if (found == responses.end()) return std::nullopt;
    return static_cast<std::size_t>(found - responses.begin());
  };
  for (const char* group : {"2", "3", "default"}) {
    const auto is_of_it = [&](const DocumentedResponse& one) { return one.status.starts_with(group); };
    const auto is_exact = [&](const DocumentedResponse& one) {
      return is_of_it(one) && !one.status.ends_with("XX");
    };
    if (const std::optional<std::size_t> found = first(is_exact)) return found;
    if (const std::optional<std::size_t> found = first(is_of_it)) return found;
  }
  return std::nullopt;
}

}  // namespace avouch
