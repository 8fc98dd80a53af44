// SPDX-License-Identifier: MIT
#include "contract/documented_status.h"

#include <gtest/gtest.h>

namespace avouch {
namespace documented_status_test {

struct MatchCase {
  const char* documented;
  int status;
  bool matches;
};

class DocumentedStatus : public testing::TestWithParam<MatchCase> {};

TEST_P(DocumentedStatus, CoversThese) {
  EXPECT_EQ(status_matches(GetParam().documented, GetParam().status), GetParam().matches);
}

constexpr MatchCase kMatches[] = {
    {"200", 200, true},     {"200", 201, false},    {"200", 404, false}, {"404", 404, true},
    {"404", 400, false},    {"2XX", 200, true},     {"2XX", 299, true},  {"2xx", 204, true},
    {"2XX", 199, false},    {"2XX", 300, false},    {"5XX", 599, true},  {"5XX", 499, false},
    {"default", 200, true}, {"default", 503, true}, {"4XX", 200, false},
};
INSTANTIATE_TEST_SUITE_P(Statuses, DocumentedStatus, testing::ValuesIn(kMatches));

Operation documenting(const std::vector<std::string>& statuses) {
  Operation operation{.id = "A"};
  for (const std::string& status : statuses) operation.responses.push_back({.status = status});
  return operation;
}

struct ResponseCase {
  std::vector<std::string> documented;
  int status;
  std::optional<std::size_t> response;
  std::optional<std::size_t> exact;
};

class ResponseFor : public testing::TestWithParam<ResponseCase> {};

TEST_P(ResponseFor, AStatusIsTheMostExact) {
  const Operation operation = documenting(GetParam().documented);
  EXPECT_EQ(response_for(operation, GetParam().status), GetParam().response);
  EXPECT_EQ(exact_response_for(operation, GetParam().status), GetParam().exact);
}

const ResponseCase kResponses[] = {
    {{"default", "4XX", "404"}, 404, 2, 2},     {{"default", "4XX", "404"}, 400, 1, std::nullopt},
    {{"default", "404"}, 400, 0, std::nullopt}, {{"200", "404"}, 500, std::nullopt, std::nullopt},
    {{}, 200, std::nullopt, std::nullopt},
};
INSTANTIATE_TEST_SUITE_P(Documented, ResponseFor, testing::ValuesIn(kResponses));

struct PlainCase {
  std::vector<std::string> documented;
  std::size_t response;
  std::optional<int> status;
};

class PlainStatus : public testing::TestWithParam<PlainCase> {};

TEST_P(PlainStatus, IsOneThatTheResponseSpeaksOf) {
  EXPECT_EQ(plain_status(documenting(GetParam().documented), GetParam().response), GetParam().status);
}

const PlainCase kPlain[] = {
    {{"200", "404"}, 0, 200},
    {{"200", "404"}, 1, 404},
    {{"200", "418"}, 1, 418},
    {{"2XX", "4XX", "5XX"}, 0, 200},
    {{"2XX", "4XX", "5XX"}, 1, 400},
    {{"2XX", "4XX", "5XX"}, 2, 500},
    {{"2XX", "3XX"}, 1, 300},
    {{"200", "400", "404", "4XX"}, 3, 409},
    {{"200", "2XX"}, 1, 201},
    {{"default"}, 0, 200},
    {{"404", "default"}, 1, 200},
    {{"200", "default"}, 1, 500},
    {{"200", "500", "default"}, 2, 503},
    {{"200", "4XX", "5XX", "default"}, 3, 201},
    {{"1XX", "2XX", "3XX", "4XX", "5XX", "default"}, 5, std::nullopt},
};
INSTANTIATE_TEST_SUITE_P(Documented, PlainStatus, testing::ValuesIn(kPlain));

}  // namespace documented_status_test
}  // namespace avouch
