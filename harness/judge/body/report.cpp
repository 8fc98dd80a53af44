// SPDX-License-Identifier: MIT
#include "judge/body/report.h"

#include <algorithm>
#include <limits>

#include "base/steps.h"
#include "base/text.h"
#include "contract/schema/words.h"
#include "judge/body/evaluation.h"
#include "judge/body/keyword.h"
#include "judge/format/format.h"

namespace avouch {
namespace {

// The expected value, and further details of the value for the sentence.
struct Wanted {
  std::string expected;
  std::string remark;
};

// The pointer alone is enough, except in a header: its name must appear in the sentence.
std::string where_text(const std::string& whole, const std::string& pointer) {
  if (pointer.empty()) return whole;
  return whole == kTheBody || whole == kTheValue ? shown(pointer) : whole + " " + shown(pointer);
}

// "body /a/b".
std::string place_text(std::string_view whole, const std::string& pointer) {
  constexpr std::string_view kArticle = "the ";
  if (whole.starts_with(kArticle)) whole.remove_prefix(kArticle.size());
  return pointer.empty() ? std::string(whole) : std::string(whole) + " " + shown(pointer);
}

// The text of a JSON string, or else the JSON text itself.
std::string plain(const std::string& text) {
  const ParsedBody parsed = parse_body(text);
  const Value value = parsed.instance->root();
  return value.kind() == ValueKind::string ? std::string(value.text()) : text;
}

constexpr std::size_t kListedValues = 8;

// All values where they are few, so that a reader need not look them up.
std::string enum_words(const std::vector<std::string>& texts) {
  if (texts.size() > kListedValues) return value_words(texts);
  std::string words;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) words += i + 1 == texts.size() ? " or " : ", ";
    words += shown(texts[i], 60);
  }
  return words;
}

// The documented value that the text was meant to be, if one is near; the case of letters does not count.
// Looks at the first few thousand values, and not at those whose length alone makes them too different:
// comparing takes the product of both lengths.
std::optional<std::string> nearest_value(const SchemaKeyword& keyword, const std::string& text,
                                         WorkBudget& budget) {
  constexpr std::size_t kMost = 4'000;
  constexpr std::size_t kCellsPerStep = 32;
  constexpr std::size_t kLongestJson = 2'000;  // of a text of 200 bytes, each escaped
  std::vector<std::string> candidates;
  std::vector<std::string> lower;
  for (std::size_t i = 0; i < std::min(kMost, keyword.texts.size()); ++i) {
    if (keyword.texts[i].size() > kLongestJson) continue;
    std::string candidate = plain(keyword.texts[i]);
    if (candidate.size() * 2 > text.size() * 3 || candidate.size() * 3 < text.size() * 2) continue;
    if (!budget.spend(1 + candidate.size() * text.size() / kCellsPerStep)) return std::nullopt;
    lower.push_back(ascii_lower(candidate));
    candidates.push_back(std::move(candidate));
  }
  const std::optional<std::string> near = nearest(ascii_lower(text), lower);
  if (!near) return std::nullopt;
  const auto at = std::find(lower.begin(), lower.end(), *near) - lower.begin();
  return candidates[static_cast<std::size_t>(at)];
}

Wanted wanted_of_enum(const SchemaKeyword& keyword, const Value& value, WorkBudget& budget) {
  Wanted wanted{.expected = enum_words(keyword.texts), .remark = {}};
  const bool lists_all = keyword.texts.size() <= kListedValues;
  constexpr std::size_t kLongest = 200;  // of nearest()
  const std::string word = value.kind() == ValueKind::string
                               ? std::string(value.text().substr(0, kLongest + 1))
                               : to_text(value, kLongest);
  const std::optional<std::string> near =
      word.size() > kLongest ? std::nullopt : nearest_value(keyword, word, budget);
  const bool differs_in_case =
      near && value.kind() == ValueKind::string && equals_ignoring_ascii_case(*near, value.text());
  if (!lists_all) {
    wanted.remark = "expected one of " + std::to_string(keyword.texts.size()) + " values";
    if (near) {
      wanted.expected += ", nearest " + in_quotes(*near);
      wanted.remark += ", nearest " + in_quotes(*near);
    }
    if (differs_in_case) wanted.remark += ", which differs in case only";
  } else if (differs_in_case) {
    wanted.remark = "expected " + wanted.expected + "; " + in_quotes(*near) + " differs in case only";
  } else if (near && value.kind() == ValueKind::string) {
    wanted.remark = "expected " + wanted.expected + "; nearest " + in_quotes(*near);
  }
  return wanted;
}

Wanted wanted_bound(const char* relation, const SchemaKeyword& keyword, std::size_t size,
                    const char* singular, const char* plural) {
  return {.expected = bound_words(relation, keyword.bound, singular, plural),
          .remark = "it has " + counted(size, singular, plural)};
}

Wanted wanted_members(const SchemaKeyword& keyword, const Value& value) {
  std::vector<std::string> missing;
  const auto collect = [&](const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      if (!value.find(name) && std::find(missing.begin(), missing.end(), name) == missing.end())
        missing.push_back(name);
    }
  };
  collect(keyword.names);
  for (const auto& [trigger, names] : keyword.dependents) {
    if (value.find(trigger)) collect(names);
  }
  const std::string listed = name_words(missing);
  return {.expected = (missing.size() == 1 ? "the member " : "the members ") + listed,
          .remark = listed + (missing.size() == 1 ? " is missing" : " are missing")};
}

Wanted wanted_unique(const Value& value, WorkBudget& budget) {
  const auto pair = equal_items(value, budget);
  if (!pair) return {.expected = "no item twice", .remark = {}};
  const std::string which = std::to_string(pair->first) + " and " + std::to_string(pair->second);
  return {.expected = "no item twice", .remark = "items " + which + " are equal"};
}

Wanted wanted_of(const SchemaKeyword& keyword, const Value& value, const std::string& detail,
                 WorkBudget& budget) {
  const auto number = [&](const char* relation) {
    return Wanted{.expected = relation + shown(keyword.texts.front(), 60), .remark = {}};
  };
  switch (keyword.kind) {
    case KeywordKind::never:
      return {.expected = "nothing here", .remark = "no value is allowed here"};
    case KeywordKind::type: {
      std::vector<std::string> types = keyword.names;
      std::replace(types.begin(), types.end(), std::string("written-integer"), std::string("integer"));
      return {.expected = type_words(types), .remark = {}};
    }
    case KeywordKind::enumeration:
      return wanted_of_enum(keyword, value, budget);
    case KeywordKind::constant:
      return {.expected = shown(keyword.texts.front(), 60), .remark = {}};
    case KeywordKind::multiple_of:
      return number("a multiple of ");
    case KeywordKind::maximum:
      return number("at most ");
    case KeywordKind::exclusive_maximum:
      return number("less than ");
    case KeywordKind::minimum:
      return number("at least ");
    case KeywordKind::exclusive_minimum:
      return number("more than ");
    case KeywordKind::max_length:
      return wanted_bound("at most", keyword, code_points(value.text()), "character", "characters");
    case KeywordKind::min_length:
      return wanted_bound("at least", keyword, code_points(value.text()), "character", "characters");
    case KeywordKind::max_items:
      return wanted_bound("at most", keyword, value.size(), "item", "items");
    case KeywordKind::min_items:
      return wanted_bound("at least", keyword, value.size(), "item", "items");
    case KeywordKind::max_properties:
      return wanted_bound("at most", keyword, value.size(), "member", "members");
    case KeywordKind::min_properties:
      return wanted_bound("at least", keyword, value.size(), "member", "members");
    case KeywordKind::pattern:
      return {.expected = "a match of " + shown(keyword.names.front()), .remark = {}};
    case KeywordKind::format:
      return {.expected = "format " + shown(keyword.names.front()),
              .remark = check_format(keyword.names.back(), value.text()).value_or("")};
    case KeywordKind::content:
      return {.expected = keyword.names[0].empty() ? keyword.names[1] : keyword.names[0],
              .remark = check_content(keyword.names[0], keyword.names[1], value.text()).value_or("")};
    case KeywordKind::unique_items:
      return wanted_unique(value, budget);
    case KeywordKind::required:
    case KeywordKind::dependent_required:
      return wanted_members(keyword, value);
    case KeywordKind::any_of:
      return {
          .expected = "at least one of " + counted(keyword.branches.size(), "alternative", "alternatives"),
          .remark = detail};
    case KeywordKind::one_of:
      return {.expected = "exactly one of " + counted(keyword.branches.size(), "alternative", "alternatives"),
              .remark = detail};
    case KeywordKind::negation:
      return {.expected = "a value that does not match the schema of `not`", .remark = {}};
    case KeywordKind::contains:
      return {.expected = bound_words("at least", keyword.bound, "item", "items") + " that match `contains`",
              .remark = detail};
    case KeywordKind::max_contains:
      return {.expected = bound_words("at most", keyword.bound, "item", "items") + " that match `contains`",
              .remark = detail};
    case KeywordKind::broken:
    case KeywordKind::reference:
    case KeywordKind::all_of:
    case KeywordKind::condition:
    case KeywordKind::dependent_schemas:
    case KeywordKind::properties:
    case KeywordKind::pattern_properties:
    case KeywordKind::additional_properties:
    case KeywordKind::property_names:
    case KeywordKind::prefix_items:
    case KeywordKind::items:
    case KeywordKind::unevaluated_items:
    case KeywordKind::unevaluated_properties:
      break;
  }
  return {};  // no claims; they never fail by themselves
}

}  // namespace

std::string seen_text(const Value& value) {
  if (value.kind() == ValueKind::string) return in_quotes(value.text());
  return shown(to_text(value, 4 * kShownLimit));
}

KeywordFailure describe_failure(const SchemaKeyword& keyword, const Value& value, const std::string& whole,
                                const std::string& pointer, const std::string& detail, WorkBudget& budget) {
  const Wanted wanted = wanted_of(keyword, value, detail, budget);
  KeywordFailure failure;
  failure.finding = {
      .where = place_text(whole, pointer), .seen = seen_text(value), .expected = wanted.expected};
  const bool says_it_all =
      keyword.kind == KeywordKind::required || keyword.kind == KeywordKind::dependent_required;
  if (says_it_all) {
    failure.finding.seen = wanted.remark;
    failure.reason = where_text(whole, pointer) + " lacks " + wanted.expected;
  } else {
    const bool is_listed = keyword.kind == KeywordKind::enumeration && !wanted.remark.empty();
    failure.reason = where_text(whole, pointer) + " is " + failure.finding.seen + "; ";
    if (is_listed)
      failure.reason += wanted.remark;
    else
      failure.reason +=
          "expected " + wanted.expected + (wanted.remark.empty() ? "" : " (" + wanted.remark + ")");
  }
  return failure;
}

std::optional<NearestBranch> nearest_branch(const BodyJudge::Program& program, const SchemaKeyword& keyword,
                                            const Value& value, const BodyPath* path, WorkBudget& budget) {
  constexpr std::size_t kStepsPerReason = 32;
  NearestBranch nearest;
  std::size_t least = std::numeric_limits<std::size_t>::max();
  if (!budget.spend(program.schema->keywords().size() / 4)) return std::nullopt;
  std::map<std::size_t, Verdict> verdicts;
  BodyEvaluation evaluation(program, budget, BodyEvaluation::Detail::first_reasons, &verdicts);
  // One that fails in a single place is as near as any.
  for (std::size_t i = 0; i < keyword.branches.size() && least > 1; ++i) {
    count_steps(1);
    evaluation.forget_failures();
    evaluation.run(keyword.branches[i].node, value, path);
    if (!budget.spend(verdicts.size() * kStepsPerReason)) return std::nullopt;
    std::size_t failures = 0;
    for (const auto& [failed, verdict] : verdicts) {
      failures += evaluation.counts()[failed].failures;
      // A value of another type is further away than any other fault.
      constexpr std::size_t kFar = 1'000;
      const bool is_type = program.keyword(failed).kind == KeywordKind::type ||
                           program.keyword(failed).kind == KeywordKind::never;
      if (is_type && program.keyword(failed).node == keyword.branches[i].node) failures += kFar;
    }
    if (failures < least) {
      least = failures;
      nearest = {.branch = i, .reason = verdicts.empty() ? "" : std::move(verdicts.begin()->second.reason)};
    }
  }
  return nearest;
}

}  // namespace avouch
