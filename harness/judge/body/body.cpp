// SPDX-License-Identifier: MIT
#include "judge/body/body.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <utility>

#include "base/steps.h"
#include "judge/body/evaluation.h"
#include "judge/body/program.h"
#include "judge/body/report.h"
#include "pattern/pattern.h"

namespace avouch {
namespace {

constexpr WorkBudget::Limits kOwn{.steps = kJudgeSteps};

// The part of a budget that a walk with parts may cost in addition.
constexpr int kPart = 8;

WorkBudget::Limits limits_of_parts(const WorkBudget::Limits& whole) {
  const bool is_timed = whole.time != WorkBudget::Limits{}.time;
  return {.steps = std::min(whole.steps, kJudgeSteps) / kPart,
          .time = is_timed ? whole.time / kPart : whole.time};
}

}  // namespace

BodyJudge::BodyJudge(std::shared_ptr<const Program> program) : program_(std::move(program)) {}
BodyJudge::BodyJudge(BodyJudge&&) noexcept = default;
BodyJudge& BodyJudge::operator=(BodyJudge&&) noexcept = default;
BodyJudge::~BodyJudge() = default;

Result<BodyJudge> BodyJudge::make(std::shared_ptr<const Schema> schema, const JudgeOptions& options) {
  const std::size_t variant = (options.assert_formats ? 1U : 0U) + (options.assert_content ? 2U : 0U);
  if (std::shared_ptr<const Program> known = schema->derived().find<Program>(variant))
    return BodyJudge(std::move(known));
  const DerivedFromSchema& derived = schema->derived();
  Result<std::unique_ptr<const Program>> made = Program::make(std::move(schema), options);
  if (!made) return made.errors();
  std::shared_ptr<const Program> program = *std::move(made);
  derived.keep(program, variant);
  return BodyJudge(std::move(program));
}

std::vector<Verdict> BodyJudge::judge(const Instance& instance) const {
  WorkBudget budget(kOwn);
  return judge(instance, budget);
}

// Judges again what the walk as a whole left undecided, with a few steps for each costly keyword: the others
// are decided then.
void BodyJudge::judge_parts(const Instance& instance, WorkBudget& budget, BodyVerdicts& all) const {
  if (budget.end() == WorkBudget::End::interruption) return;
  const WorkBudget::Limits limits = limits_of_parts(budget.limits());
  WorkBudget own(limits);
  std::map<std::size_t, Verdict> failed;
  BodyEvaluation evaluation(*program_, own, BodyEvaluation::Detail::verdicts, &failed);
  evaluation.part(limits.steps / 2 / std::max<std::size_t>(program_->costly_keywords, 1));
  evaluation.run(0, instance.root());
  budget.add_spent(own.spent().steps);
  const std::vector<KeywordCount>& counts = evaluation.counts();
  all.decided_.resize(counts.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    all.decided_[i] = evaluation.is_known(i);
    const bool is_new = counts[i].failures > 0 && all.counts_[i].failures == 0;
    if (!all.decided_[i] && !is_new) continue;
    all.counts_[i] = counts[i];
    if (counts[i].failures > 0) all.failed_[i] = std::move(failed[i]);
  }
  if (evaluation.limit().empty()) all.seen_ = evaluation.take_seen();
}

BodyVerdicts BodyJudge::verdicts(const Instance& instance, WorkBudget& budget) const {
  BodyVerdicts all(program_);
  BodyEvaluation evaluation(*program_, budget, BodyEvaluation::Detail::verdicts, &all.failed_);
  evaluation.run(0, instance.root());
  all.counts_ = evaluation.take_counts();
  all.seen_ = evaluation.take_seen();
  all.limit_ = evaluation.limit();
  if (!all.limit_.empty()) judge_parts(instance, budget, all);
  for (const SchemaClaim& claim : program_->schema->claims()) {
    if (all.counts_[claim.keyword].failures > 0) all.violated_.push_back(claim.keyword);
  }
  std::sort(all.violated_.begin(), all.violated_.end());
  return all;
}

std::vector<Verdict> BodyJudge::judge(const Instance& instance, WorkBudget& budget) const {
  const BodyVerdicts all = verdicts(instance, budget);
  std::vector<Verdict> each(program_->schema->keywords().size());
  // Sets keywords that are no claims too: a schema without claims has no other place for the limit.
  for (std::size_t i = 0; !all.limit_.empty() && i < each.size(); ++i) {
    if (all.counts_[i].failures == 0) each[i] = {.outcome = Outcome::undecided, .reason = all.limit_};
  }
  for (const SchemaClaim& claim : program_->schema->claims()) each[claim.keyword] = all.of(claim.keyword);
  return each;
}

struct BodyVerdicts::Ways {
  std::once_flag once;
  std::optional<UnexercisedWays> found;
};

BodyVerdicts::BodyVerdicts(std::shared_ptr<const BodyJudge::Program> program)
    : program_(std::move(program)), ways_(std::make_shared<Ways>()) {}

Outcome BodyVerdicts::outcome(std::size_t keyword) const {
  const KeywordCount& count = counts_[keyword];
  if (count.failures > 0) return Outcome::violated;
  if (!limit_.empty() && !is_decided(keyword)) return Outcome::undecided;
  if (count.unknown > 0) {
    const bool is_faulty = program_->fault_below(program_->keyword(keyword)) != nullptr;
    return is_faulty ? Outcome::unexercised : Outcome::undecided;
  }
  return count.instances > 0 ? Outcome::holds : Outcome::unexercised;
}

Verdict BodyVerdicts::of(std::size_t keyword) const {
  const auto failed = failed_.find(keyword);
  Verdict verdict = failed == failed_.end() ? Verdict{} : failed->second;
  const KeywordCount& count = counts_[keyword];
  verdict.instances = count.instances;
  verdict.failures = count.failures;
  verdict.outcome = outcome(keyword);
  if (verdict.outcome == Outcome::undecided) {
    verdict.reason = limit_.empty() || is_decided(keyword)
                         ? "a pattern used up its budget of " + std::to_string(kMatchSteps) + " steps"
                         : limit_;
  } else if (verdict.outcome == Outcome::unexercised) {
    const ContractFault fault =
        count.unknown > 0 ? program_->fault_below(program_->keyword(keyword)) : nullptr;
    if (fault != nullptr) {
      verdict.reason = fault_reason(*fault);
    } else {
      std::call_once(ways_->once, [&] { ways_->found.emplace(*program_, seen_); });
      verdict.reason = unexercised_reason(*program_, seen_, *ways_->found, keyword);
    }
  }
  return verdict;
}

std::optional<bool> BodyJudge::accepts(const Instance& instance) const {
  return accepts(instance, 0);
}

std::optional<std::vector<KeywordCount>> BodyJudge::counts(const Instance& instance) const {
  return counts(instance.root(), 0);
}

std::optional<std::vector<KeywordCount>> BodyJudge::counts(const Value& part, std::size_t node) const {
  WorkBudget budget(kOwn);
  BodyEvaluation evaluation(*program_, budget, BodyEvaluation::Detail::counts);
  evaluation.run(node, part);
  if (!evaluation.limit().empty()) return std::nullopt;
  std::vector<KeywordCount> counts = evaluation.take_counts();
  for (std::size_t i = 0; !program_->faults.empty() && i < counts.size(); ++i) {
    if (program_->fault_below(program_->keyword(i)) != nullptr) counts[i].unknown = 0;
  }
  return counts;
}

bool BodyJudge::is_acceptable(const Instance& instance, std::size_t node) const {
  WorkBudget budget(kOwn);
  return is_acceptable(instance, node, budget);
}

bool BodyJudge::is_acceptable(const Instance& instance, std::size_t node, WorkBudget& budget) const {
  BodyEvaluation evaluation(*program_, budget, BodyEvaluation::Detail::whether);
  return evaluation.run(node, instance.root()) && evaluation.limit().empty() &&
         (!evaluation.is_unknown() || program_->fault_at(node) != nullptr);
}

std::optional<bool> BodyJudge::accepts(const Instance& instance, std::size_t node) const {
  return accepts(instance.root(), node);
}

bool BodyJudge::others_may_accept(const Value& part, std::size_t keyword, std::size_t branch) const {
  const std::vector<SchemaBranch>& branches = program_->keyword(keyword).branches;
  const auto may_accept = [&](std::size_t other) {
    count_steps(1);
    return other != branch && accepts(part, branches[other].node) != false;
  };
  std::vector<std::uint32_t> found;
  const Choice* choice = program_->choices[keyword].get();
  if (choice != nullptr && choice->find(part, found))
    return std::any_of(found.begin(), found.end(), may_accept);
  for (std::size_t other = 0; other < branches.size(); ++other) {
    if (may_accept(other)) return true;
  }
  return false;
}

std::optional<bool> BodyJudge::accepts(const Value& part, std::size_t node) const {
  WorkBudget budget(kOwn);
  return accepts(part, node, budget);
}

std::optional<bool> BodyJudge::accepts(const Value& part, std::size_t node, WorkBudget& budget) const {
  BodyEvaluation evaluation(*program_, budget, BodyEvaluation::Detail::whether);
  const bool is_good = evaluation.run(node, part);
  if (!evaluation.limit().empty() || (is_good && evaluation.is_unknown())) return std::nullopt;
  return is_good;
}

}  // namespace avouch
