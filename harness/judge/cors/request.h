// SPDX-License-Identifier: MIT
// The request's side of the Fetch standard's CORS protocol: what a page may send, and what a browser must
// first ask leave for.
//
//   unsafe_request_header_names({{"Authorization", "Basic …"}, {"Accept", "*/*"}}) == {"authorization"}
//
// Section numbers are those of the Fetch standard (review draft of June 2026). Pure; any thread may call it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/field.h"

namespace avouch::cors {

// Credentials mode of a request (Fetch §2.2.5).
enum class Credentials { omit, same_origin, include };
std::string_view to_string(Credentials credentials);

// Fetch §2.2.1: DELETE, GET, HEAD, OPTIONS, POST and PUT in upper case however they were written; any other
// method, PATCH too, stays as it is.
std::string normalized_method(std::string_view method);

bool is_forbidden_method(std::string_view method);   // Fetch §2.2.1: CONNECT, TRACE, TRACK in any case
bool is_safelisted_method(std::string_view method);  // Fetch §2.2.1: GET, HEAD, POST, exactly so

// Fetch §2.2.2, forbidden request-header: the browser drops it from what a page asks for.
bool is_forbidden_request_header(const http::Field& header);

// Fetch §2.2.2, CORS-safelisted request-header.
bool is_safelisted_request_header(const http::Field& header);

// Fetch §2.2.2, CORS-unsafe request-header names: lower case, sorted, each once.
std::vector<std::string> unsafe_request_header_names(const http::Fields& headers);

// Fetch §2.2.2, CORS non-wildcard request-header name: Authorization.
bool is_non_wildcard_request_header_name(std::string_view name);

// Fetch §2.2.2, request-body-header name: dropped when a redirect turns the request into a GET.
bool is_request_body_header_name(std::string_view name);

}  // namespace avouch::cors
