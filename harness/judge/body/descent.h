// SPDX-License-Identifier: MIT
// Visits the arrays and objects of a body in document order, each with the nodes that describe it. Used by
// drift.cpp and names.cpp.
//
//   Descent descent(budget);
//   descent.run(instance.root(), visitor);
//
// A visitor has
//
//   bool enter(Descent::Place& place);   // a container; may change its nodes. Returns whether to look into
//   it void member(Descent::Place& place, const Member& member, DescentNodes& below);  // nodes of its value
//   void item(Descent::Place& place, std::size_t index, DescentNodes& below);
//   bool is_done() const;
//
// A value is entered if it is an array or an object, and nodes describe it. The memory depends on the depth
// of the body alone. Does not recurse. Ends when the budget is spent.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/work_budget.h"
#include "contract/schema/heirs.h"
#include "json/instance.h"
#include "json/pointer.h"

namespace avouch {

using DescentNodes = std::vector<std::size_t>;

class Descent {
 public:
  struct Place {
    Value value;
    DescentNodes nodes;
    std::size_t guess = 0;                            // for the visitor
    bool is_described = false;                        // for the visitor
    std::vector<const DescribedMembers*> named = {};  // for the visitor

   private:
    friend class Descent;
    Place(const Value& of, DescentNodes by)
        : value(of), nodes(std::move(by)), item(of.items().begin()), member(of.members().begin()) {}
    Value::Items::Iterator item;
    Value::Members::Iterator member;
    std::size_t index = 0;  // of the next item
    std::string_view name;  // of the current member
  };

  explicit Descent(WorkBudget& budget) : budget_(budget) {}

  // How many containers are open, with the one that is visited.
  std::size_t depth() const { return open_.size(); }

  // The pointer of the visited container, and of a member of it, for reports.
  std::string pointer() const { return pointer_of(open_.size() - 1); }
  std::string pointer(std::string_view member) const {
    std::string text = pointer();
    append_shown(text, member);
    return text;
  }

  template <class Visitor>
  void run(const Value& root, DescentNodes nodes, Visitor& visitor) {
    enter(root, std::move(nodes), visitor);
    DescentNodes below;
    while (!open_.empty() && !visitor.is_done() && !budget_.is_spent()) {
      Place& top = open_.back();
      below.clear();
      if (top.value.kind() == ValueKind::array) {
        if (top.item == top.value.items().end()) {
          open_.pop_back();
          continue;
        }
        const Value item = *top.item;
        ++top.item;
        const std::size_t at = top.index++;
        if (!budget_.spend(1) || item.kind() < ValueKind::array) continue;
        visitor.item(top, at, below);
        enter(item, below, visitor);
      } else {
        if (top.member == top.value.members().end()) {
          open_.pop_back();
          continue;
        }
        const Member member = *top.member;
        ++top.member;
        top.name = member.name;
        if (!budget_.spend_on_text(member.name.size())) continue;
        visitor.member(top, member, below);
        enter(member.value, below, visitor);
      }
    }
  }

 private:
  template <class Visitor>
  void enter(const Value& value, DescentNodes nodes, Visitor& visitor) {
    if (value.kind() < ValueKind::array || nodes.empty()) return;
    open_.push_back(Place(value, std::move(nodes)));
    if (!visitor.enter(open_.back())) open_.pop_back();
  }

  // Of the container at that depth.
  std::string pointer_of(std::size_t depth) const {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) {
      const Place& place = open_[i];
      if (place.value.kind() == ValueKind::array)
        append_shown(text, place.index - 1);
      else
        append_shown(text, place.name);
    }
    return text;
  }

  WorkBudget& budget_;
  std::vector<Place> open_;
};

}  // namespace avouch
