// SPDX-License-Identifier: MIT
// OperationPlanner: the parts of each kind of request.
#include <algorithm>

#include "base/text.h"
#include "contract/connections.h"
#include "contract/written_path.h"
#include "generate/value.h"
#include "generate/ways/other_values.h"
#include "http/secret_field.h"
#include "http/syntax.h"
#include "json/json_value.h"
#include "plan/operation_planner.h"
#include "plan/reading_post.h"

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
  if (draft.method == operation_.method && (sources_.creates(index_) || only_reads(operation_))) return {};
  const std::optional<std::string> last = last_path_parameter(operation_);
  if (!last) {
    return draft.method + " " + printable(operation_.path) +
           " may change what this run did not create: --allow-writes=any sends it";
  }
  if (sources_.creates_by_name(index_) && options_.unasked.contains(*sources_.read_of(index_)))
    return "no request shows whether something is at " + printable(operation_.path) + " already";
  // A value that names nothing, or one that the user named.
  if (std::find(draft.fixed.begin(), draft.fixed.end(), *last) != draft.fixed.end()) return {};
  if (values_.given(operation_, *last) != nullptr) return {};
  if (draft.names_nothing || !creatable(draft.fixed).empty()) return {};
  return draft.method +
         " goes only to what this run created, and no documented POST creates it: --variable " +
         printable(*last) + "=VALUE names one, --allow-writes=any sends it anyway";
}

// The parameters of the path whose resources a documented request creates: what is below one of these is the
// run's own as well.
std::vector<std::string> OperationPlanner::creatable(const std::vector<std::string>& fixed) const {
  std::vector<std::string> names;
  for (const Parameter& parameter : operation_.parameters) {
    const bool is_free = parameter.in == Parameter::In::path &&
                         std::find(fixed.begin(), fixed.end(), parameter.name) == fixed.end() &&
                         values_.given(operation_, parameter.name) == nullptr;
    const std::vector<SourceCandidate> candidates =
        is_free ? sources_.of_path(index_, parameter.name) : std::vector<SourceCandidate>();
    const auto creates = [&](const SourceCandidate& candidate) {
      return sources_.names_created(candidate, index_, parameter.name);
    };
    if (std::any_of(candidates.begin(), candidates.end(), creates)) names.push_back(parameter.name);
  }
  return names;
}

std::vector<std::string> OperationPlanner::owned_parameters(const Probe& probe) const {
  if (!options_.only_own_writes || http::is_safe_method(probe.request.method) || probe.only_reads) return {};
  if (probe.request.method == operation_.method && sources_.creates(index_)) return {};
  // Below a resource of others, a value that names nothing could be created.
  if (probe.role == Role::unknown_resource) return creatable(probe.fixed);
  const std::optional<std::string> last = last_path_parameter(operation_);
  // A value that names nothing, or one that the user named.
  if (!last || values_.given(operation_, *last) != nullptr ||
      std::find(probe.fixed.begin(), probe.fixed.end(), *last) != probe.fixed.end())
    return {};
  return creatable(probe.fixed);
}

// Whether the value of an unsafe request may name a resource that was there before, and that the request
// would put below the run's own one: PUT /folders/{folderId}/documents/{documentId}, where there are other
// documents. It would be deleted with that one.
bool OperationPlanner::is_bound(const Probe& probe, const Need& need) const {
  if (!options_.only_own_writes || http::is_safe_method(probe.request.method) || probe.only_reads)
    return false;
  const PathShape shape = shape_of_path(operation_.path);
  switch (need.in) {
    case Need::In::query:
    case Need::In::header:
    case Need::In::cookie:
    case Need::In::whole_body:
      return false;
    case Need::In::body: {
      // POST /folders/{folderId}/documents with a documentId. A reference to a thing of another kind is
      // usual.
      const std::optional<std::string> named = thing_named_by(need.name);
      return !shape.empty() && shape.back() != "{}" && last_path_parameter(operation_) &&
             (named ? *named : plain_name(need.name)) == plain_name(singular_of(shape.back()));
    }
    case Need::In::path: {
      const std::optional<std::size_t> place = segment_of(operation_.path, need.name);
      const std::vector<std::string> owned = owned_parameters(probe);
      const bool is_below = std::any_of(owned.begin(), owned.end(), [&](const std::string& name) {
        return segment_of(operation_.path, name) < place;
      });
      return place && is_below && sources_.is_elsewhere(index_, need.name);
    }
  }
  return false;
}

const MadeBody& OperationPlanner::body() {
  const Members members = options_.bodies == PlanOptions::Bodies::required ? Members::required : Members::all;
  if (!body_) body_ = make_body(operation_, values_, members);
  return *body_;
}

std::optional<JsonValue> OperationPlanner::body_value() {
  if (!operation_.request_body || !unsafe(operation_.method).empty()) return std::nullopt;
  return body().value;
}

const OperationPlanner::Draft& OperationPlanner::draft_of(Role role) {
  const bool has_own_parts = (seeks_an_error(role) && role != Role::unacceptable) || role == Role::preflight;
  const Role key = has_own_parts || must_be_refused(role) ? role : Role::documented;
  const auto known = drafts_.find(key);
  if (known != drafts_.end()) return known->second;
  Draft made = made_draft(key);
  if (may_name_nothing(key, made)) made = naming_nothing(key, std::move(made));
  return drafts_.emplace(key, std::move(made)).first->second;
}

OperationPlanner::Draft OperationPlanner::made_draft(Role role) {
  switch (role) {
    case Role::unknown_resource:
      return unknown_resource();
    case Role::undocumented_method:
      return undocumented_method();
    case Role::invalid_value:
      return invalid_value();
    case Role::malformed_body:
      return with_another_body(make_malformed_body(operation_));
    case Role::unknown_type:
      return with_another_body(make_body_of_unknown_type(operation_));
    case Role::duplicate:
      return duplicate();
    case Role::preflight:
      return {.method = "OPTIONS", .parameters = parameters_};
    case Role::documented:
    case Role::cross_origin:
    case Role::other_origin:
    case Role::anonymous:
    case Role::wrong_credentials:
    case Role::denied_origin:
    case Role::unacceptable:
    case Role::forbidden:
    case Role::read_back:
    case Role::repeated:
    case Role::other_identity:
      break;
  }
  return documented_draft();
}

// Whether a write of that role can do without a resource: a server refuses it before it looks for one, or has
// none to change. What another identity writes must never reach what the run works with.
bool OperationPlanner::may_name_nothing(Role role, const Draft& draft) const {
  const bool is_error = role == Role::invalid_value || role == Role::malformed_body ||
                        role == Role::unknown_type || must_be_refused(role);
  const bool is_asked = role == Role::forbidden || (is_error && options_.only_own_writes);
  const std::optional<std::string> last = last_path_parameter(operation_);
  if (!is_asked || !last || http::is_safe_method(operation_.method) || options_.repeat_writes) return false;
  if (only_reads(operation_)) return false;
  if (sources_.creates(index_) || sources_.creates_by_name(index_)) return false;
  const bool is_decided = std::find(draft.fixed.begin(), draft.fixed.end(), *last) != draft.fixed.end();
  const bool is_given = role != Role::forbidden && values_.given(operation_, *last) != nullptr;
  return draft.missing.empty() && !is_decided && !is_given && unknown_values().contains(*last);
}

// The same request for a resource that nothing names. What the run creates takes its place, except where the
// request could spoil that one for the story.
OperationPlanner::Draft OperationPlanner::naming_nothing(Role role, Draft draft) const {
  const bool may_spoil = role == Role::forbidden || (operation_.method == "DELETE" && !must_be_refused(role));
  Replacements others = unknown_values();
  const bool stays = may_spoil || creatable(draft.fixed).empty();
  std::vector<std::string> unknown;
  for (const auto& [name, value] : others) unknown.push_back(name);
  for (const std::string& name : draft.fixed) others[name] = draft.parameters.values.at(name);
  draft.parameters = fill_parameters(operation_, values_, others);
  draft.names_nothing = true;
  for (std::string& name : unknown) {
    const bool is_decided = std::find(draft.fixed.begin(), draft.fixed.end(), name) != draft.fixed.end();
    if (stays && !is_decided) draft.fixed.push_back(std::move(name));
  }
  return draft;
}

OperationPlanner::Draft OperationPlanner::documented_draft() {
  Draft draft{
      .method = operation_.method, .parameters = parameters_, .body = body(), .missing = body().missing};
  // It names what it creates itself.
  if (options_.only_own_writes && sources_.creates_by_name(index_))
    draft.fixed = {*last_path_parameter(operation_)};
  return draft;
}

// Path parameters get other values than in the documented call. Those before the last one give way to what is
// found for them: a server may refuse a request below an unknown resource for another reason.
OperationPlanner::Draft OperationPlanner::unknown_resource() {
  Draft draft = documented_draft();
  if (sources_.creates_by_name(index_)) {
    draft.missing = operation_.method + " creates what is not there";
    return draft;
  }
  const Replacements others = unknown_values();
  if (others.empty()) draft.missing = "no path that names an unknown resource can be made";
  const std::optional<std::string> last = last_path_parameter(operation_);
  const bool is_below = last && others.contains(*last);
  for (const auto& [name, value] : others) {
    if (!is_below || name == *last) draft.fixed.push_back(name);
  }
  draft.parameters = fill_parameters(operation_, values_, others);
  return draft;
}

namespace {

// A value that has nothing of the one that the user gave.
std::optional<JsonValue> unrelated_value(const Parameter& parameter) {
  if (parameter.schema == nullptr) return JsonValue::string("text");
  const Result<JsonValue> made = value_for(parameter.schema);
  return made ? std::optional(*made) : std::nullopt;
}

}  // namespace

// Values of its path parameters that name nothing.
Replacements OperationPlanner::unknown_values() const {
  Replacements others;
  for (const Parameter& parameter : operation_.parameters) {
    if (parameter.in != Parameter::In::path) continue;
    const Result<ChosenValue> chosen = values_.of(operation_, parameter);
    if (!chosen) continue;
    using From = ChosenValue::From;
    // Another value could differ from a secret by one letter only, and it is printed.
    if (http::holds_a_web_token(plain_text(chosen->value))) continue;
    const bool may_be_secret = chosen->from == From::given && http::names_a_secret(parameter.name);
    const std::optional<JsonValue> known = may_be_secret ? unrelated_value(parameter) : chosen->value;
    if (!known) continue;
    // An enum or a default lists known values, so the parameter keeps its value.
    if (chosen->from == From::enumeration || chosen->from == From::fallback) continue;
    const bool must_be_nameless = options_.only_own_writes && !http::is_safe_method(operation_.method);
    const std::optional<JsonValue> other =
        must_be_nameless ? nameless_value(parameter.schema, *known) : other_value(parameter.schema, *known);
    if (other && *other != chosen->value) others[parameter.name] = *other;
  }
  return others;
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

namespace {

std::optional<JsonValue> forbidden_parameter(const Parameter& parameter) {
  std::optional<std::string> text = forbidden_text(parameter.schema);
  return text ? std::optional(JsonValue::string(*std::move(text))) : std::nullopt;
}

// Of a whole query (OpenAPI 3.2 §4.12.1): a form with a member at least, since an empty one would be no
// query; JSON; or a text.
std::optional<JsonValue> forbidden_query(const Parameter& parameter) {
  const MediaForm form = form_of(parameter.content_type);
  if (form == MediaForm::form) return forbidden_value(parameter.schema, ForbiddenShape::multipart);
  if (form == MediaForm::json) return forbidden_value(parameter.schema, ForbiddenShape::any);
  return forbidden_parameter(parameter);
}

}  // namespace

// One value that its schema forbids: a query, header or cookie parameter; else the body; else a path
// parameter, which a server may also take for an unknown resource. Where any text is allowed, it is an octet
// that no text in UTF-8 has (RFC 3629 §1).
OperationPlanner::Draft OperationPlanner::invalid_value() {
  constexpr const char* kNoText = "avouch\xff";
  Draft draft = documented_draft();
  const auto breaks_one = [&](bool of_path, bool as_no_text = false) {
    std::vector<Parameter> parameters = operation_.parameters;
    // The last one of a path says what the request is about: then it is about nothing.
    if (of_path) {
      std::stable_sort(
          parameters.begin(), parameters.end(), [&](const Parameter& one, const Parameter& other) {
            const auto place = [&](const Parameter& of) { return segment_of(operation_.path, of.name); };
            return place(one) > place(other);
          });
    }
    for (const Parameter& parameter : parameters) {
      const bool is_whole_query = parameter.in == Parameter::In::querystring;
      const bool is_text = !parameter.as_content || is_whole_query;
      if ((parameter.in == Parameter::In::path) != of_path || !is_text || operation_.is_key(parameter))
        continue;
      std::optional<JsonValue> forbidden;
      if (!as_no_text) {
        forbidden = is_whole_query ? forbidden_query(parameter) : forbidden_parameter(parameter);
      } else if (of_path || parameter.in == Parameter::In::query) {  // what is percent-decoded
        forbidden = JsonValue::string(kNoText);
      }
      if (!forbidden) continue;
      draft.parameters = fill_parameters(operation_, values_, {{parameter.name, *forbidden}});
      draft.fixed = {parameter.name};
      if (draft.missing.empty()) draft.missing = draft.parameters.missing;
      return true;
    }
    return false;
  };
  if (breaks_one(false)) return draft;
  MadeBody forbidden = make_forbidden_body(operation_);
  if (!forbidden.missing.empty()) {
    if (breaks_one(true) || breaks_one(true, true) || breaks_one(false, true)) return draft;
  }
  draft.missing = forbidden.missing;
  draft.body = std::move(forbidden);
  return draft;
}

OperationPlanner::Draft OperationPlanner::with_another_body(MadeBody body) {
  Draft draft = documented_draft();
  draft.missing = body.missing;
  draft.body = std::move(body);
  return draft;
}

// The POST that created something, once more. What a server creates then is deleted at once.
OperationPlanner::Draft OperationPlanner::duplicate() {
  Draft draft = documented_draft();
  if (!sources_.creates(index_))
    draft.missing = "only a POST to a collection is sent a second time";
  else if (!sources_.deletion_for(index_))
    draft.missing = "a second POST may create something, and no DELETE of it is documented";
  return draft;
}

}  // namespace avouch
