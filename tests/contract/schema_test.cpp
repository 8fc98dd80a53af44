// SPDX-License-Identifier: MIT
#include "contract/schema/schema.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "contract/document/library.h"
#include "contract/schema/uri.h"

namespace avouch {
namespace schema_test {

std::vector<std::string> suffixes(const char* text, Dialect dialect = Dialect::draft2020_12) {
  Library library;
  const auto schema = load_schema(library, **library.add("schema.json", text), "", dialect);
  EXPECT_TRUE(schema) << to_string(schema.errors());
  std::vector<std::string> all;
  for (const SchemaClaim& claim : (*schema)->claims()) all.push_back(claim.suffix);
  return all;
}

using Suffixes = std::vector<std::string>;

TEST(Schema, NamesPropertiesByThemselves) {
  EXPECT_EQ(suffixes(R"({"type":"object",
"properties":{"a":{"type":"string"},
"b":{"items":{"properties":{"c":{"type":"string"}}}}}})"),
            (Suffixes{"type", "a/type", "b/items/c/type"}));
}

TEST(Schema, SetsAmbiguousNamesApart) {
  EXPECT_EQ(suffixes(R"({"properties":{"items":{"type":"string"},
"type":{"type":"string"},
"0":{"type":"string"},
"":{"type":"string"},
"a/b":{"type":"string"},
"a b*?":{"type":"string"}},
"items":{"type":"null"}})"),
            (Suffixes{"properties/items/type", "properties/type/type", "properties/0/type",
                      "properties/%22%22/type", "a%2Fb/type", "a%20b%2A%3F/type", "items/type"}));
}

// Suffix and sentence of each claim, one per line.
std::string claims_of(const char* text, Dialect dialect = Dialect::draft2020_12) {
  Library library;
  const auto schema = load_schema(library, **library.add("schema.json", text), "", dialect);
  EXPECT_TRUE(schema) << to_string(schema.errors());
  std::string found;
  for (const SchemaClaim& claim : (*schema)->claims()) found += claim.suffix + ": " + claim.claim + "\n";
  return found;
}

struct Shared {
  const char* name;
  const char* schema;
  const char* claims;
  Dialect dialect = Dialect::draft2020_12;
};
void PrintTo(const Shared& item, std::ostream* out) {
  *out << item.name;
}

const Shared kShared[] = {
    {"UsedOnce",
     R"({"properties":{"billing":{"$ref":"#/$defs/address"}},
"$defs":{"address":{"properties":{"street":{"maxLength":5}}}}})",
     "billing/street/maxLength: billing.street has at most 5 characters\n"},
    {"UsedTwice",
     R"({"properties":{"billing":{"$ref":"#/$defs/address"},"note":{"type":"string"},
"shipping":{"$ref":"#/$defs/address"}},
"$defs":{"address":{"type":"object","properties":{"street":{"maxLength":5}}}}})",
     "note/type: note is a string\n"
     "@address/type: address is an object\n"
     "@address/street/maxLength: address.street has at most 5 characters\n"},
    {"UsedTwiceWhereReferencesHideSiblings",
     R"({"properties":{"a":{"$ref":"#/definitions/id"},"b":{"type":"array","items":{"$ref":"#/definitions/id"}}},
"definitions":{"id":{"minLength":1}}})",
     "b/type: b is an array\n@id/minLength: id has at least 1 character\n", Dialect::draft7},
    {"Diamond",
     R"({"properties":{"a":{"$ref":"#/$defs/a"},"b":{"$ref":"#/$defs/b"}},
"$defs":{"a":{"properties":{"c":{"$ref":"#/$defs/c"}},"required":["c"]},
"b":{"items":{"$ref":"#/$defs/c"}},"c":{"type":"null"}}})",
     "a/required: a has c\n@c/type: c is null\n"},
    {"SharedInShared",
     R"({"properties":{"a":{"$ref":"#/$defs/a"},"b":{"$ref":"#/$defs/a"},"c":{"$ref":"#/$defs/c"}},
"$defs":{"a":{"properties":{"c":{"$ref":"#/$defs/c"},"d":{"type":"null"}}},"c":{"type":"null"}}})",
     "@a/d/type: a.d is null\n@c/type: c is null\n"},
    {"Recursive",
     R"({"properties":{"tree":{"$ref":"#/$defs/tree"}},
"$defs":{"tree":{"type":"object","properties":{"left":{"$ref":"#/$defs/tree"},"leaf":{"type":"null"}}}}})",
     "@tree/type: tree is an object\n@tree/leaf/type: tree.leaf is null\n"},
    {"RecursiveByTheOther",
     R"({"properties":{"a":{"$ref":"#/$defs/a"}},
"$defs":{"a":{"properties":{"b":{"$ref":"#/$defs/b"},"x":{"type":"null"}}},
"b":{"properties":{"a":{"$ref":"#/$defs/a"},"y":{"type":"null"}}}}})",
     "@a/b/y/type: a.b.y is null\n@a/x/type: a.x is null\n"},
    {"RecursiveRoot", R"({"properties":{"children":{"type":"array","items":{"$ref":"#"}}}})",
     "children/type: children is an array\n"},
    {"WrittenWhereItIsUsed",
     R"({"properties":{"shipping":{"$ref":"#/properties/billing"},"billing":{"type":"object",
"properties":{"street":{"type":"string"}}},"other":{"$ref":"#/properties/billing"}}})",
     "billing/type: billing is an object\nbilling/street/type: billing.street is a string\n"},
    {"BelowNotToo",
     R"({"properties":{"a":{"$ref":"#/$defs/a"},"b":{"not":{"$ref":"#/$defs/a"}}},"$defs":{"a":{"type":"null"}}})",
     "a/type: a is null\nb/not: b does not match the schema of `not`\n"},
    {"BelowNotAlone",
     R"({"properties":{"a":{"not":{"$ref":"#/$defs/a"}},"b":{"not":{"$ref":"#/$defs/a"}}},"$defs":{"a":{"type":"null"}}})",
     "a/not: a does not match the schema of `not`\nb/not: b does not match the schema of `not`\n"},
    {"MemberOfThatName",
     R"({"properties":{"@a":{"type":"string"},"@b":{"type":"string"},"x":{"$ref":"#/$defs/a"},"y":{"$ref":"#/$defs/a"}},
"$defs":{"a":{"properties":{"@a":{"type":"null"}}}}})",
     "properties/@a/type: @a is a string\n@b/type: @b is a string\n@a/@a/type: a.@a is null\n"},
    {"SameNameTwice",
     R"({"properties":{"a":{"$ref":"#/$defs/x"},"b":{"$ref":"#/$defs/x"},"c":{"$ref":"#/$defs/y/$defs/x"},
"d":{"$ref":"#/$defs/y/$defs/x"}},"$defs":{"x":{"type":"null"},"y":{"$defs":{"x":{"type":"string"}}}}})",
     "@x/type: x is null\n@x~2/type: x~2 is a string\n"},
    {"NameToEscape",
     R"({"properties":{"a":{"$ref":"#/$defs/a%20*~1b"},"b":{"$ref":"#/$defs/a%20*~1b"}},
"$defs":{"a */b":{"properties":{"c":{"type":"null"}}}}})",
     "@a%20%2A%2Fb/c/type: c of a */b is null\n"},
    {"DynamicScope",
     R"({"$id":"http://x/","properties":{"texts":{"$ref":"texts"},"numbers":{"$ref":"numbers"}},"$defs":{
"list":{"$id":"list","type":"array","items":{"$dynamicRef":"#item"},"$defs":{"any":{"$dynamicAnchor":"item"}}},
"texts":{"$id":"texts","$ref":"list","$defs":{"item":{"$dynamicAnchor":"item","type":"string"}}},
"numbers":{"$id":"numbers","$ref":"list","$defs":{"item":{"$dynamicAnchor":"item","type":"number"}}}}})",
     "texts/type: texts is an array\ntexts/items/type: each of texts is a string\n"
     "numbers/type: numbers is an array\nnumbers/items/type: each of numbers is a number\n"},
};

TEST(SchemaClaims, SayWhatIsNotThere) {
  EXPECT_EQ(
      claims_of(
          R"({"properties":{"a":false,"b":{"additionalProperties":false}},"additionalProperties":false})",
          Dialect::draft2020_12),
      "a: there is never a\n"
      "b/additionalProperties: there is no other member of b\n"
      "additionalProperties: there is no other member\n");
}

class SharedSchema : public testing::TestWithParam<Shared> {};

TEST_P(SharedSchema, IsClaimedOnce) {
  EXPECT_EQ(claims_of(GetParam().schema, GetParam().dialect), GetParam().claims);
}

INSTANTIATE_TEST_SUITE_P(Schema, SharedSchema, testing::ValuesIn(kShared),
                         [](const auto& test) { return std::string(test.param.name); });

// Each type has a member of each other type: 2^n ways lead to the last one.
TEST(Schema, IsLinearInTheSchemaObjects) {
  std::string text = R"({"$ref":"#/$defs/t0","$defs":{"t40":{"type":"null"})";
  for (int i = 0; i < 40; ++i) {
    text += ",\"t" + std::to_string(i) + R"(":{"properties":{)";
    for (int j = i + 1; j <= 40; ++j)
      text += (j > i + 1 ? ",\"" : "\"") + std::string("m") + std::to_string(j) + R"(":{"$ref":"#/$defs/t)" +
              std::to_string(j) + "\"}";
    text += "}}";
  }
  Library library;
  const auto schema =
      load_schema(library, **library.add("schema.json", text + "}}"), "", Dialect::draft2020_12);
  ASSERT_TRUE(schema) << to_string(schema.errors());
  ASSERT_EQ((*schema)->claims().size(), 1u);
  EXPECT_EQ((*schema)->claims()[0].suffix, "@t40/type");
  EXPECT_EQ((*schema)->nodes().size(), 1u + 41u + 40u * 41u / 2u);
}

// A chain of references is no nesting, however long.
TEST(Schema, FollowsALongChainOfReferences) {
  std::string text = R"({"$ref":"#/$defs/t0","$defs":{"t2000":{"type":"null"})";
  for (int i = 0; i < 2'000; ++i)
    text += ",\"t" + std::to_string(i) + R"(":{"items":{"$ref":"#/$defs/t)" + std::to_string(i + 1) + "\"}}";
  Library library;
  const auto schema =
      load_schema(library, **library.add("schema.json", text + "}}"), "", Dialect::draft2020_12);
  ASSERT_TRUE(schema) << to_string(schema.errors());
  EXPECT_TRUE((*schema)->faults().empty());
  EXPECT_EQ((*schema)->claims().size(), 1u);
}

TEST(Schema, SharesWhatLeadsBackToItself) {
  EXPECT_EQ(suffixes(R"({"type":"object","properties":{"next":{"$ref":"#"}}})"), (Suffixes{"type"}));
}

TEST(Schema, TellsEqualSuffixesApart) {
  EXPECT_EQ(suffixes(R"({"$ref":"#/$defs/a","type":"string","$defs":{"a":{"type":"string"}}})"),
            (Suffixes{"type", "type~2"}));
}

TEST(Schema, ClaimsNothingBelowNotIfAndContains) {
  EXPECT_EQ(
      suffixes(
          R"({"not":{"type":"null"},"if":{"type":"null"},"then":{"type":"null"},"contains":{"type":"null"}})"),
      (Suffixes{"not", "then/type", "contains"}));
}

TEST(Schema, BringsDialectsToOneForm) {
  EXPECT_EQ(suffixes(R"({"items":[{"type":"string"}],"additionalItems":{"type":"null"}})", Dialect::draft7),
            (Suffixes{"items/0/type", "additionalItems/type"}));
  EXPECT_EQ(suffixes(R"({"dependencies":{"a":["b"],"c":{"required":["d"]}}})", Dialect::draft4),
            (Suffixes{"dependencies", "dependencies/c/required"}));
}

TEST(Schema, FindsTheNearestDocumentation) {
  Library library;
  const auto schema = load_schema(library, **library.add("s.json", R"({"x-avouch-documentation":"page",
"type":"object",
"properties":{"a":{"x-avouch-documentation":"page, a","type":"string"},"b":{"type":"string"}}})"),
                                  "", Dialect::draft2020_12);
  const std::vector<SchemaClaim>& claims = (*schema)->claims();
  ASSERT_EQ(claims.size(), 3u);
  EXPECT_EQ(claims[0].documentation, "page");
  EXPECT_EQ(claims[1].documentation, "page, a");
  EXPECT_EQ(claims[2].documentation, "page");
  EXPECT_EQ((*schema)->place_of(claims[1]), (Place{"s.json", "/properties/a/type", 3}));
}

struct Refused {
  const char* name;
  const char* schema;
  const char* errors;
  Dialect dialect = Dialect::draft2020_12;
};
void PrintTo(const Refused& item, std::ostream* out) {
  *out << item.name;
}

const Refused kRefused[] = {
    {"UnknownDialect", R"({"$schema":"http://json-schema.org/draft-03/schema#"})",
     "error: the dialect \"http://json-schema.org/draft-03/schema#\" is not known\n  at s.json:1 /$schema\n"
     "  Supported are drafts 4, 6, 7, 2019-09 and 2020-12, and OpenAPI 3.0, 3.1 and 3.2.\n"},
    {"UnknownType", R"({"type":"text"})",
     "error: unknown type \"text\" in draft 2020-12\n  at s.json:1 /type\n"
     "  Types are array, boolean, integer, null, number, object and string.\n"},
    {"NullWithoutQuotes", R"({"type":["string",null]})",
     "error: unknown type null in draft 2020-12\n  at s.json:1 /type\n"
     "  Write \"null\" in quotes: without them it is the value null.\n"},
    {"NullWithoutQuotesInOpenApi30", R"({"type":null})",
     "error: unknown type null in OpenAPI 3.0\n  at s.json:1 /type\n"
     "  Types are array, boolean, integer, number, object and string.\n",
     Dialect::openapi_3_0},
    {"DeadReference", R"({"$ref":"#/definitions/a"})",
     "error: $ref \"#/definitions/a\" does not resolve: nothing is defined there\n  at s.json:1 /$ref\n"
     "  Correct the reference, or add the document.\n"},
    {"MissingDocument", R"({"$ref":"http://example.com/a.json"})",
     "error: $ref \"http://example.com/a.json\" does not resolve: unknown document "
     "\"http://example.com/a.json\"\n"
     "  at s.json:1 /$ref\n  Correct the reference, name the document's folder with --ref-root "
     "URL=FOLDER, or fetch it with --allow-remote-refs.\n"},
    {"ReferenceToItself", R"({"$ref":"#"})",
     "error: this schema applies itself to the same value, without end\n  at s.json:1 /$ref\n"
     "  Make a reference lead further into the value.\n"},
    {"ReferenceToItselfInDraft7", R"({"$ref":"#"})",
     "error: this $ref leads back to itself\n  at s.json:1 /$ref\n  Make it end at a schema.\n",
     Dialect::draft7},
    {"NegativeLength", R"({"minLength":-1})",
     "error: minLength is a whole number, 0 or more\n  at s.json:1 /minLength\n  Correct the value.\n"},
    {"ListOfItemsIn2020", R"({"items":[{}]})",
     "error: items is one schema in draft 2020-12\n  at s.json:1 /items\n  A list goes into prefixItems.\n"},
    {"BooleanBesideNoNumber", R"({"minimum":"3","exclusiveMinimum":false})",
     "error: minimum is a number\n  at s.json:1 /minimum\n  Correct the value.\n", Dialect::openapi_3_1},
    {"BooleanLimitIn2020", R"({"minimum":3,"exclusiveMinimum":true})",
     "error: exclusiveMinimum is a number\n  at s.json:1 /exclusiveMinimum\n  Correct the value.\n"},
    {"NumberAsALimitInDraft4", R"({"exclusiveMaximum":3})",
     "error: exclusiveMaximum is true or false in draft 4\n  at s.json:1 /exclusiveMaximum\n"
     "  Correct the value, or the dialect.\n",
     Dialect::draft4},
    {"TextAsALimitInOpenApi30", R"({"exclusiveMaximum":"3"})",
     "error: exclusiveMaximum is true or false in OpenAPI 3.0\n  at s.json:1 /exclusiveMaximum\n"
     "  Correct the value, or the dialect.\n",
     Dialect::openapi_3_0},
    {"UnknownTypeInAListInOpenApi30", R"({"type":["string","text"]})",
     "error: unknown type \"text\" in OpenAPI 3.0\n  at s.json:1 /type\n"
     "  Types are array, boolean, integer, number, object and string.\n",
     Dialect::openapi_3_0},
    {"NumberAsASchema", R"({"properties":{"a":7}})",
     "error: a schema is an object or a boolean, and this is a number\n  at s.json:1 /properties/a\n  Write "
     "a "
     "schema here.\n"},
};

class RefusedSchema : public testing::TestWithParam<Refused> {};

TEST_P(RefusedSchema, SaysWhyAndWhere) {
  Library library;
  const auto schema =
      load_schema(library, **library.add("s.json", GetParam().schema), "", GetParam().dialect);
  ASSERT_TRUE(schema);
  EXPECT_EQ(to_string((*schema)->faults()), GetParam().errors);
}

INSTANTIATE_TEST_SUITE_P(Schema, RefusedSchema, testing::ValuesIn(kRefused),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Schema, DoesNotAdviseToFetchWhereThatIsDone) {
  Library library;
  library.allow_fetching([](const std::string&) -> Result<std::string> {
    return Errors{{.title = "it is gone", .place = {}, .hint = {}}};
  });
  const auto schema = load_schema(library, **library.add("s.json", R"({"$ref":"http://example.com/a.json"})"),
                                  "", Dialect::draft2020_12);
  ASSERT_TRUE(schema);
  EXPECT_EQ(to_string((*schema)->faults()),
            "error: $ref \"http://example.com/a.json\" does not resolve: it is gone\n  at s.json:1 /$ref\n"
            "  Correct the reference, or name the document's folder with --ref-root URL=FOLDER.\n");
}

TEST(Schema, ReportsAllErrorsAtOnce) {
  Library library;
  const auto schema =
      load_schema(library, **library.add("s.json", R"({"type":"text","minLength":-1,"$ref":"#/x"})"), "",
                  Dialect::draft2020_12);
  ASSERT_TRUE(schema);
  EXPECT_EQ((*schema)->faults().size(), 3u);
}

TEST(Schema, NotesWhatIsNotJudged) {
  Library library;
  const auto schema = load_schema(library, **library.add("s.json", R"({"format":"x-foo",
"minlength":3,
"x-mine":1,
"nullable":true})"),
                                  "", Dialect::draft2020_12);
  ASSERT_TRUE(schema);
  std::vector<std::string> titles;
  for (const Error& note : (*schema)->notes()) titles.push_back(note.title);
  EXPECT_EQ(titles, (Suffixes{"the format \"x-foo\" is not judged", "the keyword \"minlength\" is not judged",
                              "the keyword \"nullable\" is not judged"}));
}

// OpenAPI 3.0.3 §4.7.24.1: nullable is nothing without a type beside it.
TEST(Schema, NotesThatNullableHasNoEffect) {
  const auto notes = [](const std::string& text) {
    Library library;
    const auto schema = load_schema(library, **library.add("s.json", text), "", Dialect::openapi_3_0);
    EXPECT_TRUE(schema);
    return (*schema)->notes();
  };
  const std::vector<Error> idle = notes(R"({"nullable":true,"allOf":[{"type":"object"}]})");
  ASSERT_EQ(idle.size(), 1u);
  EXPECT_TRUE(idle.front().title.starts_with("nullable has no effect here")) << idle.front().title;
  EXPECT_EQ(idle.front().place.pointer, "/nullable");
  EXPECT_EQ(idle.front().hint, "Write it beside the type in each schema of allOf, or use OpenAPI 3.1.");
  const std::vector<Error> choice = notes(R"({"nullable":true,"oneOf":[{"type":"object"}]})");
  ASSERT_EQ(choice.size(), 1u);
  EXPECT_TRUE(choice.front().hint.starts_with("Add a schema with enum: [null]")) << choice.front().hint;
  EXPECT_TRUE(notes(R"({"nullable":true,"type":"object","allOf":[{"minProperties":1}]})").empty());
  EXPECT_TRUE(notes(R"({"nullable":false,"allOf":[{"type":"object"}]})").empty());
  EXPECT_TRUE(notes(R"({"nullable":true})").empty());
}

// A keyword as another version of OpenAPI writes it: what it claims, and what is noted.
struct OtherVersion {
  const char* name;
  const char* schema;  // of the property a
  Dialect dialect;
  const char* expected;
};
void PrintTo(const OtherVersion& item, std::ostream* out) {
  *out << item.name;
}

const OtherVersion kOtherVersions[] = {
    {"NumberIn30", R"({"exclusiveMinimum":0})", Dialect::openapi_3_0,
     "a/exclusiveMinimum: a is more than 0\n"
     "note /properties/a/exclusiveMinimum: read as in OpenAPI 3.1: exclusiveMinimum is a number\n"},
    {"NumberBesideItsLimitIn30", R"({"exclusiveMaximum":9.50,"maximum":10})", Dialect::openapi_3_0,
     "a/exclusiveMaximum: a is less than 9.50\na/maximum: a is at most 10\n"
     "note /properties/a/exclusiveMaximum: read as in OpenAPI 3.1: exclusiveMaximum is a number\n"},
    {"BooleanIn30", R"({"minimum":0,"exclusiveMinimum":true})", Dialect::openapi_3_0,
     "a/minimum: a is more than 0\n"},
    {"BooleanIn31", R"({"minimum":0,"exclusiveMinimum":true})", Dialect::openapi_3_1,
     "a/minimum: a is more than 0\n"
     "note /properties/a/exclusiveMinimum: read as in OpenAPI 3.0: exclusiveMinimum is a boolean beside "
     "minimum\n"},
    {"FalseIn31", R"({"exclusiveMaximum":false,"maximum":1})", Dialect::openapi_3_1,
     "a/maximum: a is at most 1\n"
     "note /properties/a/exclusiveMaximum: read as in OpenAPI 3.0: exclusiveMaximum is a boolean beside "
     "maximum\n"},
    {"NumberIn31", R"({"exclusiveMinimum":0,"minimum":1})", Dialect::openapi_3_1,
     "a/exclusiveMinimum: a is more than 0\na/minimum: a is at least 1\n"},
    {"TypesIn30", R"({"type":["string","null"]})", Dialect::openapi_3_0,
     "a/type: a is a string or null\nnote /properties/a/type: read as in OpenAPI 3.1: type is a list\n"},
    {"NullTwiceIn30", R"({"type":["string","null"],"nullable":true})", Dialect::openapi_3_0,
     "a/type: a is a string or null\nnote /properties/a/type: read as in OpenAPI 3.1: type is a list\n"},
    {"TypesIn31", R"({"type":["string","null"]})", Dialect::openapi_3_1, "a/type: a is a string or null\n"},
};

class WrittenAsInAnotherVersion : public testing::TestWithParam<OtherVersion> {};

TEST_P(WrittenAsInAnotherVersion, IsReadByItsOneMeaningAndNoted) {
  Library library;
  const std::string text = R"({"properties":{"a":)" + std::string(GetParam().schema) + "}}";
  const auto schema = load_schema(library, **library.add("s.json", text), "", GetParam().dialect);
  ASSERT_TRUE(schema) << to_string(schema.errors());
  std::string found;
  for (const SchemaClaim& claim : (*schema)->claims()) found += claim.suffix + ": " + claim.claim + "\n";
  for (const Error& note : (*schema)->notes())
    found += "note " + note.place.pointer + ": " + note.title + "\n";
  EXPECT_EQ(found, GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Schema, WrittenAsInAnotherVersion, testing::ValuesIn(kOtherVersions),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Schema, GivesANumberOfAnotherVersionTheKindOfALimit) {
  Library library;
  const auto number =
      load_schema(library, **library.add("n.json", R"({"exclusiveMinimum":0.10})"), "", Dialect::openapi_3_0);
  ASSERT_TRUE(number) << to_string(number.errors());
  ASSERT_EQ((*number)->keywords().size(), 1u);
  EXPECT_EQ((*number)->keywords()[0].kind, KeywordKind::exclusive_minimum);
  EXPECT_EQ((*number)->keywords()[0].texts, std::vector<std::string>{"0.10"});
  const auto boolean = load_schema(
      library, **library.add("b.json", R"({"maximum":5,"exclusiveMaximum":true})"), "", Dialect::openapi_3_1);
  ASSERT_TRUE(boolean) << to_string(boolean.errors());
  ASSERT_EQ((*boolean)->keywords().size(), 1u);
  EXPECT_EQ((*boolean)->keywords()[0].kind, KeywordKind::exclusive_maximum);
  EXPECT_EQ((*boolean)->keywords()[0].texts, std::vector<std::string>{"5"});
  EXPECT_EQ((*boolean)->notes().at(0).hint,
            "OpenAPI 3.1 writes the number as exclusiveMaximum, without maximum.");
}

TEST(Schema, RefersToOtherDocumentsByName) {
  Library library;
  ASSERT_TRUE(library.add("schemas/common.json", R"({"$defs":{"sid":{"minLength":34}}})"));
  const auto schema = load_schema(
      library, **library.add("schemas/api.json", R"({"properties":{"a":{"$ref":"common.json#/$defs/sid"}}})"),
      "", Dialect::draft2020_12);
  ASSERT_TRUE(schema) << to_string(schema.errors());
  ASSERT_EQ((*schema)->claims().size(), 1u);
  EXPECT_EQ((*schema)->place_of((*schema)->claims()[0])->file, "schemas/common.json");
}

TEST(Schema, TakesNoMoreRoomThanItsKeywords) {
  std::string members;
  for (int i = 0; i < 70; ++i)
    members += (i > 0 ? ",\"m" : "\"m") + std::to_string(i) + R"(":{"type":"string"})";
  Library library;
  const Document* document = *library.add("s.json", R"({"properties":{)" + members + "}}");
  const auto schema = load_schema(library, *document, "", Dialect::draft2020_12);
  ASSERT_TRUE(schema);
  EXPECT_EQ((*schema)->nodes().capacity(), (*schema)->nodes().size());
  EXPECT_EQ((*schema)->keywords().capacity(), (*schema)->keywords().size());
  EXPECT_EQ((*schema)->claims().capacity(), (*schema)->claims().size());
}

TEST(Schema, ReadsAPartOfAnOpenApiDocument) {
  Library library;
  const Document* document =
      *library.add("api.json", R"({"openapi":"3.0.3","paths":{},"components":{"schemas":{
"A":{"type":"object",
"properties":{"b":{"$ref":"#/components/schemas/B"}}},
"B":{"type":"string","nullable":true}}}})");
  const auto schema = load_schema(library, *document, "/components/schemas/A", Dialect::openapi_3_0);
  ASSERT_TRUE(schema) << to_string(schema.errors());
  ASSERT_EQ((*schema)->claims().size(), 2u);
  EXPECT_EQ((*schema)->claims()[1].claim, "b is a string or null");
}

TEST(SchemaUri, ResolvesAsRfc3986Does) {
  const std::string base = "http://a/b/c/d;p?q";
  EXPECT_EQ(resolve_reference(base, "g:h"), "g:h");
  EXPECT_EQ(resolve_reference(base, "g"), "http://a/b/c/g");
  EXPECT_EQ(resolve_reference(base, "./g/"), "http://a/b/c/g/");
  EXPECT_EQ(resolve_reference(base, "/g"), "http://a/g");
  EXPECT_EQ(resolve_reference(base, "//g"), "http://g");
  EXPECT_EQ(resolve_reference(base, "?y"), "http://a/b/c/d;p?y");
  EXPECT_EQ(resolve_reference(base, "#s"), "http://a/b/c/d;p?q#s");
  EXPECT_EQ(resolve_reference(base, "../../../g"), "http://a/g");
  EXPECT_EQ(resolve_reference(base, ""), base);
  EXPECT_EQ(resolve_reference("dir/api.json", "../x.json#/a"), "x.json#/a");
  EXPECT_EQ(resolve_reference("api.json", "../x.json"), "../x.json");
  EXPECT_EQ(resolve_reference("urn:x:y", "#a"), "urn:x:y#a");
}

// Each schema has one reference, to the next one.
Suffixes suffixes_of_chain(std::size_t size) {
  std::string schemas;
  for (std::size_t i = 0; i < size; ++i) {
    schemas += "\"S" + std::to_string(i) + R"(": {"minimum": 0, "allOf": [{"$ref": "#/$defs/S)" +
               std::to_string(i + 1) + "\"}]}, ";
  }
  return suffixes((R"({"$ref": "#/$defs/S0", "$defs": {)" + schemas + "\"S" + std::to_string(size) +
                   R"(": {"maximum": 1}}})")
                      .c_str());
}

TEST(Schema, TheCoordinatesOfAChainGrowLikeIts) {
  const auto bytes_of = [](const Suffixes& all) {
    std::size_t bytes = 0;
    for (const std::string& suffix : all) bytes += suffix.size();
    return bytes;
  };
  const Suffixes one = suffixes_of_chain(1'000);
  const Suffixes other = suffixes_of_chain(4'000);
  EXPECT_LT(bytes_of(other), 6 * bytes_of(one));
  EXPECT_EQ(other.size(), 4'001U);
  EXPECT_EQ(std::set<std::string>(other.begin(), other.end()).size(), other.size());
  EXPECT_TRUE(other.back().starts_with("@S")) << other.back();
}

TEST(Schema, AShortChainHasTheWayToItsPlace) {
  EXPECT_EQ(suffixes_of_chain(2), (Suffixes{"minimum", "allOf/0/minimum", "allOf/0/allOf/0/maximum"}));
}

TEST(Schema, ReadsManyRequiredNames) {
  std::string names;
  for (std::size_t i = 0; i < 100'000; ++i) names += "\"m" + std::to_string(i) + "\",";
  Library library;
  const auto schema =
      load_schema(library, **library.add("schema.json", R"({"required": [)" + names + R"("m0", "m7"]})"), "",
                  Dialect::draft2020_12);
  ASSERT_TRUE(schema) << to_string(schema.errors());
  EXPECT_EQ((*schema)->keywords().front().names.size(), 100'000U);
}

// Rooms keep values of their own with a schema; none takes the one of another for its own.
TEST(DerivedFromSchema, KeepsOneValueOfEachTypeAndVariant) {
  struct One {
    int value;
  };
  struct Other {
    std::string value;
  };
  DerivedFromSchema derived;
  derived.own<One>(std::make_shared<const One>(One{1}));
  derived.own<Other>(std::make_shared<const Other>(Other{"a"}));
  const auto second = std::make_shared<const One>(One{2});
  derived.keep<One>(second, 1);
  EXPECT_EQ(derived.find<One>()->value, 1);
  EXPECT_EQ(derived.find<One>(1)->value, 2);
  EXPECT_EQ(derived.find<Other>()->value, "a");
  EXPECT_EQ(derived.find<Other>(1), nullptr);
}

TEST(DerivedFromSchema, HasNothingOfAnotherSchema) {
  DerivedFromSchema derived;
  derived.own<int>(std::make_shared<const int>(1));
  const DerivedFromSchema copy = derived;  // NOLINT(performance-unnecessary-copy-initialization): tested
  EXPECT_EQ(copy.find<int>(), nullptr);
  EXPECT_NE(derived.find<int>(), nullptr);
  derived = DerivedFromSchema();
  EXPECT_EQ(derived.find<int>(), nullptr);
}

TEST(DerivedFromSchema, ForgetsWhatNobodyElseKeeps) {
  const DerivedFromSchema derived;
  derived.keep<int>(std::make_shared<const int>(1));
  EXPECT_EQ(derived.find<int>(), nullptr);
}

}  // namespace schema_test
}  // namespace avouch
