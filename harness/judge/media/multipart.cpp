// SPDX-License-Identifier: MIT
// multipart/form-data: parts with names. Other multipart types: parts in order.
#include "judge/media/multipart.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "http/item_stream.h"
#include "judge/media/scalar.h"

namespace avouch {
namespace {

constexpr std::size_t kMostFieldBytes = 16'384;  // of the head of one part

// nullopt if the head of the part does not end.
std::optional<MultipartPart> part_of(std::string_view text) {
  MultipartPart part;
  std::size_t at = 0;
  while (at < std::min(text.size(), kMostFieldBytes)) {
    const std::size_t end = text.find('\n', at);
    if (end == text.npos) return std::nullopt;
    std::string_view line = text.substr(at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    at = end + 1;
    if (line.empty()) {
      part.content = text.substr(at);
      return part;
    }
    const std::size_t colon = line.find(':');
    if (colon == line.npos) return std::nullopt;
    part.fields.push_back(
        {std::string(line.substr(0, colon)), std::string(trim_ows(line.substr(colon + 1)))});
  }
  return std::nullopt;
}

bool is_json(const std::optional<http::MediaType>& type) {
  return type && form_of(type->essence()) == MediaForm::json && type->subtype != "*";
}

// One part as JSON text. `fault` is set if it is documented as JSON, or says so, and is not.
std::string text_of(const DescribedPart& part, const MultipartPart& one, const Encoding* encoding,
                    Typing typing, std::string& fault) {
  const std::string documented = encoding == nullptr ? "" : encoding->content_type;
  const bool says_json = is_json(one.type()) || (!one.type() && form_of(documented) == MediaForm::json &&
                                                 documented.find('*') == documented.npos);
  if (says_json) {
    const ParsedBody parsed = parse_body(one.content);
    if (parsed.instance != nullptr) return std::string(one.content);
    fault = parsed.fault->reason;
    return "null";
  }
  return typed_values(part, {std::string(one.content)}, typing);
}

const Encoding* encoding_at(const DocumentedMedia& media, std::size_t index) {
  if (index < media.prefix_encoding.size()) return &media.prefix_encoding[index];
  return media.item_encoding ? &*media.item_encoding : nullptr;
}

std::string numbered(std::size_t index) {
  return "part " + std::to_string(index);
}

}  // namespace

std::optional<http::MediaType> MultipartPart::type() const {
  return http::parse_media_type(http::combined(fields, "Content-Type").value_or(""));
}

std::optional<std::string> MultipartPart::name() const {
  const std::string value = http::combined(fields, "Content-Disposition").value_or("");
  const std::size_t semicolon = value.find(';');
  if (semicolon == value.npos) return std::nullopt;
  // It has the syntax of a media type's parameters, so it is parsed as one.
  const auto parsed = http::parse_media_type("form/data" + value.substr(semicolon));
  return parsed ? parsed->parameter("name") : std::nullopt;
}

Multipart split_multipart(const MediaContent& content) {
  Multipart multipart;
  const auto fail = [&](std::string reason, std::size_t offset) {
    multipart.fault = SyntaxFault{.reason = std::move(reason), .offset = offset};
    return multipart;
  };
  const std::optional<std::string> boundary =
      content.type ? content.type->parameter("boundary") : std::nullopt;
  if (!boundary || boundary->empty()) return fail("the media type has no boundary (RFC 2046 §5.1.1)", 0);
  http::ItemScanner scanner({.kind = http::ItemFraming::Kind::parts, .boundary = *boundary});
  if (!scan_items(scanner, content)) return multipart;
  for (const http::ItemScanner::Item& item : scanner.items()) {
    if (!content.spend(4, std::min(item.end - item.begin, kMostFieldBytes))) return multipart;
    std::optional<MultipartPart> part = part_of(content.bytes.substr(item.begin, item.end - item.begin));
    if (!part) return fail(numbered(multipart.parts.size()) + " has no end of its head", item.begin);
    multipart.parts.push_back(*std::move(part));
  }
  if (!scanner.is_closed() && !content.is_enough)
    return fail("the content does not end with its boundary", content.bytes.size());
  return multipart;
}

MediaReading read_form_data(const DocumentedMedia& media, const MediaContent& content) {
  const Multipart multipart = split_multipart(content);
  if (multipart.fault) return {.fault = multipart.fault};
  const DescribedPart root = DescribedPart::root(*media.schema);
  MediaReading reading;
  for (const Typing typing : kTypings) {
    std::vector<std::pair<std::string, std::vector<std::string>>> members;
    std::unordered_map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < multipart.parts.size(); ++i) {
      const MultipartPart& part = multipart.parts[i];
      if (!content.spend(4, 4 * part.content.size())) return {};
      const std::optional<std::string> name = part.name();
      if (!name) return broken(numbered(i) + " has no name (RFC 7578 §4.2)");
      const auto encoding = media.encoding.find(*name);
      const DescribedPart member = root.member(*name);
      std::string fault;
      const bool is_list = member.is_only(ValueKind::array);
      std::string text =
          text_of(is_list ? member.item(0) : member, part,
                  encoding == media.encoding.end() ? nullptr : &encoding->second, typing, fault);
      if (!fault.empty()) return broken(numbered(i) + " is not JSON: " + fault);
      const auto [known, is_new] = places.try_emplace(*name, members.size());
      if (is_new) members.push_back({*name, {}});
      members[known->second].second.push_back(std::move(text));
    }
    std::vector<std::pair<std::string, std::string>> texts;
    for (const auto& [name, values] : members) {
      // An array may be one JSON part, or a part per item (OpenAPI 3.1 §4.8.14.5).
      const bool is_list = root.member(name).is_only(ValueKind::array) && !values.front().starts_with('[');
      texts.emplace_back(name, is_list || values.size() > 1 ? array_of(values) : values.front());
    }
    reading.texts.push_back(object_of(texts));
  }
  return reading;
}

MediaReading read_parts(const DocumentedMedia& media, const MediaContent& content) {
  const Multipart multipart = split_multipart(content);
  if (multipart.fault) return {.fault = multipart.fault};
  if (media.schema == nullptr) return {.texts = {"[]"}};
  if (multipart.parts.empty() && content.is_enough) return unread("no part came within --max-stream-time");
  const DescribedPart root = DescribedPart::root(*media.schema);
  MediaReading reading;
  for (const Typing typing : kTypings) {
    std::vector<std::string> items;
    for (std::size_t i = 0; i < multipart.parts.size(); ++i) {
      const MultipartPart& part = multipart.parts[i];
      if (!content.spend(4, 4 * part.content.size())) return {};
      const std::optional<http::MediaType> type = part.type();
      // Nothing is guessed about content that is neither JSON nor text.
      if (type && !is_json(type) && type->type != "text")
        return unread(numbered(i) + " has the media type " + shown(type->essence()) + ", which is not read");
      std::string fault;
      items.push_back(text_of(root.item(i), part, encoding_at(media, i), typing, fault));
      if (!fault.empty()) return broken(numbered(i) + " is not JSON: " + fault);
    }
    reading.texts.push_back(array_of(items));
  }
  return reading;
}

}  // namespace avouch
