// SPDX-License-Identifier: MIT
// Values for an operation's documented parameters: its target and the fields that they go into.
//
//   const FilledParameters filled = fill_parameters(operation, values);
//   filled.target == "/v1/things/5?kind=new"
#pragma once

#include <map>
#include <string>
#include <vector>

#include "contract/contract.h"
#include "http/field.h"
#include "json/json_value.h"
#include "plan/serialization.h"
#include "plan/values.h"

namespace avouch {

struct FilledParameters {
  std::string target;   // path and query, percent-encoded
  http::Fields fields;  // header parameters
  NamedTexts cookies;   // cookie parameters, percent-encoded
  std::string
      missing;  // why the operation cannot be called, a sentence without a full stop; empty where it can
  // Parameters whose values nobody gave: the target may know no such resource, or want another value.
  std::vector<std::string> made_up;
};

// In place of what is documented: a parameter's name -> its value.
using Replacements = std::map<std::string, JsonValue>;

// Required parameters, and optional ones that the user gave a value for. Styles: see plan/serialization.h.
FilledParameters fill_parameters(const Operation& operation, const ValueSource& values,
                                 const Replacements& replacements = {});

}  // namespace avouch
