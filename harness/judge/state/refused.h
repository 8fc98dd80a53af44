// SPDX-License-Identifier: MIT
// What a POST that was refused created all the same, as the list before it and the one behind it show.
//
//   for (const UnwantedItem& item : created_although_refused(listBooks, deleteBook, refused, before, after))
//     item.identity        "7", of /books/7
//
// Pure.
#pragma once

#include <string>
#include <vector>

#include "contract/contract.h"
#include "judge/answer.h"

namespace avouch {

struct UnwantedItem {
  std::string identity;
  // It shows all that was sent, and a member with a certain name says what it is called.
  bool is_certain = false;
};

// The new items with the values of the refused request. `named`: the operation whose path names an item. If
// several show all that was sent, none is certain.
std::vector<UnwantedItem> created_although_refused(const Operation& listing, const Operation& named,
                                                   const Answer& refused, const Answer& before,
                                                   const Answer& after);

}  // namespace avouch
