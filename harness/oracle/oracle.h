// SPDX-License-Identifier: MIT
// A second validator, valijson, which shares no code with the judge. `avouch prove` asks it what it thinks of
// the bodies that it makes, and Avouch asks it about files of its own that have a published schema.
//
//   Result<Oracle> oracle = Oracle::make(R"({"type": "integer"})");
//   oracle->opinion_of(*parse_body("1").instance).accepts == true
//
// This is the only room that includes valijson, and this header shows none of its types. Immutable once made;
// any thread may ask.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "json/instance.h"

namespace avouch {

// Why valijson cannot be asked about a value.
enum class Unsaid : std::uint8_t {
  numbers,  // it takes numbers for doubles, and one is not the same as a double
  text,     // it measures strings up to their first NUL, and knows no lone surrogates
  size,     // it recurses, and some of it is quadratic
  steps,    // it has taken too many steps
  failure,  // it failed of itself
};

struct Opinion {
  std::optional<bool> accepts;  // nullopt: `unsaid` says why
  std::optional<Unsaid> unsaid;
};

// One thing that is wrong with a value.
struct OracleFault {
  std::string pointer;  // JSON Pointer of the value
  std::string what;  // "Value type not permitted by 'type' constraint.": valijson's words, not yet printable
};

// Values beyond these are not asked about.
struct OracleLimits {
  std::size_t depth = 200;
  std::size_t values = 100'000;
  std::size_t members = 2'000;  // of one array or object
  std::size_t steps = 5'000'000;
};

class Oracle {
 public:
  // `schema`: a JSON text, JSON Schema draft 7. Its references lead into itself. `pattern`,
  // `patternProperties` and `format` are refused: valijson takes them to std::regex, which has no budget and
  // overflows the stack on long texts. Errors: that; or it is no such schema.
  static Result<Oracle> make(std::string_view schema, const OracleLimits& limits = {});

  Oracle(Oracle&&) noexcept;
  Oracle& operator=(Oracle&&) noexcept;
  ~Oracle();

  Opinion opinion_of(const Instance& instance) const;

  // Everything that is wrong with it, the innermost first; empty where it accepts the value, or cannot say.
  std::vector<OracleFault> faults(const Instance& instance) const;

 private:
  struct State;
  explicit Oracle(std::unique_ptr<const State> state);
  std::unique_ptr<const State> state_;
};

// Whether a double carries the JSON number: at most 15 significant digits, which any double keeps apart from
// all others (DBL_DIG), below 10^15 and, unless it is 0, above 10^-290.
bool fits_double(std::string_view number);

}  // namespace avouch
