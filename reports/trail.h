// SPDX-License-Identifier: MIT
// The exchanges that a verdict is about: the one that decided, and those that led there.
//
//   const Exchanges exchanges(ledger.exchanges);
//   for (const ShownExchange* one : exchanges.trail_of(entry)) show(one->exchange->request);
//
// Points into the ledger, which must outlive it. Const calls are thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "verdict/ledger.h"

namespace avouch {

struct ShownExchange {
  std::size_t number = 0;  // its place among the exchanges of the ledger, from 0
  const SentRequest* exchange = nullptr;
};

class Exchanges {
 public:
  explicit Exchanges(const std::vector<SentRequest>& exchanges);

  // nullptr: no exchange has that name.
  const ShownExchange* find(std::string_view probe) const;
  // What was sent before because the deciding request depends on it (Entry::chain), then the preflight if the
  // clause is about CORS, then the deciding one. Leaves out what the ledger does not have.
  std::vector<const ShownExchange*> trail_of(const Entry& entry) const;
  // The preflight of a call in the same round; nullptr if none was sent, or if the call is one itself.
  const ShownExchange* preflight_of(const SentRequest& call) const;

 private:
  std::unordered_map<std::string_view, ShownExchange> by_name_;
  std::unordered_map<std::string, const ShownExchange*> preflights_;  // by what names a call
};

}  // namespace avouch
