// SPDX-License-Identifier: MIT
#include "generate/schema_value.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "generate/scalar_value.h"
#include "generate/spots.h"

namespace avouch {
namespace {

using nlohmann::json;

constexpr std::size_t kDeepest = 12;          // levels of a value; below, only what is required
constexpr std::size_t kDeepestRequired = 40;  // levels at which that is given up, too

enum class Type { none, null, boolean, integer, number, string, array, object };

struct NamedType {
  Type type;
  std::string_view name;
  std::array<const char*, 4> hints;  // keywords that speak of it; "" for none
};

// In the order of preference: null says least.
constexpr std::array<NamedType, 7> kTypes = {{
    {Type::object, "object", {"properties", "required", "additionalProperties", "minProperties"}},
    {Type::array, "array", {"items", "prefixItems", "minItems", "contains"}},
    {Type::string, "string", {"pattern", "format", "minLength", "maxLength"}},
    {Type::number, "number", {"minimum", "maximum", "multipleOf", "exclusiveMinimum"}},
    {Type::integer, "integer", {"", "", "", ""}},
    {Type::boolean, "boolean", {"", "", "", ""}},
    {Type::null, "null", {"", "", "", ""}},
}};

// The documented type; where none is, the one that the other keywords speak of.
Type type_of(const Spots& spots) {
  const bool is_documented = with(spots, "type") != nullptr;
  for (const NamedType& named : kTypes) {
    if (!allows_type(spots, named.name)) continue;
    const bool is_hinted = std::any_of(named.hints.begin(), named.hints.end(),
                                       [&](const char* keyword) { return with(spots, keyword) != nullptr; });
    if (is_documented || is_hinted) return named.type;
  }
  return is_documented ? Type::none : Type::string;
}

Result<json> enum_value(const Spots& spots, const Spot& spot, const std::vector<json>& taken) {
  std::optional<json> first;
  const json& values = spot.schema->at("enum");
  for (const json& value : values) {
    if (!allows_type_of(spots, value) || (value.is_null() && values.size() > 1)) continue;
    if (std::find(taken.begin(), taken.end(), value) == taken.end()) return value;
    if (!first) first = value;
  }
  if (!first) return impossible(spot.below("enum"), "an enum without a value of the documented type");
  return *first;
}

// The schema's own example or default, where its type is right.
const json* documented_value(const Spots& spots) {
  for (const char* keyword : {"example", "default"}) {
    const json* value = find(spots, keyword);
    if (value != nullptr && !value->is_null() && allows_type_of(spots, *value)) return value;
  }
  const json* examples = find(spots, "examples");
  return examples != nullptr && examples->is_array() && !examples->empty() ? &examples->front() : nullptr;
}

class Maker {
 public:
  explicit Maker(const Library& library) : library_(library) {}

  Result<json> value(const Spots& roots, std::size_t depth, const std::vector<json>& taken = {}) {
    const Result<Spots> spots = gather(library_, roots);
    if (!spots) return spots.errors();
    if (depth > kDeepestRequired)
      return impossible(roots.front(), "a value that must contain itself without end");
    for (const Spot& spot : *spots) {
      if (*spot.schema == false) return impossible(spot, "a schema that allows nothing");
    }
    for (const char* keyword : {"oneOf", "anyOf"}) {
      const Spot* spot = with(*spots, keyword);
      if (spot != nullptr && !is_choosing(*spot, keyword))
        return alternative(*spots, *spot, keyword, depth, taken);
    }
    return plain(*spots, depth, taken);
  }

 private:
  bool is_choosing(const Spot& spot, std::string_view keyword) const {
    return std::find(choosing_.begin(), choosing_.end(), std::pair(spot.schema, keyword)) != choosing_.end();
  }

  // The first alternative that a value can be made for.
  Result<json> alternative(const Spots& spots, const Spot& spot, const char* keyword, std::size_t depth,
                           const std::vector<json>& taken) {
    Errors first;
    choosing_.emplace_back(spot.schema, keyword);
    for (std::size_t i = 0; i < spot.schema->at(keyword).size(); ++i) {
      Spots all = spots;
      all.insert(all.begin(), spot.below(keyword, i));
      Result<json> made = value(all, depth, taken);
      if (made) {
        choosing_.pop_back();
        return made;
      }
      if (first.empty()) first = made.errors();
    }
    choosing_.pop_back();
    if (first.empty()) return impossible(spot.below(keyword), std::string(keyword) + " of nothing");
    return first;
  }

  Result<json> plain(const Spots& spots, std::size_t depth, const std::vector<json>& taken) {
    if (const json* constant = find(spots, "const")) return *constant;
    if (const Spot* spot = with(spots, "enum")) return enum_value(spots, *spot, taken);
    if (const json* documented = documented_value(spots)) return *documented;
    switch (type_of(spots)) {
      case Type::null:
        return json(nullptr);
      case Type::boolean:
        return json(true);
      case Type::integer:
        return number_value(spots, true);
      case Type::number:
        return number_value(spots, false);
      case Type::string:
        return string_value(spots);
      case Type::array:
        return array(spots, depth);
      case Type::object:
        return object(spots, depth);
      case Type::none:
        break;
    }
    return impossible(spots.front(), "types that exclude each other");
  }

  // The schemas of the first items, and those of every later one.
  struct Items {
    Spots first;
    Spots rest;
  };

  static Items items_of(const Spots& spots) {
    Items items;
    for (const Spot& spot : spots) {
      if (!spot.schema->is_object()) continue;
      for (const char* keyword : {"prefixItems", "items"}) {  // an array under `items`: up to draft 2019-09
        if (!spot.schema->contains(keyword)) continue;
        const json& found = spot.schema->at(keyword);
        if (!found.is_array()) items.rest.push_back(spot.below(keyword));
        for (std::size_t i = 0; found.is_array() && i < found.size(); ++i)
          items.first.push_back(spot.below(keyword, i));
      }
      if (spot.schema->contains("contains")) items.rest.push_back(spot.below("contains"));
    }
    return items;
  }

  Result<json> array(const Spots& spots, std::size_t depth) {
    const std::size_t fewest = length_bound(spots, "minItems", 0);
    const std::size_t most = length_bound(spots, "maxItems", kLongestMade);
    if (fewest > kLongestMade) {
      return impossible(with(spots, "minItems")->below("minItems"),
                        "an array of " + std::to_string(fewest) + " items");
    }
    const Items items = items_of(spots);
    const std::size_t telling = std::max<std::size_t>(items.first.size(), items.rest.empty() ? 0 : 1);
    const std::size_t wanted = std::max(fewest, std::min(telling, most));
    std::vector<json> made;
    while (made.size() < wanted) {
      const bool is_required = made.size() < fewest;
      if (depth >= kDeepest && !is_required) break;
      const Spots speaking = made.size() < items.first.size() ? Spots{items.first[made.size()]} : items.rest;
      Result<json> item =
          speaking.empty() ? Result<json>(json(made.size() + 1)) : value(speaking, depth + 1, made);
      if (!item && is_required) return item.errors();
      if (!item) break;
      made.push_back(*std::move(item));
    }
    return json(std::move(made));
  }

  struct Members {
    std::map<std::string, Spots> speaking;  // by name
    std::vector<std::string> required;
  };

  static Members members_of(const Spots& spots) {
    Members members;
    for (const Spot& spot : spots) {
      if (!spot.schema->is_object()) continue;
      if (spot.schema->contains("properties")) {
        for (const auto& [name, schema] : spot.schema->at("properties").items()) {
          members.speaking[name].push_back(spot.below("properties", name));
        }
      }
      if (spot.schema->contains("required") && spot.schema->at("required").is_array()) {
        for (const json& name : spot.schema->at("required"))
          members.required.push_back(name.get<std::string>());
      }
    }
    const Spot* rest = with(spots, "additionalProperties");
    for (const std::string& name : members.required) {
      if (members.speaking.contains(name)) continue;
      members.speaking[name] = rest == nullptr ? Spots{} : Spots{rest->below("additionalProperties")};
    }
    return members;
  }

  // An optional member that no value can be made for is left out: that conforms, and exercises less.
  Result<json> object(const Spots& spots, std::size_t depth) {
    const Members members = members_of(spots);
    json made = json::object();
    for (const auto& [name, speaking] : members.speaking) {
      const bool is_required =
          std::find(members.required.begin(), members.required.end(), name) != members.required.end();
      if (depth >= kDeepest && !is_required) continue;
      Result<json> member = speaking.empty() ? Result<json>(json("text")) : value(speaking, depth + 1);
      if (!member && is_required) return member.errors();
      if (member) made[name] = *std::move(member);
    }
    const std::size_t fewest = std::min(length_bound(spots, "minProperties", 0), kLongestMade);
    for (std::size_t i = 1; made.size() < fewest; ++i) made["member" + std::to_string(i)] = "text";
    return made;
  }

  const Library& library_;
  std::vector<std::pair<const json*, std::string_view>> choosing_;  // the alternatives that are being tried
};

}  // namespace

Result<json> schema_value(const Library& library, const Place& place, const std::vector<json>& taken) {
  const Document* document = library.find(place.file);
  const json* schema = document == nullptr ? nullptr : document->at(place.pointer);
  if (schema == nullptr)
    return Error{"there is no schema to make a value for", place, "Name a schema of the contract."};
  return Maker(library).value({{document, place.pointer, schema}}, 0, taken);
}

}  // namespace avouch
