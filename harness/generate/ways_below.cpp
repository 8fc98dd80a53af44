// SPDX-License-Identifier: MIT
// Values where there is to be none, and names that are to be no names.
#include <algorithm>

#include "base/text.h"
#include "generate/ways.h"

namespace avouch {
namespace {

constexpr std::size_t kShownWay = 60;

class WaysBelow {
 public:
  WaysBelow(const Schema& schema, Maker& maker, const Site& site, std::size_t index)
      : schema_(schema),
        maker_(maker),
        site_(site),
        index_(index),
        label_(schema.nodes()[schema.keywords()[index].node].label) {}

  std::vector<Way> take() {
    below(schema_.keywords()[site_.below]);
    return std::move(ways_);
  }

 private:
  void add(Tree value, std::string what) {
    const auto is_same = [&](const Way& way) { return same(way.value, value); };
    if (std::any_of(ways_.begin(), ways_.end(), is_same)) return;
    ways_.push_back({.value = std::move(value), .what = std::move(what)});
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
      std::optional<Tree> more = made_item(maker_, site_, other.items.size(), other);
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
      const std::optional<Tree> value = made_member(maker_, site_, name);
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
  const std::string& label_;
  std::vector<Way> ways_;
};

}  // namespace

std::optional<Tree> made_item(Maker& maker, const Site& site, std::size_t at, const Tree& array) {
  Demand demand = maker.item_demand(site.rules, at);
  demand.avoided = array.items;
  Taste taste{.members = Taste::Members::required};
  taste.turn = at;
  if (demand.nodes.empty()) return number_tree(std::to_string(at + 1));
  std::optional<Tree> made = maker.make(demand, taste);
  if (made || site.rules.array.is_unique) return made;
  demand.avoided.clear();
  return maker.make(demand, taste);
}

std::optional<Tree> made_member(Maker& maker, const Site& site, const std::string& name) {
  const Demand demand = maker.member_demand(site.rules, name);
  if (demand.nodes.empty()) return string_tree("text");
  return maker.make(demand, {.members = Taste::Members::required});
}

std::vector<Way> ways_below(const Schema& schema, Maker& maker, const Site& site, std::size_t keyword) {
  return WaysBelow(schema, maker, site, keyword).take();
}

}  // namespace avouch
