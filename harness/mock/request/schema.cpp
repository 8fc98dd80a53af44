// SPDX-License-Identifier: MIT
#include "mock/request/schema.h"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include "base/text.h"
#include "json/instance.h"
#include "json/json_reader.h"
#include "json/json_value.h"

namespace avouch {
namespace {

bool allows_nothing(const Schema& schema, std::size_t node) {
  const std::vector<std::size_t>& keywords = schema.nodes()[node].keywords;
  return std::any_of(keywords.begin(), keywords.end(),
                     [&](std::size_t index) { return schema.keywords()[index].kind == KeywordKind::never; });
}

bool applies_to_the_same_value(KeywordKind kind) {
  return is_joined(kind) || is_choice(kind) || kind == KeywordKind::condition;
}

// Returns every node that describes a member of the outermost object.
MockMembers member_nodes(const Schema& schema) {
  MockMembers members;
  std::set<std::size_t> seen;
  std::vector<std::size_t> open = {0};
  while (!open.empty()) {
    const std::size_t node = open.back();
    open.pop_back();
    if (!seen.insert(node).second) continue;
    for (const std::size_t index : schema.nodes()[node].keywords) {
      const SchemaKeyword& keyword = schema.keywords()[index];
      for (const SchemaBranch& branch : keyword.branches) {
        const bool is_of_others = keyword.kind == KeywordKind::additional_properties ||
                                  keyword.kind == KeywordKind::pattern_properties;
        if (keyword.kind == KeywordKind::properties) members.by_name[branch.name].push_back(branch.node);
        if (is_of_others && !allows_nothing(schema, branch.node)) members.others.push_back(branch.node);
        if (applies_to_the_same_value(keyword.kind)) open.push_back(branch.node);
      }
    }
  }
  return members;
}

bool takes_strings(const Schema& schema, const std::vector<std::size_t>& nodes) {
  for (const std::size_t node : nodes) {
    for (const std::size_t index : schema.nodes()[node].keywords) {
      const SchemaKeyword& keyword = schema.keywords()[index];
      if (keyword.kind == KeywordKind::type &&
          std::find(keyword.names.begin(), keyword.names.end(), "string") == keyword.names.end()) {
        return false;
      }
    }
  }
  return true;
}

}  // namespace

MockSchema::MockSchema(std::shared_ptr<const Schema> schema, BodyJudge judge, std::vector<JsonValue> shown)
    : schema_(std::move(schema)),
      judge_(std::make_shared<const BodyJudge>(std::move(judge))),
      shown_(std::move(shown)),
      members_(member_nodes(*schema_)) {}

Result<MockSchema> MockSchema::make(std::shared_ptr<const Schema> schema, std::vector<JsonValue> shown) {
  Result<BodyJudge> judge = BodyJudge::make(schema, {});
  if (!judge) return judge.errors();
  return MockSchema(std::move(schema), *std::move(judge), std::move(shown));
}

bool MockSchema::accepts(std::string_view text, const std::vector<std::size_t>& nodes,
                         RequestBudget& budget) const {
  const RequestJson json(text, budget);
  return json.instance() != nullptr && std::all_of(nodes.begin(), nodes.end(), [&](std::size_t node) {
           return judge_->accepts(json.instance()->root(), node, budget.work()).value_or(true);
         });
}

// What is written is small: a large text needs much memory as a value.
bool MockSchema::is_shown(std::string_view text, RequestBudget& budget) const {
  constexpr std::size_t kBytesPerByte = 64;
  if (shown_.empty() || !budget.work().hold(kBytesPerByte * text.size())) return false;
  const std::optional<JsonValue> value = read_json(text);
  const bool is_one = value && std::find(shown_.begin(), shown_.end(), *value) != shown_.end();
  budget.work().give_back(kBytesPerByte * text.size());
  return is_one;
}

std::optional<std::string> MockSchema::fault(const std::vector<std::string_view>& readings,
                                             RequestBudget& budget) const {
  for (const std::string_view reading : readings) {
    if (accepts(reading, {0}, budget) || is_shown(reading, budget) || budget.is_over()) return std::nullopt;
  }
  // Reports the reading with the fewest violations; a reading of the right type is preferred.
  std::string told = schema_->nodes().front().label + " does not match the contract";
  std::size_t least = std::numeric_limits<std::size_t>::max();
  for (const std::string_view reading : readings) {
    const RequestJson json(reading, budget);
    if (json.instance() == nullptr) continue;
    const std::vector<Verdict> verdicts = judge_->judge(*json.instance(), budget.work());
    std::size_t faults = 0;
    const SchemaClaim* first = nullptr;
    for (const SchemaClaim& claim : schema_->claims()) {
      if (verdicts[claim.keyword].outcome != Outcome::violated) continue;
      if (first == nullptr) first = &claim;
      faults += 2;
    }
    if (first == nullptr) continue;
    if (first->suffix == "type") ++faults;
    if (faults >= least) continue;
    least = faults;
    told = verdicts[first->keyword].reason;
  }
  return told;
}

bool MockSchema::accepts_nothing(RequestBudget& budget) const {
  return accepts("{}", {0}, budget);
}

std::vector<std::string> MockSchema::members() const {
  std::vector<std::string> names;
  for (const auto& [name, nodes] : members_.by_name) names.push_back(name);
  return names;
}

std::string MockSchema::member_text(const std::string& name, const WrittenValue& value,
                                    RequestBudget& budget) const {
  const std::vector<std::string> readings = readings_of(value);
  if (readings.empty()) return json_string("");
  const auto known = members_.by_name.find(name);
  const std::vector<std::size_t>& nodes = known == members_.by_name.end() ? members_.others : known->second;
  const auto fits = [&](const std::string& reading) { return accepts(reading, nodes, budget); };
  const auto found = std::find_if(readings.begin(), readings.end(), fits);
  if (found != readings.end()) return *found;
  // No reading conforms. If a number is documented, a number gives a better message than its text.
  const bool is_number = value.whole && is_json_scalar(*value.whole);
  return is_number && !takes_strings(*schema_, nodes) ? *value.whole : readings.front();
}

std::string MockSchema::object_of(const std::vector<std::pair<std::string, WrittenValue>>& members,
                                  RequestBudget& budget) const {
  std::vector<std::string> texts;
  std::set<std::string> written;
  for (const auto& [name, value] : members) {
    if (budget.is_over()) break;
    written.insert(name);
    texts.push_back(json_string(name) + ":" + member_text(name, value, budget));
  }
  const auto whole = [&] { return "{" + join(texts, ",") + "}"; };
  const std::string as_written = whole();
  if (accepts(as_written, {0}, budget)) return as_written;
  for (const auto& [name, nodes] : members_.by_name) {
    if (written.contains(name)) continue;
    for (const char* unsaid : {"null", "[]"}) {
      if (!accepts(unsaid, nodes, budget)) continue;
      texts.push_back(json_string(name) + ":" + unsaid);
      break;
    }
  }
  const std::string completed = whole();
  return accepts(completed, {0}, budget) ? completed : as_written;
}

}  // namespace avouch
