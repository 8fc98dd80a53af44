// SPDX-License-Identifier: MIT
// What to tell the owner of a server whose headers refuse a page: what is wrong, the line that says so, and
// the line to send instead.
//
//   Advice advice = origin_advice(CorsCheck::other_origin, "https://a.example", Credentials::omit, fields);
//   advice.reason   == "the origin ends in a slash, and an origin has none"
//   advice.seen     == "Access-Control-Allow-Origin: https://a.example/"
//   advice.expected == "Access-Control-Allow-Origin: https://a.example"
//
// Every text is safe to print: what came from a target is escaped and shortened. Pure; any thread may call
// it.
#pragma once

#include <string>
#include <string_view>

#include "http/field.h"
#include "http/message.h"
#include "judge/cors/response.h"

namespace avouch::cors {

struct Advice {
  std::string reason;    // a sentence without a full stop
  std::string seen;      // the header lines that decided, or "no NAME"
  std::string expected;  // what to send instead

  bool operator==(const Advice&) const = default;
};

// "NAME: VALUE" for each line of that name, joined with " and "; "no NAME" where there is none.
std::string lines_of(const http::Fields& fields, std::string_view name);

// Whether the lines are what a server that admits a list of origins sends to a page that is not on it: none,
// or one that names another origin. What no page could be admitted by (two lines, a URL) is no refusal.
bool is_plain_refusal(std::string_view origin, const http::Fields& response);

// Precondition: `check` is not CorsCheck::passes.
Advice origin_advice(CorsCheck check, std::string_view origin, Credentials credentials,
                     const http::Fields& response);

// Why a preflight's answer with that status is no success (Fetch §4.8 step 7). Precondition: it is none.
Advice status_advice(const http::Response& preflight);

// Why the method is not admitted. Precondition: `methods` are spoilt or do not admit it.
Advice method_advice(const TokenList& methods, std::string_view method, Credentials credentials,
                     const http::Fields& response);

// Why the request header is not admitted. Precondition: `headers` are spoilt or do not admit it.
Advice header_advice(const TokenList& headers, std::string_view name, const http::Fields& response);

// Where only * stands for Authorization: the standard refuses, today's browsers do not.
Advice wildcard_authorization_advice(const http::Fields& response);

// Access-Control-Allow-Credentials is there and is not exactly `true`.
Advice credentials_advice(const http::Fields& response);

}  // namespace avouch::cors
