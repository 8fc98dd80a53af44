// SPDX-License-Identifier: MIT
// What documented Access-Control-* response headers claim: that a page on another origin can make the
// documented call and read its answer, as the Fetch standard decides it.
//
//   for (BoundClause& bound : cors_clauses(contract, 0, 0)) add(std::move(bound));
//   // FetchConfigurationWebhook/cors/preflight/status, …/cors/preflight/header-admitted/authorization, …
//
// Pure; any thread may call it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "contract/contract.h"

namespace avouch {

// The request headers of the documented call that a browser asks leave for before it sends them (Fetch
// §2.2.2, CORS-unsafe request-header names), in lower case and sorted: those of the first security
// alternative that is not anonymous, Content-Type where the first documented body is of no safelisted type,
// required header parameters.
std::vector<std::string> cors_request_headers(const Operation& operation);

bool is_access_control(std::string_view header_name);  // Access-Control-*
bool documents_cors(const DocumentedResponse& response);

// Whether the documentation says that a page on any origin may read the answer: Access-Control-Allow-Origin
// is documented as * (its constant, the one value of its enum, all its examples), or as there in every answer
// to a cross-origin request (x-avouch-required).
bool admits_every_origin(const DocumentedResponse& response);

// The documented headers, as they are spelled, that a page can read only where they are exposed: those that
// are no CORS-safelisted response-header name (Fetch §2.2.2).
std::vector<DocumentedHeader> exposable_headers(const DocumentedResponse& response);

// Empty unless `response` is the one that the documented call should get and documents an Access-Control-*
// header.
std::vector<BoundClause> cors_clauses(const Contract& contract, std::size_t operation, std::size_t response);

}  // namespace avouch
