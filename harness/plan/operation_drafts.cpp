// SPDX-License-Identifier: MIT
// OperationPlanner: the parts of each kind of request.
#include <algorithm>

#include "base/text.h"
#include "contract/written_path.h"
#include "generate/ways/other_values.h"
#include "http/secret_field.h"
#include "http/syntax.h"
#include "json/json_value.h"
#include "plan/operation_planner.h"

namespace avouch {
std::string OperationPlanner::unsafe(const std::string& method) const {
  if (http::is_safe_method(method) || options_.allow_writes) return {};
  return method + " is not sent without --allow-writes";
}

// Why that request might change what this run did not create; empty if it may be sent. The documentation
// shows what creates: plan/sources.h.
std::string OperationPlanner::unowned(Role role) {
  if (!options_.only_own_writes || role == Role::preflight) return {};
  const Draft& draft = draft_of(role);
  if (http::is_safe_method(draft.method)) return {};
  if (draft.method == operation_.method && sources_.creates(index_)) return {};
  const std::optional<std::string> last = last_path_parameter(operation_);
  if (!last) {
    return draft.method + " " + printable(operation_.path) +
           " may change what this run did not create: --allow-writes=any sends it";
  }
  // A value that names nothing, or one that the user named.
  if (std::find(draft.fixed.begin(), draft.fixed.end(), *last) != draft.fixed.end()) return {};
  if (values_.given(operation_, *last) != nullptr) return {};
  const std::vector<SourceCandidate> candidates = sources_.of_path(index_, *last);
  const bool is_created = std::any_of(
      candidates.begin(), candidates.end(),
      [&](const SourceCandidate& candidate) { return sources_.names_created(candidate, index_, *last); });
  if (is_created) return {};
  return draft.method +
         " goes only to what this run created, and no documented POST creates it: --variable " +
         printable(*last) + "=VALUE names one, --allow-writes=any sends it anyway";
}

std::optional<std::string> OperationPlanner::owned_parameter(const Probe& probe) const {
  if (!options_.only_own_writes || http::is_safe_method(probe.request.method)) return std::nullopt;
  if (probe.request.method == operation_.method && sources_.creates(index_)) return std::nullopt;
  return last_path_parameter(operation_);
}

const MadeBody& OperationPlanner::body() {
  const Members members = options_.bodies == PlanOptions::Bodies::required ? Members::required : Members::all;
  if (!body_) body_ = make_body(operation_, values_, members);
  return *body_;
}

const OperationPlanner::Draft& OperationPlanner::draft_of(Role role) {
  const bool is_own = role != Role::unknown_resource && role != Role::undocumented_method &&
                      role != Role::invalid_value && role != Role::preflight;
  const Role key = is_own ? Role::documented : role;
  const auto [known, is_new] = drafts_.try_emplace(key);
  if (!is_new) return known->second;
  if (key == Role::unknown_resource) {
    known->second = unknown_resource();
  } else if (key == Role::undocumented_method) {
    known->second = undocumented_method();
  } else if (key == Role::invalid_value) {
    known->second = invalid_value();
  } else if (key == Role::preflight) {
    known->second = {.method = "OPTIONS", .parameters = parameters_};
  } else {
    known->second = documented_draft();
  }
  return known->second;
}

OperationPlanner::Draft OperationPlanner::documented_draft() {
  return {.method = operation_.method, .parameters = parameters_, .body = body(), .missing = body().missing};
}

// Path parameters get other values than in the documented call.
OperationPlanner::Draft OperationPlanner::unknown_resource() {
  Draft draft = documented_draft();
  Replacements others;
  for (const Parameter& parameter : operation_.parameters) {
    if (parameter.in != Parameter::In::path) continue;
    const Result<ChosenValue> chosen = values_.of(operation_, parameter);
    if (!chosen) continue;
    // Another value could differ from a secret by one letter only, and it is printed.
    if (http::names_a_secret(parameter.name) || http::holds_a_web_token(plain_text(chosen->value))) continue;
    // An enum or a default lists known values, so the parameter keeps its value.
    using From = ChosenValue::From;
    if (chosen->from == From::enumeration || chosen->from == From::fallback) continue;
    if (const auto other = other_value(parameter.schema, chosen->value)) others[parameter.name] = *other;
  }
  if (others.empty()) draft.missing = "no path that names an unknown resource can be made";
  for (const auto& [name, value] : others) draft.fixed.push_back(name);
  draft.parameters = fill_parameters(operation_, values_, others);
  return draft;
}

// A method that no operation of this path has. Every server knows the safe ones, so this must be an unsafe
// one.
OperationPlanner::Draft OperationPlanner::undocumented_method() {
  Draft draft{.parameters = parameters_};
  for (const char* method : {"GET", "PUT", "PATCH", "DELETE", "POST"}) {
    const bool is_documented =
        std::any_of(contract_.operations.begin(), contract_.operations.end(), [&](const Operation& other) {
          return other.method == method && path_shape(other.path) == path_shape(operation_.path);
        });
    if (is_documented) continue;
    draft.missing = unsafe(method);
    draft.method = method;
    return draft;
  }
  draft.missing = "every method of its path is documented";
  return draft;
}

// One value that its schema forbids: a query, header or cookie parameter; else the body; else a path
// parameter, which a server may also take for an unknown resource.
OperationPlanner::Draft OperationPlanner::invalid_value() {
  Draft draft = documented_draft();
  const auto breaks_one = [&](bool of_path) {
    for (const Parameter& parameter : operation_.parameters) {
      if ((parameter.in == Parameter::In::path) != of_path || parameter.as_content) continue;
      const std::optional<std::string> text = forbidden_text(parameter.schema);
      if (!text) continue;
      draft.parameters = fill_parameters(operation_, values_, {{parameter.name, JsonValue::string(*text)}});
      draft.fixed = {parameter.name};
      if (draft.missing.empty()) draft.missing = draft.parameters.missing;
      return true;
    }
    return false;
  };
  if (breaks_one(false)) return draft;
  MadeBody forbidden = make_forbidden_body(operation_);
  if (!forbidden.missing.empty() && breaks_one(true)) return draft;
  draft.missing = forbidden.missing;
  draft.body = std::move(forbidden);
  return draft;
}

}  // namespace avouch
