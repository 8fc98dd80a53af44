// SPDX-License-Identifier: MIT
#include "prove/schema_objects.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "contract/document/library.h"
#include "contract/schema/schema.h"

namespace avouch {
namespace schema_objects_test {

// Two schemas of one document, and their common component.
class Objects {
 public:
  Objects(const std::string& one, const std::string& other) {
    const std::string text = R"({"$defs": {"one": )" + one + R"(, "other": )" + other +
                             R"(, "Address": {"type": "object", "required": ["street"], "properties": {
                                  "street": {"type": "string", "maxLength": 5},
                                  "owner": {"$ref": "#/$defs/Person"}}},
                                "Person": {"type": "object", "properties": {"name": {"type": "string"},
                                  "home": {"$ref": "#/$defs/Address"}}}}})";
    const Result<const Document*> document = library_.add("schema.json", text);
    if (!document) throw std::runtime_error(to_string(document.errors()));
    schemas_[0] = load(**document, "/$defs/one");
    schemas_[1] = load(**document, "/$defs/other");
    for (std::size_t i = 0; i < 2; ++i) objects_[i] = objects_of(*schemas_[i]);
  }

  // Whether what breaks the keyword at that place in one schema breaks it in the other.
  bool are_same(const std::string& pointer) const {
    return identity(0, "/$defs" + pointer) == identity(1, "/$defs" + pointer);
  }

 private:
  std::shared_ptr<const Schema> load(const Document& document, const std::string& pointer) {
    auto loaded = load_schema(library_, document, pointer, Dialect::draft2020_12);
    if (!loaded) throw std::runtime_error(to_string(loaded.errors()));
    return *loaded;
  }

  std::uint64_t identity(std::size_t of, const std::string& pointer) const {
    for (const SchemaClaim& claim : schemas_[of]->claims()) {
      if (schemas_[of]->place_of(claim)->pointer != pointer) continue;
      const std::size_t node = schemas_[of]->keywords()[claim.keyword].node;
      return objects_[of].identity[objects_[of].anchor[node]];
    }
    throw std::runtime_error("there is no claim " + pointer);
  }

  Library library_;
  std::shared_ptr<const Schema> schemas_[2];
  SchemaObjects objects_[2];
};

constexpr const char* kAddress = R"({"$ref": "#/$defs/Address"})";

std::string with_member(const std::string& schema) {
  return R"({"type": "object", "properties": {"a": )" + schema + "}}";
}

TEST(SchemaObjects, AComponentIsTheSameWhereverItAloneDescribesAValue) {
  for (const std::string& around :
       {std::string(kAddress), with_member(kAddress),
        R"({"type": "array", "items": )" + std::string(kAddress) + "}",
        R"({"additionalProperties": )" + std::string(kAddress) + "}",
        R"({"allOf": [)" + with_member(kAddress) + R"(, {"properties": {"b": {"maxLength": 3}}}]})",
        R"({"allOf": [)" + std::string(kAddress) + "]}"}) {
    const Objects objects(with_member(kAddress), around);
    EXPECT_TRUE(objects.are_same("/Address/required")) << around;
    EXPECT_TRUE(objects.are_same("/Address/properties/street/maxLength")) << around;
    EXPECT_TRUE(objects.are_same("/Person/properties/name/type")) << around;
  }
}

TEST(SchemaObjects, WhatLooksIntoTheValueMakesItAnother) {
  const std::string address = kAddress;
  for (const std::string& around :
       {with_member(R"({"anyOf": [)" + address + R"(, {"type": "null"}]})"),
        R"({"allOf": [)" + with_member(address) + R"(, {"properties": {"a": {"maxProperties": 3}}}]})",
        R"({"properties": {"a": )" + address + R"(}, "not": {"required": ["b"]}})",
        R"({"properties": {"a": )" + address +
            R"(}, "if": {"required": ["b"]}, "then": {"required": ["c"]}})",
        R"({"properties": {"a": )" + address + R"(}, "patternProperties": {"^a": {"maxProperties": 3}}})",
        R"({"type": "array", "items": )" + address + R"(, "contains": {"required": ["b"]}})"}) {
    const Objects objects(with_member(kAddress), around);
    EXPECT_FALSE(objects.are_same("/Address/required")) << around;
  }
}

// Beside another schema, the members that only the component names are described by it alone.
TEST(SchemaObjects, AMemberBelongsToTheObjectThatNamesIt) {
  const std::string address = kAddress;
  const Objects objects(with_member(kAddress), R"({"allOf": [)" + address + R"(, {"required": ["b"]}]})");
  EXPECT_TRUE(objects.are_same("/Address/properties/street/maxLength"));
}

// In the same alternative of the same component, the same breaks it.
TEST(SchemaObjects, AnAlternativeBelongsToTheObjectThatHasIt) {
  const Objects objects(
      with_member(R"({"$ref": "#/$defs/other/properties/b"})"),
      R"({"properties": {"b": {"anyOf": [{"$ref": "#/$defs/Address"}, {"type": "null"}]}}})");
  EXPECT_TRUE(objects.are_same("/Address/required"));
  EXPECT_TRUE(objects.are_same("/Address/properties/street/maxLength"));
}

TEST(SchemaObjects, ObjectsThatLeadToThemselvesAreTheSame) {
  const Objects objects(kAddress, R"({"$ref": "#/$defs/Person"})");
  EXPECT_TRUE(objects.are_same("/Person/properties/name/type"));
  EXPECT_TRUE(objects.are_same("/Address/required"));
}

}  // namespace schema_objects_test
}  // namespace avouch
