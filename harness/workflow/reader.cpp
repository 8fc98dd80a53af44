// SPDX-License-Identifier: MIT
#include "workflow/reader.h"

#include <algorithm>
#include <array>
#include <functional>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/text.h"
#include "json/decimal.h"
#include "json/pointer.h"
#include "jsonpath/json_path.h"
#include "pattern/pattern.h"

namespace avouch {
namespace {

using Names = std::initializer_list<std::string_view>;

constexpr std::array<std::string_view, 8> kMethods = {"get",     "put",  "post",  "delete",
                                                      "options", "head", "patch", "trace"};

class Reader {
 public:
  explicit Reader(const Document& document) : document_(document) {}

  Result<WorkflowDescription> read() && {
    const JsonValue& root = document_.root();
    if (!root.is_object() || !root.contains("arazzo")) {
      return Error{
          .title = "this is not an Arazzo description: it has no `arazzo`",
          .place = place(""),
          .hint = "Name an Arazzo 1.0 or 1.1 description, or add the version as \"arazzo\": \"1.0.1\"."};
    }
    const std::string version = text("", "arazzo");
    if (!version.starts_with("1.0.") && !version.starts_with("1.1.")) {
      return Error{.title = "Arazzo " + shown(version) + " is not supported",
                   .place = place("/arazzo"),
                   .hint = "Avouch supports 1.0 and 1.1."};
    }
    known("", {"arazzo", "$self", "info", "sourceDescriptions", "workflows", "components"});
    made_.file = document_.file();
    made_.self = text("", "$self");
    made_.title = text("/info", "title");
    sources();
    each("/workflows", [&](const std::string& at) {
      made_.workflows.push_back({.id = id(at, "workflowId"), .place = place(at)});
    });
    if (made_.workflows.empty()) fault("/workflows", "it has no workflow", "Describe at least one.");
    unique(made_.workflows, "/workflows", "workflow");
    // Names first: steps and actions may refer to later ones.
    for (std::size_t i = 0; i < made_.workflows.size(); ++i) {
      const std::string at = pointer_append("/workflows", i);
      each(at + "/steps", [&](const std::string& step) {
        made_.workflows[i].steps.push_back({.id = id(step, "stepId"), .place = place(step)});
      });
      if (made_.workflows[i].steps.empty()) fault(at, "the workflow has no steps", "Give it one.");
      unique(made_.workflows[i].steps, at + "/steps", "step");
    }
    for (std::size_t i = 0; i < made_.workflows.size(); ++i) workflow(i, pointer_append("/workflows", i));
    cycles();
    if (!errors_.empty()) return std::move(errors_);
    return std::move(made_);
  }

 private:
  // ---- the document ----
  Place place(const std::string& pointer) const { return document_.place(pointer); }
  const JsonValue* at(const std::string& pointer) const { return document_.at(pointer); }
  const JsonValue* member(const std::string& pointer, std::string_view name) const {
    return at(pointer_append(pointer, name));
  }

  void fault(const std::string& pointer, std::string title, std::string hint) {
    errors_.push_back({.title = std::move(title), .place = place(pointer), .hint = std::move(hint)});
  }
  void fault(const std::string& pointer, const Errors& errors) {
    for (const Error& error : errors) fault(pointer, error.title, error.hint);
  }

  std::string text(const std::string& pointer, std::string_view name) {
    const JsonValue* value = member(pointer, name);
    if (value == nullptr) return {};
    if (value->is_string()) return value->text;
    fault(pointer_append(pointer, name), printable(name) + " is no text", "Write it in quotes.");
    return {};
  }

  std::string required_text(const std::string& pointer, std::string_view name) {
    std::string value = text(pointer, name);
    if (value.empty() && member(pointer, name) == nullptr)
      fault(pointer, printable(name) + " is missing", "Arazzo requires it.");
    return value;
  }

  // Names of workflows and steps are parts of coordinates.
  std::string id(const std::string& pointer, std::string_view name) {
    std::string value = required_text(pointer, name);
    const bool is_plain = std::all_of(value.begin(), value.end(),
                                      [](char c) { return is_alphanumeric(c) || c == '_' || c == '-'; });
    if (!is_plain)
      fault(pointer_append(pointer, name), in_quotes(value) + " is no name that Avouch supports",
            "Use letters, digits, _ and - ([A-Za-z0-9_\\-]+).");
    return value;
  }

  template <class Use>
  void each(const std::string& pointer, const Use& use) {
    const JsonValue* list = at(pointer);
    if (list == nullptr) return;
    if (!list->is_array()) {
      fault(pointer, "this is no list", "Write a list.");
      return;
    }
    for (std::size_t i = 0; i < list->items.size(); ++i) {
      const std::string item = pointer_append(pointer, i);
      if (list->items[i].is_object()) {
        use(item);
      } else {
        fault(item, "this is no object", "Write an object.");
      }
    }
  }

  // Fields that no version of Arazzo defines are refused: what they mean would be left out silently.
  void known(const std::string& pointer, Names names) {
    const JsonValue* object = at(pointer);
    if (object == nullptr || !object->is_object()) return;
    for (const auto& [name, value] : object->members) {
      if (name.starts_with("x-") || std::find(names.begin(), names.end(), name) != names.end()) continue;
      const auto meant = nearest(name, {names.begin(), names.end()});
      fault(pointer_append(pointer, name), "unknown field " + in_quotes(name),
            meant ? "Did you mean " + *meant + "?" : "Leave it out, or begin its name with x-.");
    }
  }

  template <class Named>
  void unique(const std::vector<Named>& all, const std::string& pointer, const std::string& what) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto same = [&](const Named& other) { return other.id == all[i].id; };
      if (std::any_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(i), same))
        fault(pointer_append(pointer, i),
              "a " + what + " of the name " + in_quotes(all[i].id) + " exists already",
              "Give each its own name.");
    }
  }

  // ---- sources ----
  void sources() {
    each("/sourceDescriptions", [&](const std::string& pointer) {
      known(pointer, {"name", "url", "type"});
      const std::string type = text(pointer, "type");
      WorkflowSource source{.name = required_text(pointer, "name"),
                            .url = required_text(pointer, "url"),
                            .place = place(pointer)};
      if (!type.empty() && type != "openapi") {
        fault(pointer_append(pointer, "type"),
              "a source description of type " + in_quotes(type) + " is not supported",
              "Avouch supports the type openapi.");
      }
      made_.sources.push_back(std::move(source));
    });
    if (made_.sources.empty())
      fault("/sourceDescriptions", "it has no source description", "Name the OpenAPI document.");
  }

  bool has_source(const std::string& name) const {
    return std::any_of(made_.sources.begin(), made_.sources.end(),
                       [&](const WorkflowSource& one) { return one.name == name; });
  }

  // ---- expressions ----
  void check(const Expression& expression, const std::string& pointer, const Workflow& within) {
    using From = Expression::From;
    switch (expression.from) {
      case From::step_output:
        if (std::none_of(within.steps.begin(), within.steps.end(),
                         [&](const WorkflowStep& step) { return step.id == expression.of; }))
          fault(pointer, expression.text + ": the workflow has no step " + in_quotes(expression.of),
                hint_of(expression.of, within.steps));
        return;
      case From::workflow_input:
      case From::workflow_output:
        if (std::none_of(made_.workflows.begin(), made_.workflows.end(),
                         [&](const Workflow& one) { return one.id == expression.of; }))
          fault(pointer, expression.text + ": there is no workflow " + in_quotes(expression.of),
                hint_of(expression.of, made_.workflows));
        return;
      case From::input: {
        if (within.takes_any_input) return;
        const bool is_known =
            std::any_of(within.inputs.begin(), within.inputs.end(), [&](const WorkflowInput& input) {
              return expression.name == input.name || expression.name.starts_with(input.name + ".") ||
                     expression.name.starts_with(input.name + "[");
            });
        if (!is_known)
          fault(pointer, expression.text + ": the workflow documents no such input",
                "Add it to the properties of `inputs`.");
        return;
      }
      case From::source:
        if (!has_source(expression.of))
          fault(pointer, expression.text + ": there is no source description " + in_quotes(expression.of),
                "Name one of sourceDescriptions.");
        return;
      case From::url:
      case From::method:
      case From::status:
      case From::self:
      case From::request_header:
      case From::request_query:
      case From::request_path:
      case From::request_body:
      case From::response_header:
      case From::response_body:
      case From::output:
        return;
    }
  }

  template <class Named>
  static std::string hint_of(const std::string& name, const std::vector<Named>& all) {
    std::vector<std::string> names;
    for (const Named& one : all) names.push_back(one.id);
    const auto meant = nearest(name, names);
    return meant ? "Did you mean " + *meant + "?" : "Name one that exists.";
  }

  std::optional<Expression> expression(const std::string& written, const std::string& pointer,
                                       const Workflow& within) {
    Result<Expression> parsed = parse_expression(written);
    if (!parsed) {
      fault(pointer, parsed.errors());
      return std::nullopt;
    }
    check(*parsed, pointer, within);
    return *std::move(parsed);
  }

  void embedded(const std::string& written, const std::string& pointer, const Workflow& within) {
    const Result<std::vector<Expression>> found = embedded_in(written);
    if (!found) {
      fault(pointer, found.errors());
      return;
    }
    for (const Expression& one : *found) check(one, pointer, within);
  }

  // Checks all expressions in a value.
  void value(const JsonValue& written, const std::string& pointer, const Workflow& within) {
    if (written.is_string()) {
      if (begins_an_expression(written.text)) {
        (void)expression(written.text, pointer, within);
      } else {
        embedded(written.text, pointer, within);
      }
      return;
    }
    if (is_selector(written)) {
      (void)expression(written.find("context")->text, pointer_append(pointer, "context"), within);
      const std::string type = selector_type(pointer_append(pointer, "type"), {"jsonpath", "jsonpointer"});
      const std::string& query = written.find("selector")->text;
      embedded(query, pointer_append(pointer, "selector"), within);
      if (type == "jsonpath" && query.find("{$") == query.npos)
        json_path(query, pointer_append(pointer, "selector"));
      return;
    }
    for (std::size_t i = 0; i < written.items.size(); ++i)
      value(written.items[i], pointer_append(pointer, i), within);
    for (const auto& [name, inner] : written.members) value(inner, pointer_append(pointer, name), within);
  }

  void json_path(const std::string& query, const std::string& pointer) {
    const Result<JsonPath> path = parse_json_path(query);
    if (!path) fault(pointer, path.errors().front().title, "Write it as RFC 9535 has it.");
  }

  // "jsonpath" of a text, or of an Expression Type Object.
  std::string selector_type(const std::string& pointer, Names supported) {
    const JsonValue* written = at(pointer);
    if (written == nullptr) return {};
    std::string type = written->is_string() ? written->text : std::string();
    if (written->is_object()) {
      known(pointer, {"type", "version"});
      type = required_text(pointer, "type");
      const std::string version = text(pointer, "version");
      // The draft's queries that RFC 9535 reads differently are not well-formed there, so they are refused.
      const bool is_known = version.empty() || version == "rfc9535" || version == "rfc6901" ||
                            version == "draft-goessner-dispatch-jsonpath-00" || type == "xpath";
      if (!is_known)
        fault(pointer_append(pointer, "version"), "version " + in_quotes(version) + " is not supported",
              "Avouch reads JSONPath as RFC 9535 has it.");
    }
    if (type == "xpath") {
      fault(pointer, "XPath is not supported",
            "Use regex on the text of the body, or judge JSON by jsonpath.");
    } else if (std::find(supported.begin(), supported.end(), type) == supported.end()) {
      fault(pointer, in_quotes(type) + " is not supported here",
            "Use " + join({supported.begin(), supported.end()}, " or ") + ".");
    }
    return type;
  }

  // ---- parts of steps ----
  std::vector<Criterion> criteria(const std::string& pointer, const Workflow& within) {
    std::vector<Criterion> all;
    each(pointer, [&](const std::string& one) {
      known(one, {"context", "condition", "type"});
      Criterion criterion{.condition = required_text(one, "condition"), .place = place(one)};
      const std::string condition = pointer_append(one, "condition");
      const std::string type = selector_type(pointer_append(one, "type"), {"simple", "regex", "jsonpath"});
      const std::string context = text(one, "context");
      if (!context.empty()) criterion.context = expression(context, pointer_append(one, "context"), within);
      if (criterion.condition.size() > kLongestCondition && !type.empty() && type != "simple")
        fault(condition, "the condition has more than " + std::to_string(kLongestCondition) + " bytes",
              "Write several criteria: each of them has to be satisfied.");
      if (type.empty() || type == "simple") {
        Result<Condition> parsed = parse_condition(criterion.condition);
        if (!parsed) {
          fault(condition, parsed.errors());
        } else {
          for (const Expression& each_one : expressions_in(*parsed)) check(each_one, condition, within);
          criterion.parsed = *std::move(parsed);
        }
        all.push_back(std::move(criterion));
        return;
      }
      if (type != "regex" && type != "jsonpath") return;  // refused
      criterion.type = type == "regex" ? Criterion::Type::regex : Criterion::Type::json_path;
      if (context.empty())
        fault(one, "a criterion of type " + type + " needs a context", "Add context: $response.body.");
      embedded(criterion.condition, condition, within);
      if (const Result<std::vector<Expression>> inner = embedded_in(criterion.condition);
          !inner || !inner->empty()) {
        // What it is depends on values.
      } else if (criterion.type == Criterion::Type::json_path) {
        json_path(criterion.condition, condition);
      } else if (const Result<Pattern> pattern = Pattern::compile(criterion.condition); !pattern) {
        fault(condition, pattern.errors());
      }
      all.push_back(std::move(criterion));
    });
    return all;
  }

  // The object that a Reusable Object refers to, else the object itself.
  std::string resolved(const std::string& pointer, std::string_view kind) {
    const JsonValue* reference = member(pointer, "reference");
    if (reference == nullptr) return pointer;
    const std::string head = join({"$components.", std::string(kind), "."}, "");
    const std::string to = reference->is_string() && reference->text.starts_with(head)
                               ? pointer_append(join({"/components/", std::string(kind)}, ""),
                                                reference->text.substr(head.size()))
                               : "";
    if (!to.empty() && at(to) != nullptr) return to;
    fault(pointer_append(pointer, "reference"), "the reference leads nowhere",
          "Name one of the components: " + head + "NAME.");
    return {};
  }

  std::vector<WorkflowParameter> parameters(const std::string& pointer, const Workflow& within,
                                            bool are_inputs) {
    std::vector<WorkflowParameter> all;
    each(pointer, [&](const std::string& one) {
      const std::string from = resolved(one, "parameters");
      if (from.empty()) return;
      known(from, {"name", "in", "value"});
      WorkflowParameter parameter{.name = required_text(from, "name"), .in = text(from, "in"), .value = {}};
      const bool is_replaced = from != one && member(one, "value") != nullptr;
      const std::string at_value = pointer_append(is_replaced ? one : from, "value");
      if (const JsonValue* written = at(at_value)) {
        parameter.value = *written;
        value(*written, at_value, within);
      } else {
        fault(from, "value is missing", "Arazzo requires it.");
      }
      constexpr std::array<std::string_view, 4> kPlaces = {"path", "query", "header", "cookie"};
      if (are_inputs) {
        parameter.in.clear();
      } else if (parameter.in == "querystring") {
        fault(pointer_append(from, "in"), "parameters in `querystring` are not supported",
              "Write each of its pairs as a parameter in `query`.");
      } else if (std::find(kPlaces.begin(), kPlaces.end(), parameter.in) == kPlaces.end()) {
        fault(from, "the parameter " + in_quotes(parameter.name) + " has no place",
              "Add in: path, query, header or cookie.");
      }
      all.push_back(std::move(parameter));
    });
    return all;
  }

  std::vector<WorkflowAction> actions(const std::string& pointer, std::string_view kind,
                                      const Workflow& within) {
    std::vector<WorkflowAction> all;
    const bool is_failure = kind == "failureActions";
    each(pointer, [&](const std::string& one) {
      const std::string from = resolved(one, kind);
      if (from.empty()) return;
      known(from,
            {"name", "type", "workflowId", "stepId", "retryAfter", "retryLimit", "criteria", "parameters"});
      WorkflowAction action{.name = required_text(from, "name")};
      const std::string type = required_text(from, "type");
      if (type == "goto") {
        action.type = WorkflowAction::Type::go_to;
      } else if (type == "retry" && is_failure) {
        action.type = WorkflowAction::Type::retry;
      } else if (type != "end") {
        fault(from, "an action of type " + in_quotes(type) + " is not known here",
              is_failure ? "Use end, goto or retry." : "Use end or goto.");
      }
      const std::string step = text(from, "stepId");
      const std::string other = text(from, "workflowId");
      if (!step.empty()) action.step = index_of(step, within.steps, pointer_append(from, "stepId"), "step");
      if (!other.empty()) action.workflow = workflow_index(other, pointer_append(from, "workflowId"));
      if (!step.empty() && !other.empty())
        fault(from, "an action names a step or a workflow, not both", "Leave one out.");
      if (action.type == WorkflowAction::Type::go_to && step.empty() && other.empty())
        fault(from, "a goto names no step and no workflow", "Add stepId or workflowId.");
      action.retry_after = number(from, "retryAfter", 0);
      action.retry_limit = static_cast<std::size_t>(number(from, "retryLimit", 1));
      action.criteria = criteria(pointer_append(from, "criteria"), within);
      action.parameters = parameters(pointer_append(from, "parameters"), within, true);
      all.push_back(std::move(action));
    });
    return all;
  }

  double number(const std::string& pointer, std::string_view name, double fallback) {
    constexpr double kMost = 1e6;
    const JsonValue* written = member(pointer, name);
    if (written == nullptr) return fallback;
    const double value = written->is_number() ? std::stod("0" + written->text) : -1;
    if (written->is_number() && !written->text.starts_with('-') && value <= kMost) return value;
    fault(pointer_append(pointer, name), printable(name) + " is no number from 0 to 1000000", "Correct it.");
    return fallback;
  }

  template <class Named>
  std::optional<std::size_t> index_of(const std::string& name, const std::vector<Named>& all,
                                      const std::string& pointer, const std::string& what) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].id == name) return i;
    }
    fault(pointer, "there is no " + what + " " + in_quotes(name), hint_of(name, all));
    return std::nullopt;
  }

  std::optional<std::size_t> workflow_index(const std::string& name, const std::string& pointer) {
    if (name.starts_with("$sourceDescriptions.")) {
      fault(pointer, "workflows of another Arazzo description are not supported",
            "Copy the workflow into this description.");
      return std::nullopt;
    }
    return index_of(name, made_.workflows, pointer, "workflow");
  }

  std::vector<std::pair<std::string, JsonValue>> outputs(const std::string& pointer, const Workflow& within) {
    std::vector<std::pair<std::string, JsonValue>> all;
    const JsonValue* written = at(pointer);
    if (written == nullptr) return all;
    for (const auto& [name, from] : written->members) {
      const std::string one = pointer_append(pointer, name);
      if (is_selector(from) || (from.is_string() && begins_an_expression(from.text))) {
        value(from, one, within);
        all.emplace_back(name, from);
      } else {
        fault(one, "an output is a runtime expression", "Write it as $response.body#/id.");
      }
    }
    return all;
  }

  WorkflowBody body(const std::string& pointer, const Workflow& within) {
    known(pointer, {"contentType", "payload", "replacements"});
    WorkflowBody made{.content_type = text(pointer, "contentType"), .payload = {}};
    if (const JsonValue* payload = member(pointer, "payload")) {
      made.payload = *payload;
      value(*payload, pointer_append(pointer, "payload"), within);
    }
    each(pointer_append(pointer, "replacements"), [&](const std::string& one) {
      known(one, {"target", "targetSelectorType", "value"});
      PayloadReplacement replacement{.target = required_text(one, "target"), .value = {}};
      const std::string type =
          selector_type(pointer_append(one, "targetSelectorType"), {"jsonpath", "jsonpointer"});
      replacement.is_path = type == "jsonpath";
      const std::string target = pointer_append(one, "target");
      if (replacement.is_path) {
        json_path(replacement.target, target);
      } else if (!pointer_tokens(replacement.target)) {
        fault(target, in_quotes(replacement.target) + " is no JSON Pointer",
              "Begin it with /, or add targetSelectorType: jsonpath; XPath is not supported.");
      }
      if (const JsonValue* written = member(one, "value")) {
        replacement.value = *written;
        value(*written, pointer_append(one, "value"), within);
      }
      made.replacements.push_back(std::move(replacement));
    });
    return made;
  }

  // "$sourceDescriptions.NAME." in front of an operation's ID.
  void operation_id(WorkflowStep& step, const std::string& pointer, const std::string& written) {
    step.operation_id = written;
    if (written.starts_with("$sourceDescriptions.")) {
      const std::string rest = written.substr(20);
      step.source = rest.substr(0, rest.find('.'));
      step.operation_id = rest.find('.') == rest.npos ? "" : rest.substr(rest.find('.') + 1);
    } else if (made_.sources.size() > 1) {
      // Without ambiguity it is found in whichever source has it.
      step.source.clear();
    }
    if (!step.source.empty() && !has_source(step.source))
      fault(pointer, "there is no source description " + in_quotes(step.source),
            "Name one of sourceDescriptions.");
  }

  // "{$sourceDescriptions.NAME.url}#/paths/~1pets/get"
  void operation_path(WorkflowStep& step, const std::string& pointer, const std::string& written) {
    constexpr std::string_view kHead = "$sourceDescriptions.";
    const std::size_t hash = written.find('#');
    std::string head = written.substr(0, hash);
    std::erase(head, '{');
    std::erase(head, '}');
    const std::size_t end = head.rfind(".url");
    const auto tokens = hash == written.npos ? std::nullopt : pointer_tokens(written.substr(hash + 1));
    const bool is_read = head.starts_with(kHead) && end != head.npos && end > kHead.size() && tokens &&
                         tokens->size() == 3 && tokens->front() == "paths" &&
                         std::find(kMethods.begin(), kMethods.end(), tokens->at(2)) != kMethods.end();
    if (!is_read) {
      fault(pointer, "this operationPath cannot be read",
            "Write it as '{$sourceDescriptions.NAME.url}#/paths/~1pets/get'.");
      return;
    }
    step.source = head.substr(kHead.size(), end - kHead.size());
    step.path = tokens->at(1);
    for (char& c : step.method = tokens->at(2)) c = static_cast<char>(c - 'a' + 'A');
    if (!has_source(step.source))
      fault(pointer, "there is no source description " + in_quotes(step.source),
            "Name one of sourceDescriptions.");
  }

  void step(Workflow& within, std::size_t index, const std::string& pointer, const std::string& around) {
    known(pointer, {"description", "stepId", "operationId", "operationPath", "channelPath", "workflowId",
                    "parameters", "requestBody", "successCriteria", "onSuccess", "onFailure", "outputs",
                    "timeout", "correlationId", "action", "dependsOn"});
    for (const char* name : {"channelPath", "correlationId", "action"}) {
      if (member(pointer, name) != nullptr)
        fault(pointer_append(pointer, name), std::string(name) + ": steps of AsyncAPI are not supported",
              "Leave the step out; Avouch calls HTTP operations.");
    }
    if (member(pointer, "timeout") != nullptr)
      fault(pointer_append(pointer, "timeout"), "the timeout of a step is not supported",
            "Use --max-time SECONDS, which applies to every request.");
    WorkflowStep made{.id = within.steps[index].id, .place = within.steps[index].place};
    std::vector<std::string> called;
    for (const char* name : {"operationId", "operationPath", "workflowId"}) {
      if (member(pointer, name) != nullptr) called.emplace_back(name);
    }
    if (called.size() != 1) {
      fault(pointer, called.empty() ? "the step calls nothing" : "the step has " + join(called, " and "),
            "Give it one of operationId, operationPath and workflowId.");
    } else if (called.front() == "operationId") {
      operation_id(made, pointer_append(pointer, "operationId"), text(pointer, "operationId"));
    } else if (called.front() == "operationPath") {
      operation_path(made, pointer_append(pointer, "operationPath"), text(pointer, "operationPath"));
    } else {
      made.workflow = workflow_index(text(pointer, "workflowId"), pointer_append(pointer, "workflowId"));
      if (made.workflow) made_.workflows[*made.workflow].is_called = true;
    }
    const bool calls_workflow = !called.empty() && called.front() == "workflowId";
    made.parameters = parameters(pointer + "/parameters", within, calls_workflow);
    for (WorkflowParameter& common : parameters(around + "/parameters", within, calls_workflow)) {
      const bool is_overridden = std::any_of(
          made.parameters.begin(), made.parameters.end(),
          [&](const WorkflowParameter& own) { return own.name == common.name && own.in == common.in; });
      if (!is_overridden) made.parameters.push_back(std::move(common));
    }
    if (member(pointer, "requestBody") != nullptr) made.body = body(pointer + "/requestBody", within);
    made.criteria = criteria(pointer + "/successCriteria", within);
    made.on_success = with_common(actions(pointer + "/onSuccess", "successActions", within),
                                  actions(around + "/successActions", "successActions", within));
    made.on_failure = with_common(actions(pointer + "/onFailure", "failureActions", within),
                                  actions(around + "/failureActions", "failureActions", within));
    made.outputs = outputs(pointer + "/outputs", within);
    names(pointer + "/dependsOn", [&](const std::string& name, const std::string& one) {
      const std::optional<std::size_t> before = index_of(name, within.steps, one, "step");
      if (before && *before >= index)
        fault(one, "the step depends on a later one", "Put " + printable(name) + " before it.");
      if (before) made.depends_on.push_back(*before);
    });
    within.steps[index] = std::move(made);
  }

  static std::vector<WorkflowAction> with_common(std::vector<WorkflowAction> own,
                                                 std::vector<WorkflowAction> common) {
    for (WorkflowAction& one : common) {
      const bool is_overridden = std::any_of(
          own.begin(), own.end(), [&](const WorkflowAction& other) { return other.name == one.name; });
      if (!is_overridden) own.push_back(std::move(one));
    }
    return own;
  }

  void names(const std::string& pointer,
             const std::function<void(const std::string& name, const std::string& pointer)>& use) {
    const JsonValue* list = at(pointer);
    if (list == nullptr) return;
    for (std::size_t i = 0; i < list->items.size(); ++i)
      use(plain_text(list->items[i]), pointer_append(pointer, i));
  }

  // `inputs` is a JSON Schema. Of it, Avouch reads the names, types and defaults of the properties.
  void inputs(Workflow& made, const std::string& pointer) {
    std::string schema = pointer;
    if (const JsonValue* reference = member(schema, "$ref"); reference != nullptr && reference->is_string()) {
      schema = reference->text.starts_with("#/") ? reference->text.substr(1) : "";
      if (schema.empty() || at(schema) == nullptr) {
        fault(pointer_append(pointer, "$ref"), "the reference leads nowhere",
              "Name one of #/components/inputs.");
        return;
      }
    }
    const JsonValue* properties = member(schema, "properties");
    made.takes_any_input = properties == nullptr;
    if (properties == nullptr) return;
    const JsonValue* required = member(schema, "required");
    for (const auto& [name, property] : properties->members) {
      WorkflowInput input{.name = name, .place = place(pointer_append(schema + "/properties", name))};
      if (const JsonValue* type = property.find("type"); type != nullptr && type->is_string())
        input.type = type->text;
      if (const JsonValue* fallback = property.find("default")) input.fallback = *fallback;
      input.is_required = required != nullptr && std::any_of(required->items.begin(), required->items.end(),
                                                             [&, &wanted = name](const JsonValue& one) {
                                                               return one.is_string(wanted);
                                                             });
      made.inputs.push_back(std::move(input));
    }
  }

  void workflow(std::size_t index, const std::string& pointer) {
    known(pointer, {"workflowId", "summary", "description", "inputs", "dependsOn", "steps", "successActions",
                    "failureActions", "outputs", "parameters"});
    Workflow& made = made_.workflows[index];
    inputs(made, pointer + "/inputs");
    for (std::size_t i = 0; i < made.steps.size(); ++i) {
      step(made, i, pointer_append(pointer + "/steps", i), pointer);
      for (const std::vector<WorkflowAction>* list : {&made.steps[i].on_success, &made.steps[i].on_failure}) {
        for (const WorkflowAction& action : *list) {
          if (action.workflow && *action.workflow != index)
            made_.workflows[*action.workflow].is_called = true;
        }
      }
    }
    made.outputs = outputs(pointer + "/outputs", made);
    names(pointer + "/dependsOn", [&](const std::string& name, const std::string& one) {
      if (const std::optional<std::size_t> other = workflow_index(name, one))
        made.depends_on.push_back(*other);
    });
  }

  // Workflows that depend on each other can never begin.
  void cycles() {
    std::vector<int> state(made_.workflows.size());
    const std::function<bool(std::size_t)> visit = [&](std::size_t index) {
      if (state[index] != 0) return state[index] == 1;
      state[index] = 1;
      for (const std::size_t before : made_.workflows[index].depends_on) {
        if (visit(before)) return true;
      }
      state[index] = 2;
      return false;
    };
    for (std::size_t i = 0; i < made_.workflows.size(); ++i) {
      if (!visit(i)) continue;
      fault(pointer_append("/workflows", i) + "/dependsOn", "workflows depend on each other in a circle",
            "Leave one dependency out.");
      return;
    }
  }

  const Document& document_;
  WorkflowDescription made_;
  Errors errors_;
};

}  // namespace

Result<WorkflowDescription> read_workflows(Library& library, const std::string& file) {
  const Result<const Document*> document = library.load(file);
  if (!document) return document.errors();
  return Reader(**document).read();
}

std::vector<CriterionAt> success_criteria(const WorkflowDescription& description) {
  std::vector<CriterionAt> all;
  for (std::size_t i = 0; i < description.workflows.size(); ++i) {
    const std::vector<WorkflowStep>& steps = description.workflows[i].steps;
    for (std::size_t j = 0; j < steps.size(); ++j) {
      for (std::size_t k = 0; k < steps[j].criteria.size(); ++k) all.push_back({i, j, k});
    }
  }
  return all;
}

std::string coordinate_of(const WorkflowDescription& description, const CriterionAt& at) {
  const Workflow& workflow = description.workflows[at.workflow];
  return join(
      {"workflow", workflow.id, workflow.steps[at.step].id, "criterion", std::to_string(at.criterion + 1)},
      "/");
}

}  // namespace avouch
