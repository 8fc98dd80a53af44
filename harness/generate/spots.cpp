// SPDX-License-Identifier: MIT
#include "generate/spots.h"

#include <algorithm>
#include <filesystem>

#include "base/pointer.h"
#include "base/text.h"

namespace avouch {
namespace {

using nlohmann::json;

Result<Spot> referred(const Library& library, const Spot& spot, const std::string& keyword) {
  const std::string reference = spot.schema->at(keyword).get<std::string>();
  const std::size_t hash = reference.find('#');
  const std::string file = reference.substr(0, hash);
  const std::string fragment = hash == reference.npos ? "" : reference.substr(hash + 1);
  const Document* document = spot.document;
  if (!file.empty()) {
    const auto beside = std::filesystem::path(spot.document->file()).parent_path() / file;
    document = library.find(beside.lexically_normal().string());
    if (document == nullptr) document = library.find(file);
  }
  const json* schema = document == nullptr ? nullptr : document->at(fragment);
  if (schema != nullptr) return Spot{document, fragment, schema};
  return Error{"no value can be made for the reference " + in_quotes(reference), spot.below(keyword).place(),
               "Document an example, or refer to a schema by file and JSON Pointer."};
}

Result<void> add(const Library& library, const Spot& spot, Spots& into) {
  const auto same = [&](const Spot& other) { return other.schema == spot.schema; };
  if (std::any_of(into.begin(), into.end(), same)) return {};
  into.push_back(spot);
  if (!spot.schema->is_object()) return {};
  for (const char* keyword : {"$ref", "$dynamicRef", "$recursiveRef"}) {
    if (!spot.schema->contains(keyword) || !spot.schema->at(keyword).is_string()) continue;
    const Result<Spot> target = referred(library, spot, keyword);
    if (!target) return target.errors();
    if (Result<void> added = add(library, *target, into); !added) return added;
  }
  if (!spot.schema->contains("allOf")) return {};
  for (std::size_t i = 0; i < spot.schema->at("allOf").size(); ++i) {
    if (Result<void> added = add(library, spot.below("allOf", i), into); !added) return added;
  }
  return {};
}

template <class Better>
std::optional<double> best(const Spots& spots, const std::string& keyword, Better better) {
  std::optional<double> found;
  for (const Spot& spot : spots) {
    if (!spot.schema->is_object() || !spot.schema->contains(keyword)) continue;
    const json& value = spot.schema->at(keyword);
    if (value.is_number() && (!found || better(value.get<double>(), *found))) found = value.get<double>();
  }
  return found;
}

bool names(const json& type, std::string_view name) {
  if (type.is_string()) return type.get_ref<const std::string&>() == name;
  return std::any_of(type.begin(), type.end(), [&](const json& one) { return one == name; });
}

}  // namespace

Spot Spot::below(std::string_view keyword) const {
  return {document, pointer_append(pointer, keyword), &schema->at(std::string(keyword))};
}

Spot Spot::below(std::string_view keyword, std::string_view name) const {
  const Spot parent = below(keyword);
  return {document, pointer_append(parent.pointer, name), &parent.schema->at(std::string(name))};
}

Spot Spot::below(std::string_view keyword, std::size_t index) const {
  const Spot parent = below(keyword);
  return {document, pointer_append(parent.pointer, index), &parent.schema->at(index)};
}

Result<Spots> gather(const Library& library, const Spots& roots) {
  Spots spots;
  for (const Spot& root : roots) {
    if (const Result<void> added = add(library, root, spots); !added) return added.errors();
  }
  return spots;
}

const Spot* with(const Spots& spots, const std::string& keyword) {
  const auto found = std::find_if(spots.begin(), spots.end(), [&](const Spot& spot) {
    return spot.schema->is_object() && spot.schema->contains(keyword);
  });
  return found == spots.end() ? nullptr : &*found;
}

const json* find(const Spots& spots, const std::string& keyword) {
  const Spot* spot = with(spots, keyword);
  return spot == nullptr ? nullptr : &spot->schema->at(keyword);
}

std::optional<double> greatest(const Spots& spots, const std::string& keyword) {
  return best(spots, keyword, std::greater<>());
}

std::optional<double> least(const Spots& spots, const std::string& keyword) {
  return best(spots, keyword, std::less<>());
}

bool allows_type(const Spots& spots, std::string_view name) {
  return std::all_of(spots.begin(), spots.end(), [&](const Spot& spot) {
    if (!spot.schema->is_object() || !spot.schema->contains("type")) return true;
    const json& type = spot.schema->at("type");
    return names(type, name) || (name == "integer" && names(type, "number"));
  });
}

bool allows_type_of(const Spots& spots, const json& value) {
  if (!value.is_number()) return allows_type(spots, value.type_name());
  return allows_type(spots, value.is_number_integer() ? "integer" : "number");
}

Error impossible(const Spot& spot, const std::string& what) {
  return {"no value can be made for " + what, spot.place(), "Document an example here."};
}

}  // namespace avouch
