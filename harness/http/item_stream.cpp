// SPDX-License-Identifier: MIT
#include "http/item_stream.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace avouch::http {
namespace {

using Kind = ItemFraming::Kind;

constexpr std::array<std::string_view, 9> kLines = {
    "application/x-ndjson",   "application/ndjson",       "application/jsonl",
    "application/x-jsonl",    "application/jsonlines",    "application/x-jsonlines",
    "application/json-lines", "application/x-json-lines", "application/stream+json"};

constexpr char kRecordSeparator = '\x1E';

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == text.npos;
}

// Lines of events end in CR, LF or CRLF; the others in LF, or CRLF. The size of the content if none ends.
std::size_t end_of_line(std::string_view content, std::size_t from, Kind kind) {
  if (kind != Kind::events) return std::min(content.find('\n', from), content.size());
  const char* const begin = content.data();
  const char* const end = begin + content.size();
  const char* at = begin + from;
  while (at != end && *at != '\n' && *at != '\r') ++at;
  return static_cast<std::size_t>(at - begin);
}

// Without blanks at its end (RFC 2046 §5.1.1: transport padding).
std::string_view without_padding(std::string_view line) {
  return line.substr(0, line.find_last_not_of(" \t\r") + 1);
}

}  // namespace

std::optional<ItemFraming> item_framing(const MediaType& type) {
  const std::string essence = type.essence();
  if (std::find(kLines.begin(), kLines.end(), essence) != kLines.end())
    return ItemFraming{.kind = Kind::lines};
  if (essence == "application/json-seq" || essence.ends_with("+json-seq"))
    return ItemFraming{.kind = Kind::records};
  if (essence == "text/event-stream") return ItemFraming{.kind = Kind::events};
  const std::optional<std::string> boundary = type.parameter("boundary");
  if (type.type != "multipart" || type.subtype == "form-data" || !boundary || boundary->empty())
    return std::nullopt;
  return ItemFraming{.kind = Kind::parts, .boundary = *boundary};
}

void ItemScanner::scan(std::string_view content, bool is_end) {
  if (framing_.kind == Kind::records) return scan_records(content, is_end);
  // The LF of a CR that was the last byte before: CR alone ends a line too, and nothing need follow it.
  if (framing_.kind == Kind::events && at_ > 0 && content.substr(at_ - 1).starts_with("\r\n")) ++at_;
  while (at_ < content.size() && !is_closed_) {
    const std::size_t end = end_of_line(content, std::max(at_, looked_), framing_.kind);
    looked_ = end;
    if (end == content.size()) break;
    std::size_t next = end + 1;
    if (content[end] == '\r' && next < content.size() && content[next] == '\n') ++next;
    take_line(content, at_, end, next);
    at_ = next;
  }
  if (!is_end || at_ >= content.size() || is_closed_) return;
  take_line(content, at_, content.size(), content.size());
  at_ = content.size();
}

void ItemScanner::take_line(std::string_view content, std::size_t begin, std::size_t end, std::size_t next) {
  const std::string_view line = content.substr(begin, end - begin);
  switch (framing_.kind) {
    case Kind::lines:
      if (!is_blank(line)) items_.push_back({begin, end, next});
      break;
    case Kind::events:
      take_event_line(line, begin, next);
      break;
    case Kind::parts:
      take_part_line(content, line, begin, next);
      break;
    case Kind::records:
      break;
  }
}

void ItemScanner::take_event_line(std::string_view line, std::size_t begin, std::size_t next) {
  if (line.empty()) {
    if (begin_ && has_data_) items_.push_back({*begin_, begin, next});
    begin_.reset();
    has_data_ = false;
    return;
  }
  if (!begin_) begin_ = begin;
  if (begin == 0 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
  has_data_ = has_data_ || line == "data" || line.starts_with("data:");
}

void ItemScanner::take_part_line(std::string_view content, std::string_view line, std::size_t begin,
                                 std::size_t next) {
  if (!line.starts_with("--") || !line.substr(2).starts_with(framing_.boundary)) return;
  const std::string_view rest = without_padding(line.substr(2 + framing_.boundary.size()));
  if (!rest.empty() && rest != "--") return;
  if (begin_) {
    // The line break before the boundary belongs to the boundary.
    std::size_t end = std::max(*begin_, begin);
    if (end > *begin_ && content[end - 1] == '\n') --end;
    if (end > *begin_ && content[end - 1] == '\r') --end;
    items_.push_back({*begin_, end, begin});
  }
  begin_ = next;
  is_closed_ = rest == "--";
}

void ItemScanner::scan_records(std::string_view content, bool is_end) {
  for (;;) {
    const std::size_t end = content.find(kRecordSeparator, at_);
    const bool is_last = end == content.npos;
    if (is_last && !is_end) {
      at_ = content.size();
      return;
    }
    const std::size_t stop = is_last ? content.size() : end;
    const std::size_t begin = begin_.value_or(0);
    const bool is_empty = is_blank(content.substr(begin, stop - begin));
    if (begin_ && !is_empty) items_.push_back({begin, stop, stop});
    has_stray_content_ = has_stray_content_ || (!begin_ && !is_empty);
    at_ = is_last ? content.size() : end + 1;
    begin_ = at_;
    if (is_last) return;
  }
}

}  // namespace avouch::http
