// SPDX-License-Identifier: MIT
#include "plan/further_query.h"

#include <gtest/gtest.h>

#include <string>

#include "contract/load.h"

namespace avouch {
namespace further_query_test {

struct Case {
  const char* name;
  const char* parameters;
  const char* schema;  // of the answer
  const char* path;
  const char* expected;  // "name=JSON", parted by blanks
};

class FurtherQueries : public testing::TestWithParam<Case> {};

TEST_P(FurtherQueries, AskForMore) {
  const Case& given = GetParam();
  const Result<Contract> contract = load_contract(
      "api.yaml", {},
      {{"api.yaml",
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  " + std::string(given.path) +
            ":\n    get:\n      operationId: Op\n      parameters: [" + given.parameters +
            "]\n      responses: {'200': {description: d, content: {application/json: {schema: " +
            given.schema + "}}}}\n" +
            "components: {schemas: {Author: {type: object, properties: {name: {type: string}}}, "
            "Book: {type: object, properties: {title: {type: string}, author: {oneOf: [{type: "
            "string}, {$ref: '#/components/schemas/Author'}]}, tags: {type: array, items: {type: "
            "string}}, editors: {type: array, items: {$ref: '#/components/schemas/Author'}}, any: "
            "{}}}}}\n"}});
  if (!contract) FAIL() << to_string(contract.errors());
  std::string found;
  for (const FurtherQuery& query : further_queries(contract->operations.front()))
    found += (found.empty() ? "" : " ") + query.parameter + "=" + to_text(query.value);
  EXPECT_EQ(found, given.expected);
}

#define BOOK "{$ref: '#/components/schemas/Book'}"

const Case kCases[] = {
    {"MembersThatMayBeResources", "{name: expand, in: query, schema: {type: string}}", BOOK, "/books/{id}",
     "expand=\"author,editors\""},
    {"AsAListWhereTheParameterIsOne",
     "{name: include, in: query, schema: {type: array, items: {type: string}}}", BOOK, "/books/{id}",
     "include=[\"author\",\"editors\"]"},
    {"OfTheItemsOfAList", "{name: populate, in: query, schema: {type: string}}",
     "{type: array, items: " BOOK "}", "/books", "populate=\"author,editors\""},
    {"OfWhatIsWrapped", "{name: embed, in: query, schema: {type: string}}",
     "{type: object, properties: {data: {type: array, items: " BOOK "}, meta: {type: object}}}", "/books",
     "embed=\"author,editors\""},
    {"AllMembersToShow", "{name: fields, in: query, schema: {type: array, items: {type: string}}}", BOOK,
     "/books", "fields=[\"*.*.*\"]"},
    {"TheExampleBeforeAll", "{name: expand, in: query, example: author, schema: {type: string}}", BOOK,
     "/books", "expand=\"author\""},
    {"AValueOfTheEnum", "{name: expand, in: query, schema: {type: string, enum: [none, author]}}", BOOK,
     "/books", "expand=\"author\""},
    {"NothingThatTheSchemaForbids", "{name: expand, in: query, schema: {type: string, maxLength: 3}}", BOOK,
     "/books", ""},
    {"NothingWhereNothingRefers", "{name: expand, in: query, schema: {type: string}}", "{type: string}",
     "/books", ""},
    {"ABooleanThatIsOff", "{name: details, in: query, schema: {type: boolean, default: false}}", BOOK,
     "/books", "details=true"},
    {"ABooleanThatIsOn", "{name: details, in: query, schema: {type: boolean, default: true}}", BOOK, "/books",
     "details=false"},
    {"NoFilterAndNoPage",
     "{name: title, in: query, schema: {type: string}}, {name: page, in: query, schema: {type: integer}}, "
     "{name: sort, in: query, schema: {type: string, enum: [a, b]}}",
     BOOK, "/books", ""},
    {"NothingThatIsSentAnyway",
     "{name: details, in: query, required: true, schema: {type: boolean}}, {name: expand, in: header, "
     "schema: "
     "{type: string}}",
     BOOK, "/books", ""},
    {"FourAtMost",
     "{name: a, in: query, schema: {type: boolean}}, {name: b, in: query, schema: {type: boolean}}, {name: "
     "c, "
     "in: query, schema: {type: boolean}}, {name: d, in: query, schema: {type: boolean}}, {name: e, in: "
     "query, schema: {type: boolean}}",
     BOOK, "/books", "a=true b=true c=true d=true"},
};
INSTANTIATE_TEST_SUITE_P(Parameters, FurtherQueries, testing::ValuesIn(kCases),
                         [](const auto& each) { return std::string(each.param.name); });

}  // namespace further_query_test
}  // namespace avouch
