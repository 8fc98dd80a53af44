// SPDX-License-Identifier: MIT
// Chooses a value for each parameter of a request, and remembers its source.
//
//   ValueSource values(contract, {{.name = "Sid", .value = "AC1"}});
//   Result<ChosenValue> value = values.of(operation, parameter);
//
// Takes the first of: the user's value, the documented example, the default, the first enum value, a
// generated value that the schema allows. The same contract and seed always give the same values. Keeps
// references to the contract and the given values. Thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "contract/contract.h"
#include "contract/path_segments.h"
#include "json/json_value.h"

namespace avouch {

// A --variable, or an entry of a values file.
struct GivenValue {
  std::string operation;  // operationId; empty: every operation with such a parameter
  std::string name;       // of a parameter, or of a member of a request body
  JsonValue value;
  Place place = {};  // in a values file; none where a flag gave it
  // Of the operations that it is for, if `operation` is empty; empty: all.
  std::string path = {};  // how their paths begin, by segments: "/shops/{shopId}"
  std::string tag = {};
};

struct ChosenValue {
  enum class From { given, example, fallback, enumeration, generated };

  JsonValue value;
  From from = From::given;
};

// Whether the path begins with those segments. Names of parameters do not count: "/shops/{id}/books" is below
// "/shops/{shopId}".
bool is_below(const std::string& path, const std::string& beginning);

class ValueSource {
 public:
  // `seed` decides generated values; without one they are the plainest.
  ValueSource(const Contract& contract, const std::vector<GivenValue>& given,
              std::optional<std::uint64_t> seed = std::nullopt);

  // Of several values of that name, the one for the operation goes first, then the one for the longest
  // beginning of its path, then the one for a tag. As it was given, before a schema has read it
  // (plan/text_value.h); nullptr where the user gave none.
  const JsonValue* given(const Operation& operation, const std::string& name) const;

  // Chooses no value that a path cannot have as its segment, and none that would make the path that of
  // another resource, as "mine" does for "/things/{id}" beside "/things/mine" (OpenAPI 3.1 §4.8.8.2), if
  // another value is found; but the documentation may give the latter as its example. Errors: the
  // documentation gives nothing to make a value from. The error has the parameter's place.
  Result<ChosenValue> of(const Operation& operation, const Parameter& parameter) const;

  const Contract& contract() const { return contract_; }
  const std::shared_ptr<const PathSegments>& segments() const { return segments_; }
  std::optional<std::uint64_t> seed() const { return seed_; }

 private:
  // Whether the path keeps its segments with the value: contract/path_segments.h.
  static bool fits_in_path(const Operation& operation, const Parameter& parameter, const JsonValue& value);
  // Whether the value is a segment of another path, where the parameter stands in that of the operation.
  bool is_segment_of_another(const Operation& operation, const Parameter& parameter,
                             const JsonValue& value) const;
  // The first that is good: an example, the default, a listed value.
  std::optional<ChosenValue> documented(const Operation& operation, const Parameter& parameter,
                                        const std::function<bool(const JsonValue&)>& is_good) const;
  Result<ChosenValue> generated(const Operation& operation, const Parameter& parameter) const;

  const Contract& contract_;
  const std::vector<GivenValue>& given_;
  std::optional<std::uint64_t> seed_;
  std::shared_ptr<const PathSegments> segments_;
};

}  // namespace avouch
