// SPDX-License-Identifier: MIT
// What a resource's life implies (docs/state.md). No document forbids the contrary, so all are warnings.
#include "judge/state/story.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/text.h"
#include "contract/connections.h"
#include "contract/server.h"
#include "http/url.h"
#include "json/json_value.h"
#include "judge/body/body.h"
#include "judge/documented_answer.h"
#include "judge/state/items.h"

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

// Whether a parameter of a path may have the value, as text or as a number.
bool may_be_named(const Operation& reading, const Value& identity) {
  const PathShape shape = shape_of_path(reading.path);
  const std::optional<std::string> name =
      shape.empty() ? std::nullopt : parameter_at(reading.path, shape.size() - 1);
  const auto parameter =
      std::find_if(reading.parameters.begin(), reading.parameters.end(),
                   [&](const Parameter& one) { return one.in == Parameter::In::path && one.name == name; });
  if (parameter == reading.parameters.end() || parameter->schema == nullptr) return true;
  const Result<BodyJudge> judge = BodyJudge::make(parameter->schema, {});
  if (!judge) return false;
  const std::string text(identity.text());
  for (const std::string& json : {to_text(identity), json_string(text), text}) {
    const ParsedBody parsed = parse_body(json);
    if (parsed.instance != nullptr && judge->accepts(*parsed.instance).value_or(false)) return true;
  }
  return false;
}

// The identity of the resource that the answer to the creation shows, if it is another one than that at
// `path`: both are of the same collection, and the answer shows what was sent.
std::optional<Value> told_instead(const Operation& reading, const Evidence& write, const std::string& path) {
  const ParsedBody* told = json_of(write);
  const ParsedBody sent = parse_body(write.answer->exchange().sent.body);
  if (told == nullptr || sent.instance == nullptr) return std::nullopt;
  const Value root = told->instance->root();
  const std::optional<Value> other = other_identity(root, sought_item(reading, path));
  if (!other || !may_be_named(reading, *other)) return std::nullopt;
  const Value asked = sent_thing(sent.instance->root(), reading).value;
  if (asked.kind() != ValueKind::object) return std::nullopt;
  const Value thing = shown_thing(root, asked).value;
  std::size_t seen = 0;
  for (const Member member : asked.members()) {
    if (++seen > kMostMembers) break;
    if (thing.find(member.name)) return other;
  }
  return std::nullopt;
}

// Whether the answer may show the resource with that identity.
bool may_show_it(const Operation& reading, const Evidence& evidence, const std::string& path,
                 const Value& identity) {
  SoughtItem by_answer = sought_item(reading, path);
  by_answer.identity = identity.text();
  by_answer.path = path.substr(0, path.rfind('/') + 1) + by_answer.identity;
  const ParsedBody* there = json_of(evidence);
  return there == nullptr || may_show(there->instance->root(), by_answer);
}

// The identity that the answer to the creation shows, if what its Location leads to does not have it, too.
std::optional<Value> shown_instead(const Operation& reading, const Evidence& write, const Evidence& read) {
  const std::optional<Value> other = told_instead(reading, write, path_of(read));
  return other && !may_show_it(reading, read, path_of(read), *other) ? other : std::nullopt;
}

std::optional<http::Url> location_of(const Evidence& write) {
  const auto location = http::combined(write.answer->received()->response.fields, "Location");
  const std::optional<http::Url> sent = http::parse_url(write.answer->exchange().url);
  return location && sent ? http::resolve(*sent, *location) : std::nullopt;
}

// Whether the path of a URL on a documented server is that of the read, each below its own base.
bool is_same_below(const std::vector<std::string>& servers, const http::Url& url, const std::string& read) {
  return std::any_of(servers.begin(), servers.end(), [&](const std::string& server) {
    const std::optional<ServerBase> base = server_base(server);
    if (!base || base->origin != url.origin()) return false;
    const std::string path = http::resource_path(url.path);
    const std::string prefix = http::resource_path(base->path);
    const std::string below =
        prefix != "/" && path.starts_with(prefix + "/") ? path.substr(prefix.size()) : path;
    return read.ends_with(below);
  });
}

// Location identifies what was created (RFC 9110 §15.3.2). It may be on a server that is documented. A PUT
// that replaced something created nothing.
Verdict judge_location(const Question& question, const StateSubject& subject, const Story& story,
                       const Evidence& write) {
  if (method_of(write) == "PUT" && status_of(write) != 201) return unexercised(got(write));
  const auto location = http::combined(write.answer->received()->response.fields, "Location");
  if (!location) return unexercised("the answer to " + method_of(write) + " has no Location");
  const std::optional<http::Url> sent = http::parse_url(write.answer->exchange().url);
  const std::optional<http::Url> url = location_of(write);
  if (!url) return unexercised("the Location is no URL of HTTP");
  const auto misleads = [&](std::string why, std::string expected) {
    return violated(
        std::move(why),
        {{.where = "header Location", .seen = in_quotes(*location), .expected = std::move(expected)}});
  };
  const Operation& reading = question.contract.operations[subject.read];
  if (url->origin() != sent->origin()) {
    const std::vector<std::string>& servers = question.operation().servers;
    const bool is_documented = std::any_of(servers.begin(), servers.end(), [&](const std::string& server) {
      const std::optional<ServerBase> base = server_base(server);
      return base && base->origin == url->origin();
    });
    if (!is_documented)
      return misleads("the Location of what was created is on another host",
                      "a URL on " + serialize(sent->origin()));
    const bool is_read = std::any_of(story.reads.begin(), story.reads.end(), [&](const Evidence* read) {
      return is_success(*read) && is_same_below(servers, *url, path_of(*read));
    });
    return is_read ? holds()
                   : unexercised("the Location is on another documented server, which is not asked");
  }
  const std::string path = http::resource_path(url->path);
  if (method_of(write) == "POST" && path == path_of(write) && url->query.empty())
    return misleads("the Location of what was created is that of its collection",
                    "the URL of what was created");
  const auto found = std::find_if(story.reads.rbegin(), story.reads.rend(),
                                  [&](const Evidence* read) { return path_of(*read) == path; });
  if (found == story.reads.rend()) return unexercised("what the Location leads to was not read");
  const Evidence& read = **found;
  const auto at = [&](Verdict verdict) {
    verdict.evidence = static_cast<std::size_t>(&read - question.evidence.data());
    return verdict;
  };
  const std::string after = "after " + got(write) + ", " + got(read) + " at its Location";
  if (status_of(read) == 404 || status_of(read) == 410) {
    if (read.overheard) return unexercised(after + ", which state/readable reports");
    return at(misleads("the Location of what was created leads to nothing: " + got(read),
                       "the URL of what was created"));
  }
  if (!is_success(read)) return unexercised(after);
  if (const std::optional<Value> other = shown_instead(reading, write, read))
    return at(
        misleads("the answer to " + method_of(write) + " shows another resource than its Location names",
                 "the URL of " + shown_value(other) + ", which the answer shows"));
  return holds();
}

// Whether both created resources with different identities, as their answers show, at the same Location.
bool share_a_location(const Operation& reading, const Evidence& one, const Evidence& other) {
  const std::optional<http::Url> location = location_of(one);
  if (status_of(one) != 201 || status_of(other) != 201 || !location) return false;
  const std::optional<http::Url> again = location_of(other);
  if (!again || again->text() != location->text()) return false;
  const std::string path = http::resource_path(location->path);
  const std::optional<Value> told = told_instead(reading, other, path);
  return told && json_of(one) != nullptr && !may_show_it(reading, one, path, *told);
}

// Of the further creations, only what contradicts the clause counts.
Verdict judge_located(const Question& question, const StateSubject& subject, const Story& story) {
  const auto at = [&](Verdict verdict, const Evidence& write) {
    if (!verdict.evidence) verdict.evidence = static_cast<std::size_t>(&write - question.evidence.data());
    return verdict;
  };
  Verdict first = at(judge_location(question, subject, story, *story.write), *story.write);
  if (first.outcome == Outcome::violated) return first;
  const Operation& reading = question.contract.operations[subject.read];
  for (const Evidence* further : story.repeats) {
    if (!is_success(*further) || status_of(*further) == 202) continue;
    Verdict verdict = judge_location(question, subject, story, *further);
    if (verdict.outcome != Outcome::violated && share_a_location(reading, *story.write, *further)) {
      const auto location = http::combined(further->answer->received()->response.fields, "Location");
      verdict = violated("two resources that the run created have the same Location",
                         {{.where = "header Location",
                           .seen = in_quotes(*location),
                           .expected = "another URL than that of what was created before"}});
    }
    if (verdict.outcome == Outcome::violated) return at(std::move(verdict), *further);
  }
  return first;
}

Verdict verdict_on(const StateSubject& subject, const Question& question) {
  if (subject.aspect == StateAspect::etag) return judge_etag(question, subject);
  if (subject.aspect == StateAspect::owned) return judge_owned(question, subject);
  const Story story = story_of(question, subject);
  if (story.verdict) return *story.verdict;
  if (subject.aspect == StateAspect::located) return judge_located(question, subject, story);
  const bool needs_a_read = subject.aspect != StateAspect::others;
  if (needs_a_read && story.reads.empty())
    return unexercised("the resource was not read after " + method_of(*story.write));
  for (const Evidence* read : story.reads) {
    if (std::string why = other_resource(*story.write, *read); !why.empty())
      return unexercised(std::move(why));
  }
  switch (subject.aspect) {
    case StateAspect::readable:
      return apart_from_actions(judge_readable(story), question, subject, *story.write, *story.reads.front());
    case StateAspect::kept:
      return judge_kept(question, subject, story);
    case StateAspect::listed:
      return apart_from_actions(judge_listed(question, subject, story), question, subject, *story.write,
                                question.evidence.back());
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
    case StateAspect::located:
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
          "the Location is neither on the target nor on a documented server, is that of the collection, "
          "leads to "
          "nothing, or names another resource than the answer shows (a warning unless --strict state)",
          operation.method +
              " did not succeed or got 202, the answer has no Location, or what it leads to was not shown"};
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
