// SPDX-License-Identifier: MIT
// The verdicts of clauses on single responses, kept until the other responses of each clause come. There can
// be millions of them. Most say how often the clause was exercised, or why it was not, for which the same few
// sentences serve: those take 16 bytes.
//
//   Pieces pieces(reasons);
//   pieces.add(3, verdict);         // of planned clause 3; nullopt: the clause does not apply
//   pieces.find(3)->has_value()     // nullptr of find: there is none
//
// One object per response: not thread-safe. Reasons is thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "verdict/verdict.h"

namespace avouch {

// Sentences, each of which is kept once.
class Reasons {
 public:
  std::uint32_t number_of(const std::string& reason);
  std::string text(std::uint32_t number) const;

 private:
  mutable std::mutex mutex_;
  std::deque<std::string> texts_;  // by number; never moved
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

class Pieces {
 public:
  explicit Pieces(Reasons& reasons) : reasons_(&reasons) {}

  // For so many verdicts.
  void reserve(std::size_t count) { briefs_.reserve(count); }
  // Precondition: the clause comes after those before, in their order.
  void add(std::size_t planned, std::optional<Verdict> verdict);
  // The verdict, or that the clause does not apply; nullopt if there is none.
  std::optional<std::optional<Verdict>> find(std::size_t planned) const;
  void drop(const std::function<bool(std::size_t planned)>& is_needless);

 private:
  enum class Kind : std::uint32_t { inapplicable, unexercised, holds, other };
  struct Brief {
    std::uint32_t planned = 0;
    Kind kind = Kind::inapplicable;
    std::uint32_t instances = 0;
    std::uint32_t reason = 0;  // of an unexercised one; of another one, its index in others_
  };

  Reasons* reasons_;
  std::vector<Brief> briefs_;  // sorted
  std::vector<Verdict> others_;
};

}  // namespace avouch
