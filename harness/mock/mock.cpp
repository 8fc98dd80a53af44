// SPDX-License-Identifier: MIT
#include "mock/mock.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

#include "base/text.h"
#include "contract/fault.h"
#include "generate/generator.h"
#include "mock/answer/site.h"
#include "mock/connection/door.h"

namespace avouch {

struct MockServer::State {
  State(MockOptions given, MockSite made) : options(std::move(given)), site(std::move(made)) {}

  http::Response answer(const http::Request& request, MemoryShare& memory) {
    MockReply reply = site.reply(request, &memory);
    if (options.edit) options.edit(request, reply);
    std::unique_lock lock(mutex);
    stopping.wait_for(lock, options.delay, [this] { return is_stopping; });
    if (requests.size() >= options.logged && !requests.empty()) requests.pop_front();
    if (requests.size() < options.logged) requests.push_back(request);
    if (options.on_answer) options.on_answer(request, reply);
    return std::move(reply.response);
  }

  void note_refused(const http::Request& head, const http::Response& response, std::string why) {
    if (!options.on_answer) return;
    if (why.ends_with('.')) why.pop_back();
    const MockReply reply{.response = response,
                          .cause = MockReply::Cause::bad_framing,
                          .why = "bad framing: " + printable(why)};
    const std::lock_guard lock(mutex);
    options.on_answer(head, reply);
  }

  void stop() {
    {
      const std::lock_guard lock(mutex);
      is_stopping = true;
    }
    stopping.notify_all();
    door->close();
  }

  const MockOptions options;
  const MockSite site;
  std::string url;
  mutable std::mutex mutex;
  std::condition_variable stopping;
  bool is_stopping = false;
  std::deque<http::Request> requests;
  std::unique_ptr<MockDoor> door;  // last member: closed before the objects that its threads use
};

namespace {

MockRules rules_of(const MockOptions& options) {
  return {.user = options.user,
          .token = options.token,
          .keys = options.keys,
          .other = options.other,
          .origins = options.origins,
          .seed = options.seed,
          .keeps_state = options.keeps_state,
          .state_fault = options.state_fault};
}

}  // namespace

Result<std::unique_ptr<MockServer>> MockServer::start(const Contract& contract, MockOptions options) {
  MockSite site(contract, rules_of(options));
  return serve(std::move(site), std::move(options));
}

Result<std::unique_ptr<MockServer>> MockServer::start(std::shared_ptr<const Contract> contract,
                                                      MockOptions options) {
  MockSite site(std::move(contract), rules_of(options));
  return serve(std::move(site), std::move(options));
}

Result<std::unique_ptr<MockServer>> MockServer::serve(MockSite site, MockOptions options) {
  auto state = std::make_unique<State>(std::move(options), std::move(site));
  State* owner = state.get();
  Result<std::unique_ptr<MockDoor>> door = MockDoor::open(
      state->options.host, state->options.port,
      [owner](const http::Request& request, MemoryShare& memory) { return owner->answer(request, memory); },
      [owner](const http::Request& head, const http::Response& response, const std::string& why) {
        owner->note_refused(head, response, why);
      });
  if (!door) return door.errors();
  state->door = *std::move(door);
  const std::string& host = state->options.host;
  const bool is_ipv6 = host.find(':') != host.npos;
  state->url = "http://" + (is_ipv6 ? "[" + host + "]" : host) + ":" + std::to_string(state->door->port());
  return std::unique_ptr<MockServer>(new MockServer(std::move(state)));
}

MockServer::MockServer(std::unique_ptr<State> state) : state_(std::move(state)) {}
MockServer::~MockServer() {
  stop();
}

const std::string& MockServer::url() const {
  return state_->url;
}
int MockServer::port() const {
  return state_->door->port();
}
const std::string& MockServer::user() const {
  return state_->options.user;
}
const std::string& MockServer::token() const {
  return state_->options.token;
}

const std::vector<std::string>& MockServer::notes() const {
  return state_->site.notes();
}

std::string unserved_reason(const Error& why) {
  if (!is_end_of_search(why)) return fault_reason(why);
  const std::string place = to_string(Place{.file = why.place.file, .pointer = {}, .line = why.place.line});
  return "Avouch made no response: " + printable(why.title) +
         (place.empty() ? "" : " (" + printable(place) + ")") + "; document an example";
}

const std::map<std::size_t, Error>& MockServer::unserved() const {
  return state_->site.unserved();
}

std::vector<http::Request> MockServer::requests() const {
  const std::lock_guard lock(state_->mutex);
  return {state_->requests.begin(), state_->requests.end()};
}

void MockServer::wait(const std::atomic<bool>& stop_asked) {
  // A signal handler may set a flag, but may not wake a thread.
  while (!stop_asked) std::this_thread::sleep_for(std::chrono::milliseconds(100));
  stop();
}

void MockServer::stop() {
  state_->stop();
}

}  // namespace avouch
