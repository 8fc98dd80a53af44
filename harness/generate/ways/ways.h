// SPDX-License-Identifier: MIT
// The ways in which a keyword can fail at a place: replacement values, the most likely first. The judge
// decides which of them break only that keyword.
//
//   for (const Way& way : ways_to_break(schema, maker, site, keyword)) …
//
// Not thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "generate/ways/way_list.h"
#include "json/json_value.h"

namespace avouch {

std::vector<Way> ways_to_break(const Schema& schema, Maker& maker, const Site& site, std::size_t keyword);

// Finds values by search, for any kind of keyword. Slower; used if the other ways fail.
std::vector<Way> searched_ways(const Schema& schema, Maker& maker, const Site& site, std::size_t keyword);

// The ways of one kind of keyword each. Precondition: the keyword is of that kind.
void type_ways(WayList& ways);
void listed_ways(WayList& ways);    // enum, const
void multiple_ways(WayList& ways);  // multipleOf
void bound_ways(WayList& ways);     // maximum and similar
void length_ways(WayList& ways);    // maxLength, minLength
void pattern_ways(WayList& ways);
void format_ways(WayList& ways);
void content_ways(WayList& ways);
void count_ways(WayList& ways);     // maxItems, minItems
void repeated_ways(WayList& ways);  // uniqueItems
void size_ways(WayList& ways);      // maxProperties, minProperties
void lack_ways(WayList& ways);      // required
void dependent_ways(WayList& ways);
void choice_ways(WayList& ways, std::size_t turns);  // oneOf, anyOf, not

// For a keyword that applies to a part of the site's value: Site::below.
void below_ways(WayList& ways);

// An item for that place of the array at the site, different from those in `array` if possible; and a member
// of that name.
std::optional<JsonValue> made_item(Maker& maker, const Site& site, std::size_t at, const JsonValue& array);
std::optional<JsonValue> made_member(Maker& maker, const Site& site, const std::string& name);

}  // namespace avouch
