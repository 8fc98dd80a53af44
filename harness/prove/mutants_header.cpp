// SPDX-License-Identifier: MIT
// Responses whose header lines are missing, have another type or syntax, or are undocumented.
#include <algorithm>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "contract/header_value.h"
#include "http/field_syntax.h"
#include "http/media_type.h"
#include "json/json_reader.h"
#include "judge/header/header.h"
#include "prove/bad_lines.h"
#include "prove/edits.h"
#include "prove/mutants.h"

namespace avouch {
namespace {

// The most likely mutants come first.
std::vector<Mutant> made_for(const DocumentedHeader& header, HeaderSubject::Aspect aspect,
                             const Roles& roles) {
  const std::string& name = header.name;
  std::vector<Mutant> made;
  const auto add = [&](std::string what, Edit edit) {
    made.push_back({.what = std::move(what), .roles = roles, .edit = std::move(edit)});
  };
  const auto give = [&](const std::vector<std::string>& lines, bool is_single) {
    if (is_single && !http::may_repeat(name)) add(name + " occurs twice", with_lines_twice(name));
    for (const std::string& line : lines) add(name + " is " + in_quotes(line), with_line(name, line));
  };
  switch (aspect) {
    case HeaderSubject::Aspect::required: {
      add("missing " + name, without_line(name));
      std::string joined = name;
      std::erase(joined, '-');
      std::string underlined = name;
      std::replace(underlined.begin(), underlined.end(), '-', '_');
      for (const std::string& other :
           {"X-" + name, name + "s", underlined, joined, name.substr(0, name.size() - 1)}) {
        if (other == name) continue;
        add(join({name, other}, " is called "), with_lines_renamed(name, other));
        made.back().follows = {"*/drift/headers"};
      }
      break;
    }
    case HeaderSubject::Aspect::type:
      give(lines_of_another_type(header.type),
           header.type == DocumentedHeader::Type::string && http::field_syntax(name) == nullptr);
      break;
    case HeaderSubject::Aspect::syntax:
      give(lines_of_another_syntax(name), true);
      break;
  }
  return made;
}

bool is_within_one(const std::vector<DocumentedMedia>& documented, std::string_view written) {
  const auto type = http::parse_media_type(written);
  return type && std::any_of(documented.begin(), documented.end(), [&](const DocumentedMedia& media) {
           const auto range = http::parse_media_type(media.range);
           return range && http::within(*type, *range);
         });
}

bool is_access_control(const DocumentedHeader& header) {
  return ascii_lower(header.name).starts_with("access-control-");
}

}  // namespace

Mutants header_mutants(const Contract& contract, const BoundClause& clause) {
  const HeaderSubject& subject = std::get<HeaderSubject>(clause.subject);
  const DocumentedHeader& header =
      contract.operations[clause.operation].responses[clause.response].headers[subject.header];
  Mutants mutants{.made = made_for(header, subject.aspect, clause.roles)};
  // A line that the header's documentation excludes also breaks CORS clauses and other clauses about that
  // header.
  for (Mutant& mutant : mutants.made) {
    mutant.follows.push_back("*/headers/" + header.name + "/*");
    if (is_access_control(header)) mutant.follows.push_back("cors/*");
    if (equals_ignoring_ascii_case(header.name, "Content-Type")) mutant.follows.push_back("*/media-type");
  }
  return mutants;
}

Mutants header_value_mutants(const Contract& contract, const BoundClause& clause, const Generator& generator,
                             const BodyJudge& judge, const std::map<std::size_t, std::string>& claims,
                             std::size_t most) {
  const HeaderKeywordSubject& subject = std::get<HeaderKeywordSubject>(clause.subject);
  const DocumentedHeader& header =
      contract.operations[clause.operation].responses[clause.response].headers[subject.header];
  // Some of the generated values cannot be written as a line.
  const Violations violations = generator.violations(subject.keyword, std::max(most, kFewViolations) * 2);
  Mutants mutants{.reason = violations.reason, .why = violations.none};
  mutants.through = through_of(violations, claims);
  std::vector<std::string> also = claims_of(violations, claims);
  also.push_back("*/headers/" + header.name + "/syntax");
  if (is_access_control(header)) also.push_back("cors/*");
  for (const Violation& violation : violations.made) {
    if (mutants.made.size() == most) break;
    const auto line = header_text(header, json_of_text(violation.text));
    if (!line || conforms(header, &judge, *line)) continue;  // another reading of the line may be allowed
    mutants.made.push_back({.what = violation.what,
                            .roles = clause.roles,
                            .edit = with_line(header.name, *line),
                            .follows = also});
  }
  if (mutants.made.empty() && !violations.made.empty()) {
    mutants.reason = Mutants::Reason::out_of_reach;
    mutants.why = "no header line has a value that breaks it";
  }
  return mutants;
}

Mutants media_type_mutants(const Contract& contract, const BoundClause& clause) {
  const std::vector<DocumentedMedia>& documented =
      contract.operations[clause.operation].responses[clause.response].media;
  Mutants mutants;
  const auto add = [&](std::string what, Edit edit) {
    mutants.made.push_back({.what = std::move(what),
                            .roles = clause.roles,
                            .edit = std::move(edit),
                            .follows = {"*/headers/Content-Type/*"}});
  };
  for (const char* type : {"text/html",
                           "application/xml",
                           "application/jsonx",
                           "text/json",
                           "text/plain; charset=utf-8",
                           "json",
                           "application/",
                           "no media type",
                           "application/octet-stream",
                           "application/problem+json",
                           "image/png",
                           "application/javascript",
                           "text/html; charset=utf-8",
                           "application/x-www-form-urlencoded",
                           "multipart/form-data; boundary=a",
                           "application/hal+json",
                           "application/json-seq",
                           "application/x-ndjson",
                           "application/x-json",
                           "application/json+problem",
                           "application /json",
                           "application/json, text/html",
                           "application/json; charset=\"utf-8",
                           "application\\json",
                           "\"application/json\"",
                           "application.json",
                           "/json",
                           "application/vnd.api+json",
                           "text/yaml",
                           ""}) {
    if (is_within_one(documented, type)) continue;
    add("Content-Type is " + in_quotes(type), with_line("Content-Type", type));
  }
  add("missing Content-Type", without_line("Content-Type"));
  add("Content-Type occurs twice", with_lines_twice("Content-Type"));
  return mutants;
}

Mutants undocumented_header_mutants(const BoundClause& clause) {
  Mutants mutants;
  for (const char* name : {"Avouch-Undocumented", "X-Debug", "X-Powered-By", "X-Avouch", "Servers",
                           "Content_Type", "Set-Cookie2", "X-Runtime", "X-Internal-Host"}) {
    mutants.made.push_back(
        {.what = std::string("the response has the header ") + name + ", which is undocumented",
         .roles = clause.roles,
         .edit = with_line(name, "1")});
  }
  return mutants;
}

}  // namespace avouch
