// SPDX-License-Identifier: MIT
#include "contract/schema/direction.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "json/json_reader.h"
#include "tests/contract/documents.h"

namespace avouch {
namespace direction_test {

using namespace testing_documents;

struct DirectionCase {
  const char* name;
  const char* schema;   // in YAML flow style
  const char* answer;   // the claims that are left of an answer's `required`, and of `a`; parted by blanks
  const char* request;  // the same of a request's
  const char* version = "3.1.0";
};

class Directions : public testing::TestWithParam<DirectionCase> {};

// The claims of each `required`, then the suffixes below a.
std::string left(const Schema& schema) {
  std::vector<std::string> all;
  for (const SchemaClaim& claim : schema.claims()) {
    if (claim.suffix.ends_with("required")) all.push_back(claim.claim);
  }
  for (const SchemaClaim& claim : schema.claims()) {
    if (claim.suffix.starts_with("a/")) all.push_back(claim.suffix);
  }
  return join(all, "; ");
}

TEST_P(Directions, DecideWhatIsClaimed) {
  const std::string content = std::string("content: {application/json: {schema: ") + GetParam().schema + "}}";
  const Result<Contract> contract = load(
      "openapi: " + std::string(GetParam().version) +
      "\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    put: {operationId: Put, requestBody: {" +
      content + "},\n      responses: {'200': {description: d, " + content +
      "}}}\ncomponents: {schemas: {Secret: {type: string, writeOnly: true}, Base: {properties: {a: {$ref: "
      "'#/components/schemas/Secret'}}}}}\n");
  if (!contract) FAIL() << to_string(contract.errors());
  const Operation& put = contract->operations[0];
  EXPECT_EQ(left(*put.responses[0].media[0].schema), GetParam().answer);
  EXPECT_EQ(left(*put.request_body->media[0].schema), GetParam().request);
}

const DirectionCase kDirections[] = {
    {"WriteOnly", "{required: [a, b], properties: {a: {type: string, writeOnly: true}, b: {}}}",
     "the body has b", "the body has a and b; a/type"},
    {"WriteOnlyOf30", "{required: [a, b], properties: {a: {type: string, writeOnly: true}, b: {}}}",
     "the body has b", "the body has a and b; a/type", "3.0.3"},
    {"ReadOnly", "{required: [a, b], properties: {a: {type: string, readOnly: true}, b: {}}}",
     "the body has a and b; a/type", "the body has b"},
    {"AllThatIsRequired", "{required: [a], properties: {a: {writeOnly: true}}}", "", "the body has a"},
    {"WithoutAnyOtherKeyword", "{required: [a, b], properties: {a: {writeOnly: true}}}", "the body has b",
     "the body has a and b"},
    {"NotSo", "{required: [a], properties: {a: {type: string, writeOnly: false}}}", "the body has a; a/type",
     "the body has a; a/type"},
    {"BehindAReference", "{required: [a, b], properties: {a: {$ref: '#/components/schemas/Secret'}}}",
     "the body has b", "the body has a and b; a/type"},
    {"BehindAReferenceOf30", "{required: [a, b], properties: {a: {$ref: '#/components/schemas/Secret'}}}",
     "the body has b", "the body has a and b; a/type", "3.0.3"},
    {"BesideAReference",
     "{required: [a, b], properties: {a: {$ref: '#/components/schemas/Secret', readOnly: false, writeOnly: "
     "true}}}",
     "the body has b", "the body has a and b; a/type"},
    {"InAnAllOf",
     "{allOf: [{$ref: '#/components/schemas/Base'}, {required: [a, b]}, {properties: {a: {minLength: 2}}}]}",
     "the body has b", "the body has a and b"},
    {"RequiredByABranch",
     "{properties: {a: {writeOnly: true}}, anyOf: [{required: [a, b]}, {required: [b]}]}",
     "the body has b; the body has b", "the body has a and b; the body has b"},
    {"KeptWhereItDecides", "{properties: {a: {writeOnly: true}}, not: {required: [a]}, required: [b]}",
     "the body has b", "the body has b"},
    {"OfAnotherObject",
     "{required: [a], properties: {a: {required: [c], properties: {c: {writeOnly: true}}}}}",
     "the body has a", "the body has a; a has c; a/required"},
};
INSTANTIATE_TEST_SUITE_P(Of, Directions, testing::ValuesIn(kDirections),
                         [](const auto& each) { return std::string(each.param.name); });

std::string claims_of(const Schema& schema) {
  std::vector<std::string> all;
  for (const SchemaClaim& claim : schema.claims()) all.push_back(claim.suffix + ": " + claim.claim);
  return join(all, "\n");
}

// A component has one way per value that it is used for: what is not sent there, and what a schema around it
// marks as not sent.
TEST(Directions, AreThoseOfEachUseOfAComponent) {
  const std::string content =
      "content: {application/json: {schema: {properties: {x: {$ref: '#/components/schemas/User'}, y: {$ref: "
      "'#/components/schemas/User'}, inner: {allOf: [{$ref: '#/components/schemas/User'}, {properties: "
      "{name: {readOnly: true}}}]}, gone: {readOnly: true, allOf: [{$ref: '#/components/schemas/User'}]}, "
      "other: {not: {$ref: '#/components/schemas/User'}}}}}}";
  const Result<Contract> contract = load(
      "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    put: {operationId: Put, "
      "requestBody: {" +
      content + "},\n      responses: {'200': {description: d, " + content +
      "}}}\ncomponents: {schemas: {User: {required: [id, name], properties: {id: {type: string, readOnly: "
      "true}, name: {type: string, maxLength: 5}}}}}\n");
  if (!contract) FAIL() << to_string(contract.errors());
  const Operation& put = contract->operations[0];
  EXPECT_EQ(claims_of(*put.responses[0].media[0].schema),
            "other/not: other does not match the schema of `not`\n"
            "@User/required: User has id and name\n"
            "@User/id/type: User.id is a string\n"
            "@User/name/type: User.name is a string\n"
            "@User/name/maxLength: User.name has at most 5 characters");
  const Schema& request = *put.request_body->media[0].schema;
  EXPECT_EQ(claims_of(request),
            "other/not: other does not match the schema of `not`\n"
            "@User/required: User has name\n"
            "@User/name/type: User.name is a string\n"
            "@User/name/maxLength: User.name has at most 5 characters");
  std::string unsent;  // two schemas describe the name of `inner`
  for (const UnsentMember& member :
       unsent_members(json_of_text(R"({"x":{},"y":{},"inner":{"name":"n"},"other":{}})"), request))
    unsent += member.object + "/" + member.name + " ";
  EXPECT_EQ(unsent, "/x/id /y/id /inner/id /inner/name /inner/name /gone ");
}

std::shared_ptr<const Schema> answers(const std::string& schema) {
  const Result<Contract> contract =
      load(with_responses("'200': {description: a, content: {application/json: {schema: " + schema + "}}}"));
  if (!contract) {
    ADD_FAILURE() << to_string(contract.errors());
    return nullptr;
  }
  return contract->operations[0].responses[0].media[0].schema;
}

TEST(UnsentMembers, AreFoundAndTakenOut) {
  const auto schema = answers(
      "{properties: {a: {writeOnly: true}, list: {type: array, items: {allOf: [{properties: {b: {writeOnly: "
      "true, type: integer}}}]}}}}");
  const JsonValue value = json_of_text(R"({"a":1,"list":[{"b":2,"c":3},{"c":4}],"d":{"a":5}})");
  std::string found;
  for (const UnsentMember& member : unsent_members(value, *schema))
    found += member.object + "/" + member.name + " ";
  EXPECT_EQ(found, "/a /list/0/b /list/1/b ");
  EXPECT_EQ(to_text(without_unsent(value, *schema)), R"({"list":[{"c":3},{"c":4}],"d":{"a":5}})");
}

TEST(UnsentMembers, AreNoneInASchemaOfBothDirections) {
  const auto schema = answers("{properties: {a: {readOnly: true}}}");
  EXPECT_FALSE(has_unsent(*schema));
  EXPECT_TRUE(unsent_members(json_of_text(R"({"a":1})"), *schema).empty());
}

// An example of the schema is for both directions, one of the media type is of this answer.
TEST(UnsentMembers, AreLeftOutOfTheSchemasOwnExample) {
  const std::string properties = "properties: {a: {writeOnly: true}, b: {}}";
  const auto example = [&](const std::string& media) {
    const Result<Contract> contract =
        load(with_responses("'200': {description: a, content: {application/json: {" + media + "}}}"));
    return contract ? to_text(contract->operations[0].responses[0].media[0].examples.at(0).value) : "";
  };
  EXPECT_EQ(example("schema: {" + properties + ", example: {a: 1, b: 2}}"), R"({"b":2})");
  EXPECT_EQ(example("schema: {" + properties + "}, example: {a: 1, b: 2}"), R"({"a":1,"b":2})");
}

TEST(Clauses, OfAMemberThatIsWriteOnlyAreOneWarning) {
  const Result<Contract> contract = load(
      with_responses("'200': {description: a, content: {application/json: {schema: {properties: {a: {type: "
                     "string, writeOnly: true}}}}}}"));
  if (!contract) FAIL() << to_string(contract.errors());
  std::string found;
  for (const BoundClause& bound : contract->clauses) {
    if (bound.clause->severity == Severity::warning) found += bound.clause->coordinate + " ";
    EXPECT_EQ(bound.clause->coordinate.find("body/a"), std::string::npos) << bound.clause->coordinate;
  }
  EXPECT_EQ(found,
            "ListUsers/200/body/duplicate-names ListUsers/200/drift/fields ListUsers/200/drift/write-only "
            "ListUsers/200/drift/headers ");
}

}  // namespace direction_test
}  // namespace avouch
