// SPDX-License-Identifier: MIT
#include "contract/openapi/parameter_words.h"

#include "base/text.h"

namespace avouch {
namespace {

const char* in_words(Parameter::In in) {
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
  return "";
}

}  // namespace

std::string in_words(const Parameter& parameter) {
  return std::string(in_words(parameter.in)) + " parameter " + in_quotes(parameter.name);
}

}  // namespace avouch
