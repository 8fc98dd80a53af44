// SPDX-License-Identifier: MIT
#include "mock/state/view.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/percent.h"
#include "contract/connections.h"
#include "contract/list_place.h"
#include "generate/telling.h"
#include "json/instance.h"
#include "json/json_reader.h"
#include "json/pointer.h"
#include "judge/state/items.h"
#include "judge/state/marks.h"

namespace avouch {
namespace {

constexpr std::size_t kMostLookedAt = 200;  // that are looked at one by one
constexpr std::size_t kMostShown = 100;     // kept resources in a list
constexpr std::size_t kViewSteps = 10'000'000;

bool is_scalar(const JsonValue& value) {
  return (value.is_string() || value.is_number()) && !value.text.empty();
}

JsonValue* find_plain(JsonValue& object, const std::string& name) {
  for (auto& [member, value] : object.members) {
    if (member == name) return &value;
  }
  return nullptr;
}

void apply(JsonValue& object, const std::pair<std::string, std::optional<JsonValue>>& change) {
  if (change.second) {
    object.set(change.first, *change.second);
  } else {
    object.drop(change.first);
  }
}

bool is_changed(const MemberChanges& changes, const std::string& name) {
  return std::any_of(changes.begin(), changes.end(),
                     [&](const auto& change) { return change.first == name; });
}

// The identity as a number where the documented one is, if it is one.
JsonValue written_like(const JsonValue& documented, const std::string& identity) {
  const bool is_number = documented.is_number() && read_json(identity).value_or(JsonValue()).is_number();
  return is_number ? JsonValue::number(identity) : JsonValue::string(identity);
}

// Where the items of a list are: as contract/list_place.h finds them in an answer.
std::optional<std::string> list_in(const JsonValue& from, const std::string& pointer,
                                   const std::string& collection, int depth) {
  if (from.is_array()) return pointer;
  if (!from.is_object() || depth == 0) return std::nullopt;
  std::vector<std::tuple<std::size_t, const JsonValue*, std::string>> ranked;
  std::vector<std::string> arrays;
  bool is_a_thing = false;
  for (const auto& [name, value] : from.members) {
    is_a_thing = is_a_thing || (is_scalar(value) && names_a_thing(name, collection));
    if (!value.is_structured()) continue;
    std::string inner = pointer_append(pointer, name);
    if (const std::optional<std::size_t> rank = wrapper_rank(name, collection)) {
      ranked.emplace_back(*rank, &value, std::move(inner));
    } else if (value.is_array()) {
      arrays.push_back(std::move(inner));
    }
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& left, const auto& right) {
    return std::get<0>(left) < std::get<0>(right);
  });
  for (const auto& [rank, value, inner] : ranked) {
    if (std::optional<std::string> list = list_in(*value, inner, collection, depth - 1)) return list;
  }
  if (arrays.size() == 1 && !is_a_thing) return arrays.front();
  return std::nullopt;
}

// The only object beside others that has a member with the parameter's own name: /run for {run_uuid} and
// {"run": {"run_uuid": "7"}, "results": []}. {id} may be that of any of them.
std::optional<std::string> holder_of(const JsonValue& value, const ItemName& name) {
  if (!thing_named_by(name.parameter)) return std::nullopt;
  const std::string own = plain_name(name.parameter);
  std::optional<std::string> holder;
  for (const auto& [member, inner] : value.members) {
    const bool has_it =
        inner.is_object() && std::any_of(inner.members.begin(), inner.members.end(), [&](const auto& one) {
          return plain_name(one.first) == own && is_scalar(one.second);
        });
    if (!has_it) continue;
    if (holder) return std::nullopt;
    holder = pointer_append("", member);
  }
  return holder;
}

// The array with objects that have what it lacks of those in the other one, item by item: answers may require
// more of an item than requests do.
JsonValue with_parts_of(const JsonValue& array, const JsonValue& known) {
  JsonValue whole = array;
  for (std::size_t i = 0; i < whole.items.size(); ++i) {
    const JsonValue& base = known.items[std::min(i, known.items.size() - 1)];
    if (whole.items[i].is_object() && base.is_object()) whole.items[i] = merged(base, whole.items[i], false);
  }
  return whole;
}

}  // namespace

std::vector<std::vector<std::string>> identities_in(const JsonValue& thing, const ItemName& name) {
  std::vector<std::vector<std::string>> found;
  for (const MemberName& known : member_names(name.parameter, name.collection)) {
    if (!known.is_certain) continue;
    const JsonValue* at = &thing;
    std::vector<std::string> path;
    for (const std::string& plain : known.path) {
      const auto member = std::find_if(at->members.begin(), at->members.end(),
                                       [&](const auto& one) { return plain_name(one.first) == plain; });
      if (member == at->members.end()) break;
      path.push_back(member->first);
      at = &member->second;
    }
    if (path.size() == known.path.size() && is_scalar(*at)) found.push_back(std::move(path));
  }
  return found;
}

std::vector<std::string> identity_in(const JsonValue& thing, const ItemName& name) {
  const std::vector<std::vector<std::string>> found = identities_in(thing, name);
  return found.empty() ? std::vector<std::string>() : found.front();
}

const JsonValue* identity_of(const JsonValue& thing, const std::vector<std::string>& path) {
  if (path.empty()) return nullptr;
  const JsonValue* at = &thing;
  for (const std::string& name : path) {
    at = at->is_object() ? at->find(name) : nullptr;
    if (at == nullptr) return nullptr;
  }
  return is_scalar(*at) ? at : nullptr;
}

std::optional<std::string> thing_in(const JsonValue& value, const ItemName& name) {
  if (!value.is_object()) return std::nullopt;
  // {"book": {"id": 7}}: the name of the book is below its wrapper.
  const std::vector<std::string> place = identity_in(value, name);
  if (place.size() > 1 && wrapper_rank(place.front(), name.collection))
    return pointer_append("", place.front());
  if (!place.empty()) return "";
  std::optional<std::string> only;
  std::size_t objects = 0;
  for (const auto& [member, inner] : value.members) {
    if (!inner.is_object() || !wrapper_rank(member, name.collection)) continue;
    const std::string pointer = pointer_append("", member);
    if (!identity_in(inner, name).empty()) return pointer;
    ++objects;
    only = pointer;
  }
  if (objects == 1 && value.members.size() == 1) return only;
  return holder_of(value, name).value_or("");
}

JsonValue merged(JsonValue target, const JsonValue& patch, bool null_removes) {
  if (!patch.is_object()) return patch;
  if (!target.is_object()) target = JsonValue::object();
  for (const auto& [name, value] : patch.members) {
    if (value.is_null() && null_removes) {
      target.drop(name);
      continue;
    }
    const JsonValue* known = target.find(name);
    target.set(name, merged(known == nullptr ? JsonValue::null() : *known, value, null_removes));
  }
  return target;
}

ResourceView::ResourceView(std::shared_ptr<const Schema> schema, std::shared_ptr<const BodyJudge> judge,
                           JsonValue body, std::string thing, std::vector<std::string> identity,
                           ItemName name, bool is_list)
    : schema_(std::move(schema)),
      judge_(std::move(judge)),
      body_(std::move(body)),
      thing_(std::move(thing)),
      identity_(std::move(identity)),
      name_(std::move(name)),
      is_list_(is_list),
      is_empty_(is_list && body_.at(thing_)->items.empty()) {
  if (!is_list_) {
    const ParsedBody shown = parse_body(to_text(this->thing()));
    if (shown.instance != nullptr) own_url_ = own_url_pointer(shown.instance->root());
  }
  if (judge_ == nullptr) return;
  const ParsedBody parsed = parse_body(to_text(body_));
  if (parsed.instance == nullptr) return;
  WorkBudget budget({.steps = kViewSteps});
  documented_ = drift_of(*judge_, *parsed.instance, budget);
}

ResourceView::Drift ResourceView::drift_of(const BodyJudge& judge, const Instance& body, WorkBudget& budget) {
  return {.undocumented = judge.undocumented(body, budget).size(),
          .unsent = judge.unsent(body, budget).found.size(),
          .misnamed = judge.named(body, budget).failures};
}

std::optional<ResourceView> ResourceView::make(const DocumentedMedia& media, JsonValue body, ItemName name,
                                               bool is_list) {
  std::shared_ptr<const BodyJudge> judge;
  if (media.schema != nullptr) {
    Result<BodyJudge> made = BodyJudge::make(media.schema, {});
    if (!made) return std::nullopt;
    judge = std::make_shared<const BodyJudge>(*std::move(made));
  }
  const std::optional<std::string> thing =
      is_list ? list_in(body, "", name.collection, 2) : thing_in(body, name);
  if (!thing) return std::nullopt;
  const JsonValue& at = *body.at(*thing);
  std::vector<std::string> identity;
  if (!is_list) {
    identity = identity_in(at, name);
  } else if (!at.items.empty() && at.items.front().is_object()) {
    identity = identity_in(at.items.front(), name);
  } else if (!at.items.empty() && !is_scalar(at.items.front())) {
    return std::nullopt;
  }
  return ResourceView(media.schema, std::move(judge), std::move(body), *thing, std::move(identity),
                      std::move(name), is_list);
}

JsonValue ResourceView::thing() const {
  const JsonValue& at = *body_.at(thing_);
  if (!is_list_) return at;
  return at.items.empty() ? JsonValue::object() : at.items.front();
}

// The documented body may itself have what the judge warns of, if its schema demands that: no more is added.
bool ResourceView::allows_body(const JsonValue& body) const {
  if (judge_ == nullptr) return true;
  const ParsedBody parsed = parse_body(to_text(body));
  if (parsed.instance == nullptr) return false;
  WorkBudget budget({.steps = kViewSteps});
  return judge_->is_acceptable(*parsed.instance, 0, budget) &&
         drift_of(*judge_, *parsed.instance, budget).is_within(documented_) && !budget.is_spent();
}

JsonValue ResourceView::body_with(const JsonValue& thing) const {
  JsonValue body = body_;
  JsonValue& at = *body.at(thing_);
  if (is_list_) {
    at.items = {thing};
  } else {
    at = thing;
  }
  return body;
}

bool ResourceView::allows(const JsonValue& thing) const {
  return allows_body(body_with(thing));
}

// Where no item is documented, those that the documentation of the resource has are right.
bool ResourceView::may_show(const JsonValue& list) const {
  if (allows_body(list)) return true;
  const ParsedBody parsed = is_empty_ ? parse_body(to_text(list)) : ParsedBody();
  if (parsed.instance == nullptr) return false;
  WorkBudget budget({.steps = kViewSteps});
  return judge_->is_acceptable(*parsed.instance, 0, budget) && !budget.is_spent();
}

JsonValue ResourceView::changed(JsonValue thing, const MemberChanges& changes) const {
  JsonValue all = thing;
  for (const auto& change : changes) apply(all, change);
  if (allows(all)) return all;
  all = without_former(std::move(all), changes);
  if (allows(all)) return all;
  Tries tries;
  if (std::optional<JsonValue> other = of_another_kind(thing, changes, tries)) return *std::move(other);
  change_within(thing, "", changes, tries);
  return thing;
}

std::optional<JsonValue> ResourceView::of_another_kind(const JsonValue& thing, const MemberChanges& changes,
                                                       Tries& tries) const {
  if (schema_ == nullptr) return std::nullopt;
  MemberChanges kept;
  for (const auto& [name, value] : thing.members) {
    if (!is_changed(changes, name)) kept.emplace_back(name, value);
  }
  for (const std::string& text : telling_bodies(schema_)->texts) {
    const std::optional<JsonValue> body = read_json(text);
    const JsonValue* at = body ? body->at(place_of_thing()) : nullptr;
    if (at == nullptr || !at->is_object()) continue;
    JsonValue other = *at;
    for (const auto& change : changes) apply(other, change);
    if (!allows(other)) continue;
    change_within(other, "", kept, tries);
    const JsonValue* was = identity_of(thing, identity_);
    const JsonValue* is = identity_of(other, identity_);
    const bool is_the_same = was == nullptr || (is != nullptr && *is == *was);
    if (is_the_same) return other;
  }
  return std::nullopt;
}

void ResourceView::change_within(JsonValue& thing, const std::string& place, const MemberChanges& changes,
                                 Tries& tries) const {
  for (const auto& change : changes) {
    if (tries.changes == 0) return;
    --tries.changes;
    JsonValue one = thing;
    apply(*one.at(place), change);
    if (allows(one)) {
      thing = std::move(one);
      continue;
    }
    const auto& [name, value] = change;
    if (value && value->is_array()) {
      const JsonValue* known = thing.at(pointer_append(place, name));
      if (known == nullptr || !known->is_array() || known->items.empty()) continue;
      apply(*one.at(place), {name, with_parts_of(*value, *known)});
      if (allows(one)) thing = std::move(one);
      continue;
    }
    if (!value || !value->is_object()) continue;
    if (tries.completions > 0) {
      --tries.completions;
      if (std::optional<JsonValue> whole = completed(thing, place, name, *value)) {
        thing = *std::move(whole);
        continue;
      }
    }
    const std::string inner = pointer_append(place, name);
    const JsonValue* known = thing.at(inner);
    if (known == nullptr || !known->is_object()) continue;
    MemberChanges parts;
    for (const auto& [part, of_part] : value->members) parts.emplace_back(part, of_part);
    change_within(thing, inner, parts, tries);
  }
}

JsonValue ResourceView::without_former(JsonValue thing, const MemberChanges& changes) const {
  const ParsedBody parsed = judge_ == nullptr ? ParsedBody() : parse_body(to_text(body_with(thing)));
  if (parsed.instance == nullptr) return thing;
  WorkBudget budget({.steps = kViewSteps});
  const std::vector<std::string> found = judge_->undocumented(*parsed.instance, budget);
  const std::set<std::string> undocumented(found.begin(), found.end());
  const JsonValue::Members members = thing.members;
  for (const auto& [name, value] : members) {
    if (!is_changed(changes, name) && undocumented.contains(pointer_append(place_of_thing(), name)))
      thing.drop(name);
  }
  return thing;
}

std::string ResourceView::place_of_thing() const {
  return is_list_ ? thing_ + "/0" : thing_;
}

std::optional<JsonValue> ResourceView::completed(const JsonValue& thing, const std::string& place,
                                                 const std::string& name, const JsonValue& value) const {
  if (schema_ == nullptr) return std::nullopt;
  const std::string pointer = pointer_append(place_of_thing() + place, name);
  for (const std::string& text : telling_bodies(schema_)->texts) {
    const std::optional<JsonValue> body = read_json(text);
    const JsonValue* other = body ? body->at(pointer) : nullptr;
    if (other == nullptr || !other->is_object()) continue;
    JsonValue one = thing;
    one.at(place)->set(name, merged(*other, value, false));
    if (allows(one)) return one;
  }
  return std::nullopt;
}

std::optional<JsonValue> ResourceView::named(JsonValue thing, const JsonValue& identity) const {
  if (identity_.empty()) return std::nullopt;
  JsonValue* at = &thing;
  for (const std::string& name : identity_) {
    at = at->is_object() ? find_plain(*at, name) : nullptr;
    if (at == nullptr) return std::nullopt;
  }
  *at = identity;
  if (!allows(thing)) return std::nullopt;
  return thing;
}

JsonValue ResourceView::located(JsonValue thing, const JsonValue& identity) const {
  if (!own_url_) return thing;
  const JsonValue* before = body_.at(thing_ + *own_url_);
  const JsonValue* known = thing.at(*own_url_);
  if (before == nullptr || known == nullptr || *known != *before) return thing;
  const std::string& url = known->text;
  const std::size_t last = url.rfind('/');
  if (!url.substr(0, last).ends_with("/" + name_.collection)) return thing;
  JsonValue moved = thing;
  *moved.at(*own_url_) = JsonValue::string(url.substr(0, last + 1) + percent_encoded(plain_text(identity)));
  return allows(moved) ? moved : thing;
}

std::optional<JsonValue> ResourceView::with(const JsonValue& resource) const {
  JsonValue body = body_;
  JsonValue& at = *body.at(thing_);
  if (allows(resource)) {
    at = resource;
    return body;
  }
  MemberChanges changes;
  for (const auto& [name, value] : resource.members) changes.emplace_back(name, value);
  JsonValue thing = changed(at, changes);
  const JsonValue* wanted = identity_of(resource, identity_);
  const JsonValue* shown = identity_of(thing, identity_);
  if (wanted != nullptr && shown != nullptr && plain_text(*wanted) != plain_text(*shown)) return std::nullopt;
  at = std::move(thing);
  return body;
}

// The body of a list with that number of items in all, and, if it shows them all, without the promise of
// further pages; as far as the schema allows that.
JsonValue ResourceView::with_totals(JsonValue body, std::size_t total, bool shows_all) const {
  const auto describe = [&](const std::string& at) {
    const JsonValue* part = body.at(at);
    if (part == nullptr || !part->is_object()) return;
    const JsonValue::Members members = part->members;
    for (std::size_t i = 0; i < std::min(members.size(), kMostLookedAt); ++i) {
      const auto& [name, value] = members[i];
      std::vector<std::optional<JsonValue>> others;
      const PagingMark mark = paging_mark(name);
      if (mark == PagingMark::total && value.is_number())
        others = {JsonValue::integer(static_cast<std::int64_t>(total))};
      if (shows_all && mark == PagingMark::next && !value.is_structured())
        others = value.is_boolean() ? std::vector<std::optional<JsonValue>>{JsonValue::boolean(false)}
                                    : std::vector<std::optional<JsonValue>>{JsonValue::null(), std::nullopt};
      for (const std::optional<JsonValue>& other : others) {
        JsonValue tried = body;
        apply(*tried.at(at), {name, other});
        if (!may_show(tried)) continue;
        body = std::move(tried);
        break;
      }
    }
  };
  describe("");
  const JsonValue::Members parts = body.members;
  for (std::size_t i = 0; i < std::min(parts.size(), kMostLookedAt); ++i) {
    if (parts[i].second.is_object()) describe(pointer_append("", parts[i].first));
  }
  return body;
}

std::vector<std::string> ResourceView::names_of(const JsonValue& item) const {
  if (is_scalar(item)) return {plain_text(item)};
  std::vector<std::string> names;
  for (const std::vector<std::string>& place : identities_in(item, name_)) {
    if (const JsonValue* id = identity_of(item, place)) names.push_back(plain_text(*id));
  }
  if (!names.empty()) return names;
  // The end of the URL that it gives for itself, as the judge reads it.
  const ParsedBody parsed = parse_body(to_text(item));
  const SoughtItem sought{
      .path = {}, .identity = {}, .names = member_names(name_.parameter, name_.collection)};
  if (parsed.instance != nullptr) {
    if (std::optional<std::string> own = listed_identity(parsed.instance->root(), sought))
      names.push_back(*std::move(own));
  }
  return names;
}

JsonValue ResourceView::listed(const NamedResource& resource) const {
  JsonValue item = *resource.value;
  const JsonValue first = thing();
  if (is_scalar(first)) return written_like(first, resource.identity);
  const JsonValue* documented = identity_of(first, identity_);
  if (documented == nullptr || identity_.size() != 1 || identity_of(item, identity_) != nullptr) return item;
  item.set(identity_.front(), written_like(*documented, resource.identity));
  return item;
}

std::optional<JsonValue> ResourceView::with_items(const std::vector<NamedResource>& resources,
                                                  std::vector<JsonValue> documented) const {
  const JsonValue first = thing();
  std::vector<JsonValue> items;
  const std::size_t skipped = resources.size() - std::min(resources.size(), kMostShown);
  for (std::size_t i = skipped; i < resources.size(); ++i) {
    const JsonValue resource = listed(resources[i]);
    JsonValue wrapped = first;
    if (identity_.size() > 1) wrapped.set(identity_.front(), resource);
    // An item may wrap its resource: {"book": {"id": 7}}.
    const JsonValue& whole = identity_.size() > 1 ? wrapped : resource;
    if (allows(whole)) {
      items.push_back(whole);
      continue;
    }
    MemberChanges changes;
    for (const auto& [name, value] : resource.members) changes.emplace_back(name, value);
    JsonValue item = changed(first, changes);
    // An empty documented list does not say where the identity is.
    const std::vector<std::string> place = identity_.empty() ? identity_in(resource, name_) : identity_;
    const JsonValue* wanted = identity_of(resource, place);
    const JsonValue* shown = identity_of(item, place);
    if (shown != nullptr && wanted != nullptr && plain_text(*wanted) == plain_text(*shown)) {
      items.push_back(std::move(item));
    } else if (wanted != nullptr && may_show(body_with(whole))) {
      items.push_back(whole);
    }
  }
  items.insert(items.end(), documented.begin(), documented.end());
  JsonValue body = body_;
  const std::size_t total = items.size();
  // The schema may limit their number: documented items leave first.
  while (true) {
    body.at(thing_)->items = items;
    if (may_show(body)) return with_totals(std::move(body), total, items.size() == total);
    if (items.empty()) return std::nullopt;
    items.pop_back();
  }
}

}  // namespace avouch
