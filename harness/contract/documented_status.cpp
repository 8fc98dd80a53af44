// SPDX-License-Identifier: MIT
#include "contract/documented_status.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"

namespace avouch {
namespace {

// Statuses that have content and need no special field come first.
constexpr std::array kPlain = {500, 503, 502, 400, 404, 409, 422, 410, 200, 201, 202, 203, 300, 302};

std::optional<std::size_t> find(const Operation& operation, std::string_view status) {
  const auto found = std::find_if(operation.responses.begin(), operation.responses.end(),
                                  [&](const DocumentedResponse& one) { return one.status == status; });
  if (found == operation.responses.end()) return std::nullopt;
  return static_cast<std::size_t>(found - operation.responses.begin());
}

}  // namespace

bool status_matches(std::string_view documented, int status) {
  if (documented == "default") return true;
  const std::string seen = std::to_string(status);
  if (documented.size() == 3 && ascii_lower(documented.substr(1)) == "xx") return seen[0] == documented[0];
  return documented == seen;
}

bool is_success(std::string_view documented) {
  return documented.starts_with('2') || documented.starts_with('3');
}

bool lacks_content(std::string_view method, std::string_view documented) {
  return method == "HEAD" || documented.starts_with('1') || documented == "204" || documented == "205" ||
         documented == "304";
}

bool documents_every_status(const Operation& operation) {
  return find(operation, "default").has_value();
}

bool is_range(std::string_view documented) {
  return documented.find_first_not_of("0123456789") != documented.npos;
}

std::optional<std::size_t> exact_response_for(const Operation& operation, int status) {
  return find(operation, std::to_string(status));
}

std::optional<std::size_t> response_for(const Operation& operation, int status) {
  if (const std::optional<std::size_t> exact = exact_response_for(operation, status)) return exact;
  if (const auto range = find(operation, std::to_string(status / 100) + "XX")) return range;
  return find(operation, "default");
}

bool documents_absence(const Operation& operation) {
  return exact_response_for(operation, 410) || response_for(operation, 404);
}

std::optional<int> plain_status(const Operation& operation, std::size_t response) {
  const auto is_its_own = [&](int status) { return response_for(operation, status) == response; };
  if (operation.expected_response() == response && is_its_own(200)) return 200;
  const auto plain = std::find_if(kPlain.begin(), kPlain.end(), is_its_own);
  if (plain != kPlain.end()) return *plain;
  for (int status = 599; status >= 100; --status) {
    if (is_its_own(status)) return status;
  }
  return std::nullopt;
}

}  // namespace avouch
