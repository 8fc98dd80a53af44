// SPDX-License-Identifier: MIT
#include "exchange/connection/channel.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "exchange/connection/tls.h"

namespace avouch::wire {
namespace {

bool is_temporary(int error) {
  return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

std::string describe(int error) {
  return std::generic_category().message(error);
}

// A read or a write that failed with this errno.
Transfer broken_by(int error) {
  const bool is_ours = error == ENOMEM || error == ENOBUFS;
  return {.kind = is_ours ? Transfer::Kind::exhausted : Transfer::Kind::broken, .reason = describe(error)};
}

// Whether the first error in OpenSSL's queue is a failed allocation.
bool tls_lacks_memory() {
  return ERR_GET_REASON(ERR_peek_error()) == ERR_R_MALLOC_FAILURE;
}

Failure no_memory_for_tls() {
  ERR_clear_error();
  return {Failure::Kind::exhausted,
          "this process has no memory left for a TLS connection: raise its limit on memory, or lower --jobs"};
}

// Says what to check after a failed handshake.
std::string handshake_reason(SSL* tls, const std::string& host) {
  const long verified = SSL_get_verify_result(tls);
  const unsigned long code = ERR_peek_error();
  const int reason = ERR_GET_REASON(code);
  const std::string complaint = tls_complaint();
  if (verified == X509_V_ERR_HOSTNAME_MISMATCH || verified == X509_V_ERR_IP_ADDRESS_MISMATCH) {
    return "the server's certificate is not for " + in_quotes(host) +
           ": check the target's host name, or which certificate the server presents";
  }
  if (verified != X509_V_OK) {
    return std::string("the server's certificate cannot be verified (") +
           X509_verify_cert_error_string(verified) +
           "): name its authority with --cacert, or check that the server sends its whole chain";
  }
  if (reason == SSL_R_WRONG_VERSION_NUMBER || reason == SSL_R_HTTP_REQUEST) {
    return "the server does not speak TLS on this port: check the target's port, or use http";
  }
  return "the TLS handshake failed (" + complaint +
         "): check which TLS versions and client certificates the server takes";
}

}  // namespace

void Channel::FreeTls::operator()(ssl_st* tls) const {
  SSL_free(tls);
}

Channel::Channel(Socket socket) : socket_(std::move(socket)) {}
Channel::Channel(Channel&&) noexcept = default;
Channel& Channel::operator=(Channel&&) noexcept = default;

Channel::~Channel() {
  // RFC 8446 §6.1: send close_notify. Does not wait for the peer to read it.
  if (tls_ != nullptr && SSL_is_init_finished(tls_.get()) == 1) {
    ERR_clear_error();
    SSL_shutdown(tls_.get());
    ERR_clear_error();
  }
}

Transfer Channel::wait(short events, const Limit& limit) const {
  switch (wait_for(socket_.descriptor(), events, limit)) {
    case Waited::ready:
      return {.kind = Transfer::Kind::moved};
    case Waited::timed_out:
      return {.kind = Transfer::Kind::timed_out};
    case Waited::interrupted:
      return {.kind = Transfer::Kind::interrupted};
  }
  return {.kind = Transfer::Kind::timed_out};
}

// Handles the result of a TLS call: waits for the event that it needs, or reports why no more data will come.
Transfer Channel::wait_for_tls(int outcome, const Limit& limit) {
  const int error = errno;
  switch (SSL_get_error(tls_.get(), outcome)) {
    case SSL_ERROR_WANT_READ:
      return wait(POLLIN, limit);
    case SSL_ERROR_WANT_WRITE:
      return wait(POLLOUT, limit);
    case SSL_ERROR_ZERO_RETURN:
      return {.kind = Transfer::Kind::ended};
    case SSL_ERROR_SYSCALL:
      if (error != 0) return broken_by(error);
      return {.kind = Transfer::Kind::broken, .reason = "the TLS connection ended without close_notify"};
    default:
      if (tls_lacks_memory()) return {.kind = Transfer::Kind::exhausted, .reason = tls_complaint()};
      if (ERR_GET_REASON(ERR_peek_error()) == SSL_R_UNEXPECTED_EOF_WHILE_READING) {
        ERR_clear_error();
        return {.kind = Transfer::Kind::broken, .reason = "the TLS connection ended without close_notify"};
      }
      return {.kind = Transfer::Kind::broken, .reason = tls_complaint(), .tls = true};
  }
}

std::optional<Failure> Channel::start_tls(const TlsContext& context, const std::string& host,
                                          const Limit& limit) {
  ERR_clear_error();
  tls_.reset(context.session(socket_.descriptor(), host));
  if (tls_ == nullptr && tls_lacks_memory()) return no_memory_for_tls();
  if (tls_ == nullptr) {
    return Failure{Failure::Kind::tls, "TLS cannot check the host name " + in_quotes(host) +
                                           ": check the target's host name (" + tls_complaint() + ")"};
  }
  while (true) {
    ERR_clear_error();
    errno = 0;
    const int outcome = SSL_do_handshake(tls_.get());
    if (outcome == 1) return std::nullopt;
    const int error = SSL_get_error(tls_.get(), outcome);
    if (error == SSL_ERROR_SSL && tls_lacks_memory()) return no_memory_for_tls();
    if (error == SSL_ERROR_SSL && ERR_GET_REASON(ERR_peek_error()) != SSL_R_UNEXPECTED_EOF_WHILE_READING)
      return Failure{Failure::Kind::tls, handshake_reason(tls_.get(), host)};
    const Transfer waited = wait_for_tls(outcome, limit);
    switch (waited.kind) {
      case Transfer::Kind::moved:
        break;
      case Transfer::Kind::ended:
      case Transfer::Kind::broken:
        return Failure{
            Failure::Kind::tls,
            "the connection ended in the TLS handshake (" + waited.reason +
                "): check that the target's port speaks TLS and which client certificates it requires"};
      case Transfer::Kind::exhausted:
        return no_memory_for_tls();
      case Transfer::Kind::timed_out:
        return Failure{Failure::Kind::unreachable,
                       "the TLS handshake was not done within --connect-timeout: check that the target's "
                       "port speaks TLS"};
      case Transfer::Kind::interrupted:
        return Failure{Failure::Kind::interrupted, "the run was interrupted"};
    }
  }
}

Transfer Channel::read(char* into, std::size_t size, const Limit& limit) {
  while (true) {
    switch (look(limit)) {
      case Waited::ready:
        break;
      case Waited::timed_out:
        return {.kind = Transfer::Kind::timed_out};
      case Waited::interrupted:
        return {.kind = Transfer::Kind::interrupted};
    }
    Transfer waited;
    if (std::exchange(has_written_, false)) {
      waited = wait(POLLIN, limit);
    } else if (tls_ != nullptr) {
      ERR_clear_error();
      errno = 0;
      std::size_t got = 0;
      const int outcome = SSL_read_ex(tls_.get(), into, size, &got);
      if (outcome == 1) return {.kind = Transfer::Kind::moved, .bytes = got};
      waited = wait_for_tls(outcome, limit);
    } else {
      const ssize_t got = ::recv(socket_.descriptor(), into, size, 0);
      if (got > 0) return {.kind = Transfer::Kind::moved, .bytes = static_cast<std::size_t>(got)};
      if (got == 0) return {.kind = Transfer::Kind::ended};
      if (!is_temporary(errno)) return broken_by(errno);
      waited = wait(POLLIN, limit);
    }
    if (waited.kind != Transfer::Kind::moved) return waited;
  }
}

Transfer Channel::write(std::string_view bytes, const Limit& limit) {
  has_written_ = tls_ == nullptr;
  std::size_t done = 0;
  while (done < bytes.size()) {
    const std::string_view rest = bytes.substr(done);
    Transfer waited;
    if (tls_ != nullptr) {
      ERR_clear_error();
      errno = 0;
      std::size_t sent = 0;
      const int outcome = SSL_write_ex(tls_.get(), rest.data(), rest.size(), &sent);
      done += sent;
      if (outcome == 1) continue;
      waited = wait_for_tls(outcome, limit);
    } else {
      const ssize_t sent = ::send(socket_.descriptor(), rest.data(), rest.size(), MSG_NOSIGNAL);
      if (sent >= 0) {
        done += static_cast<std::size_t>(sent);
        continue;
      }
      if (!is_temporary(errno)) return broken_by(errno);
      waited = wait(POLLOUT, limit);
    }
    if (waited.kind != Transfer::Kind::moved) return waited;
  }
  return {.kind = Transfer::Kind::moved, .bytes = done};
}

bool Channel::is_idle() {
  char byte = 0;
  if (tls_ != nullptr) {
    // A session ticket may have arrived. OpenSSL processes it here and finds no data after it.
    ERR_clear_error();
    std::size_t got = 0;
    const int outcome = SSL_peek_ex(tls_.get(), &byte, 1, &got);
    const bool waits = outcome != 1 && SSL_get_error(tls_.get(), outcome) == SSL_ERROR_WANT_READ;
    ERR_clear_error();
    return waits;
  }
  return ::recv(socket_.descriptor(), &byte, 1, MSG_PEEK) < 0 && is_temporary(errno);
}

}  // namespace avouch::wire
