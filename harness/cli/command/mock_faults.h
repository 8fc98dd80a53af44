// SPDX-License-Identifier: MIT
// Deliberately broken responses of a mock. Each breaks one clause, by the mutant that proved the clause.
//
//   Result<MockFaults> faults = MockFaults::make(contract, {"GetThing/200/body/id/*"});
//   MockServer::start(contract, {.edit = [&](const http::Request& request, MockReply& reply) {
//                                  faults->put(request, reply);
//                                }});
//
// put() is thread-safe.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.h"
#include "contract/contract.h"
#include "http/message.h"
#include "mock/answer/reply.h"
#include "prove/mutant.h"

namespace avouch {

class MockFaults {
 public:
  // `wanted` are coordinates or globs of coordinates. Errors: one that names no clause; one that names only
  // clauses that no known response breaks on its own, with the reason.
  static Result<MockFaults> make(const Contract& contract, const std::vector<std::string>& wanted);

  // Breaks the response if one of the clauses is about it. If several are, they take turns.
  void put(const http::Request& request, MockReply& reply) const;

  std::size_t size() const { return faults_.size(); }
  // Returns why some clauses of a glob are not broken, and when the others are. Each note is a sentence
  // without a full stop.
  const std::vector<std::string>& notes() const { return notes_; }

 private:
  struct Fault {
    BoundClause clause;
    Mutant mutant;
    std::vector<std::string> denied;  // origins that its operation denies
  };
  struct Turns;
  class Aim;

  MockFaults();
  static bool applies_to(const Fault& fault, const http::Request& request, const MockReply& reply);

  std::vector<Fault> faults_;
  std::vector<std::string> notes_;
  std::shared_ptr<Turns> turns_;
};

}  // namespace avouch
