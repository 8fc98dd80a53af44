// SPDX-License-Identifier: MIT
// Documented numbers, of any length and exponent, are what the planner sends and what the mock serves: byte
// for byte.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "base/percent.h"
#include "base/text.h"
#include "plan/planner.h"
#include "sites.h"

namespace avouch {
namespace exact_numbers_test {

constexpr std::size_t kNumbers = 10'000;
constexpr std::size_t kOfOne = 100;  // in one document

// The same numbers every time (Steele, Lea and Flood, "Fast splittable pseudorandom number generators").
class Numbers {
 public:
  std::string next() {
    switch (below(40)) {
      case 0:
        return "-0";
      case 1:
        return "1.0";
      case 2:
        return "1e2";
      case 3:
        return "-0.0E-0";
      default:
        break;
    }
    std::string number = below(3) == 0 ? "-" : "";
    number +=
        below(4) == 0 ? "0" : std::to_string(1 + below(9)) + digits(below(2) == 0 ? below(20) : below(400));
    if (below(2) == 0) number += "." + digits(1 + (below(2) == 0 ? below(20) : below(399)));
    if (below(2) == 0) {
      constexpr const char* kSigns[] = {"e", "E", "e+", "E+", "e-", "E-"};
      number += kSigns[below(6)] + std::to_string(below(401));
    }
    return number;
  }

 private:
  std::uint64_t below(std::uint64_t bound) {
    std::uint64_t mixed = state_ += 0x9E3779B97F4A7C15U;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return (mixed ^ (mixed >> 31U)) % bound;
  }
  std::string digits(std::uint64_t count) {
    std::string all;
    for (std::uint64_t i = 0; i < count; ++i) all += static_cast<char>('0' + below(10));
    return all;
  }

  std::uint64_t state_ = 20261128;
};

const char* kSchema = R"("schema": {"type": "array", "items": {"type": "number"}}, "example": )";

TEST(DocumentedNumbers, AreSentAndServedByteForByte) {
  Numbers numbers;
  for (std::size_t done = 0; done < kNumbers; done += kOfOne) {
    std::vector<std::string> texts;
    std::string parameters;
    std::string query;
    for (std::size_t i = 0; i < kOfOne; ++i) {
      const std::string name = "n" + std::to_string(i);
      texts.push_back(numbers.next());
      parameters += (i == 0 ? "" : ",") + std::string(R"({"name": ")") + name +
                    R"(", "in": "query", "required": true, "schema": {"type": "number"}, "example": )" +
                    texts.back() + "}";
      query += (i == 0 ? "?" : "&") + name + "=" + percent_encoded(texts.back());
    }
    const std::string list = "[" + join(texts, ",") + "]";
    const std::string media = R"("content": {"application/json": {)" + std::string(kSchema) + list + "}}";
    const Contract contract = contract_of(document_of(
        R"("/a": {"post": {"operationId": "Send", "parameters": [)" + parameters + R"(], "requestBody": {)" +
        media + R"(}, "responses": {"200": {"description": "d", )" + media + "}}}}"));
    const Plan plan = make_plan(contract, {.allow_writes = true});
    ASSERT_FALSE(plan.probes.empty());
    const http::Request& sent = plan.probes.front().request;
    ASSERT_EQ(sent.target, "/a" + query);
    ASSERT_EQ(sent.body, list);
    const http::Response served = site_of(contract).answer(sent);
    ASSERT_EQ(served.status, 200) << served.body;
    ASSERT_EQ(served.body, list);
  }
}

// A default, an enum and a const of a parameter, which are values that are sent, too.
TEST(DocumentedNumbers, OfDefaultEnumAndConstAreSentByteForByte) {
  for (const char* number :
       {"1.0", "1e2", "-0", "18446744073709551616", "1E+400", "0.10000000000000000000001"}) {
    for (const char* keyword : {"\"default\": ", "\"const\": ", "\"enum\": ["}) {
      const bool is_list = std::string(keyword).ends_with('[');
      const Contract contract = contract_of(document_of(
          R"("/a": {"get": {"operationId": "Get", "parameters": [{"name": "n", "in": "query", "required": true, )"
          R"("schema": {"type": "number", )" +
          std::string(keyword) + number + (is_list ? "]" : "") +
          R"(}}], "responses": {"200": {"description": "d"}}}})"));
      EXPECT_EQ(make_plan(contract, {}).probes.front().request.target, "/a?n=" + percent_encoded(number));
    }
  }
}

}  // namespace exact_numbers_test
}  // namespace avouch
