// SPDX-License-Identifier: MIT
// A JSON Schema in normal form: references are resolved, dialects are unified, and every keyword that can be
// true or false by itself stands alone with its own coordinate.
//
//   Result<std::shared_ptr<const Schema>> schema =
//       load_schema(library, document, "/components/schemas/Webhook", Dialect::openapi_3_1);
//   for (const SchemaClaim& claim : (*schema)->claims()) std::cout << claim.suffix << '\n';
//
// A schema is a graph of nodes. Node 0 is the root. Each schema object is one node, however many references
// lead to it, so each of its keywords is one claim. Only what claims nothing (below `not`, `if` and
// `contains`), and another dynamic scope (2020-12 Core §8.2.3.2), have nodes of their own.
// contract/schema/naming.h says how claims are named. Immutable once loaded; shared by contract and judge;
// thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <typeindex>
#include <typeinfo>
#include <utility>
#include <vector>

#include "base/boxed_optional.h"
#include "base/result.h"
#include "base/shared_text.h"
#include "base/shared_value.h"
#include "contract/document/library.h"
#include "contract/fault.h"
#include "contract/schema/keyword_kind.h"

namespace avouch {

struct Heirs;  // contract/schema/heirs.h

// One keyword of one node, as a claim.
struct SchemaClaim {
  std::string
      suffix;  // of the coordinate, below ".../body/": "account_sid/pattern", "filters/items/enum", "type",
               // "@Address/street/maxLength"
  SharedText claim;          // "account_sid matches ^AC[0-9a-fA-F]{32}$"
  SharedText documentation;  // nearest x-avouch-documentation at or above it; empty if none
  std::size_t keyword = 0;   // its index in the schema's keywords, which identifies it for the judge
};

enum class Dialect { draft4, draft6, draft7, draft2019_09, draft2020_12, openapi_3_0, openapi_3_1 };

// "draft 4", …, "OpenAPI 3.1".
std::string_view to_string(Dialect dialect);

struct SchemaBranch {
  std::string name;  // see KeywordKind; empty if branches are only counted
  std::size_t node = 0;
  bool is_reference = false;  // a $ref leads to the node; otherwise it is written below the keyword
};

// A branch of a keyword.
struct SchemaUse {
  std::size_t keyword = 0;
  std::size_t branch = 0;  // its index in the keyword
};

// Which branch of an any_of or one_of an object selects (OpenAPI 3.1 §4.8.25).
struct Discriminator {
  std::string property;
  std::map<std::string, std::size_t> branches;  // value of the property -> index of the branch
  std::optional<std::size_t> otherwise = {};    // OpenAPI 3.2, defaultMapping: for any other value, or none
};

// The permitted values of a discriminator's property, each the name of a schema:
// contract/schema/discriminator.h.
struct KnownNames {
  std::string property;
  std::vector<std::string> names;  // sorted
  Place place;                     // of the discriminator
};

struct SchemaKeyword {
  KeywordKind kind = KeywordKind::never;
  std::string name;  // as spelled in the document
  std::size_t node = 0;
  std::vector<std::string> names;
  std::vector<std::string> texts;  // JSON texts, numbers exactly as written
  std::uint64_t bound = 0;
  std::vector<std::pair<std::string, std::vector<std::string>>>
      dependents;  // member -> members that it requires
  std::vector<SchemaBranch> branches;
  BoxedOptional<Discriminator> discriminator;
  bool marks_items = false;     // for contains: items that match count as evaluated (2020-12 Core §10.3.1.3)
  bool asserts_format = false;  // the dialect requires that the format is asserted, despite the options
  bool asserts_content = false;  // the same for content: load_schema()
  SharedValue<Place> place;
  ContractFault fault = nullptr;  // of a broken keyword: why it cannot be judged
};

inline constexpr const char* kTheBody = "the body";
inline constexpr const char* kTheValue = "the value";  // of a parameter, or any other place of a schema
inline constexpr std::size_t kNoKeyword = std::numeric_limits<std::size_t>::max();

// How XML writes a value (OpenAPI 3.2 §4.26), as documented.
struct XmlForm {
  std::string name;  // "" if none is documented
  std::string name_space;
  std::string prefix;
  std::string node_type;  // "element", "attribute", "text", "cdata", "none"; "" if none is documented
};

struct SchemaNode {
  std::string label;  // name of its value in sentences: "account_sid", "each of filters", "Address.street"
  // The keyword that has it as a branch, and the index of the branch. If several have it, these lead to the
  // root through the fewest alternatives of anyOf and oneOf, and then in the fewest steps. The root has none.
  std::size_t parent = kNoKeyword;
  std::size_t branch = 0;
  std::vector<std::size_t> keywords;  // in document order
  bool is_read_only = false;          // annotations (JSON Schema 2020-12 Validation §9.4)
  bool is_write_only = false;
  bool is_unsent = false;  // a member that requests, or responses, omit: contract/schema/direction.h
  std::shared_ptr<const KnownNames> names = nullptr;  // of its discriminator; null if nothing is known
  std::shared_ptr<const Heirs> heirs = nullptr;       // what it names: contract/schema/heirs.h
  std::shared_ptr<const XmlForm> xml = nullptr;       // null if none is documented
  std::string component = {};                         // its name, if it is one of /components/schemas
};

// What other rooms derive from a schema and need for each of its uses. Each room keeps values of a type of
// its own, so that none reads what another one kept. Thread-safe.
//
//   if (auto known = schema.derived().find<NameOrder>()) return known;
//
// A copy of the schema has nothing of it: it may be changed.
class DerivedFromSchema {
 public:
  DerivedFromSchema() = default;
  DerivedFromSchema(const DerivedFromSchema& /*other*/) {}
  DerivedFromSchema& operator=(const DerivedFromSchema& /*other*/) {
    const std::lock_guard lock(mutex_);
    kept_.clear();
    owned_.clear();
    return *this;
  }

  // Returns nullptr if nothing is kept. `variant` tells values of one type apart.
  template <class Kept>
  std::shared_ptr<const Kept> find(std::size_t variant = 0) const {
    const std::lock_guard lock(mutex_);
    const auto known = kept_.find(Key(typeid(Kept), variant));
    return known == kept_.end() ? nullptr : std::static_pointer_cast<const Kept>(known->second.lock());
  }
  // Kept as long as somebody else keeps it: it may refer to the schema.
  template <class Kept>
  void keep(const std::shared_ptr<const Kept>& value, std::size_t variant = 0) const {
    const std::lock_guard lock(mutex_);
    kept_[Key(typeid(Kept), variant)] = value;
  }
  // Kept as long as the schema. Precondition: it does not refer to the schema.
  template <class Kept>
  void own(const std::shared_ptr<const Kept>& value) const {
    const std::lock_guard lock(mutex_);
    kept_[Key(typeid(Kept), 0)] = value;
    owned_[typeid(Kept)] = value;
  }

 private:
  using Key = std::pair<std::type_index, std::size_t>;

  mutable std::mutex mutex_;
  mutable std::map<Key, std::weak_ptr<const void>> kept_;
  mutable std::map<std::type_index, std::shared_ptr<const void>> owned_;
};

class Schema {
 public:
  // Every claim of the schema, in document order; suffixes are unique.
  const std::vector<SchemaClaim>& claims() const { return claims_; }
  const SharedValue<Place>& place_of(const SchemaClaim& claim) const {
    return keywords_[claim.keyword].place;
  }
  // Features that are understood but not judged, for lint and the run's summary: "format x-foo is not
  // judged".
  const std::vector<Error>& notes() const { return notes_; }
  // Faults of the documents that the schema was read from. What depends on one is a broken keyword.
  const std::vector<Error>& faults() const { return faults_; }

  const DerivedFromSchema& derived() const { return derived_; }

  const std::vector<SchemaNode>& nodes() const { return nodes_; }
  const std::vector<SchemaKeyword>& keywords() const { return keywords_; }

  // All branches that have the node, in the order of the keywords.
  std::span<const SchemaUse> uses_of(std::size_t node) const {
    return std::span(uses_).subspan(first_use_[node], first_use_[node + 1] - first_use_[node]);
  }

 private:
  friend class SchemaBuilder;
  friend class SchemaNaming;
  friend class OneWaySchema;
  friend class SequenceSchema;
  friend ContractFault fault_of(const Schema& schema, std::size_t keyword);

  // Sets what follows from the keywords: uses, parents, and which nodes faults hide. Linear.
  void link();
  // Gives back the room in which it grew. Called last.
  void shrink();
  void link_uses();
  void link_parents();
  void link_faults();

  std::vector<SchemaNode> nodes_;
  std::vector<SchemaKeyword> keywords_;
  std::vector<SchemaUse> uses_;           // of node 0, then of node 1, …
  std::vector<std::size_t> first_use_;    // by node, and one more: index into uses_
  std::vector<ContractFault> hidden_by_;  // by node: the fault above it on every way; empty if there is none
  std::vector<SchemaClaim> claims_;
  std::vector<Error> notes_;
  std::vector<Error> faults_;
  DerivedFromSchema derived_;
};

// Why the keyword cannot be judged: it is broken, or below a broken one on every way from the root. Null if
// it can be judged, as far as that is known without a value.
ContractFault fault_of(const Schema& schema, std::size_t keyword);

// Whether a discriminator selects that branch of an anyOf or a oneOf, so that its keywords can be violated by
// themselves.
bool is_selected(const SchemaKeyword& keyword, std::size_t branch);

// A fault that hides which members the schema describes; null if none does.
ContractFault fault_that_hides_members(const Schema& schema);

// Loads the schema at `pointer` of `document`. A `$schema` in it overrides `dialect`. References are resolved
// through the library, relative to the document's name or to a $id. An unknown dialect or keyword value, an
// unresolvable reference, and whatever the judge does not support are faults, by name and place. Errors:
// `document` has no value at `pointer`. `whole` is the name in sentences of the value that the schema
// describes. `asserts_content`: strings are judged by contentMediaType, contentEncoding and contentSchema, as
// for a text that has no other type (JSON Schema 2020-12 Validation §8.2 leaves that to the application).
Result<std::shared_ptr<const Schema>> load_schema(Library& library, const Document& document,
                                                  const std::string& pointer, Dialect dialect,
                                                  const std::string& whole = kTheBody,
                                                  bool asserts_content = false);

}  // namespace avouch
