// SPDX-License-Identifier: MIT
// Checks a file of the user's by the schema that Avouch publishes for it (schemas/).
//
//   faults_by("schemas/waivers.schema.json", *parse_body(text).instance)
//
// The validator is valijson, which shares no code with the readers of these files, so that a file that Avouch
// takes is one that an editor takes by the published schema. `pattern` and `format` are left out: valijson
// passes them to std::regex (oracle/oracle.h), and the readers judge these texts.
#pragma once

#include <string_view>
#include <vector>

#include "json/instance.h"
#include "oracle/oracle.h"

namespace avouch {

// `schema` is the name of a shipped file. Any thread may call.
std::vector<OracleFault> faults_by(std::string_view schema, const Instance& value);

}  // namespace avouch
