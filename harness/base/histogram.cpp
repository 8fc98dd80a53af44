// SPDX-License-Identifier: MIT
#include "base/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace avouch {
namespace {

// Times below 2 * kParts have a bucket each. From there on, each doubling of the time has kParts buckets.
constexpr unsigned kPartBits = 5;
constexpr std::uint64_t kParts = 1U << kPartBits;

std::size_t bucket_of(std::uint64_t time) {
  if (time < 2 * kParts) return static_cast<std::size_t>(time);
  const unsigned shift = static_cast<unsigned>(std::bit_width(time)) - kPartBits - 1;
  return static_cast<std::size_t>((shift + 1) * kParts + ((time >> shift) - kParts));
}

std::uint64_t most_of(std::size_t bucket) {
  if (bucket < 2 * kParts) return bucket;
  const auto shift = static_cast<unsigned>(bucket / kParts) - 1;
  return ((bucket % kParts + kParts + 1) << shift) - 1;
}

}  // namespace

void Histogram::add(Time time, std::uint64_t times) {
  if (times == 0) return;
  const std::size_t bucket = bucket_of(static_cast<std::uint64_t>(std::max<Time::rep>(time.count(), 0)));
  if (bucket >= counts_.size()) counts_.resize(bucket + 1);
  counts_[bucket] += times;
  count_ += times;
  max_ = std::max(max_, time);
}

void Histogram::add(const Histogram& other) {
  if (other.counts_.size() > counts_.size()) counts_.resize(other.counts_.size());
  for (std::size_t i = 0; i < other.counts_.size(); ++i) counts_[i] += other.counts_[i];
  count_ += other.count_;
  max_ = std::max(max_, other.max_);
}

Histogram::Time Histogram::quantile(double share) const {
  const auto wanted =
      static_cast<std::uint64_t>(std::ceil(std::clamp(share, 0.0, 1.0) * static_cast<double>(count_)));
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    seen += counts_[i];
    if (counts_[i] > 0 && seen >= wanted) return std::min(Time(static_cast<Time::rep>(most_of(i))), max_);
  }
  return max_;
}

std::vector<Histogram::Bucket> Histogram::buckets() const {
  std::vector<Bucket> found;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    if (counts_[i] > 0) found.push_back({Time(static_cast<Time::rep>(most_of(i))), counts_[i]});
  }
  return found;
}

}  // namespace avouch
