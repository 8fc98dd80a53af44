// SPDX-License-Identifier: MIT
// Carries out turns of rounds whose responses have not changed, all on one thread (exchange/replay.h). What
// differs from the turn before leaves the lane, and a worker continues it.
//
//   Lane lane(rounds, jobs);
//   lane.enter();                          // a worker: it may have a turn under way
//   if (lane.give(turn)) lane.wait();      // the lane has the turn, and the worker has the next errand
//   lane.retire();                         // no turn begins any more
//
// There are as many places as workers. A place is the right to have a turn under way; a worker, the lane or
// an errand has it. So wherever the lane has a place, a worker waits that can take it back.
//
// Thread-safe.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "base/histogram.h"
#include "exchange/recording.h"
#include "exchange/replay.h"
#include "judge/answer.h"
#include "verdict/verdict.h"

namespace avouch {

// What a verdict adds to the counts of its clause.
struct VerdictShare {
  Outcome outcome = Outcome::unexercised;
  std::size_t instances = 0;
  std::size_t failures = 0;
};

// A turn that was carried out twice with the same responses.
struct SteadyTurn {
  std::vector<std::shared_ptr<const Recording>> recordings;  // by request
  std::vector<std::shared_ptr<const Answer>> answers;        // likewise
  std::vector<VerdictShare> shares;                          // by clause of the turn
};

struct NextTurn {
  std::size_t turn = 0;
  std::uint64_t round = 0;                        // from 1
  std::shared_ptr<const SteadyTurn> steady = {};  // null: a worker carries it out
};

// A request whose response was as before.
struct LaneExchange {
  Replay::Clock::time_point sent;
  std::chrono::microseconds elapsed{0};
  std::string surplus;  // what came after a response without content
};

// A turn that a worker carries out, or continues.
struct LeftTurn {
  NextTurn turn;
  std::vector<LaneExchange> done = {};  // its first requests
  std::optional<Begun> begun = {};      // the request after these

  // Whether it only has to be judged. Its place has another turn already.
  bool is_sent() const { return turn.steady != nullptr && done.size() == turn.steady->recordings.size(); }
};

// What the lane needs done by a worker: a turn, or a further connection.
using LaneErrand = std::variant<LeftTurn, Connections*>;

// What the lane asks the rounds. Its thread calls it.
class TurnSource {
 public:
  virtual ~TurnSource() = default;
  // The turn that begins now; nullopt: none begins any more. `came`: responses since the last call.
  virtual std::optional<NextTurn> next(std::uint64_t came) = 0;
  // The lane has carried out the turn that often since the last call, without a difference. It may differ
  // now, or the lane ends.
  virtual void drop(std::size_t turn, const std::shared_ptr<const SteadyTurn>& steady,
                    std::uint64_t times) = 0;
  // Whether turns under way are left out: the run was interrupted.
  virtual bool is_cut_off() = 0;
  // No turn begins any more, because of that.
  virtual void end(const std::string& why) = 0;
};

class Lane : private Replay::Listener {
 public:
  // `most`: connections to each target that it may have.
  Lane(TurnSource& source, std::size_t most) : source_(source), most_(most) {}
  Lane(const Lane&) = delete;
  Lane& operator=(const Lane&) = delete;
  ~Lane() override;

  // A worker begins, with a place.
  void enter() { ++places_; }
  // Gives the lane the turn with the place of the worker; starts its thread. False: there is no lane.
  // Precondition: turn.steady is not null.
  bool give(const NextTurn& turn);
  // An errand that needs no place, if there is one.
  std::optional<LaneErrand> spare_errand();
  // For a worker without a place: waits for an errand. nullopt: there are none any more.
  std::optional<LaneErrand> wait();
  // The place of a worker ends.
  void retire();
  // What came of Connections::open().
  void opened(Connections& connections, bool succeeded);
  // A worker failed: the lane ends, and leaves out what is under way.
  void abandon();

  // What it has carried out, when its thread has ended.
  struct Counts {
    Histogram latency;
    std::uint64_t exchanges = 0;
  };
  const Counts& join();

 private:
  // A turn under way.
  struct Running {
    NextTurn turn;
    std::vector<LaneExchange> done;
    std::optional<Begun> begun;
    std::size_t resting = 0;  // responses whose surplus is not known
    bool is_leaving = false;
    bool differs = false;  // by a surplus
  };
  // A turn that waits for a connection.
  struct Parked {
    std::size_t running = 0;
    bool has_asked = false;  // for a further one
  };
  struct Opened {
    Connections* connections = nullptr;
    bool succeeded = false;
  };
  struct Count {
    std::shared_ptr<const SteadyTurn> steady;
    std::uint64_t times = 0;
  };

  void came(std::uint64_t ticket, Replay::Clock::time_point sent, std::chrono::microseconds elapsed) override;
  void rested(std::uint64_t ticket, std::string surplus) override;
  void differs(std::uint64_t ticket, Begun begun) override;
  void stalls(std::uint64_t ticket, Begun begun) override;

  void work() noexcept;
  bool goes_on();
  void take_given();
  void try_parked();
  void begin(NextTurn turn);
  Connections* connections_for(std::size_t index) const;
  void send_next(std::size_t index);
  Replay::Start start_request(std::size_t index);
  void take_next_turn();
  void settle(std::size_t index);
  void leave(std::size_t index);
  void drop(std::size_t turn, const std::shared_ptr<const SteadyTurn>& steady);
  void hand_over(LaneErrand errand, bool has_place);
  void release(std::size_t index);

  TurnSource& source_;
  const std::size_t most_;
  std::atomic<std::size_t> places_{0};       // that are not retired
  std::atomic<std::size_t> spare_count_{0};  // of errands without a place
  std::atomic<bool> is_abandoned_{false};

  std::mutex mutex_;
  std::condition_variable changed_;
  // Guarded by mutex_:
  enum class State { waiting, working, over };
  State state_ = State::waiting;
  std::vector<NextTurn> given_;
  std::deque<LeftTurn> turns_;    // with places
  std::deque<LaneErrand> spare_;  // without
  std::vector<Opened> opened_;

  // Of its thread:
  std::unique_ptr<Replay> replay_;
  std::deque<Running> running_;
  std::vector<std::size_t> free_;
  std::size_t under_way_ = 0;
  std::vector<Parked> parked_;
  std::vector<Count> count_of_;  // by turn
  Counts counts_;
  std::uint64_t told_ = 0;  // exchanges that the source knows of

  std::thread thread_;
};

}  // namespace avouch
