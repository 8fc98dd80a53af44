// SPDX-License-Identifier: MIT
// A schema made ready for judging: what each node asks of a value, in the order in which it is asked.
//
// Immutable once made; any thread may read it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "contract/schema/schema.h"
#include "judge/body/body.h"
#include "judge/body/keyword.h"
#include "judge/body/word_map.h"
#include "pattern/pattern.h"

namespace avouch {

// What a node says of an object's members, and of an array's items.
struct MemberRules {
  std::vector<std::pair<std::string, std::size_t>> properties;  // name, node
  WordMap by_name;                                              // name -> index of properties
  std::vector<std::pair<Pattern, std::size_t>> patterns;
  std::optional<std::size_t> additional;
};

struct ItemRules {
  std::vector<std::size_t> prefix;
  std::optional<std::size_t> rest;
};

struct BodyNode {
  std::vector<std::size_t> types;        // keywords: never and type, asked first
  std::vector<std::size_t> assertions;   // the others that look at one value
  std::vector<std::size_t> in_place;     // applicators to the value itself
  std::unique_ptr<MemberRules> members;  // null where there are none
  std::unique_ptr<ItemRules> items;
  std::optional<std::size_t> names;              // property_names' keyword
  std::vector<std::size_t> contains;             // keywords
  std::optional<std::size_t> unevaluated_items;  // keywords
  std::optional<std::size_t> unevaluated_properties;

  bool needs_marks() const { return unevaluated_items || unevaluated_properties; }
};

struct BodyJudge::Program {
  std::shared_ptr<const Schema> schema;
  std::vector<BodyKeyword> assertions;  // by keyword
  std::vector<BodyNode> nodes;
  std::vector<bool> leads_to_names;  // by node: contract/schema/discriminator.h
  bool asserts_formats = true;
  bool asserts_content = false;

  const SchemaKeyword& keyword(std::size_t index) const { return schema->keywords()[index]; }

  static Result<std::unique_ptr<const Program>> make(std::shared_ptr<const Schema> schema,
                                                     const JudgeOptions& options);
};

}  // namespace avouch
