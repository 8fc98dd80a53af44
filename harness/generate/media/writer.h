// SPDX-License-Identifier: MIT
// Writes a value as content of a documented media type: the counterpart of judge/media.
//
//   write_content({.range = "application/x-ndjson"}, array)->bytes   // one item per line
//
// Pure; thread-safe.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "contract/contract.h"
#include "json/json_value.h"

namespace avouch {

struct WrittenContent {
  std::string content_type;  // a concrete type, with its boundary
  std::string bytes;
};

// A concrete type within the documented range: RFC 9110 §12.5.1.
std::string concrete_type(const DocumentedMedia& media);

// nullopt if content of that form cannot express the value: null in a form, a member name that XML does not
// allow.
std::optional<WrittenContent> write_content(const DocumentedMedia& media, const JsonValue& value);

// The same, but only if the content is read as that value again.
std::optional<WrittenContent> write_faithfully(const DocumentedMedia& media, const JsonValue& value);

// The value of such content, read by judge/media; nullopt if it cannot be read.
std::optional<JsonValue> read_content(const DocumentedMedia& media, const std::string& bytes,
                                      const std::string& content_type);

// The content of an example: as documented, or else written.
std::optional<WrittenContent> write_example(const DocumentedMedia& media, const Example& example);

// The value of an example: as documented, or else as its content is read. nullopt if that cannot be read.
std::optional<JsonValue> example_value(const DocumentedMedia& media, const Example& example);

// XML, for write_content(). nullopt as there.
std::optional<std::string> xml_text(const Schema& schema, const JsonValue& value);

}  // namespace avouch
