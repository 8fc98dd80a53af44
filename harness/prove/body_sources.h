// SPDX-License-Identifier: MIT
// Where the bodies of one operation's proof come from: a generator for each documented JSON media type.
//
//   BodySources bodies(contract, judge, seed);
//   Mutants mutants = bodies.mutants(clause, 12);
//
// Refers to the judge, which outlives it. One thread at a time: generators keep what they have worked out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "contract/contract.h"
#include "generate/generator.h"
#include "judge/judge.h"
#include "prove/mutant.h"

namespace avouch {

class BodySources {
 public:
  using Key = std::pair<std::size_t, std::size_t>;  // index of the response, and of its media type

  // `single`: a contract with one operation, which `judge` is of.
  BodySources(const Contract& single, const Judge& judge, std::uint64_t seed);

  // Null where no body of that media type can be made.
  const Generator* generator(Key key) const;
  // So many at most. Precondition: the clause is about a body's keyword.
  Mutants mutants(const BoundClause& clause, std::size_t most) const;

 private:
  struct Source {
    Generator generator;
    std::map<std::size_t, std::string> claims;  // coordinates below the operation, by keyword
  };
  std::map<Key, Source> sources_;
  std::map<Key, std::string> without_;  // why there is none
};

}  // namespace avouch
