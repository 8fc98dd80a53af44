// SPDX-License-Identifier: MIT
// Realistic servers, wrong and right. Each must violate exactly the listed clauses.
#include <gtest/gtest.h>

#include <set>

#include "cors_servers.h"

namespace avouch {
namespace cors_verdicts_test {

// What a right server says: to the preflight, to the page, and to any other page.
const std::string kPreflight =
    "Access-Control-Allow-Origin: {origin}\nAccess-Control-Allow-Methods: GET, PUT, PATCH, DELETE\n"
    "Access-Control-Allow-Headers: Authorization, Content-Type\nVary: Origin";
const std::string kPage =
    "Content-Type: application/json\nAccess-Control-Allow-Origin: {origin}\nVary: Origin";
const std::string kNobody = "Content-Type: application/json\nVary: Origin";
const CorsAnswer kGoodPreflight{204, kPreflight};
const CorsAnswer kGoodPage{200, kPage};
const CorsAnswer kDenied{200, kNobody};

std::string page_with(const std::string& lines) {
  return "Content-Type: application/json\n" + lines;
}

const std::string kOriginSyntax = "/200/headers/Access-Control-Allow-Origin/syntax";
const std::string kPageOrigin = "/cors/response/origin-admitted";
const std::string kPreflightOrigin = "/cors/preflight/origin-admitted";

std::vector<CorsServer> wrong_origin_servers() {
  const auto wrong = [](const std::string& name, const std::string& lines, bool breaks_syntax) {
    CorsServer server{.name = name,
                      .preflight = kGoodPreflight,
                      .page = {200, page_with(lines)},
                      .other = {200, page_with(lines)}};
    server.violated = {kPageOrigin};
    if (breaks_syntax) server.violated.push_back(kOriginSyntax);
    return server;
  };
  return {
      wrong("trailing slash", "Access-Control-Allow-Origin: https://avouch.example/", true),
      wrong("two origins in one line",
            "Access-Control-Allow-Origin: https://avouch.example, https://b.example", true),
      wrong("two origins parted by a blank",
            "Access-Control-Allow-Origin: https://avouch.example https://b.example", true),
      wrong("duplicate lines of proxy and application",
            "Access-Control-Allow-Origin: https://avouch.example\nAccess-Control-Allow-Origin: "
            "https://avouch.example",
            true),
      wrong("wildcard twice", "Access-Control-Allow-Origin: *\nAccess-Control-Allow-Origin: *", true),
      wrong("origin and wildcard", "Access-Control-Allow-Origin: https://avouch.example, *", true),
      wrong("wildcard subdomain", "Access-Control-Allow-Origin: https://*.example", true),
      wrong("wildcard port", "Access-Control-Allow-Origin: https://avouch.example:*", true),
      wrong("scheme left out", "Access-Control-Allow-Origin: avouch.example", true),
      wrong("http for https", "Access-Control-Allow-Origin: http://avouch.example", false),
      wrong("upper case host", "Access-Control-Allow-Origin: https://Avouch.example", true),
      wrong("default port named", "Access-Control-Allow-Origin: https://avouch.example:443", true),
      wrong("another port", "Access-Control-Allow-Origin: https://avouch.example:8443", false),
      wrong("URL with a path", "Access-Control-Allow-Origin: https://avouch.example/app", true),
      wrong("quoted origin", "Access-Control-Allow-Origin: \"https://avouch.example\"", true),
      wrong("null for everyone", "Access-Control-Allow-Origin: null", false),
      wrong("empty", "Access-Control-Allow-Origin:", true),
      wrong("undefined from a template", "Access-Control-Allow-Origin: undefined", true),
      wrong("true", "Access-Control-Allow-Origin: true", true),
      wrong("regular expression", "Access-Control-Allow-Origin: ^https://.*\\.example$", true),
      wrong("one fixed other origin", "Access-Control-Allow-Origin: https://app.example", false),
      wrong("the target's own origin", "Access-Control-Allow-Origin: https://api.example", false),
  };
}

std::vector<CorsServer> wrong_preflight_servers() {
  const auto wrong = [](const std::string& name, CorsAnswer preflight, std::vector<std::string> violated) {
    return CorsServer{.name = name,
                      .preflight = std::move(preflight),
                      .page = kGoodPage,
                      .other = kDenied,
                      .violated = std::move(violated)};
  };
  const std::string allowed = "Access-Control-Allow-Origin: {origin}\n";
  const std::string authorization = "/cors/preflight/header-admitted/authorization";
  return {
      wrong("preflight forbidden", {403, kPreflight}, {"/cors/preflight/status"}),
      wrong("preflight not found", {404, ""}, {"/cors/preflight/status"}),
      wrong("preflight method not allowed", {405, "Allow: GET"}, {"/cors/preflight/status"}),
      wrong("preflight redirected to a slash", {301, kPreflight + "\nLocation: /v1/Configuration/Webhooks/"},
            {"/cors/preflight/status"}),
      wrong("preflight redirected to a login", {302, "Location: /login"}, {"/cors/preflight/status"}),
      wrong("preflight breaks the server", {500, ""}, {"/cors/preflight/status"}),
      wrong("preflight not modified", {304, kPreflight}, {"/cors/preflight/status"}),
      wrong("preflight demands credentials", {401, kPreflight + "\nWWW-Authenticate: Basic realm=\"x\""},
            {"/cors/preflight/without-credentials"}),
      wrong("preflight demands credentials of a proxy", {407, ""}, {"/cors/preflight/without-credentials"}),
      wrong("preflight answered as any OPTIONS", {200, "Allow: GET, OPTIONS"},
            {kPreflightOrigin, authorization}),
      wrong("Authorization not admitted",
            {204, allowed + "Access-Control-Allow-Headers: Content-Type, X-Requested-With"}, {authorization}),
      wrong("no Access-Control-Allow-Headers", {204, allowed + "Access-Control-Allow-Methods: GET"},
            {authorization}),
      wrong("headers parted by blanks",
            {204, allowed + "Access-Control-Allow-Headers: Authorization Content-Type"}, {authorization}),
      wrong("headers parted by semicolons",
            {204, allowed + "Access-Control-Allow-Headers: Authorization; Content-Type"}, {authorization}),
      wrong("headers quoted", {204, allowed + "Access-Control-Allow-Headers: \"Authorization\""},
            {authorization}),
      wrong("headers under the request's name",
            {204, allowed + "Access-Control-Request-Headers: authorization"}, {authorization}),
      wrong("preflight without an origin", {204, "Access-Control-Allow-Headers: Authorization"},
            {kPreflightOrigin}),
      wrong("preflight with a trailing slash",
            {204, "Access-Control-Allow-Origin: {origin}/\nAccess-Control-Allow-Headers: Authorization"},
            {kPreflightOrigin}),
      wrong("preflight with two origin lines", {204, kPreflight + "\nAccess-Control-Allow-Origin: {origin}"},
            {kPreflightOrigin}),
      wrong("methods parted by blanks",
            {204,
             allowed + "Access-Control-Allow-Headers: Authorization\nAccess-Control-Allow-Methods: GET POST"},
            {"/cors/preflight/method-admitted"}),
      wrong("max age with a unit", {204, kPreflight + "\nAccess-Control-Max-Age: 10m"},
            {"/cors/preflight/max-age"}),
      wrong("max age negative", {204, kPreflight + "\nAccess-Control-Max-Age: -1"},
            {"/cors/preflight/max-age"}),
      wrong("max age twice", {204, kPreflight + "\nAccess-Control-Max-Age: 60\nAccess-Control-Max-Age: 60"},
            {"/cors/preflight/max-age"}),
      wrong("preflight credentials in capitals",
            {204, kPreflight + "\nAccess-Control-Allow-Credentials: True"},
            {"/cors/preflight/credentials-admitted"}),
      wrong("preflight wildcard with credentials",
            {204,
             "Access-Control-Allow-Origin: *\nAccess-Control-Allow-Headers: Authorization\n"
             "Access-Control-Allow-Credentials: true"},
            {"/cors/preflight/credentials-wildcard"}),
      wrong(
          "wildcard for Authorization", {204, allowed + "Access-Control-Allow-Headers: *"},
          {"/cors/preflight/header-admitted/authorization", "/cors/preflight/wildcard-covers-authorization"}),
  };
}

CorsServer wrong_method_server(const std::string& name, const std::string& method, const std::string& allowed,
                               std::vector<std::string> violated) {
  return {.name = name,
          .preflight = {204,
                        "Access-Control-Allow-Origin: {origin}\nAccess-Control-Allow-Headers: Authorization, "
                        "Content-Type\n" +
                            allowed},
          .page = kGoodPage,
          .other = kDenied,
          .violated = std::move(violated),
          .method = method,
          .has_body = true};
}

std::vector<CorsServer> wrong_answer_servers() {
  const std::string method = "/cors/preflight/method-admitted";
  return {
      {.name = "no CORS headers on the answer",
       .preflight = kGoodPreflight,
       .page = {200, page_with("Vary: Origin")},
       .other = kDenied,
       .violated = {kPageOrigin, "/200/headers/Access-Control-Allow-Origin/required"}},
      {.name = "page turned away with 403",
       .preflight = kGoodPreflight,
       .page = {403, "Vary: Origin"},
       .other = {403, ""},
       .violated = {kPageOrigin}},
      {.name = "page turned away with 500",
       .preflight = kGoodPreflight,
       .page = {500, ""},
       .other = {500, ""},
       .violated = {kPageOrigin}},
      {.name = "page sent elsewhere",
       .preflight = kGoodPreflight,
       .page = {302, "Location: /login"},
       .other = {302, "Location: /login"},
       .violated = {kPageOrigin}},
      {.name = "wildcard with credentials",
       .preflight = kGoodPreflight,
       .page = {200, page_with("Access-Control-Allow-Origin: *\nAccess-Control-Allow-Credentials: true")},
       .other = {200, page_with("Access-Control-Allow-Origin: *\nAccess-Control-Allow-Credentials: true")},
       .violated = {"/cors/response/credentials-wildcard"}},
      {.name = "credentials in capitals",
       .preflight = kGoodPreflight,
       .page = {200, kPage + "\nAccess-Control-Allow-Credentials: True"},
       .other = kDenied,
       .violated = {"/cors/response/credentials-admitted",
                    "/200/headers/Access-Control-Allow-Credentials/type",
                    "/200/headers/Access-Control-Allow-Credentials/syntax"}},
      {.name = "credentials as a number",
       .preflight = kGoodPreflight,
       .page = {200, kPage + "\nAccess-Control-Allow-Credentials: 1"},
       .other = kDenied,
       .violated = {"/cors/response/credentials-admitted",
                    "/200/headers/Access-Control-Allow-Credentials/type",
                    "/200/headers/Access-Control-Allow-Credentials/syntax"}},
      {.name = "credentials twice",
       .preflight = kGoodPreflight,
       .page = {200,
                kPage + "\nAccess-Control-Allow-Credentials: true\nAccess-Control-Allow-Credentials: true"},
       .other = kDenied,
       .violated = {"/cors/response/credentials-admitted",
                    "/200/headers/Access-Control-Allow-Credentials/type",
                    "/200/headers/Access-Control-Allow-Credentials/syntax"}},
      {.name = "reflects any origin without Vary",
       .preflight = kGoodPreflight,
       .page = {200, page_with("Access-Control-Allow-Origin: {origin}")},
       .other = {200, page_with("Access-Control-Allow-Origin: {origin}")},
       .violated = {"/cors/response/vary-origin"}},
      {.name = "reflects a list without Vary",
       .preflight = kGoodPreflight,
       .page = {200, page_with("Access-Control-Allow-Origin: {origin}\nVary: Accept-Encoding")},
       .other = {200, page_with("")},
       .violated = {"/cors/response/vary-origin"}},
      {.name = "caches publicly without Vary",
       .preflight = kGoodPreflight,
       .page = {200, page_with("Access-Control-Allow-Origin: {origin}\nCache-Control: public, max-age=600")},
       .other = {200, page_with("")},
       .violated = {"/cors/response/vary-origin"}},
      {.name = "reflects any origin with credentials",
       .preflight = kGoodPreflight,
       .page = {200, kPage + "\nAccess-Control-Allow-Credentials: true"},
       .other = {200, kPage + "\nAccess-Control-Allow-Credentials: true"},
       .violated = {"/cors/response/reflects-any-origin"}},
      {.name = "documented header not exposed",
       .preflight = kGoodPreflight,
       .page = {200, kPage + "\nX-Total-Count: 5"},
       .other = kDenied,
       .violated = {"/cors/response/header-exposed/x-total-count"}},
      {.name = "exposed names parted by blanks",
       .preflight = kGoodPreflight,
       .page = {200, kPage + "\nX-Total-Count: 5\nAccess-Control-Expose-Headers: X-Total-Count X-Other"},
       .other = kDenied,
       .violated = {"/cors/response/header-exposed/x-total-count",
                    "/200/headers/Access-Control-Expose-Headers/syntax"}},
      {.name = "methods of the answer parted by semicolons",
       .preflight = kGoodPreflight,
       .page = {200, kPage + "\nAccess-Control-Allow-Methods: GET; POST"},
       .other = kDenied,
       .violated = {"/200/headers/Access-Control-Allow-Methods/syntax"}},
      {.name = "headers of the answer in brackets",
       .preflight = kGoodPreflight,
       .page = {200, kPage + "\nAccess-Control-Allow-Headers: [Authorization]"},
       .other = kDenied,
       .violated = {"/200/headers/Access-Control-Allow-Headers/syntax"}},
      wrong_method_server("patch in lower case", "PATCH", "Access-Control-Allow-Methods: get, post, patch",
                          {method}),
      wrong_method_server("PUT not listed", "PUT", "Access-Control-Allow-Methods: GET, POST, OPTIONS",
                          {method}),
      wrong_method_server("no Access-Control-Allow-Methods for DELETE", "DELETE", "Allow: DELETE", {method}),
      wrong_method_server("methods quoted", "PUT", "Access-Control-Allow-Methods: \"PUT\"", {method}),
      {.name = "Content-Type not admitted for JSON",
       .preflight = {204,
                     "Access-Control-Allow-Origin: {origin}\nAccess-Control-Allow-Headers: Authorization\n"
                     "Access-Control-Allow-Methods: POST"},
       .page = kGoodPage,
       .other = kDenied,
       .violated = {"/cors/preflight/header-admitted/content-type"},
       .method = "POST",
       .has_body = true},
  };
}

std::vector<CorsServer> right_servers() {
  const std::string wildcard = "Access-Control-Allow-Origin: *";
  const CorsAnswer wildcard_page{200, page_with(wildcard)};
  const std::string allowed = "Access-Control-Allow-Origin: {origin}\n";
  const auto right = [](const std::string& name, CorsAnswer preflight, CorsAnswer page, CorsAnswer other) {
    return CorsServer{
        .name = name, .preflight = std::move(preflight), .page = std::move(page), .other = std::move(other)};
  };
  return {
      right("allow list", kGoodPreflight, kGoodPage, kDenied),
      right("allow list that turns others away", kGoodPreflight, kGoodPage, {403, "Vary: Origin"}),
      right("wildcard", {204, wildcard + "\nAccess-Control-Allow-Headers: authorization"}, wildcard_page,
            wildcard_page),
      right("wildcard with false", {204, wildcard + "\nAccess-Control-Allow-Headers: authorization"},
            {200, page_with(wildcard + "\nAccess-Control-Allow-Credentials: false")}, wildcard_page),
      right("reflection with Vary", kGoodPreflight, kGoodPage, kGoodPage),
      right("allow list with credentials", {204, kPreflight + "\nAccess-Control-Allow-Credentials: true"},
            {200, kPage + "\nAccess-Control-Allow-Credentials: true"}, kDenied),
      right("one fixed origin",
            {204,
             "Access-Control-Allow-Origin: https://avouch.example\nAccess-Control-Allow-Headers: "
             "Authorization"},
            {200, page_with("Access-Control-Allow-Origin: https://avouch.example")},
            {200, page_with("Access-Control-Allow-Origin: https://avouch.example")}),
      right("preflight with 200 and a body", {200, kPreflight + "\nContent-Type: text/plain"}, kGoodPage,
            kDenied),
      right("no methods for GET", {204, allowed + "Access-Control-Allow-Headers: AUTHORIZATION"}, kGoodPage,
            kDenied),
      right("GET not listed, and safelisted",
            {204, allowed + "Access-Control-Allow-Headers: authorization\nAccess-Control-Allow-Methods: PUT"},
            kGoodPage, kDenied),
      right("lists over several lines",
            {204,
             allowed +
                 "Access-Control-Allow-Headers: Content-Type\nAccess-Control-Allow-Headers: Authorization"},
            kGoodPage, kDenied),
      right("empty list elements", {204, allowed + "Access-Control-Allow-Headers: , Authorization,,"},
            kGoodPage, kDenied),
      right("star and Authorization by name",
            {204, allowed + "Access-Control-Allow-Headers: *, Authorization"}, kGoodPage, kDenied),
      right("max age", {204, kPreflight + "\nAccess-Control-Max-Age: 7200"}, kGoodPage, kDenied),
      right("Vary among others", kGoodPreflight,
            {200, page_with("Access-Control-Allow-Origin: {origin}\nVary: Accept-Encoding, origin")},
            kDenied),
      right("Vary star", kGoodPreflight, {200, page_with("Access-Control-Allow-Origin: {origin}\nVary: *")},
            kDenied),
      right("never stored", kGoodPreflight,
            {200, page_with("Access-Control-Allow-Origin: {origin}\nCache-Control: private, no-store")},
            kDenied),
      right("header exposed by name", kGoodPreflight,
            {200, kPage + "\nX-Total-Count: 5\nAccess-Control-Expose-Headers: x-total-count, ETag"}, kDenied),
      right("header exposed by star", kGoodPreflight,
            {200, kPage + "\nX-Total-Count: 5\nAccess-Control-Expose-Headers: *"}, kDenied),
      right(
          "all five headers on the answer", kGoodPreflight,
          {200, kPage +
                    "\nAccess-Control-Allow-Methods: GET, POST\nAccess-Control-Allow-Headers: Authorization\n"
                    "Access-Control-Allow-Credentials: true\nAccess-Control-Expose-Headers: ETag"},
          kDenied),
      wrong_method_server("PATCH listed", "PATCH", "Access-Control-Allow-Methods: GET,PATCH", {}),
      wrong_method_server("methods by star", "PUT", "Access-Control-Allow-Methods: *", {}),
  };
}

std::vector<CorsServer> all_servers() {
  std::vector<CorsServer> servers = wrong_origin_servers();
  for (const auto& more : {wrong_preflight_servers(), wrong_answer_servers(), right_servers()}) {
    servers.insert(servers.end(), more.begin(), more.end());
  }
  return servers;
}

class CorsVerdicts : public testing::TestWithParam<CorsServer> {};

TEST_P(CorsVerdicts, FlagExactlyTheClausesThatTheServerBreaks) {
  const CorsServer& server = GetParam();
  const Contract contract = cors_contract(server.method, server.has_body);
  const std::vector<Exchange> exchanges = cors_exchanges(contract, server);
  const std::vector<Evidence> evidence = cors_evidence(exchanges);
  std::set<std::string> violated;
  for (const BoundClause& clause : contract.clauses) {
    const Verdict verdict = judge_clause(contract, clause, evidence);
    EXPECT_NE(verdict.outcome, Outcome::undecided) << clause.clause->coordinate << ": " << verdict.reason;
    EXPECT_EQ(verdict.reason.empty(), verdict.outcome == Outcome::holds) << clause.clause->coordinate;
    if (verdict.outcome != Outcome::violated) continue;
    violated.insert(clause.clause->coordinate.substr(clause.clause->operation.size()));
    ASSERT_FALSE(verdict.findings.empty()) << clause.clause->coordinate;
    for (const Finding& finding : verdict.findings) {
      EXPECT_FALSE(finding.where.empty() || finding.seen.empty() || finding.expected.empty())
          << clause.clause->coordinate;
    }
  }
  EXPECT_EQ(violated, std::set<std::string>(server.violated.begin(), server.violated.end()));
}

INSTANTIATE_TEST_SUITE_P(Server, CorsVerdicts, testing::ValuesIn(all_servers()),
                         [](const testing::TestParamInfo<CorsServer>& tested) {
                           return test_name(tested.param.name);
                         });

}  // namespace cors_verdicts_test
}  // namespace avouch
