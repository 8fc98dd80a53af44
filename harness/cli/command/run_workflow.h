// SPDX-License-Identifier: MIT
// Loads the workflows of `--workflow FILE`, and the contract of all operations that they call.
#pragma once

#include <memory>
#include <vector>

#include "base/result.h"
#include "cli/option/options.h"
#include "contract/contract.h"
#include "json/json_value.h"
#include "workflow/description.h"

namespace avouch {

struct LoadedWorkflows {
  WorkflowDescription description;
  Contract contract;
  std::vector<JsonValue> inputs;  // by workflow
};

// Whether a required input of a workflow may be missing: nothing is sent.
enum class Inputs { required, optional };

// CONTRACT stands for the only source description, or for the one whose URL ends in the same name. The others
// are read from their URLs, relative to the file. Errors: all at once, where they do not depend on each
// other.
Result<LoadedWorkflows> load_workflows(const Options& options, Inputs inputs = Inputs::required);

}  // namespace avouch
