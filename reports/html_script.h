// SPDX-License-Identifier: MIT
// The script of the HTML report, and its hash for the page's Content-Security-Policy. The page is complete
// without it. It adds search, a filter, buttons that copy commands, and arrow keys between clauses.
#pragma once

#include <string_view>

namespace avouch {

// The content of the script element, byte for byte.
extern const std::string_view kHtmlScript;

// Base64 of the SHA-256 of kHtmlScript (Content Security Policy Level 3 §2.3.1). A test recomputes it.
extern const std::string_view kHtmlScriptHash;

}  // namespace avouch
