// SPDX-License-Identifier: MIT
#include "difference/schema_difference.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/text.h"
#include "difference/implication.h"
#include "generate/generator.h"
#include "json/instance.h"
#include "judge/body/body.h"

namespace avouch {
namespace {

constexpr std::size_t kLongestValue = 2'000;  // bytes of a shown example

std::optional<BodyJudge> judge_of(const std::shared_ptr<const Schema>& schema) {
  Result<BodyJudge> judge = BodyJudge::make(schema, {});
  if (!judge) return std::nullopt;
  return *std::move(judge);
}

// One version of the schema, with what is made of it when it is needed.
struct Version {
  explicit Version(std::shared_ptr<const Schema> of) : schema(std::move(of)), judge(judge_of(schema)) {}

  const Generator* generator() {
    if (!is_made && judge) {
      Result<Generator> made_now = Generator::make(schema, *judge);
      if (made_now) made.emplace(*std::move(made_now));
    }
    is_made = true;
    return made ? &*made : nullptr;
  }

  const BodyJudge* known_judge() const { return judge ? &*judge : nullptr; }

  std::shared_ptr<const Schema> schema;
  std::optional<BodyJudge> judge;
  std::optional<Generator> made;
  bool is_made = false;
};

bool is_accepted(const Version& version, const std::string& text) {
  const ParsedBody parsed = parse_body(text);
  return version.judge && parsed.instance && version.judge->accepts(*parsed.instance) == true;
}

// By keyword: the given one; of a choice also those in its alternatives, which are violated in place of the
// choice if the value selects one.
std::vector<bool> refusing(const Schema& schema, std::size_t keyword) {
  std::vector<bool> refuse(schema.keywords().size());
  refuse[keyword] = true;
  if (!is_choice(schema.keywords()[keyword].kind)) return refuse;
  std::vector<std::size_t> open = {keyword};
  while (!open.empty()) {
    const SchemaKeyword& above = schema.keywords()[open.back()];
    open.pop_back();
    for (const SchemaBranch& branch : above.branches) {
      for (const std::size_t index : schema.nodes()[branch.node].keywords) {
        if (refuse[index]) continue;
        refuse[index] = true;
        open.push_back(index);
      }
    }
  }
  return refuse;
}

// Whether one of these keywords refuses the value: the demand itself, not one beside it.
bool is_refused_by(const Version& version, const std::vector<bool>& demands, const std::string& text) {
  const ParsedBody parsed = parse_body(text);
  if (!version.judge || !parsed.instance) return false;
  WorkBudget budget(WorkBudget::Limits{});
  const BodyVerdicts verdicts = version.judge->verdicts(*parsed.instance, budget);
  return std::any_of(verdicts.violated().begin(), verdicts.violated().end(),
                     [&](std::size_t index) { return demands[index]; });
}

// A value that `giving` accepts and that keyword of `demanding` refuses.
std::optional<std::string> witness(Version& demanding, Version& giving, std::size_t keyword) {
  const std::vector<bool> demands = refusing(*demanding.schema, keyword);
  if (const Generator* generator = demanding.generator()) {
    for (const Violation& broken : generator->violations(keyword).made) {
      if (is_accepted(giving, broken.text) && is_refused_by(demanding, demands, broken.text))
        return broken.text;
    }
  }
  if (const Generator* generator = giving.generator()) {
    constexpr std::uint64_t kTries = 20;
    for (const MadeInstance& made : generator->instances().made) {
      if (is_refused_by(demanding, demands, made.text)) return made.text;
    }
    for (std::uint64_t i = 0; i < kTries; ++i) {
      std::string text = generator->random_instance(i);
      if (is_refused_by(demanding, demands, text)) return text;
    }
  }
  return std::nullopt;
}

std::string sentence_of(const Ungranted& gap, Side side, bool is_later) {
  const std::string named = in_quotes(gap.detail, 60);
  if (gap.keyword == "member-added") return "the member " + named + " is documented now";
  if (gap.keyword == "member-removed") return "the member " + named + " is not documented any more";
  if (gap.keyword == "member-unsent") return "the member " + named + " is not sent any more";
  if (gap.keyword == "schema") return "the schemas differ";
  if (gap.keyword == "false") {
    if (side == Side::request) return is_later ? "no value is accepted any more" : "a value is accepted now";
    return is_later ? "no value comes any more" : "a value may come now";
  }
  const std::string& name = gap.keyword;
  const std::string claim = gap.demand.empty() ? name : name + " (" + gap.demand + ")";
  std::string more;
  if (!gap.detail.empty()) more = gap.keyword == "required" ? named : gap.detail;
  if (gap.keyword == "additionalProperties" && !gap.detail.empty()) more = "the member " + named;
  if (side == Side::request) {
    if (is_later) {
      if (gap.keyword == "required") return "the member " + named + " is required now";
      if (!more.empty()) return name + ": " + more + " was accepted and is refused now";
      return "a new demand: " + claim;
    }
    if (gap.keyword == "required") return "the member " + named + " is not required any more";
    if (!more.empty()) return name + ": " + more + " is accepted now";
    return "a demand is gone: " + claim;
  }
  if (is_later) {
    if (gap.keyword == "required") return "the member " + named + " is always there now";
    if (!more.empty()) return name + ": " + more + " does not come any more";
    return "a new promise: " + claim;
  }
  if (gap.keyword == "required") return "the member " + named + " may be absent now";
  if (!more.empty()) return name + ": " + more + " may come now";
  return "a promise is gone: " + claim;
}

std::string rule_of(const Ungranted& gap, bool is_later) {
  if (gap.keyword.starts_with("member-")) return gap.keyword;
  const std::string keyword =
      gap.keyword.empty() || gap.keyword == "false" ? std::string("schema") : gap.keyword;
  return keyword + (is_later ? "-tightened" : "-loosened");
}

SchemaChange change_of(const Ungranted& gap, Side side, bool is_later) {
  SchemaChange change{.effect = Effect::compatible,
                      .rule = rule_of(gap, is_later),
                      .where = gap.where,
                      .what = sentence_of(gap, side, is_later),
                      .why = {},
                      .before = is_later ? gap.giving : gap.demanding,
                      .after = is_later ? gap.demanding : gap.giving,
                      .value = gap.value,
                      .subject = gap.detail};
  if (gap.keyword == "member-added") change.before = gap.giving;
  return change;
}

using Site = std::pair<std::string, std::string>;  // where, and the keyword or member

// What differs in no keyword that is compared, but may matter.
void add_unjudged(std::vector<SchemaChange>& changes, const Schema& before, const Schema& after) {
  const auto titles = [](const Schema& schema) {
    std::map<std::string, const Error*> all;
    for (const Error& note : schema.notes()) all.emplace(note.title, &note);
    return all;
  };
  const std::map<std::string, const Error*> old = titles(before);
  const std::map<std::string, const Error*> now = titles(after);
  const auto add = [&](const std::string& title, const Place& was, const Place& is) {
    changes.push_back({.effect = Effect::undecided,
                       .rule = "unjudged-changed",
                       .where = {},
                       .what = title + ", and only one of the two contracts has it",
                       .why = "Avouch does not know what it means",
                       .before = was,
                       .after = is,
                       .value = {}});
  };
  for (const auto& [title, note] : old) {
    if (!now.contains(title)) add(title, note->place, {});
  }
  for (const auto& [title, note] : now) {
    if (!old.contains(title)) add(title, {}, note->place);
  }
}

}  // namespace

std::vector<SchemaChange> changes_of(const std::shared_ptr<const Schema>& before,
                                     const std::shared_ptr<const Schema>& after, Side side,
                                     const SameText& same_text) {
  std::vector<SchemaChange> changes;
  if (Sameness(*before, *after, same_text).of(0, 0)) {
    add_unjudged(changes, *before, *after);
    return changes;
  }
  Version old(before);
  Version now(after);
  const bool later_demands = side == Side::request;
  const SameText reversed = [&](const Place& left, const Place& right) {
    return same_text && same_text(right, left);
  };
  Version& demanding = later_demands ? now : old;
  Version& giving = later_demands ? old : now;

  std::map<Site, bool> told;
  // An example of what is certain is worth less than an answer to what is not.
  const std::size_t nodes = std::max(before->nodes().size(), after->nodes().size());
  std::size_t searches = 0;
  for (const Ungranted& gap : Implication({.demanding = *demanding.schema,
                              .giving = *giving.schema,
                              .demanding_is_later = later_demands,
                              .demanding_judge = demanding.known_judge(),
                              .giving_judge = giving.known_judge()})
                                  .gaps()) {
    SchemaChange change = change_of(gap, side, later_demands);
    switch (gap.certainty) {
      case Ungranted::Certainty::certain:
        change.effect = Effect::breaking;
        break;
      case Ungranted::Certainty::harmless:
        break;
      case Ungranted::Certainty::uncertain:
        change.effect = Effect::undecided;
        change.why = gap.why;
        break;
    }
    const bool is_certain = gap.certainty == Ungranted::Certainty::certain;
    if (change.effect == Effect::undecided && gap.claim != kNoKeyword && nodes > kMostNodes)
      change.why = "the schema is too large for Avouch to look for a value that shows it";
    if (change.effect != Effect::compatible && gap.claim != kNoKeyword && change.value.empty() &&
        searches < kMostSearches && nodes <= (is_certain ? kMostNodes / 4 : kMostNodes)) {
      ++searches;
      std::optional<std::string> value = witness(demanding, giving, gap.claim);
      if (value) {
        change.effect = Effect::breaking;
        change.why.clear();
        if (value->size() <= kLongestValue) change.value = *std::move(value);
      }
    }
    told.emplace(Site(gap.where, gap.keyword.starts_with("member-") ? gap.detail : gap.keyword), true);
    changes.push_back(std::move(change));
  }
  // The other way round: what became easier for clients.
  for (const Ungranted& gap : Implication({.demanding = *giving.schema,
                              .giving = *demanding.schema,
                              .demanding_is_later = !later_demands,
                              .demanding_judge = giving.known_judge(),
                              .giving_judge = demanding.known_judge()})
                                  .gaps()) {
    if (told.contains(Site(gap.where, gap.keyword.starts_with("member-") ? gap.detail : gap.keyword)))
      continue;
    SchemaChange change = change_of(gap, side, !later_demands);
    if (gap.keyword == "member-removed" || gap.keyword == "member-unsent") {
      change.effect = Effect::undecided;
      change.why = gap.why;
    }
    change.value.clear();
    changes.push_back(std::move(change));
  }
  add_unjudged(changes, *before, *after);
  if (changes.empty()) {
    // They are not the same, yet each accepts what the other does, as far as Avouch can tell.
    const auto place = [](const Schema& schema) {
      return schema.keywords().empty() ? SharedValue<Place>() : schema.keywords().front().place;
    };
    changes.push_back({.effect = Effect::compatible,
                       .rule = "schema-rewritten",
                       .where = {},
                       .what = "the schema is written otherwise and means the same",
                       .why = {},
                       .before = place(*before),
                       .after = place(*after),
                       .value = {}});
  }
  return changes;
}

}  // namespace avouch
