// SPDX-License-Identifier: MIT
#include "contract/path_segments.h"

#include <cstddef>
#include <utility>

#include "contract/written_path.h"

namespace avouch {

bool keeps_segments(const std::string& path, const std::string& parameter, std::string_view text) {
  if (text.empty()) return false;
  if (text != "." && text != "..") return true;
  const std::string whole = "/{" + parameter + "}";
  const std::size_t at = path.find(whole);
  if (at == path.npos) return true;
  const std::size_t end = at + whole.size();
  return end < path.size() && path[end] != '/';
}

PathSegments::PathSegments(const std::vector<Operation>& operations) {
  for (const Operation& operation : operations) {
    const std::string shape = path_shape(operation.path);
    for (std::size_t begin = shape.find('/'); begin != shape.npos;) {
      const std::size_t end = shape.find('/', ++begin);
      std::string segment = shape.substr(begin, end - begin);
      if (segment.find('{') == segment.npos) segments_[shape.substr(0, begin)].insert(std::move(segment));
      begin = end;
    }
  }
}

bool PathSegments::has(const Operation& operation, const std::string& parameter,
                       const std::string& text) const {
  const std::size_t at = operation.path.find("/{" + parameter + "}");
  if (at == operation.path.npos) return false;
  const auto found = segments_.find(path_shape(operation.path.substr(0, at + 1)));
  return found != segments_.end() && found->second.contains(text);
}

}  // namespace avouch
