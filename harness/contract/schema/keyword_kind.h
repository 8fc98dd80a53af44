// SPDX-License-Identifier: MIT
// The keywords of a schema's normal form, and the properties of each kind, independent of the content. Code
// that depends on a property uses this table; a new kind without a row does not compile.
//
//   traits_of(KeywordKind::max_length).applies_to == mask_of(ValueKind::string)
//   is_in_place(KeywordKind::any_of)
#pragma once

#include <string_view>

#include "json/value_kind.h"

namespace avouch {

// The keywords of the normal form. The comments say what each keyword carries.
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
  format,              // names: the format; and the one to judge by, if the dialect means another
  max_items,           // bound
  min_items,           // bound
  unique_items,        //
  max_properties,      // bound
  min_properties,      // bound
  required,            // names: the members
  dependent_required,  // dependents
  content,             // names: the media type and the encoding, "" if not given; one branch for the
                       // contentSchema, if it is judged: it applies to the decoded content, no other value
  broken,              // fault: it cannot be judged. Applies to kinds_named(name)
  // Keywords with branches:
  reference,               // one branch: a $ref with siblings
  all_of,                  // one branch each
  any_of,                  // one branch each; discriminator
  one_of,                  // one branch each; discriminator
  negation,                // one branch
  condition,               // `if` and, if given, "then" and "else": named so
  dependent_schemas,       // one branch per name
  properties,              // one branch per name
  pattern_properties,      // one branch per pattern
  additional_properties,   // one branch: members outside properties and pattern_properties of this node
  property_names,          // one branch
  prefix_items,            // one branch each
  items,                   // one branch: items after those of prefix_items of this node
  contains,                // one branch; bound: minimum number of items that match
  max_contains,            // one branch; bound: maximum number of items that match
  unevaluated_items,       // one branch
  unevaluated_properties,  // one branch
};

// The values that a keyword applies its branches to.
enum class KeywordGroup {
  value,        // no branches: it checks the value by itself
  joined,       // the value itself: all of them must accept it
  choice,       // the value itself: some of them must accept it
  conditional,  // the value itself, if a condition is met
  negation,     // the value itself: it must not be accepted
  members,      // members of an object, or their names
  items,        // items of an array
};

struct KeywordTraits {
  std::string_view name;  // in JSON Schema 2020-12
  KeywordGroup group;
  // The kinds of value that it applies to; others pass (2020-12 Validation §6). Every kind if it applies to
  // all. For a format, the judge of formats knows its kinds.
  KindMask applies_to;
  // Whether its branches describe a value that satisfies them, or a part of it. Other branches only decide,
  // or apply to parts that no other keyword describes.
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
    case KeywordKind::broken:
      return {"", Group::value, kEveryKind};
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

// The kind of keyword that 2020-12 writes so; `broken` if none is.
constexpr KeywordKind kind_named(std::string_view name) {
  for (int i = 0; i <= static_cast<int>(KeywordKind::unevaluated_properties); ++i) {
    const auto kind = static_cast<KeywordKind>(i);
    if (traits_of(kind).name == name && !name.empty()) return kind;
  }
  return name == "minContains" ? KeywordKind::contains : KeywordKind::broken;
}

constexpr bool has_branches(KeywordKind kind) {
  return traits_of(kind).group != KeywordGroup::value;
}

// Its branches always apply to the value that it applies to.
constexpr bool is_joined(KeywordKind kind) {
  return traits_of(kind).group == KeywordGroup::joined;
}

// anyOf, oneOf.
constexpr bool is_choice(KeywordKind kind) {
  return traits_of(kind).group == KeywordGroup::choice;
}

// Its branches apply to the same value as the keyword.
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
