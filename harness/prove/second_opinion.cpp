// SPDX-License-Identifier: MIT
#include "prove/second_opinion.h"

#include <algorithm>
#include <functional>

#include "base/interruption.h"
#include "contract/documented_status.h"
#include "json/instance.h"
#include "json/json_reader.h"
#include "json/json_value.h"
#include "judge/documented_answer.h"
#include "prove/neighbours.h"

namespace avouch {
namespace {

// Maximum number of neighbours: of one body, and of all bodies of a schema, per keyword and together.
constexpr std::size_t kOfBody = 256;
constexpr std::size_t kOfKeyword = 4;
constexpr std::size_t kOfSchema = 1'000;
constexpr std::size_t kLongest = 16U * 1024U;  // bytes; longer bodies have no neighbours

}  // namespace

SecondOpinion::SecondOpinion(const Contract& single, const Judge& judge, SecondValidatorMaker make)
    : contract_(single), judge_(judge), make_(std::move(make)) {}

void SecondOpinion::hear(const Answer& answer, const std::string& what) {
  if (answer.received() == nullptr) return;
  const http::Response& seen = answer.received()->response;
  const Operation& operation = contract_.operations.front();
  const std::optional<std::size_t> response = response_for(operation, seen.status);
  if (!response || seen.body.empty()) return;
  const DocumentedResponse& documented = operation.responses[*response];
  for (std::size_t media = 0; media < documented.media.size(); ++media) {
    if (documented.media[media].schema == nullptr || !documented.media[media].is_json() ||
        !comes_as(answer.media_type(), documented, media))
      continue;
    const auto limited = claims_.find({*response, media});
    if (limited != claims_.end() && limited->second == 0) return;
    hear_body({*response, media}, seen.body, what);
    return;
  }
}

const SecondJudge* SecondOpinion::judge_of(Key key) {
  const auto [known, is_new] = judges_.try_emplace(key);
  const BodyJudge* judge = judge_.of_body(0, key.first, key.second);
  if (is_new && judge != nullptr && contract_.library != nullptr) {
    const DocumentedMedia& media = contract_.operations.front().responses[key.first].media[key.second];
    known->second.emplace(*contract_.library, media.schema_place, contract_.dialect, *media.schema, *judge,
                          make_);
  }
  return known->second ? &*known->second : nullptr;
}

void SecondOpinion::hear_body(Key key, const std::string& body, const std::string& what) {
  const std::size_t mixed = (key.first * 31 + key.second) * 0x9E3779B97F4A7C15U;
  if (!heard_.insert(std::hash<std::string>{}(body) ^ mixed).second) return;
  const SecondJudge* judge = judge_of(key);
  const ParsedBody parsed = parse_body(body);
  if (judge == nullptr || parsed.fault) return;
  const SecondJudge::Said said = judge->ask(*parsed.instance);
  if (interruption()) return;  // it may have ended early
  count(key, said, *parsed.instance, what);
  if (said.violated != nullptr || body.size() > kLongest) return;
  // A large schema gets more, because more can be tried.
  const auto limited = claims_.find(key);
  const std::size_t all =
      std::min(kOfSchema,
               kOfKeyword * (limited == claims_.end() ? judge->schema().keywords().size() : limited->second));
  std::size_t& asked = neighbours_[key];
  for (const std::string& other :
       neighbours(json_of(parsed.instance->root()), std::min(kOfBody, all - std::min(all, asked)))) {
    ++asked;
    if (!heard_.insert(std::hash<std::string>{}(other) ^ mixed).second) continue;
    const ParsedBody changed = parse_body(other);
    if (changed.fault) continue;
    const SecondJudge::Said of_other = judge->ask(*changed.instance);
    if (interruption()) return;
    count(key, of_other, *changed.instance, "a neighbour of: " + what);
  }
}

void SecondOpinion::count(Key key, const SecondJudge::Said& said, const Instance& instance,
                          const std::string& what) {
  if (said.skipped) {
    ++opinions_.skipped[*said.skipped];
    return;
  }
  ++opinions_.bodies;
  if (said.agrees) return;
  ++opinions_.disagreed;
  if (opinions_.disagreements.size() == kDisagreements) return;
  const Operation& operation = contract_.operations.front();
  const DocumentedResponse& response = operation.responses[key.first];
  const DocumentedMedia& media = response.media[key.second];
  constexpr std::size_t kShown = 400;
  opinions_.disagreements.push_back(
      {.operation = operation.id,
       .answer = response.status + " " + media.range,
       .what = what,
       .body = to_text(instance.root(), kShown),
       .avouch = said.violated == nullptr ? "accepts it" : "refuses it by " + said.violated->name,
       .second = said.violated == nullptr ? "refuses it" : "accepts it",
       .place = said.violated == nullptr ? media.schema_place : *said.violated->place});
}

}  // namespace avouch
