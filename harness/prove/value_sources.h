// SPDX-License-Identifier: MIT
// The sources of bodies and header values for the proof of one operation: a generator per schema.
//
//   ValueSources values(contract, judge, seed);
//   Mutants mutants = values.mutants(clause, 12);
//
// Keeps references to the contract and the judge, which must outlive it. Not thread-safe: generators cache
// their results.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "contract/contract.h"
#include "generate/generator.h"
#include "judge/judge.h"
#include "prove/mutant.h"
#include "prove/shared_schemas.h"

namespace avouch {

class ValueSources {
 public:
  struct Key {
    enum class Of { body, header };
    std::size_t response = 0;
    Of of = Of::body;
    std::size_t index = 0;  // of the response's media type or header

    auto operator<=>(const Key&) const = default;  // NOLINT(modernize-use-nullptr)
  };
  struct Claim {
    Key key;
    std::size_t keyword = 0;  // in that schema
  };
  // The keyword that the clause is about; nullopt for other clauses.
  static std::optional<Claim> claim_of(const BoundClause& clause);
  static std::optional<Key> key_of(const BoundClause& clause);

  // `single` is a contract with one operation, which has that index in `shared`; `judge` is for it. `shared`
  // may be null. `wanted`: only these clauses are proven, by their indices in `single`; null: all.
  ValueSources(const Contract& single, const Judge& judge, std::uint64_t seed, const SharedSchemas* shared,
               std::size_t operation, const std::set<std::size_t>* wanted = nullptr);

  // Null if no value of that schema can be generated, or if all of its claims are proven elsewhere.
  const Generator* generator(Key key) const;
  // Conforming values, at least one; null if none can be generated.
  const std::vector<MadeInstance>* values(Key key) const;
  // How many claims of a shared schema are proven in this operation; nullopt if the schema is not shared.
  std::optional<std::size_t> own_claims(Key key) const;
  // The clause of another body that has the proof; empty if the clause is proven here.
  const std::string& proof_of(const Claim& claim) const;
  // Whether such a clause is proven here as well.
  bool is_sample(const Claim& claim) const;
  // Returns at most `most` mutants. Preconditions: the clause is about a keyword; of a clause that is proven
  // elsewhere, a sample.
  Mutants mutants(const BoundClause& clause, std::size_t most) const;

 private:
  struct Source {
    std::shared_ptr<SharedSchema> shared;       // null if it is not shared
    BodyUse use = {};                           // of the shared one
    std::optional<Generator> own;               // if it is not shared
    const BodyJudge* judge;                     // for the same schema
    std::map<std::size_t, std::string> claims;  // coordinates below the operation, by keyword

    const Generator* generator() const {
      if (own) return &*own;
      return shared->home() == use ? shared->generator() : nullptr;
    }
  };
  // Returns false if the schema must be proven in each response.
  bool add_shared(Key key, const std::shared_ptr<SharedSchema>& shared, const BodyUse& use,
                  const BodyJudge* judge);
  void add(Key key, const std::shared_ptr<const Schema>& schema, const BodyJudge* judge,
           const std::vector<Example>& examples, std::uint64_t seed, GeneratorWishes wishes);

  const Contract& contract_;
  std::map<Key, Source> sources_;
  std::map<Key, std::string> without_;  // why no generator exists
};

}  // namespace avouch
