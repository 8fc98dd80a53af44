// SPDX-License-Identifier: MIT
// The bodies that are generated for a contract, a line of JSON each, for a validator of another family.
//
//   write_bodies(contract, {.random = 4}, std::cout);
//   // {"schema":"api.json","pointer":"/components/schemas/Call","dialect":"OpenAPI 3.0",
//   //  "clause":"FetchCall/200/body/sid/pattern","keyword":"pattern","what":"…","expected":false,"body":{…}}
//
// "clause" is empty of a body that conforms; "keyword" of a format is "format NAME". A schema that several
// answers have is written once.
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
