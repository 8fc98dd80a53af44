// SPDX-License-Identifier: MIT
// What a write sent is what the read shows.
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "contract/connections.h"
#include "contract/documented_status.h"
#include "contract/schema/kinds.h"
#include "contract/schema/schema.h"
#include "http/field.h"
#include "json/instance.h"
#include "json/json_reader.h"
#include "json/json_value.h"
#include "json/pointer.h"
#include "judge/body/body.h"
#include "judge/documented_answer.h"
#include "judge/format/parts.h"
#include "judge/state/items.h"
#include "judge/state/marks.h"
#include "judge/state/story.h"

namespace avouch::life {
namespace {

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

// A date-time as seconds since 1970 and the digits of its fraction; nullopt for another text.
std::optional<std::pair<std::int64_t, std::string>> instant_of(std::string_view text) {
  if (text.size() > 64 || check_date_time(text)) return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t size) {
    int value = 0;
    std::from_chars(text.data() + at, text.data() + at + size, value);
    return value;
  };
  using std::chrono::day;
  using std::chrono::month;
  using std::chrono::year;
  const std::chrono::year_month_day date(year(number(0, 4)), month(static_cast<unsigned>(number(5, 2))),
                                         day(static_cast<unsigned>(number(8, 2))));
  std::int64_t seconds =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::sys_days(date).time_since_epoch())
          .count();
  seconds += number(11, 2) * 3600 + number(14, 2) * 60 + number(17, 2);
  std::size_t at = 19;  // "2026-02-28T10:00:00"
  std::string fraction;
  if (text[at] == '.') {
    const std::size_t end = text.find_first_not_of("0123456789", at + 1);
    fraction = text.substr(at + 1, end - at - 1);
    while (fraction.ends_with('0')) fraction.pop_back();
    at = end;
  }
  if (text[at] != 'Z' && text[at] != 'z')
    seconds -= (number(at + 1, 2) * 3600 + number(at + 4, 2) * 60) * (text[at] == '-' ? -1 : 1);
  return std::pair(seconds, fraction);
}

// Whether the value is shown as it was sent. RFC 3339 §5.6 writes one instant in several ways.
bool is_same(const Value& sent, const Value& seen) {
  if (sent == seen) return true;
  if (sent.kind() != ValueKind::string || seen.kind() != ValueKind::string) return false;
  const auto instant = instant_of(sent.text());
  return instant && instant == instant_of(seen.text());
}

// Whether the arrays have items of different types: the documentation describes other things for reading.
bool has_other_items(const Value& sent, const Value& seen) {
  if (sent.kind() != ValueKind::array || seen.kind() != ValueKind::array) return false;
  if (sent.size() == 0 || seen.size() == 0) return false;
  return (*sent.items().begin()).kind() != (*seen.items().begin()).kind();
}

// Whether the object holds other things instead of the members that were sent.
bool lists_things(const Value& thing, const Value& sent) {
  bool has_list = false;
  std::size_t seen = 0;
  for (const Member member : thing.members()) {
    if (++seen > kMostMembers || sent.find(member.name)) return false;
    has_list = has_list || (member.value.kind() == ValueKind::array && has_object(member.value));
  }
  return has_list;
}

// Whether a member of that name is certain to name the resource.
bool is_certain_name(const SoughtItem& sought, std::string_view name) {
  const std::string plain = plain_name(name);
  return std::any_of(sought.names.begin(), sought.names.end(), [&](const MemberName& one) {
    return one.is_certain && one.path.size() == 1 && one.path.front() == plain;
  });
}

// Whether the object may stand for another resource, of which the server shows what it knows.
bool may_be_a_reference(const Value& object) {
  std::size_t seen = 0;
  for (const Member member : object.members()) {
    const std::string plain = plain_name(member.name);
    const bool names = may_identify(member.name) || plain.ends_with("href") || plain.ends_with("url") ||
                       plain.ends_with("uri") || plain == "self" || plain == "ref";
    if (++seen > kMostMembers || names) return true;
  }
  return false;
}

// A member of a nested object that is not shown as it was sent.
struct LostWithin {
  std::string pointer;
  Value sent;
  Value seen;
};

constexpr int kDeepest = 5;

// Whether each item is an object that stands for no other resource.
bool has_plain_objects(const Value& array) {
  for (const Value item : array.items()) {
    if (item.kind() != ValueKind::object || may_be_a_reference(item)) return false;
  }
  return true;
}

// Whether both are arrays of as many objects, none of which may stand for another resource.
bool are_comparable_lists(const Value& sent, const Value& seen) {
  constexpr std::size_t kMostItems = 20;
  return sent.kind() == ValueKind::array && seen.kind() == ValueKind::array && sent.size() == seen.size() &&
         sent.size() <= kMostItems && has_plain_objects(sent) && has_plain_objects(seen);
}

// Whether the value is an object with members, or a list of such, that stands for itself: what stands for
// another resource may be shown elsewhere.
bool is_plain_structure(const Value& value) {
  if (value.kind() == ValueKind::object) return value.size() > 0 && !may_be_a_reference(value);
  return value.kind() == ValueKind::array && value.size() > 0 && has_plain_objects(value);
}

// Looks for what is not shown as it was sent. Arrays in arrays could take long: beyond its steps it finds
// nothing.
class Search {
 public:
  // The first member with another value. One that is not shown proves nothing: the documentation for reading
  // may leave it out.
  std::optional<LostWithin> in_object(const Value& sent, const Value& seen, const std::string& pointer,
                                      int depth = kDeepest) {
    std::size_t looked_at = 0;
    for (const Member member : sent.members()) {
      if (++looked_at > kMostMembers || steps_ == 0) break;
      --steps_;
      const std::optional<Value> there = seen.find(member.name);
      if (!there || is_kept_by_server(member.name)) continue;
      const std::string at = pointer_append(pointer, member.name);
      if (there->kind() == ValueKind::null && member.value.kind() != ValueKind::null)
        return LostWithin{at, member.value, *there};
      if (there->kind() != member.value.kind()) continue;
      if (has_object(member.value) || has_object(*there)) {
        if (depth == 0) continue;
        if (std::optional<LostWithin> lost = in_structure(member.value, *there, at, depth - 1)) return lost;
        continue;
      }
      ++compared_;
      if (!is_same(member.value, *there) && !has_same_items(member.value, *there))
        return LostWithin{at, member.value, *there};
    }
    return std::nullopt;
  }

  // An item that no shown one is like. A server may show them in another order.
  std::optional<LostWithin> in_list(const Value& sent, const Value& seen, const std::string& pointer,
                                    int depth = kDeepest) {
    std::size_t index = 0;
    for (const Value item : sent.items()) {
      const std::string at = pointer_append(pointer, std::to_string(index++));
      std::optional<LostWithin> lost;
      for (const Value shown : seen.items()) {
        std::optional<LostWithin> of_this = in_object(item, shown, at, depth);
        if (steps_ == 0) return std::nullopt;
        if (!of_this) {
          lost.reset();
          break;
        }
        if (!lost) lost = std::move(of_this);
      }
      if (lost) return lost;
    }
    return std::nullopt;
  }

  // Whether nothing that was sent is shown.
  bool saw_nothing() const { return compared_ == 0; }

 private:
  std::optional<LostWithin> in_structure(const Value& sent, const Value& seen, const std::string& pointer,
                                         int depth) {
    if (are_comparable_lists(sent, seen)) return in_list(sent, seen, pointer, depth);
    const bool is_object = sent.kind() == ValueKind::object && seen.kind() == ValueKind::object;
    if (!is_object || may_be_a_reference(sent) || may_be_a_reference(seen)) return std::nullopt;
    return in_object(sent, seen, pointer, depth);
  }

  std::size_t steps_ = 20'000;
  std::size_t compared_ = 0;
};

// Whether the keyword limits texts, numbers and the like, not what an object or an array consists of.
bool is_about_values(KeywordKind kind) {
  constexpr KindMask kStructures = mask_of(ValueKind::object) | mask_of(ValueKind::array);
  return kind == KeywordKind::format || kind == KeywordKind::enumeration || kind == KeywordKind::constant ||
         (traits_of(kind).applies_to & kStructures) == 0;
}

// The alternatives of a schema that a thing is of, or would be of with what was sent, and what they say of
// its members. Without such an alternative, all count.
class Alternatives {
 public:
  Alternatives(const Schema& schema, const BodyJudge& judge, const Thing& shows, const Value& with_sent,
               WorkBudget& budget)
      : schema_(schema), judge_(judge), shows_(shows.value), with_sent_(with_sent), budget_(budget) {
    std::set<std::size_t> at = {0};
    for (const std::string& name : pointer_tokens(shows.pointer).value_or(std::vector<std::string>()))
      at = members(in_place(at, false), name);
    objects_ = in_place(at, true);
  }

  // Whether one of them allows the value, or none describes the member.
  bool allow(const Member& member) const {
    const std::set<std::size_t> nodes = members(objects_, member.name);
    return nodes.empty() || std::any_of(nodes.begin(), nodes.end(),
                                        [&](std::size_t node) { return allows(member.value, node); });
  }

 private:
  // These nodes, and those that describe the same value.
  std::set<std::size_t> in_place(const std::set<std::size_t>& from, bool chooses) const {
    std::set<std::size_t> found = from;
    std::vector<std::size_t> open(from.begin(), from.end());
    while (!open.empty()) {
      const std::size_t node = open.back();
      open.pop_back();
      for (const std::size_t index : schema_.nodes()[node].keywords) {
        const SchemaKeyword& keyword = schema_.keywords()[index];
        if (!is_joined(keyword.kind) && !is_choice(keyword.kind)) continue;
        const bool may_choose = chooses && is_choice(keyword.kind);
        const bool has_chosen =
            may_choose && std::any_of(keyword.branches.begin(), keyword.branches.end(),
                                      [&](const SchemaBranch& one) { return is_of(one.node); });
        for (const SchemaBranch& branch : keyword.branches) {
          if (has_chosen && !is_of(branch.node)) continue;
          if (found.insert(branch.node).second) open.push_back(branch.node);
        }
      }
    }
    return found;
  }

  bool is_of(std::size_t node) const {
    return judge_.accepts(shows_, node, budget_).value_or(true) ||
           judge_.accepts(with_sent_, node, budget_).value_or(true);
  }

  std::set<std::size_t> members(const std::set<std::size_t>& objects, std::string_view name) const {
    std::set<std::size_t> found;
    for (const std::size_t node : objects) {
      for (const std::size_t index : schema_.nodes()[node].keywords) {
        const SchemaKeyword& keyword = schema_.keywords()[index];
        if (keyword.kind != KeywordKind::properties) continue;
        for (const SchemaBranch& branch : keyword.branches) {
          if (branch.name == name) found.insert(branch.node);
        }
      }
    }
    return found;
  }

  // An item of an array stands for itself: it is shown whole or not at all.
  bool allows(const Value& value, std::size_t node) const {
    const std::optional<std::vector<KeywordCount>> counts = judge_.counts(value, node);
    if (!counts) return true;
    for (std::size_t keyword = 0; keyword < counts->size(); ++keyword) {
      if ((*counts)[keyword].failures == 0) continue;
      const KeywordKind kind = schema_.keywords()[keyword].kind;
      const bool is_of_item = kind == KeywordKind::type && value.kind() == ValueKind::array;
      if (is_choice(kind) || is_of_item || is_about_values(kind)) return false;
    }
    return true;
  }

  const Schema& schema_;
  const BodyJudge& judge_;
  Value shows_;
  Value with_sent_;
  WorkBudget& budget_;
  std::set<std::size_t> objects_;
};

// Members of the sent object that the answer is not to show: readOnly for requests, and writeOnly, unknown or
// undocumented for the answer.
class Excused {
 public:
  Excused(const Question& question, const StateSubject& subject, const Instance& sent, const Evidence& read)
      : limits_(question.schemas.limits()) {
    const Operation& reading = question.contract.operations[subject.read];
    const auto response = response_for(reading, status_of(read));
    if (response) {
      const std::vector<DocumentedMedia>& media = reading.responses[*response].media;
      for (std::size_t i = 0; i < media.size() && judge_ == nullptr; ++i) {
        judge_ = question.schemas.find(question.schemas.body_key(subject.read, *response, i));
        schema_ = media[i].schema;
      }
      for (const DocumentedMedia& one : media) {
        if (one.schema == nullptr) continue;
        for (const SchemaKeyword& keyword : one.schema->keywords()) {
          if (keyword.kind != KeywordKind::properties) continue;
          for (const SchemaBranch& branch : keyword.branches)
            documented_[branch.name] |= kinds_of_node(*one.schema, branch.node).accepted;
        }
      }
    }
    const Operation& writing = question.operation();
    if (!writing.request_body) return;
    WorkBudget budget(limits_);
    for (const DocumentedMedia& media : writing.request_body->media) {
      if (!media.is_json() || media.schema == nullptr) continue;
      const Result<BodyJudge> judge = BodyJudge::make(media.schema, {});
      if (judge) read_only_ = judge->unsent(sent, budget).found;
    }
  }

  // Whether the read schema speaks of the member, allows its value, and no direction excuses it.
  bool is_claimed(const Member& member, const Thing& asked, const Thing& shows) const {
    const std::string pointer = pointer_append(asked.pointer, member.name);
    if (std::find(read_only_.begin(), read_only_.end(), pointer) != read_only_.end()) return false;
    const auto documented = documented_.find(std::string(member.name));
    if (judge_ == nullptr || documented == documented_.end()) return false;
    if ((documented->second & mask_of(member.value.kind())) == 0) return false;
    const std::string shown_at = pointer_append(shows.pointer, member.name);
    const ParsedBody alone = alone_at(shown_at, member.value);
    if (alone.instance == nullptr) return false;
    WorkBudget budget(limits_);
    const std::vector<std::string> unknown = judge_->undocumented(*alone.instance, budget);
    const std::vector<std::string> unsent = judge_->unsent(*alone.instance, budget).found;
    if (!allows_values(*alone.instance, shown_at, budget) || budget.is_spent()) return false;
    return unknown.empty() && unsent.empty();
  }

  // Whether the read schema allows that value at a pointer within objects. What it does not describe it
  // allows.
  bool may_show(const std::string& pointer, const Value& value) const {
    if (judge_ == nullptr) return true;
    const ParsedBody alone = alone_at(pointer, value);
    if (alone.instance == nullptr) return false;
    WorkBudget budget(limits_);
    return allows_values(*alone.instance, pointer, budget) && !budget.is_spent();
  }

  // The members that were sent and have values that what is shown may not have.
  std::set<std::string> forbidden_in(const Thing& shows, const Value& sent) const {
    std::set<std::string> names;
    std::optional<JsonValue> whole = judge_ == nullptr ? std::nullopt : read_json(to_text(shows.value));
    if (!whole || !whole->is_object()) return names;
    std::size_t seen = 0;
    for (const Member member : sent.members()) {
      if (++seen > kMostMembers) return names;
      std::optional<JsonValue> value = read_json(to_text(member.value));
      if (value) whole->set(std::string(member.name), *std::move(value));
    }
    const ParsedBody with_sent = parse_body(to_text(*whole));
    if (with_sent.instance == nullptr) return names;
    WorkBudget budget(limits_);
    const Alternatives alternatives(*schema_, *judge_, shows, with_sent.instance->root(), budget);
    for (const Member member : sent.members()) {
      if (!alternatives.allow(member)) names.emplace(member.name);
    }
    return names;
  }

  // Whether the read schema allows null for a member of that name.
  bool may_be_null(std::string_view name) const {
    const auto documented = documented_.find(std::string(name));
    return documented != documented_.end() && (documented->second & mask_of(ValueKind::null)) != 0;
  }

  // Whether what the read shows may have the member as well: the alternative of the schema that it is of may
  // not describe it, while another one does.
  bool may_have(const Member& member, const Thing& shows, const Value& root) const {
    const std::optional<JsonValue> before = read_json(to_text(root));
    std::optional<JsonValue> value = read_json(to_text(member.value));
    if (judge_ == nullptr || !before || !value) return true;
    JsonValue after = *before;
    JsonValue* thing = after.at(shows.pointer);
    if (thing == nullptr || !thing->is_object()) return true;
    thing->set(std::string(member.name), *std::move(value));
    const ParsedBody with = parse_body(to_text(after));
    if (with.instance == nullptr) return true;
    WorkBudget budget(limits_);
    if (judge_->is_acceptable(*with.instance, 0, budget)) return is_judged_there(member.name, *with.instance);
    const ParsedBody without = parse_body(to_text(*before));
    return without.instance == nullptr || !judge_->is_acceptable(*without.instance, 0, budget);
  }

 private:
  // The value alone in the objects around it: {"a": {"b": value}} for "/a/b".
  static ParsedBody alone_at(const std::string& pointer, const Value& value) {
    std::string text = to_text(value);
    const std::vector<std::string> names = pointer_tokens(pointer).value_or(std::vector<std::string>());
    for (auto name = names.rbegin(); name != names.rend(); ++name)
      text.insert(0, "{" + json_string(*name) + ":").append("}");
    return parse_body(text);
  }

  // Whether one of the alternatives that the answer is of judges the member, as far as their keywords tell.
  bool is_judged_there(std::string_view name, const Instance& answer) const {
    const std::optional<std::vector<KeywordCount>> counts = judge_->counts(answer);
    if (!counts) return true;
    bool is_judged_somewhere = false;
    for (const SchemaKeyword& keyword : schema_->keywords()) {
      if (keyword.kind != KeywordKind::properties) continue;
      for (const SchemaBranch& branch : keyword.branches) {
        if (branch.name != name) continue;
        const std::vector<std::size_t>& own = schema_->nodes()[branch.node].keywords;
        const auto is_type = [&](std::size_t one) {
          return schema_->keywords()[one].kind == KeywordKind::type;
        };
        const auto type = std::find_if(own.begin(), own.end(), is_type);
        if (type == own.end() || (*counts)[*type].instances > 0) return true;
        is_judged_somewhere = true;
      }
    }
    return !is_judged_somewhere;
  }

  // Whether the read schema allows the texts and numbers of the member at that pointer, and has an
  // alternative for it: a request may have documented more of them.
  bool allows_values(const Instance& alone, const std::string& pointer, WorkBudget& budget) const {
    const BodyVerdicts verdicts = judge_->verdicts(alone, budget);
    const std::string place = "body " + shown(pointer);
    const std::vector<std::size_t>& violated = verdicts.violated();
    return std::none_of(violated.begin(), violated.end(), [&](std::size_t keyword) {
      const KeywordKind kind = schema_->keywords()[keyword].kind;
      // An alternative of what is around the member may lack only its other members.
      if (kind == KeywordKind::any_of || kind == KeywordKind::one_of) {
        const Verdict verdict = verdicts.of(keyword);
        return std::any_of(verdict.findings.begin(), verdict.findings.end(),
                           [&](const Finding& one) { return one.where.starts_with(place); });
      }
      return is_about_values(kind);
    });
  }

  WorkBudget::Limits limits_;
  const BodyJudge* judge_ = nullptr;
  std::shared_ptr<const Schema> schema_;        // that it judges by
  std::map<std::string, KindMask> documented_;  // by name, anywhere in the answer
  std::vector<std::string> read_only_;
};

// Whether the read shows what the write sent.
Verdict comparison_with_what_was_sent(const Question& question, const StateSubject& subject,
                                      const Evidence& write, const Evidence& read) {
  const std::string after = "after " + got(write) + ", " + got(read);
  // What the request created is another clause's matter: `readable`.
  const bool is_lost = status_of(read) == 404 || status_of(read) == 410;
  const ParsedBody sent = parse_body(write.answer->exchange().sent.body);
  const bool sends_object = sent.instance != nullptr && sent.instance->root().kind() == ValueKind::object;
  const Operation& reading = question.contract.operations[subject.read];
  const bool is_creation = subject.create &&
                           &question.operation() == &question.contract.operations[*subject.create] &&
                           (method_of(write) == "POST" || status_of(write) == 201);
  const bool is_change = !is_creation;
  const SoughtItem sought = sought_item(reading, path_of(read));
  // A member that names the resource: with another value, a change may rename it, and a server may choose
  // another name.
  const auto renames = [&](const Member& member) {
    return (member.value.kind() == ValueKind::string || member.value.kind() == ValueKind::number) &&
           member.value.text() != sought.identity && is_certain_name(sought, member.name);
  };
  if (is_lost && is_change && sends_object) {
    const Thing asked = sent_thing(sent.instance->root(), reading);
    std::size_t looked_at = 0;
    for (const Member member : asked.value.members()) {
      if (++looked_at > kMostMembers) break;
      if (renames(member))
        return unexercised(after + ": " + method_of(write) + " may have renamed the resource");
    }
  }
  if (is_lost && is_change)
    return violated(after, {{.where = "status",
                             .seen = status_line(read.answer->received()->response),
                             .expected = "a success"}});
  if (!is_success(read)) return unexercised(after);
  const ParsedBody* body = json_of(read);
  if (!sends_object) return unexercised("the request has no JSON object");
  if (body == nullptr || body->instance->root().kind() != ValueKind::object)
    return unexercised("the answer to " + method_of(read) + " is no JSON object");
  const bool merges = http::combined(write.answer->exchange().sent.fields, "Content-Type")
                          .value_or("")
                          .starts_with("application/merge-patch+json");
  const Thing asked = sent_thing(sent.instance->root(), reading);
  // An object in a thing that has a name of its own is a part of it, which may have members of the same
  // names.
  const Value& root = body->instance->root();
  const Thing shows = may_be_a_reference(root) ? Thing{root, ""} : shown_thing(root, asked.value);
  if (shows.value.kind() == ValueKind::object && lists_things(shows.value, asked.value))
    return unexercised("the answer to " + method_of(read) + " is a list");
  const Excused excused(question, subject, *sent.instance, read);
  const std::set<std::string> unordered = unordered_members(question.operation(), reading);
  const std::set<std::string> forbidden = excused.forbidden_in(shows, asked.value);
  std::vector<Finding> findings;
  std::size_t compared = 0;
  std::size_t failures = 0;
  const auto fail = [&](const std::string& pointer, const Value& was, const std::optional<Value>& is) {
    ++failures;
    if (findings.size() == kFindingLimit) return;
    ShownDifference difference = shown_difference(is, was);
    findings.push_back({.where = "body " + shown(pointer),
                        .seen = std::move(difference.seen),
                        .expected = std::move(difference.expected) + ", as it was sent"});
  };
  std::size_t seen = 0;
  for (const Member member : asked.value.members()) {
    if (++seen > kMostMembers) break;
    const std::optional<Value> there = shows.value.find(member.name);
    // The documentation may describe another object or type for reading than for writing.
    if (is_kept_by_server(member.name) || renames(member)) continue;
    if (forbidden.contains(std::string(member.name))) continue;
    const bool is_nested = there && member.value.kind() == ValueKind::object &&
                           there->kind() == ValueKind::object && !may_be_a_reference(member.value) &&
                           !may_be_a_reference(*there);
    const bool is_list = there && has_object(member.value) && are_comparable_lists(member.value, *there);
    // Nothing is in its place.
    const bool is_gone =
        is_plain_structure(member.value) && (!there || there->kind() == ValueKind::null ||
                                             (there->kind() == member.value.kind() && there->size() == 0));
    if (!is_nested && !is_list && !is_gone && (has_object(member.value) || (there && has_object(*there))))
      continue;
    // Null in place of a value is no other type: the value is lost. Where null is not documented, the clause
    // of the type says so.
    if (there && there->kind() != member.value.kind() &&
        !(there->kind() == ValueKind::null && excused.may_be_null(member.name)))
      continue;
    if (there && has_other_items(member.value, *there)) continue;
    const std::string pointer = pointer_append(shows.pointer, member.name);
    const bool is_shown_within = shows.is_wrapped() && there;
    if (!(is_shown_within ? excused.may_show(pointer, member.value)
                          : excused.is_claimed(member, asked, shows)))
      continue;
    if (!there && !excused.may_have(member, shows, body->instance->root())) continue;
    if (!is_gone && (is_nested || is_list)) {
      Search search;
      const auto lost = is_list ? search.in_list(member.value, *there, pointer)
                                : search.in_object(member.value, *there, pointer);
      if (lost) fail(lost->pointer, lost->sent, lost->seen);
      if (lost || !search.saw_nothing()) ++compared;
      continue;
    }
    ++compared;
    if (merges && member.value.kind() == ValueKind::null && !there) continue;  // RFC 7396: null removes
    if (there && is_same(member.value, *there)) continue;
    const bool is_a_set = unordered.contains(std::string(member.name));
    if (is_a_set && there && has_same_items(member.value, *there)) continue;
    fail(pointer, member.value, there);
  }
  if (compared == 0)
    return unexercised("the documentation of " + method_of(read) + " shows no member that was sent");
  if (failures == 0) return {.outcome = Outcome::holds, .instances = compared};
  Verdict verdict = violated(counted(failures, "member is", "members are") + " not shown as " +
                                 (failures == 1 ? "it was" : "they were") + " sent",
                             std::move(findings));
  verdict.instances = compared;
  verdict.failures = failures;
  return verdict;
}

Verdict shows_what_was_sent(const Question& question, const StateSubject& subject, const Evidence& write,
                            const Evidence& read) {
  return apart_from_actions(comparison_with_what_was_sent(question, subject, write, read), question, subject,
                            write, read);
}

}  // namespace

Verdict judge_kept(const Question& question, const StateSubject& subject, const Story& story) {
  const auto at = [&](Verdict verdict, const Evidence& read) {
    verdict.evidence = static_cast<std::size_t>(&read - question.evidence.data());
    return verdict;
  };
  const Evidence& first = *story.reads.front();
  if (story.repeats.empty()) return at(shows_what_was_sent(question, subject, *story.write, first), first);
  // The write was sent again with other values. The resource may have had those of one of the two before, or
  // a server may choose them for what it creates, but not those of both.
  Verdict whole = unexercised("with other values, " + got(*story.repeats.front()));
  if (&first < story.repeats.front()) {
    Verdict verdict = at(shows_what_was_sent(question, subject, *story.write, first), first);
    if (verdict.outcome == Outcome::violated) return verdict;
    if (method_of(*story.write) == "POST") whole = std::move(verdict);
  }
  for (std::size_t i = 0; i < story.repeats.size(); ++i) {
    // Further values are choices that a server may refuse in the state of the resource.
    if (!is_success(*story.repeats[i])) continue;
    const Evidence* next = i + 1 < story.repeats.size() ? story.repeats[i + 1] : nullptr;
    const auto behind = std::find_if(story.reads.begin(), story.reads.end(), [&](const Evidence* read) {
      return read > story.repeats[i] && (next == nullptr || read < next);
    });
    if (behind == story.reads.end()) continue;
    const Evidence& read = **behind;
    Verdict verdict = at(shows_what_was_sent(question, subject, *story.repeats[i], read), read);
    if (verdict.outcome == Outcome::violated) return verdict;
    const std::size_t judged = whole.instances;
    if (whole.outcome != Outcome::holds)
      whole = std::move(verdict);
    else if (verdict.outcome == Outcome::holds)
      whole.instances = judged + verdict.instances;
  }
  return whole;
}

}  // namespace avouch::life
