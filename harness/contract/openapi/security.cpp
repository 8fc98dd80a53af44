// SPDX-License-Identifier: MIT
#include "contract/openapi/security.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/text.h"
#include "http/syntax.h"

namespace avouch {
namespace {

struct Outcome {
  std::optional<SecurityScheme> scheme;
  std::string unsupported;  // why Avouch cannot send it, although it is well-formed
  std::string documentation;
  std::string auth_scheme;  // the name that its challenges have; empty if no standard gives it one
  bool is_of_http = false;  // its type is http
};

void read_api_key(Reader& reader, const Location& at, SecurityScheme& scheme) {
  scheme.kind = SecurityScheme::Kind::api_key;
  scheme.parameter = reader.needed_text(at, "name", "an API key").value_or("");
  const std::optional<std::string> in = reader.needed_text(at, "in", "an API key");
  if (!in) return;
  if (*in == "header") {
    scheme.in = SecurityScheme::In::header;
    if (!scheme.parameter.empty() && !http::is_token(scheme.parameter)) {
      reader.fail(*reader.any(at, "name"), in_quotes(scheme.parameter) + " is not a header name",
                  "Write a token: letters, digits and hyphens (RFC 9110 §5.1).");
    }
  } else if (*in == "query") {
    scheme.in = SecurityScheme::In::query;
  } else if (*in == "cookie") {
    scheme.in = SecurityScheme::In::cookie;
  } else {
    reader.fail(*reader.any(at, "in"), "an API key has the unknown location " + in_quotes(*in),
                "Write \"header\", \"query\" or \"cookie\".");
  }
}

Outcome read_scheme(Reader& reader, const Location& start, const std::string& name) {
  const std::optional<Location> at = reader.follow(start);
  if (!at || !reader.expect_object(*at, "a security scheme")) return {};
  reader.check_names(*at, "a security scheme",
                     {"type", "description", "name", "in", "scheme", "bearerFormat", "flows",
                      "openIdConnectUrl", "x-avouch-documentation"});
  const std::optional<std::string> type = reader.needed_text(*at, "type", "a security scheme");
  if (!type) return {};
  Outcome outcome{.scheme = SecurityScheme{.name = name},
                  .documentation = reader.text(*at, "x-avouch-documentation")};
  if (*type == "apiKey") {
    read_api_key(reader, *at, *outcome.scheme);
  } else if (*type == "oauth2" || *type == "openIdConnect") {
    outcome.scheme->kind = SecurityScheme::Kind::bearer;  // RFC 6750 defines how to send its token
    outcome.auth_scheme = "Bearer";                       // RFC 6750 §3
  } else if (*type == "mutualTLS") {
    outcome.unsupported = "mutualTLS";
  } else if (*type == "http") {
    const std::optional<std::string> scheme = reader.needed_text(*at, "scheme", "an http security scheme");
    if (!scheme) return {};
    const std::string known = ascii_lower(*scheme);  // RFC 9110 §11.1: case-insensitive
    if (known == "bearer") {
      outcome.scheme->kind = SecurityScheme::Kind::bearer;
    } else if (known != "basic") {
      outcome.unsupported = "http " + known;
    }
    outcome.is_of_http = http::is_token(*scheme);
    if (outcome.is_of_http) outcome.auth_scheme = *scheme;
  } else {
    reader.fail(*reader.any(*at, "type"), "unknown security scheme type " + in_quotes(*type),
                did_you_mean(*type, {"http", "apiKey", "oauth2", "openIdConnect", "mutualTLS"},
                             "Write http, apiKey, oauth2 or openIdConnect."));
    return {};
  }
  if (!outcome.unsupported.empty()) outcome.scheme.reset();
  return outcome;
}

struct Alternative {
  Location at;
  std::optional<SecurityRequirement> needed;  // nullopt if it cannot be sent or read
  std::string unsupported;
};

// The authentication schemes of all alternatives.
struct AuthSchemes {
  std::vector<std::string> names;
  bool has_http = false;

  void add(const Outcome& outcome) {
    has_http = has_http || outcome.is_of_http;
    const bool is_known = std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      return equals_ignoring_ascii_case(name, outcome.auth_scheme);
    });
    if (!outcome.auth_scheme.empty() && !is_known) names.push_back(outcome.auth_scheme);
  }
};

Alternative read_alternative(Reader& reader, const Location& at, const std::optional<Location>& schemes,
                             std::string& documentation, AuthSchemes& auth_schemes) {
  Alternative alternative{.at = at, .needed = SecurityRequirement{}};
  if (!reader.expect_object(at, "a security requirement")) {
    alternative.needed.reset();
    return alternative;
  }
  for (const NamedLocation& member : reader.members(at)) {
    const std::optional<Location> defined = schemes ? reader.any(*schemes, member.name) : std::nullopt;
    if (!defined) {
      std::vector<std::string> names;
      if (schemes) names = schemes->document->members(schemes->pointer);
      reader.fail(member.at, "no security scheme " + in_quotes(member.name) + " is defined",
                  did_you_mean(member.name, names, "Define it in /components/securitySchemes."));
      alternative.needed.reset();
      return alternative;
    }
    Outcome outcome = read_scheme(reader, *defined, member.name);
    if (documentation.empty()) documentation = std::move(outcome.documentation);
    auth_schemes.add(outcome);
    if (!outcome.scheme) {
      alternative.needed.reset();
      if (outcome.unsupported.empty()) return alternative;
      if (alternative.unsupported.empty()) alternative.unsupported = outcome.unsupported;
    }
    // The schemes beside one that is not supported are read for the names of their challenges.
    if (alternative.needed) alternative.needed->push_back(*std::move(outcome.scheme));
  }
  return alternative;
}

}  // namespace

DocumentedSecurity read_security(Reader& reader, const Location& security, const Location& root) {
  DocumentedSecurity found;
  std::optional<Location> schemes;
  if (const std::optional<Location> components = reader.object(root, "components")) {
    schemes = reader.object(*components, "securitySchemes");
  }
  std::vector<Alternative> unsupported;
  AuthSchemes auth_schemes;
  for (const NamedLocation& member : reader.members(security)) {
    Alternative alternative = read_alternative(reader, member.at, schemes, found.documentation, auth_schemes);
    if (alternative.needed) {
      found.alternatives.push_back(*std::move(alternative.needed));
    } else if (!alternative.unsupported.empty()) {
      unsupported.push_back(std::move(alternative));
    }
  }
  for (const Alternative& alternative : unsupported) {
    const std::string title = "security of type " + alternative.unsupported + " is not supported";
    if (found.alternatives.empty()) {
      reader.fail(alternative.at, title, "Document an alternative: basic, bearer, an API key or oauth2.");
    } else {
      reader.note(alternative.at, title + "; the other alternative is used");
    }
  }
  if (auth_schemes.has_http) found.auth_schemes = std::move(auth_schemes.names);
  return found;
}

}  // namespace avouch
