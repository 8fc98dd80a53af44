// SPDX-License-Identifier: MIT
// The keywords of each dialect of JSON Schema, and how each contains schemas.
//
//   const KeywordUse* use = keyword_use("contains");   use->is_of(Dialect::draft4) == false
//
// Pure; thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "contract/schema/schema.h"

namespace avouch {

enum class Vocabulary : std::uint8_t { core, applicator, unevaluated, validation, format, annotation };

enum class KeywordShape : std::uint8_t {
  value,           // contains no schema
  schema,          // a schema
  schemas,         // an array of schemas
  schema_or_list,  // either
  schema_map,      // an object of schemas
  dependency_map,  // an object of schemas or arrays of names
};

struct KeywordUse {
  std::string_view name;
  std::uint8_t dialects;  // one bit per dialect
  Vocabulary vocabulary;
  KeywordShape shape;

  bool is_of(Dialect dialect) const { return (dialects >> static_cast<unsigned>(dialect) & 1U) != 0; }
};

// nullptr if no dialect has the keyword.
const KeywordUse* keyword_use(std::string_view name);

// The dialect of a schema: a supported one, and its enabled vocabularies (2020-12 Core §8.1.2).
struct SchemaDialect {
  Dialect dialect = Dialect::draft2020_12;
  std::vector<Vocabulary> off;
  bool asserts_format = false;  // the format-assertion vocabulary is enabled

  bool knows(const KeywordUse& use) const;
  bool reference_hides_siblings() const;  // draft 7 Core §8.3; OpenAPI 3.0 §4.8.23
  std::string_view id_keyword() const { return dialect == Dialect::draft4 ? "id" : "$id"; }
  // $id: "#name" is an anchor in drafts 4 to 7.
  bool id_may_be_anchor() const { return dialect <= Dialect::draft7; }
  bool operator==(const SchemaDialect&) const = default;
};

// The dialect of a metaschema's URI, with or without an empty fragment; nullopt if unsupported.
std::optional<Dialect> dialect_of(std::string_view metaschema);

// The metaschema's URI, without a fragment.
std::string_view metaschema_uri(Dialect dialect);

// The vocabulary of a URI in `$vocabulary`.
struct NamedVocabulary {
  std::string_view uri;
  Vocabulary vocabulary;
  bool asserts_format;
};
const NamedVocabulary* named_vocabulary(std::string_view uri);

}  // namespace avouch
