// SPDX-License-Identifier: MIT
// The member of a body that has a name, however the name is written.
//
//   member_called(item, "bookid")->value   // of {"Book-Id": 7}
//
// Names are those of plain_name() (contract/connections.h). Looks at the first kMostNamed members alone: a
// target chooses how many there are. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "json/instance.h"

namespace avouch {

inline constexpr std::size_t kMostNamed = 1'000;

// The first one; nullopt if there is none, or if the value is no object.
std::optional<Member> member_called(const Value& object, std::string_view plain);

}  // namespace avouch
