// SPDX-License-Identifier: MIT
// Overlays: their changes, and that errors in added parts name a place in the overlay.
#include <gtest/gtest.h>

#include <string>

#include "contract/load.h"
#include "contract/overlay/json_path.h"
#include "contract/schema/schema.h"
#include "json/json_reader.h"

namespace avouch {
namespace {

constexpr const char* kApi =
    "openapi: 3.1.0\n"
    "info: {title: Users, version: '1'}\n"
    "paths:\n"
    "  /users:\n"
    "    get:\n"
    "      operationId: ListUsers\n"
    "      tags: [a]\n"
    "      parameters: [{name: x, in: query, schema: {}}, {name: y, in: query, schema: {}},\n"
    "                   {name: z, in: query, schema: {}}]\n"
    "      responses:\n"
    "        '200': {description: d, content: {application/json: {schema: {type: object}}}}\n"
    "    delete: {operationId: DeleteUsers, responses: {'204': {description: d}}}\n";

Result<Contract> overlaid(const std::string& actions) {
  return load_contract("api.yaml", {.overlays = {"o.yaml"}},
                       {{"api.yaml", kApi},
                        {"o.yaml", "overlay: 1.0.0\ninfo: {title: O, version: '1'}\nactions:\n" + actions}});
}

TEST(Overlay, MergesObjectsAndTellsWhereTheNewPartsAre) {
  const Result<Contract> contract = overlaid(
      "  - target: $.paths['/users'].get.responses['200'].content['application/json'].schema\n"
      "    update:\n"
      "      required: [id]\n"
      "      properties:\n"
      "        id: {type: string,\n"
      "             minLength: 2}\n");
  if (!contract) FAIL() << to_string(contract.errors());
  std::string found;
  for (const BoundClause& bound : contract->clauses) {
    if (bound.clause.kind == ClauseKind::body_schema)
      found += bound.clause.coordinate.substr(19) + " " + to_string(bound.clause.place) + "\n";
  }
  EXPECT_EQ(found,
            "type api.yaml:11 /paths/~1users/get/responses/200/content/application~1json/schema/type\n"
            "required o.yaml:6 /actions/0/update/required\n"
            "id/type o.yaml:8 /actions/0/update/properties/id/type\n"
            "id/minLength o.yaml:9 /actions/0/update/properties/id/minLength\n");
}

TEST(Overlay, ItsMembersStandBehindThoseThatTheDocumentMerges) {
  const Result<Contract> contract =
      load_contract("api.yaml", {.overlays = {"o.yaml"}},
                    {{"api.yaml",
                      "openapi: 3.0.3\ninfo: {title: T, version: '1'}\nx-put: &put\n"
                      "  put: {operationId: B, responses: {'204': {description: d}}}\npaths:\n  /a:\n"
                      "    get: {operationId: A, responses: {'204': {description: d}}}\n    <<: *put\n"
                      "    delete: {operationId: C, responses: {'204': {description: d}}}\n"},
                     {"o.yaml",
                      "overlay: 1.0.0\ninfo: {title: O, version: '1'}\nactions:\n  - target: $.paths['/a']\n"
                      "    update: {post: {operationId: D, responses: {'204': {description: d}}}}\n"}});
  if (!contract) FAIL() << to_string(contract.errors());
  std::string order;
  for (const Operation& operation : contract->operations) order += operation.id;
  EXPECT_EQ(order, "ABCD");
}

TEST(Overlay, AppendsToArraysAndRemoves) {
  const Result<Contract> contract = overlaid(
      "  - {target: $.paths.*.get.tags, update: b}\n"
      "  - {target: $.paths.*.get, update: {tags: [c]}}\n"
      "  - {target: \"$..parameters[?@.name == 'y']\", remove: true}\n"
      "  - {target: \"$.paths['/users'].delete\", remove: true}\n");
  if (!contract) FAIL() << to_string(contract.errors());
  ASSERT_EQ(contract->operations.size(), 1u);
  EXPECT_EQ(contract->operations[0].tags, (std::vector<std::string>{"a", "b", "c"}));
  ASSERT_EQ(contract->operations[0].parameters.size(), 2u);
  EXPECT_EQ(contract->operations[0].parameters[1].name, "z");
  EXPECT_EQ(to_string(contract->operations[0].parameters[1].place),
            "api.yaml:9 /paths/~1users/get/parameters/1");
}

TEST(Overlay, AMistakeInItPointsToIt) {
  const Result<Contract> contract = overlaid(
      "  - target: $.paths['/users'].get.responses['200'].content['application/json']\n"
      "    update:\n"
      "      schema: {minLength: -1}\n");
  if (!contract) FAIL() << to_string(contract.errors());
  EXPECT_EQ(to_string(contract->faults.front().place), "o.yaml:6 /actions/0/update/schema/minLength");
}

TEST(Overlay, ATargetThatSelectsNothingIsNoted) {
  const Result<Contract> contract = overlaid("  - {target: $.paths.nowhere, update: {}}\n");
  if (!contract) FAIL() << to_string(contract.errors());
  ASSERT_EQ(contract->notes.size(), 1u);
  EXPECT_EQ(contract->notes[0].title, "the overlay's target \"$.paths.nowhere\" selects nothing");
  EXPECT_EQ(to_string(contract->notes[0].place), "o.yaml:4 /actions/0/target");
}

struct Broken {
  const char* name;
  const char* actions;
  const char* error;  // the beginning of the title
};

class BrokenOverlay : public testing::TestWithParam<Broken> {};

TEST_P(BrokenOverlay, IsRefusedAtItsPlace) {
  const Result<Contract> contract = overlaid(GetParam().actions);
  ASSERT_FALSE(contract);
  EXPECT_TRUE(contract.errors().front().title.starts_with(GetParam().error))
      << contract.errors().front().title;
  EXPECT_EQ(contract.errors().front().place.file, "o.yaml");
  EXPECT_EQ(contract.errors().front().place.line, 4);
}

INSTANTIATE_TEST_SUITE_P(
    Mistakes, BrokenOverlay,
    testing::Values(
        Broken{"NoTarget", "  - {update: {}}\n", "an action has no `target`"},
        Broken{"NothingToDo", "  - {target: $}\n", "an action neither updates nor removes"},
        Broken{"NoPath", "  - {target: paths, update: {}}\n", "the JSONPath \"paths\" cannot be used"},
        Broken{"Slice", "  - {target: '$.tags[0:2]', update: {}}\n",
               "the JSONPath \"$.tags[0:2]\" cannot be used"},
        Broken{"And", "  - {target: '$[?@.a && @.b]', update: {}}\n",
               "the JSONPath \"$[?@.a && @.b]\" cannot be used: filters with && or || are not supported"},
        Broken{"Function", "  - {target: '$[?length(@.a) == 1]', update: {}}\n",
               "the JSONPath \"$[?length(@.a) == 1]\" cannot be used: a filter that does not begin with @"},
        Broken{"Text", "  - {target: $.info.title, update: {a: 1}}\n", "the target \"$.info.title\" selects"},
        Broken{"All", "  - {target: $, remove: true}\n", "the whole document cannot be removed"}),
    [](const auto& each) { return std::string(each.param.name); });

struct Path {
  const char* path;
  const char* pointers;  // parted by blanks
};

class JsonPathTest : public testing::TestWithParam<Path> {};

TEST_P(JsonPathTest, Selects) {
  const JsonValue root =
      json_of_text(R"({"a": [{"n": 1, "k": "x"}, {"n": 2}, 5], "b": {"a": {"n": 1}}, "c d": {"'": null}})");
  const Result<JsonPath> path = parse_json_path(GetParam().path);
  if (!path) FAIL() << to_string(path.errors());
  std::string found;
  for (const std::string& pointer : select(*path, root)) found += (found.empty() ? "" : " ") + pointer;
  EXPECT_EQ(found, GetParam().pointers);
}

INSTANTIATE_TEST_SUITE_P(Paths, JsonPathTest,
                         testing::Values(Path{"$.a[0].n", "/a/0/n"}, Path{"$.a[-1]", "/a/2"},
                                         Path{"$['a'][0,1]", "/a/0 /a/1"}, Path{"$.a[*].n", "/a/0/n /a/1/n"},
                                         Path{"$..n", "/a/0/n /a/1/n /b/a/n"}, Path{"$.b.*", "/b/a"},
                                         Path{R"($["c d"]['\''])", "/c d/'"}, Path{"$.a[?@.n == 2]", "/a/1"},
                                         Path{"$.a[?(@.k=='x')]", "/a/0"}, Path{"$.a[?@.k]", "/a/0"},
                                         Path{"$.a[?@.n != 1]", "/a/1 /a/2"}, Path{"$[?@.a.n == 1]", "/b"},
                                         Path{"$.none", ""}));

TEST(RefRoots, MapUrlsToFolders) {
  const std::string api =
      "openapi: 3.1.0\ninfo: {title: U, version: '1'}\npaths:\n  /u: {get: {operationId: U, responses: "
      "{'200': {description: d, content: {application/json: {schema: {$ref: "
      "'https://example.com/s/user.json#/User'}}}}}}}\n";
  const std::vector<NamedText> texts = {{"api.yaml", api},
                                        {"local/s/user.json", R"({"User": {"$ref": "name.json"}})"},
                                        {"local/s/name.json", R"({"type": "string"})"}};
  const Result<Contract> refused = load_contract("api.yaml", {.is_strict = true}, texts);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.errors().front().hint,
            "Correct the reference, name the document's folder with --ref-root URL=FOLDER, or fetch it with "
            "--allow-remote-refs.");
  const Result<Contract> mapped =
      load_contract("api.yaml", {.ref_roots = {{"https://example.com", "local"}}}, texts);
  if (!mapped) FAIL() << to_string(mapped.errors());
  EXPECT_EQ(mapped->operations[0].responses[0].media[0].schema->claims().back().place.file,
            "local/s/name.json");
}

}  // namespace
}  // namespace avouch
