// SPDX-License-Identifier: MIT
// The inputs of the workflows that a run starts: given texts, as the types of the description have them.
//
//   Result<std::vector<JsonValue>> inputs = read_inputs(description, {{"user", "me"}}, environment);
//
// The first of: --input NAME=VALUE, AVOUCH_INPUT_NAME of the environment, the documented default. Pure, but
// for the environment.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "json/json_value.h"
#include "workflow/description.h"

namespace avouch {

using GivenInputs = std::vector<std::pair<std::string, std::string>>;

// "AVOUCH_INPUT_PET_ID" for "pet-id".
std::string input_variable(const std::string& name);

// The inputs of each workflow, as an object, by index. A workflow that only others call has none. Errors: a
// required input is not given, if all are needed, or is no value of its type; no workflow has an input of a
// given name.
Result<std::vector<JsonValue>> read_inputs(
    const WorkflowDescription& description, const GivenInputs& given,
    const std::function<std::optional<std::string>(const std::string& variable)>& environment,
    bool needs_all = true);

}  // namespace avouch
