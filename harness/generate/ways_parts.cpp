// SPDX-License-Identifier: MIT
// Objects, arrays and alternatives that just fail a keyword.
#include <algorithm>

#include "base/text.h"
#include "generate/generator.h"
#include "generate/ways.h"

namespace avouch {
namespace {

constexpr std::size_t kShownWay = 60;

class PartWays {
 public:
  PartWays(const Schema& schema, Maker& maker, const Site& site, std::size_t index)
      : schema_(schema),
        maker_(maker),
        site_(site),
        index_(index),
        keyword_(schema.keywords()[index]),
        label_(schema.nodes()[keyword_.node].label) {}

  std::vector<Way> take() {
    const Tree& value = *site_.value;
    switch (keyword_.kind) {
      case KeywordKind::max_items:
        if (value.kind == ValueKind::array) items_to(keyword_.bound + 1);
        break;
      case KeywordKind::min_items:
        if (value.kind == ValueKind::array && keyword_.bound > 0) fewer_items();
        break;
      case KeywordKind::unique_items:
        if (value.kind == ValueKind::array) repeated();
        break;
      case KeywordKind::max_properties:
        if (value.kind == ValueKind::object) more_members();
        break;
      case KeywordKind::min_properties:
        if (value.kind == ValueKind::object) fewer_members();
        break;
      case KeywordKind::required:
        for (const std::string& name : keyword_.names) lack(value, name);
        break;
      case KeywordKind::dependent_required:
        if (value.kind == ValueKind::object) dependents();
        break;
      case KeywordKind::contains:
      case KeywordKind::max_contains:
        made(3, "");
        break;
      case KeywordKind::one_of:
        made(4, "");
        odd_values();
        break;
      case KeywordKind::any_of:
      case KeywordKind::negation:
        made(2, "");
        odd_values();
        break;
      default:
        break;
    }
    return std::move(ways_);
  }

 private:
  void add(Tree value, std::string what) {
    const auto is_same = [&](const Way& way) { return same(way.value, value); };
    if (std::any_of(ways_.begin(), ways_.end(), is_same)) return;
    ways_.push_back({.value = std::move(value), .what = std::move(what)});
  }

  // What the search finds first, by several turns.
  void made(std::size_t turns, const std::string& how) {
    for (std::size_t turn = 0; turn < turns; ++turn) {
      const Taste taste{.members = Taste::Members::required, .turn = turn};
      std::optional<Tree> value = maker_.make(site_.demand, taste, index_);
      if (!value) continue;
      std::string what = how.empty() ? label_ + " is " + shown(to_text(*value), kShownWay) : how;
      add(*std::move(value), std::move(what));
    }
  }

  void odd_values() {
    for (Tree value : {null_tree(), boolean_tree(true), number_tree("1"), number_tree("1.5"),
                       string_tree("text"), string_tree(""), array_tree(), object_tree()}) {
      std::string what = label_ + " is " + to_text(value);
      add(std::move(value), std::move(what));
    }
  }

  void items_to(std::uint64_t count) {
    if (count > kLongestMade) return;
    Tree other = *site_.value;
    const bool repeats = !site_.rules.array.is_unique;
    while (other.items.size() < count) {
      std::optional<Tree> more;
      const bool has_prefix = std::any_of(site_.rules.array.layers.begin(), site_.rules.array.layers.end(),
                                          [](const ItemLayer& layer) { return layer.prefix != kNoKeyword; });
      if (repeats && !has_prefix && !other.items.empty()) more = other.items.front();
      if (!more) more = made_item(maker_, site_, other.items.size(), other);
      if (!more) return;
      other.items.push_back(*std::move(more));
    }
    std::string what = label_ + " has " + counted(other.items.size(), "item", "items");
    add(std::move(other), std::move(what));
    made(1, "");
  }

  void fewer_items() {
    Tree other = *site_.value;
    if (other.items.size() > keyword_.bound - 1)
      other.items.resize(static_cast<std::size_t>(keyword_.bound - 1));
    add(other, label_ + " has " + counted(other.items.size(), "item", "items"));
    add(array_tree(), label_ + " is empty");
    made(1, "");
  }

  void repeated() {
    Tree other = *site_.value;
    if (other.items.empty()) {
      if (std::optional<Tree> first = made_item(maker_, site_, 0, other)) other.items.push_back(*first);
    }
    if (!other.items.empty()) {
      Tree longer = other;
      longer.items.push_back(longer.items.front());
      add(std::move(longer), label_ + " has its first item twice");
      if (other.items.size() > 1) {
        other.items.back() = other.items.front();
        add(other, label_ + " has its first item again as its last");
      }
    }
    made(2, "");
  }

  void lack(const Tree& value, const std::string& name) {
    if (value.kind != ValueKind::object || value.find(name) == nullptr) return;
    Tree other = value;
    other.drop(name);
    const std::string what = label_ + " lacks " + shown(name, kShownWay);
    add(other, what);
    // Another member in its place keeps their number.
    for (const std::string& more : maker_.new_names(site_.rules, other, "", 1)) {
      if (std::optional<Tree> made = made_member(maker_, site_, more)) {
        other.set(more, *std::move(made));
        add(other, what);
      }
    }
  }

  void dependents() {
    for (const auto& [trigger, needed] : keyword_.dependents) {
      for (const std::string& name : needed) {
        Tree other = *site_.value;
        const auto have = [&](const std::string& wanted) {
          if (other.find(wanted) != nullptr) return;
          if (std::optional<Tree> made = made_member(maker_, site_, wanted))
            other.set(wanted, *std::move(made));
        };
        have(trigger);
        for (const std::string& each : needed) have(each);
        other.drop(name);
        add(std::move(other),
            label_ + " has " + shown(trigger, kShownWay) + " and lacks " + shown(name, kShownWay));
      }
    }
    made(1, "");
  }

  void more_members() {
    if (keyword_.bound >= kLongestMade) return;
    Tree other = *site_.value;
    const auto grow = [&](const std::string& name) {
      if (other.members.size() > keyword_.bound || other.find(name) != nullptr) return;
      if (std::optional<Tree> made = made_member(maker_, site_, name)) other.set(name, *std::move(made));
    };
    for (const MemberLayer& layer : site_.rules.object.layers) {
      if (layer.properties == kNoKeyword) continue;
      for (const SchemaBranch& branch : schema_.keywords()[layer.properties].branches) grow(branch.name);
    }
    const auto missing = [&] {
      return other.members.size() > keyword_.bound
                 ? 0
                 : static_cast<std::size_t>(keyword_.bound) + 1 - other.members.size();
    };
    for (const std::string& name : maker_.new_names(site_.rules, other, "", missing())) grow(name);
    for (const MemberLayer& layer : site_.rules.object.layers) {
      if (layer.patterns == kNoKeyword) continue;
      for (const SchemaBranch& branch : schema_.keywords()[layer.patterns].branches) {
        for (const std::string& name : maker_.new_names(site_.rules, other, branch.name, missing()))
          grow(name);
      }
    }
    if (other.members.size() > keyword_.bound) {
      std::string what = label_ + " has " + counted(other.members.size(), "member", "members");
      add(std::move(other), std::move(what));
    }
    made(1, "");
  }

  void fewer_members() {
    Tree other = *site_.value;
    const std::vector<std::string>& required = site_.rules.object.required;
    for (std::size_t i = other.members.size(); i-- > 0 && other.members.size() >= keyword_.bound;) {
      const std::string name = other.members[i].first;
      if (std::find(required.begin(), required.end(), name) == required.end()) other.drop(name);
    }
    const std::string what = label_ + " has " + counted(other.members.size(), "member", "members");
    add(std::move(other), what);
    made(1, "");
  }

  const Schema& schema_;
  Maker& maker_;
  const Site& site_;
  std::size_t index_;
  const SchemaKeyword& keyword_;
  const std::string& label_;
  std::vector<Way> ways_;
};

}  // namespace

std::vector<Way> part_ways(const Schema& schema, Maker& maker, const Site& site, std::size_t keyword) {
  return PartWays(schema, maker, site, keyword).take();
}

}  // namespace avouch
