// SPDX-License-Identifier: MIT
#include "contract/cors_clauses.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "base/text.h"
#include "contract/header_value.h"
#include "contract/schema/schema.h"
#include "http/media_type.h"

namespace avouch {
namespace {

using Aspect = CorsSubject::Aspect;

// Fetch §2.2.2, CORS-safelisted response-header name.
constexpr std::array<std::string_view, 7> kAlwaysReadable = {
    "cache-control", "content-language", "content-length", "content-type",
    "expires",       "last-modified",    "pragma"};

// Fetch §2.2.2, forbidden response-header name: no page can read them. And what browsers and intermediaries
// act on, so that a page has no use for it.
constexpr std::string_view kNotForPages[] = {
    "set-cookie", "set-cookie2",
    // RFC 9110 §7.6.1, RFC 9112: of one connection
    "connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
    // RFC 9110, RFC 9111: of the message, its origin and its way
    "age", "alt-svc", "content-encoding", "date", "proxy-authenticate", "server", "vary", "via",
    "www-authenticate",
    // what a browser enforces or reports
    "accept-ch", "clear-site-data", "content-security-policy", "content-security-policy-report-only",
    "cross-origin-embedder-policy", "cross-origin-opener-policy", "cross-origin-resource-policy", "expect-ct",
    "feature-policy", "nel", "origin-agent-cluster", "permissions-policy", "referrer-policy", "report-to",
    "reporting-endpoints", "server-timing", "strict-transport-security", "timing-allow-origin",
    "x-content-type-options", "x-dns-prefetch-control", "x-download-options", "x-frame-options",
    "x-permitted-cross-domain-policies", "x-xss-protection"};

// Fetch §2.2.2: the three media types that a form can always send.
bool is_form_type(std::string_view range) {
  const auto type = http::parse_media_type(range);
  return type && (type->essence() == "application/x-www-form-urlencoded" ||
                  type->essence() == "multipart/form-data" || type->essence() == "text/plain");
}

bool is_safelisted_method(std::string_view method) {
  return method == "GET" || method == "HEAD" || method == "POST";
}

// Whether the schema itself permits only that JSON text.
bool is_only_value(const Schema* schema, std::string_view text) {
  if (schema == nullptr) return false;
  return std::any_of(schema->keywords().begin(), schema->keywords().end(), [&](const SchemaKeyword& keyword) {
    const bool names_values =
        keyword.kind == KeywordKind::constant || keyword.kind == KeywordKind::enumeration;
    return names_values && keyword.node == 0 && keyword.texts.size() == 1 && keyword.texts.front() == text;
  });
}

// The source of a claim: its header, or else the response.
struct Source {
  Place place;
  std::string documentation;
};

// Collects the clauses of one operation.
class CorsClauses {
 public:
  CorsClauses(const Operation& operation, std::size_t operation_index, std::size_t response_index)
      : operation_(operation),
        response_(operation.responses[response_index]),
        operation_index_(operation_index),
        response_index_(response_index) {}

  std::vector<BoundClause> build() && {
    const std::vector<std::string> asked = cors_request_headers(operation_);
    if (!asked.empty() || !is_safelisted_method(operation_.method)) add_preflight(asked);
    if (operation_.needs_credentials()) add_anonymous();
    add_response();
    // Whether the server admits the page at all is judged by its other responses to that page.
    for (BoundClause& bound : clauses_) {
      const Role asks = bound.roles.front();
      if (asks == Role::other_origin || asks == Role::denied_origin) continue;
      for (const Role role : {Role::preflight, Role::cross_origin}) {
        if (!bound.roles.contains(role)) bound.also.add(role);
      }
    }
    return std::move(clauses_);
  }

 private:
  void add_preflight(const std::vector<std::string>& asked) {
    const Roles roles = {Role::preflight};
    const Source origin = source("Access-Control-Allow-Origin");
    add("preflight/without-credentials", Aspect::preflight_without_credentials, roles, origin,
        "the preflight is not refused for missing credentials");
    add("preflight/status", Aspect::preflight_status, roles, origin,
        "the preflight response has a status from 200 to 299");
    add("preflight/origin-admitted", Aspect::preflight_origin, roles, origin,
        "the preflight response allows the page's origin");
    add("preflight/method-admitted", Aspect::preflight_method, roles, source("Access-Control-Allow-Methods"),
        "the preflight response allows the method " + operation_.method);
    for (const std::string& header : asked) {
      add("preflight/header-admitted/" + segment(header), Aspect::preflight_header, roles,
          source("Access-Control-Allow-Headers"),
          "the preflight response allows the request header " + header, header);
    }
    if (std::find(asked.begin(), asked.end(), "authorization") != asked.end()) {
      add("preflight/wildcard-covers-authorization", Aspect::preflight_authorization_by_name, roles,
          source("Access-Control-Allow-Headers"),
          "the preflight response allows authorization by name: * does not cover it in the Fetch standard, "
          "though it "
          "does in today's browsers",
          "authorization");
      clauses_.back().clause.own().severity = Severity::warning;
    }
    const Source credentials = source("Access-Control-Allow-Credentials");
    add("preflight/credentials-admitted", Aspect::preflight_credentials, roles, credentials,
        credentials_claim("the preflight response"));
    add("preflight/credentials-wildcard", Aspect::preflight_credentials_wildcard, roles, credentials,
        "the preflight response does not combine Access-Control-Allow-Credentials: true with "
        "Access-Control-Allow-Origin: *");
    add("preflight/max-age", Aspect::preflight_max_age, roles, origin,
        "the preflight's Access-Control-Max-Age is one number of seconds");
  }

  // A simple read without credentials is refused if the operation needs them. No documentation of the success
  // says that a page may read the refusal, so this is a warning.
  void add_anonymous() {
    add("anonymous/origin-admitted", Aspect::anonymous_origin, {Role::anonymous},
        source("Access-Control-Allow-Origin"),
        "the response to a page without credentials allows the page's origin, if it has CORS headers");
    clauses_.back().clause.own().severity = Severity::warning;
  }

  void add_response() {
    const Source origin = source("Access-Control-Allow-Origin");
    const Source credentials = source("Access-Control-Allow-Credentials");
    add("response/origin-admitted", Aspect::response_origin, {Role::cross_origin, Role::documented}, origin,
        "the response to the page allows its origin");
    add("response/credentials-admitted", Aspect::response_credentials, {Role::cross_origin}, credentials,
        credentials_claim("the response"));
    add("response/credentials-wildcard", Aspect::response_credentials_wildcard, {Role::cross_origin},
        credentials,
        "the response does not combine Access-Control-Allow-Credentials: true with "
        "Access-Control-Allow-Origin: *");
    for (const DocumentedHeader& header : exposable_headers(response_)) {
      const std::string name = ascii_lower(header.name);
      add("response/header-exposed/" + segment(name), Aspect::response_exposed, {Role::cross_origin},
          {header.place, header.documentation},
          "the page can read the documented response header " + header.name, name);
    }
    add("response/vary-origin", Aspect::response_vary, {Role::cross_origin, Role::other_origin}, origin,
        "a response that depends on the origin has Vary: Origin");
    add_denied();
    add("response/reflects-any-origin", Aspect::response_any_origin, {Role::other_origin}, credentials,
        "security warning: an unknown origin is not allowed together with credentials");
    clauses_.back().clause.own().severity = Severity::warning;
  }

  void add_denied() {
    if (!operation_.cors || operation_.cors->denied.empty()) return;
    add("response/denied-origin", Aspect::response_denied, {Role::denied_origin},
        {operation_.cors->place, operation_.documentation},
        "the response does not allow a page on " + join(operation_.cors->denied, " or "));
  }

  // What the documentation requires of credentials: nothing, unless x-avouch-cors sets it.
  std::string credentials_claim(const std::string& answer) const {
    if (!operation_.cors || !operation_.cors->credentials) {
      return "if " + answer + " allows credentials, Access-Control-Allow-Credentials is exactly true";
    }
    return answer + (*operation_.cors->credentials
                         ? " allows the page's credentials: Access-Control-Allow-Credentials is exactly true"
                         : " allows no credentials");
  }

  void add(const std::string& suffix, Aspect aspect, Roles roles, Source from, std::string claim,
           std::string header = {}) {
    clauses_.push_back({.clause = Clause{.coordinate = operation_.id + "/cors/" + suffix,
                                         .operation = operation_.id,
                                         .kind = CorsSubject::traits.kind,
                                         .claim = std::move(claim),
                                         .place = std::move(from.place),
                                         .documentation = std::move(from.documentation)},
                        .operation = operation_index_,
                        .response = response_index_,
                        .roles = roles,
                        .subject = CorsSubject{.aspect = aspect, .header = std::move(header)}});
  }

  Source source(std::string_view name) const {
    const DocumentedHeader* header = documented_header(response_, name);
    return header != nullptr ? Source{header->place, header->documentation}
                             : Source{response_.place, response_.documentation};
  }

  // A contract may contain an invalid header name: a "/" would look like another segment of the coordinate.
  static std::string segment(std::string name) {
    std::replace(name.begin(), name.end(), '/', '-');
    return name;
  }

  const Operation& operation_;
  const DocumentedResponse& response_;
  std::size_t operation_index_;
  std::size_t response_index_;
  std::vector<BoundClause> clauses_;
};

}  // namespace

std::vector<std::string> cors_request_headers(const Operation& operation) {
  std::set<std::string> names;
  const auto needed =
      std::find_if(operation.security.begin(), operation.security.end(),
                   [](const SecurityRequirement& requirement) { return !requirement.empty(); });
  if (needed != operation.security.end()) {
    for (const SecurityScheme& scheme : *needed) {
      switch (scheme.kind) {
        case SecurityScheme::Kind::basic:
        case SecurityScheme::Kind::bearer:
        case SecurityScheme::Kind::digest:
        case SecurityScheme::Kind::other_http:
          names.insert("authorization");
          break;
        case SecurityScheme::Kind::mutual_tls:
        case SecurityScheme::Kind::unknown:
          break;
        case SecurityScheme::Kind::api_key:
          if (scheme.in == SecurityScheme::In::header) names.insert(ascii_lower(scheme.parameter));
          break;
      }
    }
  }
  if (operation.request_body && !operation.request_body->media.empty() &&
      !is_form_type(operation.request_body->media.front().range)) {
    names.insert("content-type");
  }
  for (const Parameter& parameter : operation.parameters) {
    if (parameter.required && parameter.in == Parameter::In::header)
      names.insert(ascii_lower(parameter.name));
  }
  names.erase("accept");  // OpenAPI 3.1 §4.8.12.2.1 ignores such a parameter; Content-Type is the body's
  return {names.begin(), names.end()};
}

bool is_access_control(std::string_view header_name) {
  return ascii_lower(header_name).starts_with("access-control-");
}

bool documents_cors(const DocumentedResponse& response) {
  return std::any_of(response.headers.begin(), response.headers.end(),
                     [](const DocumentedHeader& header) { return is_access_control(header.name); });
}

bool admits_every_origin(const DocumentedResponse& response) {
  const DocumentedHeader* header = documented_header(response, "Access-Control-Allow-Origin");
  if (header == nullptr) return false;
  if (header->required_cross_origin || is_only_value(header->schema.get(), R"("*")")) return true;
  return !header->examples.empty() &&
         std::all_of(header->examples.begin(), header->examples.end(),
                     [](const Example& example) { return example.value.is_string("*"); });
}

std::vector<DocumentedHeader> exposable_headers(const DocumentedResponse& response) {
  std::vector<DocumentedHeader> headers;
  for (const DocumentedHeader& header : response.headers) {
    const std::string name = ascii_lower(header.name);
    const bool is_readable =
        std::find(kAlwaysReadable.begin(), kAlwaysReadable.end(), name) != kAlwaysReadable.end();
    const bool is_for_pages =
        std::find(std::begin(kNotForPages), std::end(kNotForPages), name) == std::end(kNotForPages);
    if (!is_readable && is_for_pages && !is_access_control(name)) headers.push_back(header);
  }
  return headers;
}

std::vector<BoundClause> cors_clauses(const Contract& contract, std::size_t operation, std::size_t response) {
  const Operation& of = contract.operations[operation];
  if (of.expected_response() != response) return {};
  if (!documents_cors(of.responses[response])) return {};
  return CorsClauses(of, operation, response).build();
}

}  // namespace avouch
