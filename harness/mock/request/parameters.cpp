// SPDX-License-Identifier: MIT
#include "mock/request/parameters.h"

#include <algorithm>
#include <utility>

#include "base/percent.h"
#include "base/text.h"
#include "contract/document/library.h"
#include "contract/openapi/parameter_words.h"
#include "http/secret_field.h"
#include "json/json_value.h"
#include "mock/request/form.h"
#include "mock/request/pairs.h"
#include "mock/request/route.h"
#include "mock/request/style.h"

namespace avouch {
namespace {

std::string of_its_value(const std::string& reason) {
  constexpr std::string_view kWhole = kTheValue;
  return reason.starts_with(kWhole) ? "its value" + reason.substr(kWhole.size()) : reason;
}

// What the documentation shows of a value is taken, whatever its schema says.
std::vector<JsonValue> shown_values(const Parameter& parameter) {
  std::vector<JsonValue> values = parameter.values;
  for (const Example& example : parameter.examples) values.push_back(example.value);
  if (parameter.default_value) values.push_back(*parameter.default_value);
  return values;
}

// In style cookie, nothing is encoded (OpenAPI 3.2 §4.12.3): encodes the values, for a reader that decodes.
MockPairs encoded_pairs(MockPairs pairs) {
  for (auto& [name, value] : pairs) value = percent_encoded(value, ",");
  return pairs;
}

// The JSON text of a whole query (OpenAPI 3.2 §4.12.1).
std::string read_querystring(const Parameter& parameter, const MockSchema& schema, const std::string& text,
                             RequestBudget& budget) {
  if (form_of(parameter.content_type) == MediaForm::form)
    return schema.object_of(form_members(text, parameter.encoding, budget), budget);
  const std::string decoded = percent_decoded(text);
  return form_of(parameter.content_type) == MediaForm::json ? decoded : json_string(decoded);
}

// Whether the members of an object are parameters of their own.
bool is_exploded(const Parameter& parameter) {
  return parameter.style == "form" && parameter.explode;
}

// Returns the names that no other parameter of the same place has.
std::set<std::string> own_members(const Operation& operation, const Parameter& parameter,
                                  const std::vector<std::string>& members) {
  std::set<std::string> own(members.begin(), members.end());
  for (const Parameter& other : operation.parameters) {
    if (other.in == parameter.in) own.erase(other.name);
  }
  return own;
}

// The names in that place which are not those of the parameter's members.
std::set<std::string> names_of_others(const Operation& operation, const Parameter& parameter) {
  std::set<std::string> names = operation.key_names();
  for (const Parameter& other : operation.parameters) {
    if (other.in == parameter.in) names.insert(other.name);
  }
  return names;
}

// OpenAPI 3.1 §4.8.12.2: a query parameter may allow an empty value whatever its schema says.
bool allows_empty(const Contract& contract, const Parameter& parameter) {
  if (contract.library == nullptr || parameter.in != Parameter::In::query) return false;
  const Document* document = contract.library->find(parameter.place.file);
  const JsonValue* written = document == nullptr ? nullptr : document->at(parameter.place.pointer);
  if (written == nullptr) return false;
  const JsonValue* flag = written->find("allowEmptyValue");
  return flag != nullptr && flag->is_true;
}

}  // namespace

MockParameters::MockParameters(const Contract& contract, const Operation& operation,
                               std::vector<std::string>& notes)
    : paths_(served_paths(operation)) {
  for (const Parameter& parameter : operation.parameters) {
    if (operation.is_key(parameter)) continue;  // a matter of the credentials
    Checked checked{.parameter = parameter, .may_be_empty = allows_empty(contract, parameter)};
    if (parameter.schema != nullptr) {
      Result<MockSchema> schema = MockSchema::make(parameter.schema, shown_values(parameter));
      if (schema) {
        checked.members = own_members(operation, parameter, schema->members());
        if (is_exploded(parameter) && schema->has_others())
          checked.names_of_others = names_of_others(operation, parameter);
        checked.schema = *std::move(schema);
      } else {
        notes.push_back(operation.id + ": every value is accepted for its " + in_words(parameter) + ": " +
                        schema.errors().front().title);
      }
    }
    checked_.push_back(std::move(checked));
  }
}

// Returns the text at its place, still percent-encoded.
std::optional<std::string> MockParameters::in_path(const std::string& name,
                                                   const http::Request& request) const {
  for (const std::string& path : paths_) {
    for (const auto& [known, text] : path_values(path, path_of(request.target)).value_or(PathValues{})) {
      if (known == name) return text;
    }
  }
  return std::nullopt;
}

std::optional<WrittenValue> MockParameters::written(const Checked& checked,
                                                    const http::Request& request) const {
  const Parameter& parameter = checked.parameter;
  const MockStyle style{parameter.style, parameter.explode};
  const auto is_member = [&](const std::string& name) { return checked.has_member(name); };
  switch (parameter.in) {
    case Parameter::In::path: {
      const std::optional<std::string> text = in_path(parameter.name, request);
      if (!text) return std::nullopt;
      return written_path(style, parameter.name, *text);
    }
    case Parameter::In::header: {
      const std::optional<std::string> text = http::combined(request.fields, parameter.name);
      if (!text) return std::nullopt;
      return written_header(style, *text);
    }
    case Parameter::In::querystring: {
      const std::size_t mark = request.target.find('?');
      if (mark == request.target.npos) return std::nullopt;
      return WrittenValue{.whole = request.target.substr(mark + 1)};
    }
    case Parameter::In::query:
      return written_pairs(style, parameter.name, query_pairs(request.target), is_member);
    case Parameter::In::cookie:
      if (style.style == "cookie")
        return written_pairs({"form", style.explode}, parameter.name, encoded_pairs(cookie_pairs(request)),
                             is_member);
      return written_pairs(style, parameter.name, cookie_pairs(request), is_member);
  }
  return std::nullopt;
}

// The head of a request is small, so a value that takes more than the budget is accepted.
std::optional<ParameterFault> MockParameters::fault(const http::Request& request) const {
  RequestBudget budget;
  for (const Checked& checked : checked_) {
    const Parameter& parameter = checked.parameter;
    const std::optional<WrittenValue> value = written(checked, request);
    if (!value) {
      if (!parameter.required) continue;
      // An exploded object without members is not written.
      if (is_exploded(parameter) && checked.schema && checked.schema->accepts_nothing(budget)) continue;
      const bool is_in_path = parameter.in == Parameter::In::path;
      return ParameterFault{parameter.in,
                            in_words(parameter) + (is_in_path ? " is not written in style " + parameter.style
                                                              : " is required but missing")};
    }
    if (!checked.schema || (checked.may_be_empty && value->whole == "")) continue;
    const std::vector<std::string> readings =
        parameter.in == Parameter::In::querystring
            ? std::vector<std::string>{read_querystring(parameter, *checked.schema, *value->whole, budget)}
        : parameter.as_content && value->whole ? std::vector<std::string>{*value->whole}
                                               : readings_of(*value);
    if (const std::optional<std::string> reason =
            checked.schema->fault({readings.begin(), readings.end()}, budget))
      return ParameterFault{
          parameter.in, in_words(parameter) + ": " +
                            (http::names_a_secret(parameter.name) ? "its value does not match the contract"
                                                                  : of_its_value(*reason))};
  }
  return std::nullopt;
}

}  // namespace avouch
