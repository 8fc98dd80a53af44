// SPDX-License-Identifier: MIT
// Advice for the owner of a server that refuses a page: what is wrong, the header line that shows it, and the
// line to send instead.
//
//   Advice advice = origin_advice(CorsCheck::other_origin, "https://a.example", Credentials::omit, fields);
//   advice.reason   == "the origin ends in a slash, but an origin has no path"
//   advice.seen     == "Access-Control-Allow-Origin: https://a.example/"
//   advice.expected == "Access-Control-Allow-Origin: https://a.example"
//
// Every text is safe to print: text from a target is escaped and shortened. Pure and thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "http/field.h"
#include "http/message.h"
#include "judge/cors/response.h"

namespace avouch::cors {

struct Advice {
  std::string reason;    // a sentence without a full stop
  std::string seen;      // the deciding header lines, or "no NAME"
  std::string expected;  // what to send instead

  bool operator==(const Advice&) const = default;
};

// Returns "NAME: VALUE" for each line with that name, joined with " and "; "no NAME" if no line has it.
std::string lines_of(const http::Fields& fields, std::string_view name);

// Returns whether the lines are what a server with a list of origins sends to a page that is not on the list:
// no line, or one with another origin. Lines that admit no page at all (two lines, a URL) are not a plain
// refusal.
bool is_plain_refusal(std::string_view origin, const http::Fields& response);

// Precondition: `check` is not CorsCheck::passes.
Advice origin_advice(CorsCheck check, std::string_view origin, Credentials credentials,
                     const http::Fields& response);

// Returns why the preflight's status is not a success (Fetch §4.8 step 7). Precondition: it is not an ok
// status.
Advice status_advice(const http::Response& preflight);

// Returns why the method is not allowed. Precondition: `methods` are spoilt or do not admit it.
Advice method_advice(const TokenList& methods, std::string_view method, Credentials credentials,
                     const http::Fields& response);

// Returns why the request header is not allowed. Precondition: `headers` are spoilt or do not admit it.
Advice header_advice(const TokenList& headers, std::string_view name, const http::Fields& response);

// For Authorization that only * would cover: the standard refuses it, today's browsers do not.
Advice wildcard_authorization_advice(const http::Fields& response);

// For an Access-Control-Allow-Credentials that is not exactly `true`.
Advice credentials_advice(const http::Fields& response);

}  // namespace avouch::cors
