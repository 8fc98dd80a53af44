// SPDX-License-Identifier: MIT
// The ways in which a keyword can fail at a place: values to put there, likeliest first. The judge decides
// which of them break just that keyword.
//
//   for (const Way& way : ways_to_break(schema, maker, site, keyword)) …
//
// On one thread.
#pragma once

#include <cstddef>
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

// Found by search, whatever the kind: slower, and for when the others led nowhere.
std::vector<Way> searched_ways(const Schema& schema, Maker& maker, const Site& site, std::size_t keyword);

}  // namespace avouch
