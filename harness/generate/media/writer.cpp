// SPDX-License-Identifier: MIT
#include "generate/media/writer.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/text.h"
#include "contract/schema/part.h"
#include "generate/media/form.h"
#include "generate/text/header_line.h"
#include "http/media_type.h"
#include "json/instance.h"
#include "json/json_reader.h"
#include "judge/body/body.h"
#include "judge/media/media.h"

namespace avouch {
namespace {

using Bytes = std::optional<std::string>;

bool is_scalar(const JsonValue& value) {
  return !value.is_structured() && !value.is_null();
}

std::string csv_field(const JsonValue& value) {
  const std::string text = value.is_null() ? "" : plain_text(value);
  if (text.find_first_of(",\"\r\n") == text.npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

bool is_row(const JsonValue& row) {
  const auto is_cell = [](const JsonValue& cell) { return !cell.is_structured(); };
  return row.is_structured() && std::all_of(row.items.begin(), row.items.end(), is_cell) &&
         std::all_of(row.members.begin(), row.members.end(),
                     [&](const auto& member) { return is_cell(member.second); });
}

// The names of a table's columns: those that the schema describes, then those that rows have.
std::vector<std::string> columns_of(const DocumentedMedia& media, const JsonValue& rows) {
  std::vector<std::string> names;
  for (const JsonValue& row : rows.items) {
    for (const auto& [name, cell] : row.members) {
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  if (names.empty() && media.schema != nullptr) names = DescribedPart::root(*media.schema).item(0).members();
  return names;
}

Bytes csv_text(const DocumentedMedia& media, const JsonValue& rows) {
  if (!rows.is_array() || !std::all_of(rows.items.begin(), rows.items.end(), is_row)) return std::nullopt;
  const auto type = http::parse_media_type(media.range);
  const bool has_objects =
      media.schema != nullptr && DescribedPart::root(*media.schema).item(0).is_only(ValueKind::object);
  std::string text;
  const auto add_line = [&](const std::vector<std::string>& cells) { text += join(cells, ",") + "\r\n"; };
  const std::vector<std::string> names = columns_of(media, rows);
  if (has_objects) {
    std::vector<std::string> header;
    for (const std::string& name : names) header.push_back(csv_field(JsonValue::string(name)));
    add_line(header);
  }
  for (const JsonValue& row : rows.items) {
    if (row.is_object() != has_objects) return std::nullopt;
    std::vector<std::string> cells;
    for (const JsonValue& cell : row.items) cells.push_back(csv_field(cell));
    for (const std::string& name : has_objects ? names : std::vector<std::string>{}) {
      const JsonValue* cell = row.find(name);
      cells.push_back(cell == nullptr ? "" : csv_field(*cell));
    }
    add_line(cells);
  }
  if (type && type->parameter("header") == "present" && !has_objects) return std::nullopt;
  return text;
}

Bytes item_texts(const JsonValue& items, std::string_view before, std::string_view after) {
  if (!items.is_array()) return std::nullopt;
  std::string text;
  for (const JsonValue& item : items.items) text += std::string(before) + to_text(item) + std::string(after);
  return text;
}

// One event (HTML §9.2.6). Its data may be JSON.
Bytes event_text(const JsonValue& event) {
  if (!event.is_object() || !event.contains("data")) return std::nullopt;
  std::string text;
  for (const auto& [name, value] : event.members) {
    const bool is_retry = name == "retry" && value.is_number();
    if (!is_event_field(name) || (!is_retry && name != "data" && !value.is_string())) return std::nullopt;
    const std::string content = value.is_string() ? value.text : to_text(value);
    if (name == "event" && content.empty()) return std::nullopt;  // would be read as no type
    if (content.find('\r') != content.npos || (name != "data" && content.find('\n') != content.npos))
      return std::nullopt;
    for (const std::string_view line : split(content, '\n')) text += name + ": " + std::string(line) + "\n";
  }
  return text + "\n";
}

Bytes events_text(const JsonValue& items, bool are_data) {
  std::string text;
  for (const JsonValue& item : items.items) {
    const Bytes event =
        event_text(are_data ? JsonValue::object({{"data", JsonValue::string(to_text(item))}}) : item);
    if (!event) return std::nullopt;
    text += *event;
  }
  return text;
}

Bytes events_text(const DocumentedMedia& media, const JsonValue& items) {
  if (!items.is_array()) return std::nullopt;
  switch (media.events) {
    case EventReading::event:
      return events_text(items, false);
    case EventReading::data:
      return events_text(items, true);
    case EventReading::either:
      break;
  }
  const Bytes events = events_text(items, false);
  return events ? events : events_text(items, true);
}

// A byte per character (judge/media/bytes.cpp); nullopt if a character is no byte.
Bytes bytes_of(std::string_view text) {
  std::string bytes;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) {
      bytes += text[at];
    } else if (lead <= 0xC3 && at + 1 < text.size()) {  // U+0080 to U+00FF: two bytes of UTF-8
      bytes += static_cast<char>((lead & 3U) << 6U | (static_cast<unsigned char>(text[++at]) & 0x3FU));
    } else {
      return std::nullopt;
    }
  }
  return bytes;
}

std::string boundary_for(const JsonValue& value) {
  std::string boundary = "avouch-part";
  const std::string text = to_text(value);
  while (text.find(boundary) != text.npos) boundary += "-";
  return boundary;
}

Bytes parts_text(const DocumentedMedia& media, const JsonValue& items, const std::string& boundary) {
  if (!items.is_array()) return std::nullopt;
  std::string text;
  for (std::size_t i = 0; i < items.items.size(); ++i) {
    const Encoding* encoding = i < media.prefix_encoding.size() ? &media.prefix_encoding[i]
                               : media.item_encoding            ? &*media.item_encoding
                                                                : nullptr;
    const std::string documented = encoding == nullptr ? "" : encoding->content_type;
    const std::string type = !documented.empty()
                                 ? http::type_within(documented.substr(0, documented.find(',')))
                             : items.items[i].is_string() ? "text/plain"
                                                          : "application/json";
    const bool is_json = form_of(type) == MediaForm::json;
    if (!is_json && !is_scalar(items.items[i])) return std::nullopt;
    text.append("--").append(boundary).append("\r\nContent-Type: ").append(type).append("\r\n\r\n");
    text.append(is_json ? to_text(items.items[i]) : plain_text(items.items[i])).append("\r\n");
  }
  return text + "--" + boundary + "--\r\n";
}

}  // namespace

std::string concrete_type(const DocumentedMedia& media) {
  const bool is_any_json = media.is_json() && (media.range == "*/*" || media.range == "application/*");
  if (is_any_json && !media.other_type.empty()) return media.other_type;
  return is_any_json ? "application/json" : http::type_within(media.range);
}

std::optional<WrittenContent> write_content(const DocumentedMedia& media, const JsonValue& value) {
  WrittenContent written{.content_type = concrete_type(media), .bytes = {}};
  const auto with = [&](Bytes bytes) -> std::optional<WrittenContent> {
    if (!bytes) return std::nullopt;
    written.bytes = *std::move(bytes);
    return written;
  };
  switch (media.form()) {
    case MediaForm::json:
      return with(to_text(value));
    case MediaForm::opaque:
      if (media.is_binary() && value.is_string()) return with(bytes_of(value.text));
      return is_scalar(value) ? with(plain_text(value)) : std::nullopt;
    case MediaForm::text:  // judge/media/text.cpp
      if (value.is_null()) return with("");
      return with(value.is_structured() ? to_text(value) : plain_text(value));
    case MediaForm::csv:
      return with(csv_text(media, value));
    case MediaForm::form:
      return value.is_object() ? with(form_text(value, media.encoding)) : std::nullopt;
    case MediaForm::xml:
      return media.schema == nullptr ? std::nullopt : with(xml_text(*media.schema, value));
    case MediaForm::json_lines:
      return with(item_texts(value, "", "\n"));
    case MediaForm::json_sequence:
      return with(item_texts(value, "\x1E", "\n"));
    case MediaForm::events:
      return with(events_text(media, value));
    case MediaForm::form_data:
    case MediaForm::parts: {
      const std::string boundary = boundary_for(value);
      written.content_type += "; boundary=" + boundary;
      if (media.form() == MediaForm::parts) return with(parts_text(media, value, boundary));
      return value.is_object() ? with(multipart_text(value, media.encoding, boundary)) : std::nullopt;
    }
  }
  return std::nullopt;
}

std::optional<JsonValue> read_content(const DocumentedMedia& media, const std::string& bytes,
                                      const std::string& content_type) {
  if (media.form() == MediaForm::json) return read_json(bytes);
  if (!media.is_judged()) return std::nullopt;
  const Result<BodyJudge> judge = BodyJudge::make(media.schema, {});
  const MediaBody body = read_body(media, {.bytes = bytes, .type = http::parse_media_type(content_type)},
                                   judge ? &*judge : nullptr);
  if (body.parsed.instance == nullptr) return std::nullopt;
  return read_json(to_text(body.parsed.instance->root()));
}

std::optional<WrittenContent> write_faithfully(const DocumentedMedia& media, const JsonValue& value) {
  std::optional<WrittenContent> written = write_content(media, value);
  if (!written || media.form() == MediaForm::json) return written;
  const std::optional<JsonValue> read = read_content(media, written->bytes, written->content_type);
  return read && *read == value ? written : std::nullopt;
}

std::optional<WrittenContent> write_example(const DocumentedMedia& media, const Example& example) {
  const bool is_content_alone = example.content && example.value.is_string(*example.content);
  if (!example.content || (media.is_json() && !is_content_alone)) {
    if (std::optional<WrittenContent> written = write_content(media, example.value)) return written;
    return WrittenContent{concrete_type(media), plain_value(example.value)};
  }
  WrittenContent written{concrete_type(media), *example.content};
  const bool is_multipart = media.form() == MediaForm::parts || media.form() == MediaForm::form_data;
  if (is_multipart && written.bytes.starts_with("--")) {  // its first line is its boundary
    const std::string line = written.bytes.substr(2, written.bytes.find_first_of("\r\n") - 2);
    if (written.content_type.find("boundary") == std::string::npos)
      written.content_type += "; boundary=\"" + line + "\"";
  }
  return written;
}

std::optional<JsonValue> example_value(const DocumentedMedia& media, const Example& example) {
  if (media.is_json()) {
    const bool is_content_alone = example.content && example.value.is_string(*example.content);
    return is_content_alone ? read_json(*example.content) : example.value;
  }
  if (!example.content) return example.value;
  const std::optional<WrittenContent> written = write_example(media, example);
  return read_content(media, written->bytes, written->content_type);
}

}  // namespace avouch
