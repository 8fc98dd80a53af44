// SPDX-License-Identifier: MIT
// The documented API: operations, their documented responses, and the clauses of each.
//
//   Result<Contract> contract = load_contract("schemas/openapi.json", {});
//   for (const BoundClause& bound : contract->clauses) std::cout << bound.clause->coordinate << '\n';
//
// A plain value. Copies share the schemas, which are immutable. Any thread may read it.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/shared_value.h"
#include "clause/clause.h"
#include "contract/fault.h"
#include "contract/media_form.h"
#include "contract/role.h"
#include "contract/security_scheme.h"
#include "contract/subject.h"
#include "json/json_value.h"

namespace avouch {

class Library;             // contract/document/library.h
class Schema;              // contract/schema/schema.h
struct SchemaKeyword;      // contract/schema/schema.h
enum class Dialect : int;  // contract/schema/schema.h

struct Example {
  std::string name;  // "" for the single `example`
  JsonValue value;   // a string if only the content is known
  Place place;
  // The content of the media type itself, if the document shows it so: `serializedValue` of OpenAPI 3.2, or a
  // text for a media type that is not JSON.
  std::optional<std::string> content = {};
};

// The encoding of one member of a form, or of one part of multipart content (OpenAPI 3.1 §4.8.15).
struct Encoding {
  std::string content_type;     // "" if none is documented
  std::string style;            // "" if none is documented
  bool explode = false;         // OpenAPI's default if the document gives none
  bool allow_reserved = false;  // of a form
};

// What the schema of an event stream describes (docs/verdicts.md). Before OpenAPI 3.2, that was left open.
enum class EventReading {
  event,   // the fields of an event: `data`, `event`, `id`, `retry`
  data,    // the JSON text in `data`
  either,  // it describes members with names of both: decided by the content
};

struct DocumentedMedia {
  std::string range;                     // "application/json", "text/*"
  std::shared_ptr<const Schema> schema;  // null if none is documented
  std::vector<Example> examples;
  Place place;
  Place schema_place;  // of the schema itself, after following references; meaningless without a schema
  std::map<std::string, Encoding> encoding;    // of a form: by member
  std::vector<Encoding> prefix_encoding = {};  // of multipart content: by position
  std::optional<Encoding> item_encoding = {};  // of the parts after those
  bool is_whole_text = false;  // the schema describes the whole content as one string, whatever its form
  EventReading events = EventReading::event;  // of events
  bool is_bytes = false;  // of an opaque form: the schema describes its bytes as one string
  // Of a range: a media type that no other entry beside it covers better, if the usual one is documented
  // there.
  std::string other_type = {};

  bool is_json() const;      // application/json or +json; also a range such as */*
  MediaForm form() const;    // text, if the schema describes a string
  bool is_judged() const;    // it has a schema, and content of its form is read
  bool has_syntax() const;   // content of its form can break a syntax that is judged
  bool has_members() const;  // it is judged, and its values can be objects
  // Whether its content is bytes and never text: `format: binary` (OpenAPI 3.0), or a type such as image/png.
  bool is_binary() const;
  // Whether the length that the keyword limits is that of its bytes.
  bool counts_bytes(const SchemaKeyword& keyword) const;
};

// OpenAPI header object, style `simple`; json if it is documented by `content` of that type.
struct DocumentedHeader {
  enum class Type { string, integer, number, boolean, list, object, json };

  std::string name;
  Type type = Type::string;  // how its lines are parsed: contract/header_value.h
  bool explode = false;      // for an object: "a=1,b=2" instead of "a,1,b,2"
  bool required = false;
  bool required_cross_origin = false;  // x-avouch-required: "cross-origin"
  std::string description;
  Place place;
  std::string documentation;
  std::vector<Example> examples;         // its own, or else its schema's
  std::shared_ptr<const Schema> schema;  // of its value; null if none is documented
  Place schema_place;                    // after following references; no file if it has no schema
};

// A link from a response to another operation (OpenAPI 3.1 §4.8.20): which values of the exchange that
// operation takes. It names the operation by its operationId, or by path and method.
struct Link {
  std::string operation_id;
  std::string path;
  std::string method;                                         // upper case
  std::vector<std::pair<std::string, JsonValue>> parameters;  // "id" or "path.id" -> expression or constant
  std::optional<JsonValue> request_body = {};                 // an expression, or a constant with expressions
};

struct DocumentedResponse {
  std::string status;  // "200", "2XX", "default"
  std::vector<DocumentedMedia> media;
  std::vector<DocumentedHeader> headers;
  Place place;
  std::string documentation;
  std::vector<Link> links = {};
  ContractFault unread_media = nullptr;    // why further media types may be documented
  ContractFault unread_headers = nullptr;  // why further headers may be documented
};

// A parameter of a request, and the known values for it.
struct Parameter {
  enum class In { path, query, querystring, header, cookie };

  std::string name;
  In in = In::query;
  bool required = false;
  std::string style;            // "simple", "form", …: OpenAPI's default if the document gives none
  bool explode = false;         // the same
  bool allow_reserved = false;  // reserved characters are not percent-encoded
  bool as_content = false;      // described by `content`: its value is text of that media type (JSON)
  // Of a querystring: the media type of the whole query, with its encodings.
  std::string content_type = {};
  std::map<std::string, Encoding> encoding = {};
  std::shared_ptr<const Schema> schema;  // of its value; null if none is documented
  std::vector<Example> examples;         // the parameter's, or else its schema's
  std::optional<JsonValue> default_value;
  std::vector<JsonValue> values;  // its enum or its const
  Place place;
  Place schema_place;  // after following references; no file if it has no schema
  std::string documentation;
};

struct RequestBody {
  bool required = false;
  std::vector<DocumentedMedia> media;
  Place place;
};

// x-avouch-cors: the origins that the documented Access-Control-* headers are for.
struct CorsPolicy {
  std::vector<std::string> admitted;  // origins; empty: those in the options
  std::vector<std::string> denied;    // origins that must not be admitted
  std::optional<bool> credentials;    // true: admitted pages send credentials; false: no page does
  Place place;
};

struct Operation {
  std::string id;      // operationId, or else method and key of the path: "GET_v1_users_{id}"
  std::string method;  // upper case
  std::string path;    // "/v1/Configuration/Webhooks"
  // The path as documented if it continues: "/a?beta=true", whose `path` is "/a"; otherwise empty.
  std::string longer_path = {};
  std::vector<SecurityRequirement> security;  // empty: none is documented
  std::vector<DocumentedResponse> responses;
  Place place;
  std::string documentation;
  Place security_place;
  std::string security_documentation;
  // The authentication schemes that a challenge may name (RFC 9110 §11.1): those of its security, as written,
  // also of alternatives that Avouch cannot send. Empty if no scheme of type http is among them, since API
  // keys have no registered name.
  std::vector<std::string> auth_schemes;
  std::vector<Parameter> parameters;  // of the path and the operation, in document order
  std::optional<RequestBody> request_body;
  std::vector<std::string> servers;  // as Contract::servers: its own, else the path's, else the document's
  std::vector<std::string> tags;
  bool deprecated = false;
  std::optional<CorsPolicy> cors;
  ContractFault fault = nullptr;            // why no request of it can be made
  ContractFault unread_statuses = nullptr;  // why further statuses may be documented

  // The path for sentences, which tells it from other operations.
  const std::string& claimed_path() const { return longer_path.empty() ? path : longer_path; }
  // Whether every alternative of its security requires credentials.
  bool needs_credentials() const;
  // Whether the parameter is the API key of a security scheme: documents name it twice, and it is sent once.
  bool is_key(const Parameter& parameter) const;
  // The names of the fields, parameters and cookies that carry its API keys.
  std::set<std::string> key_names() const;
  // The response that the documented call should get: the first 2xx, else the first 3xx, else the default
  // one. A status precedes its range. nullopt if only errors are documented.
  std::optional<std::size_t> expected_response() const;
};

struct BoundClause {
  SharedValue<Clause> clause;
  std::size_t operation = 0;  // index into Contract::operations
  std::size_t response = 0;   // index into Operation::responses; meaningless for security and CORS
  Roles roles;                // roles of the requests that are sent to exercise it
  Roles also;                 // further roles: a response to a request for other clauses exercises it too
  Subject subject;
  ContractFault fault = nullptr;  // why it cannot be judged
};

// A schema of `components` or `webhooks` that no operation uses.
struct UnusedSchema {
  std::shared_ptr<const Schema> schema;
  std::vector<Example> examples;
};

struct Contract {
  std::string file;
  std::string title;
  std::string version = {};  // info.version, of the API; empty if unknown
  std::string digest = {};   // of the text of all its documents: 16 hexadecimal digits
  // URLs without a trailing slash, variables replaced by their defaults: "https://api.example.com/v1"; "/v1"
  // if the document gives only a path. Empty if it gives none.
  std::vector<std::string> servers;
  std::vector<Operation> operations;
  std::vector<BoundClause> clauses;  // in document order; coordinates are unique
  std::vector<Error> notes;  // documented but not judged, each with its place: "format x-foo is not judged"
  // Faults of the documents, each with its place. What depends on one carries it.
  std::vector<Error> faults;
  std::vector<UnusedSchema> unused;  // but for examples that show nothing, read only if reads_unused
  Dialect dialect{};                 // of schemas without a `$schema`
  std::shared_ptr<Library> library;  // the documents it was loaded from, for lint; not thread-safe
};

}  // namespace avouch
