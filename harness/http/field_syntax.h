// SPDX-License-Identifier: MIT
// The one table of response fields with a syntax that a standard defines, whatever type the documentation
// gives them. The contract derives a clause from each documented one, the judge checks it, `prove` breaks it.
//
//   field_syntax("ETag")->what == "an entity tag"
//   field_fault("ETag", {"abc"})->reason == "\"abc\" is not an entity tag"
//
// Linear in the text. Names are compared without regard to case. Pure and thread-safe.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace avouch::http {

struct FieldSyntax {
  std::string_view field;                              // lower case
  std::string_view what;                               // what a value must be: "an entity tag"
  std::string_view standard;                           // "RFC 9110 §8.8.3"
  bool may_repeat = false;                             // several lines are one list, or Set-Cookie's
  bool (*is_well_formed)(std::string_view) = nullptr;  // takes one line's value, trimmed of blanks

  std::string expected() const;  // "an entity tag (RFC 9110 §8.8.3)"
};

std::span<const FieldSyntax> field_syntaxes();

// Returns nullptr if Avouch knows no standard that defines the syntax of the field.
const FieldSyntax* field_syntax(std::string_view name);

// Returns whether a standard allows several lines with that name: as one list, or as for Set-Cookie (RFC 9110
// §5.3).
bool may_repeat(std::string_view name);

struct FieldFault {
  std::string reason;    // a sentence without a full stop, safe to print
  std::string expected;  // what the standard requires there

  bool operator==(const FieldFault&) const = default;
};

// Returns what is wrong with the lines of that name. Precondition: at least one line. nullopt if the lines
// are well-formed, or if Avouch knows no standard that defines the field.
std::optional<FieldFault> field_fault(std::string_view name, const std::vector<std::string>& lines);

}  // namespace avouch::http
