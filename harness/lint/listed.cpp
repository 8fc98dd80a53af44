// SPDX-License-Identifier: MIT
#include "lint/listed.h"

#include "base/text.h"

namespace avouch {

std::string listed(std::vector<std::string> first, std::size_t total, const char* one, const char* many) {
  if (first.size() < total) first.push_back(counted(total - first.size(), one, many));
  const std::string last = first.back();
  first.pop_back();
  return first.empty() ? last : join(first, ", ") + " and " + last;
}

}  // namespace avouch
