// SPDX-License-Identifier: MIT
// The smallest part of a body that shows a place: the value, and its neighbours in the object or array around
// it, on one line.
//
//   excerpt_around(path, value)   // {"id": 7, "price": | "12.50" | , "title": "Dune", … 2 more}
//
// Values that are objects or arrays are folded, and so are long texts and a value whose name usually has a
// secret (http::names_a_secret): only what failed is of interest. Looks at a bounded number of members and
// items, wherever the place is. Pure; thread-safe. All texts are safe to print.
#pragma once

#include "json/instance.h"
#include "judge/body/evaluation.h"
#include "verdict/verdict.h"

namespace avouch {

// Empty for the whole body: nothing is around it.
Excerpt excerpt_around(const BodyPath* path, const Value& value);

// The object itself, folded, for a failure that is about what it lacks.
Excerpt excerpt_of(const Value& object);

}  // namespace avouch
