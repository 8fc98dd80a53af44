// SPDX-License-Identifier: MIT
// Content with random changes (fixed seed). Each reader must read it or say why not, twice alike.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/random.h"
#include "base/text.h"
#include "contract/load.h"
#include "judge/body/body.h"
#include "judge/media/media.h"

namespace avouch {
namespace media_mutations_test {

struct Form {
  const char* range;
  const char* media;
  const char* content;
};

constexpr const char* kObject =
    "{type: object, properties: {n: {type: [integer, 'null'], xml: {attribute: true}}, t: {type: string, "
    "xml: "
    "{nodeType: text}}, l: {type: array, items: {type: integer, xml: {name: i}}}, data: {type: string}}}";

const Form kForms[] = {
    {"text/plain", "{schema: {type: [integer, boolean, string]}}", "17\n"},
    {"text/csv", "{schema: {type: array, items: %}}", "n,t,data\r\n1,\"a,\"\"b\",x\r\n,,\r\n"},
    {"application/x-www-form-urlencoded", "{schema: %, encoding: {l: {style: pipeDelimited}}}",
     "n=1&l=1%7C2&t=a+b&x=%C3%A4"},
    {"multipart/form-data", "{schema: %}",
     "--b\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\n1\r\n--b\r\nContent-Disposition: form-data; "
     "name=l\r\n\r\n2\r\n--b--\r\n"},
    {"application/xml", "{schema: %}",
     "<?xml version=\"1.0\"?><a n='1' xmlns:x='u'>t&amp;<i>1</i><x:i>2</x:i><![CDATA[<]]><o><p/></o></a>"},
    {"application/jsonl", "{itemSchema: %}", "{\"n\":1}\n\n{\"n\":null}\n[1,\"\\u00e4\"]"},
    {"application/json-seq", "{itemSchema: %}", "\x1E{\"n\":1}\n\x1E[]\n"},
    {"text/event-stream", "{itemSchema: %}",
     ": c\ndata: 1\ndata: 2\nid: 7\nretry: 5\n\nevent: x\r\n\r\ndata\r\r"},
    {"multipart/mixed", "{itemSchema: %}",
     "--b\r\nContent-Type: application/json\r\n\r\n{\"n\":1}\r\n--b\r\n\r\nx\r\n--b--"},
};

std::string changed(std::string text, Random& random) {
  const std::vector<std::string> pieces = {"\r\n",
                                           "\n",
                                           "\"",
                                           "<",
                                           ">",
                                           "&",
                                           "%",
                                           "--b",
                                           "\x1E",
                                           "data",
                                           "<!--",
                                           "]]>",
                                           "<!DOCTYPE ",
                                           ",",
                                           "=",
                                           "{",
                                           "\xC3",
                                           "\xFF",
                                           "[",
                                           "<a>",
                                           "</a>",
                                           ":",
                                           ";",
                                           "0",
                                           std::string(1, '\0'),
                                           std::string(600, '<'),
                                           std::string(3000, 'A')};
  for (std::size_t changes = 1 + random.below(4); changes > 0 && !text.empty(); --changes) {
    const std::size_t at = random.below(text.size());
    switch (random.below(4)) {
      case 0:
        text.erase(at, 1 + random.below(5));
        break;
      case 1:
        text.insert(at, pieces[random.below(pieces.size())]);
        break;
      case 2:
        text[at] = static_cast<char>(random.below(256));
        break;
      default:
        text.insert(at, text.substr(random.below(text.size()), random.below(20)));
        break;
    }
  }
  return text;
}

std::string said_of(const MediaBody& body) {
  const int said =
      (body.parsed.fault ? 1 : 0) + (body.unread.empty() ? 0 : 1) + (body.parsed.instance == nullptr ? 0 : 1);
  if (said != 1) return "nothing, or two things";
  if (body.parsed.fault) return body.parsed.fault->reason;
  return body.parsed.instance == nullptr ? body.unread : to_text(body.parsed.instance->root());
}

class Mutations : public testing::TestWithParam<Form> {};

TEST_P(Mutations, AreReadOrRefused) {
  constexpr int kRounds = 3'000;
  std::string media_text = GetParam().media;
  if (const std::size_t at = media_text.find('%'); at != std::string::npos)
    media_text.replace(at, 1, kObject);
  const Result<Contract> contract = load_contract(
      "api.yaml", {},
      {{"api.yaml",
        "openapi: 3.2.0\ninfo: {title: t, version: '1'}\npaths:\n  /a: {get: {responses: {'200': "
        "{content: {'" +
            std::string(GetParam().range) + "': " + media_text + "}}}}}\n"}});
  ASSERT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
  const DocumentedMedia& media = contract->operations[0].responses[0].media[0];
  const Result<BodyJudge> judge = BodyJudge::make(media.schema, {});
  ASSERT_TRUE(static_cast<bool>(judge));
  const auto type = http::parse_media_type(std::string(GetParam().range) + "; boundary=b");
  const MediaBody right = read_body(media, {.bytes = GetParam().content, .type = type}, &*judge);
  ASSERT_NE(right.parsed.instance, nullptr) << said_of(right);
  Random random(7);
  std::size_t refused = 0;
  for (int round = 0; round < kRounds; ++round) {
    const std::string content = changed(GetParam().content, random);
    const MediaBody first = read_body(media, {.bytes = content, .type = type}, &*judge);
    const MediaBody second = read_body(media, {.bytes = content, .type = type}, &*judge);
    ASSERT_EQ(said_of(first), said_of(second)) << in_quotes(content);
    ASSERT_NE(said_of(first), "nothing, or two things") << in_quotes(content);
    if (first.parsed.fault) {
      ASSERT_LE(first.parsed.fault->offset, content.size()) << in_quotes(content);
    }
    if (first.parsed.instance == nullptr) {
      ++refused;
    } else {
      (void)judge->judge(*first.parsed.instance);
    }
  }
  EXPECT_GT(refused, 0u) << "no change was one that the syntax forbids";
}

INSTANTIATE_TEST_SUITE_P(Forms, Mutations, testing::ValuesIn(kForms), [](const auto& each) {
  std::string name;
  for (const char c : std::string(each.param.range)) name += (c >= 'a' && c <= 'z') ? c : '_';
  return name;
});

}  // namespace media_mutations_test
}  // namespace avouch
