// SPDX-License-Identifier: MIT
// Collects changes. Those with the same places in both contracts are one: a schema that several operations
// share, or several places of a value.
//
//   Changes changes;
//   changes.of("getBook").add({.effect = Effect::breaking, …});
//   std::vector<Change> all = std::move(changes).sorted();
//
// Not thread-safe.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "contract/schema/schema.h"
#include "difference/change.h"
#include "difference/schema_difference.h"

namespace avouch {

class Changes {
 public:
  // `same_text`: whether the documents of the earlier and of the later contract have equal values there.
  explicit Changes(SameText same_text = {}) : same_text_(std::move(same_text)) {}

  // The operation of the changes that are added from now on.
  Changes& of(std::string operation) {
    operation_ = std::move(operation);
    return *this;
  }

  void add(Change change);
  // Compares two schemas of that operation. Does nothing if they are the same object or both are null.
  void add_schemas(const std::shared_ptr<const Schema>& before, const std::shared_ptr<const Schema>& after,
                   Side side, const std::string& place, const Place& was, const Place& is);

  std::vector<Change> sorted() &&;

 private:
  struct Compared {
    std::shared_ptr<const Schema> before;  // keeps the address from being used again
    std::shared_ptr<const Schema> after;
    Side side = Side::request;
    std::vector<SchemaChange> changes;
  };

  const std::vector<SchemaChange>& compared(const std::shared_ptr<const Schema>& before,
                                            const std::shared_ptr<const Schema>& after, Side side);

  SameText same_text_;
  std::string operation_;
  std::vector<Change> all_;
  std::unordered_map<std::string, std::size_t> index_;
  std::unordered_map<const Schema*, std::vector<Compared>> schemas_;  // by the earlier one
};

}  // namespace avouch
