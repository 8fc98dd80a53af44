// SPDX-License-Identifier: MIT
#include "cli/option/values_file.h"

#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <sstream>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "cli/option/published_schema.h"
#include "json/instance.h"
#include "json/json_value.h"
#include "json/number.h"
#include "json/pointer.h"

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
  return is_json_number(number) ? JsonValue::number(std::move(number))
                                : JsonValue::string(std::move(written));
}

JsonValue json_of(std::string_view text, const toml::node& node);

JsonValue value_of(std::string_view text, const toml::node& node) {
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
  std::ostringstream time;  // a date or a time, formatted as written
  node.visit([&](const auto& value) {
    if constexpr (toml::is_chronological<decltype(value)>) time << *value;
  });
  return JsonValue::string(time.str());
}

JsonValue json_of(std::string_view text, const toml::node& node) {
  JsonValue value = value_of(text, node);
  value.line = node.source().begin.line;
  return value;
}

constexpr const char* kSchema = "schemas/values.schema.json";

// The file without its values, which the schema says nothing of: tables as objects, all else as null.
JsonValue shape_of(const toml::node& node) {
  const toml::table* table = node.as_table();
  if (table == nullptr) return {};
  JsonValue object = JsonValue::object();
  for (const auto& [key, value] : *table)
    object.members.emplace_back(std::string(key.str()), shape_of(value));
  return object;
}

// An error for each place that is not as the schema says.
Errors faults_of(const std::string& file, const toml::table& root) {
  const ParsedBody shape = parse_body(to_text(shape_of(root)));
  const std::vector<OracleFault> faults = faults_by(kSchema, *shape.instance);
  Errors errors;
  for (const OracleFault& fault : faults) {
    // What stands around a fault is at fault by it.
    const bool is_around = std::any_of(faults.begin(), faults.end(), [&](const OracleFault& other) {
      return other.pointer.starts_with(fault.pointer + "/");
    });
    if (is_around) continue;
    const toml::node* at = &root;
    std::string name;
    for (const std::string& token : pointer_tokens(fault.pointer).value_or(std::vector<std::string>())) {
      const toml::table* table = at->as_table();
      const toml::node* below = table == nullptr ? nullptr : table->get(token);
      if (below == nullptr) break;
      at = below;
      name += (name.empty() ? "" : ".") + printable(token);
    }
    Error error{.title = name + " is not as " + kSchema + " has it: " + printable(fault.what),
                .place = place_of(file, at->source()),
                .hint = "Write [operations.OPERATION-ID], and the values below it."};
    if (errors.empty() || errors.back().title != error.title) errors.push_back(std::move(error));
  }
  return errors;
}

// Precondition: the file is as its schema has it.
void read_operations(const std::string& file, std::string_view text, const toml::table& operations,
                     std::vector<GivenValue>& values) {
  for (const auto& [id, of_operation] : operations) {
    for (const auto& [name, value] : *of_operation.as_table()) {
      values.push_back({.operation = std::string(id.str()),
                        .name = std::string(name.str()),
                        .value = json_of(text, value),
                        .place = place_of(file, value.source())});
    }
  }
}

// Whether `paths` or `tags` holds tables of values, and not a value itself: a member may have that name, too.
bool is_scopes(const std::string& key, const toml::node& node) {
  const toml::table* table = node.as_table();
  if (table == nullptr || table->empty() || (key != "paths" && key != "tags")) return false;
  return std::all_of(table->begin(), table->end(), [&](const auto& entry) {
    return entry.second.is_table() && (key != "paths" || entry.first.str().starts_with("/"));
  });
}

void read_scopes(const std::string& file, std::string_view text, const std::string& key,
                 const toml::table& scopes, std::vector<GivenValue>& values) {
  for (const auto& [scope, of_scope] : scopes) {
    for (const auto& [name, value] : *of_scope.as_table()) {
      GivenValue given{.operation = {},
                       .name = std::string(name.str()),
                       .value = json_of(text, value),
                       .place = place_of(file, value.source())};
      (key == "paths" ? given.path : given.tag) = std::string(scope.str());
      values.push_back(std::move(given));
    }
  }
}

}  // namespace

Result<std::vector<GivenValue>> read_values_file(const std::string& file) {
  const Result<std::string> text = read_file(file);
  if (!text) return text.errors();
  std::vector<GivenValue> values;
  try {
    const toml::table table = toml::parse(*text, file);
    if (Errors errors = faults_of(file, table); !errors.empty()) return errors;
    for (const auto& [key, node] : table) {
      if (key.str() == "operations") {
        read_operations(file, *text, *node.as_table(), values);
      } else if (const std::string name(key.str()); is_scopes(name, node)) {
        read_scopes(file, *text, name, *node.as_table(), values);
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
                 .hint = "Fix the syntax: name = \"value\", one per line."};
  }
  return values;
}

}  // namespace avouch
