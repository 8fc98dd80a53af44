// SPDX-License-Identifier: MIT
// A few readable instances of a schema that together exercise all its claims.
//
//   Instances instances = generator.instances();
//   for (const MadeInstance& one : instances.made) std::cout << one.why << ": " << one.text << '\n';
//
// Plain values.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace avouch {

struct MadeInstance {
  std::string text;  // JSON text
  std::string why;   // "the documented example", "every optional member absent", "filters: 10 items"

  bool operator==(const MadeInstance&) const = default;
};

// A claim that no instance exercises.
struct Unmade {
  std::size_t keyword = 0;  // in the schema
  std::string why;          // "there is never legacy: only its violation exercises it"

  bool operator==(const Unmade&) const = default;
};

struct Instances {
  std::vector<MadeInstance> made;  // never empty; the judge accepts each; all are distinct
  std::vector<Unmade> unmade;      // in the order of the claims
};

}  // namespace avouch
