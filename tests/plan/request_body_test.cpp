// SPDX-License-Identifier: MIT
// Bodies that are sent behind a documented one, to see what a write changes and what it leaves.
#include "plan/request_body.h"

#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "contract/load.h"
#include "json/json_reader.h"

namespace avouch {
namespace request_body_test {

class BodyVariants : public testing::Test {
 protected:
  static Contract with(const std::string& schema) {
    const std::string text =
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    patch:\n      requestBody: "
        "{content: "
        "{application/json: {schema: " +
        schema + "}}}\n      responses: {'200': {description: d}}\n";
    Result<Contract> contract = load_contract("api.yaml", {}, {{"api.yaml", text}});
    if (!contract) throw std::runtime_error(to_string(contract.errors()));
    return *std::move(contract);
  }

  static std::string text_of(const std::optional<MadeBody>& body) { return body ? body->content : "none"; }
  static std::string other(const std::string& schema, const std::string& body) {
    const Contract contract = with(schema);
    return text_of(make_other_body(contract.operations.front(), 0, json_of_text(body)));
  }
  static std::string chosen(const std::string& schema, const std::string& body) {
    const Contract contract = with(schema);
    return text_of(make_chosen_body(contract.operations.front(), 0, json_of_text(body), {}));
  }
  static std::string part(const std::string& schema, const std::string& body) {
    const Contract contract = with(schema);
    return text_of(make_partial_body(contract.operations.front(), 0, json_of_text(body)));
  }
};

// A server could not tell what the object is.
TEST_F(BodyVariants, KeepTheNamesOfDiscriminators) {
  Result<Contract> contract = load_contract("api.yaml", {}, {{"api.yaml", R"yaml(
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /a:
    patch:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'200': {description: d}}
components:
  schemas:
    Pet: {type: object, properties: {kind: {type: string}, word: {type: string}}, discriminator: {propertyName: kind}}
    Cat: {allOf: [{$ref: '#/components/schemas/Pet'}]}
    Dog: {allOf: [{$ref: '#/components/schemas/Pet'}]}
)yaml"}});
  ASSERT_TRUE(contract) << to_string(contract.errors());
  const auto other_of = [&](const char* body) {
    return text_of(make_other_body(contract->operations.front(), 0, json_of_text(body)));
  };
  EXPECT_EQ(other_of(R"({"kind":"Cat","word":"a"})"), R"({"kind":"Cat","word":"a2"})");
  EXPECT_EQ(other_of(R"({"kind":"Cat"})"), "none");
  EXPECT_EQ(other_of(R"({"kind":"Fox"})"), R"({"kind":"Fox2"})")
      << "it names none in the documentation either";
}

// allOf with a closed schema: a mistake that many documents have.
TEST_F(BodyVariants, TheExampleIsSentWhereTheSchemaAllowsNothing) {
  const char* kClosed =
      "{allOf: [{type: object, required: [a], properties: {a: {type: integer}}, additionalProperties: "
      "false}, "
      "{required: [b]}]}";
  const auto made = [&](const std::string& example) {
    const Contract contract = with(std::string(kClosed) + example);
    return make_body(contract.operations.front(), ValueSource(contract, {}));
  };
  const MadeBody body = made(", example: {a: 1, b: 2}");
  EXPECT_EQ(body.missing, "");
  EXPECT_EQ(body.content, R"({"a":1,"b":2})");
  EXPECT_TRUE(body.is_made_up) << "a server may refuse it, as the schema does";
  EXPECT_EQ(made("").content, "");
}

// What is sent in place of the example is made up, so smaller bodies are tried as well.
TEST_F(BodyVariants, AnExampleThatContradictsItsSchemaIsMended) {
  const Contract contract = with(
      "{type: object, properties: {id: {type: string}, size: {type: integer}}, required: [size]}, example: "
      "{id: a, size: b}");
  const ValueSource values(contract, {});
  const MadeBody whole = make_body(contract.operations.front(), values);
  EXPECT_TRUE(whole.is_made_up);
  EXPECT_EQ(whole.content, R"({"id":"a","size":1})");
  EXPECT_EQ(make_body(contract.operations.front(), values, Members::required).content, R"({"size":1})");

  const Contract conforming =
      with("{type: object, properties: {id: {type: string}}}, example: {id: a, size: b}");
  EXPECT_FALSE(make_body(conforming.operations.front(), ValueSource(conforming, {})).is_made_up);
}

TEST_F(BodyVariants, HaveTheGivenValuesOfAllThatDescribesThem) {
  const auto made = [&](const std::string& schema) {
    const Contract contract = with(schema);
    const std::vector<GivenValue> given = {{.name = "ends", .value = JsonValue::string("5")}};
    return make_body(contract.operations.front(), ValueSource(contract, given)).content;
  };
  EXPECT_EQ(made("{allOf: [{properties: {id: {const: a}}}, {properties: {ends: {type: string}}}], type: "
                 "object}"),
            R"({"id":"a","ends":"5"})");
  EXPECT_EQ(made("{type: object, anyOf: [{required: [id], properties: {id: {const: a}}}, {required: [ends], "
                 "properties: {ends: {type: string}}}]}"),
            R"({"id":"a","ends":"5"})");
  EXPECT_EQ(made("{type: object, oneOf: [{properties: {id: {const: a}}, additionalProperties: false, "
                 "required: [id]}, {properties: {ends: {type: integer}}, required: [ends], "
                 "additionalProperties: false}]}"),
            R"({"id":"a"})")
      << "the schema forbids it beside the others";
}

TEST_F(BodyVariants, HaveOtherValuesThatTheSchemaAllows) {
  EXPECT_EQ(other("{type: object}", R"({"a":"x","b":2,"c":true,"d":null})"),
            R"({"a":"x2","b":3,"c":false,"d":null})");
  EXPECT_EQ(other("{type: object, properties: {a: {enum: [x, y]}, b: {maximum: 2}}}", R"({"a":"x","b":1})"),
            R"({"a":"x","b":2})");
  EXPECT_EQ(other("{type: object, properties: {a: {const: x}}}", R"({"a":"x"})"), "none");
  EXPECT_EQ(other("{}", R"(["a"])"), "none");
}

// In a request of their own, because a server may refuse them in the state of the resource.
TEST_F(BodyVariants, HaveOtherDatesAndOtherObjects) {
  EXPECT_EQ(
      chosen("{type: object, properties: {born: {type: string, format: date}}}", R"({"born":"2024-02-29"})"),
      R"({"born":"2024-03-01"})");
  EXPECT_EQ(
      chosen("{type: object, properties: {born: {type: string, format: date}}}", R"({"born":"2024-03-01"})"),
      R"({"born":"2024-03-02"})");
  EXPECT_EQ(chosen("{type: object, properties: {at: {type: string, format: date-time}}}",
                   R"({"at":"2024-02-29T12:30:00.5+01:00"})"),
            R"({"at":"2024-03-01T12:30:00.5+01:00"})");
  EXPECT_EQ(chosen("{type: object}", R"({"place":{"street":"a","floor":1}})"), "none") << "this is a wrapper";
  EXPECT_EQ(chosen("{type: object}", R"({"place":{"street":"a","floor":1},"x":null})"),
            R"({"place":{"street":"a2","floor":2},"x":null})");
  EXPECT_EQ(chosen("{type: object, properties: {place: {properties: {floor: {maximum: 1}}}}}",
                   R"({"place":{"street":"a","floor":1},"x":null})"),
            R"({"place":{"street":"a2","floor":1},"x":null})")
      << "what the schema forbids stays";
  EXPECT_EQ(chosen("{type: object}", R"({"place":{"placeId":"a","name":"b"},"x":null})"), "none")
      << "another name could be that of nothing";
}

// JSON:API: a client chooses the attributes, not the type.
TEST_F(BodyVariants, ReachTheAttributesOfAResourceObject) {
  const std::string book = R"({"data":{"type":"books","attributes":{"title":"x","pages":2}}})";
  EXPECT_EQ(other("{type: object}", book),
            R"({"data":{"type":"books","attributes":{"title":"x2","pages":3}}})");
  EXPECT_EQ(part("{type: object}", book), R"({"data":{"type":"books","attributes":{"title":"x"}}})");
  EXPECT_EQ(other("{type: object}", R"({"Data":{"title":"x"},"Risk":{"code":"y"}})"),
            R"({"Data":{"title":"x2"},"Risk":{"code":"y"}})");
  EXPECT_EQ(other("{type: object}", R"({"item":{"title":"x"},"count":1})"),
            R"({"item":{"title":"x"},"count":2})");
  EXPECT_EQ(other("{type: object}", R"({"type":"books","attributes":"x"})"),
            R"({"type":"books2","attributes":"x2"})");
}

// A server that ignores a whole member is noticed by nothing else.
TEST_F(BodyVariants, HaveOtherValuesOfPartsWithin) {
  EXPECT_EQ(chosen("{type: object}", R"({"place":{"street":"a","geo":{"lat":1}},"x":null})"),
            R"({"place":{"street":"a2","geo":{"lat":2}},"x":null})");
  EXPECT_EQ(chosen("{type: object}", R"({"lines":[{"text":"a","tags":["b"]},{"text":"c"}],"x":null})"),
            R"({"lines":[{"text":"a2","tags":["b2"]},{"text":"c2"}],"x":null})");
  EXPECT_EQ(chosen("{type: object, properties: {place: {properties: {zip: {pattern: '^[0-9]{5}$'}}}}}",
                   R"({"place":{"street":"a","zip":"12345"},"x":null})")
                .find("12345"),
            std::string::npos);
  EXPECT_EQ(chosen("{type: object}", R"({"lines":[{"bookId":"a","text":"b"}],"x":null})"), "none")
      << "another name could be that of nothing";
}

TEST_F(BodyVariants, ReachIntoAWrapper) {
  EXPECT_EQ(other("{type: object}", R"({"book":{"a":"x"}})"), R"({"book":{"a":"x2"}})");
  EXPECT_EQ(part("{type: object}", R"({"book":{"a":"x","b":1}})"), R"({"book":{"a":"x"}})");
}

TEST_F(BodyVariants, LeaveOutWhatTheSchemaAllowsToLeaveOut) {
  EXPECT_EQ(part("{type: object}", R"({"a":"x","b":2,"c":true})"), R"({"a":"x"})");
  EXPECT_EQ(part("{type: object, required: [c]}", R"({"a":"x","b":2,"c":true})"), R"({"c":true})");
  EXPECT_EQ(part("{type: object, minProperties: 2}", R"({"a":"x","b":2,"c":true})"), R"({"a":"x","b":2})");
  EXPECT_EQ(part("{type: object, dependentRequired: {a: [b]}}", R"({"a":"x","b":2,"c":true})"), R"({"b":2})");
  EXPECT_EQ(part("{type: object, required: [a, b]}", R"({"a":"x","b":2})"), "none");
  EXPECT_EQ(part("{type: object}", R"({"a":"x"})"), "none") << "a PATCH of nothing says nothing";
}

}  // namespace request_body_test
}  // namespace avouch
