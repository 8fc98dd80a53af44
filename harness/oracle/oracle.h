// SPDX-License-Identifier: MIT
// A second validator, valijson, which shares no code with the judge. `avouch prove` asks it to judge the
// bodies that it generates, and Avouch uses it for its own files that have a published schema.
//
//   Result<Oracle> oracle = Oracle::make(R"({"type": "integer"})");
//   oracle->opinion_of(*parse_body("1").instance).accepts == true
//
// Only this folder includes valijson, and this header exposes none of its types. Immutable; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/interruption.h"
#include "base/result.h"
#include "json/instance.h"

namespace avouch {

// Why valijson cannot judge a value.
enum class Unsaid : std::uint8_t {
  numbers,  // it converts numbers to doubles, and a double cannot represent one of them
  text,     // it measures strings up to their first NUL, and does not support lone surrogates
  size,     // it recurses, and parts of it are quadratic
  steps,    // it has taken too many steps, or had to end
  failure,  // it failed internally
};

struct Opinion {
  std::optional<bool> accepts;  // nullopt: see `unsaid`
  std::optional<Unsaid> unsaid;
};

// One error in a value.
struct OracleFault {
  std::string pointer;  // JSON Pointer of the value
  std::string what;     // "Value type not permitted by 'type' constraint.": by valijson, not safe to print
};

// Larger values are not judged.
struct OracleLimits {
  std::size_t depth = 200;
  std::size_t values = 100'000;
  std::size_t members = 2'000;  // per array or object
  std::size_t steps = 5'000'000;
  std::size_t given_up = 3;            // after so many values that took more steps, no further one is judged
  std::size_t all_steps = 30'000'000;  // of all values that opinion_of() was asked about
  bool (*must_end)() = interruption_is_overdue;  // asked now and then
};

class Oracle {
 public:
  // `schema` is a JSON Schema of draft 7 as JSON text. Its references must lead into itself. `pattern`,
  // `patternProperties` and `format` are refused: valijson passes them to std::regex, which has no budget and
  // overflows the stack on long texts. Errors: a refused keyword; not a draft 7 schema.
  static Result<Oracle> make(std::string_view schema, const OracleLimits& limits = {});

  Oracle(Oracle&&) noexcept;
  Oracle& operator=(Oracle&&) noexcept;
  ~Oracle();

  Opinion opinion_of(const Instance& instance) const;

  // Returns all errors in the value, innermost first; empty if the value is accepted or cannot be judged.
  std::vector<OracleFault> faults(const Instance& instance) const;

 private:
  struct State;
  explicit Oracle(std::unique_ptr<const State> state);
  std::unique_ptr<const State> state_;
};

// Whether a double represents the JSON number: at most 15 significant digits, which any double keeps distinct
// from all others (DBL_DIG), below 10^15 and, unless it is 0, above 10^-290.
bool fits_double(std::string_view number);

}  // namespace avouch
