// SPDX-License-Identifier: MIT
// Responses of a target that a test controls to the last byte, described by data.
//
//   RawServer target([&](const std::string& request) {
//     return answer_to(request, R"({"call": {"status": 500}})"_json);
//   });
//
// Without a description the target conforms. A description has one key per role ("documented",
// "cross-origin", "other-origin", "preflight", "anonymous", "wrong-credentials") or per group of roles
// ("call": responses to the right credentials; "page": those of them to a page; "refusals": the last two
// roles; "every"). The narrower key wins. Its value may have these members:
//
//   status, status_line    the number; or the whole line
//   set, add, header_case  fields to set (null removes one); raw field lines to append; "lower" or "upper"
//                          names. {origin} stands for the request's Origin
//   with, without          members to add to, and to remove from, the documented body
//   json, body, body_base64, body_parts, pretty
//                          another body: a value; text; bytes; a list of text, {"repeat", "times"},
//                          {"base64"} and {"default": true}; the indentation of the documented body
//   coding, drop_coded     "gzip", "deflate" or "br", declared unless `set` says otherwise; number of bytes
//                          to cut off the coded body
//   framing                "length", "chunked" (chunks: sizes in turn, chunk_extension, trailers), "close",
//                          "none"
//   content_length         the text of the field, true or not
//   connection             "close": announced and done
//   before                 text before the status line: interim responses
//   raw, raw_base64        the whole message, instead of all of the above
//   cut_at, cut, then      where it ends (negative: from its end), or "after-head"; "keep", "close",
//                          "reset", "hang"
//   packet                 bytes per packet
//
// Wherever a text stands, {"text": [PART, …]} may stand for a long one. A part is a text, or {"repeat",
// "times"}, in which {n} is the number of the repetition.
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
