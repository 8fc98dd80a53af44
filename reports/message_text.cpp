// SPDX-License-Identifier: MIT
#include "reports/message_text.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"

namespace avouch {
namespace {

void append_fields(std::string& out, const http::Fields& fields) {
  for (const http::Field& field : fields) out += printable(field.name) + ": " + printable(field.value) + "\n";
}

void append_content(std::string& out, const ShownContent& content, std::size_t limit) {
  if (content.size == 0) return;
  out += '\n';
  std::size_t end = std::min(content.text.size(), limit);
  while (end < content.text.size() && end > 0 &&
         (static_cast<unsigned char>(content.text[end]) & 0xC0U) == 0x80U)
    --end;
  if (end > 0) {
    for (const std::string_view line : split(std::string_view(content.text).substr(0, end), '\n')) {
      const bool has_return = line.ends_with('\r');
      out += printable(has_return ? line.substr(0, line.size() - 1) : line) + "\n";
    }
  }
  if (content.is_cut || end < content.text.size())
    out += "… (" + counted(content.size, "byte", "bytes") + " in all)\n";
}

}  // namespace

std::string request_text(const Messages& messages, std::size_t limit) {
  std::string out = printable(messages.method) + " " + printable(messages.url) + " HTTP/1.1\n";
  append_fields(out, messages.request_fields);
  append_content(out, messages.request_content, limit);
  return out;
}

std::string response_text(const Messages& messages, std::size_t limit) {
  std::string out = printable(messages.version) + " " + std::to_string(messages.status) +
                    (messages.reason.empty() ? "" : " " + printable(messages.reason)) + "\n";
  append_fields(out, messages.response_fields);
  append_content(out, messages.response_content, limit);
  return out;
}

}  // namespace avouch
