// SPDX-License-Identifier: MIT
// Maps each operation to the target that receives its requests. The target replaces the document's servers.
// Operations of other servers have their own targets, or none.
//
//   Destinations destinations(contract, {.target = url, .stands_for_all = false});
//   const Destination destination = destinations.of(operation);  // .base: which of bases(), or .missing
//
// Keeps references to the contract and the targets.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "contract/contract.h"
#include "http/url.h"

namespace avouch {

// --server: requests to `server` go to `url` instead.
struct ServerTarget {
  std::string server;  // as from normal_server()
  http::Url url;
  std::optional<std::string> user = {};  // NAME:PASSWORD for requests to `url`
  bool has_own_user = false;             // `url` had a user: then no other credentials go there
};

struct TargetMap {
  http::Url target = {};       // replaces the document's servers
  bool stands_for_all = true;  // replaces other servers, too: for a mock of the whole contract
  std::vector<ServerTarget> servers = {};
};

struct Destination {
  std::size_t base = 0;                 // index into the bases
  const ServerTarget* named = nullptr;  // the --server entry for it; null: the target, or a path beside it
  std::string missing = {};             // why it has no target, a sentence without a full stop; else empty
};

class Destinations {
 public:
  Destinations(const Contract& contract, const TargetMap& targets);

  // Returns the destination of the first of the operation's servers that a --server names; else of the first
  // that the target replaces. The target also replaces another path of the same origin if its own path ends
  // as the document's server's does: with "https://a.example/v1" at "http://localhost/x/v1",
  // "https://a.example/v2" is at "http://localhost/x/v2".
  Destination of(const Operation& operation);

  // Returns the URLs that receive requests, with paths, without user information; the target is the first.
  const std::vector<http::Url>& bases() const { return bases_; }

 private:
  std::size_t base_of(http::Url url);
  std::variant<http::Url, std::string> beside_target(const std::string& server) const;

  const TargetMap& targets_;
  std::vector<std::string> servers_;  // servers of the document
  std::vector<http::Url> bases_;
};

}  // namespace avouch
