// SPDX-License-Identifier: MIT
// Reads an Arazzo description: 1.0.x and 1.1.x, JSON or YAML.
//
//   Library library;
//   Result<WorkflowDescription> description = read_workflows(library, "buy.arazzo.yaml");
//
// Everything that Avouch does not support is an error with its name and place: steps of AsyncAPI, source
// descriptions that are Arazzo themselves, XPath, timeouts of steps. So a description that is read is carried
// out whole.
#pragma once

#include <string>

#include "base/result.h"
#include "contract/document/library.h"
#include "workflow/description.h"

namespace avouch {

// Errors: all at once, each with its place.
Result<WorkflowDescription> read_workflows(Library& library, const std::string& file);

}  // namespace avouch
