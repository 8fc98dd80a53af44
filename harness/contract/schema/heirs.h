// SPDX-License-Identifier: MIT
// The members that the schemas describe which a discriminator names beside its own schema. A value of a
// parent with a discriminator may be any schema that extends the parent (OpenAPI 3.1.1 §4.8.25.4), and has
// the members of that one:
//
//   std::vector<const DescribedMembers*> named = node.heirs->named_by("cat");
//   if (any_describes(named, "lives")) …
//
// Only the names are kept. The keywords of these schemas would otherwise be in the schema of each body that
// leads to the parent. Immutable; thread-safe.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "contract/document/document.h"

namespace avouch {

// What one schema object of a document says of the members of the value that it describes.
struct DescribedMembers {
  std::set<std::string, std::less<>> names;
  bool may_be_any = false;              // it describes others too, or they cannot be determined
  std::vector<std::size_t> references;  // other schemas that it applies to the same value
};

// Those of one document: its components, and what they refer to.
class MemberIndex {
 public:
  // Each schema object is read once.
  explicit MemberIndex(const Document& document);

  // Of the schema at the pointer; of one that describes members of any name if it is not in the index.
  std::size_t of(const std::string& pointer) const;
  // The schema, and those that it applies to the same value, without `except` and what only that one applies.
  std::vector<const DescribedMembers*> with_references(std::size_t schema, std::size_t except) const;

 private:
  std::vector<DescribedMembers> schemas_;  // the first describes members of any name
  std::map<std::string, std::size_t> by_pointer_;
};

// Which schema a value names by the property of a discriminator.
struct Heirs {
  std::string property;
  std::map<std::string, std::size_t, std::less<>> by_name;  // value of the property -> schema of the index
  std::optional<std::size_t> otherwise;                     // OpenAPI 3.2, defaultMapping
  std::size_t parent = 0;                                   // the schema that has the discriminator
  std::shared_ptr<const MemberIndex> index;

  // Empty if the value names no schema. nullopt: the value has no such property, or it is not a string.
  std::vector<const DescribedMembers*> named_by(std::optional<std::string_view> value) const;
};

// Whether one of them describes the member.
bool any_describes(const std::vector<const DescribedMembers*>& schemas, std::string_view member);

}  // namespace avouch
