// SPDX-License-Identifier: MIT
// The claims of documented Access-Control-* response headers: a page on another origin can make the
// documented call and read its response, by the rules of the Fetch standard.
//
//   for (BoundClause& bound : cors_clauses(contract, 0, 0)) add(std::move(bound));
//   // FetchConfigurationWebhook/cors/preflight/status, …/cors/preflight/header-admitted/authorization, …
//
// Pure; thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "contract/contract.h"

namespace avouch {

// The request headers of the documented call that require a preflight (Fetch §2.2.2, CORS-unsafe
// request-header names), in lower case and sorted: the headers of the first security alternative that is not
// anonymous, Content-Type if the first documented body has no safelisted type, and required header
// parameters.
std::vector<std::string> cors_request_headers(const Operation& operation);

bool is_access_control(std::string_view header_name);  // Access-Control-*
bool documents_cors(const DocumentedResponse& response);

// Whether the documentation says that a page on any origin may read the response: Access-Control-Allow-Origin
// is documented as * (its constant, the only value of its enum, all its examples), or as present in every
// response to a cross-origin request (x-avouch-required).
bool admits_every_origin(const DocumentedResponse& response);

// The documented headers, in their documented spelling, that a page can read only if they are exposed: those
// that are not CORS-safelisted response-header names (Fetch §2.2.2). Not those that no page can read
// (Set-Cookie) or that are for browsers and intermediaries (Vary, Date, Strict-Transport-Security, …).
std::vector<DocumentedHeader> exposable_headers(const DocumentedResponse& response);

// Empty unless `response` is the expected response of the operation and documents an Access-Control-* header.
std::vector<BoundClause> cors_clauses(const Contract& contract, std::size_t operation, std::size_t response);

}  // namespace avouch
