// SPDX-License-Identifier: MIT
#include "generate/maker/covered.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "base/steps.h"
#include "contract/schema/kinds.h"
#include "generate/maker/rivals.h"

namespace avouch {
namespace {

bool has(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool has_all(const std::vector<std::string>& names, const std::vector<std::string>& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& name) { return has(names, name); });
}

class Comparison {
 public:
  Comparison(const Schema& schema, std::size_t broken) : schema_(schema), broken_(broken) {}

  bool covers(std::size_t wide, std::size_t narrow) {
    // Where both lead back to themselves, nothing else is said.
    if (!compared_.insert({wide, narrow}).second) return true;
    count_steps(1);
    const std::vector<std::size_t> given = given_by(narrow);
    const std::vector<std::size_t>& keywords = schema_.nodes()[wide].keywords;
    return std::all_of(keywords.begin(), keywords.end(),
                       [&](std::size_t index) { return follows(index, given, narrow); });
  }

 private:
  const SchemaKeyword& at(std::size_t index) const { return schema_.keywords()[index]; }

  // The keywords that hold for each such value. Where the type is wrong, nothing else of a value is checked.
  std::vector<std::size_t> given_by(std::size_t narrow) const {
    std::vector<std::size_t> given;
    for (const std::size_t node : joined_nodes(schema_, {narrow})) {
      for (const std::size_t index : schema_.nodes()[node].keywords) {
        if (index != broken_)
          given.push_back(index);
        else if (at(index).kind == KeywordKind::type)
          return {};
      }
    }
    return given;
  }

  template <class Holds>
  bool any_given(const std::vector<std::size_t>& given, KeywordKind kind, const Holds& holds) const {
    return std::any_of(given.begin(), given.end(),
                       [&](std::size_t index) { return at(index).kind == kind && holds(at(index)); });
  }

  // Whether the keyword holds if the given ones do.
  bool follows(std::size_t index, const std::vector<std::size_t>& given, std::size_t narrow) {
    const SchemaKeyword& wide = at(index);
    if (index != broken_ && std::find(given.begin(), given.end(), index) != given.end() &&
        !leads_to_broken(index))
      return true;
    switch (traits_of(wide.kind).group) {
      case KeywordGroup::joined:
        return std::all_of(wide.branches.begin(), wide.branches.end(),
                           [&](const SchemaBranch& branch) { return covers(branch.node, narrow); });
      case KeywordGroup::value:
        return any_given(given, wide.kind, [&](const SchemaKeyword& one) { return says_as_much(one, wide); });
      case KeywordGroup::members:
        return members_follow(wide, given);
      case KeywordGroup::items:
        return wide.kind == KeywordKind::items && items_follow(wide, given);
      case KeywordGroup::choice:
        return wide.kind == KeywordKind::any_of && choice_follows(wide, given);
      case KeywordGroup::conditional:
      case KeywordGroup::negation:
        return false;
    }
    return false;
  }

  // Whether a keyword that both have is one above the broken one.
  bool leads_to_broken(std::size_t index) const {
    if (broken_ == kNoKeyword) return false;
    for (std::size_t node = at(broken_).node; schema_.nodes()[node].parent != kNoKeyword;) {
      if (schema_.nodes()[node].parent == index) return true;
      node = at(schema_.nodes()[node].parent).node;
    }
    return false;
  }

  bool says_as_much(const SchemaKeyword& given, const SchemaKeyword& wide) const {
    switch (wide.kind) {
      case KeywordKind::type:
        return std::all_of(given.names.begin(), given.names.end(), [&](const std::string& name) {
          return has(wide.names, name) || (name == "integer" && has(wide.names, "number"));
        });
      case KeywordKind::enumeration:
        return has_all(wide.texts, given.texts);
      case KeywordKind::required:
        return has_all(given.names, wide.names);
      case KeywordKind::broken:
        return false;
      default:
        return given.names == wide.names && given.texts == wide.texts && given.bound == wide.bound &&
               given.dependents == wide.dependents;
    }
  }

  bool is_open(std::size_t node) const {
    const std::vector<std::size_t>& keywords = schema_.nodes()[node].keywords;
    return std::all_of(keywords.begin(), keywords.end(), [&](std::size_t index) {
      return is_joined(at(index).kind) && std::all_of(at(index).branches.begin(), at(index).branches.end(),
                                                      [&](const SchemaBranch& branch) {
                                                        return branch.node != node && is_open(branch.node);
                                                      });
    });
  }

  static const SchemaBranch* named(const SchemaKeyword& keyword, std::string_view name) {
    const auto found = std::find_if(keyword.branches.begin(), keyword.branches.end(),
                                    [&](const SchemaBranch& branch) { return branch.name == name; });
    return found == keyword.branches.end() ? nullptr : &*found;
  }

  bool members_follow(const SchemaKeyword& wide, const std::vector<std::size_t>& given) {
    if (wide.kind == KeywordKind::additional_properties) return is_open(wide.branches.front().node);
    if (wide.kind != KeywordKind::properties) return false;
    return std::all_of(wide.branches.begin(), wide.branches.end(), [&](const SchemaBranch& branch) {
      return is_open(branch.node) || any_given(given, KeywordKind::properties, [&](const SchemaKeyword& one) {
               const SchemaBranch* same = named(one, branch.name);
               return same != nullptr && covers(branch.node, same->node);
             });
    });
  }

  bool items_follow(const SchemaKeyword& wide, const std::vector<std::size_t>& given) {
    const std::size_t node = wide.branches.front().node;
    return is_open(node) || any_given(given, KeywordKind::items, [&](const SchemaKeyword& one) {
             return covers(node, one.branches.front().node);
           });
  }

  bool choice_follows(const SchemaKeyword& wide, const std::vector<std::size_t>& given) {
    return any_given(given, wide.kind, [&](const SchemaKeyword& one) {
      return std::all_of(one.branches.begin(), one.branches.end(), [&](const SchemaBranch& branch) {
        return std::any_of(wide.branches.begin(), wide.branches.end(),
                           [&](const SchemaBranch& other) { return covers(other.node, branch.node); });
      });
    });
  }

  const Schema& schema_;
  std::size_t broken_;
  std::set<std::pair<std::size_t, std::size_t>> compared_;
};

// The nodes that describe the part at the end of the step, in all of these that apply together.
std::vector<std::size_t> part_of(const Schema& schema, const std::vector<std::size_t>& nodes,
                                 const SchemaStep& step) {
  const SchemaKeyword& taken = schema.keywords()[step.keyword];
  std::vector<std::size_t> parts = {taken.branches[step.branch].node};
  if (taken.kind != KeywordKind::properties && taken.kind != KeywordKind::items) return parts;
  for (const std::size_t node : nodes) {
    for (const std::size_t index : schema.nodes()[node].keywords) {
      const SchemaKeyword& keyword = schema.keywords()[index];
      if (keyword.kind != taken.kind) continue;
      for (const SchemaBranch& branch : keyword.branches) {
        if (branch.name == taken.branches[step.branch].name &&
            std::find(parts.begin(), parts.end(), branch.node) == parts.end())
          parts.push_back(branch.node);
      }
    }
  }
  return parts;
}

KindMask kinds_of_all(const Schema& schema, const std::vector<std::size_t>& nodes) {
  KindMask kinds = kEveryKind;
  for (const std::size_t node : nodes) kinds &= kinds_of_node(schema, node).accepted;
  return kinds;
}

}  // namespace

bool covers(const Schema& schema, const Cover& cover) {
  return Comparison(schema, cover.broken).covers(cover.wide, cover.narrow);
}

std::optional<std::string> impossible_there(const Schema& schema, const std::vector<SchemaStep>& way) {
  constexpr const char* kWhy =
      "the schema allows no value there: parts of it that apply together allow "
      "different types";
  std::vector<std::size_t> nodes = joined_nodes(schema, {0});
  for (const SchemaStep& step : way) {
    const SchemaKeyword& keyword = schema.keywords()[step.keyword];
    if (is_in_place(keyword.kind)) {
      nodes.push_back(keyword.branches[step.branch].node);
    } else {
      nodes = part_of(schema, nodes, step);
    }
    nodes = joined_nodes(schema, std::move(nodes));
    if (kinds_of_all(schema, nodes) == 0) return kWhy;
  }
  return std::nullopt;
}

}  // namespace avouch
