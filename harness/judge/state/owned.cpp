// SPDX-License-Identifier: MIT
// What one identity created is no business of another one (OWASP API1:2023, broken object level
// authorization). Whatever the second identity is answered, what the owner reads afterwards decides whether a
// write was carried out.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "contract/connections.h"
#include "contract/documented_status.h"
#include "json/instance.h"
#include "judge/documented_answer.h"
#include "judge/state/items.h"
#include "judge/state/marks.h"
#include "judge/state/story.h"

namespace avouch::life {
namespace {

// The exchanges of such a clause. `foreign` are those of the second identity.
struct OwnedStory {
  const Evidence* creation = nullptr;  // that succeeded
  const Evidence* before = nullptr;    // the owner's last read before the foreign request
  const Evidence* foreign = nullptr;
  const Evidence* after = nullptr;  // the owner's read behind the foreign write
  const Evidence* list = nullptr;   // as the owner reads it
  const Evidence* foreign_list = nullptr;
  const Evidence* foreign_read = nullptr;  // of the resource
  const Evidence* wrong = nullptr;         // with credentials that nobody has
  std::optional<Verdict> verdict;          // set: there is nothing to judge
};

OwnedStory owned_story(const Question& question, const StateSubject& subject) {
  const auto operation_at = [&](const std::optional<std::size_t>& index) {
    return index ? &question.contract.operations[*index] : nullptr;
  };
  const Operation* create = operation_at(subject.create);
  const Operation* list = operation_at(subject.list);
  const Operation* read = operation_at(subject.read);
  OwnedStory story;
  const Evidence* last = nullptr;  // request to create
  for (const Evidence& one : question.evidence) {
    if (is_action(question, subject, one)) continue;
    if (one.answer->received() == nullptr) {
      story.verdict = no_answer(one);
      return story;
    }
    const bool is_of_list = list != nullptr && one.operation == list;
    const bool is_call = one.role == Role::documented || one.role == Role::cross_origin;
    if (is_call && one.operation == create) {
      last = &one;
      if (is_success(one)) story.creation = &one;
    } else if (one.role == Role::wrong_credentials) {
      story.wrong = &one;
    } else if (one.role == Role::other_identity) {
      if (is_of_list) story.foreign_list = &one;
      if (one.operation == read) story.foreign_read = &one;
      if (one.operation == &question.operation()) story.foreign = &one;
    } else if (one.role == Role::read_back && is_of_list) {
      story.list = &one;
    } else if (one.role == Role::read_back) {
      (story.foreign == nullptr ? story.before : story.after) = &one;
    }
  }
  if (story.creation == nullptr) {
    story.verdict = unexercised(last == nullptr ? "nothing was created" : got(*last));
  } else if (sends_several(*story.creation) && method_of(*story.creation) == "POST") {
    story.verdict = unexercised("the request sends an array, which may create several resources");
  } else if (status_of(*story.creation) == 202) {
    story.verdict = unexercised("202: the request is not carried out yet (RFC 9110 §15.3.3)");
  } else if (story.before == nullptr || story.foreign == nullptr) {
    story.verdict = unexercised("the second identity was not asked");
  } else if (!is_success(*story.before)) {
    story.verdict = unexercised("before the request of the second identity, " + got(*story.before));
  }
  return story;
}

std::string foreign_got(const Evidence& foreign) {
  return method_of(foreign) + " of the second identity got " +
         status_line(foreign.answer->received()->response);
}

bool is_refusal(int status) {
  return status == 401 || status == 403 || status == 404 || status == 410;
}

// A refusal says something of the resource only if the target knows the second identity: it shows it the
// list, or refuses wrong credentials in another way.
Verdict refused(const OwnedStory& story) {
  const int status = status_of(*story.foreign);
  if (!is_refusal(status)) return unexercised(foreign_got(*story.foreign));
  if (story.foreign_list != nullptr && is_success(*story.foreign_list)) return holds();
  if (status == 401) return unexercised(foreign_got(*story.foreign) + ": it may have wrong credentials");
  const bool is_told_apart =
      story.wrong != nullptr && is_refusal(status_of(*story.wrong)) && status_of(*story.wrong) != status;
  if (is_told_apart) return holds();
  return unexercised(foreign_got(*story.foreign) +
                     ", and nothing shows that the target knows it: wrong credentials are refused alike");
}

// Identities that are counted may be those of other things for another identity: /books/1.
bool is_counted(std::string_view identity) {
  constexpr std::size_t kMostDigits = 9;
  return identity.size() <= kMostDigits && identity.find_first_not_of("0123456789") == identity.npos;
}

// Whether what the second identity is shown is what the owner is shown, and not a thing of its own with the
// same identity, or a part that anybody may see: by the members that the creation sent; without them, by all.
bool is_same_thing(const Value& own, const Value& foreign, const std::optional<Value>& sent,
                   const SoughtItem& sought) {
  if (own.kind() != ValueKind::object || foreign.kind() != ValueKind::object)
    return own == foreign && !is_counted(sought.identity);
  const auto is_name = [&](std::string_view name) {
    const std::string plain = plain_name(name);
    return std::any_of(sought.names.begin(), sought.names.end(), [&](const MemberName& one) {
      return one.is_certain && one.path.size() == 1 && one.path.front() == plain;
    });
  };
  for (const std::optional<Value>& named_by : {sent, std::optional(own)}) {
    if (!named_by || named_by->kind() != ValueKind::object) continue;
    std::size_t compared = 0;
    std::size_t seen = 0;
    for (const Member member : named_by->members()) {
      if (++seen > kMostMembers) break;
      if (is_kept_by_server(member.name) || is_name(member.name)) continue;
      const std::optional<Value> owners = own.find(member.name);
      const std::optional<Value> others = foreign.find(member.name);
      if (!owners || !others) continue;
      if (!(*owners == *others)) return false;
      ++compared;
    }
    if (compared > 0) return true;
  }
  return !is_counted(sought.identity);
}

Verdict shown_to_another(const OwnedStory& story, const char* what) {
  return violated(std::string("the second identity is shown ") + what + " the first one created",
                  {{.where = "status",
                    .seen = status_line(story.foreign->answer->received()->response),
                    .expected = "403 or 404"}});
}

Verdict judge_owned_read(const OwnedStory& story, const std::optional<Value>& sent,
                         const SoughtItem& sought) {
  const Evidence& foreign = *story.foreign;
  if (!is_success(foreign)) return refused(story);
  const ParsedBody* own = json_of(*story.before);
  const ParsedBody* shown = json_of(foreign);
  bool is_same = false;
  if (own != nullptr && shown != nullptr) {
    const Value root = own->instance->root();
    const Value other = shown->instance->root();
    is_same =
        sent ? is_same_thing(shown_thing(root, *sent).value, shown_thing(other, *sent).value, sent, sought)
             : is_same_thing(root, other, sent, sought);
  } else {
    const std::string& body = story.before->answer->received()->response.body;
    is_same = !body.empty() && body == foreign.answer->received()->response.body;
  }
  if (is_same) return shown_to_another(story, "what");
  return unexercised(foreign_got(foreign) + ", but not with the values that the owner is shown");
}

Verdict judge_owned_list(const Question& question, const StateSubject& subject, const OwnedStory& story,
                         const std::optional<Value>& sent, const SoughtItem& sought) {
  if (story.list == nullptr) return unexercised("the list was not read");
  if (!is_success(*story.list)) return unexercised(got(*story.list));
  if (!is_success(*story.foreign)) return unexercised(foreign_got(*story.foreign));
  if (path_of(*story.list) != path_of(*story.foreign)) return unexercised("another list was read");
  const Operation& listing = question.contract.operations[*subject.list];
  const std::optional<ListedItems> own = listed_items(listing, *story.list->answer);
  const std::optional<ListedItems> foreign = listed_items(listing, *story.foreign->answer);
  if (!own || !foreign) return unexercised("the answer to " + method_of(*story.list) + " has no list");
  if (own->is_too_long() || foreign->is_too_long())
    return unexercised("the list is too long to look through");
  const std::optional<Value> item = own->named(sought);
  if (!item) return unexercised("the list does not show the resource to its owner");
  if (const std::optional<Value> other = foreign->named(sought)) {
    if (!is_same_thing(*item, *other, sent, sought))
      return unexercised("the second identity is shown an item with that identity, but with other values");
    return violated("the list shows the second identity what the first one created",
                    {{.where = "body",
                      .seen = "an item with " + in_quotes(sought.identity),
                      .expected = "no item with " + in_quotes(sought.identity)}});
  }
  if (foreign->may_have_pages(listing, *story.foreign->answer))
    return unexercised("the list may have more pages");
  return holds();
}

// Whether the foreign request sent a value that the resource did not have.
bool sends_another_value(const OwnedStory& story, const Operation& reading) {
  const ParsedBody sent = parse_body(story.foreign->answer->exchange().sent.body);
  const ParsedBody* own = json_of(*story.before);
  if (sent.instance == nullptr || sent.instance->root().kind() != ValueKind::object || own == nullptr)
    return false;
  const Value asked = sent_thing(sent.instance->root(), reading).value;
  const Value was = shown_thing(own->instance->root(), asked).value;
  if (was.kind() != ValueKind::object) return false;
  std::size_t seen = 0;
  for (const Member member : asked.members()) {
    if (++seen > kMostMembers) break;
    const std::optional<Value> known = was.find(member.name);
    if (known && !(*known == member.value) && !is_kept_by_server(member.name)) return true;
  }
  return false;
}

Verdict judge_owned_write(const Question& question, const StateSubject& subject, const OwnedStory& story) {
  if (story.after == nullptr)
    return unexercised("the resource was not read after the " + method_of(*story.foreign) +
                       " of the second identity");
  const Evidence& after = *story.after;
  const std::string told = "after " + foreign_got(*story.foreign) + ", the " + got(after) + " for its owner";
  const auto damaged = [&](Finding finding) {
    Verdict verdict = violated(told, {std::move(finding)});
    verdict.evidence = static_cast<std::size_t>(&after - question.evidence.data());
    return verdict;
  };
  const bool is_gone = status_of(after) == 404 || status_of(after) == 410;
  if (is_gone && !story.foreign->removed_by.empty())
    return unexercised("the response was " + status_line(after.answer->received()->response) + ", and " +
                       printable(story.foreign->removed_by) + " had deleted the resource before");
  const std::string action = action_between(question, subject, *story.before, after);
  const bool is_marked = shows_a_deletion(after) && !shows_a_deletion(*story.before);
  if ((is_gone || is_marked) && !action.empty()) return unexercised(told + ", and " + action);
  if (is_gone) {
    return damaged({.where = "status",
                    .seen = status_line(after.answer->received()->response),
                    .expected = "a success, as before"});
  }
  if (!is_success(after)) return unexercised(told);
  const int status = status_of(*story.foreign);
  if (method_of(*story.foreign) == "DELETE") {
    if (is_marked)
      return damaged({.where = "body", .seen = "a mark of deletion", .expected = "none, as before"});
    if (status == 202) return unexercised(foreign_got(*story.foreign));
    return is_success(*story.foreign) ? holds() : refused(story);
  }
  Comparison comparison = compare_reads(question, subject, *story.foreign, *story.before, after,
                                        [](std::string_view) { return true; });
  if (comparison.failures > 0) {
    Verdict verdict = violated("after " + foreign_got(*story.foreign) + ", its owner is shown other values",
                               std::move(comparison.findings));
    verdict.instances = comparison.compared;
    verdict.failures = comparison.failures;
    verdict.evidence = static_cast<std::size_t>(&after - question.evidence.data());
    return verdict;
  }
  if (!is_success(*story.foreign)) return refused(story);
  if (status == 202 || !comparison.unexercised.empty() || comparison.compared == 0)
    return unexercised(foreign_got(*story.foreign) +
                       ", and the reads do not show whether that changed anything");
  if (!sends_another_value(story, question.contract.operations[subject.read]))
    return unexercised(foreign_got(*story.foreign) + ", but it sends what the resource has already");
  return {.outcome = Outcome::holds, .instances = comparison.compared};
}

// Whether the target itself makes a difference between the two identities: it does not show the resource to
// the second one, or does not list it for that one.
bool is_told_apart(const Question& question, const StateSubject& subject, const OwnedStory& story) {
  if (story.foreign_read != nullptr && is_refusal(status_of(*story.foreign_read))) return true;
  if (story.list == nullptr || story.foreign_list == nullptr || !is_success(*story.list) ||
      !is_success(*story.foreign_list) || path_of(*story.list) != path_of(*story.foreign_list))
    return false;
  const Operation& listing = question.contract.operations[*subject.list];
  const std::optional<ListedItems> own = listed_items(listing, *story.list->answer);
  const std::optional<ListedItems> foreign = listed_items(listing, *story.foreign_list->answer);
  if (!own || !foreign || own->is_too_long() || foreign->is_too_long()) return false;
  const SoughtItem sought = sought_item(question.contract.operations[subject.read], path_of(*story.before));
  return own->named(sought) && !foreign->may_have(sought) &&
         !foreign->may_have_pages(listing, *story.foreign_list->answer);
}

// A documented 403 says that the operation may be refused to an identity. A documented 404 may be that of
// unknown resources alone: then what everybody is shown is everybody's.
bool says_that_others_are_refused(const Question& question, const StateSubject& subject) {
  const bool is_of_list =
      subject.list && &question.operation() == &question.contract.operations[*subject.list];
  const Operation& asked = is_of_list ? question.contract.operations[subject.read] : question.operation();
  return exact_response_for(asked, 403).has_value();
}

Verdict owned_verdict(const Question& question, const StateSubject& subject, const OwnedStory& story) {
  const Operation& reading = question.contract.operations[subject.read];
  const std::string path = path_of(*story.before);
  const SoughtItem sought = sought_item(reading, path);
  const ParsedBody body = parse_body(story.creation->answer->exchange().sent.body);
  const bool is_object = body.instance != nullptr && body.instance->root().kind() == ValueKind::object;
  const std::optional<Value> sent =
      is_object ? std::optional(sent_thing(body.instance->root(), reading).value) : std::nullopt;
  const bool is_of_list =
      subject.list && &question.operation() == &question.contract.operations[*subject.list];
  if (is_of_list) return judge_owned_list(question, subject, story, sent, sought);
  const bool is_the_same = path_of(*story.foreign) == path && (!story.after || path_of(*story.after) == path);
  if (!is_the_same) return unexercised("another resource was read");
  if (method_of(*story.foreign) == "GET") return judge_owned_read(story, sent, sought);
  return judge_owned_write(question, subject, story);
}

}  // namespace

Verdict judge_owned(const Question& question, const StateSubject& subject) {
  const OwnedStory story = owned_story(question, subject);
  if (story.verdict) return *story.verdict;
  Verdict verdict = owned_verdict(question, subject, story);
  if (verdict.outcome == Outcome::violated && !says_that_others_are_refused(question, subject) &&
      !is_told_apart(question, subject, story)) {
    const std::optional<std::size_t> deciding = verdict.evidence;
    verdict = unexercised(verdict.reason +
                          ", but it may be everybody's: no 403 is documented, and the second identity is "
                          "shown what the first one is");
    verdict.evidence = deciding;
  }
  if (!verdict.evidence)
    verdict.evidence = static_cast<std::size_t>(story.foreign - question.evidence.data());
  return verdict;
}

}  // namespace avouch::life
