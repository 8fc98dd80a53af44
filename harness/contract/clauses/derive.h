// SPDX-License-Identifier: MIT
// Each function derives the clauses of one concept. Private to this folder.
//
//   list.begin_response(0);
//   add_status(list);
//   add_body(list);
#pragma once

#include "contract/clauses/clause_list.h"

namespace avouch {

// For the list's current response.
void add_status(ClauseList& list);
void add_media_type(ClauseList& list);
void add_body(ClauseList& list);
void add_headers(ClauseList& list);
void add_drift(ClauseList& list);

// For the list's operation. Its response is the expected one.
void add_documented_status(ClauseList& list);
void add_security(ClauseList& list);

}  // namespace avouch
