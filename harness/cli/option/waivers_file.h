// SPDX-License-Identifier: MIT
// Finds the known failures that the options name: --waivers FILE, or avouch.waivers.yaml in the current
// folder, and the tables [[waivers]] of the settings file.
//
//   Result<Waivers> waivers = waivers_of(options);
//
// A file whose name ends in .json is JSON, any other is YAML.
#pragma once

#include "base/result.h"
#include "cli/option/options.h"
#include "gate/waivers.h"

namespace avouch {

// Reads one list. Errors: the file cannot be read, or differs from schemas/waivers.schema.json.
Result<Waivers> read_waivers_file(const std::string& file);

// Errors: the file cannot be read, or differs from schemas/waivers.schema.json; --fail-on new without a
// baseline.
Result<Waivers> waivers_of(const Options& options);

}  // namespace avouch
