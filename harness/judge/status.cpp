// SPDX-License-Identifier: MIT
#include "judge/status.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "http/media_type.h"
#include "judge/answer.h"

namespace avouch {
namespace {

Verdict holds() {
  return {.outcome = Outcome::holds, .instances = 1};
}

Verdict violated(std::string reason, Finding finding) {
  return {.outcome = Outcome::violated,
          .reason = std::move(reason),
          .findings = {std::move(finding)},
          .instances = 1,
          .failures = 1};
}

// What the answer's own fields tell about an unexpected status.
std::string hint(const http::Response& response, const Evidence& evidence) {
  if (response.status >= 300 && response.status < 400) {
    const auto location = http::combined(response.fields, "Location");
    return location ? "; it redirects to " + shown(*location) + ", which is not followed"
                    : "; a redirect is not followed";
  }
  if (response.status == 401 && evidence.has_credentials) return "; it refused the given credentials";
  if (response.status == 404 && !evidence.made_up.empty()) {
    return "; the path's " + join(evidence.made_up, ", ") + " was made up: " + variable_offer(evidence);
  }
  return {};
}

}  // namespace

Verdict judge_status(const DocumentedResponse& response, const Evidence& evidence) {
  if (const Failure* failure = evidence.exchange->failure()) {
    if (failure->kind != Failure::Kind::malformed) return no_answer(*failure);
    return violated("what came back is not an HTTP response: " + failure->reason,
                    {.where = "status line", .seen = shown(failure->reason), .expected = response.status});
  }
  const http::Response& seen = evidence.exchange->received()->response;
  if (speaks_of(evidence, response.status, seen.status)) return holds();
  if (was_refused_for_want_of_credentials(evidence, seen.status)) {
    if (evidence.role != Role::anonymous) return credentials_are_wanted(seen.status);
    return {.outcome = Outcome::unexercised,
            .reason = "a request without credentials was refused with " + status_line(seen) + ", not with " +
                      response.status};
  }
  if (is_unknown_there(evidence, seen.status)) return variables_are_wanted(evidence);
  if (seeks_an_error(evidence.role)) {
    return {.outcome = Outcome::unexercised,
            .reason = "a request that was to bring about " + response.status + " was answered with " +
                      status_line(seen)};
  }
  return violated("the target answered " + status_line(seen) + hint(seen, evidence),
                  {.where = "status", .seen = status_line(seen), .expected = response.status});
}

Verdict judge_media_type(const DocumentedResponse& response, const Evidence& evidence) {
  const auto answer = documented_content(evidence, response.status);
  if (const Verdict* verdict = std::get_if<Verdict>(&answer)) return *verdict;
  const http::Response& seen = std::get<const Received*>(answer)->response;

  std::vector<std::string> ranges;
  for (const DocumentedMedia& media : response.media) ranges.push_back(media.range);
  const std::string expected = join(ranges, " or ");
  const std::string where = "header Content-Type";

  const std::vector<std::string> lines = http::values(seen.fields, "Content-Type");
  if (lines.empty()) return violated("there is no Content-Type", {where, "absent", expected});
  if (lines.size() > 1) {
    return violated(
        "Content-Type is there " + std::to_string(lines.size()) + " times (RFC 9110 §5.3 allows one)",
        {where, shown(join(lines, " and ")), expected});
  }
  const std::string value = in_quotes(lines.front());
  const auto type = http::parse_media_type(lines.front());
  if (!type) return violated(value + " is not a media type (RFC 9110 §8.3.1)", {where, value, expected});
  const bool documented = std::any_of(ranges.begin(), ranges.end(), [&](const std::string& range) {
    const auto parsed = http::parse_media_type(range);
    return parsed && http::within(*type, *parsed);
  });
  if (documented) return holds();
  return violated("the media type is " + shown(type->essence()), {where, value, expected});
}

Verdict judge_security(const Evidence& evidence) {
  if (const Failure* failure = evidence.exchange->failure()) return no_answer(*failure);
  const http::Response& seen = evidence.exchange->received()->response;
  if (seen.status == 401 || seen.status == 403) return holds();
  const std::string who =
      evidence.role == Role::anonymous ? "a request without credentials" : "a request with wrong credentials";
  return violated(who + " was answered with " + status_line(seen),
                  {.where = "status", .seen = status_line(seen), .expected = "401 or 403"});
}

}  // namespace avouch
