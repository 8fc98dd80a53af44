// SPDX-License-Identifier: MIT
#include "plan/values.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.h"
#include "generate/conformant.h"
#include "judge/instance.h"

namespace avouch {
namespace {

using nlohmann::json;

bool accepts(const BodyJudge& judge, const std::string& json_text) {
  const ParsedBody body = parse_body(json_text);
  return body.instance != nullptr && judge.accepts(*body.instance).value_or(false);
}

// The last letters and digits of a text, as many as `by` has, become those of `by`.
std::string respelled(std::string text, std::string_view by) {
  std::size_t left = by.size();
  for (std::size_t at = text.size(); at > 0 && left > 0; --at) {
    char& c = text[at - 1];
    const bool is_digit = c >= '0' && c <= '9';
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (is_digit || is_letter) c = by[--left];
  }
  return text;
}

}  // namespace

const json* ValueSource::given(const Operation& operation, const std::string& name) const {
  const json* of_all = nullptr;
  const json* of_this = nullptr;
  for (const GivenValue& value : given_) {  // the last one given counts
    if (value.name != name) continue;
    if (value.operation == operation.id) of_this = &value.value;
    if (value.operation.empty()) of_all = &value.value;
  }
  return of_this != nullptr ? of_this : of_all;
}

Result<ChosenValue> ValueSource::of(const Operation& operation, const Parameter& parameter) {
  using From = ChosenValue::From;
  if (const json* value = given(operation, parameter.name)) return ChosenValue{*value, From::given};
  if (!parameter.examples.empty()) return ChosenValue{parameter.examples.front().value, From::example};
  if (parameter.default_value) return ChosenValue{*parameter.default_value, From::fallback};
  if (!parameter.values.empty()) return ChosenValue{parameter.values.front(), From::enumeration};
  if (parameter.schema == nullptr) {
    return Error{
        .title = "no schema, example or default is documented", .place = parameter.place, .mend = {}};
  }
  const Result<json> made = conformant_body(contract_, {.range = "application/json",
                                                        .schema = parameter.schema,
                                                        .place = parameter.place,
                                                        .schema_place = parameter.schema_place});
  if (!made) return made.errors();
  return ChosenValue{*made, From::generated};
}

std::optional<json> ValueSource::other_than(const json& value, const std::shared_ptr<const Schema>& schema) {
  const BodyJudge* judge = schema == nullptr ? nullptr : judge_of(schema);
  const auto fits = [&](const json& candidate) {
    return candidate != value && (judge == nullptr || accepts(*judge, candidate.dump()));
  };
  std::vector<json> candidates;
  if (value.is_string()) {
    constexpr std::array kSpellings = {
        "0f1e2d3c4b5a6978", "9081726354483726", "ffffffff", "99999999", "9f", "f", "9"};
    for (const char* spelling : kSpellings)
      candidates.emplace_back(respelled(value.get<std::string>(), spelling));
    candidates.emplace_back(value.get<std::string>() + "-unknown");
  } else if (value.is_number_integer()) {
    for (const std::int64_t number : {987654321, 2147483647, 9999, 99}) candidates.emplace_back(number);
    candidates.emplace_back(value.get<std::int64_t>() / 2 + 1);
  }
  const auto found = std::find_if(candidates.begin(), candidates.end(), fits);
  return found == candidates.end() ? std::nullopt : std::optional<json>(*found);
}

std::optional<std::string> ValueSource::forbidden_text(const std::shared_ptr<const Schema>& schema) {
  const BodyJudge* judge = schema == nullptr ? nullptr : judge_of(schema);
  if (judge == nullptr) return std::nullopt;
  const std::array<std::string, 5> candidates = {"avouch", "-1", "1.5", "~",
                                                 std::string(300, 'x')};  // longer than most maxLength
  for (const std::string& text : candidates) {
    // A reader may take the text for a string, for what JSON makes of it, or for an array of either.
    std::vector<json> readings = {text};
    if (const json read = json::parse(text, nullptr, false); !read.is_discarded()) readings.push_back(read);
    for (std::size_t i = 0, plain = readings.size(); i < plain; ++i)
      readings.push_back(json::array({readings[i]}));
    const bool is_allowed = std::any_of(readings.begin(), readings.end(),
                                        [&](const json& reading) { return accepts(*judge, reading.dump()); });
    if (!is_allowed) return text;
  }
  return std::nullopt;
}

const BodyJudge* ValueSource::judge_of(const std::shared_ptr<const Schema>& schema) {
  const auto [known, is_new] = judges_.emplace(schema, nullptr);
  if (is_new) {
    if (Result<BodyJudge> made = BodyJudge::make(schema, {}))
      known->second = std::make_unique<BodyJudge>(*std::move(made));
  }
  return known->second.get();
}

}  // namespace avouch
