// SPDX-License-Identifier: MIT
// Translates a documented schema to draft 7, for a validator that supports no later draft. Reads the document
// itself, not the normal form that the judge uses.
//
//   auto said = second_schema(library, media.schema_place, contract.dialect);
//   if (const auto* schema = std::get_if<SecondSchema>(&said)) …schema->text…
//
// Omits keywords that the validator cannot judge, and keywords that depend on their negation (`not`, `if`).
// So the validator accepts every value that the documented schema accepts, and rejects every value that
// breaks an exactly translated keyword.
//
// Keywords that are translated, with the section that requires it:
//   exclusiveMaximum: true               draft 4 Validation §5.1.2, OpenAPI 3.0.3 §4.7.24
//   nullable: true                       OpenAPI 3.0.3 §4.7.24.1: adds null to the type beside it
//   members beside $ref                  do not count up to draft 7 (Core §8.3) and in OpenAPI 3.0.3
//                                        (§4.7.23), count from 2019-09 on (Core §8.2.4.1)
//   prefixItems, items                   2020-12 Core §10.3.1: draft 7's items and additionalItems
//   dependentRequired, dependentSchemas  2019-09 Validation §6.5.4, Core §9.2.2.4: draft 7's dependencies
//   multipleOf a whole number            2020-12 Validation §6.2.1: a multiple of it is whole
//
// Pure; reads the library.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "contract/document/library.h"
#include "contract/schema/schema.h"
#include "prove/opinions.h"

namespace avouch {

struct SecondSchema {
  std::string text;
  bool has_written_integers = false;  // uses draft 4's integer, which differs from draft 7's

  // How a keyword, or a `false` schema, was translated.
  struct Translation {
    std::optional<OpinionRule> doubt = {};  // why a value that breaks it may pass; nullopt if it may not
    bool is_left_out = false;               // with everything below it
  };
  Translation translation_of(const Place& keyword) const;

  std::map<std::pair<std::string, std::string>, Translation> keywords;  // by file and pointer
};

std::variant<SecondSchema, OpinionRule> second_schema(const Library& library, const Place& at,
                                                      Dialect dialect);

}  // namespace avouch
