// SPDX-License-Identifier: MIT
#include "contract/list_place.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "contract/connections.h"
#include "json/pointer.h"

namespace avouch {
namespace {

constexpr std::size_t kMostMembersOfAList = 1000;  // that are looked at
constexpr int kMostWrappers = 2;

std::optional<ListPlace> list_below(const ListPlace& from, std::string_view collection, int wrappers) {
  if (from.items.kind() == ValueKind::array) return from;
  if (from.items.kind() != ValueKind::object || wrappers == 0) return std::nullopt;
  std::vector<std::pair<std::size_t, ListPlace>> ranked;
  std::vector<ListPlace> arrays;
  bool is_a_thing = false;  // its arrays are parts of it
  std::size_t seen = 0;
  for (const Member member : from.items.members()) {
    if (++seen > kMostMembersOfAList) break;
    const bool is_scalar =
        member.value.kind() == ValueKind::string || member.value.kind() == ValueKind::number;
    is_a_thing = is_a_thing || (is_scalar && names_a_thing(member.name, collection));
    if (member.value.kind() < ValueKind::array) continue;
    ListPlace inner{member.value, pointer_append(from.pointer, member.name)};
    if (const std::optional<std::size_t> rank = wrapper_rank(member.name, collection)) {
      ranked.emplace_back(*rank, std::move(inner));
    } else if (member.value.kind() == ValueKind::array) {
      arrays.push_back(std::move(inner));
    }
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& left, const auto& right) { return left.first < right.first; });
  for (const auto& [rank, inner] : ranked) {
    if (std::optional<ListPlace> list = list_below(inner, collection, wrappers - 1)) return list;
  }
  if (arrays.size() == 1 && !is_a_thing) return arrays.front();
  return std::nullopt;
}

}  // namespace

bool names_a_thing(std::string_view member, std::string_view collection) {
  const std::string plain = plain_name(member);
  const std::vector<MemberName> names = member_names("id", collection);
  return std::any_of(names.begin(), names.end(), [&](const MemberName& one) {
    return one.is_certain && one.path.size() == 1 && one.path.front() == plain;
  });
}

std::optional<ListPlace> list_in(const Value& root, std::string_view collection) {
  return list_below({root, ""}, collection, kMostWrappers);
}

}  // namespace avouch
