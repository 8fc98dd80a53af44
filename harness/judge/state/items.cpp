// SPDX-License-Identifier: MIT
#include "judge/state/items.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/percent.h"
#include "base/text.h"
#include "contract/connections.h"
#include "contract/list_place.h"
#include "contract/plain_member.h"
#include "contract/schema/kinds.h"
#include "http/field.h"
#include "http/media_type.h"
#include "json/json_reader.h"
#include "json/json_value.h"
#include "json/pointer.h"
#include "judge/state/marks.h"

namespace avouch {
namespace {

constexpr std::size_t kMostListed = 10'000;
constexpr std::size_t kMostOfAnItem = 1'000;  // members of one item that are looked at
// A list with documented paging that shows at least so many items may have another page.
constexpr std::size_t kLikelyPage = 5;

bool is_scalar(const Value& value) {
  return value.kind() == ValueKind::string || value.kind() == ValueKind::number;
}

std::optional<Value> member_at(Value at, const std::vector<std::string>& path) {
  for (const std::string& name : path) {
    const std::optional<Member> inner = member_called(at, name);
    if (!inner) return std::nullopt;
    at = inner->value;
  }
  return at;
}

// Members in which an item gives its own URL: HAL's `_links.self.href`, JSON-LD's `@id`, and common ones.
const std::vector<std::vector<std::string>>& own_urls() {
  static const std::vector<std::vector<std::string>> kPaths = {
      {"links", "self", "href"}, {"links", "self"}, {"self"}, {"href"}, {"url"}, {"uri"}, {"@id"}, {"id"}};
  return kPaths;
}

// The URL that the item gives for itself there. An `id` without a path is a name, and not certain to be the
// one in the path of the item.
std::optional<std::string_view> own_url(const Value& item, const std::vector<std::string>& path) {
  const std::optional<Value> value = member_at(item, path);
  if (!value || value->kind() != ValueKind::string || value->text().find('/') == std::string_view::npos)
    return std::nullopt;
  return value->text();
}

constexpr int kDepthOfIdentity = 3;  // {"data": {"attributes": {"slug": "b-7"}}}

bool is_identity(const Value& item, const SoughtItem& sought) {
  if (is_scalar(item)) {
    return item.text() == sought.identity ||
           (item.kind() == ValueKind::string && item.text().ends_with(sought.path));
  }
  for (const MemberName& name : sought.names) {
    if (!name.is_certain) continue;
    const std::optional<Value> value = member_at(item, name.path);
    if (value && is_scalar(*value) && value->text() == sought.identity) return true;
  }
  return std::any_of(own_urls().begin(), own_urls().end(), [&](const std::vector<std::string>& path) {
    const std::optional<std::string_view> url = own_url(item, path);
    return url && url->ends_with(sought.path);
  });
}

std::string last_of_path(std::string_view url) {
  return percent_decoded(url.substr(url.rfind('/') + 1));
}

std::optional<std::string> named_by_member(const Value& item, const SoughtItem& sought) {
  for (const MemberName& name : sought.names) {
    const std::optional<Value> value = name.is_certain ? member_at(item, name.path) : std::nullopt;
    if (value && is_scalar(*value)) return std::string(value->text());
  }
  return std::nullopt;
}

// nullptr: the item gives no URL for itself.
const std::vector<std::string>* path_of_own_url(const Value& item) {
  const auto path = std::find_if(own_urls().begin(), own_urls().end(),
                                 [&](const std::vector<std::string>& each) { return own_url(item, each); });
  return path == own_urls().end() ? nullptr : &*path;
}

std::optional<std::string_view> first_own_url(const Value& item) {
  const std::vector<std::string>* path = path_of_own_url(item);
  return path == nullptr ? std::nullopt : own_url(item, *path);
}

// What names the item: the item itself, a member, or the end of its own URL. nullopt: nothing does.
std::optional<std::string> identity_of(const Value& item, const SoughtItem& sought) {
  if (is_scalar(item)) {
    std::string name = last_of_path(item.text());
    const bool is_title = sought.is_number && !read_json(name).value_or(JsonValue()).is_number();
    if (is_title) return std::nullopt;
    return name;
  }
  if (std::optional<std::string> named = named_by_member(item, sought)) return named;
  const std::optional<std::string_view> url = first_own_url(item);
  return url ? std::optional(last_of_path(*url)) : std::nullopt;
}

// Whether a number with that name may identify a thing of that collection: `id`, `order_number`, `bookKey`,
// and `book` for books.
bool may_number(std::string_view name, std::string_view collection) {
  constexpr std::array<std::string_view, 8> kEnds = {"id", "key", "number", "no", "nr", "code", "pk", "ref"};
  const std::string lower = ascii_lower(name);
  return lower == singular_of(ascii_lower(collection)) ||
         std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view end) { return lower.ends_with(end); });
}

// Whether a scalar of the item, at its root or up to `depth` levels below, is the identity, or a URL that
// ends in it. `any_number`: whatever the name of a number is.
bool may_be(const Value& item, const SoughtItem& sought, int depth, bool any_number = true) {
  if (is_scalar(item)) {
    const std::string_view text = item.text();
    return text == sought.identity ||
           (item.kind() == ValueKind::string && (text.ends_with("/" + sought.identity) ||
                                                 text.ends_with(sought.path.substr(sought.path.rfind('/')))));
  }
  if (item.kind() != ValueKind::object || depth == 0) return false;
  std::size_t seen = 0;
  for (const Member member : item.members()) {
    if (++seen > kMostOfAnItem) break;
    if (!any_number && member.value.kind() == ValueKind::number &&
        !may_number(member.name, sought.collection))
      continue;
    if (may_be(member.value, sought, depth - 1, any_number)) return true;
  }
  return false;
}

bool has_mark(const Value& value, int depth) {
  if (value.kind() != ValueKind::object) return false;
  std::size_t seen = 0;
  for (const Member member : value.members()) {
    if (++seen > kMostOfAnItem) return false;
    if (is_deletion(member.name, member.value)) return true;
    if (depth > 0 && member.value.kind() == ValueKind::object && has_mark(member.value, depth - 1))
      return true;
  }
  return false;
}

}  // namespace

bool is_marked_deleted(const Value& shown) {
  return has_mark(shown, 1);
}

SoughtItem sought_item(const Operation& read, std::string_view path) {
  SoughtItem sought{.path = std::string(path), .identity = {}, .names = {}};
  sought.identity = last_of_path(path);
  const PathShape shape = shape_of_path(read.path);
  const std::optional<std::string> parameter =
      shape.empty() ? std::nullopt : parameter_at(read.path, shape.size() - 1);
  sought.collection = last_literal(shape);
  if (!parameter) return sought;
  sought.names = member_names(*parameter, sought.collection);
  sought.is_number = std::any_of(read.parameters.begin(), read.parameters.end(), [&](const Parameter& one) {
    return one.in == Parameter::In::path && one.name == *parameter &&
           kinds_at(one.schema.get(), {}).meant() == mask_of(ValueKind::number);
  });
  return sought;
}

std::optional<std::string> created_identity(const Answer& answer, const SoughtItem& sought) {
  const Received* received = answer.received();
  if (received == nullptr || received->response.status != 201) return std::nullopt;
  if (std::optional<std::string> location = http::combined(received->response.fields, "Location")) {
    while (location->ends_with('/')) location->pop_back();
    return last_of_path(*location);
  }
  const std::optional<http::MediaType>& type = answer.media_type();
  if (type && !http::is_json(*type)) return std::nullopt;
  const ParsedBody& body = answer.body();
  if (body.instance == nullptr || body.instance->root().kind() != ValueKind::object) return std::nullopt;
  return identity_of(body.instance->root(), sought);
}

std::optional<std::string> listed_identity(const Value& item, const SoughtItem& sought) {
  return identity_of(item, sought);
}

std::optional<std::string> certain_identity(const Value& item, const SoughtItem& sought) {
  return item.kind() == ValueKind::object ? named_by_member(item, sought) : std::nullopt;
}

bool is_sought(const Value& item, const SoughtItem& sought) {
  return is_identity(item, sought);
}

std::optional<std::string> own_url_pointer(const Value& item) {
  const std::vector<std::string>* path = path_of_own_url(item);
  if (path == nullptr) return std::nullopt;
  std::string pointer;
  Value at = item;
  for (const std::string& name : *path) {
    const Member member = *member_called(at, name);
    pointer = pointer_append(pointer, member.name);
    at = member.value;
  }
  return pointer;
}

bool may_show(const Value& body, const SoughtItem& sought) {
  return may_be(body, sought, kDepthOfIdentity);
}

std::optional<Value> other_identity(const Value& body, const SoughtItem& sought) {
  // `pages: 1` is no sign of /books/1.
  if (body.kind() != ValueKind::object || may_be(body, sought, kDepthOfIdentity, false)) return std::nullopt;
  std::optional<Value> other;
  const auto look_at = [&](const Value& thing) {
    for (const MemberName& name : sought.names) {
      const std::optional<Value> value = name.is_certain ? member_at(thing, name.path) : std::nullopt;
      if (!value || !is_scalar(*value)) continue;
      if (other && other->text() != value->text()) return false;
      other = value;
      return true;
    }
    return true;
  };
  if (!look_at(body)) return std::nullopt;
  std::size_t seen = 0;
  for (const Member member : body.members()) {
    if (++seen > kMostOfAnItem) break;
    const bool is_wrapped =
        member.value.kind() == ValueKind::object && wrapper_rank(member.name, sought.collection);
    if (is_wrapped && !look_at(member.value)) return std::nullopt;
  }
  return other;
}

bool ListedItems::is_too_long() const {
  return items_.size() > kMostListed;
}

std::optional<Value> ListedItems::named(const SoughtItem& sought) const {
  for (const Value item : items_.items()) {
    if (is_identity(item, sought)) return item;
  }
  return std::nullopt;
}

bool ListedItems::may_have(const SoughtItem& sought) const {
  constexpr int kDepth = 2;
  const Value::Items items = items_.items();
  for (const Value item : items) {
    if (is_identity(item, sought) || may_be(item, sought, kDepth)) return true;
  }
  return false;
}

std::set<std::string> ListedItems::identities(const SoughtItem& sought) const {
  std::set<std::string> found;
  for (const Value item : items_.items()) {
    if (std::optional<std::string> identity = identity_of(item, sought)) found.insert(*std::move(identity));
  }
  return found;
}

bool ListedItems::names_each(const SoughtItem& sought) const {
  std::set<std::string> urls;
  for (const Value item : items_.items()) {
    if (is_scalar(item)) continue;
    if (named_by_member(item, sought)) continue;
    const std::optional<std::string_view> url = first_own_url(item);
    if (!url || !urls.emplace(*url).second) return false;
  }
  return items_.size() == 0 || !identities(sought).empty();
}

bool ListedItems::suggests_more(PagingMark mark, const Value& value) const {
  const ValueKind kind = value.kind();
  const bool is_text = kind == ValueKind::string;
  switch (mark) {
    case PagingMark::none:
      return false;
    case PagingMark::next:
      return kind != ValueKind::null && !(kind == ValueKind::boolean && !value.is_true()) &&
             !(is_text && value.text().empty());
    case PagingMark::last:
      return kind == ValueKind::boolean && !value.is_true();
    case PagingMark::total:
      return kind == ValueKind::number && value.text() != std::to_string(count());
    case PagingMark::pages:
      return kind == ValueKind::number && value.text() != "0" && value.text() != "1";
    case PagingMark::size:
      return kind == ValueKind::number && count() > 0 && value.text() == std::to_string(count());
  }
  return false;
}

// The end is what the answer itself says: `next` is null or empty, `hasMore` is false, `last` is true, or
// there is one page.
void ListedItems::read(std::string_view name, PagingMark mark, const Value& value, Hints& hints) const {
  const ValueKind kind = value.kind();
  const bool is_more = suggests_more(mark, value);
  if (is_more) hints.of_more = true;
  switch (mark) {
    case PagingMark::next:
      if (!is_more) hints.of_the_end = true;
      break;
    case PagingMark::last:
      if (kind == ValueKind::boolean && value.is_true()) hints.of_the_end = true;
      break;
    case PagingMark::pages:
      if (kind == ValueKind::number && value.text() == "1") hints.of_the_end = true;
      break;
    case PagingMark::total:
      if (!is_more && kind == ValueKind::number && is_total_of_all(name)) hints.has_all = true;
      break;
    case PagingMark::none:
    case PagingMark::size:
      break;
  }
}

void ListedItems::read_fields(const Answer& answer, Hints& hints) const {
  const http::Response& response = answer.received()->response;
  if (response.status == 206) hints.of_more = true;
  for (const http::Field& field : response.fields) {
    if (equals_ignoring_ascii_case(field.name, "Link") &&
        ascii_lower(field.value).find("next") != std::string::npos)
      hints.of_more = true;
    // "items 0-19/26" (RFC 9110 §14.4, with a unit of its own).
    if (equals_ignoring_ascii_case(field.name, "Content-Range")) {
      const std::size_t slash = field.value.rfind('/');
      const bool has_all =
          slash != std::string::npos && field.value.substr(slash + 1) == std::to_string(count());
      (has_all ? hints.has_all : hints.of_more) = true;
      continue;
    }
    const PagingMark mark = paging_mark_of_field(field.name);
    if (mark == PagingMark::none) continue;
    const ParsedBody as_json = parse_body(field.value.empty() ? R"("")" : field.value);
    if (as_json.instance == nullptr) {
      if (mark == PagingMark::next) hints.of_more = true;
      continue;
    }
    read(field.name, mark, as_json.instance->root(), hints);
  }
}

void ListedItems::read_members(const Value& value, int depth, Hints& hints) const {
  if (value.kind() != ValueKind::object) return;
  std::size_t seen = 0;
  for (const Member member : value.members()) {
    if (++seen > kMostOfAnItem) break;
    read(member.name, paging_mark(member.name), member.value, hints);
    if (depth > 0) read_members(member.value, depth - 1, hints);
  }
}

// Whether it shows as many items as a page has by default.
bool ListedItems::is_full_page(const Operation& list) const {
  return count() > 0 &&
         std::any_of(list.parameters.begin(), list.parameters.end(), [&](const Parameter& parameter) {
           return parameter.in == Parameter::In::query && paging_mark(parameter.name) == PagingMark::size &&
                  parameter.default_value && plain_text(*parameter.default_value) == std::to_string(count());
         });
}

bool ListedItems::has_paging_parameter(const Operation& list) const {
  return std::any_of(list.parameters.begin(), list.parameters.end(), [](const Parameter& parameter) {
    return parameter.in == Parameter::In::query && is_paging_parameter(parameter.name);
  });
}

bool ListedItems::may_have_pages(const Operation& list, const Answer& answer) const {
  constexpr int kDepth = 2;  // {"meta": {"pagination": {"total": 9}}}
  Hints hints;
  read_fields(answer, hints);
  read_members(root_, kDepth, hints);
  if (hints.of_more || hints.of_the_end) return hints.of_more;
  if (is_full_page(list)) return true;  // then a total may be that of the page
  return !hints.has_all && has_paging_parameter(list) && count() >= kLikelyPage;
}

std::vector<const Parameter*> filters_of(const Operation& list) {
  std::vector<const Parameter*> filters;
  for (const Parameter& parameter : list.parameters) {
    const bool may_filter = parameter.in == Parameter::In::query &&
                            (parameter.default_value || !parameter.values.empty()) &&
                            !is_paging_parameter(parameter.name) && !is_showing_parameter(parameter.name);
    if (may_filter) filters.push_back(&parameter);
  }
  return filters;
}

const Parameter* enumerated_filter(const Operation& list) {
  constexpr std::size_t kMostValues = 8;
  const std::vector<const Parameter*> filters = filters_of(list);
  const bool is_only = filters.size() == 1 && !filters.front()->required &&
                       !filters.front()->values.empty() && filters.front()->values.size() <= kMostValues;
  return is_only ? filters.front() : nullptr;
}

std::optional<ListedItems> listed_items(const Operation& list, const Answer& answer) {
  if (answer.received() == nullptr) return std::nullopt;
  const std::optional<http::MediaType>& type = answer.media_type();
  if (type && !http::is_json(*type)) return std::nullopt;
  const ParsedBody& body = answer.body();
  if (body.instance == nullptr) return std::nullopt;
  const std::optional<ListPlace> place =
      list_in(body.instance->root(), last_literal(shape_of_path(list.path)));
  if (!place) return std::nullopt;
  return ListedItems(body.instance->root(), place->items);
}

}  // namespace avouch
