// SPDX-License-Identifier: MIT
// Resolves references: holds every schema resource (a document, or a part of one with its own $id), its
// anchors, and the documents that it refers to, which are loaded from the library on demand.
//
//   SchemaRegistry& registry = library.registry(Dialect::openapi_3_1);
//   std::optional<SchemaLocation> root = registry.enter(document, pointer, faults);
//
// Belongs to a library, so each schema object of its documents is read once, however many schemas are loaded.
// Not thread-safe. Resources live as long as the registry; documents as long as the library.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "contract/document/library.h"
#include "contract/schema/dialect.h"
#include "json/json_value.h"

namespace avouch {

struct SchemaResource {
  const Document* document = nullptr;
  std::string pointer;  // of its root
  std::string uri;      // absolute if any base is, without a fragment
  SchemaDialect dialect;
  std::map<std::string, std::string> anchors;          // name -> pointer, including dynamic anchors
  std::map<std::string, std::string> dynamic_anchors;  // 2020-12 Core §8.2.2
  bool recursive_anchor = false;                       // 2019-09 Core §8.2.4.2.2
  ContractFault unread = nullptr;                      // why its dialect is not known
};

struct SchemaLocation {
  const Document* document = nullptr;
  std::string pointer;
  const SchemaResource* resource = nullptr;  // the innermost resource that contains it

  // Looked up once. Not thread-safe.
  const JsonValue& value() const {
    if (found == nullptr) found = document->at(pointer);
    return *found;
  }
  Place place(std::string_view keyword) const;  // of a keyword, or of the schema with ""

  mutable const JsonValue* found = nullptr;  // by value()
};

struct ResolvedReference {
  SchemaLocation location;
  std::string dynamic_anchor;  // if the fragment names one
};

class SchemaRegistry {
 public:
  // Schemas that declare no dialect are of `dialect`.
  SchemaRegistry(Library& library, Dialect dialect) : library_(library), dialect_{.dialect = dialect} {}

  // The schema at `pointer` of `document`. nullopt and a fault if nothing is there.
  std::optional<SchemaLocation> enter(const Document& document, const std::string& pointer, Errors& faults);

  // The schema at `pointer`, a subschema of `from` or of another schema that was entered.
  SchemaLocation below(const SchemaLocation& from, const std::string& pointer) const;

  // nullopt and a fault, with the place of `keyword` in `from`, if it leads nowhere.
  std::optional<ResolvedReference> resolve(const SchemaLocation& from, std::string_view keyword,
                                           const std::string& reference, Errors& faults);

 private:
  void enter_document(const Document& document, const std::string& pointer);
  void declare_dialect(const Document& document, const std::string& pointer);
  void scan(const Document& document, const std::string& pointer, const JsonValue& schema,
            SchemaResource* resource);
  void scan_below(const Document& document, const std::string& pointer, const JsonValue& schema,
                  SchemaResource* resource);
  SchemaResource* open_resource(const Document& document, const std::string& pointer, const std::string& uri,
                                const SchemaDialect& dialect);
  // The resource of a whole document, which its own URI identifies as well.
  SchemaResource* open_root(const Document& document, const std::string& uri, const SchemaDialect& dialect);
  // nullopt and a fault if it is not known.
  std::optional<SchemaDialect> declared_dialect(const Document& document, const std::string& pointer,
                                                const SchemaDialect& otherwise, ContractFault& fault);
  const SchemaResource* innermost(const Document& document, const std::string& pointer) const;
  const SchemaResource* find(const std::string& uri, const SchemaDialect& dialect);
  const Document* fetch(const std::string& uri);

  Library& library_;
  const SchemaDialect dialect_;
  std::string unfetched_;  // why the document of the last reference was not read; empty on success
  std::vector<std::unique_ptr<SchemaResource>> resources_;
  std::map<std::string, const SchemaResource*> by_uri_;
  std::map<const Document*, std::map<std::string, SchemaResource*>> by_pointer_;
  std::unordered_set<const JsonValue*> scanned_;  // schema objects
};

}  // namespace avouch
