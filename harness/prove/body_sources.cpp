// SPDX-License-Identifier: MIT
#include "prove/body_sources.h"

#include <nlohmann/json.hpp>
#include <vector>

#include "prove/mutants.h"

namespace avouch {

BodySources::BodySources(const Contract& single, const Judge& judge, std::uint64_t seed) {
  const Operation& operation = single.operations.front();
  for (std::size_t response = 0; response < operation.responses.size(); ++response) {
    const std::vector<DocumentedMedia>& documented = operation.responses[response].media;
    for (std::size_t i = 0; i < documented.size(); ++i) {
      const BodyJudge* body_judge = judge.of_body(0, response, i);
      if (body_judge == nullptr) continue;
      std::vector<nlohmann::json> examples;
      for (const Example& example : documented[i].examples) examples.push_back(example.value);
      Result<Generator> generator = Generator::make(documented[i].schema, *body_judge, examples, seed);
      if (generator) {
        sources_.emplace(Key{response, i}, Source{*std::move(generator), {}});
      } else {
        without_[{response, i}] = generator.errors().front().title;
      }
    }
  }
  for (const BoundClause& clause : single.clauses) {
    const auto* subject = std::get_if<BodyKeywordSubject>(&clause.subject);
    if (subject == nullptr) continue;
    const auto found = sources_.find({clause.response, subject->media});
    if (found == sources_.end()) continue;
    found->second.claims[subject->keyword] = clause.clause.coordinate.substr(operation.id.size() + 1);
  }
}

const Generator* BodySources::generator(Key key) const {
  const auto found = sources_.find(key);
  return found == sources_.end() ? nullptr : &found->second.generator;
}

Mutants BodySources::mutants(const BoundClause& clause, std::size_t most) const {
  const Key key{clause.response, std::get<BodyKeywordSubject>(clause.subject).media};
  if (const auto found = without_.find(key); found != without_.end())
    return {.reason = Mutants::Reason::out_of_reach, .why = "no body can be made: " + found->second};
  const Source& source = sources_.at(key);
  return body_mutants(clause, source.generator, source.claims, most);
}

}  // namespace avouch
