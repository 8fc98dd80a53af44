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

const JsonValue* member_at(const JsonValue& value, const std::string& name) {
  if (value.is_object()) return value.find(name);
  const bool is_index = value.is_array() && !name.empty() && name.size() < 10 &&
                        std::all_of(name.begin(), name.end(), is_digit);
  if (!is_index) return nullptr;
  const std::size_t index = std::stoul(name);
  return index < value.items.size() ? &value.items[index] : nullptr;
}

std::optional<JsonValue> behind(const JsonValue& value, std::string_view members,
                                const std::string& pointer) {
  const JsonValue* at = &value;
  while (at != nullptr && !members.empty()) {
    const std::optional<std::string> name = next_member(members);
    at = name ? member_at(*at, *name) : nullptr;
  }
  if (at != nullptr && !pointer.empty()) at = at->at(pointer);
  return at == nullptr ? std::nullopt : std::optional(*at);
}

// A name may itself contain dots, so the longest one that is known counts.
std::optional<JsonValue> named_in(const JsonValue* object, const Expression& expression) {
  if (object == nullptr) return std::nullopt;
  const std::string_view name = expression.name;
  for (std::size_t end = name.size();; end = name.find_last_of(".[", end - 1)) {
    if (end == name.npos || end == 0) return std::nullopt;
    if (const JsonValue* found = object->find(name.substr(0, end)))
      return behind(*found, name.substr(end), expression.pointer);
  }
}

std::optional<JsonValue> text_value(std::optional<std::string> text) {
  if (!text) return std::nullopt;
  return JsonValue::string(*std::move(text));
}

std::optional<JsonValue> parameter_in(const std::map<std::string, JsonValue>& values,
                                      const std::string& name) {
  const auto found = values.find(name);
  return found == values.end() ? std::nullopt : std::optional(found->second);
}

std::optional<JsonValue> of_call(const Expression& expression, const CallFacts& call) {
  switch (expression.from) {
    case Origin::url:
      return JsonValue::string(call.url);
    case Origin::method:
      return JsonValue::string(call.method);
    case Origin::status:
      return call.status == 0 ? std::nullopt : std::optional(JsonValue::integer(call.status));
    case Origin::request_header:
      return text_value(http::combined(call.request_fields, expression.name));
    case Origin::response_header:
      return text_value(http::combined(call.response_fields, expression.name));
    case Origin::request_query:
      return parameter_in(call.query, expression.name);
    case Origin::request_path:
      return parameter_in(call.path, expression.name);
    case Origin::request_body:
      if (!call.request_body) return std::nullopt;
      return behind(*call.request_body, expression.name, expression.pointer);
    case Origin::response_body:
      if (!call.response_body) return std::nullopt;
      return behind(*call.response_body, expression.name, expression.pointer);
    case Origin::self:
    case Origin::input:
    case Origin::output:
    case Origin::step_output:
    case Origin::workflow_input:
    case Origin::workflow_output:
    case Origin::source:
      return std::nullopt;
  }
  return std::nullopt;
}

Evaluated selected(const JsonValue& selector, const Scope& scope) {
  const std::string& context = selector.find("context")->text;
  const Result<Expression> expression = parse_expression(context);
  const std::optional<JsonValue> value = expression ? value_of(*expression, scope) : std::nullopt;
  if (!value) return {.value = {}, .undefined = context};
  const JsonValue* type = selector.find("type");
  const std::string kind =
      type->is_object() && type->find("type") != nullptr ? type->find("type")->text : type->text;
  const Evaluated written = filled(selector.find("selector")->text, scope);
  if (!written.undefined.empty()) return written;
  if (kind == "jsonpointer") {
    const JsonValue* at = value->at(written.value.text);
    return at == nullptr ? Evaluated{.value = {}, .undefined = context + "#" + written.value.text}
                         : Evaluated{*at};
  }
  const Result<JsonPath> path = parse_json_path(written.value.text);
  const Result<std::vector<PathNode>> nodes =
      path ? select(*path, *value) : Result<std::vector<PathNode>>(path.errors());
  if (!nodes || nodes->empty()) return {.value = {}, .undefined = written.value.text + " of " + context};
  if (path->is_singular()) return {*nodes->front().value};
  JsonValue all = JsonValue::array();
  for (const PathNode& node : *nodes) all.items.push_back(*node.value);
  return {all.items.size() == 1 ? all.items.front() : all};
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

std::optional<JsonValue> value_of(const Expression& expression, const Scope& scope) {
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
      return scope.call == nullptr ? std::nullopt : of_call(expression, *scope.call);
    case Origin::self:
      return scope.self.empty() ? std::nullopt : text_value(scope.self);
    case Origin::input:
      return named_in(scope.inputs, expression);
    case Origin::output:
      return named_in(scope.outputs, expression);
    case Origin::step_output: {
      if (scope.steps == nullptr) return std::nullopt;
      const auto step = scope.steps->find(expression.of);
      return step == scope.steps->end() ? std::nullopt : named_in(&step->second, expression);
    }
    case Origin::workflow_input:
    case Origin::workflow_output: {
      if (scope.workflows == nullptr) return std::nullopt;
      const auto workflow = scope.workflows->find(expression.of);
      if (workflow == scope.workflows->end()) return std::nullopt;
      const WorkflowValues& values = workflow->second;
      return named_in(expression.from == Origin::workflow_input ? &values.inputs : &values.outputs,
                      expression);
    }
    case Origin::source: {
      if (scope.sources == nullptr) return std::nullopt;
      const auto source = scope.sources->find(expression.of);
      return source == scope.sources->end() ? std::nullopt : named_in(&source->second, expression);
    }
  }
  return std::nullopt;
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
  while (true) {
    const std::size_t at = text.find("{$");
    const std::size_t end = at == text.npos ? at : text.find('}', at);
    if (end == text.npos) break;
    const std::string_view inner = text.substr(at + 1, end - at - 1);
    const Result<Expression> expression = parse_expression(inner);
    if (!expression) {
      made += text.substr(0, at + 2);
      text.remove_prefix(at + 2);
      continue;
    }
    const std::optional<JsonValue> value = value_of(*expression, scope);
    if (!value) return {.value = {}, .undefined = std::string(inner)};
    made += text.substr(0, at);
    made += plain_text(*value);
    text.remove_prefix(end + 1);
  }
  made += text;
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
    if (!expression) return {written};
    std::optional<JsonValue> value = value_of(*expression, scope);
    return value ? Evaluated{*std::move(value)} : Evaluated{.value = {}, .undefined = written.text};
  }
  if (is_selector(written)) return selected(written, scope);
  if (!written.is_structured()) return {written};
  Evaluated made{written};
  for (JsonValue& item : made.value.items) {
    Evaluated one = evaluated(item, scope);
    if (!one.undefined.empty()) return one;
    item = std::move(one.value);
  }
  for (auto& [name, member] : made.value.members) {
    Evaluated one = evaluated(member, scope);
    if (!one.undefined.empty()) return one;
    member = std::move(one.value);
  }
  return made;
}

}  // namespace avouch
