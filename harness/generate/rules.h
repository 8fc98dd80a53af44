// SPDX-License-Identifier: MIT
// The combined requirements of several schema nodes on one value: the input of generation.
//
// A plain value. Points into the schema and into data that Maker owns.
#pragma once

#include <cstddef>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/name_list.h"
#include "contract/schema/schema.h"
#include "generate/text/number_value.h"
#include "generate/text/string_value.h"
#include "json/json_value.h"
#include "judge/body/kinds.h"

namespace avouch {

// The required value: accepted by all of `nodes`, rejected by all of `refusing`.
struct Demand {
  std::vector<std::size_t> nodes;
  std::vector<std::size_t> refusing;
  std::vector<JsonValue> avoided;  // values that it must not equal
  std::optional<JsonValue> fixed;  // the value itself, if known
};

// One node's properties, patternProperties and additionalProperties: keyword indices, or kNoKeyword.
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

// The minimum and maximum number of items that match.
struct Contained {
  std::size_t node = 0;
  std::size_t least = 0;
  std::size_t most = std::numeric_limits<std::size_t>::max();
};

struct ObjectRules {
  std::size_t fewest = 0;
  std::size_t most = std::numeric_limits<std::size_t>::max();
  std::vector<MemberLayer> layers;
  NameList required;
  NameList forbidden;
  std::vector<const SchemaKeyword*> dependents;       // dependentRequired
  std::vector<std::size_t> names;                     // nodes that every member name must satisfy
  std::vector<std::size_t> others;                    // nodes of unevaluatedProperties
  std::vector<std::pair<std::string, Demand>> asked;  // further requirements on a member
  std::vector<std::size_t> odd_names;                 // some name must be rejected by this node
  std::vector<std::pair<std::size_t, std::string>>
      odd_members;  // some other member must be rejected by this node;
                    // its name matches the pattern, if given

  std::vector<const KnownNames*> named;  // of discriminators
};

struct ArrayRules {
  std::size_t fewest = 0;
  std::size_t most = std::numeric_limits<std::size_t>::max();
  bool is_unique = false;
  bool repeats = false;  // an item occurs twice
  std::vector<ItemLayer> layers;
  std::vector<std::size_t> others;  // nodes of unevaluatedItems
  std::vector<Contained> contained;
  std::vector<std::pair<std::size_t, Demand>> asked;  // further requirements on the item there
};

struct Rules {
  bool is_impossible = false;
  bool is_typed = false;     // a type is documented
  bool needs_check = false;  // the generated value may still be rejected
  bool is_full = false;      // all members are present: Taste::whole
  KindMask kinds = kEveryKind;
  KindMask hinted = 0;           // kinds that keywords other than `type` apply to
  KindMask wanted = kEveryKind;  // kinds that exercise the goal
  std::shared_ptr<const std::vector<JsonValue>> values =
      nullptr;                      // the value is one of these, if any are given
  std::vector<JsonValue> excluded;  // and none of these
  std::vector<SchemaUse> sole;      // alternatives beside which no other one may accept the value
  std::vector<SchemaUse> chosen;    // the alternatives of each oneOf
  StringRules string;
  NumberRules number;
  ArrayRules array;
  ObjectRules object;
};

}  // namespace avouch
