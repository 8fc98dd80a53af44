// SPDX-License-Identifier: MIT
#include "contract/openapi/media.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "base/text.h"
#include "contract/only_reference.h"
#include "contract/schema/part.h"
#include "contract/schema/sequence.h"
#include "contract/serialization.h"
#include "http/media_type.h"

namespace avouch {
namespace {

void read_example_object(Reader& reader, const NamedLocation& member, std::vector<Example>& examples) {
  const std::optional<Location> at = reader.follow(member.at);
  if (!at || !reader.expect_object(*at, "an example")) return;
  reader.check_names(*at, "an example", {"summary", "description", "value", "externalValue"},
                     {"dataValue", "serializedValue"});
  std::optional<Location> value = reader.any(*at, "value");
  if (!value) value = reader.since(OpenApi::v3_2, *at, "dataValue");
  std::optional<std::string> content;
  if (reader.since(OpenApi::v3_2, *at, "serializedValue"))
    content = reader.optional_text(*at, "serializedValue");
  if (value) {
    examples.push_back({.name = member.name,
                        .value = reader.kept(*value),
                        .place = value->place(),
                        .content = std::move(content)});
  } else if (content) {
    examples.push_back({.name = member.name,
                        .value = JsonValue::string(*content),
                        .place = reader.any(*at, "serializedValue")->place(),
                        .content = content});
  } else if (reader.any(*at, "externalValue")) {
    reader.note(*at, "the example " + in_quotes(member.name) + " is not read: it is in another document");
  }
}

Encoding read_one_encoding(Reader& reader, const Location& at) {
  reader.check_names(at, "an encoding",
                     {"contentType", "headers", "style", "explode", "allowReserved", kCollectionFormat},
                     {"encoding", "prefixEncoding", "itemEncoding"});
  Encoding read{.content_type = reader.text(at, "contentType"), .style = reader.text(at, "style")};
  // It goes into the head of a part, so nothing else may stand there.
  for (const std::string_view type : split(read.content_type, ',')) {
    if (read.content_type.empty() || http::parse_media_type(trim_ows(type))) continue;
    reader.fail(*reader.any(at, "contentType"), in_quotes(std::string(type)) + " is not a media type",
                "Write a type such as image/png, or several with commas between them.");
    read.content_type.clear();
    break;
  }
  constexpr std::array kStyles = {"", "form", "spaceDelimited", "pipeDelimited", "deepObject"};
  if (std::find(kStyles.begin(), kStyles.end(), read.style) == kStyles.end()) {
    reader.fail(*reader.any(at, "style"), "an encoding does not support the style " + in_quotes(read.style),
                "Write form, spaceDelimited, pipeDelimited or deepObject.");
    read.style.clear();
  }
  read.explode = reader.flag(at, "explode", read.style.empty() || read.style == "form");
  read.allow_reserved = reader.flag(at, "allowReserved", false);
  if (const std::optional<std::string> format = reader.optional_text(at, kCollectionFormat)) {
    read.style = style_of_collection(*format);
    read.explode = false;
  }
  return read;
}

// OpenAPI 3.2: of multipart content without names.
void read_encoding_by_position(Reader& reader, const Location& at, DocumentedMedia& media) {
  if (reader.since(OpenApi::v3_2, at, "prefixEncoding")) {
    if (const std::optional<Location> prefix = reader.array(at, "prefixEncoding")) {
      for (const NamedLocation& member : reader.members(*prefix)) {
        const bool is_read = reader.expect_object(member.at, "an encoding");
        media.prefix_encoding.push_back(is_read ? read_one_encoding(reader, member.at) : Encoding{});
      }
    }
  }
  if (!reader.since(OpenApi::v3_2, at, "itemEncoding")) return;
  if (const std::optional<Location> item = reader.object(at, "itemEncoding"))
    media.item_encoding = read_one_encoding(reader, *item);
}

// The forms whose strings are texts without a type: what a schema says of their content is judged.
bool has_plain_texts(MediaForm form) {
  return form == MediaForm::text || form == MediaForm::events || form == MediaForm::opaque;
}

// A schema may name members of an event (HTML §9.2.6), or of the JSON in its data, which may have an `id`.
EventReading event_reading(const Schema& schema) {
  const std::vector<std::string> members = DescribedPart::root(schema).members();
  const auto fields = static_cast<std::size_t>(std::count_if(members.begin(), members.end(), is_event_field));
  if (fields == members.size()) return EventReading::event;
  return fields == 0 ? EventReading::data : EventReading::either;
}

// A schema describes a sequence as the array of its items (OpenAPI 3.2 §4.14.3). Earlier versions left open
// what it describes: a schema of an array describes all items, one of a string the whole text, any other
// each item.
void read_sequence(Reader& reader, const Location& at, const Location& schema, Direction direction,
                   DocumentedMedia& media) {
  const DescribedPart root = DescribedPart::root(*media.schema);
  const KindMask meant = root.kinds().meant();
  if ((meant & mask_of(ValueKind::array)) != 0) return;
  if (root.is_only(ValueKind::string)) {
    media.is_whole_text = true;
    return;
  }
  if (media.form() == MediaForm::events) media.events = event_reading(*media.schema);
  if (reader.version == OpenApi::v3_2)
    reader.note(at, "the schema of " + in_quotes(media.range) + " is read as the schema of each item",
                "Write it as `itemSchema`.");
  const std::shared_ptr<const Schema> item =
      reader.schema_going(direction, reader.schema(schema, kEachItem, has_plain_texts(media.form())).first);
  media.schema = sequence_schema(*item, nullptr, "", schema.place());
}

void read_item_schema(Reader& reader, const Location& at, Direction direction, DocumentedMedia& media) {
  const std::optional<Location> schema = reader.since(OpenApi::v3_2, at, "itemSchema");
  if (!schema) return;
  if (!is_sequence(form_of(media.range))) {
    reader.note(*schema, "`itemSchema` is not judged: " + in_quotes(media.range) + " is no sequence of items",
                "Write it as `schema`.");
    return;
  }
  const auto [read, place] = reader.schema(*schema, kEachItem, has_plain_texts(form_of(media.range)));
  if (read == nullptr) return;
  const std::shared_ptr<const Schema> item = reader.schema_going(direction, read);
  if (media.is_whole_text) media.schema = nullptr;
  media.is_whole_text = false;
  media.schema = sequence_schema(*item, media.schema, "itemSchema", schema->place());
  media.schema_place = place;
}

// The forms whose content is text as well: a schema of a string describes it whole.
bool may_be_whole_text(MediaForm form) {
  switch (form) {
    case MediaForm::csv:
    case MediaForm::xml:
    case MediaForm::form:
      return true;
    case MediaForm::json:
    case MediaForm::text:
    case MediaForm::form_data:
    case MediaForm::json_lines:
    case MediaForm::json_sequence:
    case MediaForm::events:
    case MediaForm::parts:
    case MediaForm::opaque:
      break;
  }
  return false;
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

// A string that stands for the content of a type other than JSON is that content (OpenAPI 3.1 §4.8.19).
void mark_content(DocumentedMedia& media) {
  if (media.is_json()) return;
  for (Example& example : media.examples) {
    if (example.value.is_string() && !example.content) example.content = example.value.text;
    // A sequence's example may show one item.
    if (is_sequence(media.form()) && !example.content && !example.value.is_array())
      example.value = JsonValue::array({example.value});
  }
}

std::optional<DocumentedMedia> read_media(Reader& reader, const NamedLocation& member, Direction direction) {
  if (!http::parse_media_type(member.name)) {
    reader.fail(member.at, in_quotes(member.name) + " is not a media type",
                "Write it as type/subtype, such as application/json (RFC 9110 §8.3.1).");
    return std::nullopt;
  }
  std::optional<Location> found = member.at;
  if (reader.version == OpenApi::v3_2) found = reader.follow(member.at);  // 3.2: /components/mediaTypes
  if (!found || !reader.expect_object(*found, "a media type")) return std::nullopt;
  const Location& at = *found;
  reader.check_names(at, "a media type", {"schema", "example", "examples", "encoding"},
                     {"itemSchema", "prefixEncoding", "itemEncoding", "description"});
  DocumentedMedia media{.range = member.name,
                        .examples = read_examples(reader, at),
                        .place = at.place(),
                        .encoding = read_encoding(reader, at)};
  read_encoding_by_position(reader, at, media);
  if (const std::optional<Location> schema = reader.any(at, "schema")) {
    std::tie(media.schema, media.schema_place) =
        reader.schema(*schema, kTheBody, has_plain_texts(form_of(media.range)));
    if (http::parse_media_type(media.range)->essence() == "multipart/form-data" && media.schema != nullptr)
      add_files(reader, *schema, media.encoding);
    if (media.schema != nullptr) media.schema = reader.schema_going(direction, media.schema);
    leave_out_references(reader, media.examples, media.schema);
    if (media.examples.empty()) {  // of the schema, for either direction
      media.examples = read_schema_examples(reader, *schema);
      for (Example& example : media.examples) {
        if (media.schema != nullptr) example.value = without_unsent(std::move(example.value), *media.schema);
      }
    }
    if (media.schema != nullptr) {
      if (media.form() == MediaForm::opaque) {
        const KindMask meant = DescribedPart::root(*media.schema).kinds().meant();
        media.is_bytes = (meant & mask_of(ValueKind::string)) != 0;
      } else if (is_sequence(media.form()))
        read_sequence(reader, at, *schema, direction, media);
      else
        media.is_whole_text =
            may_be_whole_text(media.form()) && DescribedPart::root(*media.schema).is_only(ValueKind::string);
    }
  }
  read_item_schema(reader, at, direction, media);
  leave_out_references(reader, media.examples, media.schema);
  mark_content(media);
  return media;
}

// See DocumentedMedia. Types of `example` are of no registered kind (RFC 4735).
std::string other_type(const std::string& range, const std::vector<std::string>& ranges) {
  constexpr std::string_view kUsual = "application/json";
  if (range != "*/*" && range != "application/*") return {};
  for (const std::string_view type : {kUsual, std::string_view("application/vnd.avouch+json"),
                                      std::string_view("example/vnd.avouch+json")}) {
    if (http::applies(*http::parse_media_type(type), range, ranges))
      return type == kUsual ? std::string() : std::string(type);
  }
  return {};
}

}  // namespace

std::optional<DocumentedMedia> read_media(Reader& reader, const NamedLocation& member, Direction direction,
                                          ContractFault& fault) {
  std::optional<DocumentedMedia> media = read_media(reader, member, direction);
  if (!media) fault = reader.last();
  return media;
}

std::map<std::string, Encoding> read_encoding(Reader& reader, const Location& media) {
  std::map<std::string, Encoding> found;
  const std::optional<Location> encoding = reader.object(media, "encoding");
  if (!encoding) return found;
  for (const NamedLocation& member : reader.members(*encoding)) {
    if (reader.expect_object(member.at, "an encoding"))
      found.emplace(member.name, read_one_encoding(reader, member.at));
  }
  return found;
}

std::vector<DocumentedMedia> read_content(Reader& reader, const Location& content, Direction direction,
                                          ContractFault& fault) {
  std::vector<DocumentedMedia> found;
  for (const NamedLocation& member : reader.members(content)) {
    if (member.name.starts_with("x-")) continue;
    if (std::optional<DocumentedMedia> media = read_media(reader, member, direction, fault))
      found.push_back(*std::move(media));
  }
  std::vector<std::string> ranges;
  for (const DocumentedMedia& media : found) ranges.push_back(media.range);
  for (DocumentedMedia& media : found) media.other_type = other_type(media.range, ranges);
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
  if (one) found.push_back({.name = {}, .value = reader.kept(*one), .place = one->place()});
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
    found.push_back({.name = {}, .value = reader.kept(*one), .place = one->place()});
  } else if (const std::optional<Location> many = reader.any(root, "examples");
             many && many->value->is_array()) {
    for (const NamedLocation& member : reader.members(*many)) {
      found.push_back({.name = {}, .value = reader.kept(member.at), .place = member.at.place()});
    }
  }
  return found;
}

void leave_out_references(Reader& reader, std::vector<Example>& examples,
                          const std::shared_ptr<const Schema>& schema) {
  for (Example& example : examples) {
    if (schema != nullptr && is_only_reference(example.value, schema.get()))
      reader.references.push_back({schema, {example}});
  }
  std::erase_if(examples,
                [&](const Example& example) { return is_only_reference(example.value, schema.get()); });
}

}  // namespace avouch
