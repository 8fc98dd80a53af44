// SPDX-License-Identifier: MIT
// fuzz_TARGET FILE...: runs the target once per file. The program aborts on an error.
#include <fstream>
#include <sstream>

#include "one_input.h"

int main(int count, char** names) {
  if (count < 2) {
    std::fputs("usage: fuzz_TARGET FILE...\n", stderr);
    return 2;
  }
  for (int i = 1; i < count; ++i) {
    std::ifstream stream(names[i], std::ios::binary);
    std::ostringstream text;
    if (!(text << stream.rdbuf())) {
      std::fprintf(stderr, "cannot read %s\n", names[i]);
      return 2;
    }
    const std::string bytes = std::move(text).str();
    std::printf("%s (%zu bytes)\n", names[i], bytes.size());
    std::fflush(stdout);  // before what may end the program
    avouch::fuzz::one_input(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  }
  return 0;
}
