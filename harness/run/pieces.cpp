// SPDX-License-Identifier: MIT
#include "run/pieces.h"

#include <algorithm>
#include <limits>

namespace avouch {
namespace {

// Whether the verdict says nothing but its outcome, its count and its reason.
bool is_brief(const Verdict& verdict) {
  return verdict.findings.empty() && verdict.failures == 0 && !verdict.evidence &&
         verdict.severity == Severity::violation &&
         verdict.instances <= std::numeric_limits<std::uint32_t>::max();
}

}  // namespace

std::uint32_t Reasons::number_of(const std::string& reason) {
  const std::lock_guard lock(mutex_);
  const auto known = numbers_.find(reason);
  if (known != numbers_.end()) return known->second;
  texts_.push_back(reason);
  const auto number = static_cast<std::uint32_t>(texts_.size() - 1);
  numbers_.emplace(texts_.back(), number);
  return number;
}

std::string Reasons::text(std::uint32_t number) const {
  const std::lock_guard lock(mutex_);
  return texts_[number];
}

void Pieces::add(std::size_t planned, std::optional<Verdict> verdict) {
  Brief brief{.planned = static_cast<std::uint32_t>(planned)};
  if (verdict && is_brief(*verdict)) brief.instances = static_cast<std::uint32_t>(verdict->instances);
  if (!verdict) {
    brief.kind = Kind::inapplicable;
  } else if (is_brief(*verdict) && verdict->outcome == Outcome::unexercised) {
    brief.kind = Kind::unexercised;
    brief.reason = reasons_->number_of(verdict->reason);
  } else if (is_brief(*verdict) && verdict->outcome == Outcome::holds && verdict->reason.empty()) {
    brief.kind = Kind::holds;
  } else {
    brief.kind = Kind::other;
    brief.reason = static_cast<std::uint32_t>(others_.size());
    others_.push_back(*std::move(verdict));
  }
  briefs_.push_back(brief);
}

std::optional<std::optional<Verdict>> Pieces::find(std::size_t planned) const {
  const auto found =
      std::lower_bound(briefs_.begin(), briefs_.end(), planned,
                       [](const Brief& one, std::size_t wanted) { return one.planned < wanted; });
  if (found == briefs_.end() || found->planned != planned) return std::nullopt;
  switch (found->kind) {
    case Kind::inapplicable:
      return std::optional<Verdict>();
    case Kind::unexercised:
      return Verdict{.outcome = Outcome::unexercised,
                     .reason = reasons_->text(found->reason),
                     .instances = found->instances};
    case Kind::holds:
      return Verdict{.outcome = Outcome::holds, .instances = found->instances};
    case Kind::other:
      return others_[found->reason];
  }
  return std::nullopt;
}

void Pieces::drop(const std::function<bool(std::size_t planned)>& is_needless) {
  std::erase_if(briefs_, [&](const Brief& one) { return is_needless(one.planned); });
  if (briefs_.size() <= briefs_.capacity() / 2) briefs_.shrink_to_fit();
  if (briefs_.empty()) others_ = {};
}

}  // namespace avouch
