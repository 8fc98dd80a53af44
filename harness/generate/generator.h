// SPDX-License-Identifier: MIT
// Generates values of a schema as JSON texts: instances that exercise every claim, any number of random
// instances, and for each claim instances that break only it.
//
//   Result<Generator> generator = Generator::make(schema, judge, examples);
//   for (const MadeInstance& one : generator->instances().made) …
//   for (const SchemaClaim& claim : schema->claims()) generator->violations(claim.keyword) …
//
// The judge checks every result: an instance that it rejects, or a violation that it does not find, is never
// returned. The results are deterministic for a schema, judge, examples and seed. Shares the schema; keeps a
// reference to the judge, which must outlive it. Caches results and is not thread-safe: use one per thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "contract/schema/schema.h"
#include "generate/instances.h"
#include "generate/ways/violations.h"
#include "json/json_value.h"
#include "judge/body/body.h"

namespace avouch {

// Maximum length of a generated string or array, whatever the schema requires.
inline constexpr std::size_t kLongestMade = 100'000;

// Maximum bytes of generated text for all instances together, and for the violations of one claim. Large
// values are generated less often.
inline constexpr std::size_t kMostText = 64U * 1024U * 1024U;

// Usually enough violations to cover a claim.
inline constexpr std::size_t kFewViolations = 8;

// What the instances are for. By default, they exercise every claim of the schema.
struct GeneratorWishes {
  // By keyword: whether its claim is to be exercised. Empty: all claims.
  std::vector<bool> claims = {};
  // Few instances are enough, each of which exercises much: not each listed value is shown, nor the least and
  // the greatest one.
  bool is_brief = false;
};

// Whether the error of make() says only that the search for a value ended. The schema may allow one.
bool is_end_of_search(const Error& error);

class Generator {
 public:
  // `judge` uses `schema`. Conforming examples come first among the instances; other examples are omitted.
  // Makes one instance; the others are made when they are asked for. Errors: no conforming instance was
  // found, with the place of a claim that prevents it.
  static Result<Generator> make(std::shared_ptr<const Schema> schema, const BodyJudge& judge,
                                const std::vector<JsonValue>& examples = {}, std::uint64_t seed = 1,
                                GeneratorWishes wishes = {});

  Generator(Generator&&) noexcept;
  Generator& operator=(Generator&&) noexcept;
  ~Generator();

  // The first instance: an example, or the plainest value.
  const std::string& first() const;

  const Instances& instances() const;

  // By keyword: whether that instance exercises it.
  const std::vector<bool>& exercised(std::size_t instance) const;
  // Whether any instance exercises the keyword.
  bool reaches(std::size_t keyword) const;

  // Indices of instances that together exercise what all of them do: few, the most telling first. Each adds
  // the most to those before it.
  std::vector<std::size_t> telling() const;

  // The n-th of an endless series of conforming instances, as different as the schema permits.
  std::string random_instance(std::uint64_t n) const;

  // `keyword` is the keyword of a claim. `most` is the maximum number, unless the keyword names more members
  // than that.
  Violations violations(std::size_t keyword, std::size_t most = kFewViolations) const;

 private:
  struct State;
  explicit Generator(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace avouch
