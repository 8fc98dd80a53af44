// SPDX-License-Identifier: MIT
#include "judge/body/program.h"

#include <algorithm>

#include "contract/schema/discriminator.h"

namespace avouch {
namespace {

MemberRules& members_of(BodyNode& node) {
  if (!node.members) node.members = std::make_unique<MemberRules>();
  return *node.members;
}

ItemRules& items_of(BodyNode& node) {
  if (!node.items) node.items = std::make_unique<ItemRules>();
  return *node.items;
}

void add_patterns(BodyNode& node, std::size_t index, const SchemaKeyword& keyword, Errors& errors) {
  members_of(node).patterns_keyword = index;
  for (const SchemaBranch& branch : keyword.branches) {
    Result<Pattern> pattern = Pattern::compile(branch.name);
    if (pattern) {
      members_of(node).patterns.add(branch.name, *std::move(pattern), branch.node);
      continue;
    }
    Error error = pattern.errors().front();
    error.place = keyword.place;
    errors.push_back(std::move(error));
  }
}

void add_properties(BodyNode& node, const SchemaKeyword& keyword) {
  MemberRules& rules = members_of(node);
  std::vector<std::string> names;
  for (const SchemaBranch& branch : keyword.branches) {
    names.push_back(branch.name);
    rules.properties.emplace_back(branch.name, branch.node);
  }
  rules.by_name = WordMap(std::move(names));
}

void add_keyword(BodyNode& node, std::size_t index, const SchemaKeyword& keyword, const JudgeOptions& options,
                 Errors& errors) {
  switch (keyword.kind) {
    case KeywordKind::never:
    case KeywordKind::type:
      node.types.push_back(index);
      break;
    case KeywordKind::format:
      if (options.assert_formats || keyword.asserts_format) node.assertions.push_back(index);
      break;
    case KeywordKind::content:
      if (options.assert_content || keyword.asserts_content) node.assertions.push_back(index);
      if (!keyword.branches.empty()) node.contents.push_back(index);
      break;
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
    case KeywordKind::max_items:
    case KeywordKind::min_items:
    case KeywordKind::unique_items:
    case KeywordKind::max_properties:
    case KeywordKind::min_properties:
    case KeywordKind::required:
    case KeywordKind::dependent_required:
    case KeywordKind::broken:
      node.assertions.push_back(index);
      break;
    case KeywordKind::reference:
    case KeywordKind::all_of:
    case KeywordKind::any_of:
    case KeywordKind::one_of:
    case KeywordKind::negation:
    case KeywordKind::condition:
    case KeywordKind::dependent_schemas:
      node.in_place.push_back(index);
      break;
    case KeywordKind::properties:
      add_properties(node, keyword);
      break;
    case KeywordKind::pattern_properties:
      add_patterns(node, index, keyword, errors);
      break;
    case KeywordKind::additional_properties:
      members_of(node).additional = keyword.branches.front().node;
      break;
    case KeywordKind::property_names:
      node.names = index;
      break;
    case KeywordKind::prefix_items:
      for (const SchemaBranch& branch : keyword.branches) items_of(node).prefix.push_back(branch.node);
      break;
    case KeywordKind::items:
      items_of(node).rest = keyword.branches.front().node;
      break;
    case KeywordKind::contains:
    case KeywordKind::max_contains:
      node.contains.push_back(index);
      break;
    case KeywordKind::unevaluated_items:
      node.unevaluated_items = index;
      break;
    case KeywordKind::unevaluated_properties:
      node.unevaluated_properties = index;
      break;
  }
}

// The `false` schemas below keywords about members and items.
void add_absent(const Schema& schema, std::vector<BodyNode>& nodes) {
  for (const SchemaKeyword& keyword : schema.keywords()) {
    const bool is_of_members = keyword.kind == KeywordKind::properties ||
                               keyword.kind == KeywordKind::pattern_properties ||
                               keyword.kind == KeywordKind::additional_properties ||
                               keyword.kind == KeywordKind::unevaluated_properties;
    const bool is_of_items = keyword.kind == KeywordKind::prefix_items ||
                             keyword.kind == KeywordKind::items ||
                             keyword.kind == KeywordKind::unevaluated_items;
    if (!is_of_members && !is_of_items) continue;
    std::vector<std::size_t>& absent =
        is_of_members ? nodes[keyword.node].absent_members : nodes[keyword.node].absent_items;
    for (const SchemaBranch& branch : keyword.branches) {
      for (const std::size_t below : schema.nodes()[branch.node].keywords) {
        if (schema.keywords()[below].kind == KeywordKind::never) absent.push_back(below);
      }
    }
  }
}

// By node: the fault of a broken keyword of the node or below it; empty if the schema has none.
std::vector<ContractFault> faults_by_node(const Schema& schema) {
  if (schema.faults().empty()) return {};
  std::vector<ContractFault> faults(schema.nodes().size());
  std::vector<std::vector<std::size_t>> from(faults.size());
  std::vector<std::size_t> open;
  for (const SchemaKeyword& keyword : schema.keywords()) {
    for (const SchemaBranch& branch : keyword.branches) from[branch.node].push_back(keyword.node);
    if (keyword.fault == nullptr || faults[keyword.node] != nullptr) continue;
    faults[keyword.node] = keyword.fault;
    open.push_back(keyword.node);
  }
  while (!open.empty()) {
    const std::size_t node = open.back();
    open.pop_back();
    for (const std::size_t above : from[node]) {
      if (faults[above] != nullptr) continue;
      faults[above] = faults[node];
      open.push_back(above);
    }
  }
  return faults;
}

}  // namespace

bool is_costly(KeywordKind kind) {
  switch (traits_of(kind).group) {
    case KeywordGroup::choice:
    case KeywordGroup::negation:
      return true;
    case KeywordGroup::conditional:
      return kind == KeywordKind::condition;
    case KeywordGroup::members:
      return kind == KeywordKind::pattern_properties;
    case KeywordGroup::items:
      return kind == KeywordKind::contains || kind == KeywordKind::max_contains;
    case KeywordGroup::value:
      return kind == KeywordKind::pattern || kind == KeywordKind::format || kind == KeywordKind::content ||
             kind == KeywordKind::unique_items || kind == KeywordKind::enumeration ||
             kind == KeywordKind::constant;
    case KeywordGroup::joined:
      break;
  }
  return false;
}

ContractFault BodyJudge::Program::fault_below(const SchemaKeyword& keyword) const {
  for (const SchemaBranch& branch : keyword.branches) {
    if (ContractFault fault = fault_at(branch.node)) return fault;
  }
  return keyword.fault;
}

Result<std::unique_ptr<const BodyJudge::Program>> BodyJudge::Program::make(
    std::shared_ptr<const Schema> schema, const JudgeOptions& options) {
  Errors errors;
  std::vector<BodyNode> nodes(schema->nodes().size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (const std::size_t index : schema->nodes()[i].keywords) {
      add_keyword(nodes[i], index, schema->keywords()[index], options, errors);
    }
  }
  add_absent(*schema, nodes);
  std::vector<BodyKeyword> assertions;
  assertions.reserve(schema->keywords().size());
  for (const SchemaKeyword& keyword : schema->keywords()) {
    Result<BodyKeyword> made = BodyKeyword::make(keyword);
    if (made)
      assertions.push_back(*std::move(made));
    else
      errors.push_back(made.errors().front());
  }
  if (!errors.empty()) return errors;
  std::vector<std::unique_ptr<const Choice>> choices(schema->keywords().size());
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (is_choice(schema->keywords()[i].kind)) choices[i] = Choice::of(*schema, schema->keywords()[i]);
  }
  const auto costly = std::count_if(schema->keywords().begin(), schema->keywords().end(),
                                    [](const SchemaKeyword& keyword) { return is_costly(keyword.kind); });
  std::vector<bool> leads_to_names = lead_to_names(*schema);
  std::vector<ContractFault> faults = faults_by_node(*schema);
  return std::unique_ptr<const Program>(new Program{.schema = std::move(schema),
                                                    .assertions = std::move(assertions),
                                                    .nodes = std::move(nodes),
                                                    .choices = std::move(choices),
                                                    .leads_to_names = std::move(leads_to_names),
                                                    .faults = std::move(faults),
                                                    .costly_keywords = static_cast<std::size_t>(costly),
                                                    .asserts_formats = options.assert_formats,
                                                    .asserts_content = options.assert_content});
}

}  // namespace avouch
