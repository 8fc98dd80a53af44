// SPDX-License-Identifier: MIT
// Fuzzes YAML documents: what is read is JSON again, and each value has a line of the text.
#include <algorithm>

#include "contract/document/yaml.h"
#include "json/json_reader.h"
#include "one_input.h"

namespace avouch::fuzz {
namespace {

void must_have_lines(const JsonValue& value, std::uint32_t last) {
  must(value.line >= 1 && value.line <= last, "a value without a line: " + to_text(value));
  for (const JsonValue& item : value.items) must_have_lines(item, last);
  for (const auto& [name, member] : value.members) must_have_lines(member, last);
}

}  // namespace

int one_input(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = text_of(data, size);
  const Result<Document> document = parse_yaml_document("fuzz.yaml", text);
  const auto last = 1 + static_cast<std::uint32_t>(std::count_if(
                            text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }));
  if (!document) {
    must_be_told(document.errors());
    must(document.errors().size() == 1, "several errors");
    return 0;
  }
  if (!document->faults().empty()) must_be_told(document->faults());
  must_have_lines(document->root(), last);
  const std::string json = to_text(document->root());
  const std::optional<JsonValue> again = read_json(json);
  must(again.has_value(), "YAML does not become JSON: " + json);
  must(*again == document->root(), "JSON is another value: " + json);
  return 0;
}

}  // namespace avouch::fuzz
