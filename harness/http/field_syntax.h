// SPDX-License-Identifier: MIT
// Response fields whose syntax a standard fixes, whatever the documentation calls their type: the one table
// of them. The contract makes a clause of each that is documented, the judge asks it, `prove` breaks it.
//
//   field_syntax("ETag")->what == "an entity tag"
//   field_fault("ETag", {"abc"})->reason == "\"abc\" is not an entity tag"
//
// Linear in the text. Names compare without regard to case. Pure; any thread may call it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace avouch::http {

struct FieldSyntax {
  std::string_view field;                              // lower case
  std::string_view what;                               // "an entity tag": what a value must be
  std::string_view standard;                           // "RFC 9110 §8.8.3"
  bool may_repeat = false;                             // several lines are one list, or Set-Cookie's
  bool (*is_well_formed)(std::string_view) = nullptr;  // one line's value, without the blanks around it

  std::string expected() const;  // "an entity tag (RFC 9110 §8.8.3)"
};

std::span<const FieldSyntax> field_syntaxes();

// nullptr where no standard that Avouch knows fixes how a field of that name is written.
const FieldSyntax* field_syntax(std::string_view name);

// Whether a standard lets several lines of that name stand: as one list, or as Set-Cookie does (RFC 9110
// §5.3).
bool may_repeat(std::string_view name);

struct FieldFault {
  std::string reason;    // a sentence without a full stop, safe to print
  std::string expected;  // what the standard wants there

  bool operator==(const FieldFault&) const = default;
};

// What is wrong with the lines of that name, of which there is at least one; nullopt where nothing is, or
// where no standard that Avouch knows speaks of the field.
std::optional<FieldFault> field_fault(std::string_view name, const std::vector<std::string>& lines);

}  // namespace avouch::http
