// SPDX-License-Identifier: MIT
// Normalizes the keywords that check one value by themselves.
#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_set>

#include "base/text.h"
#include "contract/schema/builder.h"
#include "contract/schema/formats.h"
#include "contract/schema/words.h"
#include "json/json_value.h"
#include "json/number.h"
#include "json/pointer.h"
#include "pattern/pattern.h"

namespace avouch {
namespace {

struct BoundKeyword {
  std::string_view name;
  KeywordKind kind;
  std::string_view relation;
  std::string_view singular;
  std::string_view plural;
};

constexpr BoundKeyword kBounds[] = {
    {"maxLength", KeywordKind::max_length, "at most", "character", "characters"},
    {"minLength", KeywordKind::min_length, "at least", "character", "characters"},
    {"maxItems", KeywordKind::max_items, "at most", "item", "items"},
    {"minItems", KeywordKind::min_items, "at least", "item", "items"},
    {"maxProperties", KeywordKind::max_properties, "at most", "member", "members"},
    {"minProperties", KeywordKind::min_properties, "at least", "member", "members"},
};

const BoundKeyword* bound_keyword(KeywordKind kind) {
  const auto* found = std::find_if(std::begin(kBounds), std::end(kBounds),
                                   [&](const BoundKeyword& bound) { return bound.kind == kind; });
  return found == std::end(kBounds) ? nullptr : found;
}

// Does not convert to double: 1e-400 is above 0.
bool is_above_zero(const std::string& number) {
  return number.front() != '-' &&
         number.substr(0, number.find_first_of("eE")).find_first_of("123456789") != std::string::npos;
}

// What a pattern of another dialect has that ECMA-262 lacks.
struct ForeignSyntax {
  std::string_view text;
  std::string_view dialect;
  std::string_view hint;
};

constexpr ForeignSyntax kForeign[] = {
    {"(?i", "Perl, Java, Python or .NET",
     "ECMA-262 has no flags for all of a pattern: write [Aa] for both cases."},
    {"(?s", "Perl, Java, Python or .NET",
     "ECMA-262 has no flags for all of a pattern: write [^] for any character."},
    {"(?m", "Perl, Java, Python or .NET",
     "ECMA-262 has no flags for all of a pattern: write (?m:…) around it."},
    {"(?x", "Perl, Java, Python or .NET", "ECMA-262 has no such flag: write the pattern without blanks."},
    {"(?P<", "Python", "ECMA-262 writes (?<name>…)."},
    {"(?>", "Perl, Java or .NET", "ECMA-262 has no atomic groups: write (?:…)."},
    {"(?#", "Perl, Python or .NET", "ECMA-262 has no comments in a pattern."},
    {"\\A", "Perl, Java, Python or .NET", "ECMA-262 writes ^ for the beginning of the text."},
    {"\\Z", "Perl, Java, Python or .NET", "ECMA-262 writes $ for the end of the text."},
    {"\\z", "Perl, Java, Ruby or .NET", "ECMA-262 writes $ for the end of the text."},
    {"\\h", "Perl or Java", "ECMA-262 writes [ \\t] for a horizontal blank."},
    {"\\Q", "Perl or Java", "ECMA-262 escapes each character by itself."},
    {"[:", "POSIX", "ECMA-262 writes \\p{L} for a letter and \\d for a digit."},
    {"++", "Perl or Java", "ECMA-262 has no possessive repetitions: write one + less."},
    {"*+", "Perl or Java", "ECMA-262 has no possessive repetitions: leave out the +."},
    {"?+", "Perl or Java", "ECMA-262 has no possessive repetitions: leave out the +."},
    {"}+", "Perl or Java", "ECMA-262 has no possessive repetitions: leave out the +."},
};

// Names the pattern, why Avouch cannot match it, and the dialect that it seems to be of.
Error pattern_fault(std::string_view pattern, Error why) {
  if (why.title.starts_with("the pattern ")) return why;  // it is one of ECMA-262
  why.title = "the pattern " + in_quotes(pattern) + " is none of ECMA-262: " + why.title;
  const auto* foreign = std::find_if(std::begin(kForeign), std::end(kForeign), [&](const ForeignSyntax& one) {
    return pattern.find(one.text) != pattern.npos;
  });
  if (foreign == std::end(kForeign)) return why;
  why.title += "; it seems to be of " + std::string(foreign->dialect);
  why.hint = foreign->hint;
  return why;
}

// A class of POSIX, such as [:alpha:]. ECMA-262 reads it as its characters, which is never meant.
std::optional<std::string_view> posix_class_in(std::string_view pattern) {
  for (const std::string_view name :
       {"[:alnum:]", "[:alpha:]", "[:blank:]", "[:cntrl:]", "[:digit:]", "[:graph:]", "[:lower:]",
        "[:print:]", "[:punct:]", "[:space:]", "[:upper:]", "[:word:]", "[:xdigit:]"}) {
    if (pattern.find(name) != pattern.npos) return name;
  }
  return std::nullopt;
}

}  // namespace

bool SchemaBuilder::add_assertion(const Here& here, const std::string& name, const JsonValue& value) {
  if (name == "type") {
    add_type(here, value);
  } else if (name == "enum") {
    add_enum(here, value);
  } else if (name == "const") {
    const std::size_t keyword = add_keyword(here, KeywordKind::constant, name);
    schema_->keywords_[keyword].texts = {
        here.location.document->text(pointer_append(here.location.pointer, name))};
    claim(here, keyword, name, " is " + shown(schema_->keywords_[keyword].texts[0], 60));
  } else if (name == "required") {
    add_required(here, value);
  } else if (name == "dependentRequired") {
    add_dependent_required(here, name, value);
  } else if (name == "uniqueItems") {
    if (!value.is_boolean())
      fail(here, name, "uniqueItems is true or false", "Correct the value.");
    else if (value.is_true)
      claim(here, add_keyword(here, KeywordKind::unique_items, name), name, " has no item twice");
  } else if (name == "pattern" || name == "format") {
    if (!value.is_string()) {
      fail(here, name, name + " is a string", "Correct the value.");
      return true;
    }
    const auto text = value.text;
    if (name == "format" && !is_known_format(text)) {
      schema_->notes_.push_back({.title = "the format " + in_quotes(text) + " is not judged",
                                 .place = here.location.place(name),
                                 .hint = "A pattern can describe the format."});
      return true;
    }
    if (name == "pattern" && !can_be_matched(here, pointer_append(here.location.pointer, name), text)) {
      add_broken(here, name);
      return true;
    }
    const std::size_t keyword =
        add_keyword(here, name == "format" ? KeywordKind::format : KeywordKind::pattern, name);
    schema_->keywords_[keyword].names = {text};
    // Draft 7 (Validation §7.3.3) is the first draft that applies RFC 5890 to host names.
    const bool is_plain_name =
        here.dialect.dialect < Dialect::draft7 || here.dialect.dialect == Dialect::openapi_3_0;
    if (name == "format" && text == "hostname" && is_plain_name) {
      schema_->keywords_[keyword].names.emplace_back("hostname-rfc-1123");
    }
    schema_->keywords_[keyword].asserts_format = here.dialect.asserts_format;
    claim(here, keyword, name, (name == "format" ? " is of format " : " matches ") + shown(text));
  } else if (name == "contentMediaType" || name == "contentEncoding") {
    add_content(here, name);
  } else if (const KeywordUse* use = keyword_use(name); use->vocabulary == Vocabulary::validation) {
    add_limit(here, name, value);
  } else {
    return false;
  }
  return true;
}

// Adds a fault with the pattern's place if it is no ECMA-262 pattern, or if Avouch cannot match it.
bool SchemaBuilder::can_be_matched(const Here& here, const std::string& pointer, const std::string& pattern) {
  const auto [known, is_new] = patterns_.try_emplace(pattern);
  if (is_new) {
    const Result<Pattern> compiled = Pattern::compile(pattern);
    if (!compiled) {
      known->second = pattern_fault(pattern, compiled.errors().front());
    } else if (const std::optional<std::string_view> posix = posix_class_in(pattern)) {
      known->second =
          pattern_fault(pattern, {.title = "it has the class " + std::string(*posix), .place = {}});
    }
  }
  if (!known->second) return true;
  faults_.push_back(*known->second);
  faults_.back().place = here.location.document->place(pointer);
  return false;
}

// Draft 7 Validation §8 allows these to be asserted; in later drafts (2019-09 §8.2) they are annotations.
void SchemaBuilder::add_content(const Here& here, const std::string& name) {
  if (here.dialect.dialect != Dialect::draft7 && !asserts_content_) return;
  const auto text_of = [&](std::string_view keyword) {
    const JsonValue* value = here.find(keyword);
    return value != nullptr && value->is_string() ? value->text : std::string();
  };
  const std::string type = text_of("contentMediaType") == "application/json" ? "application/json" : "";
  const std::string written = ascii_lower(text_of("contentEncoding"));
  const std::string encoding = is_content_encoding(written) ? written : "";
  if ((type.empty() && encoding.empty()) || name != (type.empty() ? "contentEncoding" : "contentMediaType"))
    return;
  const std::size_t keyword = add_keyword(here, KeywordKind::content, name);
  schema_->keywords_[keyword].names = {type, encoding};
  schema_->keywords_[keyword].asserts_content = asserts_content_;
  claim(here, keyword, name,
        " holds " + (type.empty() ? encoding : type) +
            (type.empty() || encoding.empty() ? "" : " in " + encoding));
  if (!asserts_content_ || type.empty() || here.find("contentSchema") == nullptr) return;
  add_branch(here, keyword, pointer_append(here.location.pointer, "contentSchema"), {}, true);
}

namespace {

std::string nullable_in(std::string_view version) {
  return version.starts_with("Swagger") ? "x-nullable" : "nullable";
}

}  // namespace

void SchemaBuilder::add_type(const Here& here, const JsonValue& value) {
  const bool is_openapi_3_0 = here.dialect.dialect == Dialect::openapi_3_0;
  std::vector<std::string> types;
  const JsonValue list = value.is_array() ? value : JsonValue::array({value});
  for (const JsonValue& type : list.items) {
    static const std::set<std::string> kTypes = {"array",  "boolean", "integer", "null",
                                                 "number", "object",  "string"};
    if (!type.is_string() || kTypes.count(type.text) == 0) {
      const std::string null = is_openapi_3_0 ? "" : "null, ";
      return fail(here, "type", "unknown type " + shown(to_text(type), 60) + " in " + version_of(here),
                  type.is_null() && !is_openapi_3_0
                      ? "Write \"null\" in quotes: without them it is the value null."
                      : "Types are array, boolean, integer, " + null + "number, object and string.");
    }
    types.push_back(type.text);
  }
  if (types.empty()) return fail(here, "type", "type is an empty list", "Name a type.");
  if (is_openapi_3_0 && value.is_array())
    note_other_version(here, "type", "3.1", "type is a list",
                       version_of(here) + " has one type; write " + nullable_in(version_of(here)) +
                           ": true beside it for null.");
  if (is_openapi_3_0 && value.is_string("null"))
    note_other_version(here, "type", "3.1", "type is \"null\"",
                       version_of(here) + " writes " + nullable_in(version_of(here)) + ": true.");
  // OpenAPI 3.0.3 §4.7.24.1: nullable adds null to the type beside it.
  const JsonValue* nullable = here.find("nullable");
  if (nullable != nullptr && nullable->is_true &&
      std::find(types.begin(), types.end(), "null") == types.end())
    types.emplace_back("null");
  const std::size_t keyword = add_keyword(here, KeywordKind::type, "type");
  claim(here, keyword, "type", " is " + type_words(types));
  if (here.dialect.dialect == Dialect::draft4) {
    std::replace(types.begin(), types.end(), std::string("integer"), std::string("written-integer"));
  }
  schema_->keywords_[keyword].names = std::move(types);
}

void SchemaBuilder::add_enum(const Here& here, const JsonValue& value) {
  if (!value.is_array()) return fail(here, "enum", "enum is an array", "List the values.");
  const std::size_t keyword = add_keyword(here, KeywordKind::enumeration, "enum");
  std::vector<std::string>& texts = schema_->keywords_[keyword].texts;
  for (const JsonValue& item : value.items) texts.push_back(to_text(item));
  claim(here, keyword, "enum", " is " + value_words(texts));
  const JsonValue* nullable = here.find("nullable");
  if (nullable != nullptr && nullable->is_true &&
      std::find(texts.begin(), texts.end(), "null") == texts.end()) {
    schema_->notes_.push_back(
        {.title = "null is nullable here, but its enum forbids null",
         .place = here.location.place("enum"),
         .hint = "List null among the values, or leave nullable out (OpenAPI 3.0.3 §4.7.24.1)."});
  }
}

// OpenAPI 3.0.3 §4.7.24.1: nullable adds null to the type beside it, and is nothing without one.
void SchemaBuilder::note_idle_nullable(const Here& here) {
  const bool has_choice = here.find("oneOf") != nullptr || here.find("anyOf") != nullptr;
  const bool is_composed = here.find("allOf") != nullptr || has_choice;
  if (here.find("type") != nullptr || !is_composed) return;
  schema_->notes_.push_back(
      {.title =
           "nullable has no effect here, because no type stands beside it: null is judged by the schemas "
           "that are composed",
       .place = here.location.place("nullable"),
       .hint = has_choice
                   ? "Add a schema with enum: [null] to anyOf or oneOf (OpenAPI 3.0.3 §4.7.24.1), or use "
                     "OpenAPI 3.1."
                   : "Write it beside the type in each schema of allOf, or use OpenAPI 3.1."});
}

void SchemaBuilder::add_limit(const Here& here, const std::string& name, const JsonValue& value) {
  for (const BoundKeyword& bound : kBounds) {
    if (bound.name == name) return add_bound(here, bound.kind, name, value);
  }
  KeywordKind kind = KeywordKind::multiple_of;
  std::string relation = "a multiple of ";
  if (name == "maximum" || name == "exclusiveMaximum") {
    kind = name == "maximum" ? KeywordKind::maximum : KeywordKind::exclusive_maximum;
    relation = name == "maximum" ? "at most " : "less than ";
  } else if (name == "minimum" || name == "exclusiveMinimum") {
    kind = name == "minimum" ? KeywordKind::minimum : KeywordKind::exclusive_minimum;
    relation = name == "minimum" ? "at least " : "more than ";
  } else if (name != "multipleOf") {
    if (name == "nullable" && value.is_true) note_idle_nullable(here);
    return;  // nullable and discriminator are read where they apply; contains reads its own bounds
  }
  if (name.starts_with("exclusive") && !is_own_limit(here, name, value)) return;
  const std::string text = here.location.document->text(pointer_append(here.location.pointer, name));
  if (!value.is_number() || (kind == KeywordKind::multiple_of && !is_above_zero(text))) {
    return fail(here, name,
                name + (kind == KeywordKind::multiple_of ? " is a number above 0" : " is a number"),
                "Correct the value.");
  }
  if (kind == KeywordKind::multiple_of && !is_divisor(text)) {
    return fail(here, name,
                "multipleOf with more than " + std::to_string(kDivisorDigits) +
                    " significant digits is not supported",
                "Round the divisor.");
  }
  if (name == "maximum" || name == "minimum") {  // a boolean beside it makes it exclusive: is_own_limit()
    const JsonValue* sharpens = here.find(name == "maximum" ? "exclusiveMaximum" : "exclusiveMinimum");
    if (sharpens != nullptr && sharpens->is_true) {
      kind = name == "maximum" ? KeywordKind::exclusive_maximum : KeywordKind::exclusive_minimum;
      relation = name == "maximum" ? "less than " : "more than ";
    }
  }
  const std::size_t keyword = add_keyword(here, kind, name);
  schema_->keywords_[keyword].texts = {text};
  claim(here, keyword, name, " is " + relation + shown(text, 60));
}

// Whether exclusiveMaximum or exclusiveMinimum is a limit by itself: a number. In draft 4 and OpenAPI 3.0 it
// is a boolean that makes the adjacent maximum or minimum exclusive. OpenAPI documents confuse the two. A
// number, and a boolean beside its limit, each have one meaning, whatever the version of the document.
bool SchemaBuilder::is_own_limit(const Here& here, const std::string& name, const JsonValue& value) {
  const Dialect dialect = here.dialect.dialect;
  const std::string sharpened = name == "exclusiveMaximum" ? "maximum" : "minimum";
  if (dialect == Dialect::openapi_3_0 && value.is_number()) {
    note_other_version(
        here, name, "3.1", name + " is a number",
        version_of(here) + " writes the number as " + sharpened + ", and " + name + ": true beside it.");
    return true;
  }
  if (dialect == Dialect::draft4 || dialect == Dialect::openapi_3_0) {
    if (!value.is_boolean())
      fail(here, name, name + " is true or false in " + version_of(here),
           "Correct the value, or the dialect.");
    return false;
  }
  if (dialect != Dialect::openapi_3_1 || !value.is_boolean()) return true;
  note_other_version(here, name, "3.0",
                     name + " is a boolean" + (here.find(sharpened) == nullptr ? "" : " beside " + sharpened),
                     "OpenAPI 3.1 writes the number as " + name + ", without " + sharpened + ".");
  return false;
}

void SchemaBuilder::note_other_version(const Here& here, std::string_view keyword, std::string_view version,
                                       const std::string& what, std::string hint) {
  schema_->notes_.push_back({.title = "read as in OpenAPI " + std::string(version) + ": " + what,
                             .place = here.location.place(keyword),
                             .hint = std::move(hint)});
}

void SchemaBuilder::add_bound(const Here& here, KeywordKind kind, const std::string& name,
                              const JsonValue& value) {
  const std::optional<std::uint64_t> bound = bound_of(value);
  if (!bound) return fail(here, name, name + " is a whole number, 0 or more", "Correct the value.");
  const std::size_t keyword = add_keyword(here, kind, name);
  schema_->keywords_[keyword].bound = *bound;
  const BoundKeyword* words = bound_keyword(kind);
  claim(here, keyword, name, " has " + bound_words(words->relation, *bound, words->singular, words->plural));
}

std::optional<std::vector<std::string>> SchemaBuilder::names_of(const Here& here, const std::string& name,
                                                                const JsonValue& value,
                                                                const std::string& pointer) {
  std::vector<std::string> names;
  bool is_good = value.is_array();
  if (is_good) {
    std::unordered_set<std::string_view> known;
    for (const JsonValue& item : value.items) {
      is_good = is_good && item.is_string();
      if (is_good && known.insert(item.text).second) names.push_back(item.text);
    }
  }
  if (is_good) return names;
  faults_.push_back({.title = name + " is a list of member names",
                     .place = here.location.document->place(pointer),
                     .hint = "Correct the value."});
  return std::nullopt;
}

void SchemaBuilder::add_required(const Here& here, const JsonValue& value) {
  auto names = names_of(here, "required", value, pointer_append(here.location.pointer, "required"));
  if (!names) return add_broken(here, "required");
  if (names->empty()) return;
  const std::size_t keyword = add_keyword(here, KeywordKind::required, "required");
  claim(here, keyword, "required", " has " + name_words(*names));
  schema_->keywords_[keyword].names = *std::move(names);
}

void SchemaBuilder::add_dependent_required(const Here& here, const std::string& name,
                                           const JsonValue& value) {
  if (!value.is_object()) return fail(here, name, name + " is an object", "Correct the value.");
  std::vector<std::pair<std::string, std::vector<std::string>>> dependents;
  const std::string pointer = pointer_append(here.location.pointer, name);
  std::string sentence;
  for (const auto& [member, needs] : value.members) {
    if (name == "dependencies" && !needs.is_array() &&
        !(here.dialect.dialect == Dialect::draft4 && needs.is_string())) {
      continue;  // a schema: add_dependent_schemas() reads it
    }
    auto names = names_of(here, name, needs.is_string() ? JsonValue::array({needs}) : needs,
                          pointer_append(pointer, member));
    if (!names) return add_broken(here, name);
    if (names->empty()) continue;
    sentence += (sentence.empty() ? "" : ", ") + name_words(*names) + " where it has " + name_words({member});
    dependents.emplace_back(member, *std::move(names));
  }
  if (dependents.empty()) return;
  const std::size_t keyword = add_keyword(here, KeywordKind::dependent_required, name);
  schema_->keywords_[keyword].dependents = std::move(dependents);
  claim(here, keyword, name, " has " + sentence);
}

}  // namespace avouch
