// SPDX-License-Identifier: MIT
// The exchanges of a run: sends the probes of a plan in their waves, each with the values that it takes from
// earlier answers, and removes at the end what was created.
//
//   Conversation conversation(contract, plan, transports, 4);
//   conversation.send({3, 8});   // and what these need; each probe is sent at most once
//   conversation.clean_up();
//   conversation.answer(3);      // null: not sent; then withheld(3) or ended() says why
//
// Owns the plan, whose probes become those that were sent, and the answers. Keeps references to the contract
// and the transports. Not thread-safe; send() uses its own threads. What is sent depends on the answers
// alone, never on the number of jobs or, unless there is a deadline, on time.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "contract/contract.h"
#include "exchange/paced.h"
#include "exchange/transport.h"
#include "judge/answer.h"
#include "judge/state/items.h"
#include "plan/planner.h"

namespace avouch {

// A request that belongs to no clause: it removed, or should have removed, what the run created.
struct CleanUp {
  std::string probe;  // "deleteBook/clean-up"
  std::shared_ptr<const Answer> answer;
};

class Conversation {
 public:
  using Clock = std::chrono::steady_clock;

  // What a caller does while requests are sent. Each may be empty.
  struct Events {
    // An answer came, on the thread that asked for it; several come at the same time. If it returns a number,
    // the body is dropped, unless a later request takes values from it: how many bytes of it were copied.
    std::function<std::optional<std::size_t>(std::size_t probe, const std::shared_ptr<const Answer>& answer)>
        arrived = {};
    // These probes have their answers, or will not be sent. On the caller's thread.
    std::function<void(const std::vector<std::size_t>& probes)> settled = {};
  };

  // No request is sent after `deadline` (--max-total-time).
  Conversation(const Contract& contract, Plan plan, std::vector<Transport*> transports, std::size_t jobs,
               Clock::time_point deadline = Clock::time_point::max());

  const Plan& plan() const { return plan_; }

  // A list may show a new resource later. If it does not yet, asks again until it does, at most for that
  // time.
  void settle_for(std::chrono::milliseconds time, Pace& pace) {
    settling_ = time;
    pace_ = &pace;
  }

  // Sends, in place of probes of the plan, what the script sends by perform(): once, when send() is first
  // called.
  using Script = std::function<void(Conversation& conversation)>;
  void follow(Script script);
  // Adds the probe to the plan and sends it. Returns its index. Precondition: the target may be asked.
  std::size_t perform(Probe probe);
  // What was answered before the run to a probe of the plan, which is then not sent.
  void hear(std::size_t probe, Exchange exchange);
  // What a clause of the plan is judged by, for a script to fill in.
  PlannedClause& planned(std::size_t clause) { return plan_.clauses[clause]; }

  // Sends those probes that were not sent yet, and the probes that they need. If an operation does not answer
  // its first request in time, it is not sent the others. Ends early after kMostRefusals answers in a row
  // that are a refused connection or a 503, and after as many operations in a row that do not answer.
  void send(const std::vector<std::size_t>& probes, const Events& events);
  void send(const std::vector<std::size_t>& probes) { send(probes, {}); }

  std::shared_ptr<const Answer> answer(std::size_t probe) const { return answers_[probe]; }
  // Why that probe is not sent although the target may be asked: a sentence without a full stop; else empty.
  // Drops the answer, which no one asks for any more.
  void forget(std::size_t probe) { answers_[probe] = nullptr; }
  const std::string& withheld(std::size_t probe) const { return withheld_[probe]; }
  // Why that probe could not be sent: a request whose answer it needs got no response, or the operation does
  // not answer. Else empty.
  const std::string& blocked(std::size_t probe) const { return blocked_[probe]; }
  // Whether the probe would only have been sent if another body had been refused.
  bool is_superfluous(std::size_t probe) const { return superfluous_[probe]; }
  // Why the target is not asked any more; empty if it is.
  const std::string& ended() const { return ended_; }

  // Deletes what the run created and did not delete, the last first: children before parents. What cannot be
  // deleted, or would be after `until`, is left behind.
  void clean_up(std::chrono::steady_clock::time_point until = std::chrono::steady_clock::time_point::max());
  // The same with other transports, after those of the run were interrupted.
  void clean_up_with(std::vector<Transport*> transports, std::chrono::steady_clock::time_point until);

  const std::vector<CleanUp>& clean_ups() const { return clean_ups_; }
  // What the run created and could not delete: a URL and why.
  std::vector<std::string> left_behind() const;
  // The requests that may have created something, but got no response: sentences without a full stop.
  std::vector<std::string> maybe_left_behind() const;

  static constexpr int kMostRefusals = 20;

 private:
  void send_wave(const std::vector<std::size_t>& probes, const Events& events);
  void send_slice(const std::vector<std::size_t>& probes, const Events& events);
  void send_few_at_a_time(const std::vector<std::size_t>& probes, const Events& events,
                          const std::function<void(std::size_t)>& each);
  void send_at_once(const std::vector<std::size_t>& probes, const Events& events);
  // Sends one request at once.
  Exchange exchanged(const Probe& probe);
  void arrive(std::size_t probe, Exchange exchange, const Events& events);
  bool is_ready(std::size_t probe);
  std::size_t first_in_place(std::size_t probe) const;
  std::optional<std::size_t> accepted_in_place(std::size_t operation) const;
  void take_mended(Probe& probe) const;
  bool take_another_body(std::size_t index, std::size_t refused, Probe& probe);
  bool take_repeated(std::size_t probe);
  bool take_location(std::size_t probe);
  std::string presence(const Probe& probe) const;
  bool is_over();
  bool is_source(std::size_t probe) const;
  std::string unanswered(const Probe& probe) const;
  void note(std::size_t probe);
  void settle(std::size_t probe, const Events& events);
  void note_damage(std::size_t probe);
  void note_outlasting(std::size_t read);
  std::optional<SoughtItem> sought_in(const Probe& list) const;
  void note_refusal(std::size_t probe);
  void note_silence(std::size_t probe);
  std::string answered_before() const;
  // What a probe created: what its answer names, or, if that refused the request, the item that a list shows.
  struct Created {
    std::size_t probe = 0;
    std::string item = {};
    bool is_certain = true;  // that the item is the one

    bool operator<(const Created& other) const {
      return std::tie(probe, item) < std::tie(other.probe, other.item);
    }
  };

  void note_unwanted(std::size_t list);
  std::vector<std::string> names_of(const Created& created) const;
  std::string remove(const Created& created);
  const Creation* creation_of(std::size_t created) const;
  std::optional<Probe> to_created(const std::optional<Probe>& request, const Created& created) const;
  const Answer& clean_up_by(const Probe& probe);
  std::string doubt_about(const Created& created, const Creation& creation);
  bool take_precondition(Probe& probe) const;
  void note_etag(const Probe& probe, const Answer& answer);
  const std::string* remover_of(std::size_t base, std::string path) const;
  bool was_removed(std::size_t base, const std::string& url) const;

  const Contract& contract_;
  Script script_;  // empty: the plan is followed
  bool has_script_ = false;
  std::chrono::milliseconds settling_{0};
  Pace* pace_ = nullptr;  // set if settling_ is
  Plan plan_;
  std::vector<Transport*> transports_;
  std::size_t jobs_;
  Clock::time_point deadline_;
  std::vector<std::shared_ptr<Answer>> answers_;                        // by probe
  std::vector<std::string> withheld_;                                   // by probe
  std::vector<std::string> blocked_;                                    // by probe
  std::vector<bool> superfluous_;                                       // by probe
  std::map<std::pair<std::size_t, std::string>, std::string> removed_;  // base and path -> who deleted it
  std::map<std::pair<std::size_t, std::string>, std::string>
      outlasting_;                                                    // base and path -> what shows it still
  std::map<std::pair<std::size_t, std::string>, std::string> etags_;  // base and path -> the last one
  std::vector<Created> created_;                                      // what may still be there
  std::map<Created, std::string> left_;                               // of that, why it could not be deleted
  std::vector<std::size_t> lost_;  // probes that may have created a resource, without a response
  std::vector<CleanUp> clean_ups_;
  std::set<std::size_t> sources_;              // probes whose answers others take values from
  std::map<std::size_t, std::string> silent_;  // by operation that was asked: why it did not answer, or empty
  int silences_ = 0;                           // operations in a row
  int refusals_ = 0;                           // in a row
  bool is_given_up_ = false;                   // for one of these reasons
  std::string last_answered_;
  std::string ended_;
};

}  // namespace avouch
