// SPDX-License-Identifier: MIT
// Tells which values of a path parameter would make the path that of another resource: "mine" does so for
// "/things/{id}" beside "/things/mine", because a concrete path goes before a template (OpenAPI 3.1
// §4.8.8.2).
//
//   const PathSegments segments(contract.operations);
//   segments.has(contract.operations[3], "id", "mine")
//
// Immutable; thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "contract/contract.h"

namespace avouch {

// Whether the path keeps its segments with that text for the parameter. An empty one gives another path, and
// "." and ".." as whole segments are removed before the path is read (RFC 3986 §5.2.4).
bool keeps_segments(const std::string& path, const std::string& parameter, std::string_view text);

class PathSegments {
 public:
  explicit PathSegments(const std::vector<Operation>& operations);

  // Whether another path has that text where the parameter stands in the path of the operation, after the
  // same segments. False of a parameter that is a part of its segment.
  bool has(const Operation& operation, const std::string& parameter, const std::string& text) const;

 private:
  // By the shape of a path up to a "/": the segments without parameters that follow.
  std::unordered_map<std::string, std::unordered_set<std::string>> segments_;
};

}  // namespace avouch
