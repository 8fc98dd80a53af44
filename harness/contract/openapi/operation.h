// SPDX-License-Identifier: MIT
// Reads path items and operations: OpenAPI 3.1 §4.8.9 and §4.8.10.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "contract/contract.h"
#include "contract/openapi/reader.h"

namespace avouch {

// Adds every operation of `path` to the contract, and its faults to the reader.
void read_path(Reader& reader, const NamedLocation& path, const Location& root, Contract& contract);

// The same for a path item that is no path of this API: a webhook, a callback, a component. Its parameters
// are not compared with a template.
void read_other_path(Reader& reader, const NamedLocation& path, const Location& root, Contract& contract);

// Names an operation without operationId by its method and the key of its path: "GET_v1_users_{id}".
std::string derived_id(const std::string& method, std::string key);

// Converts "?page=1&q=a%20b" to required parameters with one value each.
std::vector<Parameter> parameters_of_query(std::string_view query, const Place& place);

}  // namespace avouch
