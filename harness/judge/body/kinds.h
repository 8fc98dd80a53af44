// SPDX-License-Identifier: MIT
// Which kinds of JSON value a keyword speaks of.
//
//   kinds_of(keyword) == mask_of(ValueKind::string)   // of maxLength
//
// Pure; any thread may call it.
#pragma once

#include "contract/schema/schema.h"
#include "json/value_kind.h"

namespace avouch {

// What traits_of() says, and of a format the kinds that it is about; one that is not known counts as one of
// strings.
KindMask kinds_of(const SchemaKeyword& keyword);

}  // namespace avouch
