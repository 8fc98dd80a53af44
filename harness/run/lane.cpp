// SPDX-License-Identifier: MIT
#include "run/lane.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "base/thrown.h"

namespace avouch {
namespace {

// A signal handler can only set a flag, so the lane looks at it at this interval.
constexpr std::chrono::milliseconds kGlance{20};

// A ticket is a request of a turn under way.
constexpr unsigned kRequestBits = 24;

std::size_t running_of(std::uint64_t ticket) {
  return static_cast<std::size_t>(ticket >> kRequestBits);
}

std::size_t request_of_ticket(std::uint64_t ticket) {
  return static_cast<std::size_t>(ticket & ((std::uint64_t{1} << kRequestBits) - 1));
}

}  // namespace

Lane::~Lane() {
  abandon();
  (void)join();
}

const Lane::Counts& Lane::join() {
  if (thread_.joinable()) thread_.join();
  return counts_;
}

bool Lane::give(const NextTurn& turn) {
  const std::lock_guard lock(mutex_);
  if (state_ == State::waiting) {
    state_ = State::over;  // unless it can be started
    replay_ = Replay::make(*this, most_);
    if (replay_ != nullptr) {
      try {
        thread_ = std::thread([this] { work(); });
        state_ = State::working;
      } catch (const std::exception&) {  // the system gives no more threads: the workers do it alone
        replay_.reset();
      }
    }
  }
  if (state_ != State::working) return false;
  given_.push_back(turn);
  replay_->wake();
  return true;
}

std::optional<LaneErrand> Lane::spare_errand() {
  if (spare_count_ == 0) return std::nullopt;
  const std::lock_guard lock(mutex_);
  if (spare_.empty()) return std::nullopt;
  LaneErrand errand = std::move(spare_.front());
  spare_.pop_front();
  --spare_count_;
  return errand;
}

std::optional<LaneErrand> Lane::wait() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return state_ != State::working || !turns_.empty() || !spare_.empty(); });
  if (!turns_.empty()) {
    LaneErrand errand = std::move(turns_.front());
    turns_.pop_front();
    return errand;
  }
  if (spare_.empty()) return std::nullopt;
  LaneErrand errand = std::move(spare_.front());
  spare_.pop_front();
  --spare_count_;
  return errand;
}

void Lane::retire() {
  --places_;
  const std::lock_guard lock(mutex_);
  if (state_ == State::working) replay_->wake();
}

void Lane::opened(Connections& connections, bool succeeded) {
  const std::lock_guard lock(mutex_);
  opened_.push_back({&connections, succeeded});
  if (state_ == State::working) replay_->wake();
}

void Lane::abandon() {
  is_abandoned_ = true;
  const std::lock_guard lock(mutex_);
  if (state_ == State::working) replay_->wake();
}

void Lane::work() noexcept {
  try {
    while (goes_on()) {
      take_given();
      try_parked();
      replay_->wait(kGlance);
    }
    for (std::size_t turn = 0; turn < count_of_.size(); ++turn) {
      if (const std::shared_ptr<const SteadyTurn> steady = count_of_[turn].steady) drop(turn, steady);
    }
  } catch (...) {
    source_.end(what_was_thrown());
  }
  const std::lock_guard lock(mutex_);
  state_ = State::over;
  changed_.notify_all();
}

// Turns under way are carried out to their ends, unless they are cut off.
bool Lane::goes_on() {
  if (replay_->is_cancelled()) source_.end("the run was interrupted");
  if (is_abandoned_ || replay_->is_cancelled() || source_.is_cut_off()) {
    const std::lock_guard lock(mutex_);
    turns_.clear();
    spare_.clear();
    spare_count_ = 0;
    return false;
  }
  return places_ > 0 || under_way_ > 0;
}

void Lane::take_given() {
  std::vector<NextTurn> given;
  std::vector<Opened> opened;
  {
    const std::lock_guard lock(mutex_);
    given.swap(given_);
    opened.swap(opened_);
  }
  for (NextTurn& turn : given) begin(std::move(turn));
  for (const Opened& one : opened) {
    const auto asked = std::find_if(parked_.begin(), parked_.end(), [&](const Parked& parked) {
      return parked.has_asked && connections_for(parked.running) == one.connections;
    });
    if (asked == parked_.end()) continue;
    asked->has_asked = false;  // another one may have got it
    if (one.succeeded) continue;
    // A worker sends the request then, and says why it fails.
    const std::size_t index = asked->running;
    parked_.erase(asked);
    leave(index);
  }
}

// Of the request that is next.
Connections* Lane::connections_for(std::size_t index) const {
  const Running& running = running_[index];
  return running.turn.steady->recordings[running.done.size()]->connections;
}

void Lane::begin(NextTurn turn) {
  if (free_.empty()) {
    free_.push_back(running_.size());
    running_.emplace_back();
  }
  const std::size_t index = free_.back();
  free_.pop_back();
  Running& running = running_[index];
  running.turn = std::move(turn);
  ++under_way_;
  send_next(index);
}

Replay::Start Lane::start_request(std::size_t index) {
  const Running& running = running_[index];
  const std::size_t request = running.done.size();
  const std::uint64_t ticket = std::uint64_t{index} << kRequestBits | request;
  return replay_->begin(*running.turn.steady->recordings[request], ticket);
}

void Lane::send_next(std::size_t index) {
  // The first in the queue gets the first connection.
  if (!parked_.empty() || start_request(index) != Replay::Start::begun) parked_.push_back({.running = index});
}

void Lane::try_parked() {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < parked_.size(); ++i) {
    Parked parked = parked_[i];
    switch (start_request(parked.running)) {
      case Replay::Start::begun:
        continue;
      case Replay::Start::busy:
        break;
      case Replay::Start::none:
        if (!std::exchange(parked.has_asked, true)) hand_over(connections_for(parked.running), false);
        break;
    }
    parked_[kept++] = parked;
  }
  parked_.resize(kept);
}

void Lane::came(std::uint64_t ticket, Replay::Clock::time_point sent, std::chrono::microseconds elapsed) {
  const std::size_t index = running_of(ticket);
  Running& running = running_[index];
  counts_.latency.add(elapsed);
  ++counts_.exchanges;
  const std::vector<std::shared_ptr<const Recording>>& recordings = running.turn.steady->recordings;
  if (recordings[running.done.size()]->surplus_wait) ++running.resting;
  running.done.push_back({.sent = sent, .elapsed = elapsed, .surplus = {}});
  if (running.done.size() < recordings.size()) {
    send_next(index);
    return;
  }
  settle(index);
  take_next_turn();
}

void Lane::rested(std::uint64_t ticket, std::string surplus) {
  const std::size_t index = running_of(ticket);
  Running& running = running_[index];
  --running.resting;
  if (!surplus.empty()) {
    running.differs = true;
    running.done[request_of_ticket(ticket)].surplus = std::move(surplus);
    drop(running.turn.turn, running.turn.steady);
  }
  settle(index);
}

void Lane::differs(std::uint64_t ticket, Begun begun) {
  const std::size_t index = running_of(ticket);
  Running& running = running_[index];
  running.begun = std::move(begun);
  drop(running.turn.turn, running.turn.steady);
  leave(index);
}

// A worker waits for the rest. The turn stays steady: only the time of one exchange was another.
void Lane::stalls(std::uint64_t ticket, Begun begun) {
  const std::size_t index = running_of(ticket);
  running_[index].begun = std::move(begun);
  leave(index);
}

// It leaves when the surplus of the responses so far is known.
void Lane::leave(std::size_t index) {
  running_[index].is_leaving = true;
  settle(index);
}

// Ends the turn if everything of it is known.
void Lane::settle(std::size_t index) {
  Running& running = running_[index];
  if (running.resting > 0) return;
  const bool is_sent = running.done.size() == running.turn.steady->recordings.size();
  if (!is_sent && !running.is_leaving) return;
  if (is_sent && !running.differs) {
    const std::size_t turn = running.turn.turn;
    if (turn >= count_of_.size()) count_of_.resize(turn + 1);
    if (count_of_[turn].steady != running.turn.steady) {
      if (const std::shared_ptr<const SteadyTurn> former = count_of_[turn].steady) drop(turn, former);
      count_of_[turn].steady = running.turn.steady;
    }
    ++count_of_[turn].times;
  } else {
    hand_over(LeftTurn{.turn = std::move(running.turn),
                       .done = std::move(running.done),
                       .begun = std::exchange(running.begun, std::nullopt)},
              !is_sent);
  }
  release(index);
}

void Lane::release(std::size_t index) {
  Running& running = running_[index];
  running.turn = {};
  running.done.clear();
  running.begun.reset();
  running.is_leaving = running.differs = false;
  free_.push_back(index);
  --under_way_;
}

void Lane::drop(std::size_t turn, const std::shared_ptr<const SteadyTurn>& steady) {
  std::uint64_t times = 0;
  if (turn < count_of_.size() && count_of_[turn].steady == steady)
    times = std::exchange(count_of_[turn], {}).times;
  source_.drop(turn, steady, times);
}

// With the place of a turn whose requests were carried out.
void Lane::take_next_turn() {
  std::optional<NextTurn> next = source_.next(counts_.exchanges - std::exchange(told_, counts_.exchanges));
  if (!next) {
    --places_;
    return;
  }
  if (next->steady == nullptr)
    hand_over(LeftTurn{.turn = *std::move(next)}, true);
  else
    begin(*std::move(next));
}

void Lane::hand_over(LaneErrand errand, bool has_place) {
  const std::lock_guard lock(mutex_);
  if (has_place) {
    turns_.push_back(std::get<LeftTurn>(std::move(errand)));
  } else {
    spare_.push_back(std::move(errand));
    ++spare_count_;
  }
  changed_.notify_one();
}

}  // namespace avouch
