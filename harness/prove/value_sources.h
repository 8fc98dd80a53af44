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

  // `single` is a contract with one operation; `judge` is for it.
  ValueSources(const Contract& single, const Judge& judge, std::uint64_t seed);

  // Null if no value of that schema can be generated.
  const Generator* generator(Key key) const;
  // Returns at most `most` mutants. Precondition: the clause is about a keyword.
  Mutants mutants(const BoundClause& clause, std::size_t most) const;

 private:
  struct Source {
    Generator generator;
    const BodyJudge* judge;                     // for the same schema
    std::map<std::size_t, std::string> claims;  // coordinates below the operation, by keyword
  };
  void add(Key key, const std::shared_ptr<const Schema>& schema, const BodyJudge* judge,
           const std::vector<Example>& examples, std::uint64_t seed);

  const Contract& contract_;
  std::map<Key, Source> sources_;
  std::map<Key, std::string> without_;  // why no generator exists
};

}  // namespace avouch
