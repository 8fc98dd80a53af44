// SPDX-License-Identifier: MIT
// HTTP Digest authentication (RFC 7616): answers a challenge with the password that a request names.
//
//   DigestTransport digest(*transport);
//   digest.send({.target = "/a", .identity = {.digest = "joe:secret"}});  // sent again after a 401
//
// A request without Identity::digest passes through unchanged.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "exchange/transport.h"
#include "http/challenge.h"
#include "http/message.h"

namespace avouch {

// What the answer to a challenge depends on, besides the challenge.
struct DigestUse {
  std::string pair;         // NAME:PASSWORD
  std::string method;       // of the request
  std::string target;       // of the request: digest-uri
  std::string body;         // for qop "auth-int"
  std::string cnonce;       // the client's nonce
  unsigned long count = 1;  // how often the client has used the server's nonce: nc
};

// Returns the value of Authorization; nullopt if the challenge is no Digest, or one of an unknown algorithm
// or quality of protection.
std::optional<std::string> digest_authorization(const http::Challenge& challenge, const DigestUse& use);

class DigestTransport : public Transport {
 public:
  // `inner` must send the target of a request as it is. `cnonce` makes a text that cannot be guessed.
  explicit DigestTransport(Transport& inner, std::function<std::string()> cnonce = random_nonce);

  // Sends the request, and again with an answer if the response is 401 with a Digest challenge. If the
  // target then says that its nonce was stale, once more. Returns the last exchange, with the time of all.
  Exchange send(const http::Request& request) override;

  static std::string random_nonce();

 private:
  std::optional<http::Request> answered(const http::Request& request, const http::Challenge& challenge);
  unsigned long use_of(const std::string& nonce);

  Transport& inner_;
  const std::function<std::string()> cnonce_;
  std::mutex mutex_;
  std::map<std::string, unsigned long> uses_;  // of a server's nonce
};

}  // namespace avouch
