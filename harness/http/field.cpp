// SPDX-License-Identifier: MIT
#include "http/field.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace avouch::http {

bool contains(const Fields& fields, std::string_view name) {
  return std::any_of(fields.begin(), fields.end(),
                     [&](const Field& field) { return equals_ignoring_ascii_case(field.name, name); });
}

std::vector<std::string> values(const Fields& fields, std::string_view name) {
  std::vector<std::string> found;
  for (const Field& field : fields) {
    if (equals_ignoring_ascii_case(field.name, name)) found.push_back(field.value);
  }
  return found;
}

std::optional<std::string> combined(const Fields& fields, std::string_view name) {
  std::optional<std::string> joined;
  for (const Field& field : fields) {
    if (!equals_ignoring_ascii_case(field.name, name)) continue;
    if (!joined)
      joined = field.value;
    else
      joined->append(", ").append(field.value);
  }
  return joined;
}

void set(Fields& fields, std::string_view name, std::string value) {
  remove(fields, name);
  fields.push_back({std::string(name), std::move(value)});
}

void remove(Fields& fields, std::string_view name) {
  std::erase_if(fields, [&](const Field& field) { return equals_ignoring_ascii_case(field.name, name); });
}

bool is_for_the_connection(std::string_view name) {
  constexpr std::array<std::string_view, 6> kNames = {"Connection", "Content-Length",    "Keep-Alive",
                                                      "Trailer",    "Transfer-Encoding", "Upgrade"};
  return std::any_of(kNames.begin(), kNames.end(),
                     [&](std::string_view each) { return equals_ignoring_ascii_case(name, each); });
}

}  // namespace avouch::http
