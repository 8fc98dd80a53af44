// SPDX-License-Identifier: MIT
#include "generate/generator.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.h"
#include "contract/schema/cover.h"
#include "contract/schema/kinds.h"
#include "contract/schema/names.h"
#include "generate/maker/generator_state.h"
#include "json/json_value.h"

namespace avouch {
namespace {

// How the titles of errors begin that say only that a search ended.
constexpr const char* kNoneFound = "no value was found that the schema allows";
constexpr const char* kNoText = "no value can be made for the pattern ";

bool is_closed_by(const Schema& schema, const SchemaKeyword& keyword) {
  if (keyword.kind != KeywordKind::additional_properties) return false;
  const std::vector<std::size_t>& inner = schema.nodes()[keyword.branches.front().node].keywords;
  const std::vector<std::size_t>& beside = schema.nodes()[keyword.node].keywords;
  return std::any_of(inner.begin(), inner.end(),
                     [&](std::size_t one) { return schema.keywords()[one].kind == KeywordKind::never; }) &&
         std::none_of(beside.begin(), beside.end(), [&](std::size_t one) {
           return schema.keywords()[one].kind == KeywordKind::pattern_properties;
         });
}

bool has_property(const Schema& schema, std::size_t node, const std::string& name) {
  const std::vector<std::size_t>& keywords = schema.nodes()[node].keywords;
  return std::any_of(keywords.begin(), keywords.end(), [&](std::size_t one) {
    const SchemaKeyword& keyword = schema.keywords()[one];
    return keyword.kind == KeywordKind::properties && branch_named(schema, keyword, name).has_value();
  });
}

// A member that objects of the node must have and cannot have, as of an allOf beside additionalProperties:
// false; nullopt if there is none, or if other values than objects are allowed.
struct ForbiddenMember {
  std::string name;
  Place closed;
};

std::optional<ForbiddenMember> forbidden_member(const Schema& schema, std::size_t node) {
  if (kinds_of_node(schema, node).accepted != mask_of(ValueKind::object)) return std::nullopt;
  std::vector<const SchemaKeyword*> closings;
  std::vector<const SchemaKeyword*> required;
  for (const std::size_t part : joined_nodes(schema, {node})) {
    for (const std::size_t index : schema.nodes()[part].keywords) {
      const SchemaKeyword& keyword = schema.keywords()[index];
      if (is_closed_by(schema, keyword)) closings.push_back(&keyword);
      if (keyword.kind == KeywordKind::required) required.push_back(&keyword);
    }
  }
  for (const SchemaKeyword* closing : closings) {
    for (const SchemaKeyword* names : required) {
      for (const std::string& name : names->names) {
        if (!has_property(schema, closing->node, name)) return ForbiddenMember{name, closing->place};
      }
    }
  }
  return std::nullopt;
}

}  // namespace

Generator::Generator(std::unique_ptr<State> state) : state_(std::move(state)) {}
Generator::Generator(Generator&&) noexcept = default;
Generator& Generator::operator=(Generator&&) noexcept = default;
Generator::~Generator() = default;

Generator::State::State(std::shared_ptr<const Schema> read, const BodyJudge& judge_of_it,
                        std::uint64_t seed_given, GeneratorWishes wished)
    : schema(std::move(read)),
      judge(judge_of_it),
      seed(seed_given),
      wishes(std::move(wished)),
      maker(*schema, judge, seed),
      rivals(*schema),
      reached(schema->keywords().size()),
      claimed(schema->keywords().size()),
      claim_of(schema->keywords().size(), kNoKeyword),
      shown_whole(schema->nodes().size()),
      most_turns(turns()),
      most_kinds(kinds()) {
  for (std::size_t i = 0; i < schema->claims().size(); ++i) {
    claimed[schema->claims()[i].keyword] = true;
    claim_of[schema->claims()[i].keyword] = i;
  }
}

Result<Generator> Generator::make(std::shared_ptr<const Schema> schema, const BodyJudge& judge,
                                  const std::vector<JsonValue>& examples, std::uint64_t seed,
                                  GeneratorWishes wishes) {
  auto state = std::make_unique<State>(std::move(schema), judge, seed, std::move(wishes));
  state->make_first(examples);
  if (state->instances.made.empty()) return state->impossible();
  return Generator(std::move(state));
}

const std::string& Generator::first() const {
  return state_->instances.made.front().text;
}

const Instances& Generator::instances() const {
  state_->complete();
  return state_->instances;
}

const std::vector<bool>& Generator::exercised(std::size_t instance) const {
  return state_->exercised[instance];
}

bool Generator::reaches(std::size_t keyword) const {
  state_->complete();
  return state_->reached[keyword];
}

std::vector<std::size_t> Generator::telling() const {
  state_->complete();
  const std::vector<std::vector<bool>>& exercised = state_->exercised;
  std::vector<std::vector<std::size_t>> left(
      exercised.size());  // by instance: claims that no other shows yet
  for (std::size_t i = 0; i < exercised.size(); ++i) {
    for (const SchemaClaim& claim : state_->schema->claims()) {
      if (exercised[i][claim.keyword]) left[i].push_back(claim.keyword);
    }
  }
  std::vector<bool> is_shown(state_->claimed.size());
  std::vector<std::size_t> indices;
  for (;;) {  // always the one that adds the most
    for (std::vector<std::size_t>& claims : left)
      std::erase_if(claims, [&](std::size_t keyword) { return is_shown[keyword]; });
    const auto most = std::max_element(left.begin(), left.end(), [](const auto& one, const auto& other) {
      return one.size() < other.size();
    });
    if (most == left.end() || most->empty()) return indices;
    for (const std::size_t keyword : *most) is_shown[keyword] = true;
    indices.push_back(static_cast<std::size_t>(most - left.begin()));
  }
}

std::string Generator::random_instance(std::uint64_t n) const {
  return state_->random(n);
}

Violations Generator::violations(std::size_t keyword, std::size_t most) const {
  state_->complete();
  return state_->break_claim(keyword, most);
}

std::string Generator::State::random(std::uint64_t n) {
  constexpr std::size_t kTries = 6;
  maker.seed(seed * 0x100000001B3U + n);
  for (std::size_t i = 0; i < kTries; ++i) {
    Taste taste{.members = Taste::Members::some, .is_random = true};
    const std::optional<JsonValue> tree = maker.make({.nodes = {0}}, taste);
    if (!tree) continue;
    std::string text = to_text(*tree);
    const ParsedBody body = parse_body(text);
    if (body.instance != nullptr && judge.is_acceptable(*body.instance)) return text;
  }
  complete();
  return instances.made[static_cast<std::size_t>(n % instances.made.size())].text;
}

// The innermost schema for which no value was found, on a path from the root through required parts.
std::size_t Generator::State::impossible_node() {
  std::size_t node = 0;
  std::set<std::size_t> known = {node};
  for (bool is_deeper = true; is_deeper;) {
    is_deeper = false;
    const SchemaKeyword* required = nullptr;
    for (const std::size_t index : schema->nodes()[node].keywords) {
      const SchemaKeyword& keyword = schema->keywords()[index];
      if (keyword.kind == KeywordKind::required) required = &keyword;
    }
    for (const std::size_t index : schema->nodes()[node].keywords) {
      const SchemaKeyword& keyword = schema->keywords()[index];
      const bool is_whole = is_joined(keyword.kind);
      for (const SchemaBranch& branch : keyword.branches) {
        const bool is_needed = is_whole || (keyword.kind == KeywordKind::properties && required != nullptr &&
                                            lists_name(*schema, *required, branch.name));
        if (is_deeper || !is_needed || known.contains(branch.node) ||
            maker.make({.nodes = {branch.node}}, {}))
          continue;
        node = branch.node;
        known.insert(node);
        is_deeper = true;
      }
      if (is_deeper) break;
    }
  }
  return node;
}

bool is_end_of_search(const Error& error) {
  return error.title.starts_with(kNoneFound) || error.title.starts_with(kNoText);
}

Error Generator::State::impossible() {
  const std::string hint = "Document an example that the schema allows.";
  const std::size_t node = impossible_node();
  for (const std::size_t index : schema->nodes()[node].keywords) {
    const SchemaKeyword& keyword = schema->keywords()[index];
    if (keyword.kind == KeywordKind::never)
      return {"no value can be made for a schema that allows nothing", keyword.place, "Document the value."};
    if (keyword.kind == KeywordKind::pattern && maker.patterns().texts(keyword.names.front()) == nullptr)
      return {kNoText + in_quotes(keyword.names.front()), keyword.place, hint};
  }
  if (const std::optional<ForbiddenMember> member = forbidden_member(*schema, node)) {
    return {"the schema allows no value: " + in_quotes(member->name) +
                " is required, and no property of that name is allowed",
            member->closed, "Correct one of the two: `required`, or `additionalProperties`."};
  }
  const std::vector<std::size_t>& keywords = schema->nodes()[node].keywords;
  if (maker.times_spent() > 0) {
    return {std::string(kNoneFound) + " within the " + std::to_string(kMostMade >> 20U) +
                " MiB that are made of one",
            keywords.empty() ? SharedValue<Place>() : schema->keywords()[keywords.front()].place,
            "Document an example that the schema allows, or ask for shorter arrays and strings."};
  }
  return {std::string(kNoneFound) + (maker.is_tired() ? kWithinAttempts : ""),
          keywords.empty() ? SharedValue<Place>() : schema->keywords()[keywords.front()].place, hint};
}

}  // namespace avouch
