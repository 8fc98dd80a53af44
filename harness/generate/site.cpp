// SPDX-License-Identifier: MIT
#include "generate/site.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "generate/way_within.h"
#include "json/json_value.h"

namespace avouch {
namespace {

constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

// Collects the rules on a walk down a body.
class Walk {
 public:
  Walk(const Schema& schema, Maker& maker, const JsonValue& body, std::size_t keyword,
       std::vector<SchemaStep> way)
      : schema_(schema), maker_(maker), way_(std::move(way)) {
    site_.value = &body;
    site_.demand = {.nodes = {0}};
    site_.goal = goal_at(schema, keyword, way_);
    site_.deciding = deciding_on(schema, way_);
    is_never_ = schema.keywords()[keyword].kind == KeywordKind::never;
  }

  std::optional<Site> run(const JsonValue& body) {
    std::size_t last = kNowhere;  // the last step that leaves the value
    for (std::size_t i = 0; i < way_.size(); ++i) {
      if (!is_in_place(kind(way_[i]))) last = i;
    }
    for (std::size_t i = 0; i < way_.size(); ++i) {
      if (is_choice(kind(way_[i])))
        site_.choices.push_back({way_[i].keyword, way_[i].branch, indices_.size()});
      if (is_in_place(kind(way_[i]))) continue;
      site_.rules = maker_.rules_of(site_.demand, site_.goal, *site_.value);
      if (i == last && (is_never_ || kind(way_[i]) == KeywordKind::property_names)) {
        site_.below = way_[i].keyword;
        site_.branch = way_[i].branch;
        if (!is_right_kind(kind(way_[i]))) return std::nullopt;
        break;
      }
      if (!step(way_[i])) return std::nullopt;
    }
    if (site_.below == kNoKeyword) site_.rules = maker_.rules_of(site_.demand, site_.goal, *site_.value);
    write(body, 0, site_.before);
    site_.place = indices_;
    return std::move(site_);
  }

 private:
  KeywordKind kind(const SchemaStep& step) const { return schema_.keywords()[step.keyword].kind; }

  bool is_right_kind(KeywordKind applied) const {
    const bool is_array = traits_of(applied).group == KeywordGroup::items;
    return site_.value->kind == (is_array ? ValueKind::array : ValueKind::object);
  }

  bool step(const SchemaStep& step) {
    const SchemaKeyword& keyword = schema_.keywords()[step.keyword];
    const std::size_t node = keyword.branches[step.branch].node;
    const auto leads_there = [&](const Demand& demand) {
      return std::find(demand.nodes.begin(), demand.nodes.end(), node) != demand.nodes.end();
    };
    if (!is_right_kind(keyword.kind)) return false;
    if (site_.value->kind == ValueKind::array) {
      const std::size_t from = keyword.kind == KeywordKind::prefix_items ? step.branch : 0;
      for (std::size_t i = from; i < site_.value->items.size(); ++i) {
        Demand demand = maker_.item_demand(site_.rules, i);
        if (leads_there(demand)) return enter(i, site_.value->items[i], std::move(demand));
      }
      return false;
    }
    for (std::size_t i = 0; i < site_.value->members.size(); ++i) {
      const auto& [name, value] = site_.value->members[i];
      if (keyword.kind == KeywordKind::properties && name != keyword.branches[step.branch].name) continue;
      Demand demand = maker_.member_demand(site_.rules, name);
      if (leads_there(demand)) return enter(i, value, std::move(demand));
    }
    return false;
  }

  bool enter(std::size_t index, const JsonValue& value, Demand demand) {
    indices_.push_back(index);
    site_.value = &value;
    site_.demand = std::move(demand);
    site_.demand.fixed.reset();
    return true;
  }

  // Writes the text with a gap at the place of the value.
  void write(const JsonValue& tree, std::size_t depth, std::string& out) {
    if (depth == indices_.size()) return;  // the following text goes to `after`
    const bool is_array = tree.kind == ValueKind::array;
    out += is_array ? '[' : '{';
    const std::size_t count = is_array ? tree.items.size() : tree.members.size();
    for (std::size_t i = 0; i < count; ++i) {
      std::string& to = i <= indices_[depth] ? out : site_.after;
      if (i > 0) to += ',';
      if (!is_array) to += json_string(tree.members[i].first) + ":";
      const JsonValue& part = is_array ? tree.items[i] : tree.members[i].second;
      if (i == indices_[depth]) {
        write(part, depth + 1, out);
      } else {
        append_text(part, to);
      }
    }
    site_.after += is_array ? ']' : '}';
  }

  const Schema& schema_;
  Maker& maker_;
  Site site_;
  std::vector<SchemaStep> way_;
  std::vector<std::size_t> indices_;
  bool is_never_ = false;
};

// A `false` schema and one of a member's name meet no part of a value; what is around it does.
bool is_met(const Schema& schema, std::size_t keyword) {
  const SchemaKeyword& asked = schema.keywords()[keyword];
  const std::size_t parent = schema.nodes()[asked.node].parent;
  return asked.kind != KeywordKind::never &&
         (parent == kNoKeyword || schema.keywords()[parent].kind != KeywordKind::property_names);
}

}  // namespace

std::optional<Site> find_site(const Schema& schema, const BodyJudge& judge, Maker& maker,
                              const JsonValue& body, std::size_t keyword) {
  const std::size_t node = schema.keywords()[keyword].node;
  const std::vector<SchemaStep> best = way_to(schema, node);
  if (std::optional<Site> site = Walk(schema, maker, body, keyword, best).run(body)) return site;
  // The body may have the value at the end of another way.
  const bool is_decided = deciding_on(schema, best) != kNoKeyword;
  WayWanted wanted{
      .node = node,
      .alternatives = is_decided ? WayWanted::Alternatives::accepted : WayWanted::Alternatives::none};
  if (is_met(schema, keyword)) {
    const std::optional<WayWithin> way = way_within(schema, judge, body, wanted);
    return way ? Walk(schema, maker, body, keyword, way->steps).run(body) : std::nullopt;
  }
  for (const SchemaUse& use : schema.uses_of(node)) {
    wanted.node = schema.keywords()[use.keyword].node;
    std::optional<WayWithin> way = way_within(schema, judge, body, wanted);
    if (!way) continue;
    way->steps.push_back(use);
    if (std::optional<Site> site = Walk(schema, maker, body, keyword, way->steps).run(body)) return site;
  }
  return std::nullopt;
}

}  // namespace avouch
