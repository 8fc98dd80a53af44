// SPDX-License-Identifier: MIT
// Values beside the one that a schema was made for: another that it allows, and one that it forbids. For
// requests that are to bring about an error.
//
//   other_value(schema, "AC00")  ->  "AC9f"
//   forbidden_text(schema)       ->  "avouch", where the schema wants an integer
//
// The judge has the last word on all of them. Pure.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "contract/schema.h"

namespace avouch {

// Another value than `value` that the schema allows just as well; nullopt where none was found. `schema` may
// be null: then anything is allowed.
std::optional<nlohmann::json> other_value(const std::shared_ptr<const Schema>& schema,
                                          const nlohmann::json& value);

// A text that is no value of the schema, whether it is read as a string, as JSON, or as an array of either;
// nullopt where none was found.
std::optional<std::string> forbidden_text(const std::shared_ptr<const Schema>& schema);

// A value that the schema forbids, an object if there is such a one; nullopt where none was found.
std::optional<nlohmann::json> forbidden_value(const std::shared_ptr<const Schema>& schema, bool is_object);

}  // namespace avouch
