// SPDX-License-Identifier: MIT
// A schema that values of requests are held against.
//
//   Result<MockSchema> schema = MockSchema::make(parameter.schema, {});
//   schema->fault(readings_of(written))   ->  "the value is 0; documented is at least 1"
//
// Immutable once made; any thread may ask.
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
#include "mock/request/reading.h"

namespace avouch {

class MockSchema {
 public:
  // `shown` are values that the documentation itself gives: they are taken even where they contradict the
  // schema. Errors: what cannot be judged.
  static Result<MockSchema> make(std::shared_ptr<const Schema> schema, std::vector<JsonValue> shown);

  // Why none of the readings is a value of the schema, a sentence without a full stop that is safe to print
  // and calls the value as its schema does; nullopt where one is. What no budget suffices for counts as
  // one.
  std::optional<std::string> fault(const std::vector<std::string>& readings) const;

  // The members that it documents by name, wherever it does.
  std::vector<std::string> members() const;

  // An object of members that were written one by one, each read as its schema wants it. What a form cannot
  // say (null, an empty array) is put in where nothing else conforms.
  std::string object_of(const std::vector<std::pair<std::string, WrittenValue>>& members) const;

 private:
  MockSchema(std::shared_ptr<const Schema> schema, BodyJudge judge, std::vector<JsonValue> shown);

  bool accepts(const std::string& text) const;
  bool accepts(const std::string& text, const std::vector<std::size_t>& nodes) const;
  std::string member_text(const std::string& name, const WrittenValue& value) const;

  std::shared_ptr<const Schema> schema_;
  std::shared_ptr<const BodyJudge> judge_;
  std::vector<JsonValue> shown_;
  std::map<std::string, std::vector<std::size_t>> members_;  // name -> nodes that speak of it
};

}  // namespace avouch
