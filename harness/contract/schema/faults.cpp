// SPDX-License-Identifier: MIT
// What the faults of a schema cost: the keywords that depend on them.
#include <algorithm>

#include "contract/schema/schema.h"

namespace avouch {

ContractFault fault_of(const Schema& schema, std::size_t keyword) {
  const SchemaKeyword& at = schema.keywords_[keyword];
  if (at.fault != nullptr || schema.hidden_by_.empty()) return at.fault;
  return schema.hidden_by_[at.node];
}

ContractFault fault_that_hides_members(const Schema& schema) {
  if (schema.faults().empty()) return nullptr;
  const auto found =
      std::find_if(schema.keywords().begin(), schema.keywords().end(), [](const SchemaKeyword& keyword) {
        if (keyword.kind != KeywordKind::broken) return false;
        const KeywordKind kind = kind_named(keyword.name);
        return kind == KeywordKind::broken || traits_of(kind).describes;
      });
  return found == schema.keywords().end() ? nullptr : found->fault;
}

}  // namespace avouch
