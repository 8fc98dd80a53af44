// SPDX-License-Identifier: MIT
// Finds a name among the members of `properties` or the names of `required`, without a walk over all of them:
// a document may have tens of thousands.
//
//   if (const std::optional<std::size_t> branch = branch_named(schema, properties, "account_sid")) …
//   lists_name(schema, required, "account_sid")
//
// The order of the names is derived once per schema and kept with it (Schema::derived()). Thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "contract/schema/schema.h"

namespace avouch {

// The index of the branch with that name; of several, the first. Precondition: the keyword is one of the
// schema.
std::optional<std::size_t> branch_named(const Schema& schema, const SchemaKeyword& keyword,
                                        std::string_view name);

// Whether the name is one of SchemaKeyword::names. Precondition: the keyword is one of the schema.
bool lists_name(const Schema& schema, const SchemaKeyword& keyword, std::string_view name);

}  // namespace avouch
