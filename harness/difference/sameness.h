// SPDX-License-Identifier: MIT
// Whether two schema nodes, of two versions of a contract, say the same.
//
//   Sameness sameness(old_schema, new_schema);
//   if (sameness.of(0, 0)) …   // nothing changed
//
// Annotations, names of components and the order of members and keywords make no difference. Alternatives
// are compared in order. What cannot be read is the same if its text in the two documents is. Each pair is
// compared once. Not thread-safe.
#pragma once

#include <cstddef>
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
      : left_(left), right_(right), same_text_(std::move(same_text)) {}

  // Two nodes that are not known to be the same count as different, once kMostPairs pairs were compared.
  static constexpr std::size_t kMostPairs = 200'000;

  bool of(std::size_t left, std::size_t right);
  bool is_exhausted() const { return pairs_ > kMostPairs; }

 private:
  using Pair = std::pair<std::size_t, std::size_t>;

  bool matches(const SchemaKeyword& left, const SchemaKeyword& right, std::vector<Pair>& below) const;
  bool matches(std::size_t left, std::size_t right, std::vector<Pair>& below) const;

  const Schema& left_;
  const Schema& right_;
  SameText same_text_;
  std::map<Pair, bool> known_;
  std::size_t pairs_ = 0;
};

}  // namespace avouch
