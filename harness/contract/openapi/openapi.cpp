// SPDX-License-Identifier: MIT
#include "contract/openapi/openapi.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "contract/openapi/operation.h"
#include "contract/openapi/reader.h"
#include "contract/openapi/server.h"
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
                 .hint = "Name an OpenAPI 3.0 or 3.1 document."};
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
        .hint = "Name an OpenAPI 3.0 or 3.1 document, or add the version as \"openapi\": \"3.1.0\"."};
  }
  return std::nullopt;
}

// Returns the dialect of the version; nullopt and an error if it is not supported.
std::optional<Dialect> read_version(Reader& reader, const Location& root) {
  const Location at = *reader.any(root, "openapi");
  const std::optional<std::string> version = reader.optional_text(root, "openapi");
  if (!version) return std::nullopt;
  if (version->starts_with("3.0.")) return Dialect::openapi_3_0;
  if (version->starts_with("3.1.")) return Dialect::openapi_3_1;
  const bool newer = version->starts_with("3.") && *version != "3.0" && *version != "3.1";
  reader.fail(at, "OpenAPI " + shown(*version) + " is not supported",
              newer ? "Write it as OpenAPI 3.1, if it uses nothing newer."
                    : "Write \"3.0.4\" or \"3.1.1\": Avouch reads OpenAPI 3.0 and 3.1.");
  return std::nullopt;
}

std::optional<Dialect> dialect_of(std::string_view uri) {
  constexpr std::array<std::pair<std::string_view, Dialect>, 6> kDialects = {{
      {"http://json-schema.org/draft-04/schema", Dialect::draft4},
      {"http://json-schema.org/draft-06/schema", Dialect::draft6},
      {"http://json-schema.org/draft-07/schema", Dialect::draft7},
      {"https://json-schema.org/draft/2019-09/schema", Dialect::draft2019_09},
      {"https://json-schema.org/draft/2020-12/schema", Dialect::draft2020_12},
      {"https://spec.openapis.org/oas/3.1/dialect/base", Dialect::openapi_3_1},
  }};
  if (uri.ends_with('#')) uri.remove_suffix(1);
  for (const auto& [known, dialect] : kDialects) {
    if (uri == known) return dialect;
  }
  return std::nullopt;
}

void read_schema_dialect(Reader& reader, const Location& root) {
  const std::optional<std::string> uri = reader.optional_text(root, "jsonSchemaDialect");
  if (!uri || reader.dialect == Dialect::openapi_3_0) return;
  if (const std::optional<Dialect> known = dialect_of(*uri)) {
    reader.dialect = *known;
  } else {
    reader.fail(*reader.any(root, "jsonSchemaDialect"),
                "the schema dialect " + in_quotes(*uri) + " is not supported",
                "Name one of JSON Schema's drafts 4 to 2020-12, or leave it out.");
  }
}

// Coordinates begin with the operation's name, so names must be unique: the second of two equal names is an
// error or is left out.
void refuse_same_ids(Reader& reader, const LoadOptions& options, std::vector<Operation>& operations) {
  std::map<std::string, Place> known;
  std::erase_if(operations, [&](const Operation& operation) {
    const auto [first, is_new] = known.emplace(operation.id, operation.place);
    if (is_new) return false;
    const std::string twice = "the operationId " + in_quotes(operation.id) + " occurs twice, here and at " +
                              to_string(first->second);
    const std::string hint = "Give each operation an operationId of its own.";
    if (options.skip_invalid) {
      reader.notes.push_back(
          {.title = operation.method + " " + shown(operation.path) + " is left out: " + twice,
           .place = operation.place,
           .hint = hint});
    } else {
      reader.errors.push_back({.title = twice, .place = operation.place, .hint = hint});
    }
    return options.skip_invalid;
  });
}

void read_paths(Reader& reader, const Location& root, const LoadOptions& options, Contract& contract) {
  const std::optional<Location> paths = reader.object(root, "paths");
  if (!paths) {
    if (!reader.any(root, "paths")) {
      reader.fail(root, "no `paths` are documented", "Add the paths to judge.");
    }
    return;
  }
  for (const NamedLocation& path : reader.members(*paths)) {
    if (!path.name.starts_with("x-")) read_path(reader, path, root, options, contract);
  }
  if (contract.operations.empty() && !options.skip_invalid) {  // otherwise the notes list what was left out
    reader.note(*paths, "no operation is documented", "Add an operation such as \"get\" to a path.");
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
  const std::optional<Dialect> version = read_version(reader, root);
  if (!version) return std::move(reader.errors);
  reader.dialect = *version;
  reader.check_names(root, "an OpenAPI document",
                     {"openapi", "info", "jsonSchemaDialect", "servers", "paths", "webhooks", "components",
                      "security", "tags", "externalDocs"});
  read_schema_dialect(reader, root);

  Contract contract{.file = document.file(), .dialect = reader.dialect};
  if (const std::optional<Location> info = reader.object(root, "info")) {
    contract.title = reader.needed_text(*info, "title", "`info`").value_or("");
    reader.needed_text(*info, "version", "`info`");
  } else if (!reader.any(root, "info")) {
    reader.fail(root, "an OpenAPI document has no `info`",
                "Add it, with a title and a version; OpenAPI requires it.");
  }
  if (const std::optional<Location> servers = reader.array(root, "servers"))
    contract.servers = read_servers(reader, *servers);
  if (const std::optional<Location> hooks = reader.any(root, "webhooks")) {
    reader.note(*hooks, "webhooks are not judged: Avouch sends requests and receives none");
  }
  read_paths(reader, root, options, contract);
  refuse_same_ids(reader, options, contract.operations);
  if (!reader.errors.empty()) return distinct(std::move(reader.errors));
  contract.notes = distinct(std::move(reader.notes));
  return contract;
}

}  // namespace avouch
