// SPDX-License-Identifier: MIT
#include "library/checker.h"

#include <optional>
#include <utility>

#include "base/text.h"
#include "contract/documented_status.h"

namespace avouch {
namespace {

std::optional<std::size_t> find_operation(const Contract& contract, std::string_view name) {
  for (std::size_t i = 0; i < contract.operations.size(); ++i) {
    const Operation& operation = contract.operations[i];
    if (operation.id == name || operation.method + " " + operation.path == name) return i;
  }
  return std::nullopt;
}

Error unknown_operation(const Contract& contract, std::string_view name) {
  std::vector<std::string> ids;
  for (const Operation& operation : contract.operations) ids.push_back(operation.id);
  const auto meant = nearest(name, ids);
  return {.title = "the contract has no operation " + in_quotes(name),
          .place = {.file = contract.file},
          .hint = meant ? "Did you mean " + *meant + "?"
                        : "Name it by its operationId, or by method and path: GET /books/{id}."};
}

// The contract of one operation, with the clauses that one response exercises by itself.
Contract contract_of(const Contract& whole, std::size_t operation) {
  Contract one{.file = whole.file, .title = whole.title, .servers = whole.servers};
  one.operations = {whole.operations[operation]};
  one.dialect = whole.dialect;
  one.library = whole.library;
  for (const BoundClause& bound : whole.clauses) {
    if (bound.operation != operation || traits_of(bound.subject).scope == SubjectTraits::Scope::exchanges)
      continue;
    one.clauses.push_back(bound);
    one.clauses.back().operation = 0;
  }
  return one;
}

void add_line(std::string& text, const std::string& line) {
  text += (text.empty() ? "" : "\n") + printable(line);
}

void add_entry(std::string& text, const Entry& entry) {
  std::string line = entry.clause->coordinate + " " + std::string(to_string(entry.verdict.outcome));
  if (!entry.verdict.reason.empty()) line += ": " + entry.verdict.reason;
  add_line(text, line);
  for (const Finding& finding : entry.verdict.findings)
    add_line(text, "  " + finding.where + " is " + std::string(value_seen(finding)) +
                       "; expected: " + finding.expected);
  if (!entry.clause->place->file.empty()) add_line(text, "  at " + to_string(entry.clause->place));
  if (!entry.clause->documentation.empty()) add_line(text, "  documented in: " + entry.clause->documentation);
}

}  // namespace

bool ResponseCheck::conforms() const {
  return undocumented.empty() && violated.empty() && undecided.empty() && holds > 0;
}

std::string to_string(const ResponseCheck& check) {
  std::string text;
  if (check.conforms()) return text;
  if (!check.undocumented.empty()) add_line(text, check.undocumented);
  for (const Entry& entry : check.violated) add_entry(text, entry);
  for (const Entry& entry : check.undecided) add_entry(text, entry);
  if (text.empty()) add_line(text, "the response exercised no clause of " + check.operation);
  return text;
}

// The judge refers to the contract, so both stay where they are.
struct ResponseChecker::State {
  explicit State(Contract restricted) : contract(std::move(restricted)) {}

  Contract contract;
  std::optional<Judge> judge;
};

ResponseChecker::ResponseChecker(std::unique_ptr<const State> state) : state_(std::move(state)) {}
ResponseChecker::ResponseChecker(ResponseChecker&&) noexcept = default;
ResponseChecker& ResponseChecker::operator=(ResponseChecker&&) noexcept = default;
ResponseChecker::~ResponseChecker() = default;

Result<ResponseChecker> ResponseChecker::make(const Contract& contract, std::string_view operation,
                                              const JudgeOptions& options) {
  const std::optional<std::size_t> found = find_operation(contract, operation);
  if (!found) return unknown_operation(contract, operation);
  auto state = std::make_unique<State>(contract_of(contract, *found));
  Result<Judge> judge = Judge::make(state->contract, options);
  if (!judge) return judge.errors();
  state->judge = *std::move(judge);
  return ResponseChecker(std::move(state));
}

ResponseCheck ResponseChecker::check(http::Response response) const {
  const Operation& operation = state_->contract.operations.front();
  ResponseCheck check{.operation = operation.id};
  const int status = response.status;
  if (!response_for(operation, status)) {
    check.undocumented = "status " + std::to_string(status) + " is not documented for " + operation.id;
    if (operation.unread_statuses != nullptr)
      check.undocumented += ", and the contract has a fault that may hide it";
  }
  // As overheard: only the clauses of the documented response with this status are about it.
  const Evidence evidence{
      .overheard = true,
      .answer = Answer::of({.url = {},
                            .sent = {.method = operation.method},
                            .outcome = Received{.response = std::move(response), .end = {}}})};
  for (const BoundClause& bound : state_->contract.clauses) {
    Entry entry{.clause = bound.clause, .verdict = {}};
    if (bound.fault != nullptr) {
      entry.verdict.reason = "contract: " + bound.fault->title;
    } else {
      entry.verdict = state_->judge->judge(bound, {evidence});
    }
    switch (entry.verdict.outcome) {
      case Outcome::holds:
        ++check.holds;
        break;
      case Outcome::violated: {
        const bool is_warning =
            bound.clause->severity == Severity::warning || entry.verdict.severity == Severity::warning;
        (is_warning ? check.warnings : check.violated).push_back(std::move(entry));
        break;
      }
      case Outcome::undecided:
        check.undecided.push_back(std::move(entry));
        break;
      case Outcome::unexercised:
        check.unexercised.push_back(std::move(entry));
        break;
    }
  }
  return check;
}

}  // namespace avouch
