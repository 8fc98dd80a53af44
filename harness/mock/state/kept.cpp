// SPDX-License-Identifier: MIT
#include "mock/state/kept.h"

#include <algorithm>

namespace avouch {
namespace {

constexpr std::size_t kOverhead = 128;  // bytes of an entry, beside its path

std::size_t weight_of_path(const KeptResources::Path& path) {
  std::size_t weight = kOverhead;
  for (const std::string& segment : path) weight += segment.size() + sizeof(std::string);
  return weight;
}

}  // namespace

void KeptResources::erase(Resources::iterator resource) {
  bytes_ -= resource->second.weight;
  by_age_.erase(resource->second.age);
  resources_.erase(resource);
}

void KeptResources::forget(Deleted::iterator deleted) {
  deleted_bytes_ -= weight_of_path(deleted->first);
  deleted_by_age_.erase(deleted->second);
  deleted_.erase(deleted);
}

void KeptResources::put(const Path& path, JsonValue value, MockIdentity by) {
  if (const auto deleted = deleted_.find(path); deleted != deleted_.end()) forget(deleted);
  std::uint64_t age = clock_++;
  if (const auto known = resources_.find(path); known != resources_.end()) {
    age = known->second.age;  // a changed resource keeps its place in lists
    by = known->second.owner;
    erase(known);
  }
  const std::size_t weight = weight_of_path(path) + weight_of(value);
  if (weight > limits_.bytes) return;
  while (!by_age_.empty() && (resources_.size() >= limits_.resources || bytes_ + weight > limits_.bytes))
    erase(by_age_.begin()->second);
  by_age_.emplace(age, resources_.emplace(path, Resource{std::move(value), age, weight, by}).first);
  bytes_ += weight;
}

const KeptResources::Resource* KeptResources::find(const Path& path) const {
  const auto found = resources_.find(path);
  return found == resources_.end() ? nullptr : &found->second;
}

void KeptResources::remove(const Path& path) {
  const auto is_within = [&](const Path& other) {
    return other.size() >= path.size() && std::equal(path.begin(), path.end(), other.begin());
  };
  for (auto below = resources_.lower_bound(path); below != resources_.end() && is_within(below->first);)
    erase(below++);
  if (deleted_.contains(path)) return;
  const std::size_t weight = weight_of_path(path);
  if (weight > limits_.deleted_bytes) return;
  while (!deleted_by_age_.empty() &&
         (deleted_.size() >= limits_.deleted || deleted_bytes_ + weight > limits_.deleted_bytes))
    forget(deleted_by_age_.begin()->second);
  const std::uint64_t age = clock_++;
  deleted_by_age_.emplace(age, deleted_.emplace(path, age).first);
  deleted_bytes_ += weight;
}

bool KeptResources::is_gone(Path path) const {
  for (; !path.empty(); path.pop_back()) {
    if (deleted_.contains(path)) return true;
  }
  return false;
}

bool KeptResources::is_of_another(Path path, MockIdentity than) const {
  for (; !path.empty(); path.pop_back()) {
    const Resource* kept = find(path);
    if (kept != nullptr && kept->owner != than) return true;
  }
  return false;
}

std::vector<std::pair<KeptResources::Path, const KeptResources::Resource*>> KeptResources::below(
    const Path& path) const {
  std::vector<std::pair<Path, const Resource*>> found;
  for (auto each = resources_.lower_bound(path); each != resources_.end(); ++each) {
    const Path& one = each->first;
    if (one.size() < path.size() || !std::equal(path.begin(), path.end(), one.begin())) break;
    if (one.size() == path.size() + 1) found.emplace_back(one, &each->second);
  }
  std::sort(found.begin(), found.end(),
            [](const auto& left, const auto& right) { return left.second->age < right.second->age; });
  return found;
}

}  // namespace avouch
