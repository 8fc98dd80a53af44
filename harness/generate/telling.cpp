// SPDX-License-Identifier: MIT
#include "generate/telling.h"

#include "base/interruption.h"
#include "generate/generator.h"
#include "judge/body/body.h"

namespace avouch {
namespace {

// Beside those of DerivedFromSchema::What.
constexpr std::size_t kTelling = DerivedFromSchema::kBody + 1;
constexpr std::size_t kMostTogether = 4U * 1024U * 1024U;  // bytes of all bodies of a schema

TellingBodies make_telling(const std::shared_ptr<const Schema>& schema) {
  const Result<BodyJudge> judge = BodyJudge::make(schema, {});
  if (!judge) return {.texts = {}, .exercised = {}, .error = judge.errors().front()};
  const Result<Generator> generator = Generator::make(schema, *judge, {}, 1, {.is_brief = true});
  if (!generator) return {.texts = {}, .exercised = {}, .error = generator.errors().front()};
  TellingBodies bodies;
  std::size_t size = 0;
  for (const std::size_t index : generator->telling()) {
    const std::string& text = generator->instances().made[index].text;
    size += text.size();
    if (bodies.texts.size() == kMostTelling || (size > kMostTogether && !bodies.texts.empty())) break;
    bodies.texts.push_back(text);
    bodies.exercised.push_back(generator->exercised(index));
  }
  if (bodies.texts.empty()) {  // a schema without claims
    bodies.texts.push_back(generator->first());
    bodies.exercised.emplace_back(schema->keywords().size());
  }
  return bodies;
}

}  // namespace

std::shared_ptr<const TellingBodies> telling_bodies(const std::shared_ptr<const Schema>& schema) {
  const DerivedFromSchema& derived = schema->derived();
  if (const std::shared_ptr<const void> known = derived.find(kTelling))
    return std::static_pointer_cast<const TellingBodies>(known);
  auto made = std::make_shared<const TellingBodies>(make_telling(schema));
  if (!interruption()) derived.own(kTelling, made);
  return made;
}

std::vector<std::size_t> needed_beyond(const TellingBodies& bodies, const Schema& schema,
                                       std::vector<bool> shown) {
  std::vector<std::size_t> needed;
  for (std::size_t i = 0; i < bodies.texts.size(); ++i) {
    bool adds = false;
    for (const SchemaClaim& claim : schema.claims()) {
      if (!bodies.exercised[i][claim.keyword] || shown[claim.keyword]) continue;
      shown[claim.keyword] = true;
      adds = true;
    }
    if (adds) needed.push_back(i);
  }
  return needed;
}

}  // namespace avouch
