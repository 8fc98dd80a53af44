// SPDX-License-Identifier: MIT
// Headers: names in any case, and values in every form that their standard allows.
#include <utility>

#include "row.h"

namespace avouch {
namespace {

// A GET /thing whose 200 documents these headers.
std::string of_headers(const std::string& headers) {
  return R"(
paths:
  /thing:
    get:
      operationId: GetThing
      responses:
        '200': {description: d, headers: )" +
         headers + "}\n";
}

std::string text(const std::string& name) {
  return "{" + name + ": {required: true, schema: {type: string}}}";
}

// The 200 with that one line conforms, and nothing is undocumented.
Row right(const std::string& name, const std::string& headers, const std::string& field,
          const std::string& value) {
  return {.name = name,
          .contract = of_headers(headers),
          .server = always(reply(200).with(field, value)),
          .outcomes = {{"GetThing/200/status", "holds"}},
          .warns = false};
}

Row right_syntax(const std::string& name, const std::string& field, const std::string& value) {
  Row row = right(name, text(field), field, value);
  row.outcomes["GetThing/200/headers/" + field + "/syntax"] = "holds";
  return row;
}

Row wrong(const std::string& name, const std::string& headers, const Reply& answer,
          const std::string& violated) {
  return {.name = name,
          .contract = of_headers(headers),
          .server = always(answer),
          .violated = {"GetThing/200/headers/" + violated},
          .outcomes = {{"GetThing/200/status", "holds"}}};
}

Row wrong_syntax(const std::string& name, const std::string& field, const std::string& value) {
  return wrong(name, text(field), reply(200).with(field, value), field + "/syntax");
}

constexpr const char* kCreated = R"(
paths:
  /books:
    post:
      operationId: CreateBook
      requestBody:
        required: true
        content: {application/json: {schema: {type: object, properties: {title: {type: string}}}, example: {title: a}}}
      responses:
        '201': {description: d, headers: {Location: {required: true, schema: {type: string}}}}
)";

Row created(const std::string& name, const std::string& location) {
  return {.name = name,
          .contract = kCreated,
          .server = always(reply(201).with("Location", location)),
          .arguments = {"--allow-writes=any"},
          .outcomes = {{"CreateBook/201/status", "holds"}}};
}

constexpr const char* kTotal = "{X-Total: {required: true, schema: {type: integer, minimum: 0}}}";
constexpr const char* kTags = "{X-Tags: {required: true, schema: {type: array, items: {enum: [new, used]}}}}";
constexpr const char* kTag = "{X-Tag: {schema: {type: string, enum: [new, used]}}}";
constexpr const char* kFlag = "{X-Flag: {required: true, schema: {type: boolean}}}";

std::vector<Row> conforming() {
  std::vector<Row> rows = {
      right("NamesInLowerCase", kTotal, "x-total", "17"),
      right("NamesInUpperCase", kTotal, "X-TOTAL", "0"),
      right("OptionalHeaderIsAbsent", kTag, "Date", "Sun, 06 Nov 1994 08:49:37 GMT"),
      right_syntax("WeakEntityTag", "ETag", "W/\"xyz,zy\""),
      right_syntax("ImfFixdate", "Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT"),
      right_syntax("RetryAfterASecond", "Retry-After", "1"),
      right_syntax("RetryAfterADate", "Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT"),
      right_syntax("EmptyElementsOfAList", "Vary", "Accept, ,Origin"),
      right_syntax("CacheControlWithAnExtension", "Cache-Control",
                   "private, max-age=0, community=\"UCI, a\""),
      right_syntax(
          "LinkWithAnAnchor", "Link",
          "</b?p=2>; rel=\"next\"; title*=UTF-8''%e2%82%ac, <https://a.example/>; anchor=\"#x\"; rel=up"),
      right_syntax("ChallengesInOneLine", "WWW-Authenticate",
                   "Basic realm=\"a, b\", Bearer, Negotiate YWJj=="),
      created("LocationIsRelative", "books/7?a=b"),
      created("LocationIsAbsolute", "https://[2001:db8::1]:8443/books/7#top"),
  };
  rows.push_back({.name = "ListOnSeveralLines",
                  .contract = of_headers(kTags),
                  .server = always(reply(200).with("X-Tags", "new").with("x-tags", "used,new")),
                  .outcomes = {{"GetThing/200/headers/X-Tags/required", "holds"},
                               {"GetThing/200/headers/X-Tags/value/items/enum", "holds"}},
                  .warns = false});
  rows.push_back({.name = "StandardListOnSeveralLines",
                  .contract = of_headers(text("Allow")),
                  .server = always(reply(200).with("Allow", "GET").with("Allow", "HEAD, PATCH")),
                  .outcomes = {{"GetThing/200/headers/Allow/syntax", "holds"}}});
  rows.push_back(
      {.name = "HeadersThatAreNotDocumented",
       .contract = of_headers(kTotal),
       .server = always(reply(200).with("X-Total", "1").with("X-Served-By", "a").with("Via", "1.1 b")),
       .outcomes = {{"GetThing/200/headers/X-Total/required", "holds"},
                    {"GetThing/200/drift/headers", "warned"}}});
  rows.push_back({.name = "ConnectionEndsEachTime",
                  .contract = of_headers(kTotal),
                  .server = always(reply(200).with("X-Total", "1").closing()),
                  .outcomes = {{"GetThing/200/status", "holds"}},
                  .warns = false});
  return rows;
}

std::vector<Row> wrong_ones() {
  std::vector<Row> rows = {
      wrong("MissingHeader", kTotal, reply(200), "X-Total/required"),
      wrong("TextForANumber", kTotal, reply(200).with("X-Total", "about 2"), "X-Total/type"),
      wrong("NumberBelowItsMinimum", kTotal, reply(200).with("X-Total", "-1"), "X-Total/value/minimum"),
      wrong("HeaderOfAnotherValue", kTag, reply(200).with("X-Tag", "New"), "X-Tag/value/enum"),
      wrong("ListWithAnotherValue", kTags, reply(200).with("X-Tags", "new, old"), "X-Tags/value/items/enum"),
      wrong("YesForTrue", kFlag, reply(200).with("X-Flag", "yes"), "X-Flag/type"),
      wrong("TwoEntityTags", text("ETag"), reply(200).with("ETag", "\"a\"").with("ETag", "\"b\""),
            "ETag/syntax"),
      wrong_syntax("EntityTagWithoutQuotes", "ETag", "abc"),
      wrong_syntax("DateOfAnotherForm", "Last-Modified", "1994-11-06T08:49:37Z"),
      wrong_syntax("DateOfAnotherZone", "Last-Modified", "Sun, 06 Nov 1994 08:49:37 CET"),
      wrong_syntax("RetryAfterAWhile", "Retry-After", "soon"),
      wrong_syntax("AgeWithAFraction", "Age", "1.5"),
      wrong_syntax("LinkWithoutBrackets", "Link", "https://a.example/; rel=next"),
      wrong_syntax("AllowWithSemicolons", "Allow", "GET; HEAD"),
      wrong_syntax("DirectiveWithoutAName", "Cache-Control", "=60"),
  };
  for (const auto& [name, location] : {std::pair{"LocationWithABlank", "/books/a b"},
                                       std::pair{"LocationWithAnOpenBracket", "http://[::1/books"}}) {
    Row row = created(name, location);
    row.violated = {"CreateBook/201/headers/Location/syntax"};
    rows.push_back(row);
  }
  Row two = created("TwoLocations", "/books/1");
  two.server = always(reply(201).with("Location", "/books/1").with("Location", "/books/2"));
  two.violated = {"CreateBook/201/headers/Location/syntax"};
  rows.push_back(two);
  return rows;
}

}  // namespace

std::vector<Row> header_rows() {
  std::vector<Row> rows = conforming();
  for (Row& row : wrong_ones()) rows.push_back(std::move(row));
  return rows;
}

}  // namespace avouch
