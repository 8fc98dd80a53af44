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
    if (site_.below != kNoKeyword) {
      below(schema_.keywords()[site_.below]);
      return std::move(ways_);
    }
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

  std::optional<Tree> item(std::size_t at, const Tree& array) {
    Demand demand = maker_.item_demand(site_.rules, at);
    demand.avoided = array.items;
    Taste taste{.members = Taste::Members::required};
    taste.turn = at;
    if (demand.nodes.empty()) return number_tree(std::to_string(at + 1));
    std::optional<Tree> made = maker_.make(demand, taste);
    if (made || site_.rules.array.is_unique) return made;
    demand.avoided.clear();
    return maker_.make(demand, taste);
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
      if (!more) more = item(other.items.size(), other);
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
      if (std::optional<Tree> first = item(0, other)) other.items.push_back(*first);
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
      if (std::optional<Tree> made = member(more)) {
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
          if (std::optional<Tree> made = member(wanted)) other.set(wanted, *std::move(made));
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

  std::optional<Tree> member(const std::string& name) {
    const Demand demand = maker_.member_demand(site_.rules, name);
    if (demand.nodes.empty()) return string_tree("text");
    return maker_.make(demand, {.members = Taste::Members::required});
  }

  void more_members() {
    if (keyword_.bound >= kLongestMade) return;
    Tree other = *site_.value;
    const auto grow = [&](const std::string& name) {
      if (other.members.size() > keyword_.bound || other.find(name) != nullptr) return;
      if (std::optional<Tree> made = member(name)) other.set(name, *std::move(made));
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

  // A value where there is to be none, and names that are to be no names.
  void below(const SchemaKeyword& above) {
    const std::string name = above.branches.size() > site_.branch ? above.branches[site_.branch].name : "";
    switch (above.kind) {
      case KeywordKind::properties:
        put(name);
        break;
      case KeywordKind::pattern_properties:
        for (const std::string& other : maker_.new_names(site_.rules, *site_.value, name, 2)) put(other);
        break;
      case KeywordKind::additional_properties:
      case KeywordKind::unevaluated_properties:
        for (const std::string& other : maker_.new_names(site_.rules, *site_.value, "", 4)) put(other);
        break;
      case KeywordKind::property_names:
        odd_names();
        break;
      case KeywordKind::items:
      case KeywordKind::unevaluated_items:
      case KeywordKind::prefix_items:
        put_item(above.kind == KeywordKind::prefix_items ? site_.branch : 0);
        break;
      default:
        break;
    }
  }

  void put(const std::string& name) {
    // In a document's own words where it says something of the member besides that there is none.
    for (Tree value : {string_tree("text"), null_tree(), number_tree("1")}) {
      Tree other = *site_.value;
      other.set(name, std::move(value));
      const std::string what = "there is the member " + in_quotes(name, kShownWay);
      add(std::move(other), what);
    }
  }

  void put_item(std::size_t at) {
    Tree other = *site_.value;
    std::size_t prefix = at;
    for (const ItemLayer& layer : site_.rules.array.layers) {
      if (at == 0 && layer.prefix != kNoKeyword)
        prefix = std::max(prefix, schema_.keywords()[layer.prefix].branches.size());
    }
    while (other.items.size() < prefix) {
      std::optional<Tree> more = item(other.items.size(), other);
      if (!more) return;
      other.items.push_back(*std::move(more));
    }
    for (const char* text : {"1", "\"text\"", "null"}) {
      Tree longer = other;
      if (at == 0 || longer.items.size() <= at) {
        longer.items.push_back(tree_of_text(text));
      } else {
        longer.items[at] = tree_of_text(text);
      }
      const std::string what = label_ + " is there: item " + std::to_string(longer.items.size() - 1);
      add(std::move(longer), what);
    }
  }

  void odd_names() {
    Demand demand{.nodes = site_.rules.object.names};
    std::vector<std::string> names;
    for (std::size_t turn = 0; turn < 3; ++turn) {
      const Taste taste{.size = turn == 0   ? Taste::Size::most
                                : turn == 1 ? Taste::Size::least
                                            : Taste::Size::usual,
                        .turn = turn};
      const std::optional<Tree> name = maker_.make(demand, taste, index_);
      if (name && name->kind == ValueKind::string) names.push_back(name->text);
    }
    for (const char* name :
         {"", " ", "other", "Other", "0", "!", "\u00e9", "a name that is rather long", "other\n"})
      names.emplace_back(name);
    for (const std::string& name : names) {
      if (site_.value->find(name) != nullptr) continue;
      const std::optional<Tree> value = member(name);
      if (!value) continue;
      Tree other = *site_.value;
      other.set(name, *value);
      add(other, "there is a member " + in_quotes(name, kShownWay));
      if (site_.value->members.empty()) continue;
      other = *site_.value;
      other.drop(other.members.back().first);
      other.set(name, *value);
      add(other, "there is a member " + in_quotes(name, kShownWay) + " in place of another");
    }
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
