// SPDX-License-Identifier: MIT
#include "difference/implication.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/steps.h"
#include "base/text.h"
#include "contract/schema/names.h"
#include "difference/values.h"
#include "json/instance.h"
#include "json/json_reader.h"
#include "json/number.h"
#include "json/pointer.h"

namespace avouch {
namespace {

constexpr int kMostAttempts = 24;  // within one another
constexpr std::size_t kMostValues = 5'000;

// The pointer of the schema object that has the keyword.
Place place_of_object(const SchemaKeyword& keyword) {
  Place place = keyword.place;
  place.pointer.resize(std::min(place.pointer.size(), place.pointer.rfind('/')));
  return place;
}

std::string texts_in_words(const std::vector<std::string>& texts) {
  constexpr std::size_t kShown = 4;
  std::vector<std::string> words;
  for (std::size_t i = 0; i < std::min(texts.size(), kShown); ++i) words.push_back(shown(texts[i], 60));
  std::string text = join(words, ", ");
  if (texts.size() > kShown) text += " and " + std::to_string(texts.size() - kShown) + " more";
  return text;
}

std::string kinds_in_words(KindMask kinds) {
  std::vector<std::string> names;
  for (const ValueKind kind : {ValueKind::null, ValueKind::boolean, ValueKind::number, ValueKind::string,
                               ValueKind::array, ValueKind::object}) {
    if ((kinds & mask_of(kind)) != 0) names.emplace_back(type_name(kind));
  }
  return join(names, ", ");
}

// Whether each text that matches the pattern matches the other one, as far as equal patterns and prefixes
// tell: "^ab" and "^abc[0-9]" are narrower than "^a".
bool is_narrower(const std::string& pattern, const std::string& than) {
  if (pattern == than) return true;
  const auto is_plain = [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '_';
  };
  if (!than.starts_with('^') || !std::all_of(than.begin() + 1, than.end(), is_plain)) return false;
  if (!pattern.starts_with(than) || pattern.find('|') != pattern.npos) return false;
  return pattern.size() == than.size() || is_plain(pattern[than.size()]) || pattern[than.size()] == '[' ||
         pattern[than.size()] == '$';
}

// Whether a value of one branch of the choice matches no other one.
bool excludes_others(const SchemaKeyword& choice) {
  return choice.kind == KeywordKind::one_of && !choice.discriminator;
}

bool has_name(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

Implication::Implication(const Sides& sides)
    : sides_(sides),
      sameness_(sides.demanding, sides.giving, sides.same_text),
      most_steps_(std::max(kMostSteps, kStepsPerKeyword * (sides.demanding.keywords().size() +
                                                           sides.giving.keywords().size()))) {
  for (const SchemaClaim& claim : sides.demanding.claims()) claims_.emplace(claim.keyword, claim.claim);
}

std::vector<Ungranted> Implication::gaps() {
  Found found;
  node(0, Given::of(sides_.giving, {0}), {}, found);
  if (is_exhausted_) {
    found.push_back({.certainty = Ungranted::Certainty::uncertain,
                     .keyword = "schema",
                     .where = {},
                     .demand = {},
                     .detail = {},
                     .why = "the schemas were not compared whole: they have more combinations of parts "
                            "than Avouch compares (" +
                            std::to_string(most_steps_) + " steps)",
                     .demanding = {},
                     .giving = {}});
  }
  return found;
}

// The work grows with the schemas that apply to one value.
void Implication::spend(std::size_t nodes) {
  steps_ += 1 + nodes / 8;
  count_steps(1 + nodes / 8);
  is_exhausted_ = is_exhausted_ || steps_ > most_steps_ || sameness_.is_exhausted();
}

// A quiet attempt ends at the first gap.
bool Implication::has_failed(const Found& found) const {
  return attempts_ > 0 && std::any_of(found.begin(), found.end(), [](const Ungranted& gap) {
           return gap.certainty != Ungranted::Certainty::harmless;
         });
}

template <class Compare>
bool Implication::quietly(const Compare& compare) {
  if (attempts_ == kMostAttempts || is_exhausted_) return false;
  const std::size_t mark = trail_.size();
  Found found;
  ++attempts_;
  compare(found);
  const bool is_implied = !has_failed(found) && !is_exhausted_;
  --attempts_;
  for (; !is_implied && trail_.size() > mark; trail_.pop_back()) seen_.erase(trail_.back());
  return is_implied;
}

bool Implication::implies(std::size_t demanded, const Given& given) {
  return quietly([&](Found& found) { node(demanded, given, {}, found); });
}

bool Implication::implies_keyword(std::size_t index, const Given& given) {
  return quietly([&](Found& found) { alone(index, given, {}, found); });
}

void Implication::node(std::size_t demanded, const Given& given, const At& at, Found& found) {
  const SchemaNode& wanted = sides_.demanding.nodes()[demanded];
  if (is_exhausted_ || wanted.keywords.empty() || wanted.is_unsent) return;
  spend(given.nodes().size());
  if (is_exhausted_) return;
  if (given.is_never() || given.is_unsent()) return;
  Key key{demanded, given.mask(), given.nodes()};
  if (!seen_.insert(key).second) return;
  trail_.push_back(std::move(key));
  if (std::any_of(given.nodes().begin(), given.nodes().end(),
                  [&](std::size_t one) { return sameness_.of(demanded, one); }))
    return;
  if (const std::optional<std::vector<std::string>> values = values_of(given);
      values && sides_.demanding_judge != nullptr) {
    const bool are_accepted = std::all_of(values->begin(), values->end(), [&](const std::string& text) {
      return sides_.demanding_judge->accepts(*parse_body(text).instance, demanded) == true;
    });
    if (are_accepted) return;
  }
  At here = at;
  if (const auto described =
          std::find_if(given.nodes().begin(), given.nodes().end(),
                       [&](std::size_t one) { return !sides_.giving.nodes()[one].keywords.empty(); });
      described != given.nodes().end()) {
    here.giving =
        place_of_object(sides_.giving.keywords()[sides_.giving.nodes()[*described].keywords.front()]);
  }
  for (const std::size_t index : wanted.keywords) {
    keyword(index, given, here, found);
    if (has_failed(found)) return;
  }
}

void Implication::keyword(std::size_t index, const Given& given, const At& at, Found& found) {
  const SchemaKeyword& wanted = sides_.demanding.keywords()[index];
  if ((traits_of(wanted.kind).applies_to & given.kinds().accepted) == 0) return;
  if (is_joined(wanted.kind)) {
    for (const SchemaBranch& branch : wanted.branches) node(branch.node, given, at, found);
    return;
  }
  const std::vector<std::size_t> choices = given.choices();
  if (choices.empty() || is_choice(wanted.kind)) {
    alone(index, given, at, found);
    return;
  }
  if (implies_keyword(index, given)) return;
  // Or each branch of a choice grants it.
  std::optional<Given> without;
  for (const std::size_t choice : choices) {
    bool is_granted_by_all = true;
    const std::size_t branches = sides_.giving.keywords()[choice].branches.size();
    for (std::size_t i = 0; is_granted_by_all && i < branches; ++i) {
      Given one = given.with_branch(choice, i);
      ++splits_;
      is_granted_by_all = one.is_never() || implies_keyword(index, one);
      --splits_;
      if (!is_granted_by_all && !without) without = std::move(one);
    }
    if (is_granted_by_all) return;
  }
  ++splits_;
  alone(index, without ? *without : given, at, found);
  --splits_;
}

void Implication::alone(std::size_t index, const Given& given, const At& at, Found& found) {
  const SchemaKeyword& wanted = sides_.demanding.keywords()[index];
  if ((traits_of(wanted.kind).applies_to & given.kinds().accepted) == 0 || is_exhausted_) return;
  spend(given.nodes().size());
  switch (wanted.kind) {
    case KeywordKind::never:
      return gap(found, wanted, given, at, !given.is_entangled(wanted.kind), {});
    case KeywordKind::type:
      return type(wanted, given, at, found);
    case KeywordKind::enumeration:
    case KeywordKind::constant:
      return values(wanted, given, at, found);
    case KeywordKind::multiple_of:
    case KeywordKind::maximum:
    case KeywordKind::exclusive_maximum:
    case KeywordKind::minimum:
    case KeywordKind::exclusive_minimum:
    case KeywordKind::max_length:
    case KeywordKind::min_length:
    case KeywordKind::pattern:
    case KeywordKind::format:
    case KeywordKind::max_items:
    case KeywordKind::min_items:
    case KeywordKind::unique_items:
    case KeywordKind::max_properties:
    case KeywordKind::min_properties:
      return limit(wanted, given, at, found);
    case KeywordKind::required:
      return required(wanted, given, at, found);
    case KeywordKind::dependent_required:
      return dependents(wanted, given, at, found);
    case KeywordKind::broken:
      if (is_same_text(wanted, given)) return;
      return gap(found, wanted, given, at, false, {},
                 "its " + (wanted.name.empty() ? "schema" : wanted.name) + " cannot be read");
    case KeywordKind::reference:
    case KeywordKind::all_of:
      return keyword(index, given, at, found);
    case KeywordKind::any_of:
    case KeywordKind::one_of:
      return choice(wanted, given, at, found);
    case KeywordKind::properties:
      return members(wanted, given, at, found);
    case KeywordKind::pattern_properties:
      return patterns(wanted, given, at, found);
    case KeywordKind::additional_properties:
    case KeywordKind::unevaluated_properties:
      return others(wanted, given, at, found);
    case KeywordKind::property_names:
      return names(wanted, given, at, found);
    case KeywordKind::prefix_items:
    case KeywordKind::items:
      return items(wanted, given, at, found);
    case KeywordKind::contains:
    case KeywordKind::max_contains:
      return contained(wanted, given, at, found);
    case KeywordKind::content:
    case KeywordKind::negation:
    case KeywordKind::condition:
    case KeywordKind::dependent_schemas:
      return same_or_unknown(wanted, given, at, found);
    case KeywordKind::unevaluated_items:
      // What is left over depends on the keywords beside it, so the same keyword elsewhere proves nothing.
      return gap(found, wanted, given, at, false, {});
  }
}

void Implication::type(const SchemaKeyword& wanted, const Given& given, const At& at, Found& found) {
  std::vector<std::string> types = wanted.names;
  const bool has_numbers = has_name(types, "number");
  for (std::string& type : types) {
    if (type == "written-integer") type = "integer";
  }
  const KindMask accepted = given.kinds().accepted;
  const KindMask more = accepted & static_cast<KindMask>(~kinds_of_types(types));
  const bool has_fractions = !has_numbers && has_name(types, "integer") &&
                             (accepted & mask_of(ValueKind::number)) != 0 && !given.is_only_integers();
  if (more == 0 && !has_fractions) return;
  std::string detail = accepted == kEveryKind ? std::string() : kinds_in_words(more);
  if (more == 0) detail = "number";
  gap(found, wanted, given, at, !given.is_entangled(wanted.kind), std::move(detail));
}

void Implication::values(const SchemaKeyword& wanted, const Given& given, const At& at, Found& found) {
  const std::optional<std::vector<std::string>> values = values_of(given);
  if (!values) return gap(found, wanted, given, at, !given.is_entangled(wanted.kind), {});
  const ValueSet known(wanted.texts);
  std::vector<std::string> missing;
  for (const std::string& text : *values) {
    if (!known.has(text)) missing.push_back(text);
  }
  if (missing.empty()) return;
  gap(found, wanted, given, at, true, texts_in_words(missing));
  show(found, missing.front());
}

// The values of the given schemas, without those that it refuses for other reasons.
std::optional<std::vector<std::string>> Implication::values_of(const Given& given) const {
  std::optional<std::vector<std::string>> values = given.values();
  if (!values || values->size() > kMostValues || sides_.giving_judge == nullptr) return values;
  std::erase_if(*values, [&](const std::string& text) {
    const ParsedBody parsed = parse_body(text);
    return std::any_of(given.nodes().begin(), given.nodes().end(), [&](std::size_t node) {
      return sides_.giving_judge->accepts(*parsed.instance, node) == false;
    });
  });
  return values;
}

// Whether the value satisfies the keyword by itself; nullopt if that is not known here.
std::optional<bool> Implication::satisfies(const SchemaKeyword& wanted, const std::string& text) {
  const JsonValue value = json_of_text(text);
  if ((traits_of(wanted.kind).applies_to & mask_of(value.kind)) == 0) return true;
  const std::string limit = wanted.texts.empty() ? "0" : wanted.texts.front();
  switch (wanted.kind) {
    case KeywordKind::minimum:
      return compare_numbers(value.text, limit) >= 0;
    case KeywordKind::exclusive_minimum:
      return compare_numbers(value.text, limit) > 0;
    case KeywordKind::maximum:
      return compare_numbers(value.text, limit) <= 0;
    case KeywordKind::exclusive_maximum:
      return compare_numbers(value.text, limit) < 0;
    case KeywordKind::multiple_of:
      return is_multiple(value.text, limit);
    case KeywordKind::min_length:
      return code_points(value.text) >= wanted.bound;
    case KeywordKind::max_length:
      return code_points(value.text) <= wanted.bound;
    case KeywordKind::pattern: {
      const Pattern* pattern = patterns_.engine(wanted.names.front());
      if (pattern == nullptr) return std::nullopt;
      const Matched matched = pattern->matches(value.text);
      return matched == Matched::budget ? std::nullopt : std::optional(matched == Matched::yes);
    }
    default:
      return std::nullopt;
  }
}

void Implication::listed(const SchemaKeyword& wanted, const Given& given,
                         const std::vector<std::string>& values, const At& at, Found& found) {
  bool is_known = true;
  std::vector<std::string> refused;
  for (const std::string& text : values) {
    const std::optional<bool> is_accepted = satisfies(wanted, text);
    is_known = is_known && is_accepted.has_value();
    if (is_accepted == false) refused.push_back(text);
  }
  if (!refused.empty()) {
    gap(found, wanted, given, at, true, texts_in_words(refused));
    show(found, refused.front());
  } else if (!is_known) {
    gap(found, wanted, given, at, false, {});
  }
}

bool Implication::is_granted(const SchemaKeyword& wanted, const Given& given) const {
  const auto is_one_of = [&](const auto& grants) {
    const std::vector<const SchemaKeyword*> all = given.all(wanted.kind);
    return std::any_of(all.begin(), all.end(), [&](const SchemaKeyword* one) { return grants(*one); });
  };
  const auto number = [&] { return Decimal::read(wanted.texts.front()); };
  const auto is_within = [&](const std::optional<NumberLimit>& limit, bool is_low, bool is_exclusive) {
    if (!limit) return false;
    const int order = compare(limit->number, number()) * (is_low ? 1 : -1);
    return order > 0 || (order == 0 && (limit->is_exclusive || !is_exclusive));
  };
  const auto is_at_most = [&](KeywordKind maximum) {
    const std::optional<std::uint64_t> most = given.most(maximum);
    return most && *most <= wanted.bound;
  };
  switch (wanted.kind) {
    case KeywordKind::minimum:
    case KeywordKind::exclusive_minimum:
      return is_within(given.lowest(), true, wanted.kind == KeywordKind::exclusive_minimum);
    case KeywordKind::maximum:
    case KeywordKind::exclusive_maximum:
      return is_within(given.highest(), false, wanted.kind == KeywordKind::exclusive_maximum);
    case KeywordKind::multiple_of:
      return (given.is_only_integers() && is_multiple("1", wanted.texts.front())) ||
             is_one_of([&](const SchemaKeyword& one) {
               return is_multiple(one.texts.front(), wanted.texts.front());
             });
    case KeywordKind::max_length:
    case KeywordKind::max_items:
    case KeywordKind::max_properties:
      return is_at_most(wanted.kind);
    case KeywordKind::min_length:
    case KeywordKind::min_items:
    case KeywordKind::min_properties:
      return given.fewest(wanted.kind) >= wanted.bound;
    case KeywordKind::unique_items:
      return given.has(wanted.kind) || given.most(KeywordKind::max_items).value_or(2) <= 1;
    case KeywordKind::pattern:
    case KeywordKind::format:
      if (is_one_of([&](const SchemaKeyword& one) { return one.names == wanted.names; })) return true;
      if (wanted.names.front() == "int64" &&
          is_one_of([](const SchemaKeyword& one) { return one.names.front() == "int32"; }))
        return true;
      return wanted.names.front() == "double" &&
             is_one_of([](const SchemaKeyword& one) { return one.names.front() == "float"; });
    default:
      return false;
  }
}

void Implication::limit(const SchemaKeyword& wanted, const Given& given, const At& at, Found& found) {
  if (is_granted(wanted, given)) return;
  if (const std::optional<std::vector<std::string>> values = values_of(given))
    return listed(wanted, given, *values, at, found);
  // Whether a pattern or a format refuses anything is known only when a value shows it.
  const bool is_plain = wanted.kind != KeywordKind::pattern && wanted.kind != KeywordKind::format;
  gap(found, wanted, given, at, is_plain && !given.is_entangled(wanted.kind), {});
}

void Implication::required(const SchemaKeyword& wanted, const Given& given, const At& at, Found& found) {
  for (const std::string& name : wanted.names) {
    if (given.requires_member(name)) continue;
    gap(found, wanted, given, at, !given.is_entangled(wanted.kind), name);
    if (has_failed(found)) return;
  }
}

void Implication::dependents(const SchemaKeyword& wanted, const Given& given, const At& at, Found& found) {
  const std::vector<const SchemaKeyword*> known = given.all(KeywordKind::dependent_required);
  for (const auto& [member, needs] : wanted.dependents) {
    for (const std::string& need : needs) {
      const bool is_granted_here =
          given.requires_member(need) ||
          std::any_of(known.begin(), known.end(), [&, &on = member](const SchemaKeyword* one) {
            return std::any_of(one->dependents.begin(), one->dependents.end(), [&](const auto& dependent) {
              return dependent.first == on && has_name(dependent.second, need);
            });
          });
      if (!is_granted_here) gap(found, wanted, given, at, false, need);
    }
  }
}

void Implication::members(const SchemaKeyword& wanted, const Given& given, const At& at, Found& found) {
  Described described;
  for (const SchemaBranch& branch : wanted.branches) {
    member(wanted, branch, given, at, described, found);
    if (has_failed(found) || is_exhausted_) return;
  }
}

void Implication::member(const SchemaKeyword& wanted, const SchemaBranch& branch, const Given& given,
                         const At& at, Described& described, Found& found) {
  const Given::Member known = given.member(branch.name, patterns_);
  const Given inner = Given::of(sides_.giving, known.nodes);
  At below = at;
  below.where = pointer_append(at.where, branch.name);
  const bool is_unsent = Given::of(sides_.demanding, {branch.node}).is_unsent();
  const bool is_absent = known.nodes.empty() || inner.is_never() || inner.is_unsent();
  const auto tell = [&](const char* rule, Ungranted::Certainty certainty, const char* why) {
    if (attempts_ > 0 && certainty == Ungranted::Certainty::harmless) return;  // it fails no attempt
    gap(found, wanted, given, below, false, branch.name, why);
    Ungranted& told = found.back();
    told.keyword = rule;
    told.certainty = certainty;
    told.claim = kNoKeyword;
    told.demand.clear();
    told.demanding = wanted.place;
    told.demanding.pointer = pointer_append(told.demanding.pointer, branch.name);
    const std::vector<std::size_t>& keywords = sides_.demanding.nodes()[branch.node].keywords;
    if (!keywords.empty()) told.demanding.line = sides_.demanding.keywords()[keywords.front()].place->line;
  };
  if (!is_absent && is_unsent) {
    if (sides_.demanding_is_later)
      tell("member-unsent", Ungranted::Certainty::uncertain, "the later contract says that it is not sent");
    return;
  }
  if (!is_absent) return node(branch.node, inner, below, found);
  if (is_unsent) return;
  // A branch of an open choice may describe the member: then its absence here proves nothing.
  // If a keyword demands it of each branch, the branches beside the chosen one may describe it, too.
  const bool may_be_elsewhere = !given.choices().empty() || (splits_ > 0 && !given.chosen().empty());
  if (known.nodes.empty() && may_be_elsewhere) {
    if (!described) {
      const std::vector<std::string> names = given.members(true);
      described.emplace(names.begin(), names.end());
    }
    if (described->contains(branch.name)) return gap(found, wanted, given, below, false, branch.name);
  }
  if (!sides_.demanding_is_later)
    return tell("member-removed", Ungranted::Certainty::uncertain,
                known.nodes.empty() ? "the later contract says nothing of it any more"
                                    : "the later contract says that it is never there");
  tell("member-added", Ungranted::Certainty::harmless, "");
}

// Whether the keywords beside an additionalProperties describe a member of that name; for an
// unevaluatedProperties, also those of schemas that always apply with it.
bool Implication::covers(const SchemaKeyword& wanted, const Given& beside, const std::string& name) {
  if (wanted.kind != KeywordKind::additional_properties) return beside.member(name, patterns_).is_named;
  for (const std::size_t index : sides_.demanding.nodes()[wanted.node].keywords) {
    const SchemaKeyword& keyword = sides_.demanding.keywords()[index];
    if (keyword.kind == KeywordKind::properties && branch_named(sides_.demanding, keyword, name)) return true;
    if (keyword.kind != KeywordKind::pattern_properties) continue;
    count_steps(keyword.branches.size());
    for (const SchemaBranch& branch : keyword.branches) {
      const Pattern* pattern = patterns_.engine(branch.name);
      if (pattern == nullptr || pattern->matches(name) == Matched::yes) return true;
    }
  }
  return false;
}

void Implication::patterns(const SchemaKeyword& wanted, const Given& given, const At& at, Found& found) {
  for (const SchemaBranch& branch : wanted.branches) {
    if (says_nothing(sides_.demanding, branch.node)) continue;
    At below = at;
    below.where = at.where + "/{" + branch.name + "}";
    std::vector<std::size_t> nodes;
    for (const SchemaKeyword* other : given.all(KeywordKind::pattern_properties)) {
      for (const SchemaBranch& candidate : other->branches) {
        if (candidate.name == branch.name) nodes.push_back(candidate.node);
      }
    }
    const bool is_known = !nodes.empty();
    if (is_known) node(branch.node, Given::of(sides_.giving, std::move(nodes)), below, found);
    const Pattern* pattern = patterns_.engine(branch.name);
    for (const std::string& name : given.members(true)) {
      spend(0);
      if (is_exhausted_) return;
      if (pattern != nullptr && pattern->matches(name) == Matched::no) continue;
      At named = at;
      named.where = pointer_append(at.where, name);
      node(branch.node, Given::of(sides_.giving, given.member(name, patterns_).nodes), named, found);
    }
    if (is_known) continue;
    // Names of another pattern may match this one, too.
    for (const SchemaKeyword* other : given.all(KeywordKind::pattern_properties)) {
      At guess = below;
      guess.is_guessed = true;
      for (const SchemaBranch& one : other->branches)
        node(branch.node, Given::of(sides_.giving, {one.node}), guess, found);
    }
    const std::vector<std::size_t> rest = given.other_members();
    if (!rest.empty()) {
      node(branch.node, Given::of(sides_.giving, rest), below, found);
    } else {
      gap(found, wanted, given, below, false, branch.name);
    }
  }
}

void Implication::others(const SchemaKeyword& wanted, const Given& given, const At& at, Found& found) {
  const std::size_t branch = wanted.branches.front().node;
  if (says_nothing(sides_.demanding, branch)) return;
  if (wanted.kind == KeywordKind::unevaluated_properties &&
      Given::of(sides_.demanding, {wanted.node}).is_entangled(wanted.kind))
    return gap(found, wanted, given, at, false, {});
  const bool is_closed = allows_nothing(sides_.demanding, branch);
  const Given beside = wanted.kind == KeywordKind::additional_properties
                           ? Given::of(sides_.demanding, {})
                           : Given::of(sides_.demanding, {wanted.node});
  for (const std::string& name : given.members(true)) {
    if (covers(wanted, beside, name)) continue;
    spend(0);
    if (is_exhausted_) return;
    const Given::Member known = given.member(name, patterns_);
    const Given inner = Given::of(sides_.giving, known.nodes);
    if (inner.is_never() || inner.is_unsent()) continue;
    At below = at;
    below.where = pointer_append(at.where, name);
    if (!is_closed) {
      node(branch, inner, below, found);
    } else {
      gap(found, wanted, given, below, known.is_named && !given.is_entangled(wanted.kind), name);
      if (attempts_ == 0) found.back().demand = "it has no other members";
    }
    if (has_failed(found)) return;
  }
  At below = at;
  below.where = at.where + "/{name}";
  for (const SchemaKeyword* pattern : given.all(KeywordKind::pattern_properties)) {
    for (const SchemaBranch& one : pattern->branches) {
      const std::vector<std::size_t>& around = sides_.demanding.nodes()[wanted.node].keywords;
      const bool is_known = std::any_of(around.begin(), around.end(), [&](std::size_t index) {
        const SchemaKeyword& keyword = sides_.demanding.keywords()[index];
        return keyword.kind == KeywordKind::pattern_properties &&
               std::any_of(keyword.branches.begin(), keyword.branches.end(),
                           [&](const SchemaBranch& other) { return is_narrower(one.name, other.name); });
      });
      At guess = below;
      guess.is_guessed = true;  // whether the other patterns match all its names is not known
      if (!is_known) node(branch, Given::of(sides_.giving, {one.node}), guess, found);
    }
  }
  const std::vector<std::size_t> rest = given.other_members();
  if (!rest.empty() || !is_closed) return node(branch, Given::of(sides_.giving, rest), below, found);
  gap(found, wanted, given, at, !given.is_entangled(wanted.kind), {});
  if (attempts_ == 0) found.back().demand = "it has no other members";
}

void Implication::names(const SchemaKeyword& wanted, const Given& given, const At& at, Found& found) {
  const std::size_t demanded = wanted.branches.front().node;
  // Of a closed object, all names are known.
  if (const std::optional<std::vector<std::string>> closed = given.closed_members();
      given.most(KeywordKind::max_properties) == 0 ||
      (closed && sides_.demanding_judge != nullptr &&
       std::all_of(closed->begin(), closed->end(), [&](const std::string& name) {
         return sides_.demanding_judge->accepts(*parse_body(json_string(name)).instance, demanded) == true;
       })))
    return;
  std::vector<std::size_t> nodes;
  for (const SchemaKeyword* other : given.all(KeywordKind::property_names))
    nodes.push_back(other->branches.front().node);
  At below = at;
  below.where = at.where + "/{name}";
  below.is_guessed = at.is_guessed || !given.other_members().empty();  // then not every name occurs
  const Given named = Given::of(sides_.giving, std::move(nodes));
  node(demanded, named.limited_to(mask_of(ValueKind::string)), below, found);
}

void Implication::items(const SchemaKeyword& wanted, const Given& given, const At& at, Found& found) {
  const std::uint64_t most = given.most(KeywordKind::max_items).value_or(~std::uint64_t{0});
  const auto compare = [&](std::size_t branch, std::vector<std::size_t> nodes, const std::string& place) {
    At below = at;
    below.where = at.where + "/" + place;
    node(branch, Given::of(sides_.giving, std::move(nodes)), below, found);
  };
  if (wanted.kind == KeywordKind::prefix_items) {
    for (std::size_t i = 0; i < std::min<std::uint64_t>(wanted.branches.size(), most); ++i)
      compare(wanted.branches[i].node, given.item(i), std::to_string(i));
    return;
  }
  std::size_t first = 0;
  for (const std::size_t index : sides_.demanding.nodes()[wanted.node].keywords) {
    const SchemaKeyword& keyword = sides_.demanding.keywords()[index];
    if (keyword.kind == KeywordKind::prefix_items) first = keyword.branches.size();
  }
  std::size_t prefix = 0;
  for (const SchemaKeyword* keyword : given.all(KeywordKind::prefix_items))
    prefix = std::max(prefix, keyword->branches.size());
  const std::size_t branch = wanted.branches.front().node;
  for (std::size_t i = first; i < std::min<std::uint64_t>(prefix, most); ++i)
    compare(branch, given.item(i), std::to_string(i));
  if (most > std::max(first, prefix)) compare(branch, given.items_after(first), "*");
}

void Implication::contained(const SchemaKeyword& wanted, const Given& given, const At& at, Found& found) {
  for (const SchemaKeyword* other : given.all(wanted.kind)) {
    const bool is_stricter =
        wanted.kind == KeywordKind::contains ? other->bound >= wanted.bound : other->bound <= wanted.bound;
    if (is_stricter && sameness_.of(wanted.branches.front().node, other->branches.front().node)) return;
  }
  if (wanted.kind == KeywordKind::contains && wanted.bound == 0) return;
  gap(found, wanted, given, at, false, {});
}

// Kinds of value that different alternatives may accept.
std::vector<Given> Implication::cases_by_kind(const Given& given) const {
  std::vector<Given> cases;
  const KindMask accepted = given.kinds().accepted;
  for (const ValueKind kind : {ValueKind::null, ValueKind::boolean, ValueKind::number, ValueKind::string,
                               ValueKind::array, ValueKind::object}) {
    if ((accepted & mask_of(kind)) != 0) cases.push_back(given.limited_to(mask_of(kind)));
  }
  return cases;
}

// The branches of that choice of the giving schema that are the same as the node of the demanding one.
const std::vector<std::size_t>& Implication::branches_like(std::size_t choice, std::size_t node) {
  const auto [known, is_new] = alike_.try_emplace({choice, node});
  if (!is_new) return known->second;
  const std::vector<SchemaBranch>& branches = sides_.giving.keywords()[choice].branches;
  const auto [shapes, is_first] = shapes_.try_emplace(choice);
  for (std::size_t i = 0; is_first && i < branches.size(); ++i)
    shapes->second.emplace(sameness_.shape_of_right(branches[i].node), i);
  const auto [begin, end] = shapes->second.equal_range(sameness_.shape_of_left(node));
  for (auto one = begin; one != end; ++one) {
    if (sameness_.of(node, branches[one->second].node)) known->second.push_back(one->second);
  }
  return known->second;
}

const Implication::Likeness& Implication::likeness(const SchemaKeyword& wanted, std::size_t choice) {
  const auto [known, is_new] = likenesses_.try_emplace({index_of(wanted), choice});
  if (!is_new) return known->second;
  known->second.of_branch.resize(sides_.giving.keywords()[choice].branches.size());
  for (std::size_t i = 0; i < wanted.branches.size(); ++i) {
    const std::vector<std::size_t>& alike = branches_like(choice, wanted.branches[i].node);
    for (const std::size_t branch : alike) known->second.of_branch[branch].push_back(i);
    if (alike.empty()) known->second.unlike.push_back(i);
  }
  return known->second;
}

// The alternatives that a value of that case may match: the oneOf that it comes from excludes those that are
// the same as one of its other alternatives.
std::vector<std::size_t> Implication::open_to(const SchemaKeyword& wanted, const Given& one) {
  std::vector<std::size_t> open;
  const auto use = std::find_if(one.chosen().begin(), one.chosen().end(), [&](const SchemaUse& each) {
    return excludes_others(sides_.giving.keywords()[each.keyword]);
  });
  if (use == one.chosen().end()) {
    open.resize(wanted.branches.size());
    std::iota(open.begin(), open.end(), std::size_t{0});
    return open;
  }
  const Likeness& alike = likeness(wanted, use->keyword);
  open = alike.of_branch[use->branch];
  open.insert(open.end(), alike.unlike.begin(), alike.unlike.end());
  std::sort(open.begin(), open.end());
  std::erase_if(open, [&](std::size_t i) { return is_excluded(one, wanted.branches[i].node); });
  return open;
}

// Whether the oneOf that the value comes from excludes an alternative that is the same as the node.
bool Implication::is_excluded(const Given& one, std::size_t node) {
  return std::any_of(one.chosen().begin(), one.chosen().end(), [&](const SchemaUse& use) {
    if (!excludes_others(sides_.giving.keywords()[use.keyword])) return false;
    const std::vector<std::size_t>& alike = branches_like(use.keyword, node);
    return !alike.empty() && std::find(alike.begin(), alike.end(), use.branch) == alike.end();
  });
}

// What it costs to look at all that applies to the value.
std::size_t Implication::weight_of(const Given& given) const {
  std::size_t weight = given.nodes().size();
  for (const SchemaUse& use : given.chosen()) weight += sides_.giving.keywords()[use.keyword].branches.size();
  return weight;
}

// Whether a value of that case may match another alternative of a oneOf than the one that it matches.
bool Implication::is_exclusive(const SchemaKeyword& wanted, const Given& one, std::size_t taken) {
  if (wanted.kind != KeywordKind::one_of || wanted.discriminator) return true;
  for (const std::size_t i : open_to(wanted, one)) {
    if (i == taken) continue;
    spend(weight_of(one));
    if (is_exhausted_) return false;
    if (!are_disjoint(one, Given::of(sides_.demanding, {wanted.branches[i].node}), patterns_)) return false;
  }
  return true;
}

// Whether a value of that case, which matches the alternative, is also judged by it: a discriminator names
// the alternative, and no other one counts (OpenAPI 3.1.1 §4.8.25).
bool Implication::is_taken(const SchemaKeyword& wanted, const Given& one, std::size_t taken) {
  if (!wanted.discriminator) return true;
  const Discriminator& names = *wanted.discriminator;
  const auto leads_here = [&](const std::string& name) {
    const auto found = names.branches.find(name);
    return found != names.branches.end() ? found->second == taken : names.otherwise.value_or(taken) == taken;
  };
  const bool is_named_alike =
      std::any_of(one.chosen().begin(), one.chosen().end(), [&](const SchemaUse& use) {
        const SchemaKeyword& choice = sides_.giving.keywords()[use.keyword];
        if (!choice.discriminator || choice.discriminator->property != names.property) return false;
        const auto& known = choice.discriminator->branches;
        return std::all_of(known.begin(), known.end(), [&](const auto& named) {
          return named.second != use.branch || leads_here(named.first);
        });
      });
  if (is_named_alike) return true;
  const std::optional<std::vector<std::string>> values =
      Given::of(sides_.giving, one.member(names.property, patterns_).nodes).values();
  return values && std::all_of(values->begin(), values->end(), [&](const std::string& text) {
           const JsonValue value = json_of_text(text);
           return value.is_string() && leads_here(value.text);
         });
}

bool Implication::is_met(const SchemaKeyword& wanted, const Given& one) {
  if (one.is_never()) return true;
  // Mostly, the alternatives have the same order.
  const std::size_t first = one.chosen().empty() ? 0 : one.chosen().back().branch;
  std::vector<std::size_t> open = open_to(wanted, one);
  std::rotate(open.begin(), std::lower_bound(open.begin(), open.end(), first), open.end());
  for (const std::size_t i : open) {
    if (is_exhausted_) return false;
    if (implies(wanted.branches[i].node, one) && is_exclusive(wanted, one, i) && is_taken(wanted, one, i))
      return true;
  }
  return false;
}

void Implication::choice(const SchemaKeyword& wanted, const Given& given, const At& at, Found& found) {
  if (is_met(wanted, given)) return;
  const std::vector<Given> kinds = cases_by_kind(given);
  if (kinds.size() > 1 &&
      std::all_of(kinds.begin(), kinds.end(), [&](const Given& one) { return is_met(wanted, one); }))
    return;
  std::optional<std::size_t> best;
  std::vector<std::size_t> unmet;
  for (const std::size_t index : given.choices()) {
    std::vector<std::size_t> missing;
    const std::size_t branches = sides_.giving.keywords()[index].branches.size();
    for (std::size_t i = 0; i < branches; ++i) {
      if (!is_met(wanted, given.with_branch(index, i))) missing.push_back(i);
    }
    if (missing.empty()) return;
    if (!best || missing.size() < unmet.size()) {
      best = index;
      unmet = std::move(missing);
    }
  }
  if (attempts_ > 0) return gap(found, wanted, given, at, false, {});
  if (best) {
    for (const std::size_t branch : unmet)
      alternative(wanted, given.with_branch(*best, branch), {*best, branch}, at, found);
    return;
  }
  gap(found, wanted, given, at, false, {});
}

// Reports an alternative that no alternative of the demanding schema accepts: by what its counterpart
// refuses, if it has one.
void Implication::alternative(const SchemaKeyword& wanted, const Given& one, SchemaUse use, const At& at,
                              Found& found) {
  const SchemaKeyword& choice = sides_.giving.keywords()[use.keyword];
  const SchemaNode& taken = sides_.giving.nodes()[choice.branches[use.branch].node];
  std::optional<std::size_t> counterpart;
  for (std::size_t i = 0; i < wanted.branches.size(); ++i) {
    const SchemaNode& candidate = sides_.demanding.nodes()[wanted.branches[i].node];
    if (!taken.component.empty() && candidate.component == taken.component) counterpart = i;
  }
  if (!counterpart && taken.component.empty() && wanted.branches.size() == choice.branches.size())
    counterpart = use.branch;
  if (counterpart) {
    At guess = at;
    guess.is_guessed = true;
    if (at.claim == kNoKeyword && !is_selected(wanted, *counterpart)) guess.claim = index_of(wanted);
    const std::size_t before = found.size();
    node(wanted.branches[*counterpart].node, one, guess, found);
    if (found.size() > before) return;
    return gap(found, wanted, one, at, false, taken.component, "a value may match several alternatives");
  }
  const bool is_refused =
      std::all_of(wanted.branches.begin(), wanted.branches.end(), [&](const SchemaBranch& branch) {
        return are_disjoint(one, Given::of(sides_.demanding, {branch.node}), patterns_);
      });
  gap(found, wanted, one, at, is_refused,
      taken.component.empty() ? "alternative " + std::to_string(use.branch + 1) : taken.component);
}

bool Implication::is_same_keyword(const SchemaKeyword& wanted, const Given& given) {
  const std::vector<const SchemaKeyword*> all = given.all(wanted.kind);
  return std::any_of(all.begin(), all.end(), [&](const SchemaKeyword* other) {
    if (other->name != wanted.name || other->names != wanted.names ||
        other->branches.size() != wanted.branches.size())
      return false;
    for (std::size_t i = 0; i < wanted.branches.size(); ++i) {
      if (wanted.branches[i].name != other->branches[i].name ||
          !sameness_.of(wanted.branches[i].node, other->branches[i].node))
        return false;
    }
    return true;
  });
}

// Whether the other schema has the same keyword, which cannot be read either.
bool Implication::is_same_text(const SchemaKeyword& wanted, const Given& given) const {
  const std::vector<const SchemaKeyword*> all = given.all(KeywordKind::broken);
  return sides_.same_text && std::any_of(all.begin(), all.end(), [&](const SchemaKeyword* other) {
           return other->name == wanted.name && sides_.same_text(wanted.place, other->place);
         });
}

void Implication::same_or_unknown(const SchemaKeyword& wanted, const Given& given, const At& at,
                                  Found& found) {
  if (!is_same_keyword(wanted, given)) gap(found, wanted, given, at, false, {});
}

std::size_t Implication::index_of(const SchemaKeyword& keyword) const {
  return static_cast<std::size_t>(&keyword - sides_.demanding.keywords().data());
}

Place Implication::place_in(const Given& given, KeywordKind kind, const At& at) const {
  if (const SchemaKeyword* other = given.first(kind)) return other->place;
  return at.giving;
}

// Where the counterpart was guessed, a value there shows nothing: one of the whole is searched for.
void Implication::show(Found& found, const std::string& value) {
  if (found.back().certainty == Ungranted::Certainty::certain) found.back().value = value;
}

void Implication::gap(Found& found, const SchemaKeyword& wanted, const Given& given, const At& at,
                      bool is_certain, std::string detail, std::string why) {
  Ungranted made{.certainty = is_certain && !at.is_guessed && !is_exhausted_
                                  ? Ungranted::Certainty::certain
                                  : Ungranted::Certainty::uncertain,
                 .keyword = {},
                 .where = {},
                 .demand = {},
                 .detail = {},
                 .why = {},
                 .demanding = {},
                 .giving = {}};
  if (attempts_ == 0) {
    const std::size_t index = index_of(wanted);
    const auto claim = claims_.find(index);
    made.keyword = wanted.name;
    made.where = at.where;
    if (claim != claims_.end()) made.demand = claim->second;
    made.detail = std::move(detail);
    made.why = why.empty() ? "Avouch found no value that shows it, and cannot prove that there is none"
                           : std::move(why);
    made.demanding = wanted.place;
    made.giving = place_in(given, wanted.kind, at);
    made.claim = at.claim != kNoKeyword ? at.claim : (claim != claims_.end() ? index : kNoKeyword);
    if (wanted.kind == KeywordKind::broken) made.claim = kNoKeyword;  // no value can show it
  }
  found.push_back(std::move(made));
}

}  // namespace avouch
