// SPDX-License-Identifier: MIT
// What a schema says of one part of a value, for content that has no types of its own: a form, CSV, XML.
//
//   const DescribedPart rows = DescribedPart::root(schema);
//   rows.item(0).member("price").kinds().meant() == mask_of(ValueKind::number)
//
// Refers to the schema, which must outlive it. Pure; thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "contract/schema/kinds.h"
#include "contract/schema/schema.h"

namespace avouch {

class DescribedPart {
 public:
  static DescribedPart root(const Schema& schema) { return {schema, {0}}; }

  // The kinds of value that it may have; every kind if no schema describes it.
  const Kinds& kinds() const { return kinds_; }
  // Whether no other kind than that, and null, is meant.
  bool is_only(ValueKind kind) const;
  bool may_be_null() const;

  DescribedPart member(std::string_view name) const;
  DescribedPart item(std::size_t index) const;
  // Of `properties`, in document order.
  std::vector<std::string> members() const;

  // The nodes that describe it, those that lead to others first.
  const std::vector<std::size_t>& nodes() const { return nodes_; }
  const SchemaNode& node(std::size_t index) const { return schema_->nodes()[index]; }
  // Whether the node is a $ref with siblings, or a schema around other schemas.
  bool is_reference(std::size_t node) const;

 private:
  DescribedPart(const Schema& schema, std::vector<std::size_t> roots);  // nodes that apply to it

  const Schema* schema_;
  std::vector<std::size_t> nodes_;  // the roots, and the schemas that apply to the same value
  Kinds kinds_;
};

}  // namespace avouch
