// SPDX-License-Identifier: MIT
#include "mock/request/reading.h"

#include "base/text.h"
#include "contract/header_value.h"
#include "json/instance.h"
#include "json/json_value.h"
#include "json/number.h"

namespace avouch {
namespace {

enum class Items { as_strings, as_scalars };

std::string scalar_text(const std::string& text, Items how) {
  return how == Items::as_scalars && is_json_scalar(text) ? text : json_string(text);
}

std::string array_text(const std::vector<std::string>& items, Items how) {
  std::vector<std::string> texts;
  for (const std::string& item : items) texts.push_back(scalar_text(item, how));
  return "[" + join(texts, ",") + "]";
}

std::string object_text(const MockPairs& members, Items how) {
  std::vector<std::string> texts;
  for (const auto& [name, value] : members) {
    texts.push_back(json_string(name) + ":" + scalar_text(value, how));
  }
  return "{" + join(texts, ",") + "}";
}

bool is_structured(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != text.npos && (text[first] == '{' || text[first] == '[') && !parse_body(text).fault;
}

}  // namespace

bool is_json_scalar(const std::string& text) {
  return text == "true" || text == "false" || text == "null" || is_json_number(text);
}

std::vector<std::string> readings_of(const WrittenValue& written) {
  std::vector<std::string> readings;
  if (written.whole) {
    readings.push_back(json_string(*written.whole));
    if (is_json_scalar(*written.whole)) readings.push_back(*written.whole);
    if (written.may_be_json && is_structured(*written.whole)) readings.push_back(*written.whole);
  }
  for (const Items how : {Items::as_strings, Items::as_scalars}) {
    if (written.items) readings.push_back(array_text(*written.items, how));
    if (written.members) readings.push_back(object_text(*written.members, how));
  }
  return readings;
}

}  // namespace avouch
