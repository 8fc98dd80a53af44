// SPDX-License-Identifier: MIT
// Values related to a given one: another that the schema permits, and one that it forbids. For requests that
// should trigger an error.
//
//   other_value(schema, "AC00")  ->  "AC90"
//   forbidden_text(schema)       ->  "avouch", if the schema requires an integer
//
// The judge checks all of them. Pure.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "contract/schema/schema.h"
#include "json/json_value.h"

namespace avouch {

// A value other than `value` that the schema permits and that is unlikely to name anything: very different
// from `value`, and as long as the schema permits. nullopt if none was found, or if the schema lists its
// values, because each of those probably exists. `schema` may be null: then any value is permitted.
std::optional<JsonValue> other_value(const std::shared_ptr<const Schema>& schema, const JsonValue& value);

// The same for a request that must do no harm if there is such a thing: nullopt too where the schema permits
// so few values that a made-up one may name something, such as 1 to 3, a date, or "prod" and "staging" by a
// pattern.
std::optional<JsonValue> nameless_value(const std::shared_ptr<const Schema>& schema, const JsonValue& value);

// Other texts with letters and digits where `text` has them, and longer ones; the most different first.
std::vector<std::string> respellings(const std::string& text);

// A text that is no value of the schema, whether read as a string, as JSON, or as an array of either; nullopt
// if none was found.
std::optional<std::string> forbidden_text(const std::shared_ptr<const Schema>& schema);

// The required shape of a forbidden value.
enum class ForbiddenShape {
  any,
  form,       // an object, whose members are read as in forbidden_text()
  multipart,  // the same, with at least one member: a body without a part is malformed (RFC 2046 §5.1.1)
};

// A value that the schema forbids; if possible, an object that lacks a required member or breaks one. nullopt
// if none was found.
std::optional<JsonValue> forbidden_value(const std::shared_ptr<const Schema>& schema, ForbiddenShape shape);

}  // namespace avouch
