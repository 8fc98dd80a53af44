// SPDX-License-Identifier: MIT
#include "generate/instances.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "generate/maker/generator_state.h"
#include "generate/maker/goal.h"
#include "json/json_reader.h"
#include "json/json_value.h"

namespace avouch {
namespace {

constexpr std::size_t kMostTurns = 300;                    // maximum number of enum values tried
constexpr std::size_t kFewTurns = 24;                      // so many are always tried
constexpr std::size_t kMostTurnText = 2U * 1024U * 1024U;  // bytes of text: large bodies show fewer values
constexpr std::size_t kGoalTurns = 3;                      // tries per claim and way to it
constexpr std::size_t kMostWays = 4;                       // ways tried per claim

std::string mebibytes(std::size_t bytes) {
  return std::to_string(bytes >> 20U) + " MiB";
}

// The number of instances needed to show each value of each enum, each alternative and each boolean.
std::size_t turns_of(const Schema& schema) {
  std::size_t turns = 1;
  for (const SchemaKeyword& keyword : schema.keywords()) {
    switch (keyword.kind) {
      case KeywordKind::enumeration:
        turns = std::max(turns, keyword.texts.size());
        break;
      case KeywordKind::any_of:
      case KeywordKind::one_of:
        turns = std::max(turns, keyword.branches.size());
        break;
      case KeywordKind::condition:
        turns = std::max<std::size_t>(turns, 2);
        break;
      default:
        break;
    }
  }
  return std::min(turns, kMostTurns);
}

}  // namespace

bool Generator::State::may_make_more() const {
  return instances.made.empty() || offered < kMostText;
}

bool Generator::State::keep(JsonValue tree, std::string why) {
  std::string text = to_text(tree);
  offered += text.size();
  const auto is_same = [&](const MadeInstance& one) { return one.text == text; };
  if (std::any_of(instances.made.begin(), instances.made.end(), is_same)) return true;
  const ParsedBody body = parse_body(text);
  if (body.instance == nullptr) return false;
  std::optional<std::vector<KeywordCount>> counts = judge.counts(*body.instance);
  if (!counts) return false;
  const bool conforms = std::all_of(counts->begin(), counts->end(), [](const KeywordCount& count) {
    return count.failures == 0 && count.unknown == 0;
  });
  if (!conforms) return false;
  std::vector<bool> exercised(counts->size());
  for (std::size_t i = 0; i < exercised.size(); ++i) exercised[i] = (*counts)[i].instances > 0;
  kept.push_back({.tree = std::move(tree), .size = text.size(), .exercised = std::move(exercised)});
  instances.made.push_back({.text = std::move(text), .why = std::move(why)});
  return true;
}

void Generator::State::make_instances(const std::vector<JsonValue>& examples) {
  for (const JsonValue& example : examples) {
    keep(example, "a documented example");
  }
  const Demand root{.nodes = {0}};
  const auto try_taste = [&](const Taste& taste, std::string why) {
    if (!may_make_more()) return;
    if (std::optional<JsonValue> made = maker.make(root, taste)) keep(*std::move(made), std::move(why));
  };
  using Members = Taste::Members;
  using Size = Taste::Size;
  try_taste({}, "every optional member present");
  try_taste({.members = Members::required}, "every optional member absent");
  try_taste({.prefers_null = true}, "null wherever null is allowed");
  try_taste({.size = Size::empty}, "empty arrays");
  try_taste({.size = Size::least}, "the least lengths, counts and numbers");
  try_taste({.size = Size::most}, "the greatest lengths, counts and numbers");
  const std::size_t turns = turns_of(*schema);
  for (std::size_t turn = 1; turn < turns && (turn < kFewTurns || offered < kMostTurnText); ++turn)
    try_taste({.turn = turn}, "value and alternative " + std::to_string(turn + 1) + " of several");

  std::size_t types = 1;
  for (const SchemaKeyword& keyword : schema->keywords()) {
    if (keyword.kind == KeywordKind::type) types = std::max(types, keyword.names.size());
  }
  for (std::size_t kind = 1; kind < types; ++kind)
    try_taste({.kind_turn = kind}, "type " + std::to_string(kind + 1) + " of several");

  std::vector<bool> exercised(schema->keywords().size());
  std::size_t seen = 0;
  const auto look = [&] {
    for (; seen < kept.size(); ++seen) {
      for (std::size_t i = 0; i < exercised.size(); ++i) {
        if (kept[seen].exercised[i]) exercised[i] = true;
      }
    }
  };
  look();
  for (const SchemaClaim& claim : schema->claims()) {
    if (exercised[claim.keyword]) continue;
    const SchemaKeyword& keyword = schema->keywords()[claim.keyword];
    if (keyword.kind == KeywordKind::never) {
      instances.unmade.push_back({claim.keyword, claim.claim + ": only its violation exercises it"});
      continue;
    }
    const std::size_t spent = maker.times_spent();
    std::vector<std::vector<SchemaStep>> ways = ways_to(*schema, keyword.node);
    ways.resize(std::min(ways.size(), kMostWays));
    for (const std::vector<SchemaStep>& way : ways) {
      Taste taste{.members = Members::required, .goal = goal_at(*schema, claim.keyword, way)};
      for (; taste.turn < kGoalTurns && !exercised[claim.keyword]; ++taste.turn) {
        taste.members = taste.turn == 1 ? Members::all : Members::required;
        try_taste(taste, "to exercise: " + claim.claim);
        look();
      }
    }
    if (exercised[claim.keyword]) continue;
    std::string why = "no conforming value was found that exercises it";
    if (maker.times_spent() > spent) {
      why += " within the " + mebibytes(kMostMade) + " of text made for one value";
    } else if (!may_make_more()) {
      why += " within the " + mebibytes(kMostText) + " of text made for all instances";
    } else if (!instances.made.empty()) {
      const ParsedBody body = parse_body(instances.made.front().text);
      why += ": " + judge.judge(*body.instance)[claim.keyword].reason;
    }
    instances.unmade.push_back({claim.keyword, std::move(why)});
  }
}

}  // namespace avouch
