// SPDX-License-Identifier: MIT
// A schema made ready for judging: what each node asks of a value, in the order in which it is asked.
//
// Immutable once made; any thread may read it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.h"
#include "contract/schema.h"
#include "judge/body.h"
#include "judge/body_assertion.h"
#include "judge/pattern.h"

namespace avouch {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

// What a node says of an object's members, and of an array's items.
struct MemberRules {
  std::vector<std::pair<std::string, std::size_t>> properties;  // name, node
  std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>>
      by_name;  // name -> index of properties
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
  BodyAssertions assertions;
  std::vector<BodyNode> nodes;
  bool asserts_formats = true;
  bool asserts_content = false;

  const SchemaKeyword& keyword(std::size_t index) const { return schema->keywords()[index]; }

  static Result<std::unique_ptr<const Program>> make(std::shared_ptr<const Schema> schema,
                                                     const JudgeOptions& options);
};

}  // namespace avouch
