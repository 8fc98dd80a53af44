// SPDX-License-Identifier: MIT
// Values for an operation's documented parameters: its target and the fields that they go into.
#pragma once

#include <string>

#include "contract/contract.h"
#include "http/field.h"

namespace avouch {

struct FilledParameters {
  std::string target;   // path and query, percent-encoded
  http::Fields fields;  // header parameters, and one Cookie
  std::string
      missing;  // why the operation cannot be called, a sentence without a full stop; empty where it can
};

// Required parameters only. A value is the first example, else the default, else the first of the enum.
// Styles simple (path, header) and form (query, cookie) of primitive values and arrays (OpenAPI 3.1
// §4.8.12.2).
FilledParameters fill_parameters(const Operation& operation);

}  // namespace avouch
