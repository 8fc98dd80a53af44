// SPDX-License-Identifier: MIT
// Reads the syntax of YAML 1.2: from text to nodes, by libfyaml.
//
//   const YamlGraph graph = read_yaml_graph("paths: {/users: {get: …}}", kMostDocumentValues);
//   if (graph.problem) …                          // no YAML
//   graph.nodes.front()                           // the root
//
// Private to this folder. The only place that sees libfyaml.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "contract/document/yaml_node.h"

namespace avouch {

// "Billion laughs": what aliases of aliases may add to what is written.
inline constexpr std::size_t kMostAliasValues = 1'000'000;
inline constexpr std::size_t kMostAliasBytes = std::size_t{64} << 20U;  // of texts and keys

struct YamlGraph {
  std::vector<YamlNode> nodes;         // the root first; not empty unless there is a problem
  std::optional<YamlProblem> problem;  // it is no YAML, or more than the limits allow
  std::optional<YamlProblem> fault;    // it breaks a rule of indentation, and still has one meaning
};

// `most_values`: of nodes. Precondition: `text` is UTF-8 without control characters.
YamlGraph read_yaml_graph(std::string_view text, std::size_t most_values);

}  // namespace avouch
