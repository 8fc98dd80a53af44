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
#include <string>

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
  // may be null.
  ValueSources(const Contract& single, const Judge& judge, std::uint64_t seed, const SharedSchemas* shared,
               std::size_t operation);

  // Null if no value of that schema can be generated.
  const Generator* generator(Key key) const;
  // The schema of that body, if another response is its home; null if it is proven here.
  const SharedSchema* elsewhere(Key key) const;
  // Returns at most `most` mutants. Preconditions: the clause is about a keyword; of a schema that is proven
  // elsewhere, a sample.
  Mutants mutants(const BoundClause& clause, std::size_t most) const;

 private:
  struct Source {
    std::shared_ptr<SharedSchema> shared;       // null if it is not shared
    bool is_elsewhere = false;                  // another response is its home
    std::optional<Generator> own;               // if it is not shared
    const BodyJudge* judge;                     // for the same schema
    std::map<std::size_t, std::string> claims;  // coordinates below the operation, by keyword

    const Generator& generator() const { return own ? *own : *shared->generator(); }
  };
  // Returns false if the schema must be proven in each response.
  bool add_shared(Key key, const std::shared_ptr<SharedSchema>& shared, const BodyUse& use,
                  const BodyJudge* judge);
  void add(Key key, const std::shared_ptr<const Schema>& schema, const BodyJudge* judge,
           const std::vector<Example>& examples, std::uint64_t seed);

  const Contract& contract_;
  std::map<Key, Source> sources_;
  std::map<Key, std::string> without_;  // why no generator exists
};

}  // namespace avouch
