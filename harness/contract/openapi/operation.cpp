// SPDX-License-Identifier: MIT
#include "contract/openapi/operation.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/percent.h"
#include "base/text.h"
#include "contract/openapi/cors_policy.h"
#include "contract/openapi/parameter.h"
#include "contract/openapi/response.h"
#include "contract/openapi/security.h"
#include "contract/openapi/server.h"
#include "http/syntax.h"
#include "json/pointer.h"

namespace avouch {
namespace {

constexpr std::array kMethods = {"get", "put", "post", "delete", "options", "head", "patch", "trace"};

bool is_fixed(std::string_view method) {
  return std::find(kMethods.begin(), kMethods.end(), method) != kMethods.end();
}

std::string upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

constexpr std::size_t kBytesOfServer = 64;

// Returns the operation's own servers, else the inherited ones. An empty list counts as none.
std::vector<std::string> own_servers(Reader& reader, const Location& at,
                                     const std::vector<std::string>& others) {
  const std::optional<Location> servers = reader.array(at, "servers");
  std::vector<std::string> own = servers ? read_servers(reader, *servers) : std::vector<std::string>{};
  if (!own.empty()) return own;
  std::size_t bytes = 0;
  for (const std::string& other : others) bytes += kBytesOfServer + other.size();
  reader.spend(bytes / kBytesOfPart, at);
  return reader.is_spent() ? own : others;
}

// The parts of a path item that apply to all its operations.
struct PathItem {
  std::string key;                 // as documented
  std::string path;                // without a query and a fragment
  std::vector<std::string> names;  // of its path template
  std::vector<Parameter> parameters;
  std::vector<Parameter> query;  // of its key: "/a?beta=true"
  std::vector<std::string> servers;
  ContractFault fault = nullptr;  // why its operations cannot be asked
  bool has_template = true;       // false: its key is the name of something else
  bool is_longer = false;         // the key has more than what is sent
  std::size_t parts = 0;          // of what each of its operations has (Reader::spend)
};

// Leaves out path parameters that the template does not name, and adds one for each name that has none.
void check_template(Reader& reader, const Location& at, const PathItem& path,
                    std::vector<Parameter>& parameters, bool is_read) {
  const auto is_path_parameter = [](const Parameter& parameter) {
    return parameter.in == Parameter::In::path;
  };
  const std::set<std::string_view> in_template(path.names.begin(), path.names.end());
  std::erase_if(parameters, [&](const Parameter& parameter) {
    if (!is_path_parameter(parameter) || in_template.contains(parameter.name)) return false;
    reader.notes.push_back({.title = "the path " + in_quotes(path.path) + " has no {" +
                                     printable(parameter.name) + "}; the parameter is ignored",
                            .place = parameter.place,
                            .hint = did_you_mean(parameter.name, path.names,
                                                 "Leave the parameter out, or add it to the path.")});
    return true;
  });
  std::set<std::string> documented;
  for (const Parameter& parameter : parameters) {
    if (is_path_parameter(parameter)) documented.insert(parameter.name);
  }
  for (const std::string& name : path.names) {
    if (!documented.insert(name).second) continue;
    // An unread parameter may be this one.
    if (is_read)
      reader.fail(at, "the path's {" + printable(name) + "} is not documented as a parameter",
                  "Add a parameter of that name in \"path\".");
    parameters.push_back(
        {.name = name, .in = Parameter::In::path, .required = true, .style = "simple", .place = at.place()});
  }
}

void read_own_security(Reader& reader, const Location& at, const Location& root, Operation& operation) {
  const Location& owner = reader.any(at, "security") ? at : root;
  const std::optional<Location> security = reader.any(owner, "security");
  if (!security) return;
  const bool is_list = reader.array(owner, "security").has_value();
  DocumentedSecurity found =
      is_list ? read_security(reader, *security, root) : unread_security(reader.last());
  operation.security = std::move(found.alternatives);
  operation.auth_schemes = std::move(found.auth_schemes);
  operation.security_place = security->place();
  operation.security_documentation = std::move(found.documentation);
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

// An operation may not be a reference (OpenAPI 3.1 §4.8.9), but a reference has only one meaning.
std::optional<Location> follow_operation(Reader& reader, const Location& at) {
  if (!reader.expect_object(at, "an operation")) return std::nullopt;
  const std::optional<Location> reference = reader.any(at, "$ref");
  if (!reference) return at;
  reader.fail(*reference, "an operation cannot be a $ref",
              "Refer to the whole path item (OpenAPI 3.1 §4.8.9).");
  const std::optional<Location> target = reader.follow(at);
  if (!target || !reader.expect_object(*target, "an operation")) return std::nullopt;
  return target;
}

void read_request(Reader& reader, const Location& at, const PathItem& path, Operation& operation) {
  operation.parameters = path.parameters;
  if (const std::optional<Location> own = reader.array(at, "parameters")) {
    ReadParameters read = read_parameters(reader, *own);
    operation.parameters = merged(path.parameters, read.all);
    if (operation.fault == nullptr) operation.fault = read.fault;
  } else if (reader.any(at, "parameters")) {
    operation.fault = reader.last();
  }
  if (path.has_template) check_template(reader, at, path, operation.parameters, operation.fault == nullptr);
  if (operation.fault == nullptr) operation.fault = check_query(reader, at, operation.parameters);
  operation.parameters = merged(std::move(operation.parameters), path.query);
  if (const std::optional<Location> body = reader.any(at, "requestBody")) {
    ReadBody read = read_request_body(reader, *body);
    operation.request_body = std::move(read.body);
    if (operation.fault == nullptr) operation.fault = read.fault;
  }
}

void read_all_responses(Reader& reader, const Location& at, Operation& operation) {
  if (const std::optional<Location> responses = reader.object(at, "responses")) {
    ReadResponses read = read_responses(reader, *responses);
    operation.responses = std::move(read.all);
    operation.unread_statuses = std::move(read.fault);
  } else if (reader.any(at, "responses")) {
    operation.unread_statuses = reader.last();
  } else if (reader.dialect == Dialect::openapi_3_0) {
    reader.fail(at, "an operation has no `responses`", "Document at least one response.");
  } else {  // OpenAPI 3.1 §4.8.10 does not require it
    reader.note(at, "an operation has no `responses`: none of its responses is judged",
                "Document at least one response.");
  }
}

// `member` is named by its method, as it is sent.
std::optional<Operation> read_operation(Reader& reader, const NamedLocation& member, const PathItem& path,
                                        const Location& root) {
  const std::optional<Location> found = follow_operation(reader, member.at);
  if (!found) return std::nullopt;
  const Location& at = *found;
  reader.spend(path.parts, at);
  if (reader.is_spent()) return std::nullopt;
  Operation operation{.method = member.name, .path = path.path, .place = at.place(), .fault = path.fault};
  reader.check_names(at, "an operation",
                     {"tags", "summary", "description", "externalDocs", "operationId", "parameters",
                      "requestBody", "responses", "callbacks", "deprecated", "security", "servers",
                      "x-avouch-documentation", "x-avouch-cors"});
  if (path.is_longer) operation.longer_path = path.key;
  operation.id = reader.text(at, "operationId");
  if (operation.id.empty()) operation.id = derived_id(operation.method, path.key);
  operation.documentation = reader.text(at, "x-avouch-documentation");
  operation.deprecated = reader.flag(at, "deprecated", false);
  operation.servers = own_servers(reader, at, path.servers);
  read_request(reader, at, path, operation);
  read_all_responses(reader, at, operation);
  read_own_security(reader, at, root, operation);
  read_tags(reader, at, operation);
  operation.cors = read_cors_policy(reader, at);
  if (const std::optional<Location> callbacks = reader.any(at, "callbacks")) {
    reader.note(*callbacks, "callbacks are not judged: Avouch sends requests and receives none");
  }
  if (reader.is_spent()) return std::nullopt;  // some of it was left out
  return operation;
}

// A path has no query and no fragment (OpenAPI 3.1 §4.8.8), but documents distinguish operations by them.
// Adds the query's parameters; a fragment is never sent (RFC 3986 §3.5).
void read_key(Reader& reader, const NamedLocation& member, PathItem& path) {
  const std::size_t end = path.path.find_first_of("?#");
  if (end == path.path.npos) return;
  const std::string rest = path.path.substr(end, path.path.find('#') - end);
  path.path.resize(end);
  path.is_longer = true;
  if (rest.starts_with('?')) path.query = parameters_of_query(rest, member.at.place());
  reader.note(member.at,
              "the path " + in_quotes(member.name) + " continues after a " + member.name[end] +
                  "; requests are sent to " + in_quotes(path.path + (rest.starts_with('?') ? rest : "")),
              rest.starts_with('?') ? "Document what follows as parameters in \"query\"."
                                    : "Leave out what follows; a fragment is never sent (RFC 3986 §3.5).");
}

// Marks of the direction of writing, joiners and blanks of no width (Unicode, general category Cf). Documents
// distinguish operations of one path by them, too.
std::string without_marks(std::string_view path) {
  constexpr std::array<std::string_view, 12> kMarks = {"\u200B", "\u200C", "\u200D", "\u200E",
                                                       "\u200F", "\u202A", "\u202B", "\u202C",
                                                       "\u202D", "\u202E", "\u2060", "\uFEFF"};
  std::string kept;
  while (!path.empty()) {
    const auto mark = std::find_if(kMarks.begin(), kMarks.end(),
                                   [&](std::string_view one) { return path.starts_with(one); });
    if (mark == kMarks.end()) kept += path.front();
    path.remove_prefix(mark == kMarks.end() ? 1 : mark->size());
  }
  return kept;
}

void drop_marks(Reader& reader, const NamedLocation& member, PathItem& path) {
  std::string visible = without_marks(path.path);
  if (visible == path.path) return;
  reader.note(member.at,
              "there are invisible characters in the path " + in_quotes(member.name) +
                  "; requests are sent to " + in_quotes(visible),
              "Leave them out.");
  path.path = std::move(visible);
  path.is_longer = true;
}

PathItem read_item(Reader& reader, const NamedLocation& member, const Location& at,
                   const Contract& contract) {
  const std::size_t parts_before = reader.parts_left();
  PathItem path{
      .key = member.name, .path = member.name, .servers = own_servers(reader, at, contract.servers)};
  if (!member.name.starts_with('/')) {
    reader.fail(member.at, "the path " + in_quotes(member.name) + " does not begin with /",
                "Begin it with /" + reader.section(member.at, "§4.8.8") + ".");
    path.path = "/" + path.path;
  }
  if (has_lone_surrogate(member.name)) {
    path.fault = reader.fault(member.at, kLoneSurrogate, kLoneSurrogateHint);
    path.key = without_lone_surrogates(std::move(path.key));
    path.path = without_lone_surrogates(std::move(path.path));
  }
  drop_marks(reader, member, path);
  read_key(reader, member, path);
  if (std::optional<std::vector<std::string>> names = template_names(path.path)) {
    path.names = *std::move(names);
  } else if (path.fault == nullptr) {
    path.fault = reader.fault(member.at, "a brace in the path " + in_quotes(member.name) + " is not matched",
                              "Write parameters as {name}.");
  }
  if (const std::optional<Location> given = reader.array(at, "parameters")) {
    ReadParameters read = read_parameters(reader, *given);
    path.parameters = std::move(read.all);
    if (path.fault == nullptr) path.fault = read.fault;
  } else if (reader.any(at, "parameters")) {
    path.fault = reader.last();
  }
  path.parts = parts_before - reader.parts_left() + path.names.size() + path.key.size() / kBytesOfPart;
  return path;
}

}  // namespace

namespace {

// OpenAPI 3.2: methods without a field of their own, written as they are sent.
void read_additional(Reader& reader, const Location& methods, const PathItem& path, const Location& root,
                     Contract& contract, std::size_t first) {
  for (const NamedLocation& member : reader.members(methods)) {
    const std::string lower = ascii_lower(member.name);
    if (!http::is_token(member.name)) {
      reader.fail(member.at, in_quotes(member.name) + " is not a method",
                  "Write a token, such as COPY (RFC 9110 §9.1).");
      continue;
    }
    const bool is_own = (is_fixed(lower) || lower == "query") && member.name == upper(lower);
    if (is_own)
      reader.fail(member.at, in_quotes(member.name) + " is not an additional method",
                  "Write it as " + in_quotes(lower) + " in the path item.");
    const bool is_known = std::any_of(
        contract.operations.begin() + static_cast<std::ptrdiff_t>(first), contract.operations.end(),
        [&](const Operation& operation) { return operation.method == member.name; });
    if (is_known) continue;
    if (std::optional<Operation> operation = read_operation(reader, member, path, root))
      contract.operations.push_back(*std::move(operation));
  }
}

}  // namespace

std::string derived_id(const std::string& method, std::string key) {
  std::replace(key.begin(), key.end(), '/', '_');
  return method + key;
}

std::vector<Parameter> parameters_of_query(std::string_view query, const Place& place) {
  std::vector<Parameter> parameters;
  if (query.size() < 2) return parameters;
  for (const std::string_view pair : split(query.substr(1), '&')) {
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const std::string_view value = pair.substr(std::min(equals + 1, pair.size()));
    parameters.push_back({.name = percent_decoded(pair.substr(0, equals)),
                          .in = Parameter::In::query,
                          .required = true,
                          .style = "form",
                          .explode = true,
                          .examples = {{.value = JsonValue::string(percent_decoded(value))}},
                          .place = place});
  }
  return parameters;
}

namespace {

void read_path_item(Reader& reader, const NamedLocation& member, const Location& root, bool has_template,
                    Contract& contract) {
  if (reader.is_spent()) return;
  const std::optional<Location> at = reader.follow(member.at);
  if (!at || !reader.expect_object(*at, "a path")) return;
  reader.check_names(*at, "a path",
                     {"$ref", "summary", "description", "get", "put", "post", "delete", "options", "head",
                      "patch", "trace", "servers", "parameters"},
                     {"query", "additionalOperations"});
  PathItem path = read_item(reader, member, *at, contract);
  path.has_template = has_template;
  const std::size_t first = contract.operations.size();
  for (const NamedLocation& method : reader.members(*at)) {
    const bool is_query = reader.version == OpenApi::v3_2 && method.name == "query";
    if (!is_fixed(method.name) && !is_query) continue;
    const NamedLocation sent{upper(method.name), method.at};
    if (std::optional<Operation> operation = read_operation(reader, sent, path, root))
      contract.operations.push_back(*std::move(operation));
  }
  if (!reader.since(OpenApi::v3_2, *at, "additionalOperations")) return;
  if (const std::optional<Location> methods = reader.object(*at, "additionalOperations"))
    read_additional(reader, *methods, path, root, contract, first);
}

}  // namespace

void read_path(Reader& reader, const NamedLocation& path, const Location& root, Contract& contract) {
  read_path_item(reader, path, root, true, contract);
}

void read_other_path(Reader& reader, const NamedLocation& path, const Location& root, Contract& contract) {
  read_path_item(reader, {"/" + percent_encoded(path.name), path.at}, root, false, contract);
}

}  // namespace avouch
