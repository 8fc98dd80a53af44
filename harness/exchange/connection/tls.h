// SPDX-License-Identifier: MIT
// TLS settings: trusted authorities and the client certificate.
//
//   Result<std::shared_ptr<const TlsContext>> context = TlsContext::make(options);
//
// Immutable; thread-safe.
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
  // Errors: a cacert, cert or key that cannot be read, or a key that does not match the certificate.
  static Result<std::shared_ptr<const TlsContext>> make(const TransportOptions& options);

  // Creates a session over `descriptor` that verifies that the peer is `host`, a name or an IP address (RFC
  // 9110 §4.3.4 and §4.3.5). The caller frees it. nullptr if OpenSSL has no memory.
  ssl_st* session(int descriptor, const std::string& host) const;

 private:
  struct Free {
    void operator()(ssl_ctx_st* context) const;
  };

  explicit TlsContext(bool insecure);

  std::unique_ptr<ssl_ctx_st, Free> context_;
  bool insecure_ = false;
};

// Returns and clears OpenSSL's message about the last failure of this thread.
std::string tls_complaint();

}  // namespace avouch::wire
