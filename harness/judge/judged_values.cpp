// SPDX-License-Identifier: MIT
#include "judge/judged_values.h"

#include <memory>
#include <utility>

#include "contract/header_value.h"
#include "json/instance.h"
#include "judge/header/header.h"

namespace avouch {

Result<JudgedValues> JudgedValues::make(const Contract& contract, const JudgeOptions& options) {
  JudgedValues values(contract);
  Errors errors;
  const auto keep = [&](auto& judges, const SchemaKey& key, const std::shared_ptr<const Schema>& schema) {
    Result<BodyJudge> judge = BodyJudge::make(schema, options);
    if (!judge) {
      errors.insert(errors.end(), judge.errors().begin(), judge.errors().end());
    } else {
      judges.emplace(key, *std::move(judge));
    }
  };
  for (std::size_t operation = 0; operation < contract.operations.size(); ++operation) {
    const std::vector<DocumentedResponse>& responses = contract.operations[operation].responses;
    for (std::size_t response = 0; response < responses.size(); ++response) {
      for (std::size_t media = 0; media < responses[response].media.size(); ++media) {
        const DocumentedMedia& documented = responses[response].media[media];
        if (documented.schema == nullptr || !documented.is_json()) continue;
        keep(values.body_judges_, {operation, response, media}, documented.schema);
      }
      for (std::size_t header = 0; header < responses[response].headers.size(); ++header) {
        const DocumentedHeader& documented = responses[response].headers[header];
        if (has_header_claims(documented))
          keep(values.header_judges_, {operation, response, header}, documented.schema);
      }
    }
  }
  if (!errors.empty()) return errors;
  return values;
}

const BodyJudge* JudgedValues::of_body(const SchemaKey& key) const {
  const auto found = body_judges_.find(key);
  return found == body_judges_.end() ? nullptr : &found->second;
}

const BodyJudge* JudgedValues::of_header(const SchemaKey& key) const {
  const auto found = header_judges_.find(key);
  return found == header_judges_.end() ? nullptr : &found->second;
}

JudgedValues::Body& JudgedValues::body(const Exchange& exchange) {
  const auto found = bodies_.find(&exchange);
  if (found != bodies_.end()) return found->second;
  Body parsed{.parsed = parse_body(exchange.received()->response.body), .verdicts = {}};
  return bodies_.emplace(&exchange, std::move(parsed)).first->second;
}

const ParsedBody& JudgedValues::parsed(const Exchange& exchange) {
  return body(exchange).parsed;
}

const JudgedValues::BodyVerdicts& JudgedValues::body_verdicts(const Exchange& exchange,
                                                              const SchemaKey& key) {
  Body& judged = body(exchange);
  const auto found = judged.verdicts.find(key);
  if (found != judged.verdicts.end()) return found->second;
  BodyVerdicts verdicts{.by_keyword = body_judges_.at(key).judge(*judged.parsed.instance), .violated = {}};
  for (std::size_t i = 0; i < verdicts.by_keyword.size(); ++i) {
    if (verdicts.by_keyword[i].outcome == Outcome::violated) verdicts.violated.push_back(i);
  }
  return judged.verdicts.emplace(key, std::move(verdicts)).first->second;
}

const std::vector<Verdict>& JudgedValues::header_verdicts(const Exchange& exchange, const SchemaKey& key) {
  std::map<SchemaKey, std::vector<Verdict>>& known = headers_[&exchange];
  const auto found = known.find(key);
  if (found != known.end()) return found->second;
  const DocumentedHeader& header =
      contract_->operations[key.operation].responses[key.response].headers[key.index];
  const http::Fields& fields = exchange.received()->response.fields;
  return known.emplace(key, judge_header_values(header, header_judges_.at(key), fields)).first->second;
}

void JudgedValues::forget(const Exchange& exchange) {
  bodies_.erase(&exchange);
  headers_.erase(&exchange);
}

}  // namespace avouch
