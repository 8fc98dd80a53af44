// SPDX-License-Identifier: MIT
#include "generate/telling.h"

#include <algorithm>
#include <utility>

#include "base/interruption.h"
#include "generate/generator.h"
#include "json/json_reader.h"
#include "json/json_value.h"
#include "judge/body/body.h"

namespace avouch {
namespace {

constexpr std::size_t kMostTogether = 4U * 1024U * 1024U;  // bytes of all bodies of a schema
constexpr std::size_t kMostOfJoined = 32U * 1024U;         // bytes of a body that shows several
constexpr std::size_t kTriedJoins = 4;                     // bodies that the next one is joined with

// `base`, whose lists also have the items of the lists that `more` has in the same places. Its other values
// stay, so the bodies look as before. Whether anything was added.
bool join_lists(JsonValue& base, const JsonValue& more) {
  bool is_changed = false;
  if (base.is_array() && more.is_array()) {
    for (const JsonValue& item : more.items) {
      if (base.items.size() >= kMostJoinedItems) break;
      if (std::find(base.items.begin(), base.items.end(), item) != base.items.end()) continue;
      base.items.push_back(item);
      is_changed = true;
    }
  } else if (base.is_object() && more.is_object()) {
    for (auto& [name, value] : base.members) {
      const JsonValue* other = more.find(name);
      if (other != nullptr && join_lists(value, *other)) is_changed = true;
    }
  }
  return is_changed;
}

// Bodies that are joined one after another.
class Joining {
 public:
  explicit Joining(const BodyJudge& judge) : judge_(judge) {}

  void add(const std::string& text, const std::vector<bool>& exercised) {
    JsonValue value = json_of_text(text);
    // The last ones are of the same kind most often.
    for (std::size_t i = bodies_.size(), tried = 0; i > 0 && tried < kTriedJoins; --i, ++tried) {
      if (is_joined(bodies_[i - 1], value, exercised)) return;
    }
    if (bodies_.size() < kMostTelling) bodies_.push_back({std::move(value), text, exercised});
  }

  void give(TellingBodies& to) && {
    for (Body& body : bodies_) {
      to.texts.push_back(std::move(body.text));
      to.exercised.push_back(std::move(body.exercised));
    }
  }

 private:
  struct Body {
    JsonValue value;
    std::string text;
    std::vector<bool> exercised;
  };

  // Whether one body conforms and exercises what both do.
  bool is_joined(Body& body, const JsonValue& more, const std::vector<bool>& exercised) const {
    JsonValue joined = body.value;
    if (!join_lists(joined, more)) return false;
    std::string text = to_text(joined);
    if (text.size() > kMostOfJoined) return false;
    const ParsedBody parsed = parse_body(text);
    const auto counts = parsed.instance ? judge_.counts(*parsed.instance) : std::nullopt;
    if (!counts) return false;
    std::vector<bool> shown(counts->size());
    for (std::size_t i = 0; i < counts->size(); ++i) {
      const KeywordCount& count = (*counts)[i];
      if (count.failures > 0 || count.unknown > 0) return false;
      shown[i] = count.instances > 0;
      if (!shown[i] && (body.exercised[i] || exercised[i])) return false;
    }
    body = {std::move(joined), std::move(text), std::move(shown)};
    return true;
  }

  const BodyJudge& judge_;
  std::vector<Body> bodies_;
};

TellingBodies make_telling(const std::shared_ptr<const Schema>& schema) {
  const Result<BodyJudge> judge = BodyJudge::make(schema, {});
  if (!judge) return {.texts = {}, .exercised = {}, .error = judge.errors().front()};
  const Result<Generator> generator = Generator::make(schema, *judge, {}, 1, {.is_brief = true});
  if (!generator) return {.texts = {}, .exercised = {}, .error = generator.errors().front()};
  TellingBodies bodies;
  Joining joining(*judge);
  std::size_t size = 0;
  std::size_t count = 0;
  for (const std::size_t index : generator->telling()) {
    const std::string& text = generator->instances().made[index].text;
    size += text.size();
    if (count == kMostJoined || (size > kMostTogether && count > 0)) break;
    joining.add(text, generator->exercised(index));
    ++count;
  }
  std::move(joining).give(bodies);
  if (bodies.texts.empty()) {  // a schema without claims
    bodies.texts.push_back(generator->first());
    bodies.exercised.emplace_back(schema->keywords().size());
  }
  return bodies;
}

}  // namespace

std::shared_ptr<const TellingBodies> telling_bodies(const std::shared_ptr<const Schema>& schema) {
  const DerivedFromSchema& derived = schema->derived();
  if (std::shared_ptr<const TellingBodies> known = derived.find<TellingBodies>()) return known;
  const auto made = std::make_shared<const TellingBodies>(make_telling(schema));
  if (!interruption()) derived.own(made);
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
