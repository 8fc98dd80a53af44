// SPDX-License-Identifier: MIT
// Where the bodies and header values of one operation's proof come from: a generator for each schema.
//
//   ValueSources values(contract, judge, seed);
//   Mutants mutants = values.mutants(clause, 12);
//
// Refers to the contract and the judge, which outlive it. One thread at a time: generators keep what they
// have worked out.
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
    std::size_t index = 0;  // of the response's media type, or of its header

    auto operator<=>(const Key&) const = default;
  };
  struct Claim {
    Key key;
    std::size_t keyword = 0;  // of the schema there
  };
  // What a clause about a keyword speaks of; nullopt for other clauses.
  static std::optional<Claim> claim_of(const BoundClause& clause);
  static std::optional<Key> key_of(const BoundClause& clause);

  // `single`: a contract with one operation, which `judge` is of.
  ValueSources(const Contract& single, const Judge& judge, std::uint64_t seed);

  // Null where no value of that schema can be made.
  const Generator* generator(Key key) const;
  // So many at most. Precondition: the clause is about a keyword.
  Mutants mutants(const BoundClause& clause, std::size_t most) const;

 private:
  struct Source {
    Generator generator;
    const BodyJudge* judge;                     // of the same schema
    std::map<std::size_t, std::string> claims;  // coordinates below the operation, by keyword
  };
  void add(Key key, const std::shared_ptr<const Schema>& schema, const BodyJudge* judge,
           const std::vector<Example>& examples, std::uint64_t seed);

  const Contract& contract_;
  std::map<Key, Source> sources_;
  std::map<Key, std::string> without_;  // why there is none
};

}  // namespace avouch
