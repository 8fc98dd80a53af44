// SPDX-License-Identifier: MIT
#include "workflow/inputs.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/text.h"
#include "json/json_reader.h"

namespace avouch {
namespace {

bool is_of_type(const JsonValue& value, const std::string& type) {
  if (type == "integer" || type == "number") return value.is_number();
  if (type == "boolean") return value.is_boolean();
  if (type == "array") return value.is_array();
  if (type == "object") return value.is_object();
  return type != "null" || value.is_null();
}

// A text as a value of the type; without a type, as it is.
std::optional<JsonValue> read_as(const std::string& text, const std::string& type) {
  if (type.empty() || type == "string") return JsonValue::string(text);
  std::optional<JsonValue> value = read_json(text);
  return value && is_of_type(*value, type) ? value : std::nullopt;
}

}  // namespace

std::string input_variable(const std::string& name) {
  std::string variable = "AVOUCH_INPUT_";
  for (const char c : name)
    variable += is_alphanumeric(c) ? (is_lower(c) ? static_cast<char>(c - 32) : c) : '_';
  return variable;
}

Result<std::vector<JsonValue>> read_inputs(
    const WorkflowDescription& description, const GivenInputs& given,
    const std::function<std::optional<std::string>(const std::string& variable)>& environment,
    bool needs_all) {
  Errors errors;
  std::vector<JsonValue> all;
  std::vector<std::string> names;
  bool takes_any = false;
  for (const Workflow& workflow : description.workflows) {
    JsonValue inputs = JsonValue::object();
    if (workflow.is_called) {
      all.push_back(std::move(inputs));
      continue;
    }
    takes_any = takes_any || workflow.takes_any_input;
    if (workflow.takes_any_input) {
      for (const auto& [name, text] : given) inputs.set(name, JsonValue::string(text));
    }
    for (const WorkflowInput& input : workflow.inputs) {
      names.push_back(input.name);
      const auto named =
          std::find_if(given.begin(), given.end(), [&](const auto& one) { return one.first == input.name; });
      std::optional<std::string> text;
      if (named != given.end()) text = named->second;
      if (!text && environment) text = environment(input_variable(input.name));
      if (text) {
        if (std::optional<JsonValue> value = read_as(*text, input.type)) {
          inputs.set(input.name, *std::move(value));
        } else {
          errors.push_back({.title = "the input " + in_quotes(input.name) + " is no " + printable(input.type),
                            .place = input.place,
                            .hint = "Give a value of that type, as JSON."});
        }
      } else if (input.fallback) {
        inputs.set(input.name, *input.fallback);
      } else if (input.is_required && needs_all) {
        errors.push_back({.title = "the input " + in_quotes(input.name) + " of the workflow " +
                                   in_quotes(workflow.id) + " is required and not given",
                          .place = input.place,
                          .hint = "Give it by --input " + printable(input.name) + "=VALUE or by " +
                                  input_variable(input.name) + "."});
      }
    }
    all.push_back(std::move(inputs));
  }
  for (const auto& [name, text] : given) {
    if (takes_any || std::find(names.begin(), names.end(), name) != names.end()) continue;
    const auto meant = nearest(name, names);
    errors.push_back({.title = "--input: no workflow that the run starts has an input " + in_quotes(name),
                      .place = {.file = description.file, .pointer = {}},
                      .hint = meant           ? "Did you mean " + printable(*meant) + "?"
                              : names.empty() ? "They have none; leave it out."
                                              : "Name one of their inputs."});
  }
  if (!errors.empty()) return errors;
  return all;
}

}  // namespace avouch
