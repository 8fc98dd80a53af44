// SPDX-License-Identifier: MIT
// What becomes of a secret with letters beyond ASCII where a program takes its bytes for another charset.
// HTTP does not say which one a password is in (RFC 7617 §2.1).
//
//   misread_forms("Zürich7")    // "ZÃ¼rich7", "Z\xFCrich7", "Z?rich7", …
//   ascii_runs("Schlüssel-von-7")   // "ssel-von-7"; "Schl" is too short
//
// Pure and thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace avouch::http {

// The secret read as ISO-8859-1 or Windows-1252 and written as UTF-8; read as UTF-8 and written in these; and
// with "?", U+FFFD or nothing in place of what is not ASCII, if at least four bytes of it are. Empty for a
// secret of ASCII alone.
std::vector<std::string> misread_forms(std::string_view secret);

// Each run of at least eight bytes of ASCII in a secret that has other bytes, too.
std::vector<std::string> ascii_runs(std::string_view secret);

}  // namespace avouch::http
