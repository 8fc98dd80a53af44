// SPDX-License-Identifier: MIT
// Collects the secrets in the options.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/option/options.h"
#include "contract/contract.h"
#include "http/secrets.h"
#include "http/url.h"
#include "plan/credentials.h"
#include "plan/values.h"

namespace avouch {

// Returns NAME:PASSWORD: from --user, else from the target URL's user information (percent-decoded).
std::optional<std::string> user_of(const Options& options, const std::optional<http::Url>& target);

// Returns the secrets with their variables: `user` as AVOUCH_USER, the user of the URL of the first --server
// as AVOUCH_SERVER_1_USER, the bearer token as AVOUCH_TOKEN, those of the second identity as
// AVOUCH_OTHER_USER and AVOUCH_OTHER_TOKEN, headers with secrets as AVOUCH_<NAME>, the proxy's credentials as
// AVOUCH_PROXY_USER, and values that a configuration file takes from the environment as their own variable.
http::Secrets secrets_of(const Options& options, const std::optional<std::string>& user);

// Adds `keys` and those of the second identity, given values for the contract's API keys, and given values
// that have the name of a secret or are web tokens. API keys have the variable of their scheme:
// AVOUCH_API_KEY_<NAME>, however they were given.
http::Secrets secrets_of(const Options& options, const std::optional<std::string>& user,
                         const std::vector<GivenValue>& values, const Contract& contract,
                         const GivenKeys& keys = {}, const std::optional<GivenIdentity>& other = {});

}  // namespace avouch
