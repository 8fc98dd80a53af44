// SPDX-License-Identifier: MIT
// The style sheet of the HTML report, and its hash for the page's Content-Security-Policy.
// Colours: all text has a contrast of at least 4.5 : 1 on its background (WCAG 2.2, 1.4.3) in both schemes.
#pragma once

#include <string_view>

namespace avouch {

// The content of the style element, byte for byte.
extern const std::string_view kHtmlStyle;

// Base64 of the SHA-256 of kHtmlStyle (Content Security Policy Level 3 §2.3.1). A test recomputes it.
extern const std::string_view kHtmlStyleHash;

}  // namespace avouch
