// SPDX-License-Identifier: MIT
// The kinds of JSON value that a keyword applies to.
//
//   kinds_of(keyword) == mask_of(ValueKind::string)   // of maxLength
//
// Pure; thread-safe.
#pragma once

#include "contract/schema/schema.h"
#include "json/value_kind.h"

namespace avouch {

// Returns the kinds from traits_of(); for a format, the kinds that the format applies to. An unknown format
// applies to strings.
KindMask kinds_of(const SchemaKeyword& keyword);

}  // namespace avouch
