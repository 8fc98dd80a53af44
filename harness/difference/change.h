// SPDX-License-Identifier: MIT
// What differs between two versions of a contract, and what it means for clients of the earlier one.
//
//   for (const Change& change : differences_of(before, after).changes) std::cout << change.what << '\n';
//
// Plain values. Texts from documents are not escaped.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace avouch {

// Clients of the earlier contract send what it documents, and accept what it documents.
enum class Effect {
  breaking,    // a request that was right is wrong now, or an answer may come that could not come before
  undecided,   // the documents do not tell, or Avouch cannot tell: a person decides
  compatible,  // every right request stays right, and no new answer can come
};

enum class Side { operation, request, response };

struct Change {
  Effect effect = Effect::compatible;
  Side side = Side::operation;
  std::string rule;                 // "request-minLength-tightened": stable, for programs
  std::vector<std::string> places;  // "200 body application/json /price", "query parameter limit"
  std::string what;                 // one sentence without a full stop
  std::string why;                  // why it is undecided; empty otherwise
  Place before;                     // no file: the earlier contract has nothing there
  Place after;                      // likewise
  std::string value;  // JSON text that one of the two contracts accepts only; empty if none is known
  std::vector<std::string> operations;  // in which it was found, by their ids; not empty
  // What tells it from other changes of its rule at its two places, such as the name of a member. Without
  // it, its sentence does.
  std::optional<std::string> subject = {};
};

// "breaking", "undecided", "compatible".
std::string_view to_string(Effect effect);
// "operation", "request", "response".
std::string_view to_string(Side side);

}  // namespace avouch
