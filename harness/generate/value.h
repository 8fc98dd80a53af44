// SPDX-License-Identifier: MIT
// One value that a schema allows: for a parameter, a request body, a header.
//
//   Result<JsonValue> value = value_for(parameter.schema);
//
// Small and readable, with optional members present, and the same every time: without a seed the plainest.
// The judge has accepted it. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

#include "base/result.h"
#include "contract/schema/schema.h"
#include "json/json_value.h"

namespace avouch {

// The plainest one; with a seed, the one that the seed decides. Errors: no such value was found, with the
// place of a claim that stands in the way; what no judge can be made for.
Result<JsonValue> value_for(const std::shared_ptr<const Schema>& schema,
                            std::optional<std::uint64_t> seed = std::nullopt);

}  // namespace avouch
