// SPDX-License-Identifier: MIT
#include "base/result.h"

#include <stdexcept>

#include "base/text.h"

namespace avouch {

std::string to_string(const Place& place) {
  std::string text = place.file;
  if (place.line > 0) text += (text.empty() ? "line " : ":") + std::to_string(place.line);
  if (!place.pointer.empty()) text += (text.empty() ? "" : " ") + place.pointer;
  return text;
}

std::string to_string(const Error& error) {
  std::string text = "error: " + printable(error.title) + "\n";
  if (const std::string place = to_string(error.place); !place.empty())
    text += "  at " + printable(place) + "\n";
  if (!error.hint.empty()) text += "  " + printable(error.hint) + "\n";
  return text;
}

std::string to_string(const Errors& errors) {
  std::string text;
  for (const Error& error : errors) text += to_string(error);
  return text;
}

void throw_errors(const Errors& errors) {
  throw std::runtime_error(to_string(errors));
}

}  // namespace avouch
