// SPDX-License-Identifier: MIT
#include "exchange/connect.h"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <iterator>
#include <memory>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>
#include <vector>

#include "base/text.h"

namespace avouch::wire {
namespace {

struct Address {
  sockaddr_storage storage{};
  socklen_t size = 0;
  int family = AF_UNSPEC;
};

struct Resolved {
  int error = 0;         // EAI_*
  int system_error = 0;  // errno, where that is EAI_SYSTEM
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

// What a resolving thread and its asker share; the thread may outlive the asker, for getaddrinfo cannot be
// stopped.
struct Inquiry {
  std::mutex mutex;
  std::condition_variable answered;
  bool done = false;
  Resolved resolved;
};

Failure interrupted() {
  return {Failure::Kind::interrupted, "the run was interrupted"};
}

std::variant<Resolved, Failure> resolve(const std::string& host, int port, const Limit& limit) {
  // An address needs no asking and no thread.
  if (Resolved numeric = resolve_now(host, port, AI_NUMERICHOST); numeric.error == 0) return numeric;

  const auto inquiry = std::make_shared<Inquiry>();
  try {
    std::thread([inquiry, host, port] {
      Resolved resolved;
      try {
        resolved = resolve_now(host, port, 0);
      } catch (const std::bad_alloc&) {  // nothing may leave a thread
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
        return interrupted();
    }
    inquiry->answered.wait_for(lock, std::chrono::milliseconds(20));
  }
  return inquiry->resolved;
}

// 0 where `socket` is connected; an errno otherwise.
int connect_one(const Socket& socket, const Address& address, const Limit& limit) {
  if (::connect(socket.descriptor(), reinterpret_cast<const sockaddr*>(&address.storage), address.size) == 0)
    return 0;
  if (errno != EINPROGRESS && errno != EINTR) return errno;
  switch (wait_for(socket.descriptor(), POLLOUT, limit)) {
    case Waited::ready:
      break;
    case Waited::timed_out:
      return ETIMEDOUT;
    case Waited::interrupted:
      return EINTR;
  }
  int error = 0;
  socklen_t size = sizeof error;
  return ::getsockopt(socket.descriptor(), SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

// Whether that errno tells of what this process or its system lacks, not of the target.
bool is_our_lack(int error) {
  return error == EMFILE || error == ENFILE || error == ENOMEM || error == ENOBUFS;
}

std::string unreachable_reason(int error, const std::string& place) {
  switch (error) {
    case ECONNREFUSED:
      return "nothing listens at " + place +
             " (connection refused): check the target's port and that the server runs";
    case ETIMEDOUT:
      return "no connection to " + place +
             " within --connect-timeout: check the target's address and the firewalls on the way";
    case EMFILE:
    case ENFILE:
      return "no more files can be opened: lower --jobs or raise the limit on open files";
    case ENOMEM:
    case ENOBUFS:
      return "there is no memory left for a connection: lower --jobs or raise the limits on memory";
    default:
      return "no connection to " + place + " (" + std::generic_category().message(error) +
             "): check the target's address and the network";
  }
}

}  // namespace

std::variant<Socket, Failure> connect_to(const std::string& host, int port, const Limit& limit) {
  std::variant<Resolved, Failure> answer = resolve(host, port, limit);
  if (const Failure* failure = std::get_if<Failure>(&answer)) return *failure;
  const Resolved& resolved = std::get<Resolved>(answer);
  if (resolved.error == EAI_MEMORY) return Failure{Failure::Kind::exhausted, unreachable_reason(ENOMEM, "")};
  if (resolved.error == EAI_SYSTEM && is_our_lack(resolved.system_error))
    return Failure{Failure::Kind::exhausted, unreachable_reason(resolved.system_error, "")};
  if (resolved.error != 0 || resolved.addresses.empty()) {
    return Failure{Failure::Kind::unreachable,
                   "the host name " + in_quotes(host) + " cannot be resolved (" +
                       ::gai_strerror(resolved.error == 0 ? EAI_NONAME : resolved.error) +
                       "): check the target's spelling and the DNS"};
  }

  int error = 0;
  std::size_t left = resolved.addresses.size();
  for (const Address& address : resolved.addresses) {
    const Clock::time_point now = Clock::now();
    const Limit share{now + (limit.deadline - now) / static_cast<int>(left--), limit.cancellation};
    Socket socket(::socket(address.family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!socket.is_open()) {
      error = errno;
      continue;
    }
    const int on = 1;
    // Requests go out in one piece; waiting for more would only cost time. Where it fails nothing breaks.
    static_cast<void>(::setsockopt(socket.descriptor(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on));
    error = connect_one(socket, address, share);
    if (error == 0 && meets_itself(socket)) error = ECONNREFUSED;
    if (error == 0) return socket;
    if (look(limit) == Waited::interrupted) return interrupted();
  }
  const std::string shown_host = host.find(':') == std::string::npos ? host : "[" + host + "]";
  return Failure{is_our_lack(error) ? Failure::Kind::exhausted : Failure::Kind::unreachable,
                 unreachable_reason(error, shown(shown_host) + " port " + std::to_string(port))};
}

bool meets_itself(const Socket& socket) {
  const auto end = [&](decltype(&::getsockname) ask, sockaddr_storage& address) {
    socklen_t size = sizeof address;
    return ask(socket.descriptor(), reinterpret_cast<sockaddr*>(&address), &size) == 0;
  };
  sockaddr_storage own{};
  sockaddr_storage peer{};
  if (!end(&::getsockname, own) || !end(&::getpeername, peer) || own.ss_family != peer.ss_family)
    return false;
  if (own.ss_family == AF_INET) {
    const auto& left = reinterpret_cast<const sockaddr_in&>(own);
    const auto& right = reinterpret_cast<const sockaddr_in&>(peer);
    return left.sin_port == right.sin_port && left.sin_addr.s_addr == right.sin_addr.s_addr;
  }
  if (own.ss_family != AF_INET6) return false;
  const auto& left = reinterpret_cast<const sockaddr_in6&>(own);
  const auto& right = reinterpret_cast<const sockaddr_in6&>(peer);
  return left.sin6_port == right.sin6_port && left.sin6_scope_id == right.sin6_scope_id &&
         std::equal(std::begin(left.sin6_addr.s6_addr), std::end(left.sin6_addr.s6_addr),
                    std::begin(right.sin6_addr.s6_addr));
}

}  // namespace avouch::wire
