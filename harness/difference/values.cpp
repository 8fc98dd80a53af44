// SPDX-License-Identifier: MIT
#include "difference/values.h"

#include <algorithm>
#include <utility>

#include "json/decimal.h"
#include "json/json_reader.h"

namespace avouch {
namespace {

void append_normal(const JsonValue& value, std::string& out) {
  switch (value.kind) {
    case ValueKind::null:
      out += "null";
      return;
    case ValueKind::boolean:
      out += value.is_true ? "true" : "false";
      return;
    case ValueKind::number: {
      const Decimal number = Decimal::read(value.text);
      if (number.is_negative && !is_zero(number)) out += '-';
      out += number.digits + "e" + (is_zero(number) ? "0" : exponent_text(number));
      return;
    }
    case ValueKind::string:
      out += json_string(value.text);
      return;
    case ValueKind::array:
      out += '[';
      for (const JsonValue& item : value.items) {
        append_normal(item, out);
        out += ',';
      }
      out += ']';
      return;
    case ValueKind::object: {
      std::vector<const std::pair<std::string, JsonValue>*> members;
      for (const auto& member : value.members) members.push_back(&member);
      std::sort(members.begin(), members.end(),
                [](const auto* left, const auto* right) { return left->first < right->first; });
      out += '{';
      for (const auto* member : members) {
        out += json_string(member->first) + ":";
        append_normal(member->second, out);
        out += ',';
      }
      out += '}';
      return;
    }
  }
}

}  // namespace

std::string normal_text(const std::string& text) {
  std::string out;
  append_normal(json_of_text(text), out);
  return out;
}

ValueSet::ValueSet(const std::vector<std::string>& texts) {
  for (const std::string& text : texts) known_.insert(normal_text(text));
}

bool ValueSet::has_all(const ValueSet& others) const {
  return std::all_of(others.known_.begin(), others.known_.end(),
                     [&](const std::string& text) { return known_.contains(text); });
}

}  // namespace avouch
