// SPDX-License-Identifier: MIT
// Explains why a claim was never exercised: the first missing value on the path to it.
#include <set>
#include <vector>

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

// The kinds that the value had, none of which the claim is about.
std::string was_only(const std::string& label, KindMask kinds) {
  return label + " was only " + kind_words(kinds);
}

// What no object had for that branch of a keyword about members.
std::string missing_member(const SchemaKeyword& keyword, const std::string& member) {
  if (keyword.kind == KeywordKind::properties) return member;
  return keyword.kind == KeywordKind::property_names ? "members" : "other members";
}

// The same for an array and a keyword about items.
std::string missing_item(const SchemaKeyword& keyword, std::size_t branch) {
  if (keyword.kind == KeywordKind::prefix_items) return "item " + std::to_string(branch);
  return keyword.name == "items" ? "items" : "other items";
}

std::string no_response_had(const std::string& part, const std::string& whole) {
  return "no response had " + part + " of " + whole;
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
        return no_response_had("a member", parent.label) + " whose name matches " + member;
      return no_response_had(missing_member(keyword, member), parent.label);
    case KeywordGroup::items:
      if (!had_array || is_counted) break;
      return no_response_had(missing_item(keyword, branch), parent.label);
    case KeywordGroup::choice:
      return parent.label + " never matched alternative " + std::to_string(branch + 1);
    case KeywordGroup::conditional:
      if (keyword.kind == KeywordKind::condition)
        return "`if` was " + std::string(name == "then" ? "never" : "always") + " met by " + parent.label;
      if (!had_object) break;
      return no_response_had(member, parent.label);
    case KeywordGroup::value:
    case KeywordGroup::joined:
    case KeywordGroup::negation:
      break;
  }
  return was_only(parent.label, seen);
}

// The best way first. A node below a broken keyword has that one alone.
std::vector<SchemaUse> uses_in_order(const Schema& schema, std::size_t node) {
  const SchemaNode& at = schema.nodes()[node];
  std::vector<SchemaUse> uses;
  if (at.parent != kNoKeyword) uses.push_back({at.parent, at.branch});
  for (const SchemaUse& use : schema.uses_of(node)) {
    if (use.keyword != at.parent || use.branch != at.branch) uses.push_back(use);
  }
  return uses;
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
  if (seen[judged.node] != 0) return was_only(schema.nodes()[judged.node].label, seen[judged.node]);
  // Upwards, the nearest uses first: one way after the other until a value was there.
  std::vector<std::size_t> open = {judged.node};
  std::set<std::size_t> known = {judged.node};
  for (std::size_t i = 0; i < open.size(); ++i) {
    for (const SchemaUse& use : uses_in_order(schema, open[i])) {
      const SchemaKeyword& above = schema.keywords()[use.keyword];
      if (above.fault != nullptr) return fault_reason(*above.fault);
      // Whether a value takes the branch can depend on a fault.
      const bool decides = is_choice(above.kind) || above.kind == KeywordKind::condition;
      const ContractFault fault =
          decides ? program.fault_at(above.branches[is_choice(above.kind) ? use.branch : 0].node) : nullptr;
      if (fault != nullptr && seen[above.node] != 0) return fault_reason(*fault);
      if (seen[above.node] != 0)
        return missing_branch(schema.nodes()[above.node], seen[above.node], above, use.branch);
      if (known.insert(above.node).second) open.push_back(above.node);
    }
  }
  return "no response had a value for it";
}

}  // namespace avouch
