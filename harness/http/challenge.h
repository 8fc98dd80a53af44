// SPDX-License-Identifier: MIT
// Challenges of HTTP authentication (RFC 9110 §11). Linear in the text; pure.
//
//   challenge_schemes("Basic realm=\"a\", charset=\"UTF-8\", Bearer")   // "Basic", "Bearer"
//   challenges_of("Basic realm=\"a\", Digest realm=\"b\", nonce=\"c\"")[1].parameters.at("nonce") == "c"
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace avouch::http {

struct Challenge {
  std::string scheme;                             // lower case
  std::map<std::string, std::string> parameters;  // names in lower case, values without quotes

  bool operator==(const Challenge&) const = default;
};

// 1#challenge: §11.6.1.
bool is_challenge_list(std::string_view value);

// The scheme of each challenge in such a list, as written; nullopt if the value is no such list, or if a
// challenge has a parameter twice (§11.2).
std::optional<std::vector<std::string>> challenge_schemes(std::string_view value);

// Returns the challenges of a WWW-Authenticate field, in order. What is no challenge is left out.
std::vector<Challenge> challenges_of(std::string_view value);

}  // namespace avouch::http
