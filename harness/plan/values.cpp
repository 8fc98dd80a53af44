// SPDX-License-Identifier: MIT
#include "plan/values.h"

#include <algorithm>
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
  if (!parameter.values.empty()) return ChosenValue{parameter.values.front(), From::enumeration};
  // A path is text, whatever it documents.
  if (parameter.schema == nullptr && parameter.in == Parameter::In::path)
    return ChosenValue{JsonValue::string("text"), From::generated};
  if (parameter.schema == nullptr) {
    return Error{
        .title = "no schema, example or default is documented", .place = parameter.place, .hint = {}};
  }
  const Result<JsonValue> made = value_for(parameter.schema, seed_);
  if (!made) return made.errors();
  return ChosenValue{*made, From::generated};
}

}  // namespace avouch
