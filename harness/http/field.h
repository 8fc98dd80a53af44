// SPDX-License-Identifier: MIT
// Header fields in wire order with duplicates: exactly what a peer sent, before lines are combined.
//
//   combined({{"Vary", "Origin"}, {"vary", "Accept"}}, "Vary") == "Origin, Accept"
//
// Names are compared without regard to ASCII case (RFC 9110 §5.1).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace avouch::http {

struct Field {
  std::string name;
  std::string value;  // without leading and trailing blanks (RFC 9112 §5)

  bool operator==(const Field&) const = default;
};

using Fields = std::vector<Field>;

bool contains(const Fields& fields, std::string_view name);

// Returns the value of each line with that name, in order.
std::vector<std::string> values(const Fields& fields, std::string_view name);

// Returns the lines with that name joined with ", " (RFC 9110 §5.2), or nullopt if no line has it.
std::optional<std::string> combined(const Fields& fields, std::string_view name);

// Replaces all lines with that name by one.
void set(Fields& fields, std::string_view name, std::string value);
void remove(Fields& fields, std::string_view name);

// Whether fields with that name frame a message or are about its connection (RFC 9112 §6, RFC 9110 §7.6.1):
// whoever writes the message sets them.
bool is_for_the_connection(std::string_view name);

}  // namespace avouch::http
