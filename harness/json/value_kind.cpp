// SPDX-License-Identifier: MIT
#include "json/value_kind.h"

namespace avouch {

std::string_view to_string(ValueKind kind) {
  switch (kind) {
    case ValueKind::null:
      return "null";
    case ValueKind::boolean:
      return "a boolean";
    case ValueKind::number:
      return "a number";
    case ValueKind::string:
      return "a string";
    case ValueKind::array:
      return "an array";
    case ValueKind::object:
      return "an object";
  }
  return {};
}

std::string_view type_name(ValueKind kind) {
  const std::string_view named = to_string(kind);
  return named.substr(kind == ValueKind::null ? 0 : named.find(' ') + 1);
}

KindMask kinds_of_types(const std::vector<std::string>& types) {
  KindMask kinds = 0;
  for (const std::string& name : types) {
    if (name == "null") kinds |= mask_of(ValueKind::null);
    if (name == "boolean") kinds |= mask_of(ValueKind::boolean);
    if (name == "string") kinds |= mask_of(ValueKind::string);
    if (name == "array") kinds |= mask_of(ValueKind::array);
    if (name == "object") kinds |= mask_of(ValueKind::object);
    if (name == "number" || name == "integer" || name == "written-integer")
      kinds |= mask_of(ValueKind::number);
  }
  return kinds;
}

}  // namespace avouch
