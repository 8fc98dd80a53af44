// SPDX-License-Identifier: MIT
// The exchanges of a clause about what state implies, as a story: a write that succeeded, and what was asked
// around it. Private to this folder.
//
//   const Story story = story_of(question, subject);
//   if (story.verdict) return *story.verdict;        // there is nothing to judge
//   is_success(*story.reads.front())
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "contract/subject.h"
#include "judge/judges.h"

namespace avouch::life {

inline constexpr std::size_t kMostMembers = 1'000;  // of an object that are looked at

// What the exchange was. A status is 0 if no response came.
const std::string& method_of(const Evidence& evidence);
std::string path_of(const Evidence& evidence);
int status_of(const Evidence& evidence);
bool is_success(const Evidence& evidence);
std::string got(const Evidence& evidence);  // "GET got 404 Not Found"
// nullptr if the response is no JSON.
const ParsedBody* json_of(const Evidence& evidence);

Verdict unexercised(std::string why);
// A warning.
Verdict violated(std::string why, std::vector<Finding> findings);

// The exchanges of a clause, in the order in which they were sent.
struct Story {
  const Evidence* write = nullptr;        // the one that succeeded
  std::vector<const Evidence*> repeats;   // the write once more, or with other values
  std::vector<const Evidence*> reads;     // of the resource, after the write
  std::vector<const Evidence*> lists;     // after the write
  const Evidence* list_before = nullptr;  // the last one before it
  std::optional<Verdict> verdict;         // set: there is nothing to judge
};

Story story_of(const Question& question, const StateSubject& subject);

// Whether the exchange is none of the story, but an action on what the story is about.
bool is_action(const Question& question, const StateSubject& subject, const Evidence& one);
// Says which action that may have been carried out came between two exchanges of the clause, so that what it
// changed is not blamed on others. Empty if none did.
std::string action_between(const Question& question, const StateSubject& subject, const Evidence& from,
                           const Evidence& to);
// The verdict on what two exchanges show; unexercised if it is a violation and an action came between them.
Verdict apart_from_actions(Verdict verdict, const Question& question, const StateSubject& subject,
                           const Evidence& from, const Evidence& to);

// An object in a body that members were sent in, or are shown in: the root, or what a member wraps.
struct Thing {
  Value value;
  std::string pointer;  // a JSON Pointer

  bool is_wrapped() const { return !pointer.empty(); }
};

// Whether the request is an array of JSON.
bool sends_several(const Evidence& evidence);

// The thing that a request sends: the root, or the only member of it, if its name is that of a wrapper.
Thing sent_thing(const Value& root, const Operation& read);
// The thing of the answer that shows members of what was sent; the root if none does.
Thing shown_thing(const Value& root, const Value& sent);

std::string shown_value(const std::optional<Value>& value);  // "absent" without one
// Two values that differ, as texts that differ: of arrays, their first items that do.
struct ShownDifference {
  std::string seen;
  std::string expected;
};
ShownDifference shown_difference(const std::optional<Value>& seen, const std::optional<Value>& expected);

// The members that the schemas of these operations describe as arrays without an order: `uniqueItems`.
std::set<std::string> unordered_members(const Operation& writing, const Operation& reading);
// Whether two arrays have the same items in any order.
bool has_same_items(const Value& left, const Value& right);

// What two reads show of the members that `whole` sent.
struct Comparison {
  std::string unexercised;  // why nothing was compared
  std::size_t compared = 0;
  std::size_t failures = 0;
  std::vector<Finding> findings;
};

// unchanged.cpp. `counts`: whether a member of that name is compared.
Comparison compare_reads(const Question& question, const StateSubject& subject, const Evidence& whole,
                         const Evidence& before, const Evidence& after,
                         const std::function<bool(std::string_view name)>& counts);

// kept.cpp
Verdict judge_kept(const Question& question, const StateSubject& subject, const Story& story);
// unchanged.cpp
Verdict judge_repeatable(const StateSubject& subject, const Question& question, const Story& story);
Verdict judge_distinct(const StateSubject& subject, const Question& question, const Story& story);
Verdict judge_untouched(const StateSubject& subject, const Question& question, const Story& story);
// listed.cpp
Verdict judge_listed(const Question& question, const StateSubject& subject, const Story& story);
Verdict judge_gone(const Question& question, const StateSubject& subject, const Story& story);
Verdict judge_others(const Question& question, const StateSubject& subject, const Story& story);
bool shows_a_deletion(const Evidence& read);  // a soft delete
// etag.cpp
Verdict judge_etag(const Question& question, const StateSubject& subject);
// owned.cpp
Verdict judge_owned(const Question& question, const StateSubject& subject);

}  // namespace avouch::life
