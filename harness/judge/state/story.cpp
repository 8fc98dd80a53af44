// SPDX-License-Identifier: MIT
#include "judge/state/story.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "base/text.h"
#include "contract/connections.h"
#include "contract/schema/schema.h"
#include "http/media_type.h"
#include "http/syntax.h"
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

bool sends_several(const Evidence& evidence) {
  const std::string& text = evidence.answer->exchange().sent.body;
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string::npos && text[first] == '[';
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

bool is_action(const Question& question, const StateSubject& subject, const Evidence& one) {
  if (one.operation == nullptr || http::is_safe_method(method_of(one))) return false;
  const auto is_of_it = [&](const std::optional<std::size_t>& operation) {
    return operation && one.operation == &question.contract.operations[*operation];
  };
  return one.operation != &question.operation() && !is_of_it(subject.create) && !is_of_it(subject.update) &&
         !is_of_it(subject.replace);
}

std::string action_between(const Question& question, const StateSubject& subject, const Evidence& from,
                           const Evidence& to) {
  const std::less<> comes_before;
  for (const Evidence& one : question.evidence) {
    if (!comes_before(&from, &one) || !comes_before(&one, &to)) continue;
    if (!is_action(question, subject, one)) continue;
    const bool may_be_done = one.answer->received() == nullptr || is_success(one);
    if (may_be_done)
      return method_of(one) + " " + one.operation->path + " came before that, and may have changed it";
  }
  return {};
}

Verdict apart_from_actions(Verdict verdict, const Question& question, const StateSubject& subject,
                           const Evidence& from, const Evidence& to) {
  if (verdict.outcome != Outcome::violated) return verdict;
  const std::string action = action_between(question, subject, from, to);
  return action.empty() ? verdict : unexercised(verdict.reason + ", and " + action);
}

Story story_of(const Question& question, const StateSubject& subject) {
  Story story;
  const std::string& method = question.operation().method;
  const Operation* list = subject.list ? &question.contract.operations[*subject.list] : nullptr;
  const Evidence* last = nullptr;
  for (const Evidence& one : question.evidence) {
    if (is_action(question, subject, one)) continue;
    if (one.answer->received() == nullptr) {
      if (one.overheard && one.role == Role::repeated) continue;
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
  } else if (method_of(*story.write) == "POST" && sends_several(*story.write)) {
    story.verdict = unexercised("the request sends an array, which may create several resources");
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

ShownDifference shown_difference(const std::optional<Value>& seen, const std::optional<Value>& expected) {
  constexpr std::size_t kLongest = 100;
  const bool are_structured = seen && expected && seen->kind() == expected->kind() &&
                              (seen->kind() == ValueKind::array || seen->kind() == ValueKind::object);
  if (!are_structured) return {shown_value(seen), shown_value(expected)};
  const std::string is = to_text(*seen, kLongest);
  const std::string was = to_text(*expected, kLongest);
  if (is != was || seen->kind() == ValueKind::object) return {shown(is), shown(was)};
  const Value::Items items = seen->items();
  const Value::Items others = expected->items();
  auto one = items.begin();
  auto other = others.begin();
  for (std::size_t i = 0; one != items.end() && other != others.end(); ++i, ++one, ++other) {
    if (*one == *other) continue;
    const std::string at = "item " + std::to_string(i) + ": ";
    return {at + shown(to_text(*one, kLongest)), at + shown(to_text(*other, kLongest))};
  }
  return {shown_value(seen), shown_value(expected)};
}

std::set<std::string> unordered_members(const Operation& writing, const Operation& reading) {
  std::set<std::string> names;
  const auto add = [&](const std::vector<DocumentedMedia>& media) {
    for (const DocumentedMedia& one : media) {
      if (one.schema == nullptr) continue;
      const std::vector<SchemaKeyword>& keywords = one.schema->keywords();
      const auto is_unordered = [&](std::size_t node) {
        // Directly, or by way of a reference.
        for (int steps = 0; steps < 8; ++steps) {
          std::optional<std::size_t> next;
          for (const std::size_t index : one.schema->nodes()[node].keywords) {
            if (keywords[index].kind == KeywordKind::unique_items) return true;
            if (is_joined(keywords[index].kind) && !keywords[index].branches.empty())
              next = keywords[index].branches.front().node;
          }
          if (!next) return false;
          node = *next;
        }
        return false;
      };
      for (const SchemaKeyword& keyword : keywords) {
        if (keyword.kind != KeywordKind::properties) continue;
        for (const SchemaBranch& branch : keyword.branches) {
          if (is_unordered(branch.node)) names.insert(branch.name);
        }
      }
    }
  };
  if (writing.request_body) add(writing.request_body->media);
  for (const DocumentedResponse& response : reading.responses) add(response.media);
  return names;
}

bool has_same_items(const Value& left, const Value& right) {
  if (left.kind() != ValueKind::array || right.kind() != ValueKind::array || left.size() != right.size())
    return false;
  const auto hashes_of = [](const Value& array) {
    std::vector<std::uint64_t> hashes;
    for (const Value item : array.items()) hashes.push_back(hash_value(item));
    std::sort(hashes.begin(), hashes.end());
    return hashes;
  };
  return hashes_of(left) == hashes_of(right);
}

}  // namespace avouch::life
