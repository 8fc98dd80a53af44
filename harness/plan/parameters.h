// SPDX-License-Identifier: MIT
// Fills an operation's documented parameters with values: the target, and the fields.
//
//   const FilledParameters filled = fill_parameters(operation, values);
//   filled.target == "/v1/things/5?kind=new"
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "contract/contract.h"
#include "contract/serialization.h"
#include "http/field.h"
#include "json/json_value.h"
#include "plan/values.h"

namespace avouch {

struct FilledParameters {
  std::string target;   // path and query, percent-encoded
  http::Fields fields;  // header parameters
  NamedTexts cookies;   // cookie parameters, percent-encoded
  std::string missing;  // why the operation cannot be called, a sentence without a full stop; else empty
  // Parameters with made-up values: the target may not know the resource, or may require another value.
  std::vector<std::string> made_up;
  std::map<std::string, JsonValue> values;  // of every parameter that it has, by name
};

// In place of what is documented: a parameter's name -> its value.
using Replacements = std::map<std::string, JsonValue>;

// How the path has the value of its parameter; nullopt if the parameter's style cannot write it.
std::optional<std::string> text_in_path(const Parameter& parameter, const JsonValue& value);

// Fills required parameters, and optional ones if the user gave a value. Styles: see
// contract/serialization.h.
FilledParameters fill_parameters(const Operation& operation, const ValueSource& values,
                                 const Replacements& replacements = {});

// Fills those parameters alone.
FilledParameters fill_parameters(const Operation& operation, const Replacements& all);

// Returns the target with these pairs at the end of its query.
std::string with_query(std::string target, const NamedTexts& pairs);

}  // namespace avouch
