// SPDX-License-Identifier: MIT
#include "reports/trail.h"

#include <cstdint>
#include <optional>

#include "http/field.h"

namespace avouch {
namespace {

constexpr std::string_view kPreflightMethod = "OPTIONS";  // Fetch §4.9

// What a call and its preflight have in common. Names of methods, URLs and origins have no line feed.
std::string key_of(std::uint64_t round, const std::string& url, const std::string& method,
                   const std::string& origin) {
  return std::to_string(round) + "\n" + url + "\n" + method + "\n" + origin;
}

}  // namespace

Exchanges::Exchanges(const std::vector<SentRequest>& exchanges) {
  by_name_.reserve(exchanges.size());
  for (std::size_t i = 0; i < exchanges.size(); ++i)
    by_name_.try_emplace(exchanges[i].probe, ShownExchange{i, &exchanges[i]});
  for (const SentRequest& exchange : exchanges) {
    if (!exchange.messages || exchange.messages->method != kPreflightMethod) continue;
    const Messages& messages = *exchange.messages;
    const auto method = http::combined(messages.request_fields, "Access-Control-Request-Method");
    const auto origin = http::combined(messages.request_fields, "Origin");
    if (!method || !origin) continue;
    const ShownExchange* shown = find(exchange.probe);
    const auto [first, is_new] =
        preflights_.try_emplace(key_of(exchange.round, messages.url, *method, *origin), shown);
    // The first one that was sent.
    if (!is_new && messages.started < first->second->exchange->messages->started) first->second = shown;
  }
}

const ShownExchange* Exchanges::find(std::string_view probe) const {
  const auto found = by_name_.find(probe);
  return found == by_name_.end() ? nullptr : &found->second;
}

const ShownExchange* Exchanges::preflight_of(const SentRequest& call) const {
  if (!call.messages || call.messages->method == kPreflightMethod) return nullptr;
  const auto origin = http::combined(call.messages->request_fields, "Origin");
  if (!origin) return nullptr;
  const auto found = preflights_.find(key_of(call.round, call.messages->url, call.messages->method, *origin));
  return found == preflights_.end() ? nullptr : found->second;
}

std::vector<const ShownExchange*> Exchanges::trail_of(const Entry& entry) const {
  std::vector<const ShownExchange*> trail;
  const auto add = [&](const ShownExchange* one) {
    if (one != nullptr) trail.push_back(one);
  };
  for (const std::string& name : entry.chain) add(find(name));
  const ShownExchange* deciding = find(entry.probe);
  if (deciding == nullptr) return trail;
  if (entry.clause->kind == ClauseKind::cors) add(preflight_of(*deciding->exchange));
  add(deciding);
  return trail;
}

}  // namespace avouch
