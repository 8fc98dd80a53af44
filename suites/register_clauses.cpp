// SPDX-License-Identifier: MIT
#include "suites/register_clauses.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "base/text.h"
#include "http/url.h"
#include "run/run_transports.h"
#include "suites/suites.h"

namespace avouch {
namespace {

// What the registered tests need until the process ends.
struct ClauseRunOfProcess {
  Cancellation never{false};
  std::unique_ptr<RunTransports> transports;
  std::optional<Session> session;
};

ClauseRunOfProcess& run_of_process() {
  static ClauseRunOfProcess all;
  return all;
}

// Fails a run that selected clauses and exercised none: a green run must have judged something.
class SomethingIsExercised : public testing::Environment {
 public:
  void TearDown() override {
    const std::vector<Entry> entries = run_of_process().session->entries();
    EXPECT_TRUE(entries.empty() || std::any_of(entries.begin(), entries.end(), is_exercised))
        << "no clause of the contract was exercised";
  }
};

}  // namespace

Result<void> register_clauses(const Contract& contract, const std::string& target,
                              ClauseTestOptions options) {
  std::optional<http::Url> url = http::parse_url(target);
  if (!url) {
    return Error{.title = "the target " + in_quotes(target) + " is not an http or https URL",
                 .place = {},
                 .hint = "Give scheme and host, such as http://127.0.0.1:8080."};
  }
  options.run.plan.targets.target = *std::move(url);
  ClauseRunOfProcess& all = run_of_process();
  const Connect connect = [&](const Plan& plan) -> Result<std::vector<Transport*>> {
    Result<std::unique_ptr<RunTransports>> made =
        RunTransports::make(plan.bases, {.transport = options.transport, .cancellation = all.never});
    if (!made) return made.errors();
    all.transports = *std::move(made);
    return all.transports->of_bases();
  };
  Result<Session> session = start_run(contract, std::move(options.run), connect);
  if (!session) return session.errors();
  all.session.emplace(*std::move(session));
  register_suites(*all.session);
  testing::AddGlobalTestEnvironment(new SomethingIsExercised);  // GoogleTest takes ownership
  return {};
}

}  // namespace avouch
