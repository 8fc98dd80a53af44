// SPDX-License-Identifier: MIT
#include "contract/media_form.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "base/text.h"

namespace avouch {
namespace {

constexpr std::pair<std::string_view, MediaForm> kForms[] = {
    {"*/*", MediaForm::json},
    {"application/*", MediaForm::json},
    {"application/x-www-form-urlencoded", MediaForm::form},
    {"multipart/form-data", MediaForm::form_data},
    {"application/xml", MediaForm::xml},
    {"text/xml", MediaForm::xml},
    {"text/csv", MediaForm::csv},
    {"text/event-stream", MediaForm::events},
    {"application/x-ndjson", MediaForm::json_lines},
    {"application/ndjson", MediaForm::json_lines},
    {"application/jsonl", MediaForm::json_lines},
    {"application/x-jsonl", MediaForm::json_lines},
    {"application/jsonlines", MediaForm::json_lines},
    {"application/x-jsonlines", MediaForm::json_lines},
    {"application/json-lines", MediaForm::json_lines},
    {"application/x-json-lines", MediaForm::json_lines},
    {"application/stream+json", MediaForm::json_lines},
    {"application/json-seq", MediaForm::json_sequence},
};

constexpr std::pair<std::string_view, MediaForm> kSuffixes[] = {
    {"/json", MediaForm::json},
    {"+json", MediaForm::json},
    {"+json-seq", MediaForm::json_sequence},
    {"+xml", MediaForm::xml},
};

constexpr std::string_view kBinaryKinds[] = {"image/", "audio/", "video/", "font/"};
constexpr std::string_view kBinaryTypes[] = {"application/octet-stream", "application/pdf", "application/zip",
                                             "application/gzip"};

}  // namespace

MediaForm form_of(std::string_view range) {
  const std::string essence = ascii_lower(trim_ows(range.substr(0, range.find(';'))));
  for (const auto& [known, form] : kForms) {
    if (essence == known) return form;
  }
  for (const auto& [suffix, form] : kSuffixes) {
    if (essence.ends_with(suffix)) return form;
  }
  if (essence.starts_with("text/")) return MediaForm::text;
  return essence.starts_with("multipart/") && !essence.ends_with('*') ? MediaForm::parts : MediaForm::opaque;
}

bool is_binary_type(std::string_view range) {
  const std::string essence = ascii_lower(trim_ows(range.substr(0, range.find(';'))));
  if (form_of(essence) != MediaForm::opaque) return false;  // image/svg+xml
  const auto begins = [&](std::string_view type) { return essence.starts_with(type); };
  const auto is = [&](std::string_view type) { return essence == type; };
  return std::any_of(std::begin(kBinaryKinds), std::end(kBinaryKinds), begins) ||
         std::any_of(std::begin(kBinaryTypes), std::end(kBinaryTypes), is);
}

bool is_event_field(std::string_view name) {
  return name == "data" || name == "event" || name == "id" || name == "retry";
}

bool is_sequence(MediaForm form) {
  switch (form) {
    case MediaForm::json_lines:
    case MediaForm::json_sequence:
    case MediaForm::events:
    case MediaForm::parts:
      return true;
    case MediaForm::json:
    case MediaForm::text:
    case MediaForm::csv:
    case MediaForm::form:
    case MediaForm::form_data:
    case MediaForm::xml:
    case MediaForm::opaque:
      break;
  }
  return false;
}

std::string_view syntax_of(MediaForm form) {
  switch (form) {
    case MediaForm::json:
      return "one JSON document in UTF-8 (RFC 8259)";
    case MediaForm::csv:
      return "CSV (RFC 4180)";
    case MediaForm::form:
      return "a form of names and values (URL standard §5.1)";
    case MediaForm::form_data:
      return "a multipart form with its boundary (RFC 7578)";
    case MediaForm::xml:
      return "one well-formed XML document";
    case MediaForm::json_lines:
      return "one JSON text on each line";
    case MediaForm::json_sequence:
      return "a sequence of JSON texts (RFC 7464)";
    case MediaForm::events:
      return "an event stream in UTF-8 (HTML §9.2.5)";
    case MediaForm::parts:
      return "multipart content with its boundary (RFC 2046 §5.1)";
    case MediaForm::text:
    case MediaForm::opaque:
      break;
  }
  return "text";
}

}  // namespace avouch
