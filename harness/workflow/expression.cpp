// SPDX-License-Identifier: MIT
#include "workflow/expression.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "base/text.h"
#include "jsonpath/json_path.h"

namespace avouch {
namespace {

using Origin = Expression::From;

constexpr std::array<std::string_view, 12> kHeads = {
    "$request.",   "$response.",           "$message.",    "$inputs.", "$outputs.", "$steps.",
    "$workflows.", "$sourceDescriptions.", "$components.", "$url",     "$method",   "$statusCode"};

Error unsupported(std::string_view text, const std::string& why, const std::string& hint) {
  // The text may end in a colon, and two of them begin a command of CI servers.
  return {.title = printable(shown(text) + ": " + why), .place = {}, .hint = hint};
}

struct Cut {
  std::string_view before;
  std::optional<std::string_view> after;
};

Cut cut_at(std::string_view text, char separator) {
  const std::size_t at = text.find(separator);
  if (at == text.npos) return {text, std::nullopt};
  return {text.substr(0, at), text.substr(at + 1)};
}

// Splits "name#/pointer".
void take_name(Expression& expression, std::string_view rest) {
  const Cut cut = cut_at(rest, '#');
  expression.name = cut.before;
  expression.pointer = cut.after.value_or("");
}

// The next member behind a value: ".name", "[0]", "['name']". Empty: the text is not one.
std::optional<std::string> next_member(std::string_view& rest) {
  if (rest.starts_with('.')) {
    rest.remove_prefix(1);
    const std::size_t end = std::min(rest.find_first_of(".["), rest.size());
    std::string name(rest.substr(0, end));
    rest.remove_prefix(end);
    return name.empty() ? std::nullopt : std::optional(std::move(name));
  }
  const std::size_t end = rest.find(']');
  if (!rest.starts_with('[') || end == rest.npos) return std::nullopt;
  std::string_view name = rest.substr(1, end - 1);
  rest.remove_prefix(end + 1);
  if (name.size() > 1 && (name.front() == '\'' || name.front() == '"') && name.back() == name.front())
    name = name.substr(1, name.size() - 2);
  return std::string(name);
}

bool spend(WorkBudget* work, std::size_t steps) {
  return work == nullptr || work->spend(steps);
}

bool spend_on_text(WorkBudget* work, std::size_t bytes) {
  return work == nullptr || work->spend_on_text(bytes);
}

Found spent(const WorkBudget& work) {
  return {.unknown = spent_reason_of(work.end())};
}

bool is_spent(const WorkBudget* work) {
  return work != nullptr && work->is_spent();
}

// Members are looked for one after another.
constexpr std::size_t kMembersPerStep = 8;

const JsonValue* member_at(const JsonValue& value, const std::string& name, WorkBudget* work) {
  if (!spend(work, 1 + value.members.size() / kMembersPerStep)) return nullptr;
  if (value.is_object()) return value.find(name);
  const bool is_index = value.is_array() && !name.empty() && name.size() < 10 &&
                        std::all_of(name.begin(), name.end(), is_digit);
  if (!is_index) return nullptr;
  const std::size_t index = std::stoul(name);
  return index < value.items.size() ? &value.items[index] : nullptr;
}

Found behind(const JsonValue& value, std::string_view members, const std::string& pointer, WorkBudget* work) {
  const JsonValue* at = &value;
  while (at != nullptr && !members.empty()) {
    const std::optional<std::string> name = next_member(members);
    at = name ? member_at(*at, *name, work) : nullptr;
  }
  if (at != nullptr && !pointer.empty()) at = value_at(*at, pointer, work);
  return is_spent(work) ? spent(*work) : Found{.value = at};
}

// What is known of a text that is made anew each time.
Found text_value(std::optional<std::string> text, WorkBudget* work) {
  if (!text) return {};
  if (!spend_on_text(work, text->size())) return spent(*work);
  return Found::made(JsonValue::string(*std::move(text)));
}

// A name may itself contain dots, so the longest one that is known counts. Calls use(name, rest) for each,
// until it returns true.
template <class Use>
void each_beginning(std::string_view name, const Use& use) {
  for (std::size_t end = name.size(); end != name.npos && end != 0; end = name.find_last_of(".[", end - 1)) {
    if (use(name.substr(0, end), name.substr(end))) return;
  }
}

// `unknown`: values that are not there because of a limit, by names that begin with `head`.
Found named_in(const JsonValue* object, const Expression& expression, const Scope& scope,
               const Unknowns* unknown, const std::string& head) {
  Found found;
  each_beginning(expression.name, [&](std::string_view name, std::string_view rest) {
    if (unknown != nullptr) {
      const auto why = unknown->find(head + std::string(name));
      if (why != unknown->end()) found.unknown = why->second;
    }
    const JsonValue* there = object == nullptr ? nullptr : object->find(name);
    if (there != nullptr && found.unknown.empty())
      found = behind(*there, rest, expression.pointer, scope.work);
    return there != nullptr || !found.unknown.empty();
  });
  return found;
}

Found parameter_in(const std::map<std::string, JsonValue>& values, const std::string& name) {
  const auto found = values.find(name);
  return {.value = found == values.end() ? nullptr : &found->second};
}

Found of_call(const Expression& expression, const CallFacts& call, WorkBudget* work) {
  switch (expression.from) {
    case Origin::url:
      return text_value(call.url, work);
    case Origin::method:
      return text_value(call.method, work);
    case Origin::status:
      return call.status == 0 ? Found() : Found::made(JsonValue::integer(call.status));
    case Origin::request_header:
      return text_value(http::combined(call.request_fields, expression.name), work);
    case Origin::response_header:
      return text_value(http::combined(call.response_fields, expression.name), work);
    case Origin::request_query:
      return parameter_in(call.query, expression.name);
    case Origin::request_path:
      return parameter_in(call.path, expression.name);
    case Origin::request_body:
      if (!call.request_body) return {};
      return behind(*call.request_body, expression.name, expression.pointer, work);
    case Origin::response_body: {
      const Found& body = call.response_body.get(work);
      if (body.value == nullptr) return body;
      return behind(*body.value, expression.name, expression.pointer, work);
    }
    case Origin::self:
    case Origin::input:
    case Origin::output:
    case Origin::step_output:
    case Origin::workflow_input:
    case Origin::workflow_output:
    case Origin::source:
      return {};
  }
  return {};
}

Evaluated beyond(const Room& room) {
  return {.value = {}, .unknown = room.limit};
}

// A copy, if there is room for it.
Evaluated copied(const JsonValue& value, Room* room) {
  if (room != nullptr && !room->take(weight_of(value))) return beyond(*room);
  return {value};
}

Evaluated selected(const JsonValue& selector, const Scope& scope) {
  const std::string& context = selector.find("context")->text;
  const Result<Expression> expression = parse_expression(context);
  const Found found = expression ? value_of(*expression, scope) : Found();
  if (!found.unknown.empty()) return {.value = {}, .unknown = found.unknown};
  if (found.value == nullptr) return {.value = {}, .undefined = context};
  const JsonValue* type = selector.find("type");
  const std::string kind =
      type->is_object() && type->find("type") != nullptr ? type->find("type")->text : type->text;
  const Evaluated written = filled(selector.find("selector")->text, scope);
  if (!written.is_whole()) return written;
  if (kind == "jsonpointer") {
    const JsonValue* at = value_at(*found.value, written.value.text, scope.work);
    if (is_spent(scope.work)) return {.value = {}, .unknown = spent(*scope.work).unknown};
    return at == nullptr ? Evaluated{.value = {}, .undefined = context + "#" + written.value.text}
                         : copied(*at, scope.room);
  }
  const Result<JsonPath> path = parse_json_path(written.value.text);
  const Result<std::vector<const JsonValue*>> values =
      path ? selected_values(*path, *found.value, scope.work)
           : Result<std::vector<const JsonValue*>>(path.errors());
  if (path && !values) return {.value = {}, .unknown = values.errors().front().title};
  if (!values || values->empty()) return {.value = {}, .undefined = written.value.text + " of " + context};
  if (values->size() == 1) return copied(*values->front(), scope.room);
  Evaluated all{JsonValue::array()};
  for (const JsonValue* value : *values) {
    Evaluated one = copied(*value, scope.room);
    if (!one.is_whole()) return one;
    all.value.items.push_back(std::move(one.value));
  }
  return all;
}

}  // namespace

bool begins_an_expression(std::string_view text) {
  return text == "$self" || std::any_of(kHeads.begin(), kHeads.end(),
                                        [&](std::string_view head) { return text.starts_with(head); });
}

Result<Expression> parse_expression(std::string_view text) {
  Expression made{.text = std::string(text)};
  const auto is = [&](Origin from) {
    made.from = from;
    return Result<Expression>(made);
  };
  if (text == "$url") return is(Origin::url);
  if (text == "$method") return is(Origin::method);
  if (text == "$statusCode") return is(Origin::status);
  if (text == "$self") return is(Origin::self);
  const auto after = [&](std::string_view head) -> std::optional<std::string_view> {
    if (!text.starts_with(head)) return std::nullopt;
    return text.substr(head.size());
  };
  const Error malformed = unsupported(text, "this is not a runtime expression",
                                      "Write one as $response.body#/id, $inputs.NAME or "
                                      "$steps.STEP.outputs.NAME.");
  for (const bool is_request : {true, false}) {
    const auto rest = after(is_request ? "$request." : "$response.");
    if (!rest) continue;
    if (rest->starts_with("header.")) {
      made.name = rest->substr(7);
      return made.name.empty() ? Result<Expression>(malformed)
                               : is(is_request ? Origin::request_header : Origin::response_header);
    }
    if (is_request && (rest->starts_with("query.") || rest->starts_with("path."))) {
      const Cut cut = cut_at(*rest, '.');
      made.name = cut.after.value_or("");
      return is(cut.before == "query" ? Origin::request_query : Origin::request_path);
    }
    if (!rest->starts_with("body")) return malformed;
    take_name(made, rest->substr(4));
    const bool is_whole = made.name.empty() || made.name.front() == '.' || made.name.front() == '[';
    if (!is_whole || (!made.pointer.empty() && made.pointer.front() != '/')) return malformed;
    return is(is_request ? Origin::request_body : Origin::response_body);
  }
  if (after("$message.")) {
    return unsupported(text, "messages of AsyncAPI are not supported",
                       "Leave the steps of AsyncAPI out; Avouch calls HTTP operations.");
  }
  if (after("$components.")) {
    return unsupported(text, "components are named by `reference` only",
                       "Write it as the value of `reference`.");
  }
  if (const auto rest = after("$inputs.")) {
    take_name(made, *rest);
    return made.name.empty() ? Result<Expression>(malformed) : is(Origin::input);
  }
  if (const auto rest = after("$outputs.")) {
    take_name(made, *rest);
    return made.name.empty() ? Result<Expression>(malformed) : is(Origin::output);
  }
  if (const auto rest = after("$steps.")) {
    const Cut step = cut_at(*rest, '.');
    if (!step.after || !step.after->starts_with("outputs.") || step.before.empty()) return malformed;
    made.of = step.before;
    take_name(made, step.after->substr(8));
    return is(Origin::step_output);
  }
  if (const auto rest = after("$workflows.")) {
    const Cut workflow = cut_at(*rest, '.');
    const Cut field = cut_at(workflow.after.value_or(""), '.');
    if (!field.after || (field.before != "inputs" && field.before != "outputs")) return malformed;
    made.of = workflow.before;
    take_name(made, *field.after);
    return is(field.before == "inputs" ? Origin::workflow_input : Origin::workflow_output);
  }
  if (const auto rest = after("$sourceDescriptions.")) {
    const Cut source = cut_at(*rest, '.');
    if (!source.after) return malformed;
    made.of = source.before;
    made.name = *source.after;
    return is(Origin::source);
  }
  return malformed;
}

std::string spent_reason_of(WorkBudget::End end) {
  switch (end) {
    case WorkBudget::End::none:
      break;
    case WorkBudget::End::steps:
      return "its expressions need more steps than judging an answer may take (--max-judge-time)";
    case WorkBudget::End::time:
      return "its expressions take longer than judging an answer may (--max-judge-time)";
    case WorkBudget::End::memory:
      return "its expressions need more memory than the others leave of --max-memory";
    case WorkBudget::End::interruption:
      return "the run was interrupted";
  }
  return {};
}

const JsonValue* value_at(const JsonValue& value, std::string_view pointer, WorkBudget* work) {
  if (!pointer.empty() && pointer.front() != '/') return nullptr;
  const JsonValue* at = &value;
  while (at != nullptr && !pointer.empty()) {
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    if (!spend(work, 1 + at->members.size() / kMembersPerStep)) return nullptr;
    at = at->at(pointer.substr(0, end));
    pointer.remove_prefix(end);
  }
  return at;
}

Found value_of(const Expression& expression, const Scope& scope) {
  if (!spend(scope.work, 1)) return spent(*scope.work);
  const auto of_workflow = [](const std::string& id, std::string_view field) {
    return "$workflows." + id + "." + std::string(field) + ".";
  };
  switch (expression.from) {
    case Origin::url:
    case Origin::method:
    case Origin::status:
    case Origin::request_header:
    case Origin::request_query:
    case Origin::request_path:
    case Origin::request_body:
    case Origin::response_header:
    case Origin::response_body:
      return scope.call == nullptr ? Found() : of_call(expression, *scope.call, scope.work);
    case Origin::self:
      return scope.self.empty() ? Found() : text_value(scope.self, scope.work);
    case Origin::input:
      return named_in(scope.inputs, expression, scope, scope.unknown_of_workflows,
                      of_workflow(scope.inputs_of, "inputs"));
    case Origin::output:
      return named_in(scope.outputs, expression, scope, scope.unknown_of_workflows,
                      of_workflow(scope.outputs_of, "outputs"));
    case Origin::step_output: {
      if (scope.steps == nullptr) return {};
      const auto step = scope.steps->find(expression.of);
      if (step == scope.steps->end()) return {};
      return named_in(&step->second, expression, scope, scope.unknown_of_steps,
                      "$steps." + expression.of + ".outputs.");
    }
    case Origin::workflow_input:
    case Origin::workflow_output: {
      if (scope.workflows == nullptr) return {};
      const auto workflow = scope.workflows->find(expression.of);
      if (workflow == scope.workflows->end()) return {};
      const bool is_input = expression.from == Origin::workflow_input;
      const WorkflowValues& values = workflow->second;
      return named_in(is_input ? &values.inputs : &values.outputs, expression, scope,
                      scope.unknown_of_workflows,
                      of_workflow(expression.of, is_input ? "inputs" : "outputs"));
    }
    case Origin::source: {
      if (scope.sources == nullptr) return {};
      const auto source = scope.sources->find(expression.of);
      return source == scope.sources->end() ? Found()
                                            : named_in(&source->second, expression, scope, nullptr, {});
    }
  }
  return {};
}

Result<std::vector<Expression>> embedded_in(std::string_view text) {
  std::vector<Expression> found;
  for (std::size_t at = text.find("{$"); at != text.npos; at = text.find("{$", at + 1)) {
    const std::size_t end = text.find('}', at);
    const std::string_view inner = text.substr(at + 1, end == text.npos ? text.npos : end - at - 1);
    if (!begins_an_expression(inner)) continue;  // "^a{$" of a pattern
    if (end == text.npos)
      return unsupported(text, "a brace is not closed", "Close it behind the runtime expression.");
    Result<Expression> expression = parse_expression(inner);
    if (!expression) return expression.errors();
    found.push_back(*std::move(expression));
  }
  return found;
}

Evaluated filled(std::string_view text, const Scope& scope) {
  std::string made;
  const auto add = [&](std::string_view more) {
    if (scope.room != nullptr && !scope.room->take(more.size())) return false;
    made += more;
    return true;
  };
  while (true) {
    const std::size_t at = text.find("{$");
    const std::size_t end = at == text.npos ? at : text.find('}', at);
    if (end == text.npos) break;
    const std::string_view inner = text.substr(at + 1, end - at - 1);
    if (!spend_on_text(scope.work, inner.size())) return {.value = {}, .unknown = spent(*scope.work).unknown};
    const Result<Expression> expression = parse_expression(inner);
    if (!expression) {
      if (!add(text.substr(0, at + 2))) return beyond(*scope.room);
      text.remove_prefix(at + 2);
      continue;
    }
    const Found found = value_of(*expression, scope);
    if (!found.unknown.empty()) return {.value = {}, .unknown = found.unknown};
    if (found.value == nullptr) return {.value = {}, .undefined = std::string(inner)};
    if (!add(text.substr(0, at))) return beyond(*scope.room);
    if (found.value->is_string()) {
      if (!add(found.value->text)) return beyond(*scope.room);
    } else {
      // Before the text is written: it is hardly longer than the value.
      if (scope.room != nullptr && weight_of(*found.value) > scope.room->left) return beyond(*scope.room);
      if (!add(to_text(*found.value))) return beyond(*scope.room);
    }
    text.remove_prefix(end + 1);
  }
  if (!add(text) || (scope.room != nullptr && !scope.room->take(sizeof(JsonValue))))
    return beyond(*scope.room);
  return {JsonValue::string(std::move(made))};
}

bool is_selector(const JsonValue& written) {
  if (!written.is_object() || written.size() != 3) return false;
  const JsonValue* context = written.find("context");
  const JsonValue* selector = written.find("selector");
  return context != nullptr && context->is_string() && context->text.starts_with('$') &&
         selector != nullptr && selector->is_string() && written.contains("type");
}

Evaluated evaluated(const JsonValue& written, const Scope& scope) {
  if (written.is_string()) {
    if (!begins_an_expression(written.text)) return filled(written.text, scope);
    const Result<Expression> expression = parse_expression(written.text);
    if (!expression) return copied(written, scope.room);
    const Found found = value_of(*expression, scope);
    if (!found.unknown.empty()) return {.value = {}, .unknown = found.unknown};
    return found.value != nullptr ? copied(*found.value, scope.room)
                                  : Evaluated{.value = {}, .undefined = written.text};
  }
  if (is_selector(written)) return selected(written, scope);
  if (!written.is_structured()) return copied(written, scope.room);
  if (scope.room != nullptr && !scope.room->take(sizeof(JsonValue))) return beyond(*scope.room);
  Evaluated made{{.kind = written.kind, .line = written.line}};
  for (const JsonValue& item : written.items) {
    Evaluated one = evaluated(item, scope);
    if (!one.is_whole()) return one;
    made.value.items.push_back(std::move(one.value));
  }
  for (const auto& [name, member] : written.members) {
    Evaluated one = evaluated(member, scope);
    if (!one.is_whole()) return one;
    if (scope.room != nullptr && !scope.room->take(sizeof(std::string) + name.size()))
      return beyond(*scope.room);
    made.value.members.emplace_back(name, std::move(one.value));
  }
  return made;
}

}  // namespace avouch
