// SPDX-License-Identifier: MIT
// Answers of a mock that are broken on purpose: each breaks one clause, by the mutant that proved it.
//
//   Result<MockFaults> faults = MockFaults::make(contract, {"GetThing/200/body/id/*"});
//   MockServer::start(contract, {.edit = [&](const http::Request& request, MockReply& reply) {
//                                  faults->put(request, reply);
//                                }});
//
// Any thread may put faults into answers.
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
  // `wanted`: coordinates, or globs of them. Errors: one that names no clause; one that names only clauses
  // that no answer is known to break by themselves, with the reason.
  static Result<MockFaults> make(const Contract& contract, const std::vector<std::string>& wanted);

  // Breaks the answer, where a clause speaks of it. Where several do, they take turns.
  void put(const http::Request& request, MockReply& reply) const;

  std::size_t size() const { return faults_.size(); }
  // Of the clauses that a glob names: why some are not broken. Of those that are: when. Sentences without a
  // full stop.
  const std::vector<std::string>& notes() const { return notes_; }

 private:
  struct Fault {
    BoundClause clause;
    Mutant mutant;
    std::vector<std::string> denied;  // origins that its operation turns away
  };
  struct Turns;
  class Aim;

  MockFaults();
  static bool speaks_of(const Fault& fault, const http::Request& request, const MockReply& reply);

  std::vector<Fault> faults_;
  std::vector<std::string> notes_;
  std::shared_ptr<Turns> turns_;
};

}  // namespace avouch
