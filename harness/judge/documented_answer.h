// SPDX-License-Identifier: MIT
// The answer that a clause of a documented response speaks of, or why there is none to look at.
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

// Whether the operation's response "200", "2XX" or "default" speaks of that status, and no other response
// does by itself.
bool speaks_of(const Evidence& evidence, std::string_view documented, int status);

// Whether the answer came as that media type of the response. Where only one is documented, its schema speaks
// of every answer: that the type is another one is the media type clause's business. Of several that cover
// the type, the most specific applies (OpenAPI 3.1 §4.8.17).
// `type`: the answer's.
bool comes_as(const std::optional<http::MediaType>& type, const DocumentedResponse& documented,
              std::size_t media);

// "401 Unauthorized", safe to print.
std::string status_line(const http::Response& response);

// An undecided verdict that says why no answer came.
Verdict no_answer(const Failure& failure);

// Whether the target refused a request whose credentials nobody gave: that says nothing against the target.
bool was_refused_for_want_of_credentials(const Evidence& evidence, int status);
Verdict credentials_are_wanted(const Evidence& evidence, int status);

// Whether the target refused, with a 4xx, a request with a value that nobody gave or documented: in its path,
// its query or its body, or the page that it came from. Such a request proves nothing about the documented
// success.
bool was_refused_for_made_up_values(const Evidence& evidence, int status);
Verdict values_are_wanted(const Evidence& evidence, const http::Response& response);

// Whether any documented response speaks of that status: exactly, by its range or as `default` (OpenAPI 3.1.1
// §4.8.16). Without an operation to ask, only the response "200", "2XX" or "default" itself is known.
bool is_documented(const Evidence& evidence, std::string_view response, int status);

// Whether its body is read as JSON: where it is labelled so, and where it has no label that says otherwise
// and nothing but one JSON type is documented.
bool is_read_as_json(const std::optional<http::MediaType>& type, const DocumentedResponse& documented);

// The answer, where its status is the documented one; else the verdict that every clause about the rest of
// that answer gets: undecided where nothing came, unexercised where another status came.
std::variant<const Received*, Verdict> documented_answer(const Evidence& evidence,
                                                         std::string_view documented);

// The same for clauses about its content: a 204, a 205 and a 304 have none (RFC 9110 §6.4.1), whatever a
// range that covers them documents.
std::variant<const Received*, Verdict> documented_content(const Evidence& evidence,
                                                          std::string_view documented);

}  // namespace avouch
