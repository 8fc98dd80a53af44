// SPDX-License-Identifier: MIT
#include "plan/operation_planner.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "contract/cors_clauses.h"
#include "contract/documented_status.h"
#include "http/syntax.h"
#include "json/json_value.h"
#include "plan/further_query.h"
#include "plan/reading_post.h"

namespace avouch {
namespace {

std::string accepted_of(const Operation& operation) {
  std::vector<std::string> ranges;
  std::set<std::string_view> known;
  for (const DocumentedResponse& response : operation.responses) {
    for (const DocumentedMedia& media : response.media) {
      if (known.insert(media.range).second) ranges.push_back(media.range);
    }
  }
  return ranges.empty() ? "*/*" : join(ranges, ", ");
}

GivenCredentials given_by(const Operation& operation, const Destination& destination,
                          const PlanOptions& options, const ValueSource& values) {
  const auto variable = [&operation, &values](const std::string& name) -> std::optional<std::string> {
    const JsonValue* given = values.given(operation, name);
    return given == nullptr ? std::nullopt : std::optional(plain_text(*given));
  };
  GivenCredentials given{
      .user = options.user, .headers = options.headers, .variable = variable, .keys = options.keys};
  if (destination.named == nullptr) return given;
  given.user = destination.named->user;
  if (destination.named->has_own_user) {
    given.keys.token.reset();
    given.keys.by_scheme.clear();
    std::erase_if(given.headers,
                  [&](const http::Field& field) { return carries_credentials(operation, field.name); });
  }
  return given;
}

// Nothing of the first identity is sent for the second one.
std::optional<Credentials> other_credentials(const Operation& operation, const PlanOptions& options) {
  if (!options.other) return std::nullopt;
  GivenCredentials given{
      .user = options.other->user, .headers = options.headers, .variable = {}, .keys = options.other->keys};
  std::erase_if(given.headers,
                [&](const http::Field& field) { return carries_credentials(operation, field.name); });
  return credentials_for(operation, given);
}

// "AVOUCH_OTHER_TOKEN": for the first alternative that can be given.
std::string ways_to_give_other(const Operation& operation) {
  for (const SecurityRequirement& requirement : operation.security) {
    std::vector<std::string> ways;
    for (const SecurityScheme& scheme : requirement) ways.push_back(way_to_give_other(scheme));
    const bool can_be_given = std::find(ways.begin(), ways.end(), "") == ways.end();
    if (can_be_given && !ways.empty()) return join(ways, " and ");
  }
  return {};
}

// Whether the operation asks for the ETag of its resource: by a required If-Match, or by a 428 (RFC 6585 §3).
bool needs_if_match(const Operation& operation) {
  const bool is_change =
      operation.method == "PUT" || operation.method == "PATCH" || operation.method == "DELETE";
  const auto requires_it = [](const Parameter& one) {
    return one.in == Parameter::In::header && one.required &&
           equals_ignoring_ascii_case(one.name, "If-Match");
  };
  return is_change && (exact_response_for(operation, 428) ||
                       std::any_of(operation.parameters.begin(), operation.parameters.end(), requires_it));
}

// Returns whether it has clauses that only a request from another origin can exercise.
bool has_cross_origin_claims(const Operation& operation) {
  const std::optional<std::size_t> expected = operation.expected_response();
  if (!expected) return false;
  const DocumentedResponse& response = operation.responses[*expected];
  return documents_cors(response) ||
         std::any_of(response.headers.begin(), response.headers.end(),
                     [](const DocumentedHeader& header) { return header.required_cross_origin; });
}

}  // namespace

OperationPlanner::OperationPlanner(const Contract& contract, std::size_t operation, Destination destination,
                                   const PlanOptions& options, const ValueSource& values,
                                   const Sources& sources)
    : contract_(contract),
      operation_(contract.operations[operation]),
      index_(operation),
      destination_(std::move(destination)),
      options_(options),
      values_(values),
      sources_(sources),
      accepted_(accepted_of(operation_)),
      credentials_(credentials_for(operation_, given_by(operation_, destination_, options, values))),
      other_(other_credentials(operation_, options)),
      parameters_(fill_parameters(operation_, values)) {}

std::string OperationPlanner::refusal(Role role) {
  if (const auto why = options_.unasked.find(index_); why != options_.unasked.end()) return why->second;
  if (role == Role::other_identity || role == Role::forbidden) {
    if (std::string why = no_other_identity(); !why.empty()) return why;
  }
  if (!destination_.missing.empty()) return destination_.missing;
  if (!parameters_.missing.empty()) return parameters_.missing;
  const bool is_bare = role == Role::preflight || role == Role::anonymous;
  if (!credentials_.unsupported.empty() && !is_bare) return credentials_.unsupported;
  if (role == Role::wrong_credentials && !credentials_.no_wrong_one.empty()) return credentials_.no_wrong_one;
  if (role == Role::preflight) return {};  // OPTIONS changes nothing (RFC 9110 §9.2.1)
  const bool is_own_method = role != Role::undocumented_method;
  if (std::string why = is_own_method ? unsafe(operation_.method) : std::string(); !why.empty()) return why;
  const bool is_further_origin = role == Role::other_origin || role == Role::denied_origin;
  if (is_further_origin && is_sent_once()) return "a write is sent only once, so not from a second origin";
  if (const std::string& missing = draft_of(role).missing; !missing.empty()) return missing;
  return unowned(role);
}

// Why no request of a second identity can be made; empty if one can.
std::string OperationPlanner::no_other_identity() const {
  const std::string none = "no second identity";
  const bool is_given = other_ && (other_->given || options_.other->keys.accepts_stand_ins);
  if (!is_given) {
    const std::string ways = ways_to_give_other(operation_);
    return ways.empty() ? none : none + ": give " + ways;
  }
  if (destination_.named != nullptr && destination_.named->has_own_user)
    return none + ": the server of the operation has credentials of its own";
  if (!other_->unsupported.empty()) return none + ": " + other_->unsupported;
  if (other_->right == credentials_.right) return none + ": it has the credentials of the first one";
  return {};
}

bool OperationPlanner::is_sent_once() const {
  return !http::is_safe_method(operation_.method) && !options_.repeat_writes;
}

Role OperationPlanner::sent_as(Role role) const {
  const bool is_call = role == Role::documented || role == Role::cross_origin;
  if (!is_call || !is_sent_once()) return role;
  return !pages().empty() && has_cross_origin_claims(operation_) ? Role::cross_origin : Role::documented;
}

std::vector<Probe> OperationPlanner::probes(Role role) {
  const Draft& draft = draft_of(role);
  switch (role) {
    case Role::documented:
    case Role::unknown_resource:
    case Role::undocumented_method:
    case Role::invalid_value:
    case Role::malformed_body:
    case Role::unknown_type:
    case Role::duplicate:
    case Role::read_back:
    case Role::repeated:
      return {with_credentials(role, draft)};
    case Role::unacceptable: {
      Probe probe = with_credentials(role, draft);
      http::set(probe.request.fields, "Accept", kUnknownType);
      return {std::move(probe)};
    }
    case Role::cross_origin:
      if (is_sent_once()) return {cross_origin(pages().front(), draft)};
      return per_origin([&](const std::string& origin) { return cross_origin(origin, draft); });
    case Role::preflight:
      return per_origin([&](const std::string& origin) { return preflight(origin, draft); });
    case Role::other_origin:
      return other_origins(draft);
    case Role::anonymous:
      return {anonymous(draft)};
    case Role::wrong_credentials:
      return wrong_ones(draft);
    case Role::other_identity:
    case Role::forbidden:
      return {of_other(role, draft)};
    case Role::denied_origin:
      return denied_origins(draft);
  }
  return {};
}

// Returns the origins of the calling pages: the contract's, else the options'.
const std::vector<std::string>& OperationPlanner::pages() const {
  const bool names_pages = operation_.cors && !operation_.cors->admitted.empty();
  return names_pages ? operation_.cors->admitted : options_.origins;
}

template <class Make>
std::vector<Probe> OperationPlanner::per_origin(const Make& make) const {
  std::vector<Probe> made;
  for (const std::string& origin : pages()) {
    made.push_back(make(origin));
    if (made.size() > 1) made.back().id += "/" + std::to_string(made.size());
  }
  return made;
}

Probe OperationPlanner::bare(Role role, const Draft& draft, const Proof& proof,
                             const std::string& accept) const {
  const bool is_a_write = !http::is_safe_method(draft.method) && draft.method != "DELETE";
  Probe probe{.id = operation_.id + "/" + std::string(to_string(role)),
              .operation = index_,
              .base = destination_.base,
              .role = role,
              .made_up = draft.parameters.made_up,
              .has_made_up_body = draft.body.is_made_up,
              .names_nothing = draft.names_nothing,
              .only_reads = draft.method == operation_.method && only_reads(operation_),
              .is_action = is_a_write && sources_.acts(index_),
              .acts_last = is_a_write && sources_.acts_last(index_),
              .values = draft.parameters.values,
              .fixed = draft.fixed,
              .key_query = proof.query,
              .media = draft.body.media,
              .body = draft.body.value};
  http::Request& request = probe.request;
  request.method = draft.method;
  request.target = with_query(draft.parameters.target, proof.query);
  request.identity = proof.identity;
  request.fields.push_back({"Accept", accept.empty() ? accepted_ : accept});
  if (!draft.body.content_type.empty()) {
    request.fields.push_back({"Content-Type", draft.body.content_type});
    request.body = draft.body.content;
  }
  const http::Fields& of_parameters = draft.parameters.fields;
  request.fields.insert(request.fields.end(), of_parameters.begin(), of_parameters.end());
  for (const http::Field& field : options_.headers) {
    if (carries_credentials(operation_, field.name)) continue;
    // The user's headers take precedence over ours.
    for (const char* ours : {"Accept", "Content-Type", "Accept-Encoding", "User-Agent"}) {
      if (equals_ignoring_ascii_case(field.name, ours)) http::remove(request.fields, ours);
    }
    request.fields.push_back(field);
  }
  request.fields.insert(request.fields.end(), proof.fields.begin(), proof.fields.end());
  NamedTexts cookies = draft.parameters.cookies;
  cookies.insert(cookies.end(), proof.cookies.begin(), proof.cookies.end());
  const bool is_own = draft.method == operation_.method && !http::is_safe_method(draft.method);
  if (is_own && needs_if_match(operation_) && !gives_if_match(draft))
    probe.precondition = Precondition::unchanged;
  if (!cookies.empty()) {  // RFC 6265 §5.4: a request has at most one Cookie
    const std::optional<std::string> own = http::combined(request.fields, "Cookie");
    http::set(request.fields, "Cookie", (own ? *own + "; " : "") + joined_pairs(cookies, "; "));
  }
  return probe;
}

// Whether the user, or the role, decides the value of If-Match.
bool OperationPlanner::gives_if_match(const Draft& draft) const {
  if (http::contains(options_.headers, "If-Match")) return true;
  return std::any_of(operation_.parameters.begin(), operation_.parameters.end(), [&](const Parameter& one) {
    const bool is_fixed = std::find(draft.fixed.begin(), draft.fixed.end(), one.name) != draft.fixed.end();
    return one.in == Parameter::In::header && equals_ignoring_ascii_case(one.name, "If-Match") &&
           (is_fixed || values_.given(operation_, one.name) != nullptr);
  });
}

std::optional<Probe> OperationPlanner::conditional(Precondition precondition) {
  const char* field = precondition == Precondition::changed ? "If-None-Match" : "If-Match";
  if (!refusal(Role::repeated).empty() || http::contains(options_.headers, field)) return std::nullopt;
  Probe probe = with_credentials(Role::repeated, draft_of(Role::repeated));
  probe.id = operation_.id + (precondition == Precondition::changed ? "/if-none-match" : "/if-match");
  probe.precondition = precondition;
  return probe;
}

Probe OperationPlanner::with_credentials(Role role, const Draft& draft, const std::string& accept) const {
  Probe probe = bare(role, draft, credentials_.right, accept);
  probe.has_credentials = credentials_.given;
  return probe;
}

Probe OperationPlanner::of_other(Role role, const Draft& draft) const {
  Probe probe = bare(role, draft, other_->right);
  probe.has_credentials = true;
  return probe;
}

Probe OperationPlanner::call(FilledParameters parameters, MadeBody body) const {
  return with_credentials(Role::documented, {.method = operation_.method,
                                             .parameters = std::move(parameters),
                                             .body = std::move(body),
                                             .missing = {},
                                             .fixed = {}});
}

Probe OperationPlanner::preferred(const std::string& wish, const std::string& accept,
                                  const std::string& label) {
  Probe probe = with_credentials(Role::documented, draft_of(Role::documented), accept);
  const std::string first = wish.substr(0, wish.find(','));
  probe.id = operation_.id + "/prefer-" +
             (first.starts_with("code=") ? first.substr(5) : first.substr(0, first.find('='))) + label;
  probe.is_preferred = true;
  if (!accept.empty()) http::set(probe.request.fields, "Accept", accept);  // the user may give another one
  probe.request.fields.push_back({"Prefer", wish});
  return probe;
}

Probe OperationPlanner::negotiated(const std::string& range) {
  Probe probe = with_credentials(Role::documented, draft_of(Role::documented), range);
  probe.id = operation_.id + "/accept-" + range;
  probe.is_preferred = true;
  probe.is_negotiated = true;
  return probe;
}

std::vector<Probe> OperationPlanner::wrong_ones(const Draft& draft) const {
  std::vector<Probe> made = {bare(Role::wrong_credentials, draft, credentials_.wrong)};
  for (const WrongProof& wrong : credentials_.further_wrong) {
    made.push_back(bare(Role::wrong_credentials, draft, wrong.proof));
    made.back().id += "-" + wrong.scheme;
  }
  return made;
}

std::vector<Probe> OperationPlanner::further() {
  std::vector<Probe> made;
  for (const FurtherQuery& query : further_queries(operation_)) {
    if (values_.given(operation_, query.parameter) != nullptr) continue;
    Draft draft = draft_of(Role::documented);
    draft.parameters = fill_parameters(operation_, values_, {{query.parameter, query.value}});
    if (!draft.parameters.missing.empty()) continue;
    draft.fixed.push_back(query.parameter);
    made.push_back(with_credentials(Role::repeated, draft));
    made.back().id = operation_.id + "/with-" + query.parameter;
    made.back().is_further = true;
  }
  return made;
}

bool OperationPlanner::may_have_other_bodies(const Probe& probe) const {
  const bool is_call = probe.role == Role::documented || probe.role == Role::cross_origin;
  return options_.bodies == PlanOptions::Bodies::both && is_call && probe.has_made_up_body &&
         !probe.is_preferred && !http::is_safe_method(operation_.method);
}

std::optional<Probe> OperationPlanner::with_a_smaller_body(const Probe& probe) {
  const MadeBody smaller = make_body(operation_, values_, Members::required);
  if (!smaller.missing.empty() || smaller.content_type.empty() || smaller.content == probe.request.body)
    return std::nullopt;
  Probe other = probe;
  other.id += "/required-members";
  other.media = smaller.media;
  other.body = smaller.value;
  other.request.body = smaller.content;
  for (http::Field& field : other.request.fields) {
    if (field.name == "Content-Type" && field.value == body().content_type)
      field.value = smaller.content_type;
  }
  return other;
}

std::optional<Probe> OperationPlanner::removal() {
  if (!destination_.missing.empty() || !parameters_.missing.empty() || !credentials_.unsupported.empty())
    return std::nullopt;
  const Draft& draft = draft_of(Role::documented);
  if (!draft.missing.empty()) return std::nullopt;
  return completed_removal(with_credentials(Role::documented, draft));
}

std::optional<Probe> OperationPlanner::removal_by_other() {
  if (!removal() || !no_other_identity().empty()) return std::nullopt;
  return completed_removal(of_other(Role::documented, draft_of(Role::documented)));
}

Probe OperationPlanner::completed_removal(Probe probe) const {
  probe.id = operation_.id + "/clean-up";
  for (const Parameter& parameter : operation_.parameters) {
    if (parameter.in == Parameter::In::path)
      probe.needs.push_back({.in = Need::In::path, .name = parameter.name, .sources = {}});
  }
  return probe;
}

namespace {

void come_from(Probe& probe, const std::string& origin) {
  probe.origin = origin;
  http::set(probe.request.fields, "Origin", origin);
}

}  // namespace

Probe OperationPlanner::cross_origin(const std::string& origin, const Draft& draft) const {
  Probe probe = with_credentials(Role::cross_origin, draft);
  come_from(probe, origin);
  return probe;
}

std::vector<Probe> OperationPlanner::other_origins(const Draft& draft) const {
  std::vector<std::string> others = {kOpaqueOrigin};
  if (pages() != PlanOptions{}.origins) others.push_back(kOtherOrigin);
  std::vector<Probe> made;
  for (const std::string& origin : others) {
    if (std::find(pages().begin(), pages().end(), origin) != pages().end()) continue;
    made.push_back(with_credentials(Role::other_origin, draft));
    come_from(made.back(), origin);
    if (made.size() > 1) made.back().id += "/" + std::to_string(made.size());
  }
  return made;
}

std::vector<Probe> OperationPlanner::denied_origins(const Draft& draft) const {
  std::vector<Probe> made;
  if (!operation_.cors) return made;
  for (const std::string& origin : operation_.cors->denied) {
    made.push_back(with_credentials(Role::denied_origin, draft));
    come_from(made.back(), origin);
    if (made.size() > 1) made.back().id += "/" + std::to_string(made.size());
  }
  return made;
}

Probe OperationPlanner::anonymous(const Draft& draft) const {
  Probe probe = bare(Role::anonymous, draft, credentials_.none);
  if (!pages().empty()) come_from(probe, pages().front());
  return probe;
}

// Fetch §4.8, CORS-preflight fetch: without credentials and without the page's headers.
Probe OperationPlanner::preflight(const std::string& origin, const Draft& draft) const {
  Probe probe{.id = operation_.id + "/preflight",
              .operation = index_,
              .base = destination_.base,
              .role = Role::preflight,
              .values = draft.parameters.values};
  probe.request.method = draft.method;
  probe.request.target = draft.parameters.target;
  probe.request.fields = {{"Accept", "*/*"}, {"Access-Control-Request-Method", operation_.method}};
  const std::vector<std::string> names = cors_request_headers(operation_);
  if (!names.empty()) probe.request.fields.push_back({"Access-Control-Request-Headers", join(names, ",")});
  come_from(probe, origin);
  return probe;
}

}  // namespace avouch
