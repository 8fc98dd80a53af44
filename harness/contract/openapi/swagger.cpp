// SPDX-License-Identifier: MIT
#include "contract/openapi/swagger.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/percent.h"
#include "base/text.h"
#include "contract/openapi/reader.h"
#include "contract/openapi/swagger_schema.h"
#include "contract/serialization.h"
#include "json/json_value.h"
#include "json/pointer.h"

namespace avouch {
namespace {

constexpr std::string_view kForm = "application/x-www-form-urlencoded";
constexpr std::string_view kMultipart = "multipart/form-data";

template <std::size_t N>
bool is_among(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Members of a parameter, of `items` and of a header that belong to their schema in OpenAPI.
bool is_value_keyword(std::string_view name) {
  constexpr std::array<std::string_view, 18> kNames = {
      "type",      "format",    "items",   "default",     "maximum",    "exclusiveMaximum",
      "minimum",   "maxLength", "pattern", "maxItems",    "minItems",   "exclusiveMinimum",
      "minLength", "enum",      "title",   "uniqueItems", "multipleOf", "x-nullable"};
  return is_among(name, kNames);
}

// How the values of an array are joined (Swagger 2.0, Parameter Object, collectionFormat).
struct Joining {
  const char* style = nullptr;  // null: the default of the place
  bool explode = false;
  bool is_sayable = true;  // false: it has no meaning there, and one value alone is sent
  bool is_own = false;     // OpenAPI has no such style there: kCollectionFormat
};

struct MediaNames {
  std::vector<std::pair<std::string, Location>> names;
};

// The parameters of an operation, as OpenAPI separates them.
struct Inputs {
  JsonValue plain = JsonValue::array();
  std::optional<Location> body;
  std::vector<Location> form;
};

class SwaggerConverter {
 public:
  SwaggerConverter(Library& library, const Document& document)
      : library_(library), main_(document), reader_(library), schemas_(library, document) {}

  const Errors& faults() const { return reader_.errors; }
  Errors notes() const {
    Errors all = reader_.notes;
    all.insert(all.end(), schemas_.notes.begin(), schemas_.notes.end());
    return all;
  }
  const Library::Origins& origins() const { return schemas_.origins; }

  JsonValue convert() {
    const Location root{&main_, "", &main_.root()};
    root_consumes_ = media_names(root, "consumes");
    root_produces_ = media_names(root, "produces");
    JsonValue made = JsonValue::object();
    made.line = root.value->line;
    const Location version = *reader_.any(root, "swagger");
    if (!version.value->is_string()) (void)reader_.optional_text(root, "swagger");
    put_text(made, "", "openapi", "3.0.3", version);
    constexpr std::array<std::string_view, 11> kMoved = {
        "swagger",  "host",        "basePath",   "schemes",   "consumes",
        "produces", "definitions", "parameters", "responses", "securityDefinitions",
        "paths"};
    for (const auto& [name, value] : root.value->members) {
      if (!is_among(name, kMoved)) made.set(name, value);
    }
    if (std::optional<JsonValue> all = servers(root)) made.set("servers", *std::move(all));
    if (const std::optional<Location> paths = reader_.any(root, "paths"))
      made.set("paths", all_paths(*paths));
    JsonValue shared = components(root);
    if (!shared.empty()) made.set("components", std::move(shared));
    schemas_.finish(made);
    return made;
  }

 private:
  // Puts a member that is made of `from`.
  JsonValue& put(JsonValue& object, const std::string& to, std::string_view name, JsonValue value,
                 const Location& from) {
    schemas_.remember(pointer_append(to, name), from);
    value.line = from.value->line;
    return object.set(name, std::move(value));
  }
  void put_text(JsonValue& object, const std::string& to, std::string_view name, std::string text,
                const Location& from) {
    put(object, to, name, JsonValue::string(std::move(text)), from);
  }

  // A reference that leads nowhere stays as it is, and is found when OpenAPI is read.
  std::optional<Location> follow(const Location& at) {
    Reader reader(library_);
    std::optional<Location> target = reader.follow(at);
    if (target) reader_.notes.insert(reader_.notes.end(), reader.notes.begin(), reader.notes.end());
    return target;
  }

  static JsonValue object_at(const Location& at) {
    JsonValue made = JsonValue::object();
    made.line = at.value->line;
    return made;
  }

  // nullopt if the member is absent.
  std::optional<MediaNames> media_names(const Location& owner, std::string_view name) {
    const std::optional<Location> list = reader_.array(owner, name);
    if (!list) return std::nullopt;
    MediaNames found;
    for (const NamedLocation& each : reader_.members(*list)) {
      if (!each.at.value->is_string()) {
        reader_.fail(each.at, "a media type is a string; this is ignored", "Put it in quotes.");
        continue;
      }
      const std::string& text = each.at.value->text;
      const bool is_known = std::any_of(found.names.begin(), found.names.end(),
                                        [&](const auto& known) { return known.first == text; });
      if (!is_known) found.names.emplace_back(text, each.at);
    }
    return found;
  }

  // Swagger 2.0, Swagger Object: host, basePath, schemes. Without a scheme, the one of the document is used.
  std::optional<JsonValue> servers(const Location& root) {
    const std::optional<Location> host = reader_.any(root, "host");
    const std::optional<Location> base = reader_.any(root, "basePath");
    std::string authority = reader_.text(root, "host");
    if (const std::size_t scheme = authority.find("://"); scheme != authority.npos) {
      reader_.fail(*host, "the `host` " + in_quotes(authority) + " has a scheme",
                   "Write the name alone, and the scheme in `schemes` (Swagger 2.0, Swagger Object).");
      authority.erase(0, scheme + 3);
    }
    std::string path = reader_.text(root, "basePath");
    if (!path.empty() && !path.starts_with('/')) path.insert(0, "/");
    if (!host && !base) return std::nullopt;
    const Location from = host ? *host : *base;
    std::vector<std::pair<std::string, Location>> urls;
    const std::optional<Location> schemes = reader_.array(root, "schemes");
    for (const NamedLocation& scheme : schemes ? reader_.members(*schemes) : std::vector<NamedLocation>()) {
      // WebSockets are no HTTP requests.
      if (host && (scheme.at.value->is_string("https") || scheme.at.value->is_string("http")))
        urls.emplace_back(join({scheme.at.value->text, authority + path}, "://"), from);
    }
    if (host && !host->value->is_string()) return std::nullopt;  // the target stands for it
    if (urls.empty()) urls.emplace_back((host ? "//" + authority : std::string()) + path, from);
    JsonValue list = JsonValue::array();
    list.line = from.value->line;
    schemas_.remember("/servers", from);
    for (const auto& [url, at] : urls) {
      const std::string to = pointer_append("/servers", list.size());
      JsonValue server = object_at(at);
      schemas_.remember(to, at);
      put_text(server, to, "url", url.empty() ? "/" : url, at);
      list.items.push_back(std::move(server));
    }
    return list;
  }

  JsonValue all_paths(const Location& paths) {
    schemas_.remember("/paths", paths);
    if (!paths.value->is_object()) return *paths.value;
    JsonValue made = object_at(paths);
    for (const NamedLocation& member : reader_.members(paths)) {
      const std::string to = pointer_append("/paths", member.name);
      made.set(member.name, member.name.starts_with("x-") ? *member.at.value : path_item(member.at, to));
    }
    return made;
  }

  // Path items, bodies and form data of other documents are taken over: their form differs in OpenAPI.
  JsonValue path_item(const Location& start, const std::string& to) {
    const std::optional<Location> at = follow(start);
    if (!at || !at->value->is_object()) return *start.value;
    if (at->document != start.document || at->pointer != start.pointer) schemas_.remember(to, *at);
    JsonValue made = object_at(*at);
    const Inputs shared = inputs(*at, to);
    if (shared.plain.size() > 0) made.set("parameters", shared.plain);
    set_unread_parameters(made, *at);
    constexpr std::array<std::string_view, 7> kVerbs = {"get",     "put",  "post", "delete",
                                                        "options", "head", "patch"};
    for (const NamedLocation& member : reader_.members(*at)) {
      if (member.name == "parameters") continue;
      const bool is_operation = is_among(member.name, kVerbs) && member.at.value->is_object();
      made.set(member.name, is_operation ? operation(member.at, pointer_append(to, member.name), shared)
                                         : *member.at.value);
    }
    return made;
  }

  JsonValue operation(const Location& at, const std::string& to, const Inputs& of_path) {
    JsonValue made = object_at(at);
    const std::optional<MediaNames> own_consumes = media_names(at, "consumes");
    const std::optional<MediaNames> own_produces = media_names(at, "produces");
    for (const NamedLocation& member : reader_.members(at)) {
      constexpr std::array<std::string_view, 4> kMoved = {"consumes", "produces", "parameters", "responses"};
      if (member.name == "schemes") {
        reader_.note(member.at, "the `schemes` of an operation are not read: the target's scheme is used",
                     "Give the `schemes` of the document.");
      } else if (member.name == "requestBody" || member.name == "servers" || member.name == "callbacks") {
        note_of_openapi_3(member, "in an operation");
      } else if (!is_among(member.name, kMoved)) {
        made.set(member.name, *member.at.value);
      }
    }
    Inputs own = inputs(at, to);
    if (own.plain.size() > 0) made.set("parameters", std::move(own.plain));
    set_unread_parameters(made, at);
    if (!own.body && own.form.empty()) {
      own.body = of_path.body;
      own.form = of_path.form;
    }
    const std::optional<MediaNames>& consumes = own_consumes ? own_consumes : root_consumes_;
    if (own.body && !own.form.empty()) {
      reader_.fail(*own.body, "an operation has a body and form data; the form data is ignored",
                   "Keep one of the two (Swagger 2.0, Parameter Object).");
    }
    const std::string body_to = to + "/requestBody";
    if (own.body) {
      made.set("requestBody", request_body(*own.body, consumes, body_to));
    } else if (!own.form.empty()) {
      made.set("requestBody", form_body(own.form, consumes, body_to));
    }
    if (const std::optional<Location> all = reader_.any(at, "responses")) {
      made.set("responses", responses(*all, own_produces, to + "/responses"));
    }
    return made;
  }

  void note_of_openapi_3(const NamedLocation& member, const std::string& where) {
    reader_.note(
        member.at,
        "OpenAPI does not define " + in_quotes(member.name) + " " + where + " of Swagger 2.0; it is ignored",
        "Leave it out, or write the document as OpenAPI 3.");
  }

  // Parameters

  // What is no list stays as it is: no request can be made of it.
  void set_unread_parameters(JsonValue& made, const Location& owner) const {
    const std::optional<Location> given = reader_.any(owner, "parameters");
    if (given && !given->value->is_array()) made.set("parameters", *given->value);
  }

  Inputs inputs(const Location& owner, const std::string& to) {
    Inputs found;
    const std::optional<Location> list = reader_.any(owner, "parameters");
    if (!list || !list->value->is_array()) return found;
    found.plain.line = list->value->line;
    schemas_.remember(to + "/parameters", *list);
    for (const NamedLocation& member : reader_.members(*list)) {
      const Location at = follow(member.at).value_or(member.at);
      const JsonValue* in = at.value->find("in");
      if (in != nullptr && in->is_string("body")) {
        found.body = at;
      } else if (in != nullptr && in->is_string("formData")) {
        found.form.push_back(at);
      } else {
        const std::string here = pointer_append(to + "/parameters", found.plain.size());
        found.plain.items.push_back(parameter_or_reference(member.at, at, here));
      }
    }
    return found;
  }

  JsonValue parameter_or_reference(const Location& written, const Location& at, const std::string& to) {
    schemas_.remember(to, written);
    const std::optional<std::string> name = shared_name(written, at, "/parameters");
    return name ? reference_to("/components/parameters", *name, written) : parameter(at, to);
  }

  // The name of a shared part that a reference of the main document leads to directly.
  std::optional<std::string> shared_name(const Location& written, const Location& at,
                                         std::string_view folder) const {
    if (at.document != &main_ || at.pointer == written.pointer) return std::nullopt;
    const std::optional<std::vector<std::string>> tokens = pointer_tokens(at.pointer);
    if (!tokens || tokens->size() != 2 || "/" + tokens->front() != folder) return std::nullopt;
    return tokens->back();
  }

  static JsonValue reference_to(std::string_view folder, const std::string& name, const Location& written) {
    JsonValue text = JsonValue::string("#" + percent_encoded(pointer_append(folder, name), "/"));
    text.line = written.value->line;
    JsonValue made = object_at(written);
    made.set("$ref", std::move(text));
    return made;
  }

  JsonValue parameter(const Location& at, const std::string& to) {
    if (!at.value->is_object() || at.value->contains("$ref")) return *at.value;
    schemas_.origins[to] = at.place();
    JsonValue made = object_at(at);
    for (const NamedLocation& member : reader_.members(at)) {
      if (!is_value_keyword(member.name) && member.name != "collectionFormat" && member.name != "schema")
        made.set(member.name, *member.at.value);
    }
    if (const std::optional<Location> misplaced = reader_.any(at, "schema")) {
      reader_.note(*misplaced, "read as in OpenAPI 3.0: a parameter outside of the body has a `schema`",
                   "Write its members beside `name` and `in` (Swagger 2.0, Parameter Object).");
      made.set("schema", schemas_.convert(*misplaced, to + "/schema"));
      return made;
    }
    const JsonValue* in = at.value->find("in");
    const bool is_query = in != nullptr && in->is_string("query");
    const Joining joining = joining_of(at, is_query);
    put(made, to, "schema", value_schema(at, joining, to + "/schema"), at);
    if (is_array(at) && joining.is_sayable && (is_query || joining.is_own))
      put_joining(made, to, joining, at);
    return made;
  }

  void put_joining(JsonValue& object, const std::string& to, const Joining& joining, const Location& at) {
    const std::optional<Location> format = reader_.any(at, "collectionFormat");
    const Location& from = format ? *format : at;
    if (joining.is_own) return put_text(object, to, kCollectionFormat, format->value->text, from);
    put_text(object, to, "style", joining.style, from);
    put(object, to, "explode", JsonValue::boolean(joining.explode), from);
  }

  static bool is_array(const Location& at) {
    const JsonValue* type = at.value->find("type");
    return type != nullptr && type->is_string("array");
  }

  // `has_styles`: in a query or a form, where OpenAPI knows more than commas.
  Joining joining_of(const Location& at, bool has_styles) {
    const std::optional<std::string> format =
        is_array(at) ? reader_.optional_text(at, "collectionFormat") : std::nullopt;
    Joining made{.style = "form"};
    if (!format || *format == "csv") return made;
    if (has_styles && *format == "multi") return {.style = "form", .explode = true};
    if (has_styles && *format == "ssv") return {.style = "spaceDelimited"};
    if (has_styles && *format == "pipes") return {.style = "pipeDelimited"};
    if (*format == "ssv" || *format == "tsv" || *format == "pipes") return {.style = "form", .is_own = true};
    made.is_sayable = false;
    constexpr std::array<std::string_view, 5> kFormats = {"csv", "ssv", "tsv", "pipes", "multi"};
    const Location place = *reader_.any(at, "collectionFormat");
    if (!is_among(*format, kFormats)) {
      reader_.fail(place, in_quotes(*format) + " is no `collectionFormat`; one value alone is sent",
                   "Write csv, ssv, tsv, pipes or multi.");
    } else {
      reader_.note(place, "the `collectionFormat` " + *format + " is not used here: one value alone is sent",
                   "Write csv, if the API reads commas.");
    }
    return made;
  }

  // The schema of a parameter, of an item or of a header. `to` is its pointer. Recurses along `items`.
  JsonValue value_schema(const Location& at, const Joining& joining, const std::string& to) {
    const std::optional<Location> items = reader_.any(at, "items");
    if (!joining.is_sayable && items && items->value->is_object()) {
      schemas_.remember(to, *items);
      return value_schema(*items, {}, to);
    }
    schemas_.remember(to, at);
    if (at.value->contains("$ref")) return schemas_.convert(at, to);
    JsonValue made = object_at(at);
    for (const NamedLocation& member : reader_.members(at)) {
      const std::string here = pointer_append(to, member.name);
      if (member.name == "items" && member.at.value->is_object()) {
        // Arrays of arrays are joined twice, which no style of OpenAPI does: the inner one is a text.
        made.set("items",
                 is_array(member.at) ? joined_text(member.at, here) : value_schema(member.at, {}, here));
      } else if (member.name == "type" && member.at.value->is_string("file")) {
        put_text(made, to, "type", "string", member.at);
        put_text(made, to, "format", "binary", member.at);
      } else if (member.name == "x-nullable") {
        put(made, to, "nullable", *member.at.value, member.at);
      } else if (is_value_keyword(member.name) && !made.contains(member.name)) {
        made.set(member.name, *member.at.value);
      }
    }
    return made;
  }

  JsonValue joined_text(const Location& at, const std::string& to) {
    reader_.note(at, "an array within an array is not judged: it is taken as text");
    JsonValue made = object_at(at);
    put_text(made, to, "type", "string", at);
    return made;
  }

  // Bodies

  JsonValue request_body(const Location& at, const std::optional<MediaNames>& consumes,
                         const std::string& to) {
    schemas_.remember(to, at);
    JsonValue made = object_at(at);
    for (const NamedLocation& member : reader_.members(at)) {
      constexpr std::array<std::string_view, 3> kMoved = {"name", "in", "schema"};
      if (!is_among(member.name, kMoved)) made.set(member.name, *member.at.value);
    }
    const std::optional<Location> schema = reader_.any(at, "schema");
    if (!schema) reader_.fail(at, "a body parameter has no `schema`", "Add it; Swagger 2.0 requires it.");
    JsonValue content = object_at(at);
    MediaNames types = consumes.value_or(MediaNames());
    if (types.names.empty()) types.names.emplace_back("application/json", at);
    for (const auto& [type, named] : types.names) {
      const std::string here = pointer_append(to + "/content", type);
      JsonValue media = object_at(named);
      if (schema) media.set("schema", schemas_.convert(*schema, here + "/schema"));
      put(content, to + "/content", type, std::move(media), named);
    }
    put(made, to, "content", std::move(content), at);
    return made;
  }

  JsonValue form_body(const std::vector<Location>& form, const std::optional<MediaNames>& consumes,
                      const std::string& to) {
    const Location& first = form.front();
    schemas_.remember(to, first);
    const bool has_file = std::any_of(form.begin(), form.end(), [](const Location& at) {
      const JsonValue* type = at.value->find("type");
      return type != nullptr && type->is_string("file");
    });
    MediaNames types;
    for (const auto& named : consumes.value_or(MediaNames()).names) {
      const std::string essence = ascii_lower(trim_ows(named.first.substr(0, named.first.find(';'))));
      if (essence == kMultipart || (essence == kForm && !has_file)) types.names.push_back(named);
    }
    if (types.names.empty()) types.names.emplace_back(has_file ? kMultipart : kForm, first);
    JsonValue made = object_at(first);
    JsonValue content = object_at(first);
    for (const auto& [type, named] : types.names) {
      const std::string here = pointer_append(to + "/content", type);
      const bool is_multipart = ascii_lower(type).starts_with(kMultipart);
      put(content, to + "/content", type, form_media(form, is_multipart, here), named);
    }
    const bool is_required =
        std::any_of(form.begin(), form.end(), [&](const Location& at) { return requires_value(at); });
    put(made, to, "required", JsonValue::boolean(is_required), first);
    put(made, to, "content", std::move(content), first);
    return made;
  }

  bool requires_value(const Location& at) {
    const JsonValue* required = at.value->find("required");
    return required != nullptr && required->is_boolean() && required->is_true;
  }

  JsonValue form_media(const std::vector<Location>& form, bool is_multipart, const std::string& to) {
    const Location& first = form.front();
    JsonValue properties = object_at(first);
    JsonValue required = JsonValue::array();
    JsonValue encoding = object_at(first);
    const std::string schema_to = to + "/schema";
    for (const Location& at : form) {
      const std::optional<std::string> name = reader_.needed_text(at, "name", "a parameter");
      if (!name || properties.contains(*name)) continue;
      // A part of a multipart body holds one value, or by another separator than a comma the joined ones.
      // By a comma, joined values would be one text (OpenAPI 3.0.3 §4.7.15), and one value alone is sent.
      Joining joining = joining_of(at, true);
      if (is_multipart && is_array(at) && !joining.explode) {
        const JsonValue* format = at.value->find("collectionFormat");
        joining.is_own = joining.is_sayable && format != nullptr && !format->is_string("csv");
        joining.is_sayable = joining.is_own;
      }
      const std::string here = pointer_append(schema_to + "/properties", *name);
      JsonValue property = value_schema(at, joining, here);
      if (const JsonValue* text = at.value->find("description")) property.set("description", *text);
      properties.set(*name, std::move(property));
      if (requires_value(at)) {
        schemas_.remember(pointer_append(schema_to + "/required", required.size()), at);
        required.items.push_back(JsonValue::string(*name));
        required.items.back().line = at.value->line;
      }
      if (!is_array(at) || !joining.is_sayable || (is_multipart && !joining.is_own)) continue;
      JsonValue how = object_at(at);
      put_joining(how, pointer_append(to + "/encoding", *name), joining, at);
      put(encoding, to + "/encoding", *name, std::move(how), at);
    }
    JsonValue schema = object_at(first);
    put_text(schema, schema_to, "type", "object", first);
    put(schema, schema_to, "properties", std::move(properties), first);
    if (!required.empty()) put(schema, schema_to, "required", std::move(required), first);
    JsonValue media = object_at(first);
    put(media, to, "schema", std::move(schema), first);
    if (!encoding.empty()) put(media, to, "encoding", std::move(encoding), first);
    return media;
  }

  // Responses

  JsonValue responses(const Location& all, const std::optional<MediaNames>& own_produces,
                      const std::string& to) {
    schemas_.remember(to, all);
    if (!all.value->is_object()) return *all.value;
    JsonValue made = object_at(all);
    for (const NamedLocation& member : reader_.members(all)) {
      const std::string here = pointer_append(to, member.name);
      made.set(member.name,
               member.name.starts_with("x-") ? *member.at.value : response(member.at, own_produces, here));
    }
    return made;
  }

  JsonValue response(const Location& written, const std::optional<MediaNames>& own_produces,
                     const std::string& to) {
    const std::optional<Location> at = follow(written);
    if (!at) return *written.value;
    // The media types of a shared response are those of the operation: it is shared if they are the
    // document's.
    if (!own_produces) {
      if (const std::optional<std::string> name = shared_name(written, *at, "/responses")) {
        schemas_.remember(to, written);
        return reference_to("/components/responses", *name, written);
      }
    }
    return response_itself(*at, own_produces ? own_produces : root_produces_, to);
  }

  JsonValue response_itself(const Location& at, const std::optional<MediaNames>& produces,
                            const std::string& to) {
    schemas_.remember(to, at);
    if (!at.value->is_object()) return *at.value;
    JsonValue made = object_at(at);
    for (const NamedLocation& member : reader_.members(at)) {
      constexpr std::array<std::string_view, 3> kMoved = {"schema", "examples", "headers"};
      if (member.name == "content" || member.name == "links")
        note_of_openapi_3(member, "in a response");
      else if (!is_among(member.name, kMoved))
        made.set(member.name, *member.at.value);
    }
    if (const std::optional<Location> headers = reader_.object(at, "headers")) {
      JsonValue all = object_at(*headers);
      schemas_.remember(to + "/headers", *headers);
      for (const NamedLocation& member : reader_.members(*headers))
        all.set(member.name, header(member.at, pointer_append(to + "/headers", member.name)));
      made.set("headers", std::move(all));
    }
    JsonValue content = response_content(at, produces, to + "/content");
    if (!content.empty()) put(made, to, "content", std::move(content), at);
    return made;
  }

  JsonValue response_content(const Location& at, const std::optional<MediaNames>& produces,
                             const std::string& to) {
    const std::optional<Location> schema = reader_.any(at, "schema");
    const std::optional<Location> examples = reader_.object(at, "examples");
    MediaNames types;
    if (schema && produces) types = *produces;
    for (const NamedLocation& example :
         examples ? reader_.members(*examples) : std::vector<NamedLocation>()) {
      const bool is_known = std::any_of(types.names.begin(), types.names.end(),
                                        [&](const auto& known) { return known.first == example.name; });
      if (!is_known && example.name.find('/') != std::string::npos)
        types.names.emplace_back(example.name, example.at);
      else if (!is_known && !example.name.starts_with("x-"))
        reader_.note(example.at,
                     "the example " + in_quotes(example.name) + " is not read: its name is no media type",
                     "Write the media type, such as application/json.");
    }
    // Without `produces`, the document says nothing about the media type.
    if (schema && types.names.empty()) types.names.emplace_back("*/*", *schema);
    JsonValue content = object_at(at);
    for (const auto& [type, named] : types.names) {
      const std::string here = pointer_append(to, type);
      JsonValue media = object_at(named);
      if (schema) media.set("schema", schemas_.convert(*schema, here + "/schema"));
      if (const std::optional<Location> example = examples ? reader_.any(*examples, type) : std::nullopt)
        put(media, here, "example", *example->value, *example);
      put(content, to, type, std::move(media), named);
    }
    return content;
  }

  JsonValue header(const Location& at, const std::string& to) {
    schemas_.remember(to, at);
    if (!at.value->is_object()) return *at.value;
    JsonValue made = object_at(at);
    for (const NamedLocation& member : reader_.members(at)) {
      if (!is_value_keyword(member.name) && member.name != "collectionFormat")
        made.set(member.name, *member.at.value);
    }
    // What other separators part is one text to OpenAPI.
    const JsonValue* format = at.value->find("collectionFormat");
    const bool is_csv = format == nullptr || format->is_string("csv");
    put(made, to, "schema",
        is_array(at) && !is_csv ? joined_text(at, to + "/schema") : value_schema(at, {}, to + "/schema"), at);
    return made;
  }

  // What is shared

  JsonValue components(const Location& root) {
    JsonValue made = object_at(root);
    each(root, "definitions", "schemas", made,
         [&](const Location& at, const std::string& to) { return schemas_.convert(at, to); });
    each(root, "parameters", "parameters", made,
         [&](const Location& at, const std::string& to) { return parameter(at, to); });
    each(root, "responses", "responses", made,
         [&](const Location& at, const std::string& to) { return response_itself(at, root_produces_, to); });
    each(root, "securityDefinitions", "securitySchemes", made,
         [&](const Location& at, const std::string& to) { return security_scheme(at, to); });
    return made;
  }

  template <class Convert>
  void each(const Location& root, std::string_view from, std::string_view name, JsonValue& components,
            const Convert& convert) {
    const std::optional<Location> all = reader_.object(root, from);
    if (!all) return;
    const std::string to = pointer_append("/components", name);
    JsonValue made = object_at(*all);
    schemas_.remember(to, *all);
    for (const NamedLocation& member : reader_.members(*all)) {
      const JsonValue* in = member.at.value->find("in");
      const bool is_body =
          from == "parameters" && in != nullptr && (in->is_string("body") || in->is_string("formData"));
      if (!is_body) made.set(member.name, convert(member.at, pointer_append(to, member.name)));
    }
    if (!made.empty()) components.set(name, std::move(made));
  }

  JsonValue security_scheme(const Location& at, const std::string& to) {
    const JsonValue* type = at.value->find("type");
    if (type == nullptr) return *at.value;
    JsonValue made = object_at(at);
    schemas_.remember(to, at);
    const bool is_oauth = type->is_string("oauth2");
    for (const NamedLocation& member : reader_.members(at)) {
      constexpr std::array<std::string_view, 4> kFlow = {"flow", "authorizationUrl", "tokenUrl", "scopes"};
      if (!is_oauth || !is_among(member.name, kFlow)) made.set(member.name, *member.at.value);
    }
    if (type->is_string("basic")) {
      const Location from = *reader_.any(at, "type");
      put_text(made, to, "type", "http", from);
      put_text(made, to, "scheme", "basic", from);
    }
    if (!is_oauth) return made;
    JsonValue flow = object_at(at);
    const std::string name = flow_name(reader_.text(at, "flow"));
    const std::string flow_to = pointer_append(to + "/flows", name);
    for (const std::string_view member : {"authorizationUrl", "tokenUrl", "scopes"}) {
      if (const std::optional<Location> given = reader_.any(at, member))
        put(flow, flow_to, member, *given->value, *given);
    }
    if (!flow.contains("scopes")) put(flow, flow_to, "scopes", JsonValue::object(), at);
    JsonValue flows = object_at(at);
    put(flows, to + "/flows", name, std::move(flow), at);
    put(made, to, "flows", std::move(flows), at);
    return made;
  }

  static std::string flow_name(const std::string& flow) {
    if (flow == "application") return "clientCredentials";
    if (flow == "accessCode") return "authorizationCode";
    return flow.empty() ? "implicit" : flow;
  }

  Library& library_;
  const Document& main_;
  Reader reader_;
  SwaggerSchemas schemas_;
  std::optional<MediaNames> root_consumes_;
  std::optional<MediaNames> root_produces_;
};

// YAML reads an unquoted 2.0 as a number.
bool is_swagger_2(const JsonValue& root) {
  const JsonValue* version = root.find("swagger");
  return version != nullptr && (version->is_string() || version->is_number()) &&
         (version->text == "2.0" || version->text == "2");
}

}  // namespace

void convert_swagger(Library& library, const std::string& file, Errors& faults, Errors& notes) {
  const Document& document = *library.find(file);
  if (!document.root().is_object() || !is_swagger_2(document.root())) return;
  SwaggerConverter converter(library, document);
  JsonValue root = converter.convert();
  const auto add = [&](const Errors& made, Errors& all) {
    const Errors placed = library.sources_of(made);
    all.insert(all.end(), placed.begin(), placed.end());
  };
  add(converter.faults(), faults);
  add(converter.notes(), notes);
  const std::string name = document.file();
  library.convert(name, Document(name, std::move(root)), converter.origins());
}

}  // namespace avouch
