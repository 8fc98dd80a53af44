// SPDX-License-Identifier: MIT
#include "plan/sources.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "contract/state_clauses.h"

namespace avouch {
namespace {

bool documents_creation(const Operation& operation) {
  constexpr std::array kStatuses = {"200", "201", "202", "2XX"};
  const std::optional<std::size_t> expected = operation.expected_response();
  if (!expected) return false;
  if (operation.responses[*expected].status == "default") return true;  // it documents no other success
  return std::any_of(
      operation.responses.begin(), operation.responses.end(), [&](const DocumentedResponse& response) {
        return std::find(kStatuses.begin(), kStatuses.end(), response.status) != kStatuses.end();
      });
}

}  // namespace

Sources::Sources(const Contract& contract) : contract_(contract), creates_(contract.operations.size()) {
  std::map<std::string, std::size_t> ids;
  std::map<std::pair<std::string, std::string>, std::size_t> calls;  // by path and method
  for (std::size_t i = 0; i < contract.operations.size(); ++i) {
    const Operation& operation = contract.operations[i];
    ids.try_emplace(operation.id, i);
    calls.try_emplace({operation.path, operation.method}, i);
    shapes_.push_back(shape_of_path(operation.path));
    Place& place = places_[shapes_.back()];
    if (operation.method == "GET" && !place.get) place.get = i;
    if (operation.method == "POST" && !place.post) place.post = i;
    if (operation.method == "DELETE" && !place.remove) place.remove = i;
  }
  for (const PathShape& shape : shapes_) {
    if (shape.empty() || shape.back() != "{}") continue;
    const auto parent = places_.find(PathShape(shape.begin(), shape.end() - 1));
    if (parent != places_.end()) parent->second.has_child = true;
  }
  for (const auto& [shape, place] : places_) {
    const bool lists = place.get && documents_list(contract.operations[*place.get]);
    if (shape.empty() || shape.back() == "{}" || (!place.has_child && !lists)) continue;
    if (place.post && documents_creation(contract.operations[*place.post])) creates_[*place.post] = true;
    collections_[plain_name(singular_of(last_literal(shape)))].push_back(shape);
  }
  for (auto& [name, shapes] : collections_) {  // those that need the fewest other resources first
    std::stable_sort(shapes.begin(), shapes.end(), [](const PathShape& left, const PathShape& right) {
      return left.size() < right.size();
    });
  }
  for (std::size_t i = 0; i < contract.operations.size(); ++i) {
    const Operation& operation = contract.operations[i];
    // An update or a deletion comes too late to give values.
    if (operation.method != "GET" && operation.method != "POST") continue;
    for (std::size_t r = 0; r < operation.responses.size(); ++r) {
      for (const Link& link : operation.responses[r].links) {
        std::optional<std::size_t> to;
        if (const auto named = ids.find(link.operation_id); named != ids.end()) {
          to = named->second;
        } else if (link.operation_id.empty()) {
          const auto called = calls.find({link.path, link.method});
          if (called != calls.end()) to = called->second;
        }
        if (!to) continue;
        for (const auto& [name, expression] : link.parameters) {
          links_[*to].push_back({i, {.part = Source::Part::link, .response = r, .expression = expression}});
          link_names_[*to].push_back(name);
        }
      }
    }
  }
}

const Sources::Place* Sources::at(const PathShape& shape) const {
  const auto found = places_.find(shape);
  return found == places_.end() ? nullptr : &found->second;
}

void Sources::add(const Place& place, std::size_t consumer, std::vector<SourceCandidate>& found) const {
  if (place.post && creates_[*place.post] && *place.post != consumer) {
    const std::string& path = contract_.operations[*place.post].path;
    found.push_back({*place.post, {.part = Source::Part::location, .collection = path}});
    found.push_back({*place.post, {.part = Source::Part::member, .collection = path}});
  }
  if (place.get && *place.get != consumer)
    found.push_back(
        {*place.get, {.part = Source::Part::member, .collection = contract_.operations[*place.get].path}});
}

void Sources::add_links(std::size_t operation, const std::string& parameter,
                        std::vector<SourceCandidate>& found) const {
  const auto links = links_.find(operation);
  if (links == links_.end()) return;
  const std::vector<std::string>& names = link_names_.at(operation);
  std::vector<SourceCandidate> own;
  for (std::size_t i = 0; i < names.size(); ++i) {
    // OpenAPI 3.1 §4.8.20: a name may be qualified by the place of the parameter.
    const bool is_it =
        names[i] == parameter || names[i] == "path." + parameter || names[i] == "query." + parameter;
    if (is_it && links->second[i].operation != operation) own.push_back(links->second[i]);
  }
  // What was created goes before what was found; else the order follows from the paths.
  std::stable_sort(own.begin(), own.end(), [&](const SourceCandidate& left, const SourceCandidate& right) {
    const auto key = [&](const SourceCandidate& one) {
      return std::tuple(!creates_[one.operation], shapes_[one.operation],
                        contract_.operations[one.operation].method);
    };
    return key(left) < key(right);
  });
  found.insert(found.end(), own.begin(), own.end());
}

std::vector<SourceCandidate> Sources::of_path(std::size_t operation, const std::string& parameter) const {
  std::vector<SourceCandidate> found;
  add_links(operation, parameter, found);
  const std::optional<std::size_t> segment = segment_of(contract_.operations[operation].path, parameter);
  if (!segment) return found;
  const PathShape& shape = shapes_[operation];
  const std::size_t linked = found.size();
  if (const Place* place =
          at(PathShape(shape.begin(), shape.begin() + static_cast<std::ptrdiff_t>(*segment))))
    add(*place, operation, found);
  if (found.size() == linked) {
    for (SourceCandidate& named : of_name(operation, parameter)) found.push_back(std::move(named));
  }
  return found;
}

std::vector<SourceCandidate> Sources::of_name(std::size_t operation, const std::string& name) const {
  constexpr std::size_t kMostCollections = 2;
  std::vector<SourceCandidate> found;
  const std::optional<std::string> thing = thing_named_by(name);
  const auto named = thing ? collections_.find(*thing) : collections_.end();
  if (named == collections_.end()) return found;
  std::size_t taken = 0;
  for (const PathShape& shape : named->second) {
    if (shape == shapes_[operation]) continue;  // what an operation creates cannot be there before
    add(places_.at(shape), operation, found);
    if (++taken == kMostCollections) break;
  }
  return found;
}

bool Sources::names_created(const SourceCandidate& candidate, std::size_t consumer,
                            const std::string& parameter) const {
  if (!creates_[candidate.operation]) return false;
  if (candidate.source.part != Source::Part::link) return true;
  PathShape created = shapes_[candidate.operation];
  created.emplace_back("{}");
  const PathShape& path = shapes_[consumer];
  const bool is_below =
      path.size() >= created.size() && std::equal(created.begin(), created.end(), path.begin());
  return is_below && parameter_at(contract_.operations[consumer].path, created.size() - 1) == parameter;
}

std::optional<std::size_t> Sources::creator_for(std::size_t operation) const {
  if (contract_.operations[operation].method != "GET") return std::nullopt;
  const Place* place = at(shapes_[operation]);
  return place != nullptr && place->post && creates_[*place->post] ? place->post : std::nullopt;
}

std::optional<std::size_t> Sources::deletion_for(std::size_t operation) const {
  PathShape shape = shapes_[operation];
  shape.emplace_back("{}");
  const Place* place = at(shape);
  return place == nullptr ? std::nullopt : place->remove;
}

std::optional<std::string> last_path_parameter(const Operation& operation) {
  std::optional<std::string> last;
  std::size_t farthest = 0;
  for (const Parameter& parameter : operation.parameters) {
    if (parameter.in != Parameter::In::path) continue;
    const std::size_t at = operation.path.find("{" + parameter.name + "}");
    if (at == operation.path.npos || (last && at < farthest)) continue;
    last = parameter.name;
    farthest = at;
  }
  return last;
}

}  // namespace avouch
