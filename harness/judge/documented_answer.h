// SPDX-License-Identifier: MIT
// Finds the response that a clause is about, or the reason why it cannot be judged.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "contract/contract.h"
#include "exchange/exchange.h"
#include "http/media_type.h"
#include "judge/judge.h"
#include "verdict/verdict.h"

namespace avouch {

// Whether the operation's response "200", "2XX" or "default" applies to that status, and no other response
// documents the status more specifically.
bool describes_status(const Evidence& evidence, std::string_view documented, int status);

// Whether the response came with that documented media type. If only one media type is documented, its schema
// applies to every response: the media type clause reports a different type. If several cover the type, or if
// the documentation of others cannot be read, the
// most specific one applies (OpenAPI 3.1 §4.8.17). `type`: the media type of the response.
bool comes_as(const std::optional<http::MediaType>& type, const DocumentedResponse& documented,
              std::size_t media);

// "401 Unauthorized", safe to print.
std::string status_line(const http::Response& response);

// The verdict of a clause that one response satisfies.
Verdict holds();

// Returns an undecided verdict that says why no response came; an unexercised one if the server refused the
// connection of a client without a certificate, as it may where one is documented. Precondition: none came.
Verdict no_answer(const Evidence& evidence);

// Whether a server that wants a client certificate refused to talk to the anonymous request. It may do so
// before HTTP begins (RFC 8446 §4.4.2.4); with TLS 1.3, the client learns it only when it reads the response.
bool is_refused_by_tls(const Evidence& evidence);

// Whether the target refused a request because its credentials were not given. This is no violation.
bool was_refused_without_credentials(const Evidence& evidence, int status);
Verdict credentials_are_needed(const Evidence& evidence, int status);

// Whether the target refused the credentials that the user gave, in a request that is to succeed.
bool was_refused_with_credentials(const Evidence& evidence, int status);
Verdict credentials_were_refused(const http::Response& response);

// Whether the target refused, with a 4xx, a request with a made-up value in its path, its query, its body or
// its Origin: a value that the user did not give and that the target may not know. Such a request proves
// nothing about the documented success.
bool was_refused_for_made_up_values(const Evidence& evidence, int status);
// Says so; a 401 to given credentials is about these instead.
Verdict values_are_needed(const Evidence& evidence, const http::Response& response);

// Whether any documented response applies to that status: exactly, by its range or as `default` (OpenAPI
// 3.1.1 §4.8.16). Without an operation, only the response "200", "2XX" or "default" itself is known.
bool is_documented(const Evidence& evidence, std::string_view response, int status);

// Whether the body is read as JSON: if its media type is JSON, or if it has no media type and the only
// documented one is JSON.
bool is_read_as_json(const std::optional<http::MediaType>& type, const DocumentedResponse& documented);

// Whether the body is read by the form of that documented media type: if the response has a type within it,
// or if it has none and the type is the only documented one.
bool is_read_as(const std::optional<http::MediaType>& type, const DocumentedResponse& documented,
                std::size_t media);

// Returns the response if it has the documented status. Otherwise returns the verdict that every other clause
// about that response gets: undecided if no response came, unexercised if the response has another status.
std::variant<const Received*, Verdict> documented_answer(const Evidence& evidence,
                                                         std::string_view documented);

// The same for clauses about the content: 204, 205 and 304 have none (RFC 9110 §6.4.1), even if a range that
// covers them documents content.
std::variant<const Received*, Verdict> documented_content(const Evidence& evidence,
                                                          std::string_view documented);

}  // namespace avouch
