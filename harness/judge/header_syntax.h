// SPDX-License-Identifier: MIT
// Fields whose syntax a standard fixes, whatever the documentation calls their type.
//
//   field_fault("Access-Control-Allow-Origin", {"https://a.example/"})->reason == "… is neither an origin,
//   null nor *"
//
// Linear in the text. Pure; any thread may call it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace avouch {

struct FieldFault {
  std::string reason;    // a sentence without a full stop, safe to print
  std::string expected;  // what the standard wants there

  bool operator==(const FieldFault&) const = default;
};

// Whether a standard that Avouch knows fixes how a field of that name is written.
bool has_standard_syntax(std::string_view name);

// Whether a standard lets several lines of that name stand: as one list, or as Set-Cookie does (RFC 9110
// §5.3).
bool may_repeat(std::string_view name);

// What is wrong with the lines of that name, of which there is at least one; nullopt where nothing is, or
// where no standard that Avouch knows speaks of the field.
std::optional<FieldFault> field_fault(std::string_view name, const std::vector<std::string>& lines);

}  // namespace avouch
