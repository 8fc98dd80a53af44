// SPDX-License-Identifier: MIT
// Two claims about every JSON body: it is well-formed (RFC 8259), and no object has a name twice (RFC 8259
// §4). Pure; any thread may call it.
#pragma once

#include "json/instance.h"
#include "verdict/verdict.h"

namespace avouch {

Verdict well_formed_verdict(const ParsedBody& body);
Verdict unique_names_verdict(const ParsedBody& body);

}  // namespace avouch
