// SPDX-License-Identifier: MIT
// The proof of a contract: for each clause, whether a response that breaks it makes it fail, and conforming
// responses do not.
//
//   Result<ContractProof> proof = prove(contract, {});
//   for (const ClauseProof& one : proof->clauses) std::cout << one.clause->coordinate << one.why << '\n';
//
// Every response passes through a loopback socket, from the mock to the client and the judge of a run. No
// other target is contacted. The proof is deterministic for a contract and its options.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/shared_value.h"
#include "clause/clause.h"
#include "contract/contract.h"
#include "plan/selection.h"
#include "prove/mutant.h"
#include "prove/opinions.h"

namespace avouch {

// A mutant that did not make exactly its clause fail.
struct Survivor {
  std::string what;  // the error in the response
  std::string why;   // "holds", "violates 200/status too"
};

struct ClauseProof {
  enum class Finding {
    proven,        // a response made exactly it fail (and clauses that follow from it), no conforming one did
    empty_claim,   // nothing contradicts it: the contract requires nothing there
    unreachable,   // no response of a run gets there
    masked,        // every response that breaks it also makes a clause fail that does not follow from it
    out_of_reach,  // a response that breaks it may exist; none is known
    missed,        // a response broke it, and the judge accepted it: a defect of Avouch
    flagged,       // a conforming response made it fail: a defect of Avouch
  };

  SharedValue<Clause> clause;
  Finding finding = Finding::out_of_reach;
  std::string why;                    // a sentence without a full stop; empty if proven
  std::size_t mutants = 0;            // distinct responses generated to break it
  std::size_t killed = 0;             // how many of those made exactly it fail
  std::vector<std::string> examples;  // the errors in the first of those that did, at most kExamples
  std::vector<Survivor> survivors;    // those that did not
  std::optional<Mutant> killer;       // the first that did, for the mock to serve, if kept
  // If proven by a clause that fails in its place, the coordinate of that clause: of an anyOf or a oneOf, of
  // which no alternative accepts the value, and whose own alternative breaks nothing but this clause; or of a
  // type that is checked before it.
  std::string through = {};
  // The coordinate of the clause whose proof this is, too, with its mutants: of the same keyword of the same
  // schema object in another response (prove/shared_schemas.h). Empty if it has its own.
  std::string same_as = {};
};

// "proven", "empty claim", "unreachable", "masked", "out of reach", "missed", "flagged".
std::string_view to_string(ClauseProof::Finding finding);

inline constexpr std::size_t kExamples = 3;

struct ContractProof {
  std::vector<ClauseProof> clauses;  // in the contract's order
  std::size_t conformant = 0;        // number of conforming responses that were judged
  std::size_t mutants = 0;           // of all clauses
  std::size_t exchanges = 0;
  SecondOpinions second;
};

struct ProofOptions {
  Selection selection;               // which operations and clauses
  std::size_t jobs = 2;              // operations that are proven concurrently
  std::uint64_t seed = 1;            // seed of the generated values
  bool keeps_killers = false;        // a killer holds a whole response
  std::size_t most = 0;              // maximum number of mutants per clause; 0: most_mutants()
  bool shares = true;                // proofs of a schema among the responses that use it
  std::size_t random = 0;            // additional random conforming bodies, for each documented one
  SecondValidatorMaker second = {};  // judges every body; empty: valijson
  std::function<void(std::size_t)> is_proven = {};  // called on any thread, once per operation (its index)
};

// The maximum number of mutants per clause, by the number of clauses of the contract and of the operation. A
// small contract gets all known mutants, a large one the most significant.
std::size_t most_mutants(std::size_t of_contract, std::size_t of_operation);

// Errors: whatever the judge does not support; no free port on the loopback. After an interruption of the
// process, the other clauses are out of reach, and say so.
inline constexpr const char* kUnprovenByInterruption = "not proven: the run was interrupted";
Result<ContractProof> prove(const Contract& contract, const ProofOptions& options);

}  // namespace avouch
