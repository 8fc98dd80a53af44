// SPDX-License-Identifier: MIT
// Fuzzes the conversion of Swagger 2.0: a document in JSON (after "j") or YAML (after "y"). It can refer only
// to itself.
#include "contract/openapi/swagger.h"
#include "contract/load.h"
#include "one_input.h"

namespace avouch::fuzz {

int one_input(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text = text_of(data, size).substr(1);
  const std::string name = data[0] == 'y' ? "fuzz.yaml" : "fuzz.json";
  const Result<Contract> contract = load_contract(name, {}, {{name, std::string(text)}});
  if (!contract) {
    must_be_told(contract.errors());
    return 0;
  }
  Library original;
  must(static_cast<bool>(original.add(name, text)), "the document loads and does not parse");
  // Every place is one of the Swagger document itself.
  for (const BoundClause& bound : contract->clauses) {
    const Place& place = bound.clause->place;
    must(place.file == name, "a clause of another file: " + bound.clause->coordinate);
    must(original.find(name)->at(place.pointer) != nullptr,
         "a clause that stands nowhere: " + bound.clause->coordinate + " at " + place.pointer);
  }
  return 0;
}

}  // namespace avouch::fuzz
