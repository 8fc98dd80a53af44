// SPDX-License-Identifier: MIT
// Which values a discriminator's property may have (OpenAPI 3.1.1 §4.8.25): the keys of `mapping`, and names
// of schemas: of those that the adjacent oneOf or anyOf lists; else of those that build on the schema by
// allOf.
//
//   std::shared_ptr<const KnownNames> names = library.discriminators().of(document,
//   "/components/schemas/Pet");
//
// Where it cannot be known which names there are, nothing is said: an inline branch without a mapping, a
// `defaultMapping` (OpenAPI 3.2), a parent that other documents may build on, fewer than two names.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "contract/document/document.h"
#include "contract/schema/schema.h"

namespace avouch {

// What is worked out of a library's documents, each schema once. The documents outlive it. One thread at a
// time.
class Discriminators {
 public:
  // Of the schema at `pointer`, which has a discriminator; null where nothing can be said of its values.
  std::shared_ptr<const KnownNames> of(const Document& document, const std::string& pointer);

 private:
  // Of the components of one document.
  struct Family {
    std::map<std::string, std::vector<std::string>> heirs;  // those whose allOf or $ref leads to it
    std::vector<std::string> strangers;                     // those of which it is not known where they lead
  };
  std::shared_ptr<const KnownNames> read(const Document& document, const std::string& pointer);
  const Family& family(const Document& document);

  std::map<std::pair<const Document*, std::string>, std::shared_ptr<const KnownNames>> known_;
  std::map<const Document*, Family> families_;
};

// By node: whether a value that it describes may have, in it, an object whose discriminator is known. Through
// `not`, `if`, `contains` and members that are not sent no node leads anywhere.
std::vector<bool> lead_to_names(const Schema& schema);

// The first of those that the schema as a whole leads to; null where there is none.
const KnownNames* first_names(const Schema& schema);

}  // namespace avouch
