// SPDX-License-Identifier: MIT
// A JSON Schema in normal form: references resolved, dialects made one, and every keyword that can be true or false
// by itself standing alone with its own coordinate.
//
// A schema is a graph of nodes. Node 0 is the root; a node that a reference leads back to (recursion) is shared, any
// other is unrolled per use, so that `billing/street/maxLength` and `shipping/street/maxLength` are two claims.
// Immutable once loaded; shared by contract and judge, any thread may read it.
#pragma once

#include <cstddef>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "contract/library.h"

namespace avouch {

// One keyword of one node, as a claim.
struct SchemaClaim {
  std::string suffix;  // of the coordinate, below ".../body/": "account_sid/pattern", "filters/items/enum", "type"
  std::string claim;   // "account_sid matches ^AC[0-9a-fA-F]{32}$"
  Place place;         // of the keyword
  std::string documentation;  // nearest x-avouch-documentation at or above it; empty where none
  std::size_t keyword = 0;    // its index in the schema's keywords: how the judge names it
};

enum class Dialect { draft4, draft6, draft7, draft2019_09, draft2020_12, openapi_3_0, openapi_3_1 };

class Schema {
 public:
  // Every claim of the schema, in document order; suffixes are unique.
  const std::vector<SchemaClaim>& claims() const;
  // What is understood but not judged, for lint and the run's summary: "format x-foo is not judged".
  const std::vector<Error>& notes() const;
};

// The schema at `pointer` of `document`. A `$schema` in it goes before `dialect`. References are resolved through
// the library: relative to the document's name, or to a $id.
// Errors, all at once: unknown dialect or keyword value, unresolvable reference, pattern that does not compile, and
// whatever the judge does not support, by name and place.
Result<std::shared_ptr<const Schema>> load_schema(Library& library, const Document& document,
                                                  const std::string& pointer, Dialect dialect);

}  // namespace avouch
