// SPDX-License-Identifier: MIT
#include "json/instance_names.h"

#include <algorithm>

namespace avouch {

std::vector<std::uint32_t> InstanceNames::close(std::uint32_t object, std::uint32_t count) {
  std::vector<std::uint32_t> repeated;
  instance_.cells_[object] = count > kBig ? index(object, count, repeated) : compare(object, count, repeated);
  return repeated;
}

std::uint32_t InstanceNames::after_member(std::uint32_t name) const {
  return name + 1 + static_cast<std::uint32_t>(Value(&instance_, name + 1).extent());
}

Instance::Cell InstanceNames::compare(std::uint32_t object, std::uint32_t count,
                                      std::vector<std::uint32_t>& repeated) {
  std::uint32_t names[kBig];
  std::string_view texts[kBig];
  std::size_t read = 0;
  for (std::uint32_t name = object + 1; count > 1 && name != end(); name = after_member(name)) {
    names[read] = name;
    texts[read++] = text(name);
  }
  for (std::size_t i = 0; i < read; ++i) {
    for (std::size_t j = i + 1; j < read; ++j) {
      if (texts[j].size() != texts[i].size() || texts[j] != texts[i]) continue;
      instance_.cells_[names[i]].add(Instance::kShadowed);
      --count;
      repeated.push_back(names[i]);
      break;
    }
  }
  return {ValueKind::object, 0, {.at = end(), .size = count}};
}

Instance::Cell InstanceNames::index(std::uint32_t object, std::uint32_t count,
                                    std::vector<std::uint32_t>& repeated) {
  std::vector<std::uint32_t>& index = instance_.index_;
  const std::size_t extent = index.size();
  const std::size_t begin = extent + Instance::kExtentFields;
  // What one object needs, without more; several objects share room that grows in proportion.
  if (const std::size_t room = begin + count; room > index.capacity())
    index.reserve(std::max(room, index.size() + index.size() / 2));
  index.resize(begin);
  for (std::uint32_t name = object + 1; name != end(); name = after_member(name)) index.push_back(name);
  std::sort(index.begin() + static_cast<std::ptrdiff_t>(begin), index.end(),
            [&](std::uint32_t a, std::uint32_t b) {
              const int order = text(a).compare(text(b));
              return order != 0 ? order < 0 : a < b;
            });
  std::size_t kept = begin;
  for (std::size_t i = begin; i < index.size(); ++i) {
    if (i + 1 < index.size() && text(index[i]) == text(index[i + 1])) {
      instance_.cells_[index[i]].add(Instance::kShadowed);
      if (repeated.empty() || text(repeated.back()) != text(index[i])) repeated.push_back(index[i]);
    } else {
      index[kept++] = index[i];
    }
  }
  index.resize(kept);
  index[extent] = end();
  index[extent + 1] = static_cast<std::uint32_t>(kept - begin);
  return {ValueKind::object, Instance::kLarge, {.at = static_cast<std::uint32_t>(extent), .size = 0}};
}

}  // namespace avouch
