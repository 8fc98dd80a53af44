// SPDX-License-Identifier: MIT
// The collections of a contract whose shape is plain: a path, and one with a parameter more for its items. A
// POST to the path creates items, or a PUT of an item that says so.
//
//   const Collections collections(contract);
//   const CollectionPart* part = collections.part_of(createBook);
//   part->role == CollectionPart::Role::create
//
// Connects paths and names by the rules of contract/connections.h. Immutable; thread-safe.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "contract/contract.h"

namespace avouch {

struct Collection {
  std::string name;                      // the last literal segment of its path: "books"
  std::string parameter;                 // that names an item: "bookId"
  std::optional<std::size_t> read = {};  // the GET of an item
  std::size_t named_by = 0;              // an operation that has the parameter
  bool is_named = false;                 // a PUT creates its items by their names
};

// What an operation does to a collection.
struct CollectionPart {
  enum class Role { list, create, read, replace, update, remove };

  Role role = Role::read;
  std::size_t collection = 0;
};

class Collections {
 public:
  explicit Collections(const Contract& contract);

  // nullptr if the operation belongs to none.
  const CollectionPart* part_of(std::size_t operation) const;
  const Collection& of(const CollectionPart& part) const { return collections_[part.collection]; }

  // The schema of the parameter that names an item; may be null.
  static const std::shared_ptr<const Schema>& name_schema(const Operation& operation,
                                                          const std::string& parameter);

 private:
  std::vector<Collection> collections_;
  std::map<std::size_t, CollectionPart> parts_;  // by operation
};

}  // namespace avouch
