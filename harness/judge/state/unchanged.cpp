// SPDX-License-Identifier: MIT
// What a request must leave as it is: a second POST what the first one created, a second identical PUT all
// that was sent, a PATCH what it does not send.
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "json/instance.h"
#include "json/pointer.h"
#include "judge/documented_answer.h"
#include "judge/state/marks.h"
#include "judge/state/story.h"

namespace avouch::life {
namespace {

Verdict verdict_on(Comparison comparison, const std::string& fault) {
  if (comparison.failures == 0) return {.outcome = Outcome::holds, .instances = comparison.compared};
  Verdict verdict = violated(fault, std::move(comparison.findings));
  verdict.instances = comparison.compared;
  verdict.failures = comparison.failures;
  return verdict;
}

}  // namespace

// Compares the members of the thing that `whole` sent, as two reads show them. A server may count or date
// requests (RFC 9110 §9.2.2), so members that no request sent do not count, nor do those that servers usually
// keep themselves.
Comparison compare_reads(const Question& question, const StateSubject& subject, const Evidence& whole,
                         const Evidence& before, const Evidence& after,
                         const std::function<bool(std::string_view name)>& counts) {
  const Operation& reading = question.contract.operations[subject.read];
  const ParsedBody* old = json_of(before);
  const ParsedBody* now = json_of(after);
  if (!is_success(before) || !is_success(after) || old == nullptr || now == nullptr)
    return {.unexercised = "the resource was not shown before and after the second request"};
  const ParsedBody sent = parse_body(whole.answer->exchange().sent.body);
  if (sent.instance == nullptr || sent.instance->root().kind() != ValueKind::object)
    return {.unexercised = "the request has no JSON object"};
  const Thing asked = sent_thing(sent.instance->root(), reading);
  const Thing was = shown_thing(old->instance->root(), asked.value);
  const Thing is = shown_thing(now->instance->root(), asked.value);
  const std::set<std::string> unordered = unordered_members(question.operation(), reading);
  Comparison made;
  std::size_t seen = 0;
  for (const Member member : asked.value.members()) {
    if (++seen > kMostMembers) break;
    if (!counts(member.name) || is_kept_by_server(member.name)) continue;
    const auto of = [&](const Thing& thing) {
      return thing.value.kind() == ValueKind::object ? thing.value.find(member.name) : std::nullopt;
    };
    const std::optional<Value> then = of(was);
    const std::optional<Value> later = of(is);
    if (!then && !later) continue;
    ++made.compared;
    if (then && later && *then == *later) continue;
    const bool is_a_set = unordered.contains(std::string(member.name));
    if (is_a_set && then && later && has_same_items(*then, *later)) continue;
    ++made.failures;
    if (made.findings.size() == kFindingLimit) continue;
    ShownDifference difference = shown_difference(later, then);
    made.findings.push_back({.where = "body " + shown(pointer_append(is.pointer, member.name)),
                             .seen = std::move(difference.seen),
                             .expected = std::move(difference.expected) + ", as before"});
  }
  const std::string action = action_between(question, subject, before, after);
  if (made.failures > 0 && !action.empty())
    return {.unexercised = "the resource shows other values, and " + action};
  return made;
}

Verdict judge_repeatable(const StateSubject& subject, const Question& question, const Story& story) {
  if (story.repeats.empty() || story.reads.size() < 2)
    return unexercised("the request was not sent a second time");
  const Evidence& again = *story.repeats.front();
  if (story.write->answer->exchange().sent.body != again.answer->exchange().sent.body ||
      path_of(*story.write) != path_of(again))
    return unexercised("the second request is not the same");
  if (!is_success(again)) return unexercised("the second " + got(again));
  Comparison comparison = compare_reads(question, subject, *story.write, *story.reads[0], *story.reads[1],
                                        [](std::string_view) { return true; });
  if (!comparison.unexercised.empty()) return unexercised(comparison.unexercised);
  if (comparison.compared == 0)
    return unexercised("the answers to " + method_of(*story.reads[0]) + " show no member that was sent");
  return verdict_on(std::move(comparison), "a second identical " + method_of(again) +
                                               " changed what the resource shows (RFC 9110 §9.2.2)");
}

Verdict judge_distinct(const StateSubject& subject, const Question& question, const Story& story) {
  if (story.repeats.empty() || story.reads.size() < 2)
    return unexercised("the request was not sent a second time");
  const Evidence& second = *story.repeats.front();
  const Evidence& before = *story.reads[0];
  const Evidence& after = *story.reads[1];
  // 201 alone says that a resource was created (RFC 9110 §15.3.2).
  if (status_of(second) != 201) return unexercised("the second " + got(second));
  if (!is_success(before)) return unexercised("before the second " + method_of(second) + ", " + got(before));
  const std::string fault = "a second " + method_of(second) + " changed what the first one created";
  const auto apart = [&](Verdict verdict) {
    return apart_from_actions(std::move(verdict), question, subject, before, after);
  };
  if (status_of(after) == 404 || status_of(after) == 410)
    return apart(violated(fault, {{.where = "status",
                                   .seen = status_line(after.answer->received()->response),
                                   .expected = "a success, as before"}}));
  Comparison comparison =
      compare_reads(question, subject, *story.write, before, after, [](std::string_view) { return true; });
  if (!comparison.unexercised.empty()) return unexercised(comparison.unexercised);
  if (comparison.compared == 0)
    return unexercised("the answers to " + method_of(before) + " show no member that was sent");
  return verdict_on(std::move(comparison), fault);
}

Verdict judge_untouched(const StateSubject& subject, const Question& question, const Story& story) {
  if (story.repeats.empty() || story.reads.size() < 2) return unexercised("no request left a member out");
  const Evidence& part = *story.repeats.back();
  const Evidence& whole = story.repeats.size() > 1 ? *story.repeats.front() : *story.write;
  if (!is_success(part)) return unexercised("with some members alone, " + got(part));
  const ParsedBody sent = parse_body(part.answer->exchange().sent.body);
  if (sent.instance == nullptr || sent.instance->root().kind() != ValueKind::object)
    return unexercised("the request has no JSON object");
  const Thing asked = sent_thing(sent.instance->root(), question.contract.operations[subject.read]);
  Comparison comparison = compare_reads(question, subject, whole, *story.reads[0], *story.reads[1],
                                        [&](std::string_view name) { return !asked.value.find(name); });
  if (!comparison.unexercised.empty()) return unexercised(comparison.unexercised);
  if (comparison.compared == 0)
    return unexercised("the answers to " + method_of(*story.reads[0]) + " show no member that was left out");
  return verdict_on(std::move(comparison),
                    method_of(part) + " changed a member that it did not send (RFC 5789)");
}

}  // namespace avouch::life
