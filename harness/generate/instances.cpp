// SPDX-License-Identifier: MIT
#include "generate/instances.h"

#include <algorithm>
#include <utility>

#include "base/interruption.h"
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

// Tastes that every schema gets, the plainest first. A brief generator tries only the first ones.
struct UsualTaste {
  Taste taste;
  const char* why;
};

constexpr std::size_t kBriefTastes = 2;

const std::vector<UsualTaste>& usual_tastes() {
  using Members = Taste::Members;
  using Size = Taste::Size;
  static const std::vector<UsualTaste> tastes = {
      {{}, "every optional member present"},
      {{.members = Members::required}, "every optional member absent"},
      {{.prefers_null = true}, "null wherever null is allowed"},
      {{.size = Size::empty}, "empty arrays"},
      {{.size = Size::least}, "the least lengths, counts and numbers"},
      {{.size = Size::most}, "the greatest lengths, counts and numbers"}};
  return tastes;
}

}  // namespace

// The number of instances needed to show each value of each enum, each alternative and each boolean.
std::size_t Generator::State::turns() const {
  std::size_t turns = 1;
  for (std::size_t i = 0; i < schema->keywords().size(); ++i) {
    if (!is_wanted(i)) continue;
    const SchemaKeyword& keyword = schema->keywords()[i];
    switch (keyword.kind) {
      case KeywordKind::enumeration:
        if (!wishes.is_brief) turns = std::max(turns, keyword.texts.size());
        break;
      case KeywordKind::any_of:
      case KeywordKind::one_of:
        turns = std::max(turns, keyword.branches.size());
        if (keyword.discriminator && keyword.discriminator->otherwise)  // by a name, and by another value
          turns = std::max(turns, 2 * keyword.branches.size());
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

// The number of instances needed to show each type of a value of several.
std::size_t Generator::State::kinds() const {
  std::size_t kinds = 1;
  for (std::size_t i = 0; i < schema->keywords().size(); ++i) {
    const SchemaKeyword& keyword = schema->keywords()[i];
    if (keyword.kind == KeywordKind::type && is_wanted(i)) kinds = std::max(kinds, keyword.names.size());
  }
  return kinds;
}

bool Generator::State::may_make_more() const {
  return (instances.made.empty() || offered < kMostText) && !interruption();
}

bool Generator::State::keep(const JsonValue& tree, std::string why) {
  std::string text = to_text(tree);
  offered += text.size();
  const auto is_same = [&](const MadeInstance& one) { return one.text == text; };
  if (std::any_of(instances.made.begin(), instances.made.end(), is_same)) return true;
  const ParsedBody body = parse_body(text);
  if (body.instance == nullptr) return false;
  const std::optional<std::vector<KeywordCount>> counts = judge.counts(*body.instance);
  if (!counts) return false;
  const bool conforms = std::all_of(counts->begin(), counts->end(), [](const KeywordCount& count) {
    return count.failures == 0 && count.unknown == 0;
  });
  if (!conforms) return false;
  std::vector<bool> exercises(counts->size());
  for (std::size_t i = 0; i < exercises.size(); ++i) {
    exercises[i] = (*counts)[i].instances > 0;
    if (exercises[i]) reached[i] = true;
  }
  exercised.push_back(std::move(exercises));
  instances.made.push_back({.text = std::move(text), .why = std::move(why)});
  return true;
}

void Generator::State::try_taste(const Taste& taste, std::string why) {
  if (!may_make_more()) return;
  if (const std::optional<JsonValue> made = maker.make({.nodes = {0}}, taste)) keep(*made, std::move(why));
}

bool Generator::State::try_next() {
  const bool is_enough = wishes.is_brief && !instances.made.empty();
  if (next_taste < (is_enough ? kBriefTastes : usual_tastes().size())) {
    const UsualTaste& usual = usual_tastes()[next_taste++];
    try_taste(usual.taste, usual.why);
    return true;
  }
  if (next_turn < most_turns && (next_turn < kFewTurns || offered < kMostTurnText)) {
    const std::size_t turn = next_turn++;
    try_taste({.turn = turn}, "value and alternative " + std::to_string(turn + 1) + " of several");
    return true;
  }
  if (next_kind < most_kinds) {
    const std::size_t kind = next_kind++;
    try_taste({.kind_turn = kind}, "type " + std::to_string(kind + 1) + " of several");
    return true;
  }
  while (next_claim < schema->claims().size()) {
    const SchemaClaim& claim = schema->claims()[next_claim++];
    if (reached[claim.keyword] || !is_wanted(claim.keyword)) continue;
    make_for_goal(claim);
    return true;
  }
  return false;
}

void Generator::State::make_first(const std::vector<JsonValue>& examples) {
  for (const JsonValue& example : examples) keep(example, "a documented example");
  while (instances.made.empty() && try_next()) {
  }
}

void Generator::State::complete() {
  while (try_next()) {
  }
}

std::size_t Generator::State::next_whole(const Goal& goal) {
  if (!wishes.is_brief) return kNoKeyword;
  for (const std::size_t node : {goal.alternative, goal.object}) {
    if (node == kNoKeyword || shown_whole[node]) continue;
    shown_whole[node] = true;
    return node;
  }
  return kNoKeyword;
}

void Generator::State::make_for_goal(const SchemaClaim& claim) {
  const SchemaKeyword& keyword = schema->keywords()[claim.keyword];
  if (keyword.kind == KeywordKind::never) {
    instances.unmade.push_back({claim.keyword, claim.claim + ": only its violation exercises it"});
    return;
  }
  const std::size_t spent = maker.times_spent();
  std::vector<std::vector<SchemaStep>> ways = ways_to(*schema, keyword.node);
  ways.resize(std::min(ways.size(), kMostWays));
  for (const std::vector<SchemaStep>& way : ways) {
    Taste taste{.members = Taste::Members::required, .goal = goal_at(*schema, claim.keyword, way)};
    for (; taste.turn < kGoalTurns && !reached[claim.keyword]; ++taste.turn) {
      taste.whole = next_whole(taste.goal);
      taste.members = taste.turn == 1 ? Taste::Members::all : Taste::Members::required;
      try_taste(taste, "to exercise: " + claim.claim);
    }
  }
  if (reached[claim.keyword]) return;
  std::string why = "no conforming value was found that exercises it";
  if (maker.times_spent() > spent) {
    why += " within the " + mebibytes(kMostMade) + " of text made for one value";
  } else if (maker.is_tired()) {
    why += kWithinAttempts;
  } else if (!may_make_more()) {
    why += " within the " + mebibytes(kMostText) + " of text made for all instances";
  } else if (!instances.made.empty()) {
    if (!of_first) {
      WorkBudget budget({.steps = kJudgeSteps});
      of_first.emplace(judge.verdicts(*parse_body(instances.made.front().text).instance, budget));
    }
    why += ": " + of_first->of(claim.keyword).reason;
  }
  instances.unmade.push_back({claim.keyword, std::move(why)});
}

}  // namespace avouch
