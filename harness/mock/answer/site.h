// SPDX-License-Identifier: MIT
// What the mock answers: every documented operation as it is documented. No sockets here.
//
//   request ─▶ route ─▶ method ─▶ security ─▶ preference ─▶ parameters ─▶ body ─▶ answer ─▶ CORS ─▶ reply
//              404      405       401, 403    Prefer:       400, 404      400, 415, 422
//                       OPTIONS               code=…
//
// Each step but the last may end the way with an answer of its own: the documented one of that status, else
// an RFC 9457 problem. A noun a file: mock_route.h, mock_guard.h, mock_prefer.h, mock_parameters.h,
// mock_content.h, mock_accept.h, mock_answers.h, mock_cors.h.
//
//   Result<MockSite> site = MockSite::make(contract, {.user = "name:password"});
//   http::Response refused = site->answer({.method = "GET", .target = "/v1/Configuration/Webhooks"});  // 401
//
// Owns copies of all that it needs; the contract may go. Any thread may call answer() and reply().
#pragma once

#include <cstddef>
#include <cstdint>
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

namespace avouch {

struct MockRules {
  std::string user;   // "name:password" that basic security accepts
  std::string token;  // what bearer and API key security accept
  // The origins that are admitted where the contract names none. Empty: every origin is, by `*` and without
  // credentials mode, because to echo whatever origin asks together with Access-Control-Allow-Credentials
  // would open the site to every page.
  std::vector<std::string> origins;
  std::uint64_t seed = 1;  // of generated bodies
};

class MockSite {
 public:
  // Errors: a documented response that no answer can be made for, each with its place.
  static Result<MockSite> make(const Contract& contract, MockRules rules);

  http::Response answer(const http::Request& request) const { return reply(request).response; }
  MockReply reply(const http::Request& request) const;

  // What is documented and not served, or not checked, each a sentence without a full stop.
  const std::vector<std::string>& notes() const { return notes_; }

 private:
  struct Served {           // one operation
    std::size_t usual = 0;  // which response it gives when all is well
    MockParameters parameters;
    MockContent content;
    MockCors cors;
  };
  using Cause = MockReply::Cause;

  MockSite(const Contract& contract, MockRules rules);

  std::optional<std::size_t> operation_of(const MockRoute& route, const std::string& method) const;
  MockReply serve(std::size_t operation, const http::Request& request) const;
  MockReply unknown_path(const http::Request& request) const;
  MockReply undocumented_method(const MockRoute& route, const http::Request& request) const;
  MockReply options(const MockRoute& route) const;
  std::optional<MockReply> preflight(const MockRoute& route, const http::Request& request) const;
  MockReply refuse_access(std::size_t operation, Access access) const;
  MockReply refuse_parameter(std::size_t operation, const ParameterFault& fault) const;
  MockReply refuse_content(std::size_t operation, const ContentFault& fault) const;
  MockReply prefer(MockAnswers::Which which, const MockPreference& preference,
                   const http::Request& request) const;

  // The first of the statuses that the operation documents by itself, else what documents the first of them,
  // else a problem.
  MockReply documented_or_problem(std::size_t operation, const std::vector<int>& statuses, Cause cause,
                                  const std::string& why) const;
  MockReply documented(std::size_t operation, std::size_t response, int status, Cause cause,
                       std::string why) const;
  MockReply admitted(MockReply reply, std::size_t operation, const http::Request& request) const;

  MockCredentials credentials_;
  MockAnswers answers_;
  MockRoutes routes_;
  std::vector<Served> served_;  // by operation
  std::vector<std::string> notes_;
};

}  // namespace avouch
