// SPDX-License-Identifier: MIT
#include "plan/found_value.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "base/percent.h"
#include "base/text.h"
#include "contract/connections.h"
#include "contract/documented_status.h"
#include "contract/list_place.h"
#include "contract/plain_member.h"
#include "http/field.h"
#include "http/url.h"
#include "json/instance.h"
#include "json/json_reader.h"
#include "json/pointer.h"
#include "judge/state/items.h"
#include "plan/sources.h"

namespace avouch {
namespace {

constexpr std::size_t kLongestValue = 1024;
constexpr std::size_t kMostItems = 1000;  // of a list that are looked at
constexpr std::size_t kMostTries = 50;    // of those, the ones whose members are compared

// A value that may stand in a request: a short text or a number. "." and ".." would name another path.
std::optional<JsonValue> scalar_of(const Value& value) {
  if (value.kind() != ValueKind::string && value.kind() != ValueKind::number) return std::nullopt;
  if (value.kind() == ValueKind::string && value.has_lone_surrogate()) return std::nullopt;
  const std::string_view text = value.text();
  if (text.empty() || text.size() > kLongestValue || text == "." || text == "..") return std::nullopt;
  return value.kind() == ValueKind::string ? JsonValue::string(std::string(text))
                                           : JsonValue::number(std::string(text));
}

struct Thing {
  Value value;
  std::string pointer;
};

std::vector<Thing> items_in(const Thing& root, std::string_view collection) {
  std::vector<Thing> items;
  const std::optional<ListPlace> list = list_in(root.value, collection);
  if (!list) return items;
  std::size_t index = 0;
  for (const Value item : list->items.items()) {
    if (index >= kMostItems) break;
    items.push_back({item, pointer_append(root.pointer + list->pointer, index++)});
  }
  const auto weight = [](const Thing& thing) {
    return thing.value.kind() == ValueKind::object ? thing.value.size() : 0;
  };
  std::stable_sort(items.begin(), items.end(),
                   [&](const Thing& left, const Thing& right) { return weight(left) > weight(right); });
  if (items.size() > kMostTries) items.erase(items.begin() + kMostTries, items.end());
  return items;
}

// The parts that a resource shows, or what wraps it: the items of a member with the name of the collection.
std::vector<Thing> parts_in(const Thing& root, std::string_view collection, bool is_wrapped = false) {
  const auto thing_of = [](std::string_view name) { return plain_name(singular_of(name)); };
  if (root.value.kind() != ValueKind::object) return {};
  std::size_t seen = 0;
  for (const Member member : root.value.members()) {
    if (++seen > kMostItems) break;
    const Thing inner{member.value, pointer_append(root.pointer, member.name)};
    if (member.value.kind() == ValueKind::array && thing_of(member.name) == thing_of(collection))
      return items_in(inner, collection);
    if (member.value.kind() != ValueKind::object || is_wrapped || !wrapper_rank(member.name, "")) continue;
    if (std::vector<Thing> parts = parts_in(inner, collection, true); !parts.empty()) return parts;
  }
  return {};
}

// The thing itself, and what wraps it.
std::vector<Thing> single_in(const Thing& root, std::string_view collection) {
  std::vector<Thing> things;
  if (root.value.kind() != ValueKind::object) return things;
  things.push_back(root);
  std::size_t seen = 0;
  for (const Member member : root.value.members()) {
    if (++seen > kMostItems) break;
    if (member.value.kind() != ValueKind::object || !wrapper_rank(member.name, collection)) continue;
    things.push_back({member.value, pointer_append(root.pointer, member.name)});
  }
  return things;
}

std::optional<Thing> member_of(Thing thing, const std::vector<std::string>& path) {
  for (const std::string& name : path) {
    const std::optional<Member> inner = member_called(thing.value, name);
    if (!inner) return std::nullopt;
    thing = {inner->value, pointer_append(thing.pointer, inner->name)};
  }
  return thing;
}

// Values of the parameters of the source's own path, by segment.
std::map<std::size_t, std::string> parents_of(const Contract& contract, const Probe& source,
                                              const std::string& collection) {
  std::map<std::size_t, std::string> parents;
  const std::string& path = contract.operations[source.operation].path;
  const std::size_t count = shape_of_path(collection).size();
  for (std::size_t i = 0; i < count; ++i) {
    const std::optional<std::string> name = parameter_at(path, i);
    if (!name) continue;
    const auto value = source.values.find(*name);
    if (value != source.values.end()) parents[i] = plain_text(value->second);
  }
  return parents;
}

// Whether the answer to a creation and what it wraps have different identities: {"id": 1, "data": {"id":
// 57}}. The outer one may be that of the request, or of a job.
bool is_ambiguous(const std::vector<Thing>& things, const std::vector<MemberName>& names,
                  const Reading& reading) {
  std::optional<std::string> known;
  for (const Thing& thing : things) {
    for (const MemberName& name : names) {
      if (!name.is_certain) continue;
      const std::optional<Thing> member = member_of(thing, name.path);
      const std::optional<JsonValue> scalar = member ? scalar_of(member->value) : std::nullopt;
      const std::optional<JsonValue> read = scalar ? reading(*scalar) : std::nullopt;
      if (!read) continue;
      const std::string text = plain_text(*read);
      if (known && *known != text) return true;
      known = text;
      break;  // the others may be further names of the same thing
    }
  }
  return false;
}

std::optional<FoundValue> in_members(const Source& source, const Need& need, const Answer& answer,
                                     bool is_list, const Reading& reading) {
  const ParsedBody& body = answer.body();
  if (body.instance == nullptr) return std::nullopt;
  const std::string collection = last_literal(shape_of_path(source.collection));
  const Thing root{body.instance->root(), ""};
  std::vector<Thing> things = source.is_part ? parts_in(root, collection)
                              : is_list      ? items_in(root, collection)
                                             : single_in(root, collection);
  // Items in the answer to a creation may be parts of what was created, or other resources.
  if (!need.is_owned && !source.is_part) {
    for (Thing& more : is_list ? single_in(root, collection) : items_in(root, collection))
      things.push_back(std::move(more));
  }
  const std::vector<MemberName> names = member_names(connected_name(need), collection);
  const bool is_doubted = !is_list && is_ambiguous(single_in(root, collection), names, reading);
  // A name that is certain goes before one that is not, whichever item has it.
  for (const bool is_certain : {true, false}) {
    for (const Thing& thing : things) {
      for (const MemberName& name : names) {
        if (name.is_certain != is_certain) continue;
        const std::optional<Thing> member = member_of(thing, name.path);
        const std::optional<JsonValue> scalar = member ? scalar_of(member->value) : std::nullopt;
        std::optional<JsonValue> read = scalar ? reading(*scalar) : std::nullopt;
        if (read)
          return FoundValue{*std::move(read), member->pointer, is_certain && !is_doubted, !is_doubted};
      }
    }
  }
  for (const Thing& thing : things) {  // a list of names
    const std::optional<JsonValue> scalar = scalar_of(thing.value);
    std::optional<JsonValue> read = scalar ? reading(*scalar) : std::nullopt;
    if (read) return FoundValue{*std::move(read), thing.pointer, false};
  }
  return std::nullopt;
}

// The segments of a URL's path below the base, decoded.
std::vector<std::string> segments_below(const http::Url& base, const http::Url& url) {
  std::string path = url.path;
  if (path.starts_with(base.prefix() + "/")) path.erase(0, base.prefix().size());
  std::vector<std::string> segments;
  for (const std::string_view segment : split(path, '/')) {
    if (!segment.empty()) segments.push_back(percent_decoded(segment));
  }
  return segments;
}

// Location names the created resource (RFC 9110 §15.3.2): its path is the collection's and one segment more.
std::optional<FoundValue> in_location(const Plan& plan, const Source& source, const Answer& answer,
                                      const Reading& reading) {
  const auto location = http::combined(answer.received()->response.fields, "Location");
  if (!location || location->size() > 4 * kLongestValue) return std::nullopt;
  PathShape shape = shape_of_path(source.collection);
  shape.emplace_back("{}");
  const http::Url& base = plan.bases[plan.probes[source.probe].base];
  const http::Url sent = http::parse_url(answer.exchange().url).value_or(base);
  const std::optional<http::Url> url = http::resolve(sent, *location);
  if (!url) return std::nullopt;
  const std::vector<std::string> segments = segments_below(base, *url);
  // Behind a proxy the target may not know the beginning of its own path.
  if (segments.size() < shape.size()) return std::nullopt;
  const std::size_t offset = segments.size() - shape.size();
  FoundValue found{.value = {}, .from = "Location"};
  found.is_created = offset == 0 && http::serialize(url->origin()) == http::serialize(sent.origin());
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const std::string& segment = segments[offset + i];
    if (shape[i] != "{}" && percent_decoded(shape[i]) != segment) return std::nullopt;
    if (shape[i] == "{}") found.parents[i] = segment;
  }
  const std::string& last = segments.back();
  if (last.empty() || last.size() > kLongestValue || last == "." || last == "..") return std::nullopt;
  std::optional<JsonValue> read = reading(JsonValue::string(last));
  if (!read) return std::nullopt;
  found.parents.erase(shape.size() - 1);
  found.value = *std::move(read);
  return found;
}

std::optional<Value> at_pointer(const Value& root, std::string_view pointer) {
  const auto tokens = pointer_tokens(pointer);
  if (!tokens) return std::nullopt;
  Value at = root;
  for (const std::string& token : *tokens) {
    if (at.kind() == ValueKind::object) {
      const std::optional<Value> member = at.find(token);
      if (!member) return std::nullopt;
      at = *member;
    } else if (at.kind() == ValueKind::array) {
      if (token.empty() || token.size() > 6 || token.find_first_not_of("0123456789") != token.npos)
        return std::nullopt;
      std::size_t left = std::stoul(token);
      std::optional<Value> item;
      for (const Value each : at.items()) {
        if (left-- > 0) continue;
        item = each;
        break;
      }
      if (!item) return std::nullopt;
      at = *item;
    } else {
      return std::nullopt;
    }
  }
  return at;
}

// A JSON text of an answer that a body may have.
std::optional<JsonValue> structure_of(const Value& value) {
  constexpr std::size_t kLongestText = std::size_t{64} << 10U;
  const std::string text = to_text(value, kLongestText);
  return text.size() < kLongestText ? read_json(text) : std::nullopt;
}

// A runtime expression (OpenAPI 3.1 §4.8.20.4). `is_body`: whether its value may be structured.
std::optional<JsonValue> evaluated(std::string_view expression, const Probe& probe, const Answer& answer,
                                   bool is_body) {
  const auto after = [&](std::string_view prefix) -> std::optional<std::string> {
    if (!expression.starts_with(prefix)) return std::nullopt;
    return std::string(expression.substr(prefix.size()));
  };
  const http::Response& response = answer.received()->response;
  const auto text = [](std::optional<std::string> value) -> std::optional<JsonValue> {
    if (!value || value->empty() || value->size() > kLongestValue) return std::nullopt;
    return JsonValue::string(*std::move(value));
  };
  if (expression == "$response.body") expression = "$response.body#";
  if (expression == "$request.body") expression = "$request.body#";
  if (const auto pointer = after("$response.body#")) {
    const ParsedBody& body = answer.body();
    const std::optional<Value> value =
        body.instance == nullptr ? std::nullopt : at_pointer(body.instance->root(), *pointer);
    if (!value) return std::nullopt;
    return is_body ? structure_of(*value) : scalar_of(*value);
  }
  if (const auto pointer = after("$request.body#")) {
    const JsonValue* value = probe.body ? probe.body->at(*pointer) : nullptr;
    return value == nullptr || (value->is_structured() && !is_body) ? std::nullopt : std::optional(*value);
  }
  if (const auto name = after("$response.header.")) return text(http::combined(response.fields, *name));
  if (const auto name = after("$request.header.")) return text(http::combined(probe.request.fields, *name));
  for (const char* in : {"$request.path.", "$request.query."}) {
    if (const auto name = after(in)) {
      const auto value = probe.values.find(*name);
      return value == probe.values.end() ? std::nullopt : std::optional(value->second);
    }
  }
  if (expression == "$method") return JsonValue::string(probe.request.method);
  if (expression == "$url") return text(answer.exchange().url);
  if (expression == "$statusCode") return JsonValue::integer(response.status);
  return std::nullopt;
}

// What a link gives: an expression's value, a text with expressions ("item-{$response.body#/id}"), or a
// constant. A body may have expressions in any of its texts.
std::optional<JsonValue> linked_value(const JsonValue& given, const Probe& probe, const Answer& answer,
                                      bool is_body) {
  if (given.is_structured()) {
    if (!is_body) return std::nullopt;
    JsonValue made = given;
    bool is_whole = true;
    const auto replace = [&](JsonValue& part) {
      std::optional<JsonValue> value = linked_value(part, probe, answer, is_body);
      is_whole = is_whole && value.has_value();
      if (value) part = *std::move(value);
    };
    for (JsonValue& item : made.items) replace(item);
    for (auto& [name, member] : made.members) replace(member);
    return is_whole ? std::optional(std::move(made)) : std::nullopt;
  }
  if (!given.is_string()) return given;
  if (given.text.starts_with('$')) return evaluated(given.text, probe, answer, is_body);
  std::string text;
  std::string_view left = given.text;
  while (!left.empty()) {
    const std::size_t open = left.find("{$");
    text += left.substr(0, open);
    if (open == left.npos) break;
    const std::size_t close = left.find('}', open);
    if (close == left.npos) return std::nullopt;
    const auto part = evaluated(left.substr(open + 1, close - open - 1), probe, answer, false);
    if (!part) return std::nullopt;
    text += plain_text(*part);
    left.remove_prefix(close + 1);
  }
  return JsonValue::string(std::move(text));
}

std::optional<FoundValue> in_link(const Plan& plan, const Source& source, const Need& need,
                                  const Answer& answer, const Reading& reading) {
  const bool is_body = need.in == Need::In::whole_body;
  const std::optional<JsonValue> value =
      linked_value(source.expression, plan.probes[source.probe], answer, is_body);
  if (!value) return std::nullopt;
  if (!is_body) {
    if (value->is_structured() || value->is_null()) return std::nullopt;
    const std::string text = plain_text(*value);
    if (text.empty() || text == "." || text == "..") return std::nullopt;
  }
  std::optional<JsonValue> read = reading(*value);
  if (!read) return std::nullopt;
  return FoundValue{*std::move(read), shown(plain_text(source.expression), 60), true};
}

// A PUT names what it creates (RFC 9110 §9.3.4).
std::optional<FoundValue> in_request(const Contract& contract, const Source& source, const Probe& probe,
                                     const Reading& reading) {
  const std::size_t segment = shape_of_path(source.collection).size();
  const std::optional<std::string> name = parameter_at(contract.operations[probe.operation].path, segment);
  const auto sent = name ? probe.values.find(*name) : probe.values.end();
  if (sent == probe.values.end()) return std::nullopt;
  std::optional<JsonValue> read = reading(sent->second);
  if (!read) return std::nullopt;
  FoundValue found{*std::move(read), "path", true};
  found.parents = parents_of(contract, probe, source.collection);
  return found;
}

// Whether the value and its parents name one segment of a path each, also for a target that decodes "%2F"
// before it routes a request. What is below another segment is not the resource that was created.
bool is_one_segment(const FoundValue& found) {
  const auto is_one = [](const std::string& text) { return text.find_first_of("/\\") == text.npos; };
  return is_one(plain_text(found.value)) &&
         std::all_of(found.parents.begin(), found.parents.end(),
                     [&](const auto& parent) { return is_one(parent.second); });
}

// Whether an answer with that status names what the request created. 201 says so itself (RFC 9110 §15.3.2).
// 200 may, where no 201 is documented. What a 202 names may be a job (RFC 9110 §15.3.3), and a redirect leads
// to what was there before.
bool says_created(const Operation& operation, int status) {
  if (status != 200) return status == 201;
  const bool has_created =
      std::any_of(operation.responses.begin(), operation.responses.end(),
                  [](const DocumentedResponse& response) { return response.status == "201"; });
  return !has_created && response_for(operation, status).has_value();
}

// Whether the Location of the answer to a creation and its body name different resources. Then neither is
// known to be what was created.
bool contradicts_itself(const Plan& plan, const Source& source, const Need& need, const Answer& answer,
                        const Reading& reading) {
  const std::optional<FoundValue> named = in_location(plan, source, answer, reading);
  const ParsedBody& body = answer.body();
  if (!named || body.instance == nullptr) return false;
  const std::string text = plain_text(named->value);
  const std::string collection = last_literal(shape_of_path(source.collection));
  const std::optional<Value> other =
      other_identity(body.instance->root(), {.path = "/" + percent_encoded(text),
                                             .identity = text,
                                             .names = member_names(connected_name(need), collection),
                                             .collection = collection});
  const std::optional<JsonValue> scalar = other ? scalar_of(*other) : std::nullopt;
  return scalar && reading(*scalar);
}

}  // namespace

std::optional<FoundValue> find_value(const Contract& contract, const Plan& plan, const Source& source,
                                     const Need& need, const Answer& answer, const Reading& reading) {
  const Probe& probe = plan.probes[source.probe];
  const Operation& operation = contract.operations[probe.operation];
  const int status = answer.received()->response.status;
  const bool may_be_created = says_created(operation, status);
  std::optional<FoundValue> found;
  switch (source.part) {
    case Source::Part::link:
      if (response_for(operation, status) == source.response)
        found = in_link(plan, source, need, answer, reading);
      break;
    case Source::Part::location:
      if (status >= 200 && status < 400) found = in_location(plan, source, answer, reading);
      break;
    case Source::Part::member:
      if (status >= 200 && status < 300) {
        found = in_members(source, need, answer, operation.method == "GET", reading);
        if (found) found->parents = parents_of(contract, probe, source.collection);
      }
      break;
    case Source::Part::request:
      if (status == 201) found = in_request(contract, source, probe, reading);
      break;
  }
  const bool is_of_creation = source.part == Source::Part::location ||
                              (source.part == Source::Part::member && operation.method == "POST");
  if (found && found->is_created && is_of_creation && contradicts_itself(plan, source, need, answer, reading))
    found->is_created = false;
  if (found && source.is_doubtful) found->is_certain = false;
  if (found && !(may_be_created && is_one_segment(*found))) found->is_created = false;
  if (found) found->at = found->from;
  if (found && source.part == Source::Part::link) found->at = plain_text(source.expression);
  if (found) found->from = operation.id + " " + std::to_string(status) + " " + found->from;
  return found;
}

bool contradicts_itself(const Contract& contract, const Plan& plan, std::size_t created,
                        const Answer& answer) {
  const Source source{.probe = created,
                      .part = Source::Part::location,
                      .collection = contract.operations[plan.probes[created].operation].path};
  const auto any = [](const JsonValue& value) { return std::optional(value); };
  return contradicts_itself(plan, source, {.name = "id"}, answer, any);
}

}  // namespace avouch
