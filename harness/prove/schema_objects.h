// SPDX-License-Identifier: MIT
// Finds the schema objects that two schemas have in common, such as a component that both refer to, and where
// such an object alone describes a value.
//
//   const SchemaObjects one = objects_of(*schema);
//   one.identity[one.anchor[node]] == other.identity[other.anchor[other_node]]
//
// Then a value that breaks a keyword of `node` breaks the same keyword of `other_node`, and nothing that
// stands around it in one of the schemas and not in the other.
//
// Pure. Linear in the schema, but for chains of allOf, and for the nodes that lead back to themselves.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "contract/schema/schema.h"

namespace avouch {

struct SchemaObjects {
  // By node: a hash of what it says, with everything that it leads to, and of the places of that in the
  // documents.
  std::vector<std::uint64_t> identity;
  // By node: the nearest node, at or above it on the best way from the root (SchemaNode::parent), that alone
  // describes a value of some body. Nothing that is around it looks into that value: no alternatives, no
  // condition, no `not`, no list of values, no other description of the same member.
  std::vector<std::size_t> anchor;
};

SchemaObjects objects_of(const Schema& schema);

}  // namespace avouch
