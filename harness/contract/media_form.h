// SPDX-License-Identifier: MIT
// How the content of a media type is structured: which reader of judge/media reads it, and which writer of
// generate/media writes it.
//
//   form_of("application/x-ndjson") == MediaForm::json_lines
//
// Pure; thread-safe.
#pragma once

#include <string_view>

namespace avouch {

enum class MediaForm {
  json,           // application/json, +json; also a range that covers it, such as */*
  text,           // text/*: one string
  csv,            // text/csv (RFC 4180): an array of rows
  form,           // application/x-www-form-urlencoded: an object
  form_data,      // multipart/form-data (RFC 7578): an object
  xml,            // application/xml, text/xml, +xml (RFC 7303)
  json_lines,     // application/x-ndjson, application/jsonl: an array of JSON values, one per line
  json_sequence,  // application/json-seq, +json-seq (RFC 7464, RFC 8091): likewise
  events,         // text/event-stream (HTML §9.2.6): an array of events
  parts,          // multipart/mixed and other multipart types (RFC 2046 §5.1): an array of parts
  opaque,         // any other: bytes, or a text of which nothing is known
};

// The form of a documented media type or range. Its parameters do not matter.
MediaForm form_of(std::string_view range);

// Whether content of that type is bytes and never a text: image/png, application/octet-stream.
bool is_binary_type(std::string_view range);

// Whether events have a field of that name (HTML §9.2.6). Others are ignored.
bool is_event_field(std::string_view name);

// Whether the content is a sequence of items, which may never end (OpenAPI 3.2 §4.14.3).
bool is_sequence(MediaForm form);

// "one JSON text in UTF-8 (RFC 8259)": what well-formed content of that form is.
std::string_view syntax_of(MediaForm form);

}  // namespace avouch
