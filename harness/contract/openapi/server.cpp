// SPDX-License-Identifier: MIT
#include "contract/openapi/server.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/text.h"
#include "contract/openapi/parameter.h"
#include "contract/server.h"
#include "http/url.h"

namespace avouch {
namespace {

std::map<std::string, std::string> read_variables(Reader& reader, const Location& variables) {
  std::map<std::string, std::string> found;
  for (const NamedLocation& member : reader.members(variables)) {
    if (!reader.expect_object(member.at, "a server variable")) continue;
    reader.check_names(member.at, "a server variable", {"enum", "default", "description"});
    const std::optional<Location> given = reader.any(member.at, "default");
    if (!given) {
      reader.fail(member.at, "the server variable " + in_quotes(member.name) + " has no `default`",
                  "Add it; OpenAPI requires it.");
      continue;
    }
    const std::optional<std::string> value = reader.optional_text(member.at, "default");
    if (!value) continue;
    const std::optional<Location> values = reader.array(member.at, "enum");
    const auto is_value = [&](const JsonValue& one) { return one.is_string(*value); };
    if (values && std::none_of(values->value->items.begin(), values->value->items.end(), is_value)) {
      reader.fail(*given, "the default " + in_quotes(*value) + " is not among the server variable's `enum`",
                  "Add it there, or choose one of them.");
    }
    found.emplace(member.name, *value);
  }
  return found;
}

std::optional<std::string> read_server(Reader& reader, const Location& at) {
  if (!reader.expect_object(at, "a server")) return std::nullopt;
  reader.check_names(at, "a server", {"url", "description", "variables"}, {"name"});
  // An empty one is a relative reference to the document itself (RFC 3986 §4.4).
  const bool is_empty = reader.any(at, "url") && reader.any(at, "url")->value->is_string("");
  const std::optional<std::string> url = is_empty ? std::string() : reader.needed_text(at, "url", "a server");
  if (!url) return std::nullopt;
  const Location place = *reader.any(at, "url");
  const std::size_t before = reader.errors.size();
  std::map<std::string, std::string> variables;
  if (const std::optional<Location> given = reader.object(at, "variables"))
    variables = read_variables(reader, *given);
  const std::optional<std::vector<std::string>> names = template_names(*url);
  if (!names) {
    reader.fail(place, "a brace in the server URL " + in_quotes(*url) + " is not matched",
                "Write variables as {name}.");
    return std::nullopt;
  }
  std::string text = *url;
  for (const std::string& name : *names) {
    const auto value = variables.find(name);
    if (value == variables.end()) {
      if (reader.errors.size() == before) {
        reader.fail(place, "the server variable " + in_quotes(name) + " is not defined",
                    "Define it in `variables`, with a default.");
      }
      return std::nullopt;
    }
    const std::string braced = "{" + name + "}";
    text.replace(text.find(braced), braced.size(), value->second);
  }
  if (text.find("://") != text.npos && !http::parse_url(text)) {
    reader.fail(place, in_quotes(text) + " is not an http or https URL", "Write it as https://host/path.");
    return std::nullopt;
  }
  return normal_server(text);
}

}  // namespace

std::vector<std::string> read_servers(Reader& reader, const Location& servers) {
  std::vector<std::string> found;
  for (const NamedLocation& member : reader.members(servers)) {
    std::optional<std::string> server = read_server(reader, member.at);
    if (server) found.push_back(*std::move(server));
  }
  return found;
}

}  // namespace avouch
