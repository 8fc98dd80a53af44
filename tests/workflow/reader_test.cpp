// SPDX-License-Identifier: MIT
// Reading Arazzo descriptions, and what is refused by name.
#include "workflow/reader.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "contract/load.h"
#include "descriptions.h"
#include "workflow/inputs.h"
#include "workflow/operations.h"

namespace avouch {
namespace reader_test {

constexpr const char* kWhole = R"yaml(- workflowId: buy
  inputs:
    type: object
    required: [user]
    properties:
      user: {type: string}
      count: {type: integer, default: 2}
      dry: {type: boolean}
  parameters:
  - {name: X-Trace, in: header, value: common}
  - {name: kind, in: query, value: common}
  steps:
  - stepId: create
    operationId: createBook
    parameters:
    - {name: kind, in: query, value: own}
    requestBody:
      contentType: application/json
      payload: {title: $inputs.user, pages: 1}
      replacements:
      - {target: /pages, value: $inputs.count}
    successCriteria:
    - condition: $statusCode == 201
    - {context: $response.body#/title, condition: '^M', type: regex}
    - context: $response.body
      condition: $[?@.id]
      type: {type: jsonpath, version: draft-goessner-dispatch-jsonpath-00}
    onFailure:
    - {name: again, type: retry, retryAfter: 0.5, retryLimit: 3, criteria: [{condition: $statusCode == 503}]}
    - reference: $components.failureActions.stop
    outputs: {id: $response.body#/id}
  - stepId: read
    operationPath: '{$sourceDescriptions.shop.url}#/paths/~1books~1{bookId}/get'
    parameters: [{name: bookId, in: path, value: $steps.create.outputs.id}]
    successCriteria: [{condition: $statusCode == 200}]
    onSuccess: [{name: done, type: goto, workflowId: after}]
  outputs: {id: $steps.create.outputs.id}
- workflowId: after
  steps:
  - stepId: only
    workflowId: third
    parameters: [{name: a, value: 1}]
- workflowId: third
  dependsOn: [buy]
  steps: [{stepId: s, operationId: $sourceDescriptions.shop.listBooks}]
)yaml";

constexpr const char* kShop = R"yaml(openapi: 3.1.0
info: {title: Shop, version: '1'}
paths:
  /books:
    get: {operationId: listBooks, responses: {'200': {description: d}}}
    post: {operationId: createBook, responses: {'201': {description: d}}}
  /books/{bookId}:
    get: {operationId: getBook, responses: {'200': {description: d}}}
)yaml";

TEST(ReadWorkflows, ReadsAllParts) {
  const Result<WorkflowDescription> read = read_description(
      description_of(kWhole) + "components:\n  failureActions:\n    stop: {name: stop, type: end}\n");
  ASSERT_TRUE(read) << to_string(read.errors());
  ASSERT_EQ(read->workflows.size(), 3U);
  const Workflow& buy = read->workflows[0];
  EXPECT_EQ(buy.inputs.size(), 3U);
  EXPECT_TRUE(buy.inputs[0].is_required);
  const WorkflowStep& create = buy.steps[0];
  ASSERT_EQ(create.parameters.size(), 2U) << "the step's own kind overrides the workflow's";
  EXPECT_EQ(create.parameters[0].value.text, "own");
  EXPECT_EQ(create.parameters[1].name, "X-Trace");
  ASSERT_EQ(create.criteria.size(), 3U);
  EXPECT_EQ(create.criteria[1].type, Criterion::Type::regex);
  EXPECT_EQ(create.criteria[2].type, Criterion::Type::json_path);
  ASSERT_EQ(create.on_failure.size(), 2U);
  EXPECT_EQ(create.on_failure[0].retry_limit, 3U);
  EXPECT_EQ(create.on_failure[0].retry_after, 0.5);
  EXPECT_EQ(create.on_failure[1].type, WorkflowAction::Type::end);
  EXPECT_EQ(buy.steps[1].path, "/books/{bookId}");
  EXPECT_EQ(buy.steps[1].method, "GET");
  EXPECT_EQ(buy.steps[1].on_success[0].workflow, 1U);
  EXPECT_FALSE(buy.is_called);
  EXPECT_TRUE(read->workflows[1].is_called);
  EXPECT_TRUE(read->workflows[2].is_called);
  EXPECT_EQ(read->workflows[2].steps[0].source, "shop");
  EXPECT_EQ(coordinate_of(*read, success_criteria(*read)[3]), "workflow/buy/read/criterion/1");
}

TEST(ReadWorkflows, ReadsJson) {
  Library library;
  ASSERT_TRUE(library.add("w.json", R"({"arazzo": "1.1.0", "info": {"title": "T", "version": "1"},
    "sourceDescriptions": [{"name": "s", "url": "s.json"}],
    "workflows": [{"workflowId": "w", "steps": [{"stepId": "a", "operationId": "op"}]}]})"));
  const Result<WorkflowDescription> read = read_workflows(library, "w.json");
  ASSERT_TRUE(read) << to_string(read.errors());
  EXPECT_EQ(read->workflows[0].steps[0].operation_id, "op");
}

struct Refused {
  const char* name;
  const char* step;     // fields of the only step
  const char* pointer;  // below /workflows/0/steps/0
  const char* title;
};

void PrintTo(const Refused& shown, std::ostream* out) {
  *out << shown.name;
}

class RefusedStep : public testing::TestWithParam<Refused> {};

TEST_P(RefusedStep, ByNameWithItsPlace) {
  const Result<WorkflowDescription> read = read_description(
      description_of(std::string("- workflowId: w\n  inputs: {properties: {a: {type: string}}}\n  steps:\n"
                                 "  - stepId: s\n    ") +
                     GetParam().step + "\n"));
  ASSERT_FALSE(read);
  const Error& error = read.errors().front();
  EXPECT_EQ(error.title, GetParam().title);
  EXPECT_EQ(error.place.file, "w.yaml");
  EXPECT_EQ(error.place.pointer, std::string("/workflows/0/steps/0") + GetParam().pointer);
  EXPECT_GT(error.place.line, 5);
  EXPECT_FALSE(error.hint.empty());
}

INSTANTIATE_TEST_SUITE_P(
    All, RefusedStep,
    testing::Values(
        Refused{
            "xpath",
            "operationId: o\n    successCriteria: [{context: $response.body, condition: //a, type: xpath}]",
            "/successCriteria/0/type", "XPath is not supported"},
        Refused{
            "xpath_version",
            "operationId: o\n    successCriteria: [{context: $response.body, condition: //a, type: {type: "
            "xpath, version: xpath-30}}]",
            "/successCriteria/0/type", "XPath is not supported"},
        Refused{"channel", "channelPath: c", "/channelPath",
                "channelPath: steps of AsyncAPI are not supported"},
        Refused{"timeout", "operationId: o\n    timeout: 5", "/timeout",
                "the timeout of a step is not supported"},
        Refused{"nothing_called", "description: d", "", "the step calls nothing"},
        Refused{"two_called", "operationId: o\n    workflowId: w", "",
                "the step has operationId and workflowId"},
        Refused{"unknown_field", "operationId: o\n    sucessCriteria: []", "/sucessCriteria",
                "unknown field \"sucessCriteria\""},
        Refused{"unknown_input", "operationId: o\n    successCriteria: [{condition: $inputs.b == 1}]",
                "/successCriteria/0/condition", "$inputs.b: the workflow documents no such input"},
        Refused{"unknown_step", "operationId: o\n    outputs: {a: $steps.t.outputs.b}", "/outputs/a",
                "$steps.t.outputs.b: the workflow has no step \"t\""},
        Refused{"no_condition", "operationId: o\n    successCriteria: [{condition: $statusCode = 200}]",
                "/successCriteria/0/condition",
                "the condition \"$statusCode = 200\" cannot be read at character 13"},
        Refused{
            "pattern",
            "operationId: o\n    successCriteria: [{context: $response.body, condition: '(', type: regex}]",
            "/successCriteria/0/condition", "a ( is never closed, after 1 character"},
        Refused{"json_path",
                "operationId: o\n    successCriteria: [{context: $response.body, condition: '$.a[?(@.b=1)]', "
                "type: "
                "jsonpath}]",
                "/successCriteria/0/condition",
                "the JSONPath \"$.a[?(@.b=1)]\" cannot be used: a ) is missing, after 9 bytes"},
        Refused{"no_context", "operationId: o\n    successCriteria: [{condition: a, type: regex}]",
                "/successCriteria/0", "a criterion of type regex needs a context"},
        Refused{"query_string", "operationId: o\n    parameters: [{name: q, in: querystring, value: a=1}]",
                "/parameters/0/in", "parameters in `querystring` are not supported"},
        Refused{"no_place", "operationId: o\n    parameters: [{name: q, value: a}]", "/parameters/0",
                "the parameter \"q\" has no place"},
        Refused{"no_reference", "operationId: o\n    parameters: [{reference: $components.parameters.p}]",
                "/parameters/0/reference", "the reference leads nowhere"},
        Refused{"goto_nowhere", "operationId: o\n    onSuccess: [{name: n, type: goto, stepId: t}]",
                "/onSuccess/0/stepId", "there is no step \"t\""},
        Refused{"goto_nothing", "operationId: o\n    onSuccess: [{name: n, type: goto}]", "/onSuccess/0",
                "a goto names no step and no workflow"},
        Refused{"retry_success", "operationId: o\n    onSuccess: [{name: n, type: retry}]", "/onSuccess/0",
                "an action of type \"retry\" is not known here"},
        Refused{"other_arazzo", "workflowId: $sourceDescriptions.x.w", "/workflowId",
                "workflows of another Arazzo description are not supported"},
        Refused{"operation_path", "operationPath: '#/paths/~1a/get'", "/operationPath",
                "this operationPath cannot be read"},
        Refused{"xml_replacement",
                "operationId: o\n    requestBody: {payload: <a/>, replacements: [{target: a/b, value: 1}]}",
                "/requestBody/replacements/0/target", "\"a/b\" is no JSON Pointer"},
        Refused{"message", "operationId: o\n    outputs: {a: $message.payload}", "/outputs/a",
                "$message.payload: messages of AsyncAPI are not supported"}),
    [](const testing::TestParamInfo<Refused>& of) { return of.param.name; });

TEST(ReadWorkflows, RefusesOtherVersionsAndSources) {
  const auto title_of = [](const std::string& text) {
    const Result<WorkflowDescription> read = read_description(text);
    return read ? "" : read.errors().front().title;
  };
  const std::string steps = "- workflowId: w\n  steps: [{stepId: s, operationId: o}]\n";
  EXPECT_EQ(title_of(description_of(steps)), "");
  EXPECT_EQ(title_of(description_of(steps, "1.1.0")), "");
  EXPECT_EQ(title_of(description_of(steps, "2.0.0")), "Arazzo 2.0.0 is not supported");
  EXPECT_EQ(title_of("openapi: 3.1.0\n"), "this is not an Arazzo description: it has no `arazzo`");
  std::string asyncapi = description_of(steps);
  asyncapi.replace(asyncapi.find("type: openapi"), 13, "type: asyncapi");
  EXPECT_EQ(title_of(asyncapi), "a source description of type \"asyncapi\" is not supported");
  EXPECT_EQ(
      title_of(description_of("- workflowId: a\n  dependsOn: [b]\n  steps: [{stepId: s, operationId: o}]\n"
                              "- workflowId: b\n  dependsOn: [a]\n  steps: [{stepId: s, operationId: o}]\n")),
      "workflows depend on each other in a circle");
  EXPECT_EQ(title_of(description_of("- workflowId: a\n  steps: [{stepId: s, operationId: o}, {stepId: s, "
                                    "operationId: o}]\n")),
            "a step of the name \"s\" exists already");
}

TEST(BindOperations, FindsThemInTheirSource) {
  Result<Contract> shop = load_contract("shop.yaml", {}, {{"shop.yaml", kShop}});
  ASSERT_TRUE(shop);
  Contract contract = *shop;
  const std::size_t count = contract.operations.size();
  add_contract(contract, *shop, "second");
  EXPECT_EQ(contract.operations[count].id, "second.listBooks");
  EXPECT_EQ(contract.clauses[contract.clauses.size() / 2].clause->coordinate.substr(0, 16),
            "second.listBooks");
  WorkflowDescription read = description(
      "- workflowId: w\n  steps:\n  - {stepId: a, operationId: $sourceDescriptions.shop.getBook}\n"
      "  - {stepId: b, operationPath: '{$sourceDescriptions.shop.url}#/paths/~1books/post'}\n"
      "  - {stepId: c, operationId: getBok}\n  - {stepId: d, operationId: listBooks}\n");
  const Errors errors = bind_operations(read, contract, {{"shop", 0, count}, {"second", count, count}});
  ASSERT_EQ(errors.size(), 2U);
  EXPECT_EQ(errors[0].title, "no source description has the operation \"getBok\"");
  EXPECT_EQ(errors[0].hint, "Did you mean getBook?");
  EXPECT_EQ(errors[1].title, "several source descriptions have the operation \"listBooks\"");
  EXPECT_EQ(contract.operations[read.workflows[0].steps[0].operation].id, "getBook");
  EXPECT_EQ(contract.operations[read.workflows[0].steps[1].operation].id, "createBook");
}

TEST(ReadInputs, TakesOptionsThenTheEnvironmentThenDefaults) {
  const WorkflowDescription read = description(
      "- workflowId: w\n  inputs: {required: [user], properties: {user: {type: string}, pet-id: {type: "
      "integer}, "
      "count: {type: integer, default: 2}, list: {type: array}}}\n  steps: [{stepId: s, operationId: o}]\n");
  const auto environment = [](const std::string& name) -> std::optional<std::string> {
    return name == "AVOUCH_INPUT_PET_ID" ? std::optional<std::string>("7") : std::nullopt;
  };
  const auto inputs = read_inputs(read, {{"user", "5"}, {"list", "[1]"}}, environment);
  ASSERT_TRUE(inputs) << to_string(inputs.errors());
  EXPECT_EQ(to_text(inputs->front()), R"({"user":"5","pet-id":7,"count":2,"list":[1]})");
  const auto missing = read_inputs(read, {{"usr", "a"}, {"count", "many"}}, {});
  ASSERT_FALSE(missing);
  ASSERT_EQ(missing.errors().size(), 3U);
  EXPECT_EQ(missing.errors()[0].title, "the input \"user\" of the workflow \"w\" is required and not given");
  EXPECT_EQ(missing.errors()[0].hint, "Give it by --input user=VALUE or by AVOUCH_INPUT_USER.");
  EXPECT_EQ(missing.errors()[1].title, "the input \"count\" is no integer");
  EXPECT_EQ(missing.errors()[2].title, "--input: no workflow that the run starts has an input \"usr\"");
}

}  // namespace reader_test
}  // namespace avouch
