// SPDX-License-Identifier: MIT
// Finds the secrets in a URL that the user gives, and shows the URL without them: links to private documents
// carry a token in their query.
//
//   told_url("https://ann:pw@git.example/api.json?private_token=abc")
//       == "https://git.example/api.json?private_token=$AVOUCH_PRIVATE_TOKEN"
//
// A parameter of the query is a secret if its name indicates one (http/secret_field.h). Pure and thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace avouch::http {

struct UrlSecret {
  std::string variable;  // "AVOUCH_PRIVATE_TOKEN"
  std::string value;     // percent-decoded

  bool operator==(const UrlSecret&) const = default;
};

// In the order of the query. User information is not among them.
std::vector<UrlSecret> url_secrets(std::string_view url);

// Returns the URL without user information, and with "$VARIABLE" for each secret. `url` need not be one: what
// may be user information is left out of any text with "://".
std::string told_url(std::string_view url);

}  // namespace avouch::http
