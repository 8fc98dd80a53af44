// SPDX-License-Identifier: MIT
#include "prove/hearing.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "plan/evidence.h"

namespace avouch {

Hearing::Hearing(const Contract& contract, const Plan& plan, const Judge& judge, Arena& arena,
                 SecondOpinion& second)
    : contract_(contract), plan_(plan), judge_(judge), arena_(arena), second_(second) {
  for (const Probe& probe : plan.probes) {
    own_.push_back(Answer::of(arena.exchange(probe.request, nullptr)));
    second_.hear(*own_.back(), "the mock's own answer");
  }
  exchanges_ = own_.size();
  for (const PlannedClause& planned : plan.clauses) {
    evidence_.push_back(
        evidence_of(contract, plan, planned, [this](std::size_t probe) { return own_[probe]; }));
    heard_.push_back(planned.probes);
    heard_.back().insert(heard_.back().end(), planned.overheard.begin(), planned.overheard.end());
  }
  for (std::size_t planned = 0; planned < plan.clauses.size(); ++planned)
    by_coordinate_.emplace(clause(planned).clause->coordinate, planned);
  gather_same_bodies();
}

const BoundClause& Hearing::clause(std::size_t planned) const {
  return contract_.clauses[plan_.clauses[planned].clause];
}

std::optional<std::size_t> Hearing::find(const std::string& below) const {
  const auto found = by_coordinate_.find(contract_.operations.front().id + "/" + below);
  return found == by_coordinate_.end() ? std::nullopt : std::optional(found->second);
}

const std::vector<std::size_t>& Hearing::carriers(std::size_t planned) const {
  static const std::vector<std::size_t> kNone;
  const bool needs_own = traits_of(clause(planned).subject).wish == SubjectTraits::Wish::none;
  return plan_.clauses[planned].probes.empty() && needs_own ? kNone : heard_[planned];
}

http::Response Hearing::granted() const {
  for (std::size_t i = 0; i < plan_.probes.size(); ++i) {
    if (plan_.probes[i].role != Role::documented) continue;
    if (const Received* received = own_[i]->received()) return received->response;
  }
  return {.status = 200};
}

Hearing::Changed Hearing::send(const Mutant& mutant, const std::vector<std::size_t>& probes) {
  Changed changed;
  for (const std::size_t probe : probes) {
    changed[probe] = Answer::of(arena_.exchange(plan_.probes[probe].request, &mutant));
    second_.hear(*changed[probe], mutant.what);
  }
  exchanges_ += changed.size();
  return changed;
}

bool Hearing::changes_nothing(const Changed& changed, const std::optional<http::Response>& ground) const {
  return std::all_of(changed.begin(), changed.end(), [&](const auto& one) {
    const Received* now = one.second->received();
    const Received* own = own_[one.first]->received();
    if (now == nullptr || !now->surplus.empty()) return false;
    return ground ? now->response == *ground : own != nullptr && now->response == own->response;
  });
}

const std::vector<Evidence>& Hearing::evidence(std::size_t planned, const Changed& changed) {
  std::vector<Evidence>& evidence = evidence_[planned];
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    const std::size_t probe = heard_[planned][i];
    const auto found = changed.find(probe);
    evidence[i].answer = found == changed.end() ? own_[probe] : found->second;
  }
  return evidence;
}

Verdict Hearing::verdict(std::size_t planned, const Changed& changed) {
  const std::vector<Evidence>& seen = evidence(planned, changed);
  if (seen.empty()) return {.outcome = Outcome::unexercised};
  if (!judges_each(planned)) return judge_.judge(clause(planned), seen);
  std::vector<std::optional<Verdict>> each(seen.size());
  const std::vector<std::optional<Verdict>>& own = own_verdicts(planned);
  for (std::size_t i = 0; i < seen.size(); ++i) {
    std::optional<std::optional<Verdict>> now = changed_verdict(planned, i, changed);
    each[i] = now ? *std::move(now) : own[i];
  }
  return Judge::join(clause(planned), seen, each);
}

bool Hearing::judges_each(std::size_t planned) const {
  return traits_of(clause(planned).subject).scope == SubjectTraits::Scope::response;
}

const std::vector<std::optional<Verdict>>& Hearing::own_verdicts(std::size_t planned) {
  const std::optional<std::size_t> place = places_in_single_[planned];
  OwnVerdicts& own = place ? own_verdicts_[*place] : last_own_verdicts_;
  if (own.planned == planned) return own.each;
  own = {.planned = planned, .each = {}};
  std::vector<Evidence> evidence = evidence_[planned];
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    evidence[i].answer = own_[heard_[planned][i]];
    own.each.push_back(judge_.judge_one(clause(planned), evidence, i));
  }
  return own.each;
}

std::optional<std::optional<Verdict>> Hearing::changed_verdict(std::size_t planned, std::size_t index,
                                                               const Changed& changed) {
  const auto found = changed.find(heard_[planned][index]);
  if (found == changed.end()) return std::nullopt;
  evidence_[planned][index].answer = found->second;
  return judge_.judge_one(clause(planned), evidence_[planned], index);
}

bool Hearing::is_violated(std::size_t planned, const Changed& changed) {
  if (!judges_each(planned)) return verdict(planned, changed).outcome == Outcome::violated;
  const std::vector<std::optional<Verdict>>& own = own_verdicts(planned);
  for (std::size_t i = 0; i < own.size(); ++i) {
    const std::optional<std::optional<Verdict>> now = changed_verdict(planned, i, changed);
    const std::optional<Verdict>& one = now ? *now : own[i];
    if (one && one->outcome == Outcome::violated) return true;
  }
  return false;
}

void Hearing::gather_same_bodies() {
  using Key = std::tuple<std::size_t, std::size_t, std::vector<std::size_t>>;  // response, media type, probes
  std::map<Key, std::size_t> known;
  places_in_single_.resize(plan_.clauses.size());
  for (std::size_t planned = 0; planned < plan_.clauses.size(); ++planned) {
    const std::vector<std::size_t>& probes = heard_[planned];
    const auto* subject = std::get_if<BodyKeywordSubject>(&clause(planned).subject);
    if (subject == nullptr || probes.empty()) {
      places_in_single_[planned] = single_.size();
      single_.push_back(planned);
      continue;
    }
    const auto [found, is_new] =
        known.try_emplace({clause(planned).response, subject->media, probes}, same_bodies_.size());
    if (is_new) same_bodies_.push_back({.probes = probes, .planned = {}});
    same_bodies_[found->second].planned[subject->keyword] = planned;
  }
  own_verdicts_.resize(single_.size());
}

// The framing follows from the content.
bool Hearing::has_same_head(const Changed& changed, const std::optional<http::Response>& ground) const {
  const auto is_framing = [](const http::Field& field) {
    return equals_ignoring_ascii_case(field.name, "Content-Length");
  };
  const auto have_same_head = [&](const http::Response& left, const http::Response& right) {
    if (left.status != right.status || left.reason != right.reason || left.version != right.version)
      return false;
    auto one = left.fields.begin();
    auto other = right.fields.begin();
    for (;; ++one, ++other) {
      one = std::find_if_not(one, left.fields.end(), is_framing);
      other = std::find_if_not(other, right.fields.end(), is_framing);
      if (one == left.fields.end() || other == right.fields.end()) break;
      if (!(*one == *other)) return false;
    }
    return one == left.fields.end() && other == right.fields.end();
  };
  return !changed.empty() && std::all_of(changed.begin(), changed.end(), [&](const auto& one) {
    const Received* now = one.second->received();
    const Received* own = own_[one.first]->received();
    if (now == nullptr || own == nullptr || !now->surplus.empty() || !own->surplus.empty()) return false;
    if (now->end.kind != own->end.kind) return false;
    return have_same_head(now->response, ground ? *ground : own->response);
  });
}

Hearing::Reasons Hearing::violated(const Changed& changed) {
  return violated(changed, false, std::nullopt);
}

Hearing::Reasons Hearing::violated(const Changed& changed, const std::optional<http::Response>& ground,
                                   std::size_t besides) {
  return violated(changed, has_same_head(changed, ground), besides);
}

Hearing::Reasons Hearing::violated(const Changed& changed, bool content_alone,
                                   std::optional<std::size_t> besides) {
  Reasons reasons;
  const auto is_touched = [&](const std::vector<std::size_t>& probes) {
    return changed.empty() ||
           std::any_of(probes.begin(), probes.end(), [&](std::size_t one) { return changed.contains(one); });
  };
  const auto ask = [&](std::size_t planned) {
    if (planned == besides || (judges_each(planned) && !is_violated(planned, changed))) return;
    Verdict said = verdict(planned, changed);
    if (said.outcome == Outcome::violated) reasons[planned] = std::move(said.reason);
  };
  for (const std::size_t planned : single_) {
    if (content_alone && !traits_of(clause(planned).subject).is_of_content) continue;
    if (is_touched(heard_[planned])) ask(planned);
  }
  for (const SameBody& same : same_bodies_) {
    if (!is_touched(same.probes)) continue;
    const std::size_t any = same.planned.begin()->second;
    for (const std::size_t keyword : judge_.violated_keywords(clause(any), evidence(any, changed))) {
      if (const auto found = same.planned.find(keyword); found != same.planned.end()) ask(found->second);
    }
  }
  return reasons;
}

}  // namespace avouch
