// SPDX-License-Identifier: MIT
// The responses of a contract that have one schema, and what their proofs share.
//
//   SharedSchemas shared(contract, selection, 1);
//   if (const std::shared_ptr<SharedSchema> one = shared.of({.operation = 3, .response = 0, .media = 0})) …
//
// Whether a body violates a keyword depends on the body and the schema alone. So the keywords are proven in
// the first of these responses, its home. In the others, Avouch shows that a body reaches the same schema: by
// conforming bodies, and by mutants of a few keywords, the samples (docs/proof.md). Two responses share their
// proof only if they have the same schema object, the same examples, content of the same form, and the same
// clauses about content.
//
// Thread-safe. The generator of a shared schema changes its state when it makes violations: only its home may
// ask for those.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "contract/contract.h"
#include "generate/generator.h"
#include "judge/body/body.h"
#include "plan/selection.h"

namespace avouch {

// A documented body, by its indices in the contract.
struct BodyUse {
  std::size_t operation = 0;
  std::size_t response = 0;
  std::size_t media = 0;

  auto operator<=>(const BodyUse&) const = default;  // NOLINT(modernize-use-nullptr)
};

class SharedSchema {
 public:
  // `coordinates`: of the clauses of its home, by keyword.
  SharedSchema(BodyUse home, const DocumentedMedia& media, std::map<std::size_t, std::string> coordinates,
               std::uint64_t seed);

  const BodyUse& home() const { return home_; }
  // Of the clause of its home about that keyword.
  const std::string& coordinate(std::size_t keyword) const { return coordinates_.at(keyword); }

  struct Sample {
    std::size_t keyword = 0;
    Violations violations;
  };
  // Made on first use, with the samples. Errors: as Generator::make().
  const Result<Generator>& generator();
  // Violations of a few keywords. Precondition: generator() was called.
  const std::vector<Sample>& samples() const { return samples_; }
  // Null if the keyword is no sample.
  const Sample* sample(std::size_t keyword) const;
  const BodyJudge& judge() const { return *judge_; }

 private:
  void make();

  BodyUse home_;
  const DocumentedMedia& media_;
  std::map<std::size_t, std::string> coordinates_;
  std::uint64_t seed_;
  std::once_flag once_;
  std::optional<BodyJudge> judge_;
  std::optional<Result<Generator>> generator_;
  std::vector<Sample> samples_;
};

class SharedSchemas {
 public:
  // Keeps references to the contract. Only the selected operations and clauses count.
  SharedSchemas(const Contract& contract, const Selection& selection, std::uint64_t seed);

  // Null if the body shares nothing, or if its schema is so small that sharing saves nothing.
  std::shared_ptr<SharedSchema> of(const BodyUse& use) const;
  // That body has been proven: when all have been, what was made for them is dropped.
  void finish(std::size_t operation);

 private:
  mutable std::mutex mutex_;
  std::map<BodyUse, std::shared_ptr<SharedSchema>> shared_;
};

}  // namespace avouch
