// SPDX-License-Identifier: MIT
// Judges responses that a program already has. Sends nothing.
//
//   const Contract contract = load("api.yaml").value();
//   const ResponseChecker checker = ResponseChecker::make(contract, "getBook").value();
//   const ResponseCheck check = checker.check({.status = 200, .fields = {{"Content-Type",
//   "application/json"}},
//                                              .body = "{\"id\": 17}"});
//   if (!check.conforms()) std::cout << to_string(check);
//
// It judges each clause that one response can exercise by itself: status, media type, headers, body. Clauses
// about several exchanges (CORS, security) need a run: run/start.h.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "contract/contract.h"
#include "http/message.h"
#include "judge/judge.h"
#include "verdict/ledger.h"

namespace avouch {

// The verdicts on one response.
struct ResponseCheck {
  std::string operation;
  std::string undocumented;        // why the contract says nothing about the response; empty if it does
  std::vector<Entry> violated;     // with severity violation
  std::vector<Entry> warnings;     // violated, with severity warning
  std::vector<Entry> undecided;    // Avouch could not judge them
  std::vector<Entry> unexercised;  // the response says nothing about them
  std::size_t holds = 0;           // number of clauses

  // Whether every clause that the response exercises holds, and at least one does. Warnings do not count.
  bool conforms() const;
};

// One line per finding, with the place in the contract. Empty if the response conforms.
std::string to_string(const ResponseCheck& check);

class ResponseChecker {
 public:
  // `operation`: an operationId, or METHOD and path as documented: "GET /books/{id}". Errors: no operation
  // has that name; whatever the judge does not support. The checker keeps its own copy of the operation, so
  // the contract may be destroyed.
  static Result<ResponseChecker> make(const Contract& contract, std::string_view operation,
                                      const JudgeOptions& options = {});

  ResponseChecker(ResponseChecker&&) noexcept;
  ResponseChecker& operator=(ResponseChecker&&) noexcept;
  ~ResponseChecker();

  // Thread-safe.
  ResponseCheck check(http::Response response) const;

 private:
  struct State;
  explicit ResponseChecker(std::unique_ptr<const State> state);
  std::unique_ptr<const State> state_;
};

}  // namespace avouch
