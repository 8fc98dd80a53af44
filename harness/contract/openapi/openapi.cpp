// SPDX-License-Identifier: MIT
#include "contract/openapi/openapi.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/percent.h"
#include "base/text.h"
#include "contract/openapi/media.h"
#include "contract/openapi/operation.h"
#include "contract/openapi/parameter.h"
#include "contract/openapi/reader.h"
#include "contract/openapi/response.h"
#include "contract/openapi/security.h"
#include "contract/openapi/server.h"
#include "contract/schema/dialect.h"
#include "json/json_value.h"

namespace avouch {
namespace {

bool looks_like_a_schema(const JsonValue& root) {
  constexpr std::array kTelling = {"$schema",     "type",  "properties", "$defs",
                                   "definitions", "anyOf", "oneOf",      "allOf"};
  return root.is_boolean() ||
         std::any_of(kTelling.begin(), kTelling.end(), [&](const char* name) { return root.contains(name); });
}

std::optional<Error> not_openapi(const Document& document) {
  const JsonValue& root = document.root();
  if (looks_like_a_schema(root) && !root.contains("openapi") && !root.contains("swagger")) {
    return Error{
        .title = "this is a JSON Schema, not an OpenAPI document",
        .place = document.place(""),
        .hint = "Name the path that returns it with --get /path, or refer to it from an OpenAPI document."};
  }
  if (!root.is_object()) {
    return Error{.title = "this is not an OpenAPI document: it is not an object",
                 .place = document.place(""),
                 .hint = "Name an OpenAPI 3.0, 3.1 or 3.2 document."};
  }
  if (root.contains("swagger")) {
    return Error{.title = "Swagger " + shown(plain_text(*root.find("swagger"))) + " is not supported",
                 .place = document.place("/swagger"),
                 .hint = "Convert it to OpenAPI 3.0 or 3.1; use a converter such as swagger2openapi."};
  }
  if (!root.contains("openapi")) {
    return Error{
        .title = "this is not an OpenAPI document: it has no `openapi`",
        .place = document.place(""),
        .hint = "Name an OpenAPI 3.0, 3.1 or 3.2 document, or add the version as \"openapi\": \"3.1.0\"."};
  }
  return std::nullopt;
}

// Returns the version; nullopt and a fault if it is not supported. A version that is written as a number, or
// without its last part, has only one meaning.
std::optional<OpenApi> read_version(Reader& reader, const Location& root) {
  const Location at = *reader.any(root, "openapi");
  const bool is_number = at.value->is_number();
  const std::optional<std::string> version =
      is_number ? std::optional(at.value->text) : reader.optional_text(root, "openapi");
  if (!version) return std::nullopt;
  std::optional<OpenApi> known;
  if (version->starts_with("3.0.") || *version == "3.0") known = OpenApi::v3_0;
  if (version->starts_with("3.1.") || *version == "3.1") known = OpenApi::v3_1;
  if (version->starts_with("3.2.") || *version == "3.2") known = OpenApi::v3_2;
  if (is_number) (void)reader.optional_text(root, "openapi");
  if (known && version->size() > 3) return known;
  if (is_number) return known;
  if (known) {
    reader.fail(at, "the OpenAPI version " + in_quotes(*version) + " lacks its last part",
                "Write \"3.0.4\", \"3.1.1\" or \"3.2.0\".");
  } else {
    reader.fail(at, "OpenAPI " + shown(*version) + " is not supported",
                version->starts_with("3.")
                    ? "Write it as OpenAPI 3.2, if it uses nothing newer."
                    : "Write \"3.0.4\", \"3.1.1\" or \"3.2.0\": Avouch reads OpenAPI 3.0, 3.1 and 3.2.");
  }
  return known;
}

void read_schema_dialect(Reader& reader, const Location& root) {
  const std::optional<std::string> uri = reader.optional_text(root, "jsonSchemaDialect");
  if (!uri || reader.dialect == Dialect::openapi_3_0) return;
  if (const std::optional<Dialect> known = dialect_of(*uri)) {
    reader.dialect = *known;
  } else {  // a schema is then read by the dialect of the version
    reader.fail(*reader.any(root, "jsonSchemaDialect"),
                "the schema dialect " + in_quotes(*uri) + " is not supported",
                "Name one of JSON Schema's drafts 4 to 2020-12, or leave it out.");
  }
}

// Coordinates begin with the operation's name, so names must be unique. Of operations with one operationId,
// the first keeps it; the others are named by method and path.
void name_apart(Reader& reader, std::vector<Operation>& operations) {
  std::map<std::string, Place> known;
  for (Operation& operation : operations) {
    const auto [first, is_new] = known.emplace(operation.id, operation.place);
    if (is_new) continue;
    reader.errors.push_back({.title = "the operationId " + in_quotes(operation.id) +
                                      " occurs twice, here and at " + to_string(first->second),
                             .place = operation.place,
                             .hint = "Give each operation an operationId of its own."});
    const std::string derived = derived_id(operation.method, operation.path);
    operation.id = derived;
    for (int times = 2; !known.emplace(operation.id, operation.place).second; ++times)
      operation.id = derived + "~" + std::to_string(times);
  }
}

// OpenAPI 3.2: the document's own URI, which the library knows.
void check_self(Reader& reader, const Location& root) {
  const std::optional<Location> at = reader.since(OpenApi::v3_2, root, "$self");
  const std::optional<std::string> uri = at ? reader.optional_text(root, "$self") : std::nullopt;
  if (uri && uri->find('#') != uri->npos)
    reader.fail(*at, "`$self` has a fragment", "Leave it out: the URI names the whole document.");
}

// OpenAPI 3.1 §4.8.1: a document has paths, components or webhooks.
bool needs_paths(const Reader& reader, const Location& root) {
  return reader.dialect == Dialect::openapi_3_0 ||
         (!reader.any(root, "components") && !reader.any(root, "webhooks"));
}

// Returns whether no operation can be read, although the document should have some.
bool lacks_operations(Reader& reader, const Location& root, Contract& contract) {
  const std::size_t before = reader.errors.size();
  const std::optional<Location> paths = reader.object(root, "paths");
  if (!paths && !reader.any(root, "paths")) {
    if (needs_paths(reader, root))
      reader.fail(root, "no `paths` are documented", "Add the paths to judge.");
    else
      reader.note(root, "no operation is documented: there is nothing to ask", "Add the paths to judge.");
  }
  if (!paths) return reader.errors.size() > before;
  for (const NamedLocation& path : reader.members(*paths)) {
    if (!path.name.starts_with("x-")) read_path(reader, path, root, contract);
  }
  if (!contract.operations.empty()) return false;
  if (reader.errors.size() > before) return true;
  reader.note(*paths, "no operation is documented", "Add an operation such as \"get\" to a path.");
  return false;
}

void add_media(const std::vector<DocumentedMedia>& media, std::vector<UnusedSchema>& unused) {
  for (const DocumentedMedia& each : media) {
    if (each.schema != nullptr)
      unused.push_back({each.schema, each.is_json() ? each.examples : std::vector<Example>{}});
  }
}

void add_headers(const std::vector<DocumentedHeader>& headers, std::vector<UnusedSchema>& unused) {
  for (const DocumentedHeader& header : headers) {
    if (header.schema != nullptr) unused.push_back({header.schema, header.examples});
  }
}

void add_parameters(const std::vector<Parameter>& parameters, std::vector<UnusedSchema>& unused) {
  for (const Parameter& parameter : parameters) {
    if (parameter.schema == nullptr) continue;
    unused.push_back({parameter.schema, parameter.as_content ? std::vector<Example>{} : parameter.examples});
  }
}

void add_response(const DocumentedResponse& response, std::vector<UnusedSchema>& unused) {
  add_media(response.media, unused);
  add_headers(response.headers, unused);
}

// Callbacks: path items, named by expressions of the URLs that are called (OpenAPI 3.1 §4.8.18).
void read_callbacks(Reader& reader, const Location& start, const Location& root, Contract& received) {
  const std::optional<Location> callback = reader.follow(start);
  if (!callback || !reader.expect_object(*callback, "a callback")) return;
  for (const NamedLocation& item : reader.members(*callback)) {
    if (!item.name.starts_with("x-")) read_other_path(reader, item, root, received);
  }
}

// The callbacks of all operations below a map of path items.
void read_all_callbacks(Reader& reader, const Location& paths, const Location& root, Contract& received) {
  for (const NamedLocation& path : reader.members(paths)) {
    for (const NamedLocation& method : reader.members(path.at)) {
      if (!method.at.value->is_object()) continue;
      const std::optional<Location> callbacks = reader.any(method.at, "callbacks");
      if (!callbacks || !callbacks->value->is_object()) continue;
      for (const NamedLocation& callback : reader.members(*callbacks)) {
        if (!callback.name.starts_with("x-")) read_callbacks(reader, callback.at, root, received);
      }
    }
  }
}

// The component's name is not a media type: the references to it give one.
NamedLocation as_media(const NamedLocation& component) {
  const bool is_sequence = component.at.value->is_object() && component.at.value->contains("itemSchema");
  return {is_sequence ? "application/jsonl" : "application/json", component.at};
}

// Reads the components, for their faults and schemas.
void read_components(Reader& reader, const Location& components, const Location& root, Contract& received,
                     std::vector<UnusedSchema>& unused) {
  const auto each = [&](const char* kind, const auto& read) {
    const std::optional<Location> of_kind = reader.object(components, kind);
    if (!of_kind) return;
    for (const NamedLocation& member : reader.members(*of_kind)) {
      if (!member.name.starts_with("x-")) read(member);
    }
  };
  if (reader.version == OpenApi::v3_2) {
    each("mediaTypes", [&](const NamedLocation& member) {
      ContractFault ignored;
      if (const auto media = read_media(reader, as_media(member), Direction::answer, ignored))
        add_media({*media}, unused);
    });
  }
  each("securitySchemes", [&](const NamedLocation& member) { check_scheme(reader, member); });
  if (reader.version >= OpenApi::v3_1) {
    each("pathItems", [&](const NamedLocation& member) { read_other_path(reader, member, root, received); });
  }
  reader.is_called_back = true;
  each("callbacks", [&](const NamedLocation& member) { read_callbacks(reader, member.at, root, received); });
  reader.is_called_back = false;
  each("parameters", [&](const NamedLocation& member) {
    if (const auto parameter = read_parameter(reader, member.at)) add_parameters({*parameter}, unused);
  });
  each("headers", [&](const NamedLocation& member) {
    if (const auto header = read_header(reader, member)) add_headers({*header}, unused);
  });
  each("requestBodies", [&](const NamedLocation& member) {
    add_media(read_request_body(reader, member.at).body.media, unused);
  });
  each("responses",
       [&](const NamedLocation& member) { add_response(read_response(reader, member), unused); });
  each("schemas", [&](const NamedLocation& member) {
    if (reader.has_read_component(member.at)) return;
    if (auto schema = reader.schema(member.at).first) unused.push_back({std::move(schema), {}});
  });
}

// Reads what no operation uses. Webhooks are like paths, with names in place of them (OpenAPI 3.1 §4.8.1).
// What is used as well is read again; its faults are the same.
void read_unused(Reader& reader, const Location& root, Contract& contract) {
  Contract received;
  reader.is_called_back = true;
  if (const std::optional<Location> hooks = reader.object(root, "webhooks")) {
    for (const NamedLocation& hook : reader.members(*hooks)) read_other_path(reader, hook, root, received);
  }
  if (const std::optional<Location> paths = reader.any(root, "paths"); paths && paths->value->is_object())
    read_all_callbacks(reader, *paths, root, received);
  reader.is_called_back = false;
  const std::optional<Location> components = reader.object(root, "components");
  if (components) read_components(reader, *components, root, received, contract.unused);
  for (const Operation& operation : received.operations) {
    add_parameters(operation.parameters, contract.unused);
    if (operation.request_body) add_media(operation.request_body->media, contract.unused);
    for (const DocumentedResponse& response : operation.responses) add_response(response, contract.unused);
  }
}

// Removes duplicates, keeping the order: a shared component is read for every operation that refers to it.
Errors distinct(Errors all) {
  Errors kept;
  std::set<std::tuple<std::string, std::string, std::string>> seen;
  for (Error& error : all) {
    if (seen.emplace(error.place.file, error.place.pointer, error.title).second)
      kept.push_back(std::move(error));
  }
  return kept;
}

}  // namespace

Result<Contract> read_openapi(Library& library, const Document& document, const LoadOptions& options) {
  if (std::optional<Error> error = not_openapi(document)) return *std::move(error);
  Reader reader(library);
  const Location root{&document, "", &document.root()};
  const std::optional<OpenApi> version = read_version(reader, root);
  if (!version) return std::move(reader.errors);
  reader.version = *version;
  // The schemas of OpenAPI 3.2 are those of 3.1, with more annotations in `discriminator` and `xml`.
  reader.dialect = *version == OpenApi::v3_0 ? Dialect::openapi_3_0 : Dialect::openapi_3_1;
  const std::size_t most_parts = size_of(document.root()).values + kMostSharedParts;
  reader.limit_parts(most_parts);
  reader.check_names(root, "an OpenAPI document",
                     {"openapi", "info", "jsonSchemaDialect", "servers", "paths", "webhooks", "components",
                      "security", "tags", "externalDocs"},
                     {"$self"});
  check_self(reader, root);
  read_schema_dialect(reader, root);

  Contract contract{.file = document.file(), .dialect = reader.dialect};
  if (const std::optional<Location> info = reader.object(root, "info")) {
    contract.title = reader.needed_text(*info, "title", "`info`").value_or("");
    contract.version = reader.needed_text(*info, "version", "`info`").value_or("");
  } else if (!reader.any(root, "info")) {
    reader.fail(root, "an OpenAPI document has no `info`",
                "Add it, with a title and a version; OpenAPI requires it.");
  }
  if (const std::optional<Location> servers = reader.array(root, "servers"))
    contract.servers = read_servers(reader, *servers);
  if (const std::optional<Location> hooks = reader.any(root, "webhooks")) {
    reader.note(*hooks, "webhooks are not judged: Avouch sends requests and receives none");
  }
  const bool is_lost = lacks_operations(reader, root, contract);
  name_apart(reader, contract.operations);
  reader.limit_parts(most_parts);
  if (options.reads_unused) read_unused(reader, root, contract);
  contract.unused.insert(contract.unused.end(), reader.references.begin(), reader.references.end());
  contract.faults = distinct(std::move(reader.errors));
  if (is_lost || (options.is_strict && !contract.faults.empty())) return std::move(contract.faults);
  contract.notes = distinct(std::move(reader.notes));
  return contract;
}

}  // namespace avouch
