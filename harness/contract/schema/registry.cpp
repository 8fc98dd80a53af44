// SPDX-License-Identifier: MIT
#include "contract/schema/registry.h"

#include <algorithm>

#include "base/text.h"
#include "contract/schema/meta.h"
#include "contract/schema/uri.h"
#include "json/json_value.h"
#include "json/pointer.h"

namespace avouch {
namespace {

const std::string* string_member(const JsonValue& object, std::string_view name) {
  const JsonValue* member = object.find(name);
  return member == nullptr || !member->is_string() ? nullptr : &member->text;
}

bool hides_siblings(const JsonValue& object, const SchemaDialect& dialect) {
  return dialect.reference_hides_siblings() && string_member(object, "$ref") != nullptr;
}

}  // namespace

Place SchemaLocation::place(std::string_view keyword) const {
  if (keyword.empty()) return document->place(pointer, &value());
  return document->place(pointer_append(pointer, keyword), value().find(keyword));
}

std::optional<SchemaLocation> SchemaRegistry::enter(const Document& document, const std::string& pointer,
                                                    Errors& faults) {
  const JsonValue* value = document.at(pointer);
  if (value == nullptr) {
    faults.push_back({.title = "no schema is defined here",
                      .place = document.place(pointer),
                      .hint = "Correct the pointer."});
    return std::nullopt;
  }
  if (by_pointer_[&document].count("") == 0) enter_document(document, pointer);
  declare_dialect(document, pointer);
  const SchemaResource* around = innermost(document, pointer);
  if (!scanned_.contains(value)) scan(document, pointer, *value, const_cast<SchemaResource*>(around));
  return SchemaLocation{&document, pointer, innermost(document, pointer)};
}

// Reads the names of the schemas of a document: all of it, or the components of an OpenAPI document.
void SchemaRegistry::enter_document(const Document& document, const std::string& pointer) {
  SchemaResource* root = open_root(document, document.file(), dialect_);
  if (pointer.empty() || !document.root().is_object() || !document.root().contains("openapi"))
    return scan(document, "", document.root(), root);
  const JsonValue* schemas = document.at("/components/schemas");
  if (schemas == nullptr || !schemas->is_object()) return;
  for (const auto& [name, schema] : schemas->members) {
    const std::string at = pointer_append("/components/schemas", name);
    declare_dialect(document, at);
    const auto own = by_pointer_[&document].find(at);
    scan(document, at, schema, own == by_pointer_[&document].end() ? root : own->second);
  }
}

// OpenAPI 3.1.0 §4.8.24.5: a root schema object may name its dialect, also without an $id. Those are the
// schemas that the document uses from outside a schema, and the components.
void SchemaRegistry::declare_dialect(const Document& document, const std::string& pointer) {
  const JsonValue* schema = document.at(pointer);
  if (pointer.empty() || schema == nullptr || string_member(*schema, "$schema") == nullptr) return;
  auto& resources = by_pointer_[&document];
  if (resources.contains(pointer)) return;
  const SchemaResource* around = innermost(document, pointer);
  if (around->dialect.dialect == Dialect::openapi_3_0) return;  // it has no such keyword
  open_resource(document, pointer, around->uri, around->dialect);
}

SchemaLocation SchemaRegistry::below(const SchemaLocation& from, const std::string& pointer) const {
  return {from.document, pointer, innermost(*from.document, pointer)};
}

SchemaResource* SchemaRegistry::open_resource(const Document& document, const std::string& pointer,
                                              const std::string& uri, const SchemaDialect& dialect) {
  SchemaResource*& here = by_pointer_[&document][pointer];
  if (here != nullptr) {
    // The document's own $id, in addition to the address that it was fetched from: both identify it.
    here->uri = split_reference(uri).uri;
    here->dialect = dialect;
    by_uri_.emplace(here->uri, here);
    return here;
  }
  resources_.push_back(std::make_unique<SchemaResource>());
  SchemaResource* resource = resources_.back().get();
  resource->document = &document;
  resource->pointer = pointer;
  resource->uri = split_reference(uri).uri;
  resource->dialect = dialect;
  by_uri_.emplace(resource->uri, resource);
  here = resource;
  return resource;
}

SchemaResource* SchemaRegistry::open_root(const Document& document, const std::string& uri,
                                          const SchemaDialect& dialect) {
  SchemaResource* root = open_resource(document, "", uri, dialect);
  const std::string own = library_.own_uri(document);
  return own.empty() ? root : open_resource(document, "", own, dialect);
}

const SchemaResource* SchemaRegistry::innermost(const Document& document, const std::string& pointer) const {
  const auto& resources = by_pointer_.at(&document);
  if (resources.size() == 1) return resources.begin()->second;  // it has no other
  for (std::string at = pointer;; at.resize(at.rfind('/'))) {
    const auto found = resources.find(at);
    if (found != resources.end()) return found->second;
    if (at.empty()) return nullptr;
  }
}

std::optional<SchemaDialect> SchemaRegistry::declared_dialect(const Document& document,
                                                              const std::string& pointer,
                                                              const SchemaDialect& otherwise,
                                                              ContractFault& fault) {
  const auto fail = [&](std::string title, std::string hint) {
    fault = std::make_shared<const Error>(Error{.title = std::move(title),
                                                .place = document.place(pointer_append(pointer, "$schema")),
                                                .hint = std::move(hint)});
    return std::nullopt;
  };
  const JsonValue& schema = *document.at(pointer);
  const std::string* uri = string_member(schema, "$schema");
  if (uri == nullptr) return otherwise;
  if (const std::optional<Dialect> known = dialect_of(*uri)) {
    // OpenAPI 3.1 schemas are 2020-12 plus a few keywords; a plain 2020-12 $schema in one keeps those
    // keywords.
    if (*known == otherwise.dialect) return otherwise;
    return SchemaDialect{.dialect = *known};
  }
  const Document* metaschema = fetch(split_reference(*uri).uri);
  if (metaschema == nullptr || !metaschema->root().is_object() || metaschema == &document) {
    return fail("the dialect " + in_quotes(*uri) + " is not known",
                "Supported are drafts 4, 6, 7, 2019-09 and 2020-12, and OpenAPI 3.0, 3.1 and 3.2.");
  }
  const std::string* base = string_member(metaschema->root(), "$schema");
  const std::optional<Dialect> dialect = base == nullptr ? std::nullopt : dialect_of(*base);
  if (!dialect) {
    return fail("the dialect " + in_quotes(*uri) + " is based on an unknown dialect",
                "Its metaschema needs a $schema of 2019-09 or 2020-12.");
  }
  SchemaDialect result{.dialect = *dialect};
  const JsonValue* vocabularies = metaschema->root().find("$vocabulary");
  if (vocabularies == nullptr || !vocabularies->is_object()) return result;
  result.off = {Vocabulary::applicator, Vocabulary::validation, Vocabulary::format, Vocabulary::annotation};
  if (*dialect != Dialect::draft2019_09) result.off.push_back(Vocabulary::unevaluated);
  for (const auto& [name, is_required] : vocabularies->members) {
    const NamedVocabulary* vocabulary = named_vocabulary(name);
    if (vocabulary == nullptr && is_required.is_true) {
      return fail("the vocabulary " + in_quotes(name) + " is not supported",
                  "The dialect requires it, so Avouch cannot judge this schema.");
    }
    if (vocabulary == nullptr) continue;
    std::erase(result.off, vocabulary->vocabulary);
    result.asserts_format = result.asserts_format || vocabulary->asserts_format;
  }
  return result;
}

void SchemaRegistry::scan(const Document& document, const std::string& pointer, const JsonValue& schema,
                          SchemaResource* resource) {
  // If no schema has a name, no search is needed, however large the document is.
  if (!document.names_schemas() && resource->dialect.id_keyword() != "id") return;
  if (!scanned_.insert(&schema).second || !schema.is_object()) return;
  const bool is_root = resource->pointer == pointer;
  std::optional<SchemaDialect> dialect = resource->dialect;
  const std::string* id_before = string_member(schema, "$id");
  if (is_root || id_before != nullptr || string_member(schema, "id") != nullptr) {
    ContractFault unread;
    dialect = declared_dialect(document, pointer, resource->dialect, unread);
    if (!dialect) {
      if (!is_root) resource = open_resource(document, pointer, resource->uri, resource->dialect);
      resource->unread = std::move(unread);
      return;
    }
  }
  const std::string* id = string_member(schema, dialect->id_keyword());
  const KeywordUse* id_use = keyword_use(dialect->id_keyword());
  if (id != nullptr && dialect->knows(*id_use) && !hides_siblings(schema, *dialect)) {
    const SplitReference parts = split_reference(*id);
    if (!parts.uri.empty()) {
      resource = open_resource(document, pointer, resolve_reference(resource->uri, parts.uri), *dialect);
    } else if (parts.fragment && !parts.fragment->empty() && dialect->id_may_be_anchor()) {
      resource->anchors.emplace(*parts.fragment, pointer);
    }
  }
  if (resource->pointer == pointer) resource->dialect = *dialect;
  const auto is_on = [&](std::string_view keyword) { return resource->dialect.knows(*keyword_use(keyword)); };
  if (const std::string* name = string_member(schema, "$anchor"); name != nullptr && is_on("$anchor")) {
    resource->anchors.emplace(*name, pointer);
  }
  if (const std::string* name = string_member(schema, "$dynamicAnchor");
      name != nullptr && is_on("$dynamicAnchor")) {
    resource->anchors.emplace(*name, pointer);
    resource->dynamic_anchors.emplace(*name, pointer);
  }
  if (resource->pointer == pointer && is_on("$recursiveAnchor")) {
    const JsonValue* flag = schema.find("$recursiveAnchor");
    resource->recursive_anchor = flag != nullptr && flag->is_true;
  }
  scan_below(document, pointer, schema, resource);
}

void SchemaRegistry::scan_below(const Document& document, const std::string& pointer, const JsonValue& schema,
                                SchemaResource* resource) {
  for (const auto& [name, value] : schema.members) {
    const KeywordUse* use = keyword_use(name);
    if (use == nullptr || !use->is_of(resource->dialect.dialect) || use->shape == KeywordShape::value)
      continue;
    const std::string at = pointer_append(pointer, name);
    const bool is_schema = use->shape == KeywordShape::schema ||
                           (use->shape == KeywordShape::schema_or_list && !value.is_array());
    if (is_schema) {
      scan(document, at, value, resource);
    } else if (value.is_array() &&
               (use->shape == KeywordShape::schemas || use->shape == KeywordShape::schema_or_list)) {
      for (std::size_t i = 0; i < value.size(); ++i)
        scan(document, pointer_append(at, i), value.items[i], resource);
    } else if (value.is_object() && use->shape >= KeywordShape::schema_map) {
      for (const auto& [key, member] : value.members)
        scan(document, pointer_append(at, key), member, resource);
    }
  }
}

const Document* SchemaRegistry::fetch(const std::string& uri) {
  if (const Document* known = library_.find(uri)) return known;
  if (const std::optional<std::string_view> text = metaschema_text(uri)) {
    Result<const Document*> added = library_.add(uri, *text);
    return added ? *added : nullptr;
  }
  const bool is_fetched = library_.is_fetched(uri);
  if (has_scheme(uri) && !library_.is_mapped(uri) && !is_fetched) return nullptr;
  Result<const Document*> loaded = library_.load(uri);
  if (loaded) return *loaded;
  const Error& why = loaded.errors().front();
  if (is_fetched || why.place.file.empty()) unfetched_ = why.title;  // without a place: a limit
  return nullptr;
}

const SchemaResource* SchemaRegistry::find(const std::string& uri, const SchemaDialect& dialect) {
  if (const auto known = by_uri_.find(uri); known != by_uri_.end()) return known->second;
  const Document* document = fetch(uri);
  if (document == nullptr) return nullptr;
  if (by_pointer_[document].count("") == 0) {
    SchemaResource* root = open_root(*document, uri, SchemaDialect{.dialect = dialect.dialect});
    scan(*document, "", document->root(), root);
  }
  const auto known = by_uri_.find(uri);
  return known != by_uri_.end() ? known->second : by_pointer_[document][""];
}

std::optional<ResolvedReference> SchemaRegistry::resolve(const SchemaLocation& from, std::string_view keyword,
                                                         const std::string& reference, Errors& faults) {
  const auto hint = [&]() -> std::string {
    if (!has_scheme(reference)) return "Correct the reference, or add the document.";
    if (library_.is_fetching())
      return "Correct the reference, or name the document's folder with --ref-root URL=FOLDER.";
    return "Correct the reference, name the document's folder with --ref-root URL=FOLDER, or fetch it with "
           "--allow-remote-refs.";
  };
  const auto fail = [&](const std::string& why) {
    faults.push_back(
        {.title = std::string(keyword) + " " + in_quotes(reference) + " does not resolve: " + why,
         .place = from.place(keyword),
         .hint = hint()});
    return std::nullopt;
  };
  unfetched_.clear();
  SplitReference target = split_reference(resolve_reference(from.resource->uri, reference));
  const SchemaResource* resource = find(target.uri, from.resource->dialect);
  if (resource == nullptr && from.resource->uri == library_.own_uri(*from.document)) {  // beside its file
    target = split_reference(resolve_reference(from.document->file(), reference));
    resource = find(target.uri, from.resource->dialect);
  }
  if (resource == nullptr)
    return fail(unfetched_.empty() ? "unknown document " + in_quotes(target.uri) : unfetched_);
  const std::string fragment = target.fragment.value_or("");
  ResolvedReference result;
  std::string pointer = resource->pointer;
  if (fragment.starts_with('/')) {
    pointer += fragment;
  } else if (!fragment.empty()) {
    const auto anchor = resource->anchors.find(fragment);
    if (anchor == resource->anchors.end()) return fail("unknown anchor " + in_quotes(fragment));
    pointer = anchor->second;
    if (resource->dynamic_anchors.count(fragment) != 0) result.dynamic_anchor = fragment;
  }
  const JsonValue* schema = resource->document->at(pointer);
  if (schema == nullptr) return fail("nothing is defined there");
  if (!scanned_.contains(schema)) {
    scan(*resource->document, pointer, *schema,
         const_cast<SchemaResource*>(innermost(*resource->document, pointer)));
  }
  result.location = {resource->document, pointer, innermost(*resource->document, pointer)};
  return result;
}

}  // namespace avouch
