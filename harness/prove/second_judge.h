// SPDX-License-Identifier: MIT
// Compares an independent validator with the judge on values of one documented schema.
//
//   SecondJudge second(library, media.schema_place, contract.dialect, *media.schema, body_judge, make);
//   second.ask(*parse_body("{}").instance).agrees
//
// If the judge accepts a value, the validator must accept it. If the judge finds a violation of a keyword
// that was translated exactly, the validator must reject the value.
//
// Keeps references to schema and judge, which must outlive it. Immutable.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "contract/document/library.h"
#include "contract/schema/schema.h"
#include "json/instance.h"
#include "judge/body/body.h"
#include "prove/opinions.h"

namespace avouch {

struct SecondSchema;  // prove/second_schema.h

class SecondJudge {
 public:
  // `at` is the place of the schema, after following references. `judge` is for that schema.
  SecondJudge(const Library& library, const Place& at, Dialect dialect, const Schema& schema,
              const BodyJudge& judge, const SecondValidatorMaker& make);

  struct Said {
    std::optional<OpinionRule> skipped = {};  // set if the validator has no opinion
    bool agrees = true;
    const SchemaKeyword* violated = nullptr;  // according to the judge; null if it accepts the value
  };
  Said ask(const Instance& instance) const;
  const Schema& schema() const { return schema_; }

 private:
  // Why the validator may accept a value that violates a keyword.
  struct Doubt {
    std::optional<OpinionRule> why = {};  // empty if it must refuse such a value
    bool is_certain = true;               // false if it knows the keyword in some of the places that share it

    int rank() const { return !why ? 0 : is_certain ? 2 : 1; }
  };
  static std::vector<Doubt> doubts_of(const Schema& schema, const SecondSchema& second);

  const Schema& schema_;
  const BodyJudge& judge_;
  std::optional<OpinionRule> skipped_;  // set if the validator is never asked
  SecondValidator validate_;
  bool has_written_integers_ = false;
  std::vector<Doubt> doubts_;  // by keyword
};

}  // namespace avouch
