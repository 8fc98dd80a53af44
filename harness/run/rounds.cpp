// SPDX-License-Identifier: MIT
#include "run/rounds.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <mutex>
#include <set>
#include <utility>
#include <variant>

#include "base/interruption.h"
#include "base/text.h"
#include "base/threads.h"
#include "base/thrown.h"
#include "http/syntax.h"
#include "run/lane.h"

namespace avouch {
namespace {

using Clock = std::chrono::steady_clock;

// A thread keeps the last responses of that many turns at most, each of that size at most, to recognize equal
// ones.
constexpr std::size_t kMostKeptTurns = 64;
constexpr std::size_t kMostKeptBytes = std::size_t{64} << 10U;

// A thread waits for the surplus of that many responses at most, each on a connection of its own.
constexpr std::size_t kMostLate = 8;

// After fewer turns without a difference, the turn needs twice as many equal responses in a row before the
// lane has it again: handing it over costs more than it saves.
constexpr std::uint64_t kWorthwhileTurns = 64;
constexpr std::uint32_t kMostNeeded = std::uint32_t{1} << 16U;

// Clauses that are judged by the same requests of a turn.
struct Bench {
  std::vector<std::size_t> slots;  // of the turn's requests, by evidence
  std::vector<Evidence> evidence;  // without answers
  std::vector<std::size_t> planned;
  std::vector<bool> is_of_body;  // by `planned`: see is_of_body_alone()
};

// The requests to one operation, and what they are judged by.
struct Turn {
  std::vector<std::size_t> probes;
  std::vector<http::Request> requests;
  std::vector<Bench> benches;
  std::size_t clauses = 0;
};

// The turn that a thread judged last for an operation.
struct Kept {
  std::vector<std::shared_ptr<const Answer>> answers;  // empty: there is none to compare with
  std::vector<VerdictShare> shares;                    // by clause of the turn
  std::uint64_t times = 0;                             // that are not counted yet
  std::uint32_t repeats = 0;                           // in a row
};

// A turn that was sent and is not judged yet.
struct Sent {
  std::size_t turn = 0;
  std::uint64_t round = 0;
  std::vector<Exchange> exchanges;
};

// What the verdicts of a clause add up to.
struct Sum {
  std::uint64_t judged = 0;
  std::uint64_t violated = 0;
  std::uint64_t undecided = 0;
  std::uint64_t held = 0;
  std::size_t instances = 0;
  std::size_t failures = 0;
};

bool was_interrupted(const Exchange& exchange) {
  const Failure* failure = exchange.failure();
  return failure != nullptr && failure->kind == Failure::Kind::interrupted;
}

// A violation is another one if it is graver. 0: there is nothing to remember of it.
unsigned char bit_of(const Verdict& verdict) {
  switch (verdict.outcome) {
    case Outcome::violated:
      return verdict.severity == Severity::violation ? 1 : 2;
    case Outcome::undecided:
      return 4;
    case Outcome::holds:
      return 8;
    case Outcome::unexercised:
      return 0;
  }
  return 0;
}

// Everything that a verdict may depend on.
bool is_the_same(const Exchange& left, const Exchange& right) {
  const Received* one = left.received();
  const Received* other = right.received();
  return one != nullptr && other != nullptr && one->response == other->response && one->end == other->end &&
         one->surplus == other->surplus;
}

std::size_t size_of_head(const Answer& answer) {
  const Received* received = answer.received();
  if (received == nullptr) return 0;
  std::size_t size = received->response.reason.size() + received->surplus.size();
  for (const http::Field& field : received->response.fields)
    size += sizeof(field) + field.name.size() + field.value.size();
  return size;
}

// Whether the clause examines the content, and of the head the status line and the Content-Type alone.
bool is_of_body_alone(const Subject& subject) {
  if (std::holds_alternative<BodySyntaxSubject>(subject) ||
      std::holds_alternative<BodyKeywordSubject>(subject))
    return true;
  const auto* drift = std::get_if<DriftSubject>(&subject);
  if (drift == nullptr) return false;
  switch (drift->aspect) {
    case DriftSubject::Aspect::fields:
    case DriftSubject::Aspect::write_only:
    case DriftSubject::Aspect::discriminator:
      return true;
    case DriftSubject::Aspect::headers:
    case DriftSubject::Aspect::content:
      return false;
  }
  return false;
}

// The values of each Content-Type, in order.
bool have_same_type(const http::Fields& left, const http::Fields& right) {
  const auto is_type = [](const http::Field& field) {
    return equals_ignoring_ascii_case(field.name, "Content-Type");
  };
  auto one = std::find_if(left.begin(), left.end(), is_type);
  auto other = std::find_if(right.begin(), right.end(), is_type);
  while (one != left.end() && other != right.end()) {
    if (one->value != other->value) return false;
    one = std::find_if(one + 1, left.end(), is_type);
    other = std::find_if(other + 1, right.end(), is_type);
  }
  return one == left.end() && other == right.end();
}

// Everything that the verdict of such a clause may depend on.
bool has_the_same_body(const Exchange& left, const Exchange& right) {
  const Received* one = left.received();
  const Received* other = right.received();
  return one != nullptr && other != nullptr && one->response.status == other->response.status &&
         one->response.reason == other->response.reason && one->response.version == other->response.version &&
         one->response.body == other->response.body && one->end == other->end &&
         have_same_type(one->response.fields, other->response.fields);
}

// A response that the lane found equal to the one of the steady turn.
Exchange copied(const Answer& answer, const LaneExchange& repeated) {
  Exchange exchange = answer.exchange();
  exchange.elapsed = repeated.elapsed;
  exchange.started =
      std::chrono::system_clock::now() -
      std::chrono::duration_cast<std::chrono::system_clock::duration>(Clock::now() - repeated.sent);
  Received& received = std::get<Received>(exchange.outcome);
  received.surplus = repeated.surplus;
  received.memory.reset();  // it belongs to the answer
  return exchange;
}

class Rounding : private TurnSource {
 public:
  Rounding(const SentRun& run, const std::vector<std::size_t>& planned, const RoundsOptions& options)
      : run_(run),
        options_(options),
        lane_sums_(run.plan.clauses.size()),
        lane_(*this, std::max<std::size_t>(options.jobs, 1) * (1 + kMostLate)) {
    std::map<std::size_t, Turn> turns;  // by operation
    std::map<std::size_t, std::size_t> slots;
    for (const std::size_t clause : planned) seat(clause, turns, slots);
    for (auto& [operation, turn] : turns) turns_.push_back(std::move(turn));
    outcome_.facts.requests = slots.size();
    steady_.resize(turns_.size());
    for (std::size_t probe = 0; probe < run.plan.probes.size(); ++probe)
      outcome_.left_out += run.answer_of(probe) != nullptr && !slots.contains(probe) ? 1U : 0U;
  }

  RoundsOutcome run() && {
    if (turns_.empty()) {
      outcome_.facts.ended = "the run sent no request that can be repeated";
      return std::move(outcome_);
    }
    const Clock::time_point began = Clock::now();
    until_ = options_.time.count() > 0 ? began + options_.time : Clock::time_point::max();
    on_threads(std::max<std::size_t>(options_.jobs, 1), [this] { work(); });
    const Lane::Counts& of_lane = lane_.join();
    add({.sums = std::move(lane_sums_), .latency = of_lane.latency, .exchanges = of_lane.exchanges});
    outcome_.facts.elapsed = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began);
    outcome_.facts.rounds = turns_done_ / turns_.size();
    return std::move(outcome_);
  }

 private:
  // Gives the clause a place in the turn of its operation, if requests that are about it can be repeated.
  void seat(std::size_t clause, std::map<std::size_t, Turn>& turns,
            std::map<std::size_t, std::size_t>& slots) {
    const PlannedClause& wanted = run_.plan.clauses[clause];
    const BoundClause& bound = run_.contract.clauses[wanted.clause];
    if (bound.fault != nullptr) return;
    // A life of a resource is written, and a workflow is no plan.
    if (std::holds_alternative<StateSubject>(bound.subject) ||
        std::holds_alternative<CriterionSubject>(bound.subject))
      return;
    std::vector<std::size_t> own;
    std::vector<std::size_t> overheard;
    const bool has_all = keep_repeatable(wanted.probes, own);
    keep_repeatable(wanted.overheard, overheard);
    const bool compares = traits_of(bound.subject).scope == SubjectTraits::Scope::exchanges;
    if (compares ? !has_all || own.empty() : own.empty() && overheard.empty()) return;
    Turn& turn = turns[bound.operation];
    std::vector<std::size_t> all = own;
    all.insert(all.end(), overheard.begin(), overheard.end());
    std::vector<std::size_t> of_turn;
    for (const std::size_t probe : all) {
      const auto [slot, is_new] = slots.try_emplace(probe, turn.probes.size());
      if (is_new) {
        turn.probes.push_back(probe);
        turn.requests.push_back(request_of(run_.plan, run_.plan.probes[probe]));
      }
      of_turn.push_back(slot->second);
    }
    ++turn.clauses;
    for (Bench& bench : turn.benches) {
      const std::size_t heard = static_cast<std::size_t>(
          std::count_if(bench.evidence.begin(), bench.evidence.end(),
                        [](const Evidence& evidence) { return evidence.overheard; }));
      if (bench.slots != of_turn || heard != overheard.size()) continue;
      bench.planned.push_back(clause);
      bench.is_of_body.push_back(is_of_body_alone(bound.subject));
      return;
    }
    Bench bench{.slots = std::move(of_turn),
                .evidence = {},
                .planned = {clause},
                .is_of_body = {is_of_body_alone(bound.subject)}};
    for (std::size_t i = 0; i < all.size(); ++i) {
      bench.evidence.push_back(evidence_of(run_.contract, run_.plan.probes[all[i]], nullptr));
      bench.evidence.back().overheard = i >= own.size();
    }
    turn.benches.push_back(std::move(bench));
  }

  // Returns whether these are all that were sent.
  bool keep_repeatable(const std::vector<std::size_t>& probes, std::vector<std::size_t>& kept) const {
    bool has_all = true;
    for (const std::size_t probe : probes) {
      if (is_repeatable(run_.plan, probe, run_.answer_of))
        kept.push_back(probe);
      else
        has_all = has_all && run_.answer_of(probe) == nullptr;
    }
    return has_all;
  }

  // One thread: turns until there are no more. An exception must not leave it.
  void work() noexcept {
    try {
      Worker worker{.benches = {},
                    .kept = std::vector<Kept>(turns_.size()),
                    .shown = std::vector<unsigned char>(run_.plan.clauses.size()),
                    .open = {},
                    .counts = {}};
      worker.counts.sums.resize(run_.plan.clauses.size());
      for (const Turn& turn : turns_) worker.benches.push_back(turn.benches);
      try {
        lane_.enter();
        take_turns(worker);
      } catch (...) {
        end(what_was_thrown());
        lane_.abandon();
      }
      for (std::size_t turn = 0; turn < turns_.size(); ++turn) count(turn, worker);
      add(worker.counts);
    } catch (...) {  // no memory to begin or to end it
      end(kOutOfMemory);
      lane_.abandon();
    }
  }

  // What a thread has counted.
  struct Counts {
    std::vector<Sum> sums;  // by planned clause
    Histogram latency = {};
    std::uint64_t exchanges = 0;
    std::uint64_t unanswered = 0;
  };

  // What a thread has for itself.
  struct Worker {
    std::vector<std::vector<Bench>> benches;  // by turn; with the answers of the turn under way
    std::vector<Kept> kept;                   // by turn
    std::size_t kept_turns = 0;               // with answers
    std::vector<unsigned char> shown;         // by planned clause: bits of the verdicts that it has shown
    std::deque<Sent> open;                    // in the order in which they were sent
    std::size_t late = 0;                     // surpluses of these that are not known yet
    Counts counts;
  };

  // Turns until there are no more. `has_place`: see run/lane.h.
  void take_turns(Worker& worker) {
    bool has_place = true;
    while (true) {
      if (has_place) {
        while (std::optional<LaneErrand> errand = lane_.spare_errand())
          (void)carry_out(*std::move(errand), worker);
        has_place = take_turn(worker);
      } else {
        while (!worker.open.empty()) judge_first(worker);
        std::optional<LaneErrand> errand = lane_.wait();
        if (!errand) return;
        has_place = carry_out(*std::move(errand), worker);
      }
      while (!worker.open.empty() && is_known(worker.open.front())) judge_first(worker);
    }
  }

  // Returns whether the worker keeps its place.
  bool take_turn(Worker& worker) {
    const std::optional<NextTurn> next = next_turn();
    if (next && next->steady != nullptr && lane_.give(*next)) return false;
    if (next && send(LeftTurn{.turn = *next}, worker)) return true;
    lane_.retire();
    return false;
  }

  // Returns whether the errand has brought a place.
  bool carry_out(LaneErrand errand, Worker& worker) {
    if (Connections** wanted = std::get_if<Connections*>(&errand)) {
      lane_.opened(**wanted, (*wanted)->open());
      return false;
    }
    LeftTurn& left = std::get<LeftTurn>(errand);
    const bool is_sent = left.is_sent();
    if (send(std::move(left), worker)) return !is_sent;
    lane_.retire();
    return false;
  }

  // nullopt: none begins any more.
  std::optional<NextTurn> next_turn() {
    if (is_over()) return std::nullopt;
    const std::uint64_t at = next_turn_++;
    const std::uint64_t round = at / turns_.size() + 1;
    if (options_.count > 0 && round > options_.count) return std::nullopt;
    const auto turn = static_cast<std::size_t>(at % turns_.size());
    return NextTurn{.turn = turn, .round = round, .steady = steady_turn(turn)};
  }

  // Null: a worker carries out the turn.
  std::shared_ptr<const SteadyTurn> steady_turn(std::size_t turn) {
    const std::lock_guard lock(steady_mutex_);
    // Where many turns change, handing over those between them costs more than it saves.
    return steady_requests_ * 4 < outcome_.facts.requests * 3 ? nullptr : steady_[turn].turn;
  }

  // The rest of a turn. Returns false if the run was interrupted meanwhile.
  bool send(LeftTurn left, Worker& worker) {
    const Turn& turn = turns_[left.turn.turn];
    Sent sent{.turn = left.turn.turn, .round = left.turn.round, .exchanges = {}};
    sent.exchanges.reserve(turn.probes.size());
    for (std::size_t i = 0; i < left.done.size(); ++i)
      sent.exchanges.push_back(copied(*left.turn.steady->answers[i], left.done[i]));
    if (left.begun) {
      const std::size_t at = sent.exchanges.size();
      Exchange exchange =
          left.turn.steady->recordings[at]->connections->resume(turn.requests[at], *std::move(left.begun));
      const bool has_to_wait = exchange.received() != nullptr && exchange.received()->response.status == 429;
      if (has_to_wait) exchange = send_request(turn, at);  // the transport does (exchange/paced.h)
      if (!take(std::move(exchange), sent, worker)) return false;
    }
    while (sent.exchanges.size() < turn.probes.size()) {
      if (!take(send_request(turn, sent.exchanges.size()), sent, worker)) return false;
    }
    worker.open.push_back(std::move(sent));
    return true;
  }

  Exchange send_request(const Turn& turn, std::size_t at) const {
    return run_.transports[run_.plan.probes[turn.probes[at]].base]->send(turn.requests[at]);
  }

  // Adds the exchange to the turn. Returns false if the run was interrupted meanwhile.
  bool take(Exchange&& made, Sent& sent, Worker& worker) {
    Exchange& exchange = sent.exchanges.emplace_back(std::move(made));
    if (was_interrupted(exchange)) {
      cut_off(exchange.failure()->reason);
      return false;
    }
    note(exchange, worker);
    if (!has_late(exchange)) return true;
    while (worker.late >= kMostLate && !worker.open.empty()) judge_first(worker);
    // All of them are of this turn.
    if (worker.late >= kMostLate && !settle(exchange)) {
      cut_off("the run was interrupted");
      return false;
    }
    if (has_late(exchange)) ++worker.late;
    return true;
  }

  static bool has_late(const Exchange& exchange) {
    const Received* received = exchange.received();
    return received != nullptr && received->late != nullptr;
  }

  // Whether the turn can be judged without a wait.
  static bool is_known(const Sent& sent) {
    return std::all_of(sent.exchanges.begin(), sent.exchanges.end(), [](const Exchange& exchange) {
      return !has_late(exchange) || exchange.received()->late->is_due();
    });
  }

  // Judges the turn that was sent first. One whose surplus is not known, because the run was interrupted, is
  // left out.
  void judge_first(Worker& worker) {
    Sent sent = std::move(worker.open.front());
    worker.open.pop_front();
    for (Exchange& exchange : sent.exchanges) {
      if (!has_late(exchange)) continue;
      --worker.late;
      if (settle(exchange)) continue;
      cut_off("the run was interrupted");
      return;
    }
    Kept& kept = worker.kept[sent.turn];
    if (is_repeated(kept, sent.exchanges)) {
      ++kept.times;
      ++kept.repeats;
      if (sent.exchanges.front().received()->recording != nullptr) make_steady(sent, kept);
    } else {
      judge(sent, worker);
      kept.repeats = 0;
    }
    ++turns_done_;
  }

  // The lane may carry out the turn from now on, if its responses were the same often enough.
  void make_steady(const Sent& sent, const Kept& kept) {
    const std::lock_guard lock(steady_mutex_);
    Steadiness& steadiness = steady_[sent.turn];
    if (steadiness.turn != nullptr || kept.repeats < steadiness.needed || steady_turns_ >= kMostKeptTurns)
      return;
    SteadyTurn steady{.recordings = {}, .answers = kept.answers, .shares = kept.shares};
    std::size_t bytes = 0;
    for (const Exchange& exchange : sent.exchanges) {
      const Received& received = *exchange.received();
      // The lane gives up what takes long, and what has a surplus.
      if (received.recording == nullptr || !received.surplus.empty() ||
          exchange.elapsed > Replay::kPatience / 2)
        return;
      bytes += received.recording->response.size();
      steady.recordings.push_back(received.recording);
    }
    if (bytes > kMostKeptBytes) return;
    steadiness.turn = std::make_shared<const SteadyTurn>(std::move(steady));
    steady_requests_ += sent.exchanges.size();
    ++steady_turns_;
  }

  std::optional<NextTurn> next(std::uint64_t came) override {
    if (came > 0) unanswered_in_a_row_.store(0, std::memory_order_relaxed);
    if (came > 0 && options_.told) options_.told(static_cast<std::size_t>(came));
    return next_turn();
  }

  void drop(std::size_t turn, const std::shared_ptr<const SteadyTurn>& steady, std::uint64_t times) override {
    add_shares(turn, steady->shares, times, lane_sums_);
    turns_done_ += times;
    const std::lock_guard lock(steady_mutex_);
    Steadiness& steadiness = steady_[turn];
    if (steadiness.turn != steady) return;
    steadiness.turn.reset();
    steadiness.needed = times < kWorthwhileTurns ? std::min(steadiness.needed * 2, kMostNeeded) : 1;
    steady_requests_ -= steady->recordings.size();
    --steady_turns_;
  }

  bool is_cut_off() override { return is_cut_off_ || interruption(); }

  // Turns under way are left out.
  void cut_off(const std::string& why) {
    end(why);
    is_cut_off_ = true;
  }

  bool is_over() {
    if (is_ended_.load(std::memory_order_relaxed)) return true;
    if (interruption()) {
      cut_off("the run was interrupted");
      return true;
    }
    if (until_ == Clock::time_point::max() && options_.deadline == Clock::time_point::max()) return false;
    const Clock::time_point now = Clock::now();
    if (now >= options_.deadline) end("--max-total-time passed");
    return now >= options_.deadline || now >= until_;
  }

  void end(const std::string& why) override {
    const std::lock_guard lock(mutex_);
    if (!is_ended_.exchange(true)) outcome_.facts.ended = why;
  }

  void note(const Exchange& exchange, Worker& worker) {
    ++worker.counts.exchanges;
    if (exchange.received() != nullptr) {
      worker.counts.latency.add(exchange.elapsed);
      unanswered_in_a_row_.store(0, std::memory_order_relaxed);
      return;
    }
    ++worker.counts.unanswered;
    if (++unanswered_in_a_row_ >= kMostUnanswered)
      end(std::to_string(kMostUnanswered) + " requests in a row got no response (" +
          exchange.failure()->reason + ")");
  }

  static bool is_repeated(const Kept& kept, const std::vector<Exchange>& exchanges) {
    if (kept.answers.empty()) return false;
    for (std::size_t i = 0; i < exchanges.size(); ++i) {
      if (!is_the_same(kept.answers[i]->exchange(), exchanges[i])) return false;
    }
    return true;
  }

  Verdict verdict_on(std::size_t planned, const std::vector<Evidence>& evidence) const {
    try {
      return run_.judging(run_.contract.clauses[run_.plan.clauses[planned].clause], evidence);
    } catch (...) {
      return {.outcome = Outcome::undecided, .reason = "not judged: " + what_was_thrown()};
    }
  }

  void judge(Sent& sent, Worker& worker) {
    const Turn& turn = turns_[sent.turn];
    Kept& kept = worker.kept[sent.turn];
    count(sent.turn, worker);
    std::vector<bool> has_known_body(sent.exchanges.size());
    std::size_t bytes = 0;
    bool came = true;
    std::vector<std::shared_ptr<const Answer>> answers;
    for (Exchange& exchange : sent.exchanges) {
      const Received* received = exchange.received();
      came = came && received != nullptr;
      bytes += received == nullptr ? 0 : received->response.body.size();
      has_known_body[answers.size()] =
          !kept.answers.empty() && has_the_same_body(kept.answers[answers.size()]->exchange(), exchange);
      forget_bytes(exchange);
      answers.push_back(Answer::of(std::move(exchange)));
    }
    if (!kept.answers.empty()) --worker.kept_turns;
    kept.answers.clear();
    kept.shares.resize(turn.clauses);
    std::vector<std::shared_ptr<const RoundExchange>> examples(turn.probes.size());
    std::size_t at = 0;
    for (Bench& bench : worker.benches[sent.turn]) {
      for (std::size_t i = 0; i < bench.slots.size(); ++i) bench.evidence[i].answer = answers[bench.slots[i]];
      const bool is_known = std::all_of(bench.slots.begin(), bench.slots.end(),
                                        [&](std::size_t slot) { return has_known_body[slot]; });
      for (std::size_t i = 0; i < bench.planned.size(); ++i, ++at) {
        const std::size_t planned = bench.planned[i];
        // What was left undecided may have been so because of a limit, such as time.
        if (is_known && bench.is_of_body[i] && kept.shares[at].outcome != Outcome::undecided) continue;
        Verdict verdict = verdict_on(planned, bench.evidence);
        kept.shares[at] = {verdict.outcome, verdict.instances, verdict.failures};
        const unsigned char bit = bit_of(verdict);
        if ((worker.shown[planned] & bit) != 0 || bit == 0) continue;
        const std::size_t slot = bench.slots[std::min(verdict.evidence.value_or(0), bench.slots.size() - 1)];
        const auto exchange = [&] {
          if (examples[slot] == nullptr)
            examples[slot] = example_of(turn.probes[slot], sent.round, *answers[slot]);
          return examples[slot];
        };
        remember(planned, std::move(verdict), sent.round, exchange);
        worker.shown[planned] = static_cast<unsigned char>(worker.shown[planned] | bit);
      }
      for (Evidence& evidence : bench.evidence) evidence.answer.reset();
    }
    kept.times = 1;
    if (came && bytes <= kMostKeptBytes && worker.kept_turns < kMostKeptTurns) {
      // No thread waits for the memory of what is kept.
      for (const std::shared_ptr<const Answer>& answer : answers) {
        if (answer->received()->memory != nullptr) answer->received()->memory->rest();
      }
      kept.answers = std::move(answers);
      ++worker.kept_turns;
    }
  }

  // Keeps the verdict if it is the first of its outcome, or a graver one than the first.
  // `exchange` returns the one that it is about; it is called under the lock.
  template <class ExampleOf>
  void remember(std::size_t planned, Verdict&& verdict, std::uint64_t round, const ExampleOf& exchange) {
    const std::lock_guard lock(mutex_);
    ClauseRounds& clause = outcome_.clauses[planned];
    std::optional<RoundsExample>* example = nullptr;
    switch (verdict.outcome) {
      case Outcome::violated:
        if (clause.tally.first_violation == 0 || round < clause.tally.first_violation)
          clause.tally.first_violation = round;
        example = &clause.violation;
        break;
      case Outcome::undecided:
        example = &clause.unknown;
        break;
      case Outcome::holds:
        example = &clause.holding;
        break;
      case Outcome::unexercised:
        return;
    }
    if (!*example || precedes(verdict, round, **example))
      *example = RoundsExample{.verdict = std::move(verdict), .exchange = exchange()};
  }

  // A graver verdict does, or one as grave of an earlier round: threads come here in any order.
  static bool precedes(const Verdict& verdict, std::uint64_t round, const RoundsExample& other) {
    if (verdict.severity != other.verdict.severity) return verdict.severity == Severity::violation;
    return round < other.exchange->round;
  }

  // What reports show of the exchange, within what all of them may hold. Precondition: mutex_ is locked.
  std::shared_ptr<const RoundExchange> example_of(std::size_t probe, std::uint64_t round,
                                                  const Answer& answer) {
    RoundExchange example{.probe = probe, .round = round, .head = {}, .beginning = {}};
    const Received* received = answer.received();
    // One byte more, which shows whether a code point ends there.
    if (received != nullptr && options_.shown_content > 0)
      example.beginning = received->response.body.substr(0, options_.shown_content + 1);
    const std::size_t size = size_of_head(answer) + example.beginning.size();
    if (size <= kMostExampleBytes - example_bytes_) {
      example_bytes_ += size;
      example.head = answer.head();
    } else {
      example.is_whole = false;
      example.beginning.clear();
      example.head = bare(answer);
    }
    return std::make_shared<const RoundExchange>(std::move(example));
  }

  // Without anything whose size the target chooses.
  static std::shared_ptr<const Answer> bare(const Answer& answer) {
    const Exchange& exchange = answer.exchange();
    Exchange bare{.url = exchange.url,
                  .sent = exchange.sent,
                  .outcome = Failure(),
                  .elapsed = exchange.elapsed,
                  .started = exchange.started};
    if (const Received* received = answer.received()) {
      Received came;
      came.response.status = received->response.status;
      came.end = received->end;
      bare.outcome = std::move(came);
    } else {
      bare.outcome = *answer.failure();
    }
    return Answer::of(std::move(bare));
  }

  // Adds the turns that were not counted yet.
  void count(std::size_t index, Worker& worker) const {
    Kept& kept = worker.kept[index];
    add_shares(index, kept.shares, std::exchange(kept.times, 0), worker.counts.sums);
  }

  void add_shares(std::size_t index, const std::vector<VerdictShare>& shares, std::uint64_t times,
                  std::vector<Sum>& sums) const {
    if (times == 0) return;
    std::size_t at = 0;
    for (const Bench& bench : turns_[index].benches) {
      for (const std::size_t planned : bench.planned) {
        const VerdictShare& share = shares[at++];
        Sum& sum = sums[planned];
        sum.judged += times;
        sum.instances += share.instances * times;
        sum.failures += share.failures * times;
        switch (share.outcome) {
          case Outcome::violated:
            sum.violated += times;
            break;
          case Outcome::undecided:
            sum.undecided += times;
            break;
          case Outcome::holds:
            sum.held += times;
            break;
          case Outcome::unexercised:
            break;
        }
      }
    }
  }

  // Adds what a thread has counted to what the others have.
  void add(const Counts& counts) {
    const std::lock_guard lock(mutex_);
    outcome_.facts.latency.add(counts.latency);
    outcome_.facts.exchanges += counts.exchanges;
    outcome_.facts.unanswered += counts.unanswered;
    for (std::size_t planned = 0; planned < counts.sums.size(); ++planned) {
      const Sum& sum = counts.sums[planned];
      if (sum.judged == 0) continue;
      ClauseRounds& clause = outcome_.clauses[planned];
      clause.tally.judged += sum.judged;
      clause.tally.violated += sum.violated;
      clause.tally.undecided += sum.undecided;
      clause.held += sum.held;
      clause.instances += sum.instances;
      clause.failures += sum.failures;
    }
  }

  const SentRun run_;
  const RoundsOptions options_;
  std::vector<Turn> turns_;
  Clock::time_point until_{};
  std::atomic<std::uint64_t> next_turn_{0};
  std::atomic<std::uint64_t> turns_done_{0};
  std::atomic<std::size_t> unanswered_in_a_row_{0};
  std::atomic<bool> is_ended_{false};
  std::atomic<bool> is_cut_off_{false};
  std::mutex mutex_;
  RoundsOutcome outcome_;          // guarded by mutex_ while threads work, but for facts.requests
  std::size_t example_bytes_ = 0;  // likewise
  // Whether the lane may carry out a turn.
  struct Steadiness {
    std::shared_ptr<const SteadyTurn> turn;  // null: it may not
    std::uint32_t needed = 1;                // equal responses in a row, until it may
  };
  std::mutex steady_mutex_;
  std::vector<Steadiness> steady_;   // by turn; guarded by steady_mutex_
  std::size_t steady_turns_ = 0;     // likewise
  std::size_t steady_requests_ = 0;  // of these turns; likewise
  std::vector<Sum> lane_sums_;       // by planned clause; of the lane's thread
  Lane lane_;                        // its thread ends first
};

}  // namespace

bool is_repeatable(const Plan& plan, std::size_t index, const AnswerOf& answer_of) {
  const Probe& probe = plan.probes[index];
  if (answer_of(index) == nullptr || !http::is_safe_method(probe.request.method)) return false;
  const bool is_of_a_life = probe.role == Role::read_back || probe.role == Role::repeated ||
                            probe.role == Role::other_identity || probe.is_earlier;
  if (is_of_a_life || !probe.removed_by.empty()) return false;
  return std::all_of(probe.taken.begin(), probe.taken.end(),
                     [&](const TakenValue& value) { return is_repeatable(plan, value.probe, answer_of); });
}

RoundsOutcome repeat_rounds(const SentRun& run, const std::vector<std::size_t>& planned,
                            const RoundsOptions& options) {
  return Rounding(run, planned, options).run();
}

}  // namespace avouch
