// SPDX-License-Identifier: MIT
// Streams of items: JSON Lines, JSON text sequences (RFC 7464), event streams (HTML §9.2.6).
#include <functional>
#include <set>
#include <utility>

#include "base/ascii.h"
#include "base/text.h"
#include "contract/schema/part.h"
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

// Whether more of a JSON text of a sequence may have been meant to follow: of a number, true, false or null.
bool may_be_cut_off(std::string_view text) {
  constexpr std::string_view kEnds = "}]\" \t\r\n";
  return kEnds.find(text.back()) == kEnds.npos;
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
      // An empty type is no type.
      event_ = value.empty() ? std::nullopt : std::optional<std::string>(value);
    } else if (name == "data") {
      data_ = data_ ? *data_ + "\n" + std::string(value) : std::string(value);
    } else if (name == "id" && value.find('\0') == value.npos) {
      id_ = value;
    } else if (name == "retry" && !value.empty() && value.find_first_not_of("0123456789") == value.npos) {
      value.remove_prefix(std::min(value.find_first_not_of('0'), value.size() - 1));
      retry_ = value;
    }
  }

  // Precondition of the following ones: the event has data.
  const std::string& data() const { return *data_; }

  // The event as an object, with that JSON text for its data.
  std::string json(const std::string& data) const {
    std::vector<std::pair<std::string, std::string>> members;
    if (event_) members.emplace_back("event", json_string(*event_));
    members.emplace_back("data", data);
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

// The kinds of data that some alternative of an event describes.
KindMask kinds_of_data(const Schema* schema) {
  if (schema == nullptr) return kEveryKind;
  const DescribedPart data = DescribedPart::root(*schema).item(0).member("data");
  KindMask kinds = 0;
  for (const std::size_t node : data.nodes()) {
    const KindMask meant = kinds_of_node(*schema, node).meant();
    if (meant != kEveryKind) kinds |= meant;
  }
  return kinds == 0 ? kEveryKind : kinds;
}

// The JSON text of an event's data, as its schema expects it. HTML knows data as a text; a schema that allows
// no text describes the JSON in it. nullopt if it has none.
std::optional<std::string> typed_data(KindMask meant, const std::string& data) {
  if (meant == mask_of(ValueKind::string) || meant == kEveryKind) return json_string(data);
  const ParsedBody parsed = parse_body(data);
  const bool may_be_text = (meant & mask_of(ValueKind::string)) != 0;
  if (parsed.instance != nullptr) {
    const ValueKind kind = parsed.instance->root().kind();
    const bool is_text = kind == ValueKind::string || kind == ValueKind::null;
    if (!may_be_text || (!is_text && (meant & mask_of(kind)) != 0)) return data;
  }
  return may_be_text ? std::optional(json_string(data)) : std::nullopt;
}

// One way to read events, with the number of described members that they have so.
struct ReadEvents {
  std::vector<std::string> items;
  std::size_t described = 0;
};

// Which members the schema describes.
class DescribedNames {
 public:
  explicit DescribedNames(const Schema& schema) {
    for (std::string& name : DescribedPart::root(schema).item(0).members()) names_.insert(std::move(name));
  }

  std::size_t count(const Value& value) const {
    std::size_t count = 0;
    if (value.kind() != ValueKind::object) return 0;
    for (const Member& member : value.members()) count += names_.count(member.name);
    return count;
  }

 private:
  std::set<std::string, std::less<>> names_;
};

}  // namespace

MediaReading read_json_items(const DocumentedMedia& media, const MediaContent& content) {
  const bool is_lines = media.form() == MediaForm::json_lines;
  ItemScanner scanner({.kind = is_lines ? ItemFraming::Kind::lines : ItemFraming::Kind::records});
  if (!scan_items(scanner, content)) return {};
  if (scanner.has_stray_content())
    return broken("the content does not begin with a record separator (RFC 7464 §2.2)", 0);
  std::vector<std::string> items;
  for (const ItemScanner::Item& item : scanner.items()) {
    const std::string_view text = text_of(content.bytes, item);
    if (!content.spend(1, 4 * text.size())) return {};
    const ParsedBody parsed = parse_body(text);
    if (parsed.fault && parsed.fault->is_limit) return over_limit(parsed.fault->reason);
    if (parsed.fault)
      return broken("item " + std::to_string(items.size()) + ": " + parsed.fault->reason,
                    item.begin + parsed.fault->offset);
    if (!is_lines && may_be_cut_off(text))
      return broken("item " + std::to_string(items.size()) +
                        ": no white space ends it, so it may be cut off (RFC 7464 §2.4)",
                    item.end);
    items.emplace_back(text);
  }
  if (items.empty() && content.is_enough) return unread(kNothingCame);
  return {.texts = {array_of(items)}};
}

MediaReading read_events(const DocumentedMedia& media, const MediaContent& content) {
  if (const auto invalid = first_invalid_utf8(content.bytes))
    return broken("the event stream is not UTF-8", *invalid);
  ItemScanner scanner({.kind = ItemFraming::Kind::events});
  if (!scan_items(scanner, content)) return {};
  const bool reads_events = media.events != EventReading::data || media.schema == nullptr;
  const bool reads_data = media.events != EventReading::event && media.schema != nullptr;
  const KindMask kinds = kinds_of_data(media.schema.get());
  std::optional<DescribedNames> names;  // only to compare both readings
  if (reads_events && reads_data) names.emplace(*media.schema);
  ReadEvents events;
  ReadEvents data;
  const auto add = [&](ReadEvents& to, std::string text) {
    if (names) {
      const ParsedBody parsed = parse_body(text);
      if (parsed.instance != nullptr) to.described += names->count(parsed.instance->root());
    }
    to.items.push_back(std::move(text));
  };
  for (const ItemScanner::Item& one : scanner.items()) {
    if (!content.spend(1, (names ? 16 : 8) * (one.end - one.begin))) return {};
    const EventFields fields = fields_of(text_of(content.bytes, one), one.begin == 0);
    if (reads_events) {
      const std::optional<std::string> typed = typed_data(kinds, fields.data());
      if (typed) add(events, fields.json(*typed));
    }
    if (reads_data && parse_body(fields.data()).instance != nullptr) add(data, fields.data());
  }
  if (scanner.items().empty() && content.is_enough) return unread(kNothingCame);
  if (scanner.items().empty()) return {.texts = {array_of({})}};
  // Of both readings, the one in which more members are described.
  MediaReading reading;
  if (!events.items.empty() && (!names || (events.described > 0 && events.described >= data.described)))
    reading.texts.push_back(array_of(events.items));
  if (!data.items.empty() && (!names || data.described >= events.described))
    reading.texts.push_back(array_of(data.items));
  if (reading.texts.empty()) return unread("no event has JSON in its data");
  return reading;
}

}  // namespace avouch
