// SPDX-License-Identifier: MIT
#include "run/session.h"

#include <chrono>
#include <new>
#include <numeric>
#include <type_traits>
#include <utility>

#include "base/text.h"
#include "base/thrown.h"
#include "http/curl.h"
#include "plan/evidence.h"
#include "run/notes.h"
#include "run/repeat.h"

namespace avouch {
namespace {

Verdict redacted(Verdict verdict, const http::Secrets& secrets) {
  verdict.reason = secrets.redact(std::move(verdict.reason));
  for (Finding& finding : verdict.findings) {
    finding.where = secrets.redact(std::move(finding.where));
    finding.seen = secrets.redact(std::move(finding.seen));
    finding.expected = secrets.redact(std::move(finding.expected));
  }
  return verdict;
}

std::string in_words(const Exchange& exchange) {
  const Received* received = exchange.received();
  if (received == nullptr) return exchange.failure()->reason;
  const http::Response& response = received->response;
  std::string text = std::to_string(response.status);
  if (!response.reason.empty()) text += " " + shown(response.reason, 40);
  text += ", " + counted(response.body.size(), "byte", "bytes");
  if (const auto type = http::combined(response.fields, "Content-Type")) text += ", " + shown(*type, 60);
  if (received->end.kind != BodyEnd::Kind::complete) text += ", " + received->end.reason;
  return text;
}

// Maximum length of a reason that is written when memory runs out. Each entry reserves that much.
constexpr std::size_t kReasonRoom = 80;

// Precondition: called in a catch block; `entry` has reserved the space.
void leave_undecided(Entry& entry, const http::Secrets& secrets) noexcept {
  try {
    entry.verdict.reason = "not judged: " + secrets.redact(what_was_thrown());
  } catch (const std::bad_alloc&) {
    entry.verdict.reason.assign("not judged: ").append(kOutOfMemory);
  }
}

}  // namespace

Session::Session(const Contract& contract, Plan plan, Judging judging, std::vector<Transport*> transports,
                 SessionOptions options)
    : contract_(contract),
      judging_(std::move(judging)),
      options_(std::move(options)),
      conversation_(contract, std::move(plan), std::move(transports), options_.jobs),
      entries_(this->plan().clauses.size()),
      judged_(this->plan().clauses.size()) {
  if (options_.script) conversation_.follow(options_.script);
  if (options_.settle.count() > 0 && options_.pace != nullptr)
    conversation_.settle_for(options_.settle, *options_.pace);
}

Session::Session(const Contract& contract, Plan plan, const Judge& judge, std::vector<Transport*> transports,
                 SessionOptions options)
    : Session(
          contract, std::move(plan),
          [&judge](const BoundClause& clause, const std::vector<Evidence>& evidence) {
            return judge.judge(clause, evidence);
          },
          std::move(transports), std::move(options)) {}

Clause Session::clause(std::size_t planned) const {
  const BoundClause& bound = contract_.clauses[plan().clauses[planned].clause];
  Clause clause = bound.clause;
  clause.severity = severity_of(bound, options_.strict);
  return clause;
}

void Session::select(const std::vector<std::size_t>& planned) {
  for (const std::size_t clause : planned) enter(clause);
}

void Session::enter(std::size_t planned) {
  if (entries_[planned]) return;
  Entry entry{.clause = clause(planned), .verdict = {.outcome = Outcome::undecided}};
  entry.verdict.reason.reserve(kReasonRoom);
  entry.verdict.reason = "not judged yet";
  entries_[planned] = std::move(entry);
}

void Session::leave_unjudged(const std::string& why) {
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (entries_[i] && !judged_[i]) entries_[i]->verdict.reason = why;
  }
}

void Session::exchange(const std::vector<std::size_t>& planned) {
  try {
    send_for(planned);
  } catch (...) {
    unsent_ = options_.secrets.redact(what_was_thrown());
  }
}

void Session::send_for(const std::vector<std::size_t>& planned) {
  std::vector<std::size_t> needed;
  for (const std::size_t clause : planned) {
    const PlannedClause& wanted = plan().clauses[clause];
    for (const std::vector<std::size_t>* probes : {&wanted.probes, &wanted.overheard})
      needed.insert(needed.end(), probes->begin(), probes->end());
  }
  conversation_.send(needed);
  conversation_.clean_up();
  if (options_.learned) options_.learned(options_.secrets);
}

void Session::clean_up(std::vector<Transport*> transports, std::chrono::steady_clock::time_point until) {
  conversation_.clean_up_with(std::move(transports), until);
}

const Entry& Session::entry(std::size_t planned) {
  enter(planned);
  Entry& entry = *entries_[planned];
  if (judged_[planned]) return entry;
  static_assert(std::is_nothrow_move_assignable_v<Entry>, "a verdict is entered whole or not at all");
  try {
    entry = judged(planned);
  } catch (...) {
    leave_undecided(entry, options_.secrets);
  }
  judged_[planned] = true;
  return entry;
}

Entry Session::judged(std::size_t planned) {
  const PlannedClause& clause = plan().clauses[planned];
  const BoundClause& bound = contract_.clauses[clause.clause];
  Entry entry{.clause = this->clause(planned)};
  // What was sent for the clause, without requests that the run had a reason not to send.
  PlannedClause heard{.clause = clause.clause};
  std::string withheld;
  std::string blocked;
  bool is_unsent = false;
  const auto hear = [&](const std::vector<std::size_t>& probes, std::vector<std::size_t>& sent) {
    for (const std::size_t probe : probes) {
      if (conversation_.answer(probe) != nullptr) {
        sent.push_back(probe);
      } else if (!conversation_.blocked(probe).empty()) {
        is_unsent = true;
        blocked = conversation_.blocked(probe);
      } else if (!conversation_.withheld(probe).empty()) {
        withheld = conversation_.withheld(probe);
      } else if (!conversation_.is_superfluous(probe)) {
        is_unsent = true;
      }
    }
  };
  hear(clause.probes, heard.probes);
  const bool lacks_a_role = !withheld.empty() && traits_of(bound.subject).needs_every_role;
  hear(clause.overheard, heard.overheard);
  if (is_unsent) {
    const std::string why = !unsent_.empty()   ? unsent_
                            : !blocked.empty() ? options_.secrets.redact(blocked)
                                               : conversation_.ended();
    entry.verdict = {.outcome = Outcome::undecided, .reason = "its requests were not sent: " + why};
    return entry;
  }
  if (lacks_a_role) {
    entry.verdict = {.outcome = Outcome::unexercised, .reason = options_.secrets.redact(withheld)};
    return entry;
  }
  const std::vector<Evidence> evidence =
      evidence_of(contract_, plan(), heard, [&](std::size_t probe) { return conversation_.answer(probe); });
  entry.verdict = redacted(judging_(bound, evidence), options_.secrets);
  entry.clause.severity = severity_of(bound, entry.verdict, options_.strict);
  if (!entry.verdict.evidence && heard.probes.empty()) {
    // No request was sent, and no other request exercised it.
    entry.verdict.reason = withheld.empty() ? clause.unplanned : options_.secrets.redact(withheld);
    return entry;
  }
  // A request that could not be planned is the reason, if no other request exercised the clause.
  if (!entry.verdict.evidence && !clause.unplanned.empty()) entry.verdict.reason = clause.unplanned;
  std::vector<std::size_t> probes = heard.probes;
  probes.insert(probes.end(), heard.overheard.begin(), heard.overheard.end());
  const SentRequest request = sent(probes.at(entry.verdict.evidence.value_or(0)));
  entry.probe = request.probe;
  entry.reproduce = request.reproduce;
  entry.elapsed = request.elapsed;
  return entry;
}

SentRequest Session::sent(const std::string& probe, std::size_t base, const Exchange& exchange) const {
  // A transport that threw did not report the URL.
  const std::string url = exchange.url.empty()
                              ? http::serialize(plan().bases[base].origin()) + exchange.sent.target
                              : exchange.url;
  return {.probe = probe,
          .request = http::told(exchange.sent.method + " " + url, options_.secrets),
          .outcome = options_.secrets.redact(in_words(exchange)),
          .reproduce = http::to_curl(exchange.sent, url, options_.secrets),
          .elapsed = exchange.elapsed};
}

SentRequest Session::sent(std::size_t index) const {
  const Probe& probe = plan().probes[index];
  SentRequest request = sent(probe.id, probe.base, conversation_.answer(index)->exchange());
  if (!probe.taken.empty())
    request.reproduce = repeat_script(contract_, conversation_, index, options_.secrets);
  for (const TakenValue& taken : probe.taken)
    request.values.push_back(options_.secrets.redact(taken.name + " ← " + taken.from));
  return request;
}

bool Session::is_locked_out() const {
  bool was_called = false;
  bool was_refused_everywhere = true;
  bool lacked_credentials = false;
  for (std::size_t i = 0; i < plan().probes.size(); ++i) {
    const Probe& probe = plan().probes[i];
    const std::shared_ptr<const Answer> answer = conversation_.answer(i);
    const bool is_call = probe.role == Role::documented || probe.role == Role::cross_origin;
    if (!is_call || answer == nullptr || !contract_.operations[probe.operation].needs_credentials()) continue;
    const Received* received = answer->received();
    if (received == nullptr) continue;
    const int status = received->response.status;
    if (status < 400) return false;
    was_called = true;
    if (status != 401 && status != 403) was_refused_everywhere = false;
    if (!probe.has_credentials && !plan().missing_credentials.empty()) lacked_credentials = true;
  }
  return was_called ? was_refused_everywhere || lacked_credentials : plan().is_barred;
}

Ledger Session::judge_all(Run facts) {
  const auto clock = std::chrono::steady_clock::now();
  const bool is_timed = facts.elapsed.count() == 0;
  if (facts.started == std::chrono::system_clock::time_point())
    facts.started = std::chrono::system_clock::now();
  if (facts.target.empty() && !plan().bases.empty()) facts.target = plan().bases.front().text();
  if (facts.notes.empty()) facts.notes = run_notes(contract_, plan());
  std::vector<std::size_t> all(plan().clauses.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  select(all);
  exchange(all);
  for (const std::size_t planned : all) (void)entry(planned);
  if (is_timed) {
    facts.elapsed =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - clock);
  }
  return close(std::move(facts));
}

std::vector<Entry> Session::entries() const {
  std::vector<Entry> all;
  for (const std::optional<Entry>& entry : entries_) {
    if (entry) all.push_back(*entry);
  }
  return all;
}

Ledger Session::close(Run facts) const {
  Ledger ledger{.run = std::move(facts)};
  ledger.run.locked_out = is_locked_out();
  ledger.run.contract = contract_.file;
  ledger.run.title = contract_.title;
  ledger.run.target = http::told(ledger.run.target, options_.secrets);
  ledger.run.faults = fault_texts(contract_);
  for (std::string& fault : ledger.run.faults) fault = options_.secrets.redact(std::move(fault));
  for (std::string& note : ledger.run.notes) note = options_.secrets.redact(std::move(note));
  ledger.entries = entries();
  const auto report = [&](const std::string& probe, const auto& request) {
    try {
      ledger.exchanges.push_back(request());
    } catch (...) {  // a request that cannot be reported must not lose the verdicts
      ledger.exchanges.push_back({.probe = probe, .outcome = options_.secrets.redact(what_was_thrown())});
    }
  };
  for (std::size_t probe = 0; probe < plan().probes.size(); ++probe) {
    if (conversation_.answer(probe) != nullptr) report(plan().probes[probe].id, [&] { return sent(probe); });
  }
  for (const CleanUp& clean_up : conversation_.clean_ups())
    report(clean_up.probe, [&] { return sent(clean_up.probe, 0, clean_up.answer->exchange()); });
  for (const std::string& left : conversation_.left_behind())
    ledger.run.left_behind.push_back(http::told(left, options_.secrets));
  if (const std::size_t left = ledger.run.left_behind.size(); left > 0) {
    ledger.run.notes.push_back("the run created " + counted(left, "resource", "resources") +
                               " that it could not delete: " + join(ledger.run.left_behind, ", "));
  }
  return ledger;
}

}  // namespace avouch
