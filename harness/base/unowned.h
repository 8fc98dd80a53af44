// SPDX-License-Identifier: MIT
// A shared pointer to an object that belongs to someone else, and outlives the pointer.
#pragma once

#include <memory>

namespace avouch {

template <class T>
std::shared_ptr<const T> unowned(const T& object) {
  return {std::shared_ptr<const T>(), &object};
}

}  // namespace avouch
