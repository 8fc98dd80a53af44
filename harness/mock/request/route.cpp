// SPDX-License-Identifier: MIT
#include "mock/request/route.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <utility>

#include "base/percent.h"
#include "base/text.h"
#include "contract/server.h"
#include "contract/written_path.h"

namespace avouch {
namespace {

// Returns how open a segment is. Smaller values take precedence: more literal bytes, then fewer parameters.
std::pair<std::ptrdiff_t, std::size_t> openness(std::string_view segment) {
  std::ptrdiff_t literal = 0;
  std::size_t parameters = 0;
  while (!segment.empty()) {
    const std::size_t open = std::min(segment.find('{'), segment.size());
    literal += static_cast<std::ptrdiff_t>(open);
    segment.remove_prefix(open);
    if (segment.empty()) break;
    ++parameters;
    segment.remove_prefix(std::min(segment.find('}'), segment.size() - 1) + 1);
  }
  return {-literal, parameters};
}

bool goes_before(std::string_view left, std::string_view right) {
  const std::vector<std::string_view> lefts = split(left, '/');
  const std::vector<std::string_view> rights = split(right, '/');
  return std::lexicographical_compare(
      lefts.begin(), lefts.end(), rights.begin(), rights.end(),
      [](std::string_view one, std::string_view other) { return openness(one) < openness(other); });
}

// Matches "{Sid}.json" against "AC1.json": the literals in order, with at least one byte for each parameter.
bool read_segment(std::string_view pattern, std::string_view text, PathValues& values) {
  std::size_t open = pattern.find('{');
  // RFC 3986 §6.2.2.2: unnecessary percent-encoding does not change the path.
  if (open == pattern.npos) return percent_decoded(pattern) == percent_decoded(text);
  if (!text.starts_with(pattern.substr(0, open))) return false;
  text.remove_prefix(open);
  while (open != pattern.npos) {
    pattern.remove_prefix(open + 1);
    const std::size_t close = std::min(pattern.find('}'), pattern.size());
    const std::string name(pattern.substr(0, close));
    pattern.remove_prefix(std::min(close + 1, pattern.size()));
    open = pattern.find('{');
    const std::string_view literal = pattern.substr(0, open);
    if (text.empty()) return false;
    std::size_t end = text.find(literal, 1);
    if (open == pattern.npos) {  // the last parameter: its literal ends the segment
      if (text.size() <= literal.size() || !text.ends_with(literal)) return false;
      end = text.size() - literal.size();
    }
    if (end == text.npos) return false;
    values.emplace_back(name, text.substr(0, end));
    text.remove_prefix(end + literal.size());
  }
  return true;
}

// Returns how many leading segments of the path match the template.
std::size_t shared_segments(std::string_view path_template, std::string_view path) {
  const std::vector<std::string_view> patterns = split(path_template, '/');
  const std::vector<std::string_view> segments = split(path, '/');
  std::size_t count = 0;
  PathValues values;
  while (count < std::min(patterns.size(), segments.size()) &&
         read_segment(patterns[count], segments[count], values)) {
    ++count;
  }
  return count;
}

bool is_template(std::string_view segment) {
  return segment.find('{') != segment.npos;
}

// What a path of so many segments has in common with those that begin with the same ones. Two starts that
// differ may have one text, because "%2F" is decoded.
std::string start_of(const std::vector<std::string_view>& segments, std::size_t literal) {
  std::string start = std::to_string(segments.size());
  for (std::size_t i = 0; i < literal; ++i) start += "/" + percent_decoded(segments[i]);
  return start;
}

}  // namespace

std::optional<PathValues> path_values(std::string_view path_template, std::string_view path) {
  const std::vector<std::string_view> patterns = split(path_template, '/');
  const std::vector<std::string_view> segments = split(path, '/');
  if (patterns.size() != segments.size()) return std::nullopt;
  PathValues values;
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    if (!read_segment(patterns[i], segments[i], values)) return std::nullopt;
  }
  return values;
}

std::vector<std::string> served_paths(const Operation& operation) {
  std::vector<std::string> paths = {operation.path};
  for (const std::string& server : operation.servers) {
    const std::optional<ServerBase> base = server_base(server);
    if (!base) continue;
    std::string path = base->path + operation.path;
    if (std::find(paths.begin(), paths.end(), path) == paths.end()) paths.push_back(std::move(path));
  }
  return paths;
}

void MockRoutes::add(const std::string& path, const std::string& method, std::size_t operation) {
  std::string shape = path_shape(path);
  const auto [known, is_new] = by_shape_.try_emplace(shape, routes_.size());
  if (is_new) routes_.push_back({.path = path, .shape = std::move(shape), .operations = {}, .methods = {}});
  routes_[known->second].operations.push_back(operation);
  routes_[known->second].methods.push_back(method);
}

MockRoutes::MockRoutes(const std::vector<Operation>& operations) {
  for (std::size_t i = 0; i < operations.size(); ++i) add(operations[i].path, operations[i].method, i);
  // After all root paths, which take precedence among equally concrete paths.
  for (std::size_t i = 0; i < operations.size(); ++i) {
    const std::vector<std::string> paths = served_paths(operations[i]);
    for (std::size_t below = 1; below < paths.size(); ++below) add(paths[below], operations[i].method, i);
  }
  std::stable_sort(routes_.begin(), routes_.end(), [](const MockRoute& left, const MockRoute& right) {
    return goes_before(left.path, right.path);
  });
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    by_shape_[routes_[i].shape] = i;
    const std::vector<std::string_view> segments = split(routes_[i].path, '/');
    const auto first = std::find_if(segments.begin(), segments.end(), is_template);
    by_start_[start_of(segments, static_cast<std::size_t>(first - segments.begin()))].push_back(i);
  }
}

const MockRoute* MockRoutes::find(std::string_view path, std::string_view method) const {
  const std::vector<std::string_view> segments = split(path, '/');
  std::size_t first = routes_.size();
  std::size_t first_with_method = routes_.size();
  for (std::size_t literal = 0; literal <= segments.size(); ++literal) {
    const auto candidates = by_start_.find(start_of(segments, literal));
    if (candidates == by_start_.end()) continue;
    for (const std::size_t route : candidates->second) {
      if (route >= first_with_method) break;
      const std::vector<std::string>& methods = routes_[route].methods;
      const bool has_method = std::find(methods.begin(), methods.end(), method) != methods.end();
      if ((route >= first && !has_method) || !path_values(routes_[route].path, path)) continue;
      first = std::min(first, route);
      if (has_method) first_with_method = route;
    }
  }
  if (first == routes_.size()) return nullptr;
  const bool is_open = is_template(routes_[first].path) && first_with_method < routes_.size();
  return &routes_[is_open ? first_with_method : first];
}

const MockRoute* MockRoutes::find_template(std::string_view path_template) const {
  const auto found = by_shape_.find(path_shape(path_template));
  assert(found != by_shape_.end());
  return &routes_[found->second];
}

const MockRoute* MockRoutes::nearest(std::string_view path) const {
  const MockRoute* nearest = nullptr;
  std::size_t most = 1;  // the text before the first "/" is empty in every path
  for (const MockRoute& route : routes_) {
    const std::size_t shared = shared_segments(route.path, path);
    if (shared <= most) continue;
    most = shared;
    nearest = &route;
  }
  return nearest;
}

}  // namespace avouch
