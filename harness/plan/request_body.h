// SPDX-License-Identifier: MIT
// Makes the body of a request: from the documented example, else from the schema.
//
//   const MadeBody body = make_body(operation, values);
//   body.content_type == "application/x-www-form-urlencoded"
//
// JSON, forms and multipart forms (RFC 7578) are made from any schema; other types from an example or a
// string. readOnly members are left out (OpenAPI 3.1 §4.8.24: they are not sent).
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>

#include "contract/contract.h"
#include "http/message.h"
#include "json/json_value.h"
#include "plan/values.h"

namespace avouch {

struct MadeBody {
  std::string content_type;  // empty: the request has no body
  std::string content;
  bool is_made_up = false;              // from the schema alone, or an example that the schema forbids
  std::string missing;                  // why none can be made, a sentence without a full stop; else empty
  std::size_t media = 0;                // index into RequestBody::media
  std::optional<JsonValue> value = {};  // before it was written
};

// Which members a generated body has.
enum class Members { all, required };

// Makes a body of the first documented type for which that is possible. If none can be made and none is
// required, the request has no body. A documented example is sent as it is, also if it contradicts a schema
// that allows nothing. `members` decides what a generated body has: everything that its schema describes, or
// no more than its schema requires.
MadeBody make_body(const Operation& operation, const ValueSource& values, Members members = Members::all);

// Writes another value as a body of that documented type.
MadeBody write_body(const Operation& operation, std::size_t media, const JsonValue& value);

// Gives the request that content. Only multipart needs another Content-Type: its boundary depends on the
// parts.
void set_content(http::Request& request, const MadeBody& body);

// Where the members of a body are that a client chooses: in the body, in its only member, in one such as
// `data` beside other objects, or in the attributes of a resource object (JSON:API 1.1 §7.2). A JSON Pointer.
// Precondition: the body is an object.
std::string place_of_choices(const JsonValue& body);

// Returns the body with other values of its members, as far as the schema allows them, so that a server which
// forgets a change is noticed. Members that refer to other resources keep theirs. nullopt if no member can
// have another value, or if the body is no object.
std::optional<MadeBody> make_other_body(const Operation& operation, std::size_t media, const JsonValue& value,
                                        const std::set<std::string>& references = {});

// Returns the body with other values of the members for which make_other_body() has none: those of enums,
// dates and arrays. A server may refuse such a choice in the state of the resource. Members that refer to
// other resources keep theirs. nullopt if no member can have another value, or if the body is no object.
std::optional<MadeBody> make_chosen_body(const Operation& operation, std::size_t media,
                                         const JsonValue& value,
                                         const std::set<std::string>& references = {});

// Returns the body without the members that the schema allows to leave out, but with one member at least.
// nullopt if no member may be left out, or if the body is no object.
std::optional<MadeBody> make_partial_body(const Operation& operation, std::size_t media,
                                          const JsonValue& value);

// Makes a body of a documented type that its schema forbids, or JSON that is none if the schema allows all.
// `missing` is set if every body is allowed.
MadeBody make_forbidden_body(const Operation& operation);

// Makes content of a documented JSON type that is no JSON text. `missing` is set if no JSON is documented.
MadeBody make_malformed_body(const Operation& operation);

// A media type that nobody offers or takes.
inline constexpr const char* kUnknownType = "application/vnd.avouch";

// Makes content of a media type that no documented range has. It is no content of another type either, so a
// server that does not look at the type has nothing to carry out. `missing` is set if every type is
// documented.
MadeBody make_body_of_unknown_type(const Operation& operation);

}  // namespace avouch
