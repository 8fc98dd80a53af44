// SPDX-License-Identifier: MIT
// One function per format: returns nullopt if the text matches, else why it does not. Used by format.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace avouch {

using Fault = std::optional<std::string>;

// RFC 3339 §5.6, with leap seconds where they can occur; RFC 3339 appendix A; RFC 2822 §3.3.
Fault check_date(std::string_view text);
Fault check_time(std::string_view text);
Fault check_date_time(std::string_view text);
Fault check_duration(std::string_view text);
Fault check_rfc_2822_date(std::string_view text);

// RFC 5321 §4.1.2; RFC 6531 §3.3; RFC 1123 §2.1; RFC 5890 §2.3.2.3; RFC 2673 §3.2; RFC 4291 §2.2.
Fault check_email(std::string_view text);
Fault check_idn_email(std::string_view text);
Fault check_plain_hostname(std::string_view text);
Fault check_hostname(std::string_view text);
Fault check_idn_hostname(std::string_view text);
Fault check_ipv4(std::string_view text);
Fault check_ipv6(std::string_view text);

// A fast check: true only for URIs (RFC 3986, with a scheme and an authority), but not for all of them.
bool is_plain_uri(std::string_view text);

// RFC 3986; RFC 3987; RFC 6570; RFC 6901; draft-handrews-relative-json-pointer-01.
Fault check_uri(std::string_view text);
Fault check_uri_reference(std::string_view text);
Fault check_iri(std::string_view text);
Fault check_iri_reference(std::string_view text);
Fault check_uri_template(std::string_view text);
Fault check_json_pointer(std::string_view text);
Fault check_relative_json_pointer(std::string_view text);

// RFC 4122; ECMA-262; RFC 4648 §4; RFC 9110 §9.1; E.164; ISO 4217; ISO 3166-1 alpha-2.
Fault check_uuid(std::string_view text);
Fault check_regex(std::string_view text);
Fault check_base64(std::string_view text);

}  // namespace avouch
