// SPDX-License-Identifier: MIT
#include "cli/option/config.h"

#include <toml++/toml.h>
#include <algorithm>
#include <optional>
#include <sstream>
#include <utility>

#include "base/text.h"
#include "cli/option/settings.h"
#include "cli/option/substitution.h"

namespace avouch {
namespace {

class Reader {
 public:
  Reader(const std::string& file, const Environment& environment) : file_(file), environment_(environment) {}

  void read(const toml::table& table, const std::string& beginning = {}) {
    for (const auto& [key, node] : table) {
      // `[lint] disable` is the setting lint-disable.
      if (const toml::table* lint = key.str() == "lint" ? node.as_table() : nullptr; lint != nullptr) {
        read(*lint, "lint-");
        continue;
      }
      const std::string name = beginning + std::string(key.str());
      const auto setting = std::find_if(settings().begin(), settings().end(),
                                        [&](const Setting& candidate) { return name == candidate.name; });
      if (setting == settings().end()) {
        refuse_unknown(beginning.empty() ? name : "lint." + std::string(key.str()), key.source());
      } else if (name == "waivers" && node.is_array_of_tables()) {
        configuration_[name] = {
            .texts = {}, .place = place(node.source()), .tables = tables(*node.as_array())};
      } else {
        substituted_.clear();
        ConfiguredValue value{texts(*setting, node), place(node.source())};
        value.substituted = std::move(substituted_);
        configuration_[name] = std::move(value);
      }
    }
  }

  Result<Configuration> result() && {
    if (!errors_.empty()) return std::move(errors_);
    return std::move(configuration_);
  }

 private:
  Place place(const toml::source_region& source) const {
    return {.file = file_, .pointer = {}, .line = static_cast<int>(source.begin.line)};
  }

  // The list of known failures, whose members are texts; a date is the text that was written. Every other
  // value is null here, so that its reader refuses it with its line.
  static JsonValue tables(const toml::array& array) {
    JsonValue list = JsonValue::array();
    for (const toml::node& element : array) {
      JsonValue object = JsonValue::object();
      object.line = element.source().begin.line;
      for (const auto& [key, node] : *element.as_table()) {
        JsonValue member = JsonValue::null();
        if (const auto* text = node.as_string()) member = JsonValue::string(text->get());
        if (const auto* date = node.as_date()) {
          std::ostringstream written;
          written << date->get();
          member = JsonValue::string(written.str());
        }
        member.line = key.source().begin.line;
        object.members.emplace_back(std::string(key.str()), std::move(member));
      }
      list.items.push_back(std::move(object));
    }
    return list;
  }

  void refuse(std::string title, const toml::source_region& source, std::string hint) {
    errors_.push_back({std::move(title), place(source), std::move(hint)});
  }

  void refuse_unknown(const std::string& name, const toml::source_region& source) {
    std::vector<std::string> names;
    for (const Setting& setting : settings()) names.emplace_back(setting.name);
    const auto meant = nearest(name, names);
    refuse("unknown setting " + in_quotes(name), source,
           meant ? "Did you mean " + *meant + "?"
                 : "The settings are the long flags of avouch run --help, without --.");
  }

  std::vector<std::string> texts(const Setting& setting, const toml::node& node) {
    std::vector<std::string> found;
    const toml::array* array = node.as_array();
    if (array != nullptr && !setting.repeatable) {
      refuse(std::string(setting.name) + " takes one value", node.source(), "Remove the brackets.");
    } else if (array != nullptr) {
      for (const toml::node& element : *array) found.push_back(text(setting, element));
    } else {
      found.push_back(text(setting, node));
    }
    if (found.empty())
      refuse(std::string(setting.name) + " is empty", node.source(), "Give it a value or leave it out.");
    return found;
  }

  std::string text(const Setting& setting, const toml::node& node) {
    const bool is_switch = *setting.value == '\0';
    if (is_switch || *setting.value == '[') {
      if (const auto on = node.value_exact<bool>()) return *on ? "true" : "false";
    }
    if (is_switch) {
      refuse(std::string(setting.name) + " is true or false", node.source(),
             "Write one of the two, without quotes.");
      return "false";
    }
    if (const auto value = node.value_exact<std::string>()) return filled(*value, node.source());
    if (node.is_integer() || node.is_floating_point()) {
      std::ostringstream number;
      node.visit([&](const auto& value) {
        if constexpr (toml::is_number<decltype(value)>) number << *value;
      });
      return number.str();
    }
    refuse(std::string(setting.name) + " must be a string or a number", node.source(), "Put it in quotes.");
    return {};
  }

  std::string filled(const std::string& value, const toml::source_region& source) {
    Substituted made = substituted(value, environment_);
    for (const std::string& name : made.unset) {
      refuse("the environment variable " + in_quotes(name) + " is not set", source,
             "Set it, or write $${ for a literal ${.");
    }
    substituted_.insert(substituted_.end(), made.used.begin(), made.used.end());
    return std::move(made.text);
  }

  const std::string& file_;
  const Environment& environment_;
  Configuration configuration_;
  std::vector<std::pair<std::string, std::string>> substituted_;  // in the current setting
  Errors errors_;
};

}  // namespace

Result<Configuration> parse_configuration(const std::string& file, std::string_view text,
                                          const Environment& environment) {
  Reader reader(file, environment);
  try {
    reader.read(toml::parse(text, file));
  } catch (const toml::parse_error& error) {
    return Error{.title = "this is not TOML: " + std::string(error.description()),
                 .place = {.file = file, .pointer = {}, .line = static_cast<int>(error.source().begin.line)},
                 .hint = "Fix the syntax: name = \"value\", one per line."};
  }
  return std::move(reader).result();
}

}  // namespace avouch
