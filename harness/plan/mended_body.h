// SPDX-License-Identifier: MIT
// Writes a refused body again, as the refusal says: without the members that it names, or with them.
//
//   refusal of {"text": "t", "author": "a"}: {"author": ["Invalid pk"]}        ->  {"text": "t"}
//   refusal of {}: {"error": "Key 'name' not present"}                        ->  {"name": "n"}
//   refusal of {"kind": "text"}: {"message": "kind must be one of a, b"}      ->  {"kind": "a"}
//   refusal of {"name": "text"}: 409                                          ->  {"name": "text2"}
//   refusal of {"fields": [{}]} that names nothing                            ->  {"fields": []}
//
// A member is named by a word of the answer that is its name, without regard to case. It may be at any depth:
// of members with one name, the outermost is meant first. Only bodies that the
// schema allows are returned. The answer is hostile text: its first 64 KiB are read, by a linear search per
// member. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/contract.h"
#include "judge/answer.h"
#include "plan/probe.h"

namespace avouch {

// Whether the answer refused the request with a status that may be the fault of its body.
bool refused_the_body(const Answer& answer);

// Returns `probe` with another body than that of `refused`, which got `refusal`. `whole` is the generated
// body with all members. nullopt if the refusal names no member that could be left out, put back or changed.
// Precondition: probe.mend is not Mend::none.
std::optional<Probe> mended(const Contract& contract, const Probe& probe, const Probe& refused,
                            const Probe& whole, const Answer& refusal);

// Returns `probe` with its body mended as that of `whole` was, which was refused, to become that of
// `accepted`: without what was left out, and with what took the place of other values. It keeps its body if
// the schema forbids the other one, or if nothing would be left of what distinguishes it.
Probe mended_as(const Contract& contract, Probe probe, const Probe& whole, const Probe& accepted);

// The values that a text lists behind "one of": "a" and "b" in "must be one of ['a', 'b']". Short words
// alone.
std::vector<std::string> listed_values(std::string_view text);

}  // namespace avouch
