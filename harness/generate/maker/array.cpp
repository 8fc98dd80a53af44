// SPDX-License-Identifier: MIT
// The part of Maker that makes arrays.
#include <algorithm>

#include "generate/generator.h"
#include "generate/maker/maker.h"
#include "json/json_value.h"

namespace avouch {
namespace {

constexpr std::size_t kFullest = 200;  // items of an array that is full because the taste is for it
constexpr std::size_t kVaried =
    40;  // items that are made one by one; where they need not differ, more repeat them
constexpr std::size_t kMostItemSteps = 200'000;

}  // namespace

Demand Maker::item_demand(const Rules& rules, std::size_t index) const {
  Demand demand;
  bool is_known = false;
  for (const ItemLayer& layer : rules.array.layers) {
    const std::size_t prefix = layer.prefix == kNoKeyword ? 0 : keyword(layer.prefix).branches.size();
    if (index < prefix) {
      demand.nodes.push_back(keyword(layer.prefix).branches[index].node);
      is_known = true;
    } else if (layer.rest != kNoKeyword) {
      demand.nodes.push_back(keyword(layer.rest).branches.front().node);
      is_known = true;
    }
  }
  if (!is_known)
    demand.nodes.insert(demand.nodes.end(), rules.array.others.begin(), rules.array.others.end());
  for (const auto& [at, more] : rules.array.asked) {
    if (at != index) continue;
    demand.nodes.insert(demand.nodes.end(), more.nodes.begin(), more.nodes.end());
    demand.refusing.insert(demand.refusing.end(), more.refusing.begin(), more.refusing.end());
  }
  return demand;
}

std::size_t Maker::item_count(const Rules& rules, const Taste& taste) {
  const ArrayRules& array = rules.array;
  std::size_t telling = 0;
  bool has_rest = !array.others.empty();
  bool is_goal_here = false;
  std::size_t goal_count = 0;
  for (const ItemLayer& layer : array.layers) {
    const std::size_t prefix = layer.prefix == kNoKeyword ? 0 : keyword(layer.prefix).branches.size();
    telling = std::max(telling, prefix + (layer.rest == kNoKeyword ? 0 : 1));
    has_rest = has_rest || layer.rest != kNoKeyword;
    if (layer.prefix != kNoKeyword) {
      const auto goal = taste.goal.branches.find(layer.prefix);
      if (goal != taste.goal.branches.end()) goal_count = std::max(goal_count, goal->second + 1);
    }
    if (layer.rest != kNoKeyword && taste.goal.branches.contains(layer.rest))
      goal_count = std::max(goal_count, prefix + 1);
  }
  for (const std::size_t node : array.others) {
    if (taste.goal.branches.contains(schema_.nodes()[node].parent))
      goal_count = std::max(goal_count, telling + 1);
  }
  if (!array.others.empty()) telling = std::max<std::size_t>(telling, 1);
  is_goal_here = goal_count > 0;
  for (const Contained& contained : array.contained) telling = std::max(telling, contained.least);
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
  if (taste.is_random) count = random_.below(4 + (has_rest ? 0 : telling));
  if (is_goal_here) count = std::max(count, goal_count);
  std::size_t fewest = array.fewest;
  for (const Contained& contained : array.contained) fewest = std::max(fewest, contained.least);
  return std::max(fewest, std::min(count, array.most));
}

std::optional<JsonValue> Maker::build_array(const Rules& rules, Choices& choices, const Taste& taste,
                                            std::size_t depth) {
  const ArrayRules& array = rules.array;
  std::size_t fewest = array.fewest;
  for (const Contained& contained : array.contained) fewest = std::max(fewest, contained.least);
  if (fewest > array.most || fewest > kLongestMade) return std::nullopt;
  const std::size_t count = item_count(rules, taste);
  const bool from_end = !array.contained.empty() && count > 0 && choices.choose(2) == 1;
  // Items that must be there and must differ are worth a search of their own.
  if (array.is_unique && fewest > kVaried)
    most_steps_ = std::max(most_steps_, std::min(most_steps_ + 4 * fewest, kMostItemSteps));
  std::size_t plain = 0;  // from here on, all items are asked the same
  for (const ItemLayer& layer : array.layers) {
    if (layer.prefix != kNoKeyword) plain = std::max(plain, keyword(layer.prefix).branches.size());
  }
  const bool may_repeat = !array.is_unique && array.contained.empty() && array.asked.empty();
  JsonValue made = JsonValue::array();
  std::vector<std::size_t> weights;  // of the first items
  for (std::size_t i = 0; i < count; ++i) {
    if (is_spent()) return std::nullopt;
    if (may_repeat && i >= plain + kVaried) {
      for (std::size_t at = weights.size(); at < made.items.size() && at < plain + kVaried; ++at)
        weights.push_back(weight_of(made.items[at]));
      weight_ += weights[plain + (i - plain) % kVaried];
      made.items.push_back(JsonValue(made.items[i - kVaried]));
      continue;
    }
    Demand demand = item_demand(rules, i);
    for (const Contained& contained : array.contained) {
      const bool is_match = from_end ? i + contained.least >= count : i < contained.least;
      if (is_match) {
        demand.nodes.push_back(contained.node);
      } else if (contained.most != std::numeric_limits<std::size_t>::max() &&
                 (from_end ? count - i : i + 1) > contained.most) {
        demand.refusing.push_back(contained.node);
      }
    }
    const bool is_needed = i < fewest;
    const bool is_again = std::any_of(demand.nodes.begin(), demand.nodes.end(),
                                      [&](std::size_t node) { return active_[node] > 1; });
    if (is_again && !is_needed) break;
    Taste inner = taste;
    inner.turn = taste.turn + i;
    if (array.repeats && i == 1) {
      made.items.push_back(made.items.front());
      continue;
    }
    std::optional<JsonValue> item;
    if (demand.nodes.empty() && demand.refusing.empty()) {
      item = JsonValue::number(std::to_string(i + 1));
    } else {
      if (array.is_unique) demand.avoided.swap(made.items);  // lent, not copied
      item = make_inner(demand, inner, kNoKeyword, depth + 1);
      if (array.is_unique) demand.avoided.swap(made.items);
    }
    if (!item && is_needed) return std::nullopt;
    if (!item) break;
    made.items.push_back(*std::move(item));
  }
  return made;
}

}  // namespace avouch
