// SPDX-License-Identifier: MIT
// Why a claim was never exercised: the first thing that was missing on the way to what it speaks of.
#include "base/text.h"
#include "judge/body/report.h"

namespace avouch {
namespace {

std::string kind_words(KindMask kinds) {
  std::string words;
  for (const ValueKind kind : {ValueKind::null, ValueKind::boolean, ValueKind::number, ValueKind::string,
                               ValueKind::array, ValueKind::object}) {
    if ((kinds & mask_of(kind)) == 0) continue;
    words += (words.empty() ? "" : " or ") + std::string(to_string(kind));
  }
  return words;
}

std::string label_is(const std::string& label, KindMask kinds) {
  return label + " is " + kind_words(kinds);
}

// Why `parent`, which was seen, led to no value for a branch of its keyword.
std::string missing_branch(const SchemaNode& parent, KindMask seen, const SchemaKeyword& keyword,
                           std::size_t branch) {
  const bool had_object = (seen & mask_of(ValueKind::object)) != 0;
  const bool had_array = (seen & mask_of(ValueKind::array)) != 0;
  const std::string& name = keyword.branches[branch].name;
  const std::string member = name.empty() ? "\"\"" : shown(name, 60);
  switch (keyword.kind) {
    case KeywordKind::properties:
    case KeywordKind::dependent_schemas:
      return had_object ? parent.label + " has no " + member : label_is(parent.label, seen);
    case KeywordKind::pattern_properties:
      return had_object ? "no member of " + parent.label + " has a name that matches " + member
                        : label_is(parent.label, seen);
    case KeywordKind::additional_properties:
    case KeywordKind::unevaluated_properties:
      return had_object ? parent.label + " has no other members" : label_is(parent.label, seen);
    case KeywordKind::property_names:
      return had_object ? parent.label + " has no members" : label_is(parent.label, seen);
    case KeywordKind::items:
    case KeywordKind::unevaluated_items:
      if (!had_array) return label_is(parent.label, seen);
      return parent.label + (keyword.name == "items" ? " is empty" : " has no other items");
    case KeywordKind::prefix_items:
      return had_array ? parent.label + " has no item " + std::to_string(branch)
                       : label_is(parent.label, seen);
    case KeywordKind::any_of:
    case KeywordKind::one_of:
      return parent.label + " never matched alternative " + std::to_string(branch + 1);
    case KeywordKind::condition:
      return "`if` was " + std::string(name == "then" ? "never" : "always") + " met by " + parent.label;
    case KeywordKind::never:
    case KeywordKind::type:
    case KeywordKind::enumeration:
    case KeywordKind::constant:
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
    case KeywordKind::required:
    case KeywordKind::dependent_required:
    case KeywordKind::content:
    case KeywordKind::reference:
    case KeywordKind::all_of:
    case KeywordKind::negation:
    case KeywordKind::contains:
    case KeywordKind::max_contains:
      break;
  }
  return label_is(parent.label, seen);
}

}  // namespace

std::string unexercised_reason(const BodyJudge::Program& program, const std::vector<KindMask>& seen,
                               std::size_t keyword) {
  const Schema& schema = *program.schema;
  const SchemaKeyword& judged = program.keyword(keyword);
  if (judged.kind == KeywordKind::format && !program.asserts_formats && !judged.asserts_format) {
    return "formats are annotations in this run";
  }
  if (judged.kind == KeywordKind::content && !program.asserts_content)
    return judged.name + " is an annotation in this run";
  std::size_t node = judged.node;
  if (seen[node] != 0) return label_is(schema.nodes()[node].label, seen[node]);
  while (schema.nodes()[node].parent != kNoKeyword) {
    const SchemaNode& at = schema.nodes()[node];
    const SchemaKeyword& above = schema.keywords()[at.parent];
    if (seen[above.node] != 0)
      return missing_branch(schema.nodes()[above.node], seen[above.node], above, at.branch);
    node = above.node;
  }
  return "nothing that it speaks of was seen";
}

}  // namespace avouch
