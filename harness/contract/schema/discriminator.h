// SPDX-License-Identifier: MIT
// The permitted values of a discriminator's property (OpenAPI 3.1.1 §4.8.25): the keys of `mapping`, and
// names of schemas: those in the adjacent oneOf or anyOf, or else those that extend the schema by allOf.
//
//   std::shared_ptr<const KnownNames> names =
//       library.discriminators().of(document, "/components/schemas/Pet");
//
// Returns nothing if the names cannot be determined: an inline branch without a mapping, a `defaultMapping`
// (OpenAPI 3.2), a parent that other documents may extend, fewer than two names.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "contract/document/document.h"
#include "contract/schema/heirs.h"
#include "contract/schema/schema.h"

namespace avouch {

// Cached results for the documents of a library, one per schema. The documents must outlive it. Not
// thread-safe.
class Discriminators {
 public:
  // The names for the schema at `pointer`, which has a discriminator; null if its values are unknown.
  std::shared_ptr<const KnownNames> of(const Document& document, const std::string& pointer);
  // What the values of that discriminator name; null beside oneOf and anyOf, whose branches the schema has.
  std::shared_ptr<const Heirs> heirs(const Document& document, const std::string& pointer);

 private:
  // The inheritance among the components of one document.
  struct Family {
    std::map<std::string, std::vector<std::string>> heirs;  // those whose allOf or $ref leads to it
    std::vector<std::string> strangers;                     // those whose references cannot be followed
    std::shared_ptr<const MemberIndex> members = {};        // null until needed
  };
  std::shared_ptr<const KnownNames> read(const Document& document, const std::string& pointer);
  std::shared_ptr<const Heirs> read_heirs(const Document& document, const std::string& pointer);
  Family& family(const Document& document);

  std::map<std::pair<const Document*, std::string>, std::shared_ptr<const KnownNames>> known_;
  std::map<std::pair<const Document*, std::string>, std::shared_ptr<const Heirs>> heirs_;
  std::map<const Document*, Family> families_;
};

// By node: whether a value that it describes can contain an object with a known discriminator. Nodes reached
// only through `not`, `if`, `contains` and unsent members do not count.
std::vector<bool> lead_to_names(const Schema& schema);

// The first names that the schema as a whole leads to; null if none.
const KnownNames* first_names(const Schema& schema);

}  // namespace avouch
