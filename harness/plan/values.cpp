// SPDX-License-Identifier: MIT
#include "plan/values.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "contract/connections.h"
#include "contract/header_value.h"
#include "generate/documented.h"
#include "generate/value.h"
#include "json/json_value.h"
#include "plan/parameters.h"
#include "plan/text_value.h"

namespace avouch {
namespace {

// Whether a response with what that value of Accept-Encoding asks for can be read.
bool can_decode(const Parameter& parameter, const JsonValue& value) {
  constexpr std::array<std::string_view, 5> kCodings = {"gzip", "x-gzip", "deflate", "br", "identity"};
  if (parameter.in != Parameter::In::header || !equals_ignoring_ascii_case(parameter.name, "Accept-Encoding"))
    return true;
  const std::string text = ascii_lower(simple_text(value, parameter.explode).value_or(""));
  const std::vector<std::string_view> asked = split(text, ',');
  return std::all_of(asked.begin(), asked.end(), [&](std::string_view one) {
    const std::string_view coding = trim_ows(one.substr(0, one.find(';')));
    return std::find(kCodings.begin(), kCodings.end(), coding) != kCodings.end();
  });
}

}  // namespace

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

bool ValueSource::fits_in_path(const Operation& operation, const Parameter& parameter,
                               const JsonValue& value) {
  if (parameter.in != Parameter::In::path) return true;
  const std::optional<std::string> text = text_in_path(parameter, value);
  return !text || keeps_segments(operation.path, parameter.name, *text);
}

Result<ChosenValue> ValueSource::generated(const Operation& operation, const Parameter& parameter) const {
  constexpr std::uint64_t kMostSeeds = 8;
  constexpr std::uint64_t kMostSeedsToFit = 32;
  Result<JsonValue> made = value_for(parameter.schema, seed_);
  if (!made) return made.errors();
  // One that fits goes before one that does not, whatever other paths have.
  std::optional<JsonValue> fitting;
  for (std::uint64_t seed = 1; made; ++seed) {
    if (fits_in_path(operation, parameter, *made)) {
      const bool is_of_another = is_segment_of_another(operation, parameter, *made);
      if (!is_of_another || !fitting) fitting = *made;
      if (!is_of_another) break;
    }
    if (seed > (fitting ? kMostSeeds : kMostSeedsToFit)) break;
    made = value_for(parameter.schema, seed_.value_or(0) + seed);
  }
  if (!made) return made.errors();
  return ChosenValue{fitting.value_or(*made), ChosenValue::From::generated};
}

std::optional<ChosenValue> ValueSource::documented(
    const Operation& operation, const Parameter& parameter,
    const std::function<bool(const JsonValue&)>& is_good) const {
  using From = ChosenValue::From;
  const auto shown = std::find_if(parameter.examples.begin(), parameter.examples.end(),
                                  [&](const Example& example) { return is_good(example.value); });
  if (shown != parameter.examples.end()) return ChosenValue{shown->value, From::example};
  if (parameter.default_value && is_good(*parameter.default_value))
    return ChosenValue{*parameter.default_value, From::fallback};
  const auto first = [&](const auto& is_meant) {
    return std::find_if(parameter.values.begin(), parameter.values.end(), is_meant);
  };
  auto chosen = first([&](const JsonValue& value) {
    return is_good(value) && !is_segment_of_another(operation, parameter, value);
  });
  if (chosen == parameter.values.end()) chosen = first(is_good);
  if (chosen == parameter.values.end()) return std::nullopt;
  return ChosenValue{*chosen, From::enumeration};
}

Result<ChosenValue> ValueSource::of(const Operation& operation, const Parameter& parameter) const {
  using From = ChosenValue::From;
  if (const JsonValue* value = given(operation, parameter.name))
    return ChosenValue{value_given(parameter.schema, {}, *value), From::given};
  // Tools write null where there is no example. As a parameter, null is no value (RFC 6570 §2.3).
  const auto is_good = [&](const JsonValue& value) {
    return !value.is_null() && fits_in_path(operation, parameter, value);
  };
  const auto is_best = [&](const JsonValue& value) { return is_good(value) && can_decode(parameter, value); };
  if (std::optional<ChosenValue> best = documented(operation, parameter, is_best)) return *std::move(best);
  if (std::optional<ChosenValue> good = documented(operation, parameter, is_good)) return *std::move(good);
  if (!parameter.values.empty()) return ChosenValue{parameter.values.front(), From::enumeration};
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
  if (contract_.library != nullptr) {
    std::optional<JsonValue> example = documented_in_branch(*contract_.library, parameter.schema);
    if (example && is_good(*example)) return ChosenValue{*std::move(example), From::example};
  }
  return generated(operation, parameter);
}

}  // namespace avouch
