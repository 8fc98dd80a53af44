// SPDX-License-Identifier: MIT
// The body of a request: from the documented example, else from the schema.
//
//   const MadeBody body = make_body(operation, values);
//   body.content_type == "application/x-www-form-urlencoded"
//
// JSON, forms and multipart forms (RFC 7578) are made from any schema; other types from an example or a
// string. Members that are readOnly are left out (OpenAPI 3.1 §4.8.24: they are not sent).
#pragma once

#include <string>

#include "contract/contract.h"
#include "plan/values.h"

namespace avouch {

struct MadeBody {
  std::string content_type;  // empty: the request has no body
  std::string content;
  bool is_made_up = false;  // from its schema alone, without a documented example
  std::string missing;      // why none can be made, a sentence without a full stop; empty where it can
};

// The first documented type of which a body can be made. Where no body is required and none can be made, the
// request has none.
MadeBody make_body(const Operation& operation, const ValueSource& values);

// A body of the same type that the schema forbids; `missing` tells where any body is allowed.
MadeBody make_forbidden_body(const Operation& operation);

}  // namespace avouch
