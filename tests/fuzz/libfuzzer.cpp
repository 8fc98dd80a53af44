// SPDX-License-Identifier: MIT
// The entry point for libFuzzer.
#include "one_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return avouch::fuzz::one_input(data, size);
}
