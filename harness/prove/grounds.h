// SPDX-License-Identifier: MIT
// The responses that mutants are edits of: for each clause, a response that the clause is about.
//
//   Grounds grounds(contract, hearing);
//   hearing.send(grounds.of(planned).ground->under(mutant), {0});
//
// Keeps references to its arguments, which must outlive it. Not thread-safe.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <tuple>

#include "contract/contract.h"
#include "http/message.h"
#include "prove/hearing.h"
#include "prove/mutant.h"

namespace avouch {

// The mock's own response to a request; or, if the clause is about another response, a conforming response of
// that status and media type in its place.
struct Ground {
  std::optional<http::Response> answer;  // nullopt: the mock's own
  std::string what;                      // "the documented 404"
  std::optional<http::Response> seen;    // the response as received
  Hearing::Reasons violated;             // clauses about other responses that it violates by itself
  std::string missing;                   // why no conforming response can be made; empty if one can

  // Applies the mutant's edit to this response.
  Mutant under(Mutant mutant) const;
};

class Grounds {
 public:
  Grounds(const Contract& contract, Hearing& hearing);

  struct Found {
    const Ground* ground;  // valid for the lifetime of this object
    bool is_new;           // whether this is the first request for it
  };
  // The clauses that the mock's own responses violate.
  const Hearing::Reasons& violated() const { return violated_; }
  // Precondition: some response exercises the clause (Hearing::carriers).
  Found of(std::size_t planned);

 private:
  // Response, media type (nullopt: any), first probe.
  using Key = std::tuple<std::size_t, std::optional<std::size_t>, std::size_t>;

  const Contract& contract_;
  Hearing& hearing_;
  const Hearing::Reasons violated_;
  std::map<Key, Ground> grounds_;
};

}  // namespace avouch
