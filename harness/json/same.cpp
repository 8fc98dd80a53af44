// SPDX-License-Identifier: MIT
#include "json/same.h"

#include <cstddef>

namespace avouch {
namespace {

// Members in another order are looked for one after another.
constexpr std::size_t kMembersPerStep = 8;

class Comparison {
 public:
  explicit Comparison(WorkBudget& work) : work_(work) {}

  bool are_same(const JsonValue& left, const JsonValue& right) {
    if (left.kind != right.kind || left.size() != right.size()) return false;
    if (!work_.spend_on_text(left.text.size() + right.text.size())) return false;
    if (!left.is_structured()) return left == right;
    for (std::size_t i = 0; i < left.items.size(); ++i) {
      if (!are_same(left.items[i], right.items[i])) return false;
    }
    for (std::size_t i = 0; i < left.members.size(); ++i) {
      const JsonValue* there = member(right, i, left.members[i].first);
      if (there == nullptr || !are_same(left.members[i].second, *there)) return false;
    }
    return true;
  }

 private:
  const JsonValue* member(const JsonValue& object, std::size_t likely, const std::string& name) {
    if (!work_.spend_on_text(name.size())) return nullptr;
    if (object.members[likely].first == name) return &object.members[likely].second;
    return work_.spend(object.size() / kMembersPerStep) ? object.find(name) : nullptr;
  }

  WorkBudget& work_;
};

}  // namespace

std::optional<bool> are_same(const JsonValue& left, const JsonValue& right, WorkBudget* work) {
  if (work == nullptr) return left == right;
  const bool is_same = Comparison(*work).are_same(left, right);
  return work->is_spent() ? std::nullopt : std::optional(is_same);
}

}  // namespace avouch
