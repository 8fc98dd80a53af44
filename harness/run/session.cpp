// SPDX-License-Identifier: MIT
#include "run/session.h"

#include <algorithm>
#include <chrono>
#include <new>
#include <numeric>
#include <set>
#include <type_traits>
#include <utility>

#include "base/text.h"
#include "base/thrown.h"
#include "base/unowned.h"
#include "http/curl.h"
#include "plan/evidence.h"
#include "run/messages.h"
#include "run/notes.h"

namespace avouch {
namespace {

Verdict redacted(Verdict verdict, const http::Secrets& secrets) {
  verdict.reason = secrets.redact(std::move(verdict.reason));
  for (Finding& finding : verdict.findings) {
    finding.where = secrets.redact(std::move(finding.where));
    finding.seen = secrets.redact(std::move(finding.seen));
    finding.expected = secrets.redact(std::move(finding.expected));
    for (std::string* text : {&finding.excerpt.before, &finding.excerpt.marked, &finding.excerpt.after})
      *text = secrets.redact(std::move(*text));
  }
  return verdict;
}

SharedValue<Clause> with_severity(SharedValue<Clause> clause, Severity severity) {
  if (clause->severity != severity) clause.own().severity = severity;
  return clause;
}

std::string in_words(const Answer& answer) {
  const Received* received = answer.received();
  if (received == nullptr) return answer.failure()->reason;
  const http::Response& response = received->response;
  std::string text = std::to_string(response.status);
  if (!response.reason.empty()) text += " " + shown(response.reason, 40);
  text += ", " + counted(answer.body_size(), "byte", "bytes");
  if (const auto type = http::combined(response.fields, "Content-Type")) text += ", " + shown(*type, 60);
  if (received->end.kind != BodyEnd::Kind::complete) text += ", " + received->end.reason;
  return text;
}

// Whether a person needs the head of the response to see what the clause is about.
bool is_about_the_head(const BoundClause& bound) {
  switch (bound.clause->kind) {
    case ClauseKind::status:
    case ClauseKind::media_type:
    case ClauseKind::header:
    case ClauseKind::cors:
    case ClauseKind::security:
    case ClauseKind::state:
    case ClauseKind::workflow:
      return true;
    case ClauseKind::drift: {
      const auto* drift = std::get_if<DriftSubject>(&bound.subject);
      return drift != nullptr && (drift->aspect == DriftSubject::Aspect::headers ||
                                  drift->aspect == DriftSubject::Aspect::content);
    }
    case ClauseKind::body_syntax:
    case ClauseKind::body_schema:
      break;
  }
  return false;
}

// Options of curl that show what decided the clause, and end a stream as Avouch ended it.
std::string options_for(const BoundClause& bound, const Answer& answer) {
  const http::Request& sent = answer.exchange().sent;
  const bool has_head = sent.method == "HEAD" && sent.body.empty();  // curl -I prints it
  std::string options = is_about_the_head(bound) && !has_head ? "-i" : "";
  const Received* received = answer.received();
  if (received != nullptr && received->end.is_enough) options += options.empty() ? "-m 5" : " -m 5";
  return options;
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
      transports_(std::move(transports)),
      conversation_(contract, std::move(plan), transports_, options_.jobs, options_.deadline),
      entries_(this->plan().clauses.size()),
      entered_(this->plan().clauses.size()),
      judged_(this->plan().clauses.size()),
      content_clauses_(this->plan().probes.size()),
      all_content_clauses_(this->plan().probes.size()),
      beginnings_(this->plan().probes.size()),
      pieces_(this->plan().probes.size(), Pieces(*reasons_)),
      open_(this->plan().clauses.size()),
      joined_(this->plan().clauses.size()) {
  // The contents that are kept for reports have a limit together, too.
  constexpr std::size_t kShownTogether = std::size_t{32} << 20U;
  options_.shown_content =
      std::min(options_.shown_content, kShownTogether / std::max<std::size_t>(beginnings_.size(), 1));
  if (options_.rounds) options_.rounds->shown_content = options_.shown_content;
  for (auto& [probe, exchange] : std::exchange(options_.earlier, {}))
    conversation_.hear(probe, std::move(exchange));
  if (options_.script) conversation_.follow(options_.script);
  if (options_.settle.count() > 0 && options_.pace != nullptr)
    conversation_.settle_for(options_.settle, *options_.pace);
}

Session::Session(const Contract& contract, Plan plan, const Judge& judge, std::vector<Transport*> transports,
                 SessionOptions options)
    : Session(contract, std::move(plan), unowned(judge), std::move(transports), std::move(options)) {}

Session::Session(const Contract& contract, Plan plan, std::shared_ptr<const Judge> judge,
                 std::vector<Transport*> transports, SessionOptions options)
    : Session(
          contract, std::move(plan),
          [judge](const BoundClause& clause, const std::vector<Evidence>& evidence) {
            return judge->judge(clause, evidence);
          },
          std::move(transports), std::move(options)) {
  if (options_.script) return;  // its requests are not known yet: it is judged as a whole, at the end
  judge_ = std::move(judge);
  for (const PlannedClause& clause : this->plan().clauses) {
    if (!traits_of(contract.clauses[clause.clause].subject).is_of_content) continue;
    for (const std::vector<std::size_t>* probes : {&clause.probes, &clause.overheard}) {
      for (const std::size_t probe : *probes) ++all_content_clauses_[probe];
    }
  }
}

SharedValue<Clause> Session::clause(std::size_t planned) const {
  const BoundClause& bound = contract_.clauses[plan().clauses[planned].clause];
  return with_severity(bound.clause, severity_of(bound, options_.strict));
}

void Session::select(const std::vector<std::size_t>& planned) {
  for (const std::size_t clause : planned) enter(clause);
}

void Session::enter(std::size_t planned) {
  if (entered_[planned]) return;
  Entry entry{.clause = clause(planned), .verdict = {.outcome = Outcome::undecided}};
  entry.verdict.reason.reserve(kReasonRoom);
  entry.verdict.reason = "not judged yet";
  entry.position = planned;
  entries_[planned] = std::move(entry);
  entered_[planned] = true;
}

void Session::leave_unjudged(const std::string& why) {
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (entered_[i] && !judged_[i]) entries_[i].verdict.reason = why;
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
  std::vector<bool> is_needed(plan().probes.size());
  for (const std::size_t clause : planned) {
    const PlannedClause& wanted = plan().clauses[clause];
    for (const std::vector<std::size_t>* probes : {&wanted.probes, &wanted.overheard}) {
      for (const std::size_t probe : *probes) is_needed[probe] = true;
    }
  }
  std::vector<std::size_t> needed;
  for (std::size_t probe = 0; probe < is_needed.size(); ++probe) {
    if (is_needed[probe]) needed.push_back(probe);
  }
  if (judge_ == nullptr) {
    conversation_.send(needed);
  } else {
    for (const std::size_t clause : planned) await(clause);
    conversation_.send(needed,
                       {.arrived =
                            [this](std::size_t probe, const std::shared_ptr<const Answer>& answer) {
                              return judge_arrived(probe, answer);
                            },
                        .settled = [this](const std::vector<std::size_t>& probes) { join_settled(probes); }});
    join_the_rest();
  }
  conversation_.clean_up();
  if (options_.rounds && !rounds_ && !options_.script && conversation_.ended().empty()) repeat(planned);
  if (options_.learned) options_.learned(options_.secrets);
}

void Session::clean_up(std::vector<Transport*> transports, std::chrono::steady_clock::time_point until) {
  conversation_.clean_up_with(std::move(transports), until);
}

const Entry& Session::entry(std::size_t planned) {
  enter(planned);
  Entry& entry = entries_[planned];
  if (judged_[planned]) return entry;
  static_assert(std::is_nothrow_move_assignable_v<Entry>, "a verdict is entered whole or not at all");
  try {
    Entry made = judged(planned);
    add_rounds(planned, made);
    if (options_.known && made.verdict.outcome == Outcome::violated) made.waived = options_.known(made);
    made.position = planned;
    entry = std::move(made);
  } catch (...) {
    leave_undecided(entry, options_.secrets);
  }
  judged_[planned] = true;
  return entry;
}

// Makes the clause wait for its responses.
void Session::await(std::size_t planned) {
  const PlannedClause& clause = plan().clauses[planned];
  if (judged_[planned] || joined_[planned] || open_[planned] > 0) return;
  if (!traits_of(contract_.clauses[clause.clause].subject).is_of_content) return;
  for (const std::vector<std::size_t>* probes : {&clause.probes, &clause.overheard}) {
    for (const std::size_t probe : *probes) {
      if (conversation_.answer(probe) != nullptr) continue;
      ++open_[planned];
      std::vector<std::uint32_t>& waiting = content_clauses_[probe];
      if (waiting.empty()) waiting.reserve(all_content_clauses_[probe]);
      waiting.push_back(static_cast<std::uint32_t>(planned));
    }
  }
}

void Session::keep_beginning(std::size_t probe, const Answer& answer) {
  const Received* received = answer.received();
  // One byte more, which shows whether a code point ends there.
  if (received != nullptr) beginnings_[probe] = received->response.body.substr(0, options_.shown_content + 1);
}

std::optional<std::size_t> Session::judge_arrived(std::size_t probe,
                                                  const std::shared_ptr<const Answer>& answer) {
  try {
    if (options_.shown_content > 0) keep_beginning(probe, *answer);
    std::vector<Evidence> alone = {evidence_of(contract_, plan().probes[probe], answer)};
    Pieces pieces(*reasons_);
    pieces.reserve(content_clauses_[probe].size());
    std::sort(content_clauses_[probe].begin(), content_clauses_[probe].end());
    for (const std::size_t planned : content_clauses_[probe]) {
      const PlannedClause& clause = plan().clauses[planned];
      alone.front().overheard =
          std::find(clause.probes.begin(), clause.probes.end(), probe) == clause.probes.end();
      pieces.add(planned, judge_->judge_one(contract_.clauses[clause.clause], alone, 0));
    }
    pieces_[probe] = std::move(pieces);
    if (content_clauses_[probe].size() != all_content_clauses_[probe]) return std::nullopt;
    return beginnings_[probe].capacity();
  } catch (...) {  // out of memory, for example: its clauses are judged again later, and say so then
    return std::nullopt;
  }
}

void Session::join_settled(const std::vector<std::size_t>& probes) {
  for (const std::size_t probe : probes) {
    for (const std::size_t planned : content_clauses_[probe]) {
      if (open_[planned] > 0 && --open_[planned] == 0) join_one(planned);
    }
    content_clauses_[probe] = {};
  }
  for (const std::size_t probe : probes) {
    pieces_[probe].drop([&](std::size_t planned) { return joined_[planned].has_value(); });
  }
}

void Session::join_one(std::size_t planned) {
  const Heard all = heard(planned);
  if (!all.is_unsent && !all.lacks_a_role) joined_[planned] = verdict(planned, all);
}

void Session::join_the_rest() {
  for (std::size_t planned = 0; planned < open_.size(); ++planned) {
    if (std::exchange(open_[planned], 0) == 0 || judged_[planned]) continue;
    try {
      join_one(planned);
    } catch (...) {  // out of memory, for example: it is judged again later, and says so then
      joined_[planned] = {};
    }
  }
  for (std::vector<std::uint32_t>& waiting : content_clauses_) waiting = {};
  for (Pieces& pieces : pieces_)
    pieces.drop([&](std::size_t planned) { return joined_[planned].has_value() || judged_[planned]; });
}

Verdict Session::verdict(std::size_t planned, const Heard& heard) {
  if (joined_[planned]) return *std::exchange(joined_[planned], {});
  const BoundClause& bound = contract_.clauses[heard.clause.clause];
  const std::vector<Evidence> evidence = evidence_of(
      contract_, plan(), heard.clause, [&](std::size_t probe) { return conversation_.answer(probe); });
  if (judge_ == nullptr || !traits_of(bound.subject).is_of_content) return judging_(bound, evidence);
  std::vector<std::size_t> probes = heard.clause.probes;
  probes.insert(probes.end(), heard.clause.overheard.begin(), heard.clause.overheard.end());
  std::vector<std::optional<Verdict>> each;
  for (std::size_t i = 0; i < probes.size(); ++i) {
    std::optional<std::optional<Verdict>> piece = pieces_[probes[i]].find(planned);
    each.push_back(piece ? *std::move(piece) : judge_->judge_one(bound, evidence, i));
  }
  return Judge::join(bound, evidence, each);
}

Session::Heard Session::heard(std::size_t planned) const {
  const PlannedClause& clause = plan().clauses[planned];
  Heard all{.clause = {.clause = clause.clause}};
  const BoundClause& bound = contract_.clauses[clause.clause];
  // An action that was not sent changed nothing that the clause is about.
  const auto is_aside = [&](const Probe& probe) {
    return probe.is_action && probe.operation != bound.operation &&
           std::holds_alternative<StateSubject>(bound.subject);
  };
  const auto hear = [&](const std::vector<std::size_t>& probes, std::vector<std::size_t>& sent) {
    for (const std::size_t probe : probes) {
      if (conversation_.answer(probe) == nullptr && is_aside(plan().probes[probe])) continue;
      if (conversation_.answer(probe) != nullptr) {
        sent.push_back(probe);
      } else if (!conversation_.blocked(probe).empty()) {
        all.is_unsent = true;
        all.blocked = conversation_.blocked(probe);
      } else if (!conversation_.withheld(probe).empty()) {
        all.withheld = conversation_.withheld(probe);
      } else if (!conversation_.is_superfluous(probe)) {
        all.is_unsent = true;
      }
    }
  };
  hear(clause.probes, all.clause.probes);
  all.lacks_a_role =
      !all.withheld.empty() && traits_of(contract_.clauses[clause.clause].subject).needs_every_role;
  hear(clause.overheard, all.clause.overheard);
  return all;
}

// Whether the responses that came violate the clause by themselves, so that those to requests that were not
// sent could not change that.
bool Session::is_violated_already(std::size_t planned, const Heard& heard) {
  const BoundClause& bound = contract_.clauses[heard.clause.clause];
  const bool is_of_one = traits_of(bound.subject).scope != SubjectTraits::Scope::exchanges;
  const bool came = !heard.clause.probes.empty() || !heard.clause.overheard.empty();
  return is_of_one && came && verdict(planned, heard).outcome == Outcome::violated;
}

Entry Session::judged(std::size_t planned) {
  const PlannedClause& clause = plan().clauses[planned];
  const BoundClause& bound = contract_.clauses[clause.clause];
  Entry entry{.clause = this->clause(planned)};
  const Heard all = heard(planned);
  if (all.is_unsent && !is_violated_already(planned, all)) {
    const std::string why = !unsent_.empty()       ? unsent_
                            : !all.blocked.empty() ? options_.secrets.redact(all.blocked)
                                                   : conversation_.ended();
    entry.verdict = {.outcome = Outcome::undecided, .reason = "its requests were not sent: " + why};
    return entry;
  }
  if (all.lacks_a_role) {
    entry.verdict = {.outcome = Outcome::unexercised, .reason = options_.secrets.redact(all.withheld)};
    return entry;
  }
  entry.verdict = redacted(verdict(planned, all), options_.secrets);
  entry.clause = with_severity(std::move(entry.clause), severity_of(bound, entry.verdict, options_.strict));
  const PlannedClause& heard = all.clause;
  const std::string& withheld = all.withheld;
  if (!entry.verdict.evidence && heard.probes.empty()) {
    // No request was sent, and no other request exercised it.
    entry.verdict.reason = withheld.empty() ? clause.unplanned.text() : options_.secrets.redact(withheld);
    return entry;
  }
  // A request that could not be planned is the reason, if no other request exercised the clause.
  if (!entry.verdict.evidence && !clause.unplanned.empty()) entry.verdict.reason = clause.unplanned;
  std::vector<std::size_t> probes = heard.probes;
  probes.insert(probes.end(), heard.overheard.begin(), heard.overheard.end());
  const std::size_t probe = probes.at(entry.verdict.evidence.value_or(0));
  const auto told = told_.find(probe);
  const SentRequest& request =
      told != told_.end() ? told->second : told_.emplace(probe, sent(probe)).first->second;
  entry.probe = request.probe;
  const auto note_chain = [&](const std::vector<std::size_t>& before) {
    const Outcome outcome = entry.verdict.outcome;
    if (outcome == Outcome::holds || outcome == Outcome::unexercised) return;
    for (const std::size_t one : sent_before(conversation_, probe, before))
      entry.chain.push_back(plan().probes[one].id);
  };
  const bool shows_a_refused_write =
      std::holds_alternative<SecuritySubject>(bound.subject) && plan().probes[probe].role == Role::read_back;
  if (std::holds_alternative<StateSubject>(bound.subject) || shows_a_refused_write) {
    // What the resource shows depends on what was done to it before.
    const auto deciding = std::find(probes.begin(), probes.end(), probe);
    const std::vector<std::size_t> before(probes.begin(), deciding);
    entry.reproduce = script(probe, before);
    entry.elapsed = request.elapsed;
    note_chain(before);
    return entry;
  }
  note_chain({});
  entry.reproduce = command_for(bound, probe, request, *conversation_.answer(probe));
  entry.elapsed = request.elapsed;
  return entry;
}

std::string Session::script(std::size_t probe, const std::vector<std::size_t>& before) const {
  return repeats_.script({contract_, conversation_, options_.secrets}, probe, before);
}

SharedText Session::command_for(const BoundClause& bound, std::size_t probe, const SentRequest& request,
                                const Answer& answer) {
  if (!plan().probes[probe].taken.empty()) return request.reproduce;  // it prints the head already
  const std::string options = options_for(bound, answer);
  if (options.empty()) return request.reproduce;
  SharedText& command = commands_[{request.probe, options}];
  if (command.empty()) command = http::with_options(request.reproduce.text(), options);
  return command;
}

void Session::repeat(const std::vector<std::size_t>& planned) {
  const AnswerOf answer_of = [this](std::size_t probe) { return conversation_.answer(probe); };
  std::vector<Transport*> own;
  if (options_.rounds->connect) own = options_.rounds->connect(plan());
  rounds_ = repeat_rounds({.contract = contract_,
                           .plan = plan(),
                           .judging = judging_,
                           .transports = own.empty() ? transports_ : own,
                           .answer_of = answer_of},
                          planned, *options_.rounds);
}

// The entry is about an exchange of a round from then on, and reports show that one: the run's own exchange
// of the same probe may have got another response.
void Session::take(const RoundsExample& example, const BoundClause& bound, Entry& entry) {
  const RoundExchange& exchange = *example.exchange;
  const SentRequest request = sent(exchange);
  entry.verdict = redacted(example.verdict, options_.secrets);
  entry.clause = with_severity(std::move(entry.clause), severity_of(bound, entry.verdict, options_.strict));
  entry.probe = request.probe;
  entry.reproduce = command_for(bound, exchange.probe, request, *exchange.head);
  entry.elapsed = request.elapsed;
  entry.chain.clear();
  if (entry.verdict.outcome != Outcome::holds) {
    for (const std::size_t one : sent_before(conversation_, exchange.probe))
      entry.chain.push_back(plan().probes[one].id);
  }
  told_rounds_.try_emplace({exchange.probe, exchange.round}, example.exchange);
}

// The verdict of the run and those of its rounds are combined like those of several exchanges: a violation
// outweighs everything, and what could not be judged outweighs what holds.
void Session::add_rounds(std::size_t planned, Entry& entry) {
  if (!rounds_) return;
  const auto found = rounds_->clauses.find(planned);
  if (found == rounds_->clauses.end()) return;
  const ClauseRounds& rounds = found->second;
  const BoundClause& bound = contract_.clauses[plan().clauses[planned].clause];
  const bool is_violated = entry.verdict.outcome == Outcome::violated;
  const bool is_graver =
      is_violated && entry.clause->severity == Severity::warning && rounds.violation &&
      severity_of(bound, rounds.violation->verdict, options_.strict) == Severity::violation;
  const std::size_t instances = entry.verdict.instances;
  const std::size_t failures = entry.verdict.failures;
  if (rounds.violation && (!is_violated || is_graver))
    take(*rounds.violation, bound, entry);
  else if (rounds.unknown && !is_violated && entry.verdict.outcome != Outcome::undecided)
    take(*rounds.unknown, bound, entry);
  else if (rounds.holding && entry.verdict.outcome == Outcome::unexercised)
    take(*rounds.holding, bound, entry);
  entry.verdict.instances = instances + rounds.instances;
  entry.verdict.failures = failures + rounds.failures;
  entry.rounds = rounds.tally;
  const auto told = [&](const char* what, std::uint64_t times) {
    if (times == 0) return;
    entry.verdict.reason += (entry.verdict.reason.empty() ? "" : "; ") + std::string(what) + " in " +
                            std::to_string(times) + " of " + counted(rounds.tally.judged, "round", "rounds");
  };
  told("violated", rounds.tally.violated);
  if (rounds.tally.first_violation > 1)
    entry.verdict.reason += ", first in round " + std::to_string(rounds.tally.first_violation);
  if (entry.verdict.outcome == Outcome::undecided) told("undecided", rounds.tally.undecided);
}

// Requests without a response that no undecided clause was made for, so that no verdict tells of them: other
// responses violate their clauses.
std::vector<std::string> Session::unanswered_notes() const {
  constexpr std::size_t kMostNamed = 3;
  std::set<std::size_t> told;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (!entered_[i]) continue;
    const Entry& entry = entries_[i];
    const std::vector<std::size_t>& probes = plan().clauses[i].probes;
    if (entry.verdict.outcome == Outcome::undecided) told.insert(probes.begin(), probes.end());
    for (const std::size_t probe : probes) {
      if (plan().probes[probe].id == entry.probe) told.insert(probe);
    }
  }
  std::vector<std::string> named;
  std::size_t count = 0;
  for (std::size_t i = 0; i < plan().probes.size(); ++i) {
    const std::shared_ptr<const Answer> answer = conversation_.answer(i);
    if (answer == nullptr || answer->failure() == nullptr || told.contains(i)) continue;
    ++count;
    if (named.size() < kMostNamed)
      named.push_back(printable(plan().probes[i].id) + " (" + answer->failure()->reason + ")");
  }
  if (count == 0) return {};
  std::string note = counted(count, "request", "requests") + " got no response: " + join(named, ", ");
  if (count > named.size()) note += " and " + std::to_string(count - named.size()) + " more";
  return {std::move(note)};
}

SentRequest Session::sent(const std::string& name, std::size_t base, const Answer& answer,
                          std::string command) const {
  const Exchange& exchange = answer.exchange();
  // A transport that threw did not report the URL.
  const std::string url = exchange.url.empty()
                              ? http::serialize(plan().bases[base].origin()) + exchange.sent.target
                              : exchange.url;
  return {
      .probe = name,
      .request = http::told(exchange.sent.method + " " + url, options_.secrets),
      .outcome = options_.secrets.redact(in_words(answer)),
      .reproduce = command.empty() ? http::to_curl(exchange.sent, url, options_.secrets) : std::move(command),
      .elapsed = exchange.elapsed,
      .was_sent = answer.failure() == nullptr || !answer.failure()->was_given_up};
}

SentRequest Session::sent_for(std::size_t index, const std::string& name, const Answer& answer) const {
  const Probe& probe = plan().probes[index];
  SentRequest request = sent(name, probe.base, answer, probe.taken.empty() ? std::string() : script(index));
  for (const TakenValue& taken : probe.taken)
    request.values.push_back(options_.secrets.redact(taken.name + " ← " + taken.from));
  return request;
}

SentRequest Session::sent(std::size_t index) const {
  return sent_for(index, plan().probes[index].id, *conversation_.answer(index));
}

SentRequest Session::sent(const RoundExchange& exchange) const {
  const std::string name = plan().probes[exchange.probe].id + "/round-" + std::to_string(exchange.round);
  SentRequest request = sent_for(exchange.probe, name, *exchange.head);
  request.round = exchange.round;
  return request;
}

Admission Session::admission() const {
  bool was_called = false;
  bool was_refused_everywhere = true;
  bool lacked_credentials = false;
  for (std::size_t i = 0; i < plan().probes.size(); ++i) {
    const Probe& probe = plan().probes[i];
    const std::shared_ptr<const Answer> answer = conversation_.answer(i);
    const bool is_call = probe.role == Role::documented || probe.role == Role::cross_origin;
    if (!is_call || probe.is_preferred || probe.is_earlier || answer == nullptr ||
        !contract_.operations[probe.operation].needs_credentials())
      continue;
    const Received* received = answer->received();
    if (received == nullptr) continue;
    const int status = received->response.status;
    if (status < 400) return Admission::granted;
    was_called = true;
    if (status != 401 && status != 403) was_refused_everywhere = false;
    if (!probe.has_credentials && !plan().missing_credentials.empty()) lacked_credentials = true;
  }
  if (!was_called) return plan().is_barred ? Admission::refused : Admission::not_asked;
  return was_refused_everywhere || lacked_credentials ? Admission::refused : Admission::granted;
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
  for (const Entry* entry : entry_list()) all.push_back(*entry);
  return all;
}

std::vector<const Entry*> Session::entry_list() const {
  std::vector<const Entry*> all;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (entered_[i]) all.push_back(&entries_[i]);
  }
  return all;
}

Ledger Session::close(Run facts) const& {
  Ledger ledger = closed(std::move(facts), {.told = [this](std::size_t probe) {
                           const auto told = told_.find(probe);
                           return told != told_.end() ? told->second : sent(probe);
                         }});
  ledger.entries = entries();
  return ledger;
}

Ledger Session::close(Run facts) && {
  Ledger ledger =
      closed(std::move(facts), {.told =
                                    [this](std::size_t probe) {
                                      auto told = told_.extract(probe);
                                      return told.empty() ? sent(probe) : std::move(told.mapped());
                                    },
                                .done =
                                    [this](std::size_t probe) {
                                      conversation_.forget(probe);
                                      if (probe < beginnings_.size()) beginnings_[probe] = std::string();
                                    }});
  std::size_t kept = 0;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (!entered_[i]) continue;
    if (kept != i) entries_[kept] = std::move(entries_[i]);
    ++kept;
  }
  entries_.resize(kept);
  ledger.entries = std::move(entries_);
  return ledger;
}

void Session::show_messages(SentRequest& request, const Answer& answer, const std::string& beginning) const {
  if (options_.shown_content > 0)
    request.messages = messages_of(answer, beginning, options_.shown_content, options_.secrets);
}

Ledger Session::closed(Run facts, const Closing& closing) const {
  Ledger ledger{.run = std::move(facts)};
  ledger.run.admission = admission();
  ledger.run.contract = contract_.file;
  ledger.run.title = contract_.title;
  ledger.run.api_version = contract_.version;
  ledger.run.documents_digest = contract_.digest;
  ledger.run.contract_clauses = contract_.clauses.size();
  ledger.run.target = http::told(ledger.run.target, options_.secrets);
  ledger.run.faults = fault_texts(contract_);
  for (std::string& note : unanswered_notes()) ledger.run.notes.push_back(std::move(note));
  if (rounds_) {
    ledger.run.rounds = rounds_->facts;
    ledger.run.rounds->ended = options_.secrets.redact(ledger.run.rounds->ended);
    if (rounds_->left_out > 0)
      ledger.run.notes.push_back(counted(rounds_->left_out, "request was", "requests were") +
                                 " not repeated: writes, what they created, and what no clause asks for");
  }
  for (const Error& fault : contract_.faults) ledger.run.fault_places.push_back(fault.place);
  for (std::string& fault : ledger.run.faults) fault = options_.secrets.redact(std::move(fault));
  for (std::string& note : ledger.run.notes) note = options_.secrets.redact(std::move(note));
  const std::vector<const Entry*> entered = entry_list();
  const auto unjudged = std::count_if(entered.begin(), entered.end(), [](const Entry* entry) {
    return entry->verdict.outcome == Outcome::unexercised && is_fault_reason(entry->verdict.reason);
  });
  if (std::string faults = faults_note(contract_, static_cast<std::size_t>(unjudged)); !faults.empty())
    ledger.run.notes.insert(ledger.run.notes.begin(), std::move(faults));
  const auto report = [&](const std::string& probe, const auto& request) {
    try {
      ledger.exchanges.push_back(request());
    } catch (...) {  // a request that cannot be reported must not lose the verdicts
      ledger.exchanges.push_back({.probe = probe, .outcome = options_.secrets.redact(what_was_thrown())});
    }
  };
  const std::vector<CleanUp>& clean_ups = conversation_.clean_ups();
  ledger.exchanges.reserve(plan().probes.size() + told_rounds_.size() + clean_ups.size());
  std::vector<std::size_t> reported;  // by index in the ledger: the probe
  for (std::size_t probe = 0; probe < plan().probes.size(); ++probe) {
    if (conversation_.answer(probe) == nullptr) continue;
    reported.push_back(probe);
    report(plan().probes[probe].id, [&] { return closing.told(probe); });
  }
  for (const auto& [key, exchange] : told_rounds_) {
    const RoundExchange& one = *exchange;
    report(plan().probes[one.probe].id, [&] {
      SentRequest request = sent(one);
      if (one.is_whole) show_messages(request, *one.head, one.beginning);
      return request;
    });
  }
  for (const CleanUp& clean_up : clean_ups) {
    report(clean_up.probe, [&] {
      SentRequest request = sent(clean_up.probe, 0, *clean_up.answer);
      show_messages(request, *clean_up.answer, "");
      return request;
    });
  }
  for (const std::string& left : conversation_.left_behind())
    ledger.run.left_behind.push_back(http::told(left, options_.secrets));
  if (const std::size_t left = ledger.run.left_behind.size(); left > 0) {
    ledger.run.notes.push_back("the run created " + counted(left, "resource", "resources") +
                               " that it could not delete: " + join(ledger.run.left_behind, ", "));
  }
  for (const std::string& maybe : conversation_.maybe_left_behind()) {
    ledger.run.left_behind.push_back(http::told(maybe, options_.secrets));
    ledger.run.notes.push_back(ledger.run.left_behind.back());
  }
  // Last, because messages take much memory, and an answer may be dropped for its own.
  for (std::size_t i = 0; i < reported.size(); ++i) {
    const std::size_t probe = reported[i];
    SentRequest& request = ledger.exchanges[i];
    try {
      show_messages(request, *conversation_.answer(probe),
                    probe < beginnings_.size() ? beginnings_[probe] : std::string());
    } catch (...) {
      request = {.probe = plan().probes[probe].id, .outcome = options_.secrets.redact(what_was_thrown())};
    }
    if (closing.done) closing.done(probe);
  }
  return ledger;
}

}  // namespace avouch
