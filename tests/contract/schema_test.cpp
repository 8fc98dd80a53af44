// SPDX-License-Identifier: MIT
#include "contract/schema.h"

#include <gtest/gtest.h>

#include "contract/library.h"
#include "contract/schema_uri.h"

namespace avouch {
namespace {

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

TEST(Schema, UnrollsWhatIsUsedTwice) {
  EXPECT_EQ(suffixes(R"({"properties":{"billing":{"$ref":"#/$defs/address"},
"shipping":{"$ref":"#/$defs/address"}},
"$defs":{"address":{"properties":{"street":{"maxLength":5}}}}})"),
            (Suffixes{"billing/street/maxLength", "shipping/street/maxLength"}));
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
  EXPECT_EQ(claims[1].place, (Place{"s.json", "/properties/a/type", 3}));
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
     "  Supported are drafts 4, 6, 7, 2019-09 and 2020-12, and OpenAPI 3.0 and 3.1.\n"},
    {"UnknownType", R"({"type":"text"})",
     "error: there is no type \"text\" in draft 2020-12\n  at s.json:1 /type\n"
     "  Types are array, boolean, integer, null, number, object and string.\n"},
    {"DeadReference", R"({"$ref":"#/definitions/a"})",
     "error: $ref \"#/definitions/a\" leads nowhere: nothing stands there\n  at s.json:1 /$ref\n"
     "  Correct the reference, or add the document.\n"},
    {"MissingDocument", R"({"$ref":"http://example.com/a.json"})",
     "error: $ref \"http://example.com/a.json\" leads nowhere: there is no document "
     "\"http://example.com/a.json\"\n"
     "  at s.json:1 /$ref\n  Correct the reference, name the document's folder with --ref-root "
     "URL=FOLDER, or fetch it with --allow-remote-refs.\n"},
    {"ReferenceToItself", R"({"$ref":"#"})",
     "error: this schema applies itself to the same value, without end\n  at s.json:1 /$ref\n"
     "  Let a reference lead further into the value.\n"},
    {"ReferenceToItselfInDraft7", R"({"$ref":"#"})",
     "error: this $ref leads back to itself\n  at s.json:1 /$ref\n  Let it end at a schema.\n",
     Dialect::draft7},
    {"NegativeLength", R"({"minLength":-1})",
     "error: minLength is a whole number, 0 or more\n  at s.json:1 /minLength\n  Correct the value.\n"},
    {"ListOfItemsIn2020", R"({"items":[{}]})",
     "error: items is one schema in draft 2020-12\n  at s.json:1 /items\n  A list goes into prefixItems.\n"},
    {"NumberAsASchema", R"({"properties":{"a":7}})",
     "error: a schema is an object or a boolean, and this is number\n  at s.json:1 /properties/a\n  Write a "
     "schema here.\n"},
};

class RefusedSchema : public testing::TestWithParam<Refused> {};

TEST_P(RefusedSchema, SaysWhyAndWhere) {
  Library library;
  const auto schema =
      load_schema(library, **library.add("s.json", GetParam().schema), "", GetParam().dialect);
  ASSERT_FALSE(schema);
  EXPECT_EQ(to_string(schema.errors()), GetParam().errors);
}

INSTANTIATE_TEST_SUITE_P(Schema, RefusedSchema, testing::ValuesIn(kRefused),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Schema, DoesNotAdviseToFetchWhereThatIsDone) {
  Library library;
  library.allow_fetching([](const std::string&) -> Result<std::string> {
    return Errors{{.title = "it is gone", .place = {}, .mend = {}}};
  });
  const auto schema = load_schema(library, **library.add("s.json", R"({"$ref":"http://example.com/a.json"})"),
                                  "", Dialect::draft2020_12);
  ASSERT_FALSE(schema);
  EXPECT_EQ(to_string(schema.errors()),
            "error: $ref \"http://example.com/a.json\" leads nowhere: it is gone\n  at s.json:1 /$ref\n"
            "  Correct the reference, or name the document's folder with --ref-root URL=FOLDER.\n");
}

TEST(Schema, ReportsAllErrorsAtOnce) {
  Library library;
  const auto schema =
      load_schema(library, **library.add("s.json", R"({"type":"text","minLength":-1,"$ref":"#/x"})"), "",
                  Dialect::draft2020_12);
  ASSERT_FALSE(schema);
  EXPECT_EQ(schema.errors().size(), 3u);
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

TEST(Schema, RefersToOtherDocumentsByName) {
  Library library;
  ASSERT_TRUE(library.add("schemas/common.json", R"({"$defs":{"sid":{"minLength":34}}})"));
  const auto schema = load_schema(
      library, **library.add("schemas/api.json", R"({"properties":{"a":{"$ref":"common.json#/$defs/sid"}}})"),
      "", Dialect::draft2020_12);
  ASSERT_TRUE(schema) << to_string(schema.errors());
  ASSERT_EQ((*schema)->claims().size(), 1u);
  EXPECT_EQ((*schema)->claims()[0].place.file, "schemas/common.json");
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

}  // namespace
}  // namespace avouch
