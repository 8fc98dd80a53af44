// SPDX-License-Identifier: MIT
#include "workflow/engine.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>

#include "base/ascii.h"
#include "base/text.h"
#include "jsonpath/json_path.h"
#include "pattern/pattern.h"

namespace avouch {
namespace {

// Whether a criterion is satisfied.
struct CriterionFinding {
  enum class Is { satisfied, unsatisfied, undecided };
  Is is = Is::unsatisfied;
  std::string seen = {};  // for people
  std::string why = {};   // it is undecided
};

// Maximum length of a value whose text is shown, and maximum number of values.
constexpr std::size_t kShownWeight = std::size_t{64} << 10U;
constexpr std::size_t kMostShown = 10;

std::string shown_value(const Found& found) {
  if (found.value == nullptr) return "not defined";
  const JsonValue& value = *found.value;
  if (value.is_string()) return in_quotes(value.text);
  if (!value.is_structured() || weight_of(value) <= kShownWeight) return shown(to_text(value));
  return value.is_array() ? "an array of " + counted(value.size(), "item", "items")
                          : "an object of " + counted(value.size(), "member", "members");
}

std::string seen_by(const Condition& condition, const Scope& scope) {
  std::vector<std::string> seen;
  std::set<std::string> names;
  for (const Expression& expression : expressions_in(condition)) {
    if (names.size() == kMostShown) break;
    if (!names.insert(expression.text).second) continue;
    seen.push_back(shown(expression.text) + " is " + shown_value(value_of(expression, scope)));
  }
  std::sort(seen.begin(), seen.end());
  return join(seen, "; ");
}

CriterionFinding undecided(std::string why) {
  return {.is = CriterionFinding::Is::undecided, .why = std::move(why)};
}

CriterionFinding judged_simple(const Criterion& criterion, const Scope& scope) {
  const Truth truth = truth_of(criterion.parsed, scope);
  switch (truth.is) {
    case Truth::Is::yes:
      return {.is = CriterionFinding::Is::satisfied};
    case Truth::Is::unknown:
      return undecided(truth.why);
    case Truth::Is::no:
      break;
  }
  return {.seen = seen_by(criterion.parsed, scope)};
}

CriterionFinding matched(const Pattern& pattern, const JsonValue& value, WorkBudget& work) {
  switch (pattern.matches(value.is_string() ? value.text : to_text(value), work)) {
    case Matched::yes:
      return {.is = CriterionFinding::Is::satisfied};
    case Matched::no:
      return {};
    case Matched::budget:
      break;
  }
  return undecided(work.is_spent() ? spent_reason_of(work.end())
                                   : "matching the pattern takes too many steps");
}

CriterionFinding judged_by_context(const Criterion& criterion, const Scope& scope) {
  const Found context = value_of(*criterion.context, scope);
  if (!context.unknown.empty()) return undecided(context.unknown);
  const auto unsatisfied = [&] {
    return CriterionFinding{.seen = shown(criterion.context->text) + " is " + shown_value(context)};
  };
  if (context.value == nullptr || context.value->is_null()) return unsatisfied();
  Room room{.left = kLongestCondition,
            .limit = "the condition has more than " + std::to_string(kLongestCondition) +
                     " bytes with the values in it"};
  Scope within = scope;
  within.room = &room;
  const Evaluated condition = filled(criterion.condition, within);
  if (!condition.unknown.empty()) return undecided(condition.unknown);
  if (!condition.undefined.empty()) return {.seen = shown(condition.undefined) + " is not defined"};
  CriterionFinding found;
  if (criterion.type == Criterion::Type::regex) {
    const Result<Pattern> pattern = Pattern::compile(condition.value.text);
    if (!pattern) return undecided(pattern.errors().front().title);
    found = matched(*pattern, *context.value, *scope.work);
  } else {
    const Result<JsonPath> path = parse_json_path(condition.value.text);
    if (!path) return undecided(path.errors().front().title);
    const auto values = selected_values(*path, *context.value, scope.work);
    if (!values) return undecided(values.errors().front().title);
    if (!values->empty()) found.is = CriterionFinding::Is::satisfied;
  }
  return found.is == CriterionFinding::Is::unsatisfied ? unsatisfied() : found;
}

// Precondition: the scope has a budget of work.
CriterionFinding judged_criterion(const Criterion& criterion, const Scope& scope) {
  return criterion.type == Criterion::Type::simple ? judged_simple(criterion, scope)
                                                   : judged_by_context(criterion, scope);
}

// Sets each place that the target names. `why` says why it cannot.
struct Replaced {
  enum class Is { done, nowhere, beyond };
  Is is = Is::done;
  std::string why = {};
};

Replaced replace(JsonValue& payload, const PayloadReplacement& replacement, JsonValue value,
                 const Scope& scope) {
  using Is = Replaced::Is;
  if (!replacement.is_path) {
    if (JsonValue* at = payload.at(replacement.target)) {
      *at = std::move(value);
      return {};
    }
    // A member that the object does not have yet.
    const std::size_t slash = replacement.target.rfind('/');
    if (slash == std::string::npos) return {Is::nowhere};
    JsonValue* around = payload.at(replacement.target.substr(0, slash));
    if (around == nullptr || !around->is_object()) return {Is::nowhere};
    const auto name = replacement.target.substr(slash + 1);
    around->set(name, std::move(value));
    return {};
  }
  const Result<JsonPath> path = parse_json_path(replacement.target);
  if (!path) return {Is::nowhere};
  const Result<std::vector<PathNode>> nodes = select(*path, payload);
  if (!nodes || nodes->empty()) return {Is::nowhere};
  // The value itself has its room already.
  const std::size_t weight = weight_of(value);
  if (nodes->size() - 1 > scope.room->left / weight) return {Is::beyond, scope.room->limit};
  (void)scope.room->take((nodes->size() - 1) * weight);
  std::vector<std::string> pointers;
  for (const PathNode& node : *nodes) pointers.push_back(node.pointer);
  for (const std::string& pointer : pointers) {
    if (const JsonValue* at = value_at(payload, pointer, scope.work)) *const_cast<JsonValue*>(at) = value;
    if (scope.work->is_spent()) return {Is::beyond, spent_reason_of(scope.work->end())};
  }
  return {};
}

std::size_t weight_of_member(const std::string& name, const JsonValue& value) {
  return name.size() + weight_of(value);
}

std::size_t weight_of_members(const JsonValue& object) {
  std::size_t weight = 0;
  for (const auto& [name, value] : object.members) weight += weight_of_member(name, value);
  return weight;
}

// What the run keeps while it lasts.
class Kept {
 public:
  explicit Kept(const WorkflowLimits& limits) : left_(limits.kept), share_(limits.memory) {
    limit_ = "what the workflows keep takes more than " + counted(limits.kept, "byte", "bytes") +
             " (a quarter of --max-memory)";
  }

  const std::string& limit() const { return limit_; }
  Room room() const { return {.left = left_, .limit = limit_}; }

  bool take(std::size_t bytes) {
    if (bytes > left_ || !share_.grow(bytes)) return false;
    left_ -= bytes;
    return true;
  }
  void give_back(std::size_t bytes) {
    left_ += bytes;
    share_.shrink(bytes);
  }

 private:
  std::size_t left_;
  MemoryShare share_;
  std::string limit_;
};

class Engine {
 public:
  Engine(const WorkflowDescription& description, const std::vector<JsonValue>& inputs, StepCaller& caller,
         const WorkflowLimits& limits)
      : description_(description),
        inputs_(inputs),
        caller_(caller),
        limits_(limits),
        kept_(limits),
        criteria_(success_criteria(description)),
        ended_(description.workflows.size()) {
    for (const WorkflowSource& source : description.sources) {
      sources_[source.name] = JsonValue::object({{"name", JsonValue::string(source.name)},
                                                 {"url", JsonValue::string(source.url)},
                                                 {"type", JsonValue::string("openapi")}});
    }
  }

  WorkflowRecords run() && {
    for (std::size_t i = 0; i < description_.workflows.size(); ++i) {
      if (!description_.workflows[i].is_called) begin(i);
    }
    WorkflowRecords made{.cut_off = stopped_, .cut_off_operation = stopped_operation_};
    for (std::size_t i = 0; i < criteria_.size(); ++i) made.criteria.push_back(concluded(i));
    return made;
  }

 private:
  struct Heard {  // one time that a step ran to its end
    std::vector<Verdict> verdicts = {};
    std::vector<std::optional<std::size_t>> exchanges = {};
  };
  struct End {
    bool succeeded = false;
    const Workflow* workflow = nullptr;  // that came to its end and has outputs
  };
  struct Inputs {  // what the run keeps of them counts twice: the workflow and expressions have them
    JsonValue values = JsonValue::object();
    Unknowns unknown = {};  // by name
  };
  struct Running {  // a workflow
    std::size_t index = 0;
    JsonValue inputs = {};
    JsonValue outputs = JsonValue::object();
    std::map<std::string, JsonValue> steps = {};
    Unknowns unknown = {};  // outputs of steps
    std::vector<bool> completed = {};
  };
  // What a step's call gave, for its criteria and outputs.
  struct Called {
    StepAnswer answer = {};
    std::string unsent = {};                             // why it was not called
    std::string unknown = {};                            // the limit that kept it from being called
    End end = {.succeeded = true, .workflow = nullptr};  // of a workflow that it called
  };

  void begin(std::size_t index) {
    if (began_.contains(index)) return;
    began_[index] = true;
    for (const std::size_t before : description_.workflows[index].depends_on) {
      begin(before);
      const auto end = ends_.find(before);
      if (end != ends_.end() && end->second) continue;
      ended_[index] =
          "it depends on the workflow " + description_.workflows[before].id + ", which did not succeed";
      return;
    }
    Inputs inputs{.values = inputs_[index]};
    (void)kept_.take(2 * weight_of_members(inputs.values));
    (void)carry_out(index, std::move(inputs), 0);
  }

  Scope scope_of(const Running& running, const Called* called, WorkBudget& work) const {
    const std::string& id = description_.workflows[running.index].id;
    Scope scope{.inputs = &running.inputs,
                .outputs = &running.outputs,
                .steps = &running.steps,
                .workflows = &workflows_,
                .sources = &sources_,
                .self = description_.self,
                .unknown_of_steps = &running.unknown,
                .unknown_of_workflows = &unknown_,
                .inputs_of = id,
                .outputs_of = id,
                .work = &work};
    if (called != nullptr && called->answer.exchange) scope.call = &called->answer.facts;
    if (called != nullptr && called->end.workflow != nullptr) {
      scope.outputs = &workflows_.at(called->end.workflow->id).outputs;
      scope.outputs_of = called->end.workflow->id;
    }
    return scope;
  }

  static std::string name_of(const Workflow& workflow, std::string_view field, const std::string& name) {
    return "$workflows." + workflow.id + "." + std::string(field) + "." + name;
  }

  // Forgets what an earlier run of the workflow left.
  void renew(const Workflow& workflow, const Inputs& inputs) {
    std::erase_if(unknown_,
                  [&](const auto& one) { return one.first.starts_with("$workflows." + workflow.id + "."); });
    for (const auto& [name, why] : inputs.unknown) unknown_[name_of(workflow, "inputs", name)] = why;
    WorkflowValues& values = workflows_[workflow.id];
    kept_.give_back(weight_of_members(values.inputs));
    values.inputs = inputs.values;
  }

  // Runs a workflow to its end.
  End carry_out(std::size_t index, Inputs inputs, int depth) {
    const Workflow& workflow = description_.workflows[index];
    renew(workflow, inputs);
    Running running{.index = index, .inputs = std::move(inputs.values), .completed = {}};
    running.completed.resize(workflow.steps.size());
    End end;
    if (depth > kDeepestWorkflow) {
      stop(index, "more than " + std::to_string(kDeepestWorkflow) + " workflows call each other");
    } else {
      end = follow(running, 0, depth);
    }
    ends_[index] = end.succeeded;
    kept_.give_back(weight_of_members(running.inputs));
    for (const auto& [step, outputs] : running.steps) kept_.give_back(weight_of_members(outputs));
    return end;
  }

  // The first action whose criteria are satisfied and that `may` be taken. Null if there is none, or if it
  // cannot be told: then the run ends.
  template <class May>
  const WorkflowAction* chosen(const std::vector<WorkflowAction>& actions, const Running& running,
                               const Scope& scope, const May& may) {
    for (const WorkflowAction& action : actions) {
      if (!may(action)) continue;
      bool is_satisfied = true;
      for (const Criterion& criterion : action.criteria) {
        const CriterionFinding found = judged_criterion(criterion, scope);
        if (found.is == CriterionFinding::Is::undecided) {
          stop(running.index,
               "a criterion of the action " + shown(action.name) + " is undecided: " + found.why);
          return nullptr;
        }
        is_satisfied = is_satisfied && found.is == CriterionFinding::Is::satisfied;
        if (!is_satisfied) break;
      }
      if (is_satisfied) return &action;
    }
    return nullptr;
  }

  End follow(Running& running, std::size_t at, int depth) {
    const Workflow& workflow = description_.workflows[running.index];
    bool succeeded = true;
    while (at < workflow.steps.size() && stopped_.empty()) {
      const WorkflowStep& step = workflow.steps[at];
      Called called;
      succeeded = perform(running, at, depth, called);
      if (!stopped_.empty()) return {};
      WorkBudget work(limits_.judging);
      const Scope scope = scope_of(running, &called, work);
      const WorkflowAction* const action =
          chosen(succeeded ? step.on_success : step.on_failure, running, scope,
                 [](const WorkflowAction& one) { return one.type != WorkflowAction::Type::retry; });
      if (!stopped_.empty()) return {};
      if (action == nullptr) {
        if (!succeeded) {
          ended_[running.index] = "the workflow ended at the step " + step.id + ", which failed";
          return {};
        }
        ++at;
        continue;
      }
      if (action->type == WorkflowAction::Type::end) {
        ended_[running.index] = "the workflow ended behind the step " + step.id;
        break;
      }
      if (action->step) {
        at = *action->step;
        continue;
      }
      ended_[running.index] = "the workflow went over to " + description_.workflows[*action->workflow].id;
      return carry_out(*action->workflow, inputs_for(action->parameters, scope), depth + 1);
    }
    if (!stopped_.empty()) return {};
    WorkBudget work(limits_.judging);
    const Scope scope = scope_of(running, nullptr, work);
    for (const auto& [name, written] : workflow.outputs)
      keep(name, written, scope, running.outputs, unknown_, name_of(workflow, "outputs", name));
    JsonValue& outputs = workflows_[workflow.id].outputs;
    kept_.give_back(weight_of_members(outputs));
    outputs = std::move(running.outputs);
    return {.succeeded = succeeded, .workflow = &workflow};
  }

  // Evaluates a value and adds it. What is not defined is left out, and so is what the run cannot keep: then
  // `unknown` says why, by the whole name.
  void keep(const std::string& name, const JsonValue& written, Scope scope, JsonValue& values,
            Unknowns& unknown, const std::string& whole_name) {
    Room room = kept_.room();
    scope.room = &room;
    Evaluated value = evaluated(written, scope);
    if (!value.undefined.empty()) return;
    if (value.unknown.empty() && !kept_.take(weight_of_member(name, value.value)))
      value.unknown = kept_.limit();
    if (value.unknown.empty())
      values.set(name, std::move(value.value));
    else
      unknown[whole_name] = value.unknown;
  }

  // Takes the value into what the run keeps. Returns the limit, if it cannot.
  std::string add_input(const std::string& name, JsonValue value, Inputs& inputs) {
    if (!kept_.take(2 * weight_of_member(name, value))) return kept_.limit();
    if (const JsonValue* before = inputs.values.find(name))
      kept_.give_back(2 * weight_of_member(name, *before));
    inputs.values.set(name, std::move(value));
    return {};
  }

  Inputs inputs_for(const std::vector<WorkflowParameter>& parameters, Scope scope) {
    Inputs inputs;
    for (const WorkflowParameter& parameter : parameters) {
      Room room = kept_.room();
      scope.room = &room;
      Evaluated value = evaluated(parameter.value, scope);
      if (!value.undefined.empty()) continue;
      if (value.unknown.empty()) value.unknown = add_input(parameter.name, std::move(value.value), inputs);
      if (!value.unknown.empty()) inputs.unknown[parameter.name] = value.unknown;
    }
    return inputs;
  }

  // Calls the step, again where it is retried. Returns whether it succeeded. The last try is recorded.
  bool perform(Running& running, std::size_t at, int depth, Called& called) {
    const Workflow& workflow = description_.workflows[running.index];
    const WorkflowStep& step = workflow.steps[at];
    std::map<const WorkflowAction*, std::size_t> retried;
    std::chrono::milliseconds waited{0};
    while (true) {
      if (++steps_ > limits_.steps) {
        if (!step.workflow) stopped_operation_ = step.operation;
        stop(running.index, "more than " + std::to_string(limits_.steps) +
                                " steps were carried out; is there a loop of goto?");
        return false;
      }
      called = call(running, at, depth);
      if (!stopped_.empty()) return false;
      if (!called.unknown.empty() && step.criteria.empty()) {  // no criterion tells of it
        if (!step.workflow) stopped_operation_ = step.operation;
        stop(running.index, "the step " + step.id + " was not carried out: " + called.unknown);
        return false;
      }
      WorkBudget work(limits_.judging);
      const Scope scope = scope_of(running, &called, work);
      Heard heard;
      bool succeeded = called.unsent.empty() && called.unknown.empty() && called.answer.failure.empty() &&
                       called.end.succeeded;
      for (const Criterion& criterion : step.criteria) {
        Verdict verdict = verdict_on(criterion, called, scope);
        if (verdict.outcome != Outcome::holds) succeeded = false;
        heard.verdicts.push_back(std::move(verdict));
        heard.exchanges.push_back(called.answer.exchange);
      }
      if (succeeded) {
        record(running.index, at, std::move(heard));
        keep_outputs(running, step, scope);
        running.completed[at] = true;
        return true;
      }
      const WorkflowAction* const action =
          chosen(step.on_failure, running, scope, [&](const WorkflowAction& one) {
            return one.type != WorkflowAction::Type::retry || retried[&one] < one.retry_limit;
          });
      const bool is_retried = action != nullptr && action->type == WorkflowAction::Type::retry;
      if (!is_retried) {
        // The description foresees this failure.
        const bool is_foreseen = action != nullptr && action->type == WorkflowAction::Type::go_to;
        for (Verdict& verdict : heard.verdicts) {
          if (is_foreseen && verdict.outcome == Outcome::violated) verdict.severity = Severity::warning;
        }
        record(running.index, at, std::move(heard));
        keep_outputs(running, step, scope);
        return false;
      }
      ++retried[action];
      const std::chrono::milliseconds wait = wait_before(*action, called);
      waited += wait;
      if (waited > limits_.patience) {
        for (Verdict& verdict : heard.verdicts) {
          if (verdict.outcome != Outcome::holds)
            verdict = {.outcome = Outcome::undecided,
                       .reason = "its step is to be retried after a longer wait than --max-time allows"};
        }
        record(running.index, at, std::move(heard));
        return false;
      }
      if (wait.count() > 0 && !caller_.wait(wait)) {
        stop(running.index, "the run was interrupted");
        return false;
      }
      if (action->workflow)
        (void)carry_out(*action->workflow, inputs_for(action->parameters, scope), depth + 1);
      if (action->step && *action->step != at && depth < kDeepestWorkflow) {
        Called other;
        (void)perform(running, *action->step, depth + 1, other);
      }
      if (!stopped_.empty()) return false;
    }
  }

  // Retry-After of the answer overrules retryAfter.
  static std::chrono::milliseconds wait_before(const WorkflowAction& action, const Called& called) {
    double seconds = action.retry_after;
    const std::optional<std::string> field =
        http::combined(called.answer.facts.response_fields, "Retry-After");
    const bool is_seconds = field && !field->empty() && std::all_of(field->begin(), field->end(), is_digit);
    // A delay of more digits is longer than any patience.
    if (is_seconds) seconds = std::stod(field->size() < 10 ? *field : "999999999");
    return std::chrono::milliseconds(static_cast<std::int64_t>(std::ceil(seconds * 1000)));
  }

  Called call(Running& running, std::size_t at, int depth) {
    const WorkflowStep& step = description_.workflows[running.index].steps[at];
    Called called;
    for (const std::size_t before : step.depends_on) {
      if (running.completed[before]) continue;
      called.unsent = "the step " + description_.workflows[running.index].steps[before].id +
                      ", which it depends on, did not succeed";
      return called;
    }
    WorkBudget work(limits_.judging);
    Scope scope = scope_of(running, nullptr, work);
    if (step.workflow) {
      Room room = kept_.room();
      scope.room = &room;
      std::optional<Inputs> inputs = inputs_of(step, scope, called);
      if (inputs) called.end = carry_out(*step.workflow, *std::move(inputs), depth + 1);
      return called;
    }
    const std::optional<StepCall> made =
        made_call(step, join({description_.workflows[running.index].id, step.id}, "/"), scope, called);
    if (made) called.answer = caller_.call(*made);
    return called;
  }

  // Whether the value is there; else `called` says why not.
  static bool is_whole(const Evaluated& value, Called& called) {
    if (!value.unknown.empty())
      called.unknown = value.unknown;
    else if (!value.undefined.empty())
      called.unsent = shown(value.undefined) + " is not defined";
    return value.is_whole();
  }

  // The inputs of the workflow that a step calls.
  std::optional<Inputs> inputs_of(const WorkflowStep& step, const Scope& scope, Called& called) {
    Inputs inputs;
    const auto add = [&](const std::string& name, JsonValue value) {
      if (called.unknown.empty()) called.unknown = add_input(name, std::move(value), inputs);
    };
    for (const WorkflowParameter& parameter : step.parameters) {
      Evaluated value = evaluated(parameter.value, scope);
      if (is_whole(value, called)) add(parameter.name, std::move(value.value));
      if (!called.unsent.empty()) break;
    }
    for (const WorkflowInput& input : description_.workflows[*step.workflow].inputs) {
      if (input.fallback && !inputs.values.contains(input.name)) add(input.name, *input.fallback);
    }
    if (called.unsent.empty() && called.unknown.empty()) return inputs;
    kept_.give_back(2 * weight_of_members(inputs.values));
    return std::nullopt;
  }

  // The request of a step, within its limits. nullopt: `called` says why there is none.
  std::optional<StepCall> made_call(const WorkflowStep& step, std::string name, Scope scope, Called& called) {
    StepCall made{.name = std::move(name), .operation = step.operation};
    Room parameters{.left = limits_.parameters,
                    .limit = "its parameters take more than " + counted(limits_.parameters, "byte", "bytes")};
    scope.room = &parameters;
    for (const WorkflowParameter& parameter : step.parameters) {
      Evaluated value = evaluated(parameter.value, scope);
      if (!is_whole(value, called)) return std::nullopt;
      made.parameters.push_back({parameter.name, parameter.in, std::move(value.value)});
    }
    Room body{.left = limits_.body,
              .limit = "its body takes more than " + counted(limits_.body, "byte", "bytes") +
                       " (a sixteenth of --max-memory)"};
    scope.room = &body;
    if (step.body) {
      Evaluated payload = evaluated(step.body->payload, scope);
      if (!is_whole(payload, called)) return std::nullopt;
      for (const PayloadReplacement& replacement : step.body->replacements) {
        Evaluated value = evaluated(replacement.value, scope);
        if (!is_whole(value, called)) return std::nullopt;
        const Replaced replaced = replace(payload.value, replacement, std::move(value.value), scope);
        if (replaced.is == Replaced::Is::nowhere)
          called.unsent = "the payload has no place " + shown(replacement.target);
        called.unknown = replaced.why;
        if (replaced.is != Replaced::Is::done) return std::nullopt;
      }
      made.body = WorkflowBody{.content_type = step.body->content_type, .payload = std::move(payload.value)};
    }
    // The request stays with its exchange: as it was planned, and as it was sent.
    const std::size_t taken = limits_.parameters - parameters.left + limits_.body - body.left;
    if (kept_.take(2 * taken)) return made;
    called.unknown = kept_.limit();
    return std::nullopt;
  }

  static Verdict verdict_on(const Criterion& criterion, const Called& called, const Scope& scope) {
    if (!called.unsent.empty())
      return {.outcome = Outcome::unexercised, .reason = "the step was not carried out: " + called.unsent};
    if (!called.unknown.empty())
      return {.outcome = Outcome::undecided, .reason = "the step was not carried out: " + called.unknown};
    if (!called.answer.failure.empty()) {
      return called.answer.exchange
                 ? Verdict{.outcome = Outcome::undecided, .reason = "no response: " + called.answer.failure}
                 : Verdict{.outcome = Outcome::unexercised,
                           .reason = "the step was not carried out: " + called.answer.failure};
    }
    const CriterionFinding found = judged_criterion(criterion, scope);
    switch (found.is) {
      case CriterionFinding::Is::satisfied:
        return {.outcome = Outcome::holds, .instances = 1};
      case CriterionFinding::Is::undecided:
        return {.outcome = Outcome::undecided, .reason = found.why};
      case CriterionFinding::Is::unsatisfied:
        break;
    }
    std::string expected = shown(criterion.condition);
    if (criterion.type == Criterion::Type::regex) expected = "a text that matches " + expected;
    if (criterion.type == Criterion::Type::json_path) expected = "something that " + expected + " selects";
    return {.outcome = Outcome::violated,
            .reason = found.seen.empty() ? "the criterion is not satisfied" : found.seen,
            .findings = {{.where = "answer", .seen = found.seen, .expected = std::move(expected)}},
            .instances = 1,
            .failures = 1};
  }

  void keep_outputs(Running& running, const WorkflowStep& step, const Scope& scope) {
    JsonValue outputs = JsonValue::object();
    Unknowns unknown;
    for (const auto& [name, written] : step.outputs)
      keep(name, written, scope, outputs, unknown, "$steps." + step.id + ".outputs." + name);
    std::erase_if(running.unknown,
                  [&](const auto& one) { return one.first.starts_with("$steps." + step.id + "."); });
    running.unknown.merge(unknown);
    JsonValue& before = running.steps[step.id];
    kept_.give_back(weight_of_members(before));
    before = std::move(outputs);
  }

  void record(std::size_t workflow, std::size_t step, Heard heard) {
    heard_[{workflow, step}].push_back(std::move(heard));
  }

  void stop(std::size_t workflow, std::string why) {
    if (!stopped_.empty()) return;
    stopped_ = std::move(why);
    stopped_at_ = workflow;
  }

  CriterionRecord concluded(std::size_t index) const {
    const CriterionAt& at = criteria_[index];
    std::vector<Verdict> verdicts;
    std::vector<std::optional<std::size_t>> exchanges;
    const auto heard = heard_.find({at.workflow, at.step});
    if (heard != heard_.end()) {
      for (const Heard& one : heard->second) {
        verdicts.push_back(one.verdicts[at.criterion]);
        verdicts.back().evidence = exchanges.size();
        exchanges.push_back(one.exchanges[at.criterion]);
      }
    }
    CriterionRecord made;
    if (!verdicts.empty()) {
      made.verdict = combined(verdicts);  // each visit of the step counts
      if (made.verdict.evidence) made.exchange = exchanges[*made.verdict.evidence];
      made.verdict.evidence.reset();
    } else {
      made.verdict = {.outcome = Outcome::unexercised,
                      .reason = ended_[at.workflow].empty() ? "no step led to it" : ended_[at.workflow]};
    }
    // A run that was cut off proves nothing of the workflow that it was in, nor of those behind it.
    const bool is_cut_off = !stopped_.empty() && (at.workflow == stopped_at_ || verdicts.empty()) &&
                            made.verdict.outcome != Outcome::violated;
    if (is_cut_off) made = {.verdict = {.outcome = Outcome::undecided, .reason = stopped_}, .exchange = {}};
    return made;
  }

  const WorkflowDescription& description_;
  const std::vector<JsonValue>& inputs_;
  StepCaller& caller_;
  const WorkflowLimits& limits_;
  Kept kept_;
  const std::vector<CriterionAt> criteria_;
  std::map<std::pair<std::size_t, std::size_t>, std::vector<Heard>> heard_;  // by workflow and step
  std::map<std::string, WorkflowValues> workflows_;
  Unknowns unknown_;  // inputs and outputs of workflows
  std::map<std::string, JsonValue> sources_;
  std::map<std::size_t, bool> began_;
  std::map<std::size_t, bool> ends_;  // whether it succeeded
  std::vector<std::string> ended_;    // by workflow: why steps may not have run
  std::size_t steps_ = 0;
  std::string stopped_;  // why the run ended early
  std::size_t stopped_at_ = 0;
  std::optional<std::size_t> stopped_operation_;
};

}  // namespace

WorkflowRecords run_workflows(const WorkflowDescription& description, const std::vector<JsonValue>& inputs,
                              StepCaller& caller, const WorkflowLimits& limits) {
  return Engine(description, inputs, caller, limits).run();
}

}  // namespace avouch
