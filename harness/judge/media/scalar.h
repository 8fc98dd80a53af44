// SPDX-License-Identifier: MIT
// Reads texts without a type as the schema expects them at their place. Used by the readers of this folder.
//
//   TypedText(schema, Typing::wanted).scalar(part, "5")   ->  "5" for a number, "\"5\"" for a string
//
// Pure; thread-safe.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "contract/schema/part.h"

namespace avouch {

// How the texts of one content are typed. All of a content are typed alike.
enum class Typing {
  wanted,  // as the schema expects
  texts,   // each text is a string where a string may stand
};
inline constexpr std::array kTypings = {Typing::wanted, Typing::texts};

// The JSON text of a scalar.
std::string typed_text(const DescribedPart& part, std::string_view text, Typing typing);

// The same for a value that may be several texts of one name: an array, if the schema expects one or if there
// are several. A text where an object is expected is JSON.
std::string typed_values(const DescribedPart& part, const std::vector<std::string>& texts, Typing typing);

// Text that is not UTF-8 as ISO-8859-1, so that a JSON string can hold it.
std::string utf8_of(std::string_view text);

// "{…}" of names and JSON texts. Names that occur again are appended as well.
std::string object_of(const std::vector<std::pair<std::string, std::string>>& members);
std::string array_of(const std::vector<std::string>& items);

}  // namespace avouch
