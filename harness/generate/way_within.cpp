// SPDX-License-Identifier: MIT
#include "generate/way_within.h"

#include <algorithm>
#include <deque>
#include <set>
#include <utility>

#include "generate/maker/confirm.h"
#include "pattern/pattern.h"

namespace avouch {
namespace {

constexpr std::size_t kNoMeeting = static_cast<std::size_t>(-1);

// A search over the places where the schema's nodes meet parts of the value.
class WaySearch {
 public:
  WaySearch(const Schema& schema, const BodyJudge& judge, const WayWanted& wanted)
      : schema_(schema), judge_(judge), wanted_(wanted) {}

  std::optional<WayWithin> from(const JsonValue& root) && {
    now_.push_back({0, &root});
    while (!now_.empty() && meetings_.size() < kMostMeetings) {
      const Meeting meeting = now_.front();
      now_.pop_front();
      if (known_.emplace(meeting.node, meeting.value).second) {
        meetings_.push_back(meeting);
        if (is_wanted(meeting)) return found(meetings_.size() - 1);
        for (const std::size_t keyword : schema_.nodes()[meeting.node].keywords) follow(keyword);
      }
      if (now_.empty()) now_.swap(later_);
    }
    return std::nullopt;
  }

 private:
  struct Meeting {
    std::size_t node;
    const JsonValue* value;
    std::size_t before = kNoMeeting;  // index into meetings_
    SchemaStep by = {};
  };

  bool is_wanted(const Meeting& meeting) const {
    return meeting.node == wanted_.node && (wanted_.value == nullptr || wanted_.value == meeting.value);
  }

  WayWithin found(std::size_t at) const {
    WayWithin way{.steps = {}, .outermost = meetings_[at].node};
    const JsonValue* value = meetings_[at].value;
    for (; meetings_[at].before != kNoMeeting; at = meetings_[at].before) {
      way.steps.push_back(meetings_[at].by);
      const Meeting& before = meetings_[meetings_[at].before];
      if (before.value == value) way.outermost = before.node;
    }
    std::reverse(way.steps.begin(), way.steps.end());
    return way;
  }

  bool is_accepted_by(std::size_t node, const JsonValue& value) const {
    return is_accepted(judge_, {.nodes = {node}}, value);
  }

  // From the last meeting.
  void meet(const SchemaStep& step, const JsonValue& value, bool is_alternative = false) {
    const std::size_t node = schema_.keywords()[step.keyword].branches[step.branch].node;
    (is_alternative ? later_ : now_).push_back({node, &value, meetings_.size() - 1, step});
  }

  void follow(std::size_t index) {
    const SchemaKeyword& keyword = schema_.keywords()[index];
    const JsonValue& value = *meetings_.back().value;
    switch (traits_of(keyword.kind).group) {
      case KeywordGroup::joined:
        for (std::size_t i = 0; i < keyword.branches.size(); ++i) meet({index, i}, value);
        break;
      case KeywordGroup::choice:
        for (std::size_t i = 0; i < keyword.branches.size(); ++i) follow_alternative({index, i}, value);
        break;
      case KeywordGroup::conditional:
        follow_condition(index, value);
        break;
      case KeywordGroup::members:
        if (value.is_object()) follow_members(index, value);
        break;
      case KeywordGroup::items:
        if (value.is_array()) follow_items(index, value);
        break;
      case KeywordGroup::value:
      case KeywordGroup::negation:
        break;
    }
  }

  void follow_alternative(const SchemaStep& step, const JsonValue& value) {
    using Alternatives = WayWanted::Alternatives;
    const SchemaKeyword& keyword = schema_.keywords()[step.keyword];
    const bool is_free = is_selected(keyword, step.branch);
    if (wanted_.alternatives == Alternatives::none && !is_free) return;
    if (wanted_.alternatives != Alternatives::any &&
        !is_accepted_by(keyword.branches[step.branch].node, value))
      return;
    meet(step, value, !is_free);
  }

  void follow_condition(std::size_t index, const JsonValue& value) {
    const SchemaKeyword& keyword = schema_.keywords()[index];
    for (std::size_t i = 0; i < keyword.branches.size(); ++i) {
      const std::string& name = keyword.branches[i].name;
      const bool applies =
          keyword.kind == KeywordKind::dependent_schemas
              ? value.is_object() && value.find(name) != nullptr
              : name != "if" && is_accepted_by(keyword.branches.front().node, value) == (name == "then");
      if (applies) meet({index, i}, value);
    }
  }

  void follow_members(std::size_t index, const JsonValue& object) {
    const SchemaKeyword& keyword = schema_.keywords()[index];
    for (std::size_t i = 0; i < keyword.branches.size(); ++i) {
      if (keyword.kind == KeywordKind::properties) {
        if (const JsonValue* member = object.find(keyword.branches[i].name)) meet({index, i}, *member);
      } else if (keyword.kind == KeywordKind::pattern_properties) {
        follow_pattern({index, i}, object);
      } else if (keyword.kind != KeywordKind::property_names) {  // a name is no part of the value
        for (const auto& [name, member] : object.members) {
          if (!is_described(keyword, name)) meet({index, i}, member);
        }
      }
    }
  }

  void follow_pattern(const SchemaStep& step, const JsonValue& object) {
    const Result<Pattern> pattern =
        Pattern::compile(schema_.keywords()[step.keyword].branches[step.branch].name);
    if (!pattern) return;
    for (const auto& [name, member] : object.members) {
      if (pattern->matches(name) == Matched::yes) meet(step, member);
    }
  }

  // Whether another keyword of the node names the member. One that only a pattern describes may count as
  // undescribed: whoever takes the way examines it.
  bool is_described(const SchemaKeyword& keyword, const std::string& name) const {
    const std::vector<std::size_t>& beside = schema_.nodes()[keyword.node].keywords;
    return std::any_of(beside.begin(), beside.end(), [&](std::size_t other) {
      const SchemaKeyword& named = schema_.keywords()[other];
      return named.kind == KeywordKind::properties &&
             std::any_of(named.branches.begin(), named.branches.end(),
                         [&](const SchemaBranch& branch) { return branch.name == name; });
    });
  }

  void follow_items(std::size_t index, const JsonValue& array) {
    const SchemaKeyword& keyword = schema_.keywords()[index];
    if (keyword.kind == KeywordKind::contains || keyword.kind == KeywordKind::max_contains) return;
    if (keyword.kind == KeywordKind::prefix_items) {
      for (std::size_t i = 0; i < std::min(keyword.branches.size(), array.items.size()); ++i)
        meet({index, i}, array.items[i]);
      return;
    }
    std::size_t first = 0;
    for (const std::size_t other : schema_.nodes()[keyword.node].keywords) {
      if (schema_.keywords()[other].kind == KeywordKind::prefix_items)
        first = schema_.keywords()[other].branches.size();
    }
    for (std::size_t i = first; i < array.items.size(); ++i) meet({index, 0}, array.items[i]);
  }

  const Schema& schema_;
  const BodyJudge& judge_;
  const WayWanted& wanted_;
  std::vector<Meeting> meetings_;
  std::deque<Meeting> now_;
  std::deque<Meeting> later_;
  std::set<std::pair<std::size_t, const JsonValue*>> known_;
};

}  // namespace

std::optional<WayWithin> way_within(const Schema& schema, const BodyJudge& judge, const JsonValue& value,
                                    const WayWanted& wanted) {
  return WaySearch(schema, judge, wanted).from(value);
}

}  // namespace avouch
