// SPDX-License-Identifier: MIT
// Servers called from pages on other origins (Fetch §4.8 to §4.10).
#include <functional>

#include "row.h"

namespace avouch {
namespace {

constexpr const char* kOpen = R"(
paths:
  /books:
    get:
      operationId: ListBooks
      responses:
        '200':
          description: d
          headers:
            Access-Control-Allow-Origin: {schema: {type: string}}
            X-Total: {schema: {type: integer}}
)";

constexpr const char* kForAll = R"(
paths:
  /books:
    get:
      operationId: ListBooks
      responses:
        '200':
          description: d
          headers:
            Access-Control-Allow-Origin: {schema: {type: string, const: '*'}}
)";

constexpr const char* kGuarded = R"(
security: [{token: []}]
paths:
  /account:
    get:
      operationId: GetAccount
      responses:
        '200': {description: d, headers: {Access-Control-Allow-Origin: {schema: {type: string}}}}
        '401': {description: not without credentials}
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
)";

constexpr const char* kWritten = R"(
paths:
  /settings:
    put:
      operationId: PutSettings
      requestBody:
        required: true
        content: {application/json: {schema: {type: object}, example: {dark: true}}}
      responses:
        '204': {description: d, headers: {Access-Control-Allow-Origin: {schema: {type: string}}}}
)";

constexpr const char* kShop = "https://shop.example";
constexpr const char* kAllowOrigin = "Access-Control-Allow-Origin";

// What an answer to a page says of its origin.
using Marker = std::function<Reply(const Request&, const Reply&)>;

Reply listed(const Request& request, const Reply& answer) {
  const Reply marked = answer.with("Vary", "Origin");
  return request.field("Origin") == kShop ? marked.with(kAllowOrigin, kShop) : marked;
}

Reply reflected(const Request& request, const Reply& answer) {
  const std::string origin = request.field("Origin");
  const Reply marked = answer.with("Vary", "Accept-Encoding, Origin");
  return origin.empty() ? marked : marked.with(kAllowOrigin, origin);
}

Marker fixed(const std::string& value) {
  return [=](const Request&, const Reply& answer) { return answer.with(kAllowOrigin, value); };
}

Reply books() {
  return reply(200).with("X-Total", "2").with("Access-Control-Expose-Headers", "X-Total");
}

Handler open(const Marker& marker, const Reply& answer = books()) {
  return [=](const Request& request) { return marker(request, answer); };
}

Reply admitting() {
  return reply(204)
      .with("Access-Control-Allow-Methods", "GET, PUT")
      .with("Access-Control-Allow-Headers", "authorization, Content-Type")
      .with("Access-Control-Max-Age", "600");
}

// Answers preflights before it looks at credentials; the other calls need them.
Handler guarded(const Marker& marker, const Reply& preflight = admitting()) {
  return [=](const Request& request) {
    if (request.method == "OPTIONS") return marker(request, preflight);
    const bool is_known = request.field("Authorization") == "Bearer s3cret-token";
    return marker(request, is_known ? reply(200) : reply(401).with("WWW-Authenticate", "Bearer"));
  };
}

Handler written(const Marker& marker, const Reply& preflight) {
  return [=](const Request& request) {
    return marker(request, request.method == "OPTIONS" ? preflight : reply(204));
  };
}

// As the marker, but turns away pages that it does not list.
Handler turning_away(const Handler& handler) {
  return [=](const Request& request) {
    const std::string origin = request.field("Origin");
    return origin.empty() || origin == kShop ? handler(request) : reply(403).with("Vary", "Origin");
  };
}

const std::vector<std::string> kFromShop = {"--origin", kShop};
const std::vector<std::string> kToken = {"-H", "Authorization: Bearer s3cret-token"};
const std::vector<std::string> kTokenFromShop = {"-H", "Authorization: Bearer s3cret-token", "--origin",
                                                 kShop};

std::vector<Row> conforming() {
  return {
      {.name = "MadeUpPageIsNotListed",
       .contract = kOpen,
       .server = open(listed),
       .outcomes = {{"ListBooks/200/status", "holds"},
                    {"ListBooks/cors/response/origin-admitted", "unexercised"}},
       .reasons = {{"ListBooks/cors/response/origin-admitted", "--origin"}}},
      {.name = "GivenPageIsListed",
       .contract = kOpen,
       .server = open(listed),
       .arguments = kFromShop,
       .outcomes = {{"ListBooks/cors/response/origin-admitted", "holds"},
                    {"ListBooks/cors/response/header-exposed/x-total", "holds"},
                    {"ListBooks/cors/response/vary-origin", "holds"}}},
      {.name = "AnotherPageIsNamedForAll",
       .contract = kOpen,
       .server = open(fixed(kShop)),
       .outcomes = {{"ListBooks/cors/response/origin-admitted", "unexercised"}},
       .reasons = {{"ListBooks/cors/response/origin-admitted", "--origin"}}},
      {.name = "GivenPageIsNamedForAll",
       .contract = kOpen,
       .server = open(fixed(kShop)),
       .arguments = kFromShop,
       .outcomes = {{"ListBooks/cors/response/origin-admitted", "holds"}}},
      {.name = "EveryPage",
       .contract = kForAll,
       .server = open(fixed("*"), reply(200)),
       .outcomes = {{"ListBooks/cors/response/origin-admitted", "holds"},
                    {"ListBooks/200/headers/Access-Control-Allow-Origin/value/const", "holds"}},
       .warns = false},
      {.name = "EveryPageByReflection",
       .contract = kOpen,
       .server = open(reflected),
       .outcomes = {{"ListBooks/cors/response/origin-admitted", "holds"},
                    {"ListBooks/cors/response/vary-origin", "holds"}}},
      {.name = "ReflectionThatIsNotStored",
       .contract = kOpen,
       .server =
           [](const Request& request) {
             const Reply answer = books().with("Cache-Control", "no-store");
             const std::string origin = request.field("Origin");
             return origin.empty() ? answer : answer.with(kAllowOrigin, origin);
           },
       .outcomes = {{"ListBooks/cors/response/origin-admitted", "holds"}}},
      {.name = "OtherPagesAreTurnedAway",
       .contract = kOpen,
       .server = turning_away(open(listed)),
       .arguments = kFromShop,
       .outcomes = {{"ListBooks/200/status", "holds"},
                    {"ListBooks/cors/response/origin-admitted", "holds"},
                    {"ListBooks/documented-status", "warned"}}},
      {.name = "MadeUpPageIsTurnedAway",
       .contract = kOpen,
       .server = turning_away(open(listed)),
       .outcomes = {{"ListBooks/200/status", "holds"},
                    {"ListBooks/cors/response/origin-admitted", "unexercised"},
                    {"ListBooks/documented-status", "warned"}},
       .reasons = {{"ListBooks/cors/response/origin-admitted", "--origin"}}},
      {.name = "PreflightBeforeCredentials",
       .contract = kGuarded,
       .server = guarded(listed),
       .arguments = kTokenFromShop,
       .outcomes = {{"GetAccount/cors/preflight/status", "holds"},
                    {"GetAccount/cors/preflight/origin-admitted", "holds"},
                    {"GetAccount/cors/preflight/header-admitted/authorization", "holds"},
                    {"GetAccount/cors/preflight/max-age", "holds"},
                    {"GetAccount/cors/anonymous/origin-admitted", "holds"},
                    {"GetAccount/cors/response/origin-admitted", "holds"},
                    {"GetAccount/security/anonymous", "holds"}}},
      {.name = "PreflightWithContent",
       .contract = kGuarded,
       .server = guarded(listed, reply(200, "text/plain", "ok")
                                     .with("Access-Control-Allow-Methods", "GET")
                                     .with("Access-Control-Allow-Headers", "Authorization")),
       .arguments = kTokenFromShop,
       .outcomes = {{"GetAccount/cors/preflight/status", "holds"},
                    {"GetAccount/cors/preflight/max-age", "unexercised"}}},
      {.name = "PreflightOfAMadeUpPage",
       .contract = kGuarded,
       .server = guarded(listed),
       .arguments = kToken,
       .outcomes = {{"GetAccount/200/status", "holds"},
                    {"GetAccount/cors/preflight/origin-admitted", "unexercised"},
                    {"GetAccount/cors/response/origin-admitted", "unexercised"}},
       .reasons = {{"GetAccount/cors/preflight/origin-admitted", "--origin"}}},
      {.name = "PreflightOfAMadeUpPageIsTurnedAway",
       .contract = kGuarded,
       .server = turning_away(guarded(listed)),
       .arguments = kToken,
       .outcomes = {{"GetAccount/200/status", "holds"},
                    {"GetAccount/cors/preflight/status", "unexercised"},
                    {"GetAccount/cors/response/origin-admitted", "unexercised"}},
       .reasons = {{"GetAccount/cors/preflight/status", "--origin"}}},
      {.name = "NamedPageWithCredentials",
       .contract = kGuarded,
       .server = guarded([](const Request& request, const Reply& answer) {
         const Reply marked = listed(request, answer);
         const bool is_listed = request.field("Origin") == kShop;
         return is_listed ? marked.with("Access-Control-Allow-Credentials", "true") : marked;
       }),
       .arguments = {"-H", "Authorization: Bearer s3cret-token", "--origin", kShop, "--credentials"},
       .outcomes = {{"GetAccount/cors/response/credentials-admitted", "holds"},
                    {"GetAccount/cors/preflight/credentials-admitted", "holds"}}},
      {.name = "DeniedPage",
       .contract = kOpen,
       .server = open(listed),
       .arguments = {"--origin", kShop, "--deny-origin", "https://evil.example"},
       .outcomes = {{"ListBooks/cors/response/denied-origin", "holds"}}},
      {.name = "WildcardsOfAPreflight",
       .contract = kWritten,
       .server = written(
           fixed("*"),
           reply(204).with("Access-Control-Allow-Methods", "*").with("Access-Control-Allow-Headers", "*")),
       .arguments = {"--allow-writes=any"},
       .outcomes = {{"PutSettings/204/status", "holds"},
                    {"PutSettings/cors/preflight/method-admitted", "holds"},
                    {"PutSettings/cors/preflight/header-admitted/content-type", "holds"},
                    {"PutSettings/cors/response/origin-admitted", "holds"}},
       .requests = {{"PUT /settings", 1}, {"OPTIONS /settings", 1}}},
  };
}

std::vector<Row> wrong() {
  return {
      {.name = "AdmitsPagesWithoutAnOrigin",
       .contract = kOpen,
       .server = open(fixed("null")),
       .arguments = kFromShop,
       .violated = {"ListBooks/cors/response/origin-admitted"}},
      {.name = "AdmitsAnotherPage",
       .contract = kOpen,
       .server = open(fixed("https://www.shop.example")),
       .arguments = kFromShop,
       .violated = {"ListBooks/cors/response/origin-admitted"}},
      {.name = "AdmitsNoPage",
       .contract = kOpen,
       .server = always(books()),
       .arguments = kFromShop,
       .violated = {"ListBooks/cors/response/origin-admitted"}},
      {.name = "DocumentsEveryPageAndAdmitsNone",
       .contract = kForAll,
       .server = always(reply(200)),
       .violated = {"ListBooks/cors/response/origin-admitted"}},
      {.name = "SlashBehindTheOrigin",
       .contract = kOpen,
       .server = open(fixed("https://shop.example/")),
       .arguments = kFromShop,
       .violated = {"ListBooks/cors/response/origin-admitted",
                    "ListBooks/200/headers/Access-Control-Allow-Origin/syntax"}},
      {.name = "WildcardWithCredentials",
       .contract = kOpen,
       .server = open(fixed("*"), books().with("Access-Control-Allow-Credentials", "true")),
       .arguments = kFromShop,
       .violated = {"ListBooks/cors/response/credentials-wildcard"}},
      {.name = "CredentialsInUpperCase",
       .contract = kOpen,
       .server = open(listed, books().with("Access-Control-Allow-Credentials", "TRUE")),
       .arguments = kFromShop,
       .violated = {"ListBooks/cors/response/credentials-admitted"}},
      {.name = "ReflectsWithoutVary",
       .contract = kOpen,
       .server =
           [](const Request& request) {
             const std::string origin = request.field("Origin");
             return origin.empty() ? books() : books().with(kAllowOrigin, origin);
           },
       .arguments = kFromShop,
       .violated = {"ListBooks/cors/response/vary-origin"}},
      {.name = "HeaderIsNotExposed",
       .contract = kOpen,
       .server = open(listed, reply(200).with("X-Total", "2")),
       .arguments = kFromShop,
       .violated = {"ListBooks/cors/response/header-exposed/x-total"}},
      {.name = "AdmitsADeniedPage",
       .contract = kOpen,
       .server = open(reflected),
       .arguments = {"--origin", kShop, "--deny-origin", "https://evil.example"},
       .violated = {"ListBooks/cors/response/denied-origin"}},
      {.name = "PreflightNeedsCredentials",
       .contract = kGuarded,
       .server = guarded(listed, reply(401).with("WWW-Authenticate", "Bearer")),
       .arguments = kTokenFromShop,
       .violated = {"GetAccount/cors/preflight/without-credentials"}},
      {.name = "PreflightIsUnknown",
       .contract = kGuarded,
       .server = guarded(listed, reply(404)),
       .arguments = kTokenFromShop,
       .violated = {"GetAccount/cors/preflight/status"}},
      {.name = "PreflightAdmitsNoPage",
       .contract = kGuarded,
       .server = guarded([](const Request& request, const Reply& answer) {
         return request.method == "OPTIONS" ? answer.with("Vary", "Origin") : listed(request, answer);
       }),
       .arguments = kTokenFromShop,
       .violated = {"GetAccount/cors/preflight/origin-admitted"}},
      {.name = "PreflightLacksAHeader",
       .contract = kGuarded,
       .server = guarded(listed, reply(204).with("Access-Control-Allow-Headers", "Content-Type")),
       .arguments = kTokenFromShop,
       .violated = {"GetAccount/cors/preflight/header-admitted/authorization"}},
      {.name = "PreflightLacksTheMethod",
       .contract = kWritten,
       .server = written(fixed("*"), reply(204)
                                         .with("Access-Control-Allow-Methods", "GET, put")
                                         .with("Access-Control-Allow-Headers", "Content-Type")),
       .arguments = {"--allow-writes=any"},
       .violated = {"PutSettings/cors/preflight/method-admitted"}},
      {.name = "AgeOfAPreflightInWords",
       .contract = kGuarded,
       .server = guarded(listed, reply(204)
                                     .with("Access-Control-Allow-Headers", "Authorization")
                                     .with("Access-Control-Max-Age", "ten minutes")),
       .arguments = kTokenFromShop,
       .violated = {"GetAccount/cors/preflight/max-age"}},
      {.name = "OtherPagesBreakTheServer",
       .contract = kOpen,
       .server =
           [](const Request& request) {
             const std::string origin = request.field("Origin");
             return origin.empty() || origin == kShop ? listed(request, books()) : reply(500);
           },
       .arguments = kFromShop,
       .violated = {"ListBooks/documented-status"}},
  };
}

}  // namespace

std::vector<Row> cors_rows() {
  std::vector<Row> rows = conforming();
  for (Row& row : wrong()) rows.push_back(std::move(row));
  return rows;
}

}  // namespace avouch
