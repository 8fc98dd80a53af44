// SPDX-License-Identifier: MIT
#include "plan/destination.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "contract/server.h"

namespace avouch {
namespace {

// A server that is only a path is at the document's own origin. That origin is assumed to be the API's.
bool is_beside(const ServerBase& server, const ServerBase& of_document) {
  return !server.origin || server.origin == of_document.origin;
}

std::string missing(const std::string& why, const std::string& server) {
  return "its operation is documented " + why + ": --server " + printable(server) + "=URL sets its address";
}

// The servers that every operation names for itself: then they are the document's.
std::vector<std::string> only_servers(const Contract& contract) {
  if (contract.operations.empty()) return {};
  const std::vector<std::string>& first = contract.operations.front().servers;
  const bool is_common = std::all_of(contract.operations.begin(), contract.operations.end(),
                                     [&](const Operation& one) { return one.servers == first; });
  return is_common ? first : std::vector<std::string>{};
}

}  // namespace

Destinations::Destinations(const Contract& contract, const TargetMap& targets)
    : targets_(targets), servers_(contract.servers) {
  if (servers_.empty()) servers_ = only_servers(contract);
  if (servers_.empty()) servers_.emplace_back("/");  // OpenAPI 3.1 §4.8.1: "/" if the document names none
  base_of(targets.target);
}

std::size_t Destinations::base_of(http::Url url) {
  url.user_information.clear();
  url.path = url.prefix().empty() ? "/" : url.prefix();
  const auto known = std::find(bases_.begin(), bases_.end(), url);
  if (known != bases_.end()) return static_cast<std::size_t>(known - bases_.begin());
  bases_.push_back(std::move(url));
  return bases_.size() - 1;
}

// Returns the target with the server's path in place of the document's; else why that is impossible.
std::variant<http::Url, std::string> Destinations::beside_target(const std::string& server) const {
  const std::optional<ServerBase> base = server_base(server);
  const std::string prefix = targets_.target.prefix();
  const std::string* farthest = nullptr;  // the longest server path at the end of the target
  const std::string* beside = nullptr;
  std::vector<ServerBase> documented;
  for (const std::string& one : servers_) {
    if (std::optional<ServerBase> known = server_base(one)) documented.push_back(*std::move(known));
  }
  for (const ServerBase& one : documented) {
    if (!base || !is_beside(*base, one)) continue;
    if (beside == nullptr) beside = &one.path;
    if (prefix.ends_with(one.path) && (farthest == nullptr || one.path.size() > farthest->size()))
      farthest = &one.path;
  }
  if (farthest != nullptr) {
    http::Url url = targets_.target;
    url.path = prefix.substr(0, prefix.size() - farthest->size()) + base->path;
    return url;
  }
  if (beside == nullptr) return missing("at another server", server);
  return missing("below " + printable(base->path.empty() ? "/" : base->path) + ", and the target has no " +
                     printable(*beside) + " beside which it could be",
                 server);
}

Destination Destinations::of(const Operation& operation) {
  for (const std::string& server : operation.servers) {
    for (const ServerTarget& named : targets_.servers) {
      if (named.server == server) return {.base = base_of(named.url), .named = &named};
    }
  }
  if (targets_.stands_for_all || operation.servers.empty() || operation.servers == servers_) return {};
  Destination first;
  for (const std::string& server : operation.servers) {
    const std::variant<http::Url, std::string> found = beside_target(server);
    if (const auto* url = std::get_if<http::Url>(&found)) return {.base = base_of(*url)};
    if (std::find(servers_.begin(), servers_.end(), server) != servers_.end()) return {};
    if (first.missing.empty()) first.missing = std::get<std::string>(found);
  }
  return first;
}

}  // namespace avouch
