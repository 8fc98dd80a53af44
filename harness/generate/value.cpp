// SPDX-License-Identifier: MIT
#include "generate/value.h"

#include "generate/generator.h"
#include "json/json_reader.h"
#include "json/json_value.h"
#include "judge/body/body.h"

namespace avouch {

Result<JsonValue> value_for(const std::shared_ptr<const Schema>& schema, std::optional<std::uint64_t> seed) {
  const Result<BodyJudge> judge = BodyJudge::make(schema, {});
  if (!judge) return judge.errors();
  const Result<Generator> generator = Generator::make(schema, *judge);
  if (!generator) return generator.errors();
  return json_of_text(seed ? generator->random_instance(*seed) : generator->first());
}

}  // namespace avouch
