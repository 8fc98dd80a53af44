// SPDX-License-Identifier: MIT
// The request side of the CORS protocol in the Fetch standard: which requests a page may send, and which need
// a preflight.
//
//   unsafe_request_header_names({{"Authorization", "Basic …"}, {"Accept", "*/*"}}) == {"authorization"}
//
// Section numbers refer to the Fetch standard (review draft of June 2026). Pure and thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/field.h"

namespace avouch::cors {

// The credentials mode of a request (Fetch §2.2.5).
enum class Credentials { omit, same_origin, include };
std::string_view to_string(Credentials credentials);

// Normalizes a method (Fetch §2.2.1). DELETE, GET, HEAD, OPTIONS, POST and PUT become upper case; any other
// method, even PATCH, stays as it is.
std::string normalized_method(std::string_view method);

bool is_forbidden_method(std::string_view method);   // Fetch §2.2.1: CONNECT, TRACE, TRACK in any case
bool is_safelisted_method(std::string_view method);  // Fetch §2.2.1: GET, HEAD, POST, case-sensitive

// Fetch §2.2.2, forbidden request-header: the browser drops it from the page's headers.
bool is_forbidden_request_header(const http::Field& header);

// Fetch §2.2.2, CORS-safelisted request-header.
bool is_safelisted_request_header(const http::Field& header);

// Fetch §2.2.2, CORS-unsafe request-header names: lower case, sorted, without duplicates.
std::vector<std::string> unsafe_request_header_names(const http::Fields& headers);

// Fetch §2.2.2, CORS non-wildcard request-header name: Authorization.
bool is_non_wildcard_request_header_name(std::string_view name);

// Fetch §2.2.2, request-body-header name: dropped when a redirect turns the request into a GET.
bool is_request_body_header_name(std::string_view name);

}  // namespace avouch::cors
