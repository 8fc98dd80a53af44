// SPDX-License-Identifier: MIT
// Splits multipart content into its parts (RFC 2046 §5.1). Used by the readers of this folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/field.h"
#include "http/media_type.h"
#include "judge/media/media.h"

namespace avouch {

struct MultipartPart {
  http::Fields fields;
  std::string_view content;

  std::optional<http::MediaType> type() const;
  // `name` of its Content-Disposition (RFC 7578 §4.2).
  std::optional<std::string> name() const;
};

struct Multipart {
  std::vector<MultipartPart> parts;
  std::optional<SyntaxFault> fault = {};
};

// The boundary is that of the content's media type. Refers to the bytes of the content.
Multipart split_multipart(const MediaContent& content);

}  // namespace avouch
