// SPDX-License-Identifier: MIT
#include "contract/schema/dialect.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"

namespace avouch {
namespace {

constexpr std::uint8_t bit(Dialect dialect) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(dialect));
}

constexpr std::uint8_t k4 = bit(Dialect::draft4);
constexpr std::uint8_t k19 = bit(Dialect::draft2019_09);
constexpr std::uint8_t k30 = bit(Dialect::openapi_3_0);
constexpr std::uint8_t k31 = bit(Dialect::openapi_3_1);
constexpr std::uint8_t kAll = 0x7F;
constexpr std::uint8_t kJson = kAll & ~k30;  // all but OpenAPI 3.0, which has a part of draft 5
constexpr std::uint8_t kFrom6 = kJson & ~k4;
constexpr std::uint8_t kFrom7 = kFrom6 & ~bit(Dialect::draft6);
constexpr std::uint8_t kFrom19 = kFrom7 & ~bit(Dialect::draft7);
constexpr std::uint8_t kFrom20 = kFrom19 & ~k19;
constexpr std::uint8_t kTo19 = kJson & ~kFrom20;
constexpr std::uint8_t kOpenApi = k30 | k31;

using V = Vocabulary;
using S = KeywordShape;

constexpr KeywordUse kUses[] = {
    {"$ref", kAll, V::core, S::value},
    {"$schema", kJson, V::core, S::value},
    {"id", k4, V::core, S::value},
    {"$id", kFrom6, V::core, S::value},
    {"$anchor", kFrom19, V::core, S::value},
    {"$recursiveRef", k19, V::core, S::value},
    {"$recursiveAnchor", k19, V::core, S::value},
    {"$dynamicRef", kFrom20, V::core, S::value},
    {"$dynamicAnchor", kFrom20, V::core, S::value},
    {"$vocabulary", kFrom19, V::core, S::value},
    {"$comment", kFrom7, V::core, S::value},
    {"$defs", kFrom19, V::core, S::schema_map},
    {"definitions", kJson, V::core, S::schema_map},
    {"allOf", kAll, V::applicator, S::schemas},
    {"anyOf", kAll, V::applicator, S::schemas},
    {"oneOf", kAll, V::applicator, S::schemas},
    {"not", kAll, V::applicator, S::schema},
    {"if", kFrom7, V::applicator, S::schema},
    {"then", kFrom7, V::applicator, S::schema},
    {"else", kFrom7, V::applicator, S::schema},
    {"dependentSchemas", kFrom19, V::applicator, S::schema_map},
    {"dependencies", kJson, V::applicator, S::dependency_map},
    {"properties", kAll, V::applicator, S::schema_map},
    {"patternProperties", kJson, V::applicator, S::schema_map},
    {"additionalProperties", kAll, V::applicator, S::schema},
    {"propertyNames", kFrom6, V::applicator, S::schema},
    {"prefixItems", kFrom20, V::applicator, S::schemas},
    {"items", kAll, V::applicator, S::schema_or_list},
    {"additionalItems", kTo19, V::applicator, S::schema},
    {"contains", kFrom6, V::applicator, S::schema},
    {"unevaluatedItems", kFrom19, V::unevaluated, S::schema},
    {"unevaluatedProperties", kFrom19, V::unevaluated, S::schema},
    {"type", kAll, V::validation, S::value},
    {"enum", kAll, V::validation, S::value},
    {"const", kFrom6, V::validation, S::value},
    {"multipleOf", kAll, V::validation, S::value},
    {"maximum", kAll, V::validation, S::value},
    {"exclusiveMaximum", kAll, V::validation, S::value},
    {"minimum", kAll, V::validation, S::value},
    {"exclusiveMinimum", kAll, V::validation, S::value},
    {"maxLength", kAll, V::validation, S::value},
    {"minLength", kAll, V::validation, S::value},
    {"pattern", kAll, V::validation, S::value},
    {"maxItems", kAll, V::validation, S::value},
    {"minItems", kAll, V::validation, S::value},
    {"uniqueItems", kAll, V::validation, S::value},
    {"maxContains", kFrom19, V::validation, S::value},
    {"minContains", kFrom19, V::validation, S::value},
    {"maxProperties", kAll, V::validation, S::value},
    {"minProperties", kAll, V::validation, S::value},
    {"required", kAll, V::validation, S::value},
    {"dependentRequired", kFrom19, V::validation, S::value},
    {"nullable", k30, V::validation, S::value},
    {"discriminator", kOpenApi, V::validation, S::value},
    {"format", kAll, V::format, S::value},
    {"contentEncoding", kFrom7, V::annotation, S::value},
    {"contentMediaType", kFrom7, V::annotation, S::value},
    {"contentSchema", kFrom19, V::annotation, S::schema},
    {"title", kAll, V::annotation, S::value},
    {"description", kAll, V::annotation, S::value},
    {"default", kAll, V::annotation, S::value},
    {"examples", kFrom6, V::annotation, S::value},
    {"example", kOpenApi, V::annotation, S::value},
    {"deprecated", kFrom19 | k30, V::annotation, S::value},
    {"readOnly", kFrom7 | k30, V::annotation, S::value},
    {"writeOnly", kFrom7 | k30, V::annotation, S::value},
    {"xml", kOpenApi, V::annotation, S::value},
    {"externalDocs", kOpenApi, V::annotation, S::value},
};

constexpr std::array<std::string_view, 7> kMetaschemas = {
    "http://json-schema.org/draft-04/schema",         "http://json-schema.org/draft-06/schema",
    "http://json-schema.org/draft-07/schema",         "https://json-schema.org/draft/2019-09/schema",
    "https://json-schema.org/draft/2020-12/schema",   "https://spec.openapis.org/oas/3.0/dialect",
    "https://spec.openapis.org/oas/3.1/dialect/base",
};

constexpr NamedVocabulary kVocabularies[] = {
    {"https://json-schema.org/draft/2019-09/vocab/core", V::core, false},
    {"https://json-schema.org/draft/2019-09/vocab/applicator", V::applicator, false},
    {"https://json-schema.org/draft/2019-09/vocab/validation", V::validation, false},
    {"https://json-schema.org/draft/2019-09/vocab/meta-data", V::annotation, false},
    {"https://json-schema.org/draft/2019-09/vocab/format", V::format, false},
    {"https://json-schema.org/draft/2019-09/vocab/content", V::annotation, false},
    {"https://json-schema.org/draft/2020-12/vocab/core", V::core, false},
    {"https://json-schema.org/draft/2020-12/vocab/applicator", V::applicator, false},
    {"https://json-schema.org/draft/2020-12/vocab/unevaluated", V::unevaluated, false},
    {"https://json-schema.org/draft/2020-12/vocab/validation", V::validation, false},
    {"https://json-schema.org/draft/2020-12/vocab/meta-data", V::annotation, false},
    {"https://json-schema.org/draft/2020-12/vocab/format-annotation", V::format, false},
    {"https://json-schema.org/draft/2020-12/vocab/format-assertion", V::format, true},
    {"https://json-schema.org/draft/2020-12/vocab/content", V::annotation, false},
    {"https://spec.openapis.org/oas/3.1/vocab/base", V::annotation, false},
    {"https://spec.openapis.org/oas/3.2/vocab/base", V::annotation, false},
};

// Each publication of a dialect has its date in its URI: "…/dialect/2024-11-10".
bool is_dated(std::string_view uri, std::string_view base) {
  constexpr std::string_view kDate = "dddd-dd-dd";
  if (!uri.starts_with(base)) return false;
  uri.remove_prefix(base.size());
  return std::equal(uri.begin(), uri.end(), kDate.begin(), kDate.end(),
                    [](char c, char wanted) { return wanted == 'd' ? is_digit(c) : c == wanted; });
}

}  // namespace

std::string_view to_string(Dialect dialect) {
  switch (dialect) {
    case Dialect::draft4:
      return "draft 4";
    case Dialect::draft6:
      return "draft 6";
    case Dialect::draft7:
      return "draft 7";
    case Dialect::draft2019_09:
      return "draft 2019-09";
    case Dialect::draft2020_12:
      return "draft 2020-12";
    case Dialect::openapi_3_0:
      return "OpenAPI 3.0";
    case Dialect::openapi_3_1:
      return "OpenAPI 3.1";
  }
  return {};
}

const KeywordUse* keyword_use(std::string_view name) {
  const auto* found = std::find_if(std::begin(kUses), std::end(kUses),
                                   [&](const KeywordUse& use) { return use.name == name; });
  return found == std::end(kUses) ? nullptr : found;
}

bool SchemaDialect::knows(const KeywordUse& use) const {
  return use.is_of(dialect) && std::find(off.begin(), off.end(), use.vocabulary) == off.end();
}

bool SchemaDialect::reference_hides_siblings() const {
  return dialect <= Dialect::draft7 || dialect == Dialect::openapi_3_0;
}

std::optional<Dialect> dialect_of(std::string_view metaschema) {
  if (metaschema.ends_with('#')) metaschema.remove_suffix(1);
  if (is_dated(metaschema, "https://spec.openapis.org/oas/3.0/dialect/")) return Dialect::openapi_3_0;
  if (is_dated(metaschema, "https://spec.openapis.org/oas/3.1/dialect/")) return Dialect::openapi_3_1;
  // OpenAPI 3.2 has the keywords of 3.1.
  if (metaschema == "https://spec.openapis.org/oas/3.2/dialect/base" ||
      is_dated(metaschema, "https://spec.openapis.org/oas/3.2/dialect/"))
    return Dialect::openapi_3_1;
  const auto* found = std::find(kMetaschemas.begin(), kMetaschemas.end(), metaschema);
  if (found == kMetaschemas.end()) return std::nullopt;
  return static_cast<Dialect>(found - kMetaschemas.begin());
}

std::string_view metaschema_uri(Dialect dialect) {
  return kMetaschemas[static_cast<std::size_t>(dialect)];
}

const NamedVocabulary* named_vocabulary(std::string_view uri) {
  for (const std::string_view version : {"3.1", "3.2"}) {
    const std::string base = "https://spec.openapis.org/oas/" + std::string(version) + "/vocab/";
    if (is_dated(uri, base)) return named_vocabulary(base + "base");
  }
  const auto* found = std::find_if(std::begin(kVocabularies), std::end(kVocabularies),
                                   [&](const NamedVocabulary& vocabulary) { return vocabulary.uri == uri; });
  return found == std::end(kVocabularies) ? nullptr : found;
}

}  // namespace avouch
