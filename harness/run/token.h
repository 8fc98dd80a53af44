// SPDX-License-Identifier: MIT
// Tokens that a run gets before it starts, and once more when the target refuses one: of OAuth 2 (RFC 6749)
// and of a product's own login.
//
//   const Result<std::string> token = token_from(recipe, transport);
//   book.add(*token, [&] { return token_from(recipe, transport); });
//   RenewingTransport renewing(inner, book);   // sends the current token in place of the first one
//
// The requests for tokens are not part of a plan. They are neither judged nor reported, but for a login whose
// operation the contract documents (RunOptions::earlier).
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "exchange/transport.h"
#include "http/message.h"
#include "http/url.h"

namespace avouch {

// Where a response has the token: a runtime expression of OpenAPI (§4.8.20.4) or Arazzo.
struct TokenPlace {
  std::string header;   // "$response.header.X-Token"
  std::string pointer;  // "$response.body#/data/token", if there is no header

  bool operator==(const TokenPlace&) const = default;
};

// Returns nullopt if it is neither "$response.body#/POINTER" nor "$response.header.NAME".
std::optional<TokenPlace> parse_token_place(std::string_view expression);

// How to get a token.
struct TokenRecipe {
  std::string what;                     // for messages: "the token of the security scheme \"o\""
  http::Url url;                        // of the requests, without user information
  std::vector<http::Request> requests;  // the next is sent if one gets 400 or 401
  TokenPlace place;
  bool is_oauth = false;  // the response is one of RFC 6749 §5.1
};

// Sends the requests of the recipe by a transport for the root of its URL. Redirects are not followed. Errors
// name the URL and the status, and nothing else of the response.
Result<std::string> token_from(const TokenRecipe& recipe, Transport& transport);

// The tokens of a run. Thread-safe.
class TokenBook {
 public:
  using Renew = std::function<Result<std::string>()>;

  void add(const std::string& token, Renew renew);

  // The token to send in place of a first one.
  std::string current(const std::string& first) const;
  // Gets another token in place of `refused`, unless another thread did. nullopt if that fails, or if the
  // target has refused a renewed token right away: then the token is not the reason.
  std::optional<std::string> renewed(const std::string& first, const std::string& refused);
  // Tells that the target refused a token that was new.
  void give_up(const std::string& first);

  std::vector<std::string> first_ones() const;
  std::vector<std::string> all() const;  // every token so far

 private:
  struct Entry {
    std::string current;
    std::vector<std::string> former;
    Renew renew;
    bool is_given_up = false;
  };

  mutable std::mutex mutex_;
  std::map<std::string, Entry> entries_;  // by first token
};

// Replaces a first token in the fields of requests by the current one, and sends a request once more with a
// new token after a 401.
class RenewingTransport : public Transport {
 public:
  RenewingTransport(Transport& inner, TokenBook& book) : inner_(inner), book_(book) {}

  Exchange send(const http::Request& request) override;

 private:
  Transport& inner_;
  TokenBook& book_;
};

}  // namespace avouch
