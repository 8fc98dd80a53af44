// SPDX-License-Identifier: MIT
// Parses option values in curl's spelling: seconds, sizes, headers, lists.
#pragma once

#include <chrono>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "http/field.h"
#include "http/url.h"
#include "plan/destination.h"
#include "plan/values.h"

namespace avouch {

// Each error's title begins with `option` ("--max-time"). It shows the value, except for headers, users,
// tokens, and targets that may contain a user.

// Seconds, with decimals: "2.5". More than 0, at most one day.
Result<std::chrono::milliseconds> parse_seconds(const std::string& option, const std::string& text);
// "30s", "5m", "2h"; a number without a unit is seconds.
Result<std::chrono::milliseconds> parse_duration(const std::string& option, const std::string& text);
// Bytes, with an optional k, M or G (1024-based, as in curl).
Result<std::size_t> parse_size(const std::string& option, const std::string& text);
Result<long> parse_number(const std::string& option, const std::string& text, long least, long most);
// "Name: value", or "Name;" for an empty one.
Result<http::Field> parse_header(const std::string& option, const std::string& text);
// A comma-separated list of words in kStrict.
Result<std::set<std::string>> parse_strict(const std::string& option, const std::string& text);
// NAME:PASSWORD.
// A bearer token or another text that is sent in a field.
Result<std::string> parse_token(const std::string& option, const std::string& text);
// METHOD PATH: "POST /auth/login".
Result<std::pair<std::string, std::string>> parse_login(const std::string& option, const std::string& text);
// SCHEME=KEY.
Result<std::pair<std::string, std::string>> parse_api_key(const std::string& option, const std::string& text);
Result<std::string> parse_user(const std::string& option, const std::string& text);
// An origin (https://example.com), or null, the opaque origin.
Result<std::string> parse_page_origin(const std::string& option, const std::string& text);
// A token (RFC 9110 §9.1). The case is kept.
Result<std::string> parse_method(const std::string& option, const std::string& text);
// NAME=VALUE. The value may be empty and may contain "=".
Result<GivenValue> parse_variable(const std::string& option, const std::string& text);
// An http or https URL without a query.
Result<http::Url> parse_target(const std::string& option, const std::string& text);
// DOCUMENTED=URL, split at the beginning of the target URL.
Result<ServerTarget> parse_server(const std::string& option, const std::string& text);
// Requests per second: "50/s", "50", "30/m".
Result<double> parse_rate(const std::string& option, const std::string& text);
Result<bool> parse_formats(const std::string& option, const std::string& text);

}  // namespace avouch
