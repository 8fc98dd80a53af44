// SPDX-License-Identifier: MIT
#include "judge/answer.h"

#include <vector>

#include "base/text.h"
#include "http/field.h"
#include "http/media_type.h"

namespace avouch {

bool status_matches(std::string_view documented, int status) {
  if (documented == "default") return true;
  const std::string seen = std::to_string(status);
  if (documented.size() == 3 && ascii_lower(documented.substr(1)) == "xx") return seen[0] == documented[0];
  return documented == seen;
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
  return status == 404 && evidence.not_found_is_documented && !evidence.made_up.empty() &&
         !seeks_an_error(evidence.role);
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
  if (status_matches(documented, status)) return received;
  // Who leaves the credentials out on purpose wants none.
  if (evidence.role != Role::anonymous && was_refused_for_want_of_credentials(evidence, status))
    return credentials_are_wanted(status);
  if (is_unknown_there(evidence, status)) return variables_are_wanted(evidence);
  return Verdict{.outcome = Outcome::unexercised,
                 .reason = "the answer was " + status_line(received->response) + ", not the documented " +
                           std::string(documented)};
}

}  // namespace avouch
