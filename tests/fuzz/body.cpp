// SPDX-License-Identifier: MIT
// Fuzzes body judging. The first byte selects a bundled schema (w, b or u), or the dialect (0 to 6) of a
// schema that precedes the first NUL. The rest is the body.
#include <memory>
#include <nlohmann/json.hpp>

#include "contract/schema/schema.h"
#include "json/instance.h"
#include "judge/body/body.h"
#include "one_input.h"
#include "schemas/shipped.h"

namespace avouch::fuzz {
namespace {

struct Ready {
  std::shared_ptr<const Schema> schema;
  BodyJudge judge;
};

std::unique_ptr<const Ready> ready(std::string_view text, Dialect dialect) {
  Library library;
  const Result<const Document*> document = library.add("fuzz.schema.json", text);
  if (!document) return nullptr;  // the contract target looks at errors
  const auto schema = load_schema(library, **document, "", dialect);
  if (!schema) return nullptr;
  Result<BodyJudge> judge = BodyJudge::make(*schema, {.assert_formats = true, .assert_content = true});
  if (!judge) return nullptr;
  return std::make_unique<const Ready>(Ready{*schema, *std::move(judge)});
}

// Branches, recursion, and what is said of members that nothing else evaluates.
constexpr std::string_view kBranches = R"({
  "$defs": {"tree": {"type": "object", "properties": {"left": {"$ref": "#/$defs/tree"}, "size": {"minimum": 0.5}},
    "patternProperties": {"^x-": {"$ref": "#"}}, "additionalProperties": {"type": ["null", "integer"]}}},
  "anyOf": [{"$ref": "#/$defs/tree"}, {"type": "array", "contains": {"multipleOf": 0.1}, "maxContains": 3,
    "uniqueItems": true, "prefixItems": [{"type": "string", "format": "uri"}, {"enum": ["a", 1.0, {"b": []}]}]},
    {"const": 1e400}, {"type": "string", "pattern": "^(a+)+$", "maxLength": 60}],
  "not": {"required": ["forbidden"]}})";
constexpr std::string_view kUnevaluated = R"({
  "if": {"properties": {"kind": {"const": "a"}}, "required": ["kind"]},
  "then": {"properties": {"when": {"format": "date-time"}, "who": {"format": "idn-email"}}},
  "else": {"oneOf": [{"properties": {"host": {"format": "idn-hostname"}}, "required": ["host"]},
    {"properties": {"every": {"format": "duration"}}, "dependentRequired": {"every": ["kind"]}}]},
  "dependentSchemas": {"list": {"properties": {"list": {"unevaluatedItems": {"type": "number"}}}}},
  "propertyNames": {"maxLength": 10}, "minProperties": 1, "unevaluatedProperties": {"type": "boolean"}})";

std::string_view webhook() {
  for (const ShippedFile& file : shipped_files()) {
    if (file.name.ends_with(".schema.json")) return file.text;
  }
  return {};
}

void must_be_told(const SyntaxFault& fault, std::string_view text) {
  must(!fault.reason.empty(), "a fault without a reason");
  must_be_printable(fault.reason, "a fault");
  must(fault.offset <= text.size() && fault.line > 0 && fault.column > 0, "a fault outside the body");
}

// nlohmann's reader is of another hand. It takes a byte order mark, reads to the first NUL alone, and takes
// neither lone surrogates nor numbers that no double holds. So what else it takes is well-formed, and what we
// take and it does not has an escape or a number.
void must_read_alike(std::string_view text, bool is_read) {
  const bool theirs = nlohmann::json::accept(text);
  if (theirs && !text.starts_with("\xEF\xBB\xBF") && text.find('\0') == text.npos)
    must(is_read, "well-formed JSON was not read");
  if (theirs || !is_read) return;
  must(text.find("\\u") != text.npos || text.find_first_of("eE0123456789") != text.npos,
       "a body was read that is not JSON");
}

void must_be_whole(const Value& value) {
  must(value == value, "a value that is not itself");
  const std::string text = to_text(value);
  const ParsedBody again = parse_body(text);
  if (first_invalid_utf8(text)) return;  // a lone surrogate cannot be written
  must(again.instance != nullptr, "a value's text was not read: " + text);
  must(again.instance->root() == value && value == again.instance->root(), "a value's text is another value");
  must(hash_value(again.instance->root()) == hash_value(value), "equal values have different hashes");
  must(to_text(again.instance->root()) == text, "a value's text changes");
}

void judge_body(const Ready& with, const Instance& instance) {
  const std::vector<Verdict> verdicts = with.judge.judge(instance);
  const std::optional<bool> accepted = with.judge.accepts(instance);
  bool is_violated = false;
  bool is_undecided = false;
  for (const SchemaClaim& claim : with.schema->claims()) {
    const Verdict& verdict = verdicts[claim.keyword];
    must_be_printable(verdict.reason, "the reason of " + claim.suffix);
    for (const Finding& finding : verdict.findings) {
      must_be_printable(finding.where, "where " + claim.suffix + " failed");
      must_be_printable(finding.seen, "what " + claim.suffix + " saw");
      must_be_printable(finding.expected, "what " + claim.suffix + " expects");
    }
    is_undecided |= verdict.outcome == Outcome::undecided;
    if (verdict.outcome == Outcome::holds)
      must(verdict.instances > 0, "a claim holds of nothing: " + claim.suffix);
    else
      must(!verdict.reason.empty(), "no reason is given: " + claim.suffix);
    if (verdict.outcome != Outcome::violated) continue;
    is_violated = true;
    must(!verdict.findings.empty() && verdict.failures > 0, "a violation without a finding: " + claim.suffix);
  }
  if (accepted == true) must(!is_violated, "the whole is accepted, and a clause is violated");
  if (accepted == false)
    must(is_violated || is_undecided, "the whole is not accepted, and every clause holds");
  // What depends on a fault of the schema is unexercised.
  if (!accepted && with.schema->faults().empty())
    must(is_violated || is_undecided, "the whole is undecided, and no clause is");
  for (const std::string& pointer : with.judge.undocumented(instance))
    must(pointer.starts_with('/'), "an undocumented member that stands nowhere");
}

}  // namespace

int one_input(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view rest = text_of(data, size).substr(1);
  static const std::unique_ptr<const Ready> of_webhook = ready(webhook(), Dialect::draft2020_12);
  static const std::unique_ptr<const Ready> of_branches = ready(kBranches, Dialect::draft2020_12);
  static const std::unique_ptr<const Ready> of_unevaluated = ready(kUnevaluated, Dialect::draft2020_12);
  must(of_webhook && of_branches && of_unevaluated, "a schema of ours does not load");
  std::unique_ptr<const Ready> own;
  const Ready* with = nullptr;
  std::string_view body = rest;
  switch (data[0]) {
    case 'w':
      with = of_webhook.get();
      break;
    case 'b':
      with = of_branches.get();
      break;
    case 'u':
      with = of_unevaluated.get();
      break;
    default: {
      const Halves parts = halves(rest, '\0');
      own = ready(parts.first, static_cast<Dialect>((data[0] + 1) % 7));  // '0' is 48
      with = own.get();
      body = parts.second;
    }
  }
  const ParsedBody parsed = parse_body(body);
  must((parsed.instance == nullptr) == parsed.fault.has_value(), "a body both read and not");
  if (parsed.fault) must_be_told(*parsed.fault, body);
  must_read_alike(body, parsed.instance != nullptr);
  if (!parsed.instance) return 0;
  must_be_whole(parsed.instance->root());
  if (with != nullptr) judge_body(*with, *parsed.instance);
  return 0;
}

}  // namespace avouch::fuzz
