// SPDX-License-Identifier: MIT
// The part of a page's call that fetch() itself handles: what it refuses, drops or rewrites before it makes
// any request (Fetch §5.1, §5.4).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "http/field.h"
#include "http/url.h"
#include "judge/cors/simulation.h"

namespace avouch::cors {

struct PreparedCall {
  http::Url url;
  std::string method;    // normalized
  http::Fields headers;  // without forbidden headers; with the body's Content-Type
};

// Adds noteworthy steps to `steps`. Returns nullopt if fetch() throws; the last step then gives the reason.
std::optional<PreparedCall> prepare(const PageCall& call, std::vector<CallStep>& steps);

}  // namespace avouch::cors
