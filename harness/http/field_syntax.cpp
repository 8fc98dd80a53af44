// SPDX-License-Identifier: MIT
#include "http/field_syntax.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "http/challenge.h"
#include "http/field_grammar.h"
#include "http/syntax.h"
#include "http/url.h"

namespace avouch::http {
namespace {

constexpr std::string_view kTokens = "a list of tokens";
constexpr std::string_view kCorsList = "Fetch §3.3.4, RFC 9110 §5.6.1";
constexpr std::string_view kHttpDate = "an HTTP date";

constexpr std::array kSyntaxes = {
    FieldSyntax{"accept-patch", "a list of media types", "RFC 5789 §3.1", true, is_media_type_list},
    FieldSyntax{"accept-ranges", "a list of range units", "RFC 9110 §14.3", true, is_some_token_list},
    FieldSyntax{"access-control-allow-credentials", "exactly true", "Fetch §3.3.4", false,
                is_allowed_credentials},
    FieldSyntax{"access-control-allow-headers", kTokens, kCorsList, true, is_token_list},
    FieldSyntax{"access-control-allow-methods", kTokens, kCorsList, true, is_token_list},
    FieldSyntax{"access-control-allow-origin", "one origin, null or *", "Fetch §3.3.4", false,
                is_allowed_origin},
    FieldSyntax{"access-control-expose-headers", kTokens, kCorsList, true, is_token_list},
    FieldSyntax{"access-control-max-age", "a number of seconds", "Fetch §3.3.4", false, is_digits},
    FieldSyntax{"age", "a number of seconds", "RFC 9111 §5.1", false, is_digits},
    FieldSyntax{"allow", "a list of methods", "RFC 9110 §10.2.1", true, is_token_list},
    FieldSyntax{"cache-control", "a list of cache directives", "RFC 9111 §5.2", true, is_cache_control},
    FieldSyntax{"content-disposition", "a disposition and its parameters", "RFC 6266 §4.1", false,
                is_content_disposition},
    FieldSyntax{"content-encoding", "a list of content codings", "RFC 9110 §8.4", true, is_token_list},
    FieldSyntax{"content-language", "a list of language tags", "RFC 9110 §8.5", true, is_language_list},
    FieldSyntax{"content-length", "a number of bytes", "RFC 9110 §8.6", false, is_digits},
    FieldSyntax{"content-location", "a URI reference without a fragment", "RFC 9110 §8.7", false,
                is_plain_reference},
    FieldSyntax{"content-range", "a range unit and the range of it", "RFC 9110 §14.4", false,
                is_content_range},
    FieldSyntax{"content-type", "a media type", "RFC 9110 §8.3", false, is_media_type_value},
    FieldSyntax{"date", kHttpDate, "RFC 9110 §5.6.7", false, is_http_date},
    FieldSyntax{"deprecation", "a date as @ and seconds", "RFC 9745 §2.1", false, is_structured_date},
    FieldSyntax{"etag", "an entity tag", "RFC 9110 §8.8.3", false, is_entity_tag},
    FieldSyntax{"expires", kHttpDate, "RFC 9111 §5.3, RFC 9110 §5.6.7", false, is_http_date},
    FieldSyntax{"last-modified", kHttpDate, "RFC 9110 §5.6.7", false, is_http_date},
    FieldSyntax{"link", "a list of links, each with a rel", "RFC 8288 §3", true, is_link},
    FieldSyntax{"location", "a URI reference", "RFC 9110 §10.2.2", false, is_uri_reference},
    FieldSyntax{"proxy-authenticate", "a list of challenges", "RFC 9110 §11.7.1", true, is_challenge_list},
    FieldSyntax{"retry-after", "an HTTP date or a number of seconds", "RFC 9110 §10.2.3", false,
                is_date_or_seconds},
    FieldSyntax{"set-cookie", "a cookie: NAME=VALUE and attributes", "RFC 6265 §4.1.1", true, is_cookie},
    FieldSyntax{"strict-transport-security", "directives with one max-age", "RFC 6797 §6.1", false,
                is_transport_security},
    FieldSyntax{"sunset", kHttpDate, "RFC 8594 §3, RFC 9110 §5.6.7", false, is_http_date},
    FieldSyntax{"vary", "a list of field names or *", "RFC 9110 §12.5.5", true, is_token_list},
    FieldSyntax{"www-authenticate", "a list of challenges", "RFC 9110 §11.6.1", true, is_challenge_list},
};

bool is_list_of_tokens(const FieldSyntax& syntax) {
  return syntax.is_well_formed == is_token_list || syntax.is_well_formed == is_some_token_list;
}

}  // namespace

std::string FieldSyntax::expected() const {
  return std::string(what) + " (" + std::string(standard) + ")";
}

std::span<const FieldSyntax> field_syntaxes() {
  return kSyntaxes;
}

const FieldSyntax* field_syntax(std::string_view name) {
  const std::string lower = ascii_lower(name);
  const auto* found = std::find_if(kSyntaxes.begin(), kSyntaxes.end(),
                                   [&](const FieldSyntax& syntax) { return syntax.field == lower; });
  return found == kSyntaxes.end() ? nullptr : found;
}

bool may_repeat(std::string_view name) {
  // Lists with elements that Avouch does not judge.
  static constexpr std::array<std::string_view, 6> kOthers = {
      "content-security-policy", "permissions-policy", "server-timing", "via", "warning", "x-forwarded-for"};
  const FieldSyntax* syntax = field_syntax(name);
  if (syntax != nullptr) return syntax->may_repeat;
  return std::find(kOthers.begin(), kOthers.end(), ascii_lower(name)) != kOthers.end();
}

std::optional<FieldFault> field_fault(std::string_view name, const std::vector<std::string>& lines) {
  const FieldSyntax* syntax = field_syntax(name);
  if (syntax == nullptr) return std::nullopt;
  if (!syntax->may_repeat && lines.size() > 1) {
    return FieldFault{"the header occurs " + std::to_string(lines.size()) + " times, but may occur only once",
                      syntax->expected()};
  }
  for (const std::string& value : lines) {
    if (syntax->is_well_formed(trim_ows(value))) continue;
    const std::optional<std::string> bad = is_list_of_tokens(*syntax) ? first_bad_token(value) : std::nullopt;
    return FieldFault{bad && *bad != value
                          ? in_quotes(*bad) + " is not a token and invalidates the whole list"
                          : in_quotes(value) + " is not " + std::string(syntax->what),
                      syntax->expected()};
  }
  return std::nullopt;
}

}  // namespace avouch::http
