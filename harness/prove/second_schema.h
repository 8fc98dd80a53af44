// SPDX-License-Identifier: MIT
// A documented schema in the words of draft 7, for a validator that knows no later ones: read from the
// document itself, not from the normal form that the judge works with.
//
//   auto said = second_schema(library, media.schema_place, contract.dialect);
//   if (const auto* schema = std::get_if<SecondSchema>(&said)) …schema->text…
//
// Keywords that the validator cannot be asked about are left out, and what hangs on one of these by its
// negation (`not`, `if`) with it. So it accepts all that the documented schema accepts, and refuses what
// breaks a keyword that it was told without a doubt.
//
// What is said in other words, and by which section:
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
  bool has_written_integers = false;  // draft 4's integer, which is not draft 7's

  // How a keyword is told, or a schema that is `false`.
  struct Told {
    std::optional<OpinionRule> doubt = {};  // why what breaks it may be let pass; nullopt where it may not
    bool is_left_out = false;               // with all that stands below it
  };
  Told told(const Place& keyword) const;

  std::map<std::pair<std::string, std::string>, Told> keywords;  // by file and pointer
};

std::variant<SecondSchema, OpinionRule> second_schema(const Library& library, const Place& at,
                                                      Dialect dialect);

}  // namespace avouch
