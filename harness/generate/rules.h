// SPDX-License-Identifier: MIT
// All that several nodes of a schema say of one value, gathered: what is made from.
//
// A plain value; points into the schema and into what Maker keeps.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "contract/schema/schema.h"
#include "generate/text/number_value.h"
#include "generate/text/string_value.h"
#include "json/json_value.h"
#include "judge/body/kinds.h"

namespace avouch {

// A value that is wanted: every one of `nodes` accepts it, and none of `refusing`.
struct Demand {
  std::vector<std::size_t> nodes;
  std::vector<std::size_t> refusing;
  std::vector<JsonValue> avoided;  // values that it must not be equal to
  std::optional<JsonValue> fixed;  // the value itself, where that is known
};

// One node's properties, patternProperties and additionalProperties: keywords, or kNoKeyword.
struct MemberLayer {
  std::size_t properties = kNoKeyword;
  std::size_t patterns = kNoKeyword;
  std::size_t additional = kNoKeyword;
};

// One node's prefixItems and items.
struct ItemLayer {
  std::size_t prefix = kNoKeyword;
  std::size_t rest = kNoKeyword;
};

// So many items have to match, and so many may.
struct Contained {
  std::size_t node = 0;
  std::size_t least = 0;
  std::size_t most = std::numeric_limits<std::size_t>::max();
};

struct ObjectRules {
  std::size_t fewest = 0;
  std::size_t most = std::numeric_limits<std::size_t>::max();
  std::vector<MemberLayer> layers;
  std::vector<std::string> required;
  std::vector<std::string> forbidden;
  std::vector<const SchemaKeyword*> dependents;       // dependentRequired
  std::vector<std::size_t> names;                     // nodes that each member's name is asked
  std::vector<std::size_t> others;                    // nodes of unevaluatedProperties
  std::vector<std::pair<std::string, Demand>> asked;  // more that a member must satisfy
  std::vector<std::size_t> odd_names;                 // there is a name that this node refuses
  std::vector<std::pair<std::size_t, std::string>>
      odd_members;  // there is another member that this node refuses;
                    // its name matches the pattern, where given

  std::vector<const KnownNames*> named;  // of discriminators

  void require(const std::vector<std::string>& more);
};

struct ArrayRules {
  std::size_t fewest = 0;
  std::size_t most = std::numeric_limits<std::size_t>::max();
  bool is_unique = false;
  bool repeats = false;  // an item stands there twice
  std::vector<ItemLayer> layers;
  std::vector<std::size_t> others;  // nodes of unevaluatedItems
  std::vector<Contained> contained;
  std::vector<std::pair<std::size_t, Demand>> asked;  // more that the item there must satisfy
};

struct Rules {
  bool is_impossible = false;
  bool is_typed = false;     // a type is documented
  bool needs_check = false;  // what is made may still be refused
  KindMask kinds = kEveryKind;
  KindMask hinted = 0;                           // kinds that keywords other than `type` speak of
  KindMask wanted = kEveryKind;                  // those that exercise the goal
  std::optional<std::vector<JsonValue>> values;  // it is one of these
  std::vector<JsonValue> excluded;               // and none of these
  StringRules string;
  NumberRules number;
  ArrayRules array;
  ObjectRules object;
};

}  // namespace avouch
