// SPDX-License-Identifier: MIT
#include "schemas.h"

#include <algorithm>
#include <string>
#include <vector>

#include "decimal.h"
#include "samples.h"
#include "values.h"

namespace avouch::differential {
namespace {

Json strings(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const std::string& text : texts) list.items.push_back(Json::string(text));
  return list;
}

Json count(Random& random, std::size_t bound) {
  return Json::number(random.chance(90) ? std::to_string(bound) : std::to_string(bound) + ".0");
}

const std::vector<std::string> kTypes = {"null", "boolean", "integer", "number", "string", "array", "object"};

class Generator {
 public:
  Generator(Random& random, Draft draft, std::size_t id) : random_(random), draft_(draft), id_(id) {}

  Json make() {
    const int depth = static_cast<int>(random_.between(1, 3));
    const std::size_t definitions = random_.below(4);
    has_ids_ = random_.chance(15);
    has_dynamic_ = !has_ids_ && is_2020() && random_.chance(15);
    for (std::size_t i = 0; i < definitions; ++i) {
      references_.push_back(reference_spelling(i));
      total_ = definitions;
    }
    Json list = Json::object();
    for (std::size_t i = 0; i < definitions; ++i) {
      below_ = i;
      Json definition = schema(std::min(depth, 2), some_type(), true);
      add_address(definition, i);
      list.set("d" + std::to_string(i), std::move(definition));
    }
    below_ = definitions;
    Json root = schema(depth, some_type(), true);
    if (!root.is_object()) root = Json::object();
    const bool is_bare_reference = !is_2020() && root.find("$ref") != nullptr;
    if (is_bare_reference) {  // its siblings would not count
      Json wrapped = Json::object();
      wrapped.set("allOf", Json::array({std::move(root)}));
      root = std::move(wrapped);
    }
    root.set("$schema", Json::string(is_2020() ? "https://json-schema.org/draft/2020-12/schema"
                                               : "http://json-schema.org/draft-07/schema#"));
    if (has_ids_) root.set("$id", Json::string(base() + "root.json"));
    if (has_dynamic_) root.set("$dynamicAnchor", Json::string("node"));
    if (!list.members.empty()) root.set(is_2020() ? "$defs" : "definitions", std::move(list));
    random_.shuffle(root.members);
    return root;
  }

 private:
  bool is_2020() const { return draft_ == Draft::draft2020_12; }
  std::string base() const { return "http://example.com/" + std::to_string(id_) + "/"; }

  std::string reference_spelling(std::size_t index) {
    const std::string name = "d" + std::to_string(index);
    const std::string pointer = std::string(is_2020() ? "#/$defs/" : "#/definitions/") + name;
    if (has_ids_) return random_.chance(50) ? name + ".json" : "root.json" + pointer;
    return random_.chance(30) ? "#" + name : pointer;
  }

  // What the reference names.
  void add_address(Json& definition, std::size_t index) {
    const std::string& reference = references_[index];
    const std::string name = "d" + std::to_string(index);
    const bool is_anchor = reference == "#" + name;
    if (!is_anchor && !reference.starts_with(name)) return;
    if (!definition.is_object() || (!is_2020() && definition.find("$ref") != nullptr)) {
      Json wrapped = Json::object();
      wrapped.set("allOf", Json::array({std::move(definition)}));
      definition = std::move(wrapped);
    }
    if (is_anchor && is_2020()) return definition.set("$anchor", Json::string(name));
    definition.set("$id", Json::string(reference));
  }

  std::string some_type() {
    const std::size_t at = random_.below(100);
    if (at < 34) return "object";
    if (at < 54) return "array";
    if (at < 72) return "string";
    if (at < 82) return "integer";
    if (at < 96) return "number";
    return at < 98 ? "boolean" : "null";
  }

  // `is_in_place`: it is applied to the value that the schema around it is applied to.
  Json schema(int depth, const std::string& type, bool is_in_place) {
    if (random_.chance(4)) return Json::boolean(random_.chance(75));
    Json made = Json::object();
    if (random_.chance(12)) {
      add_reference(made, is_in_place);
      if (!made.members.empty() && (!is_2020() || random_.chance(60))) return made;
    }
    if (random_.chance(70)) add_type(made, type);
    if (random_.chance(4)) {
      made.set("const", of_type(type));
    } else if (random_.chance(6)) {
      Json list = Json::array();
      for (std::size_t i = random_.between(1, 4); i > 0; --i) {
        Json value = random_.chance(80) ? of_type(type) : random_value(random_, 1);
        const bool is_new = std::none_of(list.items.begin(), list.items.end(),
                                         [&](const Json& item) { return to_text(item) == to_text(value); });
        if (is_new) list.items.push_back(std::move(value));
      }
      made.set("enum", std::move(list));
    }
    add_keywords(made, depth, type);
    if (random_.chance(6)) add_keywords(made, 0, some_type());  // of another type: they say nothing
    if (depth > 0) add_applicators(made, depth - 1, type);
    if (random_.chance(4)) made.set("title", Json::string("t"));
    if (random_.chance(4)) made.set("default", random_value(random_, 1));
    if (random_.chance(2)) made.set("x-note", random_value(random_, 1));
    random_.shuffle(made.members);
    return made;
  }

  void add_reference(Json& made, bool is_in_place) {
    if (!is_in_place && has_dynamic_ && random_.chance(50))
      return made.set("$dynamicRef", Json::string("#node"));
    if (!is_in_place && random_.chance(25))
      return made.set("$ref", Json::string(has_ids_ ? "root.json" : "#"));
    const std::size_t known = is_in_place ? below_ : total_;
    if (known > 0) made.set("$ref", Json::string(references_[random_.below(known)]));
  }

  void add_type(Json& made, const std::string& type) {
    if (random_.chance(85)) return made.set("type", Json::string(type));
    std::vector<std::string> types = {type};
    const std::string& other = random_.pick(kTypes);
    if (other != type) types.push_back(other);
    random_.shuffle(types);
    made.set("type", strings(types));
  }

  Json of_type(const std::string& type) {
    for (int tries = 0; tries < 8; ++tries) {
      Json value = random_value(random_, 2);
      if ((type == "array" && value.is_array()) || (type == "object" && value.is_object())) return value;
      if (type == "string" && value.kind == Json::Kind::string) return value;
      if ((type == "number" || type == "integer") && value.kind == Json::Kind::number) return value;
    }
    if (type == "string") return Json::string(random_text(random_, random_.below(4)));
    if (type == "number" || type == "integer") return Json::number(random_number(random_));
    return random_value(random_, 0);
  }

  void add_keywords(Json& made, int depth, const std::string& type) {
    if (type == "number" || type == "integer") add_number_keywords(made, type == "integer");
    if (type == "string") add_string_keywords(made);
    if (type == "array") add_array_keywords(made, depth);
    if (type == "object") add_object_keywords(made, depth);
  }

  void set_once(Json& made, const char* name, Json value) {
    if (made.find(name) == nullptr) made.set(name, std::move(value));
  }

  void add_number_keywords(Json& made, bool is_integer) {
    if (random_.chance(45)) {
      const std::string low = random_number(random_);
      set_once(made, random_.chance(70) ? "minimum" : "exclusiveMinimum", Json::number(low));
      if (random_.chance(40)) {
        const std::string high = random_.chance(50) ? stepped(low, static_cast<int>(random_.between(0, 4)))
                                                    : random_number(random_);
        set_once(made, random_.chance(70) ? "maximum" : "exclusiveMaximum", Json::number(high));
      }
    } else if (random_.chance(50)) {
      set_once(made, random_.chance(70) ? "maximum" : "exclusiveMaximum",
               Json::number(random_number(random_)));
    }
    if (random_.chance(25)) {
      static const std::vector<std::string> kWhole = {"1", "2", "3", "5", "1.0", "1e1", "7", "10", "1e2"};
      static const std::vector<std::string> kFine = {"0.1",  "0.01", "0.5",  "1.5",  "0.3",   "0.25",
                                                     "1e-7", "2.5",  "0.07", "1e22", "1e400", "123456789.5"};
      set_once(
          made, "multipleOf",
          Json::number(random_.chance(is_integer ? 90 : 40) ? random_.pick(kWhole) : random_.pick(kFine)));
    }
    if (random_.chance(8)) set_once(made, "format", Json::string(random_.pick(number_formats())));
  }

  void add_string_keywords(Json& made) {
    const std::size_t least = random_.below(4);
    if (random_.chance(25)) set_once(made, "minLength", count(random_, least));
    if (random_.chance(25)) set_once(made, "maxLength", count(random_, least + random_.below(6)));
    if (random_.chance(30)) {
      set_once(made, "pattern", Json::string(random_.pick(pattern_samples()).name));
    } else if (random_.chance(40)) {
      set_once(made, "format", Json::string(random_.pick(format_samples()).name));
    }
  }

  Json part(int depth, bool is_in_place = false) {
    if (depth <= 0 && random_.chance(40)) return Json::boolean(random_.chance(70));
    return schema(depth - 1, some_type(), is_in_place);
  }

  Json parts(int depth, std::size_t least, std::size_t most) {
    Json list = Json::array();
    for (std::size_t i = random_.between(least, most); i > 0; --i) list.items.push_back(part(depth));
    return list;
  }

  void add_array_keywords(Json& made, int depth) {
    const std::size_t least = random_.below(3);
    if (random_.chance(25)) set_once(made, "minItems", count(random_, least));
    if (random_.chance(20)) set_once(made, "maxItems", count(random_, least + random_.below(4)));
    if (random_.chance(20)) set_once(made, "uniqueItems", Json::boolean(random_.chance(90)));
    if (depth < 0) return;
    const bool has_list = random_.chance(30);
    if (has_list) set_once(made, is_2020() ? "prefixItems" : "items", parts(depth, 1, 3));
    if (random_.chance(50)) {
      if (is_2020() || !has_list)
        set_once(made, "items", part(depth));
      else
        set_once(made, "additionalItems", part(depth));
    }
    if (random_.chance(20)) {
      set_once(made, "contains", part(depth));
      if (is_2020() && random_.chance(40)) set_once(made, "minContains", count(random_, random_.below(3)));
      if (is_2020() && random_.chance(30))
        set_once(made, "maxContains", count(random_, random_.between(1, 3)));
    }
    if (is_2020() && random_.chance(15)) set_once(made, "unevaluatedItems", part(0));
  }

  void add_object_keywords(Json& made, int depth) {
    std::vector<std::string> names = random_names(random_, 1, 4);
    if (random_.chance(75)) {
      Json properties = Json::object();
      for (const std::string& name : names) properties.set(name, part(depth));
      set_once(made, "properties", std::move(properties));
    }
    if (random_.chance(40)) {
      std::vector<std::string> required(
          names.begin(), names.begin() + static_cast<std::ptrdiff_t>(random_.between(0, names.size())));
      if (random_.chance(10)) required = random_names(random_, 1, 2);
      set_once(made, "required", strings(required));
    }
    if (random_.chance(20)) {
      Json patterns = Json::object();
      for (std::size_t i = random_.between(1, 2); i > 0; --i) {
        const std::string& pattern = random_.pick(name_pattern_samples()).name;
        if (patterns.find(pattern) == nullptr) patterns.set(pattern, part(depth));
      }
      set_once(made, "patternProperties", std::move(patterns));
    }
    if (random_.chance(25)) set_once(made, "additionalProperties", part(depth));
    if (random_.chance(8)) set_once(made, "propertyNames", schema(0, "string", false));
    const std::size_t least = random_.below(3);
    if (random_.chance(12)) set_once(made, "minProperties", count(random_, least));
    if (random_.chance(12)) set_once(made, "maxProperties", count(random_, least + random_.below(4)));
    if (random_.chance(12)) add_dependents(made, depth, names);
    if (is_2020() && random_.chance(15)) set_once(made, "unevaluatedProperties", part(0));
  }

  void add_dependents(Json& made, int depth, const std::vector<std::string>& names) {
    Json needed = Json::object();
    Json schemas = Json::object();
    for (const std::string& name : names) {
      if (random_.chance(50))
        needed.set(name, strings(random_names(random_, 0, 2)));
      else if (depth > 0)
        schemas.set(name, schema(depth - 1, "object", true));
    }
    if (is_2020()) {
      set_once(made, "dependentRequired", std::move(needed));
      set_once(made, "dependentSchemas", std::move(schemas));
      return;
    }
    for (Member& member : schemas.members) needed.members.push_back(std::move(member));
    set_once(made, "dependencies", std::move(needed));
  }

  // Applied to the same value. Alternatives differ in type now and then.
  void add_applicators(Json& made, int depth, const std::string& type) {
    const auto branch = [&] { return schema(depth, random_.chance(75) ? type : some_type(), true); };
    const auto branches = [&](std::size_t least) {
      Json list = Json::array();
      for (std::size_t i = random_.between(least, 3); i > 0; --i) list.items.push_back(branch());
      return list;
    };
    if (random_.chance(9)) made.set("allOf", branches(1));
    if (random_.chance(11)) made.set("anyOf", branches(2));
    if (random_.chance(9)) made.set("oneOf", branches(2));
    if (random_.chance(7))
      made.set("not", schema(std::min(depth, 1), random_.chance(50) ? type : some_type(), true));
    if (random_.chance(8)) {
      made.set("if", branch());
      if (random_.chance(75)) made.set("then", branch());
      if (random_.chance(60)) made.set("else", branch());
    }
  }

  Random& random_;
  Draft draft_;
  std::size_t id_;
  bool has_ids_ = false;
  bool has_dynamic_ = false;
  std::vector<std::string> references_;
  std::size_t total_ = 0;  // definitions
  std::size_t below_ = 0;  // those that may be applied in place from here, so that every application ends
};

// A contract may not hold a lone surrogate; its reader refuses them (RFC 8259 §8.2).
void replace_surrogates(Json& value) {
  for (std::size_t at = 0; at + 2 < value.text.size(); ++at) {
    if (value.text[at] == '\xED' && static_cast<unsigned char>(value.text[at + 1]) >= 0xA0)
      value.text.replace(at, 3, "\uFFFD");
  }
  for (Json& item : value.items) replace_surrogates(item);
  for (Member& member : value.members) replace_surrogates(member.value);
}

}  // namespace

Json random_schema(Random& random, Draft draft, std::size_t id) {
  Json schema = Generator(random, draft, id).make();
  replace_surrogates(schema);
  return schema;
}

const Json* referred(const Json& root, const std::string& reference) {
  for (const char* list : {"$defs", "definitions"}) {
    const Json* definitions = root.find(list);
    if (definitions == nullptr) continue;
    for (const Member& member : definitions->members) {
      const std::string& name = member.name;
      if (reference == name + ".json" || reference == "#" + name || reference.ends_with("/" + name))
        return &member.value;
    }
  }
  return reference == "#" || reference == "#node" || reference == "root.json" ? &root : nullptr;
}

}  // namespace avouch::differential
