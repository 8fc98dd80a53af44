// SPDX-License-Identifier: MIT
#include "judge/answer.h"

#include "base/text.h"

namespace avouch {

bool status_matches(std::string_view documented, int status) {
  if (documented == "default") return true;
  const std::string seen = std::to_string(status);
  if (documented.size() == 3 && ascii_lower(documented.substr(1)) == "xx") return seen[0] == documented[0];
  return documented == seen;
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

std::variant<const Received*, Verdict> documented_answer(const Evidence& evidence,
                                                         std::string_view documented) {
  const Received* received = evidence.exchange->received();
  if (received == nullptr) return no_answer(*evidence.exchange->failure());
  const int status = received->response.status;
  if (status_matches(documented, status)) return received;
  if (was_refused_for_want_of_credentials(evidence, status)) return credentials_are_wanted(status);
  return Verdict{.outcome = Outcome::unexercised,
                 .reason = "the answer was " + status_line(received->response) + ", not the documented " +
                           std::string(documented)};
}

}  // namespace avouch
