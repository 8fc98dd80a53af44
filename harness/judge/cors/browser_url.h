// SPDX-License-Identifier: MIT
// The URL that a browser follows: the URL standard's basic URL parser (§4.4) for http and https, against an
// http or https URL. Browsers take `\` as `/`, drop tabs, and read hosts such as "１２７.1".
//
//   browser_url("\\\\api.example\\v2", base).url->text() == "https://api.example/v2"
//
// What RFC 3986 does not allow in a path or a query is percent-encoded, also where a browser sends it as it
// is. Only for what a browser does: what a run sends is parsed by http/url.h. Pure and thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/url.h"

namespace avouch::cors {

// Without both, the text is no http or https URL.
struct BrowserUrl {
  std::optional<http::Url> url;
  std::string unknown;  // why it is not known which URL it is, if any; empty: it is known
};

BrowserUrl browser_url(std::string_view text, const http::Url& base);

}  // namespace avouch::cors
