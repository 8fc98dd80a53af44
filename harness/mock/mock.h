// SPDX-License-Identifier: MIT
// A mock server in this process. It serves every operation as documented and enforces security and CORS.
//
//   Result<std::unique_ptr<MockServer>> mock = MockServer::start(contract, {});
//   run(contract, (*mock)->url(), (*mock)->user());
//
// Serves from start() until stop() or destruction. All members are thread-safe.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "contract/contract.h"
#include "http/message.h"
#include "mock/answer/reply.h"
#include "mock/request/guard.h"
#include "mock/state/state.h"

namespace avouch {

class MockSite;  // mock/answer/site.h

// The default credentials of a mock.
inline constexpr const char* kMockUser = "AC00000000000000000000000000000000:mock-secret";
inline constexpr const char* kMockToken = "mock-token";

struct MockOptions {
  std::string host = "127.0.0.1";                // address to listen on; the default is the loopback only
  int port = 0;                                  // 0: any free port
  std::string user = kMockUser;                  // "name:password", for basic security
  std::string token = kMockToken;                // for bearer and API key security
  std::map<std::string, std::string> keys = {};  // by API key scheme, in place of the token
  std::optional<MockCredentials> other = {};     // of a second identity: what one creates is not the other's
  std::vector<std::string> origins;  // admitted by CORS; empty: all, by `*` and without credentials
  std::uint64_t seed = 1;            // for generated bodies
  bool keeps_state = false;          // serve what requests created, changed and deleted
  StateFault state_fault = StateFault::none;
  std::chrono::milliseconds delay{0};  // before each response
  std::size_t logged = 10'000;         // requests() returns the last so many
  // Changes a response before it is sent. Called on the serving threads, possibly several at once. May be
  // empty.
  std::function<void(const http::Request&, MockReply&)> edit;
  // Called after each response, one call at a time, on the thread that served it. May be empty.
  std::function<void(const http::Request&, const MockReply&)> on_answer;
};

// Why the clauses of an operation that is not served as documented cannot be exercised: a fault of the
// contract, or that Avouch found no value for its schema.
std::string unserved_reason(const Error& why);

class MockServer {
 public:
  // Starts a server that accepts connections as soon as this returns. Errors: the address cannot be listened
  // on. Throws std::system_error if no thread can be started. The contract need not outlive the server, which
  // copies what it needs of it.
  static Result<std::unique_ptr<MockServer>> start(const Contract& contract, MockOptions options);
  // The same with a contract that the server keeps.
  static Result<std::unique_ptr<MockServer>> start(std::shared_ptr<const Contract> contract,
                                                   MockOptions options);

  ~MockServer();
  MockServer(const MockServer&) = delete;
  MockServer& operator=(const MockServer&) = delete;

  const std::string& url() const;  // "http://127.0.0.1:41234"
  int port() const;
  const std::string& user() const;  // for basic security
  const std::string& token() const;

  // Returns what is documented but not served or not checked. Each note is a sentence without a full stop.
  const std::vector<std::string>& notes() const;

  // Returns why operations cannot be served as documented, by their indices in the contract.
  const std::map<std::size_t, Error>& unserved() const;

  // Returns the last requests so far, in order: as many as MockOptions::logged says.
  std::vector<http::Request> requests() const;

  // Blocks until `stop` is true, then stops the server. A signal handler may set `stop`; wait() checks it ten
  // times a second.
  void wait(const std::atomic<bool>& stop);

  // Ends every delay, closes every connection and joins every thread. Further calls do nothing.
  void stop();

 private:
  struct State;
  explicit MockServer(std::unique_ptr<State> state);
  static Result<std::unique_ptr<MockServer>> serve(MockSite site, MockOptions options);
  std::unique_ptr<State> state_;
};

}  // namespace avouch
