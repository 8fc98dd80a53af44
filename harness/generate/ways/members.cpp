// SPDX-License-Identifier: MIT
// Objects with too many members, too few, or without a required one.
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "generate/generator.h"
#include "generate/text/near_text.h"
#include "generate/ways/ways.h"
#include "json/json_value.h"

namespace avouch {
namespace {

void say_member_count(WayList& ways, JsonValue value) {
  const std::string how = "has " + counted(value.members.size(), "member", "members");
  ways.say(std::move(value), how);
}

// The site's own object with `count` members; members that the schema names are added first.
JsonValue grown_members(const WayList& ways, std::size_t count) {
  JsonValue other = *ways.site.value;
  const auto grow = [&](const std::string& name) {
    if (other.members.size() >= count || other.find(name) != nullptr) return;
    if (std::optional<JsonValue> made = made_member(ways.maker, ways.site, name))
      other.set(name, *std::move(made));
  };
  const auto missing = [&] { return count - std::min(count, other.members.size()); };
  const std::vector<MemberLayer>& layers = ways.site.rules.object.layers;
  for (const MemberLayer& layer : layers) {
    if (layer.properties == kNoKeyword) continue;
    for (const SchemaBranch& branch : ways.schema.keywords()[layer.properties].branches) grow(branch.name);
  }
  for (const std::string& name : ways.maker.new_names(ways.site.rules, other, "", missing())) grow(name);
  for (const MemberLayer& layer : layers) {
    if (layer.patterns == kNoKeyword) continue;
    for (const SchemaBranch& branch : ways.schema.keywords()[layer.patterns].branches) {
      for (const std::string& name : ways.maker.new_names(ways.site.rules, other, branch.name, missing()))
        grow(name);
    }
  }
  return other;
}

void more_members(WayList& ways) {
  if (ways.asked.bound >= kLongestMade) return;
  constexpr std::size_t kMuchMore = 20;
  const auto bound = static_cast<std::size_t>(ways.asked.bound);
  for (const std::size_t count : {bound + 1, bound + 2, bound + kMuchMore}) {
    JsonValue other = grown_members(ways, count);
    if (other.members.size() > bound) say_member_count(ways, std::move(other));
  }
}

void fewer_members(WayList& ways) {
  const NameList& required = ways.site.rules.object.required;
  JsonValue other = *ways.site.value;
  bool is_said = false;
  for (std::size_t i = other.members.size(); i-- > 0;) {
    if (!required.contains(other.members[i].first))
      other.members.erase(other.members.begin() + static_cast<std::ptrdiff_t>(i));
    if (other.members.size() >= ways.asked.bound) continue;
    if (!is_said) say_member_count(ways, other);
    is_said = true;
  }
  say_member_count(ways, std::move(other));
}

// Removes the member; also replaces it by another member, which keeps their number.
void lack(WayList& ways, const std::string& name) {
  JsonValue other = *ways.site.value;
  other.drop(name);
  const std::string how = "lacks " + shown(name, kShownWay);
  ways.say(other, how);
  for (const std::string& more : ways.maker.new_names(ways.site.rules, other, "", 1)) {
    if (std::optional<JsonValue> made = made_member(ways.maker, ways.site, more)) {
      other.set(more, *std::move(made));
      ways.say(other, how);
    }
  }
}

// Renames the member to an almost correct name.
void rename(WayList& ways, const std::string& name) {
  std::vector<NearText> near = near_names(name);
  std::vector<NearText> slips = near_texts(name);
  std::move(slips.begin(), slips.end(), std::back_inserter(near));
  for (const NearText& one : near) {
    JsonValue other = *ways.site.value;
    const auto member = std::find_if(other.members.begin(), other.members.end(),
                                     [&](const auto& each) { return each.first == name; });
    if (one.text == name || other.find(one.text) != nullptr) continue;
    member->first = one.text;
    ways.say(std::move(other), "has " + in_quotes(name, kShownWay) + " " + one.how);
  }
}

}  // namespace

void size_ways(WayList& ways) {
  if (ways.site.value->kind != ValueKind::object) return;
  if (ways.asked.kind == KeywordKind::max_properties) {
    more_members(ways);
  } else {
    fewer_members(ways);
  }
  ways.show_made({.members = Taste::Members::required});
}

void lack_ways(WayList& ways) {
  const JsonValue& value = *ways.site.value;
  if (value.kind != ValueKind::object) return;
  std::vector<std::string> there;
  for (const std::string& name : ways.asked.names) {
    if (value.find(name) != nullptr) there.push_back(name);
  }
  for (const std::string& name : there) lack(ways, name);
  if (there.size() > 1) {
    JsonValue other = value;
    for (const std::string& name : there) other.drop(name);
    ways.say(std::move(other), "lacks all that it must have");
  }
  for (const std::string& name : there) rename(ways, name);
}

void dependent_ways(WayList& ways) {
  if (ways.site.value->kind != ValueKind::object) return;
  for (const auto& [trigger, needed] : ways.asked.dependents) {
    for (const std::string& name : needed) {
      JsonValue other = *ways.site.value;
      const auto have = [&](const std::string& wanted) {
        if (other.find(wanted) != nullptr) return;
        if (std::optional<JsonValue> made = made_member(ways.maker, ways.site, wanted))
          other.set(wanted, *std::move(made));
      };
      have(trigger);
      for (const std::string& each : needed) have(each);
      other.drop(name);
      ways.say(std::move(other), "has " + shown(trigger, kShownWay) + " and lacks " + shown(name, kShownWay));
    }
  }
  ways.show_made({.members = Taste::Members::required});
}

}  // namespace avouch
