// SPDX-License-Identifier: MIT
// The state of a Generator. Only generator.cpp, instances.cpp and ways/violations.cpp include it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "generate/generator.h"
#include "generate/maker/maker.h"
#include "json/json_value.h"

namespace avouch {

// A conformant instance, and the keywords that it exercises.
struct KeptInstance {
  JsonValue tree;
  std::size_t size = 0;         // of its text
  std::vector<bool> exercised;  // by keyword
};

struct Generator::State {
  std::shared_ptr<const Schema> schema;
  const BodyJudge& judge;
  std::uint64_t seed;
  Maker maker;
  Instances instances;
  std::vector<KeptInstance> kept;     // beside instances.made
  std::size_t offered = 0;            // bytes of all texts made for instances
  std::vector<bool> claimed;          // by keyword
  std::vector<std::size_t> claim_of;  // by keyword: index among the claims

  State(std::shared_ptr<const Schema> schema, const BodyJudge& judge, std::uint64_t seed);

  // Keeps the instance if it conforms and is new. Returns whether it conforms.
  bool keep(JsonValue tree, std::string why);

  // Returns whether more instances may be made.
  bool may_make_more() const;

  // Returns the reason why nothing conforms, with its place.
  Error impossible();
  std::size_t impossible_node();

  void make_instances(const std::vector<JsonValue>& examples);
  Violations break_claim(std::size_t keyword, std::size_t most);
  std::string random(std::uint64_t n);
};

}  // namespace avouch
