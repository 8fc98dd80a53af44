// SPDX-License-Identifier: MIT
#include "plan/values.h"

#include <algorithm>
#include <string>
#include <utility>

#include "contract/connections.h"
#include "generate/value.h"
#include "json/json_value.h"
#include "plan/text_value.h"

namespace avouch {

bool is_below(const std::string& path, const std::string& beginning) {
  const PathShape whole = shape_of_path(path);
  const PathShape start = shape_of_path(beginning);
  return start.size() <= whole.size() && std::equal(start.begin(), start.end(), whole.begin());
}

const JsonValue* ValueSource::given(const Operation& operation, const std::string& name) const {
  enum Rank : std::size_t { of_all, of_tag, of_path, of_operation };
  const JsonValue* best = nullptr;
  std::pair<Rank, std::size_t> best_rank;
  for (const GivenValue& value : given_) {
    if (value.name != name) continue;
    std::pair<Rank, std::size_t> rank = {of_all, 0};
    if (!value.operation.empty()) {
      if (value.operation != operation.id) continue;
      rank.first = of_operation;
    } else if (!value.path.empty()) {
      if (!is_below(operation.path, value.path)) continue;
      rank = {of_path, shape_of_path(value.path).size()};
    } else if (!value.tag.empty()) {
      if (std::find(operation.tags.begin(), operation.tags.end(), value.tag) == operation.tags.end())
        continue;
      rank.first = of_tag;
    }
    if (best != nullptr && rank < best_rank) continue;  // of equals, the last one given counts
    best = &value.value;
    best_rank = rank;
  }
  return best;
}

ValueSource::ValueSource(const Contract& contract, const std::vector<GivenValue>& given,
                         std::optional<std::uint64_t> seed)
    : contract_(contract),
      given_(given),
      seed_(seed),
      segments_(std::make_shared<const PathSegments>(contract.operations)) {}

bool ValueSource::is_segment_of_another(const Operation& operation, const Parameter& parameter,
                                        const JsonValue& value) const {
  return parameter.in == Parameter::In::path && segments_->has(operation, parameter.name, plain_text(value));
}

Result<ChosenValue> ValueSource::generated(const Operation& operation, const Parameter& parameter) const {
  constexpr std::uint64_t kMostSeeds = 8;
  Result<JsonValue> made = value_for(parameter.schema, seed_);
  for (std::uint64_t seed = 1; made && seed <= kMostSeeds; ++seed) {
    if (!is_segment_of_another(operation, parameter, *made)) break;
    made = value_for(parameter.schema, seed_.value_or(0) + seed);
  }
  if (!made) return made.errors();
  return ChosenValue{*made, ChosenValue::From::generated};
}

Result<ChosenValue> ValueSource::of(const Operation& operation, const Parameter& parameter) const {
  using From = ChosenValue::From;
  if (const JsonValue* value = given(operation, parameter.name))
    return ChosenValue{value_given(parameter.schema, {}, *value), From::given};
  // Tools write null where there is no example. As a parameter, null is no value (RFC 6570 §2.3).
  const auto shown = std::find_if(parameter.examples.begin(), parameter.examples.end(),
                                  [](const Example& example) { return !example.value.is_null(); });
  if (shown != parameter.examples.end()) return ChosenValue{shown->value, From::example};
  if (parameter.default_value && !parameter.default_value->is_null())
    return ChosenValue{*parameter.default_value, From::fallback};
  if (!parameter.values.empty()) {
    const auto own = std::find_if_not(
        parameter.values.begin(), parameter.values.end(),
        [&](const JsonValue& value) { return is_segment_of_another(operation, parameter, value); });
    return ChosenValue{own == parameter.values.end() ? parameter.values.front() : *own, From::enumeration};
  }
  // A path is text, whatever it documents.
  if (parameter.schema == nullptr && parameter.in == Parameter::In::path) {
    JsonValue text = JsonValue::string("text");
    while (is_segment_of_another(operation, parameter, text)) text.text += "-1";
    return ChosenValue{std::move(text), From::generated};
  }
  if (parameter.schema == nullptr) {
    return Error{
        .title = "no schema, example or default is documented", .place = parameter.place, .hint = {}};
  }
  return generated(operation, parameter);
}

}  // namespace avouch
