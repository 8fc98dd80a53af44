// SPDX-License-Identifier: MIT
#include "contract/openapi/media.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <tuple>

#include "base/text.h"
#include "http/media_type.h"

namespace avouch {
namespace {

void read_example_object(Reader& reader, const NamedLocation& member, std::vector<Example>& examples) {
  const std::optional<Location> at = reader.follow(member.at);
  if (!at || !reader.expect_object(*at, "an example")) return;
  reader.check_names(*at, "an example", {"summary", "description", "value", "externalValue"});
  if (const std::optional<Location> value = reader.any(*at, "value")) {
    examples.push_back({.name = member.name, .value = *value->value, .place = value->place()});
  } else if (reader.any(*at, "externalValue")) {
    reader.note(*at, "the example " + in_quotes(member.name) + " is not read: it is in another document");
  }
}

std::map<std::string, Encoding> read_encoding(Reader& reader, const Location& media) {
  std::map<std::string, Encoding> found;
  const std::optional<Location> encoding = reader.object(media, "encoding");
  if (!encoding) return found;
  for (const NamedLocation& member : reader.members(*encoding)) {
    if (!reader.expect_object(member.at, "an encoding")) continue;
    reader.check_names(member.at, "an encoding",
                       {"contentType", "headers", "style", "explode", "allowReserved"});
    Encoding read{.content_type = reader.text(member.at, "contentType"),
                  .style = reader.text(member.at, "style")};
    constexpr std::array kStyles = {"", "form", "spaceDelimited", "pipeDelimited", "deepObject"};
    if (std::find(kStyles.begin(), kStyles.end(), read.style) == kStyles.end()) {
      reader.fail(*reader.any(member.at, "style"),
                  "an encoding does not support the style " + in_quotes(read.style),
                  "Write form, spaceDelimited, pipeDelimited or deepObject.");
      read.style.clear();
    }
    read.explode = reader.flag(member.at, "explode", read.style.empty() || read.style == "form");
    found.emplace(member.name, std::move(read));
  }
  return found;
}

// Returns the content type of a part that is a file according to its schema: OpenAPI 3.0.3 §4.7.14.4 and
// 3.1.1 §4.8.15.1.1; empty if it is not a file.
std::string file_type(Reader& reader, const Location& schema) {
  Location root = reader.schema_root(schema);
  if (!root.value->is_object()) return {};
  // Each element of an array is a part (OpenAPI 3.1 §4.8.14.5).
  if (const std::optional<Location> items = reader.any(root, "items")) root = reader.schema_root(*items);
  if (!root.value->is_object()) return {};
  const auto text_of = [&](const char* name) {
    const std::optional<Location> member = reader.any(root, name);
    return member && member->value->is_string() ? member->value->text : std::string();
  };
  const std::string type = text_of("contentMediaType");
  if (http::parse_media_type(type)) return type;
  return text_of("format") == "binary" || root.value->contains("contentEncoding") ? "application/octet-stream"
                                                                                  : "";
}

// Derives the encodings that the document leaves open from a multipart body's schema.
void add_files(Reader& reader, const Location& schema, std::map<std::string, Encoding>& encoding) {
  const Location root = reader.schema_root(schema);
  if (!root.value->is_object()) return;
  const std::optional<Location> properties = reader.any(root, "properties");
  if (!properties || !properties->value->is_object()) return;
  for (const NamedLocation& member : reader.members(*properties)) {
    const std::string type = file_type(reader, member.at);
    if (type.empty()) continue;
    Encoding& known = encoding[member.name];
    if (known.content_type.empty()) known.content_type = type;
  }
}

std::optional<DocumentedMedia> read_media(Reader& reader, const NamedLocation& member, Direction direction) {
  if (!http::parse_media_type(member.name)) {
    reader.fail(member.at, in_quotes(member.name) + " is not a media type",
                "Write it as type/subtype, such as application/json (RFC 9110 §8.3.1).");
    return std::nullopt;
  }
  if (!reader.expect_object(member.at, "a media type")) return std::nullopt;
  reader.check_names(member.at, "a media type", {"schema", "example", "examples", "encoding"});
  DocumentedMedia media{.range = member.name,
                        .examples = read_examples(reader, member.at),
                        .place = member.at.place(),
                        .encoding = read_encoding(reader, member.at)};
  if (const std::optional<Location> schema = reader.any(member.at, "schema")) {
    std::tie(media.schema, media.schema_place) = reader.schema(*schema);
    if (http::parse_media_type(media.range)->essence() == "multipart/form-data" && media.schema != nullptr)
      add_files(reader, *schema, media.encoding);
    if (media.schema != nullptr) media.schema = reader.schema_going(direction, media.schema);
    if (media.examples.empty()) {  // of the schema, for either direction
      media.examples = read_schema_examples(reader, *schema);
      for (Example& example : media.examples) {
        if (media.schema != nullptr) example.value = without_unsent(std::move(example.value), *media.schema);
      }
    }
  }
  return media;
}

}  // namespace

std::vector<DocumentedMedia> read_content(Reader& reader, const Location& content, Direction direction,
                                          ContractFault& fault) {
  std::vector<DocumentedMedia> found;
  for (const NamedLocation& member : reader.members(content)) {
    if (member.name.starts_with("x-")) continue;
    if (std::optional<DocumentedMedia> media = read_media(reader, member, direction))
      found.push_back(*std::move(media));
    else
      fault = reader.last();
  }
  return found;
}

std::vector<Example> read_examples(Reader& reader, const Location& owner) {
  std::vector<Example> found;
  const std::optional<Location> one = reader.any(owner, "example");
  const std::optional<Location> many = reader.object(owner, "examples");
  if (one && many) {
    reader.fail(*many, "both `example` and `examples` are given",
                "Keep one of the two; OpenAPI forbids both.");  // all of them are examples
  }
  if (one) found.push_back({.name = {}, .value = *one->value, .place = one->place()});
  if (many) {
    for (const NamedLocation& member : reader.members(*many)) read_example_object(reader, member, found);
  }
  return found;
}

std::vector<Example> read_schema_examples(Reader& reader, const Location& schema) {
  const Location root = reader.schema_root(schema);
  if (!root.value->is_object()) return {};
  std::vector<Example> found;
  if (const std::optional<Location> one = reader.any(root, "example")) {
    found.push_back({.name = {}, .value = *one->value, .place = one->place()});
  } else if (const std::optional<Location> many = reader.any(root, "examples");
             many && many->value->is_array()) {
    for (const NamedLocation& member : reader.members(*many)) {
      found.push_back({.name = {}, .value = *member.at.value, .place = member.at.place()});
    }
  }
  return found;
}

}  // namespace avouch
