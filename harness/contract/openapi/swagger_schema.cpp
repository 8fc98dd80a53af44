// SPDX-License-Identifier: MIT
#include "contract/openapi/swagger_schema.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <optional>

#include "base/percent.h"
#include "json/pointer.h"

namespace avouch {
namespace {

constexpr std::string_view kDefinitions = "/definitions/";
constexpr std::string_view kSchemas = "/components/schemas/";

// Keywords whose value is a schema, an array of schemas, or a map of schemas.
bool is_schema_keyword(std::string_view name) {
  constexpr std::array<std::string_view, 3> kNames = {"items", "additionalProperties", "not"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}
bool is_schema_list_keyword(std::string_view name) {
  constexpr std::array<std::string_view, 3> kNames = {"allOf", "anyOf", "oneOf"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}
bool is_schema_map_keyword(std::string_view name) {
  constexpr std::array<std::string_view, 3> kNames = {"properties", "patternProperties", "definitions"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

JsonValue text_at(std::string text, std::uint32_t line) {
  JsonValue made = JsonValue::string(std::move(text));
  made.line = line;
  return made;
}

// What Swagger says in a word of its own, in the schema itself.
void rename_members(JsonValue& schema) {
  if (!schema.is_object()) return;
  const bool has_nullable = schema.contains("nullable");
  for (auto& [name, value] : schema.members) {
    if (name == "x-nullable" && !has_nullable && value.is_boolean()) name = "nullable";
    if (name == "discriminator" && value.is_string()) {
      const std::uint32_t line = value.line;
      JsonValue object = JsonValue::object({{"propertyName", std::move(value)}});
      object.line = line;
      value = std::move(object);
    }
  }
  JsonValue* type = schema.find("type");
  if (type == nullptr || !type->is_string("file")) return;
  type->text = "string";
  if (!schema.contains("format")) schema.members.emplace_back("format", text_at("binary", type->line));
}

// The reference from one document to another one, as the reader resolves it.
std::string relative_reference(const Library& library, const std::string& from, const std::string& to) {
  if (library.is_fetched(to) || to.find("://") != to.npos) return to;
  const std::filesystem::path folder = std::filesystem::path(from).parent_path();
  std::filesystem::path path = std::filesystem::path(to).lexically_relative(folder.empty() ? "." : folder);
  if (path.empty()) path = to;
  return percent_encoded(path.generic_string(), "/");
}

std::string as_fragment(const std::string& pointer) {
  return "#" + percent_encoded(pointer, "/~!$&'()*+,;=:@");
}

// Keywords that decide whether a value conforms and that Swagger 2.0 does not have.
bool is_of_openapi_3(const std::string& name) {
  return name == "anyOf" || name == "oneOf" || name == "not" || name == "nullable";
}

}  // namespace

JsonValue SwaggerSchemas::convert(const Location& at, const std::string& to) {
  remember(to, at);
  return converted(at, to);
}

// Recurses as deep as the document is nested (kJsonDepth).
JsonValue SwaggerSchemas::converted(const Location& at, const std::string& to) {
  if (!at.value->is_object()) return *at.value;
  JsonValue made = JsonValue::object();
  made.line = at.value->line;
  for (const auto& [name, value] : at.value->members) {
    const Location member{at.document, pointer_append(at.pointer, name), &value};
    if (is_of_openapi_3(name)) {
      notes.push_back({.title = "read as in OpenAPI 3.0: Swagger 2.0 has no `" + name + "`",
                       .place = member.place(),
                       .hint = "Leave it out, or write the document as OpenAPI 3."});
    }
    if (name == "$ref" && value.is_string()) {
      made.members.emplace_back(name, reference(at, value, pointer_append(to, name)));
    } else {
      made.members.emplace_back(name, converted_member(name, member, pointer_append(to, name)));
    }
  }
  if (made.contains("x-nullable"))
    origins.emplace(to + "/nullable", at.document->place(at.pointer + "/x-nullable"));
  if (const JsonValue* word = made.find("discriminator"); word != nullptr && word->is_string()) {
    origins.emplace(to + "/discriminator/propertyName", at.document->place(at.pointer + "/discriminator"));
  }
  rename_members(made);
  if (at.value->find("type") != nullptr && at.value->find("type")->is_string("file"))
    origins.emplace(to + "/format", at.document->place(at.pointer + "/type"));
  return made;
}

JsonValue SwaggerSchemas::converted_member(const std::string& name, const Location& at,
                                           const std::string& to) {
  if (is_schema_map_keyword(name) && at.value->is_object()) return each_converted(at, to);
  if (is_schema_keyword(name) && at.value->is_object()) return converted(at, to);
  if ((is_schema_keyword(name) || is_schema_list_keyword(name)) && at.value->is_array())
    return each_converted(at, to);
  return *at.value;
}

JsonValue SwaggerSchemas::each_converted(const Location& at, const std::string& to) {
  JsonValue made = at.value->is_array() ? JsonValue::array() : JsonValue::object();
  made.line = at.value->line;
  for (const auto& [name, value] : at.value->members) {
    made.members.emplace_back(
        name, converted({at.document, pointer_append(at.pointer, name), &value}, pointer_append(to, name)));
  }
  for (std::size_t i = 0; i < at.value->items.size(); ++i) {
    made.items.push_back(
        converted({at.document, pointer_append(at.pointer, i), &at.value->items[i]}, pointer_append(to, i)));
  }
  return made;
}

JsonValue SwaggerSchemas::reference(const Location& schema, const JsonValue& text, const std::string& to) {
  const bool is_of_main = schema.document == &main_;
  if (is_of_main && text.text.starts_with('#')) {
    const std::string pointer = percent_decoded(std::string_view(text.text).substr(1));
    if (!pointer.starts_with(kDefinitions)) {
      open_references_.push_back(to);
      return text;
    }
    return text_at(as_fragment(moved(pointer)), text.line);
  }
  Reader reader(library_);  // its errors are found again, when the schema is loaded
  const std::optional<Location> target = reader.follow(schema);
  if (!target) return text;
  if (target->document == &main_) {
    const std::string pointer = moved(target->pointer);
    if (!pointer.starts_with(kSchemas)) open_references_.push_back(to);
    return text_at(as_fragment(pointer), text.line);
  }
  if (elsewhere_[target->document].insert(target->pointer).second) unread_.push_back(*target);
  if (is_of_main) return text;
  return text_at(relative_reference(library_, main_.file(), target->document->file()) +
                     (target->pointer.empty() ? std::string() : as_fragment(target->pointer)),
                 text.line);
}

// What a schema of another document refers to, in whatever document.
void SwaggerSchemas::find_references(const Location& schema) {
  if (!schema.value->is_object()) return;
  for (const auto& [name, value] : schema.value->members) {
    const Location member{schema.document, pointer_append(schema.pointer, name), &value};
    if (name == "$ref" && value.is_string()) {
      Reader reader(library_);
      const std::optional<Location> target = reader.follow(schema);
      if (target && target->document != &main_ && elsewhere_[target->document].insert(target->pointer).second)
        unread_.push_back(*target);
    } else if (is_schema_keyword(name) && value.is_object()) {
      find_references(member);
    } else if (is_schema_map_keyword(name) || is_schema_keyword(name) || is_schema_list_keyword(name)) {
      for (const auto& [inner, one] : value.members)
        find_references({schema.document, pointer_append(member.pointer, inner), &one});
      for (std::size_t i = 0; i < value.items.size(); ++i)
        find_references({schema.document, pointer_append(member.pointer, i), &value.items[i]});
    }
  }
}

std::string SwaggerSchemas::moved(const std::string& pointer) const {
  if (!pointer.starts_with(kDefinitions)) return pointer;
  return std::string(kSchemas) + pointer.substr(kDefinitions.size());
}

void SwaggerSchemas::finish(JsonValue& openapi) {
  for (const std::string& at : open_references_) {
    JsonValue* reference = openapi.at(at);
    if (reference == nullptr || !reference->is_string()) continue;
    const std::string pointer = percent_decoded(std::string_view(reference->text).substr(1));
    const std::string* to = nullptr;
    std::size_t length = 0;
    for (const auto& [made, origin] : origins) {
      const bool is_above =
          origin.file == main_.file() && pointer.starts_with(origin.pointer) &&
          (pointer.size() == origin.pointer.size() || pointer[origin.pointer.size()] == '/');
      if (!is_above || (to != nullptr && origin.pointer.size() <= length)) continue;
      to = &made;
      length = origin.pointer.size();
    }
    if (to != nullptr && openapi.at(*to + pointer.substr(length)) != nullptr)
      reference->text = as_fragment(*to + pointer.substr(length));
  }
  while (!unread_.empty()) {
    const Location next = unread_.front();
    unread_.pop_front();
    find_references(next);
  }
  for (const auto& [document, pointers] : elsewhere_) convert_elsewhere(*document, pointers);
}

namespace {

// Renames the members of a schema in another document and of those within it. Nothing moves, so references to
// their parts stay valid. References to the main document follow what moved there.
void rename_below(JsonValue& schema, const std::function<void(JsonValue&)>& use) {
  if (!schema.is_object()) return;
  use(schema);
  for (auto& [name, value] : schema.members) {
    const bool is_schema = is_schema_keyword(name);
    if (is_schema && value.is_object()) rename_below(value, use);
    if (is_schema_map_keyword(name) || ((is_schema || is_schema_list_keyword(name)) && value.is_array())) {
      for (auto& [inner, one] : value.members) rename_below(one, use);
      for (JsonValue& one : value.items) rename_below(one, use);
    }
  }
  rename_members(schema);
}

}  // namespace

void SwaggerSchemas::convert_elsewhere(const Document& document, const std::set<std::string>& pointers) {
  JsonValue root = document.root();
  const auto correct = [&](JsonValue& schema) {
    JsonValue* text = schema.find("$ref");
    if (text == nullptr || !text->is_string() || text->text.starts_with('#')) return;
    Reader reader(library_);
    const JsonValue lone = JsonValue::object({{"$ref", *text}});
    const std::optional<Location> target = reader.follow({&document, "", &lone});
    if (!target || target->document != &main_) return;
    const std::string file = text->text.substr(0, text->text.find('#'));
    text->text = file + as_fragment(moved(target->pointer));
  };
  for (const std::string& pointer : pointers) {
    JsonValue* schema = root.at(pointer);
    if (schema != nullptr) rename_below(*schema, correct);
  }
  library_.convert(document.file(), Document(document.file(), std::move(root)), {});
}

}  // namespace avouch
