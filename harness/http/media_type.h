// SPDX-License-Identifier: MIT
// Media types: RFC 9110 §8.3.1.
//
//   parse_media_type("Application/JSON; charset=\"utf-8\"")->essence() == "application/json"
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace avouch::http {

struct MediaType {
  struct Parameter {
    std::string name;   // lower case
    std::string value;  // unquoted

    bool operator==(const Parameter&) const = default;
  };

  std::string type;     // lower case
  std::string subtype;  // lower case
  std::vector<Parameter> parameters;

  std::string essence() const { return type + "/" + subtype; }
  std::optional<std::string> parameter(std::string_view name) const;  // the first one with that name

  bool operator==(const MediaType&) const = default;
};

// Parses a media-type: type/subtype are tokens, parameters are token=token or token=quoted-string, blanks are
// allowed only around ";". An empty parameter (";;", a trailing ";") is allowed, as in §5.6.6. nullopt if
// `text` does not match.
std::optional<MediaType> parse_media_type(std::string_view text);

// Returns whether content of that type is one JSON text: the subtype is json or ends in +json (RFC 6839
// §3.1).
bool is_json(const MediaType& type);

// Returns whether `type` is within `range` ("application/json", "application/*", "*/*"; §12.5.1). Parameters
// of the range must be present with an equal value (charset without regard to case). JSON types define no
// charset (RFC 8259 §11), so a charset of the range or the type is ignored for them. "application/*+json"
// matches every type with that suffix (RFC 6839), because documents use it this way.
bool within(const MediaType& type, const MediaType& range);

// Returns whether the documentation of `range`, one of `ranges`, applies to the type: the type is within it
// and within no narrower one of `ranges` (OpenAPI 3.1 §4.8.14, §4.8.17).
bool applies(const MediaType& type, const std::string& range, const std::vector<std::string>& ranges);

// Returns a media type within the range: "image/png" for "image/*". If `range` has no wildcard, returns it
// unchanged.
std::string type_within(std::string_view range);

}  // namespace avouch::http
