// SPDX-License-Identifier: MIT
// Chooses the mock's response to each request. It does no I/O.
//
//   request ─▶ route ─▶ method ─▶ security ─▶ preference ─▶ parameters ─▶ body ─▶ answer ─▶ state ─▶ CORS ─▶
//   reply
//              404      405       401, 403    Prefer:       400, 404      400, 415, 422    403, 404, 410
//                       OPTIONS               code=…
//
// Each step except the last may end the request with a response of its own: the documented one with that
// status, else an RFC 9457 problem. Each step has a file: request/route.h, request/guard.h, answer/prefer.h,
// request/parameters.h, answer/content.h, answer/accept.h, answer/answers.h, state/state.h, answer/cors.h.
//
//   MockSite site(contract, {.user = "name:password"});
//   http::Response refused = site.answer({.method = "GET", .target = "/v1/Configuration/Webhooks"});  // 401
//
// Copies what it needs; the contract need not outlive it. answer() and reply() are thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "contract/contract.h"
#include "http/message.h"
#include "mock/answer/answers.h"
#include "mock/answer/content.h"
#include "mock/answer/cors.h"
#include "mock/answer/prefer.h"
#include "mock/answer/reply.h"
#include "mock/request/guard.h"
#include "mock/request/parameters.h"
#include "mock/request/route.h"
#include "mock/state/state.h"

namespace avouch {

struct MockRules {
  std::string user;                              // "name:password" accepted by basic security
  std::string token;                             // accepted by bearer and API key security
  std::map<std::string, std::string> keys = {};  // by API key scheme, in place of the token
  std::optional<MockCredentials> other = {};     // of a second identity
  // The admitted origins if the contract names none. Empty: every origin, by `*` and without credentials.
  // Echoing every origin together with Access-Control-Allow-Credentials would open the site to every page.
  std::vector<std::string> origins;
  std::uint64_t seed = 1;    // for generated bodies
  bool keeps_state = false;  // what requests create, change and delete: mock/state/state.h
  StateFault state_fault = StateFault::none;
};

class MockSite {
 public:
  // Keeps the contract.
  MockSite(std::shared_ptr<const Contract> contract, MockRules rules);
  // Copies the parts of the contract that responses need.
  MockSite(const Contract& contract, MockRules rules);

  http::Response answer(const http::Request& request) const { return reply(request).response; }
  // `memory`: what checking the request may hold; null: unlimited.
  MockReply reply(const http::Request& request, MemoryShare* memory = nullptr) const;

  // Returns what is documented but not served or not checked. Each note is a sentence without a full stop.
  const std::vector<std::string>& notes() const { return notes_; }
  // Returns why operations cannot be served as documented, by their indices: a response that no value can be
  // made for, or a request that is one of another operation, too.
  const std::map<std::size_t, Error>& unserved() const { return unserved_; }
  // Those of them whose usual response cannot be made, or that no request reaches: of the others, only a
  // refusal cannot be made.
  const std::map<std::size_t, Error>& unanswered() const { return unanswered_; }

 private:
  struct Served {                      // one operation
    std::optional<std::size_t> usual;  // the response to a valid request; nullopt if none is final
    MockParameters parameters;
    MockContent content;
    MockCors cors;
  };
  using Cause = MockReply::Cause;

  void check(const Contract& contract, std::size_t operation);
  std::optional<std::size_t> operation_of(const MockRoute& route, const std::string& method) const;
  std::optional<std::size_t> operation_of(const MockRoute& route, const http::Request& request) const;
  MockReply serve(std::size_t operation, const http::Request& request, MemoryShare* memory) const;
  MockReply unknown_path(const http::Request& request) const;
  MockReply undocumented_method(const MockRoute& route, const http::Request& request) const;
  // That the path documents, and OPTIONS.
  std::vector<std::string> methods_at(const MockRoute& route) const;
  MockReply options(const MockRoute& route) const;
  std::optional<MockReply> preflight(const MockRoute& route, const http::Request& request) const;
  MockReply refuse_access(std::size_t operation, Access access) const;
  MockReply refuse_parameter(std::size_t operation, const ParameterFault& fault) const;
  MockReply refuse_content(std::size_t operation, const ContentFault& fault) const;
  MockReply with_state(std::size_t operation, const http::Request& request, MockIdentity by,
                       MockReply reply) const;
  MockReply prefer(MockAnswers::Which which, const MockPreference& preference,
                   const http::Request& request) const;

  // Returns the response that documents one of the statuses itself, in the given order; else the response
  // that covers the first status (by a range or `default`); else a problem.
  MockReply documented_or_problem(std::size_t operation, const std::vector<int>& statuses, Cause cause,
                                  const std::string& why) const;
  MockReply documented(std::size_t operation, std::size_t response, int status, Cause cause,
                       std::string why) const;
  MockReply admitted(MockReply reply, std::size_t operation, const http::Request& request) const;

  MockCredentials credentials_;
  std::optional<MockCredentials> other_;
  MockAnswers answers_;
  MockRoutes routes_;
  std::vector<Served> served_;        // by operation
  std::unique_ptr<MockState> state_;  // null: nothing is kept
  std::vector<std::string> notes_;
  std::map<std::size_t, Error> unserved_;
  std::map<std::size_t, Error> unanswered_;
  std::map<const Schema*, std::optional<Error>> checked_;  // of response bodies: why none can be made
};

}  // namespace avouch
