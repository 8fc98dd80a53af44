// SPDX-License-Identifier: MIT
#include "judge/kinds.h"

#include "judge/format.h"

namespace avouch {

KindMask kinds_of(const SchemaKeyword& keyword) {
  switch (keyword.kind) {
    case KeywordKind::multiple_of:
    case KeywordKind::maximum:
    case KeywordKind::exclusive_maximum:
    case KeywordKind::minimum:
    case KeywordKind::exclusive_minimum:
      return mask_of(ValueKind::number);
    case KeywordKind::max_length:
    case KeywordKind::min_length:
    case KeywordKind::pattern:
    case KeywordKind::content:
      return mask_of(ValueKind::string);
    case KeywordKind::format:
      switch (format_speaks_of(keyword.names.back()).value_or(FormatOf::strings)) {
        case FormatOf::strings:
          return mask_of(ValueKind::string);
        case FormatOf::numbers:
          return mask_of(ValueKind::number);
        case FormatOf::objects:
          return mask_of(ValueKind::object);
      }
      return kEveryKind;
    case KeywordKind::max_items:
    case KeywordKind::min_items:
    case KeywordKind::unique_items:
    case KeywordKind::prefix_items:
    case KeywordKind::items:
    case KeywordKind::contains:
    case KeywordKind::max_contains:
    case KeywordKind::unevaluated_items:
      return mask_of(ValueKind::array);
    case KeywordKind::max_properties:
    case KeywordKind::min_properties:
    case KeywordKind::required:
    case KeywordKind::dependent_required:
    case KeywordKind::dependent_schemas:
    case KeywordKind::properties:
    case KeywordKind::pattern_properties:
    case KeywordKind::additional_properties:
    case KeywordKind::property_names:
    case KeywordKind::unevaluated_properties:
      return mask_of(ValueKind::object);
    case KeywordKind::never:
    case KeywordKind::type:
    case KeywordKind::enumeration:
    case KeywordKind::constant:
    case KeywordKind::reference:
    case KeywordKind::all_of:
    case KeywordKind::any_of:
    case KeywordKind::one_of:
    case KeywordKind::negation:
    case KeywordKind::condition:
      break;
  }
  return kEveryKind;
}

}  // namespace avouch
