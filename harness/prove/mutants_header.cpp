// SPDX-License-Identifier: MIT
// Answers whose header lines are missing, of another type, or of another syntax.
#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "prove/mutants.h"

namespace avouch {
namespace {

using http::Request;
using http::Response;

constexpr std::string_view kDate = "Mon, 23 Nov 2026 13:00:00 GMT";

// Values that a field whose syntax a standard fixes does not have: RFC 9110, RFC 9111, RFC 8288, Fetch
// §3.3.4.
struct BadValues {
  std::string_view name;  // lower case
  std::array<const char*, 4> values;
  bool is_single;  // the line may not stand there twice
};
constexpr std::array<BadValues, 23> kBadSyntax = {{
    {"accept-ranges", {"by tes", "bytes;", "(none)", "\"bytes\""}, false},
    {"access-control-allow-credentials", {"True", "yes", "1", "true, true"}, true},
    {"access-control-allow-headers", {"X Y", "a;b", "Authorization: yes", "\"a\""}, false},
    {"access-control-allow-methods", {"GET POST", "GET;POST", "\"GET\"", "{GET}"}, false},
    {"access-control-allow-origin",
     {"https://a.example/", "a.example", "*.example", "https://a.example, *"},
     true},
    {"access-control-expose-headers", {"X Y", "a;b", "X-Total:", "\"a\""}, false},
    {"access-control-max-age", {"-1", "1.5", "600s", "ten"}, true},
    {"age", {"-1", "1.5", "600s", "ten"}, true},
    {"allow", {"GET POST", "GET;POST", "\"GET\"", "{GET}"}, false},
    {"cache-control", {"\"no-store\"", "max-age=\"unclosed", "=1", "max age"}, false},
    {"content-encoding", {"g zip", "gzip;", "\"gzip\"", "{gzip}"}, false},
    {"content-language", {"en us", "en;q=1", "\"en\"", "{en}"}, false},
    {"content-length", {"-1", "1.5", "0x10", "ten"}, true},
    {"content-location", {"%zz", "a b", "\\a", "<a>"}, true},
    {"content-type", {"json", "application/", "/json", "application json"}, true},
    {"date",
     {"2026-11-23", "Tue, 23 Nov 2026 13:00:00 GMT", "Mon, 23 Nov 2026 13:00:00 UTC", "1795438800"},
     true},
    {"etag", {"unquoted", "W/unquoted", "\"open", "w/\"a\""}, true},
    {"expires", {"2026-11-23", "Tue, 23 Nov 2026 13:00:00 GMT", "0", "never"}, true},
    {"last-modified", {"2026-11-23", "Tue, 23 Nov 2026 13:00:00 GMT", "0", "never"}, true},
    {"link", {"https://a.example", "<a> <b>", "<a", "rel=next"}, false},
    {"location", {"%zz", "a b", "\\a", "<a>"}, true},
    {"retry-after", {"soon", "-1", "1.5", "2026-11-23"}, true},
    {"vary", {"a b", "a;b", "\"Origin\"", "{Origin}"}, false},
}};

const BadValues* bad_syntax(std::string_view name) {
  const std::string lower = ascii_lower(name);
  const auto found = std::find_if(kBadSyntax.begin(), kBadSyntax.end(),
                                  [&](const BadValues& one) { return one.name == lower; });
  return found == kBadSyntax.end() ? nullptr : found;
}

std::vector<std::string> bad_values(DocumentedHeader::Type type) {
  switch (type) {
    case DocumentedHeader::Type::boolean:
      return {"yes", "1", "TRUE", "true false", "truе"};  // the last one's e is Cyrillic
    case DocumentedHeader::Type::integer:
      return {"1.5", "abc", "0x10", "1 2", "01", "1e2", "+1"};
    case DocumentedHeader::Type::number:
      return {"abc", "1,5", "1.", "-", "NaN", "0x10"};
    case DocumentedHeader::Type::list:
      return {"a b", "a;b", "\"a\"", "{a}"};
    case DocumentedHeader::Type::string:  // RFC 9110 §5.5
      return {"a\x01z", "a\x7Fz", "a\x1Bz"};
  }
  return {};
}

Mutant with_line(const DocumentedHeader& header, const std::vector<Role>& roles, const std::string& value) {
  return {.what = header.name + " is " + in_quotes(value),
          .roles = roles,
          .edit = [name = header.name, value](const Request&, Response& answer) {
            http::set(answer.fields, name, value);
          }};
}

Mutant twice(const DocumentedHeader& header, const std::vector<Role>& roles) {
  return {.what = header.name + " is there twice",
          .roles = roles,
          .edit = [name = header.name](const Request&, Response& answer) {
            const std::vector<std::string> lines = http::values(answer.fields, name);
            const std::string line = lines.empty() ? std::string(kDate) : lines.front();
            answer.fields.push_back({name, line});
          }};
}

std::vector<Mutant> made_for(const DocumentedHeader& header, HeaderSubject::Aspect aspect,
                             const std::vector<Role>& roles) {
  std::vector<Mutant> made;
  switch (aspect) {
    case HeaderSubject::Aspect::required:
      made.push_back({.what = "there is no " + header.name,
                      .roles = roles,
                      .edit = [name = header.name](const Request&, Response& answer) {
                        http::remove(answer.fields, name);
                      }});
      break;
    case HeaderSubject::Aspect::type:
      for (const std::string& value : bad_values(header.type))
        made.push_back(with_line(header, roles, value));
      break;
    case HeaderSubject::Aspect::syntax:
      if (const BadValues* bad = bad_syntax(header.name)) {
        for (const char* value : bad->values) made.push_back(with_line(header, roles, value));
        if (bad->is_single) made.push_back(twice(header, roles));
      }
      break;
  }
  return made;
}

}  // namespace

Mutants header_mutants(const Contract& contract, const BoundClause& clause) {
  const HeaderSubject& subject = std::get<HeaderSubject>(clause.subject);
  const DocumentedHeader& header =
      contract.operations[clause.operation].responses[clause.response].headers[subject.header];
  Mutants mutants{.made = made_for(header, subject.aspect, clause.roles)};
  // What a header may not be, no CORS clause can accept, nor a clause on the same header.
  for (Mutant& mutant : mutants.made) {
    mutant.follows = {"*/headers/" + header.name + "/*"};
    if (ascii_lower(header.name).starts_with("access-control-")) mutant.follows.push_back("cors/*");
    if (equals_ignoring_ascii_case(header.name, "Content-Type")) mutant.follows.push_back("*/media-type");
  }
  return mutants;
}

}  // namespace avouch
