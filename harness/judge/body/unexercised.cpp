// SPDX-License-Identifier: MIT
// Explains why a claim was never exercised: the first missing value on the path to it.
#include <cstddef>
#include <cstdint>
#include <string>
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

// Calls `act` for each branch that has the node, the best way first, until it returns true. A node below a
// broken keyword has one way alone.
template <class Act>
void for_each_way(const Schema& schema, std::size_t node, const Act& act) {
  const SchemaNode& at = schema.nodes()[node];
  if (at.parent != kNoKeyword && act(SchemaUse{at.parent, at.branch})) return;
  for (const SchemaUse& use : schema.uses_of(node)) {
    if ((use.keyword != at.parent || use.branch != at.branch) && act(use)) return;
  }
}

// Why a value may not take the branch, whatever it is; null if it may.
ContractFault fault_of_way(const BodyJudge::Program& program, const std::vector<KindMask>& seen,
                           const SchemaUse& use) {
  const SchemaKeyword& above = program.keyword(use.keyword);
  if (above.fault != nullptr) return above.fault;
  // Whether a value takes the branch can depend on a fault.
  const bool decides = is_choice(above.kind) || above.kind == KeywordKind::condition;
  if (!decides || seen[above.node] == 0) return nullptr;
  return program.fault_at(above.branches[is_choice(above.kind) ? use.branch : 0].node);
}

}  // namespace

UnexercisedWays::UnexercisedWays(const BodyJudge::Program& program, const std::vector<KindMask>& seen)
    : ends_(program.schema->nodes().size(), SchemaUse{kNoKeyword, 0}) {
  const Schema& schema = *program.schema;
  std::vector<std::size_t> lengths(ends_.size());  // of the way; 0: none is known
  std::vector<std::vector<std::uint32_t>> below(ends_.size());
  std::vector<std::size_t> open;
  const auto above = [&](const SchemaUse& use) { return schema.keywords()[use.keyword].node; };
  for (std::size_t node = 0; node < ends_.size(); ++node) {
    if (seen[node] != 0) continue;
    for_each_way(schema, node, [&](const SchemaUse& use) {
      if (fault_of_way(program, seen, use) == nullptr && seen[above(use)] == 0) return false;
      ends_[node] = use;
      lengths[node] = 1;
      open.push_back(node);
      return true;
    });
    if (lengths[node] != 0) continue;
    for_each_way(schema, node, [&](const SchemaUse& use) {
      below[above(use)].push_back(static_cast<std::uint32_t>(node));
      return false;
    });
  }
  // The shortest ways first; of two, the one that goes through the better branch.
  for (std::size_t i = 0; i < open.size(); ++i) {
    const std::size_t length = lengths[open[i]];
    for (const std::size_t node : below[open[i]]) {
      if (lengths[node] != 0) continue;
      for_each_way(schema, node, [&](const SchemaUse& use) {
        if (lengths[above(use)] != length) return false;
        ends_[node] = ends_[above(use)];
        return true;
      });
      lengths[node] = length + 1;
      open.push_back(node);
    }
  }
}

std::string unexercised_reason(const BodyJudge::Program& program, const std::vector<KindMask>& seen,
                               const UnexercisedWays& ways, std::size_t keyword) {
  const Schema& schema = *program.schema;
  const SchemaKeyword& judged = program.keyword(keyword);
  if (judged.kind == KeywordKind::format && !program.asserts_formats && !judged.asserts_format) {
    return "formats are annotations in this run";
  }
  if (judged.kind == KeywordKind::content && !program.asserts_content && !judged.asserts_content)
    return judged.name + " is an annotation in this run";
  if (seen[judged.node] != 0) return was_only(schema.nodes()[judged.node].label, seen[judged.node]);
  const SchemaUse end = ways.end_of(judged.node);
  if (end.keyword == kNoKeyword) return "no response had a value for it";
  if (const ContractFault fault = fault_of_way(program, seen, end)) return fault_reason(*fault);
  const SchemaKeyword& above = schema.keywords()[end.keyword];
  return missing_branch(schema.nodes()[above.node], seen[above.node], above, end.branch);
}

}  // namespace avouch
