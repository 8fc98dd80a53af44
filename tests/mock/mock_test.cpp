// SPDX-License-Identifier: MIT
#include "mock/mock.h"

#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/text.h"
#include "contract/load.h"
#include "exchange/transport.h"
#include "http/syntax.h"
#include "mock/answer/site.h"
#include "mock/request/route.h"
#include "schemas/shipped.h"
#include "sites.h"

namespace avouch {
namespace mock_test {

constexpr const char* kPath = "/v1/Configuration/Webhooks";
constexpr const char* kOrigin = "https://page.example";

Contract shipped() {
  std::vector<NamedText> texts;
  for (const ShippedFile& file : shipped_files()) texts.emplace_back(file.name, file.text);
  Result<Contract> contract = load_shipped_contract(texts);
  if (!contract) throw std::runtime_error(to_string(contract.errors()));
  return *std::move(contract);
}

http::Field basic(const std::string& user) {
  const std::size_t colon = user.find(':');
  return {"Authorization", http::basic_authorization(user.substr(0, colon), user.substr(colon + 1))};
}

http::Request get(http::Fields fields = {}) {
  return {.method = "GET", .target = kPath, .fields = std::move(fields)};
}

http::Request preflight(const std::string& method) {
  return {.method = "OPTIONS",
          .target = kPath,
          .fields = {{"Origin", kOrigin},
                     {"Access-Control-Request-Method", method},
                     {"Access-Control-Request-Headers", "authorization"}}};
}

TEST(MockSite, ServesTheDocumentedExampleWithoutItsContradiction) {
  const http::Response response = site_of(shipped()).answer(get({basic(kMockUser)}));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(field(response, "Content-Type"), "application/json");
  EXPECT_EQ(nlohmann::json::parse(response.body), nlohmann::json::parse(R"({
    "url": "https://conversations.twilio.com/v1/Configuration/Webhooks",
    "method": "GET",
    "target": "webhook",
    "filters": ["onMessageAdded", "onConversationUpdated"],
    "account_sid": "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "pre_webhook_url": "https://example.com/pre",
    "post_webhook_url": "https://example.com/post"
  })"));
}

TEST(MockSite, RefusesTheAnonymous) {
  const http::Response response = site_of(shipped()).answer(get());
  EXPECT_EQ(response.status, 401);
  EXPECT_EQ(field(response, "WWW-Authenticate"), R"(Basic realm="avouch mock", charset="UTF-8")");
  EXPECT_EQ(field(response, "Content-Type"), "application/problem+json");
  EXPECT_EQ(field(response, "Access-Control-Allow-Origin"), "(none)");
}

TEST(MockSite, RefusesAnotherPassword) {
  EXPECT_EQ(site_of(shipped()).answer(get({basic("AC00000000000000000000000000000000:other")})).status, 401);
}

TEST(MockSite, RefusesTheRightPasswordUnderAnotherScheme) {
  http::Field field = basic(kMockUser);
  field.value.replace(0, 5, "Bearer");
  EXPECT_EQ(site_of(shipped()).answer(get({field})).status, 401);
}

TEST(MockSite, TakesTheSchemesNameInAnyCase) {
  http::Field field = basic(kMockUser);
  field.value.replace(0, 5, "bASIC");
  EXPECT_EQ(site_of(shipped()).answer(get({field})).status, 200);
}

TEST(MockSite, LetsAPageReadARefusal) {
  const http::Response response = site_of(shipped()).answer(get({{"Origin", kOrigin}}));
  EXPECT_EQ(response.status, 401);
  EXPECT_EQ(field(response, "Access-Control-Allow-Origin"), "*");
}

TEST(MockSite, AnswersAPreflightWithoutCredentials) {
  const http::Response response = site_of(shipped()).answer(preflight("GET"));
  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(response.body, "");
  EXPECT_EQ(field(response, "Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(field(response, "Access-Control-Allow-Methods"), "GET");
  EXPECT_EQ(ascii_lower(field(response, "Access-Control-Allow-Headers")), "authorization");
  EXPECT_EQ(field(response, "Access-Control-Allow-Credentials"), "(none)");
  EXPECT_EQ(field(response, "Vary"), "(none)");
}

TEST(MockSite, AllowsNoMethodThatIsNotDocumented) {
  EXPECT_EQ(field(site_of(shipped()).answer(preflight("DELETE")), "Access-Control-Allow-Methods"), "GET");
}

TEST(MockSite, EchoesANamedOriginWithVaryAndCredentials) {
  const MockSite site = site_of(shipped(), {kOrigin});
  for (const http::Request& request : {get({basic(kMockUser), {"Origin", kOrigin}}), preflight("GET")}) {
    const http::Response response = site.answer(request);
    EXPECT_EQ(field(response, "Access-Control-Allow-Origin"), kOrigin) << request.method;
    EXPECT_EQ(field(response, "Access-Control-Allow-Credentials"), "true") << request.method;
    EXPECT_EQ(field(response, "Vary"), "Origin") << request.method;
  }
}

TEST(MockSite, AdmitsNoOtherOriginThanTheNamed) {
  const http::Response response =
      site_of(shipped(), {kOrigin}).answer(get({basic(kMockUser), {"Origin", "https://other.example"}}));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(field(response, "Access-Control-Allow-Origin"), "(none)");
  EXPECT_EQ(field(response, "Access-Control-Allow-Credentials"), "(none)");
  EXPECT_EQ(field(response, "Vary"), "Origin");
}

TEST(MockSite, SaysVaryWhereNoOriginWasNamed) {
  EXPECT_EQ(field(site_of(shipped(), {kOrigin}).answer(get({basic(kMockUser)})), "Vary"), "Origin");
}

TEST(MockSite, KnowsNoUndocumentedPath) {
  const http::Response response = site_of(shipped()).answer({.method = "GET", .target = "/v1/Configuration"});
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(field(response, "Content-Type"), "application/problem+json");
  EXPECT_EQ(nlohmann::json::parse(response.body).at("status"), 404);
}

TEST(MockSite, NamesTheDocumentedMethodsWhereAnotherIsTried) {
  const http::Response response = site_of(shipped()).answer({.method = "DELETE", .target = kPath});
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(field(response, "Allow"), "GET, HEAD, OPTIONS");
}

TEST(MockSite, NamesTheDocumentedMethodsToOptions) {
  const http::Response response = site_of(shipped()).answer({.method = "OPTIONS", .target = kPath});
  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(field(response, "Allow"), "GET, HEAD, OPTIONS");
  EXPECT_EQ(field(response, "Access-Control-Allow-Origin"), "(none)");
}

TEST(MockSite, TakesNoPartInTheQuery) {
  http::Request request = get({basic(kMockUser)});
  request.target += "?page=2";
  EXPECT_EQ(site_of(shipped()).answer(request).status, 200);
}

constexpr const char* kKeyed = R"({
  "openapi": "3.1.0", "info": {"title": "t", "version": "1"},
  "paths": {
    "/things/{id}": {"get": {"operationId": "GetThing", "security": [{"key": []}, {"token": []}],
      "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
      "responses": {"200": {"description": "d", "headers": {"X-Count": {"schema": {"type": "integer"}}},
        "content": {"application/json": {"schema": {"type": "object", "required": ["n"],
          "properties": {"n": {"type": "integer", "minimum": 7}}}}}},
        "401": {"description": "no", "content": {"application/json": {"example": {"code": 20003}}}}}}},
    "/things/all": {"get": {"operationId": "AllThings", "security": [],
      "responses": {"204": {"description": "none"}}}}},
  "components": {"securitySchemes": {"key": {"type": "apiKey", "in": "query", "name": "api_key"},
    "token": {"type": "http", "scheme": "bearer"}}}})";

TEST(MockSite, MakesABodyFromTheSchemaAndHeadersFromTheirTypes) {
  const http::Response response =
      site_of(contract_of(kKeyed)).answer({.target = "/things/1?api_key=mock-token"});
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(nlohmann::json::parse(response.body), nlohmann::json::parse(R"({"n": 7})"));
  EXPECT_EQ(field(response, "X-Count"), "1");
}

TEST(MockSite, TakesEitherAlternativeOfSecurity) {
  const http::Request request{.target = "/things/1", .fields = {{"Authorization", "Bearer mock-token"}}};
  EXPECT_EQ(site_of(contract_of(kKeyed)).answer(request).status, 200);
}

TEST(MockSite, ServesTheDocumentedRefusal) {
  const http::Response response = site_of(contract_of(kKeyed)).answer({.target = "/things/1?api_key=wrong"});
  EXPECT_EQ(response.status, 401);
  EXPECT_EQ(response.body, R"({"code":20003})");
  EXPECT_EQ(field(response, "Content-Type"), "application/json");
}

// RFC 9110 §15.5.2: a 401 has a challenge, whatever brings it about.
struct ChallengedCase {
  const char* name;
  const char* security;
  const char* headers;  // of the 401
  const char* sent;     // WWW-Authenticate
};

void PrintTo(const ChallengedCase& shown, std::ostream* out) {
  *out << shown.name;
}

class Challenged : public testing::TestWithParam<ChallengedCase> {};

TEST_P(Challenged, ByTheDocumentedSchemes) {
  const MockSite site = site_of(contract_of(
      R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get": {"operationId": "GetA",
    "security": )" +
      std::string(GetParam().security) +
      R"(, "responses": {"200": {"description": "d"}, "401": {"description": "d", "headers": {)" +
      GetParam().headers + R"(}}}}}}, "components": {"securitySchemes": {
    "basic": {"type": "http", "scheme": "basic"}, "token": {"type": "http", "scheme": "bearer"},
    "digest": {"type": "http", "scheme": "Digest"}, "key": {"type": "apiKey", "in": "query", "name": "key"}}}})"));
  const bool is_open = std::string(GetParam().security) == "[]";
  const http::Response response = site.answer(
      {.target = "/a", .fields = is_open ? http::Fields{{"Prefer", "code=401"}} : http::Fields{}});
  EXPECT_EQ(response.status, 401);
  EXPECT_EQ(field(response, "WWW-Authenticate"), GetParam().sent);
}

const ChallengedCase kChallenged[] = {
    {"Bearer", R"([{"token": []}])", "", R"(Bearer realm="avouch mock")"},
    {"Each", R"([{"key": []}, {"token": []}, {"basic": [], "token": []}])", "",
     R"(ApiKey realm="avouch mock", Bearer realm="avouch mock", Basic realm="avouch mock", charset="UTF-8")"},
    {"DigestThatTheMockCannotCheck", R"([{"digest": []}, {"key": []}])", "",
     R"(ApiKey realm="avouch mock", Digest realm="avouch mock", qop="auth", nonce="avouch")"},
    {"OnRequest", "[]", "", R"(Bearer realm="avouch mock")"},
    {"Documented", R"([{"basic": []}])", R"("WWW-Authenticate": {"schema": {"type": "string"}})",
     R"(Basic realm="documented")"},
    {"DocumentedWithoutAScheme", R"([{"token": []}])",
     R"("WWW-Authenticate": {"schema": {"type": "string"}})", R"(Bearer realm="avouch mock")"},
    {"DocumentedByAnExample", R"([{"token": []}])",
     R"("WWW-Authenticate": {"schema": {"type": "string"}, "example": "bearer realm=\"a\""})",
     R"(bearer realm="a")"},
    {"DocumentedAsAnotherScheme", R"([{"token": []}])",
     R"("WWW-Authenticate": {"schema": {"type": "string", "enum": ["Negotiate"]}})", "Negotiate"},
};
INSTANTIATE_TEST_SUITE_P(MockSite, Challenged, testing::ValuesIn(kChallenged),
                         [](const auto& of) { return std::string(of.param.name); });

TEST(MockSite, PrefersThePathWithoutParameters) {
  const http::Response response = site_of(contract_of(kKeyed)).answer({.target = "/things/all"});
  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(response.body, "");
}

struct PathCase {
  const char* name;
  const char* path_template;
  const char* path;
  bool matches;
};

void PrintTo(const PathCase& shown, std::ostream* out) {
  *out << shown.name;
}

class PathTemplate : public testing::TestWithParam<PathCase> {};

TEST_P(PathTemplate, Matches) {
  EXPECT_EQ(path_values(GetParam().path_template, GetParam().path).has_value(), GetParam().matches);
}

INSTANTIATE_TEST_SUITE_P(Paths, PathTemplate,
                         testing::Values(PathCase{"literal", "/a/b", "/a/b", true},
                                         PathCase{"literal_case", "/a/b", "/a/B", false},
                                         PathCase{"literal_encoded", "/a b", "/a%20b", true},
                                         PathCase{"literal_encoded_otherwise", "/~a", "/%7ea", true},
                                         PathCase{"too_short", "/a/b", "/a", false},
                                         PathCase{"too_long", "/a/b", "/a/b/c", false},
                                         PathCase{"trailing_slash", "/a/b", "/a/b/", false},
                                         PathCase{"parameter", "/a/{id}", "/a/1", true},
                                         PathCase{"empty_parameter", "/a/{id}", "/a/", false},
                                         PathCase{"no_slash_in_parameter", "/a/{id}", "/a/1/2", false},
                                         PathCase{"suffix", "/a/{id}.json", "/a/1.json", true},
                                         PathCase{"suffix_missing", "/a/{id}.json", "/a/1.xml", false},
                                         PathCase{"suffix_alone", "/a/{id}.json", "/a/.json", false},
                                         PathCase{"two_in_one", "/a/{x}-{y}", "/a/1-2", true},
                                         PathCase{"two_in_one_missing", "/a/{x}-{y}", "/a/12", false}),
                         [](const testing::TestParamInfo<PathCase>& of) { return of.param.name; });

struct ServedPath {
  const char* name;
  const char* path;   // of the request
  const char* found;  // the route, or "none"
};

void PrintTo(const ServedPath& shown, std::ostream* out) {
  *out << shown.name;
}

class ServerPath : public testing::TestWithParam<ServedPath> {};

TEST_P(ServerPath, IsServed) {
  const MockRoutes routes({{.path = "/a/{x}", .servers = {"https://h.example/v1", "https://i.example/v1"}},
                           {.path = "/b", .servers = {"https://h.example", "/v2/x"}},
                           {.path = "/{x}/{y}/{z}", .servers = {"v3"}}});
  const MockRoute* found = routes.find(GetParam().path, "GET");
  ASSERT_EQ(found == nullptr ? "none" : found->path, GetParam().found);
  EXPECT_TRUE(found == nullptr || found->operations.size() == 1);
}

INSTANTIATE_TEST_SUITE_P(Paths, ServerPath,
                         testing::Values(ServedPath{"Root", "/a/1", "/a/{x}"},
                                         ServedPath{"Server", "/v1/a/1", "/v1/a/{x}"},
                                         ServedPath{"Encoded", "/%761/a/1", "/v1/a/{x}"},
                                         ServedPath{"TwoSegments", "/v2/x/b", "/v2/x/b"},
                                         ServedPath{"AnotherOperations", "/v1/b", "none"},
                                         ServedPath{"NoneIsKnown", "/v3/1/2/3", "none"}),
                         [](const testing::TestParamInfo<ServedPath>& of) { return of.param.name; });

struct OrderCase {
  const char* name;
  const char* documented_first;
  const char* documented_then;
  const char* path;
  const char* found;
};

void PrintTo(const OrderCase& shown, std::ostream* out) {
  *out << shown.name;
}

class PathOrder : public testing::TestWithParam<OrderCase> {};

TEST_P(PathOrder, FindsTheMoreConcrete) {
  const MockRoutes routes({{.path = GetParam().documented_first}, {.path = GetParam().documented_then}});
  const MockRoute* found = routes.find(GetParam().path, "GET");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->path, GetParam().found);
}

// OpenAPI 3.1 §4.8.8.2 leaves open which of two templates a path matches, and only that.
TEST(PathMethods, DecideBetweenTemplatesAlone) {
  const MockRoutes routes({{.method = "GET", .path = "/{kind}/all"},
                           {.method = "POST", .path = "/text/{id}"},
                           {.method = "DELETE", .path = "/{kind}/{id}"},
                           {.method = "GET", .path = "/{kind}/{id}"},
                           {.method = "POST", .path = "/text/new"}});
  const auto found = [&](const char* path, const char* method) { return routes.find(path, method)->path; };
  EXPECT_EQ(found("/text/all", "GET"), "/{kind}/all");
  EXPECT_EQ(found("/text/all", "POST"), "/text/{id}");
  EXPECT_EQ(found("/text/all", "DELETE"), "/{kind}/{id}");
  EXPECT_EQ(found("/text/all", "PATCH"), "/text/{id}");
  EXPECT_EQ(found("/text/new", "GET"), "/text/new");
}

INSTANTIATE_TEST_SUITE_P(
    Paths, PathOrder,
    testing::Values(OrderCase{"literal", "/a/{n}", "/a/all", "/a/all", "/a/all"},
                    OrderCase{"two_in_one", "/a/{n}", "/a/{x}-{y}", "/a/1-2", "/a/{x}-{y}"},
                    OrderCase{"not_two_in_one", "/a/{n}", "/a/{x}-{y}", "/a/12", "/a/{n}"},
                    OrderCase{"suffix", "/a/{n}", "/a/{n}.json", "/a/1.json", "/a/{n}.json"},
                    OrderCase{"longer_suffix", "/a/{n}.gz", "/a/{n}.tar.gz", "/a/1.tar.gz", "/a/{n}.tar.gz"},
                    OrderCase{"long_name", "/a/{a_long_name}", "/a/{x}-", "/a/1-", "/a/{x}-"},
                    OrderCase{"fewer_parameters", "/a/{x}-{y}", "/a/{n}-", "/a/1-", "/a/{n}-"},
                    OrderCase{"first_segment_decides", "/{x}/b", "/a/{y}", "/a/b", "/a/{y}"},
                    OrderCase{"in_turn_where_alike", "/a/{x}", "/a/{y}", "/a/1", "/a/{x}"}),
    [](const testing::TestParamInfo<OrderCase>& of) { return of.param.name; });

// Over sockets.

std::unique_ptr<MockServer> started(MockOptions options = {}) {
  Result<std::unique_ptr<MockServer>> server = MockServer::start(shipped(), std::move(options));
  if (!server) throw std::runtime_error(to_string(server.errors()));
  return *std::move(server);
}

const Cancellation kNever{false};

http::Response asked(const MockServer& server, const http::Request& request) {
  const Result<std::unique_ptr<Transport>> transport =
      http_transport(*http::parse_url(server.url()), {}, kNever);
  const Exchange exchange = (*transport)->send(request);
  if (exchange.received() == nullptr) throw std::runtime_error(exchange.failure()->reason);
  return exchange.received()->response;
}

TEST(MockServer, ServesOverHttp) {
  const auto server = started();
  const http::Response response = asked(*server, get({basic(server->user())}));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(nlohmann::json::parse(response.body).at("method"), "GET");
}

TEST(MockServer, AddsNothingToTheDocumentedFields) {
  const auto server = started();
  const http::Response response = asked(*server, get({basic(server->user())}));
  ASSERT_EQ(response.fields.size(), 2U);
  EXPECT_TRUE(http::contains(response.fields, "Content-Type"));
  EXPECT_TRUE(http::contains(response.fields, "Content-Length"));
}

TEST(MockServer, SendsNoContentLengthWithNoContent) {
  const auto server = started();
  const http::Response response = asked(*server, preflight("GET"));
  EXPECT_EQ(response.status, 204);
  EXPECT_FALSE(http::contains(response.fields, "Content-Length"));
  EXPECT_FALSE(http::contains(response.fields, "Content-Type"));
}

TEST(MockServer, AnswersHeadWithTheFieldsOfGet) {
  const auto server = started();
  http::Request request = get({basic(server->user())});
  const http::Response whole = asked(*server, request);
  request.method = "HEAD";
  const http::Response head = asked(*server, request);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.body, "");
  EXPECT_EQ(field(head, "Content-Length"), field(whole, "Content-Length"));
}

TEST(MockServer, RemembersWhatWasAsked) {
  const auto server = started();
  asked(*server, get());
  asked(*server, preflight("GET"));
  const std::vector<http::Request> requests = server->requests();
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_EQ(requests[0].target, kPath);
  EXPECT_EQ(requests[1].method, "OPTIONS");
  EXPECT_EQ(http::combined(requests[1].fields, "Origin"), kOrigin);
}

TEST(MockServer, TellsEachAnswer) {
  std::vector<int> statuses;
  {
    const auto server = started({.on_answer = [&](const http::Request&, const MockReply& reply) {
      statuses.push_back(reply.response.status);
    }});
    asked(*server, get());
    asked(*server, get({basic(server->user())}));
  }
  EXPECT_EQ(statuses, (std::vector<int>{401, 200}));
}

TEST(MockServer, TakesALongQuery) {
  const auto server = started();
  for (const std::size_t size : {7'990U, 8'200U, 64U * 1024U, 500'000U}) {
    http::Request request = get({basic(server->user())});
    request.target += "?q=" + std::string(size, 'x');
    const http::Response response = asked(*server, request);
    EXPECT_EQ(response.status, 200) << size;
    EXPECT_EQ(server->requests().back().target, request.target) << size;
  }
}

TEST(MockServer, RefusesAQueryWithoutEnd) {
  const auto server = started();
  http::Request request = get();
  request.target += "?q=" + std::string(1'100'000, 'x');
  EXPECT_EQ(asked(*server, request).status, 414);
}

TEST(MockServer, FramesMessagesItself) {
  const auto server = started({.edit = [](const http::Request&, MockReply& reply) {
    reply.response.fields.push_back({"Transfer-Encoding", "chunked"});
    reply.response.fields.push_back({"Connection", "close"});
    reply.response.fields.push_back({"Content-Length", "9"});
  }});
  const http::Response response = asked(*server, get({basic(server->user())}));
  EXPECT_EQ(response.status, 200);
  EXPECT_FALSE(http::contains(response.fields, "Transfer-Encoding"));
  EXPECT_EQ(field(response, "Content-Length"), std::to_string(response.body.size()));
}

TEST(MockServer, AnswersAfterADelay) {
  const auto server = started({.delay = std::chrono::milliseconds(1)});
  EXPECT_EQ(asked(*server, get()).status, 401);
}

TEST(MockServer, StopsDuringADelay) {
  std::promise<void> is_delayed;
  const auto server = started({.delay = std::chrono::hours(24),
                               .edit = [&](const http::Request&, MockReply&) { is_delayed.set_value(); }});
  std::thread asking([&] {
    const auto transport = *http_transport(*http::parse_url(server->url()), {}, kNever);
    transport->send(get());
  });
  is_delayed.get_future().wait();
  server->stop();
  asking.join();
  EXPECT_EQ(server->requests().size(), 1U);
}

TEST(MockServer, ServesManyConnectionsThatAreKeptAlive) {
  const auto server = started();
  const auto transport = *http_transport(*http::parse_url(server->url()), {}, kNever);
  const std::vector<http::Request> requests(100, get({basic(server->user())}));
  for (const Exchange& exchange : exchange_all(*transport, requests, 20)) {
    ASSERT_NE(exchange.received(), nullptr);
    EXPECT_EQ(exchange.received()->response.status, 200);
  }
}

TEST(MockServer, StopsWhileAClientKeepsItsConnection) {
  const auto server = started();
  const auto transport = *http_transport(*http::parse_url(server->url()), {}, kNever);
  ASSERT_NE(transport->send(get()).received(), nullptr);
  server->stop();
  EXPECT_NE(transport->send(get()).failure(), nullptr);
}

TEST(MockServer, StopsWithoutHavingServed) {
  for (int i = 0; i < 20; ++i) started();
  SUCCEED();
}

TEST(MockServer, RefusesAPortThatIsTaken) {
  const auto server = started();
  const Result<std::unique_ptr<MockServer>> second = MockServer::start(shipped(), {.port = server->port()});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.errors().front().title, "cannot listen on 127.0.0.1:" + std::to_string(server->port()));
}

TEST(MockServer, WaitsUntilItIsToldToStop) {
  const auto server = started();
  std::atomic<bool> stop{false};
  std::thread waiting([&] { server->wait(stop); });
  EXPECT_EQ(asked(*server, get()).status, 401);
  stop = true;
  waiting.join();
}

}  // namespace mock_test
}  // namespace avouch
