// SPDX-License-Identifier: MIT
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "cli/app.h"

int main(int count, char** words) {
  const auto environment = [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
  };
  const std::vector<std::string> arguments(words + 1, words + count);
  return static_cast<int>(avouch::app(arguments, environment, std::cout, std::cerr));
}
