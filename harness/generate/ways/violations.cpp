// SPDX-License-Identifier: MIT
#include "generate/ways/violations.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "generate/maker/generator_state.h"
#include "generate/maker/goal.h"
#include "generate/maker/vacuous.h"
#include "generate/site.h"
#include "generate/ways/ways.h"
#include "json/json_value.h"

namespace avouch {
namespace {

constexpr std::size_t kShownBody = 60;
constexpr std::size_t kMostBases = 3;  // maximum number of instances broken per violation

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

// Why no violation may exist. `is_spent`: some were too large to generate.
std::string unfound(const SchemaKeyword& keyword, bool is_spent) {
  const bool is_upper = keyword.kind == KeywordKind::max_length || keyword.kind == KeywordKind::max_items ||
                        keyword.kind == KeywordKind::max_properties;
  if (is_upper && keyword.bound >= kLongestMade)
    return "Avouch makes nothing longer than " + std::to_string(kLongestMade);
  std::string why = "no value was found that breaks it";
  if (is_spent) why += " within the " + std::to_string(kMostMade >> 20U) + " MiB that are made of one";
  return why;
}

// Passes texts to the judge, and keeps those that break the keyword.
class Breaker {
 public:
  // `most` is the maximum number kept.
  Breaker(const BodyJudge& judge, const std::vector<bool>& claimed, std::size_t keyword, std::size_t most)
      : judge_(judge), claimed_(claimed), keyword_(keyword), most_(most) {}

  void offer(const Site& site, const std::vector<Way>& ways) {
    for (const Way& way : ways) {
      if (exact_.size() >= most_) return;
      try_text(site.before + to_text(way.value) + site.after, way.what);
    }
  }

  // From now on, a violation of that keyword counts as a violation of the original one.
  void break_in_place(std::size_t above) { keyword_ = above; }

  void try_text(std::string text, const std::string& what) {
    const ParsedBody body = parse_body(text);
    if (body.instance == nullptr) return;
    const std::optional<std::vector<KeywordCount>> counts = judge_.counts(*body.instance);
    if (!counts || (*counts)[keyword_].failures == 0) return;
    std::vector<std::size_t> others;  // other claims that it breaks
    for (std::size_t i = 0; i < counts->size(); ++i) {
      if (i == keyword_ || !claimed_[i]) continue;
      if ((*counts)[i].unknown > 0) return;
      if ((*counts)[i].failures > 0) others.push_back(i);
    }
    Violation broken{.text = std::move(text), .what = what};
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
  // The kept violations with the fewest other broken claims, all the same ones; `others()` returns them.
  std::vector<Violation>& nearest() { return nearest_; }
  const std::vector<std::size_t>& others() const { return others_; }

 private:
  void keep(Violation broken, std::vector<Violation>& among) const {
    const auto is_same = [&](const Violation& one) { return one.text == broken.text; };
    std::size_t kept = broken.text.size();
    for (const Violation& one : among) kept += one.text.size();
    if (among.size() < most_ && (kept < kMostText || among.empty()) &&
        std::none_of(among.begin(), among.end(), is_same))
      among.push_back(std::move(broken));
  }

  const BodyJudge& judge_;
  const std::vector<bool>& claimed_;
  std::size_t keyword_;
  std::size_t most_;
  std::vector<Violation> exact_;
  std::vector<Violation> nearest_;
  std::vector<std::size_t> others_;
};

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
  if (std::optional<std::string> why = vacuous(*schema, index, maker.patterns()))
    return {.made = {}, .reason = Reason::vacuous, .none = *std::move(why), .also = {}};

  // The smallest instances first.
  std::vector<const KeptInstance*> bases;
  const bool is_never = keyword.kind == KeywordKind::never;
  for (const KeptInstance& one : kept) {
    if (is_never || one.exercised[index]) bases.push_back(&one);
  }
  // If no conforming instance contains the value ("not": {} of a member, for example), generates bodies that
  // break the keyword.
  const auto whole = [&] {
    Breaker bodies(judge, claimed, index, most);
    for (const Taste::Members members : {Taste::Members::required, Taste::Members::all}) {
      const Taste taste{.members = members, .goal = goal_of(*schema, index)};
      const std::optional<JsonValue> body = maker.make_breaking(taste, index);
      if (body) bodies.try_text(to_text(*body), "the body is " + shown(to_text(*body), kShownBody));
    }
    return std::move(bodies.exact());
  };
  if (bases.empty() && above == kNoKeyword) {
    std::vector<Violation> made = whole();
    if (!made.empty()) return {.made = std::move(made), .reason = Reason::made, .none = {}, .also = {}};
  }
  if (bases.empty()) {
    const auto unmade = std::find_if(instances.unmade.begin(), instances.unmade.end(),
                                     [&](const Unmade& each) { return each.keyword == index; });
    return {.made = {},
            .reason = Reason::unreachable,
            .none = unmade == instances.unmade.end() ? "no conforming value exercises it" : unmade->why,
            .also = {}};
  }
  std::stable_sort(bases.begin(), bases.end(),
                   [](const KeptInstance* a, const KeptInstance* b) { return a->size < b->size; });
  const std::size_t spent = maker.times_spent();
  Breaker breaker(judge, claimed, index, most);
  std::size_t tried = 0;
  // Returns whether another instance may help.
  const auto break_in = [&](const JsonValue& base) {
    const std::optional<Site> site = find_site(*schema, judge, maker, base, index);
    if (!site) return true;
    ++tried;
    breaker.break_in_place(site->deciding == kNoKeyword ? index : site->deciding);
    breaker.offer(*site, ways_to_break(*schema, maker, *site, index));
    // A scalar: other instances would not help.
    if (!breaker.exact().empty() || is_searched(keyword.kind)) return breaker.nearest().empty();
    breaker.offer(*site, searched_ways(*schema, maker, *site, index));
    return true;
  };
  for (const KeptInstance* base : bases) {
    if (!breaker.exact().empty() || tried == kMostBases || !break_in(base->tree)) break;
  }
  // The instances may exercise it where another keyword is violated instead, or on other ways alone.
  for (const Taste::Members members : {Taste::Members::required, Taste::Members::all}) {
    if (tried > 0) break;
    const std::optional<JsonValue> base =
        maker.make({.nodes = {0}}, {.members = members, .goal = goal_of(*schema, index)});
    if (base && maker.is_accepted({.nodes = {0}}, *base)) break_in(*base);
  }
  if (is_never && breaker.exact().empty() && above == kNoKeyword) breaker.exact() = whole();
  if (above != kNoKeyword) {
    return {.made = std::move(breaker.exact()),
            .reason = Reason::masked,
            .none = "it is below " + schema->keywords()[above].name + ", which is violated instead",
            .also = {above}};
  }
  if (!breaker.exact().empty())
    return {.made = std::move(breaker.exact()), .reason = Reason::made, .none = {}, .also = {}};
  if (!breaker.nearest().empty()) {
    const SchemaClaim& other = schema->claims()[claim_of[breaker.others().front()]];
    return {.made = std::move(breaker.nearest()),
            .reason = Reason::masked,
            .none = "every value found that breaks it breaks " + shown(other.suffix) + " too",
            .also = breaker.others()};
  }
  return {.made = {},
          .reason = tried == 0 ? Reason::unreachable : Reason::out_of_reach,
          .none = tried == 0 ? "no value for it was found" : unfound(keyword, maker.times_spent() > spent),
          .also = {}};
}

}  // namespace avouch
