// SPDX-License-Identifier: MIT
// Random choices that are the same on every machine, unlike the standard library's distributions.
//
//   Random random(1);
//   if (random.chance(30)) use(random.pick(words));
//
// Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

namespace avouch::differential {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  // SplitMix64.
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
  }

  // 0 to count - 1. Precondition: count > 0.
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }
  std::size_t between(std::size_t least, std::size_t most) { return least + below(most - least + 1); }
  bool chance(unsigned percent) { return below(100) < percent; }

  template <class List>
  decltype(auto) pick(List&& list) {
    return std::forward<List>(list)[below(std::size(list))];
  }

  template <class List>
  void shuffle(List& list) {
    for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[below(i)]);
  }

 private:
  std::uint64_t state_;
};

}  // namespace avouch::differential
