// SPDX-License-Identifier: MIT
#include "run/messages.h"

#include <algorithm>
#include <string>

#include "http/curl.h"
#include "http/secret_field.h"

namespace avouch {
namespace {

constexpr std::string_view kCut = "…";
constexpr const char* kLeftOut = "(left out)";

bool continues_a_code_point(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

ShownContent shown_content(std::string_view text, std::size_t size, std::size_t limit,
                           const http::Secrets& secrets) {
  const std::size_t most = std::min(text.size(), limit);
  std::size_t end = most;
  // RFC 3629: a code point has at most four bytes.
  while (end < text.size() && end > 0 && most - end < 3 && continues_a_code_point(text[end])) --end;
  ShownContent content{.size = size, .is_cut = end < size};
  // A secret that is cut is found by the mark after it.
  content.text = secrets.redact(std::string(text.substr(0, end)) + std::string(content.is_cut ? kCut : ""));
  if (content.is_cut && content.text.ends_with(kCut)) content.text.resize(content.text.size() - kCut.size());
  return content;
}

http::Fields shown_fields(const http::Fields& fields, const http::Secrets& secrets) {
  http::Fields all;
  for (const http::Field& field : fields) {
    std::string value = secrets.redact(field.value);
    const bool may_be_secret = http::names_a_secret(field.name) || http::holds_a_web_token(field.value);
    if (value == field.value && may_be_secret) value = kLeftOut;
    all.push_back({secrets.redact(field.name), std::move(value)});
  }
  return all;
}

}  // namespace

Messages messages_of(const Answer& answer, std::string_view beginning, std::size_t limit,
                     const http::Secrets& secrets) {
  const Exchange& exchange = answer.exchange();
  Messages messages{.started = exchange.started,
                    .method = secrets.redact(exchange.sent.method),
                    .url = http::told(exchange.url.empty() ? exchange.sent.target : exchange.url, secrets),
                    .request_fields = shown_fields(exchange.sent.fields, secrets)};
  messages.request_content = shown_content(exchange.sent.body, exchange.sent.body.size(), limit, secrets);
  const Received* received = answer.received();
  if (received == nullptr) return messages;
  const http::Response& response = received->response;
  messages.status = response.status;
  messages.reason = secrets.redact(response.reason);
  messages.version = response.version;
  messages.response_fields = shown_fields(response.fields, secrets);
  messages.response_content =
      shown_content(response.body.empty() ? beginning : std::string_view(response.body), answer.body_size(),
                    limit, secrets);
  return messages;
}

}  // namespace avouch
