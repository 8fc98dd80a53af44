// SPDX-License-Identifier: MIT
#include "contract/schema/discriminator.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>

#include "contract/schema/uri.h"
#include "json/json_value.h"
#include "json/pointer.h"

namespace avouch {
namespace {

constexpr std::string_view kComponents = "/components/schemas/";

// NAME in "/components/schemas/NAME".
std::optional<std::string> component_at(std::string_view pointer) {
  const std::optional<std::vector<std::string>> tokens = pointer_tokens(pointer);
  if (!tokens || tokens->size() != 3 || !pointer.starts_with(kComponents)) return std::nullopt;
  return tokens->back();
}

struct Component {
  std::string name;
  bool is_here = false;  // in the same document as the reference
};

// nullopt if the reference names no component of any document.
std::optional<Component> component_of(const std::string& reference) {
  const SplitReference split = split_reference(reference);
  std::optional<std::string> name = component_at(split.fragment.value_or(""));
  if (!name) return std::nullopt;
  return Component{*std::move(name), split.uri.empty()};
}

std::optional<std::string> text_of(const JsonValue& schema, const char* member) {
  const JsonValue* found = schema.find(member);
  return found == nullptr || !found->is_string() ? std::nullopt : std::optional(found->text);
}

// A branch that accepts no object, such as {type: "null"}, cannot be selected by a discriminator.
bool may_be_object(const JsonValue& schema) {
  if (!schema.is_object()) return !schema.is_false();
  const JsonValue* type = schema.find("type");
  return type == nullptr || type->is_string("object") ||
         std::any_of(type->items.begin(), type->items.end(),
                     [](const JsonValue& one) { return one.is_string("object"); });
}

const JsonValue* list_of(const JsonValue& schema, const char* keyword) {
  const JsonValue* found = schema.find(keyword);
  return found == nullptr || !found->is_array() ? nullptr : found;
}

// Adds the component and the members of its own oneOf and anyOf: a branch can be a union itself.
void add_union(const Document& document, const Component& component, std::set<std::string>& names) {
  std::vector<Component> open = {component};
  std::set<std::string> seen;
  while (!open.empty()) {
    const Component one = std::move(open.back());
    open.pop_back();
    names.insert(one.name);
    if (!one.is_here || !seen.insert(one.name).second) continue;
    const JsonValue* schema = document.at(pointer_append("/components/schemas", one.name));
    if (schema == nullptr || !schema->is_object()) continue;
    for (const char* keyword : {"oneOf", "anyOf"}) {
      const JsonValue* list = list_of(*schema, keyword);
      if (list == nullptr) continue;
      for (const JsonValue& branch : list->items) {
        const std::optional<std::string> reference = text_of(branch, "$ref");
        if (std::optional<Component> inner = reference ? component_of(*reference) : std::nullopt)
          open.push_back(*std::move(inner));
      }
    }
  }
}

// Adds the names in the adjacent oneOf and anyOf. Returns false if some cannot be determined.
bool add_branches(const Document& document, const JsonValue& schema, const JsonValue& mapping,
                  std::set<std::string>& names) {
  const bool has_mapping = mapping.is_object() && !mapping.empty();
  const auto is_mapped = [&](const std::string& reference) {
    return has_mapping && std::any_of(mapping.members.begin(), mapping.members.end(),
                                      [&](const auto& target) { return target.second.is_string(reference); });
  };
  for (const char* keyword : {"oneOf", "anyOf"}) {
    const JsonValue* list = list_of(schema, keyword);
    if (list == nullptr) continue;
    for (const JsonValue& branch : list->items) {
      const std::optional<std::string> reference = text_of(branch, "$ref");
      if (!reference) {
        // Inline schemas are not considered (§4.8.25.3). Without a mapping, something else must select them.
        if (!has_mapping && may_be_object(branch)) return false;
        continue;
      }
      names.insert(reference->substr(reference->rfind('/') + 1));  // the name that applicators.cpp uses
      if (const std::optional<Component> component = component_of(*reference)) {
        add_union(document, *component, names);
      } else if (!is_mapped(*reference)) {
        return false;  // a file or an anchor: its name is unknown
      }
    }
  }
  return true;
}

// Adds what the schema, with the parts of its allOf, lets the property be by const or enum.
void add_permitted(const JsonValue& schema, const std::string& property, std::set<std::string>& values) {
  if (!schema.is_object()) return;
  const JsonValue* properties = schema.find("properties");
  const JsonValue* described = properties == nullptr ? nullptr : properties->find(property);
  if (described != nullptr && described->is_object()) {
    if (std::optional<std::string> value = text_of(*described, "const")) values.insert(*std::move(value));
    if (const JsonValue* list = list_of(*described, "enum")) {
      for (const JsonValue& value : list->items) {
        if (value.is_string()) values.insert(value.text);
      }
    }
  }
  if (const JsonValue* parts = list_of(schema, "allOf")) {
    for (const JsonValue& part : parts->items) add_permitted(part, property, values);
  }
}

using HeirNames = std::map<std::string, std::vector<std::string>>;

// All components that extend one of `open`, directly or indirectly.
std::set<std::string> heirs_of(const HeirNames& heirs, std::vector<std::string> open) {
  std::set<std::string> found;
  while (!open.empty()) {
    const auto children = heirs.find(open.back());
    open.pop_back();
    if (children == heirs.end()) continue;
    for (const std::string& child : children->second) {
      if (found.insert(child).second) open.push_back(child);
    }
  }
  return found;
}

// Collects the targets of the schema's own $ref and those in its allOf.
void collect_parents(const JsonValue& schema, std::vector<std::string>& references) {
  if (std::optional<std::string> reference = text_of(schema, "$ref"))
    references.push_back(*std::move(reference));
  if (!schema.is_object()) return;
  const JsonValue* list = list_of(schema, "allOf");
  if (list == nullptr) return;
  for (const JsonValue& part : list->items) collect_parents(part, references);
}

// Whether the branch describes a part of a response.
bool is_walked(const Schema& schema, const SchemaKeyword& keyword, const SchemaBranch& branch) {
  if (keyword.kind == KeywordKind::condition) return branch.name != "if";
  if (keyword.kind == KeywordKind::properties) return !schema.nodes()[branch.node].is_unsent;
  return traits_of(keyword.kind).describes;
}

bool has_names(const Schema& schema) {
  return std::any_of(schema.nodes().begin(), schema.nodes().end(),
                     [](const SchemaNode& node) { return node.names != nullptr; });
}

}  // namespace

std::shared_ptr<const KnownNames> Discriminators::of(const Document& document, const std::string& pointer) {
  const auto [known, is_new] = known_.try_emplace({&document, pointer});
  if (is_new) known->second = read(document, pointer);
  return known->second;
}

std::shared_ptr<const Heirs> Discriminators::heirs(const Document& document, const std::string& pointer) {
  const auto [known, is_new] = heirs_.try_emplace({&document, pointer});
  if (is_new) known->second = read_heirs(document, pointer);
  return known->second;
}

std::shared_ptr<const Heirs> Discriminators::read_heirs(const Document& document,
                                                        const std::string& pointer) {
  const JsonValue& schema = *document.at(pointer);
  if (list_of(schema, "oneOf") != nullptr || list_of(schema, "anyOf") != nullptr) return nullptr;
  const JsonValue& discriminator = *schema.find("discriminator");
  std::optional<std::string> property = text_of(discriminator, "propertyName");
  if (!property) return nullptr;
  Family& components = family(document);
  if (components.members == nullptr) components.members = std::make_shared<const MemberIndex>(document);
  const auto component = [&](const std::string& name) {
    return components.members->of(pointer_append("/components/schemas", name));
  };
  // A name of a component, or a reference. The schemas of other documents may describe any member.
  const auto target = [&](const std::string& text) {
    const SplitReference reference = split_reference(text);
    return reference.uri.empty() && reference.fragment ? components.members->of(*reference.fragment)
                                                       : component(text);
  };
  Heirs heirs{.property = *std::move(property),
              .by_name = {},
              .otherwise = {},
              .parent = components.members->of(pointer),
              .index = components.members};
  if (const std::optional<std::string> self = component_at(pointer)) {
    for (const std::string& name : heirs_of(components.heirs, {*self}))
      heirs.by_name.emplace(name, component(name));
  }
  if (const JsonValue* mapping = discriminator.find("mapping")) {
    for (const auto& [key, named] : mapping->members) {
      if (named.is_string()) heirs.by_name.insert_or_assign(key, target(named.text));
    }
  }
  if (const std::optional<std::string> named = text_of(discriminator, "defaultMapping"))
    heirs.otherwise = target(*named);
  if (heirs.by_name.empty() && !heirs.otherwise) return nullptr;
  return std::make_shared<const Heirs>(std::move(heirs));
}

std::shared_ptr<const KnownNames> Discriminators::read(const Document& document, const std::string& pointer) {
  const JsonValue& schema = *document.at(pointer);
  const JsonValue& discriminator = *schema.find("discriminator");
  std::optional<std::string> property = text_of(discriminator, "propertyName");
  // OpenAPI 3.2: it defines the schema for any other value.
  if (!property || discriminator.contains("defaultMapping")) return nullptr;
  const JsonValue* mapped = discriminator.find("mapping");
  const JsonValue mapping = mapped == nullptr ? JsonValue::object() : *mapped;
  std::set<std::string> names;
  for (const auto& [key, target] : mapping.members) names.insert(key);
  std::set<std::string> more;  // known as well, but not sufficient by themselves
  if (list_of(schema, "oneOf") != nullptr || list_of(schema, "anyOf") != nullptr) {
    if (!add_branches(document, schema, mapping, names)) return nullptr;
  } else {
    const std::optional<std::string> self = component_at(pointer);
    // A file does not show which of its schemas other files extend.
    if (!self || !document.root().contains("openapi")) return nullptr;
    const Family& components = family(document);
    names.merge(heirs_of(components.heirs, {*self}));
    more = heirs_of(components.heirs, components.strangers);
    more.insert(components.strangers.begin(), components.strangers.end());
    more.insert(*self);  // an object may match only the parent
    if (!mapping.contains(*self)) names.erase(*self);
  }
  if (names.size() < 2) return nullptr;
  names.merge(more);
  for (const std::string& name : std::set<std::string>(names)) {
    if (const JsonValue* named = document.at(pointer_append("/components/schemas", name)))
      add_permitted(*named, *property, names);
  }
  return std::make_shared<const KnownNames>(
      KnownNames{.property = *std::move(property),
                 .names = {names.begin(), names.end()},
                 .place = document.place(pointer_append(pointer, "discriminator"))});
}

Discriminators::Family& Discriminators::family(const Document& document) {
  const auto [made, is_new] = families_.try_emplace(&document);
  if (!is_new) return made->second;
  const JsonValue* components = document.at("/components/schemas");
  if (components == nullptr || !components->is_object()) return made->second;
  for (const auto& [name, schema] : components->members) {
    std::vector<std::string> references;
    collect_parents(schema, references);
    bool is_stranger = false;
    for (const std::string& reference : references) {
      const std::optional<Component> parent = component_of(reference);
      if (parent && parent->is_here)
        made->second.heirs[parent->name].push_back(name);
      else
        is_stranger = true;
    }
    if (is_stranger) made->second.strangers.push_back(name);
  }
  return made->second;
}

std::vector<bool> lead_to_names(const Schema& schema) {
  std::vector<bool> leads(schema.nodes().size());
  if (!has_names(schema)) return leads;
  std::vector<std::vector<std::size_t>> from(leads.size());
  std::vector<std::size_t> open;
  for (std::size_t node = 0; node < leads.size(); ++node) {
    for (const std::size_t index : schema.nodes()[node].keywords) {
      const SchemaKeyword& keyword = schema.keywords()[index];
      for (const SchemaBranch& branch : keyword.branches) {
        if (is_walked(schema, keyword, branch)) from[branch.node].push_back(node);
      }
    }
    if (schema.nodes()[node].names == nullptr) continue;
    leads[node] = true;
    open.push_back(node);
  }
  while (!open.empty()) {
    const std::size_t node = open.back();
    open.pop_back();
    for (const std::size_t above : from[node]) {
      if (leads[above]) continue;
      leads[above] = true;
      open.push_back(above);
    }
  }
  return leads;
}

const KnownNames* first_names(const Schema& schema) {
  if (!has_names(schema)) return nullptr;
  std::vector<bool> seen(schema.nodes().size());
  std::vector<std::size_t> open = {0};
  seen[0] = true;
  for (std::size_t i = 0; i < open.size(); ++i) {
    const SchemaNode& node = schema.nodes()[open[i]];
    if (node.names != nullptr) return node.names.get();
    for (const std::size_t index : node.keywords) {
      const SchemaKeyword& keyword = schema.keywords()[index];
      for (const SchemaBranch& branch : keyword.branches) {
        if (seen[branch.node] || !is_walked(schema, keyword, branch)) continue;
        seen[branch.node] = true;
        open.push_back(branch.node);
      }
    }
  }
  return nullptr;
}

}  // namespace avouch
