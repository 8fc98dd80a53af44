// SPDX-License-Identifier: MIT
#include "http/challenge.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "http/field_reader.h"
#include "http/text_run.h"

namespace avouch::http {
namespace {

// RFC 9110 §11.3: what stands behind a scheme without a name.
bool is_token68(std::string_view text) {
  const std::size_t length = std::min(text.find_last_not_of('='), text.size() - 1) + 1;
  return is_run_of(text.substr(0, length), [](char c) {
    return is_alphanumeric(c) || std::string_view("-._~+/").find(c) != std::string_view::npos;
  });
}

// What one element of a list of challenges is: commas part challenges, and the parameters of one as well.
enum class ChallengePart { none, scheme, scheme_with_token68, scheme_with_parameter, parameter };

ChallengePart challenge_part(std::string_view element) {
  FieldReader reader(element);
  if (reader.parameter(true) && reader.at_end()) return ChallengePart::parameter;
  reader = FieldReader(element);
  if (!reader.token()) return ChallengePart::none;
  if (reader.at_end()) return ChallengePart::scheme;
  if (!reader.skip_blanks()) return ChallengePart::none;
  if (is_token68(reader.rest())) return ChallengePart::scheme_with_token68;
  return reader.parameter(true) && reader.at_end() ? ChallengePart::scheme_with_parameter
                                                   : ChallengePart::none;
}

}  // namespace

bool is_challenge_list(std::string_view value) {
  return challenge_schemes(value).has_value();
}

std::optional<std::vector<std::string>> challenge_schemes(std::string_view value) {
  std::vector<std::string> schemes;
  std::set<std::string> names;    // of the last challenge's parameters
  bool takes_parameters = false;  // whether the last challenge may go on
  for (const std::string_view element : list_elements(value)) {
    const ChallengePart part = challenge_part(element);
    switch (part) {
      case ChallengePart::none:
        return std::nullopt;
      case ChallengePart::parameter:
        if (!takes_parameters) return std::nullopt;
        break;
      case ChallengePart::scheme_with_token68:
        takes_parameters = false;
        break;
      case ChallengePart::scheme:
      case ChallengePart::scheme_with_parameter:
        takes_parameters = true;
        break;
    }
    FieldReader reader(element);
    if (part != ChallengePart::parameter) {
      schemes.emplace_back(*reader.token());
      reader.skip_blanks();
      names.clear();
    }
    if (part != ChallengePart::parameter && part != ChallengePart::scheme_with_parameter) continue;
    const std::optional<FieldParameter> parameter = reader.parameter(true);
    // §11.2: each name once per challenge
    if (parameter && !names.insert(parameter->name).second) return std::nullopt;
  }
  if (schemes.empty()) return std::nullopt;
  return schemes;
}

std::vector<Challenge> challenges_of(std::string_view value) {
  std::vector<Challenge> challenges;
  for (const std::string_view element : list_elements(value)) {
    FieldReader reader(element);
    const ChallengePart part = challenge_part(element);
    if (part == ChallengePart::none) continue;
    if (part != ChallengePart::parameter) {
      challenges.push_back({.scheme = ascii_lower(*reader.token()), .parameters = {}});
      reader.skip_blanks();
    }
    if (part != ChallengePart::parameter && part != ChallengePart::scheme_with_parameter) continue;
    const auto parameter = reader.parameter(true);
    if (parameter && !challenges.empty())
      challenges.back().parameters.emplace(parameter->name, parameter->value);
  }
  return challenges;
}

}  // namespace avouch::http
