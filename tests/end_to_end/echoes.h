// SPDX-License-Identifier: MIT
// The ways in which a target may echo a secret: every encoding that docs/security.md promises to find.
#pragma once

#include <string>
#include <vector>

namespace avouch {

struct Echo {
  const char* name;
  std::string text;            // what the target writes
  std::string secret;          // the part of it that must not be seen
  bool has_line_feed = false;  // then no header can hold it
};

std::vector<Echo> echoes_of(const std::string& secret);

}  // namespace avouch
