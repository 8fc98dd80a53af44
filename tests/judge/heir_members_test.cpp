// SPDX-License-Identifier: MIT
// Members of a schema that the discriminator of its parent names are documented (OpenAPI 3.1.1 §4.8.25.4).
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "contract/document/library.h"
#include "contract/schema/schema.h"
#include "judge/body/body.h"

namespace avouch {
namespace heir_members_test {

constexpr const char* kApi = R"({"openapi": "3.1.0", "components": {"schemas": {
  "Pet": {"type": "object", "required": ["kind"],
          "properties": {"kind": {"type": "string"}, "home": {"type": "object", "properties": {"street": {}}}},
          "discriminator": {"propertyName": "kind", "mapping": {
            "cat": "#/components/schemas/Cat", "bird": "Bird", "fish": "fish.json#/Fish"}}},
  "Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"$ref": "#/components/schemas/Named"},
                    {"properties": {"lives": {"type": "integer"}, "toy": {"properties": {"size": {}}}}}]},
  "Siamese": {"allOf": [{"$ref": "#/components/schemas/Cat"}, {"required": ["pedigree"]}]},
  "Bird": {"allOf": [{"$ref": "#/components/schemas/Pet"}],
           "properties": {"home": {"properties": {"tree": {}}}},
           "oneOf": [{"properties": {"wings": {}}}, {"dependentRequired": {"beak": ["claw"]}}]},
  "Snake": {"allOf": [{"$ref": "#/components/schemas/Pet"}], "patternProperties": {"^x": {"type": "string"}}},
  "Named": {"properties": {"name": {"type": "string"}}},
  "Other": {"type": "object", "properties": {"kind": {}, "lives": {}}},
  "Shop": {"type": "object", "properties": {
    "pets": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}}}},
  "Loop": {"type": "object", "properties": {"kind": {}},
           "discriminator": {"propertyName": "kind", "mapping": {"turn": "#/components/schemas/Turn"}}},
  "Turn": {"allOf": [{"$ref": "#/components/schemas/Turn2"}]},
  "Turn2": {"allOf": [{"$ref": "#/components/schemas/Turn"}, {"properties": {"again": {}}}]},
  "Default": {"type": "object", "properties": {"kind": {}},
              "discriminator": {"propertyName": "kind", "defaultMapping": "Named"}}}}})";

std::vector<std::string> undocumented(const std::string& schema, const std::string& body) {
  Library library;
  const Document* document = *library.add("api.json", kApi);
  const auto loaded = load_schema(library, *document, "/components/schemas/" + schema, Dialect::openapi_3_1);
  if (!loaded) return {to_string(loaded.errors())};
  const Result<BodyJudge> judge = BodyJudge::make(*loaded, {});
  return judge->undocumented(*parse_body(body).instance);
}

using Found = std::vector<std::string>;

TEST(HeirMembers, AreDocumentedByTheSchemaThatAValueNames) {
  EXPECT_EQ(undocumented("Pet", R"({"kind": "cat", "lives": 9, "name": "Tom"})"), Found());
  EXPECT_EQ(undocumented("Pet", R"({"kind": "Cat", "lives": 9})"), Found()) << "the name of the component";
  EXPECT_EQ(undocumented("Pet", R"({"kind": "Siamese", "lives": 9, "pedigree": 1})"), Found());
  EXPECT_EQ(undocumented("Pet", R"({"kind": "bird", "wings": 2, "beak": 1, "claw": 1})"), Found());
  EXPECT_EQ(undocumented("Shop", R"({"pets": [{"kind": "cat", "lives": 9}, {"kind": "bird", "lives": 9}]})"),
            Found{"/pets/1/lives"});
  EXPECT_EQ(undocumented("Loop", R"({"kind": "turn", "again": 1, "more": 1})"), Found{"/more"});
}

TEST(HeirMembers, AreUndocumentedElsewhere) {
  EXPECT_EQ(undocumented("Pet", R"({"kind": "cat", "tail": 1})"), Found{"/tail"});
  EXPECT_EQ(undocumented("Pet", R"({"kind": "bird", "lives": 9})"), Found{"/lives"});
  EXPECT_EQ(undocumented("Pet", R"({"lives": 9})"), Found{"/lives"}) << "no schema is named";
  EXPECT_EQ(undocumented("Pet", R"({"kind": 5, "lives": 9})"), Found{"/lives"});
  EXPECT_EQ(undocumented("Pet", R"({"kind": "cow", "lives": 9})"), Found{"/lives"}) << "it names nothing";
  EXPECT_EQ(undocumented("Pet", R"({"kind": "Other", "lives": 9})"), Found{"/lives"}) << "no heir";
  EXPECT_EQ(undocumented("Pet", R"({"kind": "cat", "home": {"street": 1, "tree": 1}})"), Found{"/home/tree"});
}

// Of the members that only such a schema describes, no more than the names are known.
TEST(HeirMembers, MayHaveAnyMembers) {
  EXPECT_EQ(undocumented("Pet", R"({"kind": "bird", "home": {"street": 1, "tree": 1}})"), Found());
  EXPECT_EQ(undocumented("Pet", R"({"kind": "cat", "toy": {"size": 1, "colour": 1}})"), Found());
  EXPECT_EQ(undocumented("Pet", R"({"kind": "fish", "fins": 2})"), Found()) << "another document";
  EXPECT_EQ(undocumented("Pet", R"({"kind": "Snake", "length": 2})"), Found()) << "names by a pattern";
}

// OpenAPI 3.2 §4.25: any other value names that schema.
TEST(HeirMembers, AreThoseOfTheDefault) {
  EXPECT_EQ(undocumented("Default", R"({"kind": "x", "name": "a", "lives": 9})"), Found{"/lives"});
  EXPECT_EQ(undocumented("Default", R"({"name": "a"})"), Found());
}

}  // namespace heir_members_test
}  // namespace avouch
