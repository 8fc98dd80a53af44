// SPDX-License-Identifier: MIT
// Checks values of requests against a schema.
//
//   Result<MockSchema> schema = MockSchema::make(parameter.schema, {});
//   schema->fault(readings_of(written), budget)   ->  "the value is 0; expected at least 1"
//
// Immutable after construction. Thread-safe.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "contract/schema/schema.h"
#include "json/json_value.h"
#include "judge/body/body.h"
#include "mock/request/budget.h"
#include "mock/request/reading.h"

namespace avouch {

// The nodes of a schema that describe members of the outermost object.
struct MockMembers {
  std::map<std::string, std::vector<std::size_t>> by_name;
  std::vector<std::size_t> others;  // of members of other names: additionalProperties, patternProperties
};

class MockSchema {
 public:
  // `shown` are values that the documentation itself gives: they are taken even where they contradict the
  // schema. Errors: what cannot be judged.
  static Result<MockSchema> make(std::shared_ptr<const Schema> schema, std::vector<JsonValue> shown);

  // Returns why the schema accepts none of the readings: a sentence without a full stop that is safe to print
  // and names the value as its schema does. nullopt if it accepts one, or if the budget is over.
  std::optional<std::string> fault(const std::vector<std::string_view>& readings,
                                   RequestBudget& budget) const;

  // Returns all members that the schema documents by name, anywhere in it.
  std::vector<std::string> members() const;
  // Whether it documents members of other names.
  bool has_others() const { return !members_.others.empty(); }
  // Whether an object without members conforms.
  bool accepts_nothing(RequestBudget& budget) const;

  // Builds an object from members that were written one by one. Each is read as its schema requires. Values
  // that a form cannot express (null, an empty array) are filled in if nothing else conforms. Once the budget
  // is over, the result does not matter.
  std::string object_of(const std::vector<std::pair<std::string, WrittenValue>>& members,
                        RequestBudget& budget) const;

 private:
  MockSchema(std::shared_ptr<const Schema> schema, BodyJudge judge, std::vector<JsonValue> shown);

  // Whether every one of the nodes does.
  bool accepts(std::string_view text, const std::vector<std::size_t>& nodes, RequestBudget& budget) const;
  bool is_shown(std::string_view text, RequestBudget& budget) const;
  std::string member_text(const std::string& name, const WrittenValue& value, RequestBudget& budget) const;

  std::shared_ptr<const Schema> schema_;
  std::shared_ptr<const BodyJudge> judge_;
  std::vector<JsonValue> shown_;
  MockMembers members_;
};

}  // namespace avouch
