// SPDX-License-Identifier: MIT
// What of the options must never be shown.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/option/options.h"
#include "contract/contract.h"
#include "http/secrets.h"
#include "http/url.h"
#include "plan/values.h"

namespace avouch {

// NAME:PASSWORD: --user, else the target URL's user information (percent-decoded).
std::optional<std::string> user_of(const Options& options, const std::optional<http::Url>& target);

// `user` as AVOUCH_USER, that of the URL of the first --server as AVOUCH_SERVER_1_USER, headers that carry
// secrets as AVOUCH_<NAME>, the proxy's credentials as AVOUCH_PROXY_USER, what a configuration file took from
// the environment as the variable that it took.
http::Secrets secrets_of(const Options& options, const std::optional<std::string>& user);

// The same, with the given values of the contract's API keys, and of what else has the name of a secret or is
// a web token.
http::Secrets secrets_of(const Options& options, const std::optional<std::string>& user,
                         const std::vector<GivenValue>& values, const Contract& contract);

}  // namespace avouch
