// SPDX-License-Identifier: MIT
// The keywords of the normal form of a schema, and what is true of each kind of them whatever it carries.
// What depends on a property of kinds is asked of this table; a new kind without a row does not compile.
//
//   traits_of(KeywordKind::max_length).speaks_of == mask_of(ValueKind::string)
//   is_in_place(KeywordKind::any_of)
#pragma once

#include <string_view>

#include "json/value_kind.h"

namespace avouch {

// The keywords of the normal form. The comment says what a keyword carries.
enum class KeywordKind {
  never,               // a `false` schema
  type,                // names: "null", …, "integer"; "written-integer" is draft 4's integer
  enumeration,         // texts: the values
  constant,            // texts: the value
  multiple_of,         // texts: a number
  maximum,             // texts: a number
  exclusive_maximum,   // texts: a number
  minimum,             // texts: a number
  exclusive_minimum,   // texts: a number
  max_length,          // bound
  min_length,          // bound
  pattern,             // names: the pattern
  format,              // names: the format; and the one to judge by, where the dialect means another
  max_items,           // bound
  min_items,           // bound
  unique_items,        //
  max_properties,      // bound
  min_properties,      // bound
  required,            // names: the members
  dependent_required,  // dependents
  content,             // names: the media type and the encoding, "" where not given; of draft 7 alone
  // Those with branches:
  reference,               // one branch: a $ref that has siblings
  all_of,                  // a branch each
  any_of,                  // a branch each; discriminator
  one_of,                  // a branch each; discriminator
  negation,                // one branch
  condition,               // `if` and, where given, "then" and "else": named so
  dependent_schemas,       // a branch a name
  properties,              // a branch a name
  pattern_properties,      // a branch a pattern
  additional_properties,   // one branch: members that neither properties nor pattern_properties of this node
                           // names
  property_names,          // one branch
  prefix_items,            // a branch each
  items,                   // one branch: items after those of prefix_items of this node
  contains,                // one branch; bound: at least so many items match
  max_contains,            // one branch; bound: at most so many items match
  unevaluated_items,       // one branch
  unevaluated_properties,  // one branch
};

// What a keyword applies its branches to.
enum class KeywordGroup {
  value,        // it has none: it speaks of the value by itself
  joined,       // the value itself: each of them holds of it
  choice,       // the value itself: some of them hold of it
  conditional,  // the value itself, where a condition is met
  negation,     // the value itself: it must not hold
  members,      // members of an object, or their names
  items,        // items of an array
};

struct KeywordTraits {
  std::string_view name;  // in JSON Schema 2020-12
  KeywordGroup group;
  // The kinds of value that it speaks of: others pass it (2020-12 Validation §6). Every kind where it speaks
  // of all, and of a format: which values one speaks of, the judge of formats knows.
  KindMask speaks_of;
  // Whether its branches describe what a value that satisfies them looks like, or a part of it. Those of the
  // others only decide, or describe what nothing else describes.
  bool describes = false;
};

constexpr KeywordTraits traits_of(KeywordKind kind) {
  using Group = KeywordGroup;
  constexpr KindMask kNumber = mask_of(ValueKind::number);
  constexpr KindMask kString = mask_of(ValueKind::string);
  constexpr KindMask kArray = mask_of(ValueKind::array);
  constexpr KindMask kObject = mask_of(ValueKind::object);
  constexpr bool kDescribes = true;
  switch (kind) {
    case KeywordKind::never:
      return {"false", Group::value, kEveryKind};
    case KeywordKind::type:
      return {"type", Group::value, kEveryKind};
    case KeywordKind::enumeration:
      return {"enum", Group::value, kEveryKind};
    case KeywordKind::constant:
      return {"const", Group::value, kEveryKind};
    case KeywordKind::multiple_of:
      return {"multipleOf", Group::value, kNumber};
    case KeywordKind::maximum:
      return {"maximum", Group::value, kNumber};
    case KeywordKind::exclusive_maximum:
      return {"exclusiveMaximum", Group::value, kNumber};
    case KeywordKind::minimum:
      return {"minimum", Group::value, kNumber};
    case KeywordKind::exclusive_minimum:
      return {"exclusiveMinimum", Group::value, kNumber};
    case KeywordKind::max_length:
      return {"maxLength", Group::value, kString};
    case KeywordKind::min_length:
      return {"minLength", Group::value, kString};
    case KeywordKind::pattern:
      return {"pattern", Group::value, kString};
    case KeywordKind::format:
      return {"format", Group::value, kEveryKind};
    case KeywordKind::max_items:
      return {"maxItems", Group::value, kArray};
    case KeywordKind::min_items:
      return {"minItems", Group::value, kArray};
    case KeywordKind::unique_items:
      return {"uniqueItems", Group::value, kArray};
    case KeywordKind::max_properties:
      return {"maxProperties", Group::value, kObject};
    case KeywordKind::min_properties:
      return {"minProperties", Group::value, kObject};
    case KeywordKind::required:
      return {"required", Group::value, kObject};
    case KeywordKind::dependent_required:
      return {"dependentRequired", Group::value, kObject};
    case KeywordKind::content:
      return {"contentMediaType", Group::value, kString};
    case KeywordKind::reference:
      return {"$ref", Group::joined, kEveryKind, kDescribes};
    case KeywordKind::all_of:
      return {"allOf", Group::joined, kEveryKind, kDescribes};
    case KeywordKind::any_of:
      return {"anyOf", Group::choice, kEveryKind, kDescribes};
    case KeywordKind::one_of:
      return {"oneOf", Group::choice, kEveryKind, kDescribes};
    case KeywordKind::negation:
      return {"not", Group::negation, kEveryKind};
    case KeywordKind::condition:
      return {"if", Group::conditional, kEveryKind, kDescribes};
    case KeywordKind::dependent_schemas:
      return {"dependentSchemas", Group::conditional, kObject, kDescribes};
    case KeywordKind::properties:
      return {"properties", Group::members, kObject, kDescribes};
    case KeywordKind::pattern_properties:
      return {"patternProperties", Group::members, kObject, kDescribes};
    case KeywordKind::additional_properties:
      return {"additionalProperties", Group::members, kObject, kDescribes};
    case KeywordKind::property_names:
      return {"propertyNames", Group::members, kObject};
    case KeywordKind::prefix_items:
      return {"prefixItems", Group::items, kArray, kDescribes};
    case KeywordKind::items:
      return {"items", Group::items, kArray, kDescribes};
    case KeywordKind::contains:
      return {"contains", Group::items, kArray};
    case KeywordKind::max_contains:
      return {"maxContains", Group::items, kArray};
    case KeywordKind::unevaluated_items:
      return {"unevaluatedItems", Group::items, kArray};
    case KeywordKind::unevaluated_properties:
      return {"unevaluatedProperties", Group::members, kObject};
  }
  return {};
}

constexpr bool has_branches(KeywordKind kind) {
  return traits_of(kind).group != KeywordGroup::value;
}

// Its branches speak of the value whenever it does.
constexpr bool is_joined(KeywordKind kind) {
  return traits_of(kind).group == KeywordGroup::joined;
}

// anyOf, oneOf.
constexpr bool is_choice(KeywordKind kind) {
  return traits_of(kind).group == KeywordGroup::choice;
}

// Its branches speak of the same value as it does.
constexpr bool is_in_place(KeywordKind kind) {
  switch (traits_of(kind).group) {
    case KeywordGroup::joined:
    case KeywordGroup::choice:
    case KeywordGroup::conditional:
    case KeywordGroup::negation:
      return true;
    case KeywordGroup::value:
    case KeywordGroup::members:
    case KeywordGroup::items:
      break;
  }
  return false;
}

}  // namespace avouch
