// SPDX-License-Identifier: MIT
#include "generate/ways.h"

#include <utility>

#include "base/text.h"

namespace avouch {

std::vector<Way> ways_to_break(const Schema& schema, Maker& maker, const Site& site, std::size_t keyword) {
  if (site.below != kNoKeyword) return ways_below(schema, maker, site, keyword);
  std::vector<Way> ways = scalar_ways(schema, maker, site, keyword);
  std::vector<Way> parts = part_ways(schema, maker, site, keyword);
  ways.insert(ways.end(), std::make_move_iterator(parts.begin()), std::make_move_iterator(parts.end()));
  return ways;
}

std::vector<Way> searched_ways(const Schema& schema, Maker& maker, const Site& site, std::size_t keyword) {
  std::vector<Way> ways;
  if (site.below != kNoKeyword) return ways;
  const std::string& label = schema.nodes()[schema.keywords()[keyword].node].label;
  constexpr std::size_t kTurns = 3;
  constexpr std::size_t kShownWay = 60;
  const auto add = [&](std::optional<Tree> value) {
    if (!value) return;
    std::string what = label + " is " + shown(to_text(*value), kShownWay);
    ways.push_back({.value = *std::move(value), .what = std::move(what)});
  };
  for (const Taste::Members members : {Taste::Members::required, Taste::Members::all}) {
    for (std::size_t turn = 0; turn < kTurns; ++turn)
      add(maker.make(site.demand, {.members = members, .turn = turn}, keyword));
  }
  for (std::size_t turn = 0; turn < kTurns; ++turn)
    add(maker.make(site.demand, {.members = Taste::Members::some, .is_random = true, .turn = turn}, keyword));
  return ways;
}

}  // namespace avouch
