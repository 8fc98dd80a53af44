// SPDX-License-Identifier: MIT
// The state of a Generator. Only generator.cpp, instances.cpp and ways/violations.cpp include it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "generate/generator.h"
#include "generate/maker/maker.h"
#include "generate/maker/rivals.h"
#include "json/json_value.h"

namespace avouch {

// Ends a reason where the maker is tired.
inline constexpr const char* kWithinAttempts = " within the attempts that other values have left";

struct Generator::State {
  std::shared_ptr<const Schema> schema;
  const BodyJudge& judge;
  std::uint64_t seed;
  GeneratorWishes wishes;
  Maker maker;
  Rivals rivals;
  Instances instances;
  std::vector<std::vector<bool>> exercised;  // beside instances.made: the keywords that each exercises
  std::vector<bool> reached;                 // by keyword: whether any of them exercises it
  std::optional<BodyVerdicts> of_first;      // the verdicts on the first instance, if they were asked for
  std::size_t offered = 0;                   // bytes of all texts made for instances
  // What the next instances are made for. What comes before was tried.
  std::size_t next_taste = 0;  // of the usual ones
  std::size_t next_turn = 1;   // through the listed values and the alternatives
  std::size_t next_kind = 1;   // of the types
  std::size_t next_claim = 0;
  std::vector<bool> claimed;          // by keyword
  std::vector<std::size_t> claim_of;  // by keyword: index among the claims
  std::vector<bool> shown_whole;      // by node: whether an instance was to have all members there
  std::size_t most_turns;
  std::size_t most_kinds;

  State(std::shared_ptr<const Schema> schema, const BodyJudge& judge, std::uint64_t seed,
        GeneratorWishes wishes);

  // Keeps the instance if it conforms and is new. Returns whether it conforms.
  bool keep(const JsonValue& tree, std::string why);
  // Makes one instance of that taste, if more instances may be made.
  void try_taste(const Taste& taste, std::string why);
  // Makes instances for the next taste, turn, kind or claim. Returns false if all were tried.
  bool try_next();

  // Returns whether more instances may be made.
  bool may_make_more() const;
  // Returns whether the claim of that keyword should have instances of its own.
  bool is_wanted(std::size_t keyword) const { return wishes.claims.empty() || wishes.claims[keyword]; }
  std::size_t turns() const;
  std::size_t kinds() const;

  // Returns the reason why nothing conforms, with its place.
  Error impossible();
  std::size_t impossible_node();

  // Makes instances until there is one. complete() goes on from there.
  void make_first(const std::vector<JsonValue>& examples);
  // Makes all others. Does nothing if they exist.
  void complete();
  void make_for_goal(const SchemaClaim& claim);
  // The node to show whole on the way to the goal, each once, so that few instances exercise much.
  std::size_t next_whole(const Goal& goal);
  Violations break_claim(std::size_t keyword, std::size_t most);
  std::string random(std::uint64_t n);
};

}  // namespace avouch
