// SPDX-License-Identifier: MIT
#include "prove/arena.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <chrono>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "exchange/transport.h"
#include "http/url.h"
#include "mock/connection/door.h"

namespace avouch {

struct Arena::State {
  // Written between exchanges, read by the server's thread during one. The socket orders the accesses; the
  // atomics make this explicit.
  std::atomic<const MockSite*> site = nullptr;
  std::atomic<const Mutant*> mutant = nullptr;
  Cancellation cancellation = false;
  std::unique_ptr<MockDoor> door;
  std::unique_ptr<Transport> transport;
  // What the site answered lately. It keeps no state, and most mutants are of the same few responses.
  std::mutex mutex;
  std::vector<std::pair<http::Request, http::Response>> answered;

  http::Response answer(const http::Request& request) {
    http::Response response = own_answer(request);
    if (const Mutant* edit = mutant.load()) edit->edit(request, response);
    return response;
  }

  http::Response own_answer(const http::Request& request) {
    constexpr std::size_t kMost = 16;
    const std::lock_guard lock(mutex);
    const auto known = std::find_if(answered.rbegin(), answered.rend(),
                                    [&](const auto& one) { return one.first == request; });
    if (known != answered.rend()) return known->second;
    if (answered.size() == kMost) answered.clear();
    answered.emplace_back(request, site.load()->answer(request));
    return answered.back().second;
  }
};

Result<std::unique_ptr<Arena>> Arena::open() {
  auto state = std::make_unique<State>();
  Result<std::unique_ptr<MockDoor>> door = MockDoor::open(
      "127.0.0.1", 0, [owner = state.get()](const http::Request& request) { return owner->answer(request); });
  if (!door) return door.errors();
  state->door = *std::move(door);
  const http::Url url = *http::parse_url("http://127.0.0.1:" + std::to_string(state->door->port()));
  Result<std::unique_ptr<Transport>> transport = http_transport(
      url,
      {.max_time = std::chrono::milliseconds(10'000),
       .surplus_wait = std::chrono::milliseconds(0)},  // the mock writes a response in one piece
      state->cancellation);
  if (!transport) return transport.errors();
  state->transport = *std::move(transport);
  return std::unique_ptr<Arena>(new Arena(std::move(state)));
}

Arena::Arena(std::unique_ptr<State> state) : state_(std::move(state)) {}
Arena::~Arena() = default;

void Arena::serve(const MockSite* site) {
  const std::lock_guard lock(state_->mutex);
  state_->site = site;
  state_->answered.clear();
}

Exchange Arena::exchange(const http::Request& request, const Mutant* mutant) {
  assert(state_->site.load() != nullptr);
  state_->mutant = mutant;
  return state_->transport->send(request);
}

}  // namespace avouch
