// SPDX-License-Identifier: MIT
// Documented Access-Control-* response headers against the Fetch standard: pages cannot call a server that
// sends them as documented.
#include <array>
#include <string>
#include <string_view>

#include "base/text.h"
#include "http/origin.h"
#include "http/syntax.h"
#include "json/json_value.h"
#include "lint/rules.h"

namespace avouch {
namespace {

using Type = DocumentedHeader::Type;

void report(LintSubject& subject, const DocumentedHeader& header, const Place& place, std::string what,
            std::string hint, LintFinding::Severity severity = LintFinding::Severity::error) {
  subject.report({.rule = "access-control",
                  .severity = severity,
                  .place = place,
                  .message = header.name + " " + std::move(what),
                  .hint = std::move(hint)});
}

bool is(const DocumentedHeader& header, std::string_view name) {
  return equals_ignoring_ascii_case(header.name, name);
}

// The example as a field value.
std::string example_text(const DocumentedHeader& header) {
  if (header.examples.empty()) return {};
  const JsonValue& example = header.examples.front().value;
  return plain_text(example);
}

void check_origin(LintSubject& subject, const DocumentedHeader& header) {
  if (header.type != Type::string) {
    report(subject, header, header.place,
           "is one origin, null or *, but is not documented as a string (Fetch §3.3.3)",
           "Document it as a string.");
  }
  const std::string example = example_text(header);
  if (example.empty() || example == "*" || example == "null" || http::parse_origin(example)) return;
  report(subject, header, header.examples.front().place,
         "has the example " + in_quotes(example) + ", which is not one origin, null or * (Fetch §3.3.3)",
         "Give one origin, such as https://example.com, without a path.");
}

void check_credentials(LintSubject& subject, const DocumentedHeader& header) {
  if (header.type != Type::string && header.type != Type::boolean) {
    report(subject, header, header.place,
           "is the word true, but is documented as neither a string nor a boolean (Fetch §3.3.3)",
           "Document it as a boolean.");
  }
  const std::string example = example_text(header);
  if (example.empty() || example == "true") return;
  report(subject, header, header.examples.front().place,
         "has the example " + in_quotes(example) + "; only true has an effect (Fetch §3.3.3)",
         "Leave the header out if credentials are not allowed.", LintFinding::Severity::warning);
}

void check_list(LintSubject& subject, const DocumentedHeader& header) {
  if (header.type != Type::string && header.type != Type::list) {
    report(subject, header, header.place,
           "is a list of names, but is documented as neither a string nor an array (Fetch §3.3.3)",
           "Document it as a string, or as an array of strings.");
  }
  if (header.examples.empty() || !header.examples.front().value.is_string()) return;
  const std::string example = header.examples.front().value.text;
  if (const std::optional<std::string> bad = http::first_bad_token(example)) {
    report(subject, header, header.examples.front().place,
           "has the example " + in_quotes(example) + ", in which " + in_quotes(*bad) +
               " is not a token, so a browser ignores the whole list (RFC 9110 §5.6.1)",
           "Separate the names by commas.");
  }
}

void check_max_age(LintSubject& subject, const DocumentedHeader& header) {
  if (header.type == Type::string || header.type == Type::integer) return;
  report(subject, header, header.place,
         "is a number of seconds, but is not documented as an integer (Fetch §3.3.3)",
         "Document it as an integer.");
}

void check_wildcard(LintSubject& subject, const DocumentedHeader& origin,
                    const DocumentedHeader& credentials) {
  if (example_text(origin) != "*" || example_text(credentials) != "true") return;
  report(subject, credentials, credentials.examples.front().place,
         "has the example true beside Access-Control-Allow-Origin: *, which a browser refuses together "
         "(Fetch §3.3.5)",
         "Show an origin instead of *, or no credentials.");
}

void check_response(LintSubject& subject, const DocumentedResponse& response) {
  constexpr std::array<std::string_view, 3> kLists = {
      "Access-Control-Allow-Methods", "Access-Control-Allow-Headers", "Access-Control-Expose-Headers"};
  const DocumentedHeader* origin = nullptr;
  const DocumentedHeader* credentials = nullptr;
  for (const DocumentedHeader& header : response.headers) {
    if (is(header, "Access-Control-Allow-Origin")) {
      origin = &header;
      check_origin(subject, header);
    } else if (is(header, "Access-Control-Allow-Credentials")) {
      credentials = &header;
      check_credentials(subject, header);
    } else if (is(header, "Access-Control-Max-Age")) {
      check_max_age(subject, header);
    }
    for (const std::string_view list : kLists) {
      if (is(header, list)) check_list(subject, header);
    }
  }
  if (origin != nullptr && credentials != nullptr) check_wildcard(subject, *origin, *credentials);
  if (origin == nullptr && credentials != nullptr) {
    report(subject, *credentials, credentials->place,
           "is documented without Access-Control-Allow-Origin, without which it has no effect (Fetch §4.10)",
           "Document both.", LintFinding::Severity::warning);
  }
}

}  // namespace

void check_access_control(LintSubject& subject) {
  for (const Operation& operation : subject.contract().operations) {
    for (const DocumentedResponse& response : operation.responses) check_response(subject, response);
  }
}

}  // namespace avouch
