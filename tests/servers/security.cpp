// SPDX-License-Identifier: MIT
// Servers that require credentials, and their ways to refuse requests without them.
#include "row.h"

#include <initializer_list>
#include <set>
#include <string>

namespace avouch {
namespace {

constexpr const char* kBearer = R"(
security: [{token: []}]
paths:
  /account:
    get:
      operationId: GetAccount
      responses:
        '200': {description: d, content: {application/json: {schema: {type: object}}}}
        '401':
          description: not without credentials
          headers: {WWW-Authenticate: {required: true, schema: {type: string}}}
          content:
            application/problem+json:
              schema:
                type: object
                required: [title, status]
                properties: {title: {type: string}, status: {const: 401}}
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
)";

constexpr const char* kForbidden = R"(
security: [{token: []}]
paths:
  /account:
    get:
      operationId: GetAccount
      responses:
        '200': {description: d}
        '403': {description: not you}
        '503': {description: closed}
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
)";

constexpr const char* kHidden = R"(
security: [{token: []}]
paths:
  /notes/{id}:
    get:
      operationId: GetNote
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200': {description: d}
        '404': {description: no such note, or not yours}
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
)";

// {SCHEME} becomes a security scheme.
std::string account_behind(const std::string& scheme) {
  return R"(
security: [{key: []}]
paths:
  /account:
    get:
      operationId: GetAccount
      responses:
        '200': {description: d}
        '401': {description: not without credentials}
components: {securitySchemes: {key: )" +
         scheme + "}}\n";
}

constexpr const char* kOptional = R"(
security: [{token: []}, {}]
paths:
  /account:
    get:
      operationId: GetAccount
      responses:
        '200': {description: d}
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
)";

// A product with a login of its own.
constexpr const char* kLogin = R"(
paths:
  /auth/login:
    post:
      operationId: LogIn
      requestBody: {required: true, content: {application/json: {schema: {type: object, required: [email, password], properties: {email: {type: string}, password: {type: string}}}}}}
      responses:
        '200': {description: d, content: {application/json: {schema: {type: object, required: [data], properties: {data: {type: object, required: [access_token], properties: {access_token: {type: string}}}}}}}}
        '401': {description: not you}
  /account:
    get:
      operationId: GetAccount
      security: [{token: []}]
      responses: {'200': {description: d}, '401': {description: not without a token}}
  /notes:
    post:
      operationId: CreateNote
      security: [{token: []}]
      requestBody: {required: true, content: {application/json: {schema: {type: object, required: [text], properties: {text: {type: string, minLength: 1}}}}}}
      responses: {'201': {description: d, content: {application/json: {schema: {type: object, required: [id]}}}}, '401': {description: not without a token}}
  /notes/{noteId}:
    delete:
      operationId: DeleteNote
      security: [{token: []}]
      parameters: [{name: noteId, in: path, required: true, schema: {type: integer}}]
      responses: {'204': {description: d}, '401': {description: not without a token}}
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
)";

constexpr const char* kLoginValues = R"([login]
body = { email = "ada@example.com", password = "lovelace" }
token = "$response.body#/data/access_token"
)";

// Gives out tokens, each for so many requests: then it refuses them until the next login.
struct LoginServer {
  int uses_of_a_token = 1000;
  std::string token = {};
  int given = 0;
  int left = 0;
  std::set<std::string> notes = {};

  Reply operator()(const Request& request) {
    if (request.is("POST", "/auth/login")) {
      if (request.body.find("lovelace") == std::string::npos) return reply(401);
      token = "t0ken-" + std::to_string(++given);
      left = uses_of_a_token;
      return json_reply(200, R"({"data":{"access_token":")" + token + "\"}}");
    }
    const bool is_known = !token.empty() && request.field("Authorization") == "Bearer " + token;
    if (!is_known || left-- <= 0) return reply(401);
    if (request.is("POST", "/notes")) {
      notes.insert("1");
      return json_reply(201, R"({"id":1})");
    }
    if (request.method == "DELETE") return reply(notes.erase(request.segments.back()) == 1 ? 204 : 404);
    return reply(200);
  }
};

Row logged_in(const std::string& name, const LoginServer& server) {
  return {.name = name,
          .contract = kLogin,
          .server = server,
          .arguments = {"--login", "POST /auth/login", "--values", "values.toml", "--allow-writes"},
          .files = {{"values.toml", kLoginValues}},
          .outcomes = {{"LogIn/200/status", "holds"},
                       {"GetAccount/200/status", "holds"},
                       {"GetAccount/security/anonymous", "holds"},
                       {"GetAccount/security/wrong-credentials", "holds"},
                       {"CreateNote/201/status", "holds"},
                       {"CreateNote/security/anonymous", "holds"},
                       {"DeleteNote/204/status", "holds"}}};
}

// A 401 of which no header is documented.
constexpr const char* kRefusing = R"(
security: [{token: []}]
paths:
  /account:
    get:
      operationId: GetAccount
      responses:
        '200': {description: d}
        '401': {description: not without credentials}
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
)";

// An administrator and a viewer; flags are turned on and off below what nobody creates.
constexpr const char* kRights = R"(
security: [{token: []}]
paths:
  /notes:
    get:
      operationId: ListNotes
      responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}, '401': {description: who}, '403': {description: not you}}
    post:
      operationId: CreateNote
      requestBody: {required: true, content: {application/json: {schema: {type: object, required: [text], properties: {text: {type: string, minLength: 1}}}}}}
      responses: {'201': {description: d, content: {application/json: {schema: {type: object, required: [id]}}}}, '401': {description: who}, '403': {description: not you, content: {application/json: {schema: {type: object, required: [missing], properties: {missing: {type: string}}}}}}}
  /notes/{noteId}:
    delete:
      operationId: DeleteNote
      parameters: [{name: noteId, in: path, required: true, schema: {type: integer, minimum: 1}}]
      responses: {'204': {description: d}, '401': {description: who}, '403': {description: not you, content: {application/json: {schema: {type: object, required: [missing]}}}}, '404': {description: no such note}}
  /flags/{flag}/on:
    post:
      operationId: TurnOn
      parameters: [{name: flag, in: path, required: true, schema: {type: string}}]
      requestBody: {required: true, content: {application/json: {schema: {type: object, required: [why], properties: {why: {type: string}}}}}}
      responses: {'204': {description: d}, '400': {description: no JSON}, '401': {description: who}, '403': {description: not you}, '404': {description: no such flag}, '415': {description: no}}
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
)";

// Whoever may do what. `lets_viewers`: a fault. Counts what was done to the flag "new-design".
struct RightsServer {
  Reply refusal = {};
  bool lets_viewers = false;
  int next = 1;
  std::set<std::string> notes = {};

  Reply operator()(const Request& request) {
    const std::string who = request.field("Authorization");
    const bool is_admin = who == "Bearer s3cret-token";
    if (!is_admin && who != "Bearer viewer-token") return reply(401).with("WWW-Authenticate", "Bearer");
    if (request.method == "GET") return json_reply(200, "[]");
    if (!is_admin && !lets_viewers) return refusal;
    if (request.is("POST", "/notes")) {
      notes.insert(std::to_string(next));
      return json_reply(201, R"({"id":)" + std::to_string(next++) + "}");
    }
    if (request.method == "DELETE") return reply(notes.erase(request.segments.back()) == 1 ? 204 : 404);
    if (request.field("Content-Type") != "application/json") return reply(415);
    if (request.body.find('}') == std::string::npos) return reply(400);
    return reply(request.segments[1] == "new-design" ? 204 : 404);
  }
};

Row of_rights(const std::string& name, const RightsServer& server) {
  return {.name = name,
          .contract = kRights,
          .server = server,
          .arguments = {"-H", "Authorization: Bearer s3cret-token", "--other-token", "viewer-token",
                        "--allow-writes"}};
}

std::vector<Row> rights_rows() {
  const Reply told = json_reply(403, R"({"missing":"EDIT"})");
  Row viewer = of_rights("AViewerIsForbidden", {.refusal = told});
  viewer.outcomes = {{"CreateNote/403/status", "holds"},     {"CreateNote/403/body/missing/type", "holds"},
                     {"DeleteNote/403/status", "holds"},     {"ListNotes/403/status", "unexercised"},
                     {"TurnOn/204/status", "unexercised"},   {"TurnOn/400/status", "unexercised"},
                     {"TurnOn/401/status", "holds"},         {"TurnOn/403/status", "holds"},
                     {"TurnOn/404/status", "holds"},         {"TurnOn/415/status", "holds"},
                     {"TurnOn/security/anonymous", "holds"}, {"TurnOn/security/wrong-credentials", "holds"}};
  Row peer = of_rights("APeerMayDoAll", {.lets_viewers = true});
  peer.outcomes = {{"CreateNote/403/status", "unexercised"}, {"CreateNote/201/status", "holds"}};
  peer.reasons = {{"CreateNote/403/status", "a request of a second identity got 201"}};
  peer.requests = {{"DELETE /notes/1", 1}};
  Row mute = of_rights("AViewerIsForbiddenWithoutTheDocumentedBody", {.refusal = json_reply(403, "{}")});
  mute.violated = {"CreateNote/403/body/required", "DeleteNote/403/body/required"};
  return {viewer, peer, mute};
}

enum class Caller { unknown, wrong, right };

Caller caller_of(const Request& request, const std::string& field, const std::string& right) {
  const std::string given = request.field(field);
  if (given.empty()) return Caller::unknown;
  return given == right ? Caller::right : Caller::wrong;
}

Caller bearer(const Request& request) {
  return caller_of(request, "Authorization", "Bearer s3cret-token");
}

// One reply each for a caller without credentials, with wrong ones, and with the right ones.
Handler by_caller(const Reply& unknown, const Reply& wrong, const Reply& right) {
  return [=](const Request& request) {
    switch (bearer(request)) {
      case Caller::unknown:
        return unknown;
      case Caller::wrong:
        return wrong;
      case Caller::right:
        return right;
    }
    return reply(500);
  };
}

Handler by_key(const std::string& field, const std::string& right) {
  return [=](const Request& request) {
    return reply(caller_of(request, field, right) == Caller::right ? 200 : 401);
  };
}

const std::vector<std::string> kToken = {"-H", "Authorization: Bearer s3cret-token"};

std::vector<std::string> with_token(std::initializer_list<std::string> more) {
  std::vector<std::string> arguments = kToken;
  arguments.insert(arguments.end(), more);
  return arguments;
}

Reply refusal() {
  return problem_reply(401).with("WWW-Authenticate", "Bearer realm=\"books\", error=\"invalid_token\"");
}

Reply account() {
  return json_reply(200, R"({"id":"a1"})");
}

const std::map<std::string, std::string> kBothHold = {{"GetAccount/security/anonymous", "holds"},
                                                      {"GetAccount/security/wrong-credentials", "holds"}};
const std::map<std::string, std::string> kNeither = {
    {"GetAccount/security/anonymous", "unexercised"},
    {"GetAccount/security/wrong-credentials", "unexercised"}};

std::vector<Row> conforming() {
  return {
      {.name = "RefusedWith401",
       .contract = kBearer,
       .server = by_caller(refusal(), refusal(), account()),
       .arguments = kToken,
       .outcomes = {{"GetAccount/200/status", "holds"},
                    {"GetAccount/401/status", "holds"},
                    {"GetAccount/security/anonymous", "holds"},
                    {"GetAccount/security/wrong-credentials", "holds"},
                    {"GetAccount/401/headers/WWW-Authenticate/required", "holds"}}},
      {.name = "RefusedWithSeveralChallenges",
       .contract = kBearer,
       .server = by_caller(refusal().with("WWW-Authenticate", "Basic realm=\"books\""), refusal(), account()),
       .arguments = kToken,
       .outcomes = kBothHold},
      {.name = "RefusedWithTheSchemeInSmallLetters",
       .contract = kRefusing,
       .server = by_caller(reply(401).with("WWW-Authenticate", "bearer"),
                           reply(401).with("WWW-Authenticate", "Basic realm=\"a\", BEARER realm=\"a\""),
                           reply(200)),
       .arguments = with_token({"--strict", "headers"}),
       .outcomes = {{"GetAccount/401/challenge", "holds"}},
       .warns = false},
      {.name = "RefusedWithoutAChallengeIsAWarning",
       .contract = kRefusing,
       .server = by_caller(reply(401), reply(401), reply(200)),
       .arguments = kToken,
       .outcomes = {{"GetAccount/401/challenge", "warned"}, {"GetAccount/401/status", "holds"}}},
      {.name = "RefusedWithoutAChallengeOnlyForWrongCredentials",
       .contract = kRefusing,
       .server = by_caller(reply(401).with("WWW-Authenticate", "Bearer"), reply(401), reply(200)),
       .arguments = kToken,
       .outcomes = {{"GetAccount/401/challenge", "warned"}}},
      {.name = "RefusedAKeyWithAnyChallenge",
       .contract = account_behind("{type: apiKey, in: header, name: X-Api-Key}"),
       .server =
           [](const Request& request) {
             const bool is_right = request.field("X-Api-Key") == "s3cret-key-1234";
             return is_right ? reply(200) : reply(401).with("WWW-Authenticate", "Key realm=\"a\"");
           },
       .arguments = {"-H", "X-Api-Key: s3cret-key-1234", "--strict", "headers"},
       .outcomes = {{"GetAccount/401/challenge", "holds"}},
       .warns = false},
      // The refusal that --prefer gets has no challenge, and no one asked for one.
      {.name = "No401WasSentButOneOnRequest",
       .contract = kRefusing,
       .server =
           [](const Request& request) {
             if (!request.field("Prefer").empty()) return reply(401);
             return bearer(request) == Caller::right ? reply(200) : reply(403);
           },
       .arguments = with_token({"--prefer", "--strict", "headers"}),
       .outcomes = {{"GetAccount/401/challenge", "unexercised"}}},
      {.name = "RefusedWith403",
       .contract = kForbidden,
       .server = by_caller(reply(403), reply(403), reply(200)),
       .arguments = kToken,
       .outcomes = kBothHold},
      {.name = "RefusedWith401And403",
       .contract = kForbidden,
       .server = by_caller(reply(401).with("WWW-Authenticate", "Bearer"), reply(403), reply(200)),
       .arguments = kToken,
       .outcomes = kBothHold},
      {.name = "HiddenFromOthers",
       .contract = kHidden,
       .server = by_caller(reply(404), reply(404), reply(200)),
       .arguments = with_token({"--variable", "id=n1"}),
       .outcomes = {{"GetNote/200/status", "holds"},
                    {"GetNote/security/anonymous", "holds"},
                    {"GetNote/security/wrong-credentials", "holds"}}},
      {.name = "HiddenFromAll",
       .contract = kHidden,
       .server = always(reply(404)),
       .arguments = kToken,
       .outcomes = {{"GetNote/200/status", "unexercised"},
                    {"GetNote/404/status", "holds"},
                    {"GetNote/security/anonymous", "unexercised"},
                    {"GetNote/security/wrong-credentials", "unexercised"}},
       .reasons = {{"GetNote/200/status", "--variable id="}}},
      {.name = "OthersAreRateLimited",
       .contract = kForbidden,
       .server = by_caller(reply(429), reply(429), reply(200)),
       .arguments = kToken,
       .outcomes = kNeither},
      {.name = "ClosedForAll",
       .contract = kForbidden,
       .server = always(reply(503)),
       .arguments = kToken,
       .outcomes = kNeither},
      {.name = "Basic",
       .contract = account_behind("{type: http, scheme: basic}"),
       .server = by_key("Authorization", "Basic bmFtZTpzM2NyZXQ="),
       .arguments = {"--user", "name:s3cret"},
       .outcomes = kBothHold},
      {.name = "KeyInAHeader",
       .contract = account_behind("{type: apiKey, in: header, name: X-Api-Key}"),
       .server = by_key("X-Api-Key", "s3cret-key-1234"),
       .arguments = {"-H", "X-Api-Key: s3cret-key-1234"},
       .outcomes = kBothHold},
      {.name = "KeyInTheQuery",
       .contract = account_behind("{type: apiKey, in: query, name: api_key}"),
       .server =
           [](const Request& request) {
             const auto key = request.query.find("api_key");
             return reply(key != request.query.end() && key->second == "s3cret/key+1==" ? 200 : 401);
           },
       .arguments = {"--variable", "api_key=s3cret/key+1=="},
       .outcomes = kBothHold},
      {.name = "CredentialsAreOptional",
       .contract = kOptional,
       .server = by_caller(reply(200), reply(401), reply(200)),
       .arguments = kToken,
       .outcomes = {{"GetAccount/200/status", "holds"}, {"GetAccount/security/anonymous", "absent"}}},
      logged_in("LoginGivesTheToken", {}),
      logged_in("LoginGivesANewTokenWhenTheOldOneExpires", {.uses_of_a_token = 3}),
      {.name = "NoTokenWasGiven",
       .contract = kForbidden,
       .server = by_caller(reply(403), reply(403), reply(200)),
       .outcomes = {{"GetAccount/200/status", "unexercised"}},
       .exercises = false},
  };
}

std::vector<Row> wrong() {
  return {
      {.name = "LetsAnyoneIn",
       .contract = kBearer,
       .server = always(account()),
       .arguments = kToken,
       .violated = {"GetAccount/security/anonymous", "GetAccount/security/wrong-credentials"}},
      {.name = "LetsTheAnonymousIn",
       .contract = kBearer,
       .server = by_caller(account(), refusal(), account()),
       .arguments = kToken,
       .violated = {"GetAccount/security/anonymous"}},
      {.name = "LetsWrongCredentialsIn",
       .contract = kForbidden,
       .server = by_caller(reply(403), reply(200), reply(200)),
       .arguments = kToken,
       .violated = {"GetAccount/security/wrong-credentials"}},
      {.name = "LetsTheAnonymousSeeNothing",
       .contract = kForbidden,
       .server = by_caller(reply(204), reply(403), reply(200)),
       .arguments = kToken,
       .violated = {"GetAccount/security/anonymous"}},
      {.name = "LetsAnyKeyIn",
       .contract = account_behind("{type: apiKey, in: header, name: X-Api-Key}"),
       .server = [](const Request& request) { return reply(request.field("X-Api-Key").empty() ? 401 : 200); },
       .arguments = {"-H", "X-Api-Key: s3cret-key-1234"},
       .violated = {"GetAccount/security/wrong-credentials"}},
      {.name = "HidesFromTheAnonymousAlone",
       .contract = kHidden,
       .server = by_caller(reply(404), reply(200), reply(200)),
       .arguments = with_token({"--variable", "id=n1"}),
       .violated = {"GetNote/security/wrong-credentials"},
       .outcomes = {{"GetNote/security/anonymous", "holds"}}},
      {.name = "RefusesAsHtml",
       .contract = kBearer,
       .server =
           by_caller(reply(401, "text/html", "no").with("WWW-Authenticate", "Bearer"), refusal(), account()),
       .arguments = kToken,
       .violated = {"GetAccount/401/media-type"},
       .outcomes = kBothHold},
      {.name = "RefusesWithTheWrongBody",
       .contract = kBearer,
       .server = by_caller(reply(401, "application/problem+json", R"({"title":"No","status":403})")
                               .with("WWW-Authenticate", "Bearer"),
                           refusal(), account()),
       .arguments = kToken,
       .violated = {"GetAccount/401/body/status/const"}},
      {.name = "RefusesWithoutAChallenge",
       .contract = kBearer,
       .server = by_caller(problem_reply(401), refusal(), account()),
       .arguments = kToken,
       .violated = {"GetAccount/401/headers/WWW-Authenticate/required"}},
      {.name = "RefusesWithoutAChallengeUnderStrictHeaders",
       .contract = kRefusing,
       .server = by_caller(reply(401), reply(401), reply(200)),
       .arguments = with_token({"--strict", "headers"}),
       .violated = {"GetAccount/401/challenge"}},
      {.name = "RefusesWithAnEmptyChallengeUnderStrictHeaders",
       .contract = kRefusing,
       .server = by_caller(reply(401).with("WWW-Authenticate", ""), reply(403), reply(200)),
       .arguments = with_token({"--strict", "headers"}),
       .violated = {"GetAccount/401/challenge"}},
      {.name = "RefusesWithAnotherSchemeUnderStrictHeaders",
       .contract = kRefusing,
       .server =
           by_caller(reply(401).with("WWW-Authenticate", "Basic realm=\"Bearer\""), reply(403), reply(200)),
       .arguments = with_token({"--strict", "headers"}),
       .violated = {"GetAccount/401/challenge"}},
      {.name = "RefusesWrongCredentialsAsHtml",
       .contract = kBearer,
       .server =
           by_caller(refusal(), reply(401, "text/html", "no").with("WWW-Authenticate", "Bearer"), account()),
       .arguments = kToken,
       .violated = {"GetAccount/401/media-type"},
       .outcomes = kBothHold},
  };
}

}  // namespace

std::vector<Row> security_rows() {
  std::vector<Row> rows = conforming();
  for (Row& row : wrong()) rows.push_back(std::move(row));
  for (Row& row : rights_rows()) rows.push_back(std::move(row));
  return rows;
}

}  // namespace avouch
