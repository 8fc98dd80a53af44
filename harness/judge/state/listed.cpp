// SPDX-License-Identifier: MIT
// What a list says of what was created and of what was deleted.
#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/percent.h"
#include "base/text.h"
#include "contract/documented_status.h"
#include "judge/documented_answer.h"
#include "judge/state/items.h"
#include "judge/state/marks.h"
#include "judge/state/story.h"

namespace avouch::life {
namespace {

// Whether the documented JSON came as something else.
bool hides_its_json(const Operation& reading, const Evidence& read) {
  const auto response = response_for(reading, status_of(read));
  return response && json_of(read) == nullptr &&
         std::any_of(reading.responses[*response].media.begin(), reading.responses[*response].media.end(),
                     [](const DocumentedMedia& media) { return media.is_json(); });
}

// The path of the collection of which the resource at `item` is: "/books" for "/books/7".
std::string collection_path(const std::string& item) {
  return item.substr(0, item.rfind('/'));
}

// Whether the request has a query of more than an API key.
bool has_query(const Operation& listing, const Evidence& evidence) {
  const std::string& target = evidence.answer->exchange().sent.target;
  const std::size_t mark = target.find('?');
  if (mark == std::string::npos) return false;
  const std::vector<std::string_view> pairs = split(std::string_view(target).substr(mark + 1), '&');
  return !std::all_of(pairs.begin(), pairs.end(), [&](std::string_view pair) {
    return listing.is_key(
        {.name = percent_decoded(pair.substr(0, pair.find('='))), .in = Parameter::In::query});
  });
}

constexpr const char* kHasQuery = "the list was read with a query, which may leave items out";

// What the list after the DELETE says.
struct Absence {
  std::optional<Verdict> verdict;  // it still has the resource
  std::string unclear;             // why its absence from the list proves nothing
};

// The item whose first name is the identity. Where a list shows the resource so, a further name that an item
// has in common with it, such as a slug that was sent twice, is no sign of it.
std::optional<Value> named_first(const ListedItems& items, const SoughtItem& sought) {
  for (const Value item : items.items()) {
    if (listed_identity(item, sought) == sought.identity) return item;
  }
  return std::nullopt;
}

// The identities of the other items. An item may have several names, of which the path takes one.
std::set<std::string> others_in(const ListedItems& items, const SoughtItem& sought) {
  const bool is_named_first = named_first(items, sought).has_value();
  std::set<std::string> others;
  for (const Value item : items.items()) {
    const std::optional<std::string> identity = listed_identity(item, sought);
    const bool is_it = identity == sought.identity || (!is_named_first && is_sought(item, sought));
    if (identity && !is_it) others.insert(*identity);
  }
  return others;
}

Absence absence_in(const Question& question, const StateSubject& subject, const Story& story,
                   const std::string& path) {
  if (!subject.list) return {.unclear = "there is no list"};
  const Operation& listing = question.contract.operations[*subject.list];
  const SoughtItem sought = sought_item(question.contract.operations[subject.read], path);
  const auto items_of = [&](const Evidence* list) {
    const bool is_the_list = list != nullptr && is_success(*list) && path_of(*list) == collection_path(path);
    return is_the_list ? listed_items(listing, *list->answer) : std::nullopt;
  };
  const Evidence* after = story.lists.empty() ? nullptr : story.lists.back();
  const std::optional<ListedItems> items = items_of(after);
  if (!items || items->is_too_long()) return {.unclear = "the list was not read"};
  const std::optional<ListedItems> before = items_of(story.list_before);
  const bool is_known = before && !before->is_too_long() && named_first(*before, sought);
  const std::optional<Value> item = is_known ? named_first(*items, sought) : items->named(sought);
  if (item) {
    if (is_marked_deleted(*item))
      return {.verdict = unexercised("the list marks the resource as deleted"), .unclear = {}};
    return {.verdict = violated("after " + got(*story.write) + ", the list still has the resource",
                                {{.where = "body",
                                  .seen = "an item with " + in_quotes(sought.identity),
                                  .expected = "no item with " + in_quotes(sought.identity)}}),
            .unclear = {}};
  }
  if (!before || before->is_too_long() || !before->named(sought))
    return {.unclear = "the list did not show the resource before"};
  if (has_query(listing, *after)) return {.unclear = kHasQuery};
  if (items->may_have_pages(listing, *after->answer)) return {.unclear = "the list may have more pages"};
  return {};
}

}  // namespace

bool shows_a_deletion(const Evidence& read) {
  const ParsedBody* body = json_of(read);
  return body != nullptr && is_marked_deleted(body->instance->root());
}

namespace {

// The list was read once per value of its filter, behind the one without: whether one of these has the
// resource, or why that cannot be said. nullopt: none has it.
std::optional<Verdict> shown_by_a_value(const Story& story, const Operation& listing, const Parameter& filter,
                                        const SoughtItem& sought) {
  const std::string without = "the list may leave items out without its parameter " + in_quotes(filter.name);
  if (story.lists.size() != filter.values.size() + 1) return unexercised(without);
  for (std::size_t i = 1; i < story.lists.size(); ++i) {
    const Evidence& list = *story.lists[i];
    const std::optional<ListedItems> items =
        is_success(list) ? listed_items(listing, *list.answer) : std::nullopt;
    if (!items || items->is_too_long()) return unexercised(without + ", and with it, " + got(list));
    if (items->may_have(sought)) return holds();
    if (items->may_have_pages(listing, *list.answer)) return unexercised("the list may have more pages");
  }
  return std::nullopt;
}

}  // namespace

Verdict judge_listed(const Question& question, const StateSubject& subject, const Story& story) {
  if (story.lists.empty() || story.reads.empty()) return unexercised("the list was not read");
  const Evidence& list = *story.lists.front();
  const Evidence& read = *story.reads.front();
  if (!is_success(list)) return unexercised("after " + got(*story.write) + ", " + got(list));
  if (!is_success(read)) return unexercised("after " + got(*story.write) + ", " + got(read));
  const std::string written = path_of(*story.write);
  const std::string collection = method_of(*story.write) == "POST" ? written : collection_path(written);
  if (path_of(list) != collection) return unexercised("another list was read");
  const Operation& listing = question.contract.operations[*subject.list];
  if (has_query(listing, list)) return unexercised(kHasQuery);
  const std::optional<ListedItems> items = listed_items(listing, *list.answer);
  if (!items) return unexercised("the answer to " + method_of(list) + " has no list");
  if (items->is_too_long()) return unexercised("the list is too long to look through");
  const SoughtItem sought = sought_item(question.contract.operations[subject.read], path_of(read));
  if (items->may_have(sought)) return holds();
  if (items->may_have_pages(listing, *list.answer)) return unexercised("the list may have more pages");
  const std::vector<const Parameter*> filters = filters_of(listing);
  if (!filters.empty()) {
    const Parameter* filter = enumerated_filter(listing);
    if (filter == nullptr)
      return unexercised("the list may leave items out without its parameter " +
                         in_quotes(filters.front()->name));
    if (std::optional<Verdict> verdict = shown_by_a_value(story, listing, *filter, sought))
      return *std::move(verdict);
  }
  if (!items->names_each(sought))
    return unexercised("no member of the listed items is certain to name each of them");
  return violated(
      "the list does not have what was created",
      {{.where = "body",
        .seen = counted(items->count(), "item", "items") + ", none with " + in_quotes(sought.identity),
        .expected = "an item with " + in_quotes(sought.identity)}});
}

Verdict judge_gone(const Question& question, const StateSubject& subject, const Story& story) {
  const Evidence& read = *story.reads.front();
  if (is_success(read) && shows_a_deletion(read))
    return unexercised("the answer to " + method_of(read) + " marks the resource as deleted");
  if (is_success(read) && hides_its_json(question.contract.operations[subject.read], read))
    return unexercised("the answer to " + method_of(read) +
                       " is not the documented JSON, which may mark the resource as deleted");
  const std::string after = "after " + got(*story.write) + ", " + got(read);
  const bool may_be_told = documents_absence(question.contract.operations[subject.read]);
  if (is_success(read) && may_be_told) {
    Verdict verdict = violated(after, {{.where = "status",
                                        .seen = status_line(read.answer->received()->response),
                                        .expected = "404 or 410"}});
    verdict.evidence = static_cast<std::size_t>(&read - question.evidence.data());
    return verdict;
  }
  const Absence absence = absence_in(question, subject, story, path_of(read));
  if (absence.verdict) return *absence.verdict;
  if (status_of(read) == 404 || status_of(read) == 410) return holds();
  if (!is_success(read)) return unexercised(after);
  // Nothing is documented that a GET could say of what is absent, so the list decides.
  if (absence.unclear.empty()) return holds();
  return unexercised(method_of(read) + " documents neither 404 nor 410, and " + absence.unclear);
}

namespace {

// What other requests of the run created in the collection.
std::set<std::string> own_others(const Question& question, const StateSubject& subject,
                                 const SoughtItem& sought) {
  std::set<std::string> own;
  for (const Evidence& one : question.evidence) {
    const bool creates = subject.create && one.operation == &question.contract.operations[*subject.create] &&
                         (one.role == Role::repeated || one.role == Role::duplicate);
    const bool is_named = method_of(one) == "PUT";
    const std::string path = path_of(one);
    if (!creates || (is_named ? collection_path(path) : path) != collection_path(sought.path)) continue;
    if (is_named && status_of(one) == 201) {
      own.insert(sought_item(question.contract.operations[subject.read], path).identity);
    } else if (!is_named) {
      if (const std::optional<std::string> identity = created_identity(*one.answer, sought))
        own.insert(*identity);
    }
  }
  own.erase(sought.identity);
  return own;
}

}  // namespace

Verdict judge_others(const Question& question, const StateSubject& subject, const Story& story) {
  const Evidence* before = story.list_before;
  const Evidence* after = story.lists.empty() ? nullptr : story.lists.back();
  if (before == nullptr || after == nullptr)
    return unexercised("the list was not read before and after " + method_of(*story.write));
  for (const Evidence* list : {before, after}) {
    if (!is_success(*list)) return unexercised(got(*list));
    if (path_of(*list) != collection_path(path_of(*story.write))) return unexercised("another list was read");
  }
  const Operation& listing = question.contract.operations[*subject.list];
  const std::optional<ListedItems> old = listed_items(listing, *before->answer);
  const std::optional<ListedItems> now = listed_items(listing, *after->answer);
  if (!old || !now) return unexercised("the answer to " + method_of(*after) + " has no list");
  if (old->is_too_long() || now->is_too_long()) return unexercised("the list is too long to look through");
  const SoughtItem sought = sought_item(question.contract.operations[subject.read], path_of(*story.write));
  const std::set<std::string> others = others_in(*old, sought);
  if (others.empty()) return unexercised("the list showed no other item");
  const std::set<std::string> there = now->identities(sought);
  std::vector<std::string> missing;
  std::set_difference(others.begin(), others.end(), there.begin(), there.end(), std::back_inserter(missing));
  if (missing.empty()) return {.outcome = Outcome::holds, .instances = others.size()};
  if (now->may_have_pages(listing, *after->answer)) return unexercised("the list may have more pages");
  // Somebody else may have deleted one of them at the same time, but hardly all, and none that the run
  // created.
  const std::set<std::string> own = own_others(question, subject, sought);
  const auto lost = std::find_if(missing.begin(), missing.end(),
                                 [&](const std::string& identity) { return own.contains(identity); });
  if (lost != missing.end() && missing.size() < others.size())
    return violated(
        "after " + got(*story.write) + ", another item that the run created is missing from the list",
        {{.where = "body",
          .seen = "no item with " + in_quotes(*lost),
          .expected = "an item with " + in_quotes(*lost) + ", as before"}});
  if (missing.size() < others.size())
    return unexercised("other items are missing, too: somebody else may have deleted them");
  return violated("after " + got(*story.write) + ", all other items are missing from the list",
                  {{.where = "body",
                    .seen = counted(now->count(), "item", "items"),
                    .expected = counted(others.size(), "other item", "other items") + ", as before"}});
}

}  // namespace avouch::life
