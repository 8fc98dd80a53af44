// SPDX-License-Identifier: MIT
// The host that a browser reads in an http or https URL: the URL standard's host parser (§3.5).
//
//   browser_host("0x7F.1").host == "127.0.0.1"
//
// Pure and thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace avouch::cors {

// Without both, it is no host.
struct BrowserHost {
  std::optional<std::string> host;  // as in http::Url: without brackets
  std::string unknown;              // why it is not known which host it is, if any; empty: it is known
};

// `text` may be percent-encoded, and has its brackets.
BrowserHost browser_host(std::string_view text);

}  // namespace avouch::cors
