// SPDX-License-Identifier: MIT
// How TLS is spoken: which authorities are trusted, which certificate is shown.
//
//   Result<std::shared_ptr<const TlsContext>> context = TlsContext::make(options);
//
// Immutable once made; any thread may make connections from it.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "exchange/transport.h"

struct ssl_ctx_st;  // OpenSSL's SSL_CTX
struct ssl_st;      // OpenSSL's SSL

namespace avouch::wire {

class TlsContext {
 public:
  // Errors: a cacert, cert or key that cannot be read or does not fit.
  static Result<std::shared_ptr<const TlsContext>> make(const TransportOptions& options);

  // A session over `descriptor` that checks that the peer is `host`, a name or an IP address (RFC 9110 §4.3.4
  // and §4.3.5). The caller frees it. nullptr where OpenSSL has no memory.
  ssl_st* session(int descriptor, const std::string& host) const;

 private:
  struct Free {
    void operator()(ssl_ctx_st* context) const;
  };

  explicit TlsContext(bool insecure);

  std::unique_ptr<ssl_ctx_st, Free> context_;
  bool insecure_ = false;
};

// What OpenSSL has to say about the last failure of this thread, and forgets it.
std::string tls_complaint();

}  // namespace avouch::wire
