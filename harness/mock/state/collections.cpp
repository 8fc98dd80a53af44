// SPDX-License-Identifier: MIT
#include "mock/state/collections.h"

#include <algorithm>

#include "contract/connections.h"
#include "contract/state_clauses.h"
#include "plan/sources.h"

namespace avouch {
namespace {

// A segment with a part of a parameter, "{a}-{b}", leaves open where a value begins.
bool is_plain(const std::string& path) {
  const PathShape shape = shape_of_path(path);
  return std::all_of(shape.begin(), shape.end(), [](const std::string& segment) {
    return segment == "{}" || segment.find_first_of("{}") == segment.npos;
  });
}

std::optional<CollectionPart::Role> role_at_item(const std::string& method) {
  using Role = CollectionPart::Role;
  if (method == "GET") return Role::read;
  if (method == "PUT") return Role::replace;
  if (method == "PATCH") return Role::update;
  if (method == "DELETE") return Role::remove;
  return std::nullopt;
}

// Whether the GET shows what the POST of its path creates.
bool shows_an_item(const Contract& contract, const Operation& reading) {
  const PathShape shape = shape_of_path(reading.path);
  return std::any_of(contract.operations.begin(), contract.operations.end(), [&](const Operation& one) {
    return one.method == "POST" && shape_of_path(one.path) == shape && shows_the_created(reading, one);
  });
}

}  // namespace

Collections::Collections(const Contract& contract) {
  const Sources sources(contract);
  std::map<PathShape, std::size_t> by_shape;  // of the collection's path
  for (std::size_t i = 0; i < contract.operations.size(); ++i) {
    if (!sources.creates(i) || !is_plain(contract.operations[i].path)) continue;
    const PathShape shape = shape_of_path(contract.operations[i].path);
    const auto [known, is_new] = by_shape.try_emplace(shape, collections_.size());
    if (is_new) collections_.push_back({.name = last_literal(shape), .parameter = {}, .named_by = i});
  }
  for (std::size_t i = 0; i < contract.operations.size(); ++i) {
    if (!sources.creates_by_name(i) || !is_plain(contract.operations[i].path)) continue;
    PathShape shape = shape_of_path(contract.operations[i].path);
    shape.pop_back();
    const auto [known, is_new] = by_shape.try_emplace(shape, collections_.size());
    if (is_new)
      collections_.push_back({.name = last_literal(shape), .parameter = {}, .named_by = i, .is_named = true});
  }
  for (std::size_t i = 0; i < contract.operations.size(); ++i) {
    const Operation& operation = contract.operations[i];
    PathShape shape = shape_of_path(operation.path);
    if (!is_plain(operation.path) || shape.empty() || shape.back() != "{}") continue;
    const std::optional<std::string> parameter = parameter_at(operation.path, shape.size() - 1);
    shape.pop_back();
    const auto known = by_shape.find(shape);
    const std::optional<CollectionPart::Role> role = role_at_item(operation.method);
    if (known == by_shape.end() || !role || !parameter) continue;
    Collection& collection = collections_[known->second];
    const bool is_first = parts_.try_emplace(i, CollectionPart{*role, known->second}).second;
    if (*role == CollectionPart::Role::read && !collection.read && is_first) collection.read = i;
    if (collection.parameter.empty() || collection.read == i) {
      collection.parameter = *parameter;
      collection.named_by = i;
    }
  }
  for (std::size_t i = 0; i < contract.operations.size(); ++i) {
    const Operation& operation = contract.operations[i];
    const auto known = by_shape.find(shape_of_path(operation.path));
    if (known == by_shape.end() || collections_[known->second].parameter.empty()) continue;
    const bool is_list = operation.method == "GET" && !shows_an_item(contract, operation);
    if (is_list) parts_[i] = {CollectionPart::Role::list, known->second};
    if (sources.creates(i)) parts_[i] = {CollectionPart::Role::create, known->second};
  }
}

const CollectionPart* Collections::part_of(std::size_t operation) const {
  const auto found = parts_.find(operation);
  return found == parts_.end() ? nullptr : &found->second;
}

const std::shared_ptr<const Schema>& Collections::name_schema(const Operation& operation,
                                                              const std::string& parameter) {
  static const std::shared_ptr<const Schema> kNone;
  for (const Parameter& one : operation.parameters) {
    if (one.in == Parameter::In::path && one.name == parameter) return one.schema;
  }
  return kNone;
}

}  // namespace avouch
