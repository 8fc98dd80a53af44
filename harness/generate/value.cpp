// SPDX-License-Identifier: MIT
#include "generate/value.h"

#include "generate/generator.h"
#include "judge/body/body.h"

namespace avouch {

Result<nlohmann::json> value_for(const std::shared_ptr<const Schema>& schema,
                                 std::optional<std::uint64_t> seed) {
  const Result<BodyJudge> judge = BodyJudge::make(schema, {});
  if (!judge) return judge.errors();
  const Result<Generator> generator = Generator::make(schema, *judge);
  if (!generator) return generator.errors();
  const std::string text =
      seed ? generator->random_instance(*seed) : generator->instances().made.front().text;
  return nlohmann::json::parse(text, nullptr, false);
}

}  // namespace avouch
