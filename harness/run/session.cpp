// SPDX-License-Identifier: MIT
#include "run/session.h"

#include <cassert>
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
      plan_(std::move(plan)),
      judging_(std::move(judging)),
      transports_(std::move(transports)),
      options_(std::move(options)),
      answers_(plan_.probes.size()),
      entries_(plan_.clauses.size()),
      judged_(plan_.clauses.size()) {
  assert(transports_.size() == plan_.bases.size());
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
  const BoundClause& bound = contract_.clauses[plan_.clauses[planned].clause];
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
  std::set<std::size_t> needed;
  for (const std::size_t clause : planned) {
    const PlannedClause& wanted = plan_.clauses[clause];
    for (const std::vector<std::size_t>* probes : {&wanted.probes, &wanted.overheard}) {
      for (const std::size_t probe : *probes) {
        if (answers_[probe] == nullptr) needed.insert(probe);
      }
    }
  }
  // Probes are sorted by wave.
  std::vector<std::size_t> wave;
  for (const std::size_t probe : needed) {
    if (!wave.empty() && plan_.probes[wave.front()].wave != plan_.probes[probe].wave) {
      send(wave);
      wave.clear();
    }
    wave.push_back(probe);
  }
  send(wave);
}

void Session::send(const std::vector<std::size_t>& probes) {
  std::vector<Errand> errands;
  for (const std::size_t index : probes) {
    const Probe& probe = plan_.probes[index];
    errands.push_back({transports_[probe.base], request_of(plan_, probe)});
  }
  std::vector<Exchange> exchanges = exchange_all(errands, options_.jobs);
  for (std::size_t i = 0; i < probes.size(); ++i) answers_[probes[i]] = Answer::of(std::move(exchanges[i]));
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
  const PlannedClause& clause = plan_.clauses[planned];
  Entry entry{.clause = this->clause(planned)};
  // The probes that the judge's evidence indices refer to: the clause's own, then those it overhears.
  std::vector<std::size_t> heard = clause.probes;
  heard.insert(heard.end(), clause.overheard.begin(), clause.overheard.end());
  for (const std::size_t probe : heard) {
    if (answers_[probe] != nullptr) continue;
    entry.verdict = {.outcome = Outcome::undecided, .reason = "its requests were not sent: " + unsent_};
    return entry;
  }
  const std::vector<Evidence> evidence =
      evidence_of(contract_, plan_, clause, [&](std::size_t probe) { return answers_[probe]; });
  const BoundClause& bound = contract_.clauses[clause.clause];
  entry.verdict = redacted(judging_(bound, evidence), options_.secrets);
  entry.clause.severity = severity_of(bound, entry.verdict, options_.strict);
  if (!entry.verdict.evidence && clause.probes.empty()) {
    entry.verdict.reason = clause.unplanned;  // no request was planned, and no other request exercised it
    return entry;
  }
  const SentRequest request = sent(heard.at(entry.verdict.evidence.value_or(0)));
  entry.probe = request.probe;
  entry.reproduce = request.reproduce;
  entry.elapsed = request.elapsed;
  return entry;
}

SentRequest Session::sent(std::size_t probe) const {
  const Exchange& exchange = answers_[probe]->exchange();
  // A transport that threw did not report the URL.
  const std::string url =
      exchange.url.empty()
          ? http::serialize(plan_.bases[plan_.probes[probe].base].origin()) + exchange.sent.target
          : exchange.url;
  return {.probe = plan_.probes[probe].id,
          .request = http::told(exchange.sent.method + " " + url, options_.secrets),
          .outcome = options_.secrets.redact(in_words(exchange)),
          .reproduce = http::to_curl(exchange.sent, url, options_.secrets),
          .elapsed = exchange.elapsed};
}

bool Session::is_locked_out() const {
  bool was_refused = false;
  for (std::size_t i = 0; i < answers_.size(); ++i) {
    const Probe& probe = plan_.probes[i];
    const bool is_call = probe.role == Role::documented || probe.role == Role::cross_origin;
    if (!is_call || answers_[i] == nullptr || !contract_.operations[probe.operation].needs_credentials())
      continue;
    const Received* received = answers_[i]->received();
    if (received == nullptr) continue;
    const int status = received->response.status;
    if (status != 401 && status != 403) return false;
    was_refused = true;
  }
  return was_refused;
}

Ledger Session::judge_all(Run facts) {
  const auto clock = std::chrono::steady_clock::now();
  const bool is_timed = facts.elapsed.count() == 0;
  if (facts.started == std::chrono::system_clock::time_point())
    facts.started = std::chrono::system_clock::now();
  if (facts.target.empty() && !plan_.bases.empty()) facts.target = plan_.bases.front().text();
  if (facts.notes.empty()) facts.notes = run_notes(contract_, plan_);
  std::vector<std::size_t> all(plan_.clauses.size());
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
  for (std::size_t probe = 0; probe < answers_.size(); ++probe) {
    if (answers_[probe] == nullptr) continue;
    try {
      ledger.exchanges.push_back(sent(probe));
    } catch (...) {  // a request that cannot be reported must not lose the verdicts
      ledger.exchanges.push_back(
          {.probe = plan_.probes[probe].id, .outcome = options_.secrets.redact(what_was_thrown())});
    }
  }
  return ledger;
}

}  // namespace avouch
