// SPDX-License-Identifier: MIT
#include "judge/documented_answer.h"

#include <gtest/gtest.h>

#include "judge/answer.h"

namespace avouch {
namespace documented_answer_test {

// What an operation documents, and which of that speaks of an answer.
struct StatusCase {
  std::vector<std::string> documented;
  int status;
  const char* spoken_of_by;
};

class Status : public testing::TestWithParam<StatusCase> {};

TEST_P(Status, IsSpokenOfByTheMostExact) {
  Operation operation{.id = "A"};
  for (const std::string& status : GetParam().documented) operation.responses.push_back({.status = status});
  const Exchange exchange{.outcome = Received{.response = {.status = GetParam().status}}};
  const Evidence evidence{.operation = &operation, .answer = Answer::of(exchange)};
  for (const std::string& status : GetParam().documented) {
    const bool is_it = status == GetParam().spoken_of_by;
    EXPECT_EQ(describes_status(evidence, status, GetParam().status), is_it) << status;
    const auto answer = documented_answer(evidence, status);
    EXPECT_EQ(std::holds_alternative<const Received*>(answer), is_it) << status;
    const Verdict* verdict = std::get_if<Verdict>(&answer);
    EXPECT_EQ(verdict != nullptr && verdict->outcome == Outcome::unexercised, !is_it) << status;
  }
}

const StatusCase kStatuses[] = {
    {{"200", "404", "4XX", "default"}, 200, "200"},
    {{"200", "404", "4XX", "default"}, 404, "404"},
    {{"200", "404", "4XX", "default"}, 409, "4XX"},
    {{"200", "404", "4XX", "default"}, 500, "default"},
    {{"default", "4XX", "404"}, 404, "404"},
    {{"2XX", "4XX"}, 500, ""},
    {{"2XX", "201"}, 200, "2XX"},
    {{"2XX", "201"}, 201, "201"},
};

INSTANTIATE_TEST_SUITE_P(Documented, Status, testing::ValuesIn(kStatuses));

TEST(Status, ThatIsDocumentedByItselfSaysSo) {
  const Operation operation{.id = "A", .responses = {{.status = "404"}, {.status = "default"}}};
  const Exchange exchange{.outcome = Received{.response = {.status = 404, .reason = "Not Found"}}};
  const auto answer = documented_answer({.operation = &operation, .answer = Answer::of(exchange)}, "default");
  ASSERT_TRUE(std::holds_alternative<Verdict>(answer));
  EXPECT_EQ(std::get<Verdict>(answer).reason,
            "the response was 404 Not Found, which is documented as 404, not as default");
}

TEST(Content, IsNothingThatA204Has) {
  for (const int status : {200, 204, 205, 304}) {
    const Exchange exchange{.outcome = Received{.response = {.status = status}}};
    const auto content = documented_content({.answer = Answer::of(exchange)}, "default");
    EXPECT_EQ(std::holds_alternative<const Received*>(content), status == 200) << status;
    EXPECT_TRUE(std::holds_alternative<const Received*>(
        documented_answer({.answer = Answer::of(exchange)}, "default")));
  }
}

struct TypeCase {
  const char* content_type;  // of the answer; empty: none
  std::vector<std::string> documented;
  std::vector<bool> comes_as;  // each of those
};

class MediaTypes : public testing::TestWithParam<TypeCase> {};

TEST_P(MediaTypes, AreTold) {
  http::Response answer{.status = 200};
  if (*GetParam().content_type != '\0') http::set(answer.fields, "Content-Type", GetParam().content_type);
  DocumentedResponse response{.status = "200"};
  for (const std::string& range : GetParam().documented) response.media.push_back({.range = range});
  for (std::size_t i = 0; i < response.media.size(); ++i)
    EXPECT_EQ(comes_as(media_type_of(answer), response, i), GetParam().comes_as[i])
        << GetParam().documented[i];
}

const TypeCase kTypes[] = {
    {"application/json", {"application/json"}, {true}},
    {"text/plain", {"application/json"}, {true}},  // the media type clause says what is wrong
    {"application/json", {"application/json", "text/plain"}, {true, false}},
    {"text/plain; charset=utf-8", {"application/json", "text/plain"}, {false, true}},
    {"application/json", {"application/*", "application/json"}, {false, true}},
    {"application/json", {"*/*", "application/*"}, {false, true}},
    {"image/png", {"*/*", "application/*"}, {true, false}},
    {"", {"application/json", "text/plain"}, {false, false}},
    {"json", {"application/json", "*/*"}, {false, false}},
};

INSTANTIATE_TEST_SUITE_P(Documented, MediaTypes, testing::ValuesIn(kTypes));

TEST(Content, IsReadAsAnotherTypeOfTheSameFormButText) {
  const auto is_read = [](const char* type, const char* documented) {
    http::Response answer{.status = 200};
    http::set(answer.fields, "Content-Type", type);
    DocumentedResponse response{.status = "200"};
    response.media.push_back({.range = documented});
    return is_read_as(media_type_of(answer), response, 0);
  };
  EXPECT_TRUE(is_read("application/jsonl", "application/x-ndjson"));
  EXPECT_TRUE(is_read("text/plain; charset=utf-8", "text/plain"));
  EXPECT_TRUE(is_read("text/html", "text/*"));
  EXPECT_FALSE(is_read("text/html", "text/plain")) << "the clause media-type says it, and no other";
  EXPECT_FALSE(is_read("application/xml", "text/plain"));
}

struct JsonCase {
  const char* content_type;  // of the answer; empty: none
  std::vector<std::string> documented;
  bool is_read;
};

class Bodies : public testing::TestWithParam<JsonCase> {};

TEST_P(Bodies, AreReadAsJsonWhereTheyAreLabelledSo) {
  http::Response answer{.status = 200};
  if (*GetParam().content_type != '\0') http::set(answer.fields, "Content-Type", GetParam().content_type);
  DocumentedResponse response{.status = "200"};
  for (const std::string& range : GetParam().documented) response.media.push_back({.range = range});
  EXPECT_EQ(is_read_as_json(media_type_of(answer), response), GetParam().is_read);
}

const JsonCase kBodies[] = {
    {"application/json", {"application/json"}, true},
    {"Application/JSON; charset=utf-8", {"*/*"}, true},
    {"application/problem+json", {"application/*"}, true},
    {"text/html", {"application/json"}, false},  // the media type clause says what is wrong
    {"json", {"application/json"}, true},        // no media type, so no label that says otherwise
    {"", {"application/json"}, true},
    {"text/html", {"*/*"}, false},
    {"application/pdf", {"application/*"}, false},
    {"text/csv", {"application/json", "text/csv"}, false},
    {"application/xml", {"application/json", "application/xml"}, false},
    {"", {"*/*"}, false},
};

INSTANTIATE_TEST_SUITE_P(Documented, Bodies, testing::ValuesIn(kBodies));

Exchange answered(int status) {
  return {.outcome = Received{.response = {.status = status}}};
}

struct AnswerCase {
  const char* name;
  int status;
  Evidence evidence;
  bool is_answer;
  const char* why;  // holds this
};

class Answers : public testing::TestWithParam<AnswerCase> {};

TEST_P(Answers, AreLookedAtOrItIsSaidWhyNot) {
  const Exchange exchange = answered(GetParam().status);
  Evidence evidence = GetParam().evidence;
  evidence.answer = Answer::of(exchange);
  const auto answer = documented_answer(evidence, "200");
  EXPECT_EQ(std::holds_alternative<const Received*>(answer), GetParam().is_answer);
  if (const Verdict* verdict = std::get_if<Verdict>(&answer)) {
    EXPECT_EQ(verdict->outcome, Outcome::unexercised);
    EXPECT_NE(verdict->reason.find(GetParam().why), std::string::npos) << verdict->reason;
  }
}

const Operation kWithNotFound{.id = "A", .responses = {{.status = "200"}, {.status = "404"}}};
const Operation kWithDefault{.id = "A", .responses = {{.status = "200"}, {.status = "default"}}};

const Operation kWithExample{
    .id = "A",
    .responses = {{.status = "200"}, {.status = "404"}},
    .parameters = {
        {.name = "id", .in = Parameter::In::path, .examples = {{.value = JsonValue::string("b1")}}}}};

const AnswerCase kAnswers[] = {
    {"Documented", 200, {}, true, ""},
    {"AnotherStatus", 500, {.has_credentials = true}, false, "not the documented 200"},
    {"CredentialsAreWanted", 401, {}, false, "requires credentials"},
    {"GivenCredentialsAreRefused",
     401,
     {.has_credentials = true},
     false,
     "the target refused the given credentials (the response was 401)"},
    {"GivenCredentialsAreRefusedWhateverTheValue",
     401,
     {.has_credentials = true, .made_up = {"id"}, .has_made_up_body = true},
     false,
     "the target refused the given credentials (the response was 401)"},
    {"WrongCredentialsOnPurpose",
     401,
     {.role = Role::wrong_credentials, .has_credentials = true},
     false,
     "not the documented 200"},
    {"GivenCredentialsMayNotAllowIt",
     403,
     {.has_credentials = true, .made_up = {"id"}},
     false,
     "and id was made up: give an accepted value with --variable id=VALUE, or credentials that allow the "
     "call"},
    {"ExampleThatIsUnknown",
     404,
     {.made_up = {"id"}, .operation = &kWithExample},
     false,
     "and id is an example of the documentation: give an accepted value with --variable id=VALUE"},
    {"ExampleAndMadeUp",
     404,
     {.made_up = {"id", "page"}, .operation = &kWithExample},
     false,
     "and id is an example of the documentation and page was made up: give an accepted value with --variable "
     "id=VALUE --variable page=VALUE"},
    {"AnonymousOnPurpose", 403, {.role = Role::anonymous}, false, "not the documented 200"},
    {"MadeUpAndUnknown", 404, {.made_up = {"id"}, .operation = &kWithNotFound}, false, "--variable id=VALUE"},
    {"MadeUpAndUnknownByDefault",
     404,
     {.made_up = {"id"}, .operation = &kWithDefault},
     false,
     "--variable id=VALUE"},
    {"MadeUpAndUndocumented", 404, {.made_up = {"id"}}, false, "--variable id=VALUE"},
    {"MadeUpBody", 422, {.has_made_up_body = true}, false, "--values FILE"},
    {"MadeUpPage",
     403,
     {.role = Role::cross_origin, .origin = kPageOrigin, .has_credentials = true},
     false,
     "--origin URL"},
    {"MadeUpOnPurpose",
     404,
     {.role = Role::unknown_resource, .made_up = {"id"}},
     false,
     "not the documented 200"},
    {"MadeUpYetBroken", 500, {.made_up = {"id"}}, false, "not the documented 200"},
};

INSTANTIATE_TEST_SUITE_P(Of200, Answers, testing::ValuesIn(kAnswers),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(Answers, ThatNeverCameAreUndecided) {
  const Exchange exchange{.outcome = Failure{.reason = "timed out"}};
  const auto answer = documented_answer({.answer = Answer::of(exchange)}, "200");
  ASSERT_TRUE(std::holds_alternative<Verdict>(answer));
  EXPECT_EQ(std::get<Verdict>(answer).outcome, Outcome::undecided);
}

}  // namespace documented_answer_test
}  // namespace avouch
