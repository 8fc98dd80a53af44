// SPDX-License-Identifier: MIT
#include "contract/schema/heirs.h"

#include <algorithm>
#include <utility>

#include "contract/schema/uri.h"
#include "json/json_value.h"
#include "json/pointer.h"

namespace avouch {
namespace {

constexpr std::size_t kAny = 0;  // the schema that describes members of any name

// Reads one schema object, with the schemas that are written in it and apply to the same value.
class MemberReader {
 public:
  // The pointer of each referred schema is added to `references`.
  MemberReader(DescribedMembers& to, std::vector<std::string>& references)
      : to_(to), references_(references) {}

  void read(const JsonValue& root) {
    std::vector<const JsonValue*> open = {&root};
    while (!open.empty()) {
      const JsonValue& schema = *open.back();
      open.pop_back();
      for (const auto& [keyword, value] : schema.members) read_keyword(keyword, value, open);
    }
  }

 private:
  void read_keyword(const std::string& keyword, const JsonValue& value, std::vector<const JsonValue*>& open) {
    if (keyword == "properties") {
      for (const auto& member : value.members) to_.names.insert(member.first);
    } else if (keyword == "required") {
      add_texts(value);
    } else if (keyword == "allOf" || keyword == "anyOf" || keyword == "oneOf") {
      for (const JsonValue& branch : value.items) open.push_back(&branch);
    } else if (keyword == "then" || keyword == "else") {
      open.push_back(&value);
    } else if (keyword == "dependentSchemas" || keyword == "dependentRequired" || keyword == "dependencies") {
      for (const auto& [name, dependent] : value.members) {
        to_.names.insert(name);
        add_texts(dependent);
        open.push_back(&dependent);
      }
    } else if (keyword == "patternProperties" || keyword == "additionalProperties" ||
               keyword == "unevaluatedProperties") {
      // A schema that allows anything describes nothing.
      to_.may_be_any = to_.may_be_any || (value.is_object() && !value.empty());
    } else if (keyword == "$ref") {
      const SplitReference reference = split_reference(value.text);
      if (reference.uri.empty() && reference.fragment)
        references_.push_back(*reference.fragment);
      else
        to_.may_be_any = true;
    } else if (keyword == "$dynamicRef" || keyword == "$recursiveRef" || keyword == "$id") {
      to_.may_be_any = true;  // its references may lead elsewhere
    }
  }

  void add_texts(const JsonValue& list) {
    for (const JsonValue& text : list.items) {
      if (text.is_string()) to_.names.insert(text.text);
    }
  }

  DescribedMembers& to_;
  std::vector<std::string>& references_;
};

}  // namespace

MemberIndex::MemberIndex(const Document& document) {
  schemas_.push_back({.names = {}, .may_be_any = true, .references = {}});
  std::vector<std::string> open;
  const auto number_of = [&](const std::string& pointer) {
    const auto [known, is_new] = by_pointer_.try_emplace(pointer, schemas_.size());
    if (is_new) {
      schemas_.emplace_back();
      open.push_back(pointer);
    }
    return known->second;
  };
  if (const JsonValue* components = document.at("/components/schemas")) {
    for (const auto& component : components->members)
      number_of(pointer_append("/components/schemas", component.first));
  }
  for (std::size_t next = 0; next < open.size(); ++next) {
    DescribedMembers members;
    std::vector<std::string> references;
    const JsonValue* schema = document.at(open[next]);
    if (schema == nullptr)
      members.may_be_any = true;
    else
      MemberReader(members, references).read(*schema);
    for (const std::string& reference : references) members.references.push_back(number_of(reference));
    schemas_[1 + next] = std::move(members);
  }
}

std::size_t MemberIndex::of(const std::string& pointer) const {
  const auto known = by_pointer_.find(pointer);
  return known == by_pointer_.end() ? kAny : known->second;
}

std::vector<const DescribedMembers*> MemberIndex::with_references(std::size_t schema,
                                                                  std::size_t except) const {
  std::set<std::size_t> seen = {schema, except};
  std::vector<std::size_t> open = {schema};
  std::vector<const DescribedMembers*> found;
  while (!open.empty()) {
    const DescribedMembers& at = schemas_[open.back()];
    open.pop_back();
    found.push_back(&at);
    for (const std::size_t reference : at.references) {
      if (seen.insert(reference).second) open.push_back(reference);
    }
  }
  return found;
}

std::vector<const DescribedMembers*> Heirs::named_by(std::optional<std::string_view> value) const {
  std::optional<std::size_t> schema = otherwise;
  if (value) {
    if (const auto named = by_name.find(*value); named != by_name.end()) schema = named->second;
  }
  if (!schema || *schema == parent) return {};
  return index->with_references(*schema, parent);
}

bool any_describes(const std::vector<const DescribedMembers*>& schemas, std::string_view member) {
  return std::any_of(schemas.begin(), schemas.end(), [&](const DescribedMembers* one) {
    return one->may_be_any || one->names.contains(member);
  });
}

}  // namespace avouch
