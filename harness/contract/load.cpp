// SPDX-License-Identifier: MIT
#include "contract/load.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <memory>
#include <set>
#include <string_view>
#include <tuple>

#include "base/checksum.h"
#include "base/text.h"
#include "contract/clauses.h"
#include "contract/document/library.h"
#include "contract/openapi/openapi.h"
#include "contract/openapi/operation.h"
#include "contract/openapi/swagger.h"
#include "contract/overlay/overlay.h"
#include "contract/schema/direction.h"
#include "contract/schema/schema.h"
#include "json/json_value.h"

namespace avouch {

namespace {

std::shared_ptr<Library> library_of(const LoadOptions& options) {
  auto library = std::make_shared<Library>();
  for (const auto& [url, folder] : options.ref_roots) library->map_root(url, folder);
  if (options.fetch) library->allow_fetching(options.fetch);
  if (options.read) library->read_files_by(options.read);
  return library;
}

// Keeps the first of equal faults: the reader of a part reports what its document has already.
void drop_repeated(Errors& faults) {
  std::set<std::tuple<std::string, std::string, std::string>> seen;
  std::erase_if(faults, [&](const Error& fault) {
    return !seen.emplace(fault.place.file, fault.place.pointer, fault.title).second;
  });
}

// `faults` were found before the contract was read, and already name the places in the user's documents.
Result<Contract> with_clauses(Contract contract, std::shared_ptr<Library> library, bool is_strict,
                              const Errors& faults = {}) {
  contract.clauses = clauses_of(contract, &contract.faults);
  contract.faults = library->sources_of(std::move(contract.faults));
  contract.faults.insert(contract.faults.begin(), faults.begin(), faults.end());
  drop_repeated(contract.faults);
  if (is_strict && !contract.faults.empty()) return std::move(contract.faults);
  for (BoundClause& bound : contract.clauses) {
    const Place& place = bound.clause->place;
    if (Place source = library->source_of(place); source != place)
      bound.clause.own().place = std::move(source);
    if (bound.fault == nullptr) continue;
    Error fault = *bound.fault;
    fault.place = library->source_of(fault.place);
    if (fault != *bound.fault) bound.fault = std::make_shared<const Error>(std::move(fault));
  }
  contract.digest = in_hexadecimal(library->checksum());
  contract.library = std::move(library);
  return contract;
}

}  // namespace

Result<Contract> load_contract(const std::string& file, const LoadOptions& options,
                               const std::vector<NamedText>& texts) {
  const auto library = library_of(options);
  Errors errors;
  for (const auto& [name, text] : texts) {
    const Result<const Document*> added = library->add(name, text);
    if (!added) errors.insert(errors.end(), added.errors().begin(), added.errors().end());
  }
  if (!errors.empty()) return errors;
  const Result<const Document*> document = library->load(file);
  if (!document) return document.errors();
  Errors notes;
  for (const std::string& overlay : options.overlays) {
    if (const Result<void> applied = apply_overlay(*library, file, overlay, notes); !applied)
      return applied.errors();
  }
  Errors faults;  // of texts and of Swagger, which did not prevent that they were read
  convert_swagger(*library, file, faults, notes);
  Result<Contract> contract = read_openapi(*library, *library->find(file), options);
  if (!contract) return library->sources_of(contract.errors());
  contract->notes = library->sources_of(std::move(contract->notes));
  contract->notes.insert(contract->notes.begin(), notes.begin(), notes.end());
  faults.insert(faults.end(), library->faults().begin(), library->faults().end());
  return with_clauses(*std::move(contract), library, options.is_strict, faults);
}

Result<Contract> load_schema_contract(const std::string& file, const std::string& method,
                                      const std::string& path, const LoadOptions& options) {
  const auto library = library_of(options);
  const Result<const Document*> document = library->load(file);
  if (!document) return document.errors();
  const JsonValue& root = (*document)->root();
  const Place place = (*document)->place("");
  if (root.contains("openapi") || root.contains("swagger")) {
    return Error{.title = "this is an OpenAPI document: it defines its own paths",
                 .place = place,
                 .hint = "Omit --get; --include-path selects paths."};
  }
  Contract contract{.file = (*document)->file(), .title = file, .dialect = Dialect::draft2020_12};
  if (const JsonValue* title = root.find("title"); title != nullptr && title->is_string())
    contract.title = title->text;
  Result<std::shared_ptr<const Schema>> schema = load_schema(*library, **document, "", contract.dialect);
  if (!schema) return schema.errors();
  contract.notes = (*schema)->notes();
  contract.faults = (*schema)->faults();
  DocumentedMedia media{.range = "application/json",
                        .schema = schema_for(Direction::answer, *schema),
                        .place = place,
                        .schema_place = place};
  const std::string name = path.substr(0, path.find('?'));
  Operation operation{.id = method + name, .method = method, .path = name, .place = place};
  operation.parameters = parameters_of_query(std::string_view(path).substr(name.size()), place);
  std::replace(operation.id.begin(), operation.id.end(), '/', '_');
  operation.responses.push_back({.status = "200", .media = {std::move(media)}, .place = place});
  contract.operations.push_back(std::move(operation));
  return with_clauses(std::move(contract), library, options.is_strict);
}

Result<Contract> load_shipped_contract(const std::vector<NamedText>& texts) {
  constexpr std::string_view kEnd = ".openapi.json";
  const auto shipped = std::find_if(texts.begin(), texts.end(),
                                    [&](const NamedText& text) { return text.first.ends_with(kEnd); });
  assert(shipped != texts.end());
  // Its schemas have its name. The others are no part of it, and reading them takes longer than all the rest.
  const std::string stem = shipped->first.substr(0, shipped->first.size() - kEnd.size()) + ".";
  std::vector<NamedText> own;
  std::copy_if(texts.begin(), texts.end(), std::back_inserter(own),
               [&](const NamedText& text) { return text.first.starts_with(stem); });
  return load_contract(shipped->first, {}, own);
}

}  // namespace avouch
