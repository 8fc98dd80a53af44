// SPDX-License-Identifier: MIT
// What a body says of each claim of its schema.
//
//   Result<BodyJudge> judge = BodyJudge::make(schema, {});
//   std::vector<Verdict> verdicts = judge->judge(*parse_body(bytes).instance);
//   verdicts[claim.keyword]   // of schema->claims()
//
// One failing keyword violates one clause: where a value's type is wrong, what else is said of that value is
// not asked; `allOf`, `properties` and their like are no clauses; `anyOf`, `oneOf` and `not` are, and what
// stands below them cannot be violated (save in the branch that a discriminator chooses).
//
// Immutable once made; any thread may judge.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "contract/schema/schema.h"
#include "json/instance.h"
#include "judge/judge.h"
#include "verdict/verdict.h"

namespace avouch {

// How often a keyword was asked of a value, failed there, and could not be judged there.
struct KeywordCount {
  std::uint32_t instances = 0;
  std::uint32_t failures = 0;
  std::uint32_t unknown = 0;
};

class BodyJudge {
 public:
  // Errors: patterns that do not compile and numbers that cannot be judged, with their places.
  static Result<BodyJudge> make(std::shared_ptr<const Schema> schema, const JudgeOptions& options);

  BodyJudge(BodyJudge&&) noexcept;
  BodyJudge& operator=(BodyJudge&&) noexcept;
  ~BodyJudge();

  // A verdict for each keyword of the schema, at its index; for those that are no claim it means nothing.
  std::vector<Verdict> judge(const Instance& instance) const;

  // Whether the instance satisfies the schema as a whole, without reasons. nullopt where a budget ran out.
  std::optional<bool> accepts(const Instance& instance) const;

  // The same of one node of the schema, whatever stands around it.
  std::optional<bool> accepts(const Instance& instance, std::size_t node) const;

  // judge() in numbers, without reasons: what many instances are judged by. nullopt where a limit was
  // reached.
  std::optional<std::vector<KeywordCount>> counts(const Instance& instance) const;

  // JSON Pointers of members that no properties, patternProperties or additionalProperties describes, in an
  // object whose members are documented at all. At most 1,000.
  std::vector<std::string> undocumented(const Instance& instance) const;

  // Members that are there and are not to be sent (contract/schema/direction.h); and how many might have
  // been, in the objects that are there.
  struct Unsent {
    std::vector<std::string> found;  // JSON Pointers, at most 1,000
    std::size_t possible = 0;
  };
  Unsent unsent(const Instance& instance) const;

  // What objects say by their discriminators, wherever one describes them (contract/schema/discriminator.h).
  // A value that is absent or no string says nothing.
  struct Named {
    struct Place {
      std::string pointer;  // of the property's value
      std::string value;
      std::vector<const KnownNames*> names;  // what it may be; the schema's
    };
    std::vector<Place> known;  // at most 1,000 each
    std::vector<Place> unknown;
    std::size_t places = 0;  // of all
    std::size_t failures = 0;
    std::string limit;  // why no more was looked for; empty where all was
  };
  Named named(const Instance& instance) const;

  struct Program;

 private:
  explicit BodyJudge(std::unique_ptr<const Program> program);
  std::unique_ptr<const Program> program_;
};

}  // namespace avouch
