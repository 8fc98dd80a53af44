// SPDX-License-Identifier: MIT
#include "prove/shared_schemas.h"

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>

#include "contract/schema/schema.h"
#include "json/json_value.h"
#include "prove/schema_objects.h"

namespace avouch {
namespace {

constexpr std::size_t kFewClaims = 8;  // a schema with so many is proven in each of its uses
constexpr std::size_t kSamples = 4;
constexpr std::size_t kMostTried = 8;  // keywords that may be samples
constexpr std::size_t kOfSample = 2;   // violations of each
// Conforming bodies that are kept for the other uses of a schema.
constexpr std::size_t kFewBodies = 3;
constexpr std::size_t kMostBodies = 40;
constexpr std::size_t kMostKept = 256U * 1024U;  // bytes

// What two bodies must have in common to be proven together.
using Likeness = std::tuple<const Schema*, MediaForm, bool, EventReading, std::string, std::set<std::string>>;

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
  std::string suffix = bound.clause->coordinate.substr(operation.id.size() + 1 + status.size() + 1);
  if (suffix.starts_with("body[")) {
    const std::size_t end = suffix.find("]/");
    if (end != suffix.npos) suffix.replace(0, end + 1, "body");
  }
  return suffix;
}

// Bodies that are alike.
struct Group {
  std::vector<BodyUse> uses;
  const DocumentedMedia* media = nullptr;
  std::map<std::size_t, std::string> coordinates;  // of the clauses of the first use, by keyword
  SchemaObjects objects = {};

  const Schema& schema() const { return *media->schema; }
  std::size_t anchor_of(std::size_t keyword) const {
    return objects.anchor[schema().keywords()[keyword].node];
  }
  std::uint64_t identity_of(std::size_t keyword) const { return objects.identity[anchor_of(keyword)]; }
};

// Content other than JSON says what it can say of a value by the whole schema.
SchemaObjects objects_of(const DocumentedMedia& media) {
  SchemaObjects objects = objects_of(*media.schema);
  if (media.form() == MediaForm::json && !media.is_whole_text) return objects;
  std::fill(objects.anchor.begin(), objects.anchor.end(), 0);
  const std::uint64_t form = static_cast<std::uint64_t>(media.form()) * 8 + (media.is_whole_text ? 4U : 0U) +
                             static_cast<std::uint64_t>(media.events);
  objects.identity.front() += (form + 1) * 0x9E3779B97F4A7C15U;
  return objects;
}

// Decides in which group the keywords of each schema object are proven.
class Homes {
 public:
  explicit Homes(const std::vector<Group>& groups) : groups_(groups) {
    for (std::size_t i = 0; i < groups.size(); ++i) {
      const std::vector<std::size_t>& anchors = groups[i].objects.anchor;
      for (std::size_t node = 0; node < anchors.size(); ++node) {
        if (anchors[node] == node) offer(groups[i].objects.identity[node], i);
      }
    }
    for (std::size_t i = 0; i < groups.size(); ++i) {
      for (const auto& [keyword, coordinate] : groups[i].coordinates) {
        if (is_home(i, groups[i].anchor_of(keyword)))
          proofs_.emplace(key_of(groups[i], keyword), &coordinate);
      }
    }
  }

  // The claims of that group. Those with their proof in another one have a witness.
  SharedSchema::Claims claims_of(std::size_t group) const {
    const Group& of = groups_[group];
    SharedSchema::Claims claims;
    std::map<std::size_t, std::size_t> witnesses;  // by the node of the outermost object
    for (const SchemaClaim& one : of.schema().claims()) {
      const auto own = of.coordinates.find(one.keyword);
      if (own == of.coordinates.end()) continue;
      SharedSchema::Claim& claim = claims[one.keyword];
      claim.coordinate = own->second;
      if (is_home(group, of.anchor_of(one.keyword))) continue;
      const auto proof = proofs_.find(key_of(of, one.keyword));
      if (proof == proofs_.end()) continue;
      claim.elsewhere = *proof->second;
      claim.witness =
          witnesses.try_emplace(outermost(group, of.anchor_of(one.keyword)), one.keyword).first->second;
    }
    return claims;
  }

 private:
  struct Home {
    std::size_t group = 0;
    std::size_t size = 0;
  };

  void offer(std::uint64_t identity, std::size_t group) {
    const std::size_t size = groups_[group].schema().keywords().size();
    const auto [known, is_new] = homes_.try_emplace(identity, Home{group, size});
    if (!is_new && size < known->second.size) known->second = {group, size};
  }

  bool is_home(std::size_t group, std::size_t node) const {
    return homes_.at(groups_[group].objects.identity[node]).group == group;
  }

  static std::uint64_t key_of(const Group& group, std::size_t keyword) {
    const Place& place = group.schema().keywords()[keyword].place;
    return group.identity_of(keyword) ^ (std::hash<std::string>{}(place.pointer) * 0x9E3779B97F4A7C15U) ^
           std::hash<std::string>{}(place.file);
  }

  // The outermost object around `node` that is proven in another group, too: a body that reaches it reaches
  // all in it.
  std::size_t outermost(std::size_t group, std::size_t node) const {
    const Group& of = groups_[group];
    while (of.schema().nodes()[node].parent != kNoKeyword) {
      const std::size_t above =
          of.objects.anchor[of.schema().keywords()[of.schema().nodes()[node].parent].node];
      if (is_home(group, above)) break;
      node = above;
    }
    return node;
  }

  const std::vector<Group>& groups_;
  std::unordered_map<std::uint64_t, Home> homes_;
  std::unordered_map<std::uint64_t, const std::string*> proofs_;  // by identity and place
};

std::vector<Group> groups_of(const Contract& contract, const Selection& selection) {
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
    coordinates[use].emplace(subject->keyword, bound.clause->coordinate);
  }
  std::vector<Group> groups;
  std::map<Likeness, std::size_t> known;
  for (auto& [use, clauses] : suffixes) {
    const DocumentedResponse& response = contract.operations[use.operation].responses[use.response];
    const DocumentedMedia& media = response.media[use.media];
    if (!media.encoding.empty() || !media.prefix_encoding.empty() || media.item_encoding) continue;
    if (response.status.starts_with('1') || contract.operations[use.operation].fault != nullptr) continue;
    const std::set<std::string>& others = of_response[{use.operation, use.response}];
    clauses.insert(others.begin(), others.end());
    const auto [found, is_new] =
        known.try_emplace({media.schema.get(), media.form(), media.is_whole_text, media.events,
                           text_of_examples(media), std::move(clauses)},
                          groups.size());
    if (is_new) groups.push_back({.uses = {}, .media = &media, .coordinates = std::move(coordinates[use])});
    groups[found->second].uses.push_back(use);
  }
  for (Group& group : groups) group.objects = objects_of(*group.media);
  return groups;
}

const std::string kNoCoordinate;

}  // namespace

SharedSchema::SharedSchema(BodyUse home, const DocumentedMedia& media, Claims claims, bool is_alone,
                           std::uint64_t seed)
    : home_(home), media_(media), claims_(std::move(claims)), is_alone_(is_alone), seed_(seed) {}

const std::string& SharedSchema::proof_of(std::size_t keyword, const BodyUse& use) const {
  const auto claim = claims_.find(keyword);
  if (claim == claims_.end()) return kNoCoordinate;
  if (!claim->second.elsewhere.empty()) return claim->second.elsewhere;
  return use == home_ ? kNoCoordinate : claim->second.coordinate;
}

std::size_t SharedSchema::own_claims(const BodyUse& use) const {
  if (use != home_) return 0;
  return static_cast<std::size_t>(std::count_if(
      claims_.begin(), claims_.end(), [](const auto& claim) { return claim.second.elsewhere.empty(); }));
}

const SharedSchema::Sample* SharedSchema::sample(std::size_t keyword) const {
  const auto found = std::find_if(samples_.begin(), samples_.end(),
                                  [&](const Sample& one) { return one.keyword == keyword; });
  return found == samples_.end() ? nullptr : &*found;
}

const std::string& SharedSchema::prepare() {
  std::call_once(once_, [this] { make(); });
  return why_not_;
}

void SharedSchema::make() {
  Result<BodyJudge> judge = BodyJudge::make(media_.schema, {});
  if (!judge) {
    why_not_ = judge.errors().front().title;
    return;
  }
  judge_.emplace(*std::move(judge));
  if (!make_bodies(*judge_)) return;
  make_samples();
  // Without a sample, nothing would show that a body reaches what is proven elsewhere.
  if (samples_.empty() && own_claims(home_) < claims_.size()) {
    for (auto& [keyword, claim] : claims_) claim.elsewhere.clear();
    if (!make_bodies(*judge_)) return;
  }
  for (std::size_t i = 0, kept = 0; i < std::min(kMostBodies, generator_->instances().made.size()); ++i) {
    const MadeInstance& one = generator_->instances().made[i];
    kept += one.text.size();
    if (i >= kFewBodies && kept > kMostKept) break;
    bodies_.push_back(one);
  }
  if (own_claims(home_) == 0) generator_.reset();
}

// Bodies for the claims that are proven here, and for the witnesses of the others. An object that no body
// reaches is not proven elsewhere. Returns false if no body can be made.
bool SharedSchema::make_bodies(const BodyJudge& judge) {
  std::vector<JsonValue> values;
  for (const Example& example : media_.examples) values.push_back(example.value);
  GeneratorWishes wishes{.claims = std::vector<bool>(media_.schema->keywords().size()),
                         .is_brief = own_claims(home_) == 0};
  for (const auto& [keyword, claim] : claims_)
    wishes.claims[claim.elsewhere.empty() ? keyword : claim.witness] = true;
  Result<Generator> made = Generator::make(media_.schema, judge, values, seed_, std::move(wishes));
  if (!made) {
    why_not_ = made.errors().front().title;
    return false;
  }
  generator_.emplace(*std::move(made));
  generator_->instances();
  std::set<std::size_t> reached;
  for (const auto& [keyword, claim] : claims_) {
    if (!claim.elsewhere.empty() && generator_->reaches(keyword)) reached.insert(claim.witness);
  }
  for (auto& [keyword, claim] : claims_) {
    if (!claim.elsewhere.empty() && !reached.contains(claim.witness)) claim.elsewhere.clear();
  }
  return true;
}

void SharedSchema::make_samples() {
  std::vector<std::size_t> keywords;
  for (const auto& [keyword, claim] : claims_) {
    if ((!is_alone_ || !claim.elsewhere.empty()) && generator_->reaches(keyword)) keywords.push_back(keyword);
  }
  for (std::size_t i = 0; i < std::min(kMostTried, keywords.size()) && samples_.size() < kSamples; ++i) {
    // Far from each other: the first, the middle one, the last, …
    const std::size_t steps = std::min(kMostTried, keywords.size()) - 1;
    const std::size_t keyword = keywords[steps == 0 ? 0 : i * (keywords.size() - 1) / steps];
    Violations violations = generator_->violations(keyword, kOfSample);
    if (violations.reason != Violations::Reason::made) continue;
    samples_.push_back({keyword, std::move(violations)});
  }
}

SharedSchemas::SharedSchemas(const Contract& contract, const Selection& selection, std::uint64_t seed) {
  const std::vector<Group> groups = groups_of(contract, selection);
  const Homes homes(groups);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const Group& group = groups[i];
    if (group.coordinates.size() <= kFewClaims) continue;
    SharedSchema::Claims claims = homes.claims_of(i);
    const bool is_alone = group.uses.size() == 1;
    const auto elsewhere = static_cast<std::size_t>(std::count_if(
        claims.begin(), claims.end(), [](const auto& claim) { return !claim.second.elsewhere.empty(); }));
    if (is_alone && elsewhere <= kFewClaims) continue;
    const auto shared =
        std::make_shared<SharedSchema>(group.uses.front(), *group.media, std::move(claims), is_alone, seed);
    for (const BodyUse& use : group.uses) shared_.emplace(use, shared);
  }
}

std::shared_ptr<SharedSchema> SharedSchemas::of(const BodyUse& use) const {
  const std::lock_guard lock(mutex_);
  const auto found = shared_.find(use);
  return found == shared_.end() ? nullptr : found->second;
}

void SharedSchemas::finish(std::size_t operation) {
  const std::lock_guard lock(mutex_);
  std::erase_if(shared_, [&](const auto& one) {
    if (one.first.operation != operation) return false;
    if (one.second->home() == one.first) one.second->drop_generator();
    return true;
  });
}

}  // namespace avouch
