// SPDX-License-Identifier: MIT
// The clauses that a resource's life implies, although no document writes them down: what was created can be
// read, what was deleted is gone (docs/state.md). All are warnings.
//
//   add_state_clauses(contract);   // createBook/state/readable, deleteBook/state/gone, …
//
// Derived where the shape of the contract is plain: a GET of an item, and a POST to its collection or,
// without one, a PUT of the item that documents 201. Pure.
#pragma once

#include "contract/contract.h"

namespace avouch {

// Adds them behind the clauses of their operations.
void add_state_clauses(Contract& contract);

// Whether the operation's success is a list: an array, an object with a member that is one, or one that wraps
// such an object.
bool documents_list(const Operation& operation);

// Whether the GET at the path of a collection shows what a POST to it creates, and no list: both answers, or
// the request and the answer, are of one schema object. That may have members such as `items`.
bool shows_the_created(const Operation& reading, const Operation& creating);

}  // namespace avouch
