// SPDX-License-Identifier: MIT
#include "instances.h"

#include <algorithm>
#include <string>
#include <vector>

#include "changes.h"
#include "decimal.h"
#include "samples.h"
#include "schemas.h"
#include "values.h"

namespace avouch::differential {
namespace {

using Schemas = std::vector<const Json*>;

std::size_t bound_of(const Json& bound) {
  return static_cast<std::size_t>(std::stoul(bound.text));
}

bool matches_sample(const std::string& pattern, const std::string& name) {
  const Sample* sample = find_sample(name_pattern_samples(), pattern);
  return sample != nullptr &&
         std::find(sample->inside.begin(), sample->inside.end(), name) != sample->inside.end();
}

class Builder {
 public:
  Builder(Random& random, const Json& root) : random_(random), root_(root) {}

  // A value that each of the schemas may well accept.
  Json build(const Schemas& schemas, int depth) {
    Schemas all;
    for (const Json* schema : schemas) gather(*schema, all);
    for (const Json* schema : all) {
      if (const Json* constant = schema->find("const")) return *constant;
    }
    for (const Json* schema : all) {
      const Json* values = schema->find("enum");
      if (values != nullptr && !values->items.empty()) return random_.pick(values->items);
    }
    const std::string type = type_of(all);
    if (type == "null") return {};
    if (type == "boolean") return Json::boolean(random_.chance(50));
    if (type == "string") return string_of(all);
    if (type == "array") return array_of(all, depth);
    if (type == "object") return object_of(all, depth);
    return number_of(all, type == "integer");
  }

 private:
  // The schema, and those that it applies to the same value; of alternatives, one.
  void gather(const Json& schema, Schemas& all) {
    constexpr std::size_t kMost = 16;
    if (!schema.is_object() || all.size() >= kMost) return;
    all.push_back(&schema);
    for (const char* name : {"$ref", "$dynamicRef"}) {
      const Json* reference = schema.find(name);
      const Json* target = reference == nullptr ? nullptr : referred(root_, reference->text);
      if (target != nullptr) gather(*target, all);
    }
    if (const Json* list = schema.find("allOf")) {
      for (const Json& branch : list->items) gather(branch, all);
    }
    for (const char* name : {"anyOf", "oneOf"}) {
      if (const Json* list = schema.find(name)) gather(random_.pick(list->items), all);
    }
    if (const Json* condition = schema.find("if")) {
      const bool is_met = random_.chance(50);
      if (is_met) gather(*condition, all);
      if (const Json* branch = schema.find(is_met ? "then" : "else")) gather(*branch, all);
    }
    for (const char* name : {"dependentSchemas", "dependencies"}) {
      const Json* list = schema.find(name);
      if (list == nullptr || !random_.chance(50)) continue;
      for (const Member& member : list->members) {
        if (!member.value.is_array()) gather(member.value, all);
      }
    }
  }

  std::string type_of(const Schemas& all) {
    std::vector<std::string> types = {"null", "boolean", "integer", "number", "string", "array", "object"};
    bool is_said = false;
    for (const Json* schema : all) {
      const Json* said = schema->find("type");
      if (said == nullptr) continue;
      is_said = true;
      std::vector<std::string> kept;
      for (const std::string& type : types) {
        const auto names = [&](const std::string& name) {
          return std::any_of(said->items.begin(), said->items.end(),
                             [&](const Json& item) { return item.text == name; }) ||
                 said->text == name;
        };
        if (names(type) || (type == "integer" && names("number"))) kept.push_back(type);
      }
      if (!kept.empty()) types = std::move(kept);
    }
    if (is_said || random_.chance(5)) return random_.pick(types);
    struct Hint {
      const char* keyword;
      const char* type;
    };
    static constexpr Hint kHints[] = {{"properties", "object"},
                                      {"required", "object"},
                                      {"patternProperties", "object"},
                                      {"additionalProperties", "object"},
                                      {"propertyNames", "object"},
                                      {"minProperties", "object"},
                                      {"maxProperties", "object"},
                                      {"dependentRequired", "object"},
                                      {"unevaluatedProperties", "object"},
                                      {"dependencies", "object"},
                                      {"items", "array"},
                                      {"prefixItems", "array"},
                                      {"contains", "array"},
                                      {"minItems", "array"},
                                      {"maxItems", "array"},
                                      {"uniqueItems", "array"},
                                      {"unevaluatedItems", "array"},
                                      {"pattern", "string"},
                                      {"format", "string"},
                                      {"minLength", "string"},
                                      {"maxLength", "string"},
                                      {"minimum", "number"},
                                      {"maximum", "number"},
                                      {"exclusiveMinimum", "number"},
                                      {"exclusiveMaximum", "number"},
                                      {"multipleOf", "number"}};
    std::vector<std::string> hinted;
    for (const Json* schema : all) {
      for (const Hint& hint : kHints) {
        if (schema->find(hint.keyword) != nullptr) hinted.emplace_back(hint.type);
      }
    }
    return hinted.empty() ? random_.pick(types) : random_.pick(hinted);
  }

  Json number_of(const Schemas& all, bool is_integer) {
    std::vector<std::string> near;
    for (const Json* schema : all) {
      for (const char* name : {"minimum", "maximum"}) {
        if (const Json* bound = schema->find(name)) near.push_back(bound->text);
      }
      if (const Json* bound = schema->find("exclusiveMinimum")) near.push_back(stepped(bound->text, 1));
      if (const Json* bound = schema->find("exclusiveMaximum")) near.push_back(stepped(bound->text, -1));
      if (const Json* divisor = schema->find("multipleOf"))
        near.push_back(times(divisor->text, static_cast<unsigned>(random_.below(20))));
    }
    std::string number = near.empty() ? random_number(random_) : random_.pick(near);
    if (near.empty() && is_integer) number = std::to_string(random_.below(12));
    return Json::number(random_.chance(15) ? respelled(number, random_) : number);
  }

  Json string_of(const Schemas& all) {
    for (const Json* schema : all) {
      const Json* pattern = schema->find("pattern");
      const Json* format = schema->find("format");
      const Sample* sample = pattern != nullptr  ? find_sample(pattern_samples(), pattern->text)
                             : format != nullptr ? find_sample(format_samples(), format->text)
                                                 : nullptr;
      if (sample == nullptr) continue;
      return Json::string(random_.chance(75) || sample->outside.empty() ? random_.pick(sample->inside)
                                                                        : random_.pick(sample->outside));
    }
    std::size_t least = 0;
    std::size_t most = 4;
    for (const Json* schema : all) {
      if (const Json* bound = schema->find("minLength")) least = std::max(least, bound_of(*bound));
      if (const Json* bound = schema->find("maxLength")) most = bound_of(*bound);
    }
    return Json::string(random_text(random_, random_.between(least, std::max(least, most))));
  }

  Json array_of(const Schemas& all, int depth) {
    std::size_t least = 0;
    std::size_t most = 3;
    Schemas wanted;  // by contains
    for (const Json* schema : all) {
      if (const Json* bound = schema->find("minItems")) least = std::max(least, bound_of(*bound));
      if (const Json* bound = schema->find("maxItems")) most = bound_of(*bound);
      if (const Json* contains = schema->find("contains")) {
        const Json* bound = schema->find("minContains");
        wanted.insert(wanted.end(), bound == nullptr ? 1 : bound_of(*bound), contains);
      }
    }
    least = std::max(least, wanted.size());
    Json array = Json::array();
    if (depth <= 0 && least == 0) return array;
    const std::size_t size = random_.between(least, std::max(least, most));
    random_.shuffle(wanted);
    for (std::size_t i = 0; i < size; ++i) {
      Schemas parts;
      for (const Json* schema : all) add_item_schemas(*schema, i, parts);
      if (i < wanted.size()) parts.push_back(wanted[i]);
      array.items.push_back(parts.empty() || depth <= 0 ? random_value(random_, depth > 0 ? 1 : 0)
                                                        : build(parts, depth - 1));
    }
    return array;
  }

  static void add_item_schemas(const Json& schema, std::size_t index, Schemas& parts) {
    const Json* prefix = schema.find("prefixItems");
    const Json* items = schema.find("items");
    const Json* rest = prefix == nullptr ? schema.find("additionalItems") : items;
    if (prefix == nullptr && items != nullptr && !items->is_array()) return parts.push_back(items);
    if (prefix == nullptr) prefix = items;
    if (prefix != nullptr && index < prefix->items.size()) return parts.push_back(&prefix->items[index]);
    if (rest == nullptr) rest = schema.find("unevaluatedItems");
    if (rest != nullptr) parts.push_back(rest);
  }

  Json object_of(const Schemas& all, int depth) {
    std::vector<std::string> names;
    std::size_t least = 0;
    std::size_t most = 5;
    const auto add = [&](const std::string& name) {
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    };
    for (const Json* schema : all) {
      if (const Json* required = schema->find("required")) {
        for (const Json& name : required->items) add(name.text);
      }
      if (const Json* bound = schema->find("minProperties")) least = std::max(least, bound_of(*bound));
      if (const Json* bound = schema->find("maxProperties")) most = bound_of(*bound);
    }
    for (const Json* schema : all) {
      const Json* properties = schema->find("properties");
      if (properties == nullptr || depth <= 0) continue;
      for (const Member& member : properties->members) {
        if (names.size() < most && random_.chance(60)) add(member.name);
      }
    }
    for (const Json* schema : all) {
      const Json* patterns = schema->find("patternProperties");
      if (patterns == nullptr || depth <= 0 || names.size() >= most) continue;
      const Sample* sample = find_sample(name_pattern_samples(), random_.pick(patterns->members).name);
      if (random_.chance(50)) add(random_.pick(sample->inside));
    }
    for (const Json* schema : all) {
      for (const char* keyword : {"dependentRequired", "dependencies"}) {
        const Json* dependents = schema->find(keyword);
        if (dependents == nullptr) continue;
        for (const Member& member : dependents->members) {
          if (std::find(names.begin(), names.end(), member.name) == names.end() || !random_.chance(80))
            continue;
          for (const Json& name : member.value.items) add(name.text);
        }
      }
    }
    for (int tries = 0; tries < 8 && (names.size() < least || (names.size() < most && random_.chance(12)));
         ++tries)
      add(member_names()[random_.below(12)]);
    random_.shuffle(names);
    Json object = Json::object();
    for (const std::string& name : names) {
      Schemas parts;
      for (const Json* schema : all) add_member_schemas(*schema, name, parts);
      object.set(name, parts.empty() || depth <= 0 ? random_value(random_, depth > 0 ? 1 : 0)
                                                   : build(parts, depth - 1));
    }
    return object;
  }

  static void add_member_schemas(const Json& schema, const std::string& name, Schemas& parts) {
    const std::size_t before = parts.size();
    if (const Json* properties = schema.find("properties")) {
      if (const Json* part = properties->find(name)) parts.push_back(part);
    }
    if (const Json* patterns = schema.find("patternProperties")) {
      for (const Member& member : patterns->members) {
        if (matches_sample(member.name, name)) parts.push_back(&member.value);
      }
    }
    if (parts.size() > before) return;
    for (const char* keyword : {"additionalProperties", "unevaluatedProperties"}) {
      if (const Json* part = schema.find(keyword)) parts.push_back(part);
    }
  }

  Random& random_;
  const Json& root_;
};

}  // namespace

Json random_instance(Random& random, const Json& schema) {
  constexpr int kDepth = 5;
  if (random.chance(3)) return random_value(random, 3);
  Json instance = Builder(random, schema).build({&schema}, kDepth);
  if (random.chance(62)) return instance;
  for (std::size_t changes = random.between(1, 2); changes > 0; --changes) change_a_part(random, instance);
  return instance;
}

}  // namespace avouch::differential
