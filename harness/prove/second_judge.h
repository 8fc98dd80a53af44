// SPDX-License-Identifier: MIT
// Whether a validator of another house agrees with the judge about values of one documented schema.
//
//   SecondJudge second(library, media.schema_place, contract.dialect, *media.schema, body_judge, make);
//   second.ask(*parse_body("{}").instance).agrees
//
// Where the judge finds a value good, the validator must accept it; where the judge finds a keyword violated
// that the validator was told exactly, it must refuse it.
//
// Refers to schema and judge, which outlive it. Immutable once made.
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

class SecondJudge {
 public:
  // `at`: where the schema stands, behind references. `judge` is of that schema.
  SecondJudge(const Library& library, const Place& at, Dialect dialect, const Schema& schema,
              const BodyJudge& judge, const SecondValidatorMaker& make);

  struct Said {
    std::optional<OpinionRule> skipped = {};  // then it was not asked
    bool agrees = true;
    const SchemaKeyword* violated = nullptr;  // by the judge; null where it accepts the value
  };
  Said ask(const Instance& instance) const;
  const Schema& schema() const { return schema_; }

 private:
  const Schema& schema_;
  const BodyJudge& judge_;
  std::optional<OpinionRule> skipped_;  // no value is asked about
  SecondValidator validate_;
  bool has_written_integers_ = false;
  std::vector<std::optional<OpinionRule>> doubts_;  // by keyword
};

}  // namespace avouch
