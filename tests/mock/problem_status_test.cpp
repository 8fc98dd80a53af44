// SPDX-License-Identifier: MIT
// A documented problem has the status of its response: RFC 9457 §3.1.2.
#include <gtest/gtest.h>

#include "sites.h"

namespace avouch {
namespace problem_status_test {

std::string document_with(const std::string& status_schema, const std::string& type) {
  return document_of(R"("/things/{id}": {"get": {
    "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}}],
    "responses": {"200": {"description": "d"}, "default": {"description": "d", "content": {")" +
                     type + R"(": {
      "schema": {"type": "object", "required": ["status"], "properties": {"status": )" +
                     status_schema + "}}}}}}}}");
}

struct ProblemCase {
  const char* name;
  const char* status_schema;
  const char* type;
  const char* body;
};

void PrintTo(const ProblemCase& shown, std::ostream* out) {
  *out << shown.name;
}

class ProblemStatus : public testing::TestWithParam<ProblemCase> {};

TEST_P(ProblemStatus, IsThatOfTheResponseIfTheSchemaAllowsIt) {
  const ProblemCase& one = GetParam();
  const Contract contract = contract_of(document_with(one.status_schema, one.type));
  const MockSite site = site_of(contract);
  for (int i = 0; i < 2; ++i) {  // the second one is remembered
    const http::Response response = site.answer({.target = "/things/none"});
    EXPECT_EQ(response.status, 400);
    EXPECT_EQ(response.body, one.body);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Of, ProblemStatus,
    testing::Values(
        ProblemCase{"Integer", R"({"type": "integer"})", "application/problem+json", R"({"status":400})"},
        ProblemCase{"Example", R"({"type": "integer", "example": 500})", "application/problem+json",
                    R"({"status":400})"},
        ProblemCase{"Constant", R"({"const": 500})", "application/problem+json", R"({"status":500})"},
        ProblemCase{"Text", R"({"const": "bad"})", "application/problem+json", R"({"status":"bad"})"},
        ProblemCase{"OtherType", R"({"type": "integer", "minimum": 7, "maximum": 7})", "application/json",
                    R"({"status":7})"}),
    [](const testing::TestParamInfo<ProblemCase>& of) { return std::string(of.param.name); });

}  // namespace problem_status_test
}  // namespace avouch
