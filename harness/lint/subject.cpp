// SPDX-License-Identifier: MIT
#include "lint/subject.h"

#include <string_view>

#include "base/steps.h"
#include "base/text.h"
#include "base/work_budget.h"
#include "contract/document/library.h"
#include "json/instance.h"
#include "json/json_value.h"
#include "json/pointer.h"

namespace avouch {
namespace {

// "/properties/a/minLength" -> "/properties/a".
std::string parent_of(const std::string& pointer) {
  return pointer.substr(0, pointer.rfind('/'));
}

// A failed claim's finding names its place as "body /a/b", or "body" for all of it.
std::string instance_pointer(const std::string& where) {
  const std::size_t blank = where.find(" /");
  return blank == where.npos ? std::string() : where.substr(blank + 1);
}

constexpr std::string_view kExpected = "; expected ";  // in a reason, before what the schema says

}  // namespace

Place SchemaPart::place(std::string_view keyword) const {
  return document->place(pointer_append(pointer, keyword));
}

LintSubject::LintSubject(const Contract& contract)
    : contract_(contract), notes_(contract.notes), faults_(contract.faults) {
  for (const Operation& operation : contract.operations) {
    for (const Parameter& parameter : operation.parameters) {
      if (parameter.schema == nullptr) continue;
      add_schema(parameter.schema);
      if (!parameter.as_content) add_examples(parameter.examples, parameter.schema);
    }
    if (operation.request_body) add_media(operation.request_body->media);
    for (const DocumentedResponse& response : operation.responses) {
      add_media(response.media);
      for (const DocumentedHeader& header : response.headers) {
        if (header.schema == nullptr) continue;
        add_schema(header.schema);
        add_examples(header.examples, header.schema);
      }
    }
  }
  for (const UnusedSchema& unused : contract.unused) {
    add_schema(unused.schema);
    add_examples(unused.examples, unused.schema);
  }
}

Place LintSubject::source_of(const Place& place) const {
  return contract_.library->source_of(place);
}

void LintSubject::add_media(const std::vector<DocumentedMedia>& media) {
  for (const DocumentedMedia& each : media) {
    if (each.schema == nullptr) continue;
    add_schema(each.schema, each.is_json());
    // A string example of another media type is text in that type, not a value of the schema. An object is a
    // value, as for a form.
    std::vector<Example> values = each.examples;
    if (!each.is_json()) std::erase_if(values, [](const Example& text) { return text.value.is_string(); });
    add_examples(values, each.schema);
  }
}

void LintSubject::add_examples(const std::vector<Example>& examples,
                               const std::shared_ptr<const Schema>& schema) {
  for (const Example& example : examples) {
    const Document* document = contract_.library->find(example.place.file);
    if (document == nullptr) continue;
    const std::string what = example.name.empty() ? "the example" : "the example " + example.name;
    examples_.push_back(
        {.what = what, .schema = schema, .document = document, .pointer = example.place.pointer});
  }
}

void LintSubject::add_schema(const std::shared_ptr<const Schema>& schema, bool is_json) {
  const auto [known, is_new] = known_schemas_.emplace(schema.get(), is_json);
  if (!is_new && (known->second || !is_json)) return;
  known->second = is_json;
  for (std::size_t node = 0; node < schema->nodes().size(); ++node) add_part(schema, node, is_json);
  if (!is_new) return;
  schemas_.push_back(schema);
  const auto add = [&](const Errors& of_schema, std::vector<Error>& all) {
    for (Error error : of_schema) {
      error.place = contract_.library->source_of(error.place);
      all.push_back(std::move(error));
    }
  };
  add(schema->notes(), notes_);
  add(schema->faults(), faults_);
}

void LintSubject::add_part(const std::shared_ptr<const Schema>& schema, std::size_t node, bool is_json) {
  const SchemaNode& at = schema->nodes()[node];
  if (at.keywords.empty()) return;
  const SchemaKeyword& first = schema->keywords()[at.keywords.front()];
  if (first.kind == KeywordKind::broken && first.name.empty()) return;  // it is no object
  const Place& place = schema->keywords()[at.keywords.front()].place;
  const std::string pointer = parent_of(place.pointer);
  const Document* document = contract_.library->find(place.file);
  if (document == nullptr) return;
  const JsonValue* value = document->at(pointer);
  if (value == nullptr || !value->is_object()) return;
  bool is_composed = false;
  for (const SchemaUse& use : schema->uses_of(node))
    is_composed |= is_in_place(schema->keywords()[use.keyword].kind);
  for (const std::size_t keyword : at.keywords) is_composed |= is_in_place(schema->keywords()[keyword].kind);
  const auto [known, is_new] = known_parts_.emplace(std::pair(place.file, pointer), parts_.size());
  if (!is_new) {
    parts_[known->second].is_composed |= is_composed;
    parts_[known->second].is_json |= is_json;
    return;
  }
  parts_.push_back({schema, node, document, pointer, value, is_json, is_composed});
}

std::shared_ptr<const Schema> LintSubject::schema_at(const Place& place) {
  const auto [known, is_new] = loaded_.emplace(std::pair(place.file, place.pointer), nullptr);
  if (!is_new) return known->second;
  const Document* document = contract_.library->find(place.file);
  if (document == nullptr) return nullptr;
  const Result<std::shared_ptr<const Schema>> loaded =
      load_schema(*contract_.library, *document, place.pointer, contract_.dialect, kTheValue);
  if (loaded) return known->second = *loaded;
  errors_.insert(errors_.end(), loaded.errors().begin(), loaded.errors().end());
  return nullptr;
}

std::shared_ptr<const Schema> LintSubject::schema_of(const SchemaPart& part) {
  return schema_at(part.place());
}

const BodyJudge* LintSubject::judge_of(const std::shared_ptr<const Schema>& schema) {
  const auto [known, is_new] = judges_.emplace(schema, nullptr);
  if (!is_new) return known->second.get();
  Result<BodyJudge> made = BodyJudge::make(schema, {});
  if (made) {
    known->second = std::make_unique<BodyJudge>(*std::move(made));
  } else {
    for (const Error& error : made.errors()) {
      report({.rule = "cannot-be-judged",
              .severity = LintFinding::Severity::error,
              .place = error.place,
              .message = error.title,
              .hint = error.hint});
    }
  }
  return known->second.get();
}

void LintSubject::check_judges() {
  for (const std::shared_ptr<const Schema>& schema : schemas_) judge_of(schema);
}

std::optional<bool> LintSubject::accepts(const SchemaPart& part, std::string_view json_text) {
  const BodyJudge* judge = judge_of(part.schema);
  const ParsedBody body = parse_body(json_text);
  if (judge == nullptr || body.instance == nullptr) return std::nullopt;
  return judge->accepts(*body.instance, part.node);
}

std::optional<bool> LintSubject::accepts(const std::shared_ptr<const Schema>& schema,
                                         std::string_view json_text) {
  const BodyJudge* judge = judge_of(schema);
  const ParsedBody body = parse_body(json_text);
  if (judge == nullptr || body.instance == nullptr) return std::nullopt;
  return judge->accepts(*body.instance);
}

std::vector<Contradiction> LintSubject::contradictions(const std::shared_ptr<const Schema>& schema,
                                                       const Document& document, const std::string& pointer) {
  const BodyJudge* judge = judge_of(schema);
  const ParsedBody body = parse_body(document.text(pointer));
  if (judge == nullptr || body.instance == nullptr) return {};
  if (judge->accepts(*body.instance).value_or(true)) return {};
  WorkBudget budget({.steps = kJudgeSteps});
  const BodyVerdicts verdicts = judge->verdicts(*body.instance, budget);
  std::vector<Contradiction> found;
  for (const SchemaClaim& claim : schema->claims()) {
    if (verdicts.outcome(claim.keyword) != Outcome::violated) continue;
    const Verdict verdict = verdicts.of(claim.keyword);
    const std::size_t at = verdict.reason.rfind(kExpected);
    const std::string expected =
        at == verdict.reason.npos ? std::string() : verdict.reason.substr(at + kExpected.size());
    for (std::size_t i = 0; i < verdict.findings.size(); ++i) {
      const Finding& finding = verdict.findings[i];
      std::string inner = instance_pointer(finding.where);
      std::string reason = verdict.reason;
      if (i > 0) {
        reason = join({inner.empty() ? finding.where : inner, " is ", finding.seen, std::string(kExpected),
                       finding.expected},
                      "");
      }
      found.push_back({std::move(inner), std::move(reason), &schema->keywords()[claim.keyword], expected});
    }
  }
  return found;
}

std::vector<std::string> LintSubject::undocumented(const std::shared_ptr<const Schema>& schema,
                                                   const Document& document, const std::string& pointer) {
  const BodyJudge* judge = judge_of(schema);
  const ParsedBody body = parse_body(document.text(pointer));
  if (judge == nullptr || body.instance == nullptr) return {};
  if (!judge->accepts(*body.instance).value_or(false)) return {};
  return judge->undocumented(*body.instance);
}

std::vector<std::string> LintSubject::undocumented(const SchemaPart& part, const std::string& pointer) {
  const BodyJudge* judge = judge_of(part.schema);
  const ParsedBody body = parse_body(part.document->text(pointer));
  if (judge == nullptr || body.instance == nullptr) return {};
  return judge->undocumented(*body.instance, part.node);
}

}  // namespace avouch
