// SPDX-License-Identifier: MIT
// Responses whose body is not JSON, has members that it must not have, or breaks a claim of its schema.
#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "generate/conformant.h"
#include "json/instance.h"
#include "json/json_reader.h"
#include "json/json_value.h"
#include "judge/body/body.h"
#include "prove/arena.h"
#include "prove/edits.h"
#include "prove/mutants.h"

namespace avouch {
namespace {

using Change = std::function<std::string(const std::string&)>;

Mutant body_mutant(std::string what, const BoundClause& clause, Change change) {
  return {.what = std::move(what), .roles = clause.roles, .edit = with_body(std::move(change))};
}

Change constantly(std::string text) {
  return [text = std::move(text)](const std::string&) { return text; };
}

// Adds text before and after the body.
Change around(std::string before, std::string after) {
  return [before = std::move(before), after = std::move(after)](const std::string& body) {
    return before + body + after;
  };
}

// Appends a NUL to each byte: converts ASCII to UTF-16, little-endian.
std::string utf16(const std::string& body) {
  std::string wide;
  for (const char c : body) {
    wide += c;
    wide += '\0';
  }
  return wide;
}

struct BrokenText {
  const char* what;
  Change change;
};

const std::vector<BrokenText>& syntax_faults() {
  static const std::vector<BrokenText> faults = {
      {"the body ends early", [](const std::string& body) { return body.substr(0, body.size() / 2); }},
      {"there is something after the document", around("", "]")},
      {"the body is empty", constantly("")},
      {"the body is an HTML page", constantly("<!DOCTYPE html><p>Sorry</p>")},
      {"a string is in single quotes", constantly("{'a': 1}")},
      {"a comma is left over",
       [](const std::string& body) { return std::string(body).insert(body.size() - 1, ","); }},
      {"the document is within a function's call", around("callback(", ")")},
      {"it says NaN", constantly(R"({"a": NaN})")},
      {"there is a comment", around("/* answer */ ", "")},
      {"a string is not UTF-8", constantly("{\"a\": \"\xC3\x28\"}")},
      {"its last character is missing",
       [](const std::string& body) { return body.substr(0, body.size() - 1); }},
      {"its first character is missing", [](const std::string& body) { return body.substr(1); }},
      {"it begins with a byte order mark", around("\xEF\xBB\xBF", "")},
      {"the document occurs twice", [](const std::string& body) { return body + "\n" + body; }},
      {"it is in UTF-16", utf16},
      {"it is in UTF-16 with a byte order mark",
       [](const std::string& body) { return "\xFF\xFE" + utf16(body); }},
      {"it begins with what keeps scripts from reading it", around(")]}',\n", "")},
      {"it ends in a NUL", around("", std::string(1, '\0'))},
      {"it ends in a comment", around("", " // answer")},
      {"it ends in a semicolon", around("", ";")},
      {"it is an assignment", around("var answer = ", ";")},
      {"it consists of blanks", constantly(" \r\n\t")},
      {"it is plain text", constantly("OK")},
      {"it is a form", constantly("a=1&b=2")},
      {"it is an XML document", constantly("<?xml version=\"1.0\"?><answer/>")},
      {"it is YAML", constantly("a: 1\nb: [2, 3]\n")},
      {"a name is not quoted", constantly("{a: 1}")},
      {"a colon is missing", constantly(R"({"a" 1})")},
      {"a comma is missing", constantly(R"({"a": 1 "b": 2})")},
      {"a value is missing", constantly(R"({"a": })")},
      {"a string has a line break", constantly("{\"a\": \"x\ny\"}")},
      {"a string has a tab", constantly("{\"a\": \"x\ty\"}")},
      {"a string has an escape that there is not", constantly(R"({"a": "\x41"})")},
      {"a string has half an escape", constantly(R"({"a": "\u00e"})")},
      {"a string does not end", constantly(R"({"a": "x})")},
      {"a number begins with a zero", constantly(R"({"a": 01})")},
      {"a number begins with a plus", constantly(R"({"a": +1})")},
      {"a number begins with a point", constantly(R"({"a": .5})")},
      {"a number ends in a point", constantly(R"({"a": 1.})")},
      {"a number is hexadecimal", constantly(R"({"a": 0x1F})")},
      {"a number's exponent is missing", constantly(R"({"a": 1e})")},
      {"it says Infinity", constantly(R"({"a": -Infinity})")},
      {"it says undefined", constantly(R"({"a": undefined})")},
      {"it says None", constantly(R"({"a": None})")},
      {"it says True", constantly(R"({"a": True})")},
      {"a string has a surrogate in UTF-8", constantly("{\"a\": \"\xED\xA0\x80\"}")},
      {"a string has an overlong slash", constantly("{\"a\": \"\xC0\xAF\"}")},
      {"a string is in Latin-1", constantly("{\"a\": \"caf\xE9\"}")},
  };
  return faults;
}

// Content that breaks the syntax of a form other than JSON.
std::vector<BrokenText> syntax_faults_of(MediaForm form) {
  const BrokenText half = {"the body ends early",
                           [](const std::string& body) { return body.substr(0, body.size() / 2); }};
  switch (form) {
    case MediaForm::json_lines:
      return {{"a line is not JSON", around("", "{\n")},
              {"a line is in single quotes", around("", "{'a': 1}\n")},
              {"a line says NaN", around("{\"a\": NaN}\n", "")},
              {"a line is plain text", around("OK\n", "")},
              {"a document has several lines", around("{\n\"a\": 1\n}\n", "")}};
    case MediaForm::json_sequence:
      return {{"the body does not begin with a record separator", around("{}\n", "")},
              {"a record is not JSON", around("", "\x1E{\n")},
              {"a record is plain text", around("", "\x1EOK\n")}};
    case MediaForm::events:
      return {{"the body is not UTF-8", around("data: \xC3\x28\n\n", "")},
              {"the body is in Latin-1", around("", "data: caf\xE9\n\n")}};
    case MediaForm::xml:
      return {half,
              {"the body is JSON", constantly("{}")},
              {"the body is empty", constantly("")},
              {"an element does not end", constantly("<a>")},
              {"the end of an element has another name", constantly("<a></b>")},
              {"an entity is not declared", constantly("<a>&nbsp;</a>")},
              {"there are two root elements", around("", "<b/>")},
              {"an attribute has no quotes", constantly("<a b=1/>")}};
    case MediaForm::csv:
      return {{"a row has another number of fields", around("", "a,b,c,d,e,f,g,h,i,j,k,l,m\r\n")},
              {"a quoted field does not end", around("", "\"a")},
              {"a field goes on after its quotes", around("\"a\"b\r\n", "")}};
    case MediaForm::form:
      return {{"a blank is not encoded", constantly("a=b c")},
              {"a % has no two digits", constantly("a=%zz")},
              {"the body is JSON", constantly("{ \"a\": 1 }")}};
    case MediaForm::form_data:
    case MediaForm::parts:
      return {half,
              {"the body has no boundary", constantly("text")},
              {"the body is JSON", constantly("{}")},
              {"the body is empty", constantly("")}};
    case MediaForm::json:
      return syntax_faults();
    case MediaForm::text:
    case MediaForm::opaque:
      break;
  }
  return {};
}

// The media type that the mock serves for the clause; null if it serves no content.
const DocumentedMedia* served(const Contract& contract, const BoundClause& clause) {
  return served_media(contract.operations[clause.operation].responses[clause.response]);
}

// Every object of the document that has a member, outermost first. `with_empty` includes empty objects.
std::vector<JsonValue*> objects(JsonValue& document, bool with_empty) {
  std::vector<JsonValue*> open = {&document};
  std::vector<JsonValue*> found;
  for (std::size_t i = 0; i < open.size(); ++i) {
    JsonValue* value = open[i];
    if (value->is_object() && (with_empty || !value->empty())) found.push_back(value);
    for (auto& [name, member] : value->members) open.push_back(&member);
    for (JsonValue& item : value->items) open.push_back(&item);
  }
  return found;
}

// The same name with its first character escaped.
std::string escaped(const std::string& name) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  if (name.empty() || static_cast<unsigned char>(name.front()) >= 0x80) return name;
  const auto first = static_cast<unsigned char>(name.front());
  return std::string("\\u00") + kDigits[first >> 4U] + kDigits[first & 15U] + name.substr(1);
}

struct Repeated {
  const char* what;
  bool is_inner;                   // in the innermost object with members, or else in the outermost
  bool is_last;                    // duplicates the last member, or else the first
  std::optional<JsonValue> value;  // value of the first one; if absent, that of the second one
  bool is_escaped = false;         // the second name is written differently
  std::size_t times = 2;
};

// Bodies in place of one that has no member.
enum class Instead { none, of_its_type, of_another_type };

std::string instead_of(const std::string& text, const JsonValue* document, Instead instead) {
  if (instead == Instead::none) return text;
  const bool is_array = document != nullptr && document->kind == ValueKind::array;
  return is_array == (instead == Instead::of_its_type) ? R"([{"avouch": 1, "avouch": 1}])"
                                                       : R"({"avouch": 1, "avouch": 1})";
}

// The document with one member duplicated. Objects are written from their member lists, so a name can occur
// more than once.
std::string with_repeated(const std::string& text, const Repeated& way, Instead instead) {
  std::optional<JsonValue> document = read_json(text);
  if (!document) return instead_of(text, nullptr, instead);
  const std::vector<JsonValue*> where = objects(*document, false);
  if (where.empty()) return instead_of(text, &*document, instead);
  JsonValue::Members& members = (way.is_inner ? where.back() : where.front())->members;
  const std::size_t at = way.is_last ? members.size() - 1 : 0;
  const auto member = members[at];
  if (way.value) members[at].second = *way.value;  // the last one counts, so the different one comes first
  members.insert(members.begin() + static_cast<std::ptrdiff_t>(at) + 1, way.times - 1, member);
  if (!way.is_escaped) return to_text(*document);
  // Marks the second name, to find it in the text.
  const std::string mark = "\x01";
  std::string& name = members[at + 1].first;
  const std::string inner = json_string(name);
  name += mark;
  std::string made = to_text(*document);
  const std::string marked = json_string(name);
  const std::string other = escaped(inner.substr(1, inner.size() - 2));
  return made.replace(made.find(marked), marked.size(), "\"" + other + "\"");
}

Mutants repeated_mutants(const BoundClause& clause) {
  const std::vector<Repeated> ways = {
      {"a member occurs twice", false, false, std::nullopt},
      {"the last member occurs twice", false, true, std::nullopt},
      {"a member occurs twice, with two values", false, false, JsonValue::null()},
      {"the last member occurs twice, with two values", false, true, JsonValue::string("other")},
      {"a member occurs again, its name written with an escape", false, false, std::nullopt, true},
      {"a member occurs three times", false, false, std::nullopt, false, 3},
      {"a member of an inner object occurs twice", true, false, std::nullopt},
      {"a member of an inner object occurs twice, with two values", true, true, JsonValue::integer(0)}};
  Mutants mutants;
  for (const Repeated& way : ways) {
    // The first ones, because a clause of a large contract gets no others.
    const Instead instead = &way == &ways[0]   ? Instead::of_its_type
                            : &way == &ways[1] ? Instead::of_another_type
                                               : Instead::none;
    mutants.made.push_back(body_mutant(way.what, clause, [way, instead](const std::string& body) {
      return with_repeated(body, way, instead);
    }));
    // A body in its place may have an undocumented member.
    if (instead != Instead::none) mutants.made.back().follows.emplace_back("*/drift/fields");
  }
  return mutants;
}

struct Undocumented {
  const char* what;
  const char* name;
  JsonValue value;
};

const std::vector<Undocumented>& undocumented() {
  static const std::vector<Undocumented> members = {
      {"the body has an undocumented member", "avouchUndocumented", JsonValue::integer(1)},
      {"the body has an undocumented member that is null", "avouch_null", JsonValue::null()},
      {"the body has an undocumented text", "avouch-text", JsonValue::string("text")},
      {"the body has an undocumented object", "avouchObject",
       JsonValue::object({{"a", JsonValue::integer(1)}})},
      {"the body has an undocumented list", "avouchList",
       JsonValue::array({JsonValue::integer(1), JsonValue::integer(2)})},
      {"the body has a member without a name", "", JsonValue::boolean(true)},
      {"the body has a member whose name is a blank", " ", JsonValue::boolean(false)},
      {"the body has a member whose name is not ASCII", "\u00e9tat", JsonValue::string("on")},
      {"the body has a member whose name is a JSON Pointer", "/a/b", JsonValue::integer(2)}};
  return members;
}

// Adds the member to the outermost value, if that is an object.
std::string with_member(const std::string& text, const std::string& name, const JsonValue& value) {
  std::optional<JsonValue> document = read_json(text);
  if (!document) return text;
  if (document->is_object()) document->set(name, value);
  return to_text(*document);
}

// Adds the first documented member again, with its name in another case.
std::string with_renamed_member(const std::string& text) {
  std::optional<JsonValue> document = read_json(text);
  if (!document || !document->is_object() || document->empty()) return text;
  auto [name, value] = document->members.front();
  for (char& c : name) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  if (!document->contains(name)) document->set(name, std::move(value));
  return to_text(*document);
}

// Adds a member to every object below the outermost value.
std::string with_members_below(const std::string& text) {
  std::optional<JsonValue> document = read_json(text);
  if (!document) return text;
  // Innermost first: adding a member moves the members that an object has.
  const std::vector<JsonValue*> all = objects(*document, true);
  for (auto object = all.rbegin(); object != all.rend(); ++object) {
    if (*object != &*document) (*object)->set("avouchUndocumented", JsonValue::integer(1));
  }
  return to_text(*document);
}

}  // namespace

Mutants body_syntax_mutants(const Contract& contract, const BoundClause& clause) {
  if (std::get<BodySyntaxSubject>(clause.subject).aspect == BodySyntaxSubject::Aspect::unique_names)
    return repeated_mutants(clause);
  Mutants mutants;
  const DocumentedMedia* media = served(contract, clause);
  for (const BrokenText& fault : syntax_faults_of(media == nullptr ? MediaForm::json : media->form()))
    mutants.made.push_back(body_mutant(fault.what, clause, fault.change));
  return mutants;
}

Mutants undocumented_member_mutants(const Contract& contract, const BoundClause& clause) {
  Mutants mutants{.reason = Mutants::Reason::vacuous,
                  .why = "every object of the body documents members of any name"};
  const DocumentedMedia* media = served(contract, clause);
  if (media != nullptr && media->form() != MediaForm::json) {
    mutants.reason = Mutants::Reason::out_of_reach;
    mutants.why = "no body with an undocumented member can be written as " + shown(media->range);
  }
  const auto changed = [&](const char* what, const BoundClause& of, const Change& change) {
    return Mutant{what, of.roles, media == nullptr ? with_body(change) : with_changed_value(*media, change)};
  };
  for (const Undocumented& one : undocumented()) {
    mutants.made.push_back(changed(one.what, clause, [&one](const std::string& body) {
      return with_member(body, one.name, one.value);
    }));
    // If the outermost value documents members of any name, nested ones may not.
    if (mutants.made.size() > 1) continue;
    mutants.made.push_back(
        changed("objects in the body have an undocumented member", clause, with_members_below));
    mutants.made.push_back(
        changed("the body has a member again, in capital letters", clause, with_renamed_member));
  }
  return mutants;
}

// A 205 is framed like any other response (RFC 9112 §6.3), so its content is a body. After the heads of the
// others, no client reads content.
Mutants stray_content_mutants(const Contract& contract, const BoundClause& clause) {
  const bool is_framed = contract.operations[clause.operation].responses[clause.response].status == "205" &&
                         contract.operations[clause.operation].method != "HEAD";
  Mutants mutants;
  for (const char* text : {"{}", "null", "{\"deleted\":true}", "OK", "<p>Gone</p>", "\r\n", " "}) {
    const Edit edit =
        is_framed ? with_body([text](const std::string&) { return text; }) : with_line(kSurplusField, text);
    mutants.made.push_back(
        {.what = "the response has the content " + in_quotes(text), .roles = clause.roles, .edit = edit});
  }
  return mutants;
}

namespace {

// Drops the empty arrays of objects. XML and forms write a list as its items, and so do not show an empty
// one.
void drop_empty_lists(JsonValue& value) {
  std::vector<JsonValue*> open = {&value};
  while (!open.empty()) {
    JsonValue& at = *open.back();
    open.pop_back();
    std::erase_if(at.members,
                  [](const auto& member) { return member.second.is_array() && member.second.items.empty(); });
    for (auto& [name, member] : at.members) open.push_back(&member);
    for (JsonValue& item : at.items) open.push_back(&item);
  }
}

// The same value without its empty lists, if it violates the same claims; nullopt if it does not.
std::optional<std::string> without_empty_lists(const DocumentedMedia& media, const std::string& text) {
  std::optional<JsonValue> value = read_json(text);
  const Result<BodyJudge> judge = BodyJudge::make(media.schema, {});
  if (!value || !judge) return std::nullopt;
  drop_empty_lists(*value);
  std::string less = to_text(*value);
  WorkBudget budget({.steps = kJudgeSteps});
  const auto violated = [&](const std::string& body) {
    return judge->verdicts(*parse_body(body).instance, budget).violated();
  };
  return violated(text) == violated(less) && !budget.is_spent() ? std::optional(std::move(less))
                                                                : std::nullopt;
}

// The edit to a body with that value, or with one that breaks the same claims and that the form can express.
std::optional<Edit> with_broken_value(const DocumentedMedia& media, const std::string& text) {
  std::optional<Edit> edit = with_value(media, text);
  if (edit || media.is_json()) return edit;
  const std::optional<std::string> less = without_empty_lists(media, text);
  return less ? with_value(media, *less) : std::nullopt;
}

}  // namespace

std::vector<std::string> claims_of(const Violations& violations,
                                   const std::map<std::size_t, std::string>& claims) {
  std::vector<std::string> also;
  for (const std::size_t other : violations.also) {
    if (const auto found = claims.find(other); found != claims.end()) also.push_back(found->second);
  }
  return also;
}

std::string through_of(const Violations& violations, const std::map<std::size_t, std::string>& claims) {
  const auto found = violations.through ? claims.find(*violations.through) : claims.end();
  return found == claims.end() ? std::string() : found->second;
}

Mutants body_mutants(const DocumentedMedia& media, const BoundClause& clause, const Violations& violations,
                     const std::map<std::size_t, std::string>& claims) {
  Mutants mutants{.reason = violations.reason, .why = violations.none};
  mutants.through = through_of(violations, claims);
  std::vector<std::string> also = claims_of(violations, claims);
  // A member with an almost correct name is also undocumented.
  also.emplace_back("*/drift/fields");
  // A discriminator value that breaks its own schema, or leads to no branch, may be unknown too.
  also.emplace_back("*/drift/discriminator");
  for (const Violation& violation : violations.made) {
    std::optional<Edit> edit = with_broken_value(media, violation.text);
    if (edit) mutants.made.push_back({violation.what, clause.roles, *std::move(edit), also});
  }
  if (mutants.made.empty() && !violations.made.empty()) {
    mutants.reason = Mutants::Reason::out_of_reach;
    mutants.why = "no value that breaks it can be written as " + shown(media.range);
  }
  return mutants;
}

}  // namespace avouch
