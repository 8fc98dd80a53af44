// SPDX-License-Identifier: MIT
// Header fields in wire order, duplicates kept: what a peer really sent, before anyone combines it.
//
//   combined({{"Vary", "Origin"}, {"vary", "Accept"}}, "Vary") == "Origin, Accept"
//
// Names compare without regard to ASCII case (RFC 9110 §5.1).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace avouch::http {

struct Field {
  std::string name;
  std::string value;  // without the blanks around it (RFC 9112 §5)

  bool operator==(const Field&) const = default;
};

using Fields = std::vector<Field>;

bool contains(const Fields& fields, std::string_view name);

// The value of each line of that name, in order.
std::vector<std::string> values(const Fields& fields, std::string_view name);

// The lines of that name joined with ", " (RFC 9110 §5.2); nullopt where there is none.
std::optional<std::string> combined(const Fields& fields, std::string_view name);

// Replaces every line of that name by one.
void set(Fields& fields, std::string_view name, std::string value);
void remove(Fields& fields, std::string_view name);

}  // namespace avouch::http
