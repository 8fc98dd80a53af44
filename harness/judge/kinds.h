// SPDX-License-Identifier: MIT
// Which kinds of JSON value a keyword speaks of.
//
//   kinds_of(keyword) == mask_of(ValueKind::string)   // of maxLength
//
// Pure; any thread may call it.
#pragma once

#include "contract/schema.h"
#include "contract/value_kind.h"

namespace avouch {

// The kinds of value that the keyword speaks of: others pass it (2020-12 Validation §6). Every kind where it
// speaks of all. A format that is not known counts as one of strings.
KindMask kinds_of(const SchemaKeyword& keyword);

}  // namespace avouch
