// SPDX-License-Identifier: MIT
#include "run/token.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "http/field.h"
#include "http/syntax.h"
#include "http/url_secrets.h"
#include "json/json_reader.h"
#include "json/json_value.h"
#include "json/pointer.h"

namespace avouch {
namespace {

constexpr std::size_t kLongestToken = 64U * 1024U;

Error no_token(const TokenRecipe& recipe, const std::string& why, const std::string& hint) {
  return {
      .title = "no token: " + recipe.what + ": " + in_quotes(http::told_url(recipe.url.text())) + " " + why,
      .place = {},
      .hint = hint};
}

// The error code of RFC 6749 §5.2. It is a word of the standard, so it cannot be a secret that was echoed.
std::string oauth_error(const JsonValue* body) {
  const JsonValue* code = body == nullptr ? nullptr : body->find("error");
  for (const char* known : {"invalid_request", "invalid_client", "invalid_grant", "unauthorized_client",
                            "unsupported_grant_type", "invalid_scope"}) {
    if (code != nullptr && code->is_string(known)) return " (" + std::string(known) + ")";
  }
  return {};
}

std::optional<std::string> token_at(const TokenPlace& place, const http::Response& response,
                                    const std::optional<JsonValue>& body) {
  if (!place.header.empty()) return http::combined(response.fields, place.header);
  const JsonValue* found = body ? body->at(place.pointer) : nullptr;
  return found != nullptr && found->is_string() ? std::optional(found->text) : std::nullopt;
}

Result<std::string> token_in(const TokenRecipe& recipe, const Received& received) {
  const http::Response& response = received.response;
  const std::optional<JsonValue> body = read_json(response.body);
  if (response.status < 200 || response.status > 299) {
    const bool is_redirect = response.status >= 300 && response.status < 400;
    return no_token(recipe,
                    "answered " + std::to_string(response.status) +
                        (recipe.is_oauth ? oauth_error(body ? &*body : nullptr) : ""),
                    is_redirect ? "Name the URL that answers itself: a redirect is not followed."
                                : "Check the credentials, and the scopes and the URL of the contract.");
  }
  const JsonValue* type = recipe.is_oauth && body ? body->find("token_type") : nullptr;
  if (type != nullptr && type->is_string() && !equals_ignoring_ascii_case(type->text, "bearer"))
    return no_token(recipe, "gave a token that is no bearer token", "Only bearer tokens can be sent.");
  std::optional<std::string> token = token_at(recipe.place, response, body);
  const bool is_sendable = token && !token->empty() && token->size() <= kLongestToken &&
                           http::is_field_value(*token) && trim_ows(*token) == *token;
  if (!is_sendable) {
    const std::string place = recipe.place.header.empty()
                                  ? "/" + recipe.place.pointer.substr(1) + " of its body"
                                  : "its header " + recipe.place.header;
    return no_token(recipe, "gave no token at " + printable(place),
                    "Check where the response has it, and that it is a text.");
  }
  return *std::move(token);
}

bool asks_for_other_client_authentication(const Exchange& exchange) {
  const Received* received = exchange.received();
  return received != nullptr && (received->response.status == 400 || received->response.status == 401);
}

bool holds_token(const http::Request& request, const std::string& token) {
  return std::any_of(request.fields.begin(), request.fields.end(),
                     [&](const http::Field& field) { return field.value.find(token) != std::string::npos; });
}

http::Request with(http::Request request, const std::string& token, const std::string& other) {
  for (http::Field& field : request.fields) {
    if (const std::size_t at = field.value.find(token); at != std::string::npos)
      field.value.replace(at, token.size(), other);
  }
  return request;
}

}  // namespace

std::optional<TokenPlace> parse_token_place(std::string_view expression) {
  constexpr std::string_view kBody = "$response.body#";
  constexpr std::string_view kHeader = "$response.header.";
  if (expression.starts_with(kHeader)) {
    const std::string_view name = expression.substr(kHeader.size());
    if (!http::is_token(name)) return std::nullopt;
    return TokenPlace{.header = std::string(name), .pointer = {}};
  }
  if (!expression.starts_with(kBody)) return std::nullopt;
  const std::string_view pointer = expression.substr(kBody.size());
  if (pointer.empty() || !pointer_tokens(pointer)) return std::nullopt;
  return TokenPlace{.header = {}, .pointer = std::string(pointer)};
}

Result<std::string> token_from(const TokenRecipe& recipe, Transport& transport) {
  Exchange exchange;
  for (const http::Request& request : recipe.requests) {
    exchange = transport.send(request);
    if (!asks_for_other_client_authentication(exchange)) break;
  }
  if (const Failure* failure = exchange.failure()) {
    return no_token(recipe, "gave no response: " + failure->reason,
                    "Check that it is up, and --connect-timeout and --max-time.");
  }
  const Received& received = *exchange.received();
  if (received.end.kind != BodyEnd::Kind::complete)
    return no_token(recipe, "gave no complete response: " + received.end.reason, "Check the server.");
  return token_in(recipe, received);
}

void TokenBook::add(const std::string& token, Renew renew) {
  const std::lock_guard lock(mutex_);
  entries_.insert_or_assign(token, Entry{.current = token, .former = {}, .renew = std::move(renew)});
}

std::string TokenBook::current(const std::string& first) const {
  const std::lock_guard lock(mutex_);
  const auto entry = entries_.find(first);
  return entry == entries_.end() ? first : entry->second.current;
}

// The other threads wait for the new token: they would be refused as well.
std::optional<std::string> TokenBook::renewed(const std::string& first, const std::string& refused) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(first);
  if (found == entries_.end()) return std::nullopt;
  Entry& entry = found->second;
  if (entry.current != refused) return entry.current;
  if (entry.is_given_up) return std::nullopt;
  const Result<std::string> token = entry.renew();
  if (!token) {
    entry.is_given_up = true;
    return std::nullopt;
  }
  entry.former.push_back(std::exchange(entry.current, *token));
  return entry.current;
}

void TokenBook::give_up(const std::string& first) {
  const std::lock_guard lock(mutex_);
  const auto entry = entries_.find(first);
  if (entry != entries_.end()) entry->second.is_given_up = true;
}

std::vector<std::string> TokenBook::first_ones() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> tokens;
  for (const auto& [first, entry] : entries_) tokens.push_back(first);
  return tokens;
}

std::vector<std::string> TokenBook::all() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> tokens;
  for (const auto& [first, entry] : entries_) {
    tokens.insert(tokens.end(), entry.former.begin(), entry.former.end());
    tokens.push_back(entry.current);
  }
  return tokens;
}

Exchange RenewingTransport::send(const http::Request& request) {
  for (const std::string& first : book_.first_ones()) {
    if (!holds_token(request, first)) continue;
    const std::string token = book_.current(first);
    Exchange exchange = inner_.send(with(request, first, token));
    forget_bytes(exchange);  // the next request may need another token
    const auto is_refused = [](const Exchange& sent) {
      return sent.received() != nullptr && sent.received()->response.status == 401;
    };
    if (!is_refused(exchange)) return exchange;
    const std::optional<std::string> other = book_.renewed(first, token);
    if (!other) return exchange;
    const std::chrono::microseconds before = exchange.elapsed;
    exchange = inner_.send(with(request, first, *other));
    forget_bytes(exchange);
    exchange.elapsed += before;
    if (is_refused(exchange)) book_.give_up(first);
    return exchange;
  }
  return inner_.send(request);
}

}  // namespace avouch
