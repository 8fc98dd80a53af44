// SPDX-License-Identifier: MIT
// The nodes of a YAML document before conversion to JSON: a graph in which an alias is another edge. Private
// to this folder.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace avouch {

inline constexpr std::size_t kDeepestYaml = 500;

struct YamlProblem {
  std::string title;
  std::string pointer;
  int line = 0;
  std::string hint;
};

inline YamlProblem too_deep(int line, std::string pointer) {
  return {"this is nested deeper than " + std::to_string(kDeepestYaml) + " levels", std::move(pointer), line,
          "Flatten it."};
}

struct YamlNode {
  enum class Kind { null, scalar, sequence, map };

  Kind kind = Kind::null;
  std::string tag;
  std::string text;
  int line = 0;
  bool open = false;                  // still being parsed: an alias to it would contain itself
  std::size_t values = 1;             // count, including itself, once aliases and merges are copied
  std::size_t bytes = 0;              // of texts and keys, counted alike
  std::vector<std::size_t> children;  // for a map: key, value, key, value, …
};

// Whether its tag permits that type of YAML's core schema: "seq".
inline bool accepts(const YamlNode& node, std::string_view type) {
  return node.tag == "?" || node.tag.empty() || node.tag == "tag:yaml.org,2002:" + std::string(type);
}

}  // namespace avouch
