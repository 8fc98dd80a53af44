// SPDX-License-Identifier: MIT
#include "pattern/syntax/checker.h"

#include <utility>

namespace avouch {

PatternIndex PatternChecker::add(const PatternNode& /*node*/, std::size_t /*begin*/, std::size_t /*end*/) {
  last_.members.clear();
  for (std::string& name : last_.properties) {
    if (properties_.size() < kMostProperties) properties_.insert(std::move(name));
  }
  last_.properties.clear();
  return kNoNode;
}

void PatternChecker::open(const PatternNode& group, std::size_t /*begin*/, std::size_t /*body*/) {
  is_look_.push_back(group.kind == PatternNode::Kind::look);
}

PatternNode PatternChecker::close(std::size_t /*body_end*/, std::size_t /*end*/) {
  const bool is_look = is_look_.back();
  is_look_.pop_back();
  return {.kind = is_look ? PatternNode::Kind::look : PatternNode::Kind::group};
}

}  // namespace avouch
