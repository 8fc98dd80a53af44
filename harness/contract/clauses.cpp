// SPDX-License-Identifier: MIT
#include "contract/clauses.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "contract/cors_clauses.h"
#include "contract/documented_status.h"
#include "contract/header_value.h"
#include "contract/schema/direction.h"
#include "contract/schema/discriminator.h"
#include "contract/schema/kinds.h"
#include "contract/schema/schema.h"
#include "http/field_syntax.h"
#include "json/pointer.h"

namespace avouch {
namespace {

const std::vector<Role> kAnyAnswer = {Role::documented, Role::cross_origin, Role::other_origin};
// Every request of an operation. A preflight is none, nor is one with a method that the path does not have.
const std::vector<Role> kAnyRequest = {Role::documented,       Role::cross_origin, Role::other_origin,
                                       Role::denied_origin,    Role::anonymous,    Role::wrong_credentials,
                                       Role::unknown_resource, Role::invalid_value};

bool is_success(std::string_view status) {
  return status.starts_with('2') || status.starts_with('3');
}

// Of several types, a string may be none.
bool may_be_string(const DocumentedHeader& header) {
  return (kinds_at(header.schema.get(), {}).meant() & mask_of(ValueKind::string)) != 0;
}

std::string type_claim(const DocumentedHeader& header) {
  using Type = DocumentedHeader::Type;
  switch (header.type) {
    case Type::string:
      return header.name + (may_be_string(header) ? " is a string" : " is text without control characters");
    case Type::integer:
      return header.name + " is an integer";
    case Type::number:
      return header.name + " is a number";
    case Type::boolean:
      return header.name + " is exactly true or false";
    case Type::list:
      return header.name + " is a list";
    case Type::object:
      return header.name + " is an object: names and values" +
             (header.explode ? " as name=value" : " in turn") + ", parted by commas";
    case Type::json:
      return header.name + " is one JSON text (RFC 8259)";
  }
  return {};
}

std::string media_claim(const DocumentedResponse& response) {
  std::vector<std::string> ranges;
  for (const DocumentedMedia& media : response.media) ranges.push_back(media.range);
  return "the media type is " + join(ranges, " or ");
}

// The clauses of one operation, response by response.
class ClauseBuilder {
 public:
  ClauseBuilder(const Contract& contract, std::size_t operation)
      : contract_(contract), operation_(contract.operations[operation]), index_(operation) {}

  std::vector<BoundClause> build() && {
    for (response_ = 0; response_ < operation_.responses.size(); ++response_) add_response();
    response_ = operation_.expected_response().value_or(0);
    add_documented_status();
    if (operation_.needs_credentials()) add_security();
    return std::move(clauses_);
  }

 private:
  const DocumentedResponse& response() const { return operation_.responses[response_]; }
  bool is_expected() const { return operation_.expected_response() == response_; }

  // 401 and 403 have a cause that any client can bring about: it leaves its credentials out.
  bool is_refusal() const {
    return operation_.needs_credentials() && (response().status == "401" || response().status == "403");
  }

  std::vector<Role> roles() const {
    if (is_expected()) return kAnyAnswer;
    if (is_refusal()) return {Role::anonymous};
    if (const std::optional<Role> cause = generic_cause()) return {*cause};
    if (response().status.starts_with('1')) return {};
    // Any call may get it: a 429, another 2xx; of a range and `default`, what is not documented by itself.
    std::vector<Role> roles = kAnyAnswer;
    if (operation_.needs_credentials() && is_for(401)) roles.push_back(Role::anonymous);
    for (const Role cause : causes_of_range()) roles.push_back(cause);
    return roles;
  }

  // A documented error is judged whenever it comes: the requests of other clauses may bring it about.
  std::vector<Role> also(const std::vector<Role>& when) const {
    std::vector<Role> others;
    if (is_success(response().status) || response().status.starts_with('1')) return others;
    std::copy_if(kAnyRequest.begin(), kAnyRequest.end(), std::back_inserter(others),
                 [&](Role role) { return std::find(when.begin(), when.end(), role) == when.end(); });
    return others;
  }

  // Whether the response is a range or `default`, and speaks of that status (OpenAPI 3.1 §4.8.16).
  bool is_for(int status) const {
    return is_range(response().status) && response_for(operation_, status) == response_;
  }

  // What any client can do to get an error that is documented by a range or by `default` alone. A method that
  // the path does not have is no call of this operation.
  std::vector<Role> causes_of_range() const {
    std::vector<Role> causes;
    if (names_a_resource() && is_for(404)) causes.push_back(Role::unknown_resource);
    if (takes_a_value() && is_for(400)) causes.push_back(Role::invalid_value);
    return causes;
  }

  // The answer to a HEAD, a 204, a 205 and a 304 have no content, whatever is documented: RFC 9110 §6.4.1.
  bool has_no_content() const {
    const std::string& status = response().status;
    return operation_.method == "HEAD" || status == "204" || status == "205" || status == "304";
  }

  // Of clauses about content.
  std::vector<Role> content_roles() const { return has_no_content() ? std::vector<Role>{} : roles(); }

  // What any client can do to get the documented error; nullopt where only the documentation's reader knows.
  std::optional<Role> generic_cause() const {
    const std::string& status = response().status;
    if (status == "404" && names_a_resource()) return Role::unknown_resource;
    if (status == "405") return Role::undocumented_method;
    if (status == "400" || status == "422") return Role::invalid_value;
    return std::nullopt;
  }

  bool names_a_resource() const {
    return std::any_of(operation_.parameters.begin(), operation_.parameters.end(),
                       [](const Parameter& parameter) { return parameter.in == Parameter::In::path; });
  }
  bool takes_a_value() const { return !operation_.parameters.empty() || operation_.request_body; }

  static std::string_view in_words(Role cause) {
    if (cause == Role::unknown_resource) return " to a request for an unknown resource";
    if (cause == Role::undocumented_method) return " to a method that its path does not have";
    return " to a value that its schema forbids";
  }

  void add_response() {
    add_status();
    if (!response().media.empty()) {
      add("media-type", ClauseKind::media_type, media_claim(response()), response().media.front().place,
          operation_.method == "HEAD" ? roles() : content_roles(), MediaTypeSubject{});
    }
    add_body();
    for (std::size_t i = 0; i < response().headers.size(); ++i) add_header(i);
    add_drift();
    for (BoundClause& bound : cors_clauses(contract_, index_, response_))
      clauses_.push_back(std::move(bound));
  }

  void add_status() {
    const std::string& status = response().status;
    if (status == "default")
      return;  // it covers whatever is not documented otherwise: nothing could contradict it
    std::string claim = operation_.method + " " + operation_.path + " answers " + status;
    std::vector<Role> when;
    if (is_expected() || is_success(status)) {
      when = {Role::documented, Role::cross_origin};
    } else if (is_refusal() && (status == "401" || !documents_both_refusals())) {
      when = {Role::anonymous};
      claim += " to a request without credentials";
    } else if (const std::optional<Role> cause = generic_cause(); cause && !is_refusal()) {
      when = {*cause};
      claim += in_words(*cause);
    } else {
      when = causes_of_range();
      for (const Role each : when) claim += (each == when.front() ? "" : " or") + std::string(in_words(each));
    }
    BoundClause& bound = add_bound("status", ClauseKind::status, std::move(claim), response().place,
                                   std::move(when), StatusSubject{});
    bound.also = is_success(status) ? std::vector{Role::other_origin} : also(bound.roles);
  }

  // One for all statuses that come besides the documented ones.
  void add_documented_status() {
    const std::vector<DocumentedResponse>& responses = operation_.responses;
    const bool covers_all =
        std::any_of(responses.begin(), responses.end(),
                    [](const DocumentedResponse& each) { return each.status == "default"; });
    if (responses.empty() || covers_all) return;
    std::vector<std::string> statuses;
    for (const DocumentedResponse& each : responses) statuses.push_back(each.status);
    BoundClause bound{.clause = {.coordinate = operation_.id + "/documented-status",
                                 .operation = operation_.id,
                                 .kind = ClauseKind::status,
                                 .claim = "every answer to " + operation_.method + " " + operation_.path +
                                          " has a documented status: " + join(statuses, ", "),
                                 .place = operation_.place,
                                 .documentation = operation_.documentation},
                      .operation = index_,
                      .response = response_,
                      .roles = {Role::documented},
                      .also = {Role::cross_origin, Role::other_origin, Role::denied_origin,
                               Role::unknown_resource, Role::invalid_value},
                      .subject = DocumentedStatusSubject{}};
    clauses_.push_back(std::move(bound));
  }

  // Where both are documented, 401 is for who has no credentials (RFC 9110 §15.5.2); what 403 is for, nothing
  // says.
  bool documents_both_refusals() const {
    return std::count_if(operation_.responses.begin(), operation_.responses.end(),
                         [](const DocumentedResponse& other) {
                           return other.status == "401" || other.status == "403";
                         }) == 2;
  }

  void add_body() {
    const std::vector<DocumentedMedia>& media = response().media;
    const auto json =
        std::find_if(media.begin(), media.end(), [](const DocumentedMedia& each) { return each.is_json(); });
    if (json == media.end()) return;
    using Aspect = BodySyntaxSubject::Aspect;
    add("body/syntax", ClauseKind::body_syntax, "the body is one JSON document in UTF-8 (RFC 8259)",
        json->place, content_roles(), BodySyntaxSubject{Aspect::well_formed});
    add("body/duplicate-names", ClauseKind::body_syntax,
        "no object of the body has two members of the same name", json->place, content_roles(),
        BodySyntaxSubject{Aspect::unique_names})
        .severity = Severity::warning;
    for (std::size_t i = 0; i < media.size(); ++i) add_schema(i);
  }

  void add_schema(std::size_t index) {
    const DocumentedMedia& media = response().media[index];
    if (media.schema == nullptr || !media.is_json()) return;
    const std::string body =
        response().media.size() == 1 ? "body/" : "body[" + pointer_token(media.range) + "]/";
    for (const SchemaClaim& claim : media.schema->claims()) {
      Clause& clause = add(body + claim.suffix, ClauseKind::body_schema, claim.claim, claim.place,
                           content_roles(), BodyKeywordSubject{.media = index, .keyword = claim.keyword});
      if (!claim.documentation.empty()) clause.documentation = claim.documentation;
    }
  }

  void add_header(std::size_t index) {
    using Aspect = HeaderSubject::Aspect;
    const DocumentedHeader& header = response().headers[index];
    const std::string prefix = "headers/" + header.name + "/";
    const auto add_aspect = [&](const char* name, Aspect aspect, std::string claim, std::vector<Role> when) {
      Clause& clause = add(prefix + name, ClauseKind::header, std::move(claim), header.place, std::move(when),
                           HeaderSubject{.header = index, .aspect = aspect});
      if (!header.documentation.empty()) clause.documentation = header.documentation;
    };
    if (header.required) {
      add_aspect("required", Aspect::required, header.name + " is present", roles());
    } else if (header.required_cross_origin) {
      add_aspect("required", Aspect::required,
                 header.name + " is present in an answer to a cross-origin request",
                 is_expected() ? std::vector{Role::cross_origin} : std::vector<Role>{});
    }
    add_aspect("type", Aspect::type, type_claim(header), roles());
    const http::FieldSyntax* syntax = http::field_syntax(header.name);
    // A boolean says all that the standard says of it.
    const bool is_said = header.type == DocumentedHeader::Type::boolean &&
                         equals_ignoring_ascii_case(header.name, "Access-Control-Allow-Credentials");
    if (syntax != nullptr && !is_said)
      add_aspect("syntax", Aspect::syntax, header.name + " is " + syntax->expected(), roles());
    if (header.schema == nullptr) return;
    for (const SchemaClaim& claim : header.schema->claims()) {
      if (!is_header_claim(header, claim)) continue;
      Clause& clause = add(prefix + "value/" + claim.suffix, ClauseKind::header, claim.claim, claim.place,
                           roles(), HeaderKeywordSubject{.header = index, .keyword = claim.keyword});
      if (!claim.documentation.empty()) {
        clause.documentation = claim.documentation;
      } else if (!header.documentation.empty()) {
        clause.documentation = header.documentation;
      }
    }
  }

  void add_drift() {
    using Aspect = DriftSubject::Aspect;
    const std::vector<DocumentedMedia>& media = response().media;
    const auto described = std::find_if(media.begin(), media.end(), [](const DocumentedMedia& each) {
      return each.is_json() && each.schema != nullptr;
    });
    if (described != media.end()) {
      add("drift/fields", ClauseKind::drift, "the body has no undocumented field", described->place,
          content_roles(), DriftSubject{Aspect::fields})
          .severity = Severity::warning;
    }
    const auto one_way = std::find_if(media.begin(), media.end(), [](const DocumentedMedia& each) {
      return each.is_json() && each.schema != nullptr && has_unsent(*each.schema);
    });
    if (one_way != media.end()) {
      add("drift/write-only", ClauseKind::drift, "the body has no member that is writeOnly", one_way->place,
          content_roles(), DriftSubject{Aspect::write_only})
          .severity = Severity::warning;
    }
    const auto named = std::find_if(media.begin(), media.end(), [](const DocumentedMedia& each) {
      return each.is_json() && each.schema != nullptr && first_names(*each.schema) != nullptr;
    });
    if (named != media.end()) {
      add("drift/discriminator", ClauseKind::drift, "every discriminator names a documented schema",
          first_names(*named->schema)->place, content_roles(), DriftSubject{Aspect::discriminator})
          .severity = Severity::warning;
    }
    add("drift/headers", ClauseKind::drift, "the response has no undocumented header", response().place,
        roles(), DriftSubject{Aspect::headers})
        .severity = Severity::warning;
    if (has_no_content()) {
      add("drift/content", ClauseKind::drift, "the answer has no content (RFC 9110 §6.4.1)", response().place,
          roles(), DriftSubject{Aspect::content})
          .severity = Severity::warning;
    }
  }

  void add_security() {
    const auto refused = [&](const char* name, std::string who, Role role) {
      clauses_.push_back({.clause = {.coordinate = operation_.id + "/security/" + name,
                                     .operation = operation_.id,
                                     .kind = ClauseKind::security,
                                     .claim = std::move(who) + " is refused with 401 or 403",
                                     .place = operation_.security_place,
                                     .documentation = operation_.security_documentation},
                          .operation = index_,
                          .response = response_,
                          // What the right credentials get tells whether another refusal is one.
                          .roles = {role, Role::documented},
                          .subject = SecuritySubject{}});
    };
    refused("anonymous", "a request without credentials", Role::anonymous);
    refused("wrong-credentials", "a request with wrong credentials", Role::wrong_credentials);
  }

  Clause& add(const std::string& suffix, ClauseKind kind, std::string claim, Place place,
              std::vector<Role> when, Subject subject) {
    return add_bound(suffix, kind, std::move(claim), std::move(place), std::move(when), std::move(subject))
        .clause;
  }

  // Whatever the answer's content is judged by also listens to the requests of other clauses.
  BoundClause& add_bound(const std::string& suffix, ClauseKind kind, std::string claim, Place place,
                         std::vector<Role> when, Subject subject) {
    std::vector<Role> others = when.empty() ? std::vector<Role>{} : also(when);
    const std::string& documentation = response().documentation;
    clauses_.push_back(
        {.clause = {.coordinate = operation_.id + "/" + response().status + "/" + suffix,
                    .operation = operation_.id,
                    .kind = kind,
                    .claim = std::move(claim),
                    .place = std::move(place),
                    .documentation = documentation.empty() ? operation_.documentation : documentation},
         .operation = index_,
         .response = response_,
         .roles = std::move(when),
         .also = std::move(others),
         .subject = std::move(subject)});
    return clauses_.back();
  }

  const Contract& contract_;
  const Operation& operation_;
  std::size_t index_;
  std::size_t response_ = 0;
  std::vector<BoundClause> clauses_;
};

Errors clashes(const std::vector<BoundClause>& clauses) {
  Errors errors;
  std::map<std::string_view, const Clause*> known;
  for (const BoundClause& bound : clauses) {
    const auto [first, is_new] = known.emplace(bound.clause.coordinate, &bound.clause);
    if (is_new) continue;
    errors.push_back({.title = "two claims would bear the name " + in_quotes(bound.clause.coordinate) +
                               ", here and at " + to_string(first->second->place),
                      .place = bound.clause.place,
                      .mend = "Give the operations other operationIds, or the properties other names."});
  }
  return errors;
}

}  // namespace

Result<std::vector<BoundClause>> clauses_of(const Contract& contract) {
  std::vector<BoundClause> clauses;
  for (std::size_t i = 0; i < contract.operations.size(); ++i) {
    for (BoundClause& bound : ClauseBuilder(contract, i).build()) clauses.push_back(std::move(bound));
  }
  Errors errors = clashes(clauses);
  if (!errors.empty()) return errors;
  return clauses;
}

}  // namespace avouch
