// SPDX-License-Identifier: MIT
#include "cli/option/values_file.h"

#include <toml++/toml.h>

#include <algorithm>
#include <sstream>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "json/json_value.h"
#include "json/number.h"

namespace avouch {
namespace {

Place place_of(const std::string& file, const toml::source_region& source) {
  return {.file = file, .pointer = {}, .line = static_cast<int>(source.begin.line)};
}

// TOML's floats are doubles to the library, so a number is read where it stands: columns count code points.
std::string written_at(std::string_view text, const toml::source_region& source) {
  for (toml::source_index line = 1; line < source.begin.line && !text.empty(); ++line)
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  std::string found;
  toml::source_index column = 0;
  for (const char c : text.substr(0, text.find('\n'))) {
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80) ++column;
    if (column >= source.end.column) break;
    if (column >= source.begin.column) found += c;
  }
  return found;
}

// A float as JSON writes it (TOML 1.0, "Float"). inf and nan, which JSON does not have, stay text.
JsonValue number_of(std::string written) {
  std::erase(written, '_');
  std::string number = written.starts_with('+') ? written.substr(1) : written;
  return is_json_number(number, false) ? JsonValue::number(std::move(number))
                                       : JsonValue::string(std::move(written));
}

JsonValue json_of(std::string_view text, const toml::node& node) {
  if (const auto* table = node.as_table()) {
    // The library sorts them by name.
    std::vector<std::pair<toml::source_position, std::pair<std::string, JsonValue>>> members;
    for (const auto& [key, value] : *table)
      members.push_back({key.source().begin, {std::string(key.str()), json_of(text, value)}});
    std::stable_sort(members.begin(), members.end(), [](const auto& left, const auto& right) {
      return std::tie(left.first.line, left.first.column) < std::tie(right.first.line, right.first.column);
    });
    JsonValue object = JsonValue::object();
    for (auto& [at, member] : members) object.members.push_back(std::move(member));
    return object;
  }
  if (const auto* array = node.as_array()) {
    JsonValue list = JsonValue::array();
    for (const toml::node& element : *array) list.items.push_back(json_of(text, element));
    return list;
  }
  if (const auto* string = node.as_string()) return JsonValue::string(string->get());
  if (const auto* number = node.as_integer()) return JsonValue::integer(number->get());
  if (node.is_floating_point()) return number_of(written_at(text, node.source()));
  if (const auto* flag = node.as_boolean()) return JsonValue::boolean(flag->get());
  std::ostringstream time;  // a date or a time, as it is written
  node.visit([&](const auto& value) {
    if constexpr (toml::is_chronological<decltype(value)>) time << *value;
  });
  return JsonValue::string(time.str());
}

void read_operations(const std::string& file, std::string_view text, const toml::node& node,
                     std::vector<GivenValue>& values, Errors& errors) {
  const toml::table* operations = node.as_table();
  if (operations == nullptr) {
    errors.push_back({.title = "operations is no table",
                      .place = place_of(file, node.source()),
                      .mend = "Write [operations.OPERATION-ID], and the values below it."});
    return;
  }
  for (const auto& [id, of_operation] : *operations) {
    const toml::table* table = of_operation.as_table();
    if (table == nullptr) {
      errors.push_back({.title = "operations." + printable(id.str()) + " is no table",
                        .place = place_of(file, of_operation.source()),
                        .mend = "Write [operations.OPERATION-ID], and the values below it."});
      continue;
    }
    for (const auto& [name, value] : *table) {
      values.push_back({.operation = std::string(id.str()),
                        .name = std::string(name.str()),
                        .value = json_of(text, value),
                        .place = place_of(file, value.source())});
    }
  }
}

}  // namespace

Result<std::vector<GivenValue>> read_values_file(const std::string& file) {
  const Result<std::string> text = read_file(file);
  if (!text) return text.errors();
  std::vector<GivenValue> values;
  Errors errors;
  try {
    const toml::table table = toml::parse(*text, file);
    for (const auto& [key, node] : table) {
      if (key.str() == "operations") {
        read_operations(file, *text, node, values, errors);
      } else {
        values.push_back({.operation = {},
                          .name = std::string(key.str()),
                          .value = json_of(*text, node),
                          .place = place_of(file, node.source())});
      }
    }
  } catch (const toml::parse_error& error) {
    return Error{.title = "this is not TOML: " + std::string(error.description()),
                 .place = place_of(file, error.source()),
                 .mend = "Mend the syntax: name = \"value\", one a line."};
  }
  if (!errors.empty()) return errors;
  return values;
}

}  // namespace avouch
