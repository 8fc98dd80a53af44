// SPDX-License-Identifier: MIT
// Values as content of forms other than JSON: what the mock serves, and what a proof breaks.
#include "generate/media/writer.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "contract/load.h"
#include "generate/conformant.h"
#include "json/json_reader.h"

namespace avouch {
namespace media_writer_test {

Result<Contract> contract_of(const std::string& range, const std::string& media) {
  return load_contract(
      "api.yaml", {},
      {{"api.yaml",
        "openapi: 3.2.0\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    get: {responses: "
        "{'200': {content: {'" +
            range + "': " + media + "}}}}\n"}});
}

struct WriterCase {
  const char* name;
  const char* range;
  const char* media;
  const char* value;
  const char* expected;  // the content; "-" if it cannot express the value
};

void PrintTo(const WriterCase& one, std::ostream* out) {
  *out << one.name;
}

class Writer : public testing::TestWithParam<WriterCase> {};

TEST_P(Writer, WritesWhatIsReadAgain) {
  const auto& [name, range, documented, value, expected] = GetParam();
  const Result<Contract> contract = contract_of(range, documented);
  ASSERT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
  const DocumentedMedia& media = contract->operations[0].responses[0].media[0];
  const auto written = write_faithfully(media, json_of_text(value));
  EXPECT_EQ(written ? written->bytes : "-", expected);
}

constexpr const char* kXml =
    "{schema: {type: object, xml: {name: b, namespace: 'urn:b', prefix: x}, properties: {id: {type: integer, "
    "xml: "
    "{nodeType: attribute}}, t: {type: string}, n: {type: [integer, 'null']}, l: {type: array, items: {type: "
    "string, xml: {name: i}}}, w: {type: array, xml: {nodeType: element}, items: {type: number, xml: {name: "
    "p}}}, c: "
    "{type: object, properties: {h: {type: string, xml: {nodeType: cdata}}}}}}}";
constexpr const char* kTable =
    "{schema: {type: array, items: {type: object, properties: {a: {type: integer}, b: {type: string}}}}}";

const WriterCase kCases[] = {
    {"Text", "text/plain", "{schema: {type: integer}}", "5", "5"},
    {"Bytes", "image/png", "{schema: {type: string}}", R"("\u00ff\u0080a")",
     "\xFF\x80"
     "a"},
    {"BytesThatAreNone", "image/png", "{schema: {type: string}}", R"("\u0100")", "-"},
    {"BytesByTheirFormat", "application/x-any", "{schema: {type: string, format: binary}}", R"("\u00e4")",
     "\xE4"},
    {"TextOfAnyType", "application/x-any", "{schema: {type: string}}", R"("\u00e4")", "\u00e4"},
    {"BytesOfAnObject", "image/png", "{schema: {type: object}}", "{}", "-"},
    {"TextOfAnObject", "text/plain", "{schema: {type: object}}", R"({"a":[1]})", R"({"a":[1]})"},
    {"TextOfNull", "text/plain", "{schema: {type: 'null'}}", "null", ""},
    {"TextOfWhatMayBeNull", "text/plain", "{schema: {type: [string, 'null']}}", "null", "-"},
    {"TextOfWhatMayBeText", "text/plain", "{schema: {}}", "{}", "-"},
    {"TextThatIsReadOtherwise", "text/plain", "{schema: {type: [integer, string]}}", "\"5\"", "-"},
    {"Csv", "text/csv", kTable, R"([{"a":1,"b":"x,\"y\""},{"a":2,"b":""}])",
     "a,b\r\n1,\"x,\"\"y\"\"\"\r\n2,\r\n"},
    {"CsvWithoutRows", "text/csv", kTable, "[]", "a,b\r\n"},
    {"CsvOfObjectsInIt", "text/csv", kTable, R"([{"a":{}}])", "-"},
    {"Lines", "application/jsonl", "{itemSchema: {}}", R"([{"a":"\n"},1])", "{\"a\":\"\\n\"}\n1\n"},
    {"Records", "application/json-seq", "{itemSchema: {}}", "[1,2]",
     "\x1E"
     "1\n\x1E"
     "2\n"},
    {"NoSequence", "application/jsonl", "{itemSchema: {}}", "{}", "-"},
    {"Events", "text/event-stream", "{itemSchema: {}}", R"([{"event":"e","data":"a\nb","retry":5}])",
     "event: e\ndata: a\ndata: b\nretry: 5\n\n"},
    {"EventsWithJsonInData", "text/event-stream", "{itemSchema: {properties: {data: {type: object}}}}",
     R"([{"data":{"a":"x\ny"}}])", "data: {\"a\":\"x\\ny\"}\n\n"},
    {"EventsWithTextForJsonInData", "text/event-stream", "{itemSchema: {properties: {data: {type: object}}}}",
     R"([{"data":"x"}])", "-"},
    {"EventsWithAnUnknownField", "text/event-stream", "{itemSchema: {}}", R"([{"data":"a","other":"b"}])",
     "-"},
    {"EventsWithAnEmptyType", "text/event-stream", "{itemSchema: {}}", R"([{"event":"","data":"a"}])", "-"},
    {"EventsWithoutData", "text/event-stream", "{itemSchema: {}}", R"([{"event":"e"}])", "-"},
    {"Parts", "multipart/mixed",
     "{itemSchema: {}, prefixEncoding: [{contentType: application/json}], itemEncoding: {contentType: "
     "text/plain}}",
     R"([{"a":1},"x"])",
     "--avouch-part\r\nContent-Type: application/json\r\n\r\n{\"a\":1}\r\n--avouch-part\r\nContent-Type: "
     "text/plain\r\n\r\nx\r\n--avouch-part--\r\n"},
    {"Form", "application/x-www-form-urlencoded",
     "{schema: {type: object, properties: {n: {type: integer}, l: {type: array, items: {type: string}}}}}",
     R"({"n":5,"l":["a b","c"]})", "n=5&l=a%20b&l=c"},
    {"FormWithNull", "application/x-www-form-urlencoded",
     "{schema: {type: object, properties: {n: {type: 'null'}}}}", R"({"n":null})", "-"},
    {"Xml", "application/xml", kXml,
     R"({"id":7,"t":" a<&\r","n":null,"l":["x","y"],"w":[1.50],"c":{"h":"<p>"}})",
     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<x:b xmlns:x=\"urn:b\" id=\"7\"><t> a&lt;&amp;&#13;</t><n "
     "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
     "xsi:nil=\"true\"/><i>x</i><i>y</i><w><p>1.50</p></w>"
     "<c><![CDATA[<p>]]></c></x:b>"},
    {"XmlWithAControlCharacter", "application/xml", kXml, R"({"t":"\u0001"})", "-"},
    {"XmlWithANameThatIsNone", "application/xml", kXml, R"({"a b":1})", "-"},
};
INSTANTIATE_TEST_SUITE_P(Forms, Writer, testing::ValuesIn(kCases),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(ConformantContent, IsTheDocumentedExampleOrIsMade) {
  const auto served = [](const char* range, const std::string& media) {
    const Result<Contract> contract = contract_of(range, media);
    if (!contract) return to_string(contract.errors());
    const Result<http::Response> response =
        conformant_response(*contract, contract->operations[0].responses[0]);
    return response ? response->body : to_string(response.errors());
  };
  EXPECT_EQ(served("text/plain", "{schema: {type: string, enum: [b]}}"), "b");
  EXPECT_EQ(served("text/csv", "{example: \"a,b\\r\\n\"}"), "a,b\r\n");
  EXPECT_EQ(served("application/xml",
                   "{schema: {type: object, required: [n], xml: {name: r}, properties: {n: "
                   "{type: integer}}}, example: <r><n>3</n></r>}"),
            "<r><n>3</n></r>");
  EXPECT_EQ(served("application/xml",
                   "{schema: {type: object, required: [n], xml: {name: r}, properties: {n: "
                   "{const: 4}}}, example: <r><n>3</n></r>}"),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<r><n>4</n></r>");
  EXPECT_EQ(served("application/xml", "{}"), "<root/>");
  EXPECT_EQ(served("application/jsonl", "{itemSchema: {const: 1}, examples: {a: {dataValue: [1, 1]}}}"),
            "1\n1\n");
}

}  // namespace media_writer_test
}  // namespace avouch
