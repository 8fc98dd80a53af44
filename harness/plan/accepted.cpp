// SPDX-License-Identifier: MIT
#include "plan/accepted.h"

#include "json/instance.h"
#include "judge/body/body.h"

namespace avouch {

std::optional<bool> accepted(const std::shared_ptr<const Schema>& schema, const JsonValue& value) {
  const Result<BodyJudge> judge = BodyJudge::make(schema, {});
  const ParsedBody parsed = parse_body(to_text(value));
  if (!judge || parsed.instance == nullptr) return std::nullopt;
  return judge->accepts(*parsed.instance);
}

}  // namespace avouch
