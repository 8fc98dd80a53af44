// SPDX-License-Identifier: MIT
// Formats the steps of a page's call for people: each step with its deciding header line, and at the end what
// the server should send instead.
#pragma once

#include <cstddef>
#include <string>

#include "judge/cors/simulation.h"

namespace avouch {

struct StepsStyle {
  bool color = false;
  std::size_t width = 100;  // columns
};

std::string steps_text(const cors::PageCall& call, const cors::CallOutcome& outcome, const StepsStyle& style);

}  // namespace avouch
