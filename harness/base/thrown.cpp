// SPDX-License-Identifier: MIT
#include "base/thrown.h"

#include <exception>
#include <new>

#include "base/text.h"

namespace avouch {

std::string what_was_thrown() {
  constexpr std::size_t kLongest = 200;
  try {
    throw;
  } catch (const std::bad_alloc&) {
    return kOutOfMemory;
  } catch (const std::exception& error) {
    return "Avouch failed: " + shown(error.what(), kLongest);
  } catch (...) {
    return "Avouch failed: what was thrown is not a std::exception";
  }
}

}  // namespace avouch
