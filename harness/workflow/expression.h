// SPDX-License-Identifier: MIT
// Runtime expressions of Arazzo (1.1.0, "Runtime Expressions"): values of a call, of inputs and of outputs.
//
//   Result<Expression> expression = parse_expression("$response.body#/items/0/id");
//   std::optional<JsonValue> value = value_of(*expression, scope);   // nullopt: it is not defined
//   evaluated(json_of_text(R"({"a": "$inputs.a", "b": "x-{$inputs.b}"})"), scope)
//
// Besides JSON Pointers, members may be named by `.name` and `[0]`, as in conditions. Pure; thread-safe.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
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
  std::optional<JsonValue> response_body;  // a string if it is not JSON
};

struct WorkflowValues {
  JsonValue inputs = JsonValue::object();
  JsonValue outputs = JsonValue::object();
};

// What expressions can see. Null: not there.
struct Scope {
  const CallFacts* call = nullptr;
  const JsonValue* inputs = nullptr;
  const JsonValue* outputs = nullptr;
  const std::map<std::string, JsonValue>* steps = nullptr;  // outputs, by step
  const std::map<std::string, WorkflowValues>* workflows = nullptr;
  const std::map<std::string, JsonValue>* sources = nullptr;  // source descriptions, by name
  std::string self = {};
};

// Whether the text begins like a runtime expression.
bool begins_an_expression(std::string_view text);

// Errors: exactly one, without a place: the text is no expression that Avouch supports.
Result<Expression> parse_expression(std::string_view text);

// nullopt: it is not defined.
std::optional<JsonValue> value_of(const Expression& expression, const Scope& scope);

// The text without the expressions in braces: "x-{$inputs.a}". Errors: one of them is not supported.
Result<std::vector<Expression>> embedded_in(std::string_view text);

struct Evaluated {
  JsonValue value;
  std::string undefined = {};  // the first expression that is not defined; else empty
};

// A text with the expressions in braces replaced by their values.
Evaluated filled(std::string_view text, const Scope& scope);

// A value as written in a description: texts that are an expression become its value, expressions in braces
// become text, and selector objects (1.1.0, "Selector Object") become what they select.
Evaluated evaluated(const JsonValue& written, const Scope& scope);

// Whether the object is a selector object.
bool is_selector(const JsonValue& written);

}  // namespace avouch
