// SPDX-License-Identifier: MIT
#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "generate/generator.h"
#include "generate/maker/build/build.h"
#include "generate/maker/build/parts.h"
#include "generate/maker/choose/count.h"
#include "generate/maker/confirm.h"

namespace avouch {
namespace {

// Items that are made one by one. If they need not differ, more items repeat them.
constexpr std::size_t kVaried = 40;

class ArrayBuilder {
 public:
  ArrayBuilder(MakerContext& context, const ArrayRules& rules, const Taste& taste, std::size_t depth)
      : context_(context), rules_(rules), taste_(taste), depth_(depth), fewest_(fewest_items(rules)) {
    for (const ItemLayer& layer : rules_.layers) {
      if (layer.prefix != kNoKeyword)
        alike_from_ = std::max(alike_from_, context_.keyword(layer.prefix).branches.size());
    }
  }

  std::optional<JsonValue> build(Choices& choices) {
    if (fewest_ > rules_.most || fewest_ > kLongestMade) return std::nullopt;
    count_ = choose_item_count(context_, rules_, taste_);
    matches_at_end_ = !rules_.contained.empty() && count_ > 0 && choices.choose(2) == 1;
    if (rules_.is_unique && fewest_ > kVaried) context_.budget.extend_for_items(fewest_);
    for (std::size_t i = 0; i < count_; ++i) {
      if (context_.budget.is_spent()) return std::nullopt;
      if (may_repeat() && i >= alike_from_ + kVaried) {
        repeat(i);
      } else if (!add_item(i)) {
        if (i < fewest_) return std::nullopt;
        break;
      }
    }
    return std::move(made_);
  }

 private:
  bool may_repeat() const { return !rules_.is_unique && rules_.contained.empty() && rules_.asked.empty(); }

  // Item i is a copy of an item before it.
  void repeat(std::size_t i) {
    for (std::size_t at = weights_.size(); at < made_.items.size() && at < alike_from_ + kVaried; ++at)
      weights_.push_back(weight_of(made_.items[at]));
    context_.budget.add(weights_[alike_from_ + (i - alike_from_) % kVaried]);
    made_.items.push_back(JsonValue(made_.items[i - kVaried]));
  }

  // False if there is no item i: none was found, or it is not needed and would have no end.
  bool add_item(std::size_t i) {
    Demand demand = demand_of_item(context_, rules_, i);
    add_contained(demand, i);
    if (context_.is_again(demand.nodes) && i >= fewest_) return false;
    std::optional<JsonValue> item;
    if (rules_.repeats && i == 1) {
      item = made_.items.front();  // uniqueItems must fail
    } else if (is_open(demand)) {
      item = JsonValue::number(std::to_string(i + 1));
    } else {
      item = make_item(demand, i);
    }
    if (!item) return false;
    made_.items.push_back(*std::move(item));
    return true;
  }

  // By contains, the first items match, or the last ones; the others must not match if there would be too
  // many.
  void add_contained(Demand& demand, std::size_t i) const {
    for (const Contained& contained : rules_.contained) {
      const bool is_match = matches_at_end_ ? i + contained.least >= count_ : i < contained.least;
      const bool is_limited = contained.most != std::numeric_limits<std::size_t>::max();
      if (is_match) {
        demand.nodes.push_back(contained.node);
      } else if (is_limited && (matches_at_end_ ? count_ - i : i + 1) > contained.most) {
        demand.refusing.push_back(contained.node);
      }
    }
  }

  std::optional<JsonValue> make_item(Demand& demand, std::size_t i) {
    Taste taste = taste_;
    taste.turn += i;
    // The items before it are lent to the demand, not copied.
    if (rules_.is_unique) demand.avoided.swap(made_.items);
    std::optional<JsonValue> item = make_confirmed(context_, demand, taste, depth_ + 1);
    if (rules_.is_unique) demand.avoided.swap(made_.items);
    return item;
  }

  MakerContext& context_;
  const ArrayRules& rules_;
  const Taste& taste_;
  std::size_t depth_;
  std::size_t fewest_;
  std::size_t count_ = 0;
  std::size_t alike_from_ = 0;        // from this item on, the schema says the same of all items
  bool matches_at_end_ = false;       // what contains asks for
  std::vector<std::size_t> weights_;  // of the items that are repeated
  JsonValue made_ = JsonValue::array();
};

}  // namespace

std::optional<JsonValue> build_array(MakerContext& context, const ArrayRules& array, Choices& choices,
                                     const Taste& taste, std::size_t depth) {
  return ArrayBuilder(context, array, taste, depth).build(choices);
}

}  // namespace avouch
