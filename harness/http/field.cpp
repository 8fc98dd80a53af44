// SPDX-License-Identifier: MIT
#include "http/field.h"

#include "base/text.h"

namespace avouch::http {

bool contains(const Fields& fields, std::string_view name) {
  return !values(fields, name).empty();
}

std::vector<std::string> values(const Fields& fields, std::string_view name) {
  std::vector<std::string> found;
  for (const Field& field : fields) {
    if (equals_ignoring_ascii_case(field.name, name)) found.push_back(field.value);
  }
  return found;
}

std::optional<std::string> combined(const Fields& fields, std::string_view name) {
  const std::vector<std::string> lines = values(fields, name);
  if (lines.empty()) return std::nullopt;
  return join(lines, ", ");
}

void set(Fields& fields, std::string_view name, std::string value) {
  remove(fields, name);
  fields.push_back({std::string(name), std::move(value)});
}

void remove(Fields& fields, std::string_view name) {
  std::erase_if(fields, [&](const Field& field) { return equals_ignoring_ascii_case(field.name, name); });
}

}  // namespace avouch::http
