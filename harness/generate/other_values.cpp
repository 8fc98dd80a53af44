// SPDX-License-Identifier: MIT
#include "generate/other_values.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "judge/body.h"
#include "judge/instance.h"

namespace avouch {
namespace {

using nlohmann::json;

// What a judge says of values; nobody where none can be made.
class Opinion {
 public:
  explicit Opinion(const std::shared_ptr<const Schema>& schema) {
    if (schema == nullptr) return;
    if (Result<BodyJudge> made = BodyJudge::make(schema, {})) judge_.emplace(*std::move(made));
  }

  bool exists() const { return judge_.has_value(); }
  std::optional<bool> of(const json& value) const {
    const ParsedBody body = parse_body(value.dump(-1, ' ', false, json::error_handler_t::replace));
    return body.instance == nullptr ? std::nullopt : judge_->accepts(*body.instance);
  }

 private:
  std::optional<BodyJudge> judge_;
};

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

std::optional<json> other_value(const std::shared_ptr<const Schema>& schema, const json& value) {
  const Opinion opinion(schema);
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
  for (json& candidate : candidates) {
    if (candidate != value && (!opinion.exists() || opinion.of(candidate).value_or(false)))
      return std::move(candidate);
  }
  return std::nullopt;
}

std::optional<std::string> forbidden_text(const std::shared_ptr<const Schema>& schema) {
  const Opinion opinion(schema);
  if (!opinion.exists()) return std::nullopt;
  // The last one is longer than most maxLength.
  for (const std::string& text : {std::string("avouch"), std::string("-1"), std::string("1.5"),
                                  std::string("~"), std::string(300, 'x')}) {
    std::vector<json> readings = {text};
    if (const json read = json::parse(text, nullptr, false); !read.is_discarded()) readings.push_back(read);
    for (std::size_t i = 0, plain = readings.size(); i < plain; ++i)
      readings.push_back(json::array({readings[i]}));
    const bool is_allowed = std::any_of(readings.begin(), readings.end(), [&](const json& reading) {
      return opinion.of(reading).value_or(true);
    });
    if (!is_allowed) return text;
  }
  return std::nullopt;
}

std::optional<json> forbidden_value(const std::shared_ptr<const Schema>& schema, bool is_object) {
  const Opinion opinion(schema);
  if (!opinion.exists()) return std::nullopt;
  std::vector<json> candidates = {json::object()};
  if (!is_object)
    candidates.insert(candidates.end(),
                      {json::array(), json("avouch"), json(nullptr), json(-1), json(false)});
  for (json& candidate : candidates) {
    if (!opinion.of(candidate).value_or(true)) return std::move(candidate);
  }
  return std::nullopt;
}

}  // namespace avouch
