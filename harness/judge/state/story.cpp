// SPDX-License-Identifier: MIT
#include "judge/state/story.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "contract/connections.h"
#include "http/media_type.h"
#include "http/url.h"
#include "json/pointer.h"
#include "judge/documented_answer.h"

namespace avouch::life {

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

const ParsedBody* json_of(const Evidence& evidence) {
  const std::optional<http::MediaType>& type = evidence.answer->media_type();
  if (type && !http::is_json(*type)) return nullptr;
  const ParsedBody& body = evidence.answer->body();
  return body.instance == nullptr ? nullptr : &body;
}

Verdict unexercised(std::string why) {
  return {.outcome = Outcome::unexercised, .reason = std::move(why)};
}

Verdict violated(std::string why, std::vector<Finding> findings) {
  return {.outcome = Outcome::violated,
          .severity = Severity::warning,
          .reason = std::move(why),
          .findings = std::move(findings),
          .instances = 1,
          .failures = 1};
}

Story story_of(const Question& question, const StateSubject& subject) {
  Story story;
  const std::string& method = question.operation().method;
  const Operation* list = subject.list ? &question.contract.operations[*subject.list] : nullptr;
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
      story.repeats.push_back(&one);
    } else if (one.role == Role::read_back && list != nullptr && one.operation == list) {
      if (last == nullptr)
        story.list_before = &one;
      else
        story.lists.push_back(&one);
    } else if (one.role == Role::read_back) {
      story.reads.push_back(&one);
    }
  }
  if (story.write == nullptr) {
    story.verdict = unexercised(last == nullptr ? "its write was not sent" : got(*last));
  } else if (status_of(*story.write) == 202) {
    story.verdict = unexercised("202: the request is not carried out yet (RFC 9110 §15.3.3)");
  }
  return story;
}

Thing sent_thing(const Value& root, const Operation& read) {
  if (root.kind() != ValueKind::object || root.size() != 1) return {root, ""};
  const Member only = *root.members().begin();
  const bool is_wrapper = only.value.kind() == ValueKind::object &&
                          wrapper_rank(only.name, last_literal(shape_of_path(read.path)));
  return is_wrapper ? Thing{only.value, pointer_append("", only.name)} : Thing{root, ""};
}

Thing shown_thing(const Value& root, const Value& sent) {
  const auto shows_any = [&](const Value& value) {
    std::size_t seen = 0;
    for (const Member member : sent.members()) {
      if (++seen > kMostMembers) break;
      if (value.find(member.name)) return true;
    }
    return false;
  };
  if (root.kind() != ValueKind::object || shows_any(root)) return {root, ""};
  std::size_t seen = 0;
  for (const Member member : root.members()) {
    if (++seen > kMostMembers) break;
    if (member.value.kind() == ValueKind::object && shows_any(member.value))
      return {member.value, pointer_append("", member.name)};
  }
  return {root, ""};
}

std::string shown_value(const std::optional<Value>& value) {
  if (!value) return "absent";
  switch (value->kind()) {
    case ValueKind::null:
      return "null";
    case ValueKind::boolean:
      return value->is_true() ? "true" : "false";
    case ValueKind::number:
      return shown(value->text());
    case ValueKind::string:
      return in_quotes(value->text());
    case ValueKind::array:
      return "an array of " + counted(value->size(), "item", "items");
    case ValueKind::object:
      return "an object of " + counted(value->size(), "member", "members");
  }
  return {};
}

}  // namespace avouch::life
