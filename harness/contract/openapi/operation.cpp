// SPDX-License-Identifier: MIT
#include "contract/openapi/operation.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "base/text.h"
#include "contract/openapi/cors_policy.h"
#include "contract/openapi/parameter.h"
#include "contract/openapi/response.h"
#include "contract/openapi/security.h"
#include "contract/openapi/server.h"
#include "json/pointer.h"

namespace avouch {
namespace {

constexpr std::array kMethods = {"get", "put", "post", "delete", "options", "head", "patch", "trace"};

std::string upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

// Names an operation without operationId by its method and path: "GET_v1_users_{id}".
std::string derived_id(const std::string& method, std::string path) {
  std::replace(path.begin(), path.end(), '/', '_');
  return method + path;
}

// Returns the operation's own servers, else the inherited ones. An empty list counts as none.
std::vector<std::string> own_servers(Reader& reader, const Location& at,
                                     const std::vector<std::string>& others) {
  const std::optional<Location> servers = reader.array(at, "servers");
  std::vector<std::string> own = servers ? read_servers(reader, *servers) : std::vector<std::string>{};
  return own.empty() ? others : own;
}

// The parts of a path item that apply to all its operations.
struct PathItem {
  std::string path;
  std::vector<std::string> names;  // of its path template
  std::vector<Parameter> parameters;
  std::vector<std::string> servers;
  bool is_sound = true;  // its parameters could be read
};

void check_template(Reader& reader, const Location& at, const PathItem& path,
                    const std::vector<Parameter>& parameters) {
  const auto is_path_parameter = [](const Parameter& parameter) {
    return parameter.in == Parameter::In::path;
  };
  for (const std::string& name : path.names) {
    if (std::none_of(parameters.begin(), parameters.end(), [&](const Parameter& parameter) {
          return is_path_parameter(parameter) && parameter.name == name;
        })) {
      reader.fail(at, "the path's {" + printable(name) + "} is not documented as a parameter",
                  "Add a parameter of that name in \"path\".");
    }
  }
  for (const Parameter& parameter : parameters) {
    if (!is_path_parameter(parameter) ||
        std::find(path.names.begin(), path.names.end(), parameter.name) != path.names.end())
      continue;
    reader.notes.push_back({.title = "the path " + in_quotes(path.path) + " has no {" +
                                     printable(parameter.name) + "}; the parameter is ignored",
                            .place = parameter.place,
                            .hint = did_you_mean(parameter.name, path.names,
                                                 "Leave the parameter out, or add it to the path.")});
  }
}

void read_own_security(Reader& reader, const Location& at, const Location& root, Operation& operation) {
  const std::optional<Location> own = reader.array(at, "security");
  if (!own && reader.any(at, "security")) return;
  const std::optional<Location> security = own ? own : reader.array(root, "security");
  if (!security) return;
  DocumentedSecurity found = read_security(reader, *security, root);
  operation.security = std::move(found.alternatives);
  operation.security_place = security->place();
  operation.security_documentation = std::move(found.documentation);
  operation.auth_schemes = std::move(found.auth_schemes);
}

void read_tags(Reader& reader, const Location& at, Operation& operation) {
  const std::optional<Location> tags = reader.array(at, "tags");
  if (!tags) return;
  for (const NamedLocation& tag : reader.members(*tags)) {
    if (tag.at.value->is_string()) {
      operation.tags.push_back(tag.at.value->text);
    } else {
      reader.fail(tag.at, "a tag is a string", "Put it in quotes.");
    }
  }
}

Operation read_operation(Reader& reader, const NamedLocation& member, const PathItem& path,
                         const Location& root) {
  const Location& at = member.at;
  Operation operation{.method = upper(member.name), .path = path.path, .place = at.place()};
  if (!reader.expect_object(at, "an operation")) return operation;
  if (const std::optional<Location> reference = reader.any(at, "$ref")) {
    reader.fail(*reference, "an operation cannot be a $ref",
                "Refer to the whole path item (OpenAPI 3.1 §4.8.9).");
    return operation;
  }
  reader.check_names(at, "an operation",
                     {"tags", "summary", "description", "externalDocs", "operationId", "parameters",
                      "requestBody", "responses", "callbacks", "deprecated", "security", "servers",
                      "x-avouch-documentation", "x-avouch-cors"});
  operation.id = reader.text(at, "operationId");
  if (operation.id.empty()) operation.id = derived_id(operation.method, operation.path);
  operation.documentation = reader.text(at, "x-avouch-documentation");
  operation.deprecated = reader.flag(at, "deprecated", false);
  operation.servers = own_servers(reader, at, path.servers);
  const std::size_t mistakes = reader.errors.size();
  operation.parameters = path.parameters;
  if (const std::optional<Location> own = reader.array(at, "parameters")) {
    operation.parameters = merged(path.parameters, read_parameters(reader, *own));
  }
  if (path.is_sound && reader.errors.size() == mistakes)
    check_template(reader, at, path, operation.parameters);
  if (const std::optional<Location> body = reader.any(at, "requestBody"))
    operation.request_body = read_request_body(reader, *body);
  if (const std::optional<Location> responses = reader.object(at, "responses")) {
    operation.responses = read_responses(reader, *responses);
  } else if (!reader.any(at, "responses")) {
    reader.fail(at, "an operation has no `responses`", "Document at least one response.");
  }
  read_own_security(reader, at, root, operation);
  read_tags(reader, at, operation);
  operation.cors = read_cors_policy(reader, at);
  if (const std::optional<Location> callbacks = reader.any(at, "callbacks")) {
    reader.note(*callbacks, "callbacks are not judged: Avouch sends requests and receives none");
  }
  return operation;
}

std::optional<PathItem> read_item(Reader& reader, const NamedLocation& member, const Location& at,
                                  const Contract& contract) {
  PathItem path{.path = member.name, .servers = own_servers(reader, at, contract.servers)};
  if (!member.name.starts_with('/')) {
    reader.fail(member.at, "the path " + in_quotes(member.name) + " does not begin with /",
                "Begin it with / (OpenAPI 3.1 §4.8.8).");
  }
  if (const std::size_t end = member.name.find_first_of("?#"); end != member.name.npos) {
    reader.fail(member.at, "the path " + in_quotes(member.name) + " continues after a " + member.name[end],
                member.name[end] == '?'
                    ? "Document what follows as parameters in \"query\"."
                    : "Leave out what follows; a fragment is never sent (RFC 3986 §3.5).");
    return std::nullopt;
  }
  if (std::optional<std::vector<std::string>> names = template_names(member.name)) {
    path.names = *std::move(names);
  } else {
    reader.fail(member.at, "a brace in the path " + in_quotes(member.name) + " is not matched",
                "Write parameters as {name}.");
    return std::nullopt;
  }
  const std::size_t mistakes = reader.errors.size();
  if (const std::optional<Location> given = reader.array(at, "parameters")) {
    path.parameters = read_parameters(reader, *given);
  }
  path.is_sound = reader.errors.size() == mistakes;
  return path;
}

}  // namespace

void read_path(Reader& reader, const NamedLocation& member, const Location& root, const LoadOptions& options,
               Contract& contract) {
  const std::optional<Location> at = reader.follow(member.at);
  if (!at || !reader.expect_object(*at, "a path")) return;
  reader.check_names(*at, "a path",
                     {"$ref", "summary", "description", "get", "put", "post", "delete", "options", "head",
                      "patch", "trace", "servers", "parameters"});
  const std::optional<PathItem> path = read_item(reader, member, *at, contract);
  if (!path) return;
  for (const NamedLocation& method : reader.members(*at)) {
    if (std::find(kMethods.begin(), kMethods.end(), method.name) == kMethods.end()) continue;
    const auto mistakes = static_cast<std::ptrdiff_t>(reader.errors.size());
    Operation operation = read_operation(reader, method, *path, root);
    if (options.skip_invalid && reader.errors.begin() + mistakes != reader.errors.end()) {
      const Error& first = reader.errors[static_cast<std::size_t>(mistakes)];
      reader.note(
          method.at,
          in_quotes(operation.id) + " is left out: " + first.title + " (" + to_string(first.place) + ")",
          first.hint);
      reader.errors.erase(reader.errors.begin() + mistakes, reader.errors.end());
      continue;
    }
    contract.operations.push_back(std::move(operation));
  }
}

}  // namespace avouch
