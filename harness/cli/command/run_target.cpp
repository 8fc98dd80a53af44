// SPDX-License-Identifier: MIT
#include "cli/command/run_target.h"

#include <utility>

#include "base/unowned.h"
#include "cli/option/secrets_of.h"
#include "plan/credentials.h"

namespace avouch {

Result<RunTarget> run_target(const Options& options, const Contract& contract) {
  if (!options.target.empty()) {
    const http::Url url = *http::parse_url(options.target);
    return RunTarget{.url = url, .mock = nullptr, .user = user_of(options, url), .name = url.text()};
  }
  MockOptions mock_options;
  if (options.user) mock_options.user = *options.user;
  mock_options.origins = options.origins;
  mock_options.token = kPlaceholderToken;
  mock_options.other = {.user = kOtherPlaceholderUser, .token = kOtherPlaceholderToken};
  mock_options.keeps_state = !options.stateless;
  mock_options.logged = 0;
  Result<std::unique_ptr<MockServer>> mock = MockServer::start(unowned(contract), mock_options);
  if (!mock) return mock.errors();
  const http::Url url = *http::parse_url((*mock)->url());
  std::string user = (*mock)->user();
  return RunTarget{
      .url = url, .mock = *std::move(mock), .user = std::move(user), .name = url.text() + " (bundled mock)"};
}

}  // namespace avouch
