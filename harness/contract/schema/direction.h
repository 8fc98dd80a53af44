// SPDX-License-Identifier: MIT
// A schema as it holds for requests, and as it holds for answers: what is readOnly is not sent in the ones,
// what is writeOnly not in the others (OpenAPI 3.0 §4.7.24, JSON Schema 2020-12 Validation §9.4). Such a
// member is `is_unsent` then; it is not required, and what is said of its value is no claim.
//
//   std::shared_ptr<const Schema> wanted = schema_for(Direction::answer, schema);
//
// Pure.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "contract/schema/schema.h"
#include "json/json_value.h"

namespace avouch {

enum class Direction { request, answer };

// The same schema where nothing in it is of one direction.
std::shared_ptr<const Schema> schema_for(Direction direction, const std::shared_ptr<const Schema>& schema);

// Whether it has members that are not sent.
bool has_unsent(const Schema& schema);

// Where such a member stands, or might.
struct UnsentMember {
  std::string object;  // its JSON Pointer
  std::string name;
  std::size_t node = 0;  // of its value
};

// Of all objects in the value, outermost first. `node`: that describes the value.
std::vector<UnsentMember> unsent_members(const JsonValue& value, const Schema& schema, std::size_t node = 0);

// The value without them, at any depth.
JsonValue without_unsent(JsonValue value, const Schema& schema, std::size_t node = 0);

}  // namespace avouch
