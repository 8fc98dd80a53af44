// SPDX-License-Identifier: MIT
// Runtime expressions of Arazzo (1.1.0, "Runtime Expressions"): values of a call, of inputs and of outputs.
//
//   Result<Expression> expression = parse_expression("$response.body#/items/0/id");
//   const Found found = value_of(*expression, scope);   // found.value is null: not defined, or not known
//   evaluated(json_of_text(R"({"a": "$inputs.a", "b": "x-{$inputs.b}"})"), scope)
//
// Besides JSON Pointers, members may be named by `.name` and `[0]`, as in conditions. What a limit keeps from
// being a value is not known, which is more than not defined: what depends on it is undecided.
//
// Pure, apart from the limits of a scope.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/work_budget.h"
#include "http/field.h"
#include "json/json_value.h"

namespace avouch {

struct Expression {
  enum class From {
    url,
    method,
    status,
    self,
    request_header,
    request_query,
    request_path,
    request_body,
    response_header,
    response_body,
    input,
    output,
    step_output,
    workflow_input,
    workflow_output,
    source,  // a field of a source description
  };

  From from = From::url;
  std::string of = {};    // the step, the workflow or the source
  std::string name = {};  // of the header, the parameter, the input or the output; may have members behind it
  std::string pointer = {};  // JSON Pointer behind "#"
  std::string text = {};     // as written
};

// What an expression leads to. It refers to a value of the scope, or owns one that was made for it.
struct Found {
  const JsonValue* value = nullptr;  // null: it is not defined, or not known
  std::string unknown = {};          // why it is not known; else empty
  std::shared_ptr<const JsonValue> own = {};

  static Found made(JsonValue value) { return of(std::make_shared<const JsonValue>(std::move(value))); }
  static Found of(std::shared_ptr<const JsonValue> value) {
    const JsonValue* at = value.get();
    return {.value = at, .own = std::move(value)};
  }
};

// A value that is read when an expression first needs it. Not thread-safe.
class LateValue {
 public:
  // `work` may be null: unlimited.
  using Read = std::function<Found(WorkBudget* work)>;

  LateValue() = default;  // there is none
  // NOLINTNEXTLINE(google-explicit-constructor): one of two sources
  LateValue(std::optional<JsonValue> value) {
    if (value) known_ = Found::made(*std::move(value));
  }
  // NOLINTNEXTLINE(google-explicit-constructor)
  LateValue(Read read) : read_(std::move(read)) {}

  const Found& get(WorkBudget* work) const {
    if (read_) known_ = std::exchange(read_, nullptr)(work);
    return known_;
  }

 private:
  mutable Read read_;
  mutable Found known_;
};

// What values that are made may hold together.
struct Room {
  std::size_t left = 0;  // bytes
  std::string limit;     // what is said where they would hold more: a sentence without a full stop

  bool take(std::size_t bytes) {
    if (bytes > left) return false;
    left -= bytes;
    return true;
  }
};

// What one call sent and got.
struct CallFacts {
  std::string method;
  std::string url;
  http::Fields request_fields;
  std::map<std::string, JsonValue> path;
  std::map<std::string, JsonValue> query;
  std::optional<JsonValue> request_body;
  int status = 0;
  http::Fields response_fields;
  LateValue response_body;  // a string if it is not JSON
};

struct WorkflowValues {
  JsonValue inputs = JsonValue::object();
  JsonValue outputs = JsonValue::object();
};

// Why values are not known, by the whole expression that names each: "$steps.a.outputs.b",
// "$workflows.a.inputs.b".
using Unknowns = std::map<std::string, std::string>;

// What expressions can see. Null: not there.
struct Scope {
  const CallFacts* call = nullptr;
  const JsonValue* inputs = nullptr;
  const JsonValue* outputs = nullptr;
  const std::map<std::string, JsonValue>* steps = nullptr;  // outputs, by step
  const std::map<std::string, WorkflowValues>* workflows = nullptr;
  const std::map<std::string, JsonValue>* sources = nullptr;  // source descriptions, by name
  std::string self = {};
  const Unknowns* unknown_of_steps = nullptr;
  const Unknowns* unknown_of_workflows = nullptr;
  std::string inputs_of = {};   // the workflow whose inputs they are
  std::string outputs_of = {};  // the workflow whose outputs they are
  WorkBudget* work = nullptr;   // what finding values costs comes from there; null: unlimited
  Room* room = nullptr;         // what evaluated() makes comes from there; null: unlimited
};

// Why the work ended, for people: a sentence without a full stop.
std::string spent_reason_of(WorkBudget::End end);

// Whether the text begins like a runtime expression.
bool begins_an_expression(std::string_view text);

// Errors: exactly one, without a place: the text is no expression that Avouch supports.
Result<Expression> parse_expression(std::string_view text);

Found value_of(const Expression& expression, const Scope& scope);

// The text without the expressions in braces: "x-{$inputs.a}". Errors: one of them is not supported.
Result<std::vector<Expression>> embedded_in(std::string_view text);

// The value at a JSON Pointer; null if none is there, or if the work is used up.
const JsonValue* value_at(const JsonValue& value, std::string_view pointer, WorkBudget* work);

struct Evaluated {
  JsonValue value;
  std::string undefined = {};  // the first expression that is not defined; else empty
  std::string unknown = {};    // why there is no value, if a limit keeps it from being one

  bool is_whole() const { return undefined.empty() && unknown.empty(); }
};

// A text with the expressions in braces replaced by their values.
Evaluated filled(std::string_view text, const Scope& scope);

// A value as written in a description: texts that are an expression become its value, expressions in braces
// become text, and selector objects (1.1.0, "Selector Object") become what they select.
Evaluated evaluated(const JsonValue& written, const Scope& scope);

// Whether the object is a selector object.
bool is_selector(const JsonValue& written);

}  // namespace avouch
