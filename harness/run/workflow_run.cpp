// SPDX-License-Identifier: MIT
#include "run/workflow_run.h"

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "base/percent.h"
#include "base/text.h"
#include "contract/document/library.h"
#include "generate/media/form.h"
#include "http/media_type.h"
#include "http/secret_field.h"
#include "http/syntax.h"
#include "json/instance.h"
#include "json/json_reader.h"
#include "plan/operation_planner.h"
#include "plan/sources.h"
#include "run/unknown_names.h"
#include "workflow/engine.h"
#include "workflow/inputs.h"

namespace avouch {
namespace {

bool is_json(const std::optional<http::MediaType>& type) {
  return type && http::is_json(*type);
}

const Parameter* documented(const Operation& operation, const WorkflowParameter& parameter) {
  const auto is_it = [&](const Parameter& one) {
    switch (one.in) {
      case Parameter::In::path:
        return parameter.in == "path" && one.name == parameter.name;
      case Parameter::In::query:
        return parameter.in == "query" && one.name == parameter.name;
      case Parameter::In::querystring:
        return parameter.in == "querystring" && one.name == parameter.name;
      case Parameter::In::cookie:
        return parameter.in == "cookie" && one.name == parameter.name;
      case Parameter::In::header:
        return parameter.in == "header" && equals_ignoring_ascii_case(one.name, parameter.name);
    }
    return false;
  };
  const auto found = std::find_if(operation.parameters.begin(), operation.parameters.end(), is_it);
  return found == operation.parameters.end() ? nullptr : &*found;
}

// Writes the payload of a step. `missing` says why it cannot be written.
MadeBody body_of(const Operation& operation, const WorkflowBody& body) {
  MadeBody made{.value = body.payload};
  std::optional<std::size_t> media;
  std::vector<std::string> ranges;
  if (operation.request_body) {
    for (const DocumentedMedia& one : operation.request_body->media) ranges.push_back(one.range);
  }
  const auto type = http::parse_media_type(body.content_type);
  for (std::size_t i = 0; i < ranges.size() && !media; ++i) {
    if (body.content_type.empty() || (type && http::applies(*type, ranges[i], ranges))) media = i;
  }
  if (!body.content_type.empty() && !type) {
    made.missing = in_quotes(body.content_type) + " is no media type";
    return made;
  }
  made.media = media.value_or(0);
  made.content_type = !body.content_type.empty() ? body.content_type
                      : media                    ? http::type_within(ranges[*media])
                                                 : "application/json";
  const auto written = http::parse_media_type(made.content_type);
  if (body.payload.is_string()) {  // the text of the body; a JSON string is written with its quotes
    made.content = body.payload.text;
    const auto is_text_of_json = [&] {
      return parse_body_in_place(made.content, {.depth = kJsonDepth}).instance != nullptr;
    };
    if (is_json(written) && !is_text_of_json()) made.content = to_text(body.payload);
    return made;
  }
  if (media) {
    MadeBody whole = write_body(operation, *media, body.payload);
    if (!whole.missing.empty() || whole.content_type.starts_with("multipart/")) return whole;
    whole.content_type = made.content_type;
    return whole;
  }
  if (is_json(written)) {
    made.content = to_text(body.payload);
  } else if (written && written->essence() == "application/x-www-form-urlencoded" &&
             body.payload.is_object()) {
    made.content = form_text(body.payload, {}).value_or("");
  } else {
    made.missing = "a body of type " + shown(made.content_type) + " needs a text as its payload";
  }
  return made;
}

WorkflowLimits limits_of(const WorkflowRunOptions& options) {
  WorkflowLimits limits{.patience = options.patience,
                        .judging = {.steps = options.run.judge.max_steps, .time = options.run.judge.max_time},
                        .memory = options.memory};
  if (options.memory != nullptr) limits.divide(options.memory->limit());
  return limits;
}

std::string no_room_for_value(const MemoryShare& memory) {
  return "the value of the body does not fit into what the others leave of the " +
         counted(memory.budget()->limit(), "byte", "bytes") + " of --max-memory";
}

// A value that takes from that share as long as it lives; without a share, it is not counted.
Found held_value(JsonValue value, const std::shared_ptr<MemoryShare>& memory, std::size_t bytes) {
  if (memory == nullptr) return Found::made(std::move(value));
  return Found::of(std::shared_ptr<const JsonValue>(new JsonValue(std::move(value)),
                                                    [memory, bytes](const JsonValue* held) {
                                                      delete held;
                                                      memory->shrink(bytes);
                                                    }));
}

// The value of JSON, if it is JSON, and if it is known whether it is.
std::optional<Found> json_body(const Received& received, WorkBudget* work) {
  BodyLimits limits{.depth = kJsonDepth, .work = work};
  limits.memory = received.memory.get();
  const bool is_counted = limits.memory != nullptr && limits.memory->budget() != nullptr;
  if (is_counted) limits.memory_reason = no_room_for_value(*limits.memory);
  const std::size_t before = limits.memory == nullptr ? 0 : limits.memory->held();
  const ParsedBody parsed = parse_body_in_place(received.response.body, limits);
  std::optional<Found> found;
  if (parsed.fault && parsed.fault->is_limit) {
    const bool is_spent = work != nullptr && work->is_spent();
    found = Found{.unknown = is_spent ? spent_reason_of(work->end()) : parsed.fault->reason};
  } else if (parsed.instance != nullptr) {
    const std::size_t weight = weight_of(parsed.instance->root());
    if (is_counted && !limits.memory->grow(weight))
      found = Found{.unknown = no_room_for_value(*limits.memory)};
    else
      found = held_value(json_of(parsed.instance->root()), is_counted ? received.memory : nullptr, weight);
    if (limits.memory != nullptr && found->value != nullptr) {
      limits.memory->shrink(limits.memory->held() - before - (is_counted ? weight : 0));
      return found;
    }
  }
  if (limits.memory != nullptr) limits.memory->shrink_to(before);
  return found;
}

// The body as expressions see it: a text if it is not JSON.
Found body_value(const Answer& answer, WorkBudget* work) {
  const Received& received = *answer.received();
  const std::string& text = received.response.body;
  if (is_json(answer.media_type())) {
    if (std::optional<Found> found = json_body(received, work)) return *std::move(found);
  }
  if (text.empty()) return {};
  if (work != nullptr && !work->spend_on_text(text.size())) return {.unknown = spent_reason_of(work->end())};
  const bool is_counted = received.memory != nullptr && received.memory->budget() != nullptr;
  if (is_counted && !received.memory->grow(text.size()))
    return {.unknown = no_room_for_value(*received.memory)};
  return held_value(JsonValue::string(text), is_counted ? received.memory : nullptr, text.size());
}

// What a run with workflows keeps while it lasts.
class WorkflowRun : public StepCaller {
 public:
  WorkflowRun(const Contract& contract, const WorkflowDescription& description, WorkflowRunOptions options)
      : contract_(contract),
        description_(description),
        inputs_(std::move(options.inputs)),
        options_(std::move(options.run.plan)),
        limits_(limits_of(options)),
        pace_(options.pace),
        values_(contract, options_.values),
        sources_(contract),
        destinations_(contract, options_.targets) {}

  // Why a step may not be sent, each with its place.
  Errors refusals() {
    Errors errors;
    for (const Workflow& workflow : description_.workflows) {
      for (const WorkflowStep& step : workflow.steps) {
        if (step.workflow) continue;
        const std::string& method = contract_.operations[step.operation].method;
        (void)planner_of(step.operation);
        if (http::is_safe_method(method) || options_.allow_writes) continue;
        errors.push_back(
            {.title = "the step " + in_quotes(step.id) + " sends " + method + ", which may change data",
             .place = step.place,
             .hint = "Give --allow-writes."});
      }
    }
    return errors;
  }

  // The clauses of the operations that steps call, as far as a documented call exercises them, and the
  // criteria.
  Plan plan() {
    Plan plan;
    std::set<std::size_t> called;
    for (const Workflow& workflow : description_.workflows) {
      for (const WorkflowStep& step : workflow.steps) {
        if (!step.workflow) called.insert(step.operation);
      }
    }
    for (std::size_t i = 0; i < contract_.clauses.size(); ++i) {
      const BoundClause& bound = contract_.clauses[i];
      if (!is_selected(bound.clause, options_.selection)) continue;
      const bool is_criterion = std::holds_alternative<CriterionSubject>(bound.subject);
      if (std::holds_alternative<StateSubject>(bound.subject)) continue;  // no step reads back what it did
      const bool is_of_calls = called.contains(bound.operation) && (bound.roles.contains(Role::documented) ||
                                                                    bound.also.contains(Role::documented));
      if (!is_criterion && !is_of_calls) continue;
      PlannedClause planned{.clause = i, .unplanned = "no step got such an answer"};
      if (bound.fault != nullptr) planned.unplanned = fault_reason(*bound.fault);
      plan.clauses.push_back(std::move(planned));
    }
    plan.bases = destinations_.bases();
    for (const auto& [operation, planner] : planners_) {
      if (!options_.keys.accepts_stand_ins)
        plan.missing_credentials.insert(planner.credentials().ways.begin(), planner.credentials().ways.end());
    }
    return plan;
  }

  void carry_out(Conversation& conversation) {
    conversation_ = &conversation;
    const WorkflowRecords records = run_workflows(description_, inputs_, *this, limits_);
    cut_off_ = records.cut_off;
    bool is_told = cut_off_.empty();  // that the workflows did not come to their end
    const std::vector<CriterionAt> criteria = success_criteria(description_);
    std::map<std::string, std::size_t> by_coordinate;
    for (std::size_t i = 0; i < criteria.size(); ++i)
      by_coordinate.emplace(coordinate_of(description_, criteria[i]), i);
    for (std::size_t i = 0; i < conversation.plan().clauses.size(); ++i) {
      PlannedClause& planned = conversation.planned(i);
      const BoundClause& bound = contract_.clauses[planned.clause];
      const auto criterion = by_coordinate.find(bound.clause->coordinate);
      if (std::holds_alternative<CriterionSubject>(bound.subject) && criterion != by_coordinate.end()) {
        const CriterionRecord& record = records.criteria[criterion->second];
        verdicts_[bound.clause->coordinate] = record.verdict;
        is_told = is_told || record.verdict.outcome == Outcome::undecided;
        if (record.exchange) {
          verdicts_[bound.clause->coordinate].evidence = 0;
          planned.probes = {*record.exchange};
        } else {
          planned.unplanned = record.verdict.reason;
        }
        continue;
      }
      for (std::size_t probe = 0; probe < conversation.plan().probes.size(); ++probe) {
        if (conversation.plan().probes[probe].operation != bound.operation || bound.fault != nullptr)
          continue;
        (bound.roles.contains(Role::documented) ? planned.probes : planned.overheard).push_back(probe);
      }
      if (cut_off_.empty() || bound.fault != nullptr || !planned.probes.empty() || !planned.overheard.empty())
        continue;
      planned.unplanned = cut_off_;
      verdicts_[bound.clause->coordinate] = {.outcome = Outcome::undecided, .reason = cut_off_};
      is_told = true;
    }
    if (!is_told) untold_operation_ = records.cut_off_operation;
    conversation_ = nullptr;
  }

  // `judged`: by the answers.
  Verdict verdict_on(const BoundClause& clause, const std::function<Verdict()>& judged) const {
    const auto found = verdicts_.find(clause.clause->coordinate);
    if (found != verdicts_.end()) return found->second;
    Verdict verdict = judged();
    if (verdict.outcome != Outcome::holds || clause.operation != untold_operation_) return verdict;
    return {.outcome = Outcome::undecided, .reason = cut_off_, .evidence = verdict.evidence};
  }

  // Values that later steps took from answers, such as the token of a login.
  void add_learned(http::Secrets& secrets) const {
    for (const auto& [name, value] : learned_) secrets.add_field(name, value);
  }

  StepAnswer call(const StepCall& call) override {
    StepAnswer answer;
    if (!conversation_->ended().empty()) {
      answer.failure = conversation_->ended();
      return answer;
    }
    std::optional<Probe> probe = probe_for(call, answer);
    if (!probe) return answer;
    const std::size_t index = conversation_->perform(*std::move(probe));
    answer.exchange = index;
    const std::shared_ptr<const Answer> got = conversation_->answer(index);
    const Exchange& exchange = got->exchange();
    answer.facts.url = exchange.url;
    answer.facts.request_fields = exchange.sent.fields;
    if (const Failure* failure = exchange.failure()) {
      answer.failure = failure->reason;
      return answer;
    }
    const http::Response& response = exchange.received()->response;
    answer.facts.status = response.status;
    answer.facts.response_fields = response.fields;
    answer.facts.response_body = LateValue::Read([got](WorkBudget* work) { return body_value(*got, work); });
    return answer;
  }

  bool wait(std::chrono::milliseconds time) override {
    return pace_ == nullptr || pace_->wait_until(pace_->now() + time);
  }

 private:
  OperationPlanner& planner_of(std::size_t operation) {
    const auto known = planners_.find(operation);
    if (known != planners_.end()) return known->second;
    const Destination destination = destinations_.of(contract_.operations[operation]);
    if (!destination.missing.empty()) missing_[operation] = destination.missing;
    return planners_
        .emplace(operation, OperationPlanner(contract_, operation, destination, options_, values_, sources_))
        .first->second;
  }

  // nullopt: answer.failure says why the step cannot be sent.
  std::optional<Probe> probe_for(const StepCall& call, StepAnswer& answer) {
    const Operation& operation = contract_.operations[call.operation];
    const auto refuse = [&](std::string why) {
      answer.failure = std::move(why);
      return std::nullopt;
    };
    OperationPlanner& planner = planner_of(call.operation);
    if (missing_.contains(call.operation)) return refuse(missing_.at(call.operation));
    if (operation.fault != nullptr) return refuse(fault_reason(*operation.fault));
    if (!planner.credentials().unsupported.empty()) return refuse(planner.credentials().unsupported);
    Replacements values;
    NamedTexts pairs;
    NamedTexts cookies;
    http::Fields fields;
    for (const WorkflowParameter& parameter : call.parameters) {
      const std::string text = plain_text(parameter.value);
      if (parameter.in == "path") answer.facts.path[parameter.name] = parameter.value;
      if (parameter.in == "query") answer.facts.query[parameter.name] = parameter.value;
      if (http::names_a_secret(parameter.name)) learned_.emplace_back("AVOUCH_WORKFLOW_VALUE", text);
      const Parameter* known = documented(operation, parameter);
      if (known != nullptr) {
        if (!values.emplace(known->name, parameter.value).second)
          return refuse("two parameters with the name " + in_quotes(known->name) + " are not supported");
      } else if (parameter.in == "query") {
        pairs.emplace_back(percent_encoded(parameter.name), percent_encoded(text));
      } else if (parameter.in == "cookie") {
        cookies.emplace_back(parameter.name, percent_encoded(text));
      } else if (parameter.in == "header" && http::is_token(parameter.name) && http::is_field_value(text)) {
        fields.push_back({parameter.name, text});
      } else {
        return refuse("the " + parameter.in + " parameter " + in_quotes(parameter.name) +
                      (parameter.in == "path" ? " is not documented" : " cannot be sent"));
      }
    }
    for (const Parameter& parameter : operation.parameters) {
      if (parameter.in == Parameter::In::path && !values.contains(parameter.name))
        return refuse("the path parameter " + in_quotes(parameter.name) + " has no value");
    }
    FilledParameters filled = fill_parameters(operation, values);
    if (!filled.missing.empty()) return refuse(filled.missing);
    filled.target = with_query(filled.target, pairs);
    filled.cookies.insert(filled.cookies.end(), cookies.begin(), cookies.end());
    MadeBody body;
    if (call.body) {
      body = body_of(operation, *call.body);
      if (!body.missing.empty()) return refuse(body.missing);
      answer.facts.request_body = call.body->payload;
    }
    Probe probe = planner.call(std::move(filled), std::move(body));
    for (const http::Field& field : fields) http::set(probe.request.fields, field.name, field.value);
    const std::size_t count = ++sent_[call.name];
    probe.id = call.name + (count == 1 ? std::string() : "/" + std::to_string(count));
    answer.facts.method = probe.request.method;
    return probe;
  }

  const Contract& contract_;
  const WorkflowDescription& description_;
  std::vector<JsonValue> inputs_;
  const PlanOptions options_;
  WorkflowLimits limits_;
  Pace* pace_;
  ValueSource values_;
  Sources sources_;
  Destinations destinations_;
  std::map<std::size_t, OperationPlanner> planners_;
  std::map<std::size_t, std::string> missing_;  // why an operation has no target
  std::map<std::string, std::size_t> sent_;     // by step: how often
  std::map<std::string, Verdict> verdicts_;     // by coordinate
  std::string cut_off_;                         // why the workflows did not come to their end
  // That of the step at which they were cut off, if no other clause tells of it.
  std::optional<std::size_t> untold_operation_;
  std::vector<std::pair<std::string, std::string>> learned_;
  Conversation* conversation_ = nullptr;  // while the workflows are carried out
};

}  // namespace

void add_input_secrets(http::Secrets& secrets, const std::vector<JsonValue>& inputs) {
  for (const JsonValue& one : inputs) {
    for (const auto& [name, value] : one.members) {
      if (http::names_a_secret(name) || http::holds_a_web_token(plain_text(value)))
        secrets.add_field(input_variable(name), plain_text(value));
    }
  }
}

Plan workflow_plan(const Contract& contract, const WorkflowDescription& description, PlanOptions options) {
  return WorkflowRun(contract, description, {.run = {.plan = std::move(options)}}).plan();
}

Result<Session> start_workflow_run(const Contract& contract, const WorkflowDescription& description,
                                   WorkflowRunOptions options, const Connect& connect) {
  const Errors unknown =
      unknown_servers(options.run.plan.targets.servers, contract, options.run.hints.no_servers);
  if (!unknown.empty()) return unknown;
  Result<Judge> made = Judge::make(contract, options.run.judge);
  if (!made) return contract.library ? contract.library->sources_of(made.errors()) : made.errors();
  const auto judge = std::make_shared<const Judge>(*std::move(made));
  SessionOptions session = std::move(options.run.session);
  const RunHints hints = options.run.hints;
  add_input_secrets(session.secrets, options.inputs);
  const auto run = std::make_shared<WorkflowRun>(contract, description, std::move(options));
  if (Errors errors = run->refusals(); !errors.empty()) return errors;
  Plan plan = run->plan();
  if (plan.clauses.empty()) {
    return Error{.title = "no clause is selected",
                 .place = {.file = description.file, .pointer = {}},
                 .hint = hints.nothing_selected};
  }
  Result<std::vector<Transport*>> transports = connect(plan);
  if (!transports) return transports.errors();
  session.script = [run](Conversation& conversation) { run->carry_out(conversation); };
  session.learned = [run, before = std::move(session.learned)](http::Secrets& secrets) {
    if (before) before(secrets);
    run->add_learned(secrets);
  };
  return Session(
      contract, std::move(plan),
      [run, judge](const BoundClause& clause, const std::vector<Evidence>& evidence) {
        return run->verdict_on(clause, [&] { return judge->judge(clause, evidence); });
      },
      *std::move(transports), std::move(session));
}

}  // namespace avouch
