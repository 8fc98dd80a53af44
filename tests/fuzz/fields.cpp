// SPDX-License-Identifier: MIT
// Fuzzes parsers of a server's field values, and of URLs and origins in them. The input is the field lines of
// a head. Each value is passed to every parser.
#include <algorithm>

#include "exchange/message/head.h"
#include "http/challenge.h"
#include "http/field.h"
#include "http/field_syntax.h"
#include "http/media_type.h"
#include "http/origin.h"
#include "http/syntax.h"
#include "http/url.h"
#include "judge/cors/response.h"
#include "one_input.h"

namespace avouch::fuzz {
namespace {

void read_url(std::string_view text) {
  static const http::Url base = *http::parse_url("https://api.example:8443/v1/a/b?c=d");
  if (const std::optional<http::Url> url = http::parse_url(text)) {
    must(url->port >= 1 && url->port <= 65535 && !url->host.empty(), "a URL without a host or a port");
    must(url->path.starts_with('/'), "a URL without a path");
    const std::optional<http::Url> again = http::parse_url(url->text());
    must(again.has_value(), "a URL's own text is no URL: " + url->text());
    must(again->text() == url->text() && again->origin() == url->origin(), "a URL's text is another URL");
    // RFC 3986 lets more stand in a host than an origin's serialization has.
    if (url->host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.") == std::string::npos &&
        http::parse_origin("https://" + url->host))
      must(http::parse_origin(http::serialize(url->origin())) == url->origin(), "a URL's origin is none");
  }
  if (const std::optional<http::Url> url = http::resolve(base, text)) {
    must(http::parse_url(url->text()).has_value(), "a resolved URL is none: " + url->text());
    must(url->target().find_first_of(" \r\n") == std::string::npos, "a target that splits a request line");
  }
}

void read_value(std::string_view value) {
  if (const auto tokens = http::parse_token_list(value)) {
    must(!http::first_bad_token(value), "a list that is read has a bad token");
    for (const std::string& token : *tokens) must(http::is_token(token), "a token that is none");
  } else {
    must(http::first_bad_token(value).has_value(), "a list is spoilt by nothing");
  }
  if (const auto schemes = http::challenge_schemes(value)) {
    must(!schemes->empty(), "a list of no challenges");
    for (const std::string& scheme : *schemes) must(http::is_token(scheme), "a scheme that is no token");
  }
  if (const auto type = http::parse_media_type(value)) {
    must(http::is_token(type->type) && http::is_token(type->subtype), "a media type of no tokens");
    http::MediaType plain = *type;
    plain.parameters.clear();
    must(http::within(*type, plain), "a media type that is not within its own range");
  }
  if (const auto origin = http::parse_origin(value)) {
    must(http::parse_origin(http::serialize(*origin)) == origin, "an origin's own text is another origin");
  }
  must(http::unbase64(http::base64(value)) == value, "base64 loses bytes");
  if (const auto bytes = http::unbase64(value))
    must(http::base64(*bytes) == value, "two base64 texts of the same bytes");
  read_url(value);
}

void judge_fields(const http::Fields& fields) {
  for (const http::Field& field : fields) {
    const auto fault = http::field_fault(field.name, http::values(fields, field.name));
    if (fault) {
      must(!fault->reason.empty() && !fault->expected.empty(), "a field's fault without a reason");
      must_be_printable(fault->reason, "a field's fault");
      must_be_printable(fault->expected, "what a field should be");
    }
    const cors::TokenList list = cors::extract_tokens(fields, field.name);
    must(list.state != cors::TokenList::State::absent, "a field that is there is absent");
    must((list.state == cors::TokenList::State::spoilt) == !list.bad.empty() || list.tokens.empty(),
         "a spoilt list has tokens");
  }
  constexpr std::string_view kOrigin = "https://app.example";
  const auto with = cors::cors_check(kOrigin, cors::Credentials::include, fields);
  const auto without = cors::cors_check(kOrigin, cors::Credentials::omit, fields);
  if (with == cors::CorsCheck::passes)
    must(without == cors::CorsCheck::passes, "credentials open what is closed without them");
  const auto names = cors::exposed_names(fields, cors::Credentials::include);
  for (const std::string& name : names) must(name == ascii_lower(name), "an exposed name in upper case");
  must(std::is_sorted(names.begin(), names.end()), "exposed names without order");
}

}  // namespace

int one_input(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = text_of(data, size);
  const http::Fields fields = wire::parse_field_lines(text);
  for (const http::Field& field : fields) read_value(field.value);
  judge_fields(fields);
  return 0;
}

}  // namespace avouch::fuzz
