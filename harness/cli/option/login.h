// SPDX-License-Identifier: MIT
// --login: the request that gives a token, from the option and the table [login] of the values file.
//
//   [login]
//   body = { email = "me@example.com", password = "${SHOP_PASSWORD}" }
//   token = "$response.body#/data/access_token"
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "cli/option/options.h"
#include "http/url.h"
#include "plan/values.h"
#include "run/token.h"

namespace avouch {

struct Login {
  TokenRecipe recipe;
  std::string scheme;  // the security scheme that the token is for; empty: every bearer scheme
  std::vector<std::pair<std::string, std::string>> secrets;  // variable, value
};

// The variable of a secret with that name: "refresh_token" -> "AVOUCH_LOGIN_REFRESH_TOKEN".
std::string login_variable(const std::string& name);

// Whether an entry of a values file is the table [login], and no value of a parameter with that name.
// `is_asked`: --login is given, so the table is its own, whatever is wrong with it.
bool is_login_table(const GivenValue& value, bool is_asked);

// nullopt without --login. Errors: the values file has no table [login]; it has another form; a variable that
// it names is not set.
Result<std::optional<Login>> login_of(const Options& options, const http::Url& target);

}  // namespace avouch
