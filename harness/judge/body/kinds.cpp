// SPDX-License-Identifier: MIT
#include "judge/body/kinds.h"

#include "contract/schema/kinds.h"
#include "judge/format/format.h"

namespace avouch {

KindMask kinds_of(const SchemaKeyword& keyword) {
  if (keyword.kind == KeywordKind::broken) return traits_of(kind_named(keyword.name)).speaks_of;
  if (keyword.kind != KeywordKind::format) return traits_of(keyword.kind).speaks_of;
  switch (format_speaks_of(keyword.names.back()).value_or(FormatOf::strings)) {
    case FormatOf::strings:
      return mask_of(ValueKind::string);
    case FormatOf::numbers:
      return mask_of(ValueKind::number);
    case FormatOf::objects:
      return mask_of(ValueKind::object);
  }
  return kEveryKind;
}

}  // namespace avouch
