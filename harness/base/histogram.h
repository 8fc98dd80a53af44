// SPDX-License-Identifier: MIT
// Counts times without keeping them: in buckets that are at most a thirty-second of their time wide, so that
// a quantile of a billion times costs 15 KB and is 3 % too high at most.
//
//   Histogram latency;
//   latency.add(exchange.elapsed);
//   latency.quantile(0.99)
//
// Not thread-safe: each thread counts for itself, and add() joins them.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace avouch {

class Histogram {
 public:
  using Time = std::chrono::microseconds;

  struct Bucket {
    Time most{0};  // the longest time that it counts
    std::uint64_t count = 0;

    bool operator==(const Bucket&) const = default;
  };

  // A negative time counts as none.
  void add(Time time, std::uint64_t times = 1);
  void add(const Histogram& other);

  std::uint64_t count() const { return count_; }
  Time max() const { return max_; }  // exact

  // The time that this share (0 to 1) of all times does not exceed. Zero if there are none.
  Time quantile(double share) const;

  // Those that count something, in order.
  std::vector<Bucket> buckets() const;

 private:
  std::vector<std::uint64_t> counts_;  // by bucket, up to the last one that counts something
  std::uint64_t count_ = 0;
  Time max_{0};
};

}  // namespace avouch
