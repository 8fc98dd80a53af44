// SPDX-License-Identifier: MIT
// The position of the body parser, and the first fault. Used by instance_*.cpp.
//
// Refers to the text, which must outlive it. Not thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "json/instance.h"

namespace avouch {

struct BodyCursor {
  std::string_view text;
  std::size_t at = 0;
  SyntaxFault fault;

  bool is_at_end() const { return at == text.size(); }
  bool is_digit() const { return at < text.size() && text[at] >= '0' && text[at] <= '9'; }
  void skip_blanks() {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t'))
      ++at;
  }

  // These functions return false, for use in return statements.
  bool fail(std::size_t offset, std::string reason);
  bool fail_limit(std::string reason);
  bool fail_unexpected(const char* what);  // "… before" the next byte
  bool fail_truncated(bool is_array);

  // Fills in the line and the column of the fault.
  void locate_fault();
};

}  // namespace avouch
