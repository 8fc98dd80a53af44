// SPDX-License-Identifier: MIT
// Content that is not JSON: how it becomes an instance, and the verdicts on it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <ostream>
#include <string>

#include "contract/load.h"
#include "judge/answer.h"
#include "judge/body/body.h"
#include "judge/judge.h"
#include "judge/media/media.h"

namespace avouch {
namespace media_test {

// One operation whose answer has that media type object, in YAML's flow style.
Result<Contract> contract_of(const std::string& range, const std::string& media, const char* version,
                             const std::string& components = "{}") {
  const std::string yaml = "openapi: " + std::string(version) +
                           "\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    get: {operationId: Get, "
                           "responses: {'200': {description: d, content: {'" +
                           range + "': " + media + "}}}}\ncomponents: {schemas: " + components + "}\n";
  return load_contract("api.yaml", {}, {{"api.yaml", yaml}});
}

// A media type object of XML.
constexpr const char* kXmlBook =
    "{schema: {type: object, xml: {name: book}, properties: {id: {type: integer, xml: {attribute: true}}, "
    "title: "
    "{type: string}, isbn: {type: integer, xml: {namespace: 'urn:i'}}, pages: {type: integer, xml: {name: "
    "n}}, "
    "tags: {type: array, items: {type: string, xml: {name: tag}}}, prices: {type: array, xml: {wrapped: "
    "true}, "
    "items: {type: number, xml: {name: price}}}}}}";

struct ReadingCase {
  const char* name;
  const char* range;
  const char* media;
  const char* body;
  const char* expected;  // JSON; or "broken: …", "unread: …"
  const char* type = nullptr;
  const char* version = "3.2.0";
  bool is_enough = false;
};

void PrintTo(const ReadingCase& one, std::ostream* out) {
  *out << one.name;
}

std::string reading_of(const ReadingCase& one) {
  const Result<Contract> contract = contract_of(one.range, one.media, one.version);
  if (!contract) return to_string(contract.errors());
  const DocumentedMedia& media = contract->operations[0].responses[0].media[0];
  Result<BodyJudge> judge = BodyJudge::make(media.schema, {});
  if (!judge) return to_string(judge.errors());
  WorkBudget budget({.steps = kJudgeSteps});  // no time: the machine may be slow
  const MediaBody body =
      read_body(media,
                {.bytes = one.body,
                 .type = http::parse_media_type(one.type == nullptr ? one.range : one.type),
                 .is_enough = one.is_enough,
                 .budget = &budget},
                &*judge);
  if (!body.unread.empty()) return "unread: " + body.unread;
  if (body.parsed.fault) return "broken: " + body.parsed.fault->reason;
  return to_text(body.parsed.instance->root());
}

class Reading : public testing::TestWithParam<ReadingCase> {};

TEST_P(Reading, IsThisInstance) {
  EXPECT_EQ(reading_of(GetParam()), GetParam().expected);
}

constexpr const char* kRows =
    "{schema: {type: array, items: {type: object, properties: {id: {type: integer}, name: {type: string}, "
    "free: {type: boolean}}}}}";
constexpr const char* kEvents = "{itemSchema: {type: object, properties: {data: {type: string}}}}";
constexpr const char* kForm =
    "{schema: {type: object, properties: {n: {type: integer}, s: {type: string}, l: {type: array, items: "
    "{type: integer}}, o: {type: object, properties: {a: {type: integer}}}}}}";

const ReadingCase kReadings[] = {
    {"Text", "text/plain", "{schema: {type: string}}", "5\n", R"("5\n")"},
    {"TextAsInteger", "text/plain", "{schema: {type: integer}}", "5\r\n", "5"},
    {"TextAsNumber", "text/plain", "{schema: {type: number}}", "1.50", "1.50"},
    {"TextAsBoolean", "text/plain", "{schema: {type: boolean}}", "true", "true"},
    {"TextThatIsNoInteger", "text/plain", "{schema: {type: integer}}", "five", R"("five")"},
    {"TextOfEither", "text/plain", "{schema: {oneOf: [{type: integer, maximum: 3}, {type: string}]}}", "5",
     R"("5")"},
    {"TextOfAnObject", "text/plain", "{schema: {type: object}}", "{\"a\": [5]}\n", R"({"a":[5]})"},
    {"TextOfAnArrayOrNull", "text/html", "{schema: {type: [array, 'null']}}", "[5]", "[5]"},
    {"TextThatIsNoObject", "text/plain", "{schema: {type: object}}", "{a}", R"("{a}")"},
    {"TextThatMayBeAnObject", "text/plain", "{schema: {type: [object, string]}}", "{}", R"("{}")"},
    {"TextInLatin", "text/plain", "{schema: {type: string}}", "caf\xE9", "\"caf\u00e9\"",
     "text/plain; charset=iso-8859-1"},
    {"TextThatIsNotUtf8", "text/plain", "{schema: {type: string}}", "caf\xE9",
     "unread: the text is not UTF-8, and its media type names no other charset"},
    {"TextInAnotherCharset", "text/plain", "{schema: {type: string}}", "x",
     "unread: the charset \"koi8-r\" is not read", "text/plain; charset=koi8-r"},

    {"Csv", "text/csv", kRows, "id,name,free\r\n1,\"a,\"\"b\",\r\n2,,true\r\n",
     R"([{"id":1,"name":"a,\"b"},{"id":2,"name":"","free":true}])"},
    {"CsvWithoutALastLineBreak", "text/csv; header=present", kRows, "id\n7", R"([{"id":7}])"},
    {"CsvOfArrays", "text/csv", "{schema: {type: array, items: {type: array, items: {type: integer}}}}",
     "1,2\n3,4\n", "[[1,2],[3,4]]"},
    {"CsvOfRaggedArrays", "text/csv", "{schema: {type: array, items: {type: array, items: {type: integer}}}}",
     "1,2\n3\n", "[[1,2],[3]]"},
    {"CsvAsText", "text/csv", "{schema: {type: string}}", "a,b\n", R"("a,b\n")"},
    {"CsvWithoutAHeader", "text/csv", kRows, "1,a,true\n",
     "unread: the CSV has no header row to name its fields", "text/csv; header=absent"},
    {"CsvWithAShortRow", "text/csv", kRows, "id,name\n1\n",
     "broken: row 2 has 1 field, and the first row has 2"},
    {"CsvWithAnOpenQuote", "text/csv", kRows, "id\n\"1", "broken: row 2: a quoted field does not end"},

    {"Lines", "application/x-ndjson", "{itemSchema: {type: object}}", "{\"a\":1}\n\n{\"a\":2}",
     R"([{"a":1},{"a":2}])"},
    {"LinesThatAreBroken", "application/jsonl", "{itemSchema: {type: object}}", "{}\n{\"a\":\n",
     "broken: item 1: the body ends inside an object"},
    {"NoLines", "application/jsonl", "{itemSchema: {type: object}}", "", "[]"},
    {"NothingInTime", "application/jsonl", "{itemSchema: {type: object}}", "",
     "unread: no item came within --max-stream-time", nullptr, "3.2.0", true},
    {"Records", "application/json-seq", "{itemSchema: {type: object}}", "\x1E{\"a\":\n1}\n\x1E{}\n",
     R"([{"a":1},{}])"},
    {"RecordsWithoutTheirMark", "application/geo+json-seq", "{itemSchema: {type: object}}", "{}\n",
     "broken: the content does not begin with a record separator (RFC 7464 §2.2)"},
    {"RecordsThatMayBeCutOff", "application/json-seq", "{itemSchema: {type: integer}}",
     "\x1E"
     "123\n\x1E"
     "456",
     "broken: item 1: no white space ends it, so it may be cut off (RFC 7464 §2.4)"},
    {"RecordsThatEndByThemselves", "application/json-seq", "{itemSchema: {}}", "\x1E{}\x1E\"a\"\x1E[1]",
     R"([{},"a",[1]])"},

    {"Events", "text/event-stream", kEvents,
     "event: add\ndata: one\ndata: two\nretry: 05\n\nunknown: x\n: comment\nid: 7\ndata:{\"a\":1}\n\n",
     R"([{"event":"add","data":"one\ntwo","retry":5},{"data":"{\"a\":1}","id":"7"}])"},
    {"EventsWithOtherLineEnds", "text/event-stream", kEvents,
     "\xEF\xBB\xBF"
     "data: a\r\rdata: b\r\n\r\n",
     R"([{"data":"a"},{"data":"b"}])"},
    {"EventsThatHtmlIgnores", "text/event-stream", kEvents, "event: x\n\nretry: x\ndata\n\ndata: last",
     R"([{"data":""}])"},
    {"EventsWithAnEmptyType", "text/event-stream", kEvents,
     "event: n\nevent\ndata: a\n\nevent:\ndata: b\n\nevent:\nevent:n\ndata: c\n\n",
     R"([{"data":"a"},{"data":"b"},{"event":"n","data":"c"}])"},
    {"EventsThatAreNotUtf8", "text/event-stream", kEvents, "data: \xC3\n\n",
     "broken: the event stream is not UTF-8"},
    {"EventsIn31", "text/event-stream", "{schema: {type: object, properties: {data: {type: string}}}}",
     "data: a\n\n", R"([{"data":"a"}])", nullptr, "3.1.0"},
    {"DataIn31", "text/event-stream", "{schema: {type: object, properties: {n: {type: integer}}}}",
     "data: {\"n\":1}\n\ndata: [DONE\n\n", R"([{"n":1}])", nullptr, "3.1.0"},
    {"EventsWithJsonInData", "text/event-stream",
     "{itemSchema: {type: object, properties: {data: {type: object, properties: {n: {type: integer}}}}}}",
     "event: a\ndata: {\"n\":1}\n\ndata: [DONE]\n\ndata: 5\n\n",
     R"([{"event":"a","data":{"n":1}},{"data":5}])"},
    {"EventsWithTextOrJsonInData", "text/event-stream",
     "{itemSchema: {oneOf: [{properties: {data: {type: object}}}, {properties: {data: {type: string}}}]}}",
     "data: {\"n\":1}\n\ndata: [DONE]\n\ndata: 5\n\ndata: null\n\n",
     R"([{"data":{"n":1}},{"data":"[DONE]"},{"data":"5"},{"data":"null"}])"},
    {"EventsWithAnyData", "text/event-stream", "{itemSchema: {type: object}}", "data: {\"n\":1}\n\n",
     R"([{"data":"{\"n\":1}"}])"},
    {"DataWithAnId", "text/event-stream",
     "{schema: {type: object, required: [id], properties: {id: {type: string}, n: {type: integer}}}}",
     "data: {\"id\":\"a\",\"n\":1}\n\ndata: [DONE]\n\n", R"([{"id":"a","n":1}])", nullptr, "3.1.0"},
    {"EventsWithAMemberThatHtmlIgnores", "text/event-stream",
     "{schema: {type: object, properties: {event: {}, data: {type: object}, on: {type: boolean}}}}",
     "event: a\ndata: {\"n\":1}\n\n", R"([{"event":"a","data":{"n":1}}])", nullptr, "3.1.0"},
    {"DataWithMembersNamedAsThoseOfEvents", "text/event-stream",
     "{schema: {type: object, properties: {event: {type: string}, data: {type: object}, on: {type: "
     "boolean}}}}",
     "data: {\"event\":\"e\",\"on\":1,\"data\":{}}\n\n", R"([{"event":"e","on":1,"data":{}}])", nullptr,
     "3.1.0"},
    {"TextIn31", "text/event-stream", "{schema: {type: string}}", "data: a\n\n", R"("data: a\n\n")", nullptr,
     "3.1.0"},

    {"Parts", "multipart/mixed", "{itemSchema: {type: object}}",
     "--b\r\nContent-Type: application/json\r\n\r\n{\"a\":1}\r\n--b\r\n\r\nplain\r\n--b--\r\n",
     R"([{"a":1},"plain"])", "multipart/mixed; boundary=b"},
    {"PartsThatDoNotEnd", "multipart/mixed", "{itemSchema: {type: object}}",
     "--b\r\nContent-Type: application/json\r\n\r\n{}\r\n",
     "broken: the content does not end with its boundary", "multipart/mixed; boundary=b"},
    {"PartsWithoutABoundary", "multipart/mixed", "{itemSchema: {type: object}}", "",
     "broken: the media type has no boundary (RFC 2046 §5.1.1)"},
    {"PartsOfAnotherType", "multipart/mixed", "{itemSchema: {type: object}}",
     "--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--",
     "unread: part 0 has the media type image/png, which is not read", "multipart/mixed; boundary=b"},

    {"Form", "application/x-www-form-urlencoded", kForm, "n=5&s=5&l=1&l=2&o=%7B%22a%22%3A1%7D&x=a+b%2Bc",
     R"({"n":5,"s":"5","l":[1,2],"o":{"a":1},"x":"a b+c"})"},
    {"FormWithStyles", "application/x-www-form-urlencoded",
     "{schema: {type: object, properties: {l: {type: array, items: {type: integer}}, o: {type: object, "
     "properties: {a: {type: integer}}}}}, encoding: {l: {style: pipeDelimited}, o: {style: deepObject}}}",
     "l=1%7C2&o%5Ba%5D=3", R"({"l":[1,2],"o":{"a":3}})"},
    {"FormThatIsNotEncoded", "application/x-www-form-urlencoded", kForm, "n=5 6",
     "broken: the form has a character that is not percent-encoded"},
    {"FormData", "multipart/form-data", kForm,
     "--b\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\n5\r\n--b\r\nContent-Disposition: form-data; "
     "name=l\r\n\r\n1\r\n--b--",
     R"({"n":5,"l":[1]})", "multipart/form-data; boundary=\"b\""},
    {"FormDataWithoutAName", "multipart/form-data", kForm, "--b\r\n\r\n5\r\n--b--",
     "broken: part 0 has no name (RFC 7578 §4.2)", "multipart/form-data; boundary=b"},

    {"Xml", "application/xml",
     "{schema: {type: object, xml: {name: book}, properties: {id: {type: integer, xml: {attribute: true}}, "
     "title: {type: string}, tags: {type: array, items: {type: string, xml: {name: tag}}}, prices: {type: "
     "array, "
     "xml: {wrapped: true}, items: {type: number, xml: {name: price}}}}}}",
     "<book id='7'><title> A &amp; B </title><tag>x</tag><tag>y</tag><prices><price> 1.5 "
     "</price></prices></book>",
     R"({"id":7,"title":" A & B ","tags":["x","y"],"prices":[1.5]})", nullptr, "3.1.0"},
    {"XmlText", "application/xml",
     "{schema: {type: object, xml: {name: p}, properties: {style: {type: string, xml: {nodeType: "
     "attribute}}, "
     "text: {type: string, xml: {nodeType: text}}, html: {type: [string, 'null']}}}}",
     "<p style='s'>a<html xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:nil='true'/></p>",
     R"({"style":"s","text":"a","html":null})"},
    {"XmlCdata", "application/xml",
     "{schema: {type: object, xml: {name: d}, properties: {c: {type: string, xml: {nodeType: cdata}}}}}",
     "<d>\n  <![CDATA[<b>]]>\n</d>", R"({"c":"<b>"})"},
    {"XmlWithoutAnyItem", "application/xml",
     "{schema: {type: object, xml: {name: d}, required: [l], properties: {l: {type: array, items: {}}}}}",
     "<d/>", R"({"l":[]})"},
    {"XmlInANamespace", "application/xml",
     "{schema: {type: object, xml: {name: d, namespace: 'urn:d', prefix: x}, properties: {a: {type: "
     "integer}}}}",
     "<d xmlns='urn:d'><a>1</a><b k='2'>z</b></d>", R"({"a":1,"b":{"k":"2","#text":"z"}})"},
    {"XmlInAnotherNamespace", "application/xml",
     "{schema: {type: object, xml: {name: d, namespace: 'urn:d', prefix: x}}}", "<d xmlns='urn:e'/>",
     "broken: the root element is \"d\"; expected \"d\" of the namespace \"urn:d\""},
    {"XmlRootWithAnotherName", "application/xml", "{schema: {type: object, xml: {name: d}}}", "<e/>",
     "broken: the root element is \"e\"; expected \"d\""},
    {"XmlList", "application/xml",
     "{schema: {type: array, xml: {nodeType: element, name: all}, items: {xml: {name: one}, type: integer}}}",
     "<all><one>1</one><one>x</one></all>", R"([1,"x"])"},
    {"XmlListWithTextAmongItsElements", "application/xml",
     "{schema: {type: array, xml: {nodeType: element, name: all}, items: {xml: {name: one}, type: integer}}}",
     "<all>and<one>1</one></all>", R"({"one":"1","#text":"and"})"},
    {"XmlWrappedListWithTextAmongItsElements", "application/xml",
     "{schema: {type: object, properties: {l: {type: array, xml: {wrapped: true}, items: {xml: {name: "
     "one}}}}}}",
     "<d><l><one>1</one>and</l></d>", R"({"l":{"one":"1","#text":"and"}})"},
    {"XmlElementForAnAttribute", "application/xml", kXmlBook, "<book><id>7</id></book>", R"({"<id>":"7"})"},
    {"XmlAttributeForAnElement", "application/xml", kXmlBook, "<book title='A'/>", R"({"@title":"A"})"},
    {"XmlElementInAnotherNamespace", "application/xml", kXmlBook, "<book><isbn>1</isbn></book>",
     R"({"<isbn>":"1"})"},
    {"XmlElementWithTheNameOfTheProperty", "application/xml", kXmlBook, "<book><pages>5</pages></book>",
     R"({"<pages>":"5"})"},
    {"XmlItemsWithAnotherName", "application/xml", kXmlBook, "<book><prices><cost>5</cost></prices></book>",
     R"({"prices":{"cost":"5"}})"},
    {"XmlItemsThatAreWrapped", "application/xml", kXmlBook, "<book><tags><tag>a</tag></tags></book>",
     R"({"<tags>":{"tag":"a"}})"},
    {"XmlItemsThatAreNotWrapped", "application/xml", kXmlBook, "<book><price>5</price></book>",
     R"({"price":"5"})"},
    {"XmlAsText", "application/xml", "{schema: {type: string}}", "<a/>", R"("<a/>")"},
    {"XmlThatIsBroken", "application/xml", "{schema: {type: object}}", "<a><b></a>",
     "broken: the XML is not well-formed: mismatched tag"},
    {"XmlOfAnotherVersion", "application/xml", "{schema: {type: object}}", "<?xml version='9.0'?><a/>",
     "broken: the XML is not well-formed: its version is \"9.0\"; expected 1. and digits (XML 1.0 §2.8)"},
    {"XmlOfALaterVersion", "application/xml", "{schema: {type: object, properties: {b: {type: integer}}}}",
     "<?xml version='1.10' encoding='UTF-8'?><a><b>1</b></a>", R"({"b":1})"},
    {"XmlWithADoctype", "application/xml", "{schema: {type: object}}",
     "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
     "unread: the XML has a document type declaration, which is not read"},
    {"XmlWithAnUnknownNodeType", "application/xml",
     "{schema: {type: object, xml: {name: d}, properties: {a: {type: string, xml: {nodeType: leaf}}}}}",
     "<d><a>1</a></d>", "unread: an `xml` object has an unknown nodeType"},
};
INSTANTIATE_TEST_SUITE_P(Media, Reading, testing::ValuesIn(kReadings),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(XmlReading, IsBounded) {
  std::string deep;
  for (int i = 0; i < 500; ++i) deep += "<a>";
  ReadingCase one{"Deep", "application/xml", "{schema: {type: object}}", deep.c_str(), ""};
  EXPECT_EQ(reading_of(one), "broken: the XML is nested deeper than 400 levels");
}

TEST(XmlReading, ReadsNoTagOfManyMegabytes) {
  for (const std::string& beginning : {std::string("<a b='"), std::string("<!--"), std::string("<")}) {
    const std::string body = beginning + std::string(std::size_t{6} << 20U, 'x');
    ReadingCase one{"Long", "application/xml", "{schema: {type: object}}", body.c_str(), ""};
    EXPECT_EQ(reading_of(one), "broken: a tag or comment of the XML has more than 4194304 bytes");
  }
  std::string comments = "<a>";
  for (int i = 0; i < 300'000; ++i) comments += i % 2 == 0 ? "<!-- many small -->" : "<?many small?>";
  comments += "</a>";
  EXPECT_EQ(reading_of({"Comments", "application/xml", "{schema: {type: object}}", comments.c_str(), ""}),
            "{}");
  const std::string text = std::string(std::size_t{6} << 20U, 'x');
  const std::string element = "<a>" + text + "</a>";
  EXPECT_TRUE(reading_of({"Text", "application/xml", "{schema: {type: object}}", element.c_str(), ""}) ==
              R"({"#text":")" + text + R"("})");
}

// Before OpenAPI 3.2 the name of a component meant nothing where a property refers to it.
TEST(XmlReading, TakesNamesThatAComponentDocumentsAndThoseOfTheProperty) {
  const Result<Contract> contract =
      contract_of("application/xml", "{schema: {$ref: '#/components/schemas/Shelf'}}", "3.0.3",
                  "{Shelf: {type: object, properties: {best: {$ref: '#/components/schemas/Book'}}}, Book: "
                  "{type: object, xml: "
                  "{name: book}, properties: {n: {type: integer}}}}");
  if (!contract) FAIL() << to_string(contract.errors());
  const DocumentedMedia& media = contract->operations[0].responses[0].media[0];
  for (const char* name : {"best", "book", "Book"}) {
    const std::string text = "<Shelf><" + std::string(name) + "><n>1</n></" + name + "></Shelf>";
    const MediaBody body = read_body(media, {.bytes = text}, nullptr);
    ASSERT_NE(body.parsed.instance, nullptr);
    EXPECT_EQ(to_text(body.parsed.instance->root()), R"({"best":{"n":1}})");
  }
}

TEST(XmlReading, InfersNamesOfComponents) {
  const Result<Contract> contract = contract_of(
      "application/xml", "{schema: {$ref: '#/components/schemas/Shelf'}}", "3.2.0",
      "{Shelf: {type: object, properties: {best: {$ref: '#/components/schemas/Book'}}}, Book: {type: object, "
      "properties: {n: {type: integer}}}}");
  if (!contract) FAIL() << to_string(contract.errors());
  const DocumentedMedia& media = contract->operations[0].responses[0].media[0];
  for (const char* text : {"<Shelf><Book><n>1</n></Book></Shelf>", "<Shelf><best><n>1</n></best></Shelf>"}) {
    const MediaBody body = read_body(media, {.bytes = text}, nullptr);
    ASSERT_NE(body.parsed.instance, nullptr);
    EXPECT_EQ(to_text(body.parsed.instance->root()), R"({"best":{"n":1}})");
  }
}

// What is violated or a warning, each with its first finding; or why nothing of the body was exercised.
std::string verdicts_of(const char* range, const char* media, const std::string& body, const char* type,
                        const char* version = "3.2.0") {
  const Result<Contract> contract = contract_of(range, media, version);
  if (!contract) return to_string(contract.errors());
  const Result<Judge> judge = Judge::make(*contract, {});
  if (!judge) return to_string(judge.errors());
  http::Response response{.status = 200, .body = body};
  if (type != nullptr) http::set(response.fields, "Content-Type", type);
  const auto answer = Answer::of({.outcome = Received{.response = response}});
  std::string said;
  std::string unexercised;
  bool holds = false;
  for (const BoundClause& bound : contract->clauses) {
    const std::string name = bound.clause->coordinate.substr(8);
    if (!name.starts_with("body") && name != "drift/fields") continue;
    const Verdict verdict =
        judge->judge(bound, {{.operation = contract->operations.data(), .answer = answer}});
    if (verdict.outcome == Outcome::violated) said += name + ": " + verdict.reason + "\n";
    if (verdict.outcome == Outcome::unexercised && unexercised.empty()) unexercised = verdict.reason;
    holds = holds || verdict.outcome == Outcome::holds;
  }
  if (!said.empty()) return said;
  return holds ? "holds" : "unexercised: " + unexercised;
}

TEST(MediaVerdicts, OfATextAreThoseOfOneValue) {
  const char* media = "{schema: {type: string, enum: [yes, no], maxLength: 3}}";
  EXPECT_EQ(verdicts_of("text/plain", media, "yes", "text/plain; charset=utf-8"), "holds");
  EXPECT_EQ(verdicts_of("text/plain", media, "maybe", "text/plain"),
            "body/enum: the body is \"maybe\"; expected \"yes\" or \"no\"\n"
            "body/maxLength: the body is \"maybe\"; expected at most 3 characters (it has 5 characters)\n");
  EXPECT_EQ(verdicts_of("text/plain", media, "maybe", "application/json"),
            "unexercised: the response's media type is application/json, which is not text/plain");
  EXPECT_EQ(verdicts_of("text/plain", "{schema: {type: integer}}", "five", "text/plain"),
            "body/type: the body is \"five\"; expected an integer\n");
  const char* object = "{schema: {type: object, required: [a], properties: {a: {type: integer}}}}";
  EXPECT_EQ(verdicts_of("text/plain", object, "{\"a\":1}", "text/plain"), "holds");
  EXPECT_EQ(verdicts_of("text/plain", object, "{\"a\":\"1\"}", "text/plain"),
            "body/a/type: /a is \"1\"; expected an integer\n");
  EXPECT_EQ(verdicts_of("text/plain", object, "a", "text/plain"),
            "body/type: the body is \"a\"; expected an object\n");
}

// A response of the right media type says more than one of another, whichever came first.
TEST(MediaVerdicts, GiveTheReasonThatIsNearestToTheClaim) {
  const Result<Contract> contract = load_contract(
      "a.yaml", {},
      {{"a.yaml",
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {/a: {get: {operationId: a, "
        "responses: {'200': {description: d, content: {application/json: {schema: {type: object}}, "
        "text/csv: {schema: {type: array, items: {type: object, properties: {n: {}, flag: {type: "
        "boolean}}}}}}}}}}}\n"}});
  ASSERT_TRUE(contract) << to_string(contract.errors());
  const Result<Judge> judge = Judge::make(*contract, {});
  ASSERT_TRUE(judge);
  const auto came = [&](const char* type, const char* body) {
    return Evidence{
        .operation = contract->operations.data(),
        .answer =
            Answer::of({.outcome = Received{
                            .response = {.status = 200, .fields = {{"Content-Type", type}}, .body = body}}})};
  };
  const auto bound =
      std::find_if(contract->clauses.begin(), contract->clauses.end(),
                   [](const BoundClause& one) { return one.clause->coordinate.ends_with("/flag/type"); });
  ASSERT_NE(bound, contract->clauses.end());
  EXPECT_EQ(judge->judge(*bound, {came("application/json", "{}"), came("text/csv", "n\r\n1\r\n")}).reason,
            "no response had flag of each item");
}

TEST(MediaVerdicts, NameTheItemThatIsBroken) {
  const char* media = "{itemSchema: {type: object, required: [n], properties: {n: {type: integer}}}}";
  EXPECT_EQ(verdicts_of("application/x-ndjson", media, "{\"n\":1}\n{\"n\":2}\n", "application/x-ndjson"),
            "holds");
  EXPECT_EQ(verdicts_of("application/x-ndjson", media, "{\"n\":1}\n{\"n\":\"2\",\"m\":0}\n{}\n",
                        "application/x-ndjson"),
            "body/itemSchema/required: /2 lacks the member n\n"
            "body/itemSchema/n/type: /1/n is \"2\"; expected an integer\n"
            "drift/fields: 1 field of the body is not documented\n");
  EXPECT_EQ(verdicts_of("application/x-ndjson", media, "{\"n\":1}\n{\"n\":\n", "application/x-ndjson"),
            "body/syntax: item 1: the body ends inside an object at line 2, column 6 (byte 13)\n");
  EXPECT_EQ(verdicts_of("application/x-ndjson", media, "{}\n", "application/json"),
            "unexercised: the response's media type is application/json, which is not application/x-ndjson");
}

// A wrong place is worse than none.
TEST(MediaVerdicts, NameNoPlaceThatIsNotKnown) {
  EXPECT_EQ(verdicts_of("text/csv; header=present",
                        "{schema: {type: array, items: {type: object, properties: {n: {type: integer}}}}}",
                        "n,m\r\n1,2\r\n1\r\n", "text/csv; header=present"),
            "body/syntax: row 3 has 1 field, and the first row has 2\n");
}

TEST(MediaVerdicts, OfTheContentOfATextAndOfAnEvent) {
  const char* text = "{schema: {type: string, contentEncoding: base64}}";
  EXPECT_EQ(verdicts_of("text/plain", text, "YWJj", "text/plain"), "holds");
  EXPECT_EQ(
      verdicts_of("text/plain", text, "a*b", "text/plain"),
      "body/contentEncoding: the body is \"a*b\"; expected base64 (its length is not a multiple of 4)\n");
  const char* events =
      "{itemSchema: {properties: {data: {contentMediaType: application/json, contentSchema: {type: object, "
      "properties: {n: {type: integer}}}}}}}";
  EXPECT_EQ(verdicts_of("text/event-stream", events, "data: {\"n\":1}\n\n", "text/event-stream"), "holds");
  EXPECT_EQ(
      verdicts_of("text/event-stream", events, "data: {\"n\":1}\n\ndata: {\"n\":\"x\"}\n\ndata: {\n\n",
                  "text/event-stream"),
      "body/itemSchema/data/contentMediaType: /2/data is \"{\"; expected application/json (the body ends "
      "inside an object)\n"
      "body/itemSchema/data/contentSchema/n/type: /1/data/n is \"x\"; expected an integer\n");
  EXPECT_EQ(verdicts_of("application/json", "{schema: {type: string, contentEncoding: base64}}", "\"a*b\"",
                        "application/json"),
            "holds")
      << "an annotation, where JSON has a type of its own";
}

// The JSON in `data` may have an `id` itself, and a last event that is no JSON ends many streams.
TEST(MediaVerdicts, OfTheJsonInTheDataOfEvents) {
  const char* chunks =
      "{schema: {type: object, required: [id, n], properties: {id: {type: string}, n: {type: integer}}}}";
  const auto of = [&](const char* media, const char* body) {
    return verdicts_of("text/event-stream", media, body, "text/event-stream", "3.1.0");
  };
  EXPECT_EQ(of(chunks, "data: {\"id\":\"a\",\"n\":1}\n\ndata: [DONE]\n\n"), "holds");
  EXPECT_EQ(of(chunks, "data: {\"id\":\"a\",\"n\":\"x\"}\n\n"),
            "body/n/type: /0/n is \"x\"; expected an integer\n");
  EXPECT_EQ(of(chunks, "data: [DONE]\n\n"), "unexercised: no event has JSON in its data");
  const char* events =
      "{schema: {type: object, properties: {event: {type: string}, data: {type: object, properties: {n: "
      "{type: integer}}}}}}";
  EXPECT_EQ(of(events, "event: a\ndata: {\"n\":1}\n\ndata: [DONE]\n\n"), "holds");
  EXPECT_EQ(of(events, "data: {\"n\":\"x\"}\n\n"),
            "body/data/n/type: /0/data/n is \"x\"; expected an integer\n");
  EXPECT_EQ(of(events, "data: 5\n\n"), "body/data/type: /0/data is 5; expected an object\n");
  EXPECT_EQ(of(events, "data: [DONE]\n\n"), "unexercised: no event has JSON in its data");
}

TEST(MediaVerdicts, OfBytesCountBytes) {
  const char* short_ones = "{schema: {type: string, format: binary, minLength: 2, maxLength: 3}}";
  for (const char* version : {"3.0.3", "3.1.0", "3.2.0"}) {
    EXPECT_EQ(verdicts_of("image/png", short_ones, "\xFF\xD8\x80", "image/png", version), "holds") << version;
    EXPECT_EQ(
        verdicts_of("image/png", short_ones, std::string("\xFF\0\x80\x80", 4), "image/png", version),
        "body/maxLength: the body is \"\u00ff\\x00\\u{0080}\\u{0080}\"; expected at most 3 bytes (it has 4 "
        "bytes)\n")
        << version;
    EXPECT_EQ(verdicts_of("image/png", short_ones, "a", "image/png", version),
              "body/minLength: the body is \"a\"; expected at least 2 bytes (it has 1 byte)\n")
        << version;
  }
  EXPECT_EQ(verdicts_of("image/png", short_ones, "1234567", "image/jpeg"),
            "unexercised: the response's media type is image/jpeg, which is not image/png");
  EXPECT_EQ(verdicts_of("image/*", short_ones, "12", "image/jpeg"), "holds");
  // OpenAPI 3.1 describes bytes without a type.
  const char* untyped = "{schema: {contentMediaType: application/octet-stream, maxLength: 3}}";
  EXPECT_EQ(verdicts_of("application/octet-stream", untyped, "\xC3\xA4\xC3", "application/octet-stream"),
            "holds");
  EXPECT_EQ(verdicts_of("application/octet-stream", untyped, "\xC3\xA4\xC3\xA4", "application/octet-stream"),
            "body/maxLength: the body is \"\u00c3\u00a4\u00c3\u00a4\"; expected at most 3 bytes (it has 4 "
            "bytes)\n")
      << "bytes, also where they are UTF-8";
}

TEST(MediaVerdicts, OfATypeThatMayBeTextCountCharactersOrBytes) {
  const char* media = "{schema: {type: string, maxLength: 3, pattern: '^[^\\x00]*$'}}";
  EXPECT_EQ(verdicts_of("application/yaml", media, "\xC3\xA4\xC3\xB6\xC3\xBC", "application/yaml"), "holds")
      << "three characters";
  EXPECT_EQ(verdicts_of("application/x-any", media, "\xC3\xA4\xFF", "application/x-any"), "holds")
      << "three bytes, no text";
  EXPECT_NE(verdicts_of("application/yaml", media, "abcd", "application/yaml"), "holds");
}

TEST(MediaVerdicts, OfBytesInAnEncodingAreThoseOfItsText) {
  const char* media = "{schema: {type: string, contentEncoding: base64}}";
  EXPECT_EQ(verdicts_of("application/octet-stream", media, "YWJj", "application/octet-stream"), "holds");
  EXPECT_EQ(
      verdicts_of("application/octet-stream", media, "abcdefg", "application/octet-stream"),
      "body/contentEncoding: the body is \"abcdefg\"; expected base64 (its length is not a multiple of 4)\n");
  EXPECT_EQ(verdicts_of("image/png", "{schema: {type: string, contentEncoding: Base16}}", "0g", "image/png"),
            "body/contentEncoding: the body is \"0g\"; expected base16 (it holds a character that is not in "
            "base16)\n");
}

TEST(MediaVerdicts, OfBytesThatNoStringDescribesDoNotExist) {
  const Result<Contract> contract = contract_of("image/png", "{schema: {type: object}}", "3.1.0");
  ASSERT_TRUE(contract);
  ASSERT_EQ(contract->notes.size(), 1U);
  EXPECT_EQ(contract->notes[0].title,
            "the schema of \"image/png\" is not judged: its content is read as bytes, and the schema "
            "describes no string");
  for (const BoundClause& bound : contract->clauses)
    EXPECT_EQ(bound.clause->coordinate.find("/body"), std::string::npos) << bound.clause->coordinate;
  const Result<Contract> any = contract_of("image/png", "{schema: {type: string, format: binary}}", "3.0.3");
  ASSERT_TRUE(any);
  EXPECT_TRUE(any->notes.empty());
  for (const BoundClause& bound : any->clauses)
    EXPECT_EQ(bound.clause->coordinate.find("/body"), std::string::npos)
        << "it claims nothing: " << bound.clause->coordinate;
}

TEST(MediaVerdicts, OfASequenceAndItsItems) {
  const char* media = "{schema: {type: array, maxItems: 1}, itemSchema: {type: integer}}";
  EXPECT_EQ(verdicts_of("application/jsonl", media, "1\n2\n\"x\"\n", "application/jsonl"),
            "body/maxItems: the body is [1,2,\"x\"]; expected at most 1 item (it has 3 items)\n"
            "body/itemSchema/type: /2 is \"x\"; expected an integer\n");
}

}  // namespace media_test
}  // namespace avouch
