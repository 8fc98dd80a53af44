// SPDX-License-Identifier: MIT
// Where an operation is asked: the target stands for the document's servers, and what is documented at others
// has targets of its own, or none.
//
//   Destinations destinations(contract, {.target = url, .stands_for_all = false});
//   const Destination destination = destinations.of(operation);  // .base: which of bases(), or .missing
//
// Refers to contract and targets.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "contract/contract.h"
#include "http/url.h"

namespace avouch {

// --server: what is documented at `server` is asked at `url`.
struct ServerTarget {
  std::string server;  // as normal_server() has it
  http::Url url;
  std::optional<std::string> user = {};  // NAME:PASSWORD, for what is asked there
  bool has_own_user = false;             // given with its URL: then no other credentials go there
};

struct TargetMap {
  http::Url target = {};       // where what is documented at the document's servers is asked
  bool stands_for_all = true;  // what is documented at others, too: a mock of the whole contract
  std::vector<ServerTarget> servers = {};
};

struct Destination {
  std::size_t base = 0;  // index into the bases
  const ServerTarget* named =
      nullptr;               // the one that was named for it; null: the target, or a path beside it
  std::string missing = {};  // why nobody can be asked, a sentence without a full stop; empty where one can
};

class Destinations {
 public:
  Destinations(const Contract& contract, const TargetMap& targets);

  // The first of an operation's servers that was named, else that the target stands for, counts. The target
  // stands for another path of the same origin where its own ends as the document's server's does:
  // with "https://a.example/v1" at "http://localhost/x/v1", "https://a.example/v2" is at
  // "http://localhost/x/v2".
  Destination of(const Operation& operation);

  // Whom requests go to, paths included, without user information; the target is the first.
  const std::vector<http::Url>& bases() const { return bases_; }

 private:
  std::size_t base_of(http::Url url);
  std::variant<http::Url, std::string> beside_target(const std::string& server) const;

  const TargetMap& targets_;
  std::vector<std::string> servers_;  // the document's
  std::vector<http::Url> bases_;
};

}  // namespace avouch
