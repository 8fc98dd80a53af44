// SPDX-License-Identifier: MIT
#include "difference/given.h"

#include <algorithm>
#include <set>
#include <unordered_set>

#include "base/steps.h"
#include "contract/schema/names.h"
#include "difference/values.h"
#include "json/json_reader.h"
#include "json/number.h"

namespace avouch {
namespace {

const Decimal kOne = Decimal::of(1);

// An integer is also within the next integer.
NumberLimit of_integers(NumberLimit limit, bool is_low) {
  const std::optional<Decimal> whole =
      is_low ? multiple_above(limit.number, kOne) : multiple_below(limit.number, kOne);
  if (!whole) return limit;
  if (compare(*whole, limit.number) != 0 || !limit.is_exclusive) return {*whole, false};
  const std::optional<Decimal> next = is_low ? plus(*whole, kOne) : minus(*whole, kOne);
  return next ? NumberLimit{*next, false} : limit;
}

void tighten(std::optional<NumberLimit>& limit, const NumberLimit& other, bool is_low) {
  if (!limit) {
    limit = other;
    return;
  }
  const int order = compare(other.number, limit->number) * (is_low ? 1 : -1);
  if (order > 0 || (order == 0 && other.is_exclusive)) limit = other;
}

std::vector<std::string> common(const std::vector<std::string>& left, const std::vector<std::string>& right) {
  const ValueSet known(right);
  std::vector<std::string> both;
  for (const std::string& text : left) {
    if (known.has(text)) both.push_back(text);
  }
  return both;
}

constexpr KindMask kNumbers = mask_of(ValueKind::number);

}  // namespace

bool says_nothing(const Schema& schema, std::size_t node) {
  return schema.nodes()[node].keywords.empty();
}

bool allows_nothing(const Schema& schema, std::size_t node) {
  const std::vector<std::size_t>& keywords = schema.nodes()[node].keywords;
  return std::any_of(keywords.begin(), keywords.end(), [&](std::size_t index) {
    const SchemaKeyword& keyword = schema.keywords()[index];
    return keyword.kind == KeywordKind::never ||
           (keyword.kind == KeywordKind::negation && says_nothing(schema, keyword.branches.front().node));
  });
}

Given::Given(const Schema& schema, std::vector<std::size_t> nodes, KindMask mask,
             std::vector<SchemaUse> chosen)
    : schema_(&schema), nodes_(std::move(nodes)), mask_(mask), chosen_(std::move(chosen)) {
  std::unordered_set<std::size_t> known;
  std::size_t kept = 0;  // those before it are distinct, and looked into
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const std::size_t node = nodes_[i];
    if (!known.insert(node).second) continue;
    nodes_[kept++] = node;
    for (const std::size_t index : schema.nodes()[node].keywords) {
      const SchemaKeyword& keyword = schema.keywords()[index];
      if (!is_joined(keyword.kind)) continue;
      for (const SchemaBranch& branch : keyword.branches) nodes_.push_back(branch.node);
    }
  }
  nodes_.resize(kept);
  std::sort(nodes_.begin(), nodes_.end());
  count_steps(kept);
  kinds_.accepted = mask_;
  for (const std::size_t node : nodes_) kinds_.restrict(kinds_of_node(schema, node));
}

Given Given::of(const Schema& schema, std::vector<std::size_t> nodes) {
  return {schema, std::move(nodes), kEveryKind, {}};
}

Given Given::limited_to(KindMask kinds) const {
  return {*schema_, nodes_, static_cast<KindMask>(mask_ & kinds), chosen_};
}

Given Given::with_branch(std::size_t choice, std::size_t branch) const {
  std::vector<std::size_t> nodes = nodes_;
  nodes.push_back(schema_->keywords()[choice].branches[branch].node);
  std::vector<SchemaUse> chosen = chosen_;
  chosen.push_back({choice, branch});
  return {*schema_, std::move(nodes), mask_, std::move(chosen)};
}

std::vector<const SchemaKeyword*> Given::all(KeywordKind kind) const {
  std::vector<const SchemaKeyword*> found;
  each([&](const SchemaKeyword& keyword) {
    if (keyword.kind == kind) found.push_back(&keyword);
  });
  return found;
}

const SchemaKeyword* Given::first(KeywordKind kind) const {
  const std::vector<const SchemaKeyword*> found = all(kind);
  return found.empty() ? nullptr : found.front();
}

std::vector<std::size_t> Given::choices() const {
  std::vector<std::size_t> found;
  for (const std::size_t node : nodes_) {
    for (const std::size_t keyword : schema_->nodes()[node].keywords) {
      const bool is_open = std::none_of(chosen_.begin(), chosen_.end(),
                                        [&](const SchemaUse& use) { return use.keyword == keyword; });
      if (is_open && is_choice(schema_->keywords()[keyword].kind)) found.push_back(keyword);
    }
  }
  return found;
}

bool Given::is_only_integers() const {
  const Kinds& known = kinds();
  if (!known.has_fractions || (known.accepted & kNumbers) == 0) return true;
  bool is_whole = false;
  each([&](const SchemaKeyword& keyword) {
    if (keyword.kind == KeywordKind::multiple_of) is_whole |= is_integer_number(keyword.texts.front());
    if (keyword.kind != KeywordKind::enumeration && keyword.kind != KeywordKind::constant) return;
    is_whole |= std::all_of(keyword.texts.begin(), keyword.texts.end(), [](const std::string& text) {
      return !is_json_number(text) || is_integer_number(text);
    });
  });
  return is_whole;
}

// The accepted kinds without those whose limits exclude each other.
KindMask Given::possible_kinds() const {
  KindMask possible = kinds().accepted;
  const auto limit = [&](ValueKind kind, bool is_excluded) {
    if (is_excluded) possible = static_cast<KindMask>(possible & ~mask_of(kind));
  };
  const auto is_crossed = [&](KeywordKind minimum, KeywordKind maximum) {
    const std::optional<std::uint64_t> bound = most(maximum);
    return bound && fewest(minimum) > *bound;
  };
  limit(ValueKind::string, is_crossed(KeywordKind::min_length, KeywordKind::max_length));
  limit(ValueKind::array, is_crossed(KeywordKind::min_items, KeywordKind::max_items));
  limit(ValueKind::object, is_crossed(KeywordKind::min_properties, KeywordKind::max_properties));
  if ((possible & kNumbers) == 0) return possible;
  const std::optional<NumberLimit> low = lowest();
  const std::optional<NumberLimit> high = highest();
  if (!low || !high) return possible;
  const int order = compare(low->number, high->number);
  limit(ValueKind::number, order > 0 || (order == 0 && (low->is_exclusive || high->is_exclusive)));
  return possible;
}

// The integers between the limits, if they are few.
std::optional<std::vector<std::string>> Given::few_integers() const {
  constexpr std::int64_t kMostIntegers = 1'000;
  const std::optional<NumberLimit> low = lowest();
  const std::optional<NumberLimit> high = highest();
  if (!low || !high || low->is_exclusive || high->is_exclusive || !is_only_integers()) return std::nullopt;
  const std::optional<std::int64_t> first = small_integer(to_text(low->number));
  const std::optional<std::int64_t> last = small_integer(to_text(high->number));
  constexpr std::int64_t kFarthest = 1'000'000'000'000'000;
  if (!first || !last || *first < -kFarthest || *last > kFarthest || *last - *first >= kMostIntegers)
    return std::nullopt;
  std::vector<std::string> texts;
  for (std::int64_t i = *first; i <= *last; ++i) texts.push_back(std::to_string(i));
  return texts;
}

bool Given::is_never() const {
  return possible_kinds() == 0 || std::any_of(nodes_.begin(), nodes_.end(), [&](std::size_t node) {
           return allows_nothing(*schema_, node);
         });
}

bool Given::is_unsent() const {
  return std::any_of(nodes_.begin(), nodes_.end(),
                     [&](std::size_t node) { return schema_->nodes()[node].is_unsent; });
}

std::optional<std::vector<std::string>> Given::values(std::vector<std::size_t> tried) const {
  std::optional<std::vector<std::string>> known;
  each([&](const SchemaKeyword& keyword) {
    if (keyword.kind != KeywordKind::enumeration && keyword.kind != KeywordKind::constant) return;
    known = known ? common(*known, keyword.texts) : keyword.texts;
  });
  const KindMask accepted = kinds().accepted;
  if (!known) {
    // A choice inside a branch may list the values. One beside it is tried by itself.
    std::vector<std::size_t> open = choices();
    std::erase_if(open, [&](std::size_t choice) {
      return std::find(tried.begin(), tried.end(), choice) != tried.end();
    });
    tried.insert(tried.end(), open.begin(), open.end());
    for (const std::size_t choice : open) {
      std::vector<std::string> together;
      bool is_finite = true;
      const std::size_t branches = schema_->keywords()[choice].branches.size();
      for (std::size_t i = 0; is_finite && i < branches; ++i) {
        const std::optional<std::vector<std::string>> one = with_branch(choice, i).values(tried);
        is_finite = one.has_value();
        if (one) together.insert(together.end(), one->begin(), one->end());
      }
      if (is_finite) return together;
    }
    constexpr KindMask kFew = mask_of(ValueKind::null) | mask_of(ValueKind::boolean);
    if ((accepted & ~kFew & ~kNumbers) != 0) return std::nullopt;
    known = std::vector<std::string>{"null", "true", "false"};
    if ((accepted & kNumbers) != 0) {
      const std::optional<std::vector<std::string>> integers = few_integers();
      if (!integers) return std::nullopt;
      known->insert(known->end(), integers->begin(), integers->end());
    }
  }
  std::erase_if(*known,
                [&](const std::string& text) { return (mask_of(json_of_text(text).kind) & accepted) == 0; });
  return known;
}

std::optional<NumberLimit> Given::lowest() const {
  std::optional<NumberLimit> limit;
  each([&](const SchemaKeyword& keyword) {
    if (keyword.kind == KeywordKind::minimum || keyword.kind == KeywordKind::exclusive_minimum)
      tighten(limit, {Decimal::read(keyword.texts.front()), keyword.kind == KeywordKind::exclusive_minimum},
              true);
    if (keyword.kind == KeywordKind::format && keyword.names.front() == "int32")
      tighten(limit, {Decimal::read("-2147483648"), false}, true);
    if (keyword.kind == KeywordKind::format && keyword.names.front() == "int64")
      tighten(limit, {Decimal::read("-9223372036854775808"), false}, true);
  });
  return limit && is_only_integers() ? of_integers(*limit, true) : limit;
}

std::optional<NumberLimit> Given::highest() const {
  std::optional<NumberLimit> limit;
  each([&](const SchemaKeyword& keyword) {
    if (keyword.kind == KeywordKind::maximum || keyword.kind == KeywordKind::exclusive_maximum)
      tighten(limit, {Decimal::read(keyword.texts.front()), keyword.kind == KeywordKind::exclusive_maximum},
              false);
    if (keyword.kind == KeywordKind::format && keyword.names.front() == "int32")
      tighten(limit, {Decimal::read("2147483647"), false}, false);
    if (keyword.kind == KeywordKind::format && keyword.names.front() == "int64")
      tighten(limit, {Decimal::read("9223372036854775807"), false}, false);
  });
  return limit && is_only_integers() ? of_integers(*limit, false) : limit;
}

std::optional<std::uint64_t> Given::most(KeywordKind maximum) const {
  std::optional<std::uint64_t> most;
  each([&](const SchemaKeyword& keyword) {
    if (keyword.kind == maximum) most = std::min(most.value_or(keyword.bound), keyword.bound);
  });
  std::optional<std::uint64_t> implied;
  if (maximum == KeywordKind::max_items) implied = most_distinct_items();
  if (maximum == KeywordKind::max_properties) {
    if (const std::optional<std::vector<std::string>> names = closed_members()) implied = names->size();
  }
  return implied ? std::min(most.value_or(*implied), *implied) : most;
}

// How many items an array may have because no two are equal and their values are finitely many, or because
// none is allowed.
std::optional<std::uint64_t> Given::most_distinct_items() const {
  if (has(KeywordKind::prefix_items)) return std::nullopt;
  std::vector<std::size_t> nodes = items_after(0);
  if (nodes.empty()) return std::nullopt;
  if (std::any_of(nodes.begin(), nodes.end(),
                  [&](std::size_t node) { return allows_nothing(*schema_, node); }))
    return 0;
  if (!has(KeywordKind::unique_items)) return std::nullopt;
  const std::optional<std::vector<std::string>> values = of(*schema_, std::move(nodes)).values();
  if (!values) return std::nullopt;
  return ValueSet(*values).size();
}

// A schema closes the object for the names that it has itself (2020-12 Core §10.3.2.3).
std::optional<std::vector<std::string>> Given::closed_members() const {
  std::optional<std::vector<std::string>> fewest;
  for (const std::size_t node : nodes_) {
    std::vector<std::string> names;
    bool is_closed = false;
    bool has_patterns = false;
    for (const std::size_t index : schema_->nodes()[node].keywords) {
      const SchemaKeyword& keyword = schema_->keywords()[index];
      if (keyword.kind == KeywordKind::additional_properties)
        is_closed = allows_nothing(*schema_, keyword.branches.front().node);
      has_patterns = has_patterns || keyword.kind == KeywordKind::pattern_properties;
      if (keyword.kind != KeywordKind::properties) continue;
      for (const SchemaBranch& branch : keyword.branches) {
        if (!allows_nothing(*schema_, branch.node)) names.push_back(branch.name);
      }
    }
    if (is_closed && !has_patterns && (!fewest || names.size() < fewest->size())) fewest = std::move(names);
  }
  return fewest;
}

std::uint64_t Given::fewest(KeywordKind minimum) const {
  std::uint64_t fewest = 0;
  each([&](const SchemaKeyword& keyword) {
    if (keyword.kind == minimum) fewest = std::max(fewest, keyword.bound);
    if (keyword.kind == KeywordKind::required && minimum == KeywordKind::min_properties)
      fewest = std::max<std::uint64_t>(fewest, keyword.names.size());
  });
  return fewest;
}

bool Given::requires_member(std::string_view name) const {
  bool is_required = false;
  each([&](const SchemaKeyword& keyword) {
    is_required =
        is_required || (keyword.kind == KeywordKind::required && lists_name(*schema_, keyword, name));
  });
  if (is_required) return true;
  // If there must be as many members as there can be, each of them is there.
  const std::optional<std::vector<std::string>> names = closed_members();
  return names && std::find(names->begin(), names->end(), name) != names->end() &&
         fewest(KeywordKind::min_properties) >= names->size();
}

Given::Member Given::member(const std::string& name, PatternShelf& patterns) const {
  Member member;
  for (const std::size_t node : nodes_) {
    bool is_named = false;
    const SchemaKeyword* additional = nullptr;
    for (const std::size_t index : schema_->nodes()[node].keywords) {
      const SchemaKeyword& keyword = schema_->keywords()[index];
      if (keyword.kind == KeywordKind::additional_properties) additional = &keyword;
      if (keyword.kind == KeywordKind::properties) {
        const std::optional<std::size_t> branch = branch_named(*schema_, keyword, name);
        if (branch) member.nodes.push_back(keyword.branches[*branch].node);
        is_named |= branch.has_value();
      }
      if (keyword.kind != KeywordKind::pattern_properties) continue;
      count_steps(keyword.branches.size());
      for (const SchemaBranch& branch : keyword.branches) {
        const Pattern* pattern = patterns.engine(branch.name);
        if (pattern == nullptr || pattern->matches(name) != Matched::yes) continue;
        member.nodes.push_back(branch.node);
        is_named = true;
      }
    }
    member.is_named |= is_named;
    if (!is_named && additional != nullptr) member.nodes.push_back(additional->branches.front().node);
  }
  return member;
}

std::vector<std::string> Given::members(bool with_choices) const {
  std::vector<std::string> names;
  std::unordered_set<std::string> known;
  std::set<std::size_t> seen;
  std::vector<std::size_t> open(nodes_.rbegin(), nodes_.rend());
  while (!open.empty()) {
    const std::size_t node = open.back();
    open.pop_back();
    if (!seen.insert(node).second) continue;
    count_steps(1);
    for (const std::size_t index : schema_->nodes()[node].keywords) {
      const SchemaKeyword& keyword = schema_->keywords()[index];
      count_steps(keyword.branches.size());
      for (const SchemaBranch& branch : keyword.branches) {
        if (keyword.kind == KeywordKind::properties && known.insert(branch.name).second)
          names.push_back(branch.name);
        if (with_choices && (is_joined(keyword.kind) || is_choice(keyword.kind))) open.push_back(branch.node);
      }
    }
  }
  return names;
}

std::vector<std::size_t> Given::other_members() const {
  std::vector<std::size_t> found;
  for (const KeywordKind kind : {KeywordKind::additional_properties, KeywordKind::unevaluated_properties}) {
    // What a choice or a condition evaluates is not known here.
    if (kind == KeywordKind::unevaluated_properties && is_entangled(kind)) continue;
    for (const SchemaKeyword* keyword : all(kind)) found.push_back(keyword->branches.front().node);
  }
  return found;
}

std::vector<std::size_t> Given::item(std::size_t index) const {
  std::vector<std::size_t> found;
  for (const std::size_t node : nodes_) {
    std::size_t prefix = 0;
    const SchemaKeyword* items = nullptr;
    for (const std::size_t at : schema_->nodes()[node].keywords) {
      const SchemaKeyword& keyword = schema_->keywords()[at];
      if (keyword.kind == KeywordKind::items) items = &keyword;
      if (keyword.kind != KeywordKind::prefix_items) continue;
      prefix = keyword.branches.size();
      if (index < prefix) found.push_back(keyword.branches[index].node);
    }
    if (items != nullptr && index >= prefix) found.push_back(items->branches.front().node);
  }
  return found;
}

std::vector<std::size_t> Given::items_after(std::size_t count) const {
  std::size_t longest = count;
  for (const SchemaKeyword* prefix : all(KeywordKind::prefix_items))
    longest = std::max(longest, prefix->branches.size());
  return item(longest);
}

bool Given::is_entangled(KeywordKind kind) const {
  bool found = false;
  const auto limits = [](KeywordKind demanded, KeywordKind other) {
    switch (other) {
      case KeywordKind::any_of:
      case KeywordKind::one_of:
      case KeywordKind::negation:
      case KeywordKind::condition:
      case KeywordKind::dependent_schemas:
      case KeywordKind::content:
      case KeywordKind::broken:
        return true;
      case KeywordKind::pattern:
      case KeywordKind::format:
        return traits_of(demanded).applies_to == mask_of(ValueKind::string) ||
               demanded == KeywordKind::format || traits_of(demanded).applies_to == kNumbers;
      case KeywordKind::max_length:
      case KeywordKind::min_length:
        return demanded == KeywordKind::pattern || demanded == KeywordKind::format;
      case KeywordKind::multiple_of:
        return traits_of(demanded).applies_to == kNumbers;
      case KeywordKind::contains:
        return traits_of(demanded).applies_to == mask_of(ValueKind::array) ||
               demanded == KeywordKind::type;  // perhaps no array satisfies it
      case KeywordKind::max_contains:
      case KeywordKind::prefix_items:
      case KeywordKind::unevaluated_items:
        return traits_of(demanded).applies_to == mask_of(ValueKind::array);
      case KeywordKind::dependent_required:
      case KeywordKind::property_names:
      case KeywordKind::unevaluated_properties:
        return traits_of(demanded).applies_to == mask_of(ValueKind::object) &&
               demanded != KeywordKind::unevaluated_properties;
      default:
        return false;
    }
  };
  each([&](const SchemaKeyword& keyword) { found |= limits(kind, keyword.kind); });
  return found;
}

bool are_disjoint(const Given& left, const Given& right, PatternShelf& patterns) {
  const KindMask kinds = left.kinds().accepted & right.kinds().accepted;
  if (kinds == 0) return true;
  const auto differ = [](const Given& one, const Given& other) {
    const auto values = one.values();
    const auto others = other.values();
    return values && others && common(*values, *others).empty();
  };
  if (differ(left, right)) return true;
  if (kinds != mask_of(ValueKind::object)) return false;
  const std::vector<std::string> names = left.members(false);
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    if (!left.requires_member(name) && !right.requires_member(name)) return false;
    return differ(Given::of(left.schema(), left.member(name, patterns).nodes),
                  Given::of(right.schema(), right.member(name, patterns).nodes));
  });
}

}  // namespace avouch
