// SPDX-License-Identifier: MIT
// Whether a write that was refused was carried out all the same: what the resource or its list shows before
// and behind it. Every request that must be refused has a body of its own, so what it sent is known by its
// values.
#include "judge/state/refused.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "contract/connections.h"
#include "contract/list_place.h"
#include "http/url.h"
#include "json/instance.h"
#include "json/pointer.h"
#include "judge/documented_answer.h"
#include "judge/state/items.h"
#include "judge/state/marks.h"
#include "judge/state/story.h"

namespace avouch {
namespace life {
namespace {

// The reads that are nearest to the refused write.
struct Around {
  const Evidence* before = nullptr;
  const Evidence* after = nullptr;
};

Around reads_around(const Question& question, std::size_t refused) {
  Around around;
  for (std::size_t i = 0; i < question.evidence.size(); ++i) {
    const Evidence& one = question.evidence[i];
    if (one.role != Role::read_back || one.answer->received() == nullptr) continue;
    if (i < refused) around.before = &one;
    if (i > refused && around.after == nullptr) around.after = &one;
  }
  return around;
}

std::string refused_and(const Evidence& refused, const std::string& what) {
  return method_of(refused) + " got " + status_line(refused.answer->received()->response) + ", and " + what;
}

// A member that has the value of the refused request, and had another one before.
std::optional<Finding> changed_member(const Operation& reading, const Evidence& refused,
                                      const Around& around) {
  const ParsedBody sent = parse_body(refused.answer->exchange().sent.body);
  const ParsedBody* old = json_of(*around.before);
  const ParsedBody* now = json_of(*around.after);
  if (sent.instance == nullptr || sent.instance->root().kind() != ValueKind::object || old == nullptr ||
      now == nullptr)
    return std::nullopt;
  const Thing asked = sent_thing(sent.instance->root(), reading);
  const Thing was = shown_thing(old->instance->root(), asked.value);
  const Thing is = shown_thing(now->instance->root(), asked.value);
  if (was.value.kind() != ValueKind::object || is.value.kind() != ValueKind::object) return std::nullopt;
  std::size_t seen = 0;
  for (const Member member : asked.value.members()) {
    if (++seen > kMostMembers) break;
    const std::optional<Value> then = was.value.find(member.name);
    const std::optional<Value> later = is.value.find(member.name);
    if (!later || !(*later == member.value) || (then && *then == *later)) continue;
    ShownDifference difference = shown_difference(later, then);
    return Finding{.where = "body " + shown(pointer_append(is.pointer, member.name)),
                   .seen = std::move(difference.seen) + ", as the refused request sent it",
                   .expected = std::move(difference.expected) + ", as before"};
  }
  return std::nullopt;
}

// Whether the item shows all of what was sent that it shows at all, a text or a number among that.
bool shows_what_was_sent(const Value& item, const Value& asked) {
  if (item.kind() != ValueKind::object) return false;
  std::size_t telling = 0;
  std::size_t seen = 0;
  for (const Member member : asked.members()) {
    if (++seen > kMostMembers) break;
    const std::optional<Value> there = item.find(member.name);
    if (!there || is_kept_by_server(member.name)) continue;
    if (!(*there == member.value)) return false;
    if (there->kind() == ValueKind::string || there->kind() == ValueKind::number) ++telling;
  }
  return telling > 0;
}

bool has_changed_otherwise(const Value& was, const Value& is, int depth) {
  if (was.kind() != ValueKind::object || is.kind() != ValueKind::object) return !(was == is);
  std::size_t seen = 0;
  for (const Member member : is.members()) {
    if (++seen > kMostMembers) break;
    const std::optional<Value> then = was.find(member.name);
    if (!then || *then == member.value || is_deletion(member.name, member.value) ||
        is_kept_by_server(member.name))
      continue;
    if (depth == 0 || has_changed_otherwise(*then, member.value, depth - 1)) return true;
  }
  return false;
}

// Whether the resource has other values beside a mark of deletion. Then another request changed it between
// the two reads: a PUT that was sent in between may have disabled it.
bool has_changed_otherwise(const Evidence& before, const Evidence& after) {
  const ParsedBody* was = json_of(before);
  const ParsedBody* is = json_of(after);
  return was != nullptr && is != nullptr &&
         has_changed_otherwise(was->instance->root(), is->instance->root(), 1);
}

// Whether the item shows all of what was sent: `sought` says by which names it is called.
bool shows_all_that_was_sent(const Value& item, const Value& asked, const SoughtItem& sought) {
  std::size_t seen = 0;
  for (const Member member : asked.members()) {
    if (++seen > kMostMembers) return false;
    if (is_kept_by_server(member.name) || names_a_thing(member.name, sought.collection)) continue;
    const std::optional<Value> there = item.find(member.name);
    if (!there || !(*there == member.value)) return false;
  }
  return shows_what_was_sent(item, asked);
}

// The items that the list did not have before, with the values of the refused request.
template <class Each>
void each_created_item(const Operation& listing, const Answer& refused, const Answer& before,
                       const Answer& after, const Each& each) {
  const ParsedBody sent = parse_body(refused.exchange().sent.body);
  if (sent.instance == nullptr || sent.instance->root().kind() != ValueKind::object) return;
  const std::optional<ListedItems> old = listed_items(listing, before);
  const std::optional<ListedItems> now = listed_items(listing, after);
  if (!old || !now || old->is_too_long() || now->is_too_long()) return;
  if (old->may_have_pages(listing, before)) return;
  const Value asked = sent_thing(sent.instance->root(), listing).value;
  SoughtItem any = sought_item(listing, http::resource_path(refused.exchange().sent.target) + "/");
  any.names = member_names("id", any.collection);  // no parameter says what its items are called by
  const std::set<std::string> known = old->identities(any);
  for (const Value item : now->items()) {
    const std::optional<std::string> identity = listed_identity(item, any);
    if (identity && !known.contains(*identity) && shows_what_was_sent(item, asked))
      each(item, asked, *identity);
  }
}

std::optional<Finding> created_item(const Operation& listing, const Evidence& refused, const Around& around) {
  std::optional<Finding> found;
  each_created_item(
      listing, *refused.answer, *around.before->answer, *around.after->answer,
      [&](const Value& /*item*/, const Value& /*asked*/, const std::string& identity) {
        if (found) return;
        found = {.where = "body",
                 .seen = "a new item with " + in_quotes(identity) + ", as the refused request sent it",
                 .expected = "no such item"};
      });
  return found;
}

}  // namespace
}  // namespace life

std::vector<UnwantedItem> created_although_refused(const Operation& listing, const Operation& named,
                                                   const Answer& refused, const Answer& before,
                                                   const Answer& after) {
  using namespace life;
  std::vector<UnwantedItem> created;
  const SoughtItem sought = sought_item(named, http::resource_path(refused.exchange().sent.target) + "/");
  each_created_item(listing, refused, before, after,
                    [&](const Value& item, const Value& asked, const std::string& identity) {
                      const std::optional<std::string> own = certain_identity(item, sought);
                      created.push_back({.identity = own.value_or(identity),
                                         .is_certain = own && shows_all_that_was_sent(item, asked, sought)});
                    });
  const auto is_certain = [](const UnwantedItem& one) { return one.is_certain; };
  if (std::count_if(created.begin(), created.end(), is_certain) > 1) {
    for (UnwantedItem& one : created) one.is_certain = false;
  }
  return created;
}

std::optional<Verdict> carried_out(const Question& question, std::size_t index) {
  using namespace life;
  const Evidence& refused = question.evidence[index];
  const Around around = reads_around(question, index);
  if (around.before == nullptr || around.after == nullptr || !refused.removed_by.empty()) return std::nullopt;
  if (!life::is_success(*around.before) || around.before->operation == nullptr) return std::nullopt;
  const Operation& reading = *around.before->operation;
  const auto violates = [&](const std::string& what, Finding finding) {
    return Verdict{.outcome = Outcome::violated,
                   .reason = refused_and(refused, what),
                   .findings = {std::move(finding)},
                   .instances = 1,
                   .failures = 1,
                   .evidence = static_cast<std::size_t>(around.after - question.evidence.data())};
  };
  if (method_of(refused) == "POST") {
    if (!life::is_success(*around.after) || path_of(*around.before) != path_of(refused)) return std::nullopt;
    std::optional<Finding> created = created_item(reading, refused, around);
    if (!created) return std::nullopt;
    return violates("the list has what it sent", *std::move(created));
  }
  if (path_of(*around.before) != path_of(refused) || path_of(*around.after) != path_of(refused))
    return std::nullopt;
  const int status = status_of(*around.after);
  if (method_of(refused) == "DELETE") {
    const bool is_gone = status == 404 || status == 410;
    if (is_gone)
      return violates("after it, " + got(*around.after),
                      {.where = "status",
                       .seen = status_line(around.after->answer->received()->response),
                       .expected = "a success, as before"});
    if (life::is_success(*around.after) && shows_a_deletion(*around.after) &&
        !shows_a_deletion(*around.before) && !has_changed_otherwise(*around.before, *around.after))
      return violates("after it, the resource is marked as deleted",
                      {.where = "body", .seen = "a mark of deletion", .expected = "none, as before"});
    return std::nullopt;
  }
  if (!life::is_success(*around.after)) return std::nullopt;
  std::optional<Finding> changed = changed_member(reading, refused, around);
  if (!changed) return std::nullopt;
  return violates("the resource shows what it sent", *std::move(changed));
}

}  // namespace avouch
