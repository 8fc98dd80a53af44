// SPDX-License-Identifier: MIT
// Writes the generated bodies of a contract as lines of JSON, for an independent validator.
//
//   write_bodies(contract, {.random = 4}, std::cout);
//   // {"schema":"api.json","pointer":"/components/schemas/Call","dialect":"OpenAPI 3.0",
//   //  "clause":"FetchCall/200/body/sid/pattern","keyword":"pattern","what":"…","expected":false,"body":{…}}
//
// "clause" is empty for a conforming body. "keyword" is "format NAME" for a format. A schema that several
// responses share is written once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <ostream>

#include "contract/contract.h"
#include "generate/generator.h"

namespace avouch {

struct WrittenLimits {
  std::size_t violations = kFewViolations;  // of one claim
  std::size_t random = 0;                   // conforming bodies made at random, for each schema
  std::uint64_t seed = 1;
};

struct WrittenCounts {
  std::size_t schemas = 0;
  std::size_t conforming = 0;
  std::size_t broken = 0;
  std::size_t impossible = 0;  // schemas that nothing was made for
};

WrittenCounts write_bodies(const Contract& contract, const WrittenLimits& limits, std::ostream& out);

}  // namespace avouch
