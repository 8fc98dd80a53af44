// SPDX-License-Identifier: MIT
// The members of a YAML mapping, including those that merge keys add (yaml.org/type/merge). A merge key adds
// no name that the mapping itself or an earlier mapping of the list has.
//
//   YamlMembers members(nodes);
//   for (const YamlMembers::Member& member : members.of(nodes[0], "/paths", 1)) …
//   if (members.problem) …
//
// Refers to the nodes, which must outlive it. Private to this folder.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "contract/document/yaml_node.h"

namespace avouch {

class YamlMembers {
 public:
  struct Member {
    std::string_view name;
    int line;  // of the name
    std::size_t value;
  };

  explicit YamlMembers(const std::vector<YamlNode>& nodes) : nodes_(nodes) {}

  // Names that a mapping has twice: the last one counts.
  std::vector<YamlProblem> faults;
  // The first problem. The result of of() is then incomplete.
  std::optional<YamlProblem> problem;

  // In the order in which they are written. `node` is a mapping, `depth` its nesting depth.
  std::vector<Member> of(const YamlNode& node, const std::string& pointer, std::size_t depth);

 private:
  using Names = std::set<std::string_view>;

  void add(const YamlNode& node, const std::string& pointer, std::size_t depth, Names& taken,
           std::vector<Member>& all);
  std::optional<std::vector<bool>> take_names(const YamlNode& node, const std::string& pointer, Names& taken);
  void add_merged(const YamlNode& key, std::size_t from, const std::string& pointer, std::size_t depth,
                  Names& taken, std::vector<Member>& all);
  void fail(int line, const std::string& pointer, std::string title, std::string hint);

  const std::vector<YamlNode>& nodes_;
};

}  // namespace avouch
