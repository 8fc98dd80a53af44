// SPDX-License-Identifier: MIT
#include "judge/documented_answer.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "base/text.h"
#include "contract/cors_clauses.h"
#include "contract/documented_status.h"
#include "http/field.h"
#include "http/media_type.h"
#include "judge/answer.h"

namespace avouch {
namespace {

// "404", "4XX" or "default"; empty if the operation documents no response for that status.
std::string documented_as(const Operation& operation, int status) {
  const std::optional<std::size_t> found = response_for(operation, status);
  return found ? operation.responses[*found].status : std::string();
}

// Says how to give the credentials of the operation's first security alternative that has a way.
std::string credentials_offer(const Evidence& evidence) {
  if (evidence.operation == nullptr) return {};
  for (const SecurityRequirement& requirement : evidence.operation->security) {
    std::vector<std::string> ways;
    for (const SecurityScheme& scheme : requirement) {
      if (std::string way = way_to_give(scheme); !way.empty()) ways.push_back(std::move(way));
    }
    if (!ways.empty()) return ": give them with " + join(ways, " and ");
  }
  return {};
}

// Whether the call used an origin that the user did not give. A server with a list of origins may refuse it.
bool is_made_up_page(const Evidence& evidence) {
  const Operation* operation = evidence.operation;
  const auto expected = operation == nullptr ? std::nullopt : operation->expected_response();
  if (expected && admits_every_origin(operation->responses[*expected])) return false;
  return evidence.role == Role::other_origin ||
         (evidence.role == Role::cross_origin && evidence.origin == kPageOrigin);
}

// Whether the value of that parameter is one that the documentation shows: an example of a resource, which
// need not exist in the target.
bool is_documented_example(const Evidence& evidence, const std::string& name) {
  if (evidence.operation == nullptr) return false;
  const std::vector<Parameter>& parameters = evidence.operation->parameters;
  return std::any_of(parameters.begin(), parameters.end(), [&](const Parameter& parameter) {
    return parameter.name == name && parameter.in == Parameter::In::path && !parameter.examples.empty();
  });
}

}  // namespace

bool describes_status(const Evidence& evidence, std::string_view documented, int status) {
  if (evidence.operation == nullptr) return status_matches(documented, status);
  return documented_as(*evidence.operation, status) == documented;
}

bool comes_as(const std::optional<http::MediaType>& type, const DocumentedResponse& documented,
              std::size_t media) {
  if (documented.media.size() == 1 && documented.unread_media == nullptr) return true;
  if (!type) return false;
  std::vector<std::string> ranges;
  for (const DocumentedMedia& each : documented.media) ranges.push_back(each.range);
  return http::applies(*type, ranges[media], ranges);
}

std::string status_line(const http::Response& response) {
  std::string text = std::to_string(response.status);
  if (!response.reason.empty()) text += " " + shown(response.reason, 40);
  return text;
}

Verdict holds() {
  return {.outcome = Outcome::holds, .instances = 1};
}

bool is_refused_by_tls(const Evidence& evidence) {
  const Failure* failure = evidence.answer->failure();
  if (failure == nullptr || evidence.role != Role::anonymous || evidence.operation == nullptr) return false;
  const std::vector<SecurityRequirement>& all = evidence.operation->security;
  const auto has_certificate = [](const SecurityRequirement& requirement) {
    return std::any_of(requirement.begin(), requirement.end(), [](const SecurityScheme& scheme) {
      return scheme.kind == SecurityScheme::Kind::mutual_tls;
    });
  };
  const bool is_of_connection = failure->kind == Failure::Kind::tls || failure->kind == Failure::Kind::closed;
  return is_of_connection && !all.empty() && std::all_of(all.begin(), all.end(), has_certificate);
}

Verdict no_answer(const Evidence& evidence) {
  if (is_refused_by_tls(evidence)) {
    return {.outcome = Outcome::unexercised,
            .reason = "the target refused the connection of a client without a certificate"};
  }
  return {.outcome = Outcome::undecided, .reason = "no response: " + evidence.answer->failure()->reason};
}

bool was_refused_without_credentials(const Evidence& evidence, int status) {
  return !evidence.has_credentials && (status == 401 || status == 403);
}

Verdict credentials_are_needed(const Evidence& evidence, int status) {
  return {.outcome = Outcome::unexercised,
          .reason = "the target requires credentials (the response was " + std::to_string(status) +
                    ") and none were given" + credentials_offer(evidence)};
}

bool was_refused_for_made_up_values(const Evidence& evidence, int status) {
  const bool is_of_the_rate = status == 429;  // not caused by a value (RFC 6585 §4)
  if (status < 400 || status > 499 || is_of_the_rate || seeks_an_error(evidence.role)) return false;
  if (!evidence.removed_by.empty() && (status == 404 || status == 410)) return true;
  // A server with a list of origins refuses an unknown one with 403.
  return !evidence.made_up.empty() || evidence.has_made_up_body ||
         (status == 403 && is_made_up_page(evidence));
}

bool was_refused_with_credentials(const Evidence& evidence, int status) {
  return evidence.has_credentials && status == 401 && !must_be_refused(evidence.role);
}

Verdict credentials_were_refused(const http::Response& response) {
  return {
      .outcome = Outcome::unexercised,
      .reason = "the target refused the given credentials (the response was " + status_line(response) + ")"};
}

Verdict values_are_needed(const Evidence& evidence, const http::Response& response) {
  // RFC 9110 §15.5.2: a 401 is about the credentials, whatever the values are.
  if (was_refused_with_credentials(evidence, response.status)) return credentials_were_refused(response);
  if (!evidence.removed_by.empty()) {
    return {.outcome = Outcome::unexercised,
            .reason = "the response was " + status_line(response) + ", and " +
                      printable(evidence.removed_by) + " had deleted the resource before"};
  }
  std::vector<std::string> made_up;
  std::vector<std::string> examples;
  std::vector<std::string> offers;
  for (const std::string& name : evidence.made_up) {
    (is_documented_example(evidence, name) ? examples : made_up).push_back(printable(name));
    offers.push_back("--variable " + printable(name) + "=VALUE");
  }
  if (evidence.has_made_up_body) {
    made_up.emplace_back("the body");
    offers.emplace_back("--variable MEMBER=VALUE or --values FILE, or document an example of the body");
  }
  if (offers.empty()) {
    made_up.push_back("the page " + evidence.origin);
    offers.emplace_back("--origin URL");
  }
  std::vector<std::string> origins;
  if (!examples.empty())
    origins.push_back(join(examples, ", ") + (examples.size() == 1 ? " is an example" : " are examples") +
                      " of the documentation");
  if (!made_up.empty())
    origins.push_back(join(made_up, ", ") + (made_up.size() == 1 ? " was" : " were") + " made up");
  const bool may_be_forbidden = response.status == 403 && evidence.has_credentials;
  return {.outcome = Outcome::unexercised,
          .reason = "the response was " + status_line(response) + ", and " + join(origins, " and ") +
                    ": give an accepted value with " + join(offers, " ") +
                    (may_be_forbidden ? ", or credentials that allow the call" : "")};
}

bool is_documented(const Evidence& evidence, std::string_view response, int status) {
  if (evidence.operation == nullptr) return status_matches(response, status);
  return response_for(*evidence.operation, status).has_value();
}

bool is_read_as_json(const std::optional<http::MediaType>& type, const DocumentedResponse& documented) {
  if (type) return http::is_json(*type);
  return documented.media.size() == 1 && documented.media.front().range.find('*') == std::string::npos;
}

bool is_read_as(const std::optional<http::MediaType>& type, const DocumentedResponse& documented,
                std::size_t media) {
  const DocumentedMedia& one = documented.media[media];
  if (one.is_json()) return is_read_as_json(type, documented);
  if (one.form() == MediaForm::opaque && !one.is_bytes) return false;
  const auto range = http::parse_media_type(one.range);
  if (!type) return documented.media.size() == 1 && one.range.find('*') == std::string::npos;
  if (!range) return false;
  // Parameters that say how to read the content, such as a boundary, are of the response. Types of one form
  // have one syntax, except for text and bytes: HTML is no plain text, and `media-type` says so.
  const bool is_alike = form_of(type->essence()) == one.form() && one.form() != MediaForm::text &&
                        one.form() != MediaForm::opaque;
  return type->type == range->type &&
         (range->subtype.starts_with('*') || type->subtype == range->subtype || is_alike);
}

std::variant<const Received*, Verdict> documented_answer(const Evidence& evidence,
                                                         std::string_view documented) {
  const Received* received = evidence.answer->received();
  if (received == nullptr) return no_answer(evidence);
  const int status = received->response.status;
  if (describes_status(evidence, documented, status)) return received;
  // An anonymous request omits the credentials on purpose.
  if (evidence.role != Role::anonymous && was_refused_without_credentials(evidence, status))
    return credentials_are_needed(evidence, status);
  if (was_refused_for_made_up_values(evidence, status))
    return values_are_needed(evidence, received->response);
  if (was_refused_with_credentials(evidence, status)) return credentials_were_refused(received->response);
  std::string why = "the response was " + status_line(received->response);
  // Only a range can cover a status that another response documents.
  if (evidence.operation != nullptr && status_matches(documented, status))
    why += ", which is documented as " + documented_as(*evidence.operation, status) + ", not as ";
  else
    why += ", not the documented ";
  return Verdict{.outcome = Outcome::unexercised, .reason = why + std::string(documented)};
}

std::variant<const Received*, Verdict> documented_content(const Evidence& evidence,
                                                          std::string_view documented) {
  auto answer = documented_answer(evidence, documented);
  const Received* const* received = std::get_if<const Received*>(&answer);
  const int status = received == nullptr ? 0 : (*received)->response.status;
  if (status != 204 && status != 205 && status != 304) return answer;
  return Verdict{
      .outcome = Outcome::unexercised,
      .reason = "the response was " + status_line((*received)->response) + ", which has no content"};
}

}  // namespace avouch
