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
  std::optional<std::string> parameter(std::string_view name) const;  // the first of that name

  bool operator==(const MediaType&) const = default;
};

// nullopt where `text` is not a media-type: type/subtype are tokens, parameters are token=token or
// token=quoted-string, blanks only around ";". An empty parameter (";;", a trailing ";") is allowed, as
// §5.6.6 does.
std::optional<MediaType> parse_media_type(std::string_view text);

// Whether `type` is within `range` ("application/json", "application/*", "*/*"; §12.5.1). Parameters that the
// range names must be present with an equal value (charset without regard to case). JSON types have no
// charset (RFC 8259 §11): one that the range or the type names there says nothing. "application/*+json"
// stands for every type with that suffix (RFC 6839), as documents use it.
bool within(const MediaType& type, const MediaType& range);

// Whether what is documented for `range`, one of `ranges`, applies to the type: it is within, and within no
// narrower one of them (OpenAPI 3.1 §4.8.14, §4.8.17).
bool applies(const MediaType& type, const std::string& range, const std::vector<std::string>& ranges);

// A media type within the range: itself where it is none. "image/png" for "image/*".
std::string type_within(std::string_view range);

}  // namespace avouch::http
