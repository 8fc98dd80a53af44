// SPDX-License-Identifier: MIT
#include "generate/maker/confirm.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "generate/maker/build/build.h"
#include "generate/maker/choose/choices.h"
#include "generate/maker/gather/gather.h"

namespace avouch {
namespace {

constexpr std::size_t kOrderedTries = 60;    // combinations of one value, in order
constexpr std::size_t kScatteredTries = 60;  // and at random
constexpr std::size_t kInnerTries = 24;      // of a value within another
constexpr std::size_t kRandomTries = 6;      // where there is nothing to choose but values
constexpr std::size_t kDeepestMade = 40;     // levels

// Marks the nodes as being made, as long as it lives.
class Active {
 public:
  Active(MakerContext& context, const std::vector<std::size_t>& nodes) : context_(context), nodes_(nodes) {
    for (const std::size_t node : nodes_) {
      ++context_.active[node];
      ++context_.made[node];
    }
    ++context_.parts;
  }
  Active(const Active&) = delete;
  Active& operator=(const Active&) = delete;
  ~Active() {
    for (const std::size_t node : nodes_) --context_.active[node];
  }

 private:
  MakerContext& context_;
  const std::vector<std::size_t>& nodes_;
};

// The search for one value: combinations of choices, first in order, then at random.
class Search {
 public:
  Search(MakerContext& context, const Demand& demand, const Taste& taste, std::size_t depth,
         std::size_t violated)
      : context_(context), demand_(demand), taste_(taste), depth_(depth), violated_(violated) {}

  // The value that the demand names, if it is good. Precondition: demand.fixed.
  std::optional<JsonValue> fixed() const {
    const bool is_good = is_new(*demand_.fixed) && is_accepted(context_.judge, demand_, *demand_.fixed);
    return is_good ? demand_.fixed : std::nullopt;
  }

  // The value that the documentation gives, if the taste is plain and the value is good.
  std::optional<JsonValue> documented() const {
    if (violated_ != kNoKeyword || !taste_.is_plain()) return std::nullopt;
    const JsonValue* hint = context_.hint_for(demand_);
    if (hint == nullptr || !is_new(*hint) || !is_accepted(context_.judge, demand_, *hint))
      return std::nullopt;
    return *hint;
  }

  std::optional<JsonValue> run() {
    const Active active(context_, demand_.nodes);
    is_again_ = context_.is_again(demand_.nodes);
    const std::size_t tries = depth_ == 0 ? kOrderedTries + kScatteredTries : kInnerTries;
    for (std::size_t attempt = 0; attempt < tries && context_.budget.has_attempts(); ++attempt) {
      context_.budget.count_attempt();
      Rules rules;
      std::optional<JsonValue> made = build_next(rules);
      if (made && is_good(*made, rules)) return made;
      if (!prepare_next(attempt, made && !is_new(*made))) break;
    }
    return has_others_ ? run_against_rivals() : std::nullopt;
  }

 private:
  // Refuses only those branches of a oneOf that accepted an earlier value. To refuse each of the others in
  // each of its ways has too many combinations.
  std::optional<JsonValue> run_against_rivals() {
    const std::size_t tries = depth_ == 0 ? kOrderedTries : kInnerTries;
    choices_ = {};
    rivals_.emplace();
    for (std::size_t attempt = 0; attempt < tries && context_.budget.has_attempts(); ++attempt) {
      context_.budget.count_attempt();
      Rules rules;
      const std::optional<JsonValue> made = build_next(rules);
      if (made && is_good(*made, rules)) return made;
      if (made && note_rivals(*made, rules))
        choices_.repeat();
      else if (!choices_.next())
        break;
    }
    return std::nullopt;
  }

  // Returns whether there are new ones.
  bool note_rivals(const JsonValue& made, const Rules& rules) {
    const std::shared_ptr<const Instance> instance = parse_body(to_text(made)).instance;
    if (instance == nullptr) return false;
    const std::size_t known = rivals_->size();
    for (const SchemaUse& use : rules.chosen) {
      const std::vector<SchemaBranch>& branches = context_.keyword(use.keyword).branches;
      for (std::size_t i = 0; i < branches.size() && !context_.budget.is_spent(); ++i) {
        context_.budget.add(weight_of(made));
        if (i != use.branch && context_.judge.accepts(*instance, branches[i].node) == true)
          rivals_->emplace(use.keyword, i);
      }
    }
    return rivals_->size() > known;
  }

  bool is_new(const JsonValue& made) const {
    return std::none_of(demand_.avoided.begin(), demand_.avoided.end(),
                        [&](const JsonValue& other) { return made == other; });
  }

  // Gathers and builds by the present choices.
  std::optional<JsonValue> build_next(Rules& rules) {
    Gathering to{.context = context_,
                 .rules = rules,
                 .choices = choices_,
                 .taste = taste_,
                 .violated = violated_ == kNoKeyword ? context_.breaking : violated_,
                 .rivals = rivals_ ? &*rivals_ : nullptr,
                 .is_again = is_again_};
    gather(to, demand_);
    has_others_ = has_others_ || !rules.chosen.empty();
    if (rules.is_impossible) return std::nullopt;
    Taste taste = taste_;
    if (rules.is_full) taste.members = Taste::Members::all;
    std::optional<JsonValue> made = build_value(context_, rules, choices_, taste, demand_, depth_);
    if (made && rules.needs_check) context_.budget.add(weight_of(*made));
    if (context_.budget.is_spent()) made.reset();
    return made;
  }

  bool is_good(const JsonValue& made, const Rules& rules) const {
    if (!is_new(made)) return false;
    // If a keyword is to fail, the caller judges.
    const bool is_judged_later = violated_ != kNoKeyword || context_.breaking != kNoKeyword;
    if (!rules.needs_check || is_judged_later) return true;
    return is_accepted(context_.judge, demand_, made) && (rules.sole.empty() || is_of_one(made, rules.sole));
  }

  // Whether of each of these choices, only that alternative accepts the value.
  bool is_of_one(const JsonValue& made, const std::vector<SchemaStep>& sole) const {
    const std::shared_ptr<const Instance> instance = parse_body(to_text(made)).instance;
    return instance != nullptr && std::none_of(sole.begin(), sole.end(), [&](const SchemaStep& step) {
             return context_.judge.others_may_accept(instance->root(), step.keyword, step.branch);
           });
  }

  // The next combination of choices. `is_taken`: the value was good, but must differ from another. False if
  // nothing is left to try.
  bool prepare_next(std::size_t attempt, bool is_taken) {
    if (is_taken) {
      taste_.is_random = true;  // the same choices, and other values
      taste_.turn = attempt + 1;
    }
    const bool has_next = choices_.next();
    if (attempt + 1 == kOrderedTries) choices_.scatter(context_.random);
    return has_next || is_taken || (taste_.is_random && attempt < kRandomTries);
  }

  MakerContext& context_;
  const Demand& demand_;
  Taste taste_;
  std::size_t depth_;
  std::size_t violated_;
  bool is_again_ = false;
  Choices choices_;
  bool has_others_ = false;  // a branch of a oneOf was chosen
  std::optional<AcceptingBranches> rivals_;
};

}  // namespace

bool is_accepted(const BodyJudge& judge, const Demand& demand, const JsonValue& value) {
  const std::shared_ptr<const Instance> instance = parse_body(to_text(value)).instance;
  if (instance == nullptr) return false;
  return std::all_of(demand.nodes.begin(), demand.nodes.end(),
                     [&](std::size_t node) { return judge.is_acceptable(*instance, node); }) &&
         std::all_of(demand.refusing.begin(), demand.refusing.end(),
                     [&](std::size_t node) { return judge.accepts(*instance, node) == false; });
}

std::optional<JsonValue> make_confirmed(MakerContext& context, const Demand& demand, const Taste& taste,
                                        std::size_t depth, std::size_t violated) {
  if (depth > kDeepestMade) return std::nullopt;
  Search search(context, demand, taste, depth, violated);
  if (demand.fixed) return search.fixed();
  if (std::optional<JsonValue> documented = search.documented()) return documented;
  return search.run();
}

}  // namespace avouch
