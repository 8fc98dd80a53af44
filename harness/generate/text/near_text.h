// SPDX-License-Identifier: MIT
// Texts that differ a little from one: what a slip of the hand, another keyboard or another program makes of
// it.
//
//   near_texts("GET")[0]   // {"get", "in the other case"}
//
// Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace avouch {

struct NearText {
  std::string text;
  std::string how;  // what of the text it is: "without its last character"
};

// Likeliest first; some may be the text itself. `text` is UTF-8.
std::vector<NearText> near_texts(std::string_view text);

// The same name as another program would write it: account_sid for accountSid, and the other way round.
std::vector<NearText> near_names(std::string_view name);

}  // namespace avouch
