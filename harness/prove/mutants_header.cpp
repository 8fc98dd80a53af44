// SPDX-License-Identifier: MIT
// Answers whose header lines are missing, of another type, or of another syntax.
#include <array>
#include <utility>

#include "base/text.h"
#include "prove/mutants.h"

namespace avouch {
namespace {

using http::Request;
using http::Response;

// Values that some type or some field's syntax does not have. Which of them break a clause is the judge's to
// say: the proof keeps those that do.
constexpr std::array<const char*, 14> kBadValues = {
    "yes",           "1.5",           "-",       "a b",        "\x01",   "\"unclosed",
    "no media type", "Mon, 1 Jan 70", "<a> <b>", "2026-11-23", "%zz\\^", "https://a.example/path",
    "W/unquoted",    "=,=",
};

Mutant with_line(const DocumentedHeader& header, const std::vector<Role>& roles, const std::string& value) {
  return {.what = header.name + " is " + in_quotes(value),
          .roles = roles,
          .edit = [name = header.name, value](const Request&, Response& answer) {
            http::set(answer.fields, name, value);
          }};
}

}  // namespace

Mutants header_mutants(const Contract& contract, const BoundClause& clause) {
  const HeaderSubject& subject = std::get<HeaderSubject>(clause.subject);
  const DocumentedHeader& header =
      contract.operations[clause.operation].responses[clause.response].headers[subject.header];
  Mutants mutants;
  if (subject.aspect == HeaderSubject::Aspect::required) {
    mutants.made.push_back({.what = "there is no " + header.name,
                            .roles = clause.roles,
                            .edit = [name = header.name](const Request&, Response& answer) {
                              http::remove(answer.fields, name);
                            }});
  } else {
    for (const char* value : kBadValues) mutants.made.push_back(with_line(header, clause.roles, value));
    mutants.made.push_back({.what = header.name + " is there twice",
                            .roles = clause.roles,
                            .edit = [name = header.name](const Request&, Response& answer) {
                              const std::vector<std::string> lines = http::values(answer.fields, name);
                              const std::string line = lines.empty() ? "1" : lines.front();
                              answer.fields.push_back({name, line});
                            }});
  }
  // What a header may not be, no CORS clause can accept, nor a clause on the same header.
  for (Mutant& mutant : mutants.made) {
    mutant.follows = {"*/headers/" + header.name + "/*"};
    if (ascii_lower(header.name).starts_with("access-control-")) mutant.follows.push_back("cors/*");
    if (equals_ignoring_ascii_case(header.name, "Content-Type")) mutant.follows.push_back("*/media-type");
  }
  return mutants;
}

}  // namespace avouch
