// SPDX-License-Identifier: MIT
// Clauses about documented response headers: their presence, type, syntax and value.
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "contract/clauses/derive.h"
#include "contract/header_value.h"
#include "contract/schema/kinds.h"
#include "contract/schema/schema.h"
#include "http/field_syntax.h"

namespace avouch {
namespace {

// Of several types, possibly none is a string.
bool may_be_string(const DocumentedHeader& header) {
  return (kinds_at(header.schema.get(), {}).meant() & mask_of(ValueKind::string)) != 0;
}

std::string type_claim(const DocumentedHeader& header) {
  using Type = DocumentedHeader::Type;
  switch (header.type) {
    case Type::string:
      return header.name + (may_be_string(header) ? " is a string" : " is text without control characters");
    case Type::integer:
      return header.name + " is an integer";
    case Type::number:
      return header.name + " is a number";
    case Type::boolean:
      return header.name + " is exactly true or false";
    case Type::list:
      return header.name + " is a list";
    case Type::object:
      return header.name + " is an object: names and values" +
             (header.explode ? " as name=value" : " in turn") + ", separated by commas";
    case Type::json:
      return header.name + " is one JSON text (RFC 8259)";
  }
  return {};
}

// A boolean expresses all that the standard says of Access-Control-Allow-Credentials.
bool is_said_by_type(const DocumentedHeader& header) {
  return header.type == DocumentedHeader::Type::boolean &&
         equals_ignoring_ascii_case(header.name, "Access-Control-Allow-Credentials");
}

void add_header(ClauseList& list, std::size_t index) {
  using Aspect = HeaderSubject::Aspect;
  const DocumentedHeader& header = list.response().headers[index];
  const Roles roles = list.roles().of_answer();
  const std::string prefix = "headers/" + header.name + "/";
  const auto add_aspect = [&](const char* name, Aspect aspect, std::string claim, Roles when) {
    Clause& clause = list.add(prefix + name, std::move(claim), header.place, when,
                              HeaderSubject{.header = index, .aspect = aspect})
                         .clause.own();
    if (!header.documentation.empty()) clause.documentation = header.documentation;
  };
  if (header.required) {
    add_aspect("required", Aspect::required, header.name + " is present", roles);
  } else if (header.required_cross_origin) {
    add_aspect("required", Aspect::required,
               header.name + " is present in a response to a cross-origin request",
               list.roles().is_expected() ? Roles{Role::cross_origin} : Roles{});
  }
  add_aspect("type", Aspect::type, type_claim(header), roles);
  const http::FieldSyntax* syntax = http::field_syntax(header.name);
  if (syntax != nullptr && !is_said_by_type(header))
    add_aspect("syntax", Aspect::syntax, header.name + " is " + syntax->expected(), roles);
  if (header.schema == nullptr) return;
  for (const SchemaClaim& claim : header.schema->claims()) {
    if (!is_header_claim(header, claim)) continue;
    Clause& clause = list.add(prefix + "value/" + claim.suffix, claim.claim, header.schema->place_of(claim),
                              roles, HeaderKeywordSubject{.header = index, .keyword = claim.keyword})
                         .clause.own();
    list.last().fault = fault_of(*header.schema, claim.keyword);
    if (!claim.documentation.empty()) {
      clause.documentation = claim.documentation;
    } else if (!header.documentation.empty()) {
      clause.documentation = header.documentation;
    }
  }
}

// HTTP requires this of every 405, documented or not.
void add_allow(ClauseList& list) {
  const DocumentedResponse& response = list.response();
  if (response.status != "405") return;
  const DocumentedHeader* documented = documented_header(response, "Allow");
  list.add("allow",
           "a 405 has an Allow field with the supported methods and without the refused one (RFC 9110 "
           "§15.5.6)",
           documented == nullptr ? response.place : documented->place, list.roles().of_answer(),
           AllowSubject{});
}

// HTTP requires this of every 401, documented or not. Many servers send none, and a client with credentials
// works all the same, so it is a warning.
void add_challenge(ClauseList& list) {
  const DocumentedResponse& response = list.response();
  if (response.status != "401") return;
  const DocumentedHeader* documented = documented_header(response, "WWW-Authenticate");
  const std::vector<std::string>& schemes = list.operation().auth_schemes;
  // The clauses of a required header claim as much already.
  if (documented != nullptr && documented->required && schemes.empty()) return;
  list.add("challenge",
           "a 401 has a WWW-Authenticate field with a challenge" +
               (schemes.empty() ? std::string() : " of the scheme " + join(schemes, " or ")) +
               " (RFC 9110 §15.5.2)",
           documented == nullptr ? response.place : documented->place, list.roles().of_answer(),
           ChallengeSubject{})
      .clause.own()
      .severity = Severity::warning;
}

}  // namespace

void add_headers(ClauseList& list) {
  for (std::size_t i = 0; i < list.response().headers.size(); ++i) add_header(list, i);
  add_allow(list);
  add_challenge(list);
}

}  // namespace avouch
