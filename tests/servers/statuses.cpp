// SPDX-License-Identifier: MIT
// `responses` lists possible responses without precedence (OpenAPI 3.1.1 §4.8.16): each of them conforms.
#include "row.h"

namespace avouch {
namespace {

constexpr const char* kJob = R"(
paths:
  /job:
    get:
      operationId: GetJob
      responses:
        '200': {description: done}
        '202': {description: still running}
)";

constexpr const char* kLatest = R"(
paths:
  /latest:
    get:
      operationId: GetLatest
      responses:
        '200': {description: here}
        '303': {description: elsewhere, headers: {Location: {required: true, schema: {type: string}}}}
)";

constexpr const char* kRanges = R"(
paths:
  /books:
    get:
      operationId: ListBooks
      parameters: [{name: limit, in: query, schema: {type: integer, minimum: 1}}]
      responses:
        2XX: {description: books, content: {application/json: {schema: {type: array, items: {type: string}}}}}
        4XX: {description: no, content: {application/problem+json: {schema: {type: object, required: [title]}}}}
)";

constexpr const char* kBooks = R"(
paths:
  /books/{id}:
    get:
      operationId: GetBook
      parameters: [{name: id, in: path, required: true, schema: {type: string, minLength: 1}}]
      responses:
        '200': {description: a book, content: {application/json: {schema: {type: object}}}}
        '404': {description: no such book}
        '410': {description: it was withdrawn}
)";

constexpr const char* kDefault = R"(
paths:
  /books/{id}:
    get:
      operationId: GetBook
      parameters: [{name: id, in: path, required: true, schema: {type: string, minLength: 1}}]
      responses:
        '200': {description: a book, content: {application/json: {schema: {type: object}}}}
        default:
          description: an error
          content: {application/problem+json: {schema: {type: object, required: [type, title, status]}}}
)";

constexpr const char* kItems = R"(
paths:
  /items/{id}:
    get:
      operationId: GetItem
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses:
        '200': {description: an item}
        '404': {description: no such item}
)";

constexpr const char* kCurrencies = R"(
paths:
  /currencies/{code}:
    get:
      operationId: GetCurrency
      parameters: [{name: code, in: path, required: true, schema: {type: string, pattern: '^[A-Z]{3,5}$'}}]
      responses:
        '200': {description: a currency}
        '404': {description: no such currency}
)";

constexpr const char* kLimited = R"(
paths:
  /busy:
    get:
      operationId: GetBusy
      responses:
        '200': {description: d, content: {application/json: {schema: {type: object}}}}
        '429': {description: slow down, headers: {Retry-After: {required: true, schema: {type: integer}}}}
        '503': {description: closed, headers: {Retry-After: {schema: {type: string}}}}
)";

constexpr const char* kReport = R"(
paths:
  /report:
    get:
      operationId: GetReport
      deprecated: true
      parameters: [{name: Range, in: header, required: true, schema: {type: string}, example: bytes=0-3}]
      responses:
        '200': {description: whole, content: {text/plain: {}}}
        '206': {description: part, content: {text/plain: {}}}
        '405': {description: read only, headers: {Allow: {required: true, schema: {type: string}}}}
    head:
      operationId: HeadReport
      responses:
        '200': {description: whole, content: {text/plain: {}}}
)";

// A 405 of which no header is documented.
constexpr const char* kNotes = R"(
paths:
  /notes:
    get:
      operationId: ListNotes
      responses:
        '200': {description: notes}
        '405': {description: no such method}
    post:
      operationId: AddNote
      responses:
        '201': {description: added}
)";

// PUT, and whatever else is not documented, is refused with that Allow.
Handler notes(const Reply& refusal) {
  return [=](const Request& request) {
    if (request.method == "GET") return reply(200);
    return request.method == "POST" ? reply(201) : refusal;
  };
}

Reply book() {
  return json_reply(200, R"({"id":"b1"})");
}

// GET /…/KNOWN is that reply, all else the other.
Handler knows(const std::string& known, const Reply& found, const Reply& missing) {
  return [=](const Request& request) { return request.segments.back() == known ? found : missing; };
}

Reply report(const Request& request) {
  const bool is_read = request.method == "GET" || request.method == "HEAD";
  return is_read ? reply(200, "text/plain", "0123456789") : reply(405).with("Allow", "GET, HEAD");
}

}  // namespace

std::vector<Row> status_rows() {
  return {
      {.name = "PollingIsStillRunning",
       .contract = kJob,
       .server = always(reply(202)),
       .outcomes = {{"GetJob/202/status", "holds"}, {"GetJob/200/status", "unexercised"}},
       .reasons = {{"GetJob/200/status", "202"}},
       .warns = false},
      {.name = "PollingEndsMeanwhile",
       .contract = kJob,
       .server = [calls = 0](const Request&) mutable { return reply(calls++ == 0 ? 202 : 200); },
       .outcomes = {{"GetJob/202/status", "holds"}}},
      {.name = "PollingIsDone",
       .contract = kJob,
       .server = always(reply(200)),
       .outcomes = {{"GetJob/200/status", "holds"}, {"GetJob/202/status", "unexercised"}}},
      {.name = "RedirectDocumentedBesideASuccess",
       .contract = kLatest,
       .server = always(reply(303).with("Location", "/books/7")),
       .outcomes = {{"GetLatest/303/status", "holds"},
                    {"GetLatest/200/status", "unexercised"},
                    {"GetLatest/303/headers/Location/required", "holds"}}},
      {.name = "RedirectDocumentedAlone",
       .contract =
           "\npaths: {/old: {get: {operationId: GetOld, responses: {'302': {description: moved}}}}}\n",
       .server = always(reply(302).with("Location", "/new")),
       .outcomes = {{"GetOld/302/status", "holds"}}},
      {.name = "RangesCoverBoth",
       .contract = kRanges,
       .server =
           [](const Request& request) {
             return request.query.contains("limit") ? problem_reply(422) : json_reply(203, "[]");
           },
       .outcomes = {{"ListBooks/2XX/status", "holds"}, {"ListBooks/4XX/status", "holds"}},
       .warns = false},
      {.name = "ErrorOfDefault",
       .contract = kDefault,
       .server = knows("b1", book(), problem_reply(404)),
       .arguments = {"--variable", "id=b1"},
       .outcomes = {{"GetBook/200/status", "holds"},
                    {"GetBook/default/media-type", "holds"},
                    {"GetBook/documented-status", "absent"}}},
      {.name = "ErrorOfDefaultForAll",
       .contract = kDefault,
       .server = always(problem_reply(500)),
       .arguments = {"--variable", "id=b1"},
       .outcomes = {{"GetBook/200/status", "unexercised"}, {"GetBook/default/media-type", "holds"}}},
      {.name = "GivenResourceIsGone",
       .contract = kBooks,
       .server = always(reply(404)),
       .arguments = {"--variable", "id=b1"},
       .outcomes = {{"GetBook/200/status", "unexercised"}, {"GetBook/404/status", "holds"}}},
      {.name = "SoftlyDeletedIs410",
       .contract = kBooks,
       .server = knows("b1", book(), reply(410)),
       .arguments = {"--variable", "id=b1"},
       .outcomes = {{"GetBook/200/status", "holds"},
                    {"GetBook/410/status", "holds"},
                    {"GetBook/404/status", "unexercised"},
                    {"GetBook/documented-status", "holds"}}},
      {.name = "UnknownResourceAsHtmlWithoutDocumentedContent",
       .contract = kBooks,
       .server = knows("b1", book(), reply(404, "text/html", "<h1>Not found</h1>")),
       .arguments = {"--variable", "id=b1"},
       .outcomes = {{"GetBook/200/status", "holds"}, {"GetBook/404/status", "holds"}}},
      {.name = "StrangeIntegerIsRefusedWithoutWord",
       .contract = kItems,
       .server = knows("1", reply(200), reply(422)),
       .arguments = {"--variable", "id=1"},
       .outcomes = {{"GetItem/200/status", "holds"},
                    {"GetItem/404/status", "unexercised"},
                    {"GetItem/documented-status", "warned"}}},
      {.name = "ShortCodeHasAnUnknownNeighbour",
       .contract = kCurrencies,
       .server = knows("EUR", reply(200), reply(404)),
       .arguments = {"--variable", "code=EUR"},
       .outcomes = {{"GetCurrency/200/status", "holds"},
                    {"GetCurrency/404/status", "holds"},
                    {"GetCurrency/documented-status", "holds"}},
       .warns = false},
      {.name = "RateLimitedWithSeconds",
       .contract = kLimited,
       .server = always(reply(429).with("Retry-After", "120")),
       .outcomes = {{"GetBusy/429/status", "holds"},
                    {"GetBusy/200/status", "unexercised"},
                    {"GetBusy/429/headers/Retry-After/type", "holds"}}},
      {.name = "ClosedUntilADate",
       .contract = kLimited,
       .server = always(reply(503).with("Retry-After", "Fri, 31 Dec 2027 23:59:59 GMT")),
       .outcomes = {{"GetBusy/503/status", "holds"}, {"GetBusy/200/status", "unexercised"}}},
      {.name = "RangeIsIgnoredAndHeadHasNoContent",
       .contract = kReport,
       .server = report,
       .outcomes = {{"GetReport/200/status", "holds"},
                    {"GetReport/206/status", "unexercised"},
                    {"GetReport/405/status", "unexercised"},
                    {"HeadReport/200/status", "holds"},
                    {"HeadReport/200/media-type", "holds"}}},
      {.name = "OtherMethodIsRefusedWithAllow",
       .contract = kReport,
       .server = report,
       .arguments = {"--allow-writes=any"},
       .outcomes = {{"GetReport/405/status", "holds"}, {"GetReport/405/headers/Allow/required", "holds"}}},
      {.name = "MoreMethodsAreAllowedThanDocumented",
       .contract = kNotes,
       .server = notes(reply(405).with("Allow", "OPTIONS, HEAD, GET").with("Allow", "POST, PATCH")),
       .arguments = {"--allow-writes=any"},
       .outcomes = {{"ListNotes/405/allow", "holds"}, {"ListNotes/405/status", "holds"}},
       .warns = false},
      {.name = "FewerMethodsAreAllowedThanDocumented",
       .contract = kNotes,
       .server = notes(reply(405).with("Allow", "GET, HEAD")),
       .arguments = {"--allow-writes=any"},
       .outcomes = {{"ListNotes/405/allow", "warned"}}},
      {.name = "NoOtherMethodIsAskedWithoutLeave",
       .contract = kNotes,
       .server = notes(reply(405)),
       .outcomes = {{"ListNotes/405/allow", "unexercised"}}},
      {.name = "NoContentHasNoType",
       .contract = "\npaths: {/ping: {get: {operationId: Ping, responses: {'204': {description: d}}}}}\n",
       .server = always(reply(204)),
       .outcomes = {{"Ping/204/status", "holds"}},
       .warns = false},
      {.name = "SuccessOfARangeBesideTheUsualOne",
       .contract = "\npaths: {/ping: {get: {operationId: Ping, responses: {'200': {description: d}, 2XX: "
                   "{description: d}}}}}\n",
       .server = always(reply(204)),
       .outcomes = {{"Ping/2XX/status", "holds"}, {"Ping/200/status", "unexercised"}}},
  };
}

std::vector<Row> wrong_status_rows() {
  return {
      {.name = "NeitherOfTwoSuccesses",
       .contract = kJob,
       .server = always(reply(204)),
       .violated = {"GetJob/200/status"}},
      {.name = "RedirectOfAnotherStatus",
       .contract = kLatest,
       .server = always(reply(302).with("Location", "/books/7")),
       .violated = {"GetLatest/200/status"}},
      {.name = "NotTheDocumentedRedirect",
       .contract =
           "\npaths: {/old: {get: {operationId: GetOld, responses: {'302': {description: moved}}}}}\n",
       .server = always(reply(301).with("Location", "/new")),
       .violated = {"GetOld/302/status"}},
      {.name = "UndocumentedRedirect",
       .contract = "\npaths: {/a: {get: {operationId: GetA, responses: {'200': {description: d}}}}}\n",
       .server = always(reply(302).with("Location", "/login")),
       .violated = {"GetA/200/status"}},
      {.name = "NotFoundWithoutParameters",
       .contract = "\npaths: {/a: {get: {operationId: GetA, responses: {'200': {description: d}}}}}\n",
       .server = always(reply(404)),
       .violated = {"GetA/200/status"}},
      {.name = "OutsideTheRange",
       .contract = kRanges,
       .server =
           [](const Request& request) {
             return request.query.contains("limit") ? problem_reply(400) : reply(301).with("Location", "/b");
           },
       .violated = {"ListBooks/2XX/status"},
       .outcomes = {{"ListBooks/4XX/status", "holds"}}},
      {.name = "ForbiddenValueBreaksTheServer",
       .contract = kRanges,
       .server =
           [](const Request& request) {
             return request.query.contains("limit") ? reply(500) : json_reply(200, "[]");
           },
       .violated = {"ListBooks/documented-status"},
       .outcomes = {{"ListBooks/2XX/status", "holds"}, {"ListBooks/4XX/status", "unexercised"}}},
      {.name = "UnknownResourceBreaksTheServer",
       .contract = kBooks,
       .server = knows("b1", book(), reply(500)),
       .arguments = {"--variable", "id=b1"},
       .violated = {"GetBook/documented-status"},
       .outcomes = {{"GetBook/200/status", "holds"}, {"GetBook/404/status", "unexercised"}}},
      {.name = "UnknownCodeBreaksTheServer",
       .contract = kCurrencies,
       .server = knows("EUR", reply(200), reply(502)),
       .arguments = {"--variable", "code=EUR"},
       .violated = {"GetCurrency/documented-status"}},
      {.name = "StrangeIntegerIsRefusedUnderStrictStatuses",
       .contract = kItems,
       .server = knows("1", reply(200), reply(422)),
       .arguments = {"--variable", "id=1", "--strict", "statuses"},
       .violated = {"GetItem/documented-status"}},
      {.name = "GivenResourceIsWithdrawnWithoutWord",
       .contract = kItems,
       .server = knows("1", reply(410), reply(404)),
       .arguments = {"--variable", "id=1"},
       .violated = {"GetItem/200/status"},
       .outcomes = {{"GetItem/404/status", "holds"}}},
      {.name = "Breaks",
       .contract = kLimited,
       .server = always(reply(500)),
       .violated = {"GetBusy/200/status"}},
      {.name = "RateLimitedWithoutWord",
       .contract = kJob,
       .server = always(reply(429).with("Retry-After", "0")),
       .violated = {"GetJob/200/status"}},
      {.name = "RateLimitedWithoutRetryAfter",
       .contract = kLimited,
       .server = always(reply(429)),
       .violated = {"GetBusy/429/headers/Retry-After/required"}},
      {.name = "HeadIsUnknown",
       .contract = kReport,
       .server =
           [](const Request& request) { return request.method == "HEAD" ? reply(404) : report(request); },
       .violated = {"HeadReport/200/status"},
       .outcomes = {{"GetReport/200/status", "holds"}}},
      {.name = "RefusalSaysNoMethods",
       .contract = kNotes,
       .server = notes(reply(405)),
       .arguments = {"--allow-writes=any"},
       .violated = {"ListNotes/405/allow"},
       .outcomes = {{"ListNotes/405/status", "holds"}}},
      {.name = "RefusalNamesTheRefusedMethod",
       .contract = kNotes,
       .server = notes(reply(405).with("Allow", "GET, POST, PUT, PATCH, DELETE")),
       .arguments = {"--allow-writes=any"},
       .violated = {"ListNotes/405/allow"}},
      {.name = "FewerMethodsAreAllowedUnderStrictHeaders",
       .contract = kNotes,
       .server = notes(reply(405).with("Allow", "GET")),
       .arguments = {"--allow-writes=any", "--strict", "headers"},
       .violated = {"ListNotes/405/allow"}},
      {.name = "OtherMethodIsRefusedWithoutAllow",
       .contract = kReport,
       .server =
           [](const Request& request) {
             const Reply usual = report(request);
             return usual.status == 405 ? reply(405) : usual;
           },
       .arguments = {"--allow-writes=any"},
       .violated = {"GetReport/405/headers/Allow/required"}},
      {.name = "ContentInPlaceOfNone",
       .contract = "\npaths: {/ping: {get: {operationId: Ping, responses: {'204': {description: d}}}}}\n",
       .server = always(reply(200, "text/plain", "pong")),
       .violated = {"Ping/204/status"}},
      {.name = "ErrorOfDefaultIsHtml",
       .contract = kDefault,
       .server = knows("b1", book(), reply(404, "text/html", "<h1>Not found</h1>")),
       .arguments = {"--variable", "id=b1"},
       .violated = {"GetBook/default/media-type"}},
  };
}

}  // namespace avouch
