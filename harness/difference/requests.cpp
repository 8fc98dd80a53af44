// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>

#include "base/text.h"
#include "contract/openapi/parameter_words.h"
#include "contract/schema/kinds.h"
#include "difference/parts.h"

namespace avouch {
namespace {

std::string place_of(const Parameter& parameter) {
  return std::string(to_string(parameter.in)) + " parameter " + parameter.name;
}

// The names of the parameters of a path, in its order.
std::vector<std::string> names_in(const std::string& path) {
  std::vector<std::string> names;
  for (std::size_t open = path.find('{'); open != path.npos; open = path.find('{', open + 1)) {
    const std::size_t close = path.find('}', open);
    if (close == path.npos) break;
    names.push_back(path.substr(open + 1, close - open - 1));
  }
  return names;
}

// What must be equal for two parameters to be the same one: path parameters correspond by their place in the
// path.
std::string key_of(const Operation& operation, const Parameter& parameter) {
  std::string name = parameter.name;
  if (parameter.in == Parameter::In::header) name = ascii_lower(name);
  if (parameter.in == Parameter::In::path) {
    const std::vector<std::string> names = names_in(operation.path);
    const auto found = std::find(names.begin(), names.end(), parameter.name);
    if (found != names.end()) name = std::to_string(found - names.begin());
  }
  return std::string(to_string(parameter.in)) + " " + name;
}

// Whether its value may be an array or an object, which the style and `explode` write in different ways.
bool is_structured(const Parameter& parameter) {
  constexpr KindMask kStructured = mask_of(ValueKind::array) | mask_of(ValueKind::object);
  return (kinds_at(parameter.schema.get(), {}).meant() & kStructured) != 0;
}

bool is_plain_style(const Parameter& parameter) {
  return parameter.style == "simple" || parameter.style == "form";
}

bool is_written_alike(const Parameter& before, const Parameter& after) {
  if (before.as_content != after.as_content || before.content_type != after.content_type) return false;
  if (before.as_content || (before.style == after.style && before.explode == after.explode)) return true;
  return !is_structured(before) && !is_structured(after) &&
         ((is_plain_style(before) && is_plain_style(after)) || before.style == after.style);
}

void compare(const Parameter& before, const Parameter& after, Changes& changes) {
  const std::string place = place_of(after);
  const auto add = [&](Effect effect, const char* rule, std::string what, std::string why = {}) {
    changes.add({.effect = effect,
                 .side = Side::request,
                 .rule = rule,
                 .places = {place},
                 .what = std::move(what),
                 .why = std::move(why),
                 .before = before.place,
                 .after = after.place});
  };
  if (before.in == Parameter::In::path && before.name != after.name) {
    add(Effect::compatible, "parameter-renamed",
        "the path parameter " + in_quotes(before.name) + " has another name now; no request has it");
  }
  if (!before.required && after.required)
    add(Effect::breaking, "parameter-required", "the parameter is required now");
  if (before.required && !after.required)
    add(Effect::compatible, "parameter-optional", "the parameter is not required any more");
  if (!is_written_alike(before, after)) {
    add(Effect::breaking, "parameter-style-changed",
        "the parameter is written otherwise now: its style, explode or content differs");
  }
  if (before.allow_reserved != after.allow_reserved) {
    add(Effect::undecided, "parameter-reserved-changed", "allowReserved differs",
        "a server may or may not decode the characters");
  }
  if (before.default_value != after.default_value) {
    add(Effect::undecided, "parameter-default-changed",
        "the default is " + (after.default_value ? shown(to_text(*after.default_value), 60) : "none") +
            " now, and was " + (before.default_value ? shown(to_text(*before.default_value), 60) : "none"),
        "a request without the parameter stays right, and may mean something else");
  }
  changes.add_schemas(before.schema, after.schema, Side::request, place,
                      before.schema_place.file.empty() ? before.place : before.schema_place,
                      after.schema_place.file.empty() ? after.place : after.schema_place);
}

void compare_parameters(const Operation& before, const Operation& after, Changes& changes) {
  std::map<std::string, const Parameter*> old;
  for (const Parameter& parameter : before.parameters) old.emplace(key_of(before, parameter), &parameter);
  for (const Parameter& parameter : after.parameters) {
    const auto found = old.find(key_of(after, parameter));
    if (found != old.end()) {
      compare(*found->second, parameter, changes);
      old.erase(found);
      continue;
    }
    changes.add({.effect = parameter.required ? Effect::breaking : Effect::compatible,
                 .side = Side::request,
                 .rule = parameter.required ? "parameter-required-added" : "parameter-added",
                 .places = {place_of(parameter)},
                 .what = parameter.required ? "a required parameter is new" : "an optional parameter is new",
                 .before = before.place,
                 .after = parameter.place});
  }
  for (const Parameter& parameter : before.parameters) {
    if (!old.contains(key_of(before, parameter))) continue;
    changes.add({.effect = Effect::undecided,
                 .side = Side::request,
                 .rule = "parameter-removed",
                 .places = {place_of(parameter)},
                 .what = "the parameter is not documented any more",
                 .why = "a server may ignore it or refuse it",
                 .before = parameter.place,
                 .after = after.place});
  }
}

bool is_same_encoding(const Encoding& left, const Encoding& right) {
  return left.content_type == right.content_type && left.style == right.style &&
         left.explode == right.explode && left.allow_reserved == right.allow_reserved;
}

bool are_same_encodings(const DocumentedMedia& left, const DocumentedMedia& right) {
  const bool are_named_alike =
      std::equal(left.encoding.begin(), left.encoding.end(), right.encoding.begin(), right.encoding.end(),
                 [](const auto& one, const auto& other) {
                   return one.first == other.first && is_same_encoding(one.second, other.second);
                 });
  const bool are_placed_alike =
      std::equal(left.prefix_encoding.begin(), left.prefix_encoding.end(), right.prefix_encoding.begin(),
                 right.prefix_encoding.end(), is_same_encoding);
  return are_named_alike && are_placed_alike &&
         left.item_encoding.has_value() == right.item_encoding.has_value() &&
         (!left.item_encoding || is_same_encoding(*left.item_encoding, *right.item_encoding));
}

void compare_media(const RequestBody& before, const RequestBody& after, Changes& changes) {
  std::vector<bool> is_known(after.media.size());
  for (const DocumentedMedia& media : before.media) {
    const std::string place = "body " + media.range;
    const auto is_same = [&](const DocumentedMedia& one) { return is_same_range(media.range, one.range); };
    const auto covers = [&](const DocumentedMedia& one) { return is_within(media.range, one.range); };
    auto found = std::find_if(after.media.begin(), after.media.end(),
                              [&](const DocumentedMedia& one) { return media.range == one.range; });
    if (found == after.media.end()) found = std::find_if(after.media.begin(), after.media.end(), is_same);
    if (found == after.media.end()) found = std::find_if(after.media.begin(), after.media.end(), covers);
    if (found == after.media.end()) {
      changes.add({.effect = Effect::breaking,
                   .side = Side::request,
                   .rule = "request-media-type-removed",
                   .places = {place},
                   .what = "the media type is not documented any more",
                   .before = media.place,
                   .after = after.place});
      continue;
    }
    is_known[static_cast<std::size_t>(found - after.media.begin())] = true;
    if (!are_same_encodings(media, *found)) {
      changes.add({.effect = Effect::undecided,
                   .side = Side::request,
                   .rule = "request-encoding-changed",
                   .places = {place},
                   .what = "the encoding of its parts differs",
                   .why = "a server may read both",
                   .before = media.place,
                   .after = found->place});
    }
    changes.add_schemas(media.schema, found->schema, Side::request, place,
                        media.schema ? media.schema_place : media.place,
                        found->schema ? found->schema_place : found->place);
  }
  for (std::size_t i = 0; i < after.media.size(); ++i) {
    if (is_known[i]) continue;
    changes.add({.effect = Effect::compatible,
                 .side = Side::request,
                 .rule = "request-media-type-added",
                 .places = {"body " + after.media[i].range},
                 .what = "the media type is documented now",
                 .before = before.place,
                 .after = after.media[i].place});
  }
}

}  // namespace

void compare_requests(const Operation& before, const Operation& after, Changes& changes) {
  compare_parameters(before, after, changes);
  const auto add = [&](Effect effect, const char* rule, const char* what, const Place& was, const Place& is) {
    changes.add({.effect = effect,
                 .side = Side::request,
                 .rule = rule,
                 .places = {"body"},
                 .what = what,
                 .before = was,
                 .after = is});
  };
  if (!before.request_body && !after.request_body) return;
  if (!before.request_body) {
    return after.request_body->required
               ? add(Effect::breaking, "request-body-required-added", "a body is required now", before.place,
                     after.request_body->place)
               : add(Effect::compatible, "request-body-added", "a body is documented now", before.place,
                     after.request_body->place);
  }
  if (!after.request_body) {
    return add(Effect::breaking, "request-body-removed", "no body is documented any more",
               before.request_body->place, after.place);
  }
  if (!before.request_body->required && after.request_body->required)
    add(Effect::breaking, "request-body-required", "the body is required now", before.request_body->place,
        after.request_body->place);
  if (before.request_body->required && !after.request_body->required)
    add(Effect::compatible, "request-body-optional", "the body is not required any more",
        before.request_body->place, after.request_body->place);
  compare_media(*before.request_body, *after.request_body, changes);
}

}  // namespace avouch
