// SPDX-License-Identifier: MIT
// generator_bodies [--violations N] [--random N] [--seed N] [FILE...]: writes the generated bodies of these
// contracts, or of the bundled one, as lines of JSON. oracle.cjs checks them with ajv.
#include <charconv>
#include <iostream>
#include <string>
#include <vector>

#include "bodies.h"
#include "contract/load.h"

int main(int argc, char** argv) {
  avouch::WrittenLimits limits;
  std::vector<std::string> files;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (!word.starts_with("--")) {
      files.push_back(word);
      continue;
    }
    const std::string value = i + 1 < argc ? argv[++i] : "";
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    const bool is_known = word == "--violations" || word == "--random" || word == "--seed";
    if (!is_known || error != std::errc() || end != value.data() + value.size()) {
      std::cerr << word << " " << value << ": not understood\n";
      return 2;
    }
    if (word == "--violations") limits.violations = number;
    if (word == "--random") limits.random = number;
    if (word == "--seed") limits.seed = number;
  }
  if (files.empty()) files.emplace_back(AVOUCH_SOURCE_DIR "/schemas/configuration-webhook.openapi.json");
  int status = 0;
  for (const std::string& file : files) {
    const avouch::Result<avouch::Contract> contract = avouch::load_contract(file, {});
    if (!contract) {
      std::cerr << to_string(contract.errors());
      status = 2;
      continue;
    }
    const avouch::WrittenCounts counts = avouch::write_bodies(*contract, limits, std::cout);
    std::cerr << file << ": " << counts.schemas << " schemas, " << counts.impossible << " impossible, "
              << counts.conforming << " conforming bodies, " << counts.broken << " broken ones, seed "
              << limits.seed << "\n";
  }
  return status;
}
