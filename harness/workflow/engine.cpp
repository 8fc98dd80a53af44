// SPDX-License-Identifier: MIT
#include "workflow/engine.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>

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

std::string shown_value(const std::optional<JsonValue>& value) {
  if (!value) return "not defined";
  return value->is_string() ? in_quotes(value->text) : shown(to_text(*value));
}

CriterionFinding judged_simple(const Criterion& criterion, const Scope& scope) {
  std::vector<std::string> seen;
  for (const Expression& expression : expressions_in(criterion.parsed)) {
    seen.push_back(shown(expression.text) + " is " + shown_value(value_of(expression, scope)));
  }
  std::sort(seen.begin(), seen.end());
  seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
  return {.is = holds(criterion.parsed, scope) ? CriterionFinding::Is::satisfied
                                               : CriterionFinding::Is::unsatisfied,
          .seen = join(seen, "; ")};
}

CriterionFinding judged_by_context(const Criterion& criterion, const Scope& scope) {
  const std::optional<JsonValue> context = value_of(*criterion.context, scope);
  CriterionFinding made{.seen = shown(criterion.context->text) + " is " + shown_value(context)};
  if (!context || context->is_null()) return made;
  const Evaluated condition = filled(criterion.condition, scope);
  if (!condition.undefined.empty()) {
    made.seen = shown(condition.undefined) + " is not defined";
    return made;
  }
  const auto undecided = [&](const Errors& errors) {
    made.is = CriterionFinding::Is::undecided;
    made.why = errors.front().title;
    return made;
  };
  if (criterion.type == Criterion::Type::regex) {
    const Result<Pattern> pattern = Pattern::compile(condition.value.text);
    if (!pattern) return undecided(pattern.errors());
    switch (pattern->matches(plain_text(*context))) {
      case Matched::yes:
        made.is = CriterionFinding::Is::satisfied;
        break;
      case Matched::no:
        break;
      case Matched::budget:
        made.is = CriterionFinding::Is::undecided;
        made.why = "matching the pattern takes too many steps";
        break;
    }
    return made;
  }
  const Result<JsonPath> path = parse_json_path(condition.value.text);
  if (!path) return undecided(path.errors());
  const Result<std::vector<PathNode>> nodes = select(*path, *context);
  if (!nodes) return undecided(nodes.errors());
  if (!nodes->empty()) made.is = CriterionFinding::Is::satisfied;
  return made;
}

CriterionFinding judged_criterion(const Criterion& criterion, const Scope& scope) {
  return criterion.type == Criterion::Type::simple ? judged_simple(criterion, scope)
                                                   : judged_by_context(criterion, scope);
}

bool all_satisfied(const std::vector<Criterion>& criteria, const Scope& scope) {
  return std::all_of(criteria.begin(), criteria.end(), [&](const Criterion& one) {
    return judged_criterion(one, scope).is == CriterionFinding::Is::satisfied;
  });
}

// Sets each place that the target names. false: it names none.
bool replace(JsonValue& payload, const PayloadReplacement& replacement, const JsonValue& value) {
  if (!replacement.is_path) {
    if (JsonValue* at = payload.at(replacement.target)) {
      *at = value;
      return true;
    }
    // A member that the object does not have yet.
    const std::size_t slash = replacement.target.rfind('/');
    if (slash == std::string::npos) return false;
    JsonValue* around = payload.at(replacement.target.substr(0, slash));
    if (around == nullptr || !around->is_object()) return false;
    const auto name = replacement.target.substr(slash + 1);
    around->set(name, value);
    return true;
  }
  const Result<JsonPath> path = parse_json_path(replacement.target);
  if (!path) return false;
  const Result<std::vector<PathNode>> nodes = select(*path, payload);
  if (!nodes || nodes->empty()) return false;
  std::vector<std::string> pointers;
  for (const PathNode& node : *nodes) pointers.push_back(node.pointer);
  for (const std::string& pointer : pointers) {
    if (JsonValue* at = payload.at(pointer)) *at = value;
  }
  return true;
}

class Engine {
 public:
  Engine(const WorkflowDescription& description, const std::vector<JsonValue>& inputs, StepCaller& caller,
         const WorkflowLimits& limits)
      : description_(description),
        inputs_(inputs),
        caller_(caller),
        limits_(limits),
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
    JsonValue outputs = JsonValue::object();
  };
  struct Running {  // a workflow
    std::size_t index = 0;
    JsonValue inputs = {};
    JsonValue outputs = JsonValue::object();
    std::map<std::string, JsonValue> steps = {};
    std::vector<bool> completed = {};
  };
  // What a step's call gave, for its criteria and outputs.
  struct Called {
    StepAnswer answer = {};
    std::string unsent = {};                // why it was not called
    JsonValue outputs = JsonValue::null();  // of a workflow that it called
    bool succeeded = true;                  // that workflow
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
    (void)carry_out(index, inputs_[index], 0);
  }

  Scope scope_of(const Running& running, const Called* called) const {
    Scope scope{.inputs = &running.inputs,
                .outputs = &running.outputs,
                .steps = &running.steps,
                .workflows = &workflows_,
                .sources = &sources_,
                .self = description_.self};
    if (called != nullptr && called->answer.exchange) scope.call = &called->answer.facts;
    if (called != nullptr && called->outputs.is_object()) scope.outputs = &called->outputs;
    return scope;
  }

  // Runs a workflow to its end.
  End carry_out(std::size_t index, JsonValue inputs, int depth) {
    const Workflow& workflow = description_.workflows[index];
    Running running{.index = index, .inputs = std::move(inputs), .completed = {}};
    running.completed.resize(workflow.steps.size());
    workflows_[workflow.id].inputs = running.inputs;
    End end;
    if (depth > kDeepestWorkflow) {
      stop(index, "more than " + std::to_string(kDeepestWorkflow) + " workflows call each other");
    } else {
      end = follow(running, 0, depth);
    }
    ends_[index] = end.succeeded;
    return end;
  }

  End follow(Running& running, std::size_t at, int depth) {
    const Workflow& workflow = description_.workflows[running.index];
    bool succeeded = true;
    while (at < workflow.steps.size() && stopped_.empty()) {
      const WorkflowStep& step = workflow.steps[at];
      Called called;
      succeeded = perform(running, at, depth, called);
      if (!stopped_.empty()) return {};
      const Scope scope = scope_of(running, &called);
      const std::vector<WorkflowAction>& actions = succeeded ? step.on_success : step.on_failure;
      const auto action = std::find_if(actions.begin(), actions.end(), [&](const WorkflowAction& one) {
        return one.type != WorkflowAction::Type::retry && all_satisfied(one.criteria, scope);
      });
      if (action == actions.end()) {
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
    End end{.succeeded = succeeded};
    for (const auto& [name, written] : workflow.outputs) {
      Evaluated value = evaluated(written, scope_of(running, nullptr));
      if (value.undefined.empty()) running.outputs.set(name, std::move(value.value));
    }
    end.outputs = running.outputs;
    workflows_[workflow.id].outputs = running.outputs;
    return end;
  }

  static JsonValue inputs_for(const std::vector<WorkflowParameter>& parameters, const Scope& scope) {
    JsonValue inputs = JsonValue::object();
    for (const WorkflowParameter& parameter : parameters) {
      Evaluated value = evaluated(parameter.value, scope);
      if (value.undefined.empty()) inputs.set(parameter.name, std::move(value.value));
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
      const Scope scope = scope_of(running, &called);
      Heard heard;
      bool succeeded = called.unsent.empty() && called.answer.failure.empty() && called.succeeded;
      for (const Criterion& criterion : step.criteria) {
        Verdict verdict = verdict_on(criterion, called, scope);
        if (verdict.outcome != Outcome::holds) succeeded = false;
        heard.verdicts.push_back(std::move(verdict));
        heard.exchanges.push_back(called.answer.exchange);
      }
      if (succeeded) {
        record(running.index, at, std::move(heard));
        keep_outputs(running, step, called);
        running.completed[at] = true;
        return true;
      }
      const auto action =
          std::find_if(step.on_failure.begin(), step.on_failure.end(), [&](const WorkflowAction& one) {
            const bool is_exhausted =
                one.type == WorkflowAction::Type::retry && retried[&one] >= one.retry_limit;
            return !is_exhausted && all_satisfied(one.criteria, scope);
          });
      const bool is_retried = action != step.on_failure.end() && action->type == WorkflowAction::Type::retry;
      if (!is_retried) {
        // The description foresees this failure.
        const bool is_foreseen =
            action != step.on_failure.end() && action->type == WorkflowAction::Type::go_to;
        for (Verdict& verdict : heard.verdicts) {
          if (is_foreseen && verdict.outcome == Outcome::violated) verdict.severity = Severity::warning;
        }
        record(running.index, at, std::move(heard));
        keep_outputs(running, step, called);
        return false;
      }
      ++retried[&*action];
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
    const Scope scope = scope_of(running, nullptr);
    if (step.workflow) {
      JsonValue inputs = JsonValue::object();
      for (const WorkflowParameter& parameter : step.parameters) {
        Evaluated value = evaluated(parameter.value, scope);
        if (!value.undefined.empty()) {
          called.unsent = shown(value.undefined) + " is not defined";
          return called;
        }
        inputs.set(parameter.name, std::move(value.value));
      }
      for (const WorkflowInput& input : description_.workflows[*step.workflow].inputs) {
        if (input.fallback && !inputs.contains(input.name)) inputs.set(input.name, *input.fallback);
      }
      const End end = carry_out(*step.workflow, std::move(inputs), depth + 1);
      called.outputs = end.outputs;
      called.succeeded = end.succeeded;
      return called;
    }
    StepCall made{.name = join({description_.workflows[running.index].id, step.id}, "/"),
                  .operation = step.operation};
    for (const WorkflowParameter& parameter : step.parameters) {
      Evaluated value = evaluated(parameter.value, scope);
      if (!value.undefined.empty()) {
        called.unsent = shown(value.undefined) + " is not defined";
        return called;
      }
      made.parameters.push_back({parameter.name, parameter.in, std::move(value.value)});
    }
    if (step.body) {
      Evaluated payload = evaluated(step.body->payload, scope);
      for (const PayloadReplacement& replacement : step.body->replacements) {
        const Evaluated value = evaluated(replacement.value, scope);
        if (payload.undefined.empty()) payload.undefined = value.undefined;
        if (!payload.undefined.empty()) break;
        if (replace(payload.value, replacement, value.value)) continue;
        called.unsent = "the payload has no place " + shown(replacement.target);
        return called;
      }
      if (!payload.undefined.empty()) {
        called.unsent = shown(payload.undefined) + " is not defined";
        return called;
      }
      made.body = WorkflowBody{.content_type = step.body->content_type, .payload = std::move(payload.value)};
    }
    called.answer = caller_.call(made);
    return called;
  }

  static Verdict verdict_on(const Criterion& criterion, const Called& called, const Scope& scope) {
    if (!called.unsent.empty())
      return {.outcome = Outcome::unexercised, .reason = "the step was not carried out: " + called.unsent};
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

  void keep_outputs(Running& running, const WorkflowStep& step, const Called& called) {
    JsonValue outputs = JsonValue::object();
    for (const auto& [name, written] : step.outputs) {
      Evaluated value = evaluated(written, scope_of(running, &called));
      if (value.undefined.empty()) outputs.set(name, std::move(value.value));
    }
    running.steps[step.id] = std::move(outputs);
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
  const std::vector<CriterionAt> criteria_;
  std::map<std::pair<std::size_t, std::size_t>, std::vector<Heard>> heard_;  // by workflow and step
  std::map<std::string, WorkflowValues> workflows_;
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
