// SPDX-License-Identifier: MIT
// Reads servers: OpenAPI 3.1 §4.8.5.
#pragma once

#include <string>
#include <vector>

#include "contract/openapi/reader.h"

namespace avouch {

// Returns URLs as from normal_server(), with the default of each variable filled in; "/v1" if one is a path
// only. A server that cannot be read is left out: the target stands for it.
std::vector<std::string> read_servers(Reader& reader, const Location& servers);

}  // namespace avouch
