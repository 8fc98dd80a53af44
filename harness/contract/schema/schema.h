// SPDX-License-Identifier: MIT
// A JSON Schema in normal form: references resolved, dialects made one, and every keyword that can be true or
// false by itself standing alone with its own coordinate.
//
//   Result<std::shared_ptr<const Schema>> schema = load_schema(library, document,
//   "/components/schemas/Webhook",
//                                                              Dialect::openapi_3_1);
//   for (const SchemaClaim& claim : (*schema)->claims()) std::cout << claim.suffix << '\n';
//
// A schema is a graph of nodes. Node 0 is the root; a node that a reference leads back to (recursion) is
// shared, any other is unrolled per use, so that `billing/street/maxLength` and `shipping/street/maxLength`
// are two claims. Immutable once loaded; shared by contract and judge, any thread may read it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "contract/document/library.h"
#include "contract/schema/keyword_kind.h"

namespace avouch {

// One keyword of one node, as a claim.
struct SchemaClaim {
  std::string
      suffix;  // of the coordinate, below ".../body/": "account_sid/pattern", "filters/items/enum", "type"
  std::string claim;          // "account_sid matches ^AC[0-9a-fA-F]{32}$"
  Place place;                // of the keyword
  std::string documentation;  // nearest x-avouch-documentation at or above it; empty where none
  std::size_t keyword = 0;    // its index in the schema's keywords: how the judge names it
};

enum class Dialect { draft4, draft6, draft7, draft2019_09, draft2020_12, openapi_3_0, openapi_3_1 };

// "draft 4", …, "OpenAPI 3.1".
std::string_view to_string(Dialect dialect);

struct SchemaBranch {
  std::string name;  // as the comments above say; empty where branches are only counted
  std::size_t node = 0;
};

// Which branch of an any_of or one_of an object says it is (OpenAPI 3.1 §4.8.25).
struct Discriminator {
  std::string property;
  std::map<std::string, std::size_t> branches;  // value of the property -> index of the branch
};

// The values that a discriminator's property may have, each a name of a schema:
// contract/schema/discriminator.h.
struct KnownNames {
  std::string property;
  std::vector<std::string> names;  // sorted
  Place place;                     // of the discriminator
};

struct SchemaKeyword {
  KeywordKind kind = KeywordKind::never;
  std::string name;  // as the document spells it
  std::size_t node = 0;
  std::vector<std::string> names;
  std::vector<std::string> texts;  // JSON texts, numbers exactly as written
  std::uint64_t bound = 0;
  std::vector<std::pair<std::string, std::vector<std::string>>>
      dependents;  // member -> members that it needs
  std::vector<SchemaBranch> branches;
  std::optional<Discriminator> discriminator;
  bool marks_items = false;     // of contains: items that match count as evaluated (2020-12 Core §10.3.1.3)
  bool asserts_format = false;  // the dialect itself wants the format asserted, whatever the options say
  Place place;
};

inline constexpr const char* kTheBody = "the body";
inline constexpr const char* kTheValue = "the value";  // of a parameter, or wherever else a schema stands
inline constexpr std::size_t kNoKeyword = std::numeric_limits<std::size_t>::max();

struct SchemaNode {
  std::string label;  // how a sentence calls what it speaks of: "account_sid", "each of filters"
  std::size_t parent = kNoKeyword;    // the keyword whose branch it is; of a shared node, the first one
  std::size_t branch = 0;             // which branch of that keyword
  std::vector<std::size_t> keywords;  // in document order
  bool is_read_only = false;          // annotations (JSON Schema 2020-12 Validation §9.4)
  bool is_write_only = false;
  bool is_unsent = false;  // a member that requests, or answers, do not have: contract/schema/direction.h
  std::shared_ptr<const KnownNames> names = nullptr;  // of its discriminator; null where nothing is known
};

class Schema {
 public:
  // Every claim of the schema, in document order; suffixes are unique.
  const std::vector<SchemaClaim>& claims() const { return claims_; }
  // What is understood but not judged, for lint and the run's summary: "format x-foo is not judged".
  const std::vector<Error>& notes() const { return notes_; }

  const std::vector<SchemaNode>& nodes() const { return nodes_; }
  const std::vector<SchemaKeyword>& keywords() const { return keywords_; }

 private:
  friend class SchemaBuilder;
  friend class OneWaySchema;
  std::vector<SchemaNode> nodes_;
  std::vector<SchemaKeyword> keywords_;
  std::vector<SchemaClaim> claims_;
  std::vector<Error> notes_;
};

// The schema at `pointer` of `document`. A `$schema` in it goes before `dialect`. References are resolved
// through the library: relative to the document's name, or to a $id. Errors, all at once: unknown dialect or
// keyword value, unresolvable reference, and whatever the judge does not support, by name and place. (A
// pattern that does not compile is found when the judge is made.) `whole`: how sentences call the value that
// it describes.
Result<std::shared_ptr<const Schema>> load_schema(Library& library, const Document& document,
                                                  const std::string& pointer, Dialect dialect,
                                                  const std::string& whole = kTheBody);

}  // namespace avouch
