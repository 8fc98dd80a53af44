// SPDX-License-Identifier: MIT
// Credentials for an operation's documented security, as fields, query parameters and cookies.
//
//   const Credentials credentials = credentials_for(operation, {.user = "AC1:secret"});
//   add(request, credentials.right);
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "contract/contract.h"
#include "contract/serialization.h"
#include "http/field.h"
#include "http/message.h"

namespace avouch {

// The placeholder for a bearer token or an API key that the user did not give.
inline constexpr const char* kPlaceholderToken = "token";
// The same for a second identity that Avouch's own mock knows, and its user.
inline constexpr const char* kOtherPlaceholderToken = "other-token";
inline constexpr const char* kOtherPlaceholderUser = "other:password";

inline constexpr std::size_t kMostWrongProofs = 4;

// The parts of a request that carry credentials.
struct Proof {
  http::Fields fields;
  NamedTexts query;         // percent-encoded
  NamedTexts cookies;       // percent-encoded
  http::Identity identity;  // what the client adds: a Digest, a certificate

  bool operator==(const Proof&) const = default;
};

// One more request that must be refused.
struct WrongProof {
  std::string scheme;  // whose credentials are wrong; those beside it are right
  Proof proof;
};

struct Credentials {
  Proof right;  // from the user; without those, as the documentation shows them
  Proof wrong;  // of the same form, but wrong
  // Of credentials that are required together, one wrong and the others right; and the documented
  // alternatives, wrong. At most kMostWrongProofs.
  std::vector<WrongProof> further_wrong;
  Proof none;                     // for an anonymous request
  bool given = false;             // the user gave them, or the operation needs none
  bool needed = false;            // the operation refuses anonymous requests
  std::string unsupported;        // why the operation cannot be called with credentials; may be empty
  bool is_faulty = false;         // that is a fault of the contract, which describes no credentials
  std::string no_wrong_one;       // why it cannot be called with wrong credentials; may be empty
  std::vector<std::string> ways;  // how to give those that are missing: "AVOUCH_TOKEN"
};

// What the user gave for security schemes, apart from the headers and the user.
struct GivenKeys {
  std::optional<std::string> token;              // for bearer schemes that have none of their own
  std::map<std::string, std::string> by_scheme;  // API keys and tokens, by the names of their schemes
  bool has_certificate = false;                  // the client presents a certificate
  bool is_without_tls = false;                   // the target is asked without TLS, so it sees no certificate
  bool is_only_planned = false;                  // nothing is sent: placeholders stand for everything
  bool accepts_stand_ins = false;                // the target is Avouch's own mock: see kStandInField
  bool is_proof = false;  // so does a scheme that the contract does not define: only the judge is on trial
  std::string placeholder = kPlaceholderToken;  // for a token or a key that is not given
};

// Credentials of one more identity.
struct GivenIdentity {
  std::optional<std::string> user;  // NAME:PASSWORD
  GivenKeys keys;
};

// The second identity that Avouch's own mock knows.
GivenIdentity other_of_mock();

// The user's inputs.
struct GivenCredentials {
  std::optional<std::string> user;  // NAME:PASSWORD
  http::Fields headers;             // may include credentials
  // Returns the value of a variable: an API key in the query or in a cookie. May be empty.
  std::function<std::optional<std::string>(const std::string& name)> variable;
  GivenKeys keys;
};

// Chooses among the documented alternatives: the first for which everything is given, else the one that
// `user` fits, else the first that a placeholder can stand for, else the first.
Credentials credentials_for(const Operation& operation, const GivenCredentials& given);

// Returns whether a field with that name carries the operation's credentials.
bool carries_credentials(const Operation& operation, const std::string& field_name);

}  // namespace avouch
