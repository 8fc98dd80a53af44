// SPDX-License-Identifier: MIT
// What libFuzzer calls.
#include "one_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return avouch::fuzz::one_input(data, size);
}
