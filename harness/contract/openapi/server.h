// SPDX-License-Identifier: MIT
// Servers: OpenAPI 3.1 §4.8.5.
#pragma once

#include <string>
#include <vector>

#include "contract/openapi/reader.h"

namespace avouch {

// URLs with each variable replaced by its default, as normal_server() has them; "/v1" where one names a path
// only.
std::vector<std::string> read_servers(Reader& reader, const Location& servers);

}  // namespace avouch
