// SPDX-License-Identifier: MIT
// A schema as it applies to requests, or to responses: readOnly members are not sent in requests, writeOnly
// members not in responses (OpenAPI 3.0 §4.7.24, JSON Schema 2020-12 Validation §9.4). Such a member is then
// `is_unsent`: it is not required, and keywords about its value are no claims.
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

// Returns the same schema if no part of it has a direction.
std::shared_ptr<const Schema> schema_for(Direction direction, const std::shared_ptr<const Schema>& schema);

// Whether the schema has members that are not sent.
bool has_unsent(const Schema& schema);

// The place of such a member, whether present or not.
struct UnsentMember {
  std::string object;  // JSON Pointer of the object
  std::string name;
  std::size_t node = 0;  // of its value
};

// Such members of all objects in the value, outermost first. `node` describes the value.
std::vector<UnsentMember> unsent_members(const JsonValue& value, const Schema& schema, std::size_t node = 0);

// Returns the value without such members, at any depth.
JsonValue without_unsent(JsonValue value, const Schema& schema, std::size_t node = 0);

}  // namespace avouch
