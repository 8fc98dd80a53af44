// SPDX-License-Identifier: MIT
// Fuzzes contract loading. The first byte gives the type of the rest: an OpenAPI document in JSON (j) or YAML
// (y), or a schema of a dialect in JSON (0 to 6) or of 2020-12 in YAML (s). A document can refer only to
// itself.
#include <set>

#include "contract/load.h"
#include "contract/schema/schema.h"
#include "judge/body/body.h"
#include "judge/judge.h"
#include "one_input.h"

namespace avouch::fuzz {
namespace {

void load_api(const std::string& name, std::string_view text) {
  const Result<Contract> contract = load_contract(name, {}, {{name, std::string(text)}});
  if (!contract) return must_be_told(contract.errors());
  std::set<std::string> coordinates;
  for (const BoundClause& bound : contract->clauses) {
    const Clause& clause = bound.clause;
    must(!clause.coordinate.empty() && !clause.claim.empty(), "a clause without a coordinate or a claim");
    must(coordinates.insert(clause.coordinate).second, "two clauses named " + clause.coordinate);
    must(!clause.place->file.empty(), "a clause that stands nowhere: " + clause.coordinate);
    must(bound.operation < contract->operations.size(), "a clause of no operation: " + clause.coordinate);
  }
  const Result<Judge> judge = Judge::make(*contract, {});
  if (!judge) must_be_told(judge.errors());
}

void load_one_schema(const std::string& name, std::string_view text, Dialect dialect) {
  Library library;
  const Result<const Document*> document = library.add(name, text);
  if (!document) return must_be_told(document.errors());
  const auto schema = load_schema(library, **document, "", dialect);
  if (!schema) return must_be_told(schema.errors());
  std::set<std::string> suffixes;
  for (const SchemaClaim& claim : (*schema)->claims()) {
    must(!claim.suffix.empty() && !claim.claim.empty(), "a claim without a name or a text");
    must(suffixes.insert(claim.suffix).second, "two claims named " + claim.suffix);
    must(claim.keyword < (*schema)->keywords().size(), "a claim of no keyword: " + claim.suffix);
    must((*schema)->place_of(claim)->line > 0, "a claim without a line: " + claim.suffix);
  }
  for (const SchemaKeyword& keyword : (*schema)->keywords()) {
    for (const SchemaBranch& branch : keyword.branches)
      must(branch.node < (*schema)->nodes().size(), "a branch that leads nowhere: " + keyword.name);
  }
  const Result<BodyJudge> judge = BodyJudge::make(*schema, {});
  if (!judge) must_be_told(judge.errors());
}

}  // namespace

int one_input(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text = text_of(data, size).substr(1);
  switch (data[0]) {
    case 'j':
      load_api("fuzz.openapi.json", text);
      break;
    case 'y':
      load_api("fuzz.openapi.yaml", text);
      break;
    case 's':
      load_one_schema("fuzz.schema.yaml", text, Dialect::draft2020_12);
      break;
    default:
      load_one_schema("fuzz.schema.json", text, static_cast<Dialect>((data[0] + 1) % 7));  // '0' is 48
  }
  return 0;
}

}  // namespace avouch::fuzz
