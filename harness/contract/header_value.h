// SPDX-License-Identifier: MIT
// The value of a documented response header, between its lines and JSON: style simple (OpenAPI 3.1
// §4.8.12.2, RFC 6570 §3.2.2), or JSON where the header is documented by `content`.
//
//   header_readings({.name = "X-Ids", .type = Type::list, .schema = …}, {"1, 2", "3"})[0]  ->  "[1,2,3]"
//   header_text(header, {1, 2, 3})                                                         ->  "1,2,3"
//
// Style simple writes no types, so a text is read as the kind of value that the schema wants at its place: a
// number where it wants one and the text is one, else a string. What commas stand in, quoted text apart,
// parts items (RFC 9110 §5.6.1). Pure; any thread may call these.
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

// How lines of such a value are read. Strings, where text may be anything.
DocumentedHeader::Type header_type(const Schema& schema);

// The response's header of that name, in whatever case; null where it documents none.
const DocumentedHeader* documented_header(const DocumentedResponse& response, std::string_view name);

// Whether the schema names null among what it accepts: then an empty value says it.
bool may_be_null(const DocumentedHeader& header);

// Set-Cookie alone has lines that are never one list (RFC 9110 §5.3).
bool is_set_cookie(const DocumentedHeader& header);

// What the lines may say, as JSON texts, numbers as they were sent: first as the schema wants it, then with
// other kinds of scalars. Of these the one that the schema accepts is meant. `lines`: at least one, in order;
// several are one list (RFC 9110 §5.3). Empty where they are not of the header's type at all: an object of an
// odd number of texts. JSON is only looked at as text, not parsed.
std::vector<std::string> header_readings(const DocumentedHeader& header,
                                         const std::vector<std::string>& lines);

// The JSON text of the scalar that a text stands for where those kinds of value are wanted: the one reading
// of text that says no type, of headers, options, values files and forms alike. Numbers as they were written.
std::string scalar_reading(const Kinds& kinds, std::string_view text);

// The text of a value in style simple: "a,1,b,2" of an object, exploded "a=1,b=2". nullopt where the style
// cannot hold it: null, arrays in arrays.
std::optional<std::string> simple_text(const JsonValue& value, bool explode);

// The text of which this value is a reading; nullopt where there is none: beside what style simple cannot
// hold, an item with a comma, blanks at an end, control characters.
std::optional<std::string> header_text(const DocumentedHeader& header, const JsonValue& value);

// Whether the schema's claim is one that a header's lines can contradict. What is written as text is always a
// string; and that the whole is of the header's type is said by the clause about its type.
bool is_header_claim(const DocumentedHeader& header, const SchemaClaim& claim);

// Whether it has any.
bool has_header_claims(const DocumentedHeader& header);

}  // namespace avouch
