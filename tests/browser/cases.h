// SPDX-License-Identifier: MIT
// Calls of a page with the responses of the server: combinations of methods, headers and modes from tables.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "http/message.h"
#include "judge/cors/simulation.h"

namespace avouch {

struct BrowserCase {
  std::string name;
  cors::PageCall call;  // origin and url are filled in when they are known
  http::Response preflight;
  http::Response response;
  // Where `response` redirects: what stands there. In values, {origin} is the page's origin, {target} the
  // server's, and {elsewhere} the same server under another name; {next} is the place that it redirects to.
  std::optional<http::Response> next_preflight;
  std::optional<http::Response> next_response;
};

std::vector<BrowserCase> browser_cases();

}  // namespace avouch
