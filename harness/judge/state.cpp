// SPDX-License-Identifier: MIT
// What a resource's life implies (docs/state.md). No document forbids the contrary, so all are warnings.
#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/percent.h"
#include "base/text.h"
#include "contract/documented_status.h"
#include "contract/schema/schema.h"
#include "http/media_type.h"
#include "http/url.h"
#include "json/instance.h"
#include "json/json_value.h"
#include "judge/answer.h"
#include "judge/body/body.h"
#include "judge/documented_answer.h"
#include "judge/judges.h"

namespace avouch {
namespace {

using StateAspect = StateSubject::Aspect;

// Members that mark a resource as deleted in an answer that still shows it.
constexpr std::array<std::string_view, 8> kDeletedFlags = {
    "deleted", "isdeleted", "deletedat", "removed", "archived", "isarchived", "archivedat", "removedat"};
constexpr std::array<std::string_view, 3> kStates = {"status", "state", "lifecycle"};
constexpr std::array<std::string_view, 12> kDeletedStates = {
    "deleted",  "removed",   "archived", "inactive", "cancelled",  "canceled",
    "disabled", "destroyed", "closed",   "trashed",  "terminated", "deleting"};
constexpr std::size_t kMostMembers = 1'000;
constexpr std::size_t kMostItems = 10'000;
// A list with documented paging that shows at least so many items may have another page.
constexpr std::size_t kLikelyPage = 5;

std::string plain(std::string_view name) {
  std::string made = ascii_lower(name);
  std::erase_if(made, [](char c) { return c == '_' || c == '-'; });
  return made;
}

const std::string& method_of(const Evidence& evidence) {
  return evidence.answer->exchange().sent.method;
}
std::string path_of(const Evidence& evidence) {
  return http::resource_path(evidence.answer->exchange().sent.target);
}
int status_of(const Evidence& evidence) {
  const Received* received = evidence.answer->received();
  return received == nullptr ? 0 : received->response.status;
}
bool is_success(const Evidence& evidence) {
  return status_of(evidence) >= 200 && status_of(evidence) < 300;
}
std::string got(const Evidence& evidence) {
  return method_of(evidence) + " got " + status_line(evidence.answer->received()->response);
}

Verdict unexercised_state(std::string why) {
  return {.outcome = Outcome::unexercised, .reason = std::move(why)};
}

Verdict violated_state(std::string why, std::vector<Finding> findings) {
  return {.outcome = Outcome::violated,
          .severity = Severity::warning,
          .reason = std::move(why),
          .findings = std::move(findings),
          .instances = 1,
          .failures = 1};
}

// The exchanges of a clause, in their order.
struct Story {
  const Evidence* write = nullptr;  // the write that succeeded
  std::vector<const Evidence*> reads;
  std::vector<const Evidence*> lists;
  const Evidence* again = nullptr;
  std::optional<Verdict> verdict;  // set: there is nothing to judge
};

Story story_of(const Question& question, const StateSubject& subject) {
  Story story;
  const std::string& method = question.operation().method;
  const Evidence* last = nullptr;
  for (const Evidence& one : question.evidence) {
    if (one.answer->received() == nullptr) {
      story.verdict = no_answer(one);
      return story;
    }
    const bool is_write = one.role == Role::documented || one.role == Role::cross_origin;
    if (is_write && method_of(one) == method) {
      last = &one;
      if (is_success(one)) story.write = &one;
    } else if (one.role == Role::repeated) {
      story.again = &one;
    } else if (one.role == Role::read_back) {
      const bool is_list = subject.aspect == StateAspect::listed &&
                           one.operation == &question.contract.operations[subject.list];
      (is_list ? story.lists : story.reads).push_back(&one);
    }
  }
  if (story.write == nullptr) {
    story.verdict = unexercised_state(last == nullptr ? "its write was not sent" : got(*last));
  } else if (status_of(*story.write) == 202) {
    story.verdict = unexercised_state("202: the request is not carried out yet (RFC 9110 §15.3.3)");
  } else if (story.reads.empty()) {
    story.verdict = unexercised_state("the resource was not read after " + method);
  }
  return story;
}

// Why the read is about another resource than the write; empty if it is about the same.
std::string other_resource(const Evidence& write, const Evidence& read) {
  const std::string written = path_of(write);
  const std::string seen = path_of(read);
  if (method_of(write) != "POST") return written == seen ? "" : "another resource was read";
  const bool is_below = seen.size() > written.size() + 1 && seen.starts_with(written) &&
                        seen[written.size()] == '/' && seen.find('/', written.size() + 1) == seen.npos;
  return is_below ? "" : "another resource was read";
}

const ParsedBody* json_of(const Evidence& evidence) {
  const std::optional<http::MediaType>& type = evidence.answer->media_type();
  if (type && !http::is_json(*type)) return nullptr;
  const ParsedBody& body = evidence.answer->body();
  return body.instance == nullptr ? nullptr : &body;
}

// Whether an answer that still shows the resource says that it is deleted: a soft delete.
bool is_marked_deleted(const Value& value, int depth) {
  if (value.kind() != ValueKind::object) return false;
  std::size_t seen = 0;
  for (const Member member : value.members()) {
    if (++seen > kMostMembers) return false;
    const std::string name = plain(member.name);
    const bool is_flag = std::find(kDeletedFlags.begin(), kDeletedFlags.end(), name) != kDeletedFlags.end();
    const bool is_set = member.value.kind() == ValueKind::boolean ? member.value.is_true()
                                                                  : member.value.kind() != ValueKind::null;
    if (is_flag && is_set) return true;
    if (plain(member.name) == "active" && member.value.kind() == ValueKind::boolean &&
        !member.value.is_true())
      return true;
    const bool is_state = std::find(kStates.begin(), kStates.end(), name) != kStates.end();
    if (is_state && member.value.kind() == ValueKind::string &&
        std::find(kDeletedStates.begin(), kDeletedStates.end(), ascii_lower(member.value.text())) !=
            kDeletedStates.end())
      return true;
    if (depth > 0 && member.value.kind() == ValueKind::object && is_marked_deleted(member.value, depth - 1))
      return true;
  }
  return false;
}

Verdict judge_gone(const Story& story) {
  const Evidence& read = *story.reads.front();
  const int status = status_of(read);
  if (status == 404 || status == 410) return holds();
  if (status < 200 || status >= 300)
    return unexercised_state("after " + got(*story.write) + ", " + got(read));
  const ParsedBody* body = json_of(read);
  if (body != nullptr && is_marked_deleted(body->instance->root(), 1))
    return unexercised_state("the answer to " + method_of(read) + " marks the resource as deleted");
  return violated_state("after " + got(*story.write) + ", " + got(read),
                        {{.where = "status",
                          .seen = status_line(read.answer->received()->response),
                          .expected = "404 or 410"}});
}

Verdict judge_readable(const Story& story) {
  const Evidence& read = *story.reads.front();
  const int status = status_of(read);
  if (is_success(read)) return holds();
  if (status != 404 && status != 410)
    return unexercised_state("after " + got(*story.write) + ", " + got(read));
  return violated_state(
      "after " + got(*story.write) + ", " + got(read),
      {{.where = "status", .seen = status_line(read.answer->received()->response), .expected = "a success"}});
}

// The object of the answer that shows the members, or the object in it that does.
Value shown_thing(const Value& root, const Value& sent) {
  const auto shows_any = [&](const Value& value) {
    std::size_t seen = 0;
    for (const Member member : sent.members()) {
      if (++seen > kMostMembers) break;
      if (value.find(member.name)) return true;
    }
    return false;
  };
  if (root.kind() != ValueKind::object || shows_any(root)) return root;
  std::size_t seen = 0;
  for (const Member member : root.members()) {
    if (++seen > kMostMembers) break;
    if (member.value.kind() == ValueKind::object && shows_any(member.value)) return member.value;
  }
  return root;
}

std::string shown_value(const Value& value) {
  switch (value.kind()) {
    case ValueKind::null:
      return "null";
    case ValueKind::boolean:
      return value.is_true() ? "true" : "false";
    case ValueKind::number:
      return shown(value.text());
    case ValueKind::string:
      return in_quotes(value.text());
    case ValueKind::array:
      return "an array of " + counted(value.size(), "item", "items");
    case ValueKind::object:
      return "an object of " + counted(value.size(), "member", "members");
  }
  return {};
}

// Whether the value is an object, or an array with one.
bool has_object(const Value& value) {
  if (value.kind() == ValueKind::object) return true;
  if (value.kind() != ValueKind::array) return false;
  std::size_t seen = 0;
  for (const Value item : value.items()) {
    if (++seen > kMostMembers || item.kind() == ValueKind::object || item.kind() == ValueKind::array)
      return true;
  }
  return false;
}

// Members of the sent object that the answer is not to show: readOnly for requests, and writeOnly, unknown or
// undocumented for the answer.
class Excused {
 public:
  Excused(const Question& question, const StateSubject& subject, const Evidence& write, const Evidence& read)
      : limits_(question.schemas.limits()) {
    const Operation& reading = question.contract.operations[subject.read];
    const auto response = response_for(reading, status_of(read));
    if (response) {
      const std::vector<DocumentedMedia>& media = reading.responses[*response].media;
      for (std::size_t i = 0; i < media.size() && judge_ == nullptr; ++i)
        judge_ = question.schemas.find(question.schemas.body_key(subject.read, *response, i));
      for (const DocumentedMedia& one : media) {
        if (one.schema == nullptr) continue;
        for (const SchemaKeyword& keyword : one.schema->keywords()) {
          if (keyword.kind != KeywordKind::properties) continue;
          for (const SchemaBranch& branch : keyword.branches) documented_.insert(branch.name);
        }
      }
    }
    const Operation& writing = question.operation();
    const ParsedBody sent = parse_body(write.answer->exchange().sent.body);
    if (!writing.request_body || sent.instance == nullptr) return;
    WorkBudget budget(limits_);
    for (const DocumentedMedia& media : writing.request_body->media) {
      if (!media.is_json() || media.schema == nullptr) continue;
      const Result<BodyJudge> judge = BodyJudge::make(media.schema, {});
      if (judge) read_only_ = judge->unsent(*sent.instance, budget).found;
    }
  }

  // Whether the read schema speaks of the member, and no direction excuses it.
  bool is_claimed(std::string_view name, const Value& value) const {
    const std::string pointer = "/" + std::string(name);
    if (std::find(read_only_.begin(), read_only_.end(), pointer) != read_only_.end()) return false;
    if (judge_ == nullptr || !documented_.contains(std::string(name))) return false;
    const std::string text = "{" + json_string(name) + ":" + to_text(value) + "}";
    const ParsedBody alone = parse_body(text);
    if (alone.instance == nullptr) return false;
    WorkBudget budget(limits_);
    const std::vector<std::string> unknown = judge_->undocumented(*alone.instance, budget);
    const std::vector<std::string> unsent = judge_->unsent(*alone.instance, budget).found;
    if (budget.is_spent()) return false;
    return unknown.empty() && unsent.empty();
  }

 private:
  WorkBudget::Limits limits_;
  const BodyJudge* judge_ = nullptr;
  std::set<std::string> documented_;  // by name, anywhere in the answer
  std::vector<std::string> read_only_;
};

Verdict judge_kept(const Question& question, const StateSubject& subject, Story story) {
  const Evidence& read = *story.reads.front();
  if (story.again != nullptr) {  // with other values than the resource had before
    if (!is_success(*story.again)) return unexercised_state("with other values, " + got(*story.again));
    story.write = story.again;
  }
  if (!is_success(read)) return unexercised_state("after " + got(*story.write) + ", " + got(read));
  const ParsedBody sent = parse_body(story.write->answer->exchange().sent.body);
  const ParsedBody* body = json_of(read);
  if (sent.instance == nullptr || sent.instance->root().kind() != ValueKind::object)
    return unexercised_state("the request has no JSON object");
  if (body == nullptr || body->instance->root().kind() != ValueKind::object)
    return unexercised_state("the answer to " + method_of(read) + " is no JSON object");
  const bool merges = http::combined(story.write->answer->exchange().sent.fields, "Content-Type")
                          .value_or("")
                          .starts_with("application/merge-patch+json");
  const Value root = sent.instance->root();
  const Value thing = shown_thing(body->instance->root(), root);
  const bool is_wrapped = !(thing.cell() == body->instance->root().cell());
  const Excused excused(question, subject, *story.write, read);
  std::vector<Finding> findings;
  std::size_t compared = 0;
  std::size_t failures = 0;
  std::size_t seen = 0;
  for (const Member member : root.members()) {
    if (++seen > kMostMembers) break;
    const std::optional<Value> there = thing.find(member.name);
    // The documentation may describe another object or type for reading than for writing.
    if (has_object(member.value) || (there && there->kind() != member.value.kind())) continue;
    if (is_wrapped ? !there : !excused.is_claimed(member.name, member.value)) continue;
    ++compared;
    if (merges && member.value.kind() == ValueKind::null && !there) continue;  // RFC 7396: null removes
    if (there && *there == member.value) continue;
    ++failures;
    if (findings.size() < kFindingLimit)
      findings.push_back({.where = "body /" + shown(member.name),
                          .seen = there ? shown_value(*there) : "absent",
                          .expected = shown_value(member.value) + ", as it was sent"});
  }
  if (compared == 0)
    return unexercised_state("the documentation of " + method_of(read) + " shows no member that was sent");
  if (failures == 0) return {.outcome = Outcome::holds, .instances = compared};
  Verdict verdict = violated_state(counted(failures, "member is", "members are") + " not shown as " +
                                       (failures == 1 ? "it was" : "they were") + " sent",
                                   std::move(findings));
  verdict.instances = compared;
  verdict.failures = failures;
  return verdict;
}

Verdict judge_repeatable(const Story& story) {
  if (story.again == nullptr || story.reads.size() < 2)
    return unexercised_state("the request was not sent a second time");
  const http::Request& first = story.write->answer->exchange().sent;
  const http::Request& second = story.again->answer->exchange().sent;
  if (first.body != second.body || path_of(*story.write) != path_of(*story.again))
    return unexercised_state("the second request is not the same");
  if (!is_success(*story.again)) return unexercised_state("the second " + got(*story.again));
  const ParsedBody* before = json_of(*story.reads[0]);
  const ParsedBody* after = json_of(*story.reads[1]);
  if (!is_success(*story.reads[0]) || !is_success(*story.reads[1]) || before == nullptr || after == nullptr)
    return unexercised_state("the resource was not shown before and after the second request");
  // A server may count or date requests (RFC 9110 §9.2.2), so only members that were sent must stay.
  const ParsedBody sent = parse_body(first.body);
  if (sent.instance == nullptr || sent.instance->root().kind() != ValueKind::object)
    return unexercised_state("the request has no JSON object");
  const Value root = sent.instance->root();
  const Value old = shown_thing(before->instance->root(), root);
  const Value now = shown_thing(after->instance->root(), root);
  std::vector<Finding> findings;
  std::size_t compared = 0;
  for (const Member member : root.members()) {
    if (++compared > kMostMembers) break;
    const std::optional<Value> was = old.kind() == ValueKind::object ? old.find(member.name) : std::nullopt;
    const std::optional<Value> is = now.kind() == ValueKind::object ? now.find(member.name) : std::nullopt;
    if (!was && !is) continue;
    if (was && is && *was == *is) continue;
    if (findings.size() < kFindingLimit)
      findings.push_back({.where = "body /" + shown(member.name),
                          .seen = is ? shown_value(*is) : "absent",
                          .expected = (was ? shown_value(*was) : "absent") + ", as before"});
  }
  if (findings.empty()) return {.outcome = Outcome::holds, .instances = 1};
  return violated_state(
      "a second identical " + method_of(*story.again) + " changed what the resource shows (RFC 9110 §9.2.2)",
      std::move(findings));
}

// The array that holds the items: the root, or below one or two members.
std::optional<Value> items_of(const Value& value, int depth) {
  if (value.kind() == ValueKind::array) return value;
  if (value.kind() != ValueKind::object || depth == 0) return std::nullopt;
  std::size_t seen = 0;
  for (const Member member : value.members()) {
    if (++seen > kMostMembers) break;
    if (std::optional<Value> found = items_of(member.value, depth - 1)) return found;
  }
  return std::nullopt;
}

// Whether a scalar of the item, at its root or one level below, is the identity.
bool names(const Value& item, const std::string& identity, int depth) {
  if (item.kind() == ValueKind::string || item.kind() == ValueKind::number) {
    return item.text() == identity ||
           (item.kind() == ValueKind::string && item.text().ends_with("/" + identity));
  }
  if (item.kind() != ValueKind::object || depth == 0) return false;
  std::size_t seen = 0;
  for (const Member member : item.members()) {
    if (++seen > kMostMembers) break;
    if (names(member.value, identity, depth - 1)) return true;
  }
  return false;
}

bool may_have_pages(const Operation& list, const Evidence& evidence, const Value& root, std::size_t count) {
  constexpr std::array<std::string_view, 14> kParameters = {
      "page",  "limit",  "offset", "cursor", "perpage", "pagesize", "size",
      "after", "before", "start",  "take",   "skip",    "count",    "pagetoken"};
  constexpr std::array<std::string_view, 8> kNext = {"next",    "nextpage", "nextcursor", "nextpagetoken",
                                                     "hasmore", "hasnext",  "nextlink",   "morepages"};
  constexpr std::array<std::string_view, 5> kTotals = {"total", "totalcount", "totalitems", "totalelements",
                                                       "count"};
  const http::Fields& fields = evidence.answer->received()->response.fields;
  if (http::combined(fields, "Link").value_or("").find("next") != std::string::npos) return true;
  const bool is_paged =
      std::any_of(list.parameters.begin(), list.parameters.end(), [&](const Parameter& parameter) {
        return parameter.in == Parameter::In::query &&
               std::find(kParameters.begin(), kParameters.end(), plain(parameter.name)) != kParameters.end();
      });
  if (is_paged && count >= kLikelyPage) return true;
  std::function<bool(const Value&, int)> hints = [&](const Value& value, int depth) {
    if (value.kind() != ValueKind::object) return false;
    std::size_t seen = 0;
    for (const Member member : value.members()) {
      if (++seen > kMostMembers) break;
      const std::string name = plain(member.name);
      const ValueKind kind = member.value.kind();
      const bool is_next = std::find(kNext.begin(), kNext.end(), name) != kNext.end();
      if (is_next && kind != ValueKind::null && !(kind == ValueKind::boolean && !member.value.is_true()))
        return true;
      const bool is_total = std::find(kTotals.begin(), kTotals.end(), name) != kTotals.end();
      if (is_total && kind == ValueKind::number && member.value.text() != std::to_string(count)) return true;
      if (depth > 0 && hints(member.value, depth - 1)) return true;
    }
    return false;
  };
  return hints(root, 1);
}

Verdict judge_listed(const Question& question, const StateSubject& subject, const Story& story) {
  if (story.lists.empty()) return unexercised_state("the list was not read");
  const Evidence& list = *story.lists.front();
  const Evidence& read = *story.reads.front();
  if (!is_success(list)) return unexercised_state("after " + got(*story.write) + ", " + got(list));
  if (!is_success(read)) return unexercised_state("after " + got(*story.write) + ", " + got(read));
  if (path_of(list) != path_of(*story.write)) return unexercised_state("another list was read");
  if (list.answer->exchange().sent.target.find('?') != std::string::npos)
    return unexercised_state("the list was read with a query, which may leave items out");
  const ParsedBody* body = json_of(list);
  const std::optional<Value> items = body == nullptr ? std::nullopt : items_of(body->instance->root(), 2);
  if (!items) return unexercised_state("the answer to " + method_of(list) + " has no list");
  const std::string path = path_of(read);
  const std::string identity = percent_decoded(path.substr(path.rfind('/') + 1));
  std::size_t count = 0;
  for (const Value item : items->items()) {
    if (++count > kMostItems) return unexercised_state("the list is too long to look through");
    if (names(item, identity, 2)) return holds();
  }
  if (may_have_pages(question.contract.operations[subject.list], list, body->instance->root(), count))
    return unexercised_state("the list may have more pages");
  return violated_state("the list does not have what was created",
                        {{.where = "body",
                          .seen = counted(count, "item", "items") + ", none with " + in_quotes(identity),
                          .expected = "an item with " + in_quotes(identity)}});
}

Verdict judge_etag(const Question& question) {
  struct Seen {
    const Evidence* read;
    std::string etag;
  };
  std::vector<Seen> seen;
  for (const Evidence& one : question.evidence) {
    if (one.answer->received() == nullptr) return no_answer(one);
    const auto etag = http::combined(one.answer->received()->response.fields, "ETag");
    if (status_of(one) == 200 && etag) seen.push_back({&one, *etag});
  }
  std::size_t changes = 0;
  for (std::size_t i = 1; i < seen.size(); ++i) {
    if (path_of(*seen[i].read) != path_of(*seen[i - 1].read) || seen[i].etag == seen[i - 1].etag) continue;
    ++changes;
    if (seen[i].read->answer->received()->response.body !=
        seen[i - 1].read->answer->received()->response.body)
      continue;
    return violated_state("the ETag changed, and the content did not (RFC 9110 §8.8.3)",
                          {{.where = "header ETag",
                            .seen = in_quotes(seen[i].etag),
                            .expected = in_quotes(seen[i - 1].etag) + ", as before"}});
  }
  if (changes == 0) return unexercised_state("no ETag of one resource changed");
  return {.outcome = Outcome::holds, .instances = changes};
}

Verdict verdict_on_story(const StateSubject& subject, const Question& question) {
  if (subject.aspect == StateAspect::etag) return judge_etag(question);
  Story story = story_of(question, subject);
  if (story.verdict) return *std::move(story.verdict);
  for (const Evidence* read : story.reads) {
    if (const std::string why = other_resource(*story.write, *read); !why.empty())
      return unexercised_state(why);
  }
  switch (subject.aspect) {
    case StateAspect::gone:
      return judge_gone(story);
    case StateAspect::readable:
      return judge_readable(story);
    case StateAspect::kept:
      return judge_kept(question, subject, story);
    case StateAspect::listed:
      return judge_listed(question, subject, story);
    case StateAspect::repeatable:
      return judge_repeatable(story);
    case StateAspect::etag:
      break;
  }
  return {};
}

}  // namespace

Verdict verdict_of(const StateSubject& subject, const Question& question) {
  Verdict verdict = verdict_on_story(subject, question);
  // The last exchange decides: the read, or the list.
  if (!question.evidence.empty()) verdict.evidence = question.evidence.size() - 1;
  return verdict;
}

Explanation explanation_of(const StateSubject& subject, const Operation& operation,
                           const BoundClause& /*clause*/) {
  const std::string failed = operation.method + " did not succeed or got 202, or another resource was read";
  switch (subject.aspect) {
    case StateAspect::readable:
      return {"the read gets 404 or 410 (a warning unless --strict state)",
              failed + ", or the read got another error"};
    case StateAspect::kept:
      return {
          "a member that was sent is absent or has another value, and the documentation of the read has it "
          "(a warning unless --strict state); readOnly and writeOnly members do not count",
          failed + ", or the documentation of the read has no member that was sent"};
    case StateAspect::listed:
      return {"no item of the list has the identity of what was created (a warning unless --strict state)",
              failed + ", or the list may have more pages"};
    case StateAspect::repeatable:
      return {
          "a member that was sent has another value after the second request (a warning unless --strict "
          "state)",
          failed + ", or the second request did not succeed"};
    case StateAspect::gone:
      return {"the read still succeeds (a warning unless --strict state)",
              failed + ", the read got another error, or its answer marks the resource as deleted"};
    case StateAspect::etag:
      return {"two reads have different ETags and the same content (a warning unless --strict state)",
              "no ETag of one resource changed"};
  }
  return {};
}

}  // namespace avouch
