// SPDX-License-Identifier: MIT
#include "cli/option/substitution.h"

#include <optional>

namespace avouch {

Substituted substituted(std::string_view text, const Environment& environment) {
  Substituted made;
  for (std::size_t at = 0; at < text.size();) {
    if (text.substr(at, 3) == "$${") {
      made.text += "${";
      at += 3;
      continue;
    }
    const std::size_t end = text.substr(at, 2) == "${" ? text.find('}', at) : text.npos;
    if (end == text.npos) {
      made.text += text[at++];
      continue;
    }
    std::string name(text.substr(at + 2, end - at - 2));
    const std::optional<std::string> value = environment ? environment(name) : std::nullopt;
    if (value) {
      made.text += *value;
      made.used.emplace_back(std::move(name), *value);
    } else {
      made.unset.push_back(std::move(name));
    }
    at = end + 1;
  }
  return made;
}

}  // namespace avouch
