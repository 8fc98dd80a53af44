// SPDX-License-Identifier: MIT
// How a run gets in: credentials from the environment, tokens of OAuth 2 and of a login, Digest and client
// certificates, and what it says if it does not.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <tuple>
#include <vector>

#include "base/file.h"
#include "fixtures/certificate.h"
#include "fixtures/raw_server.h"
#include "http/syntax.h"
#include "process.h"

namespace avouch {
namespace entry_test {

using nlohmann::json;

constexpr const char* kProgram = AVOUCH_BINARY_DIR "/avouch";

// An API with one open and one secured operation.
std::string contract(const std::string& scheme, const std::string& scopes = "[]") {
  return R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {
 "/open": {"get": {"operationId": "open", "security": [], "responses": {"200": {"description": "d"}}}},
 "/mine": {"get": {"operationId": "mine", "security": [{"shop-key": )" +
         scopes + R"(}], "responses": {"200": {"description": "d"}, "401": {"description": "d"},
  "404": {"description": "d"}}}}},
 "components": {"securitySchemes": {"shop-key": )" +
         scheme + "}}}";
}

constexpr const char* kKeyScheme = R"({"type": "apiKey", "in": "header", "name": "X-Api-Key"})";
constexpr const char* kBearerScheme = R"({"type": "http", "scheme": "bearer"})";

std::string path_of(const std::string& request) {
  const std::size_t blank = request.find(' ');
  return request.substr(blank + 1, request.find(' ', blank + 1) - blank - 1);
}

// The value of a field; "" if the request does not have it.
std::string field(const std::string& request, const std::string& name) {
  const std::size_t at = request.find("\r\n" + name + ": ");
  if (at == std::string::npos) return {};
  const std::size_t begin = at + name.size() + 4;
  return request.substr(begin, request.find("\r\n", begin) - begin);
}

std::string body_of(const std::string& request) {
  return request.substr(request.find("\r\n\r\n") + 4);
}

// Lets in whoever has the field with that value.
RawAnswer guarded(const std::string& request, const std::string& name, const std::string& value,
                  const std::string& refusal = "401 Unauthorized") {
  if (path_of(request) == "/open" || field(request, name) == value) return plain_answer("");
  return plain_answer("", "", refusal);
}

class Entry : public testing::Test {
 protected:
  Finished run(const std::string& api, const RawServer& target, std::vector<std::string> more = {},
               const std::map<std::string, std::string>& environment = {}) {
    EXPECT_TRUE(write_file(folder.file("api.json"), api));
    std::vector<std::string> arguments = {kProgram,        "run",    "api.json",  "-t",       target.url(),
                                          "--report-json", "r.json", "--exclude", "*/drift/*"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_process(arguments, folder.path(), environment);
  }

  std::map<std::string, std::string> outcomes() const {
    std::map<std::string, std::string> found;
    const json report = json::parse(*read_file(folder.file("r.json")));
    for (const json& clause : report.at("clauses"))
      found[clause.at("coordinate")] = clause.at("outcome").get<std::string>();
    return found;
  }

  ScratchFolder folder;
};

TEST_F(Entry, ANameOfAVariableIsSaidIfNoKeyWasGiven) {
  const RawServer target(
      [](const std::string& request) { return guarded(request, "X-Api-Key", "k7Zr2Xw9vQ"); });
  const Finished none = run(contract(kKeyScheme), target);
  EXPECT_EQ(none.exit_code, 4) << none.output;
  EXPECT_NE(none.errors.find("credentials are missing: give AVOUCH_API_KEY_SHOP_KEY\n"), std::string::npos)
      << none.errors;
  EXPECT_EQ((none.output + none.errors).find("--user"), std::string::npos);
  EXPECT_EQ(outcomes().at("open/200/status"), "holds");
  EXPECT_EQ(outcomes().at("mine/200/status"), "unexercised");
  const Finished given =
      run(contract(kKeyScheme), target, {"-v"}, {{"AVOUCH_API_KEY_SHOP_KEY", "k7Zr2Xw9vQ"}});
  EXPECT_EQ(given.exit_code, 0) << given.output << given.errors;
  EXPECT_EQ(outcomes().at("mine/200/status"), "holds");
  EXPECT_EQ(outcomes().at("mine/security/anonymous"), "holds");
  EXPECT_NE(given.output.find("$AVOUCH_API_KEY_SHOP_KEY"), std::string::npos) << given.output;
  EXPECT_EQ((given.output + given.errors).find("k7Zr2Xw9vQ"), std::string::npos);
}

// The server hides what it refuses: nothing shows that it asks for credentials.
TEST_F(Entry, ARunWithoutCredentialsAndWithoutASuccessIsNotGreen) {
  const RawServer target([](const std::string& request) {
    return guarded(request, "Authorization", "Bearer t0", "404 Not Found");
  });
  const Finished none = run(contract(kBearerScheme), target);
  EXPECT_EQ(none.exit_code, 4) << none.output;
  EXPECT_NE(none.errors.find("give AVOUCH_TOKEN\n"), std::string::npos) << none.errors;
  EXPECT_EQ(run(contract(kBearerScheme), target, {}, {{"AVOUCH_TOKEN", "t0"}}).exit_code, 0);
}

TEST_F(Entry, SettingsOfTheProjectGiveKeysAndTheEnvironmentOverridesThem) {
  const RawServer target(
      [](const std::string& request) { return guarded(request, "X-Api-Key", "k7Zr2Xw9vQ"); });
  ASSERT_TRUE(write_file(folder.file("avouch.toml"), "api-key = [\"shop-key=${SHOP}\"]\n"));
  EXPECT_EQ(run(contract(kKeyScheme), target, {}, {{"SHOP", "k7Zr2Xw9vQ"}}).exit_code, 0);
  EXPECT_EQ(run(contract(kKeyScheme), target, {}, {{"SHOP", "other"}}).exit_code, 4);
  EXPECT_EQ(
      run(contract(kKeyScheme), target, {}, {{"SHOP", "other"}, {"AVOUCH_API_KEY_SHOP_KEY", "k7Zr2Xw9vQ"}})
          .exit_code,
      0);
  EXPECT_EQ(run(contract(kKeyScheme), target, {"--api-key", "shop-key=k7Zr2Xw9vQ"},
                {{"SHOP", "other"}, {"AVOUCH_API_KEY_SHOP_KEY", "another"}})
                .exit_code,
            0);
  const Finished unknown = run(contract(kKeyScheme), target, {"--api-key", "shopkey=x"}, {{"SHOP", "a"}});
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_EQ(unknown.errors,
            "error: --api-key: the contract uses no API key scheme \"shopkey\"\n  Did you mean shop-key?\n");
}

// What no request can carry leaves clauses unexercised, and the run is not green.
TEST_F(Entry, ASchemeThatNoRequestCanCarryRefusesNothingButItself) {
  const RawServer target(
      [](const std::string& request) { return guarded(request, "Authorization", "HOBA x"); });
  for (const char* scheme : {R"({"type": "http", "scheme": "HOBA"})", R"({"type": "mutualTLS"})",
                             R"({"type": "http", "scheme": "digest"})", R"({"type": "nothing"})", "7"}) {
    const Finished none = run(contract(scheme), target);
    EXPECT_EQ(none.exit_code, 4) << scheme << none.output << none.errors;
    EXPECT_EQ(outcomes().at("open/200/status"), "holds") << scheme;
    EXPECT_EQ(outcomes().at("mine/200/status"), "unexercised") << scheme;
    EXPECT_EQ(outcomes().at("mine/security/anonymous"), "holds") << scheme;
  }
  const Finished given =
      run(contract(R"({"type": "http", "scheme": "HOBA"})"), target, {"-H", "Authorization: HOBA x"});
  EXPECT_EQ(given.exit_code, 0) << given.output << given.errors;
  // The mock that runs in this process accepts what stands in for the credentials.
  for (const char* scheme : {R"({"type": "mutualTLS"})", R"({"type": "nothing"})"}) {
    ASSERT_TRUE(write_file(folder.file("api.json"), contract(scheme)));
    const Finished mocked = run_process({kProgram, "run", "api.json"}, folder.path());
    EXPECT_EQ(mocked.exit_code, 0) << scheme << mocked.output << mocked.errors;
  }
}

// An OAuth 2 server and an API in one: the token is accepted `uses` times.
struct OAuthTarget {
  RawAnswer answer(const std::string& request) {
    const std::string path = path_of(request);
    if (path == "/open") return plain_answer("");
    if (path == "/elsewhere") {
      ++redirects_followed;
      return plain_answer("{}");
    }
    if (path == "/token") {
      token_requests.push_back(request);
      if (is_redirecting) return plain_answer("", "Location: /elsewhere\r\n", "307 Temporary Redirect");
      const bool is_client =
          field(request, "Authorization") == http::basic_authorization("app", "cl13nt-s3cret");
      if (!is_client) return plain_answer(R"({"error": "invalid_client"})", "", "401 Unauthorized");
      left = uses;
      return plain_answer(json{{"access_token", token()}, {"token_type", "Bearer"}}.dump(),
                          "Content-Type: application/json\r\n");
    }
    if (field(request, "Authorization") != "Bearer " + token() || left == 0)
      return plain_answer("", "", "401 Unauthorized");
    --left;
    return plain_answer(token(), "X-Token: " + token() + "\r\n");
  }

  std::string token() const { return "t0ken-" + std::string(token_requests.size() + 3, 'a') + "-end"; }

  int uses = 100;
  int left = 0;
  int redirects_followed = 0;
  bool is_redirecting = false;
  std::vector<std::string> token_requests;
};

constexpr const char* kOAuthScheme =
    R"({"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "token", "scopes": {}}}})";

TEST_F(Entry, OAuthClientCredentialsGetATokenWithTheScopesOfTheOperations) {
  OAuthTarget api;
  const RawServer target([&](const std::string& request) { return api.answer(request); });
  const std::string document = contract(kOAuthScheme, R"(["read", "write"])");
  const Finished given =
      run(document, target, {"-v", "--oauth-client", "app"}, {{"AVOUCH_OAUTH_SECRET", "cl13nt-s3cret"}});
  EXPECT_EQ(given.exit_code, 0) << given.output << given.errors;
  EXPECT_EQ(outcomes().at("mine/200/status"), "holds");
  ASSERT_EQ(api.token_requests.size(), 1u);
  EXPECT_EQ(body_of(api.token_requests[0]), "grant_type=client_credentials&scope=read%20write");
  const std::string report = *read_file(folder.file("r.json"));
  for (const char* secret : {"cl13nt-s3cret", "t0ken-", "/token"})
    EXPECT_EQ((given.output + given.errors + report).find(secret), std::string::npos) << secret;
  EXPECT_NE(given.output.find("Authorization: Bearer $AVOUCH_TOKEN"), std::string::npos) << given.output;
}

TEST_F(Entry, ATokenThatIsRefusedIsRenewedOnce) {
  OAuthTarget api;
  api.uses = 1;
  const RawServer target([&](const std::string& request) { return api.answer(request); });
  const Finished ran = run(contract(kOAuthScheme), target, {"-v", "-j", "1", "--oauth-client", "app"},
                           {{"AVOUCH_OAUTH_SECRET", "cl13nt-s3cret"}});
  EXPECT_EQ(ran.exit_code, 0) << ran.output << ran.errors;
  EXPECT_EQ(outcomes().at("mine/200/status"), "holds");
  EXPECT_GE(api.token_requests.size(), 2u);
  const std::string report = *read_file(folder.file("r.json"));
  EXPECT_EQ((ran.output + ran.errors + report).find("t0ken-"), std::string::npos) << ran.output;
}

TEST_F(Entry, ATokenThatIsNotGivenEndsTheRunBeforeItBegins) {
  OAuthTarget api;
  const RawServer target([&](const std::string& request) { return api.answer(request); });
  const Finished wrong = run(contract(kOAuthScheme), target, {"--oauth-client", "app"},
                             {{"AVOUCH_OAUTH_SECRET", "wr0ng-s3cret"}});
  EXPECT_EQ(wrong.exit_code, 4);
  EXPECT_NE(wrong.errors.find("answered 401 (invalid_client)"), std::string::npos) << wrong.errors;
  EXPECT_EQ(wrong.errors.find("wr0ng"), std::string::npos);
  EXPECT_EQ(target.requests().size(), 2u) << "by Basic, and in the content";
  api.is_redirecting = true;
  const Finished moved = run(contract(kOAuthScheme), target, {"--oauth-client", "app"},
                             {{"AVOUCH_OAUTH_SECRET", "cl13nt-s3cret"}});
  EXPECT_EQ(moved.exit_code, 4);
  EXPECT_EQ(api.redirects_followed, 0);
  EXPECT_NE(moved.errors.find("a redirect is not followed"), std::string::npos) << moved.errors;
  const Finished no_flow = run(contract(kBearerScheme), target, {"--oauth-client", "app"},
                               {{"AVOUCH_OAUTH_SECRET", "cl13nt-s3cret"}});
  EXPECT_EQ(no_flow.exit_code, 2);
  EXPECT_NE(no_flow.errors.find("no selected operation has an OAuth 2 flow that can be used"),
            std::string::npos);
}

TEST_F(Entry, AnOpenIdProviderNamesItsTokenUrl) {
  OAuthTarget api;
  std::string metadata;
  RawServer target([&](const std::string& request) {
    const bool is_for_metadata = path_of(request) == "/.well-known/openid-configuration";
    return is_for_metadata ? plain_answer(metadata) : api.answer(request);
  });
  const auto run_with = [&](const std::string& issuer, const std::string& endpoint) {
    metadata = json{{"issuer", issuer}, {"token_endpoint", endpoint}}.dump();
    return run(
        contract(R"({"type": "openIdConnect", "openIdConnectUrl": "/.well-known/openid-configuration"})"),
        target, {"--oauth-client", "app"}, {{"AVOUCH_OAUTH_SECRET", "cl13nt-s3cret"}});
  };
  const std::string issuer = target.url("");
  const Finished ran = run_with(issuer, target.url("/token"));
  EXPECT_EQ(ran.exit_code, 0) << ran.output << ran.errors;
  EXPECT_EQ(api.token_requests.size(), 1u);
  for (const auto& [other, endpoint, why] :
       {std::tuple{"https://id.example", target.url("/token"), "names the issuer \"https://id.example\""},
        std::tuple{issuer.c_str(), std::string("http://id.invalid/token"),
                   "names the token endpoint \"http://id.invalid/token\" of another origin"}}) {
    const Finished refused = run_with(other, endpoint);
    EXPECT_EQ(refused.exit_code, 4) << refused.output;
    EXPECT_NE(refused.errors.find(why), std::string::npos) << refused.errors;
  }
  EXPECT_EQ(api.token_requests.size(), 1u);
}

// As FastAPI documents it: the password goes to the API's own token URL.
TEST_F(Entry, APasswordGrantNeedsNoClient) {
  std::vector<std::string> bodies;
  const RawServer target([&](const std::string& request) {
    if (path_of(request) != "/login/token") return guarded(request, "Authorization", "Bearer t0ken");
    bodies.push_back(body_of(request));
    return plain_answer(R"({"access_token": "t0ken", "token_type": "bearer"})");
  });
  const std::string document =
      contract(R"({"type": "oauth2", "flows": {"password": {"tokenUrl": "login/token", "scopes": {}}}})");
  const Finished ran = run(document, target, {}, {{"AVOUCH_USER", "joe:p w"}});
  EXPECT_EQ(ran.exit_code, 0) << ran.output << ran.errors;
  EXPECT_EQ(bodies, (std::vector<std::string>{"grant_type=password&username=joe&password=p%20w"}));
}

TEST_F(Entry, ALoginGivesTheToken) {
  std::vector<std::string> bodies;
  const RawServer target([&](const std::string& request) {
    if (path_of(request) != "/v1/auth/login") {
      const bool is_in = field(request, "Authorization") == "Bearer t0ken-of-joe";
      return path_of(request) == "/v1/open" || is_in ? plain_answer("")
                                                     : plain_answer("", "", "401 Unauthorized");
    }
    bodies.push_back(request.substr(0, 5) + body_of(request));
    return plain_answer(R"({"data": {"access_token": "t0ken-of-joe"}})",
                        "Content-Type: application/json\r\n");
  });
  ASSERT_TRUE(write_file(folder.file("values.toml"),
                         "[login]\nbody = { email = \"joe@example.com\", password = \"${SHOP_PASSWORD}\" }\n"
                         "token = \"$response.body#/data/access_token\"\n"));
  const std::vector<std::string> login = {"--values",         "values.toml", "--login",
                                          "POST /auth/login", "-t",          target.url("/v1")};
  const Finished ran = run(contract(kBearerScheme), target, login, {{"SHOP_PASSWORD", "hunter22"}});
  EXPECT_EQ(ran.exit_code, 0) << ran.output << ran.errors;
  EXPECT_EQ(bodies, (std::vector<std::string>{R"(POST {"email":"joe@example.com","password":"hunter22"})"}));
  // Where the contract documents the login, its response is judged as any other is.
  std::string document = contract(kBearerScheme);
  const std::string kPaths = R"("paths": {)";
  ASSERT_NE(document.find(kPaths), std::string::npos) << document;
  const auto with_login = [&](const std::string& type) {
    std::string text = document;
    text.insert(
        text.find(kPaths) + kPaths.size(),
        R"("/auth/login": {"post": {"operationId": "LogIn", "requestBody": {"content": {"application/json": )"
        R"({"schema": {"type": "object"}}}}, "responses": {"200": {"description": "d", "content": )"
        R"({"application/json": {"schema": {"type": "object", "properties": {"data": {"type": ")" +
            type + R"("}}}}}}}}},)");
    std::vector<std::string> arguments = login;
    for (const char* more : {"--report-html", "report.html"}) arguments.emplace_back(more);
    return run(text, target, arguments, {{"SHOP_PASSWORD", "hunter22"}});
  };
  const Finished judged = with_login("object");
  EXPECT_EQ(judged.exit_code, 0) << judged.output << judged.errors;
  const Finished wrong = with_login("string");
  EXPECT_EQ(wrong.exit_code, 1) << wrong.output << wrong.errors;
  EXPECT_NE(wrong.output.find("LogIn/200/body/data/type"), std::string::npos) << wrong.output;
  for (const char* report : {"r.json", "report.html"}) {
    const Result<std::string> text = read_file(folder.file(report));
    ASSERT_TRUE(static_cast<bool>(text));
    EXPECT_NE(text->find("LogIn/login"), std::string::npos) << report;
    for (const char* secret : {"hunter22", "t0ken-of-joe"})
      EXPECT_EQ(text->find(secret), std::string::npos) << report << ' ' << secret;
  }
  const Finished unset = run(contract(kBearerScheme), target, login);
  EXPECT_EQ(unset.exit_code, 2);
  EXPECT_NE(unset.errors.find("the environment variable \"SHOP_PASSWORD\" is not set\n  at values.toml:2"),
            std::string::npos)
      << unset.errors;
  const Finished refused =
      run(contract(kBearerScheme), target, {"--values", "values.toml", "--login", "POST /no"},
          {{"SHOP_PASSWORD", "hunter22"}});
  EXPECT_EQ(refused.exit_code, 4);
  const Finished no_table = run(contract(kBearerScheme), target, {"--login", "POST /no"});
  EXPECT_EQ(no_table.exit_code, 2);
  EXPECT_NE(no_table.errors.find("--login: the values file has no table [login]"), std::string::npos);
}

// The server refuses a client without a certificate before HTTP begins.
TEST_F(Entry, AClientCertificateIsPresentedExceptByTheAnonymousRequest) {
  const Authority authority;
  const Identity client = authority.issue({.common_name = "client"});
  RawServer::Options secured{.identity = authority.issue({.addresses = {"127.0.0.1"}}),
                             .client_authority = authority.certificate()};
  const RawServer target([](const std::string&) { return plain_answer(""); }, secured);
  ASSERT_TRUE(write_file(folder.file("ca.pem"), authority.certificate()));
  ASSERT_TRUE(write_file(folder.file("cert.pem"), client.certificate));
  ASSERT_TRUE(write_file(folder.file("key.pem"), client.key));
  const Finished given = run(contract(R"({"type": "mutualTLS"})"), target,
                             {"-v", "--cacert", "ca.pem", "--cert", "cert.pem", "--key", "key.pem"});
  EXPECT_EQ(given.exit_code, 0) << given.output << given.errors;
  EXPECT_EQ(outcomes().at("mine/200/status"), "holds");
  EXPECT_EQ(outcomes().at("mine/security/anonymous"), "holds");
  EXPECT_EQ(outcomes().at("mine/security/wrong-credentials"), "unexercised");
  EXPECT_NE(given.output.find("Avouch has no wrong client certificate to present"), std::string::npos);
  EXPECT_EQ(outcomes().at("mine/401/status"), "unexercised");
  EXPECT_NE(given.output.find("--cert cert.pem --key key.pem"), std::string::npos) << given.output;

  // One that lets everybody in is found out.
  const RawServer open_target([](const std::string&) { return plain_answer(""); },
                              {.identity = authority.issue({.addresses = {"127.0.0.1"}})});
  EXPECT_EQ(run(contract(R"({"type": "mutualTLS"})"), open_target,
                {"--cacert", "ca.pem", "--cert", "cert.pem", "--key", "key.pem"})
                .exit_code,
            1);
  EXPECT_EQ(outcomes().at("mine/security/anonymous"), "violated");
}

// RFC 7616 §3.4: the response to the challenge is what a server computes as well.
TEST_F(Entry, ADigestAnswersTheChallenge) {
  const RawServer target([](const std::string& request) {
    const std::string answer = field(request, "Authorization");
    const std::string challenge =
        "WWW-Authenticate: Digest realm=\"testrealm@host.com\", "
        "nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"\r\n";
    // MD5 of Mufasa's secret, the nonce, and GET:/mine, without qop (RFC 2069).
    const bool is_right = answer.find("response=\"a6d7bddd2ddd05a86d6cdc05e78eb7a6\"") != std::string::npos &&
                          answer.find("username=\"Mufasa\"") != std::string::npos;
    if (path_of(request) == "/open" || is_right) return plain_answer("");
    return plain_answer("", challenge, "401 Unauthorized");
  });
  const Finished ran = run(contract(R"({"type": "http", "scheme": "digest"})"), target, {"-v"},
                           {{"AVOUCH_USER", "Mufasa:Circle Of Life"}});
  EXPECT_EQ(ran.exit_code, 0) << ran.output << ran.errors;
  EXPECT_EQ(outcomes().at("mine/200/status"), "holds");
  EXPECT_EQ(outcomes().at("mine/security/anonymous"), "holds");
  EXPECT_EQ(outcomes().at("mine/security/wrong-credentials"), "holds");
  EXPECT_NE(ran.output.find("--digest --user \"$AVOUCH_USER\""), std::string::npos) << ran.output;
  EXPECT_EQ((ran.output + ran.errors).find("Circle"), std::string::npos);
}

}  // namespace entry_test
}  // namespace avouch
