// SPDX-License-Identifier: MIT
// A value that a schema allows, made from the schema alone: small, readable, and the same every time.
//
//   Result<nlohmann::json> value = schema_value(library, place_of_schema);
//
// Optional members are present and arrays hold an item, so that as many claims as possible speak of
// something. What it makes is a proposal: the judge decides whether it conforms. Pure; the library is only
// read.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "base/result.h"
#include "contract/library.h"

namespace avouch {

// The value of the schema at `place` of a document of `library`. A value other than those in `taken` is
// preferred. Errors: one, naming the keyword for which no value could be made.
Result<nlohmann::json> schema_value(const Library& library, const Place& place,
                                    const std::vector<nlohmann::json>& taken = {});

}  // namespace avouch
