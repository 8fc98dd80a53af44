// SPDX-License-Identifier: MIT
#include "contract/openapi/parameter.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "contract/only_reference.h"
#include "contract/openapi/media.h"
#include "contract/serialization.h"
#include "http/syntax.h"

namespace avouch {
namespace {

struct Kind {
  std::string_view name;
  Parameter::In in;
  std::string_view style;  // the default
  std::vector<std::string> styles;
};

const std::vector<Kind>& kinds() {  // OpenAPI 3.1 §4.8.12.2
  static const std::vector<Kind> kinds = {
      {"path", Parameter::In::path, "simple", {"simple", "label", "matrix"}},
      {"querystring", Parameter::In::querystring, "", {}},
      {"query", Parameter::In::query, "form", {"form", "spaceDelimited", "pipeDelimited", "deepObject"}},
      {"header", Parameter::In::header, "simple", {"simple"}},
      {"cookie", Parameter::In::cookie, "form", {"form", "cookie"}},
  };
  return kinds;
}

const Kind* kind_of(Reader& reader, const Location& at) {
  const std::optional<std::string> in = reader.needed_text(at, "in", "a parameter");
  if (!in) return nullptr;
  for (const Kind& kind : kinds()) {
    const bool is_known = kind.in != Parameter::In::querystring || reader.version == OpenApi::v3_2;
    if (kind.name == *in && is_known) return &kind;
  }
  reader.fail(*reader.any(at, "in"), "a parameter has the unknown location " + in_quotes(*in),
              *in == "body" || *in == "formData" ? "Document it as `requestBody`; this is Swagger 2.0."
                                                 : "Write \"path\", \"query\", \"header\" or \"cookie\".");
  return nullptr;
}

// OpenAPI 3.1 §4.8.12.1: these three are described by other fields and ignored here.
bool is_ignored(const std::string& name) {
  constexpr std::array kIgnored = {"Accept", "Content-Type", "Authorization"};
  return std::any_of(kIgnored.begin(), kIgnored.end(),
                     [&](const char* known) { return equals_ignoring_ascii_case(name, known); });
}

// Returns why it cannot be written; null if it can.
ContractFault read_style(Reader& reader, const Location& at, const Kind& kind, Parameter& parameter) {
  ContractFault fault;
  if (kind.in == Parameter::In::querystring) return fault;
  parameter.style = reader.optional_text(at, "style").value_or(std::string(kind.style));
  if (std::find(kind.styles.begin(), kind.styles.end(), parameter.style) == kind.styles.end()) {
    fault = reader.fault(
        *reader.any(at, "style"),
        "a " + std::string(kind.name) + " parameter does not support the style " + in_quotes(parameter.style),
        "Write " + join(kind.styles, " or ") + ".");
    parameter.style = kind.style;
  }
  parameter.explode = reader.flag(at, "explode", parameter.style == "form" || parameter.style == "cookie");
  if (const std::optional<std::string> format = reader.optional_text(at, kCollectionFormat)) {
    parameter.style = style_of_collection(*format);
    parameter.explode = false;
  }
  // OpenAPI 3.2 allows it wherever values are percent-encoded; earlier versions in a query.
  const bool is_reserved = reader.flag(at, "allowReserved", false);
  parameter.allow_reserved =
      is_reserved && (kind.in == Parameter::In::query ||
                      (reader.version == OpenApi::v3_2 && kind.in != Parameter::In::header));
  return fault;
}

void read_value(Reader& reader, const Location& schema, Parameter& parameter) {
  std::tie(parameter.schema, parameter.schema_place) = reader.schema(schema, kTheValue);
  const Location root = reader.schema_root(schema);
  if (!root.value->is_object()) return;
  const std::optional<Location> fallback = reader.any(root, "default");
  if (fallback && !is_only_reference(*fallback->value, parameter.schema.get()))
    parameter.default_value = reader.kept(*fallback);
  if (const std::optional<Location> value = reader.any(root, "const"))
    parameter.values = {reader.kept(*value)};
  if (const std::optional<Location> values = reader.array(root, "enum")) {
    parameter.values = reader.kept(*values).items;
  }
}

// Returns why its values are unknown; null if they are known.
ContractFault read_description(Reader& reader, const Location& at, Parameter& parameter) {
  parameter.examples = read_examples(reader, at);
  const std::optional<Location> schema = reader.any(at, "schema");
  const std::optional<Location> content = reader.object(at, "content");
  const bool is_querystring = parameter.in == Parameter::In::querystring;
  if (is_querystring && schema)
    return reader.fault(*schema, "a querystring parameter has a `schema`",
                        "Write it in `content`, below the media type of the query.");
  if (schema && content)
    return reader.fault(*content, "a parameter has both `schema` and `content`", "Keep one of the two.");
  if (schema) {
    read_value(reader, *schema, parameter);
    leave_out_references(reader, parameter.examples, parameter.schema);
    if (parameter.examples.empty()) parameter.examples = read_schema_examples(reader, *schema);
  } else if (content) {
    const std::vector<NamedLocation> media = reader.members(*content);
    if (media.size() != 1) {
      return reader.fault(
          *content,
          "the `content` of a parameter has one media type; this has " + std::to_string(media.size()),
          "Keep one.");
    }
    const std::optional<Location> found =
        reader.version == OpenApi::v3_2 ? reader.follow(media[0].at) : std::optional(media[0].at);
    if (!found || !reader.expect_object(*found, "a media type")) return reader.last();
    parameter.as_content = true;
    if (is_querystring) {
      parameter.content_type = media[0].name;
      parameter.encoding = read_encoding(reader, *found);
    }
    if (const std::optional<Location> inner = reader.any(*found, "schema"))
      read_value(reader, *inner, parameter);
    if (parameter.examples.empty()) parameter.examples = read_examples(reader, *found);
  } else if (reader.any(at, "content")) {
    return reader.last();  // it is not an object
  } else {
    reader.fail(at, "the parameter " + in_quotes(parameter.name) + " has neither `schema` nor `content`",
                "Add a schema; OpenAPI requires one of the two.");
  }
  leave_out_references(reader, parameter.examples, parameter.schema);
  return nullptr;
}

// `fault`: why a request cannot have the parameter.
std::optional<Parameter> read_parameter(Reader& reader, const Location& start, ContractFault& fault) {
  const std::optional<Location> at = reader.follow(start);
  if (!at || !reader.expect_object(*at, "a parameter")) {
    fault = reader.last();
    return std::nullopt;
  }
  reader.check_names(*at, "a parameter",
                     {"name", "in", "description", "required", "deprecated", "allowEmptyValue", "style",
                      "explode", "allowReserved", "schema", "example", "examples", "content",
                      "x-avouch-documentation", kCollectionFormat});
  const std::optional<std::string> name = reader.needed_text(*at, "name", "a parameter");
  const Kind* kind = kind_of(reader, *at);
  if (!name || kind == nullptr) {
    fault = reader.last();
    return std::nullopt;
  }
  if (has_lone_surrogate(*name)) {
    fault = reader.fault(*reader.any(*at, "name"), kLoneSurrogate, kLoneSurrogateHint);
    return std::nullopt;
  }
  if (kind->in == Parameter::In::header && is_ignored(*name)) {
    reader.note(*at, "the header parameter " + in_quotes(*name) +
                         " is ignored: OpenAPI describes it by media types and security");
    return std::nullopt;
  }
  if (kind->in == Parameter::In::header && !http::is_token(*name)) {
    fault = reader.fault(*at, in_quotes(*name) + " is not a header name",
                         "Write a token: letters, digits and hyphens (RFC 9110 §5.1).");
  }
  Parameter parameter{.name = *name,
                      .in = kind->in,
                      .required = reader.flag(*at, "required", false),
                      .place = at->place(),
                      .documentation = reader.text(*at, "x-avouch-documentation")};
  if (kind->in == Parameter::In::path && !parameter.required) {
    reader.fail(
        *at, "the path parameter " + in_quotes(*name) + " is not required",
        "Add \"required\": true; a path has no optional part" + reader.section(*at, "§4.8.12.2") + ".");
    parameter.required = true;
  }
  const ContractFault unwritable = read_style(reader, *at, *kind, parameter);
  const ContractFault unknown = read_description(reader, *at, parameter);
  if (fault == nullptr) fault = unwritable != nullptr ? unwritable : unknown;
  return parameter;
}

// What the parameters of an operation differ in.
using Identity = std::pair<Parameter::In, std::string>;

Identity identity_of(const Parameter& parameter) {
  return {parameter.in, parameter.in == Parameter::In::header ? ascii_lower(parameter.name) : parameter.name};
}

}  // namespace

std::optional<Parameter> read_parameter(Reader& reader, const Location& at) {
  ContractFault ignored;
  return read_parameter(reader, at, ignored);
}

ReadParameters read_parameters(Reader& reader, const Location& parameters) {
  ReadParameters read;
  std::vector<Parameter>& found = read.all;
  std::set<Identity> known;
  for (const NamedLocation& member : reader.members(parameters)) {
    ContractFault fault;
    std::optional<Parameter> parameter = read_parameter(reader, member.at, fault);
    // A request can do without an optional parameter.
    if (fault != nullptr && (!parameter || parameter->required)) {
      if (read.fault == nullptr) read.fault = fault;
    }
    if (!parameter || (fault != nullptr && !parameter->required)) continue;
    if (!known.insert(identity_of(*parameter)).second) {
      reader.fail(member.at, "the parameter " + in_quotes(parameter->name) + " occurs twice",
                  "Keep one of the two.");
    } else {
      found.push_back(*std::move(parameter));
    }
  }
  const ContractFault fault = check_query(reader, parameters, found);
  if (read.fault == nullptr) read.fault = fault;
  return read;
}

ContractFault check_query(Reader& reader, const Location& at, const std::vector<Parameter>& parameters) {
  const auto count = [&](Parameter::In in) {
    return std::count_if(parameters.begin(), parameters.end(),
                         [&](const Parameter& known) { return known.in == in; });
  };
  const auto querystrings = count(Parameter::In::querystring);
  if (querystrings > 1)
    return reader.fault(at, "there are two querystring parameters",
                        "Keep one of the two; a querystring is the whole query (OpenAPI 3.2 §4.12.1).");
  if (querystrings == 0 || count(Parameter::In::query) == 0) return nullptr;
  return reader.fault(at, "a querystring parameter stands beside query parameters",
                      "Keep one of the two; a querystring is the whole query (OpenAPI 3.2 §4.12.1).");
}

std::vector<Parameter> merged(std::vector<Parameter> of_path, const std::vector<Parameter>& of_operation) {
  std::map<Identity, std::size_t> known;  // the first of that identity
  for (std::size_t i = 0; i < of_path.size(); ++i) known.try_emplace(identity_of(of_path[i]), i);
  for (const Parameter& parameter : of_operation) {
    const auto [at, is_new] = known.try_emplace(identity_of(parameter), of_path.size());
    if (is_new) {
      of_path.push_back(parameter);
    } else {
      of_path[at->second] = parameter;
    }
  }
  return of_path;
}

ReadBody read_request_body(Reader& reader, const Location& body) {
  const std::optional<Location> at = reader.follow(body);
  if (!at || !reader.expect_object(*at, "a request body")) return {.body = {}, .fault = reader.last()};
  reader.check_names(*at, "a request body", {"description", "content", "required", "x-avouch-documentation"});
  ReadBody read{.body = {.required = reader.flag(*at, "required", false), .place = at->place()}};
  ContractFault fault;
  if (const std::optional<Location> content = reader.object(*at, "content")) {
    read.body.media = read_content(reader, *content, Direction::request, fault);
  } else {
    fault = reader.any(*at, "content")
                ? reader.last()
                : reader.fault(*at, "a request body has no `content`", "Add it; OpenAPI requires it.");
  }
  if (read.body.required && read.body.media.empty()) read.fault = fault;
  return read;
}

std::optional<std::vector<std::string>> template_names(std::string_view path) {
  std::vector<std::string> names;
  for (std::size_t at = 0; (at = path.find_first_of("{}", at)) != path.npos;) {
    const std::size_t end = path.find_first_of("{}", at + 1);
    if (path[at] != '{' || end == path.npos || path[end] != '}' || end == at + 1) return std::nullopt;
    names.emplace_back(path.substr(at + 1, end - at - 1));
    at = end + 1;
  }
  return names;
}

}  // namespace avouch
