// SPDX-License-Identifier: MIT
// Converts between the lines of a documented response header and JSON: style simple (OpenAPI 3.1 §4.8.12.2,
// RFC 6570 §3.2.2), or JSON if the header is documented by `content`.
//
//   header_readings({.name = "X-Ids", .type = Type::list, .schema = …}, {"1, 2", "3"})[0]  ->  "[1,2,3]"
//   header_text(header, {1, 2, 3})                                                         ->  "1,2,3"
//
// Style simple has no types, so text is read as the kind of value that the schema expects at its place: a
// number if the schema expects one and the text is one, otherwise a string. Commas outside quoted text
// separate items (RFC 9110 §5.6.1). Pure; thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/contract.h"
#include "contract/schema/kinds.h"
#include "contract/schema/schema.h"
#include "json/json_value.h"

namespace avouch {

// How lines of such a value are parsed. Strings, if the schema permits any text.
DocumentedHeader::Type header_type(const Schema& schema);

// The response's header of that name, ignoring case; null if it documents none.
const DocumentedHeader* documented_header(const DocumentedResponse& response, std::string_view name);

// Whether the schema names null among its accepted values. An empty value then means null.
bool may_be_null(const DocumentedHeader& header);

// Set-Cookie is the only field whose lines never form one list (RFC 9110 §5.3).
bool is_set_cookie(const DocumentedHeader& header);

// The possible readings of the lines as JSON texts, with numbers as sent: first the reading that fits the
// schema, then readings with other kinds of scalars. The reading that the schema accepts is meant. `lines`
// has at least one line, in order; several form one list (RFC 9110 §5.3). Empty if the lines are not of the
// header's type at all: an object with an odd number of texts. JSON is passed through as text, not parsed.
std::vector<std::string> header_readings(const DocumentedHeader& header,
                                         const std::vector<std::string>& lines);

// The JSON text of a scalar that was written without a type, if those kinds of value are expected. Headers,
// options, values files and forms all use this function. Numbers stay as written.
std::string scalar_reading(const Kinds& kinds, std::string_view text);

// The value in style simple: "a,1,b,2" for an object, exploded "a=1,b=2". nullopt if the style cannot express
// it: null, arrays in arrays.
std::optional<std::string> simple_text(const JsonValue& value, bool explode,
                                       const std::string& separator = ",");

// The header line for this value; nullopt if none exists: style simple cannot express the value, or it has an
// item with a comma, leading or trailing whitespace, or control characters.
std::optional<std::string> header_text(const DocumentedHeader& header, const JsonValue& value);

// Whether header lines can contradict the schema's claim. Text is always a string, and the header's type
// clause covers the type of the whole value.
bool is_header_claim(const DocumentedHeader& header, const SchemaClaim& claim);

// Whether the header has such a claim.
bool has_header_claims(const DocumentedHeader& header);

}  // namespace avouch
