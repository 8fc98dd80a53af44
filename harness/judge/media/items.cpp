// SPDX-License-Identifier: MIT
// Streams of items: JSON Lines, JSON text sequences (RFC 7464), event streams (HTML §9.2.6).
#include <utility>

#include "base/ascii.h"
#include "base/text.h"
#include "http/item_stream.h"
#include "json/json_value.h"
#include "json/number.h"
#include "judge/media/media.h"
#include "judge/media/scalar.h"

namespace avouch {
namespace {

using http::ItemFraming;
using http::ItemScanner;

std::string_view text_of(std::string_view bytes, const ItemScanner::Item& item) {
  return bytes.substr(item.begin, item.end - item.begin);
}

constexpr const char* kNothingCame = "no item came within --max-stream-time";

// The members of one event, as HTML §9.2.6 reads its fields.
class EventFields {
 public:
  void take(std::string_view line) {
    if (line.starts_with(':')) return;  // a comment
    const std::size_t colon = std::min(line.find(':'), line.size());
    const std::string_view name = line.substr(0, colon);
    std::string_view value = line.substr(std::min(colon + 1, line.size()));
    if (value.starts_with(' ')) value.remove_prefix(1);
    if (name == "event") {
      event_ = value;
    } else if (name == "data") {
      data_ = data_ ? *data_ + "\n" + std::string(value) : std::string(value);
    } else if (name == "id" && value.find('\0') == value.npos) {
      id_ = value;
    } else if (name == "retry" && !value.empty() && value.find_first_not_of("0123456789") == value.npos) {
      value.remove_prefix(std::min(value.find_first_not_of('0'), value.size() - 1));
      retry_ = value;
    }
  }

  const std::string& data() const { return *data_; }

  std::string json() const {
    std::vector<std::pair<std::string, std::string>> members;
    if (event_) members.emplace_back("event", json_string(*event_));
    if (data_) members.emplace_back("data", json_string(*data_));
    if (id_) members.emplace_back("id", json_string(*id_));
    if (retry_) members.emplace_back("retry", *retry_);
    return object_of(members);
  }

 private:
  std::optional<std::string> event_;
  std::optional<std::string> data_;
  std::optional<std::string> id_;
  std::optional<std::string> retry_;
};

EventFields fields_of(std::string_view event, bool is_first) {
  if (is_first && event.starts_with("\xEF\xBB\xBF")) event.remove_prefix(3);
  EventFields fields;
  while (!event.empty()) {
    const std::size_t end = std::min(event.find_first_of("\r\n"), event.size());
    fields.take(event.substr(0, end));
    event.remove_prefix(end);
    if (event.starts_with("\r\n")) event.remove_prefix(1);
    if (!event.empty()) event.remove_prefix(1);
  }
  return fields;
}

}  // namespace

MediaReading read_json_items(const DocumentedMedia& media, const MediaContent& content) {
  const bool is_lines = media.form() == MediaForm::json_lines;
  ItemScanner scanner({.kind = is_lines ? ItemFraming::Kind::lines : ItemFraming::Kind::records});
  scanner.scan(content.bytes, true);
  if (scanner.has_stray_content())
    return broken("the content does not begin with a record separator (RFC 7464 §2.2)");
  std::vector<std::string> items;
  for (const ItemScanner::Item& item : scanner.items()) {
    const std::string_view text = text_of(content.bytes, item);
    if (!content.spend(1, 4 * text.size())) return {};
    const ParsedBody parsed = parse_body(text);
    if (parsed.fault && parsed.fault->is_limit) return over_limit(parsed.fault->reason);
    if (parsed.fault)
      return broken("item " + std::to_string(items.size()) + ": " + parsed.fault->reason,
                    item.begin + parsed.fault->offset);
    // RFC 7464 §2.4: a number that no whitespace follows may be cut off.
    items.emplace_back(text);
  }
  if (items.empty() && content.is_enough) return unread(kNothingCame);
  return {.texts = {array_of(items)}};
}

MediaReading read_events(const DocumentedMedia& media, const MediaContent& content) {
  if (const auto invalid = first_invalid_utf8(content.bytes))
    return broken("the event stream is not UTF-8", *invalid);
  ItemScanner scanner({.kind = ItemFraming::Kind::events});
  scanner.scan(content.bytes, true);
  std::vector<std::string> items;
  for (const ItemScanner::Item& item : scanner.items()) {
    if (!content.spend(1, 8 * (item.end - item.begin))) return {};
    const EventFields fields = fields_of(text_of(content.bytes, item), item.begin == 0);
    if (!media.reads_data) {
      items.push_back(fields.json());
    } else if (parse_body(fields.data()).instance != nullptr) {
      items.push_back(fields.data());
    }
  }
  if (scanner.items().empty() && content.is_enough) return unread(kNothingCame);
  if (items.empty() && !scanner.items().empty()) return unread("no event has JSON in its data");
  return {.texts = {array_of(items)}};
}

}  // namespace avouch
