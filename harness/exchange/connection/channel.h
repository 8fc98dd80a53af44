// SPDX-License-Identifier: MIT
// Transfers bytes to and from a peer over one connected socket, plain or over TLS.
//
//   Channel channel(std::move(socket));
//   const Transfer read = channel.read(buffer, sizeof buffer, limit);
//
// Owns the socket. Not thread-safe. Never raises SIGPIPE.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "exchange/connection/limit.h"
#include "exchange/connection/socket.h"
#include "exchange/exchange.h"

struct ssl_st;  // OpenSSL's SSL

namespace avouch::wire {

class TlsContext;

struct Transfer {
  enum class Kind {
    moved,      // `bytes` bytes, at least one
    ended,      // the peer ended the data: FIN, or TLS close_notify
    broken,     // a reset, a TLS alert, or a TLS connection that ended without close_notify
    exhausted,  // this process or its system lacks memory for it
    timed_out,
    interrupted,
  };
  Kind kind = Kind::moved;
  std::size_t bytes = 0;
  std::string reason;  // for `broken` and `exhausted`
  bool tls = false;    // `broken` by TLS itself, not by the socket below
};

class Channel {
 public:
  explicit Channel(Socket socket);
  Channel(Channel&&) noexcept;
  Channel& operator=(Channel&&) noexcept;
  ~Channel();

  // Starts TLS. Returns nullopt if the handshake succeeded and the peer's certificate matches `host`.
  std::optional<Failure> start_tls(const TlsContext& context, const std::string& host, const Limit& limit);

  Transfer read(char* into, std::size_t size, const Limit& limit);
  Transfer write(std::string_view bytes, const Limit& limit);  // writes all of them

  int descriptor() const { return socket_.descriptor(); }
  bool is_plain() const { return tls_ == nullptr; }

  // Whether an idle connection can be reused: it is open, and the peer has sent no unsolicited data.
  bool is_idle();

 private:
  struct FreeTls {
    void operator()(ssl_st* tls) const;
  };

  Transfer wait(short events, const Limit& limit) const;
  Transfer wait_for_tls(int outcome, const Limit& limit);

  Socket socket_;
  bool has_written_ = false;  // since the last read: nothing can be there yet, so the next read waits first
  std::unique_ptr<ssl_st, FreeTls> tls_;
};

}  // namespace avouch::wire
