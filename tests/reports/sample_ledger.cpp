// SPDX-License-Identifier: MIT
#include "sample_ledger.h"

namespace avouch {
namespace {

using std::chrono::microseconds;

constexpr const char* kContract = "schemas/configuration-webhook.openapi.json";
constexpr const char* kSchema = "schemas/configuration-webhook.schema.json";
constexpr const char* kCurl =
    "curl --silent --show-error --include --user \"$AVOUCH_USER\" "
    "'https://api.example.com/v1/Configuration/Webhooks'";
constexpr const char* kCrossCurl =
    "curl --silent --show-error --include --user \"$AVOUCH_USER\" --header 'Origin: https://avouch.example' "
    "'https://api.example.com/v1/Configuration/Webhooks'";

// NUL, BEL, an SGR sequence, the end of a CDATA section, markup, a quote, U+FFFF, RIGHT-TO-LEFT OVERRIDE, a
// CSI of C1, a lone surrogate and a stray byte, an emoji; commands of a CI server at the beginning of a line;
// Markdown.
const std::string kHostile =
    std::string("\0\a\x1b[31m", 7) +
    "]]> </pre><script>alert('1')</script>& \"q\" \xEF\xBF\xBF \xE2\x80\xAE " +
    "\xC2\x9B"
    "31m \xED\xA0\x80 \xFF \xF0\x9F\x92\xA5\r\n::error file=a,line=1::b\n::set-output "
    "name=a::b\n# [c](http://d) `e` | \\";

Run run_of(const std::string& title, microseconds elapsed) {
  return {.version = "0.1.0",
          .contract = kContract,
          .title = title,
          .target = "https://api.example.com/",
          .hostname = "builder-7",
          .started = std::chrono::sys_days{std::chrono::January / 31 / 2026} + std::chrono::hours{23} +
                     microseconds{59'999'999},
          .elapsed = elapsed};
}

Clause clause_of(const std::string& operation, const std::string& rest, ClauseKind kind,
                 const std::string& claim, int line) {
  return {.coordinate = operation + "/" + rest,
          .operation = operation,
          .kind = kind,
          .claim = claim,
          .place = Place{.file = kContract, .pointer = "/paths/~1v1/get/responses/200", .line = line},
          .documentation = "Fetch configuration webhook › Responses › 200"};
}

Entry holding(Clause clause, std::size_t instances = 1) {
  return {.clause = std::move(clause),
          .verdict = {.outcome = Outcome::holds, .instances = instances, .evidence = 0},
          .probe = "plain",
          .reproduce = kCurl,
          .elapsed = microseconds{12'345}};
}

Entry unexercised(Clause clause, const std::string& reason) {
  return {.clause = std::move(clause), .verdict = {.outcome = Outcome::unexercised, .reason = reason}};
}

std::vector<Finding> ten_findings() {
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < kFindingLimit; ++i) {
    findings.push_back({.where = "body /filters/" + std::to_string(i),
                        .seen = "\"onMessageSend\"",
                        .expected = "one of 23 triggers"});
  }
  return findings;
}

void add_webhook(Ledger& ledger) {
  const std::string name = "FetchConfigurationWebhook";
  std::vector<Entry>& entries = ledger.entries;
  entries.push_back(holding(clause_of(name, "200/status", ClauseKind::status, "the status is 200", 22)));
  entries.push_back(holding(
      clause_of(name, "200/media-type", ClauseKind::media_type, "the media type is application/json", 51)));
  entries.push_back(holding(
      clause_of(name, "200/body/syntax", ClauseKind::body_syntax, "the body is one JSON text in UTF-8", 51)));
  entries.push_back({.clause = clause_of(name, "200/body/account_sid/pattern", ClauseKind::body_schema,
                                         "account_sid matches ^AC[0-9a-fA-F]{32}$", 14),
                     .verdict = {.outcome = Outcome::violated,
                                 .reason = "account_sid does not match ^AC[0-9a-fA-F]{32}$",
                                 .findings = {{.where = "body /account_sid",
                                               .seen = "\"ACzz\"",
                                               .expected = "a match of ^AC[0-9a-fA-F]{32}$",
                                               .excerpt = {R"({"account_sid": )", R"("ACzz")",
                                                           R"(, "filters": […], … 1 more})"}}},
                                 .instances = 1,
                                 .failures = 1,
                                 .evidence = 0},
                     .probe = "plain",
                     .reproduce = kCurl,
                     .elapsed = microseconds{12'345}});
  entries.back().clause.own().place = Place{kSchema, "/properties/account_sid/pattern", 14};
  entries.push_back({.clause = clause_of(name, "200/body/filters/items/enum", ClauseKind::body_schema,
                                         "each of filters is one of the 23 listed triggers", 28),
                     .verdict = {.outcome = Outcome::violated,
                                 .reason = "12 of 14 values are not listed",
                                 .findings = ten_findings(),
                                 .instances = 14,
                                 .failures = 12,
                                 .evidence = 0},
                     .probe = "plain",
                     .reproduce = kCurl,
                     .elapsed = microseconds{12'345}});
  entries.push_back({.clause = clause_of(name, "200/body/method/enum", ClauseKind::body_schema,
                                         "method is GET or POST", 24),
                     .verdict = {.outcome = Outcome::violated,
                                 .reason = "/method is \"PUT\"; expected GET or POST",
                                 .findings = {{"body /method", "\"PUT\"", "GET or POST"}},
                                 .instances = 1,
                                 .failures = 1,
                                 .evidence = 0},
                     .probe = "plain",
                     .reproduce = kCurl,
                     .elapsed = microseconds{12'345},
                     .waived = Waived{.reason = "old hooks still use PUT",
                                      .owner = "hooks team",
                                      .issue = "https://issues.example/HOOK-12",
                                      .expires = "2026-12-31",
                                      .message = "\"PUT\"",
                                      .place = {"avouch.waivers.yaml", "/waivers/0", 2}}});
  for (const char* field : {"pre_webhook_url", "post_webhook_url"}) {
    entries.push_back(unexercised(clause_of(name, std::string("200/body/") + field + "/format",
                                            ClauseKind::body_schema, std::string(field) + " is a uri", 60),
                                  "the field was null or absent"));
  }
  entries.push_back(
      unexercised(clause_of(name, "200/header/Access-Control-Expose-Headers/type", ClauseKind::header,
                            "Access-Control-Expose-Headers is a list of tokens", 43),
                  "the header was not there"));
  entries.push_back(
      {.clause = clause_of(name, "cors/allow-origin", ClauseKind::cors, "the probe's origin is admitted", 24),
       .verdict = {.outcome = Outcome::undecided, .reason = "no response: timed out after 10 s"},
       .probe = "cross-origin",
       .reproduce = kCrossCurl,
       .elapsed = microseconds{10'000'000}});
  entries.push_back(holding(clause_of(name, "security/anonymous", ClauseKind::security,
                                      "a request without credentials is refused with 401 or 403", 17)));
  entries.push_back(
      {.clause = clause_of(name, "200/drift/fields", ClauseKind::drift, "every field is documented", 0),
       .verdict = {.outcome = Outcome::violated,
                   .reason = "1 field of the body is not documented",
                   .findings = {{"body /region", "present", "a documented field"}},
                   .instances = 1,
                   .failures = 1,
                   .evidence = 0},
       .probe = "plain",
       .reproduce = kCurl,
       .elapsed = microseconds{12'345}});
  entries.back().clause.own().severity = Severity::warning;
  entries.back().clause.own().documentation = "";
}

Messages messages_of(const std::string& method, const std::string& path) {
  return {.started = std::chrono::sys_days{std::chrono::January / 31 / 2026} + std::chrono::hours{23} +
                     std::chrono::milliseconds{59'999},
          .method = method,
          .url = "https://api.example.com" + path,
          .request_fields = {{"Host", "api.example.com"}, {"Authorization", "Basic $AVOUCH_USER"}}};
}

void answer(Messages& messages, int status, const std::string& reason, const std::string& type,
            const std::string& body) {
  messages.status = status;
  messages.reason = reason;
  messages.version = "HTTP/1.1";
  messages.response_fields = {{"Content-Type", type}, {"Access-Control-Allow-Origin", "*"}};
  messages.response_content = {.text = body, .size = body.size()};
}

void add_hostile(Ledger& ledger) {
  const std::string name = "List <Things> " + kHostile;
  Clause clause = clause_of(name, "200/body/" + kHostile + "/type", ClauseKind::body_schema,
                            "a claim with " + kHostile, 7);
  clause.place.own().file = "things " + kHostile + ".json";
  clause.documentation = "page " + kHostile;
  ledger.entries.push_back(
      {.clause = clause,
       .verdict = {.outcome = Outcome::violated,
                   .reason = "a reason with " + kHostile,
                   .findings = {{.where = "body /" + kHostile,
                                 .seen = kHostile,
                                 .expected = "a string",
                                 .excerpt = {kHostile, kHostile, kHostile}},
                                {.where = "body /b", .seen = "1", .expected = "a number"}},
                   .instances = 2,
                   .failures = 2},
       .probe = kHostile,
       .reproduce = "curl '" + kHostile + "'",
       .elapsed = microseconds{800}});
  Clause known = clause_of(name, "200/drift/fields", ClauseKind::drift, "every field is documented", 0);
  ledger.entries.push_back({.clause = known,
                            .verdict = {.outcome = Outcome::violated,
                                        .reason = "a known reason with " + kHostile,
                                        .findings = {{"body /" + kHostile, kHostile, "a documented field"}},
                                        .instances = 1,
                                        .failures = 1},
                            .waived = Waived{.reason = "known: " + kHostile,
                                             .owner = kHostile,
                                             .issue = kHostile,
                                             .place = {.file = kHostile, .line = 7}}});
  Clause other = clause_of(name, "200/status", ClauseKind::status, "the status is 200", 3);
  ledger.entries.push_back(unexercised(other, "a reason with " + kHostile));
  ledger.exchanges.push_back({.probe = kHostile,
                              .request = "GET https://api.example.com/" + kHostile,
                              .outcome = "200 " + kHostile,
                              .reproduce = "curl '" + kHostile + "'",
                              .elapsed = microseconds{800},
                              .values = {kHostile}});
  Messages messages = messages_of(kHostile, "/" + kHostile + "?" + kHostile);
  messages.request_fields.push_back({kHostile, kHostile});
  messages.request_content = {.text = kHostile, .size = kHostile.size()};
  answer(messages, 200, kHostile, kHostile, "{\"" + kHostile + "\": \"" + kHostile + "\", \"b\": 1}");
  messages.response_fields.push_back({kHostile, kHostile});
  ledger.exchanges.back().messages = messages;
  ledger.run.notes.push_back("a note with " + kHostile);
}

// A write, and a request that takes its identifier.
void add_chain(Ledger& ledger) {
  const std::string name = "deleteBook";
  ledger.entries.push_back(
      {.clause = clause_of(name, "204/status", ClauseKind::status, "the status is 204", 71),
       .verdict = {.outcome = Outcome::violated,
                   .reason = "the status is 500",
                   .findings = {{"status", "500", "204, 404"}},
                   .instances = 1,
                   .failures = 1,
                   .evidence = 0},
       .probe = "deleteBook/documented",
       .reproduce = "id=$(curl -d '{}' 'https://api.example.com/books' | jq -r .id) && curl -X "
                    "DELETE \"https://api.example.com/books/$id\"",
       .elapsed = microseconds{2'500},
       .chain = {"createBook/documented"}});
  Messages created = messages_of("POST", "/books?draft=a+b&draft=%3C");
  created.request_fields.push_back({"Content-Type", "application/json"});
  created.request_content = {.text = R"({"title":"Dune"})", .size = 16};
  answer(created, 201, "Created", "application/json", R"({"id":"b1"})");
  created.response_fields.push_back({"Location", "/books/b1"});
  created.response_fields.push_back({"Set-Cookie", "(left out)"});
  ledger.exchanges.push_back({.probe = "createBook/documented",
                              .request = "POST https://api.example.com/books?draft=a+b&draft=%3C",
                              .outcome = "201 Created, 11 bytes, application/json",
                              .reproduce = "curl -d '{}' 'https://api.example.com/books'",
                              .elapsed = microseconds{1'500},
                              .messages = created});
  Messages deleted = messages_of("DELETE", "/books/b1");
  answer(deleted, 500, "Internal Server Error", "image/png", std::string("\x89PNG\r\n\0", 7));
  deleted.response_content.size = 70'000;
  deleted.response_content.is_cut = true;
  ledger.exchanges.push_back({.probe = "deleteBook/documented",
                              .request = "DELETE https://api.example.com/books/b1",
                              .outcome = "500 Internal Server Error, 70000 bytes, image/png",
                              .reproduce = ledger.entries.back().reproduce,
                              .elapsed = microseconds{2'500},
                              .values = {"bookId ← createBook/documented 201 /id"},
                              .messages = deleted});
}

}  // namespace

Ledger sample_ledger() {
  Ledger ledger{.run = run_of("Configuration webhook", microseconds{10'043'210})};
  ledger.run.notes.push_back("the format \"iri\" is not judged");
  ledger.run.waivers = {{.clause = "*/200/body/method/enum",
                         .waived = {.reason = "old hooks still use PUT",
                                    .owner = "hooks team",
                                    .issue = "https://issues.example/HOOK-12",
                                    .expires = "2026-12-31",
                                    .message = "\"PUT\"",
                                    .place = {"avouch.waivers.yaml", "/waivers/0", 2}},
                         .state = WaiverUse::State::used,
                         .violations = 1,
                         .why = "waives 1 violation"},
                        {.clause = kHostile,
                         .waived = {.reason = kHostile, .place = {.file = kHostile, .line = 7}},
                         .state = WaiverUse::State::stale,
                         .why = "is stale: the contract has no such clause"}};
  ledger.run.unmet = {{.kind = Unmet::Kind::exercise,
                       .what = "--min-exercised 80% failed: 50 % (7 of 14 clauses) was exercised"}};
  ledger.exchanges.push_back({.probe = "plain",
                              .request = "GET https://api.example.com/v1/Configuration/Webhooks",
                              .outcome = "200 OK, 388 bytes, application/json",
                              .reproduce = kCurl,
                              .elapsed = microseconds{12'345}});
  Messages plain = messages_of("GET", "/v1/Configuration/Webhooks");
  answer(plain, 200, "OK", "application/json",
         "{\n  \"account_sid\": \"ACzz\",\n  \"filters\": [\"onMessageSend\"],\n  \"method\": \"PUT\"\n}\n");
  ledger.exchanges.back().messages = plain;
  ledger.exchanges.push_back({.probe = "cross-origin",
                              .request = "GET https://api.example.com/v1/Configuration/Webhooks",
                              .outcome = "no response: timed out after 10 s",
                              .reproduce = kCrossCurl,
                              .elapsed = microseconds{10'000'000},
                              .messages = messages_of("GET", "/v1/Configuration/Webhooks")});
  ledger.exchanges.back().messages->request_fields.push_back({"Origin", "https://avouch.example"});
  add_webhook(ledger);
  add_chain(ledger);
  add_hostile(ledger);
  return ledger;
}

Ledger green_ledger() {
  Ledger ledger{.run = run_of("Configuration webhook", microseconds{43'210})};
  const std::string name = "FetchConfigurationWebhook";
  ledger.entries.push_back(
      holding(clause_of(name, "200/status", ClauseKind::status, "the status is 200", 22)));
  ledger.entries.push_back(holding(
      clause_of(name, "200/media-type", ClauseKind::media_type, "the media type is application/json", 51)));
  for (const char* field : {"account_sid", "method", "filters", "target", "url"}) {
    ledger.entries.push_back(
        holding(clause_of(name, std::string("200/body/") + field + "/type", ClauseKind::body_schema,
                          std::string(field) + " has its documented type", 60),
                2));
  }
  ledger.exchanges.push_back({.probe = "plain",
                              .request = "GET https://api.example.com/v1/Configuration/Webhooks",
                              .outcome = "200 OK, 388 bytes, application/json",
                              .reproduce = kCurl,
                              .elapsed = microseconds{12'345}});
  return ledger;
}

Ledger unreachable_ledger() {
  Ledger ledger = green_ledger();
  for (Entry& entry : ledger.entries) {
    entry.verdict = {.outcome = Outcome::undecided, .reason = "no response: connection refused"};
  }
  ledger.exchanges.front().outcome = "no response: connection refused";
  return ledger;
}

Ledger wide_ledger() {
  Ledger ledger{.run = run_of("Twelve operations", microseconds{125'000'000})};
  for (int i = 1; i <= 12; ++i) {
    const std::string name = "Operation" + std::to_string(i);
    ledger.entries.push_back(
        holding(clause_of(name, "200/status", ClauseKind::status, "the status is 200", i)));
    ledger.entries.push_back(holding(
        clause_of(name, "200/media-type", ClauseKind::media_type, "the media type is text/plain", i)));
  }
  Entry& broken = ledger.entries[8];
  broken.verdict = {
      .outcome = Outcome::violated,
      .reason = "the response was 302; it redirects to https://elsewhere.example/, which is not followed",
      .findings = {{"status", "302", "200"}},
      .instances = 1,
      .failures = 1};
  return ledger;
}

Ledger proof_ledger() {
  Ledger ledger{.run = run_of("Configuration webhook", microseconds{98'000})};
  ledger.run.question = Question::can_it_fail;
  ledger.run.target.clear();
  ledger.run.notes = {"31 of 33 broken responses made exactly their clause fail"};
  const std::string name = "FetchConfigurationWebhook";
  const auto add = [&](const char* below, ClauseKind kind, const char* claim, Verdict verdict) {
    ledger.entries.push_back(
        {.clause = clause_of(name, below, kind, claim, 22), .verdict = std::move(verdict)});
  };
  add("200/status", ClauseKind::status, "the status is 200",
      {.outcome = Outcome::holds,
       .findings = {{"answer", "the status is 201", ""}, {"answer", "the status is 500", ""}},
       .failures = 29});
  add("200/body/url/format", ClauseKind::body_schema, "url is a uri",
      {.outcome = Outcome::violated,
       .reason = "masked: every response that breaks it violates 200/body/url/pattern too",
       .findings = {{"url is \"<b>\"", "violates 200/body/url/pattern too", ""}},
       .failures = 1});
  add("200/body/type", ClauseKind::body_schema, "the body is an object",
      {.outcome = Outcome::unexercised, .reason = "empty claim: nothing contradicts it"});
  add("cors/allow-origin", ClauseKind::cors, "the probe's origin is admitted",
      {.outcome = Outcome::undecided,
       .reason = "missed: 1 response should have violated it, but did not",
       .findings = {{"the origin is \x1b[2J\xFF", "holds", ""}},
       .failures = 1});
  return ledger;
}

}  // namespace avouch
