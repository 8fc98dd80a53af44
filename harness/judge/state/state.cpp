// SPDX-License-Identifier: MIT
// What a resource's life implies (docs/state.md). No document forbids the contrary, so all are warnings.
#include "judge/state/story.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/text.h"
#include "contract/server.h"
#include "http/url.h"
#include "judge/documented_answer.h"

namespace avouch {
namespace life {
namespace {

using StateAspect = StateSubject::Aspect;

// Why the read is about another resource than the write; empty if it is about the same.
std::string other_resource(const Evidence& write, const Evidence& read) {
  const std::string written = path_of(write);
  const std::string seen = path_of(read);
  if (method_of(write) != "POST") return written == seen ? "" : "another resource was read";
  const bool is_below = seen.size() > written.size() + 1 && seen.starts_with(written) &&
                        seen[written.size()] == '/' && seen.find('/', written.size() + 1) == seen.npos;
  return is_below ? "" : "another resource was read";
}

Verdict judge_readable(const Story& story) {
  const Evidence& read = *story.reads.front();
  const int status = status_of(read);
  if (is_success(read)) return holds();
  const std::string after = "after " + got(*story.write) + ", " + got(read);
  if (status != 404 && status != 410) return unexercised(after);
  return violated(
      after,
      {{.where = "status", .seen = status_line(read.answer->received()->response), .expected = "a success"}});
}

// Location identifies what was created (RFC 9110 §15.3.2). It may be on a server that is documented. A PUT
// that replaced something created nothing.
Verdict judge_located(const Question& question, const Story& story) {
  const Evidence& write = *story.write;
  if (method_of(write) == "PUT" && status_of(write) != 201) return unexercised(got(write));
  const auto location = http::combined(write.answer->received()->response.fields, "Location");
  if (!location) return unexercised("the answer to " + method_of(write) + " has no Location");
  const std::optional<http::Url> sent = http::parse_url(write.answer->exchange().url);
  const std::optional<http::Url> url = sent ? http::resolve(*sent, *location) : std::nullopt;
  if (!url) return unexercised("the Location is no URL of HTTP");
  const std::vector<std::string>& servers = question.operation().servers;
  const bool is_documented = url->origin() == sent->origin() ||
                             std::any_of(servers.begin(), servers.end(), [&](const std::string& server) {
                               const std::optional<ServerBase> base = server_base(server);
                               return base && base->origin == url->origin();
                             });
  if (is_documented) return holds();
  return violated("the Location of what was created is on another host",
                  {{.where = "header Location",
                    .seen = in_quotes(*location),
                    .expected = "a URL on " + serialize(sent->origin())}});
}

Verdict verdict_on(const StateSubject& subject, const Question& question) {
  if (subject.aspect == StateAspect::etag) return judge_etag(question);
  if (subject.aspect == StateAspect::owned) return judge_owned(question, subject);
  const Story story = story_of(question, subject);
  if (story.verdict) return *story.verdict;
  const bool needs_a_read = subject.aspect != StateAspect::located && subject.aspect != StateAspect::others;
  if (needs_a_read && story.reads.empty())
    return unexercised("the resource was not read after " + method_of(*story.write));
  for (const Evidence* read : story.reads) {
    if (std::string why = other_resource(*story.write, *read); !why.empty())
      return unexercised(std::move(why));
  }
  switch (subject.aspect) {
    case StateAspect::readable:
      return judge_readable(story);
    case StateAspect::located:
      return judge_located(question, story);
    case StateAspect::kept:
      return judge_kept(question, subject, story);
    case StateAspect::listed:
      return judge_listed(question, subject, story);
    case StateAspect::distinct:
      return judge_distinct(subject, question, story);
    case StateAspect::untouched:
      return judge_untouched(subject, question, story);
    case StateAspect::repeatable:
      return judge_repeatable(subject, question, story);
    case StateAspect::gone:
      return judge_gone(question, subject, story);
    case StateAspect::others:
      return judge_others(question, subject, story);
    case StateAspect::etag:
    case StateAspect::owned:
      break;
  }
  return {};
}

// What shows that a resource is not its owner's alone.
const char* breach_of(const Operation& operation) {
  if (operation.method == "DELETE")
    return "after the DELETE of the second identity, the first one finds the resource gone";
  if (operation.method != "GET")
    return "after the request of the second identity, the first one reads other values";
  return "the second identity is shown what the first one created";
}

}  // namespace
}  // namespace life

Verdict verdict_of(const StateSubject& subject, const Question& question) {
  Verdict verdict = life::verdict_on(subject, question);
  // The last exchange decides, unless the judge found another one: the read, or the list.
  if (!verdict.evidence && !question.evidence.empty()) verdict.evidence = question.evidence.size() - 1;
  return verdict;
}

Explanation explanation_of(const StateSubject& subject, const Operation& operation,
                           const BoundClause& /*clause*/) {
  const std::string failed = operation.method + " did not succeed or got 202, or another resource was read";
  switch (subject.aspect) {
    case StateSubject::Aspect::readable:
      return {"the read gets 404 or 410 (a warning unless --strict state)",
              failed + ", or the read got another error"};
    case StateSubject::Aspect::located:
      return {
          "the Location is neither on the target nor on a documented server (a warning unless --strict "
          "state)",
          operation.method + " did not succeed or got 202, or the answer has no Location"};
    case StateSubject::Aspect::kept:
      return {
          "a member that was sent is absent or has another value, and the documentation of the read has it "
          "(a warning unless --strict state); readOnly and writeOnly members do not count",
          failed + ", or the documentation of the read has no member that was sent"};
    case StateSubject::Aspect::listed:
      return {"no item of the list has the identity of what was created (a warning unless --strict state)",
              failed + ", or the list may have more pages"};
    case StateSubject::Aspect::distinct:
      return {
          "after a second POST, what the first one created is not shown or has other values (a warning "
          "unless --strict state)",
          failed + ", or the second request did not get 201"};
    case StateSubject::Aspect::repeatable:
      return {
          "a member that was sent has another value after the second request (a warning unless --strict "
          "state)",
          failed + ", or the second request did not succeed"};
    case StateSubject::Aspect::untouched:
      return {
          "a member that a request with some members alone left out has another value than before (a "
          "warning unless --strict state)",
          failed + ", or no member may be left out"};
    case StateSubject::Aspect::gone:
      return {
          "the read still succeeds, although it documents 404 or 410, or the list still has the resource (a "
          "warning unless --strict state)",
          failed +
              ", the resource is marked as deleted, the read got another error, or it documents neither "
              "404 nor 410 and the list cannot tell"};
    case StateSubject::Aspect::others:
      return {
          "all other items of the list are missing afterwards, or one that this run created (a warning "
          "unless "
          "--strict state)",
          operation.method +
              " did not succeed or got 202, the list had no other item, or it may have "
              "more pages"};
    case StateSubject::Aspect::etag:
      return {
          "two reads with no write between them have different ETags and the same content, or two reads "
          "have the same strong ETag and different contents (a warning unless --strict state)",
          "no read of one resource showed another ETag and another content"};
    case StateSubject::Aspect::owned:
      return {
          std::string(life::breach_of(operation)) + " (a warning unless --strict state)",
          "no second identity is given (--other-user, AVOUCH_OTHER_TOKEN, AVOUCH_OTHER_API_KEY_…), nothing "
          "was created, the second identity got another error than 403 and 404, or nothing shows that the "
          "target knows it"};
  }
  return {};
}

}  // namespace avouch
