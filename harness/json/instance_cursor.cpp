// SPDX-License-Identifier: MIT
#include "json/instance_cursor.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace avouch {

bool BodyCursor::fail(std::size_t offset, std::string reason) {
  fault = {.reason = std::move(reason), .offset = offset};
  return false;
}

bool BodyCursor::fail_limit(std::string reason) {
  fault = {.reason = std::move(reason), .offset = at, .is_limit = true};
  return false;
}

bool BodyCursor::fail_unexpected(const char* what) {
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("//") || rest.starts_with("/*")) return fail(at, "a comment is not JSON");
  return fail(at, what + in_quotes(rest, 20));
}

bool BodyCursor::fail_truncated(bool is_array) {
  return fail(at, is_array ? "the body ends inside an array" : "the body ends inside an object");
}

void BodyCursor::locate_fault() {
  const std::string_view before = text.substr(0, fault.offset);
  fault.line = 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t line_feed = before.rfind('\n');
  fault.column = 1 + (line_feed == before.npos ? before.size() : before.size() - line_feed - 1);
}

}  // namespace avouch
