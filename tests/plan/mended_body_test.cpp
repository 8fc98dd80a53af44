// SPDX-License-Identifier: MIT
#include "plan/mended_body.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "contract/load.h"
#include "exchange/exchange.h"
#include "json/json_reader.h"

namespace avouch {
namespace mended_body_test {

constexpr const char* kContract = R"(openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /zones:
    post:
      operationId: createZone
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [kind]
              properties:
                kind: {type: string}
                name: {type: string}
                size: {type: integer}
                servers: {type: array, items: {type: string}}
                tags: {type: array, minItems: 1, items: {type: string}}
      responses: {'201': {description: d}}
)";

constexpr const char* kWhole = R"({"kind":"text","name":"text","size":1,"servers":["text"],"tags":["text"]})";

struct Case {
  const char* name;
  Mend mend;
  const char* refused;  // the body that was sent
  const char* refusal;  // the body of the answer
  const char* mended;   // "": no other
};

std::string mended_for(const Case& given) {
  const Result<Contract> contract = load_contract("api.yaml", {}, {{"api.yaml", kContract}});
  if (!contract) return to_string(contract.errors());
  Probe probe{.id = "p", .mend = given.mend};
  Probe refused = probe;
  refused.body = read_json(given.refused);
  Probe whole = probe;
  whole.body = read_json(kWhole);
  const Answer answer(Exchange{.outcome = Received{.response = {.status = 422, .body = given.refusal}}});
  const std::optional<Probe> other = mended(*contract, probe, refused, whole, answer);
  return other ? other->request.body : "";
}

const Case kCases[] = {
    {"WithoutWhatIsNamed", Mend::leave_out, kWhole, R"({"name": ["taken"]})",
     R"({"kind":"text","size":1,"servers":["text"],"tags":["text"]})"},
    {"WithoutWhatIsNamedInAnotherCase", Mend::leave_out, kWhole, "The NAME is taken",
     R"({"kind":"text","size":1,"servers":["text"],"tags":["text"]})"},
    {"WithoutAListThatIsNamedByOneOfIts", Mend::leave_out, kWhole, "there must be a \"main\" server",
     R"({"kind":"text","name":"text","size":1,"tags":["text"]})"},
    {"NotWithoutWhatIsRequired", Mend::leave_out, kWhole, "kind is unknown", ""},
    {"NotWithoutAPartOfAWord", Mend::leave_out, kWhole, "filename, name_of, rename", ""},
    {"WithWhatIsNamed", Mend::put_back, R"({"kind":"text"})", "Key 'name' not present",
     R"({"kind":"text","name":"text"})"},
    {"WithAnEmptyListFirst", Mend::put_back, R"({"kind":"text"})", "Servers must be given",
     R"({"kind":"text","servers":[]})"},
    {"ThenWithItsItems", Mend::put_back, R"({"kind":"text","servers":[]})", "servers must not be empty",
     R"({"kind":"text","servers":["text"]})"},
    {"WithItemsThatAreRequired", Mend::put_back, R"({"kind":"text"})", "tags?",
     R"({"kind":"text","tags":["text"]})"},
    {"WithAListedValue", Mend::put_back, R"({"kind":"text"})", R"("kind" must be one of [native, master])",
     R"({"kind":"native"})"},
    {"WithAListedNumber", Mend::put_back, R"({"kind":"text","size":1})", "size: not one of 5, 6",
     R"({"kind":"text","size":5})"},
    {"WithNoListedValueThatItHas", Mend::put_back, R"({"kind":"a"})", "kind: one of a, b", ""},
    {"WithNoListedValueOfAnother", Mend::put_back, R"({"kind":"a"})", "colour: one of red, blue", ""},
    {"WithNoListedValueThatTheSchemaForbids", Mend::put_back, R"({"kind":"text","size":1})",
     "size: one of small, large", ""},
    {"WithOtherValuesWhereItIsThereAlready", Mend::put_back, R"({"kind":"text","size":1})",
     "kind has already been taken", R"({"kind":"text2","size":2})"},
    {"WithEmptyListsWhereNothingIsNamed", Mend::put_back,
     R"({"kind":"text","servers":["text"],"tags":["text"]})", "no",
     R"({"kind":"text","servers":[],"tags":["text"]})"},
    {"NothingWhereNothingIsNamed", Mend::put_back, R"({"kind":"text"})", "no", ""},
    {"NothingOfAnEmptyAnswer", Mend::leave_out, kWhole, "", ""},
    {"NothingOfWhatIsNoObject", Mend::leave_out, "[1]", "name", ""},
    {"NothingOfAnOwnBody", Mend::none, kWhole, "name", ""},
};

class MendedBodies : public testing::TestWithParam<Case> {};

TEST_P(MendedBodies, FollowTheRefusal) {
  EXPECT_EQ(mended_for(GetParam()), GetParam().mended);
}

INSTANTIATE_TEST_SUITE_P(All, MendedBodies, testing::ValuesIn(kCases),
                         [](const auto& each) { return std::string(each.param.name); });

// A JSON Patch, say, whose operations are made up (RFC 6902).
TEST(MendedBodies, AListComesBackEmpty) {
  const std::string contract_of = R"(openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /zone:
    patch:
      operationId: patchZone
      requestBody: {content: {application/json: {schema: {type: array, items: {type: string}, minItems: 0}}}}
      responses: {'200': {description: d}}
)";
  const Result<Contract> contract = load_contract("api.yaml", {}, {{"api.yaml", contract_of}});
  ASSERT_TRUE(contract) << to_string(contract.errors());
  const Answer answer(Exchange{.outcome = Received{.response = {.status = 400, .body = "no"}}});
  Probe probe{.id = "p", .mend = Mend::put_back};
  Probe refused = probe;
  refused.body = read_json(R"(["a"])");
  const std::optional<Probe> other = mended(*contract, probe, refused, refused, answer);
  ASSERT_TRUE(other);
  EXPECT_EQ(other->request.body, "[]");
  EXPECT_FALSE(mended(*contract, probe, *other, refused, answer)) << "it is empty already";
}

struct Nested {
  Mend mend;
  const char* refused;
  const char* refusal;
  const char* mended;
};

// In a wrapper, say, or in the items of a list. Of two members with one name, the outer one is meant first.
TEST(MendedBodies, AMemberIsWhereItIs) {
  const std::string contract_of = R"(openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /zones:
    post:
      operationId: createZone
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                tag: {type: string}
                data: {type: object, required: [kind], properties: {kind: {type: string}, tag: {type: string}, ports: {type: array, items: {type: object}}}}
      responses: {'201': {description: d}}
)";
  const Result<Contract> contract = load_contract("api.yaml", {}, {{"api.yaml", contract_of}});
  ASSERT_TRUE(contract) << to_string(contract.errors());
  const char* whole = R"({"tag":"t","data":{"kind":"k","tag":"t","ports":[{"n":1},{"n":1}]}})";
  const Nested cases[] = {
      {Mend::leave_out, whole, "Invalid key ports", R"({"tag":"t","data":{"kind":"k","tag":"t"}})"},
      {Mend::leave_out, whole, "n", R"({"tag":"t","data":{"kind":"k","tag":"t","ports":[{},{}]}})"},
      {Mend::leave_out, whole, "tag", R"({"data":{"kind":"k","tag":"t","ports":[{"n":1},{"n":1}]}})"},
      {Mend::leave_out, R"({"data":{"kind":"k","tag":"t"}})", "tag", R"({"data":{"kind":"k"}})"},
      {Mend::put_back, R"({"tag":"t","data":{"kind":"k"}})", "tag",
       R"({"tag":"t","data":{"kind":"k","tag":"t"}})"},
      {Mend::put_back, R"({"data":{"kind":"k"}})", "kind: one of a, b", R"({"data":{"kind":"a"}})"},
      {Mend::put_back, R"({"data":{"kind":"k","ports":[{}]}})", "no", R"({"data":{"kind":"k","ports":[]}})"},
  };
  for (const Nested& given : cases) {
    const Answer answer(Exchange{.outcome = Received{.response = {.status = 400, .body = given.refusal}}});
    Probe probe{.id = "p", .mend = given.mend};
    Probe refused = probe;
    refused.body = read_json(given.refused);
    Probe all = probe;
    all.body = read_json(whole);
    const std::optional<Probe> other = mended(*contract, probe, refused, all, answer);
    EXPECT_EQ(other ? other->request.body : "", given.mended) << given.refusal;
  }
}

// A further write is mended as the first one was.
TEST(MendedBodies, AreAlike) {
  const Result<Contract> contract = load_contract("api.yaml", {}, {{"api.yaml", kContract}});
  ASSERT_TRUE(contract) << to_string(contract.errors());
  const auto alike = [&](const char* body, const char* accepted) {
    const auto with = [](const char* text) {
      Probe probe{.id = "p"};
      probe.body = read_json(text);
      probe.request.body = text;
      return probe;
    };
    return mended_as(*contract, with(body), with(kWhole), with(accepted)).request.body;
  };
  const char* other = R"({"kind":"text2","name":"text2","size":2,"servers":["text2"],"tags":["text"]})";
  EXPECT_EQ(alike(other, R"({"kind":"text","size":1})"), R"({"kind":"text2","size":2})");
  EXPECT_EQ(alike(other, R"({"kind":"native","name":"text","servers":[]})"),
            R"({"kind":"native","name":"text2","servers":[]})");
  EXPECT_EQ(alike(kWhole, R"({"kind":"text","size":1})"), R"({"kind":"text","size":1})");
  EXPECT_EQ(alike(other, kWhole), other);
  const char* chosen = R"({"kind":"text","tags":["text2"]})";
  EXPECT_EQ(alike(chosen, R"({"kind":"text"})"), chosen) << "nothing else distinguishes it";
}

TEST(ListedValues, AreShortWordsBehindOneOf) {
  using Words = std::vector<std::string>;
  EXPECT_EQ(listed_values("must be one of [a, b]"), (Words{"a", "b"}));
  EXPECT_EQ(listed_values("must be one of: 'a', \"b\" or `c`."), (Words{"a", "b", "c"}));
  EXPECT_EQ(listed_values("must be equal to one of the allowed values: x, y"), (Words{"x", "y"}));
  EXPECT_EQ(listed_values("Allowed values: (x|y)"), (Words{"x", "y"}));
  EXPECT_EQ(listed_values(R"({"message": "one of \"a\", \"b\"", "other": "c, d"})"), (Words{"a", "b"}));
  EXPECT_EQ(listed_values("one of the most usual faults, as people say"), Words{});
  EXPECT_EQ(listed_values("none of a, b"), Words{});
  EXPECT_EQ(listed_values("one of"), Words{});
  EXPECT_EQ(listed_values("one of " + std::string(200, 'x')), Words{});
}

}  // namespace mended_body_test
}  // namespace avouch
