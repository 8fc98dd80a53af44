// SPDX-License-Identifier: MIT
// Response headers with a documented type that the header's own syntax cannot express, and examples that
// violate the syntax of the field's standard.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "contract/header_value.h"
#include "http/field_syntax.h"
#include "lint/rules.h"

namespace avouch {
namespace {

using Type = DocumentedHeader::Type;

struct Known {
  std::string_view name;
  std::string_view what;
  std::vector<Type> types;
  bool is_date = false;  // in HTTP's own format
};

const std::vector<Known>& known_headers() {
  static const std::vector<Known> known = {
      {"Date", "a date (RFC 9110 §6.6.1)", {Type::string}, true},
      {"Expires", "a date (RFC 9111 §5.3)", {Type::string}, true},
      {"Last-Modified", "a date (RFC 9110 §8.8.2)", {Type::string}, true},
      {"ETag", "a quoted text (RFC 9110 §8.8.3)", {Type::string}},
      {"Location", "a URI reference (RFC 9110 §10.2.2)", {Type::string}},
      {"Set-Cookie", "a cookie (RFC 6265 §4.1)", {Type::string, Type::list}},
      {"WWW-Authenticate", "a challenge (RFC 9110 §11.6.1)", {Type::string, Type::list}},
      {"Content-Length", "a number of bytes (RFC 9110 §8.6)", {Type::string, Type::integer, Type::number}},
      {"Age", "a number of seconds (RFC 9111 §5.1)", {Type::string, Type::integer, Type::number}},
      {"Retry-After",
       "a date or a number of seconds (RFC 9110 §10.2.3)",
       {Type::string, Type::integer, Type::number}},
  };
  return known;
}

bool wants_format(const DocumentedHeader& header, std::string_view format) {
  if (header.schema == nullptr) return false;
  const std::vector<SchemaKeyword>& keywords = header.schema->keywords();
  return std::any_of(keywords.begin(), keywords.end(), [&](const SchemaKeyword& keyword) {
    return keyword.node == 0 && keyword.kind == KeywordKind::format && keyword.names.front() == format;
  });
}

void check_header(LintSubject& subject, const DocumentedHeader& header) {
  for (const Known& known : known_headers()) {
    if (!equals_ignoring_ascii_case(header.name, known.name)) continue;
    if (known.is_date && wants_format(header, "date-time")) {
      subject.report({.rule = "header-type",
                      .severity = LintFinding::Severity::error,
                      .place = header.place,
                      .message = header.name + " is " + std::string(known.what) +
                                 ", which never has the documented format date-time",
                      .hint = "Leave the format out; RFC 9110 §5.6.7 defines HTTP dates."});
    }
    if (std::find(known.types.begin(), known.types.end(), header.type) != known.types.end()) continue;
    subject.report({.rule = "header-type",
                    .severity = LintFinding::Severity::error,
                    .place = header.place,
                    .message = header.name + " is " + std::string(known.what) +
                               ", which cannot be read as the documented type",
                    .hint = "Document it as a string."});
  }
}

// The judge applies the same syntax to responses, so a server that sends such an example would fail.
// Access-Control-* headers have their own rule.
void check_examples_of(LintSubject& subject, const DocumentedHeader& header) {
  if (ascii_lower(header.name).starts_with("access-control-")) return;
  for (const Example& example : header.examples) {
    const std::optional<std::string> line = simple_text(example.value, header.explode);
    if (!line) continue;
    const std::optional<http::FieldFault> fault = http::field_fault(header.name, {*line});
    if (!fault) continue;
    subject.report(
        {.rule = "header-syntax",
         .severity = LintFinding::Severity::error,
         .place = example.place,
         .message = "the example of " + header.name + " does not follow its standard: " + fault->reason,
         .hint = "Give " + fault->expected + "."});
  }
}

}  // namespace

void check_headers(LintSubject& subject) {
  for (const Operation& operation : subject.contract().operations) {
    for (const DocumentedResponse& response : operation.responses) {
      for (const DocumentedHeader& header : response.headers) {
        check_header(subject, header);
        check_examples_of(subject, header);
      }
    }
  }
}

}  // namespace avouch
