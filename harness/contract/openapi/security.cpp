// SPDX-License-Identifier: MIT
#include "contract/openapi/security.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "contract/fault.h"
#include "http/syntax.h"

namespace avouch {
namespace {

// A scheme that no request can carry, with the reason.
SecurityScheme unknown(const std::string& name, std::string fault) {
  return {.name = name, .kind = SecurityScheme::Kind::unknown, .fault = std::move(fault)};
}

// A scheme that cannot be read is a fault. Requests that need it cannot be sent.
SecurityScheme refused(Reader& reader, const Location& at, const std::string& name, std::string fault,
                       std::string hint) {
  reader.fail(at, fault, std::move(hint));
  return unknown(name, std::move(fault));
}

// A member that must be a text and not be empty; nullopt and the fault if it is not.
std::optional<std::string> text_of(const Reader& reader, const Location& at, const char* member,
                                   const std::string& what, std::string& fault) {
  const std::optional<Location> found = reader.any(at, member);
  if (!found) {
    fault = what + " has no `" + member + "`";
  } else if (!found->value->is_string() || found->value->text.empty()) {
    fault = "`" + std::string(member) + "` of " + what + " is not a text";
  } else {
    return found->value->text;
  }
  return std::nullopt;
}

constexpr const char* kRequired = "Add it; OpenAPI requires it.";

// The name of the field in "Authorization: Bearer", which is how the field begins; nullopt if it is not that.
std::optional<std::string> field_that_begins(const std::string& written) {
  const std::size_t colon = written.find(':');
  const std::string name = written.substr(0, colon);
  return colon != written.npos && http::is_token(name) ? std::optional(name) : std::nullopt;
}

SecurityScheme read_api_key(Reader& reader, const Location& at, const std::string& name) {
  std::string fault;
  const std::optional<std::string> parameter = text_of(reader, at, "name", "an API key", fault);
  if (!parameter) return refused(reader, at, name, fault, kRequired);
  const std::optional<std::string> in = text_of(reader, at, "in", "an API key", fault);
  if (!in) return refused(reader, at, name, fault, kRequired);
  SecurityScheme scheme{.name = name, .kind = SecurityScheme::Kind::api_key, .parameter = *parameter};
  if (*in == "header") {
    scheme.in = SecurityScheme::In::header;
    if (const auto field = field_that_begins(*parameter)) {
      reader.fail(*reader.any(at, "name"), in_quotes(*parameter) + " is not a header name",
                  "Write " + in_quotes(*field) + "; what follows the colon is part of the value.");
      scheme.parameter = *field;
      const std::string_view value = trim_ows(std::string_view(*parameter).substr(field->size() + 1));
      if (equals_ignoring_ascii_case(*field, "Authorization") && equals_ignoring_ascii_case(value, "Bearer"))
        scheme = {.name = name, .kind = SecurityScheme::Kind::bearer};
    } else if (!http::is_token(*parameter)) {
      return refused(reader, *reader.any(at, "name"), name, in_quotes(*parameter) + " is not a header name",
                     "Write a token: letters, digits and hyphens (RFC 9110 §5.1).");
    }
  } else if (*in == "query") {
    scheme.in = SecurityScheme::In::query;
  } else if (*in == "cookie") {
    scheme.in = SecurityScheme::In::cookie;
  } else {
    return refused(reader, *reader.any(at, "in"), name,
                   "an API key has the unknown location " + in_quotes(*in),
                   "Write \"header\", \"query\" or \"cookie\".");
  }
  return scheme;
}

SecurityScheme read_http(Reader& reader, const Location& at, const std::string& name) {
  std::string fault;
  const std::optional<std::string> written = text_of(reader, at, "scheme", "an http security scheme", fault);
  if (!written) return refused(reader, at, name, fault, kRequired);
  SecurityScheme scheme{.name = name};
  if (http::is_token(*written)) scheme.http_scheme = *written;
  const std::string known = ascii_lower(*written);  // RFC 9110 §11.1: case-insensitive
  if (known == "basic") return scheme;
  if (known == "bearer") {
    scheme.kind = SecurityScheme::Kind::bearer;
  } else if (known == "digest") {
    scheme.kind = SecurityScheme::Kind::digest;
  } else if (http::is_token(*written)) {
    scheme.kind = SecurityScheme::Kind::other_http;
    reader.note(at, "credentials of the http scheme " + in_quotes(*written) + " are not made",
                "Give them with " + way_to_give(scheme) + ".");
  } else {
    return refused(reader, *reader.any(at, "scheme"), name,
                   in_quotes(*written) + " is not the name of an http scheme",
                   "Write a token such as basic, bearer or digest (RFC 9110 §11.1).");
  }
  return scheme;
}

// The flows that need no browser (OpenAPI 3.1 §4.8.28).
std::vector<TokenFlow> read_flows(const Reader& reader, const Location& at) {
  std::vector<TokenFlow> flows;
  const std::optional<Location> all = reader.any(at, "flows");
  if (!all || !all->value->is_object()) return flows;
  const std::pair<const char*, TokenFlow::Grant> known[] = {
      {"clientCredentials", TokenFlow::Grant::client_credentials}, {"password", TokenFlow::Grant::password}};
  for (const auto& [member, grant] : known) {
    const std::optional<Location> flow = reader.any(*all, member);
    if (!flow || !flow->value->is_object()) continue;
    const std::optional<Location> url = reader.any(*flow, "tokenUrl");
    if (url && url->value->is_string() && !url->value->text.empty())
      flows.push_back({.grant = grant, .url = url->value->text});
  }
  // OpenAPI 3.2: the server's metadata (RFC 8414) name the token endpoint, as those of OpenID Connect do.
  const std::optional<Location> metadata = reader.since(OpenApi::v3_2, at, "oauth2MetadataUrl");
  if (flows.empty() && metadata && metadata->value->is_string() && !metadata->value->text.empty())
    flows.push_back({.grant = TokenFlow::Grant::discovery, .url = metadata->value->text});
  return flows;
}

SecurityScheme read_scheme(Reader& reader, const Location& at, const std::string& name) {
  if (!at.value->is_object()) {
    return refused(reader, at, name, "the security scheme " + in_quotes(name) + " is not an object",
                   hint_at(at.pointer, "Write an object here."));
  }
  reader.check_names(at, "a security scheme",
                     {"type", "description", "name", "in", "scheme", "bearerFormat", "flows",
                      "openIdConnectUrl", "x-avouch-documentation"},
                     {"deprecated", "oauth2MetadataUrl"});
  std::string fault;
  const std::optional<std::string> type = text_of(reader, at, "type", "a security scheme", fault);
  if (!type) return refused(reader, at, name, fault, kRequired);
  if (*type == "apiKey") return read_api_key(reader, at, name);
  if (*type == "http") return read_http(reader, at, name);
  if (*type == "mutualTLS") return {.name = name, .kind = SecurityScheme::Kind::mutual_tls};
  // RFC 6750 defines how to send the token of these two.
  if (*type == "oauth2")
    return {.name = name, .kind = SecurityScheme::Kind::bearer, .flows = read_flows(reader, at)};
  if (*type == "openIdConnect") {
    SecurityScheme scheme{.name = name, .kind = SecurityScheme::Kind::bearer};
    const std::optional<Location> url = reader.any(at, "openIdConnectUrl");
    if (url && url->value->is_string() && !url->value->text.empty())
      scheme.flows = {{.grant = TokenFlow::Grant::discovery, .url = url->value->text}};
    return scheme;
  }
  return refused(reader, *reader.any(at, "type"), name, "unknown security scheme type " + in_quotes(*type),
                 did_you_mean(*type, {"http", "apiKey", "oauth2", "openIdConnect", "mutualTLS"},
                              "Write http, apiKey, oauth2, openIdConnect or mutualTLS."));
}

std::vector<std::string> read_scopes(Reader& reader, const Location& at) {
  std::vector<std::string> scopes;
  for (JsonValue& scope : reader.kept(at).items) {
    if (scope.is_string()) scopes.push_back(std::move(scope.text));
  }
  return scopes;
}

SecurityRequirement read_requirement(Reader& reader, const Location& at,
                                     const std::optional<Location>& schemes, std::string& documentation) {
  SecurityRequirement needed;
  for (const NamedLocation& member : reader.members(at)) {
    std::optional<Location> defined = schemes ? reader.any(*schemes, member.name) : std::nullopt;
    // OpenAPI 3.2: a name that no component has may be the URI of a scheme.
    if (!defined && reader.version == OpenApi::v3_2 &&
        member.name.find_first_of("#/:.") != std::string::npos) {
      defined = reader.referred(member.at, member.name);
      if (!defined) {
        needed.push_back(unknown(member.name, reader.last()->title));
        continue;
      }
    }
    if (!defined) {
      std::vector<std::string> names;
      if (schemes) names = schemes->document->members(schemes->pointer);
      needed.push_back(refused(
          reader, member.at, member.name, "no security scheme " + in_quotes(member.name) + " is defined",
          did_you_mean(member.name, names, "Define it in /components/securitySchemes.")));
      continue;
    }
    const std::optional<Location> scheme = reader.follow(*defined);
    if (!scheme) {
      needed.push_back(unknown(member.name, reader.last()->title));
      continue;
    }
    needed.push_back(read_scheme(reader, *scheme, member.name));
    needed.back().scopes = read_scopes(reader, member.at);
    if (documentation.empty() && scheme->value->is_object())
      documentation = reader.text(*scheme, "x-avouch-documentation");
  }
  return needed;
}

bool is_in_authorization(const SecurityScheme& scheme) {
  switch (scheme.kind) {
    case SecurityScheme::Kind::basic:
    case SecurityScheme::Kind::bearer:
    case SecurityScheme::Kind::digest:
    case SecurityScheme::Kind::other_http:
      return true;
    case SecurityScheme::Kind::api_key:
      return scheme.in == SecurityScheme::In::header &&
             equals_ignoring_ascii_case(scheme.parameter, "Authorization");
    case SecurityScheme::Kind::mutual_tls:
    case SecurityScheme::Kind::unknown:
      break;
  }
  return false;
}

// A request has one Authorization field (RFC 9110 §11.6.2). Schemes of several kinds that all stand in it
// cannot be required together: they are meant as alternatives. Schemes of one kind may share a credential.
std::vector<SecurityRequirement> possible(Reader& reader, const Location& at, SecurityRequirement needed) {
  std::vector<std::size_t> in_one;  // the first of each kind
  for (std::size_t i = 0; i < needed.size(); ++i) {
    const bool is_known = std::any_of(in_one.begin(), in_one.end(), [&](std::size_t known) {
      return needed[known].kind == needed[i].kind;
    });
    if (is_in_authorization(needed[i]) && !is_known) in_one.push_back(i);
  }
  if (in_one.size() < 2) return {std::move(needed)};
  reader.fail(at,
              in_quotes(needed[in_one[0]].name) + " and " + in_quotes(needed[in_one[1]].name) +
                  " are required together, and both stand in the Authorization field",
              "Write each in a requirement of its own: they are read as alternatives.");
  std::vector<SecurityRequirement> alternatives;
  for (const std::size_t kept : in_one) {
    SecurityRequirement one;
    for (const SecurityScheme& scheme : needed) {
      if (!is_in_authorization(scheme) || scheme.kind == needed[kept].kind) one.push_back(scheme);
    }
    alternatives.push_back(std::move(one));
  }
  return alternatives;
}

// The names of the challenges of all alternatives. Empty if no scheme is of type http.
std::vector<std::string> auth_schemes_of(const std::vector<SecurityRequirement>& alternatives) {
  std::vector<std::string> names;
  bool has_http = false;
  for (const SecurityRequirement& requirement : alternatives) {
    for (const SecurityScheme& scheme : requirement) {
      has_http = has_http || !scheme.http_scheme.empty();
      std::string name = scheme.http_scheme;
      if (name.empty() && scheme.kind == SecurityScheme::Kind::bearer) name = "Bearer";  // RFC 6750 §3
      const bool is_known = std::any_of(names.begin(), names.end(), [&](const std::string& known) {
        return equals_ignoring_ascii_case(known, name);
      });
      if (!name.empty() && !is_known) names.push_back(std::move(name));
    }
  }
  return has_http ? names : std::vector<std::string>();
}

}  // namespace

DocumentedSecurity read_security(Reader& reader, const Location& security, const Location& root) {
  DocumentedSecurity found;
  std::optional<Location> schemes;
  if (const std::optional<Location> components = reader.object(root, "components")) {
    schemes = reader.object(*components, "securitySchemes");
  }
  for (const NamedLocation& member : reader.members(security)) {
    if (!reader.expect_object(member.at, "a security requirement")) {
      found.alternatives.push_back(unread_security(reader.last()).alternatives.front());
      continue;
    }
    for (SecurityRequirement& one :
         possible(reader, member.at, read_requirement(reader, member.at, schemes, found.documentation)))
      found.alternatives.push_back(std::move(one));
  }
  found.auth_schemes = auth_schemes_of(found.alternatives);
  return found;
}

DocumentedSecurity unread_security(const ContractFault& fault) {
  return {.alternatives = {{unknown("security", fault->title)}}, .documentation = {}, .auth_schemes = {}};
}

void check_scheme(Reader& reader, const NamedLocation& scheme) {
  if (const std::optional<Location> at = reader.follow(scheme.at))
    (void)read_scheme(reader, *at, scheme.name);
}

}  // namespace avouch
