// SPDX-License-Identifier: MIT
// The proof of a contract: for each clause, whether an answer that breaks it makes it fail, and an answer
// that conforms does not.
//
//   Result<ContractProof> proof = prove(contract, {});
//   for (const ClauseProof& one : proof->clauses) std::cout << one.clause.coordinate << one.why << '\n';
//
// Every answer goes over a socket of the loopback, from the mock to the client and the judge that a run has.
// No other target is asked. The same contract and options give the same proof.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "clause/clause.h"
#include "contract/contract.h"
#include "plan/selection.h"
#include "prove/mutant.h"
#include "prove/opinions.h"

namespace avouch {

// A mutant that did not make exactly its clause fail.
struct Survivor {
  std::string what;  // was wrong with it
  std::string why;   // "holds", "violates 200/status too"
};

struct ClauseProof {
  enum class Finding {
    proven,        // an answer made exactly it fail, and clauses that follow from it; none that conforms did
    empty_claim,   // nothing contradicts it: the contract says nothing there
    unreachable,   // no answer of a run gets there
    masked,        // whatever breaks it makes another clause fail, which does not follow from it
    out_of_reach,  // there may be an answer that breaks it; none is known
    missed,        // an answer broke it, and the judge let it pass: a defect of Avouch
    flagged,       // an answer that conforms made it fail: a defect of Avouch
  };

  Clause clause;
  Finding finding = Finding::out_of_reach;
  std::string why;                    // a sentence without a full stop; empty where it is proven
  std::size_t mutants = 0;            // distinct answers that were made to break it
  std::size_t killed = 0;             // of those, how many made exactly it fail
  std::vector<std::string> examples;  // what was wrong with the first of those that did, at most kExamples
  std::vector<Survivor> survivors;    // those that did not
  std::optional<Mutant> killer;       // the first that did, to be served elsewhere, where they are kept
};

// "proven", "empty claim", "unreachable", "masked", "out of reach", "missed", "flagged".
std::string_view to_string(ClauseProof::Finding finding);

inline constexpr std::size_t kExamples = 3;

struct ContractProof {
  std::vector<ClauseProof> clauses;  // in the contract's order
  std::size_t conformant = 0;        // answers that conform, and were judged
  std::size_t mutants = 0;           // of all clauses
  std::size_t exchanges = 0;
  SecondOpinions second;
};

struct ProofOptions {
  Selection selection;               // which operations and clauses
  std::size_t jobs = 2;              // operations that are proven at once
  std::uint64_t seed = 1;            // of the generated values
  bool keeps_killers = false;        // a killer holds a whole answer
  std::size_t most = 0;              // mutants of one clause; 0: most_mutants()
  std::size_t random = 0;            // further conformant bodies, made at random, for each documented one
  SecondValidatorMaker second = {};  // asked about every body; empty: valijson
  std::function<void(std::size_t)> is_proven = {};  // called by any thread, once an operation (its index)
};

// So many mutants of one clause, by the number of clauses of its contract and of its operation: of a small
// contract all that there are, of a large one the most telling.
std::size_t most_mutants(std::size_t of_contract, std::size_t of_operation);

// Errors: what the judge does not support; a loopback without a free port.
Result<ContractProof> prove(const Contract& contract, const ProofOptions& options);

}  // namespace avouch
