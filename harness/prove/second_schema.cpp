// SPDX-License-Identifier: MIT
#include "prove/second_schema.h"

#include <algorithm>
#include <array>
#include <deque>
#include <string_view>
#include <vector>

#include "contract/schema/dialect.h"
#include "contract/schema/uri.h"
#include "json/json_reader.h"
#include "json/json_value.h"
#include "json/number.h"
#include "json/pointer.h"

namespace avouch {
namespace {

constexpr std::size_t kMostSchemas = 5'000;

using FilePointer = std::pair<std::string, std::string>;  // file, pointer

// Keywords of one schema object that are translated together.
struct Part {
  std::vector<std::string> sources;                          // keywords of the document
  std::vector<std::pair<std::string, JsonValue>> said = {};  // keywords of draft 7
  std::vector<std::size_t> children = {};                    // schemas that may be weaker than documented
  std::vector<std::size_t> strict = {};                      // schemas that must not be weaker
  bool is_one_of = false;                                    // becomes anyOf if a child is weaker
  std::optional<OpinionRule> left_out = {};
};

struct Translated {
  FilePointer at;
  const JsonValue* tree;
  Dialect dialect;
  std::vector<Part> parts = {};
  std::optional<OpinionRule> weaker = {};  // why it is weaker than documented
};

bool all_fit_doubles(const JsonValue& tree) {
  return (tree.kind != ValueKind::number || fits_double(tree.text)) &&
         std::all_of(tree.items.begin(), tree.items.end(), all_fit_doubles) &&
         std::all_of(tree.members.begin(), tree.members.end(),
                     [](const auto& member) { return all_fit_doubles(member.second); });
}

bool is_true(const JsonValue* flag) {
  return flag != nullptr && flag->kind == ValueKind::boolean && flag->is_true;
}

JsonValue object_of(const std::string& name, JsonValue value) {
  JsonValue object = JsonValue::object();
  object.set(name, std::move(value));
  return object;
}

class Translation {
 public:
  explicit Translation(const Library& library) : library_(library) {}

  std::variant<SecondSchema, OpinionRule> of(const Place& at, Dialect dialect) {
    define_at({at.file, at.pointer}, dialect);
    for (std::size_t i = 0; i < schemas_.size() && !refused_; ++i) translate(i);
    if (refused_) return *refused_;
    find_weaker();
    return written();
  }

 private:
  // Keywords by which schemas are identified other than by a pointer.
  static constexpr std::array<std::string_view, 8> kNames = {
      "$id",         "$schema",          "$anchor",       "$dynamicAnchor",
      "$dynamicRef", "$recursiveAnchor", "$recursiveRef", "$vocabulary"};

  void refuse(OpinionRule rule) {
    if (!refused_) refused_ = rule;
  }

  // Returns the index of the schema at that place.
  std::size_t define(FilePointer at, const JsonValue* tree, Dialect dialect) {
    const auto [known, is_new] = by_place_.try_emplace(at, schemas_.size());
    if (!is_new) return known->second;
    if (schemas_.size() == kMostSchemas) refuse(OpinionRule::large_schema);
    schemas_.push_back({.at = std::move(at), .tree = tree, .dialect = dialect});
    return schemas_.size() - 1;
  }

  std::size_t define_at(FilePointer at, Dialect referring) {
    if (const auto known = by_place_.find(at); known != by_place_.end()) return known->second;
    const Document* document = library_.find(at.first);
    if (document == nullptr || document->at(at.second) == nullptr) {
      refuse(OpinionRule::elsewhere);
      return 0;
    }
    const JsonValue* tree = document->at(at.second);
    return define(std::move(at), tree, dialect_in(*document, referring));
  }

  Dialect dialect_in(const Document& document, Dialect referring) {
    if (!document.names_schemas() || document.at("/$schema") == nullptr) return referring;
    const std::optional<Dialect> own = dialect_of(document.at("/$schema")->text);
    if (!own) refuse(OpinionRule::named_schemas);
    return own.value_or(referring);
  }

  std::size_t define_below(std::size_t parent, const std::string& pointer, const JsonValue& tree) {
    return define({schemas_[parent].at.first, pointer}, &tree, schemas_[parent].dialect);
  }

  // Returns the index of the schema that the reference leads to.
  std::size_t define_referred(std::size_t from, const std::string& reference) {
    const SplitReference split = split_reference(reference);
    FilePointer to = {schemas_[from].at.first, split.fragment.value_or("")};
    if (!split.uri.empty()) {
      const Document* document = library_.find(to.first);
      if (document->names_schemas() && document->at("/$id") != nullptr) refuse(OpinionRule::named_schemas);
      to.first = split_reference(resolve_reference(to.first, split.uri)).uri;
    }
    if (!to.second.empty() && to.second.front() != '/') {
      refuse(OpinionRule::named_schemas);
      return 0;
    }
    return define_at(std::move(to), schemas_[from].dialect);
  }

  static JsonValue reference_to(std::size_t schema) {
    return object_of("$ref", JsonValue::string("#/definitions/" + std::to_string(schema)));
  }

  void translate(std::size_t i) {
    const JsonValue& schema = *schemas_[i].tree;
    if (schema.kind == ValueKind::boolean) return;
    if (schema.kind != ValueKind::object) return refuse(OpinionRule::unread);
    const SchemaDialect dialect{.dialect = schemas_[i].dialect, .off = {}};
    const JsonValue* reference = schema.find("$ref");
    if (reference != nullptr && reference->kind == ValueKind::string && dialect.reference_hides_siblings()) {
      add_reference(i, *reference);
      return;
    }
    const bool is_document = schemas_[i].at.second.empty();
    for (const auto& [name, value] : schema.members) {
      const KeywordUse* use = keyword_use(name);
      if (use == nullptr || !use->is_of(dialect.dialect)) continue;
      const bool is_name = std::find(kNames.begin(), kNames.end(), name) != kNames.end() ||
                           (name == "id" && value.kind == ValueKind::string);
      if (is_name && !(is_document && (name == "$id" || name == "$schema" || name == "id")))
        return refuse(OpinionRule::named_schemas);
      if (!is_name && !add_assertion(i, name, value)) add_applicator(i, name, value);
    }
  }

  void add(std::size_t i, Part part) { schemas_[i].parts.push_back(std::move(part)); }
  void leave_out(std::size_t i, std::vector<std::string> sources, OpinionRule rule) {
    add(i, {.sources = std::move(sources), .left_out = rule});
  }
  void say(std::size_t i, const std::string& source, const std::string& name, JsonValue value) {
    add(i, {.sources = {source}, .said = {{name, std::move(value)}}});
  }

  // Adds a keyword that checks a value by itself. Returns false for other keywords.
  bool add_assertion(std::size_t i, const std::string& name, const JsonValue& value) {
    const JsonValue& schema = *schemas_[i].tree;
    if (name == "type") {
      add_type(i, value);
    } else if (name == "enum" || name == "const" || name == "required" || name == "uniqueItems" ||
               name == "maxLength" || name == "minLength" || name == "maxItems" || name == "minItems" ||
               name == "maxProperties" || name == "minProperties") {
      if (all_fit_doubles(value))
        say(i, name, name, value);
      else
        leave_out(i, {name}, OpinionRule::numbers);
    } else if (name == "maximum" || name == "minimum" || name == "exclusiveMaximum" ||
               name == "exclusiveMinimum") {
      if (value.kind == ValueKind::boolean) return true;  // makes the keyword beside it exclusive
      if (!all_fit_doubles(value)) {
        leave_out(i, {name}, OpinionRule::numbers);
        return true;
      }
      const bool is_sharpened = (name == "maximum" && is_true(schema.find("exclusiveMaximum"))) ||
                                (name == "minimum" && is_true(schema.find("exclusiveMinimum")));
      say(i, name, is_sharpened ? (name == "maximum" ? "exclusiveMaximum" : "exclusiveMinimum") : name,
          value);
    } else if (name == "multipleOf") {
      add_step(i, value);
    } else if (name == "pattern") {
      leave_out(i, {name}, OpinionRule::pattern);
    } else if (name == "format") {
      leave_out(i, {name}, OpinionRule::format);
    } else if (name == "dependentRequired") {
      say(i, name, "dependencies", value);
    } else {
      return false;
    }
    return true;
  }

  void add_type(std::size_t i, const JsonValue& value) {
    JsonValue types = value.kind == ValueKind::array ? value : JsonValue::array({value});
    const auto has = [&](std::string_view type) {
      return std::any_of(types.items.begin(), types.items.end(),
                         [&](const JsonValue& one) { return one.text == type; });
    };
    if (schemas_[i].dialect == Dialect::openapi_3_0 && is_true(schemas_[i].tree->find("nullable")) &&
        !has("null"))
      types.items.push_back(JsonValue::string("null"));
    has_written_integers_ =
        has_written_integers_ || (schemas_[i].dialect == Dialect::draft4 && has("integer"));
    say(i, "type", "type", std::move(types));
  }

  // valijson truncates a fraction before it divides by a whole number, and accepts texts as numbers.
  void add_step(std::size_t i, const JsonValue& value) {
    if (!fits_double(value.text)) return leave_out(i, {"multipleOf"}, OpinionRule::numbers);
    if (!is_integer_number(value.text)) return leave_out(i, {"multipleOf"}, OpinionRule::fraction_step);
    JsonValue step = object_of("type", JsonValue::string("integer"));
    step.set("multipleOf", value);
    add(i, {.sources = {"multipleOf"},
            .said = {{"if", object_of("type", JsonValue::string("number"))}, {"then", std::move(step)}}});
  }

  void add_applicator(std::size_t i, const std::string& name, const JsonValue& value) {
    if (name == "$ref") {
      add_reference(i, value);
    } else if (name == "allOf" || name == "anyOf" || name == "oneOf") {
      Part part{.sources = {name}, .is_one_of = name == "oneOf"};
      JsonValue list = list_of(i, below(i, name), value, part);
      part.said = {{name, std::move(list)}};
      add(i, std::move(part));
    } else if (name == "not" || name == "propertyNames") {
      const std::size_t child = define_below(i, below(i, name), value);
      Part part{.sources = {name}, .said = {{name, reference_to(child)}}};
      (name == "not" ? part.strict : part.children).push_back(child);
      add(i, std::move(part));
    } else if (name == "if") {
      add_condition(i);
    } else if (name == "properties" || name == "patternProperties" || name == "additionalProperties") {
      add_members(i, name);
    } else if (name == "items" || name == "prefixItems") {
      add_items(i, name, value);
    } else if (name == "contains") {
      add_contains(i, value);
    } else if (name == "dependencies" || name == "dependentSchemas") {
      add_dependencies(i, name, value);
    } else if (name == "unevaluatedItems" || name == "unevaluatedProperties") {
      leave_out(i, {name}, OpinionRule::unevaluated);
    }
  }

  std::string below(std::size_t i, std::string_view name) const {
    return pointer_append(schemas_[i].at.second, name);
  }

  void add_reference(std::size_t i, const JsonValue& reference) {
    const std::size_t target = define_referred(i, reference.text);
    add(i, {.sources = {"$ref"},
            .said = {{"allOf", JsonValue::array({reference_to(target)})}},
            .children = {target}});
  }

  JsonValue list_of(std::size_t i, const std::string& pointer, const JsonValue& value, Part& part) {
    JsonValue list = JsonValue::array();
    for (std::size_t k = 0; k < value.items.size(); ++k) {
      part.children.push_back(define_below(i, pointer_append(pointer, k), value.items[k]));
      list.items.push_back(reference_to(part.children.back()));
    }
    return list;
  }

  void add_condition(std::size_t i) {
    Part part{.sources = {"if"}};
    for (const char* name : {"if", "then", "else"}) {
      const JsonValue* branch = schemas_[i].tree->find(name);
      if (branch == nullptr) continue;
      const std::size_t child = define_below(i, below(i, name), *branch);
      (part.strict.empty() ? part.strict : part.children).push_back(child);
      part.said.emplace_back(name, reference_to(child));
    }
    add(i, std::move(part));
  }

  // `properties` and `additionalProperties` are translated together; the first one adds both.
  void add_members(std::size_t i, const std::string& name) {
    const JsonValue& schema = *schemas_[i].tree;
    const JsonValue* properties = schema.find("properties");
    const JsonValue* others = schema.find("additionalProperties");
    const bool has_patterns = schema.find("patternProperties") != nullptr &&
                              keyword_use("patternProperties")->is_of(schemas_[i].dialect);
    if (name == "patternProperties") return leave_out(i, {name}, OpinionRule::pattern);
    if (name == "additionalProperties" && has_patterns) return leave_out(i, {name}, OpinionRule::pattern);
    if (name == "additionalProperties" && properties != nullptr) return;
    Part part{.sources = {name}};
    if (properties != nullptr) {
      JsonValue map = JsonValue::object();
      for (const auto& [member, value] : properties->members) {
        part.children.push_back(define_below(i, pointer_append(below(i, "properties"), member), value));
        map.set(member, reference_to(part.children.back()));
      }
      part.said.emplace_back("properties", std::move(map));
    }
    if (others != nullptr && !has_patterns) {
      if (properties != nullptr) part.sources.emplace_back("additionalProperties");
      part.children.push_back(define_below(i, below(i, "additionalProperties"), *others));
      part.said.emplace_back("additionalProperties", reference_to(part.children.back()));
    }
    add(i, std::move(part));
  }

  // The same for items by position and the remaining items.
  void add_items(std::size_t i, const std::string& name, const JsonValue& value) {
    const bool has_prefix_word = keyword_use("prefixItems")->is_of(schemas_[i].dialect);
    const std::string first_word = has_prefix_word ? "prefixItems" : "items";
    const std::string rest_word = has_prefix_word ? "items" : "additionalItems";
    const JsonValue* first = schemas_[i].tree->find(first_word);
    if (first != nullptr && first->kind != ValueKind::array) first = nullptr;
    if (name == "items" && first == nullptr) {
      const std::size_t child = define_below(i, below(i, name), value);
      add(i, {.sources = {name}, .said = {{"items", reference_to(child)}}, .children = {child}});
      return;
    }
    if (name != first_word) return;
    Part part{.sources = {name}};
    JsonValue list = list_of(i, below(i, first_word), *first, part);
    part.said.emplace_back("items", std::move(list));
    if (const JsonValue* rest = schemas_[i].tree->find(rest_word)) {
      part.sources.push_back(rest_word);
      part.children.push_back(define_below(i, below(i, rest_word), *rest));
      part.said.emplace_back("additionalItems", reference_to(part.children.back()));
    }
    add(i, std::move(part));
  }

  void add_contains(std::size_t i, const JsonValue& value) {
    const JsonValue& schema = *schemas_[i].tree;
    const bool is_counted = keyword_use("minContains")->is_of(schemas_[i].dialect) &&
                            (schema.find("minContains") != nullptr || schema.find("maxContains") != nullptr);
    if (is_counted)
      return leave_out(i, {"contains", "minContains", "maxContains"}, OpinionRule::count_matches);
    const std::size_t child = define_below(i, below(i, "contains"), value);
    add(i, {.sources = {"contains"}, .said = {{"contains", reference_to(child)}}, .children = {child}});
  }

  void add_dependencies(std::size_t i, const std::string& name, const JsonValue& value) {
    Part part{.sources = {name}};
    JsonValue map = JsonValue::object();
    for (const auto& [member, needs] : value.members) {
      if (needs.kind == ValueKind::array) {
        map.set(member, needs);
      } else if (needs.kind == ValueKind::string) {  // draft 4
        map.set(member, JsonValue::array({needs}));
      } else {
        part.children.push_back(define_below(i, pointer_append(below(i, name), member), needs));
        map.set(member, reference_to(part.children.back()));
      }
    }
    part.said.emplace_back("dependencies", std::move(map));
    add(i, std::move(part));
  }

  std::optional<OpinionRule> weaker_of(const std::vector<std::size_t>& children) const {
    for (const std::size_t child : children) {
      if (schemas_[child].weaker) return schemas_[child].weaker;
    }
    return std::nullopt;
  }

  bool is_left_out(const Part& part) const { return part.left_out || weaker_of(part.strict); }

  // Why a part may accept values that the document forbids.
  std::optional<OpinionRule> weaker_of(const Part& part) const {
    if (part.left_out) return part.left_out;
    if (const auto rule = weaker_of(part.strict)) return rule;
    return weaker_of(part.children);
  }

  void find_weaker() {
    for (bool is_changed = true; is_changed;) {
      is_changed = false;
      for (auto schema = schemas_.rbegin(); schema != schemas_.rend(); ++schema) {
        for (const Part& part : schema->parts) {
          if (schema->weaker) break;
          schema->weaker = weaker_of(part);
          is_changed = is_changed || schema->weaker;
        }
      }
    }
  }

  // If two parts use the same keyword, the second one gets its own allOf.
  JsonValue written_schema(const Translated& schema) const {
    if (schema.tree->kind == ValueKind::boolean) return JsonValue::boolean(schema.tree->is_true);
    JsonValue object = JsonValue::object();
    JsonValue all_of = JsonValue::array();
    for (const Part& part : schema.parts) {
      if (is_left_out(part)) continue;
      const bool is_any_of = part.is_one_of && weaker_of(part.children);
      JsonValue apart = JsonValue::object();
      bool is_apart = false;
      for (const auto& [name, value] : part.said) {
        is_apart = is_apart || object.find(name) != nullptr;
        apart.set(is_any_of ? "anyOf" : name, value);
      }
      if (const JsonValue* list = apart.find("allOf")) {
        all_of.items.insert(all_of.items.end(), list->items.begin(), list->items.end());
      } else if (is_apart || (is_any_of && object.find("anyOf") != nullptr)) {
        all_of.items.push_back(std::move(apart));
      } else {
        for (auto& [name, value] : apart.members) object.set(name, std::move(value));
      }
    }
    if (!all_of.items.empty()) object.set("allOf", std::move(all_of));
    return object;
  }

  SecondSchema written() const {
    SecondSchema made{.text = {}, .has_written_integers = has_written_integers_, .keywords = {}};
    JsonValue whole = reference_to(0);
    JsonValue definitions = JsonValue::array();
    for (const Translated& schema : schemas_) {
      definitions.items.push_back(written_schema(schema));
      if (schema.tree->kind == ValueKind::boolean) made.keywords[schema.at] = {};
      for (const Part& part : schema.parts) {
        for (const std::string& source : part.sources)
          made.keywords[{schema.at.first, pointer_append(schema.at.second, source)}] = {
              .doubt = weaker_of(part), .is_left_out = is_left_out(part)};
      }
    }
    whole.set("definitions", std::move(definitions));
    made.text = to_text(whole);
    return made;
  }

  const Library& library_;
  std::deque<Translated> schemas_;  // by index of `definitions`
  std::map<FilePointer, std::size_t> by_place_;
  std::optional<OpinionRule> refused_;
  bool has_written_integers_ = false;
};

}  // namespace

SecondSchema::Translation SecondSchema::translation_of(const Place& keyword) const {
  const auto known = keywords.find({keyword.file, keyword.pointer});
  if (known != keywords.end()) return known->second;
  // Keywords below an omitted one are omitted too.
  for (std::string at = keyword.pointer; !at.empty();) {
    at.resize(at.rfind('/'));
    const auto above = keywords.find({keyword.file, at});
    if (above != keywords.end() && above->second.is_left_out) return above->second;
  }
  return {.doubt = OpinionRule::other_keyword, .is_left_out = true};
}

std::variant<SecondSchema, OpinionRule> second_schema(const Library& library, const Place& at,
                                                      Dialect dialect) {
  return Translation(library).of(at, dialect);
}

}  // namespace avouch
