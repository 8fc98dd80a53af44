// SPDX-License-Identifier: MIT
#include "judge/body/body.h"

#include "judge/body/evaluation.h"
#include "judge/body/program.h"
#include "judge/body/report.h"
#include "pattern/pattern.h"

namespace avouch {
namespace {

constexpr WorkBudget::Limits kOwn{.steps = kJudgeSteps};

}  // namespace

BodyJudge::BodyJudge(std::unique_ptr<const Program> program) : program_(std::move(program)) {}
BodyJudge::BodyJudge(BodyJudge&&) noexcept = default;
BodyJudge& BodyJudge::operator=(BodyJudge&&) noexcept = default;
BodyJudge::~BodyJudge() = default;

Result<BodyJudge> BodyJudge::make(std::shared_ptr<const Schema> schema, const JudgeOptions& options) {
  Result<std::unique_ptr<const Program>> program = Program::make(std::move(schema), options);
  if (!program) return program.errors();
  return BodyJudge(*std::move(program));
}

std::vector<Verdict> BodyJudge::judge(const Instance& instance) const {
  WorkBudget budget(kOwn);
  return judge(instance, budget);
}

std::vector<Verdict> BodyJudge::judge(const Instance& instance, WorkBudget& budget) const {
  std::vector<Verdict> verdicts(program_->schema->keywords().size());
  BodyEvaluation evaluation(*program_, budget, BodyEvaluation::Detail::verdicts, &verdicts);
  evaluation.run(0, instance.root());
  // Sets keywords that are no claims too: a schema without claims has no other place for the limit.
  for (std::size_t i = 0; !evaluation.limit().empty() && i < verdicts.size(); ++i) {
    if (evaluation.counts()[i].failures == 0)
      verdicts[i] = {.outcome = Outcome::undecided, .reason = evaluation.limit()};
  }
  for (const SchemaClaim& claim : program_->schema->claims()) {
    const std::size_t i = claim.keyword;
    Verdict& verdict = verdicts[i];
    const KeywordCount& count = evaluation.counts()[i];
    verdict.instances = count.instances;
    verdict.failures = count.failures;
    if (count.failures > 0) {
      verdict.outcome = Outcome::violated;
    } else if (!evaluation.limit().empty()) {
      verdict.outcome = Outcome::undecided;
      verdict.reason = evaluation.limit();
    } else if (const ContractFault fault =
                   count.unknown > 0 ? program_->fault_below(program_->keyword(i)) : nullptr) {
      verdict.outcome = Outcome::unexercised;
      verdict.reason = fault_reason(*fault);
    } else if (count.unknown > 0) {
      verdict.outcome = Outcome::undecided;
      verdict.reason = "a pattern used up its budget of " + std::to_string(kMatchSteps) + " steps";
    } else if (count.instances > 0) {
      verdict.outcome = Outcome::holds;
    } else {
      verdict.outcome = Outcome::unexercised;
      verdict.reason = unexercised_reason(*program_, evaluation.seen(), i);
    }
  }
  return verdicts;
}

std::optional<bool> BodyJudge::accepts(const Instance& instance) const {
  return accepts(instance, 0);
}

std::optional<std::vector<KeywordCount>> BodyJudge::counts(const Instance& instance) const {
  WorkBudget budget(kOwn);
  BodyEvaluation evaluation(*program_, budget, BodyEvaluation::Detail::counts);
  evaluation.run(0, instance.root());
  if (!evaluation.limit().empty()) return std::nullopt;
  std::vector<KeywordCount> counts = evaluation.counts();
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
  WorkBudget budget(kOwn);
  BodyEvaluation evaluation(*program_, budget, BodyEvaluation::Detail::whether);
  const bool is_good = evaluation.run(node, instance.root());
  if (!evaluation.limit().empty() || (is_good && evaluation.is_unknown())) return std::nullopt;
  return is_good;
}

}  // namespace avouch
