// SPDX-License-Identifier: MIT
#include "generate/maker/vacuous.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "generate/maker/covered.h"
#include "generate/maker/goal.h"
#include "generate/text/format_text.h"
#include "json/number.h"

namespace avouch {
namespace {

bool has(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

const SchemaKeyword* beside(const Schema& schema, const SchemaKeyword& keyword, KeywordKind kind) {
  for (const std::size_t index : schema.nodes()[keyword.node].keywords) {
    if (schema.keywords()[index].kind == kind) return &schema.keywords()[index];
  }
  return nullptr;
}

// `asked`: nodes that are asked already. A recursive schema leads back to them; then they decide nothing.
bool allows_everything(const Schema& schema, std::size_t node, std::set<std::size_t>& asked) {
  if (!asked.insert(node).second) return true;
  const std::vector<std::size_t>& keywords = schema.nodes()[node].keywords;
  return std::all_of(keywords.begin(), keywords.end(), [&](std::size_t index) {
    const SchemaKeyword& keyword = schema.keywords()[index];
    const bool is_and = keyword.kind == KeywordKind::reference || keyword.kind == KeywordKind::all_of ||
                        keyword.kind == KeywordKind::properties || keyword.kind == KeywordKind::items ||
                        keyword.kind == KeywordKind::additional_properties;
    return is_and &&
           std::all_of(keyword.branches.begin(), keyword.branches.end(), [&](const SchemaBranch& branch) {
             return allows_everything(schema, branch.node, asked);
           });
  });
}

// An alternative that allows everything, beside the one that leads to the keyword; nullopt if one way to it
// has none. A value of any kind then satisfies the anyOf.
std::optional<std::string> open_beside(const Schema& schema, std::size_t node) {
  std::optional<std::string> said;
  for (const std::vector<SchemaStep>& way : ways_to(schema, node)) {
    std::optional<std::string> beside;
    for (const SchemaStep& step : way) {
      const SchemaKeyword& above = schema.keywords()[step.keyword];
      if (above.kind != KeywordKind::any_of || is_selected(above, step.branch)) continue;
      for (std::size_t i = 0; i < above.branches.size(); ++i) {
        std::set<std::size_t> asked;
        if (i != step.branch && allows_everything(schema, above.branches[i].node, asked))
          beside = "alternative " + std::to_string(i + 1) + " of anyOf allows everything";
      }
    }
    if (!beside) return std::nullopt;
    said = beside;
  }
  return said;
}

// An alternative that accepts what breaks the keyword, beside the one that leads to it; nullopt if one way to
// it has none.
std::optional<std::string> covered_beside(const Schema& schema, std::size_t index) {
  std::optional<std::string> said;
  for (const std::vector<SchemaStep>& way : ways_to(schema, schema.keywords()[index].node)) {
    std::optional<std::string> beside;
    for (const SchemaStep& step : way) {
      const SchemaKeyword& above = schema.keywords()[step.keyword];
      if (!is_choice(above.kind) || is_selected(above, step.branch)) continue;
      for (std::size_t i = 0; i < above.branches.size() && !beside; ++i) {
        const Cover cover{
            .wide = above.branches[i].node, .narrow = above.branches[step.branch].node, .broken = index};
        if (i != step.branch && covers(schema, cover))
          beside =
              "alternative " + std::to_string(i + 1) + " of " + above.name + " accepts whatever breaks it";
      }
    }
    if (!beside) return std::nullopt;
    said = beside;
  }
  return said;
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
    if (name == "null") return has(values.texts, "null");
    if (name == "boolean") return has(values.texts, "true") && has(values.texts, "false");
    return false;
  });
}

}  // namespace

std::optional<std::string> vacuous(const Schema& schema, std::size_t index, PatternShelf& patterns) {
  const SchemaKeyword& keyword = schema.keywords()[index];
  if (std::optional<std::string> why = open_beside(schema, keyword.node)) return why;
  if (std::optional<std::string> why = covered_beside(schema, index)) return why;
  if (std::optional<std::string> why = impossible_everywhere(schema, keyword.node)) return why;
  switch (keyword.kind) {
    case KeywordKind::type: {
      const bool has_all = has(keyword.names, "null") && has(keyword.names, "boolean") &&
                           has(keyword.names, "number") && has(keyword.names, "string") &&
                           has(keyword.names, "array") && has(keyword.names, "object");
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
      for (std::size_t i = 0; i < keyword.branches.size(); ++i) {
        std::set<std::size_t> asked;
        if (allows_everything(schema, keyword.branches[i].node, asked))
          return "alternative " + std::to_string(i + 1) + " allows everything";
      }
      break;
    case KeywordKind::enumeration:
    case KeywordKind::constant:
      if (const SchemaKeyword* type = beside(schema, keyword, KeywordKind::type);
          type != nullptr && is_all_of_type(*type, keyword))
        return "the type leaves no other value";
      break;
    case KeywordKind::multiple_of:
      if (const SchemaKeyword* type = beside(schema, keyword, KeywordKind::type);
          type != nullptr && !has(type->names, "number") && is_multiple("1", keyword.texts.front()))
        return "every whole number is a multiple of " + shown(keyword.texts.front());
      break;
    default:
      break;
  }
  return std::nullopt;
}

}  // namespace avouch
