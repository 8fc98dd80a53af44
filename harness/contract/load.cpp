// SPDX-License-Identifier: MIT
#include "contract/load.h"

#include <algorithm>
#include <cassert>
#include <memory>

#include "contract/clauses.h"
#include "contract/library.h"
#include "contract/openapi.h"

namespace avouch {

Result<Contract> load_contract(const std::string& file, const LoadOptions& options,
                               const std::vector<NamedText>& texts) {
  const auto library = std::make_shared<Library>();
  Errors errors;
  for (const auto& [name, text] : texts) {
    const Result<const Document*> added = library->add(name, text);
    if (!added) errors.insert(errors.end(), added.errors().begin(), added.errors().end());
  }
  if (!errors.empty()) return errors;
  const Result<const Document*> document = library->load(file);
  if (!document) return document.errors();
  Result<Contract> contract = read_openapi(*library, **document, options);
  if (!contract) return contract;
  Result<std::vector<BoundClause>> clauses = clauses_of(*contract);
  if (!clauses) return clauses.errors();
  contract->clauses = *std::move(clauses);
  contract->library = library;
  return contract;
}

Result<Contract> load_shipped_contract(const std::vector<NamedText>& texts) {
  const auto shipped = std::find_if(texts.begin(), texts.end(), [](const NamedText& text) {
    return text.first.ends_with(".openapi.json");
  });
  assert(shipped != texts.end());
  return load_contract(shipped->first, {}, texts);
}

}  // namespace avouch
