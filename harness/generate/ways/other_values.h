// SPDX-License-Identifier: MIT
// Values beside the one that a schema was made for: another that it allows, and one that it forbids. For
// requests that are to bring about an error.
//
//   other_value(schema, "AC00")  ->  "AC90"
//   forbidden_text(schema)       ->  "avouch", where the schema wants an integer
//
// The judge has the last word on all of them. Pure.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "contract/schema/schema.h"
#include "json/json_value.h"

namespace avouch {

// Another value than `value` that the schema allows just as well, and that is unlikely to name anything: far
// from `value`, and as long as the schema lets it be. nullopt where none was found, and where the schema
// lists its values, as each of those is likely to exist. `schema` may be null: then anything is allowed.
std::optional<JsonValue> other_value(const std::shared_ptr<const Schema>& schema, const JsonValue& value);

// A text that is no value of the schema, whether it is read as a string, as JSON, or as an array of either;
// nullopt where none was found.
std::optional<std::string> forbidden_text(const std::shared_ptr<const Schema>& schema);

// What a forbidden value has to be, to be written.
enum class ForbiddenShape {
  any,
  form,       // an object, whose members are read as forbidden_text() says
  multipart,  // the same, with a member at least: a body without a part is malformed (RFC 2046 §5.1.1)
};

// A value that the schema forbids: an object that lacks a required member or breaks one, if there is such a
// one. nullopt where none was found.
std::optional<JsonValue> forbidden_value(const std::shared_ptr<const Schema>& schema, ForbiddenShape shape);

}  // namespace avouch
