// SPDX-License-Identifier: MIT
// Whether two schema nodes, of two versions of a contract, say the same.
//
//   Sameness sameness(old_schema, new_schema);
//   if (sameness.of(0, 0)) …   // nothing changed
//
// Annotations, names of components and the order of members and keywords make no difference. Alternatives
// are compared in order. What cannot be read is the same if its text in the two documents is. Each pair is
// compared once, and only if the two have one shape. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "contract/schema/schema.h"

namespace avouch {

// Whether the documents have equal values at the two places.
using SameText = std::function<bool(const Place& left, const Place& right)>;

class Sameness {
 public:
  // `same_text` may be empty: nothing that cannot be read is the same then.
  Sameness(const Schema& left, const Schema& right, SameText same_text = {})
      : left_(left),
        right_(right),
        same_text_(std::move(same_text)),
        left_shapes_(left),
        right_shapes_(right) {}

  // Two nodes that are not known to be the same count as different, once kMostPairs pairs were compared.
  static constexpr std::size_t kMostPairs = 200'000;

  bool of(std::size_t left, std::size_t right);

  // A number that is equal for nodes that are the same: of their keywords and of what is two levels below. It
  // tells most others apart, so that not every pair has to be compared.
  std::uint64_t shape_of_left(std::size_t node) { return left_shapes_.of(node); }
  std::uint64_t shape_of_right(std::size_t node) { return right_shapes_.of(node); }
  bool is_exhausted() const { return pairs_ > kMostPairs; }

 private:
  using Pair = std::pair<std::size_t, std::size_t>;

  class Shapes {
   public:
    explicit Shapes(const Schema& schema) : schema_(schema) {}
    std::uint64_t of(std::size_t node, std::size_t levels = 2);

   private:
    std::uint64_t of_keyword(const SchemaKeyword& keyword, std::size_t levels);

    const Schema& schema_;
    std::map<Pair, std::uint64_t> known_;  // by node and levels
  };

  bool matches(const SchemaKeyword& left, const SchemaKeyword& right, std::vector<Pair>& below) const;
  bool matches(std::size_t left, std::size_t right, std::vector<Pair>& below) const;

  const Schema& left_;
  const Schema& right_;
  SameText same_text_;
  Shapes left_shapes_;
  Shapes right_shapes_;
  std::map<Pair, bool> known_;
  std::size_t pairs_ = 0;
};

}  // namespace avouch
