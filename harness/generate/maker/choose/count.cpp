// SPDX-License-Identifier: MIT
#include "generate/maker/choose/count.h"

#include <algorithm>

#include "generate/maker/goal.h"

namespace avouch {
namespace {

constexpr std::size_t kFullest = 200;  // items of an array that is full because the taste is for it

std::size_t prefix_of(const MakerContext& context, const ItemLayer& layer) {
  return layer.prefix == kNoKeyword ? 0 : context.keyword(layer.prefix).branches.size();
}

// How many items the schema speaks of: each of prefixItems, and one of the rest.
std::size_t named_items(const MakerContext& context, const ArrayRules& array) {
  std::size_t named = 0;
  for (const ItemLayer& layer : array.layers)
    named = std::max(named, prefix_of(context, layer) + (layer.rest == kNoKeyword ? 0 : 1));
  return named;
}

// How many items it takes until the goal's is there; 0 if the goal is not in an item.
std::size_t goal_items(const MakerContext& context, const ArrayRules& array, const Goal& goal,
                       std::size_t named) {
  std::size_t count = 0;
  for (const ItemLayer& layer : array.layers) {
    if (layer.prefix != kNoKeyword) {
      const auto branch = goal.branches.find(layer.prefix);
      if (branch != goal.branches.end()) count = std::max(count, branch->second + 1);
    }
    if (layer.rest != kNoKeyword && goal.branches.contains(layer.rest))
      count = std::max(count, prefix_of(context, layer) + 1);
  }
  for (const std::size_t node : array.others) {
    if (leads_to(context.schema, goal, node)) count = std::max(count, named + 1);
  }
  return count;
}

// Whether items of that array were made before in a value of many parts. Arrays of arrays would multiply with
// each level that has more items than needed.
bool is_repeated(const MakerContext& context, const ArrayRules& array) {
  return context.has_many_parts() &&
         std::any_of(array.layers.begin(), array.layers.end(), [&](const ItemLayer& layer) {
           return layer.rest != kNoKeyword &&
                  context.made[context.keyword(layer.rest).branches.front().node] > 0;
         });
}

}  // namespace

std::size_t fewest_items(const ArrayRules& array) {
  std::size_t fewest = array.fewest;
  for (const Contained& contained : array.contained) fewest = std::max(fewest, contained.least);
  return fewest;
}

std::size_t choose_item_count(MakerContext& context, const ArrayRules& array, const Taste& taste) {
  std::size_t telling = named_items(context, array);  // so many items exercise all that is said of items
  const std::size_t goal_count = goal_items(context, array, taste.goal, telling);
  if (!array.others.empty()) telling = std::max<std::size_t>(telling, 1);
  for (const Contained& contained : array.contained) telling = std::max(telling, contained.least);
  const bool has_rest =
      !array.others.empty() || std::any_of(array.layers.begin(), array.layers.end(),
                                           [](const ItemLayer& layer) { return layer.rest != kNoKeyword; });
  std::size_t count = telling;
  switch (taste.size) {
    case Taste::Size::usual:
      if (taste.members == Taste::Members::required) count = 0;
      break;
    case Taste::Size::least:
    case Taste::Size::empty:
      count = 0;
      break;
    case Taste::Size::most:
      count = array.most <= kFullest ? array.most : telling + (has_rest ? 1 : 0);
      break;
  }
  if (taste.is_random) count = context.random.below(4 + (has_rest ? 0 : telling));
  if (is_repeated(context, array)) count = std::min(count, telling);
  count = std::max(count, goal_count);
  return std::max(fewest_items(array), std::min(count, array.most));
}

}  // namespace avouch
