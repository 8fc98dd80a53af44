// SPDX-License-Identifier: MIT
// Bodies that use the freedom of their schema, and content in several media types.
#include "row.h"

namespace avouch {
namespace {

constexpr const char* kBook = R"(
paths:
  /book:
    get:
      operationId: GetBook
      responses:
        '200':
          description: d
          content:
            application/json:
              schema:
                type: object
                required: [id, binding]
                properties:
                  id: {type: string, pattern: '^b[0-9]+$'}
                  binding: {enum: [paperback, hardcover, ebook]}
                  subtitle: {type: [string, 'null']}
                  pages: {type: integer, minimum: 1}
                  price: {type: number, multipleOf: 0.01}
                  published: {type: string, format: date}
                  changed: {type: string, format: date-time}
                  authors: {type: array, items: {type: string}}
                  link: {oneOf: [{type: string, format: uri}, {type: object, required: [href], properties: {href: {type: string}}}]}
)";

// {MEDIA} is the content of the answer.
std::string of_content(const std::string& media) {
  return R"(
paths:
  /report:
    get:
      operationId: GetReport
      responses:
        '200': {description: d, content: )" +
         media + "}\n";
}

Row book(const std::string& name, const std::string& body) {
  return {.name = name,
          .contract = kBook,
          .server = always(json_reply(200, body)),
          .outcomes = {{"GetBook/200/status", "holds"}, {"GetBook/200/body/syntax", "holds"}},
          .warns = false};
}

Row report(const std::string& name, const std::string& media, const Reply& answer,
           std::map<std::string, std::string> outcomes) {
  outcomes["GetReport/200/status"] = "holds";
  outcomes["GetReport/200/media-type"] = "holds";
  return {
      .name = name, .contract = of_content(media), .server = always(answer), .outcomes = std::move(outcomes)};
}

constexpr const char* kObject = "{application/json: {schema: {type: object, required: [id]}}}";
constexpr const char* kId = R"({"id":1})";
constexpr const char* kName = R"({"name":"a"})";

// Two media types, each with a schema of its own.
constexpr const char* kTwoTypes =
    "{application/json: {schema: {type: object, required: [id]}}, application/vnd.a+json: {schema: {type: "
    "object, required: [name]}}}";
constexpr const char* kSecondType = "application/vnd.a+json";

// Answers the second type if it alone is accepted.
Handler second_type_by(const Reply& second) {
  return [second](const Request& request) {
    return request.field("Accept") == kSecondType ? second : json_reply(200, kId);
  };
}

Row negotiated(const std::string& name, const Handler& server, const char* second) {
  return {.name = name,
          .contract = of_content(kTwoTypes),
          .server = server,
          .outcomes = {{"GetReport/200/body[application~1json]/required", "holds"},
                       {"GetReport/200/body[application~1vnd.a+json]/required", second},
                       {"GetReport/documented-status", "holds"}},
          .warns = false};
}

std::vector<Row> books() {
  std::vector<Row> rows = {
      book("OptionalMembersAreAbsent", R"({"id":"b1","binding":"ebook"})"),
      book("NullWhereNullable", R"({"id":"b1","binding":"hardcover","subtitle":null})"),
      book("EmptyList", R"({"id":"b1","binding":"paperback","authors":[]})"),
      book("IntegerWithAFraction", R"({"id":"b1","binding":"paperback","pages":3.0e2,"price":19.99})"),
      book(
          "DatesOfEachForm",
          R"({"id":"b1","binding":"ebook","published":"2024-02-29","changed":"2024-02-29t23:59:59.25+05:30"})"),
      book("OneBranch", R"({"id":"b1","binding":"ebook","link":{"href":"/b1"}})"),
      book("OtherBranch", R"({"id":"b1","binding":"ebook","link":"https://books.example/b1?a=b#c"})"),
      book("EscapesAndBlanks", "\n { \"id\" :\t\"\\u0062\\u0031\" , \"binding\": \"ebook\" }\r\n"),
  };
  Row more = book("MembersThatAreNotDocumented", R"({"id":"b1","binding":"ebook","rank":{"of":[1,null]}})");
  more.outcomes["GetBook/200/drift/fields"] = "warned";
  more.warns = true;
  rows.push_back(more);
  return rows;
}

std::vector<Row> contents() {
  return {
      report("Gzip", kObject, json_reply(200, kId).gzipped(), {{"GetReport/200/body/required", "holds"}}),
      report("Chunked", kObject, json_reply(200, kId).chunked(), {{"GetReport/200/body/required", "holds"}}),
      report("GzipInChunks", kObject, json_reply(200, kId).gzipped().chunked(),
             {{"GetReport/200/body/required", "holds"}}),
      report("EndsWithTheConnection", kObject, json_reply(200, kId).until_close(),
             {{"GetReport/200/body/required", "holds"}}),
      report("CharsetBesideTheDocumentedType", kObject, reply(200, "application/json; charset=utf-8", kId),
             {{"GetReport/200/body/required", "holds"}}),
      report("QuotedCharsetInUpperCase", kObject, reply(200, "Application/JSON;Charset=\"UTF-8\"", kId),
             {{"GetReport/200/body/required", "holds"}}),
      report("DocumentedCharsetIsLeftOut",
             "{'application/json; charset=utf-8': {schema: {type: object, required: [id]}}}",
             json_reply(200, kId), {{"GetReport/200/body/required", "holds"}}),
      report("Problem", "{application/problem+json: {schema: {type: object, required: [title]}}}",
             reply(200, "application/problem+json", R"({"title":"t"})"),
             {{"GetReport/200/body/required", "holds"}}),
      report("CsvBesideJson", "{application/json: {schema: {type: object, required: [id]}}, text/csv: {}}",
             reply(200, "text/csv", "id,name\r\n1,a\r\n"), {{"GetReport/200/body/syntax", "unexercised"}}),
      report("XmlBesideJson",
             "{application/json: {schema: {type: object, required: [id]}}, application/xml: {}}",
             reply(200, "application/xml", "<id>1</id>"), {{"GetReport/200/body/syntax", "holds"}}),
      report("PdfUnderAnyType", "{'*/*': {schema: {type: object, required: [id]}}}",
             reply(200, "application/pdf", "%PDF-1.7\n"), {{"GetReport/200/body/syntax", "unexercised"}}),
      report("HtmlUnderAnyType", "{'*/*': {}}", reply(200, "text/html; charset=utf-8", "<p>1</p>"),
             {{"GetReport/200/body/syntax", "unexercised"}}),
      report("XmlUnderAnyApplicationType", "{'application/*': {schema: {type: object}}}",
             reply(200, "application/xml", "<id>1</id>"), {{"GetReport/200/body/syntax", "unexercised"}}),
      report("JsonUnderAnyType", "{'*/*': {schema: {type: object, required: [id]}}}", json_reply(200, kId),
             {{"GetReport/200/body/syntax", "holds"}, {"GetReport/200/body/required", "holds"}}),
      report("TextOfARange", "{'text/*': {}}", reply(200, "text/markdown", "# 1"), {}),
      {.name = "NegotiatesByAccept",
       .contract = of_content("{application/json: {schema: {type: object, required: [id]}}, text/csv: {}}"),
       .server =
           [](const Request& request) {
             const std::string accept = request.field("Accept");
             if (accept.find("application/json") != accept.npos) return json_reply(200, kId);
             if (accept.find("text/csv") != accept.npos) return reply(200, "text/csv", "id\r\n1\r\n");
             return reply(406);
           },
       .outcomes = {{"GetReport/200/status", "holds"}, {"GetReport/200/media-type", "holds"}}},
      negotiated("NegotiatesEachType", second_type_by(reply(200, kSecondType, kName)), "holds"),
      negotiated("AnswersOneTypeWhateverIsAccepted", always(json_reply(200, kId)), "unexercised"),
      negotiated("DoesNotNegotiate", second_type_by(reply(406)), "unexercised"),
  };
}

}  // namespace

std::vector<Row> body_rows() {
  std::vector<Row> rows = books();
  for (Row& row : contents()) rows.push_back(std::move(row));
  return rows;
}

namespace {

Row wrong_book(const std::string& name, const std::string& body, std::set<std::string> violated) {
  Row row = book(name, body);
  row.outcomes.erase("GetBook/200/body/syntax");
  row.violated = std::move(violated);
  row.warns = true;
  return row;
}

Row wrong_report(const std::string& name, const std::string& media, const Reply& answer,
                 std::set<std::string> violated) {
  return {.name = name,
          .contract = of_content(media),
          .server = always(answer),
          .violated = std::move(violated),
          .outcomes = {{"GetReport/200/status", "holds"}}};
}

}  // namespace

std::vector<Row> wrong_body_rows() {
  return {
      wrong_book("MissingMember", R"({"id":"b1"})", {"GetBook/200/body/required"}),
      wrong_book("AnotherEnumValue", R"({"id":"b1","binding":"Ebook"})", {"GetBook/200/body/binding/enum"}),
      wrong_book("NotItsPattern", R"({"id":"b1x","binding":"ebook"})", {"GetBook/200/body/id/pattern"}),
      wrong_book("TextForAnInteger", R"({"id":"b1","binding":"ebook","pages":"300"})",
                 {"GetBook/200/body/pages/type"}),
      wrong_book("BelowTheMinimum", R"({"id":"b1","binding":"ebook","pages":0})",
                 {"GetBook/200/body/pages/minimum"}),
      wrong_book("NullWhereNotNullable", R"({"id":"b1","binding":"ebook","authors":null})",
                 {"GetBook/200/body/authors/type"}),
      wrong_book("NotADate", R"({"id":"b1","binding":"ebook","published":"2023-02-29"})",
                 {"GetBook/200/body/published/format"}),
      wrong_book("LocalTime", R"({"id":"b1","binding":"ebook","changed":"2024-02-29T23:59:59"})",
                 {"GetBook/200/body/changed/format"}),
      wrong_book("ANumberInAListOfTexts", R"({"id":"b1","binding":"ebook","authors":["a",7]})",
                 {"GetBook/200/body/authors/items/type"}),
      wrong_book("ATrailingComma", R"({"id":"b1","binding":"ebook",})", {"GetBook/200/body/syntax"}),
      wrong_book("AListInPlaceOfAnObject", R"([{"id":"b1","binding":"ebook"}])", {"GetBook/200/body/type"}),
      wrong_report("BytesThatAreNoUtf8", kObject, json_reply(200, "{\"id\":\"\xE9\"}"),
                   {"GetReport/200/body/syntax"}),
      wrong_report("EmptyContent", kObject, json_reply(200, ""), {"GetReport/200/body/syntax"}),
      wrong_report("HtmlForJson", kObject, reply(200, "text/html", "<p>1</p>"), {"GetReport/200/media-type"}),
      wrong_report("XmlBesideOtherTypes", "{application/json: {schema: {type: object}}, text/csv: {}}",
                   reply(200, "application/xml", "<id>1</id>"), {"GetReport/200/media-type"}),
      wrong_report("PdfUnderAnyTextType", "{'text/*': {}}", reply(200, "application/pdf", "%PDF-1.7\n"),
                   {"GetReport/200/media-type"}),
      wrong_report("NoTypeAtAll", kObject, {.status = 200, .body = kId}, {"GetReport/200/media-type"}),
      wrong_report("TwoTypes", kObject, json_reply(200, kId).with("Content-Type", "application/json"),
                   {"GetReport/200/media-type"}),
      wrong_report("MalformedType", kObject, reply(200, "json", kId), {"GetReport/200/media-type"}),
      wrong_report("JsonUnderAnyTypeWithoutItsMember", "{'*/*': {schema: {type: object, required: [id]}}}",
                   json_reply(200, R"({"name":"a"})"), {"GetReport/200/body/required"}),
      {.name = "TheSecondTypeWithoutItsMember",
       .contract = of_content(kTwoTypes),
       .server = second_type_by(reply(200, kSecondType, kId)),
       .violated = {"GetReport/200/body[application~1vnd.a+json]/required"}},
      {.name = "TheSecondTypeIsNoJson",
       .contract = of_content(kTwoTypes),
       .server = second_type_by(reply(200, kSecondType, "name=a")),
       .violated = {"GetReport/200/body/syntax"}},
  };
}

}  // namespace avouch
