// SPDX-License-Identifier: MIT
#include "generate/maker/vacuous.h"

#include <algorithm>

#include "base/text.h"
#include "contract/schema/cover.h"
#include "generate/maker/goal.h"
#include "generate/maker/impossible.h"
#include "generate/text/format_text.h"
#include "json/number.h"
#include "json/value_kind.h"
#include "judge/format/format.h"

namespace avouch {
namespace {

bool lists(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

const SchemaKeyword* beside(const Schema& schema, const SchemaKeyword& keyword, KeywordKind kind) {
  for (const std::size_t index : schema.nodes()[keyword.node].keywords) {
    if (schema.keywords()[index].kind == kind) return &schema.keywords()[index];
  }
  return nullptr;
}

// An alternative that allows everything, beside the one that leads to the keyword; nullopt if one way to it
// has none. A value of any kind then satisfies the anyOf.
std::optional<std::string> open_beside(const Schema& schema, std::size_t node, Rivals& rivals) {
  std::optional<std::string> said;
  for (const std::vector<SchemaStep>& way : ways_to(schema, node)) {
    std::optional<std::string> beside;
    for (const SchemaStep& step : way) {
      const SchemaKeyword& above = schema.keywords()[step.keyword];
      if (above.kind != KeywordKind::any_of || is_selected(above, step.branch)) continue;
      for (const std::size_t i : rivals.open(step.keyword)) {
        if (i != step.branch) beside = "alternative " + std::to_string(i + 1) + " of anyOf allows everything";
      }
    }
    if (!beside) return std::nullopt;
    said = beside;
  }
  return said;
}

// An alternative that accepts what breaks the keyword, beside the one that leads to it; nullopt if one way to
// it has none.
std::optional<std::string> covered_beside(const Schema& schema, std::size_t index, Rivals& rivals) {
  std::optional<std::string> said;
  for (const std::vector<SchemaStep>& way : ways_to(schema, schema.keywords()[index].node)) {
    std::optional<std::string> beside;
    for (const SchemaStep& step : way) {
      const SchemaKeyword& above = schema.keywords()[step.keyword];
      if (!is_choice(above.kind) || is_selected(above, step.branch)) continue;
      const std::size_t narrow = above.branches[step.branch].node;
      for (const std::size_t i : rivals.of(step.keyword, narrow, index)) {
        const Cover cover{.wide = above.branches[i].node, .narrow = narrow, .broken = index};
        if (i == step.branch || !covers(schema, cover)) continue;
        beside = "alternative " + std::to_string(i + 1) + " of " + above.name + " accepts whatever breaks it";
        break;
      }
    }
    if (!beside) return std::nullopt;
    said = beside;
  }
  return said;
}

// Whether numbers of the format may have fractions, so that only their size matters.
bool has_fractions(std::string_view format) {
  return format == "float" || format == "double";
}

// Why no value may stand where the keyword applies; nullopt if one may on some way.
std::optional<std::string> impossible_everywhere(const Schema& schema, std::size_t node) {
  std::optional<std::string> said;
  for (const std::vector<SchemaStep>& way : ways_to(schema, node)) {
    std::optional<std::string> why = impossible_there(schema, way);
    if (!why) return std::nullopt;
    said = std::move(why);
  }
  return said;
}

// A type beside an enum whose values are all that there are of the type.
bool is_all_of_type(const SchemaKeyword& type, const SchemaKeyword& values) {
  return std::all_of(type.names.begin(), type.names.end(), [&](const std::string& name) {
    if (name == "null") return lists(values.texts, "null");
    if (name == "boolean") return lists(values.texts, "true") && lists(values.texts, "false");
    return false;
  });
}

// Why each way to the node leads through an alternative of oneOf that no value matches alone; nullopt if one
// does not.
std::optional<std::string> dead_on_the_way(const Schema& schema, std::size_t node, Rivals& rivals) {
  std::optional<std::string> said;
  for (const std::vector<SchemaStep>& way : ways_to(schema, node)) {
    std::optional<std::string> dead;
    for (const SchemaStep& step : way) {
      const SchemaKeyword& above = schema.keywords()[step.keyword];
      if (dead || above.kind != KeywordKind::one_of || is_selected(above, step.branch)) continue;
      if (const std::optional<std::size_t> wide = rivals.covering(step.keyword, step.branch)) {
        dead = "no value matches alternative " + std::to_string(step.branch + 1) +
               " of oneOf alone: alternative " + std::to_string(*wide + 1) + " accepts whatever it accepts";
      }
    }
    if (!dead) return std::nullopt;
    said = dead;
  }
  return said;
}

// Why the bounds beside the format of a number leave only numbers of that format; nullopt if they do not.
std::optional<std::string> bounded_format(const Schema& schema, const SchemaKeyword& keyword) {
  if (keyword.kind != KeywordKind::format) return std::nullopt;
  const SchemaKeyword* type = beside(schema, keyword, KeywordKind::type);
  const std::optional<KindMask> kinds = format_kinds(keyword.names.back());
  if (type == nullptr || !kinds || (kinds_of_types(type->names) & *kinds) != mask_of(ValueKind::number))
    return std::nullopt;
  const bool is_whole = !lists(type->names, "number");
  const auto bounds_it = [&](KeywordKind inclusive, KeywordKind exclusive) {
    for (const KeywordKind kind : {inclusive, exclusive}) {
      const SchemaKeyword* bound = beside(schema, keyword, kind);
      if (bound == nullptr) continue;
      const std::string& number = bound->texts.front();
      if ((is_whole || has_fractions(keyword.names.back())) && !check_format(keyword.names.back(), number))
        return true;
    }
    return false;
  };
  if (!bounds_it(KeywordKind::minimum, KeywordKind::exclusive_minimum) ||
      !bounds_it(KeywordKind::maximum, KeywordKind::exclusive_maximum))
    return std::nullopt;
  return "the bounds beside it leave only numbers of format " + shown(keyword.names.front());
}

}  // namespace

std::optional<std::string> vacuous(const Schema& schema, std::size_t index, PatternShelf& patterns,
                                   Rivals& rivals) {
  const SchemaKeyword& keyword = schema.keywords()[index];
  if (std::optional<std::string> why = open_beside(schema, keyword.node, rivals)) return why;
  if (std::optional<std::string> why = covered_beside(schema, index, rivals)) return why;
  if (std::optional<std::string> why = impossible_everywhere(schema, keyword.node)) return why;
  switch (keyword.kind) {
    case KeywordKind::type: {
      const bool has_all = lists(keyword.names, "null") && lists(keyword.names, "boolean") &&
                           lists(keyword.names, "number") && lists(keyword.names, "string") &&
                           lists(keyword.names, "array") && lists(keyword.names, "object");
      if (has_all) return "every type is allowed";
      break;
    }
    case KeywordKind::min_length:
    case KeywordKind::min_items:
    case KeywordKind::min_properties:
      if (keyword.bound == 0) return "nothing has less than 0";
      break;
    case KeywordKind::pattern: {
      const PatternTexts* texts = patterns.texts(keyword.names.front());
      if (texts != nullptr && texts->tree().is_always_met) return "the pattern matches every text";
      break;
    }
    case KeywordKind::format:
      if (format_faults(keyword.names.back()).empty() && !format_texts(keyword.names.back()).empty())
        return "every text is of format " + shown(keyword.names.front());
      break;
    case KeywordKind::any_of:
      if (const std::vector<std::size_t>& open = rivals.open(index); !open.empty())
        return "alternative " + std::to_string(open.front() + 1) + " allows everything";
      break;
    case KeywordKind::enumeration:
    case KeywordKind::constant:
      if (const SchemaKeyword* type = beside(schema, keyword, KeywordKind::type);
          type != nullptr && is_all_of_type(*type, keyword))
        return "the type leaves no other value";
      break;
    case KeywordKind::multiple_of:
      if (const SchemaKeyword* type = beside(schema, keyword, KeywordKind::type);
          type != nullptr && !lists(type->names, "number") && is_multiple("1", keyword.texts.front()))
        return "every whole number is a multiple of " + shown(keyword.texts.front());
      break;
    default:
      break;
  }
  return std::nullopt;
}

std::optional<std::string> vacuous_in_alternative(const Schema& schema, std::size_t index, Rivals& rivals) {
  const SchemaKeyword& keyword = schema.keywords()[index];
  if (std::optional<std::string> why = dead_on_the_way(schema, keyword.node, rivals)) return why;
  return bounded_format(schema, keyword);
}

}  // namespace avouch
