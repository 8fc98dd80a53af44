// SPDX-License-Identifier: MIT
#include "run/conversation.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>

#include "base/percent.h"
#include "base/text.h"
#include "base/thrown.h"
#include "contract/documented_status.h"
#include "http/syntax.h"
#include "http/url.h"
#include "judge/state/refused.h"
#include "plan/flow.h"
#include "plan/mended_body.h"
#include "plan/parameters.h"
#include "plan/sources.h"

namespace avouch {
namespace {

// Requests of a wave that are sent before their answers are looked at. Fixed, so that what is sent does not
// depend on the number of jobs.
constexpr std::size_t kSlice = 64;

bool is_success(const Answer& answer) {
  const Received* received = answer.received();
  return received != nullptr && received->response.status >= 200 && received->response.status < 300;
}

bool is_silence(const Answer& answer) {
  const Failure* failure = answer.failure();
  return failure != nullptr && failure->kind == Failure::Kind::timed_out;
}

bool is_interruption(const Answer& answer) {
  const Failure* failure = answer.failure();
  return failure != nullptr && failure->kind == Failure::Kind::interrupted;
}

// Whether the request may have been carried out although no response came.
bool is_lost(const Answer& answer) {
  const Failure* failure = answer.failure();
  if (failure == nullptr || failure->was_given_up) return false;
  switch (failure->kind) {
    case Failure::Kind::timed_out:
    case Failure::Kind::closed:
    case Failure::Kind::malformed:
    case Failure::Kind::over_limit:
    case Failure::Kind::interrupted:
      return true;
    case Failure::Kind::unreachable:
    case Failure::Kind::tls:
    case Failure::Kind::exhausted:
    case Failure::Kind::unsendable:
      return false;
  }
  return false;
}

bool is_refusal(const Answer& answer) {
  if (const Failure* failure = answer.failure()) return failure->kind == Failure::Kind::unreachable;
  return answer.received()->response.status == 503;
}

}  // namespace

Conversation::Conversation(const Contract& contract, Plan plan, std::vector<Transport*> transports,
                           std::size_t jobs, Clock::time_point deadline)
    : contract_(contract),
      plan_(std::move(plan)),
      transports_(std::move(transports)),
      jobs_(jobs),
      deadline_(deadline),
      answers_(plan_.probes.size()),
      withheld_(plan_.probes.size()),
      blocked_(plan_.probes.size()),
      superfluous_(plan_.probes.size()) {
  for (const Probe& probe : plan_.probes) {
    for (const Need& need : probe.needs) {
      for (const Source& source : need.sources) sources_.insert(source.probe);
    }
  }
  // A clause about the life of a resource compares contents, and so does one about refused writes.
  for (const PlannedClause& clause : plan_.clauses) {
    const Subject& subject = contract_.clauses[clause.clause].subject;
    const bool is_of_a_life = std::holds_alternative<StateSubject>(subject);
    if (!is_of_a_life && !std::holds_alternative<SecuritySubject>(subject)) continue;
    for (const std::vector<std::size_t>* probes : {&clause.probes, &clause.overheard}) {
      std::copy_if(
          probes->begin(), probes->end(), std::inserter(sources_, sources_.end()),
          [&](std::size_t probe) { return is_of_a_life || plan_.probes[probe].role == Role::read_back; });
    }
  }
}

void Conversation::follow(Script script) {
  script_ = std::move(script);
  has_script_ = true;
}

std::size_t Conversation::perform(Probe probe) {
  const std::size_t index = plan_.probes.size();
  if (const std::string* remover = remover_of(probe.base, http::resource_path(probe.request.target)))
    probe.removed_by = *remover;
  plan_.probes.push_back(std::move(probe));
  answers_.emplace_back();
  withheld_.emplace_back();
  blocked_.emplace_back();
  superfluous_.push_back(false);
  arrive(index, exchanged(plan_.probes.back()), {});
  note(index);
  return index;
}

void Conversation::hear(std::size_t probe, Exchange exchange) {
  const auto answer = std::make_shared<Answer>(std::move(exchange));
  answer->keep_body();
  answers_[probe] = answer;
}

// Whether later requests take values from its answer, the one that removes what it created among them.
bool Conversation::is_source(std::size_t index) const {
  return sources_.contains(index) ||
         std::any_of(plan_.creations.begin(), plan_.creations.end(), [&](const Creation& creation) {
           return creation.operation == plan_.probes[index].operation;
         });
}

void Conversation::send(const std::vector<std::size_t>& probes, const Events& events) {
  if (has_script_) {
    if (const Script script = std::exchange(script_, nullptr)) script(*this);
    return;
  }
  // Each probe is followed once: many clauses have the same probes, and many probes the same sources.
  std::vector<bool> is_needed(plan_.probes.size());
  std::vector<std::size_t> open;
  const auto need = [&](std::size_t probe) {
    if (answers_[probe] != nullptr || is_needed[probe]) return;
    is_needed[probe] = true;
    open.push_back(probe);
  };
  const auto need_all = [&](const std::vector<std::size_t>& all) {
    std::for_each(all.begin(), all.end(), need);
  };
  need_all(probes);
  while (!open.empty()) {
    const Probe& probe = plan_.probes[open.back()];
    open.pop_back();
    for (const Need& needed : probe.needs) {
      for (const Source& source : needed.sources) need(source.probe);
    }
    need_all(probe.after);
    need_all(probe.repeats);
    need_all(probe.follows);
    if (probe.if_absent) need(*probe.if_absent);
    if (probe.in_place_of) need(*probe.in_place_of);
  }
  // Probes are sorted by wave.
  std::vector<std::size_t> wave;
  for (std::size_t probe = 0; probe < is_needed.size(); ++probe) {
    if (!is_needed[probe]) continue;
    if (!wave.empty() && plan_.probes[wave.front()].wave != plan_.probes[probe].wave) {
      send_wave(wave, events);
      wave.clear();
    }
    wave.push_back(probe);
  }
  send_wave(wave, events);
}

// Says which request that should create the probe's resource got no response; empty if all were answered.
std::string Conversation::unanswered(const Probe& probe) const {
  for (const Need& need : probe.needs) {
    for (const Source& source : need.sources) {
      const std::shared_ptr<const Answer>& answer = answers_[source.probe];
      const Failure* failure = answer == nullptr ? nullptr : answer->failure();
      if ((need.is_owned || need.is_bound) && failure != nullptr)
        return printable(plan_.probes[source.probe].id) + " got no response: " + failure->reason;
    }
  }
  return {};
}

// Why what the probe would create may be there already; empty if it is not, or if that does not matter.
std::string Conversation::presence(const Probe& probe) const {
  if (!probe.if_absent) return {};
  const Probe& read = plan_.probes[*probe.if_absent];
  const std::shared_ptr<const Answer>& answer = answers_[*probe.if_absent];
  const Received* received = answer == nullptr ? nullptr : answer->received();
  const int status = received == nullptr ? 0 : received->response.status;
  const bool is_same = http::resource_path(read.request.target) == http::resource_path(probe.request.target);
  if (is_same && (status == 404 || status == 410)) return {};
  const std::string seen = received == nullptr ? "got no response" : "got " + std::to_string(status);
  return probe.request.method + " goes only to what this run created, and " + printable(read.id) + " " +
         seen + " before: --variable " +
         printable(last_path_parameter(contract_.operations[probe.operation]).value_or("NAME")) +
         "=VALUE names one, --allow-writes=any sends it anyway";
}

// The request in whose place it is sent, whatever was tried between the two.
std::size_t Conversation::first_in_place(std::size_t probe) const {
  while (plan_.probes[probe].in_place_of) probe = *plan_.probes[probe].in_place_of;
  return probe;
}

// Gives the probe another body than those that were refused, the last one by `refused`. False if there is
// none.
bool Conversation::take_another_body(std::size_t index, std::size_t refused, Probe& probe) {
  const std::size_t whole = first_in_place(refused);
  if (probe.mend != Mend::none) {
    std::optional<Probe> other =
        mended(contract_, probe, plan_.probes[refused], plan_.probes[whole], *answers_[refused]);
    superfluous_[index] = !other.has_value();
    if (other) probe = *std::move(other);
  }
  for (std::optional<std::size_t> before = refused; before; before = plan_.probes[*before].in_place_of) {
    const bool is_same =
        answers_[*before] != nullptr && plan_.probes[*before].request.body == probe.request.body;
    if (is_same) superfluous_[index] = true;
  }
  return !superfluous_[index];
}

// The write of that operation which was accepted in place of another one, whose body was refused.
std::optional<std::size_t> Conversation::accepted_in_place(std::size_t operation) const {
  for (std::size_t i = 0; i < plan_.probes.size(); ++i) {
    const Probe& probe = plan_.probes[i];
    const bool is_call = probe.role == Role::documented || probe.role == Role::cross_origin;
    if (probe.operation == operation && probe.in_place_of && is_call && answers_[i] != nullptr &&
        is_success(*answers_[i]))
      return i;
  }
  return std::nullopt;
}

// Mends a further write as the first one was: what was refused there would be refused again.
void Conversation::take_mended(Probe& probe) const {
  const bool is_further = probe.role == Role::repeated || probe.role == Role::other_identity;
  if (!is_further || !probe.body) return;
  const std::optional<std::size_t> accepted = accepted_in_place(probe.operation);
  if (!accepted) return;
  probe = mended_as(contract_, std::move(probe), plan_.probes[first_in_place(*accepted)],
                    plan_.probes[*accepted]);
}

// Gives the probe the request that it repeats. False if none was accepted.
bool Conversation::take_repeated(std::size_t index) {
  const Probe& planned = plan_.probes[index];
  std::string seen;
  for (const std::size_t before : planned.repeats) {
    const std::shared_ptr<const Answer>& answer = answers_[before];
    if (answer == nullptr) continue;
    if (is_success(*answer)) {
      plan_.probes[index] = repeated(contract_, planned, plan_.probes[before]);
      return true;
    }
    const Received* received = answer->received();
    seen = printable(plan_.probes[before].id) + " got " +
           (received == nullptr ? "no response" : std::to_string(received->response.status));
  }
  const std::size_t first = planned.repeats.front();
  blocked_[index] = blocked_[first];
  if (!blocked_[index].empty()) return false;
  withheld_[index] = seen.empty() ? withheld_[first] : seen + ", so it is not sent a second time";
  return false;
}

// Gives the probe the path that a Location leads to. False if it leads to another host, to what was read
// before it, or to the collection: no request is needed to judge that.
bool Conversation::take_location(std::size_t index) {
  Probe& probe = plan_.probes[index];
  superfluous_[index] = true;
  for (const std::size_t creation : probe.follows) {
    const std::shared_ptr<const Answer>& answer = answers_[creation];
    if (answer == nullptr || !is_success(*answer)) continue;
    const auto location = http::combined(answer->received()->response.fields, "Location");
    const std::optional<http::Url> sent = http::parse_url(answer->exchange().url);
    const std::optional<http::Url> url = location && sent ? http::resolve(*sent, *location) : std::nullopt;
    if (!url || url->origin() != sent->origin()) return false;
    const auto is_at = [&](const Answer& other) {
      return url->query.empty() &&
             http::resource_path(other.exchange().sent.target) == http::resource_path(url->path);
    };
    if (is_at(*answer)) return false;
    for (const std::size_t before : probe.after) {
      if (answers_[before] != nullptr && is_at(*answers_[before])) return false;
    }
    superfluous_[index] = false;
    probe.base = plan_.probes[creation].base;
    probe.is_absolute = true;
    probe.request.target = with_query(url->target(), probe.key_query);
    return true;
  }
  return false;
}

// Whether the probe is sent. Gives it its values.
bool Conversation::is_ready(std::size_t index) {
  if (!plan_.probes[index].follows.empty()) return take_location(index);
  if (!plan_.probes[index].repeats.empty()) {
    if (!take_repeated(index)) return false;
    (void)take_precondition(plan_.probes[index]);
    return true;
  }
  std::optional<std::size_t> first = plan_.probes[index].in_place_of;
  if (first) {
    while (answers_[*first] == nullptr && plan_.probes[*first].in_place_of)
      first = plan_.probes[*first].in_place_of;
    superfluous_[index] = answers_[*first] == nullptr || !refused_the_body(*answers_[*first]);
    if (superfluous_[index]) {
      withheld_[index] = withheld_[*first];
      blocked_[index] = blocked_[*first];
      return false;
    }
  }
  Resolution resolution =
      resolve(contract_, plan_, index, [this](std::size_t probe) { return answers_[probe]; });
  if (!resolution.unmet.empty()) {
    blocked_[index] = unanswered(plan_.probes[index]);
    if (blocked_[index].empty()) withheld_[index] = resolution.unmet;
    return false;
  }
  if (first && !take_another_body(index, *first, resolution.probe)) return false;
  take_mended(resolution.probe);
  if (std::string why = presence(resolution.probe); !why.empty()) {
    withheld_[index] = std::move(why);
    return false;
  }
  Probe& probe = plan_.probes[index];
  probe = std::move(resolution.probe);
  if (const std::string* remover = remover_of(probe.base, http::resource_path(probe.request.target)))
    probe.removed_by = *remover;
  // Without an ETag, a documented If-Match keeps the value that was made for it.
  if (take_precondition(probe) || probe.precondition == Precondition::unchanged) return true;
  withheld_[index] = "no answer showed the ETag of " + printable(probe.request.target);
  return false;
}

void Conversation::send_wave(const std::vector<std::size_t>& probes, const Events& events) {
  for (std::size_t at = 0; at < probes.size() && ended_.empty(); at += kSlice) {
    const auto begin = probes.begin() + static_cast<std::ptrdiff_t>(at);
    const auto end = probes.begin() + static_cast<std::ptrdiff_t>(std::min(at + kSlice, probes.size()));
    const std::vector<std::size_t> slice(begin, end);
    send_slice(slice, events);
    if (events.settled) events.settled(slice);
  }
}

// The first request to each operation is sent before the others, which are not sent if it gets no answer:
// each would wait as long.
void Conversation::send_slice(const std::vector<std::size_t>& probes, const Events& events) {
  std::vector<std::size_t> first;
  std::vector<std::size_t> others;
  std::set<std::size_t> operations;
  for (const std::size_t probe : probes) {
    if (!is_ready(probe)) continue;
    const std::size_t operation = plan_.probes[probe].operation;
    const bool is_first = !silent_.contains(operation) && operations.insert(operation).second;
    (is_first ? first : others).push_back(probe);
  }
  send_few_at_a_time(first, events, [&](std::size_t probe) { note_silence(probe); });
  std::vector<std::size_t> asked;
  for (const std::size_t probe : others) {
    const std::string& silence = silent_[plan_.probes[probe].operation];
    if (silence.empty())
      asked.push_back(probe);
    else
      blocked_[probe] = silence;
  }
  send_few_at_a_time(asked, events, [](std::size_t) {});
  for (const std::size_t probe : probes) {
    if (answers_[probe] == nullptr) continue;
    note(probe);
    settle(probe, events);
  }
}

// A target that never answers, or refuses everything, is given up after kMostRefusals requests in a row: what
// was sent together with the last of them is all that follows.
void Conversation::send_few_at_a_time(const std::vector<std::size_t>& probes, const Events& events,
                                      const std::function<void(std::size_t)>& each) {
  for (std::size_t at = 0; at < probes.size() && !is_over(); at += kMostRefusals) {
    const auto begin = probes.begin() + static_cast<std::ptrdiff_t>(at);
    const auto end = probes.begin() +
                     static_cast<std::ptrdiff_t>(std::min<std::size_t>(at + kMostRefusals, probes.size()));
    send_at_once({begin, end}, events);
    for (auto probe = begin; probe != end; ++probe) {
      each(*probe);
      note_refusal(*probe);
    }
  }
}

void Conversation::send_at_once(const std::vector<std::size_t>& probes, const Events& events) {
  std::vector<Errand> errands;
  for (const std::size_t index : probes) {
    const Probe& probe = plan_.probes[index];
    errands.push_back({transports_[probe.base], request_of(plan_, probe)});
  }
  exchange_all(errands, jobs_,
               [&](std::size_t i, Exchange exchange) { arrive(probes[i], std::move(exchange), events); });
  for (std::size_t i = 0; i < probes.size(); ++i) {
    if (answers_[probes[i]] != nullptr) continue;  // else there was no memory for its answer
    answers_[probes[i]] = std::make_shared<Answer>(
        Exchange{.sent = errands[i].request, .outcome = Failure{Failure::Kind::exhausted, kOutOfMemory}});
  }
}

Exchange Conversation::exchanged(const Probe& probe) {
  return std::move(exchange_all(*transports_[probe.base], {request_of(plan_, probe)}, 1).front());
}

// On any thread. No two calls are about the same probe.
void Conversation::arrive(std::size_t probe, Exchange exchange, const Events& events) {
  const auto answer = std::make_shared<Answer>(std::move(exchange));
  answers_[probe] = answer;
  // It was sent with its values, so they are not looked for again.
  for (Need& need : plan_.probes[probe].needs) need.sources = std::vector<Source>();
  const std::optional<std::size_t> copied =
      events.arrived ? events.arrived(probe, answer) : std::optional<std::size_t>();
  if (copied && !is_source(probe))
    answer->drop_body(*copied);
  else
    answer->keep_body();
}

// Whether nothing more may be sent now.
bool Conversation::is_over() {
  if (ended_.empty() && deadline_ != Clock::time_point::max() && Clock::now() >= deadline_)
    ended_ = "--max-total-time passed";
  return !ended_.empty();
}

// Of the first request to an operation.
void Conversation::note_silence(std::size_t index) {
  const Probe& probe = plan_.probes[index];
  const Answer& answer = *answers_[index];
  if (!is_silence(answer)) {
    silent_[probe.operation];
    silences_ = 0;
    return;
  }
  silent_[probe.operation] = printable(probe.id) + " got no response: " + answer.failure()->reason;
  if (++silences_ < kMostRefusals || !ended_.empty()) return;
  is_given_up_ = true;
  ended_ = "the target did not answer " + std::to_string(kMostRefusals) + " requests in a row (" +
           answer.failure()->reason + "); " + answered_before();
}

// Only these are asked again: the list that is read back after a creation or a deletion, until it shows the
// resource that was read before, or no longer shows it, and what a Location leads to, until it is there.
void Conversation::settle(std::size_t index, const Events& events) {
  constexpr std::chrono::milliseconds kPause{250};
  const Probe& probe = plan_.probes[index];
  if (pace_ == nullptr || probe.role != Role::read_back || probe.after.empty()) return;
  const Pace::Time until = pace_->now() + settling_;
  const auto ask_until = [&](const std::function<bool()>& is_settled) {
    while (!is_settled() && pace_->now() < until) {
      if (!pace_->wait_until(std::min(until, pace_->now() + kPause))) return;
      arrive(index, exchanged(probe), events);  // what is judged is the last answer
    }
  };
  if (!probe.follows.empty()) {
    ask_until([&] {
      const Received* received = answers_[index]->received();
      return received == nullptr || received->response.status != 404;
    });
    return;
  }
  const std::optional<SoughtItem> sought = sought_in(probe);
  if (!sought) return;
  const bool was_removed = remover_of(probe.base, sought->path) != nullptr;
  ask_until([&] {
    const Answer& answer = *answers_[index];
    const std::optional<ListedItems> list =
        is_success(answer) ? listed_items(contract_.operations[probe.operation], answer) : std::nullopt;
    if (!list || list->is_too_long()) return true;
    return was_removed ? !list->named(*sought) : list->may_have(*sought);
  });
}

// What a list that is read back is to show, or to show no more: what the read before it was about. nullopt:
// no such read was made.
std::optional<SoughtItem> Conversation::sought_in(const Probe& list) const {
  const auto before = std::find_if(list.after.rbegin(), list.after.rend(), [&](std::size_t other) {
    return plan_.probes[other].role == Role::read_back && answers_[other] != nullptr;
  });
  if (before == list.after.rend()) return std::nullopt;
  const Probe& read = plan_.probes[*before];
  return sought_item(contract_.operations[read.operation], http::resource_path(read.request.target));
}

// Remembers what that exchange changed.
void Conversation::note(std::size_t index) {
  const Probe& probe = plan_.probes[index];
  const Answer& answer = *answers_[index];
  const bool creates = creation_of(index) != nullptr;
  note_etag(probe, answer);
  if (creates && is_lost(answer) && (probe.request.method == "POST" || probe.request.method == "PUT"))
    lost_.push_back(index);
  note_damage(index);
  note_unwanted(index);
  note_outlasting(index);
  if (is_success(answer)) {
    if (probe.request.method == "DELETE" && probe.role != Role::other_identity)
      removed_.try_emplace({probe.base, http::resource_path(probe.request.target)}, probe.id);
    // A PUT that got another success than 201 replaced what was there, if that is not known to be nothing.
    const bool is_new =
        probe.request.method == "POST" || (probe.request.method == "PUT" && creates &&
                                           (answer.received()->response.status == 201 || probe.if_absent ||
                                            creation_of(index)->should_be_refused));
    if (creates && is_new) created_.push_back({.probe = index});
  }
}

// What is there although its deletion succeeded is left behind.
void Conversation::note_outlasting(std::size_t index) {
  const Probe& probe = plan_.probes[index];
  const Answer& answer = *answers_[index];
  const Operation& reading = contract_.operations[probe.operation];
  if (probe.role != Role::read_back || !is_success(answer)) return;
  const std::pair key(probe.base, http::resource_path(probe.request.target));
  if (removed_.contains(key)) {
    const Instance* shown = answer.body().instance.get();
    const bool is_marked = shown == nullptr || is_marked_deleted(shown->root());
    if (documents_absence(reading) && !is_marked) outlasting_[key] = reading.id;
    return;
  }
  const std::optional<SoughtItem> sought = sought_in(probe);
  if (!sought || !removed_.contains({probe.base, sought->path})) return;
  const std::optional<ListedItems> list = listed_items(reading, answer);
  if (!list || list->is_too_long()) return;
  const std::optional<Value> item = list->named(*sought);
  if (item && !is_marked_deleted(*item)) outlasting_[{probe.base, sought->path}] = reading.id;
}

// What a write that should have been refused removed, as the read behind it shows: later requests are not to
// blame.
void Conversation::note_damage(std::size_t index) {
  const Probe& probe = plan_.probes[index];
  const Received* received = answers_[index]->received();
  if (probe.role != Role::read_back || received == nullptr) return;
  if (received->response.status != 404 && received->response.status != 410) return;
  for (const std::size_t before : probe.after) {
    const Probe& write = plan_.probes[before];
    const bool is_unwanted = (write.role == Role::other_identity || must_be_refused(write.role)) &&
                             answers_[before] != nullptr && !http::is_safe_method(write.request.method);
    const std::string path = http::resource_path(probe.request.target);
    const auto shows_it = [&](std::size_t read) {
      return plan_.probes[read].role == Role::read_back && answers_[read] != nullptr &&
             is_success(*answers_[read]) && http::resource_path(plan_.probes[read].request.target) == path;
    };
    const bool was_there = std::any_of(write.after.begin(), write.after.end(), shows_it);
    if (is_unwanted && was_there && http::resource_path(write.request.target) == path)
      removed_.try_emplace({probe.base, path}, write.id);
  }
}

// What a POST created although it was refused, as the list behind it shows: it is deleted at the end as well.
void Conversation::note_unwanted(std::size_t list) {
  const Probe& after = plan_.probes[list];
  if (after.role != Role::read_back || !is_success(*answers_[list])) return;
  const auto is_read = [&](std::size_t probe) {
    return plan_.probes[probe].role == Role::read_back && plan_.probes[probe].operation == after.operation &&
           answers_[probe] != nullptr && is_success(*answers_[probe]);
  };
  for (const std::size_t sent : after.after) {
    const Probe& post = plan_.probes[sent];
    const Creation* creation = creation_of(sent);
    const bool is_refused = post.request.method == "POST" && must_be_refused(post.role) &&
                            answers_[sent] != nullptr && answers_[sent]->received() != nullptr &&
                            !is_success(*answers_[sent]);
    const auto before = std::find_if(post.after.begin(), post.after.end(), is_read);
    if (!is_refused || creation == nullptr || before == post.after.end()) continue;
    const std::string path = http::resource_path(post.request.target);
    if (http::resource_path(after.request.target) != path ||
        http::resource_path(plan_.probes[*before].request.target) != path)
      continue;
    const std::optional<Probe>& removal = creation->removal_of(post);
    const Operation& named = contract_.operations[removal ? removal->operation : after.operation];
    for (UnwantedItem& item : created_although_refused(contract_.operations[after.operation], named,
                                                       *answers_[sent], *answers_[*before], *answers_[list]))
      created_.push_back({.probe = sent, .item = std::move(item.identity), .is_certain = item.is_certain});
  }
}

void Conversation::note_refusal(std::size_t index) {
  const Probe& probe = plan_.probes[index];
  const Answer& answer = *answers_[index];
  if (is_interruption(answer)) {  // what would follow would not be sent either
    if (!is_over()) ended_ = "the run was interrupted";
    return;
  }
  if (probe.is_preferred) return;  // a mock was asked for that answer
  if (is_silence(answer)) return;  // counted by note_silence()
  if (!is_refusal(answer)) {
    refusals_ = 0;
    const Received* received = answer.received();
    if (received == nullptr) return;
    last_answered_ = probe.request.method + " " + request_of(plan_, probe).target + " was answered with " +
                     std::to_string(received->response.status);
    return;
  }
  if (++refusals_ < kMostRefusals || !ended_.empty()) return;
  const Failure* failure = answer.failure();
  is_given_up_ = true;
  ended_ = "the target refused " + std::to_string(kMostRefusals) + " requests in a row (" +
           (failure == nullptr ? "503" : failure->reason) + "); " + answered_before();
}

std::string Conversation::answered_before() const {
  return last_answered_.empty() ? "it answered none before" : "before that, " + last_answered_;
}

// Gives the request its precondition. False if no answer showed the ETag of its resource.
bool Conversation::take_precondition(Probe& probe) const {
  constexpr const char* kWrongETag = "\"avouch\"";
  switch (probe.precondition) {
    case Precondition::none:
      return true;
    case Precondition::wrong:
      http::set(probe.request.fields, "If-Match", kWrongETag);
      return true;
    case Precondition::unchanged:
    case Precondition::changed:
      break;
  }
  const auto etag = etags_.find({probe.base, http::resource_path(probe.request.target)});
  if (etag == etags_.end()) return false;
  const bool is_changed = probe.precondition == Precondition::changed;
  http::set(probe.request.fields, is_changed ? "If-None-Match" : "If-Match", etag->second);
  return true;
}

// The ETag in the answer to a GET is that of its resource, and so is that in the answer to a PUT or PATCH
// (RFC 9110 §8.8.3, §9.3.4).
void Conversation::note_etag(const Probe& probe, const Answer& answer) {
  constexpr std::size_t kLongestETag = 1'024;
  const std::string& method = probe.request.method;
  if (!is_success(answer) || method == "POST" || method == "OPTIONS" || probe.is_absolute) return;
  const auto etag = http::combined(answer.received()->response.fields, "ETag");
  const std::pair key(probe.base, http::resource_path(probe.request.target));
  if (etag && etag->size() <= kLongestETag && method != "DELETE") {
    etags_[key] = *etag;
  } else if (!http::is_safe_method(method)) {
    etags_.erase(key);
  }
}

// A part of what was deleted is gone as well. The deletion nearest to the root counts.
const std::string* Conversation::remover_of(std::size_t base, std::string path) const {
  const std::string* remover = nullptr;
  for (; path.size() > 1; path.erase(path.rfind('/'))) {
    const auto removed = removed_.find({base, path});
    if (removed != removed_.end()) remover = &removed->second;
  }
  return remover;
}

const Creation* Conversation::creation_of(std::size_t created) const {
  const auto creation =
      std::find_if(plan_.creations.begin(), plan_.creations.end(),
                   [&](const Creation& one) { return one.may_be_by(plan_.probes[created]); });
  return creation == plan_.creations.end() ? nullptr : &*creation;
}

// A request of the clean-up to what was created; nullopt if nothing names it.
std::optional<Probe> Conversation::to_created(const std::optional<Probe>& request,
                                              const Created& created) const {
  if (!request) return std::nullopt;
  if (!created.item.empty())
    return sent_to_item(contract_, plan_, *request, plan_.probes[created.probe], created.item);
  return sent_to_created(contract_, plan_, *request, created.probe,
                         [this](std::size_t probe) { return answers_[probe]; });
}

const Answer& Conversation::clean_up_by(const Probe& probe) {
  const auto answer = std::make_shared<Answer>(exchanged(probe));
  answer->drop_body();  // no clause is about it
  clean_ups_.push_back({probe.id, answer});
  note_etag(probe, *answer);
  return *answer;
}

// A PUT that got another success than 201 does not say whether it created something (RFC 9110 §9.3.4). It did
// if nothing was there before and something is there now. Returns why that is not known; empty if it is, or
// if nothing is there.
std::string Conversation::doubt_about(const Created& created, const Creation& creation) {
  const Probe& put = plan_.probes[created.probe];
  const std::string got = "PUT got " + std::to_string(answers_[created.probe]->received()->response.status);
  const std::optional<Probe> reading = to_created(creation.reading, created);
  if (!reading) return got + ", and no GET shows whether it created something";
  const std::string path = http::resource_path(put.request.target);
  const Answer& answer = clean_up_by(*reading);
  const Received* received = answer.received();
  if (received == nullptr) return got + ", and the GET of it failed: " + answer.failure()->reason;
  const int status = received->response.status;
  if (status == 404 || status == 410) {
    removed_.try_emplace({put.base, path}, reading->id);
    return {};
  }
  if (!is_success(answer)) return got + ", and the GET of it got " + std::to_string(status);
  return put.if_absent ? "" : got + ": it is there, and may have been there before";
}

// Returns why the resource is still there; empty if it is not, or if its removal was interrupted.
std::string Conversation::remove(const Created& created) {
  const Probe& creator = plan_.probes[created.probe];
  const Creation* creation = creation_of(created.probe);
  if (creator.request.method == "PUT" && creation != nullptr && !is_given_up_ &&
      answers_[created.probe]->received()->response.status != 201) {
    const std::string path = http::resource_path(creator.request.target);
    if (remover_of(creator.base, path) != nullptr) return {};
    if (std::string doubt = doubt_about(created, *creation); !doubt.empty()) return doubt;
    if (remover_of(creator.base, path) != nullptr) return {};  // it is not there
  }
  if (!created.is_certain) return "its POST was refused, and it is not certain that this is what it created";
  if (creation == nullptr || !creation->removal_of(creator)) return "no DELETE of it is documented";
  std::optional<Probe> removing = to_created(creation->removal_of(creator), created);
  if (!removing) return "the answer does not name it";
  const std::string path = http::resource_path(removing->request.target);
  if (const auto shown_by = outlasting_.find({removing->base, path}); shown_by != outlasting_.end())
    return "its DELETE succeeded, and " + shown_by->second + " shows it still";
  if (remover_of(removing->base, path) != nullptr) return {};
  if (is_given_up_) return "the target refuses everything";
  if (!take_precondition(*removing)) {
    if (const std::optional<Probe> reading = to_created(creation->reading, created)) clean_up_by(*reading);
    take_precondition(*removing);
  }
  const Answer& answer = clean_up_by(*removing);
  if (const Failure* failure = answer.failure()) return "its DELETE failed: " + failure->reason;
  const int status = answer.received()->response.status;
  if (!is_success(answer) && status != 404 && status != 410)
    return "its DELETE got " + std::to_string(status);
  removed_.try_emplace({removing->base, path}, removing->id);
  return {};
}

void Conversation::clean_up(std::chrono::steady_clock::time_point until) {
  const std::vector<Created> created = std::exchange(created_, {});
  for (auto one = created.rbegin(); one != created.rend(); ++one) {
    std::string why =
        std::chrono::steady_clock::now() < until ? remove(*one) : "there was no time left to delete it";
    if (!why.empty()) left_[*one] = std::move(why);
  }
}

void Conversation::clean_up_with(std::vector<Transport*> transports,
                                 std::chrono::steady_clock::time_point until) {
  const std::vector<Transport*> own = std::exchange(transports_, std::move(transports));
  for (const auto& [created, why] : std::exchange(left_, {})) created_.push_back(created);
  clean_up(until);
  transports_ = own;
}

// Whether the run deleted what is at that URL.
bool Conversation::was_removed(std::size_t base, const std::string& text) const {
  const std::optional<http::Url> url = http::parse_url(text);
  if (!url || url->origin() != plan_.bases[base].origin()) return false;
  const std::string prefix = plan_.bases[base].prefix();
  if (!url->path.starts_with(prefix + "/")) return false;
  const std::string path = http::resource_path(url->path.substr(prefix.size()));
  return remover_of(base, path) != nullptr && !outlasting_.contains({base, path});
}

// How to call what was created.
std::vector<std::string> Conversation::names_of(const Created& created) const {
  if (!created.item.empty()) return {url_of_item(plan_, plan_.probes[created.probe], created.item)};
  return created_by(contract_, plan_, created.probe, [this](std::size_t probe) { return answers_[probe]; });
}

std::vector<std::string> Conversation::left_behind() const {
  std::vector<std::string> left;
  for (const auto& [created, why] : left_) {
    const Probe& creator = plan_.probes[created.probe];
    if (remover_of(creator.base, http::resource_path(creator.request.target)) != nullptr)
      continue;  // gone with what it was a part of
    std::vector<std::string> urls = names_of(created);
    if (urls.size() > 1 || !created.item.empty())  // what was deleted is another one
      std::erase_if(urls, [&](const std::string& url) { return was_removed(creator.base, url); });
    if (!urls.empty()) left.push_back(join(urls, " or ") + ": " + why);
  }
  return left;
}

std::vector<std::string> Conversation::maybe_left_behind() const {
  std::vector<std::string> maybe;
  for (const std::size_t index : lost_) {
    const Probe& probe = plan_.probes[index];
    const std::string url = plan_.bases[probe.base].root().text();
    const std::string target = request_of(plan_, probe).target;
    maybe.push_back(probe.request.method + " " + url.substr(0, url.size() - 1) +
                    target.substr(0, target.find('?')) + " got no response: it may have created something");
  }
  return maybe;
}

}  // namespace avouch
