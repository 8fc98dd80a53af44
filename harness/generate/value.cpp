// SPDX-License-Identifier: MIT
#include "generate/value.h"

#include "generate/generator.h"
#include "judge/body.h"

namespace avouch {

Result<nlohmann::json> value_for(const std::shared_ptr<const Schema>& schema) {
  const Result<BodyJudge> judge = BodyJudge::make(schema, {});
  if (!judge) return judge.errors();
  const Result<Generator> generator = Generator::make(schema, *judge);
  if (!generator) return generator.errors();
  return nlohmann::json::parse(generator->instances().made.front().text, nullptr, false);
}

}  // namespace avouch
