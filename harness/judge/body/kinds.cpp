// SPDX-License-Identifier: MIT
#include "judge/body/kinds.h"

#include "contract/schema/kinds.h"
#include "judge/format/format.h"

namespace avouch {

KindMask kinds_of(const SchemaKeyword& keyword) {
  if (keyword.kind == KeywordKind::broken) return traits_of(kind_named(keyword.name)).applies_to;
  if (keyword.kind != KeywordKind::format) return traits_of(keyword.kind).applies_to;
  switch (format_kind(keyword.names.back()).value_or(FormatOf::strings)) {
    case FormatOf::strings:
      return mask_of(ValueKind::string);
    case FormatOf::numbers:
      return mask_of(ValueKind::number);
  }
  return kEveryKind;
}

}  // namespace avouch
