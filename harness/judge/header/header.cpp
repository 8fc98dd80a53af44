// SPDX-License-Identifier: MIT
#include "judge/header/header.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "contract/header_value.h"
#include "http/field_syntax.h"
#include "http/syntax.h"
#include "json/instance.h"
#include "json/number.h"
#include "judge/answer.h"
#include "judge/body/body.h"
#include "judge/documented_answer.h"
#include "judge/judges.h"

namespace avouch {
namespace {

using Type = DocumentedHeader::Type;

// Returns "NAME: VALUE" for each line, so duplicates are visible.
std::string shown_lines(std::string_view name, const std::vector<std::string>& lines) {
  std::vector<std::string> shown_values;
  for (const std::string& line : lines) shown_values.push_back(std::string(name) + ": " + in_quotes(line));
  return shown(join(shown_values, " and "), 3 * kShownLimit);
}

Verdict violated(const DocumentedHeader& header, const std::vector<std::string>& lines, std::string reason,
                 std::string expected) {
  return {.outcome = Outcome::violated,
          .reason = std::move(reason),
          .findings = {{"header " + header.name, lines.empty() ? "absent" : shown_lines(header.name, lines),
                        std::move(expected)}},
          .instances = 1,
          .failures = 1};
}

// The status in the clause's coordinate, under which its response is documented: OPERATION/STATUS/headers/….
std::string_view documented_status(const Clause& clause) {
  const std::string_view rest = std::string_view(clause.coordinate).substr(clause.operation.size() + 1);
  return rest.substr(0, rest.find('/'));
}

Verdict judge_required(const DocumentedHeader& header, const Evidence& evidence,
                       const std::vector<std::string>& lines) {
  if (!header.required && evidence.origin.empty()) {
    return {.outcome = Outcome::unexercised,
            .reason = "it is required only in responses to cross-origin requests"};
  }
  if (!lines.empty()) return holds();
  return violated(header, lines, "missing " + header.name, "a header of that name");
}

struct TypeRule {
  std::string expected;
  bool is_single = false;  // several lines are not one value
};

TypeRule rule_of(const DocumentedHeader& header) {
  switch (header.type) {
    case Type::boolean:
      return {"a boolean: true or false", true};
    case Type::integer:
      return {"an integer", true};
    case Type::number:
      return {"a number", true};
    case Type::list:
      return {"a list without control characters (RFC 9110 §5.5)", false};
    case Type::object:
      return {header.explode ? "name=value, separated by commas"
                             : "names and values in turn, separated by commas",
              false};
    case Type::json:
      return {"one JSON text (RFC 8259)", true};
    case Type::string:
      // A field that is not a list occurs once: RFC 9110 §5.3. For strings, if a standard defines the field's
      // syntax, the clause about the syntax reports repetitions.
      return {"a string without control characters (RFC 9110 §5.5)",
              http::field_syntax(header.name) == nullptr && !http::may_repeat(header.name)};
  }
  return {};
}

bool is_of_type(const DocumentedHeader& header, std::string_view line) {
  const std::string_view value = trim_ows(line);
  if (value.empty() && may_be_null(header)) return true;
  switch (header.type) {
    case Type::boolean:
      return value == "true" || value == "false";
    case Type::integer:
      return is_json_number(value) && is_integer_number(value);
    case Type::number:
      return is_json_number(value);
    case Type::json:
      return !parse_body(value).fault;
    case Type::list:
    case Type::string:
      return http::is_field_value(value);
    case Type::object:
      return http::is_field_value(value) && !header_readings(header, {std::string(value)}).empty();
  }
  return false;
}

std::string times(std::size_t count) {
  return count == 2 ? "twice" : std::to_string(count) + " times";
}

Verdict judge_type(const DocumentedHeader& header, const std::vector<std::string>& lines) {
  const TypeRule rule = rule_of(header);
  if (lines.size() > 1 && rule.is_single) {
    return violated(header, lines,
                    "the header occurs " + times(lines.size()) + ", but is documented as one value",
                    rule.expected);
  }
  // A line break may separate a name of an object from its value; in arrays it separates whole items.
  const std::vector<std::string> whole = {join(lines, ", ")};
  for (const std::string& line : header.type == Type::object ? whole : lines) {
    if (is_of_type(header, line)) continue;
    return violated(header, lines, in_quotes(line) + " is not of the documented type", rule.expected);
  }
  return holds();
}

Verdict judge_syntax(const DocumentedHeader& header, const std::vector<std::string>& lines) {
  const std::optional<http::FieldFault> fault = http::field_fault(header.name, lines);
  return fault ? violated(header, lines, fault->reason, fault->expected) : holds();
}

// A value that does not match the header's type violates the type clause only, so its schema is not checked.
bool is_readable(const DocumentedHeader& header, const std::vector<std::string>& lines) {
  return judge_type(header, lines).outcome == Outcome::holds;
}

bool accepts(const BodyJudge& judge, const ParsedBody& body, WorkBudget& budget) {
  return body.instance != nullptr && judge.is_acceptable(*body.instance, 0, budget);
}

// Returns the first reading of the lines that the schema accepts, else the reading of the type that the
// schema requires.
std::optional<ParsedBody> value_of(const DocumentedHeader& header, const BodyJudge& judge,
                                   const std::vector<std::string>& lines, WorkBudget& budget) {
  std::optional<ParsedBody> wanted;
  for (const std::string& reading : header_readings(header, lines)) {
    ParsedBody parsed = parse_body(reading);
    if (accepts(judge, parsed, budget)) return parsed;
    if (!wanted && parsed.instance != nullptr) wanted = std::move(parsed);
  }
  return wanted;
}

// Lines of Set-Cookie are judged one by one, unless they are documented as a list.
std::vector<std::vector<std::string>> values_of(const DocumentedHeader& header,
                                                const std::vector<std::string>& lines) {
  if (!is_set_cookie(header) || header.type == Type::list) return {lines};
  std::vector<std::vector<std::string>> values;
  for (const std::string& line : lines) values.push_back({line});
  return values;
}

// Returns one verdict per keyword.
std::vector<Verdict> judge_value(const DocumentedHeader& header, const BodyJudge& judge, std::size_t keywords,
                                 const std::vector<std::string>& lines, WorkBudget& budget) {
  const std::optional<ParsedBody> value =
      is_readable(header, lines) ? value_of(header, judge, lines, budget) : std::nullopt;
  if (budget.is_spent()) {
    const Verdict unknown{.outcome = Outcome::undecided, .reason = spent_reason(budget)};
    return std::vector<Verdict>(keywords, unknown);
  }
  if (!value) {
    const Verdict unread{.outcome = Outcome::unexercised,
                         .reason = header.name + " cannot be read as " + rule_of(header).expected};
    return std::vector<Verdict>(keywords, unread);
  }
  std::vector<Verdict> verdicts = judge.judge(*value->instance, budget);
  for (Verdict& verdict : verdicts) {
    for (Finding& finding : verdict.findings) finding.where = "header " + finding.where;
  }
  return verdicts;
}

}  // namespace

Verdict judge_header(const DocumentedHeader& header, HeaderSubject::Aspect aspect, const BoundClause& clause,
                     const Evidence& evidence) {
  const auto answer = documented_answer(evidence, documented_status(clause.clause));
  if (const Verdict* verdict = std::get_if<Verdict>(&answer)) return *verdict;
  const http::Fields& fields = std::get<const Received*>(answer)->response.fields;
  const std::vector<std::string> lines = http::values(fields, header.name);
  if (aspect == HeaderSubject::Aspect::required) return judge_required(header, evidence, lines);
  if (lines.empty()) return {.outcome = Outcome::unexercised, .reason = "the response has no " + header.name};
  switch (aspect) {
    case HeaderSubject::Aspect::type:
      return judge_type(header, lines);
    case HeaderSubject::Aspect::syntax:
      return judge_syntax(header, lines);
    case HeaderSubject::Aspect::required:
      break;
  }
  return {};
}

Verdict left_to(const DocumentedHeader& header, const std::string& what, const std::string& aspect) {
  return {.outcome = Outcome::unexercised,
          .reason = what + ", which headers/" + printable(header.name) + "/" + aspect + " reports"};
}

std::vector<Verdict> judge_header_values(const DocumentedHeader& header, const BodyJudge& judge,
                                         const http::Fields& fields, WorkBudget& budget) {
  const std::size_t keywords = header.schema->keywords().size();
  const std::vector<std::string> lines = http::values(fields, header.name);
  if (lines.empty()) {
    const Verdict absent{.outcome = Outcome::unexercised, .reason = "the response has no " + header.name};
    return std::vector<Verdict>(keywords, absent);
  }
  std::vector<std::vector<Verdict>> of_values;
  for (const std::vector<std::string>& value : values_of(header, lines))
    of_values.push_back(judge_value(header, judge, keywords, value, budget));
  if (of_values.size() == 1) return of_values.front();
  std::vector<Verdict> verdicts;
  for (std::size_t keyword = 0; keyword < keywords; ++keyword) {
    std::vector<Verdict> each;
    for (const std::vector<Verdict>& value : of_values) each.push_back(value[keyword]);
    verdicts.push_back(combined(each));
  }
  return verdicts;
}

bool conforms(const DocumentedHeader& header, const BodyJudge* judge, const std::string& line) {
  if (!is_readable(header, {line})) return false;
  if (http::field_fault(header.name, {line})) return false;
  if (judge == nullptr) return true;
  const std::vector<std::string> readings = header_readings(header, {line});
  WorkBudget budget({.steps = kJudgeSteps});
  return std::any_of(readings.begin(), readings.end(), [&](const std::string& reading) {
    return accepts(*judge, parse_body(reading), budget);
  });
}

Verdict verdict_of(const HeaderSubject& subject, const Question& question) {
  return judge_header(question.response().headers[subject.header], subject.aspect, question.clause,
                      question.one());
}

Verdict verdict_of(const HeaderKeywordSubject& subject, const Question& question) {
  const auto answer = documented_answer(question.one(), question.response().status);
  if (const Verdict* verdict = std::get_if<Verdict>(&answer)) return *verdict;
  const SchemaKey key =
      question.schemas.header_key(question.clause.operation, question.clause.response, subject.header);
  return question.schemas.header_verdicts(question.answer(), key).of(subject.keyword);
}

Explanation explanation_of(const HeaderSubject& subject, const Operation& /*operation*/,
                           const BoundClause& /*clause*/) {
  if (subject.aspect == HeaderSubject::Aspect::required) return {"the header is absent", kOtherStatus};
  return {"the header contradicts the claim",
          std::string(kOtherStatus) + ", or the response has no such header"};
}

Explanation explanation_of(const HeaderKeywordSubject& /*subject*/, const Operation& /*operation*/,
                           const BoundClause& /*clause*/) {
  return {"the header's value contradicts the claim",
          std::string(kOtherStatus) +
              ", the response has no such header, or its lines do not have the documented type"};
}

}  // namespace avouch
