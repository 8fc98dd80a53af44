// SPDX-License-Identifier: MIT
// Grammars of single fields. Each function returns whether one line's value, without leading and trailing
// blanks, matches the grammar of its field. http/field_syntax.h maps fields to grammars. Private to this
// room.
//
// The grammars are those for senders. These variants are accepted: blanks around commas, empty list
// elements, quoted parameters unless their standard forbids quotes, bytes above ASCII in quoted strings.
// Linear in the text; pure.
#pragma once

#include <string_view>

namespace avouch::http {

bool is_digits(std::string_view value);           // 1*DIGIT
bool is_http_date(std::string_view value);        // RFC 9110 §5.6.7, IMF-fixdate: what a sender may generate
bool is_date_or_seconds(std::string_view value);  // RFC 9110 §10.2.3
bool is_structured_date(std::string_view value);  // RFC 9651 §3.3.7, as an item: RFC 9745 §2.1
bool is_entity_tag(std::string_view value);       // RFC 9110 §8.8.3
bool is_plain_reference(std::string_view value);  // absolute-URI / partial-URI: without a fragment

bool is_token_list(std::string_view value);       // #token
bool is_some_token_list(std::string_view value);  // 1#token
bool is_language_list(std::string_view value);    // #language-tag, well-formed by RFC 5646 §2.2.9
bool is_media_type_list(std::string_view value);  // 1#media-type: RFC 5789 §3.1
bool is_media_type_value(std::string_view value);
bool is_cache_control(std::string_view value);        // RFC 9111 §5.2
bool is_link(std::string_view value);                 // RFC 8288 §3, each with a rel
bool is_content_disposition(std::string_view value);  // RFC 6266 §4.1
bool is_content_range(std::string_view value);        // RFC 9110 §14.4
bool is_transport_security(std::string_view value);   // RFC 6797 §6.1
bool is_cookie(std::string_view value);               // RFC 6265 §4.1.1, its name and its attributes
bool is_allowed_origin(std::string_view value);       // Fetch §3.3.4: origin-or-null / "*"
bool is_allowed_credentials(
    std::string_view value);  // Fetch §3.3.4 knows `true` only; `false` grants nothing

}  // namespace avouch::http
