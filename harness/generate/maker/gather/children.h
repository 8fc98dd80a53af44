// SPDX-License-Identifier: MIT
// Gathers from keywords that apply to members and items.
#pragma once

#include <cstddef>

#include "generate/maker/gather/gathering.h"

namespace avouch {

// Keywords of one node that are read together: each decides what the others apply to.
struct Layers {
  MemberLayer members;
  ItemLayer items;

  // False if the keyword is none of these.
  bool take(KeywordKind kind, std::size_t index);

  void add_to(Rules& rules) const;
};

// The keyword, which Layers does not take, holds.
void require_children(Rules& rules, const SchemaKeyword& here);

// The keyword fails: one member or one item is refused.
void refuse_children(Gathering& to, const SchemaKeyword& here);

}  // namespace avouch
