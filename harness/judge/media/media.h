// SPDX-License-Identifier: MIT
// Reads content of any documented form as a JSON instance, by its schema. One reader per form, each in a file
// of this folder.
//
//   const MediaBody body = read_body(media, {.bytes = "5", .type = type}, judge);
//   body.parsed.instance->root()   // 5, if the schema expects a number
//
// Content without types (a form, CSV, XML, text) is read as the schema expects: contract/header_value.h. If
// it has several readings, the one that the schema accepts is meant. All readers are linear in the content,
// do not recurse over it, or limit its depth. What they do counts in the budget of the answer. Pure;
// thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/work_budget.h"
#include "contract/contract.h"
#include "http/item_stream.h"
#include "http/media_type.h"
#include "json/instance.h"

namespace avouch {

class BodyJudge;

struct MediaContent {
  std::string_view bytes;
  std::optional<http::MediaType> type = {};  // of the response; nullopt if it has none
  bool is_enough = false;                    // a stream that Avouch closed after its last whole item
  WorkBudget* budget = nullptr;              // what reading may cost; null: see read_body()
  MemoryShare* memory = nullptr;             // what the instance holds; null: unlimited

  // Takes what it costs to read that many texts and to type them, and the memory for them and for `size`
  // bytes of what is made of them, before it is made. Returns false if the budget is used up: the reader
  // stops then, and its result does not matter.
  bool spend(std::size_t texts, std::size_t size) const;
  // The same for texts that are only looked at.
  bool look_at(std::size_t texts) const;
};

// The readings of content as JSON texts, the most plausible one first; or why there is none.
struct MediaReading {
  std::vector<std::string> texts = {};
  std::optional<SyntaxFault> fault = {};  // it breaks the syntax of its media type, or a limit
  std::string unread = {};  // it may be right, but cannot be read: a sentence without a full stop
};

// A reader of one form. Precondition: the media type has a schema, unless the form is a sequence or XML.
using MediaReader = MediaReading (*)(const DocumentedMedia& media, const MediaContent& content);

MediaReading read_bytes(const DocumentedMedia& media, const MediaContent& content);
MediaReading read_text(const DocumentedMedia& media, const MediaContent& content);
MediaReading read_csv(const DocumentedMedia& media, const MediaContent& content);
MediaReading read_form(const DocumentedMedia& media, const MediaContent& content);
MediaReading read_form_data(const DocumentedMedia& media, const MediaContent& content);
MediaReading read_xml(const DocumentedMedia& media, const MediaContent& content);
MediaReading read_json_items(const DocumentedMedia& media, const MediaContent& content);
MediaReading read_events(const DocumentedMedia& media, const MediaContent& content);
MediaReading read_parts(const DocumentedMedia& media, const MediaContent& content);

// The content as an instance. `parsed` is empty if `unread` says why.
struct MediaBody {
  ParsedBody parsed;
  std::string unread = {};
};

// `judge` is that of the media type's schema; null if it has none. Content without a budget gets one of its
// own. Precondition: the media type is judged, and its form is not JSON.
MediaBody read_body(const DocumentedMedia& media, const MediaContent& content, const BodyJudge* judge);

// Finds the items of the content piece by piece, within the budget. Returns false if it is used up.
bool scan_items(http::ItemScanner& scanner, const MediaContent& content);

// Why there is no reading: used by the readers.
MediaReading broken(std::string reason, std::optional<std::size_t> offset = {});
MediaReading over_limit(std::string reason);
MediaReading unread(std::string reason);

}  // namespace avouch
