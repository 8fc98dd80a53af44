// SPDX-License-Identifier: MIT
#include "generate/ways/violations.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "base/interruption.h"
#include "base/text.h"
#include "generate/maker/generator_state.h"
#include "generate/maker/goal.h"
#include "generate/maker/vacuous.h"
#include "generate/site.h"
#include "generate/ways/ways.h"
#include "json/instance.h"
#include "json/json_reader.h"
#include "json/json_value.h"

namespace avouch {
namespace {

constexpr std::size_t kShownBody = 60;
constexpr std::size_t kMostBases = 3;  // maximum number of instances broken per violation
constexpr std::size_t kSoleTurns = 3;  // tries for an instance that only one alternative accepts

// Kinds whose regular ways already include the results of a search.
bool is_searched(KeywordKind kind) {
  switch (kind) {
    case KeywordKind::max_length:
    case KeywordKind::min_length:
    case KeywordKind::maximum:
    case KeywordKind::exclusive_maximum:
    case KeywordKind::minimum:
    case KeywordKind::exclusive_minimum:
    case KeywordKind::multiple_of:
    case KeywordKind::pattern:
    case KeywordKind::enumeration:
    case KeywordKind::constant:
      return true;
    default:
      return false;
  }
}

// Why no violation may exist. `is_spent`: some were too large to generate. `is_tired`: few were tried.
std::string unfound(const SchemaKeyword& keyword, bool is_spent, bool is_tired) {
  const bool is_upper = keyword.kind == KeywordKind::max_length || keyword.kind == KeywordKind::max_items ||
                        keyword.kind == KeywordKind::max_properties;
  if (is_upper && keyword.bound >= kLongestMade)
    return "Avouch makes nothing longer than " + std::to_string(kLongestMade);
  std::string why = "no value was found that breaks it";
  if (is_spent)
    why += " within the " + std::to_string(kMostMade >> 20U) + " MiB that are made of one";
  else if (is_tired)
    why += kWithinAttempts;
  return why;
}

// The part of the body at so many levels of `place`: the index of a member or an item at each.
std::optional<Value> part_at(Value value, const std::vector<std::size_t>& place, std::size_t depth) {
  for (std::size_t level = 0; level < depth; ++level) {
    std::size_t left = place[level];
    std::optional<Value> part;
    if (value.kind() == ValueKind::array) {
      for (const Value item : value.items()) {
        if (left-- == 0) part = item;
        if (part) break;
      }
    } else if (value.kind() == ValueKind::object) {
      for (const Member& member : value.members()) {
        if (left-- == 0) part = member.value;
        if (part) break;
      }
    }
    if (!part) return std::nullopt;
    value = *part;
  }
  return value;
}

// Passes texts to the judge, and keeps those that break the keyword.
class Breaker {
 public:
  // `most` is the maximum number kept.
  Breaker(const Schema& schema, const BodyJudge& judge, const std::vector<bool>& claimed, std::size_t keyword,
          std::size_t most)
      : schema_(schema), judge_(judge), claimed_(claimed), keyword_(keyword), most_(most) {
    for (std::size_t node = schema.keywords()[keyword].node; schema.nodes()[node].parent != kNoKeyword;) {
      const SchemaKeyword& above = schema.keywords()[schema.nodes()[node].parent];
      if (!is_joined(above.kind) && !is_choice(above.kind)) break;
      uppers_.push_back({.node = above.node,
                         .choice = is_choice(above.kind) ? schema.nodes()[node].parent : kNoKeyword,
                         .branch = schema.nodes()[node].branch});
      node = above.node;
    }
  }

  void offer(const Site& site, const std::vector<Way>& ways) {
    for (const Way& way : ways) {
      if (interruption()) return;
      if (exact_.size() >= most_ || (site.deciding != kNoKeyword && through_.size() >= most_)) return;
      try_text(site.before + to_text(way.value) + site.after, way.what, &site);
    }
  }

  // `site`: where the text differs from a conforming body; null if that is not known.
  void try_text(std::string text, const std::string& what, const Site* site = nullptr) {
    const ParsedBody body = parse_body(text);
    if (body.instance == nullptr) return;
    const std::optional<std::vector<KeywordCount>> counts = judge_.counts(*body.instance);
    if (!counts) return;
    std::vector<std::size_t> others;  // other claims that it breaks
    for (std::size_t i = 0; i < counts->size(); ++i) {
      if (i == keyword_ || !claimed_[i]) continue;
      if ((*counts)[i].unknown > 0) return;
      if ((*counts)[i].failures > 0) others.push_back(i);
    }
    Violation broken{.text = std::move(text), .what = what};
    if ((*counts)[keyword_].failures == 0) {
      if (others.empty()) is_accepted_ = true;
      if (site != nullptr && !others.empty())
        try_through(std::move(broken), body.instance->root(), std::move(others), *site);
      return;
    }
    if (others.empty()) {
      keep(std::move(broken), exact_);
    } else if (nearest_.empty() || others.size() < others_.size()) {
      nearest_ = {std::move(broken)};
      others_ = std::move(others);
    } else if (others == others_) {
      keep(std::move(broken), nearest_);
    }
  }

  std::vector<Violation>& exact() { return exact_; }
  // Those in which another keyword fails in place of the keyword, all the same one: an anyOf or a oneOf,
  // because of nothing but the keyword, or a type that is checked before it. They break `also` as well.
  std::vector<Violation>& through() { return through_; }
  std::size_t failing() const { return failing_; }
  const std::vector<std::size_t>& also() const { return also_; }
  bool is_done() const { return !exact_.empty() || (!through_.empty() && also_.empty()); }
  // Whether the judge accepted a text: another alternative allows it.
  bool is_accepted() const { return is_accepted_; }
  // A keyword of the alternative that each text broke beside the keyword; kNoKeyword if there is none.
  std::size_t beside() const { return beside_ && !beside_->empty() ? beside_->front() : kNoKeyword; }
  // The kept violations with the fewest other broken claims, all the same ones; `others()` returns them.
  std::vector<Violation>& nearest() { return nearest_; }
  const std::vector<std::size_t>& others() const { return others_; }

 private:
  void try_through(Violation broken, const Value& root, std::vector<std::size_t> others, const Site& site) {
    const std::optional<std::size_t> failing = failing_in_place(root, others, site);
    if (!failing) return;
    std::erase(others, *failing);
    if (through_.empty() || others.size() < also_.size()) {
      through_ = {std::move(broken)};
      failing_ = *failing;
      also_ = std::move(others);
    } else if (*failing == failing_ && others == also_) {
      keep(std::move(broken), through_);
    }
  }

  // Which of the others fails because of the keyword.
  std::optional<std::size_t> failing_in_place(const Value& root, const std::vector<std::size_t>& others,
                                              const Site& site) {
    const auto fails = [&](std::size_t keyword) {
      return std::find(others.begin(), others.end(), keyword) != others.end();
    };
    const auto outermost = std::find_if(site.choices.begin(), site.choices.end(),
                                        [&](const Site::Choice& choice) { return fails(choice.keyword); });
    if (outermost == site.choices.end()) return type_before(root, others, site);
    for (auto choice = outermost; choice != site.choices.end(); ++choice) {
      if (!fails_by_the_keyword(root, site, *choice)) return std::nullopt;
    }
    return outermost->keyword;
  }

  // Whether the value at the site breaks the keyword where only the schema object of the keyword applies.
  bool breaks_alone(const Value& root, const Site& site) const {
    const std::optional<Value> part = part_at(root, site.place, site.place.size());
    if (!part || site.below != kNoKeyword) return false;
    const std::optional<std::vector<KeywordCount>> counts =
        judge_.counts(*part, schema_.keywords()[keyword_].node);
    return counts && (*counts)[keyword_].failures > 0;
  }

  // If a value has the wrong type, nothing else of a schema object is checked, and so nothing in its allOf or
  // its alternatives.
  std::optional<std::size_t> type_before(const Value& root, const std::vector<std::size_t>& others,
                                         const Site& site) const {
    if (!breaks_alone(root, site)) return std::nullopt;
    const std::optional<Value> part = part_at(root, site.place, site.place.size());
    for (const Upper& upper : uppers_) {
      if (upper.choice != kNoKeyword && judge_.others_may_accept(*part, upper.choice, upper.branch))
        return std::nullopt;
      const auto type = std::find_if(others.begin(), others.end(), [&](std::size_t other) {
        return schema_.keywords()[other].node == upper.node && is_type(other);
      });
      if (type != others.end()) return *type;
    }
    return std::nullopt;
  }

  bool is_type(std::size_t keyword) const { return schema_.keywords()[keyword].kind == KeywordKind::type; }

  // Whether it is a type that is checked before the keyword, for the same value.
  bool is_type_before(std::size_t keyword) const {
    return is_type(keyword) && std::any_of(uppers_.begin(), uppers_.end(), [&](const Upper& upper) {
             return schema_.keywords()[keyword].node == upper.node;
           });
  }

  // Whether no other alternative accepts the value of the choice, and the one on the way to the keyword
  // breaks nothing but the keyword, or a choice further on, or a type that is checked before the keyword.
  bool fails_by_the_keyword(const Value& root, const Site& site, const Site::Choice& choice) {
    const std::optional<Value> part = part_at(root, site.place, choice.depth);
    if (!part) return false;
    const SchemaKeyword& alternatives = schema_.keywords()[choice.keyword];
    if (judge_.others_may_accept(*part, choice.keyword, choice.branch)) return false;
    const std::optional<std::vector<KeywordCount>> counts =
        judge_.counts(*part, alternatives.branches[choice.branch].node);
    if (!counts) return false;
    const bool is_innermost = &choice == &site.choices.back();
    const auto may_fail = [&](std::size_t keyword) {
      if (keyword == keyword_ || demands_the_same(keyword) || is_type_before(keyword)) return true;
      return std::any_of(site.choices.begin(), site.choices.end(),
                         [&](const Site::Choice& other) { return other.keyword == keyword; });
    };
    bool is_broken = false;
    bool is_before = false;
    std::vector<std::size_t> beside;  // others that fail
    for (std::size_t i = 0; i < counts->size(); ++i) {
      if (!claimed_[i] && i != keyword_) continue;
      if ((*counts)[i].unknown > 0) return false;
      if ((*counts)[i].failures == 0) continue;
      if (!may_fail(i)) beside.push_back(i);
      is_before = is_before || is_type_before(i);
      is_broken = is_broken || !is_innermost || i == keyword_;
    }
    if (!is_broken && is_before) is_broken = breaks_alone(root, site);
    if (!is_broken || beside.empty()) return is_broken;
    note_beside(std::move(beside));
    return false;
  }

  // Keeps those that fail each time.
  void note_beside(std::vector<std::size_t> beside) {
    if (beside_)
      std::erase_if(beside, [&](std::size_t keyword) {
        return std::find(beside_->begin(), beside_->end(), keyword) == beside_->end();
      });
    beside_ = std::move(beside);
  }

  // Whether the keyword says the same, such as the type in another part of an allOf.
  bool demands_the_same(std::size_t keyword) const {
    const SchemaKeyword& other = schema_.keywords()[keyword];
    const SchemaKeyword& own = schema_.keywords()[keyword_];
    return other.kind == own.kind && traits_of(own.kind).group == KeywordGroup::value &&
           other.names == own.names && other.texts == own.texts && other.bound == own.bound &&
           other.dependents == own.dependents;
  }

  void keep(Violation broken, std::vector<Violation>& among) const {
    const auto is_same = [&](const Violation& one) { return one.text == broken.text; };
    std::size_t kept = broken.text.size();
    for (const Violation& one : among) kept += one.text.size();
    if (among.size() < most_ && (kept < kMostText || among.empty()) &&
        std::none_of(among.begin(), among.end(), is_same))
      among.push_back(std::move(broken));
  }

  // A node above the keyword's that applies to the same value, the nearest first.
  struct Upper {
    std::size_t node = 0;
    std::size_t choice = kNoKeyword;  // if an alternative leads to the node below
    std::size_t branch = 0;
  };

  const Schema& schema_;
  const BodyJudge& judge_;
  const std::vector<bool>& claimed_;
  std::size_t keyword_;
  std::size_t most_;
  std::vector<Upper> uppers_;
  std::vector<Violation> exact_;
  std::vector<Violation> through_;
  std::size_t failing_ = kNoKeyword;
  std::vector<std::size_t> also_;
  bool is_accepted_ = false;
  std::optional<std::vector<std::size_t>> beside_;
  std::vector<Violation> nearest_;
  std::vector<std::size_t> others_;
};

// Whether the way leads into the content of a string, which no edit of the value reaches.
bool is_in_content(const Schema& schema, const std::vector<SchemaStep>& way) {
  return std::any_of(way.begin(), way.end(), [&](const SchemaStep& step) {
    return schema.keywords()[step.keyword].kind == KeywordKind::content;
  });
}

// Whether a way to the node leads through an alternative.
bool is_below_choice(const Schema& schema, const std::vector<SchemaStep>& way) {
  return std::any_of(way.begin(), way.end(),
                     [&](const SchemaStep& step) { return is_choice(schema.keywords()[step.keyword].kind); });
}

}  // namespace

std::string_view to_string(Violations::Reason reason) {
  switch (reason) {
    case Violations::Reason::made:
      return "made";
    case Violations::Reason::masked:
      return "masked";
    case Violations::Reason::vacuous:
      return "vacuous";
    case Violations::Reason::unreachable:
      return "unreachable";
    case Violations::Reason::out_of_reach:
      return "out of reach";
  }
  return "";
}

Violations Generator::State::break_claim(std::size_t index, std::size_t most) {
  using Reason = Violations::Reason;
  const SchemaKeyword& keyword = schema->keywords()[index];
  most = std::max(most, keyword.names.size());
  maker.seed(seed ^ index);
  const std::size_t above = deciding_on(*schema, way_to(*schema, keyword.node));
  if (std::optional<std::string> why = vacuous(*schema, index, maker.patterns(), rivals))
    return {.made = {}, .reason = Reason::vacuous, .none = *std::move(why), .also = {}};

  // The smallest instances first.
  std::vector<const std::string*> bases;
  const bool is_never = keyword.kind == KeywordKind::never;
  for (std::size_t i = 0; i < exercised.size(); ++i) {
    if (is_never || exercised[i][index]) bases.push_back(&instances.made[i].text);
  }
  // If no conforming instance contains the value ("not": {} of a member, for example), generates bodies that
  // break the keyword.
  const auto whole = [&] {
    Breaker bodies(*schema, judge, claimed, index, most);
    for (const Taste::Members members : {Taste::Members::required, Taste::Members::all}) {
      const Taste taste{.members = members, .goal = goal_of(*schema, index)};
      const std::optional<JsonValue> body = maker.make_breaking(taste, index);
      if (body) bodies.try_text(to_text(*body), "the body is " + shown(to_text(*body), kShownBody));
    }
    return std::move(bodies.exact());
  };
  const std::vector<SchemaStep> way = way_to(*schema, keyword.node);
  if ((bases.empty() || is_in_content(*schema, way)) && above == kNoKeyword) {
    std::vector<Violation> made = whole();
    if (!made.empty()) return {.made = std::move(made), .reason = Reason::made, .none = {}, .also = {}};
  }
  const bool is_alternative = is_below_choice(*schema, way);
  const auto unreached = [&] {
    const auto unmade = std::find_if(instances.unmade.begin(), instances.unmade.end(),
                                     [&](const Unmade& each) { return each.keyword == index; });
    return unmade == instances.unmade.end() ? "no conforming value exercises it" : unmade->why;
  };
  if (bases.empty() && !is_alternative)
    return {.made = {}, .reason = Reason::unreachable, .none = unreached(), .also = {}};
  std::stable_sort(bases.begin(), bases.end(),
                   [](const std::string* a, const std::string* b) { return a->size() < b->size(); });
  const std::size_t spent = maker.times_spent();
  Breaker breaker(*schema, judge, claimed, index, most);
  std::size_t tried = 0;
  // Returns whether another instance may help.
  const auto break_in = [&](const JsonValue& base) {
    const std::optional<Site> site = find_site(*schema, judge, maker, base, index);
    if (!site) return true;
    ++tried;
    breaker.offer(*site, ways_to_break(*schema, maker, *site, index));
    if (breaker.is_done()) return false;
    // A scalar: other instances would not help, unless other alternatives decide.
    if (is_searched(keyword.kind)) return breaker.nearest().empty() || !site->choices.empty();
    breaker.offer(*site, searched_ways(*schema, maker, *site, index));
    return true;
  };
  for (const std::string* base : bases) {
    if (breaker.is_done() || tried == kMostBases || interruption() || !break_in(json_of_text(*base))) break;
  }
  // The instances may exercise it where another keyword is violated instead, or on other ways alone.
  for (const Taste::Members members : {Taste::Members::required, Taste::Members::all}) {
    if (tried > 0) break;
    const std::optional<JsonValue> base =
        maker.make({.nodes = {0}}, {.members = members, .goal = goal_of(*schema, index)});
    if (base && maker.is_accepted({.nodes = {0}}, *base)) break_in(*base);
  }
  // Or where another alternative accepts what breaks it: there, a body that no other alternative accepts.
  for (std::size_t turn = 0; turn < kSoleTurns && is_alternative; ++turn) {
    for (const Taste::Members members : {Taste::Members::required, Taste::Members::all}) {
      if (breaker.is_done()) break;
      const std::optional<JsonValue> base = maker.make(
          {.nodes = {0}},
          {.members = members, .turn = turn, .is_sole = true, .goal = goal_at(*schema, index, way)});
      if (base && maker.is_accepted({.nodes = {0}}, *base)) break_in(*base);
    }
  }
  if (is_never && !breaker.is_done() && above == kNoKeyword) breaker.exact() = whole();
  if (!breaker.exact().empty())
    return {.made = std::move(breaker.exact()), .reason = Reason::made, .none = {}, .also = {}};
  const auto masked_by = [&](const std::vector<std::size_t>& others) {
    const SchemaClaim& other = schema->claims()[claim_of[others.front()]];
    return "every value found that breaks it breaks " + shown(other.suffix) + " too";
  };
  if (!breaker.through().empty()) {
    return {.made = std::move(breaker.through()),
            .reason = breaker.also().empty() ? Reason::made : Reason::masked,
            .none = breaker.also().empty() ? "" : masked_by(breaker.also()),
            .also = breaker.also(),
            .through = breaker.failing()};
  }
  if (!breaker.nearest().empty()) {
    return {.made = std::move(breaker.nearest()),
            .reason = Reason::masked,
            .none = masked_by(breaker.others()),
            .also = breaker.others()};
  }
  if (above != kNoKeyword) {
    if (std::optional<std::string> why = vacuous_in_alternative(*schema, index, rivals))
      return {.made = {}, .reason = Reason::vacuous, .none = *std::move(why), .also = {}};
  }
  if (above != kNoKeyword && tried > 0) {
    std::string why = "no value was found that breaks nothing else in its alternative";
    if (breaker.is_accepted()) {
      why = "another alternative accepts every value found that breaks it";
    } else if (breaker.beside() != kNoKeyword) {
      why = "every value found that breaks it breaks " +
            shown(schema->claims()[claim_of[breaker.beside()]].suffix) + " too";
    }
    return {.made = {},
            .reason = Reason::masked,
            .none = "it is below " + schema->keywords()[above].name + ": " + why,
            .also = {}};
  }
  return {.made = {},
          .reason = bases.empty() && tried == 0 ? Reason::unreachable : Reason::out_of_reach,
          .none = bases.empty() ? unreached()
                  : tried == 0  ? "no value was found that breaks nothing else"
                                : unfound(keyword, maker.times_spent() > spent, maker.is_tired()),
          .also = {}};
}

}  // namespace avouch
