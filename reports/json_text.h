// SPDX-License-Identifier: MIT
// What every report in JSON passes last: a CI server that gets it on stdout finds no command in it. Pure and
// thread-safe.
//
//   json_text(report.dump(2, ' ', true, Json::error_handler_t::replace))
#pragma once

#include <string>
#include <string_view>

namespace avouch {

// The same JSON, with a line feed at its end. Azure Pipelines and GitHub Actions read "##vso[" and "##["
// anywhere in a line, so the second of two # is escaped: in JSON, they stand in strings alone.
std::string json_text(std::string dumped);
// Without the line feed, for a part that begins and ends between two values.
std::string json_part(std::string dumped);
// Appends the text as a string of JSON, in ASCII, for such a part.
void append_json_string(std::string& to, std::string_view text);

}  // namespace avouch
