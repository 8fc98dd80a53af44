// SPDX-License-Identifier: MIT
#include "judge/answer.h"

#include <optional>
#include <vector>

#include "base/text.h"
#include "contract/documented_status.h"
#include "http/field.h"
#include "http/media_type.h"

namespace avouch {
namespace {

// "404", "4XX" or "default"; empty where none of its responses speaks of that status.
std::string documented_as(const Operation& operation, int status) {
  const std::optional<std::size_t> found = response_for(operation, status);
  return found ? operation.responses[*found].status : std::string();
}

}  // namespace

bool speaks_of(const Evidence& evidence, std::string_view documented, int status) {
  if (evidence.operation == nullptr) return status_matches(documented, status);
  return documented_as(*evidence.operation, status) == documented;
}

bool comes_as(const http::Response& answer, const DocumentedResponse& documented, std::size_t media) {
  if (documented.media.size() == 1) return true;
  const auto type = http::parse_media_type(http::combined(answer.fields, "Content-Type").value_or(""));
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

Verdict no_answer(const Failure& failure) {
  return {.outcome = Outcome::undecided, .reason = "there is no answer: " + failure.reason};
}

bool was_refused_for_want_of_credentials(const Evidence& evidence, int status) {
  return !evidence.has_credentials && (status == 401 || status == 403);
}

Verdict credentials_are_wanted(int status) {
  return {.outcome = Outcome::unexercised,
          .reason = "the target wants credentials (it answered " + std::to_string(status) +
                    ") and none were given: name them with --user NAME:PASSWORD"};
}

bool is_unknown_there(const Evidence& evidence, int status) {
  if (status != 404 || evidence.made_up.empty() || seeks_an_error(evidence.role)) return false;
  return evidence.operation != nullptr && response_for(*evidence.operation, 404).has_value();
}

std::string variable_offer(const Evidence& evidence) {
  if (evidence.made_up.empty() || seeks_an_error(evidence.role)) return {};
  std::vector<std::string> flags;
  for (const std::string& name : evidence.made_up)
    flags.push_back("--variable " + printable(name) + "=VALUE");
  return "name one that exists with " + join(flags, " ");
}

Verdict variables_are_wanted(const Evidence& evidence) {
  return {.outcome = Outcome::unexercised,
          .reason = "the target knows no such resource (it answered 404, as documented), and the path's " +
                    join(evidence.made_up, ", ") + " was made up: " + variable_offer(evidence)};
}

std::variant<const Received*, Verdict> documented_answer(const Evidence& evidence,
                                                         std::string_view documented) {
  const Received* received = evidence.exchange->received();
  if (received == nullptr) return no_answer(*evidence.exchange->failure());
  const int status = received->response.status;
  if (speaks_of(evidence, documented, status)) return received;
  // Who leaves the credentials out on purpose wants none.
  if (evidence.role != Role::anonymous && was_refused_for_want_of_credentials(evidence, status))
    return credentials_are_wanted(status);
  if (is_unknown_there(evidence, status)) return variables_are_wanted(evidence);
  std::string why = "the answer was " + status_line(received->response);
  // Only a range can cover what another response speaks of.
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
  return Verdict{.outcome = Outcome::unexercised,
                 .reason = "the answer was " + status_line((*received)->response) + ", which has no content"};
}

}  // namespace avouch
