// SPDX-License-Identifier: MIT
#include "mock/state/kept.h"

#include <algorithm>

namespace avouch {
namespace {

std::size_t weight_with_path(const KeptResources::Path& path, const JsonValue& value) {
  std::size_t weight = weight_of(value);
  for (const std::string& segment : path) weight += segment.size() + sizeof(std::string);
  return weight;
}

}  // namespace

void KeptResources::erase(std::map<Path, Resource>::iterator resource) {
  bytes_ -= resource->second.weight;
  by_age_.erase(resource->second.age);
  resources_.erase(resource);
}

void KeptResources::put(const Path& path, JsonValue value, MockIdentity by) {
  if (const auto deleted = deleted_.find(path); deleted != deleted_.end()) {
    deleted_by_age_.erase(deleted->second);
    deleted_.erase(deleted);
  }
  std::uint64_t age = clock_++;
  if (const auto known = resources_.find(path); known != resources_.end()) {
    age = known->second.age;  // a changed resource keeps its place in lists
    by = known->second.owner;
    erase(known);
  }
  const std::size_t weight = weight_with_path(path, value);
  if (weight > limits_.bytes) return;
  while (!by_age_.empty() && (resources_.size() >= limits_.resources || bytes_ + weight > limits_.bytes))
    erase(resources_.find(by_age_.begin()->second));
  resources_.emplace(path, Resource{std::move(value), age, weight, by});
  by_age_.emplace(age, path);
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
  while (!deleted_by_age_.empty() && deleted_.size() >= limits_.deleted) {
    deleted_.erase(deleted_by_age_.begin()->second);
    deleted_by_age_.erase(deleted_by_age_.begin());
  }
  deleted_.emplace(path, clock_);
  deleted_by_age_.emplace(clock_++, path);
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
