// SPDX-License-Identifier: MIT
// What a schema allows and what it forbids, as JSON texts: instances that exercise every claim, random ones
// without end, and for each claim those that break just it.
//
//   Result<Generator> generator = Generator::make(schema, judge, examples);
//   for (const MadeInstance& one : generator->instances().made) …
//   for (const SchemaClaim& claim : schema->claims()) generator->violations(claim.keyword) …
//
// The judge has the last word on all that is returned: what it does not accept, or does not find broken, is
// never handed out. The same schema, judge, examples and seed give the same texts. Holds the schema and
// refers to the judge, which must outlive it. Thread-compatible: it keeps what it has worked out, so callers
// on several threads need one each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "contract/schema/schema.h"
#include "generate/instances.h"
#include "generate/ways/violations.h"
#include "json/json_value.h"
#include "judge/body/body.h"

namespace avouch {

// The longest string and array that is made, however much a schema demands.
inline constexpr std::size_t kLongestMade = 100'000;

// Bytes of text that are made for all instances together, and for the violations of one claim: what is large
// is made less often.
inline constexpr std::size_t kMostText = 64U * 1024U * 1024U;

// So many violations of one claim tell most of what there is to tell.
inline constexpr std::size_t kFewViolations = 8;

class Generator {
 public:
  // `judge` judges by `schema`. Examples that conform come first among the instances; others are left out.
  // Errors: no instance that conforms was found, with the place of a claim that stands in the way.
  static Result<Generator> make(std::shared_ptr<const Schema> schema, const BodyJudge& judge,
                                const std::vector<JsonValue>& examples = {}, std::uint64_t seed = 1);

  Generator(Generator&&) noexcept;
  Generator& operator=(Generator&&) noexcept;
  ~Generator();

  const Instances& instances() const;

  // The n-th of an endless row of conformant instances, as unlike as the schema lets them be.
  std::string random_instance(std::uint64_t n) const;

  // `keyword`: of one of the schema's claims. `most`: so many at most, unless it names more members than
  // that.
  Violations violations(std::size_t keyword, std::size_t most = kFewViolations) const;

 private:
  struct State;
  explicit Generator(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace avouch
