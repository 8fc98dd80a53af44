// SPDX-License-Identifier: MIT
// What a mock keeps: the resources that requests created, by their paths, and the paths of those that were
// deleted.
//
//   KeptResources kept;
//   kept.put({"shops", "s1", "books", "b7"}, book);
//   kept.find({"shops", "s1", "books", "b7"})->value
//   kept.remove({"shops", "s1"});                             // and all that is below it
//   kept.is_gone({"shops", "s1", "books", "b7"}) == true
//
// Bounded in number and in bytes: the oldest leave. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "json/json_value.h"

namespace avouch {

// Of a request, by its credentials.
enum class MockIdentity { first, second };

class KeptResources {
 public:
  using Path = std::vector<std::string>;  // decoded segments

  struct Limits {
    std::size_t resources = 1'000;
    std::size_t bytes = 16U << 20U;
    std::size_t deleted = 10'000;           // paths of deleted resources
    std::size_t deleted_bytes = 4U << 20U;  // of these paths; more than a request line has
  };
  struct Resource {
    JsonValue value;
    std::uint64_t age = 0;  // larger: created later
    std::size_t weight = 0;
    MockIdentity owner = MockIdentity::first;
  };

  KeptResources() : KeptResources(Limits{}) {}
  explicit KeptResources(Limits limits) : limits_(limits) {}
  KeptResources(const KeptResources&) = delete;
  KeptResources& operator=(const KeptResources&) = delete;

  // Creates or replaces a resource, which is then not gone; who created it stays its owner. A single value
  // beyond the limit is not kept.
  void put(const Path& path, JsonValue value, MockIdentity by = MockIdentity::first);
  // nullptr if none is kept.
  const Resource* find(const Path& path) const;
  // Deletes a resource and all that is below it, whether they were kept or not.
  void remove(const Path& path);
  // Whether it, or one above it, was deleted.
  bool is_gone(Path path) const;
  // Whether it, itself, was deleted.
  bool is_deleted(const Path& path) const { return deleted_.contains(path); }
  // Whether another identity created it, or one above it.
  bool is_of_another(Path path, MockIdentity than) const;
  // The kept resources directly below that path, the oldest first.
  std::vector<std::pair<Path, const Resource*>> below(const Path& path) const;

  std::size_t size() const { return resources_.size(); }
  std::size_t bytes() const { return bytes_; }
  std::size_t deleted_bytes() const { return deleted_bytes_; }

 private:
  using Resources = std::map<Path, Resource>;
  using Deleted = std::map<Path, std::uint64_t>;  // and their age

  void erase(Resources::iterator resource);
  void forget(Deleted::iterator deleted);

  Limits limits_;
  Resources resources_;
  std::map<std::uint64_t, Resources::iterator> by_age_;
  Deleted deleted_;
  std::map<std::uint64_t, Deleted::iterator> deleted_by_age_;
  std::size_t bytes_ = 0;
  std::size_t deleted_bytes_ = 0;
  std::uint64_t clock_ = 0;
};

}  // namespace avouch
