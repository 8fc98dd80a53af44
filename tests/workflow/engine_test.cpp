// SPDX-License-Identifier: MIT
// Carrying out workflows: what is called with which values, in which order, and what is said of the criteria.
#include "workflow/engine.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "base/text.h"
#include "descriptions.h"
#include "json/json_reader.h"

namespace avouch {
namespace engine_test {

// Answers as the function says, and remembers what it was asked: "w/create {"title":"A"}".
class Fake : public StepCaller {
 public:
  struct Said {
    int status = 200;  // 0: no response
    std::string body = {};
    http::Fields fields = {};
  };
  using Script = std::function<Said(const StepCall& call, int time)>;

  explicit Fake(Script script) : script_(std::move(script)) {}

  StepAnswer call(const StepCall& call) override {
    std::string asked = call.name;
    for (const WorkflowParameter& parameter : call.parameters)
      asked += " " + parameter.in + ":" + parameter.name + "=" + plain_text(parameter.value);
    if (call.body) asked += " " + to_text(call.body->payload);
    const Said said = script_(call, ++times_[call.name]);
    StepAnswer answer{.exchange = calls.size(), .failure = {}, .facts = {}};
    calls.push_back(std::move(asked));
    if (said.status == 0) {
      answer.failure = "connection refused";
      return answer;
    }
    answer.facts.status = said.status;
    answer.facts.response_fields = said.fields;
    if (!said.body.empty()) answer.facts.response_body = read_json(said.body);
    return answer;
  }

  bool wait(std::chrono::milliseconds time) override {
    waits.push_back(time.count());
    return !is_interrupted;
  }

  std::vector<std::string> calls;
  std::vector<long> waits;
  bool is_interrupted = false;

 private:
  Script script_;
  std::map<std::string, int> times_;
};

// "workflow/w/a/criterion/1 holds" of each criterion.
std::vector<std::string> verdicts(const WorkflowDescription& description, Fake& fake,
                                  JsonValue inputs = JsonValue::object(), WorkflowLimits limits = {}) {
  std::vector<JsonValue> all(description.workflows.size(), JsonValue::object());
  all.front() = std::move(inputs);
  const std::vector<CriterionRecord> records = run_workflows(description, all, fake, limits).criteria;
  const std::vector<CriterionAt> criteria = success_criteria(description);
  std::vector<std::string> said;
  for (std::size_t i = 0; i < records.size(); ++i) {
    const Verdict& verdict = records[i].verdict;
    const std::string coordinate = coordinate_of(description, criteria[i]);
    said.push_back(
        coordinate.substr(9) + " " +
        (verdict.severity == Severity::warning ? "warning" : std::string(to_string(verdict.outcome))) +
        (verdict.reason.empty() ? "" : ": " + verdict.reason));
  }
  return said;
}

using Texts = std::vector<std::string>;

constexpr const char* kBuy = R"yaml(- workflowId: w
  steps:
  - stepId: create
    operationId: createBook
    requestBody:
      payload: {title: $inputs.title, pages: 1, tags: [a, b]}
      replacements:
      - {target: /pages, value: $inputs.pages}
      - {target: '$.tags[1]', targetSelectorType: jsonpath, value: c}
      - {target: /new, value: true}
    successCriteria: [{condition: $statusCode == 201}]
    outputs: {id: $response.body#/id}
  - stepId: read
    operationId: getBook
    parameters: [{name: bookId, in: path, value: $steps.create.outputs.id}, {name: If-Match, in: header, value: 'x{$steps.create.outputs.id}'}]
    successCriteria:
    - condition: $statusCode == 200 && $response.body#/title == $inputs.title
    - {context: $response.body#/title, condition: '^{$inputs.title}$', type: regex}
    - {context: $response.body, condition: '$.tags[?@ == "c"]', type: jsonpath}
)yaml";

JsonValue hobbit() {
  return json_of_text(R"({"title": "Hobbit", "pages": 12})");
}

TEST(Workflow, PassesValuesFromStepToStep) {
  Fake fake([](const StepCall& call, int) -> Fake::Said {
    if (call.name == "w/create") return {201, R"({"id": 7})"};
    return {200, R"({"title": "Hobbit", "tags": ["c"]})"};
  });
  EXPECT_EQ(verdicts(description(kBuy), fake, hobbit()),
            (Texts{"w/create/criterion/1 holds", "w/read/criterion/1 holds", "w/read/criterion/2 holds",
                   "w/read/criterion/3 holds"}));
  EXPECT_EQ(fake.calls, (Texts{R"(w/create {"title":"Hobbit","pages":12,"tags":["a","c"],"new":true})",
                               "w/read path:bookId=7 header:If-Match=x7"}));
}

TEST(Workflow, AnUnsatisfiedCriterionIsViolatedAndEndsIt) {
  Fake fake([](const StepCall&, int) -> Fake::Said { return {409}; });
  EXPECT_EQ(verdicts(description(kBuy), fake, hobbit()),
            (Texts{"w/create/criterion/1 violated: $statusCode is 409",
                   "w/read/criterion/1 unexercised: the workflow ended at the step create, which failed",
                   "w/read/criterion/2 unexercised: the workflow ended at the step create, which failed",
                   "w/read/criterion/3 unexercised: the workflow ended at the step create, which failed"}));
  EXPECT_EQ(fake.calls.size(), 1U);
}

TEST(Workflow, WrongContentIsViolatedByEachKindOfCriterion) {
  Fake fake([](const StepCall& call, int) -> Fake::Said {
    if (call.name == "w/create") return {201, R"({"id": 7})"};
    return {200, R"({"title": "Hobbit 2", "tags": []})"};
  });
  const Texts said = verdicts(description(kBuy), fake, hobbit());
  EXPECT_EQ(
      said[1],
      "w/read/criterion/1 violated: $inputs.title is \"Hobbit\"; $response.body#/title is \"Hobbit 2\"; "
      "$statusCode is 200");
  EXPECT_EQ(said[2], "w/read/criterion/2 violated: $response.body#/title is \"Hobbit 2\"");
  EXPECT_TRUE(said[3].starts_with("w/read/criterion/3 violated: $response.body is {")) << said[3];
}

TEST(Workflow, AMissingValueIsNoFaultOfTheStepThatNeedsIt) {
  Fake fake([](const StepCall&, int) -> Fake::Said { return {201, "{}"}; });
  const Texts said = verdicts(description(kBuy), fake, hobbit());
  EXPECT_EQ(said[0], "w/create/criterion/1 holds");
  EXPECT_EQ(said[1],
            "w/read/criterion/1 unexercised: the step was not carried out: $steps.create.outputs.id is not "
            "defined");
  EXPECT_EQ(fake.calls.size(), 1U);
}

TEST(Workflow, NoResponseIsUndecided) {
  Fake fake([](const StepCall&, int) -> Fake::Said { return {0}; });
  EXPECT_EQ(verdicts(description(kBuy), fake, hobbit())[0],
            "w/create/criterion/1 undecided: no response: connection refused");
}

constexpr const char* kRetry = R"yaml(- workflowId: w
  steps:
  - stepId: poll
    operationId: o
    successCriteria: [{condition: $response.body#/done == true}]
    onFailure:
    - {name: again, type: retry, retryAfter: 2, retryLimit: 3, criteria: [{condition: $statusCode == 202}]}
)yaml";

TEST(Workflow, ARetriedStepIsJudgedByItsLastTry) {
  Fake fake([](const StepCall&, int time) -> Fake::Said {
    if (time == 1) return {202, "{}"};
    if (time == 2) return {202, "{}", {{"Retry-After", "5"}}};
    return {200, R"({"done": true})"};
  });
  EXPECT_EQ(verdicts(description(kRetry), fake), (Texts{"w/poll/criterion/1 holds"}));
  EXPECT_EQ(fake.waits, (std::vector<long>{2000, 5000}));
}

TEST(Workflow, RetriesAreLimited) {
  Fake fake([](const StepCall&, int) -> Fake::Said { return {202, "{}"}; });
  EXPECT_EQ(verdicts(description(kRetry), fake),
            (Texts{"w/poll/criterion/1 violated: $response.body#/done is not defined"}));
  EXPECT_EQ(fake.calls.size(), 4U);
  Fake other([](const StepCall&, int) -> Fake::Said { return {500, "{}"}; });
  (void)verdicts(description(kRetry), other);
  EXPECT_EQ(other.calls.size(), 1U) << "its criteria are not satisfied";
}

TEST(Workflow, WaitsBeyondMaxTimeAreUndecided) {
  Fake fake([](const StepCall&, int) -> Fake::Said { return {202, "{}"}; });
  EXPECT_EQ(
      verdicts(description(kRetry), fake, JsonValue::object(), {.patience = std::chrono::milliseconds(3000)}),
      (Texts{"w/poll/criterion/1 undecided: its step is to be retried after a longer wait than --max-time "
             "allows"}));
  EXPECT_EQ(fake.waits, (std::vector<long>{2000}));
  for (const char* huge : {"4294967296", "99999999999999999999"}) {
    Fake patient([&](const StepCall&, int) -> Fake::Said { return {202, "{}", {{"Retry-After", huge}}}; });
    EXPECT_EQ(
        verdicts(description(kRetry), patient),
        (Texts{"w/poll/criterion/1 undecided: its step is to be retried after a longer wait than --max-time "
               "allows"}));
    EXPECT_TRUE(patient.waits.empty()) << huge;
  }
}

TEST(Workflow, AnInterruptionIsUndecided) {
  Fake fake([](const StepCall&, int) -> Fake::Said { return {202, "{}"}; });
  fake.is_interrupted = true;
  EXPECT_EQ(verdicts(description(kRetry), fake),
            (Texts{"w/poll/criterion/1 undecided: the run was interrupted"}));
}

constexpr const char* kBranch = R"yaml(- workflowId: w
  steps:
  - stepId: find
    operationId: o
    successCriteria: [{condition: $statusCode == 200}]
    onSuccess: [{name: enough, type: end, criteria: [{condition: $response.body#/n == 1}]}]
    onFailure: [{name: make, type: goto, stepId: create, criteria: [{condition: $statusCode == 404}]}]
  - stepId: skipped
    operationId: o
    successCriteria: [{condition: $statusCode == 200}]
  - stepId: create
    operationId: o
    successCriteria: [{condition: $statusCode == 201}]
)yaml";

TEST(Workflow, AFailureThatGoesOnIsAWarning) {
  Fake fake([](const StepCall& call, int) -> Fake::Said { return {call.name == "w/find" ? 404 : 201}; });
  EXPECT_EQ(verdicts(description(kBranch), fake),
            (Texts{"w/find/criterion/1 warning: $statusCode is 404",
                   "w/skipped/criterion/1 unexercised: no step led to it", "w/create/criterion/1 holds"}));
  EXPECT_EQ(fake.calls, (Texts{"w/find", "w/create"}));
}

// The step is reached twice; at the second time no response comes.
TEST(Workflow, AVisitWithoutAResponseIsNotOutweighedByAnother) {
  const WorkflowDescription looped = description(R"yaml(- workflowId: w
  steps:
  - stepId: a
    operationId: o
    successCriteria: [{condition: $statusCode == 200}]
  - stepId: b
    operationId: o
    successCriteria: [{condition: $statusCode == 200}]
    onFailure: [{name: again, type: goto, stepId: a}]
)yaml");
  Fake fake([](const StepCall& call, int time) -> Fake::Said {
    if (call.name != "w/a") return {.status = 500};
    return {.status = time == 1 ? 200 : 0};
  });
  const Texts said = verdicts(looped, fake);
  ASSERT_FALSE(said.empty());
  EXPECT_EQ(said.front(), "w/a/criterion/1 undecided: no response: connection refused");
}

TEST(Workflow, EndsOnSuccess) {
  Fake fake([](const StepCall&, int) -> Fake::Said { return {200, R"({"n": 1})"}; });
  EXPECT_EQ(verdicts(description(kBranch), fake),
            (Texts{"w/find/criterion/1 holds",
                   "w/skipped/criterion/1 unexercised: the workflow ended behind the step find",
                   "w/create/criterion/1 unexercised: the workflow ended behind the step find"}));
}

TEST(Workflow, ALoopOfGotoEndsUndecided) {
  Fake fake([](const StepCall&, int) -> Fake::Said { return {200}; });
  const WorkflowDescription loop = description(R"yaml(- workflowId: w
  steps:
  - stepId: a
    operationId: o
    successCriteria: [{condition: $statusCode == 200}]
    onSuccess: [{name: again, type: goto, stepId: a}]
)yaml");
  EXPECT_EQ(
      verdicts(loop, fake),
      (Texts{"w/a/criterion/1 undecided: more than 1000 steps were carried out; is there a loop of goto?"}));
  EXPECT_EQ(fake.calls.size(), 1'000U);
}

TEST(Workflow, CallsOthersWithInputsAndTakesTheirOutputs) {
  Fake fake([](const StepCall& call, int) -> Fake::Said {
    return {200, call.name == "login/post" ? R"({"token": "t1"})" : "{}"};
  });
  const WorkflowDescription read = description(R"yaml(- workflowId: w
  steps:
  - stepId: login
    workflowId: login
    parameters: [{name: user, value: me}]
    successCriteria: [{condition: $outputs.token != null}]
    outputs: {token: $outputs.token}
  - stepId: use
    operationId: o
    parameters: [{name: Authorization, in: header, value: 'Bearer {$steps.login.outputs.token}'}, {name: t, in: query, value: $workflows.login.outputs.token}]
    successCriteria: [{condition: $statusCode == 200}]
- workflowId: login
  inputs: {properties: {user: {type: string}, role: {type: string, default: admin}}}
  steps:
  - stepId: post
    operationId: o
    parameters: [{name: u, in: query, value: $inputs.user}, {name: r, in: query, value: $inputs.role}]
    successCriteria: [{condition: $statusCode == 200}]
    outputs: {token: $response.body#/token}
  outputs: {token: $steps.post.outputs.token}
)yaml");
  EXPECT_EQ(verdicts(read, fake),
            (Texts{"w/login/criterion/1 holds", "w/use/criterion/1 holds", "login/post/criterion/1 holds"}));
  EXPECT_EQ(fake.calls, (Texts{"login/post query:u=me query:r=admin",
                               "w/use header:Authorization=Bearer t1 query:t=t1"}));
}

TEST(Workflow, WaitsForThoseThatItDependsOn) {
  const WorkflowDescription read = description(R"yaml(- workflowId: second
  dependsOn: [first]
  steps: [{stepId: s, operationId: o, successCriteria: [{condition: $statusCode == 200}]}]
- workflowId: first
  steps: [{stepId: s, operationId: o, successCriteria: [{condition: $statusCode == 200}]}]
)yaml");
  Fake fake([](const StepCall&, int) -> Fake::Said { return {200}; });
  (void)verdicts(read, fake);
  EXPECT_EQ(fake.calls, (Texts{"first/s", "second/s"}));
  Fake failing([](const StepCall&, int) -> Fake::Said { return {500}; });
  EXPECT_EQ(
      verdicts(read, failing),
      (Texts{"second/s/criterion/1 unexercised: it depends on the workflow first, which did not succeed",
             "first/s/criterion/1 violated: $statusCode is 500"}));
}

TEST(Workflow, RecursionIsBounded) {
  Fake fake([](const StepCall&, int) -> Fake::Said { return {200}; });
  const WorkflowDescription read = description(R"yaml(- workflowId: start
  steps: [{stepId: s, workflowId: a, successCriteria: [{condition: 1 == 1}]}]
- workflowId: a
  steps: [{stepId: s, workflowId: a}]
)yaml");
  EXPECT_EQ(verdicts(read, fake),
            (Texts{"start/s/criterion/1 undecided: more than 20 workflows call each other"}));
}

TEST(Workflow, ARetryMayCallAnotherStepBefore) {
  Fake fake([](const StepCall& call, int time) -> Fake::Said {
    return {call.name == "w/use" && time == 1 ? 401 : 200};
  });
  const WorkflowDescription read = description(R"yaml(- workflowId: w
  steps:
  - stepId: use
    operationId: o
    successCriteria: [{condition: $statusCode == 200}]
    onFailure: [{name: renew, type: retry, stepId: login, criteria: [{condition: $statusCode == 401}]}]
    onSuccess: [{name: done, type: end}]
  - stepId: login
    operationId: o
)yaml");
  EXPECT_EQ(verdicts(read, fake), (Texts{"w/use/criterion/1 holds"}));
  EXPECT_EQ(fake.calls, (Texts{"w/use", "w/login", "w/use"}));
}

// A step's output that doubles what it got, and a limit for each thing that a run makes or keeps.
struct Limited {
  const char* what;
  const char* steps;
  void (*limit)(WorkflowLimits& limits);
  Texts verdicts;
};

void PrintTo(const Limited& shown, std::ostream* out) {
  *out << shown.what;
}

class WorkflowLimit : public testing::TestWithParam<Limited> {};

TEST_P(WorkflowLimit, LeavesWhatNeedsMoreUndecided) {
  Fake fake([](const StepCall&, int) -> Fake::Said {
    return {200, R"({"long": ")" + std::string(2'000, 'x') + R"(", "short": "y"})"};
  });
  WorkflowLimits limits;
  GetParam().limit(limits);
  const WorkflowDescription read =
      description("- workflowId: w\n  inputs: {properties: {a: {type: string}}}\n  steps:\n" +
                  std::string(GetParam().steps));
  EXPECT_EQ(verdicts(read, fake, json_of_text(R"({"a": "b"})"), limits), GetParam().verdicts);
}

const std::string kTooLargeBody =
    "undecided: the step was not carried out: its body takes more than 3000 bytes (a sixteenth of "
    "--max-memory)";
const std::string kTooMuchKept = "the workflows keep takes more than 3000 bytes (a quarter of --max-memory)";

INSTANTIATE_TEST_SUITE_P(
    All, WorkflowLimit,
    testing::Values(
        Limited{"a text that doubles",
                R"yaml(
  - {stepId: s, operationId: o, outputs: {o: $response.body#/long}}
  - stepId: t
    operationId: o
    requestBody: {payload: '{$steps.s.outputs.o}'}
    successCriteria: [{condition: $statusCode == 200}]
  - stepId: u
    operationId: o
    requestBody: {payload: '{$steps.s.outputs.o}{$steps.s.outputs.o}'}
    successCriteria: [{condition: $statusCode == 200}]
)yaml",
                [](WorkflowLimits& limits) { limits.body = 3'000; },
                {"w/t/criterion/1 holds", "w/u/criterion/1 " + kTooLargeBody}},
        Limited{"values that double",
                R"yaml(
  - {stepId: s, operationId: o, outputs: {o: $response.body}}
  - stepId: u
    operationId: o
    requestBody: {payload: [$steps.s.outputs.o, {a: $steps.s.outputs.o}]}
    successCriteria: [{condition: $statusCode == 200}]
)yaml",
                [](WorkflowLimits& limits) { limits.body = 3'000; },
                {"w/u/criterion/1 " + kTooLargeBody}},
        Limited{"a replacement at many places",
                R"yaml(
  - {stepId: s, operationId: o, outputs: {o: $response.body#/long}}
  - stepId: u
    operationId: o
    requestBody: {payload: [1, 2], replacements: [{target: '$.*', targetSelectorType: jsonpath, value: $steps.s.outputs.o}]}
    successCriteria: [{condition: $statusCode == 200}]
)yaml",
                [](WorkflowLimits& limits) { limits.body = 3'000; },
                {"w/u/criterion/1 " + kTooLargeBody}},
        Limited{"parameters",
                R"yaml(
  - {stepId: s, operationId: o, outputs: {o: $response.body#/long}}
  - stepId: u
    operationId: o
    parameters: [{name: a, in: query, value: $steps.s.outputs.o}, {name: b, in: header, value: $steps.s.outputs.o}]
    successCriteria: [{condition: $statusCode == 200}]
)yaml",
                [](WorkflowLimits& limits) { limits.parameters = 3'000; },
                {"w/u/criterion/1 undecided: the step was not carried out: its parameters take more than "
                 "3000 bytes"}},
        Limited{"outputs of a step",
                R"yaml(
  - {stepId: s, operationId: o, outputs: {a: $response.body#/long, b: $response.body#/long, c: $response.body#/short}}
  - stepId: u
    operationId: o
    parameters: [{name: c, in: query, value: $steps.s.outputs.c}]
    successCriteria:
    - condition: $steps.s.outputs.a != null
    - condition: $steps.s.outputs.b != null
    - condition: $steps.s.outputs.b == null || $statusCode == 200
    - condition: $steps.s.outputs.other == null
  - stepId: v
    operationId: o
    parameters: [{name: b, in: query, value: $steps.s.outputs.b}]
    successCriteria: [{condition: $statusCode == 200}]
)yaml",
                [](WorkflowLimits& limits) { limits.kept = 3'000; },
                {"w/u/criterion/1 holds", "w/u/criterion/2 undecided: what " + kTooMuchKept,
                 "w/u/criterion/3 holds", "w/u/criterion/4 holds",
                 "w/v/criterion/1 unexercised: the workflow ended at the step u, which failed"}},
        Limited{"an output that a request needs",
                R"yaml(
  - {stepId: s, operationId: o, outputs: {a: $response.body#/long, b: $response.body#/long}}
  - stepId: v
    operationId: o
    parameters: [{name: b, in: query, value: $steps.s.outputs.b}]
    successCriteria: [{condition: $statusCode == 200}]
)yaml",
                [](WorkflowLimits& limits) { limits.kept = 3'000; },
                {"w/v/criterion/1 undecided: the step was not carried out: what " + kTooMuchKept}},
        Limited{"outputs that are kept again, which takes no more",
                R"yaml(
  - stepId: s
    operationId: o
    successCriteria: [{condition: $statusCode == 201}]
    onFailure: [{name: again, type: goto, stepId: t, criteria: [{condition: $steps.t.outputs.a == null}]}]
    outputs: {a: $response.body#/short}
  - {stepId: t, operationId: o, outputs: {a: $response.body#/short}, onSuccess: [{name: back, type: goto, stepId: s}]}
)yaml",
                [](WorkflowLimits& limits) { limits.kept = 300; },
                {"w/s/criterion/1 violated: $statusCode is 200"}},
        Limited{"a step without criteria",
                R"yaml(
  - {stepId: s, operationId: o, successCriteria: [{condition: $statusCode == 200}], outputs: {o: $response.body#/long}}
  - {stepId: u, operationId: o, requestBody: {payload: '{$steps.s.outputs.o}{$steps.s.outputs.o}'}}
)yaml",
                [](WorkflowLimits& limits) { limits.body = 3'000; },
                {"w/s/criterion/1 undecided: the step u was not carried out: its body takes more than 3000 "
                 "bytes (a sixteenth of --max-memory)"}},
        Limited{"inputs of another workflow",
                R"yaml(
  - {stepId: s, operationId: o, outputs: {o: $response.body#/long}}
  - stepId: u
    workflowId: other
    parameters: [{name: p, value: $steps.s.outputs.o}]
    successCriteria: [{condition: 1 == 1}]
- workflowId: other
  inputs: {properties: {p: {type: string}}}
  steps: [{stepId: s, operationId: o}]
)yaml",
                [](WorkflowLimits& limits) { limits.kept = 3'000; },
                {"w/u/criterion/1 undecided: the step was not carried out: what " + kTooMuchKept}},
        Limited{"a comparison of long texts",
                R"yaml(
  - stepId: s
    operationId: o
    successCriteria:
    - condition: $statusCode == 200
    - condition: $response.body#/long == $response.body#/long && $response.body#/long == $response.body#/long
    - condition: $statusCode == 200
)yaml",
                [](WorkflowLimits& limits) { limits.judging = {.steps = 200}; },
                {"w/s/criterion/1 holds",
                 "w/s/criterion/2 undecided: its expressions need more steps than judging an answer may "
                 "take (--max-judge-time)",
                 "w/s/criterion/3 undecided: its expressions need more steps than judging an answer may "
                 "take (--max-judge-time)"}},
        Limited{"a comparison of values",
                R"yaml(
  - stepId: s
    operationId: o
    successCriteria: [{condition: $response.body == $response.body && $response.body != $response.body}]
)yaml",
                [](WorkflowLimits& limits) { limits.judging = {.steps = 100}; },
                {"w/s/criterion/1 undecided: its expressions need more steps than judging an answer may "
                 "take (--max-judge-time)"}},
        Limited{"a query",
                R"yaml(
  - stepId: s
    operationId: o
    successCriteria: [{context: $response.body, condition: '$..[?@.a == $.b]', type: jsonpath}]
)yaml",
                [](WorkflowLimits& limits) { limits.judging = {.steps = 5}; },
                {"w/s/criterion/1 undecided: the JSONPath is given up: it needs more steps than judging an "
                 "answer may take (--max-judge-time)"}},
        Limited{"a pattern",
                R"yaml(
  - stepId: s
    operationId: o
    successCriteria: [{context: $response.body#/long, condition: '^(x+x+)+[yz]', type: regex}]
)yaml",
                [](WorkflowLimits& limits) { limits.judging = {.steps = 1'000}; },
                {"w/s/criterion/1 undecided: its expressions need more steps than judging an answer may "
                 "take (--max-judge-time)"}},
        Limited{"a criterion of an action",
                R"yaml(
  - stepId: s
    operationId: o
    successCriteria: [{condition: $statusCode == 200}]
    onSuccess: [{name: x, type: end, criteria: [{condition: $response.body#/long == $response.body#/long}]}]
  - {stepId: t, operationId: o, successCriteria: [{condition: $statusCode == 200}]}
)yaml",
                [](WorkflowLimits& limits) { limits.judging = {.steps = 100}; },
                {"w/s/criterion/1 undecided: a criterion of the action x is undecided: its expressions need "
                 "more steps than judging an answer may take (--max-judge-time)",
                 "w/t/criterion/1 undecided: a criterion of the action x is undecided: its expressions need "
                 "more steps than judging an answer may take (--max-judge-time)"}}));

// What a workflow keeps is given back when it ends.
TEST(Workflow, KeepsOutputsOnlyAsLongAsTheyAreNeeded) {
  Fake fake([](const StepCall&, int) -> Fake::Said {
    return {200, R"({"a": ")" + std::string(500, 'x') + R"("})"};
  });
  const WorkflowDescription read = description(R"yaml(- workflowId: w
  steps:
  - {stepId: a, workflowId: other, parameters: [{name: p, value: 1}]}
  - {stepId: b, workflowId: other, parameters: [{name: p, value: 1}]}
  - {stepId: c, workflowId: other, parameters: [{name: p, value: 1}], successCriteria: [{condition: $outputs.o != null}]}
- workflowId: other
  inputs: {properties: {p: {type: integer}}}
  steps: [{stepId: s, operationId: o, outputs: {o: $response.body}}]
  outputs: {o: $steps.s.outputs.o}
)yaml");
  WorkflowLimits limits;
  limits.kept = 2'500;
  EXPECT_EQ(verdicts(read, fake, JsonValue::object(), limits), (Texts{"w/c/criterion/1 holds"}));
}

TEST(Workflow, ReadsABodyOnlyIfAnExpressionNeedsIt) {
  const auto reads_of = [](const char* condition) {
    class Late : public StepCaller {
     public:
      StepAnswer call(const StepCall&) override {
        StepAnswer answer{.exchange = 0, .failure = {}, .facts = {}};
        answer.facts.status = 200;
        answer.facts.response_body = LateValue::Read([this](WorkBudget*) -> Found {
          ++reads;
          return {.unknown = "it is too large"};
        });
        return answer;
      }
      bool wait(std::chrono::milliseconds) override { return true; }
      int reads = 0;
    };
    Late late;
    const WorkflowDescription read = description(
        std::string(
            "- workflowId: w\n  steps: [{stepId: s, operationId: o, successCriteria: [{condition: '") +
        condition + "'}], outputs: {a: $statusCode}}]\n");
    const WorkflowRecords records = run_workflows(read, {JsonValue::object()}, late, {});
    return std::to_string(late.reads) + " " +
           std::string(to_string(records.criteria.front().verdict.outcome)) +
           records.criteria.front().verdict.reason;
  };
  EXPECT_EQ(reads_of("$statusCode == 200"), "0 holds");
  EXPECT_EQ(reads_of("$statusCode == 200 || $response.body#/a"), "0 holds");
  EXPECT_EQ(reads_of("$response.body#/a || $response.body#/a == 1 || 1 == 1"), "1 holds");
  EXPECT_EQ(reads_of("$response.body#/a == null"), "1 undecidedit is too large");
}

}  // namespace engine_test
}  // namespace avouch
