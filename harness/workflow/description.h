// SPDX-License-Identifier: MIT
// An Arazzo description (1.0.1 and 1.1.0): workflows of calls to the operations of OpenAPI documents.
//
//   for (const Workflow& workflow : description.workflows)
//     for (const WorkflowStep& step : workflow.steps) std::cout << workflow.id << '/' << step.id << '\n';
//
// Plain values. Components are resolved, and the parameters and actions of a workflow stand in its steps.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "json/json_value.h"
#include "workflow/condition.h"
#include "workflow/expression.h"

namespace avouch {

struct Criterion {
  enum class Type { simple, regex, json_path };

  Type type = Type::simple;
  std::string condition;              // as written
  std::optional<Expression> context;  // of regex and json_path
  Condition parsed = {};              // of simple
  Place place = {};
};

struct WorkflowParameter {
  std::string name;
  std::string in;   // "path", "query", "header", "cookie"; empty: an input of a workflow
  JsonValue value;  // as written
};

struct WorkflowAction {
  enum class Type { end, go_to, retry };

  std::string name;
  Type type = Type::end;
  std::optional<std::size_t> step = {};      // of the same workflow
  std::optional<std::size_t> workflow = {};  // of the description
  double retry_after = 0;                    // seconds
  std::size_t retry_limit = 1;
  std::vector<Criterion> criteria = {};
  std::vector<WorkflowParameter> parameters = {};  // inputs of the workflow
};

struct PayloadReplacement {
  std::string target;  // a JSON Pointer, or a JSONPath query
  bool is_path = false;
  JsonValue value;
};

struct WorkflowBody {
  std::string content_type;  // empty: as the operation documents
  JsonValue payload;
  std::vector<PayloadReplacement> replacements = {};
};

struct WorkflowStep {
  std::string id;
  // What it calls: an operation by its ID or by its path and method, or a workflow.
  std::string source = {};  // name of the source description; empty: whichever has it
  std::string operation_id = {};
  std::string path = {};  // "/pets/{id}"
  std::string method = {};
  std::optional<std::size_t> workflow = {};
  std::size_t operation = 0;  // index into the contract's operations: see operations.h
  std::vector<WorkflowParameter> parameters = {};
  std::optional<WorkflowBody> body = {};
  std::vector<Criterion> criteria = {};
  std::vector<WorkflowAction> on_success = {};
  std::vector<WorkflowAction> on_failure = {};
  std::vector<std::pair<std::string, JsonValue>> outputs = {};
  std::vector<std::size_t> depends_on = {};  // steps of the same workflow
  Place place = {};
};

struct WorkflowInput {
  std::string name;
  std::string type = {};  // of JSON Schema; empty: not given
  bool is_required = false;
  std::optional<JsonValue> fallback = {};
  Place place = {};
};

struct Workflow {
  std::string id;
  std::vector<WorkflowInput> inputs = {};
  bool takes_any_input = false;  // it documents none
  std::vector<WorkflowStep> steps = {};
  std::vector<std::pair<std::string, JsonValue>> outputs = {};
  std::vector<std::size_t> depends_on = {};  // workflows
  bool is_called = false;                    // by a step or an action of another one
  Place place = {};
};

struct WorkflowSource {
  std::string name;
  std::string url;
  Place place = {};
};

struct WorkflowDescription {
  std::string file;
  std::string title;
  std::string self;
  std::vector<WorkflowSource> sources;
  std::vector<Workflow> workflows;
};

// A criterion of a step, which is one clause.
struct CriterionAt {
  std::size_t workflow = 0;
  std::size_t step = 0;
  std::size_t criterion = 0;
};

// All success criteria, in the order of the document.
std::vector<CriterionAt> success_criteria(const WorkflowDescription& description);

// "workflow/buyBook/pay/criterion/1".
std::string coordinate_of(const WorkflowDescription& description, const CriterionAt& at);

// Maximum number of workflows that call each other.
inline constexpr int kDeepestWorkflow = 20;

}  // namespace avouch
