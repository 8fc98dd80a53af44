// SPDX-License-Identifier: MIT
#include "plan/values.h"

#include "generate/value.h"
#include "json/json_value.h"
#include "plan/text_value.h"

namespace avouch {

const JsonValue* ValueSource::given(const Operation& operation, const std::string& name) const {
  const JsonValue* of_all = nullptr;
  const JsonValue* of_this = nullptr;
  for (const GivenValue& value : given_) {  // the last one given counts
    if (value.name != name) continue;
    if (value.operation == operation.id) of_this = &value.value;
    if (value.operation.empty()) of_all = &value.value;
  }
  return of_this != nullptr ? of_this : of_all;
}

Result<ChosenValue> ValueSource::of(const Operation& operation, const Parameter& parameter) const {
  using From = ChosenValue::From;
  if (const JsonValue* value = given(operation, parameter.name))
    return ChosenValue{value_given(parameter.schema, {}, *value), From::given};
  if (!parameter.examples.empty()) return ChosenValue{parameter.examples.front().value, From::example};
  if (parameter.default_value) return ChosenValue{*parameter.default_value, From::fallback};
  if (!parameter.values.empty()) return ChosenValue{parameter.values.front(), From::enumeration};
  // A path is text, whatever it documents.
  if (parameter.schema == nullptr && parameter.in == Parameter::In::path)
    return ChosenValue{JsonValue::string("text"), From::generated};
  if (parameter.schema == nullptr) {
    return Error{
        .title = "no schema, example or default is documented", .place = parameter.place, .hint = {}};
  }
  const Result<JsonValue> made = value_for(parameter.schema, seed_);
  if (!made) return made.errors();
  return ChosenValue{*made, From::generated};
}

}  // namespace avouch
