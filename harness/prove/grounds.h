// SPDX-License-Identifier: MIT
// What mutants are edits of: for each clause the answer that it speaks of.
//
//   Grounds grounds(contract, plan, hearing);
//   hearing.send(grounds.of(planned).ground->under(mutant), {0});
//
// Refers to all three, which outlive it. One thread at a time.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <tuple>

#include "contract/contract.h"
#include "http/message.h"
#include "plan/planner.h"
#include "prove/hearing.h"
#include "prove/mutant.h"

namespace avouch {

// Where the mock's own answer to a request is another than the clause speaks of, that is the conformant
// response of its status and media type in its place.
struct Ground {
  std::optional<http::Response> answer;  // nullopt: the mock's own
  std::string what;                      // "the documented 404"
  std::optional<http::Response> seen;    // what comes of it
  Hearing::Reasons violated;             // by that answer already, about another response

  // The mutant's edit, of this answer.
  Mutant under(Mutant mutant) const;
};

class Grounds {
 public:
  Grounds(const Contract& contract, const Plan& plan, Hearing& hearing);

  struct Found {
    const Ground* ground;  // lives as long as this
    bool is_new;           // whether nobody has asked for it before
  };
  // By the mock's own responses.
  const Hearing::Reasons& violated() const { return violated_; }
  // Precondition: the clause has a probe.
  Found of(std::size_t planned);

 private:
  using Key = std::tuple<std::size_t, std::size_t, std::size_t>;  // response, media type, first probe

  const Contract& contract_;
  const Plan& plan_;
  Hearing& hearing_;
  const Hearing::Reasons violated_;
  std::map<Key, Ground> grounds_;
};

}  // namespace avouch
