// SPDX-License-Identifier: MIT
// The ways in which a keyword can fail at a place: values to put there, likeliest first. The judge decides
// which of them break just that keyword.
//
//   for (const Way& way : ways_to_break(schema, maker, site, keyword)) …
//
// On one thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "generate/site.h"

namespace avouch {

struct Way {
  Tree value;        // instead of the site's
  std::string what;  // "account_sid is 33 characters long"
};

std::vector<Way> ways_to_break(const Schema& schema, Maker& maker, const Site& site, std::size_t keyword);

// Those of the kinds that look at one scalar; and those of objects and arrays.
std::vector<Way> scalar_ways(const Schema& schema, Maker& maker, const Site& site, std::size_t keyword);
std::vector<Way> part_ways(const Schema& schema, Maker& maker, const Site& site, std::size_t keyword);

// Where the keyword speaks of what stands below the site's value: Site::below.
std::vector<Way> ways_below(const Schema& schema, Maker& maker, const Site& site, std::size_t keyword);

// An item for that place of the array that is the site's value, unlike those in `array` where that can be;
// and a member of that name.
std::optional<Tree> made_item(Maker& maker, const Site& site, std::size_t at, const Tree& array);
std::optional<Tree> made_member(Maker& maker, const Site& site, const std::string& name);

// Found by search, whatever the kind: slower, and for when the others led nowhere.
std::vector<Way> searched_ways(const Schema& schema, Maker& maker, const Site& site, std::size_t keyword);

}  // namespace avouch
