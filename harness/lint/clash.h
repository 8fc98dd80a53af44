// SPDX-License-Identifier: MIT
// Keywords that no value can meet together.
//
//   for (const Clash& clash : clashes_of(schema, Conjunction(schema, node))) std::cout << clash.message;
//
// Refers to the schema, which outlives it. Pure; any thread may call it.
#pragma once

#include <string>
#include <vector>

#include "contract/schema/schema.h"
#include "judge/body/kinds.h"
#include "lint/conjunction.h"

namespace avouch {

// Two keywords that rule each other out. Where both stand in one schema object, `first` is `second`'s node.
struct Clash {
  const SchemaKeyword* first = nullptr;
  const SchemaKeyword* second = nullptr;
  std::string message;
  std::string rule = "impossible-limits";
  std::string required = {};  // the member of `required` that it is about
  std::string mend = "Correct one of the two.";
  bool of_integers = false;  // only the type integer makes it one
  KindMask rules_out = 0;    // which kinds of value; others may pass
};

using Clashes = std::vector<Clash>;

Clashes clashes_of(const Schema& schema, const Conjunction& all);

}  // namespace avouch
