// SPDX-License-Identifier: MIT
#include "judge/body/kinds.h"

#include "contract/schema/kinds.h"
#include "judge/format/format.h"

namespace avouch {

KindMask kinds_of(const SchemaKeyword& keyword) {
  if (keyword.kind == KeywordKind::broken) return traits_of(kind_named(keyword.name)).applies_to;
  if (keyword.kind != KeywordKind::format) return traits_of(keyword.kind).applies_to;
  return format_kinds(keyword.names.back()).value_or(mask_of(ValueKind::string));
}

}  // namespace avouch
