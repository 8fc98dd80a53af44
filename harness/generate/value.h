// SPDX-License-Identifier: MIT
// Generates one value of a schema: for a parameter, a request body, a header.
//
//   Result<JsonValue> value = value_for(parameter.schema);
//
// The value is small and readable and has the optional members. It is deterministic: without a seed, the
// plainest value. The judge has accepted it. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

#include "base/result.h"
#include "contract/schema/schema.h"
#include "json/json_value.h"

namespace avouch {

// The plainest value; with a seed, the value that the seed selects. Errors: no such value was found, with the
// place of a claim that prevents it; a schema that cannot be judged.
Result<JsonValue> value_for(const std::shared_ptr<const Schema>& schema,
                            std::optional<std::uint64_t> seed = std::nullopt);

}  // namespace avouch
