// SPDX-License-Identifier: MIT
// What the documentation claims: operations, their documented responses, and the clauses of each.
//
//   Result<Contract> contract = load_contract("schemas/openapi.json", {});
//   for (const BoundClause& bound : contract->clauses) std::cout << bound.clause.coordinate << '\n';
//
// A plain value: copies share the schemas, which are immutable. Any thread may read it.
#pragma once

#include <cstddef>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "clause/clause.h"
#include "contract/role.h"

namespace avouch {

class Schema;  // contract/schema.h

struct SecurityScheme {
  enum class Kind { basic, bearer, api_key };
  enum class In { header, query, cookie };

  std::string name;  // in components/securitySchemes
  Kind kind = Kind::basic;
  In in = In::header;     // where an API key goes
  std::string parameter;  // the API key's field, parameter or cookie name
};

// Schemes that are needed together; an operation has alternatives of these. An empty list allows anonymous access.
using SecurityRequirement = std::vector<SecurityScheme>;

struct Example {
  std::string name;  // "" for the single `example`
  nlohmann::json value;
  Place place;
};

struct DocumentedMedia {
  std::string range;  // "application/json", "text/*"
  std::shared_ptr<const Schema> schema;  // null where none is documented
  std::vector<Example> examples;
  Place place;
};

// OpenAPI header object, style `simple`.
struct DocumentedHeader {
  enum class Type { string, integer, number, boolean, list };

  std::string name;
  Type type = Type::string;
  bool required = false;
  bool required_cross_origin = false;  // x-avouch-required: "cross-origin"
  std::string description;
  Place place;
  std::string documentation;
};

struct DocumentedResponse {
  std::string status;  // "200", "2XX", "default"
  std::vector<DocumentedMedia> media;
  std::vector<DocumentedHeader> headers;
  Place place;
  std::string documentation;
};

struct Operation {
  std::string id;      // operationId
  std::string method;  // upper case
  std::string path;    // "/v1/Configuration/Webhooks"
  std::vector<SecurityRequirement> security;  // empty: none is documented
  std::vector<DocumentedResponse> responses;
  Place place;
  std::string documentation;
  Place security_place;
  std::string security_documentation;
};

// What a clause is about, for the judge that decides it. Indices point into the clause's operation and response.
struct StatusSubject {};
struct MediaTypeSubject {};
struct BodySyntaxSubject {
  enum class Aspect { well_formed, unique_names };
  Aspect aspect = Aspect::well_formed;
};
struct BodyKeywordSubject {
  std::size_t media = 0;
  std::size_t keyword = 0;  // of that media's schema
};
struct HeaderSubject {
  enum class Aspect { required, type, syntax };
  std::size_t header = 0;
  Aspect aspect = Aspect::required;
};
struct CorsSubject {
  std::string aspect;  // the coordinate's last part: "preflight-status", "origin-admitted", …
};
struct SecuritySubject {};  // the roles say which: anonymous or wrong_credentials
struct DriftSubject {
  enum class Aspect { fields, headers };
  Aspect aspect = Aspect::fields;
};
using Subject = std::variant<StatusSubject, MediaTypeSubject, BodySyntaxSubject, BodyKeywordSubject, HeaderSubject,
                             CorsSubject, SecuritySubject, DriftSubject>;

struct BoundClause {
  Clause clause;
  std::size_t operation = 0;  // index into Contract::operations
  std::size_t response = 0;   // index into Operation::responses; meaningless for security and CORS
  std::vector<Role> roles;    // in which roles a request can exercise it
  Subject subject;
};

struct Contract {
  std::string file;
  std::string title;
  std::vector<std::string> servers;  // absolute URLs, without a trailing slash
  std::vector<Operation> operations;
  std::vector<BoundClause> clauses;  // in document order; coordinates are unique
};

}  // namespace avouch
