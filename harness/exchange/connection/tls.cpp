// SPDX-License-Identifier: MIT
#include "exchange/connection/tls.h"

#include <arpa/inet.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstdint>
#include <cstring>

#include "base/text.h"

namespace avouch::wire {
namespace {

// A BIO for a socket that sends with MSG_NOSIGNAL. OpenSSL's own BIO uses write(), which raises SIGPIPE if
// the peer is gone. A library must not change the signal handlers of its host.
int descriptor_of(BIO* bio) {
  return static_cast<int>(reinterpret_cast<std::intptr_t>(BIO_get_data(bio)));
}

bool may_try_again(int error) {
  return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

int quiet_write(BIO* bio, const char* bytes, int size) {
  BIO_clear_retry_flags(bio);
  const ssize_t sent = ::send(descriptor_of(bio), bytes, static_cast<std::size_t>(size), MSG_NOSIGNAL);
  if (sent < 0 && may_try_again(errno)) BIO_set_retry_write(bio);
  return static_cast<int>(sent);
}

int quiet_read(BIO* bio, char* into, int size) {
  BIO_clear_retry_flags(bio);
  const ssize_t got = ::recv(descriptor_of(bio), into, static_cast<std::size_t>(size), 0);
  if (got < 0 && may_try_again(errno)) BIO_set_retry_read(bio);
  if (got == 0) BIO_set_flags(bio, BIO_FLAGS_IN_EOF);
  return static_cast<int>(got);
}

long quiet_control(BIO* bio, int command, long, void*) {
  switch (command) {
    case BIO_CTRL_FLUSH:
      return 1;
    case BIO_CTRL_EOF:
      return BIO_test_flags(bio, BIO_FLAGS_IN_EOF) != 0 ? 1 : 0;
    default:
      return 0;  // the set of commands is OpenSSL's; 0 means "unknown"
  }
}

BIO_METHOD* quiet_method() {
  static BIO_METHOD* const method = [] {
    BIO_METHOD* made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "socket without SIGPIPE");
    if (made != nullptr) {
      BIO_meth_set_write(made, quiet_write);
      BIO_meth_set_read(made, quiet_read);
      BIO_meth_set_ctrl(made, quiet_control);
    }
    return made;
  }();
  return method;
}

bool is_ip_address(const std::string& host) {
  unsigned char address[sizeof(in6_addr)];
  return ::inet_pton(AF_INET, host.c_str(), address) == 1 ||
         ::inet_pton(AF_INET6, host.c_str(), address) == 1;
}

Error unreadable(const std::string& option, const std::string& file, const std::string& hint) {
  return {.title = option + " cannot be used: " + tls_complaint(), .place = {.file = file}, .hint = hint};
}

}  // namespace

std::string tls_complaint() {
  std::string complaint;
  while (const unsigned long code = ERR_get_error()) {
    if (!complaint.empty()) continue;
    const char* reason = ERR_reason_error_string(code);
    if (reason == nullptr && ERR_SYSTEM_ERROR(code)) reason = std::strerror(ERR_GET_REASON(code));
    complaint = reason != nullptr ? reason : "OpenSSL error " + std::to_string(code);
  }
  return complaint.empty() ? "unknown reason" : complaint;
}

void TlsContext::Free::operator()(ssl_ctx_st* context) const {
  SSL_CTX_free(context);
}

TlsContext::TlsContext(bool insecure) : context_(SSL_CTX_new(TLS_client_method())), insecure_(insecure) {}

Result<std::shared_ptr<const TlsContext>> TlsContext::make(const TransportOptions& options) {
  ERR_clear_error();
  std::shared_ptr<TlsContext> made(new TlsContext(options.insecure));
  SSL_CTX* const context = made->context_.get();
  if (context == nullptr) {
    return Error{.title = "TLS cannot be set up: " + tls_complaint(),
                 .hint = "Check the installation of OpenSSL."};
  }
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_verify(context, options.insecure ? SSL_VERIFY_NONE : SSL_VERIFY_PEER, nullptr);
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  static constexpr unsigned char kProtocols[] = "\x08http/1.1";
  SSL_CTX_set_alpn_protos(context, kProtocols, sizeof kProtocols - 1);

  // Otherwise OpenSSL would ask the terminal for the passphrase of a key and wait forever.
  SSL_CTX_set_default_passwd_cb(context, [](char*, int, int, void*) { return 0; });

  Errors errors;
  if (options.cacert.empty()) {
    SSL_CTX_set_default_verify_paths(context);
  } else if (SSL_CTX_load_verify_file(context, options.cacert.c_str()) != 1) {
    errors.push_back(
        unreadable("--cacert", options.cacert, "Name a PEM file of one or more CA certificates."));
  }
  if (!options.cert.empty()) {
    const std::string& key = options.key.empty() ? options.cert : options.key;
    if (SSL_CTX_use_certificate_chain_file(context, options.cert.c_str()) != 1) {
      errors.push_back(unreadable("--cert", options.cert, "Name a PEM file of the client's certificate."));
    } else if (SSL_CTX_use_PrivateKey_file(context, key.c_str(), SSL_FILETYPE_PEM) != 1) {
      errors.push_back(unreadable(
          "--key", key, "Name a PEM file of the client certificate's private key, without a passphrase."));
    }
  } else if (!options.key.empty()) {
    errors.push_back({.title = "--key without --cert",
                      .place = {.file = options.key},
                      .hint = "Name its certificate too."});
  }
  if (!errors.empty()) return errors;
  return std::shared_ptr<const TlsContext>(std::move(made));
}

ssl_st* TlsContext::session(int descriptor, const std::string& host) const {
  SSL* const session = SSL_new(context_.get());
  BIO* const bio = quiet_method() == nullptr ? nullptr : BIO_new(quiet_method());
  if (session == nullptr || bio == nullptr) {
    SSL_free(session);
    BIO_free(bio);
    return nullptr;
  }
  BIO_set_data(bio, reinterpret_cast<void*>(static_cast<std::intptr_t>(descriptor)));
  BIO_set_init(bio, 1);
  SSL_set_bio(session, bio, bio);
  SSL_set_connect_state(session);

  const bool address = is_ip_address(host);
  // RFC 6066 §3: server_name carries a name, not an address, and no final dot.
  const std::string name = host.ends_with('.') ? host.substr(0, host.size() - 1) : host;
  if (!address) SSL_set_tlsext_host_name(session, name.c_str());
  if (!insecure_) {
    X509_VERIFY_PARAM* const wanted = SSL_get0_param(session);
    // RFC 9110 §4.3.4: a client must not fall back to the subject's common name.
    X509_VERIFY_PARAM_set_hostflags(
        wanted, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    const int set = address ? X509_VERIFY_PARAM_set1_ip_asc(wanted, host.c_str())
                            : X509_VERIFY_PARAM_set1_host(wanted, name.c_str(), name.size());
    if (set != 1) {  // never create a session that verifies nothing
      SSL_free(session);
      return nullptr;
    }
  }
  return session;
}

}  // namespace avouch::wire
