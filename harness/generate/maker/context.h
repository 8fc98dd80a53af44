// SPDX-License-Identifier: MIT
// The state that gather, choose, build and confirm share while they make values of one schema.
//
// Belongs to one Maker. Not thread-safe. Keeps references to the schema and the judge.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/random.h"
#include "contract/schema/schema.h"
#include "generate/maker/budget.h"
#include "generate/rules.h"
#include "json/json_value.h"
#include "judge/body/body.h"
#include "pattern/shelf.h"

namespace avouch {

// The names that a discriminator gives one of its branches, as far as the branch's schema allows them.
struct SelectingNames {
  std::vector<JsonValue> mapped;
  std::vector<JsonValue> unmapped;  // one that selects nothing else, or none (OpenAPI 3.2, defaultMapping)
};

class MakerContext {
 public:
  MakerContext(const Schema& read, const BodyJudge& judge_of_it, std::uint64_t seed)
      : schema(read),
        judge(judge_of_it),
        random(seed),
        active(read.nodes().size()),
        made(read.nodes().size()) {}

  const Schema& schema;
  const BodyJudge& judge;
  Random random;
  PatternShelf patterns;
  Budget budget;
  std::vector<std::size_t> active;                   // by node: the number of its values in progress
  std::vector<std::size_t> made;                     // by node: the number of its values in the whole value
  std::size_t parts = 0;                             // the number of values in the whole value
  std::unordered_map<std::size_t, JsonValue> hints;  // by node: documented values
  std::map<std::pair<std::size_t, std::size_t>, SelectingNames> selecting;  // by keyword and branch
  std::size_t breaking = kNoKeyword;  // the keyword that must fail, wherever it occurs

  const SchemaKeyword& keyword(std::size_t index) const { return schema.keywords()[index]; }

  // Begins a whole value.
  void start();
  // Returns whether the whole value has many parts already.
  bool is_large() const { return parts > kLarge; }
  // Returns whether it has so many that no array of a kind that it has needs more items than named ones.
  bool has_many_parts() const { return parts > kMany; }
  // Returns whether a value for one of these nodes is part of another value for the same node.
  bool is_again(const std::vector<std::size_t>& nodes) const;
  // Returns the documented value of the first node that has one; nullptr if none has.
  const JsonValue* hint_for(const Demand& demand) const;
  // Returns the values of an enum or a const. Shared, because there may be many.
  const std::shared_ptr<const std::vector<JsonValue>>& values_of(std::size_t keyword);
  // By node: see height.h.
  const std::vector<std::size_t>& heights();

 private:
  static constexpr std::size_t kLarge = 1'000;
  static constexpr std::size_t kMany = 100;

  std::unordered_map<std::size_t, std::shared_ptr<const std::vector<JsonValue>>> values_;
  std::vector<std::size_t> heights_;
};

}  // namespace avouch
