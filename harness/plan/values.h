// SPDX-License-Identifier: MIT
// Which value a request takes for a parameter, and where that value is from.
//
//   ValueSource values(contract, {{.name = "Sid", .value = "AC1"}});
//   Result<ChosenValue> value = values.of(operation, parameter);
//
// The first of: what the user gave, the documented example, the default, the first of the enum, one that the
// schema allows. What it makes is the same for the same contract and seed, every time. Refers to the contract
// and to what was given. Any thread may ask.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "contract/contract.h"
#include "json/json_value.h"

namespace avouch {

// --variable, or a line of a values file.
struct GivenValue {
  std::string operation;  // its id; empty: every operation that has such a parameter
  std::string name;       // of a parameter, or of a member of a request body
  JsonValue value;
  Place place = {};  // in a values file; none where a flag gave it
};

struct ChosenValue {
  enum class From { given, example, fallback, enumeration, generated };

  JsonValue value;
  From from = From::given;
};

class ValueSource {
 public:
  // `seed`: what is made is what it decides; without one, the plainest.
  ValueSource(const Contract& contract, const std::vector<GivenValue>& given,
              std::optional<std::uint64_t> seed = std::nullopt)
      : contract_(contract), given_(given), seed_(seed) {}

  // As it was given, before a schema has read it (plan/text_value.h); nullptr where the user gave none.
  const JsonValue* given(const Operation& operation, const std::string& name) const;

  // Errors: nothing is documented that a value could be made of, with the parameter's place.
  Result<ChosenValue> of(const Operation& operation, const Parameter& parameter) const;

  const Contract& contract() const { return contract_; }
  std::optional<std::uint64_t> seed() const { return seed_; }

 private:
  const Contract& contract_;
  const std::vector<GivenValue>& given_;
  std::optional<std::uint64_t> seed_;
};

}  // namespace avouch
