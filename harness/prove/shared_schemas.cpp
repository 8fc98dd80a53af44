// SPDX-License-Identifier: MIT
#include "prove/shared_schemas.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>
#include <variant>

#include "contract/schema/schema.h"
#include "json/json_value.h"

namespace avouch {
namespace {

constexpr std::size_t kFewClaims = 8;  // a schema with so many is proven in each of its uses
constexpr std::size_t kSamples = 4;
constexpr std::size_t kMostTried = 8;  // keywords that may be samples
constexpr std::size_t kOfSample = 2;   // violations of each

// What two bodies must have in common.
using Likeness = std::tuple<const Schema*, MediaForm, bool, bool, std::string, std::set<std::string>>;

std::string text_of_examples(const DocumentedMedia& media) {
  std::string text;
  for (const Example& example : media.examples) {
    append_text(example.value, text);
    text += '\n';
  }
  return text;
}

// The coordinate of a clause about content, below its response and its media type.
std::string content_suffix(const Operation& operation, const BoundClause& bound) {
  const std::string& status = operation.responses[bound.response].status;
  std::string suffix = bound.clause.coordinate.substr(operation.id.size() + 1 + status.size() + 1);
  if (suffix.starts_with("body[")) {
    const std::size_t end = suffix.find("]/");
    if (end != suffix.npos) suffix.replace(0, end + 1, "body");
  }
  return suffix;
}

}  // namespace

SharedSchema::SharedSchema(BodyUse home, const DocumentedMedia& media,
                           std::map<std::size_t, std::string> coordinates, std::uint64_t seed)
    : home_(home), media_(media), coordinates_(std::move(coordinates)), seed_(seed) {}

const SharedSchema::Sample* SharedSchema::sample(std::size_t keyword) const {
  const auto found = std::find_if(samples_.begin(), samples_.end(),
                                  [&](const Sample& one) { return one.keyword == keyword; });
  return found == samples_.end() ? nullptr : &*found;
}

const Result<Generator>& SharedSchema::generator() {
  std::call_once(once_, [this] { make(); });
  return *generator_;
}

void SharedSchema::make() {
  Result<BodyJudge> judge = BodyJudge::make(media_.schema, {});
  if (!judge) {
    generator_.emplace(judge.errors());
    return;
  }
  judge_.emplace(*std::move(judge));
  std::vector<JsonValue> values;
  for (const Example& example : media_.examples) values.push_back(example.value);
  generator_.emplace(Generator::make(media_.schema, *judge_, values, seed_));
  if (!*generator_) return;
  const std::vector<SchemaClaim>& claims = media_.schema->claims();
  for (std::size_t i = 0; i < kMostTried && samples_.size() < kSamples; ++i) {
    // Far from each other: the first, the middle one, the last, …
    const std::size_t at = i * (claims.size() - 1) / (kMostTried - 1);
    Violations violations = (*generator_)->violations(claims[at].keyword, kOfSample);
    if (violations.reason != Violations::Reason::made) continue;
    samples_.push_back({claims[at].keyword, std::move(violations)});
  }
}

SharedSchemas::SharedSchemas(const Contract& contract, const Selection& selection, std::uint64_t seed) {
  const std::vector<bool> is_wanted = selected_operations(contract, selection);
  std::map<BodyUse, std::set<std::string>> suffixes;
  std::map<BodyUse, std::map<std::size_t, std::string>> coordinates;  // by keyword
  std::map<std::pair<std::size_t, std::size_t>, std::set<std::string>> of_response;
  for (const BoundClause& bound : contract.clauses) {
    const SubjectTraits& traits = traits_of(bound.subject);
    if (!traits.is_of_content || traits.scope != SubjectTraits::Scope::response ||
        !is_wanted[bound.operation] || !is_selected(bound.clause, selection))
      continue;
    const std::string suffix = content_suffix(contract.operations[bound.operation], bound);
    const auto* subject = std::get_if<BodyKeywordSubject>(&bound.subject);
    if (subject == nullptr) {
      of_response[{bound.operation, bound.response}].insert(suffix);
      continue;
    }
    const BodyUse use{bound.operation, bound.response, subject->media};
    suffixes[use].insert(suffix);
    coordinates[use].emplace(subject->keyword, bound.clause.coordinate);
  }
  std::map<Likeness, std::vector<BodyUse>> alike;
  for (auto& [use, clauses] : suffixes) {
    const DocumentedMedia& media =
        contract.operations[use.operation].responses[use.response].media[use.media];
    if (clauses.size() <= kFewClaims || !media.encoding.empty() || !media.prefix_encoding.empty() ||
        media.item_encoding)
      continue;
    const std::set<std::string>& others = of_response[{use.operation, use.response}];
    clauses.insert(others.begin(), others.end());
    alike[{media.schema.get(), media.form(), media.is_whole_text, media.reads_data, text_of_examples(media),
           std::move(clauses)}]
        .push_back(use);
  }
  for (const auto& [likeness, uses] : alike) {
    if (uses.size() == 1) continue;
    const BodyUse& home = uses.front();
    const auto shared = std::make_shared<SharedSchema>(
        home, contract.operations[home.operation].responses[home.response].media[home.media],
        std::move(coordinates[home]), seed);
    for (const BodyUse& use : uses) shared_.emplace(use, shared);
  }
}

std::shared_ptr<SharedSchema> SharedSchemas::of(const BodyUse& use) const {
  const std::lock_guard lock(mutex_);
  const auto found = shared_.find(use);
  return found == shared_.end() ? nullptr : found->second;
}

void SharedSchemas::finish(std::size_t operation) {
  const std::lock_guard lock(mutex_);
  std::erase_if(shared_, [&](const auto& one) { return one.first.operation == operation; });
}

}  // namespace avouch
