// SPDX-License-Identifier: MIT
#include "contract/openapi/parameter_words.h"

#include "base/text.h"

namespace avouch {
std::string_view to_string(Parameter::In in) {
  switch (in) {
    case Parameter::In::path:
      return "path";
    case Parameter::In::query:
      return "query";
    case Parameter::In::querystring:
      return "querystring";
    case Parameter::In::header:
      return "header";
    case Parameter::In::cookie:
      return "cookie";
  }
  return {};
}

std::string in_words(const Parameter& parameter) {
  return std::string(to_string(parameter.in)) + " parameter " + in_quotes(parameter.name);
}

}  // namespace avouch
