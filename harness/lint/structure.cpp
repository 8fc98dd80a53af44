// SPDX-License-Identifier: MIT
// The objects of an OpenAPI document by the tables of its specification: required fields that are absent,
// fields of another type, and fields that exclude each other or have no effect. None of them changes a
// verdict, so the loader does not read them.
#include <algorithm>
#include <array>
#include <initializer_list>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/percent.h"
#include "base/text.h"
#include "contract/document/library.h"
#include "json/json_value.h"
#include "json/number.h"
#include "json/pointer.h"
#include "lint/rules.h"

namespace avouch {
namespace structure {  // its short names are of this file alone
namespace {

enum class ObjectKind {
  none,
  document,
  info,
  contact,
  license,
  server,
  variable,
  components,
  path_item,
  operation,
  docs,
  parameter,
  request_body,
  media_type,
  encoding,
  response,
  callback,
  example,
  link,
  header,
  tag,
  requirement,
  scheme,
  flows,
  flow,
};

enum class FieldShape { text, flag, texts, object, list, map, any };

struct Field {
  std::string_view name;
  FieldShape shape = FieldShape::text;
  ObjectKind kind = ObjectKind::none;  // of an object, or of the elements of a list or a map
};

struct ObjectTable {
  ObjectKind kind;
  std::string_view what;    // "a tag"
  std::string_view plural;  // "tags"
  std::span<const Field> fields;
  std::span<const std::string_view> required = {};
  bool is_closed = false;  // the loader does not note its unknown fields
};

using enum FieldShape;
using K = ObjectKind;

// OpenAPI 3.2 §4, with the fields of all versions. Fields that the loader reads itself are left out.
constexpr Field kDocument[] = {{"info", object, K::info},
                               {"servers", list, K::server},
                               {"paths", map, K::path_item},
                               {"webhooks", map, K::path_item},
                               {"components", object, K::components},
                               {"security", list, K::requirement},
                               {"tags", list, K::tag},
                               {"externalDocs", object, K::docs}};
constexpr Field kInfo[] = {{"title"},
                           {"summary"},
                           {"description"},
                           {"termsOfService"},
                           {"contact", object, K::contact},
                           {"license", object, K::license},
                           {"version"}};
constexpr Field kContact[] = {{"name"}, {"url"}, {"email"}};
constexpr Field kLicense[] = {{"name"}, {"identifier"}, {"url"}};
constexpr Field kServer[] = {{"description"}, {"name"}, {"variables", map, K::variable}};
constexpr Field kVariable[] = {{"description"}, {"enum", texts}};
constexpr Field kComponents[] = {{"schemas", map},
                                 {"responses", map, K::response},
                                 {"parameters", map, K::parameter},
                                 {"examples", map, K::example},
                                 {"requestBodies", map, K::request_body},
                                 {"headers", map, K::header},
                                 {"securitySchemes", map, K::scheme},
                                 {"links", map, K::link},
                                 {"callbacks", map, K::callback},
                                 {"pathItems", map, K::path_item},
                                 {"mediaTypes", map, K::media_type}};
constexpr Field kPathItem[] = {{"summary"},
                               {"description"},
                               {"get", object, K::operation},
                               {"put", object, K::operation},
                               {"post", object, K::operation},
                               {"delete", object, K::operation},
                               {"options", object, K::operation},
                               {"head", object, K::operation},
                               {"patch", object, K::operation},
                               {"trace", object, K::operation},
                               {"query", object, K::operation},
                               {"additionalOperations", map, K::operation},
                               {"servers", list, K::server},
                               {"parameters", list, K::parameter}};
constexpr Field kOperation[] = {{"summary"},
                                {"description"},
                                {"externalDocs", object, K::docs},
                                {"parameters", list, K::parameter},
                                {"requestBody", object, K::request_body},
                                {"responses", map, K::response},
                                {"callbacks", map, K::callback},
                                {"security", list, K::requirement},
                                {"servers", list, K::server}};
constexpr Field kDocs[] = {{"description"}, {"url"}};
constexpr Field kParameter[] = {{"description"},
                                {"deprecated", flag},
                                {"allowEmptyValue", flag},
                                {"examples", map, K::example},
                                {"content", map, K::media_type}};
constexpr Field kRequestBody[] = {{"description"}, {"content", map, K::media_type}};
constexpr Field kMediaType[] = {{"description"},
                                {"examples", map, K::example},
                                {"encoding", map, K::encoding},
                                {"prefixEncoding", list, K::encoding},
                                {"itemEncoding", object, K::encoding}};
constexpr Field kEncoding[] = {{"headers", map, K::header},
                               {"encoding", map, K::encoding},
                               {"prefixEncoding", list, K::encoding},
                               {"itemEncoding", object, K::encoding}};
constexpr Field kResponse[] = {{"summary"},
                               {"description"},
                               {"headers", map, K::header},
                               {"content", map, K::media_type},
                               {"links", map, K::link}};
constexpr Field kExample[] = {{"summary"}, {"description"}, {"externalValue"}};
constexpr Field kLink[] = {{"operationRef"},     {"operationId"}, {"parameters", map},
                           {"requestBody", any}, {"description"}, {"server", object, K::server}};
constexpr Field kHeader[] = {
    {"description"}, {"deprecated", flag}, {"examples", map, K::example}, {"content", map, K::media_type}};
constexpr Field kTag[] = {{"name"},   {"summary"}, {"description"}, {"externalDocs", object, K::docs},
                          {"parent"}, {"kind"}};
constexpr Field kScheme[] = {{"description"},
                             {"bearerFormat"},
                             {"flows", object, K::flows},
                             {"openIdConnectUrl"},
                             {"oauth2MetadataUrl"}};
constexpr Field kFlows[] = {{"implicit", object, K::flow},
                            {"password", object, K::flow},
                            {"clientCredentials", object, K::flow},
                            {"authorizationCode", object, K::flow},
                            {"deviceAuthorization", object, K::flow}};
constexpr Field kFlow[] = {
    {"authorizationUrl"}, {"deviceAuthorizationUrl"}, {"tokenUrl"}, {"refreshUrl"}, {"scopes", map}};

constexpr std::string_view kName[] = {"name"};
constexpr std::string_view kUrl[] = {"url"};
constexpr std::string_view kScopes[] = {"scopes"};

constexpr ObjectTable kTables[] = {
    {K::document, "an OpenAPI document", "OpenAPI documents", kDocument},
    {K::info, "`info`", "`info` objects", kInfo, {}, true},
    {K::contact, "a contact", "contacts", kContact, {}, true},
    {K::license, "a license", "licenses", kLicense, kName, true},
    {K::server, "a server", "servers", kServer},
    {K::variable, "a server variable", "server variables", kVariable},
    {K::components, "`components`", "`components` objects", kComponents, {}, true},
    {K::path_item, "a path", "paths", kPathItem},
    {K::operation, "an operation", "operations", kOperation},
    {K::docs, "`externalDocs`", "`externalDocs` objects", kDocs, kUrl, true},
    {K::parameter, "a parameter", "parameters", kParameter},
    {K::request_body, "a request body", "request bodies", kRequestBody},
    {K::media_type, "a media type", "media types", kMediaType},
    {K::encoding, "an encoding", "encodings", kEncoding},
    {K::response, "a response", "responses", kResponse},
    {K::example, "an example", "examples", kExample},
    {K::link, "a link", "links", kLink, {}, true},
    {K::header, "a header", "headers", kHeader},
    {K::tag, "a tag", "tags", kTag, kName, true},
    {K::scheme, "a security scheme", "security schemes", kScheme},
    {K::flows, "`flows`", "`flows` objects", kFlows, {}, true},
    {K::flow, "an OAuth flow", "OAuth flows", kFlow, kScopes, true},
};

const ObjectTable* table_of(ObjectKind kind) {
  const auto* found = std::find_if(std::begin(kTables), std::end(kTables),
                                   [&](const ObjectTable& table) { return table.kind == kind; });
  return found == std::end(kTables) ? nullptr : found;
}

std::string type_of(const JsonValue& value) {
  if (value.is_number() && is_written_as_integer(value.text)) return "an integer";
  return std::string(to_string(value.kind));
}

std::string in_ticks(std::string_view name) {
  return "`" + std::string(name) + "`";
}

class Structure {
 public:
  Structure(LintSubject& subject, const Document& document)
      : subject_(subject),
        document_(document),
        version_(version_of(document)),
        is_swagger_(subject.source_of(document.place("/openapi")).pointer == "/swagger") {
    for (const Error& fault : subject.faults()) faults_.emplace(fault.place.file, fault.place.pointer);
  }

  void check() { visit(K::document, "", document_.root()); }

 private:
  // 0 for OpenAPI 3.0, and so on.
  static int version_of(const Document& document) {
    const JsonValue* version = document.root().find("openapi");
    if (version == nullptr || !version->text.starts_with("3.") || version->text.size() < 3) return 1;
    return version->text[2] - '0';
  }

  // Objects are nested as deeply as the document at most: 512 levels.
  void visit(ObjectKind kind, const std::string& pointer, const JsonValue& value) {
    if (kind == K::none) return;
    if (kind == K::requirement) return visit_requirement(pointer, value);
    if (!value.is_object()) return report_not_object(kind, pointer, value);
    if (value.contains("$ref") && kind != K::path_item) return;
    if (kind == K::callback) {  // path items by the expressions of their URLs
      for (const auto& [name, member] : value.members) {
        if (!name.starts_with("x-")) visit(K::path_item, pointer_append(pointer, name), member);
      }
      return;
    }
    const ObjectTable& table = *table_of(kind);
    for (const std::string_view name : table.required) {
      if (!value.contains(name)) report_missing(table, pointer, name);
    }
    for (const auto& [name, member] : value.members)
      visit_field(table, pointer_append(pointer, name), name, member);
    check_rules(table, pointer, value);
  }

  void visit_field(const ObjectTable& table, const std::string& pointer, const std::string& name,
                   const JsonValue& value) {
    const auto field = std::find_if(table.fields.begin(), table.fields.end(),
                                    [&](const Field& one) { return one.name == name; });
    if (field == table.fields.end()) {
      if (table.is_closed && !name.starts_with("x-")) report_unknown(table, pointer, name);
      return;
    }
    if (!has_shape(value, *field)) return report_type(table, pointer, *field, value);
    if (field->shape == object) visit(field->kind, pointer, value);
    if (field->shape == list) {
      for (std::size_t i = 0; i < value.items.size(); ++i)
        visit(field->kind, pointer_append(pointer, i), value.items[i]);
    }
    if (field->shape != map) return;
    for (const auto& [key, member] : value.members) {
      const std::string at = pointer_append(pointer, key);
      const bool is_reference = key == "$ref" && member.is_string();  // a fault: no component is a text
      if (table.kind == K::components && !is_swagger_ && !is_reference) check_component_name(at, key);
      if (!key.starts_with("x-")) visit(field->kind, at, member);
    }
  }

  static bool has_shape(const JsonValue& value, const Field& field) {
    const auto is_text = [](const JsonValue& one) { return one.is_string(); };
    switch (field.shape) {
      case text:
        return value.is_string();
      case flag:
        return value.is_boolean();
      case texts:
        return value.is_array() && std::all_of(value.items.begin(), value.items.end(), is_text);
      case object:
      case map:
        return value.is_object();
      case list:
        return value.is_array();
      case any:
        break;
    }
    return true;
  }

  // OpenAPI 3.1 §4.8.30: names of schemes with lists of scopes.
  void visit_requirement(const std::string& pointer, const JsonValue& value) {
    for (const auto& [name, scopes] : value.members) {
      const auto is_text = [](const JsonValue& scope) { return scope.is_string(); };
      if (scopes.is_array() && std::all_of(scopes.items.begin(), scopes.items.end(), is_text)) continue;
      report({.rule = "wrong-field",
              .severity = LintFinding::Severity::warning,
              .place = document_.place(pointer_append(pointer, name)),
              .message = "the scopes of a security requirement are a list of strings; this is " +
                         (scopes.is_array() ? "a list of others" : type_of(scopes)),
              .hint = "Write [] if the scheme has no scopes."});
    }
  }

  void check_rules(const ObjectTable& table, const std::string& pointer, const JsonValue& value) {
    const auto excludes = [&](std::string_view one, std::string_view other) {
      if (value.contains(one) && value.contains(other)) report_exclusive(table, pointer, one, other);
    };
    switch (table.kind) {
      case K::response:
        // OpenAPI 3.2 §4.16.1 does not require it.
        if (version_ < 2 && !value.contains("description")) report_missing(table, pointer, "description");
        break;
      case K::license:
        excludes("identifier", "url");
        break;
      case K::example:
        for (const std::string_view other : {"externalValue", "dataValue", "serializedValue"})
          excludes("value", other);
        excludes("serializedValue", "externalValue");
        break;
      case K::media_type:
      case K::encoding:
        excludes("encoding", "prefixEncoding");
        excludes("encoding", "itemEncoding");
        break;
      case K::link:
        excludes("operationRef", "operationId");
        if (!value.contains("operationRef") && !value.contains("operationId"))
          report({.rule = "missing-field",
                  .severity = LintFinding::Severity::warning,
                  .place = document_.place(pointer),
                  .message = "a link has neither `operationId` nor `operationRef`",
                  .hint = "Name the operation that it leads to."});
        break;
      case K::parameter:
        check_parameter(table, pointer, value);
        break;
      case K::header:
        for (const std::string_view name : {"allowReserved", "allowEmptyValue"})
          check_effect(pointer, value, name, "of a header");
        break;
      case K::document:
        check_tags(value);
        break;
      case K::scheme:
        check_scheme(table, pointer, value);
        break;
      case K::flows:
        check_flows(pointer, value);
        break;
      case K::none:
      case K::info:
      case K::contact:
      case K::server:
      case K::variable:
      case K::components:
      case K::path_item:
      case K::operation:
      case K::docs:
      case K::request_body:
      case K::callback:
      case K::tag:
      case K::requirement:
      case K::flow:
        break;
    }
  }

  void check_parameter(const ObjectTable& table, const std::string& pointer, const JsonValue& value) {
    const JsonValue* in = value.find("in");
    if (in == nullptr || !in->is_string()) return;
    // OpenAPI 3.1 §4.8.12.2: both are of query parameters; 3.2 §4.12.2.2 allows the first where values are
    // percent-encoded.
    const bool is_encoded =
        in->text == "query" || (version_ >= 2 && (in->text == "path" || in->text == "cookie"));
    const JsonValue* style = value.find("style");
    const bool is_plain = style != nullptr && style->is_string("cookie");
    if (!is_encoded || is_plain) check_effect(pointer, value, "allowReserved", "outside of a query");
    if (in->text != "query") check_effect(pointer, value, "allowEmptyValue", "outside of a query");
    if (!value.contains("content") || value.contains("schema")) return;
    // OpenAPI 3.1 §4.8.12.2.2: `content` describes the serialization itself.
    for (const std::string_view name : {"style", "explode", "allowReserved"}) {
      if (value.contains(name)) report_exclusive(table, pointer, "content", name);
    }
  }

  void check_effect(const std::string& pointer, const JsonValue& value, std::string_view name,
                    std::string_view where) {
    const JsonValue* set = value.find(name);
    if (set == nullptr || !set->is_boolean() || !set->is_true) return;
    report({.rule = "dead-field",
            .severity = LintFinding::Severity::warning,
            .place = document_.place(pointer_append(pointer, name)),
            .message = in_ticks(name) + " " + std::string(where) + " has no effect",
            .hint = "Leave it out."});
  }

  // OpenAPI 3.1 §4.8.1: the names of tags are unique. 3.2 §4.23: a parent is a tag, and no tag is above
  // itself.
  void check_tags(const JsonValue& root) {
    const JsonValue* tags = root.find("tags");
    if (tags == nullptr || !tags->is_array()) return;
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < tags->items.size(); ++i) {
      const JsonValue* name = tags->items[i].find("name");
      if (name == nullptr || !name->is_string() || names.insert(name->text).second) continue;
      report({.rule = "wrong-field",
              .severity = LintFinding::Severity::warning,
              .place = document_.place(pointer_append(pointer_append("/tags", i), "name")),
              .message = "the tag " + in_quotes(name->text) + " occurs twice",
              .hint = "Keep one of the two."});
    }
    for (std::size_t i = 0; i < tags->items.size(); ++i) {
      const JsonValue* parent = tags->items[i].find("parent");
      if (parent == nullptr || !parent->is_string() || names.contains(parent->text)) continue;
      report({.rule = "wrong-field",
              .severity = LintFinding::Severity::warning,
              .place = document_.place(pointer_append(pointer_append("/tags", i), "parent")),
              .message = "no tag " + in_quotes(parent->text) + " is defined",
              .hint = "Define it in `tags`, or correct the name."});
    }
  }

  void check_scheme(const ObjectTable& table, const std::string& pointer, const JsonValue& value) {
    const JsonValue* type = value.find("type");
    if (type == nullptr) return;
    if (type->is_string("oauth2") && !value.contains("flows")) report_missing(table, pointer, "flows");
    if (type->is_string("openIdConnect") && !value.contains("openIdConnectUrl"))
      report_missing(table, pointer, "openIdConnectUrl");
  }

  // OpenAPI 3.2 §4.29: the URLs that each flow needs.
  void check_flows(const std::string& pointer, const JsonValue& value) {
    struct Needed {
      std::string_view flow;
      std::string_view url;
    };
    constexpr Needed kNeeded[] = {
        {"implicit", "authorizationUrl"},   {"password", "tokenUrl"},
        {"clientCredentials", "tokenUrl"},  {"authorizationCode", "authorizationUrl"},
        {"authorizationCode", "tokenUrl"},  {"deviceAuthorization", "deviceAuthorizationUrl"},
        {"deviceAuthorization", "tokenUrl"}};
    for (const Needed& needed : kNeeded) {
      const JsonValue* flow = value.find(needed.flow);
      if (flow != nullptr && flow->is_object() && !flow->contains(needed.url))
        report_missing(*table_of(K::flow), pointer_append(pointer, needed.flow), needed.url);
    }
  }

  // OpenAPI 3.1 §4.8.7.
  void check_component_name(const std::string& pointer, const std::string& name) {
    const auto is_allowed = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
             c == '-' || c == '_';
    };
    if (!name.empty() && std::all_of(name.begin(), name.end(), is_allowed)) return;
    report({.rule = "wrong-field",
            .severity = LintFinding::Severity::warning,
            .place = document_.place(pointer),
            .message = in_quotes(name) + " is not the name of a component",
            .hint = "Use letters, digits, dots, hyphens and underscores (OpenAPI 3.1 §4.8.7).",
            .cause = "component",
            .plural = "names of components have other characters than letters, digits, dots, hyphens and "
                      "underscores"});
  }

  void report_missing(const ObjectTable& table, const std::string& pointer, std::string_view name) {
    if (is_told(pointer)) return;
    report({.rule = "missing-field",
            .severity = LintFinding::Severity::warning,
            .place = document_.place(pointer),
            .message = std::string(table.what) + " has no " + in_ticks(name),
            .hint = "Add it; OpenAPI requires it.",
            .plural = std::string(table.plural) + " have no " + in_ticks(name)});
  }

  void report_not_object(ObjectKind kind, const std::string& pointer, const JsonValue& value) {
    const ObjectTable* table = table_of(kind);
    if (table == nullptr || is_told(pointer)) return;
    report({.rule = "wrong-field",
            .severity = LintFinding::Severity::warning,
            .place = document_.place(pointer),
            .message = std::string(table->what) + " is an object; this is " + type_of(value),
            .hint = "Write an object here."});
  }

  void report_type(const ObjectTable& table, const std::string& pointer, const Field& field,
                   const JsonValue& value) {
    if (is_told(pointer)) return;
    const auto [wanted, hint] = [&]() -> std::pair<std::string, std::string> {
      switch (field.shape) {
        case text:
          return {"a string", value.is_null() ? "Fill it in, or leave it out." : "Put it in quotes."};
        case flag:
          return {"true or false", "Write true or false, without quotes."};
        case texts:
          return {"an array of strings", "Put each element in quotes."};
        case object:
        case map:
          return {"an object", "Write an object here."};
        case list:
          return {"an array", "Write an array here."};
        case any:
          break;
      }
      return {};
    }();
    report({.rule = "wrong-field",
            .severity = LintFinding::Severity::warning,
            .place = document_.place(pointer),
            .message = in_ticks(field.name) + " of " + std::string(table.what) + " is " + wanted +
                       "; this is " +
                       (value.is_array() && field.shape == texts ? "an array of others" : type_of(value)),
            .hint = hint});
  }

  void report_unknown(const ObjectTable& table, const std::string& pointer, const std::string& name) {
    if (is_told(pointer)) return;
    std::vector<std::string> known;
    for (const Field& field : table.fields) known.emplace_back(field.name);
    const std::optional<std::string> close = nearest(name, known);
    report({.rule = "unknown-field",
            .severity = LintFinding::Severity::warning,
            .place = document_.place(pointer),
            .message = "OpenAPI does not define " + in_quotes(name) + " in " + std::string(table.what) +
                       "; it is ignored",
            .hint = close ? "Did you mean " + in_quotes(*close) + "?"
                          : "Leave it out, or begin its name with x-."});
  }

  void report_exclusive(const ObjectTable& table, const std::string& pointer, std::string_view one,
                        std::string_view other) {
    const std::string at = pointer_append(pointer, other);
    if (is_told(at)) return;
    report({.rule = "wrong-field",
            .severity = LintFinding::Severity::warning,
            .place = document_.place(at),
            .message = std::string(table.what) + " has both " + in_ticks(one) + " and " + in_ticks(other),
            .hint = "Keep one of the two; OpenAPI forbids both.",
            .plural = std::string(table.plural) + " have both " + in_ticks(one) + " and " + in_ticks(other)});
  }

  // Whether the loader already told something there.
  bool is_told(const std::string& pointer) const {
    const Place place = subject_.source_of(document_.place(pointer));
    return faults_.contains({place.file, place.pointer});
  }

  void report(LintFinding finding) { subject_.report(std::move(finding)); }

  LintSubject& subject_;
  const Document& document_;
  const int version_;
  const bool is_swagger_;                                 // converted: its names of components are free
  std::set<std::pair<std::string, std::string>> faults_;  // of the loader: file and pointer
};

// Annotations that are true or false. Another value counts as absent.
void check_flags(LintSubject& subject, const SchemaPart& part) {
  for (const std::string_view name : {"readOnly", "writeOnly", "deprecated", "nullable"}) {
    const JsonValue* value = part.value->find(name);
    if (value == nullptr || value->is_boolean()) continue;
    subject.report({.rule = "wrong-field",
                    .severity = LintFinding::Severity::warning,
                    .place = part.place(name),
                    .message = in_ticks(name) + " of a schema is true or false; this is " + type_of(*value),
                    .hint = "Write true or false, without quotes."});
  }
}

// OpenAPI 3.2 §4.25: a discriminator names a property, and the schemas that its values lead to.
class DiscriminatorCheck {
 public:
  DiscriminatorCheck(LintSubject& subject, const SchemaPart& part) : subject_(subject), part_(part) {}

  void check() {
    const JsonValue* discriminator = part_.value->find("discriminator");
    if (discriminator == nullptr) return;
    const std::string at = pointer_append(part_.pointer, "discriminator");
    if (!discriminator->is_object())
      return report("wrong-field", at, "a discriminator is an object; this is " + type_of(*discriminator),
                    "Write {propertyName: …} (OpenAPI 3.1 §4.8.25).");
    const JsonValue* property = discriminator->find("propertyName");
    if (property == nullptr || !property->is_string())
      report(property == nullptr ? "missing-field" : "wrong-field", at,
             property == nullptr
                 ? "a discriminator has no `propertyName`"
                 : "`propertyName` of a discriminator is a string; this is " + type_of(*property),
             "Name the property whose value tells the schema.");
    if (const JsonValue* mapping = discriminator->find("mapping"); mapping != nullptr) {
      for (const auto& [name, target] : mapping->members)
        check_target(pointer_append(pointer_append(at, "mapping"), name), target);
    }
    if (const JsonValue* other = discriminator->find("defaultMapping"))
      check_target(pointer_append(at, "defaultMapping"), *other);
  }

 private:
  // A target in another document is not looked for.
  void check_target(const std::string& pointer, const JsonValue& target) {
    if (!target.is_string())
      return report("wrong-field", pointer,
                    "the target of a discriminator is a string; this is " + type_of(target),
                    "Put it in quotes.");
    const std::string& name = target.text;
    const bool is_reference = name.starts_with('#');
    if (!is_reference && name.find_first_of("/.:#") != name.npos) return;
    const std::string where = is_reference ? percent_decoded(std::string_view(name).substr(1))
                                           : pointer_append("/components/schemas", name);
    if (part_.document->at(where) != nullptr || !part_.document->root().contains("openapi")) return;
    report("wrong-field", pointer, "the discriminator leads to " + in_quotes(name) + ", which is not defined",
           "Define the schema, or correct the name.");
  }

  void report(const char* rule, const std::string& pointer, std::string message, std::string hint) {
    subject_.report({.rule = rule,
                     .severity = LintFinding::Severity::warning,
                     .place = part_.document->place(pointer),
                     .message = std::move(message),
                     .hint = std::move(hint)});
  }

  LintSubject& subject_;
  const SchemaPart& part_;
};

// OpenAPI 3.2 §4.26.1: `nodeType` replaces the two older fields.
void check_xml(LintSubject& subject, const SchemaPart& part) {
  const JsonValue* xml = part.value->find("xml");
  if (xml == nullptr || !xml->is_object() || !xml->contains("nodeType")) return;
  for (const std::string_view name : {"attribute", "wrapped"}) {
    if (!xml->contains(name)) continue;
    subject.report({.rule = "wrong-field",
                    .severity = LintFinding::Severity::warning,
                    .place = part.document->place(pointer_append(pointer_append(part.pointer, "xml"), name)),
                    .message = "an `xml` object has both `nodeType` and " + in_ticks(name),
                    .hint = "Keep one of the two; OpenAPI forbids both."});
  }
}

}  // namespace
}  // namespace structure

void check_structure(LintSubject& subject) {
  const Document* document = subject.contract().library->find(subject.contract().file);
  if (document != nullptr && document->root().is_object() && document->root().contains("openapi"))
    structure::Structure(subject, *document).check();
  for (const SchemaPart& part : subject.parts()) {
    structure::check_xml(subject, part);
    structure::check_flags(subject, part);
    structure::DiscriminatorCheck(subject, part).check();
  }
}

}  // namespace avouch
