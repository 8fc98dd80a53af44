// SPDX-License-Identifier: MIT
#include "cli/command/mock_log.h"

#include <gtest/gtest.h>

#include <ostream>
#include <stdexcept>

#include "contract/load.h"

namespace avouch {
namespace mock_log_test {

// An API key goes in the query parameter k.
Contract keyed() {
  Result<Contract> contract = load_contract("mocked.json", {}, {{"mocked.json", R"({
    "openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get": {"operationId": "Get",
    "security": [{"key": []}], "responses": {"200": {"description": "d"}}}}},
    "components": {"securitySchemes": {"key": {"type": "apiKey", "in": "query", "name": "k"}}}})"}});
  if (!contract) throw std::runtime_error(to_string(contract.errors()));
  return *std::move(contract);
}

struct LogCase {
  const char* name;
  const char* method;
  const char* target;
  const char* why;
  const char* line;
};

void PrintTo(const LogCase& shown, std::ostream* out) {
  *out << shown.name;
}

class LogLine : public testing::TestWithParam<LogCase> {};

TEST_P(LogLine, SaysWhyAndNoSecret) {
  http::Secrets secrets;
  secrets.add("AVOUCH_USER", "AC1:hunter2hunter2");
  const MockLog log(keyed(), secrets);
  const MockReply reply{.response = {.status = 400}, .why = GetParam().why};
  EXPECT_EQ(log.line({.method = GetParam().method, .target = GetParam().target}, reply), GetParam().line);
}

INSTANTIATE_TEST_SUITE_P(
    Lines, LogLine,
    testing::Values(
        LogCase{"plain", "GET", "/a?x=1", "no reason", "GET /a?x=1 400: no reason\n"},
        LogCase{"api_key", "GET", "/a?k=secret&x=1", "w", "GET /a?k=…&x=1 400: w\n"},
        LogCase{"encoded_name", "GET", "/a?%6B=secret", "w", "GET /a?%6B=… 400: w\n"},
        LogCase{"name_of_a_secret", "GET", "/a?access_token=secret", "w", "GET /a?access_token=… 400: w\n"},
        LogCase{"password_in_the_path", "GET", "/a/hunter2hunter2", "w", "GET /a/$AVOUCH_USER 400: w\n"},
        LogCase{"password_in_the_reason", "GET", "/a", "it is hunter2hunter2",
                "GET /a 400: it is $AVOUCH_USER\n"},
        LogCase{"escape_sequences", "G\x1BT", "/\x1B[2J", "a\nb", "G\\x1bT /\\x1b[2J 400: a\\nb\n"}),
    [](const testing::TestParamInfo<LogCase>& of) { return of.param.name; });

}  // namespace mock_log_test
}  // namespace avouch
