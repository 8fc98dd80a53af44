// SPDX-License-Identifier: MIT
#include "run/start.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "contract/document/library.h"
#include "contract/written_path.h"
#include "run/unknown_names.h"

namespace avouch {
namespace {

// The hint, with what the loader noted: it may tell why there is nothing to ask, and is no error by itself.
std::string with_notes(const std::string& hint, const Errors& notes) {
  constexpr std::size_t kShown = 3;
  std::vector<std::string> shown;
  for (std::size_t i = 0; i < std::min(notes.size(), kShown); ++i) {
    const std::string place = to_string(notes[i].place);
    shown.push_back(notes[i].title + (place.empty() ? "" : " (" + place + ")"));
  }
  if (notes.size() > kShown) shown.push_back(counted(notes.size() - kShown, "more note", "more notes"));
  return shown.empty() ? hint : hint + " Noted: " + join(shown, "; ") + ".";
}

Result<Plan> plan_of(const Contract& contract, const RunOptions& options) {
  Plan plan = make_plan(contract, options.plan);
  if (!plan.clauses.empty()) return plan;
  if (contract.clauses.empty()) {
    const bool has_operations = !contract.operations.empty();
    Errors errors = {
        {.title = has_operations ? "the contract has no clause"
                                 : "the contract has no operation: there is nothing to ask",
         .place = {.file = contract.file, .pointer = {}},
         .hint = with_notes("It must document an operation with a response whose status is named.",
                            contract.notes)}};
    errors.insert(errors.end(), contract.faults.begin(), contract.faults.end());
    return errors;
  }
  return Error{.title = "no clause is selected",
               .place = {.file = contract.file, .pointer = {}},
               .hint = options.hints.nothing_selected};
}

}  // namespace

Result<Session> start_run(const Contract& contract, RunOptions options, const Connect& connect) {
  Errors errors = unknown_values(options.plan.values, contract, options.hints.unknown_operation);
  const Errors servers = unknown_servers(options.plan.targets.servers, contract, options.hints.no_servers);
  errors.insert(errors.end(), servers.begin(), servers.end());
  if (!errors.empty()) return errors;
  Result<Judge> made = Judge::make(contract, options.judge);
  if (!made) return contract.library ? contract.library->sources_of(made.errors()) : made.errors();
  const auto judge = std::make_shared<const Judge>(*std::move(made));
  Result<Plan> plan = plan_of(contract, options);
  if (!plan) return plan.errors();
  for (EarlierExchange& one : options.earlier) {
    const auto operation =
        std::find_if(contract.operations.begin(), contract.operations.end(), [&](const Operation& known) {
          return known.method == one.exchange.sent.method && written_path(known.path) == one.path;
        });
    if (operation == contract.operations.end()) continue;
    const auto index = static_cast<std::size_t>(operation - contract.operations.begin());
    if (const std::optional<std::size_t> probe = add_earlier(contract, *plan, index, one.exchange.sent))
      options.session.earlier.emplace(*probe, std::move(one.exchange));
  }
  Result<std::vector<Transport*>> transports = connect(*plan);
  if (!transports) return transports.errors();
  return Session(contract, *std::move(plan), judge, *std::move(transports), std::move(options.session));
}

Result<Session> start_run(const Contract& contract, RunOptions options, Transport& transport) {
  return start_run(contract, std::move(options), [&transport](const Plan& plan) {
    return Result<std::vector<Transport*>>(std::vector<Transport*>(plan.bases.size(), &transport));
  });
}

}  // namespace avouch
