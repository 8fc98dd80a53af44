// SPDX-License-Identifier: MIT
#include "contract/schema/naming.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "contract/document/document.h"
#include "contract/schema/words.h"
#include "json/pointer.h"

namespace avouch {
namespace {

bool is_whole(const std::string& label) {
  return label == kTheBody || label == kTheValue;
}

// "account_sid" below the body, "billing.street" below a member, "sid of each of messages" below an item.
std::string member_label(const std::string& label, const std::string& name) {
  const std::string shown_name = name.empty() ? "\"\"" : shown(name, 60);
  if (is_whole(label)) return shown_name;
  if (label.find(' ') == label.npos) return label + "." + shown_name;
  return shown_name + " of " + label;
}

std::string of(const std::string& what, const std::string& label) {
  return what + " of " + label;
}

constexpr std::string_view kOtherMember = "each other member";

std::string other_member_label(const std::string& label) {
  return is_whole(label) ? std::string(kOtherMember) : of(std::string(kOtherMember), label);
}

// "there is never sid", "there is no other member".
std::string absence_of(const std::string& label) {
  return label.starts_with(kOtherMember) ? "there is no " + label.substr(std::string_view("each ").size())
                                         : "there is never " + label;
}

// The last name on the way to the schema object, or the name of its file.
std::string own_name(const NodeSource& source) {
  const std::size_t slash = source.pointer.rfind('/');
  if (slash != std::string::npos) {
    const std::vector<std::string> tokens =
        pointer_tokens(source.pointer).value_or(std::vector<std::string>{});
    if (!tokens.empty() && !tokens.back().empty()) return tokens.back();
  }
  const std::string& file = source.document->file();
  const std::size_t begin = file.find_last_of('/') + 1;
  const std::string stem = file.substr(begin, file.find_first_of(".?#", begin) - begin);
  return stem.empty() ? "schema" : stem;
}

}  // namespace

SchemaNaming::SchemaNaming(Schema& schema, const std::vector<NodeSource>& sources,
                           std::vector<UnnamedClaim> claims)
    : schema_(schema),
      sources_(sources),
      unnamed_(std::move(claims)),
      claim_of_(schema.keywords_.size(), kNoKeyword),
      paths_(schema.nodes_.size()),
      documentation_(schema.nodes_.size()),
      is_named_(schema.nodes_.size()) {
  for (std::size_t i = 0; i < unnamed_.size(); ++i) claim_of_[unnamed_[i].keyword] = i;
}

void SchemaNaming::run(const std::string& whole) {
  name_shared();
  schema_.nodes_[0].label = whole;
  documentation_[0] = sources_[0].documentation;
  is_named_[0] = true;
  walk(0);
  for (std::size_t i = 0; i < open_.size(); ++i) walk(open_[i]);
}

// Finds the nodes that only references lead to, and several.
void SchemaNaming::name_shared() {
  for (std::size_t node = 1; node < schema_.nodes_.size(); ++node) {
    const std::span<const SchemaUse> uses = schema_.uses_of(node);
    const bool is_shared = uses.size() > 1 && std::all_of(uses.begin(), uses.end(), [&](SchemaUse use) {
                             return schema_.keywords_[use.keyword].branches[use.branch].is_reference;
                           });
    if (!is_shared) continue;
    give_name(node);
  }
}

void SchemaNaming::give_name(std::size_t node) {
  const std::string own = own_name(sources_[node]);
  std::string name = own;
  if (sources_[node].is_claimed) {
    std::size_t& next = next_numbers_.try_emplace(own, 2).first->second;
    while (!taken_.insert(name).second) name = own + "~" + std::to_string(next++);
  }
  given_.insert(name);
  names_.emplace(node, std::move(name));
}

// Whether a node that only this reference leads to needs a name of its own.
bool SchemaNaming::is_far(SchemaUse use) const {
  const SchemaKeyword& keyword = schema_.keywords_[use.keyword];
  const std::size_t above = keyword.node;
  return keyword.branches[use.branch].is_reference &&
         paths_[above].size() + schema_.nodes_[above].label.size() > kLongestWay;
}

// Whether the node has its name from that use: where it is written, or else its only one.
bool SchemaNaming::is_home(std::size_t node, SchemaUse use) const {
  const auto is_written = [&](SchemaUse one) {
    return !schema_.keywords_[one.keyword].branches[one.branch].is_reference;
  };
  return is_written(use) || schema_.uses_of(node).size() == 1;
}

void SchemaNaming::walk(std::size_t root) {
  std::vector<Step> way = {{root}};
  while (!way.empty()) {
    Step& step = way.back();
    const std::vector<std::size_t>& keywords = schema_.nodes_[step.node].keywords;
    if (step.keyword == keywords.size()) {
      way.pop_back();
      continue;
    }
    const std::size_t index = keywords[step.keyword];
    const std::vector<SchemaBranch>& branches = schema_.keywords_[index].branches;
    if (step.branch == 0) claim(index);
    if (step.branch == branches.size()) {
      ++step.keyword;
      step.branch = 0;
      continue;
    }
    const SchemaUse use{index, step.branch++};
    const std::size_t node = branches[use.branch].node;
    if (is_named_[node]) continue;
    if (is_far(use) && is_home(node, use) && !names_.contains(node)) give_name(node);
    if (const auto name = names_.find(node); name != names_.end()) {
      is_named_[node] = true;
      schema_.nodes_[node].label = shown(name->second, 60);
      paths_[node] = "@" + path_encoded(name->second);
      const std::string& own = sources_[node].documentation;
      documentation_[node] = own.empty() ? documentation_[0] : own;
      open_.push_back(node);
    } else if (is_home(node, use)) {
      enter(node, use);
      way.push_back({node});
    }
  }
}

void SchemaNaming::enter(std::size_t node, SchemaUse use) {
  const SchemaKeyword& keyword = schema_.keywords_[use.keyword];
  is_named_[node] = true;
  schema_.nodes_[node].label = label_of(keyword, use.branch);
  const std::string segment = segment_of(keyword, use.branch);
  const std::string& path = paths_[keyword.node];
  if (sources_[node].is_claimed) paths_[node] = segment.empty() ? path : path_join(path, segment);
  const std::string& own = sources_[node].documentation;
  documentation_[node] = own.empty() ? documentation_[keyword.node] : own;
}

void SchemaNaming::claim(std::size_t keyword) {
  if (claim_of_[keyword] == kNoKeyword) return;
  UnnamedClaim& unnamed = unnamed_[std::exchange(claim_of_[keyword], kNoKeyword)];
  const std::size_t node = schema_.keywords_[keyword].node;
  const std::string& path = paths_[node];
  std::string suffix = unnamed.is_last_for_root && !path.empty() ? path : path_join(path, unnamed.last);
  const std::size_t uses = ++suffixes_[suffix];
  if (uses > 1) suffix += "~" + std::to_string(uses);
  schema_.claims_.push_back(
      {.suffix = std::move(suffix),
       .claim = schema_.keywords_[keyword].kind == KeywordKind::never
                    ? absence_of(schema_.nodes_[node].label)
                    : std::move(unnamed.before) + schema_.nodes_[node].label + std::move(unnamed.after),
       .documentation = documentation_[node],
       .keyword = keyword});
}

// The segments of a branch's coordinate; empty if they are those of its keyword's value.
std::string SchemaNaming::segment_of(const SchemaKeyword& keyword, std::size_t branch) const {
  const std::string& name = keyword.branches[branch].name;
  switch (keyword.kind) {
    case KeywordKind::reference:
      return {};
    case KeywordKind::all_of:
    case KeywordKind::any_of:
    case KeywordKind::one_of:
    case KeywordKind::prefix_items:
      return keyword.name + "/" + std::to_string(branch);
    case KeywordKind::properties:
      return member_segment(keyword, name);
    case KeywordKind::pattern_properties:
    case KeywordKind::dependent_schemas:
      return keyword.name + "/" + path_encoded(name);
    case KeywordKind::condition:
      return name;
    case KeywordKind::content:
      return "contentSchema";
    default:
      return keyword.name;
  }
}

std::string SchemaNaming::member_segment(const SchemaKeyword& keyword, const std::string& name) const {
  const bool is_ambiguous = keyword.node == 0 && name.starts_with('@') && given_.contains(name.substr(1));
  return (is_ambiguous ? "properties/" : "") + path_segment(name);
}

std::string SchemaNaming::label_of(const SchemaKeyword& keyword, std::size_t branch) const {
  const std::string& label = schema_.nodes_[keyword.node].label;
  const std::string& name = keyword.branches[branch].name;
  switch (keyword.kind) {
    case KeywordKind::properties:
      return member_label(label, name);
    case KeywordKind::pattern_properties:
      return of("each member", label) + " whose name matches " + shown(name, 60);
    case KeywordKind::additional_properties:
    case KeywordKind::unevaluated_properties:
      return other_member_label(label);
    case KeywordKind::property_names:
      return of("each member name", label);
    case KeywordKind::prefix_items:
      return of("item " + std::to_string(branch), label);
    case KeywordKind::items: {
      const std::vector<std::size_t>& beside = schema_.nodes_[keyword.node].keywords;
      const bool is_rest =
          keyword.name != "items" || std::any_of(beside.begin(), beside.end(), [&](std::size_t index) {
            return schema_.keywords_[index].name == "prefixItems";
          });
      if (is_rest) return of("each other item", label);
      return is_whole(label) ? "each item" : of("each", label);
    }
    case KeywordKind::unevaluated_items:
      return of("each other item", label);
    case KeywordKind::contains:
    case KeywordKind::max_contains:
      return of("an item", label);
    case KeywordKind::content:
      return of("the content", label);
    default:
      return label;
  }
}

}  // namespace avouch
