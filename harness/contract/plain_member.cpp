// SPDX-License-Identifier: MIT
#include "contract/plain_member.h"

#include "contract/connections.h"

namespace avouch {

std::optional<Member> member_called(const Value& object, std::string_view plain) {
  if (object.kind() != ValueKind::object) return std::nullopt;
  std::size_t seen = 0;
  for (const Member member : object.members()) {
    if (++seen > kMostNamed) break;
    if (plain_name(member.name) == plain) return member;
  }
  return std::nullopt;
}

}  // namespace avouch
