// SPDX-License-Identifier: MIT
// Carrying out workflows: what is called with which values, in which order, and what is said of the criteria.
#include "workflow/engine.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>
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

}  // namespace engine_test
}  // namespace avouch
