// SPDX-License-Identifier: MIT
// Schemas that apply together but contradict each other: an allOf with types or enums that have nothing in
// common.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "json/json_reader.h"
#include "json/json_value.h"
#include "lint/conjunction.h"
#include "lint/rules.h"

namespace avouch {
namespace {

// What all schemas for one value admit; nullopt if none of them limits it.
struct Common {
  std::optional<std::vector<std::string>> types;
  std::optional<std::vector<JsonValue>> values;
  std::size_t enums = 0;  // how many enums and consts
};

bool is_within(const std::string& type, const std::vector<std::string>& types) {
  const auto has = [&](const char* name) {
    return std::find(types.begin(), types.end(), name) != types.end();
  };
  return has(type.c_str()) || ((type == "integer" || type == "written-integer") && has("number"));
}

void narrow_types(Common& common, const std::vector<std::string>& types) {
  if (!common.types) {
    common.types = types;
    return;
  }
  std::vector<std::string> both;
  for (const std::string& type : *common.types) {
    if (is_within(type, types)) both.push_back(type);
  }
  for (const std::string& type : types) {
    if (is_within(type, *common.types) && !is_within(type, both)) both.push_back(type);
  }
  common.types = std::move(both);
}

void narrow_values(Common& common, const std::vector<std::string>& texts) {
  std::vector<JsonValue> values;
  for (const std::string& text : texts) values.push_back(json_of_text(text));
  ++common.enums;
  if (common.values) {
    std::erase_if(values, [&](const JsonValue& value) {
      return std::find(common.values->begin(), common.values->end(), value) == common.values->end();
    });
  }
  common.values = std::move(values);
}

Common common_of(const Schema& schema, std::size_t node) {
  Common common;
  const Conjunction all(schema, node);
  for (const SchemaKeyword* keyword : all.keywords()) {
    if (keyword->kind == KeywordKind::type) {
      narrow_types(common, keyword->names);
    } else if (keyword->kind == KeywordKind::enumeration || keyword->kind == KeywordKind::constant) {
      narrow_values(common, keyword->texts);
    }
  }
  return common;
}

void check_composition(LintSubject& subject, const SchemaPart& part) {
  const auto report = [&](const std::string& what) {
    subject.report({.rule = "impossible-composition",
                    .severity = LintFinding::Severity::error,
                    .place = part.document->place(part.pointer),
                    .message = "no value can satisfy all keywords here: " + what,
                    .hint = "Correct one of them, or write anyOf instead of allOf."});
  };
  const Common common = common_of(*part.schema, part.node);
  if (common.types && common.types->empty()) report("their types have nothing in common");
  if (common.enums > 1 && common.values->empty()) report("their enums have no value in common");
}

}  // namespace

void check_composed(LintSubject& subject) {
  for (const SchemaPart& part : subject.parts()) {
    const std::vector<std::size_t>& keywords = part.schema->nodes()[part.node].keywords;
    const bool composes = std::any_of(keywords.begin(), keywords.end(), [&](std::size_t index) {
      const KeywordKind kind = part.schema->keywords()[index].kind;
      return is_joined(kind);
    });
    if (composes) check_composition(subject, part);
  }
}

}  // namespace avouch
