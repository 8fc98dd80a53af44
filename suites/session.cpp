// SPDX-License-Identifier: MIT
#include "suites/session.h"

#include <cassert>
#include <utility>

#include "base/text.h"
#include "http/curl.h"
#include "plan/evidence.h"

namespace avouch {
namespace {

bool is_promoted(const BoundClause& bound, const std::set<std::string>& strict) {
  if (const auto* drift = std::get_if<DriftSubject>(&bound.subject)) {
    return strict.contains(drift->aspect == DriftSubject::Aspect::headers ? "headers" : "fields");
  }
  if (const auto* syntax = std::get_if<BodySyntaxSubject>(&bound.subject)) {
    return syntax->aspect == BodySyntaxSubject::Aspect::unique_names && strict.contains("duplicates");
  }
  return false;
}

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

}  // namespace

Session::Session(const Contract& contract, const Plan& plan, Judge& judge, std::vector<Transport*> transports,
                 SessionOptions options)
    : contract_(contract),
      plan_(plan),
      judge_(judge),
      transports_(std::move(transports)),
      options_(std::move(options)),
      exchanges_(plan.probes.size()),
      entries_(plan.clauses.size()) {
  assert(transports_.size() == plan.bases.size());
}

Clause Session::clause(std::size_t planned) const {
  const BoundClause& bound = contract_.clauses[plan_.clauses[planned].clause];
  Clause clause = bound.clause;
  if (is_promoted(bound, options_.strict)) clause.severity = Severity::violation;
  return clause;
}

void Session::exchange(const std::vector<std::size_t>& planned) {
  std::set<std::size_t> needed;
  for (const std::size_t clause : planned) {
    for (const std::size_t probe : plan_.clauses[clause].probes) {
      if (!exchanges_[probe]) needed.insert(probe);
    }
  }
  std::vector<Errand> errands;
  for (const std::size_t index : needed) {
    const Probe& probe = plan_.probes[index];
    errands.push_back({transports_[probe.base], request_of(plan_, probe)});
  }
  std::vector<Exchange> exchanges = exchange_all(errands, options_.jobs);
  auto exchange = exchanges.begin();
  for (const std::size_t probe : needed) exchanges_[probe] = std::move(*exchange++);
}

const Entry& Session::entry(std::size_t planned) {
  if (!entries_[planned]) entries_[planned] = judged(planned);
  return *entries_[planned];
}

Entry Session::judged(std::size_t planned) {
  const PlannedClause& clause = plan_.clauses[planned];
  Entry entry{.clause = this->clause(planned)};
  if (clause.probes.empty()) {
    entry.verdict = {.outcome = Outcome::unexercised, .reason = clause.unplanned};
    return entry;
  }
  std::vector<Evidence> evidence;
  for (const std::size_t probe : clause.probes)
    evidence.push_back(evidence_of(contract_, plan_.probes[probe], &*exchanges_[probe]));
  entry.verdict = redacted(judge_.judge(contract_.clauses[clause.clause], evidence), options_.secrets);
  const std::size_t decisive = clause.probes[entry.verdict.evidence.value_or(0)];
  const SentRequest request = sent(decisive);
  entry.probe = request.probe;
  entry.reproduce = request.reproduce;
  entry.elapsed = request.elapsed;
  return entry;
}

SentRequest Session::sent(std::size_t probe) const {
  const Exchange& exchange = *exchanges_[probe];
  return {.probe = plan_.probes[probe].id,
          .request = http::told(exchange.sent.method + " " + exchange.url, options_.secrets),
          .outcome = options_.secrets.redact(in_words(exchange)),
          .reproduce = http::to_curl(exchange.sent, exchange.url, options_.secrets),
          .elapsed = exchange.elapsed};
}

Ledger Session::close(Run run) const {
  Ledger ledger{.run = std::move(run)};
  ledger.run.contract = contract_.file;
  ledger.run.title = contract_.title;
  ledger.run.target = http::told(ledger.run.target, options_.secrets);
  for (std::string& note : ledger.run.notes) note = options_.secrets.redact(std::move(note));
  for (const std::optional<Entry>& entry : entries_) {
    if (entry) ledger.entries.push_back(*entry);
  }
  for (std::size_t probe = 0; probe < exchanges_.size(); ++probe) {
    if (exchanges_[probe]) ledger.exchanges.push_back(sent(probe));
  }
  return ledger;
}

}  // namespace avouch
