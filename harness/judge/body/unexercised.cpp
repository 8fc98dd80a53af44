// SPDX-License-Identifier: MIT
// Explains why a claim was never exercised: the first missing value on the path to it.
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

// Says what an object lacked for that branch of a keyword about members. Follows the object's label.
std::string missing_member(const SchemaKeyword& keyword, const std::string& member) {
  if (keyword.kind == KeywordKind::properties) return " has no " + member;
  return keyword.kind == KeywordKind::property_names ? " has no members" : " has no other members";
}

// The same for an array and a keyword about items.
std::string missing_item(const SchemaKeyword& keyword, std::size_t branch) {
  if (keyword.kind == KeywordKind::prefix_items) return " has no item " + std::to_string(branch);
  return keyword.name == "items" ? " is empty" : " has no other items";
}

// Says why `parent`, which was exercised, led to no value for a branch of its keyword.
std::string missing_branch(const SchemaNode& parent, KindMask seen, const SchemaKeyword& keyword,
                           std::size_t branch) {
  const bool had_object = (seen & mask_of(ValueKind::object)) != 0;
  const bool had_array = (seen & mask_of(ValueKind::array)) != 0;
  const bool is_counted = keyword.kind == KeywordKind::contains || keyword.kind == KeywordKind::max_contains;
  const std::string& name = keyword.branches[branch].name;
  const std::string member = name.empty() ? "\"\"" : shown(name, 60);
  switch (traits_of(keyword.kind).group) {
    case KeywordGroup::members:
      if (!had_object) break;
      if (keyword.kind == KeywordKind::pattern_properties)
        return "no member of " + parent.label + " has a name that matches " + member;
      return parent.label + missing_member(keyword, member);
    case KeywordGroup::items:
      if (!had_array || is_counted) break;
      return parent.label + missing_item(keyword, branch);
    case KeywordGroup::choice:
      return parent.label + " never matched alternative " + std::to_string(branch + 1);
    case KeywordGroup::conditional:
      if (keyword.kind == KeywordKind::condition)
        return "`if` was " + std::string(name == "then" ? "never" : "always") + " met by " + parent.label;
      if (!had_object) break;
      return parent.label + " has no " + member;
    case KeywordGroup::value:
    case KeywordGroup::joined:
    case KeywordGroup::negation:
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
  if (judged.kind == KeywordKind::content && !program.asserts_content && !judged.asserts_content)
    return judged.name + " is an annotation in this run";
  std::size_t node = judged.node;
  if (seen[node] != 0) return label_is(schema.nodes()[node].label, seen[node]);
  while (schema.nodes()[node].parent != kNoKeyword) {
    const SchemaNode& at = schema.nodes()[node];
    const SchemaKeyword& above = schema.keywords()[at.parent];
    if (above.fault != nullptr) return fault_reason(*above.fault);
    // Whether a value takes the branch can depend on a fault.
    const bool decides = is_choice(above.kind) || above.kind == KeywordKind::condition;
    const ContractFault fault =
        decides ? program.fault_at(above.branches[is_choice(above.kind) ? at.branch : 0].node) : nullptr;
    if (fault != nullptr && seen[above.node] != 0) return fault_reason(*fault);
    if (seen[above.node] != 0)
      return missing_branch(schema.nodes()[above.node], seen[above.node], above, at.branch);
    node = above.node;
  }
  return "no response had a value for it";
}

}  // namespace avouch
