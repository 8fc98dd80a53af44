// SPDX-License-Identifier: MIT
#include "json/instance_names.h"

#include <algorithm>

namespace avouch {

std::vector<std::uint32_t> InstanceNames::close(std::uint32_t object) {
  std::vector<std::uint32_t> repeated;
  const std::uint32_t count = instance_.cells_[object].size;
  if (count > kBig)
    index(object, repeated);
  else if (count > 1)
    compare(object, repeated);
  return repeated;
}

std::uint32_t InstanceNames::after_member(std::uint32_t name) const {
  const Instance::Cell& value = instance_.cells_[name + 1];
  return value.kind >= ValueKind::array ? value.end : name + 2;
}

void InstanceNames::shadow(std::uint32_t name, std::uint32_t object) {
  instance_.cells_[name].flags |= Instance::kShadowed;
  --instance_.cells_[object].size;
}

void InstanceNames::compare(std::uint32_t object, std::vector<std::uint32_t>& repeated) {
  const std::uint32_t end = instance_.cells_[object].end;
  std::uint32_t names[kBig];
  std::string_view texts[kBig];
  std::size_t count = 0;
  for (std::uint32_t name = object + 1; name != end; name = after_member(name)) {
    names[count] = name;
    texts[count++] = text(name);
  }
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = i + 1; j < count; ++j) {
      if (texts[j].size() != texts[i].size() || texts[j] != texts[i]) continue;
      shadow(names[i], object);
      repeated.push_back(names[i]);
      break;
    }
  }
}

void InstanceNames::index(std::uint32_t object, std::vector<std::uint32_t>& repeated) {
  std::vector<std::uint32_t>& index = instance_.index_;
  const std::size_t begin = index.size();
  const std::uint32_t end = instance_.cells_[object].end;
  for (std::uint32_t name = object + 1; name != end; name = after_member(name)) index.push_back(name);
  std::sort(index.begin() + static_cast<std::ptrdiff_t>(begin), index.end(),
            [&](std::uint32_t a, std::uint32_t b) {
              const int order = text(a).compare(text(b));
              return order != 0 ? order < 0 : a < b;
            });
  std::size_t kept = begin;
  for (std::size_t i = begin; i < index.size(); ++i) {
    if (i + 1 < index.size() && text(index[i]) == text(index[i + 1])) {
      shadow(index[i], object);
      if (repeated.empty() || text(repeated.back()) != text(index[i])) repeated.push_back(index[i]);
    } else {
      index[kept++] = index[i];
    }
  }
  index.resize(kept);
  instance_.cells_[object].at = static_cast<std::uint32_t>(begin + 1);
}

}  // namespace avouch
