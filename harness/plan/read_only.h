// SPDX-License-Identifier: MIT
// Members that a request does not send: OpenAPI 3.1 §4.8.24.1, `readOnly`.
#pragma once

#include <nlohmann/json.hpp>

#include "contract/library.h"
#include "contract/schema.h"

namespace avouch {

// `value` without the members whose schema says readOnly, at any depth. Pure.
nlohmann::json without_read_only(nlohmann::json value, const Schema& schema, const Library& library);

}  // namespace avouch
