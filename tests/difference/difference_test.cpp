// SPDX-License-Identifier: MIT
// Compares contracts that differ in one thing. The cases are data: schema_cases.json has pairs of schemas,
// each compared as the body of a request and of a response, and operation_cases.json has pairs of operations.
//
//   {"name": …, "before": SCHEMA, "after": SCHEMA, "request": ["EFFECT RULE [WHERE]"…], "response": […]}
//   {"name": …, "before": OPERATION, "after": OPERATION, "changes": ["EFFECT RULE [PLACE]"…]}
//
// An operation may stand in a path item ("paths"), or in a whole document ("document").
#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/file.h"
#include "contract/load.h"
#include "difference/contract_difference.h"
#include "difference/report.h"
#include "json/json_reader.h"

namespace avouch {
namespace difference_test {

struct Case {
  std::string name;
  JsonValue data;
};

void PrintTo(const Case& shown, std::ostream* out) {
  *out << shown.name;
}

std::vector<Case> cases_in(const std::string& file) {
  const Result<std::string> text = read_file(std::string(AVOUCH_SOURCE_DIR) + "/tests/difference/" + file);
  if (!text) throw std::runtime_error(to_string(text.errors()));
  std::vector<Case> cases;
  for (const JsonValue& one : json_of_text(*text).items) cases.push_back({one.find("name")->text, one});
  return cases;
}

std::string test_name(const testing::TestParamInfo<Case>& info) {
  std::string name;
  for (const char letter : info.param.name)
    name += std::isalnum(static_cast<unsigned char>(letter)) ? letter : '_';
  return name + "_" + std::to_string(info.index);
}

Contract loaded(const std::string& name, const std::string& text) {
  Result<Contract> contract = load_contract(name, {}, {{name, text}});
  if (!contract) throw std::runtime_error(to_string(contract.errors()));
  return *std::move(contract);
}

constexpr const char* kSchemas = R"({
  "Old": {"type": "object", "properties": {"name": {"type": "string", "maxLength": 9},
                                           "below": {"type": "array", "items": {"$ref": "#/components/schemas/Old"}}}},
  "Also": {"type": "object", "properties": {"name": {"type": "string", "maxLength": 9},
                                            "below": {"type": "array", "items": {"$ref": "#/components/schemas/Also"}}}},
  "New": {"type": "object", "properties": {"name": {"type": "string", "maxLength": 5},
                                           "below": {"type": "array", "items": {"$ref": "#/components/schemas/New"}}}}})";

std::string document_of(const std::string& paths) {
  return R"({"openapi": "3.1.0", "info": {"title": "A", "version": "1"}, "paths": )" + paths +
         R"(, "components": {"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"},
             "other": {"type": "http", "scheme": "bearer"},
             "oauth": {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "https://a.example/t", "scopes": {"read": "r", "write": "w"}}}}},
            "schemas": )" +
         kSchemas + "}}";
}

std::string told(const Change& change, const std::string& side) {
  std::string where = change.places.empty() ? "" : change.places.front();
  // The cases of schemas name only the place in the value.
  if (!side.empty()) {
    const std::size_t at = where.find(" /");
    where = at == where.npos ? "" : where.substr(at + 1);
  }
  return std::string(to_string(change.effect)) + " " + change.rule + (where.empty() ? "" : " " + where);
}

std::vector<std::string> told(const ContractDifference& difference, const std::string& side) {
  std::vector<std::string> all;
  for (const Change& change : difference.changes) all.push_back(told(change, side));
  std::sort(all.begin(), all.end());
  return all;
}

std::vector<std::string> expected(const JsonValue& list) {
  std::vector<std::string> all;
  for (const JsonValue& item : list.items) all.push_back(item.text);
  std::sort(all.begin(), all.end());
  return all;
}

class SchemaCases : public testing::TestWithParam<Case> {};

TEST_P(SchemaCases, HaveTheirEffect) {
  const JsonValue& data = GetParam().data;
  for (const std::string side : {"request", "response"}) {
    const auto operation = [&](const char* version) {
      const std::string content =
          R"({"content": {"application/json": {"schema": )" + to_text(*data.find(version)) + "}}";
      return document_of(side == "request" ? R"({"/a": {"post": {"requestBody": )" + content +
                                                 R"(}, "responses": {"200": {"description": "d"}}}}})"
                                           : R"({"/a": {"post": {"responses": {"200": )" + content +
                                                 R"(, "description": "d"}}}}})");
    };
    const Contract before = loaded("old.json", operation("before"));
    const Contract after = loaded("new.json", operation("after"));
    const ContractDifference difference = difference_of(before, after);
    EXPECT_EQ(told(difference, side), expected(*data.find(side)))
        << difference_text(difference, before, after, {.verbose = true});
    for (const Change& change : difference.changes) {
      EXPECT_EQ(change.before.file, "old.json") << change.rule;
      EXPECT_EQ(change.after.file, "new.json") << change.rule;
      EXPECT_GT(change.before.line, 0) << change.rule;
      EXPECT_GT(change.after.line, 0) << change.rule;
      EXPECT_EQ(change.effect == Effect::undecided, !change.why.empty()) << change.rule;
    }
    EXPECT_EQ(told(difference_of(before, before), side), std::vector<std::string>()) << "of itself";
  }
}

INSTANTIATE_TEST_SUITE_P(All, SchemaCases, testing::ValuesIn(cases_in("schema_cases.json")), test_name);

class OperationCases : public testing::TestWithParam<Case> {};

TEST_P(OperationCases, HaveTheirEffect) {
  const JsonValue& data = GetParam().data;
  const auto document = [&](const char* version) {
    const JsonValue& value = *data.find(version);
    if (const JsonValue* whole = value.find("document")) return to_text(*whole);
    if (const JsonValue* paths = value.find("paths")) return document_of(to_text(*paths));
    return document_of(R"({"/a/{id}": {"post": )" + to_text(value) + "}}");
  };
  const Contract before = loaded("old.json", document("before"));
  const Contract after = loaded("new.json", document("after"));
  const ContractDifference difference = difference_of(before, after);
  EXPECT_EQ(told(difference, ""), expected(*data.find("changes")))
      << difference_text(difference, before, after, {.verbose = true});
  for (const Change& change : difference.changes) {
    EXPECT_TRUE(!change.before.file.empty() || change.rule == "operation-added") << change.rule;
    EXPECT_TRUE(!change.after.file.empty() || change.rule == "operation-removed") << change.rule;
    EXPECT_EQ(change.effect == Effect::undecided, !change.why.empty()) << change.rule << change.why;
  }
  EXPECT_EQ(told(difference_of(before, before), ""), std::vector<std::string>()) << "of itself";
}

INSTANTIATE_TEST_SUITE_P(All, OperationCases, testing::ValuesIn(cases_in("operation_cases.json")), test_name);

}  // namespace difference_test
}  // namespace avouch
