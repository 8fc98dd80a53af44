// SPDX-License-Identifier: MIT
// Reads parameters and request bodies: OpenAPI 3.1 §4.8.12 and §4.8.13.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/contract.h"
#include "contract/openapi/reader.h"

namespace avouch {

// nullopt if it cannot be read, with a fault, or if OpenAPI ignores it, with a note.
std::optional<Parameter> read_parameter(Reader& reader, const Location& at);

struct ReadParameters {
  std::vector<Parameter> all;
  ContractFault fault = nullptr;  // why a request that needs them all cannot be made
};

// `parameters` of a path item or an operation.
ReadParameters read_parameters(Reader& reader, const Location& parameters);

// Why no query can be written of these parameters, with a fault at that place; null if one can (OpenAPI 3.2
// §4.12.1: a querystring is the whole query, so it stands alone).
ContractFault check_query(Reader& reader, const Location& at, const std::vector<Parameter>& parameters);

// Merges parameters: those of the path, each replaced by the operation's with the same name and place, then
// the operation's others.
std::vector<Parameter> merged(std::vector<Parameter> of_path, const std::vector<Parameter>& of_operation);

struct ReadBody {
  RequestBody body;
  ContractFault fault = nullptr;  // why a request that needs it cannot be made
};

ReadBody read_request_body(Reader& reader, const Location& body);

// Returns the names in braces: "Sid" for "/v1/{Sid}". nullopt if a brace has no partner.
std::optional<std::vector<std::string>> template_names(std::string_view path);

}  // namespace avouch
