// SPDX-License-Identifier: MIT
#include "prove/arena.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/ascii.h"
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

namespace {

// The order of lines with different names has no meaning (RFC 9110 §5.3). With one order, mutants that differ
// in it alone are the same response.
void sort_by_name(http::Fields& fields) {
  std::stable_sort(fields.begin(), fields.end(), [](const http::Field& left, const http::Field& right) {
    return std::lexicographical_compare(left.name.begin(), left.name.end(), right.name.begin(),
                                        right.name.end(),
                                        [](char one, char other) { return to_lower(one) < to_lower(other); });
  });
}

}  // namespace

std::string Arena::respond(const http::Request& request) {
  http::Response response = own_response(request);
  if (mutant_ != nullptr) mutant_->edit(request, response);
  sort_by_name(response.fields);
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
