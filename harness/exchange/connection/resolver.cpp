// SPDX-License-Identifier: MIT
#include "exchange/connection/resolver.h"

#include <netdb.h>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>

#include "base/text.h"

namespace avouch::wire {
namespace {

struct Resolved {
  int error = 0;         // EAI_*
  int system_error = 0;  // errno, if `error` is EAI_SYSTEM
  std::vector<Address> addresses;
};

Resolved resolve_now(const std::string& host, int port, int flags) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_NUMERICSERV | flags;
  addrinfo* list = nullptr;
  Resolved resolved;
  resolved.error = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &list);
  if (resolved.error == EAI_SYSTEM) resolved.system_error = errno;
  if (resolved.error != 0) return resolved;
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(list, &::freeaddrinfo);
  for (const addrinfo* each = list; each != nullptr; each = each->ai_next) {
    if (each->ai_addrlen > sizeof(sockaddr_storage)) continue;
    Address address{.size = each->ai_addrlen, .family = each->ai_family};
    std::copy_n(reinterpret_cast<const char*>(each->ai_addr), each->ai_addrlen,
                reinterpret_cast<char*>(&address.storage));
    resolved.addresses.push_back(address);
  }
  return resolved;
}

// State that the resolving thread and the caller share.
struct Inquiry {
  std::mutex mutex;
  std::condition_variable answered;
  bool done = false;
  Resolved resolved;
};

std::variant<Resolved, Failure> resolve_apart(const std::string& host, int port, const Limit& limit) {
  const auto inquiry = std::make_shared<Inquiry>();
  try {
    std::thread([inquiry, host, port] {
      Resolved resolved;
      try {
        resolved = resolve_now(host, port, 0);
      } catch (const std::bad_alloc&) {  // no exception may leave a thread
        resolved.error = EAI_MEMORY;
      }
      const std::lock_guard lock(inquiry->mutex);
      inquiry->resolved = std::move(resolved);
      inquiry->done = true;
      inquiry->answered.notify_all();
    }).detach();
  } catch (const std::system_error& error) {
    return Failure{Failure::Kind::exhausted,
                   "no thread can be started to resolve the host name (" + std::string(error.what()) +
                       "): lower --jobs, or raise the limits on processes and memory"};
  }
  std::unique_lock lock(inquiry->mutex);
  while (!inquiry->done) {
    switch (look(limit)) {
      case Waited::ready:
        break;
      case Waited::timed_out:
        return Failure{Failure::Kind::unreachable,
                       "the host name " + in_quotes(host) +
                           " was not resolved within --connect-timeout: check the DNS servers"};
      case Waited::interrupted:
        return Failure{Failure::Kind::interrupted, "the run was interrupted"};
    }
    inquiry->answered.wait_for(lock, std::chrono::milliseconds(20));
  }
  return inquiry->resolved;
}

}  // namespace

std::optional<Failure> own_lack(int error) {
  switch (error) {
    case EMFILE:
    case ENFILE:
      return Failure{Failure::Kind::exhausted,
                     "no more files can be opened: lower --jobs or raise the limit on open files"};
    case ENOMEM:
    case ENOBUFS:
      return Failure{Failure::Kind::exhausted,
                     "no memory is left for a connection: lower --jobs or raise the limits on memory"};
    default:  // the set of errors is open: the system defines it
      return std::nullopt;
  }
}

std::variant<std::vector<Address>, Failure> resolve(const std::string& host, int port, const Limit& limit) {
  // A numeric address needs no query and no thread.
  Resolved resolved = resolve_now(host, port, AI_NUMERICHOST);
  if (resolved.error != 0) {
    std::variant<Resolved, Failure> answer = resolve_apart(host, port, limit);
    if (Failure* failure = std::get_if<Failure>(&answer)) return std::move(*failure);
    resolved = std::move(std::get<Resolved>(answer));
  }
  if (resolved.error == EAI_MEMORY) resolved = {EAI_SYSTEM, ENOMEM, {}};
  if (resolved.error == EAI_SYSTEM) {
    if (std::optional<Failure> lack = own_lack(resolved.system_error)) return std::move(*lack);
  }
  if (resolved.error != 0 || resolved.addresses.empty()) {
    return Failure{Failure::Kind::unreachable,
                   "the host name " + in_quotes(host) + " cannot be resolved (" +
                       ::gai_strerror(resolved.error == 0 ? EAI_NONAME : resolved.error) +
                       "): check the target's spelling and the DNS"};
  }
  return std::move(resolved.addresses);
}

}  // namespace avouch::wire
