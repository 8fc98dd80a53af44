// SPDX-License-Identifier: MIT
#include "contract/openapi/response.h"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>

#include "base/ascii.h"
#include "base/percent.h"
#include "base/text.h"
#include "contract/header_value.h"
#include "contract/openapi/media.h"
#include "http/syntax.h"
#include "json/pointer.h"

namespace avouch {
namespace {

bool is_status(std::string_view text) {
  if (text == "default") return true;
  if (text.size() != 3 || text[0] < '1' || text[0] > '5') return false;
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return text.substr(1) == "XX" || (digit(text[1]) && digit(text[2]));
}

void read_header_schema(Reader& reader, const Location& schema, DocumentedHeader& header) {
  std::tie(header.schema, header.schema_place) = reader.schema(schema, header.name);
  leave_out_references(reader, header.examples, header.schema);
  if (header.examples.empty()) header.examples = read_schema_examples(reader, schema);
  leave_out_references(reader, header.examples, header.schema);
  if (header.schema != nullptr) header.type = header_type(*header.schema);
}

// OpenAPI 3.1 §4.8.21: exactly one media type, as for a parameter.
void read_header_content(Reader& reader, const Location& content, DocumentedHeader& header) {
  const std::vector<NamedLocation> media = reader.members(content);
  if (media.size() != 1) {
    reader.fail(content,
                "the `content` of a header has one media type; this has " + std::to_string(media.size()),
                "Keep one.");
    return;
  }
  if (!reader.expect_object(media.front().at, "a media type")) return;
  if (header.examples.empty()) header.examples = read_examples(reader, media.front().at);
  if (!DocumentedMedia{.range = media.front().name}.is_json()) {
    reader.note(media.front().at,
                "the media type of the header " + in_quotes(header.name) + " is not judged: it is not JSON");
    return;
  }
  if (const std::optional<Location> schema = reader.any(media.front().at, "schema"))
    read_header_schema(reader, *schema, header);
  header.type = DocumentedHeader::Type::json;
}

void read_value(Reader& reader, const Location& at, DocumentedHeader& header) {
  header.examples = read_examples(reader, at);
  header.explode = reader.flag(at, "explode", false);
  const std::optional<Location> schema = reader.any(at, "schema");
  const std::optional<Location> content = reader.object(at, "content");
  if (schema && content) {
    reader.fail(*content, "a header has both `schema` and `content`", "Keep one of the two.");
  } else if (schema) {
    read_header_schema(reader, *schema, header);
  } else if (content) {
    read_header_content(reader, *content, header);
  }
}

void read_required(Reader& reader, const Location& at, DocumentedHeader& header) {
  header.required = reader.flag(at, "required", false);
  const std::optional<std::string> when = reader.optional_text(at, "x-avouch-required");
  if (!when) return;
  header.required_cross_origin = *when == "cross-origin";
  if (header.required_cross_origin) return;
  reader.fail({at.document, pointer_append(at.pointer, "x-avouch-required"), at.value},
              "x-avouch-required does not allow " + in_quotes(*when), "Write \"cross-origin\".");
}

}  // namespace

std::optional<DocumentedHeader> read_header(Reader& reader, const NamedLocation& member) {
  if (!http::is_token(member.name)) {
    reader.fail(member.at, in_quotes(member.name) + " is not a header name",
                "Write a token: letters, digits and hyphens (RFC 9110 §5.1).");
    return std::nullopt;
  }
  if (equals_ignoring_ascii_case(member.name, "Content-Type")) {
    reader.note(member.at,
                "the header Content-Type is not judged here: OpenAPI ignores it in favour of `content`");
    return std::nullopt;
  }
  const std::optional<Location> at = reader.follow(member.at);
  if (!at || !reader.expect_object(*at, "a header")) return std::nullopt;
  reader.check_names(
      *at, "a header",
      {"description", "required", "deprecated", "allowEmptyValue", "style", "explode", "allowReserved",
       "schema", "example", "examples", "content", "x-avouch-documentation", "x-avouch-required"});
  DocumentedHeader header{.name = member.name,
                          .description = reader.text(*at, "description"),
                          .place = at->place(),
                          .documentation = reader.text(*at, "x-avouch-documentation")};
  read_required(reader, *at, header);
  if (const std::optional<Location> style = reader.any(*at, "style");
      style && !style->value->is_string("simple")) {
    reader.fail(*style, "a header's style is \"simple\"",
                "Write \"simple\", or leave it out (OpenAPI 3.1 §4.8.21).");
  }
  read_value(reader, *at, header);
  return header;
}

namespace {

// `fault`: why a header is unknown.
std::vector<DocumentedHeader> read_headers(Reader& reader, const Location& headers, ContractFault& fault) {
  std::vector<DocumentedHeader> found;
  for (const NamedLocation& member : reader.members(headers)) {
    const auto same = std::find_if(found.begin(), found.end(), [&](const DocumentedHeader& known) {
      return equals_ignoring_ascii_case(known.name, member.name);
    });
    if (same != found.end()) {
      reader.fail(
          member.at,
          "the header " + in_quotes(member.name) + " occurs twice, here and as " + in_quotes(same->name),
          "Keep one of the two; header names are case-insensitive (RFC 9110 §5.1).");
    } else if (const std::size_t before = reader.errors.size();
               std::optional<DocumentedHeader> header = read_header(reader, member)) {
      found.push_back(*std::move(header));
    } else if (reader.errors.size() > before) {
      fault = reader.last();
    }
  }
  return found;
}

// The path and the method that a reference within this document names (OpenAPI 3.1 §4.8.20: operationRef).
// The operations of other documents are not those of this contract.
void read_operation_reference(const std::string& reference, Link& link) {
  if (!reference.starts_with('#')) return;
  const auto tokens = pointer_tokens(percent_decoded(reference.substr(1)));
  if (!tokens || tokens->size() < 3 || tokens->front() != "paths") return;
  if (tokens->size() == 4 && (*tokens)[2] == "additionalOperations") {  // OpenAPI 3.2
    link.path = (*tokens)[1];
    link.method = (*tokens)[3];
    return;
  }
  if (tokens->size() != 3) return;
  link.path = (*tokens)[1];
  for (const char c : (*tokens)[2]) link.method += static_cast<char>(is_lower(c) ? c - 'a' + 'A' : c);
}

// A link only says where values come from, so one that cannot be read is left out.
std::vector<Link> read_links(Reader& reader, const Location& links) {
  std::vector<Link> found;
  if (!links.value->is_object()) return found;
  for (const NamedLocation& member : reader.members(links)) {
    const std::size_t mistakes = reader.errors.size();
    const std::optional<Location> at = reader.follow(member.at);
    if (!reader.is_spent()) reader.errors.resize(mistakes);
    if (!at || !at->value->is_object()) continue;
    const auto text_of = [&](const char* name) {
      const std::optional<Location> value = reader.any(*at, name);
      return value && value->value->is_string() ? value->value->text : std::string();
    };
    Link link{.operation_id = text_of("operationId"), .path = {}, .method = {}, .parameters = {}};
    if (link.operation_id.empty()) read_operation_reference(text_of("operationRef"), link);
    if (link.operation_id.empty() && link.path.empty()) continue;
    const std::optional<Location> parameters = reader.any(*at, "parameters");
    if (parameters && parameters->value->is_object()) link.parameters = reader.kept(*parameters).members;
    if (const std::optional<Location> body = reader.any(*at, "requestBody"))
      link.request_body = reader.kept(*body);
    found.push_back(std::move(link));
  }
  return found;
}

// "4xx" as "4XX"; nullopt if the text is no status.
std::optional<std::string> status_of(std::string_view text) {
  if (is_status(text)) return std::string(text);
  std::string upper(text);
  std::replace(upper.begin(), upper.end(), 'x', 'X');
  return is_status(upper) ? std::optional(upper) : std::nullopt;
}

}  // namespace

DocumentedResponse read_response(Reader& reader, const NamedLocation& member) {
  DocumentedResponse response{.status = member.name, .place = member.at.place()};
  const std::optional<Location> at = reader.follow(member.at);
  if (!at || !reader.expect_object(*at, "a response")) {
    response.unread_media = response.unread_headers = reader.last();
    return response;
  }
  response.place = at->place();
  reader.check_names(*at, "a response",
                     {"description", "headers", "content", "links", "summary", "x-avouch-documentation"});
  response.documentation = reader.text(*at, "x-avouch-documentation");
  if (const std::optional<Location> content = reader.object(*at, "content"))
    response.media = read_content(reader, *content, Direction::answer, response.unread_media);
  else if (reader.any(*at, "content"))
    response.unread_media = reader.last();
  if (const std::optional<Location> headers = reader.object(*at, "headers"))
    response.headers = read_headers(reader, *headers, response.unread_headers);
  else if (reader.any(*at, "headers"))
    response.unread_headers = reader.last();
  if (const std::optional<Location> links = reader.any(*at, "links"))
    response.links = read_links(reader, *links);
  for (const DocumentedMedia& media : response.media) {
    if (media.schema != nullptr && !media.is_judged()) {
      reader.notes.push_back({.title = "the schema of " + in_quotes(media.range) +
                                       " is not judged: its content is read as bytes, "
                                       "and the schema describes no string",
                              .place = media.place,
                              .hint = {}});
    }
  }
  return response;
}

ReadResponses read_responses(Reader& reader, const Location& responses) {
  ReadResponses read;
  const auto is_read = [&](const std::string& status) {
    return std::any_of(read.all.begin(), read.all.end(),
                       [&](const DocumentedResponse& known) { return known.status == status; });
  };
  for (const NamedLocation& member : reader.members(responses)) {
    if (member.name.starts_with("x-")) continue;
    const std::optional<std::string> status = status_of(member.name);
    if (status != member.name) {
      const ContractFault fault =
          reader.fault(member.at, in_quotes(member.name) + " is not a status",
                       "Write three digits such as \"200\", a class such as \"2XX\", or \"default\".");
      if (!status) read.fault = fault;
    }
    // Of "4xx" and "4XX", the first counts.
    if (status && !is_read(*status)) read.all.push_back(read_response(reader, {*status, member.at}));
  }
  if (read.all.empty() && read.fault == nullptr) {
    reader.fail(responses, "no response is documented", "Document at least one, such as \"200\".");
  }
  return read;
}

}  // namespace avouch
