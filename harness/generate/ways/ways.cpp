// SPDX-License-Identifier: MIT
#include "generate/ways/ways.h"

#include <utility>

namespace avouch {
namespace {

void ways_by_kind(WayList& ways) {
  switch (ways.asked.kind) {
    case KeywordKind::type:
      return type_ways(ways);
    case KeywordKind::enumeration:
    case KeywordKind::constant:
      return listed_ways(ways);
    case KeywordKind::multiple_of:
      return multiple_ways(ways);
    case KeywordKind::maximum:
    case KeywordKind::exclusive_maximum:
    case KeywordKind::minimum:
    case KeywordKind::exclusive_minimum:
      return bound_ways(ways);
    case KeywordKind::max_length:
    case KeywordKind::min_length:
      return length_ways(ways);
    case KeywordKind::pattern:
      return pattern_ways(ways);
    case KeywordKind::format:
      return format_ways(ways);
    case KeywordKind::content:
      return content_ways(ways);
    case KeywordKind::max_items:
    case KeywordKind::min_items:
      return count_ways(ways);
    case KeywordKind::unique_items:
      return repeated_ways(ways);
    case KeywordKind::max_properties:
    case KeywordKind::min_properties:
      return size_ways(ways);
    case KeywordKind::required:
      return lack_ways(ways);
    case KeywordKind::dependent_required:
      return dependent_ways(ways);
    case KeywordKind::contains:
    case KeywordKind::max_contains:
      for (std::size_t turn = 0; turn < 3; ++turn)
        ways.show_made({.members = Taste::Members::required, .turn = turn});
      return;
    case KeywordKind::one_of:
      return choice_ways(ways, 4);
    case KeywordKind::any_of:
    case KeywordKind::negation:
      return choice_ways(ways, 2);
    case KeywordKind::never:  // below_ways()
    case KeywordKind::broken:
    case KeywordKind::reference:
    case KeywordKind::all_of:
    case KeywordKind::condition:
    case KeywordKind::dependent_schemas:
    case KeywordKind::properties:
    case KeywordKind::pattern_properties:
    case KeywordKind::additional_properties:
    case KeywordKind::property_names:
    case KeywordKind::prefix_items:
    case KeywordKind::items:
    case KeywordKind::unevaluated_items:
    case KeywordKind::unevaluated_properties:
      return;  // no claims of their own
  }
}

}  // namespace

std::vector<Way> ways_to_break(const Schema& schema, Maker& maker, const Site& site, std::size_t keyword) {
  WayList ways(schema, maker, site, keyword);
  if (site.below != kNoKeyword) {
    below_ways(ways);
  } else {
    ways_by_kind(ways);
  }
  return ways.list();
}

std::vector<Way> searched_ways(const Schema& schema, Maker& maker, const Site& site, std::size_t keyword) {
  WayList ways(schema, maker, site, keyword);
  if (site.below != kNoKeyword) return {};
  constexpr std::size_t kTurns = 3;
  for (const Taste::Members members : {Taste::Members::required, Taste::Members::all}) {
    for (std::size_t turn = 0; turn < kTurns; ++turn) ways.show_made({.members = members, .turn = turn});
  }
  for (std::size_t turn = 0; turn < kTurns; ++turn)
    ways.show_made({.members = Taste::Members::some, .is_random = true, .turn = turn});
  return ways.list();
}

}  // namespace avouch
