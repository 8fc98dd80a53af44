// SPDX-License-Identifier: MIT
// Overlays: their changes, and that errors in added parts name a place in the overlay.
#include <gtest/gtest.h>

#include <string>

#include "contract/load.h"
#include "contract/schema/schema.h"
#include "json/json_reader.h"

namespace avouch {
namespace overlay_test {

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
    if (bound.clause->kind == ClauseKind::body_schema)
      found += bound.clause->coordinate.substr(19) + " " + to_string(bound.clause->place) + "\n";
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
        Broken{"NoPath", "  - {target: paths, update: {}}\n", "the JSONPath \"paths\" cannot be used"},
        Broken{"Text", "  - {target: $.info.title, update: {a: 1}}\n", "the target \"$.info.title\" selects"},
        Broken{"All", "  - {target: $, remove: true}\n", "the whole document cannot be removed"}),
    [](const auto& each) { return std::string(each.param.name); });

// Overlay 1.0 §4.4.3 and 1.1 §4.4.3: neither `update` nor `remove` is required.
TEST(Overlay, AnActionWithoutUpdateAndRemoveChangesNothing) {
  const Result<Contract> contract = overlaid("  - {target: $.info, description: to be filled in}\n");
  if (!contract) FAIL() << to_string(contract.errors());
  ASSERT_EQ(contract->notes.size(), 1u);
  EXPECT_EQ(to_string(contract->notes),
            "error: an action without `update` and `remove` changes nothing\n  at o.yaml:4 /actions/0\n  Add "
            "`update`, or \"remove\": true.\n");
  EXPECT_EQ(contract->title, "Users");
}

TEST(Overlay, NeedsAnAction) {
  for (const char* version : {"1.0.0", "1.1.0"}) {
    const Result<Contract> contract = load_contract(
        "api.yaml", {.overlays = {"o.yaml"}},
        {{"api.yaml", kApi}, {"o.yaml", std::string("overlay: ") + version + "\nactions: []\n"}});
    if (contract) FAIL() << "it is taken";
    EXPECT_EQ(to_string(contract.errors()),
              "error: an overlay has no actions\n  at o.yaml:2 /actions\n  Add at least one (Overlay 1.1 "
              "§4.4.1).\n");
  }
}

TEST(Overlay, OfANewerVersionIsRefused) {
  const Result<Contract> contract =
      load_contract("api.yaml", {.overlays = {"o.yaml"}},
                    {{"api.yaml", kApi}, {"o.yaml", "overlay: 1.2.0\nactions: [{target: $}]\n"}});
  if (contract) FAIL() << "it is taken";
  EXPECT_EQ(contract.errors().front().title, "Overlay 1.2.0 is not supported");
}

TEST(Overlay, SelectsByFilters) {
  const Result<Contract> contract = overlaid(
      "  - target: \"$.paths.*.get.parameters[?@.in == 'query' && (@.name == 'y' || match(@.name, "
      "'[xw]'))]\"\n"
      "    remove: true\n");
  if (!contract) FAIL() << to_string(contract.errors());
  ASSERT_EQ(contract->operations[0].parameters.size(), 1u);
  EXPECT_EQ(contract->operations[0].parameters[0].name, "z");
}

TEST(Overlay, RemovesWhatIsSelectedInAnyOrder) {
  const Result<Contract> contract = overlaid(
      "  - {target: \"$.paths.*.get['parameters'][2,0]\", remove: true}\n"
      "  - {target: \"$.paths['/users']['delete', 'delete']\", remove: true}\n");
  if (!contract) FAIL() << to_string(contract.errors());
  ASSERT_EQ(contract->operations.size(), 1u);
  ASSERT_EQ(contract->operations[0].parameters.size(), 1u);
  EXPECT_EQ(contract->operations[0].parameters[0].name, "y");
}

Result<Contract> overlaid_1_1(const std::string& actions) {
  return load_contract("api.yaml", {.overlays = {"o.yaml"}},
                       {{"api.yaml", kApi},
                        {"o.yaml", "overlay: 1.1.0\ninfo: {title: O, version: '1'}\nactions:\n" + actions}});
}

TEST(Overlay11, ReplacesPrimitiveValues) {
  const Result<Contract> contract = overlaid_1_1(
      "  - {target: $.info.title, update: People}\n"
      "  - {target: $.paths.*.get.parameters.*.name, update: other}\n"
      "  - {target: \"$.paths.*.get.parameters[1:]\", remove: true}\n"
      "  - target: $.paths.*.get.parameters[0]\n"
      "    update:\n"
      "      in: nowhere\n");
  if (!contract) FAIL() << to_string(contract.errors());
  ASSERT_EQ(contract->faults.size(), 1u);
  EXPECT_EQ(to_string(contract->faults.front().place), "o.yaml:9 /actions/3/update/in");
  const Result<Contract> title = overlaid_1_1("  - {target: $.info.title, update: People}\n");
  if (!title) FAIL() << to_string(title.errors());
  EXPECT_EQ(title->title, "People");
}

TEST(Overlay11, ConcatenatesArraysAndAppendsOtherValues) {
  const Result<Contract> contract = overlaid_1_1(
      "  - {target: $.paths.*.get.tags, update: [b, c]}\n"
      "  - {target: $.paths.*.get.tags, update: d}\n"
      "  - {target: $.paths.*.get, update: {tags: [e]}}\n");
  if (!contract) FAIL() << to_string(contract.errors());
  EXPECT_EQ(contract->operations[0].tags, (std::vector<std::string>{"a", "b", "c", "d", "e"}));
}

TEST(Overlay11, CopiesOneNode) {
  const Result<Contract> contract = overlaid_1_1(
      "  - {target: $.paths, update: {/people: {}}}\n"
      "  - {target: \"$.paths['/people']\", copy: \"$.paths['/users']\"}\n"
      "  - {target: \"$.paths['/users']\", remove: true}\n"
      "  - {target: \"$.paths['/people'].delete\", remove: true}\n"
      "  - {target: \"$.paths['/people'].get.tags\", copy: \"$.paths['/people'].get.tags\"}\n");
  if (!contract) FAIL() << to_string(contract.errors());
  ASSERT_EQ(contract->operations.size(), 1u);
  EXPECT_EQ(contract->operations[0].path, "/people");
  EXPECT_EQ(contract->operations[0].tags, (std::vector<std::string>{"a", "a"}));
  // The place is that of the original.
  EXPECT_EQ(to_string(contract->clauses.front().clause->place),
            "api.yaml:11 /paths/~1users/get/responses/200");
}

struct BrokenCopy {
  const char* name;
  const char* action;
  const char* error;
};

class BrokenOverlay11 : public testing::TestWithParam<BrokenCopy> {};

TEST_P(BrokenOverlay11, IsRefusedAtItsPlace) {
  const Result<Contract> contract = overlaid_1_1(GetParam().action);
  if (contract) FAIL() << "it is taken";
  EXPECT_TRUE(contract.errors().front().title.starts_with(GetParam().error))
      << contract.errors().front().title;
  EXPECT_EQ(contract.errors().front().place.file, "o.yaml");
  EXPECT_EQ(contract.errors().front().place.line, 4);
}

INSTANTIATE_TEST_SUITE_P(
    Mistakes, BrokenOverlay11,
    testing::Values(BrokenCopy{"CopyOfNothing", "  - {target: $.info, copy: $.none}\n",
                               "the overlay copies \"$.none\", which selects 0 nodes"},
                    BrokenCopy{"CopyOfSeveral", "  - {target: $.info, copy: '$.paths.*.*'}\n",
                               "the overlay copies \"$.paths.*.*\", which selects 2 nodes"},
                    BrokenCopy{"CopyWithoutAPath", "  - {target: $.info, copy: paths}\n",
                               "the JSONPath \"paths\" cannot be used"},
                    BrokenCopy{"CopyOfAnotherKind", "  - {target: $.info.title, copy: $.info}\n",
                               "the target \"$.info.title\" selects \"/info/title\", which cannot be merged"},
                    BrokenCopy{"ObjectForAText", "  - {target: $.info.title, update: {}}\n",
                               "the target \"$.info.title\" selects \"/info/title\", which cannot be merged"},
                    BrokenCopy{"TextForAnObject", "  - {target: $.info, update: a}\n",
                               "the target \"$.info\" selects \"/info\", which cannot be merged"},
                    BrokenCopy{"MemberOfAnotherKind", "  - {target: $, update: {info: {title: {}}}}\n",
                               "the target \"$\" selects \"\", which cannot be merged"}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(Overlay11, UpdateAndCopyTogetherChangeNothing) {
  const Result<Contract> contract =
      overlaid_1_1("  - {target: $.info.title, update: a, copy: $.info.version}\n");
  if (!contract) FAIL() << to_string(contract.errors());
  EXPECT_EQ(contract->title, "Users");
  EXPECT_EQ(contract->notes.front().title, "an action with `update` and `copy` changes nothing");
}

std::string repeated(std::size_t times, const std::string& text) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

struct CostlyActions {
  const char* name;
  std::string actions;
  const char* limit;
  int line;
};

class CostlyOverlay : public testing::TestWithParam<CostlyActions> {};

TEST_P(CostlyOverlay, EndsAtTheActionThatIsTooMuch) {
  const Result<Contract> contract = overlaid_1_1(GetParam().actions);
  if (contract) FAIL() << "it is taken";
  ASSERT_EQ(contract.errors().size(), 1u) << to_string(contract.errors());
  EXPECT_EQ(contract.errors().front().title, "the overlay " + std::string(GetParam().limit));
  EXPECT_EQ(contract.errors().front().place.file, "o.yaml");
  EXPECT_EQ(contract.errors().front().place.line, GetParam().line);
}

INSTANTIATE_TEST_SUITE_P(
    Limits, CostlyOverlay,
    testing::Values(
        CostlyActions{"CopiesOfCopies",
                      "  - {target: $.info, update: {x: [1, 2, 3, 4]}}\n" +
                          repeated(30, "  - {target: $.info.x, copy: $.info.x}\n"),
                      "merges more than 1000000 values", 22},
        CostlyActions{"CopiesOfALongText",
                      "  - {target: $.info, update: {x: [" + std::string(1'000'000, 'a') + "]}}\n" +
                          repeated(30, "  - {target: $.info.x, copy: $.info.x}\n"),
                      "merges more than 64 MiB of texts and names", 11},
        CostlyActions{"ACopyInItself",
                      "  - {target: $.info, update: {x: " + repeated(200, "{a: ") + "{z: {}}" +
                          repeated(200, "}") + "}}\n" + repeated(3, "  - {target: $..z, copy: $.info.x}\n"),
                      "makes a document of more than 512 levels", 6},
        CostlyActions{"AnUpdateOfManyPlaces",
                      "  - {target: $.info, update: {x: [" + repeated(1'000, "[],") + "]}}\n" +
                          "  - {target: '$.info.x[*]', update: [" + repeated(1'000, "1,") + "]}\n",
                      "merges more than 1000000 values", 5},
        CostlyActions{"ManySmallActions",
                      "  - {target: $.info, update: {x: [" + repeated(30'000, "[],") + "]}}\n" +
                          repeated(2'000, "  - {target: $..none, update: {}}\n"),
                      "needs more than 50000000 steps", 837}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(Overlay, AnEarlierTargetMayReplaceALaterOne) {
  const Result<Contract> contract = overlaid(
      "  - {target: $.info, update: {x: {first: {a: {second: {}}}}}}\n"
      "  - {target: \"$.info.x..['first', 'second']\", update: {a: 1}}\n");
  EXPECT_TRUE(contract) << to_string(contract.errors());
}

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
  const Schema& schema = *mapped->operations[0].responses[0].media[0].schema;
  EXPECT_EQ(schema.place_of(schema.claims().back())->file, "local/s/name.json");
}

}  // namespace overlay_test
}  // namespace avouch
