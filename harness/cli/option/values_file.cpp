// SPDX-License-Identifier: MIT
#include "cli/option/values_file.h"

#include <toml++/toml.h>

#include <optional>
#include <sstream>

#include "base/file.h"
#include "base/text.h"

namespace avouch {
namespace {

using nlohmann::json;

Place place_of(const std::string& file, const toml::source_region& source) {
  return {.file = file, .pointer = {}, .line = static_cast<int>(source.begin.line)};
}

json json_of(const toml::node& node) {
  if (const auto* table = node.as_table()) {
    json object = json::object();
    for (const auto& [key, value] : *table) object[std::string(key.str())] = json_of(value);
    return object;
  }
  if (const auto* array = node.as_array()) {
    json list = json::array();
    for (const toml::node& element : *array) list.push_back(json_of(element));
    return list;
  }
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* number = node.as_integer()) return number->get();
  if (const auto* number = node.as_floating_point()) return number->get();
  if (const auto* flag = node.as_boolean()) return flag->get();
  std::ostringstream time;  // a date or a time, formatted as written
  node.visit([&](const auto& value) {
    if constexpr (toml::is_chronological<decltype(value)>) time << *value;
  });
  return time.str();
}

void read_operations(const std::string& file, const toml::node& node, std::vector<GivenValue>& values,
                     Errors& errors) {
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
                        .value = json_of(value),
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
        read_operations(file, node, values, errors);
      } else {
        values.push_back({.operation = {},
                          .name = std::string(key.str()),
                          .value = json_of(node),
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
