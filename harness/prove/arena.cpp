// SPDX-License-Identifier: MIT
#include "prove/arena.h"

#include <algorithm>
#include <optional>
#include <string>

#include "exchange/in_memory_transport.h"
#include "exchange/message/response.h"

namespace avouch {

Arena::Arena(const MockSite& site)
    : site_(site),
      transport_(in_memory_transport([this](const http::Request& request) { return respond(request); })) {}

Exchange Arena::exchange(const http::Request& request, const Mutant* mutant) {
  mutant_ = mutant;
  return transport_->send(request);
}

std::string Arena::respond(const http::Request& request) {
  const http::Response& own = own_response(request);
  if (mutant_ == nullptr) return wire::serialized(own, request.method);
  http::Response response = own;
  mutant_->edit(request, response);
  const std::optional<std::string> surplus = http::combined(response.fields, kSurplusField);
  http::remove(response.fields, kSurplusField);
  return wire::serialized(response, request.method) + surplus.value_or("");
}

const http::Response& Arena::own_response(const http::Request& request) {
  constexpr std::size_t kMost = 16;
  const auto known = std::find_if(answered_.rbegin(), answered_.rend(),
                                  [&](const auto& one) { return one.first == request; });
  if (known != answered_.rend()) return known->second;
  if (answered_.size() == kMost) answered_.clear();
  answered_.emplace_back(request, site_.answer(request));
  return answered_.back().second;
}

}  // namespace avouch
