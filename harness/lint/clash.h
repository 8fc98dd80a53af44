// SPDX-License-Identifier: MIT
// Pairs of keywords that no value can satisfy together.
//
//   for (const Clash& clash : clashes_of(schema, Conjunction(schema, node))) std::cout << clash.message;
//
// Keeps pointers into the schema, which must outlive the result. Pure and thread-safe.
#pragma once

#include <string>
#include <vector>

#include "contract/schema/schema.h"
#include "judge/body/kinds.h"
#include "lint/conjunction.h"

namespace avouch {

// Two keywords that exclude each other. If both are in one schema object, `first` belongs to the same node as
// `second`.
struct Clash {
  const SchemaKeyword* first = nullptr;
  const SchemaKeyword* second = nullptr;
  std::string message;
  std::string rule = "impossible-limits";
  std::string required = {};  // the name in `required` that the clash is about
  bool is_closed = false;     // `second` allows no member of that name
  std::string hint = "Correct one of the two.";
  bool of_integers = false;  // a clash only for the type integer
  KindMask rules_out = 0;    // the kinds of value that it excludes; others may pass
};

using Clashes = std::vector<Clash>;

Clashes clashes_of(const Schema& schema, const Conjunction& all);

}  // namespace avouch
