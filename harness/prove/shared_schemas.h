// SPDX-License-Identifier: MIT
// What the proofs of the response bodies of a contract share.
//
//   SharedSchemas shared(contract, selection, 1);
//   if (const std::shared_ptr<SharedSchema> one = shared.of({.operation = 3, .response = 0, .media = 0})) …
//
// Whether a value violates a keyword depends on the value and on the schema object that describes it. So a
// keyword is proven in one body that has the object (prove/schema_objects.h): the one with the smallest
// schema. In the others, Avouch shows that a body reaches the same object: by conforming bodies, and by
// mutants of a few keywords, the samples (docs/proof.md).
//
// Bodies with one schema, the same examples, content of the same form and the same clauses about content
// share one SharedSchema. Its home is the first of them.
//
// Thread-safe, but for generator().
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
  // A claim of the schema.
  struct Claim {
    std::string coordinate;      // of the clause of the home
    std::string elsewhere = {};  // of the clause of another schema that has its proof; empty: it is proven at
                                 // the home
    std::size_t witness = kNoKeyword;  // for such a claim: the keyword whose claim is exercised to show that
                                       // a body reaches its object
  };
  using Claims = std::map<std::size_t, Claim>;  // by keyword

  // `is_alone`: no other body has the schema.
  SharedSchema(BodyUse home, const DocumentedMedia& media, Claims claims, bool is_alone, std::uint64_t seed);

  const BodyUse& home() const { return home_; }

  // Makes the bodies and the samples, on first use. Returns why no body can be made; empty if bodies exist.
  const std::string& prepare();

  // The following ones need prepare().

  // The clause that has the proof of that keyword; empty if it is the use's own.
  const std::string& proof_of(std::size_t keyword, const BodyUse& use) const;
  // How many claims are proven in that use.
  std::size_t own_claims(const BodyUse& use) const;
  // Violations of a few keywords.
  struct Sample {
    std::size_t keyword = 0;
    Violations violations;
  };
  const std::vector<Sample>& samples() const { return samples_; }
  // Null if the keyword is no sample.
  const Sample* sample(std::size_t keyword) const;
  // A few conforming bodies.
  const std::vector<MadeInstance>& bodies() const { return bodies_; }
  // Null if no claim is proven at the home. Only its operation may use it, in one thread.
  const Generator* generator() const { return generator_ ? &*generator_ : nullptr; }

  // The home has been proven.
  void drop_generator() { generator_.reset(); }

 private:
  void make();
  bool make_bodies(const BodyJudge& judge);
  void make_samples();

  BodyUse home_;
  const DocumentedMedia& media_;
  Claims claims_;
  bool is_alone_;
  std::uint64_t seed_;
  std::once_flag once_;
  std::string why_not_;
  std::optional<BodyJudge> judge_;  // declared before the generator, which refers to it
  std::optional<Generator> generator_;
  std::vector<MadeInstance> bodies_;
  std::vector<Sample> samples_;
};

class SharedSchemas {
 public:
  // Keeps references to the contract. Only the selected operations and clauses count.
  SharedSchemas(const Contract& contract, const Selection& selection, std::uint64_t seed);

  // Null if the body shares nothing, or so little that sharing saves nothing.
  std::shared_ptr<SharedSchema> of(const BodyUse& use) const;
  // That operation has been proven: what nobody needs any more is dropped.
  void finish(std::size_t operation);

 private:
  mutable std::mutex mutex_;
  std::map<BodyUse, std::shared_ptr<SharedSchema>> shared_;
};

}  // namespace avouch
