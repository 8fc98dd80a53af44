// SPDX-License-Identifier: MIT
// fetch()'s own part of a page's call: what it refuses, drops or rewrites before any request is made (Fetch
// §5.1, §5.4).
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
  http::Fields headers;  // without forbidden ones; with the body's Content-Type
};

// Adds what is worth telling to `steps`. nullopt where fetch() throws: then the last step says why.
std::optional<PreparedCall> prepare(const PageCall& call, std::vector<CallStep>& steps);

}  // namespace avouch::cors
