// SPDX-License-Identifier: MIT
// Gathers from keywords that apply to members and items.
#pragma once

#include <cstddef>

#include "generate/maker/gather/gathering.h"

namespace avouch {

// Keywords of one node that are read together, because each decides what the others apply to.
struct Layers {
  MemberLayer members;
  ItemLayer items;

  // Returns false if the keyword is not one of these.
  bool take(KeywordKind kind, std::size_t index);

  void add_to(Rules& rules) const;
};

// The keyword holds. Precondition: Layers does not take it.
void require_children(Rules& rules, const SchemaKeyword& here);

// The keyword fails: it rejects one member or one item.
void refuse_children(Gathering& to, const SchemaKeyword& here);

}  // namespace avouch
