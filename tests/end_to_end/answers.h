// SPDX-License-Identifier: MIT
// The answers of a target that is under a test's control to the last byte, described by data.
//
//   RawServer target([&](const std::string& request) { return answer_to(request, R"({"call": {"status":
//   500}})"_json); });
//
// Without a description the target conforms. A description has a key a role ("documented", "cross-origin",
// "other-origin", "preflight", "anonymous", "wrong-credentials") or a group of them ("call": the answers to
// right credentials, "page": those of them to a page, "refusals": the last two, "every"); the narrower one
// wins. Under it:
//
//   status, status_line    the number; or the whole line
//   set, add, header_case  fields to put (null: to take away); raw field lines to append; "lower" or "upper"
//   names.
//                          {origin} stands for the request's Origin
//   with, without          members to put into, and to take out of, the documented body
//   json, body, body_base64, body_parts, pretty
//                          another body: a value; text; bytes; a list of text, {"repeat", "times"},
//                          {"base64"} and
//                          {"default": true}; the indentation of the documented one
//   coding, drop_coded     "gzip", "deflate" or "br", labelled as such unless `set` says otherwise; bytes cut
//   off it framing                "length", "chunked" (chunks: sizes in turn, chunk_extension, trailers),
//   "close", "none" content_length         the field's text, whatever the truth connection "close": said, and
//   done before                 text before the status line: interim responses raw, raw_base64        the
//   whole message, instead of all of the above cut_at, cut, then      where it ends (negative: from its end),
//   or "after-head"; "keep", "close", "reset", "hang" packet                 bytes a packet
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "fixtures/raw_server.h"

namespace avouch {

inline constexpr const char* kTestUser = "AC0123456789abcdef0123456789abcdef:open-sesame";

// `request`: the bytes of one request.
RawAnswer answer_to(const std::string& request, const nlohmann::json& description);

// The body of a conforming answer.
const nlohmann::json& documented_body();

}  // namespace avouch
