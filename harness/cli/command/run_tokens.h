// SPDX-License-Identifier: MIT
// The tokens that a run gets before its first request: by --login, and by OAuth 2 from the token URLs of the
// contract.
//
//   RunTokens tokens;
//   if (const Result<void> got = tokens.get(options, contract, target, plan_options); !got) …
//   run_transport_options.tokens = &tokens.book();
//
// The book refers to this object, which must outlive the transports of the run.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "cli/option/options.h"
#include "contract/contract.h"
#include "exchange/transport.h"
#include "http/url.h"
#include "plan/planner.h"
#include "run/oauth.h"
#include "run/start.h"
#include "run/token.h"

namespace avouch {

class RunTokens {
 public:
  // Puts the tokens into the keys of `plan`. Errors: an option that does not fit; a token that could not be
  // got, for which is_refused() is true.
  Result<void> get(const Options& options, const Contract& contract, const http::Url& target,
                   PlanOptions& plan);
  bool is_refused() const { return is_refused_; }

  TokenBook& book() { return book_; }
  // The login, if there was one that gave a token: it is judged as a call of its operation.
  const std::vector<EarlierExchange>& logins() const { return logins_; }
  // What the requests for tokens contain and no one may see: variable, value.
  const std::vector<std::pair<std::string, std::string>>& secrets() const { return secrets_; }

 private:
  // `seen`: where to put the last exchange; may be null.
  Result<std::string> got(const Options& options, const TokenRecipe& recipe, Exchange* seen = nullptr);
  Result<void> log_in(const Options& options, const http::Url& target, PlanOptions& plan);
  // The token URL that the metadata of a provider name.
  static Result<std::string> discovered(const Options& options, const std::string& scheme,
                                        const http::Url& url);
  Result<void> authorize(const Options& options, const Contract& contract, const http::Url& target,
                         PlanOptions& plan);

  TokenBook book_;
  std::vector<std::pair<std::string, std::string>> secrets_;
  std::vector<std::unique_ptr<Transport>> transports_;
  std::vector<EarlierExchange> logins_;
  bool is_refused_ = false;
};

}  // namespace avouch
