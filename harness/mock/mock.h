// SPDX-License-Identifier: MIT
// A mock server, in this process: serves every documented operation as it is documented, security and CORS
// enforced.
//
//   Result<std::unique_ptr<MockServer>> mock = MockServer::start(contract, {});
//   run(contract, (*mock)->url(), (*mock)->user());
//
// Serves from start() until stop() or its destruction. All members may be called from any thread.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "contract/contract.h"
#include "http/message.h"
#include "mock/answer/reply.h"

namespace avouch {

// Made up: the credentials that a mock accepts where the user names none.
inline constexpr const char* kMockUser = "AC00000000000000000000000000000000:mock-secret";
inline constexpr const char* kMockToken = "mock-token";

struct MockOptions {
  std::string host = "127.0.0.1";      // where it listens; the loopback only, unless asked otherwise
  int port = 0;                        // 0: a free one
  std::string user = kMockUser;        // "name:password", for basic security
  std::string token = kMockToken;      // for bearer and API key security
  std::vector<std::string> origins;    // admitted by CORS; empty: all, as `*` and without credentials mode
  std::uint64_t seed = 1;              // of generated bodies
  std::chrono::milliseconds delay{0};  // before each answer
  // Changes an answer before it goes out. Called on the threads that serve, several at once; empty: nobody.
  std::function<void(const http::Request&, MockReply&)> edit;
  // Called after each answer, one at a time, on the thread that served it; empty: nobody listens.
  std::function<void(const http::Request&, const MockReply&)> on_answer;
};

class MockServer {
 public:
  // It accepts connections as soon as this returns. Errors: the address cannot be listened on; a documented
  // response that no answer can be made for. Throws std::system_error where no thread can be started. The
  // contract may go afterwards.
  static Result<std::unique_ptr<MockServer>> start(const Contract& contract, MockOptions options);

  ~MockServer();
  MockServer(const MockServer&) = delete;
  MockServer& operator=(const MockServer&) = delete;

  const std::string& url() const;  // "http://127.0.0.1:41234"
  int port() const;
  const std::string& user() const;  // what basic security accepts
  const std::string& token() const;

  // What is documented and not served, or not checked, each a sentence without a full stop.
  const std::vector<std::string>& notes() const;

  // What was asked so far, the last kLogged of it, in order.
  std::vector<http::Request> requests() const;
  static constexpr std::size_t kLogged = 10'000;

  // Blocks while `stop` is false, then stops. `stop` may be set by a signal handler; it is looked at ten
  // times a second.
  void wait(const std::atomic<bool>& stop);

  // Ends every delay, closes every connection and joins every thread. Once is enough; more often does
  // nothing.
  void stop();

 private:
  struct State;
  explicit MockServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace avouch
