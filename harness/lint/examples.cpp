// SPDX-License-Identifier: MIT
// Examples and defaults against their schemas. OpenAPI 3.1 §4.8.14: an example should match the schema. JSON
// Schema 2020-12 Validation §9.2 says the same of a default.
#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "contract/document/library.h"
#include "contract/schema/direction.h"
#include "json/json_value.h"
#include "json/pointer.h"
#include "json/value_kind.h"
#include "lint/conjunction.h"
#include "lint/rules.h"

namespace avouch {
namespace {

constexpr const char* kDefault = "the default";

// The members that the keyword requires and the value does not have: "name", "size".
std::string missing_members(const SchemaKeyword& required, const JsonValue& value) {
  constexpr std::size_t kNamed = 5;
  std::vector<std::string> names;
  std::size_t count = 0;
  for (const std::string& name : required.names) {
    if (!value.contains(name) && ++count <= kNamed) names.push_back(in_quotes(name));
  }
  return join(names, ", ") + (count > kNamed ? " and " + std::to_string(count - kNamed) + " more" : "");
}

// The words for all places with that mistake, after their number, if many examples are written alike.
std::string habit_of(const std::string& things, const Contradiction& found, const JsonValue* value) {
  if (value == nullptr) return "";
  if (value->is_null()) return "places where " + things + " have null, which their schema does not allow";
  switch (found.keyword->kind) {
    case KeywordKind::type:
      return "places where " + things + " have " + std::string(to_string(value->kind)) + "; expected " +
             found.expected;
    case KeywordKind::format:
      return "places where " + things + " do not have " + found.expected;
    case KeywordKind::required:
      return "places where " + things + " lack " + missing_members(*found.keyword, *value) +
             ", which their schema requires";
    default:
      return "";
  }
}

// The object with a `$ref` at that pointer below the example, or around it, if there is one. An example is a
// value: nothing follows its references (OpenAPI 3.1 §4.8.23).
std::optional<std::string> reference_around(const ExampleUse& use, const std::string& inner) {
  for (std::string at = use.pointer + inner;; at.resize(at.rfind('/'))) {
    const JsonValue* value = use.document->at(at);
    const JsonValue* reference = value == nullptr || value->size() != 1 ? nullptr : value->find("$ref");
    if (reference != nullptr && reference->is_string()) return at;
    if (at.size() <= use.pointer.size()) return std::nullopt;
  }
}

void report_reference(LintSubject& subject, const ExampleUse& use, const std::string& pointer,
                      const std::string& rule) {
  subject.report(
      {.rule = rule,
       .severity = LintFinding::Severity::error,
       .place = use.document->place(pointer_append(pointer, "$ref")),
       .message = use.what + " contradicts its schema: it has a `$ref`, which nothing follows there",
       .hint = "Write the value itself; or write `examples: {NAME: {$ref: …}}`, where NAME refers to "
               "one of components/examples.",
       .cause = pointer});
}

// `cause`: what distinguishes the example from others; empty: its place.
void check_example(LintSubject& subject, const ExampleUse& use, const std::string& cause = {}) {
  const bool is_default = use.what == kDefault;
  const std::string things = is_default ? "defaults" : "examples";
  const std::vector<Contradiction> contradictions =
      subject.contradictions(use.schema, *use.document, use.pointer);
  std::set<std::string> references;
  for (const Contradiction& found : contradictions) {
    if (const std::optional<std::string> reference = reference_around(use, found.pointer)) {
      if (references.insert(*reference).second)
        report_reference(subject, use, *reference,
                         is_default ? "default-contradicts-schema" : "example-contradicts-schema");
      continue;
    }
    const Place inner = use.document->place(use.pointer + found.pointer);
    const JsonValue* value = use.document->at(use.pointer + found.pointer);
    LintFinding finding = {
        .rule = is_default ? "default-contradicts-schema" : "example-contradicts-schema",
        .severity = LintFinding::Severity::error,
        .place = inner.line > 0 ? inner : use.document->place(use.pointer),
        .message = use.what + " contradicts its schema: " + found.reason,
        .hint = std::string("Correct the one that is wrong: the ") + (is_default ? "default" : "example") +
                ", or the schema.",
        .cause = cause.empty() ? use.pointer : cause + ": " + contradictions.front().reason,
        .habit = habit_of(things, found, value)};
    if (value != nullptr && value->is_null()) {  // tools write null wherever there is no value
      const std::vector<std::string> tokens =
          pointer_tokens(found.pointer).value_or(std::vector<std::string>());
      const std::string name = tokens.empty() ? use.what : in_quotes(tokens.back());
      finding.cause = name + " is null";
      finding.plural = "places where " + name + " is null, which its schema does not allow";
    } else if (found.keyword->kind == KeywordKind::never) {  // one schema is closed to many members
      const std::string place = to_string(subject.source_of(found.keyword->place));
      finding.cause = place;
      finding.plural = join({"places where", things, "have what", place, "forbids"}, " ");
    } else if (value != nullptr && found.keyword->kind == KeywordKind::required && cause.empty()) {
      const std::string place = to_string(subject.source_of(found.keyword->place));
      const std::string missing = missing_members(*found.keyword, *value);
      finding.cause = join({place, "requires", missing}, " ");
      finding.plural = join({"places where", things, "lack", missing + ", which", place, "requires"}, " ");
    }
    subject.report(std::move(finding));
  }
}

// Members that are not sent in this direction: OpenAPI 3.1 §4.8.24.
void check_sent(LintSubject& subject, const ExampleUse& use) {
  const JsonValue* value = use.document->at(use.pointer);
  if (value == nullptr) return;
  for (const UnsentMember& member : unsent_members(*value, *use.schema)) {
    if (!value->at(member.object)->contains(member.name)) continue;
    const bool is_answer = use.schema->nodes()[member.node].is_write_only;
    subject.report(
        {.rule = "example-sends-unsent",
         .severity = LintFinding::Severity::warning,
         .place = use.document->place(use.pointer + pointer_append(member.object, member.name)),
         .message = use.what + " has " + in_quotes(member.name) + ", which is " +
                    (is_answer ? "writeOnly: responses do not have it" : "readOnly: requests do not have it"),
         .hint = "Leave it out of " + use.what + "."});
  }
}

// Members at those pointers that the schema does not document. `run` warns of them where a target sends them.
void report_undocumented(LintSubject& subject, const ExampleUse& use,
                         const std::vector<std::string>& pointers) {
  constexpr std::size_t kNamed = 3;
  if (pointers.empty()) return;
  std::vector<std::string> names;
  for (const std::string& pointer : pointers) {
    std::string name = in_quotes(pointer_tokens(pointer).value_or(std::vector<std::string>{""}).back());
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    names.push_back(names.size() < kNamed ? std::move(name) : "…");
    if (names.size() > kNamed) break;
  }
  subject.report({.rule = "example-undocumented-member",
                  .severity = LintFinding::Severity::note,
                  .place = use.document->place(use.pointer + pointers.front()),
                  .message = use.what + " has " + counted(pointers.size(), "member", "members") +
                             " that its schema does not document: " + join(names, ", "),
                  .hint = "Add what it has to the properties of the schema."});
}

// "/…/properties/version/default" -> "/properties/version/default". Documents repeat a schema where they
// could refer to it, and its mistake with it.
std::string place_in_schema(const std::string& pointer) {
  const std::size_t at = pointer.rfind("/properties/");
  return at == pointer.npos ? pointer : pointer.substr(at);
}

struct OwnCheck {
  bool is_complete = false;            // undocumented members were looked for
  std::optional<std::size_t> finding;  // the first one of the example, by its place among all
};

// The places of the examples.
using Checked = std::map<std::pair<const Document*, std::string>, OwnCheck>;

// What cannot be written as JSON or YAML may stand in a string (OpenAPI 3.0.3 §4.7.24): XML, where no value
// of the schema is JSON.
bool is_text_of_another_form(const SchemaPart& part, const JsonValue* example) {
  constexpr KindMask kStructured = mask_of(ValueKind::array) | mask_of(ValueKind::object);
  return example != nullptr && example->is_string() && !part.is_json &&
         (Conjunction(*part.schema, part.node).kinds() & kStructured) != 0;
}

// `example`, `examples` and `default` of a schema itself. Notes them in `checked`.
void check_own(LintSubject& subject, const SchemaPart& part, Checked& checked) {
  const auto check_one = [&](const std::string& what, const std::string& pointer) {
    OwnCheck& own = checked[{part.document, pointer}];
    // Most examples conform. A schema is loaded separately only to explain a failure.
    const std::optional<bool> is_accepted = subject.accepts(part, part.document->text(pointer));
    const JsonValue* value = part.document->at(pointer);
    // Other schemas may document members of composed ones. Nothing is sent because it is a default.
    const bool has_members = value != nullptr && (value->is_object() || value->is_array()) &&
                             !part.is_composed && what != kDefault;
    if (is_accepted.value_or(false) && has_members && !std::exchange(own.is_complete, true))
      report_undocumented(subject, {what, part.schema, part.document, pointer},
                          subject.undocumented(part, pointer));
    if (is_accepted.value_or(true)) return;
    if (what != kDefault && is_text_of_another_form(part, value)) return;
    const std::size_t before = subject.findings().size();
    if (const std::shared_ptr<const Schema> schema = subject.schema_of(part))
      check_example(subject, {what, schema, part.document, pointer}, place_in_schema(pointer));
    if (subject.findings().size() > before) own.finding = before;
  };
  const auto check_member = [&](const std::string& name, const std::string& what, bool is_list) {
    const JsonValue* member = part.value->find(name);
    if (member == nullptr || (is_list && !member->is_array())) return;
    const std::string pointer = pointer_append(part.pointer, name);
    if (!is_list) return check_one(what, pointer);
    for (std::size_t i = 0; i < member->size(); ++i) check_one(what, pointer_append(pointer, i));
  };
  check_member("example", "the example", false);
  check_member("examples", "the example", true);
  check_member("default", kDefault, false);
}

// The check of an equal example of the schema itself, or of the one that it refers to; nullptr if there is
// none.
const OwnCheck* same_of_schema(const LintSubject& subject, const ExampleUse& use, const Checked& checked) {
  constexpr int kMostReferences = 16;
  const Schema& schema = *use.schema;
  const JsonValue* value = use.document->at(use.pointer);
  std::size_t node = 0;
  for (int i = 0; i < kMostReferences && value != nullptr; ++i) {
    if (schema.nodes()[node].keywords.empty()) return nullptr;
    const SchemaKeyword& first = schema.keywords()[schema.nodes()[node].keywords.front()];
    const Place& place = first.place;
    const std::string pointer = place.pointer.substr(0, place.pointer.rfind('/')) + "/example";
    const Document* document = subject.contract().library->find(place.file);
    const JsonValue* own = document == nullptr ? nullptr : document->at(pointer);
    const auto known = checked.find({document, pointer});
    if (known != checked.end() && own != nullptr && *own == *value) return &known->second;
    if (first.kind != KeywordKind::reference || first.branches.empty()) return nullptr;
    node = first.branches.front().node;
  }
  return nullptr;
}

// One finding for an example that stands beside a schema, too.
void check_beside(LintSubject& subject, const ExampleUse& use, const Checked& checked) {
  const OwnCheck* same = same_of_schema(subject, use, checked);
  if (same == nullptr || !same->finding) return check_example(subject, use);
  subject.findings()[*same->finding].others.push_back(use.document->place(use.pointer));
}

}  // namespace

void check_examples(LintSubject& subject) {
  Checked checked;
  for (const SchemaPart& part : subject.parts()) check_own(subject, part, checked);
  for (const ExampleUse& use : subject.examples()) {
    // A body without an example has that of its schema.
    if (!checked.contains({use.document, use.pointer})) check_beside(subject, use, checked);
    check_sent(subject, use);
    const auto own = checked.find({use.document, use.pointer});
    if (own == checked.end() || !own->second.is_complete)
      report_undocumented(subject, use, subject.undocumented(use.schema, *use.document, use.pointer));
  }
}

}  // namespace avouch
