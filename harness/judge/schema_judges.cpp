// SPDX-License-Identifier: MIT
#include "judge/schema_judges.h"

#include <atomic>
#include <memory>
#include <utility>

#include "contract/header_value.h"
#include "judge/header/header.h"

namespace avouch {

Result<SchemaJudges> SchemaJudges::make(const Contract& contract, const JudgeOptions& options) {
  static std::atomic<std::uint64_t> made{0};
  SchemaJudges all(contract, options, ++made);
  Errors errors;
  const auto keep = [&](const SchemaKey& key, const std::shared_ptr<const Schema>& schema) {
    Result<BodyJudge> judge = BodyJudge::make(schema, options);
    if (!judge) {
      errors.insert(errors.end(), judge.errors().begin(), judge.errors().end());
    } else {
      all.judges_.emplace(key, *std::move(judge));
    }
  };
  for (std::size_t operation = 0; operation < contract.operations.size(); ++operation) {
    const std::vector<DocumentedResponse>& responses = contract.operations[operation].responses;
    for (std::size_t response = 0; response < responses.size(); ++response) {
      for (std::size_t media = 0; media < responses[response].media.size(); ++media) {
        const DocumentedMedia& documented = responses[response].media[media];
        if (!documented.is_judged()) continue;
        keep(all.body_key(operation, response, media), documented.schema);
      }
      for (std::size_t header = 0; header < responses[response].headers.size(); ++header) {
        const DocumentedHeader& documented = responses[response].headers[header];
        if (has_header_claims(documented))
          keep(all.header_key(operation, response, header), documented.schema);
      }
    }
  }
  if (!errors.empty()) return errors;
  return all;
}

const BodyJudge* SchemaJudges::find(const SchemaKey& key) const {
  const auto found = judges_.find(key);
  return found == judges_.end() ? nullptr : &found->second;
}

const MediaBody& SchemaJudges::read(const Answer& answer, const SchemaKey& key) const {
  return answer.reading(key, [&] {
    const DocumentedMedia& media =
        contract_->operations[key.operation].responses[key.response].media[key.index];
    const Received& received = *answer.received();
    return answer.within(limits_, [&](WorkBudget& budget) {
      return read_body(media,
                       {.bytes = received.response.body,
                        .type = answer.media_type(),
                        .is_enough = received.end.is_enough,
                        .budget = &budget,
                        .memory = received.memory.get()},
                       find(key));
    });
  });
}

const SchemaVerdicts& SchemaJudges::body_verdicts(const Answer& answer, const SchemaKey& key) const {
  const DocumentedMedia& media =
      contract_->operations[key.operation].responses[key.response].media[key.index];
  const Instance& instance =
      media.form() == MediaForm::json ? *answer.body(limits_).instance : *read(answer, key).parsed.instance;
  return answer.verdicts(key, [&] {
    return answer.within(limits_, [&](WorkBudget& budget) {
      return std::make_shared<const BodyVerdicts>(judges_.at(key).verdicts(instance, budget));
    });
  });
}

const SchemaVerdicts& SchemaJudges::header_verdicts(const Answer& answer, const SchemaKey& key) const {
  const DocumentedHeader& header =
      contract_->operations[key.operation].responses[key.response].headers[key.index];
  return answer.verdicts(key, [&] {
    return answer.within(limits_, [&](WorkBudget& budget) {
      return judge_header_values(header, judges_.at(key), answer.received()->response.fields, budget);
    });
  });
}

}  // namespace avouch
