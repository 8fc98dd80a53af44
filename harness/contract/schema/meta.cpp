// SPDX-License-Identifier: MIT
#include "contract/schema/meta.h"

#include "contract/schema/dialect.h"

namespace avouch {
namespace {

// Draft 4: Core §3 to §8, Validation §5 to §7.
constexpr std::string_view kDraft4 = R"json({
  "$schema": "http://json-schema.org/draft-04/schema#",
  "id": "http://json-schema.org/draft-04/schema#",
  "type": "object",
  "definitions": {
    "schemaArray": {"type": "array", "minItems": 1, "items": {"$ref": "#"}},
    "positiveInteger": {"type": "integer", "minimum": 0},
    "positiveIntegerDefault0": {"$ref": "#/definitions/positiveInteger"},
    "simpleTypes": {"enum": ["string", "number", "integer", "boolean", "array", "object", "null"]},
    "stringArray": {"type": "array", "minItems": 1, "uniqueItems": true, "items": {"type": "string"}},
    "schemaMap": {"type": "object", "additionalProperties": {"$ref": "#"}}
  },
  "dependencies": {"exclusiveMaximum": ["maximum"], "exclusiveMinimum": ["minimum"]},
  "properties": {
    "id": {"type": "string"}, "$schema": {"type": "string"}, "$ref": {"type": "string"},
    "title": {"type": "string"}, "description": {"type": "string"}, "format": {"type": "string"},
    "multipleOf": {"type": "number", "minimum": 0, "exclusiveMinimum": true},
    "maximum": {"type": "number"}, "minimum": {"type": "number"},
    "exclusiveMaximum": {"type": "boolean"}, "exclusiveMinimum": {"type": "boolean"},
    "maxLength": {"$ref": "#/definitions/positiveInteger"},
    "minLength": {"$ref": "#/definitions/positiveIntegerDefault0"},
    "maxItems": {"$ref": "#/definitions/positiveInteger"},
    "minItems": {"$ref": "#/definitions/positiveIntegerDefault0"},
    "maxProperties": {"$ref": "#/definitions/positiveInteger"},
    "minProperties": {"$ref": "#/definitions/positiveIntegerDefault0"},
    "pattern": {"type": "string", "format": "regex"}, "uniqueItems": {"type": "boolean"},
    "required": {"$ref": "#/definitions/stringArray"},
    "enum": {"type": "array", "minItems": 1, "uniqueItems": true},
    "type": {"anyOf": [{"$ref": "#/definitions/simpleTypes"},
                       {"type": "array", "minItems": 1, "uniqueItems": true, "items": {"$ref": "#/definitions/simpleTypes"}}]},
    "items": {"anyOf": [{"$ref": "#"}, {"$ref": "#/definitions/schemaArray"}]},
    "additionalItems": {"anyOf": [{"type": "boolean"}, {"$ref": "#"}]},
    "additionalProperties": {"anyOf": [{"type": "boolean"}, {"$ref": "#"}]},
    "definitions": {"$ref": "#/definitions/schemaMap"},
    "properties": {"$ref": "#/definitions/schemaMap"},
    "patternProperties": {"$ref": "#/definitions/schemaMap"},
    "dependencies": {"type": "object",
                     "additionalProperties": {"anyOf": [{"$ref": "#"}, {"$ref": "#/definitions/stringArray"}]}},
    "allOf": {"$ref": "#/definitions/schemaArray"}, "anyOf": {"$ref": "#/definitions/schemaArray"},
    "oneOf": {"$ref": "#/definitions/schemaArray"}, "not": {"$ref": "#"}
  }
})json";

// Draft 6: Core §8, Validation §6 and §7.
constexpr std::string_view kDraft6 = R"json({
  "$schema": "http://json-schema.org/draft-06/schema#",
  "$id": "http://json-schema.org/draft-06/schema#",
  "type": ["object", "boolean"],
  "definitions": {
    "schemaArray": {"type": "array", "minItems": 1, "items": {"$ref": "#"}},
    "nonNegativeInteger": {"type": "integer", "minimum": 0},
    "nonNegativeIntegerDefault0": {"$ref": "#/definitions/nonNegativeInteger"},
    "simpleTypes": {"enum": ["string", "number", "integer", "boolean", "array", "object", "null"]},
    "stringArray": {"type": "array", "uniqueItems": true, "items": {"type": "string"}},
    "schemaMap": {"type": "object", "additionalProperties": {"$ref": "#"}}
  },
  "properties": {
    "$id": {"type": "string", "format": "uri-reference"}, "$schema": {"type": "string", "format": "uri"},
    "$ref": {"type": "string", "format": "uri-reference"},
    "title": {"type": "string"}, "description": {"type": "string"}, "format": {"type": "string"},
    "examples": {"type": "array"},
    "multipleOf": {"type": "number", "exclusiveMinimum": 0},
    "maximum": {"type": "number"}, "minimum": {"type": "number"},
    "exclusiveMaximum": {"type": "number"}, "exclusiveMinimum": {"type": "number"},
    "maxLength": {"$ref": "#/definitions/nonNegativeInteger"},
    "minLength": {"$ref": "#/definitions/nonNegativeIntegerDefault0"},
    "maxItems": {"$ref": "#/definitions/nonNegativeInteger"},
    "minItems": {"$ref": "#/definitions/nonNegativeIntegerDefault0"},
    "maxProperties": {"$ref": "#/definitions/nonNegativeInteger"},
    "minProperties": {"$ref": "#/definitions/nonNegativeIntegerDefault0"},
    "pattern": {"type": "string", "format": "regex"}, "uniqueItems": {"type": "boolean"},
    "required": {"$ref": "#/definitions/stringArray"}, "enum": {"type": "array"},
    "type": {"anyOf": [{"$ref": "#/definitions/simpleTypes"},
                       {"type": "array", "minItems": 1, "uniqueItems": true, "items": {"$ref": "#/definitions/simpleTypes"}}]},
    "items": {"anyOf": [{"$ref": "#"}, {"$ref": "#/definitions/schemaArray"}]},
    "additionalItems": {"$ref": "#"}, "additionalProperties": {"$ref": "#"},
    "propertyNames": {"$ref": "#"}, "contains": {"$ref": "#"}, "not": {"$ref": "#"},
    "definitions": {"$ref": "#/definitions/schemaMap"},
    "properties": {"$ref": "#/definitions/schemaMap"},
    "patternProperties": {"$ref": "#/definitions/schemaMap", "propertyNames": {"format": "regex"}},
    "dependencies": {"type": "object",
                     "additionalProperties": {"anyOf": [{"$ref": "#"}, {"$ref": "#/definitions/stringArray"}]}},
    "allOf": {"$ref": "#/definitions/schemaArray"}, "anyOf": {"$ref": "#/definitions/schemaArray"},
    "oneOf": {"$ref": "#/definitions/schemaArray"}
  }
})json";

// Draft 7: Core §8, Validation §6 to §10.
constexpr std::string_view kDraft7 = R"json({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "$id": "http://json-schema.org/draft-07/schema#",
  "type": ["object", "boolean"],
  "definitions": {
    "schemaArray": {"type": "array", "minItems": 1, "items": {"$ref": "#"}},
    "nonNegativeInteger": {"type": "integer", "minimum": 0},
    "nonNegativeIntegerDefault0": {"$ref": "#/definitions/nonNegativeInteger"},
    "simpleTypes": {"enum": ["string", "number", "integer", "boolean", "array", "object", "null"]},
    "stringArray": {"type": "array", "uniqueItems": true, "items": {"type": "string"}},
    "schemaMap": {"type": "object", "additionalProperties": {"$ref": "#"}}
  },
  "properties": {
    "$id": {"type": "string", "format": "uri-reference"}, "$schema": {"type": "string", "format": "uri"},
    "$ref": {"type": "string", "format": "uri-reference"}, "$comment": {"type": "string"},
    "title": {"type": "string"}, "description": {"type": "string"}, "format": {"type": "string"},
    "readOnly": {"type": "boolean"}, "writeOnly": {"type": "boolean"}, "examples": {"type": "array"},
    "contentMediaType": {"type": "string"}, "contentEncoding": {"type": "string"},
    "multipleOf": {"type": "number", "exclusiveMinimum": 0},
    "maximum": {"type": "number"}, "minimum": {"type": "number"},
    "exclusiveMaximum": {"type": "number"}, "exclusiveMinimum": {"type": "number"},
    "maxLength": {"$ref": "#/definitions/nonNegativeInteger"},
    "minLength": {"$ref": "#/definitions/nonNegativeIntegerDefault0"},
    "maxItems": {"$ref": "#/definitions/nonNegativeInteger"},
    "minItems": {"$ref": "#/definitions/nonNegativeIntegerDefault0"},
    "maxProperties": {"$ref": "#/definitions/nonNegativeInteger"},
    "minProperties": {"$ref": "#/definitions/nonNegativeIntegerDefault0"},
    "pattern": {"type": "string", "format": "regex"}, "uniqueItems": {"type": "boolean"},
    "required": {"$ref": "#/definitions/stringArray"}, "enum": {"type": "array"},
    "type": {"anyOf": [{"$ref": "#/definitions/simpleTypes"},
                       {"type": "array", "minItems": 1, "uniqueItems": true, "items": {"$ref": "#/definitions/simpleTypes"}}]},
    "items": {"anyOf": [{"$ref": "#"}, {"$ref": "#/definitions/schemaArray"}]},
    "additionalItems": {"$ref": "#"}, "additionalProperties": {"$ref": "#"},
    "propertyNames": {"$ref": "#"}, "contains": {"$ref": "#"}, "not": {"$ref": "#"},
    "if": {"$ref": "#"}, "then": {"$ref": "#"}, "else": {"$ref": "#"},
    "definitions": {"$ref": "#/definitions/schemaMap"},
    "properties": {"$ref": "#/definitions/schemaMap"},
    "patternProperties": {"type": "object", "additionalProperties": {"$ref": "#"}, "propertyNames": {"format": "regex"}},
    "dependencies": {"type": "object",
                     "additionalProperties": {"anyOf": [{"$ref": "#"}, {"$ref": "#/definitions/stringArray"}]}},
    "allOf": {"$ref": "#/definitions/schemaArray"}, "anyOf": {"$ref": "#/definitions/schemaArray"},
    "oneOf": {"$ref": "#/definitions/schemaArray"}
  }
})json";

// 2019-09: Core §8 and §9, Validation §6 to §9. One document; the original has one per vocabulary.
constexpr std::string_view kDraft2019 = R"json({
  "$schema": "https://json-schema.org/draft/2019-09/schema",
  "$id": "https://json-schema.org/draft/2019-09/schema",
  "$vocabulary": {
    "https://json-schema.org/draft/2019-09/vocab/core": true,
    "https://json-schema.org/draft/2019-09/vocab/applicator": true,
    "https://json-schema.org/draft/2019-09/vocab/validation": true,
    "https://json-schema.org/draft/2019-09/vocab/meta-data": true,
    "https://json-schema.org/draft/2019-09/vocab/format": false,
    "https://json-schema.org/draft/2019-09/vocab/content": true
  },
  "$recursiveAnchor": true,
  "type": ["object", "boolean"],
  "$defs": {
    "schemaArray": {"type": "array", "minItems": 1, "items": {"$recursiveRef": "#"}},
    "schemaMap": {"type": "object", "additionalProperties": {"$recursiveRef": "#"}},
    "nonNegativeInteger": {"type": "integer", "minimum": 0},
    "simpleTypes": {"enum": ["array", "boolean", "integer", "null", "number", "object", "string"]},
    "stringArray": {"type": "array", "uniqueItems": true, "items": {"type": "string"}}
  },
  "properties": {
    "$id": {"type": "string", "format": "uri-reference", "pattern": "^[^#]*#?$"},
    "$schema": {"type": "string", "format": "uri"}, "$anchor": {"type": "string", "pattern": "^[A-Za-z][-A-Za-z0-9.:_]*$"},
    "$ref": {"type": "string", "format": "uri-reference"}, "$recursiveRef": {"type": "string", "format": "uri-reference"},
    "$recursiveAnchor": {"type": "boolean"}, "$comment": {"type": "string"},
    "$vocabulary": {"type": "object", "propertyNames": {"type": "string", "format": "uri"},
                    "additionalProperties": {"type": "boolean"}},
    "$defs": {"$ref": "#/$defs/schemaMap"}, "definitions": {"$ref": "#/$defs/schemaMap"},
    "title": {"type": "string"}, "description": {"type": "string"}, "deprecated": {"type": "boolean"},
    "readOnly": {"type": "boolean"}, "writeOnly": {"type": "boolean"}, "examples": {"type": "array"},
    "format": {"type": "string"}, "contentMediaType": {"type": "string"}, "contentEncoding": {"type": "string"},
    "contentSchema": {"$recursiveRef": "#"},
    "multipleOf": {"type": "number", "exclusiveMinimum": 0},
    "maximum": {"type": "number"}, "minimum": {"type": "number"},
    "exclusiveMaximum": {"type": "number"}, "exclusiveMinimum": {"type": "number"},
    "maxLength": {"$ref": "#/$defs/nonNegativeInteger"}, "minLength": {"$ref": "#/$defs/nonNegativeInteger"},
    "maxItems": {"$ref": "#/$defs/nonNegativeInteger"}, "minItems": {"$ref": "#/$defs/nonNegativeInteger"},
    "maxContains": {"$ref": "#/$defs/nonNegativeInteger"}, "minContains": {"$ref": "#/$defs/nonNegativeInteger"},
    "maxProperties": {"$ref": "#/$defs/nonNegativeInteger"}, "minProperties": {"$ref": "#/$defs/nonNegativeInteger"},
    "pattern": {"type": "string", "format": "regex"}, "uniqueItems": {"type": "boolean"},
    "required": {"$ref": "#/$defs/stringArray"}, "const": true, "enum": {"type": "array"},
    "dependentRequired": {"type": "object", "additionalProperties": {"$ref": "#/$defs/stringArray"}},
    "type": {"anyOf": [{"$ref": "#/$defs/simpleTypes"},
                       {"type": "array", "minItems": 1, "uniqueItems": true, "items": {"$ref": "#/$defs/simpleTypes"}}]},
    "items": {"anyOf": [{"$recursiveRef": "#"}, {"$ref": "#/$defs/schemaArray"}]},
    "additionalItems": {"$recursiveRef": "#"}, "unevaluatedItems": {"$recursiveRef": "#"},
    "additionalProperties": {"$recursiveRef": "#"}, "unevaluatedProperties": {"$recursiveRef": "#"},
    "propertyNames": {"$recursiveRef": "#"}, "contains": {"$recursiveRef": "#"}, "not": {"$recursiveRef": "#"},
    "if": {"$recursiveRef": "#"}, "then": {"$recursiveRef": "#"}, "else": {"$recursiveRef": "#"},
    "properties": {"$ref": "#/$defs/schemaMap"},
    "patternProperties": {"$ref": "#/$defs/schemaMap", "propertyNames": {"format": "regex"}},
    "dependentSchemas": {"$ref": "#/$defs/schemaMap"},
    "dependencies": {"type": "object",
                     "additionalProperties": {"anyOf": [{"$recursiveRef": "#"}, {"$ref": "#/$defs/stringArray"}]}},
    "allOf": {"$ref": "#/$defs/schemaArray"}, "anyOf": {"$ref": "#/$defs/schemaArray"},
    "oneOf": {"$ref": "#/$defs/schemaArray"}
  }
})json";

// 2020-12: Core §8 to §11, Validation §6 to §9. Also one document.
constexpr std::string_view kDraft2020 = R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "https://json-schema.org/draft/2020-12/schema",
  "$vocabulary": {
    "https://json-schema.org/draft/2020-12/vocab/core": true,
    "https://json-schema.org/draft/2020-12/vocab/applicator": true,
    "https://json-schema.org/draft/2020-12/vocab/unevaluated": true,
    "https://json-schema.org/draft/2020-12/vocab/validation": true,
    "https://json-schema.org/draft/2020-12/vocab/meta-data": true,
    "https://json-schema.org/draft/2020-12/vocab/format-annotation": true,
    "https://json-schema.org/draft/2020-12/vocab/content": true
  },
  "$dynamicAnchor": "meta",
  "type": ["object", "boolean"],
  "$defs": {
    "schemaArray": {"type": "array", "minItems": 1, "items": {"$dynamicRef": "#meta"}},
    "schemaMap": {"type": "object", "additionalProperties": {"$dynamicRef": "#meta"}},
    "nonNegativeInteger": {"type": "integer", "minimum": 0},
    "simpleTypes": {"enum": ["array", "boolean", "integer", "null", "number", "object", "string"]},
    "stringArray": {"type": "array", "uniqueItems": true, "items": {"type": "string"}},
    "anchorString": {"type": "string", "pattern": "^[A-Za-z_][-A-Za-z0-9._]*$"}
  },
  "properties": {
    "$id": {"type": "string", "format": "uri-reference", "pattern": "^[^#]*#?$"},
    "$schema": {"type": "string", "format": "uri"}, "$anchor": {"$ref": "#/$defs/anchorString"},
    "$dynamicAnchor": {"$ref": "#/$defs/anchorString"},
    "$ref": {"type": "string", "format": "uri-reference"}, "$dynamicRef": {"type": "string", "format": "uri-reference"},
    "$comment": {"type": "string"},
    "$vocabulary": {"type": "object", "propertyNames": {"type": "string", "format": "uri"},
                    "additionalProperties": {"type": "boolean"}},
    "$defs": {"$ref": "#/$defs/schemaMap"}, "definitions": {"$ref": "#/$defs/schemaMap"},
    "title": {"type": "string"}, "description": {"type": "string"}, "deprecated": {"type": "boolean"},
    "readOnly": {"type": "boolean"}, "writeOnly": {"type": "boolean"}, "examples": {"type": "array"},
    "format": {"type": "string"}, "contentMediaType": {"type": "string"}, "contentEncoding": {"type": "string"},
    "contentSchema": {"$dynamicRef": "#meta"},
    "multipleOf": {"type": "number", "exclusiveMinimum": 0},
    "maximum": {"type": "number"}, "minimum": {"type": "number"},
    "exclusiveMaximum": {"type": "number"}, "exclusiveMinimum": {"type": "number"},
    "maxLength": {"$ref": "#/$defs/nonNegativeInteger"}, "minLength": {"$ref": "#/$defs/nonNegativeInteger"},
    "maxItems": {"$ref": "#/$defs/nonNegativeInteger"}, "minItems": {"$ref": "#/$defs/nonNegativeInteger"},
    "maxContains": {"$ref": "#/$defs/nonNegativeInteger"}, "minContains": {"$ref": "#/$defs/nonNegativeInteger"},
    "maxProperties": {"$ref": "#/$defs/nonNegativeInteger"}, "minProperties": {"$ref": "#/$defs/nonNegativeInteger"},
    "pattern": {"type": "string", "format": "regex"}, "uniqueItems": {"type": "boolean"},
    "required": {"$ref": "#/$defs/stringArray"}, "const": true, "enum": {"type": "array"},
    "dependentRequired": {"type": "object", "additionalProperties": {"$ref": "#/$defs/stringArray"}},
    "type": {"anyOf": [{"$ref": "#/$defs/simpleTypes"},
                       {"type": "array", "minItems": 1, "uniqueItems": true, "items": {"$ref": "#/$defs/simpleTypes"}}]},
    "prefixItems": {"$ref": "#/$defs/schemaArray"}, "items": {"$dynamicRef": "#meta"},
    "unevaluatedItems": {"$dynamicRef": "#meta"},
    "additionalProperties": {"$dynamicRef": "#meta"}, "unevaluatedProperties": {"$dynamicRef": "#meta"},
    "propertyNames": {"$dynamicRef": "#meta"}, "contains": {"$dynamicRef": "#meta"}, "not": {"$dynamicRef": "#meta"},
    "if": {"$dynamicRef": "#meta"}, "then": {"$dynamicRef": "#meta"}, "else": {"$dynamicRef": "#meta"},
    "properties": {"$ref": "#/$defs/schemaMap"},
    "patternProperties": {"$ref": "#/$defs/schemaMap", "propertyNames": {"format": "regex"}},
    "dependentSchemas": {"$ref": "#/$defs/schemaMap"},
    "dependencies": {"type": "object",
                     "additionalProperties": {"anyOf": [{"$dynamicRef": "#meta"}, {"$ref": "#/$defs/stringArray"}]}},
    "allOf": {"$ref": "#/$defs/schemaArray"}, "anyOf": {"$ref": "#/$defs/schemaArray"},
    "oneOf": {"$ref": "#/$defs/schemaArray"}
  }
})json";

}  // namespace

std::optional<std::string_view> metaschema_text(std::string_view uri) {
  const std::optional<Dialect> dialect = dialect_of(uri);
  if (!dialect) return std::nullopt;
  switch (*dialect) {
    case Dialect::draft4:
      return kDraft4;
    case Dialect::draft6:
      return kDraft6;
    case Dialect::draft7:
      return kDraft7;
    case Dialect::draft2019_09:
      return kDraft2019;
    case Dialect::draft2020_12:
      return kDraft2020;
    case Dialect::openapi_3_0:
    case Dialect::openapi_3_1:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace avouch
