// SPDX-License-Identifier: MIT
// Derives the clauses of one concept each. Private to this room.
//
//   list.begin_response(0);
//   add_status(list);
//   add_body(list);
#pragma once

#include "contract/clauses/clause_list.h"

namespace avouch {

// Of the list's response.
void add_status(ClauseList& list);
void add_media_type(ClauseList& list);
void add_body(ClauseList& list);
void add_headers(ClauseList& list);
void add_drift(ClauseList& list);

// Of the list's operation; its response is the one that the documented call should get.
void add_documented_status(ClauseList& list);
void add_security(ClauseList& list);

}  // namespace avouch
