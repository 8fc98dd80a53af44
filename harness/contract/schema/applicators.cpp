// SPDX-License-Identifier: MIT
// Normalizes the keywords that apply other schemas.
#include <algorithm>

#include "base/text.h"
#include "contract/schema/builder.h"
#include "contract/schema/words.h"
#include "json/json_value.h"
#include "json/pointer.h"

namespace avouch {

bool SchemaBuilder::add_applicator(const Here& here, const std::string& name, const JsonValue& value) {
  if (name == "$ref" || name == "$dynamicRef" || name == "$recursiveRef") {
    add_reference(here, name, value);
  } else if (name == "allOf") {
    add_branches(here, KeywordKind::all_of, name, value);
  } else if (name == "anyOf") {
    add_branches(here, KeywordKind::any_of, name, value);
  } else if (name == "oneOf") {
    add_branches(here, KeywordKind::one_of, name, value);
  } else if (name == "prefixItems") {
    add_branches(here, KeywordKind::prefix_items, name, value);
  } else if (name == "not") {
    const std::size_t keyword = add_single(here, KeywordKind::negation, name, false);
    claim(here, keyword, name, " does not match the schema of `not`");
  } else if (name == "if") {
    add_condition(here);
  } else if (name == "properties") {
    add_map(here, KeywordKind::properties, name, value);
  } else if (name == "patternProperties") {
    add_map(here, KeywordKind::pattern_properties, name, value);
  } else if (name == "additionalProperties") {
    add_single(here, KeywordKind::additional_properties, name);
  } else if (name == "propertyNames") {
    add_single(here, KeywordKind::property_names, name);
  } else if (name == "items") {
    add_items(here, value);
  } else if (name == "contains") {
    add_contains(here);
  } else if (name == "unevaluatedItems") {
    add_single(here, KeywordKind::unevaluated_items, name);
  } else if (name == "unevaluatedProperties") {
    add_single(here, KeywordKind::unevaluated_properties, name);
  } else if (name == "dependentSchemas") {
    add_dependent_schemas(here, name, value);
  } else if (name == "dependencies") {
    if (!value.is_object()) {
      fail(here, name, "dependencies is an object", "Correct the value.");
      return true;
    }
    add_dependent_required(here, name, value);
    add_dependent_schemas(here, name, value);
  } else {
    return false;  // then, else, additionalItems, $defs and annotations: read elsewhere, or not judged
  }
  return true;
}

void SchemaBuilder::add_branch(const Here& here, std::size_t keyword, const std::string& pointer,
                               std::string name, bool is_claimed) {
  SchemaKeyword& above = schema_->keywords_[keyword];
  above.branches.push_back({.name = std::move(name)});
  add_use({.location = registry_.below(here.location, pointer),
           .scope = here.use.scope,
           .keyword = keyword,
           .branch = above.branches.size() - 1,
           .is_claimed = here.use.is_claimed && is_claimed});
}

void SchemaBuilder::add_reference(const Here& here, const std::string& name, const JsonValue& value) {
  if (!value.is_string()) return fail(here, name, name + " is a string", "Correct the value.");
  auto target = registry_.resolve(here.location, name, value.text, faults_);
  if (!target) return add_broken(here, name);
  const auto redirect = [&](const std::string& anchor) {
    const auto outermost = here.use.scope->find(anchor);
    if (outermost == here.use.scope->end()) return;
    const auto& [document, pointer] = outermost->second;
    target->location = registry_.below({document, pointer, nullptr}, pointer);
  };
  if (name == "$dynamicRef" && !target->dynamic_anchor.empty()) redirect(target->dynamic_anchor);
  if (name == "$recursiveRef" && target->location.resource->recursive_anchor) redirect("");
  const std::size_t keyword = add_keyword(here, KeywordKind::reference, name);
  schema_->keywords_[keyword].branches.push_back({.name = {}, .is_reference = true});
  add_use({.location = target->location,
           .scope = here.use.scope,
           .keyword = keyword,
           .is_claimed = here.use.is_claimed});
}

void SchemaBuilder::add_branches(const Here& here, KeywordKind kind, const std::string& name,
                                 const JsonValue& value) {
  if (!value.is_array() || value.empty()) {
    return fail(here, name, name + " is a list of schemas, and not empty", "Correct the value.");
  }
  const std::size_t keyword = add_keyword(here, kind, name);
  if (is_choice(kind)) {
    claim(here, keyword, name,
          std::string(" matches ") + (kind == KeywordKind::any_of ? "at least" : "exactly") + " one of " +
              counted(value.size(), "alternative", "alternatives"));
  }
  const std::string pointer = pointer_append(here.location.pointer, name);
  for (std::size_t i = 0; i < value.size(); ++i) {
    add_branch(here, keyword, pointer_append(pointer, i));
  }
  if (!is_choice(kind)) return;
  if (const JsonValue* discriminator = here.find("discriminator")) {
    add_discriminator(here, schema_->keywords_[keyword], *discriminator);
  }
}

void SchemaBuilder::add_discriminator(const Here& here, SchemaKeyword& keyword, const JsonValue& value) {
  const auto text_of = [](const JsonValue& object, const char* name) {
    const JsonValue* member = object.find(name);
    return member == nullptr || !member->is_string() ? std::nullopt : std::optional(member->text);
  };
  const std::optional<std::string> property = text_of(value, "propertyName");
  if (!property) {
    // A discriminator only annotates: what stands beside it is judged.
    return add_fault(here, "discriminator", "a discriminator has a propertyName", "Name the property.");
  }
  Discriminator discriminator{.property = *property, .branches = {}};
  const std::vector<JsonValue>& list = here.schema.find(keyword.name)->items;
  std::map<std::string, std::size_t> by_reference;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::optional<std::string> reference = text_of(list[i], "$ref");
    if (!reference) continue;
    by_reference.emplace(*reference, i);
    const std::size_t slash = reference->rfind('/');
    discriminator.branches.emplace(reference->substr(slash == reference->npos ? 0 : slash + 1), i);
  }
  if (const JsonValue* mapping = value.find("mapping")) {
    for (const auto& [name, target] : mapping->members) {
      if (!target.is_string()) continue;
      auto branch = by_reference.find(target.text);
      if (branch == by_reference.end()) branch = by_reference.find("#/components/schemas/" + target.text);
      if (branch != by_reference.end()) discriminator.branches.insert_or_assign(name, branch->second);
    }
  }
  if (const std::optional<std::string> other = text_of(value, "defaultMapping")) {  // OpenAPI 3.2
    auto branch = by_reference.find("#/components/schemas/" + *other);
    if (branch == by_reference.end()) branch = by_reference.find(*other);
    if (branch != by_reference.end()) discriminator.otherwise = branch->second;
  }
  keyword.discriminator = std::move(discriminator);
}

std::size_t SchemaBuilder::add_single(const Here& here, KeywordKind kind, const std::string& name,
                                      bool is_claimed) {
  const std::size_t keyword = add_keyword(here, kind, name);
  add_branch(here, keyword, pointer_append(here.location.pointer, name), {}, is_claimed);
  return keyword;
}

void SchemaBuilder::add_map(const Here& here, KeywordKind kind, const std::string& name,
                            const JsonValue& value) {
  if (!value.is_object()) return fail(here, name, name + " is an object of schemas", "Correct the value.");
  const std::size_t keyword = add_keyword(here, kind, name);
  const std::string pointer = pointer_append(here.location.pointer, name);
  ContractFault unread;  // why the members that a pattern describes are unknown
  for (const auto& [member, schema] : value.members) {
    if (kind != KeywordKind::properties && !can_be_matched(here, pointer_append(pointer, member), member)) {
      unread = std::make_shared<const Error>(faults_.back());
      continue;
    }
    add_branch(here, keyword, pointer_append(pointer, member), member);
  }
  if (unread != nullptr) add_broken(here, name, std::move(unread));
}

void SchemaBuilder::add_condition(const Here& here) {
  const std::size_t keyword = add_keyword(here, KeywordKind::condition, "if");
  for (const std::string name : {"if", "then", "else"}) {
    if (here.find(name) == nullptr) continue;
    add_branch(here, keyword, pointer_append(here.location.pointer, name), name, name != "if");
  }
}

void SchemaBuilder::add_items(const Here& here, const JsonValue& value) {
  const std::string pointer = pointer_append(here.location.pointer, "items");
  if (!value.is_array() || here.dialect.dialect >= Dialect::draft2020_12) {
    if (value.is_array())
      return fail(here, "items", "items is one schema in " + std::string(to_string(here.dialect.dialect)),
                  "A list goes into prefixItems.");
    add_single(here, KeywordKind::items, "items");
    return;
  }
  // Drafts 4 to 2019-09: a list applies by position, and additionalItems to the remaining items.
  const std::size_t keyword = add_keyword(here, KeywordKind::prefix_items, "items");
  for (std::size_t i = 0; i < value.size(); ++i) {
    add_branch(here, keyword, pointer_append(pointer, i));
  }
  if (here.find("additionalItems") != nullptr) add_single(here, KeywordKind::items, "additionalItems");
}

void SchemaBuilder::add_contains(const Here& here) {
  std::uint64_t least = 1;
  const auto read = [&](const std::string& name) -> std::optional<std::uint64_t> {
    const JsonValue* value = here.find(name);
    if (value == nullptr) return std::nullopt;
    if (const std::optional<std::uint64_t> bound = bound_of(*value)) return bound;
    fail(here, name, name + " is a whole number, 0 or more", "Correct the value.");
    return std::nullopt;
  };
  const std::optional<std::uint64_t> min = read("minContains");
  const std::optional<std::uint64_t> max = read("maxContains");
  if (here.find("minContains") != nullptr && !min) return;  // it decides what `contains` means
  if (min) least = *min;
  const std::string pointer = pointer_append(here.location.pointer, "contains");
  const std::size_t keyword = add_keyword(here, KeywordKind::contains, min ? "minContains" : "contains");
  schema_->keywords_[keyword].bound = least;
  schema_->keywords_[keyword].marks_items = here.dialect.dialect >= Dialect::draft2020_12;
  if (least > 0) {
    claim(here, keyword, min ? "minContains" : "contains",
          " has " + bound_words("at least", least, "item", "items") + " that match `contains`");
  }
  add_branch(here, keyword, pointer, {}, false);
  if (!max) return;
  const std::size_t most = add_keyword(here, KeywordKind::max_contains, "maxContains");
  schema_->keywords_[most].bound = *max;
  schema_->keywords_[most].branches = {{.name = {}, .node = schema_->keywords_[keyword].branches[0].node}};
  claim(here, most, "maxContains",
        " has " + bound_words("at most", *max, "item", "items") + " that match `contains`");
}

void SchemaBuilder::add_dependent_schemas(const Here& here, const std::string& name, const JsonValue& value) {
  if (!value.is_object()) return fail(here, name, name + " is an object of schemas", "Correct the value.");
  const std::string pointer = pointer_append(here.location.pointer, name);
  std::size_t keyword = kNoKeyword;
  for (const auto& [member, dependent] : value.members) {
    if (name == "dependencies" && (dependent.is_array() || dependent.is_string())) continue;
    if (keyword == kNoKeyword) keyword = add_keyword(here, KeywordKind::dependent_schemas, name);
    add_branch(here, keyword, pointer_append(pointer, member), member);
  }
}

}  // namespace avouch
