// SPDX-License-Identifier: MIT
// Which POST requests only read, as their names say: a search that takes its query as a body, a validation.
// HTTP has no method for these that every server knows (RFC 9110 §9.3.3).
//
//   POST /books/search, searchBooks           ->  true
//   POST /books/export, exportBooks           ->  false: it may write a file
//   POST /books/findOrCreate, findOrCreate    ->  false
//
// Pure; linear in the names.
#pragma once

#include "contract/contract.h"

namespace avouch {

// Whether the POST is named by a verb that changes nothing: the first word of an operationId of several
// words, or, for fewer verbs, of the last segment of its path. It documents a 200 with content, since reading
// gives something, or is a check; and neither a 201 nor a 202, which begins something.
bool only_reads(const Operation& operation);

}  // namespace avouch
