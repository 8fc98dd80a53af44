// SPDX-License-Identifier: MIT
// Fuzzes the readers of content that is not JSON. The first byte selects the form; the rest is the content.
#include "judge/media/media.h"

#include <memory>
#include <string>
#include <vector>

#include "contract/load.h"
#include "judge/body/body.h"
#include "one_input.h"

namespace avouch::fuzz {
namespace {

// A schema with each kind of part, for every form.
constexpr const char* kDocument = R"(openapi: 3.2.0
info: {title: t, version: '1'}
paths:
  /text: {get: {responses: {'200': {content: {text/plain: {schema: {type: [integer, boolean, string]}}}}}}}
  /csv: {get: {responses: {'200': {content: {text/csv: {schema: {type: array, items: {$ref: '#/components/schemas/A'}}}}}}}}
  /form: {get: {responses: {'200': {content: {application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/A'},
    encoding: {l: {style: pipeDelimited}, o: {style: deepObject}, b: {style: form, explode: true}}}}}}}}
  /data: {get: {responses: {'200': {content: {multipart/form-data: {schema: {$ref: '#/components/schemas/A'}}}}}}}
  /xml: {get: {responses: {'200': {content: {application/xml: {schema: {$ref: '#/components/schemas/A'}}}}}}}
  /lines: {get: {responses: {'200': {content: {application/jsonl: {itemSchema: {$ref: '#/components/schemas/A'}}}}}}}
  /seq: {get: {responses: {'200': {content: {application/json-seq: {itemSchema: {$ref: '#/components/schemas/A'}}}}}}}
  /events: {get: {responses: {'200': {content: {text/event-stream: {itemSchema: {$ref: '#/components/schemas/A'}}}}}}}
  /parts: {get: {responses: {'200': {content: {multipart/mixed: {itemSchema: {$ref: '#/components/schemas/A'}}}}}}}
components:
  schemas:
    A:
      type: object
      properties:
        n: {type: [integer, 'null'], xml: {attribute: true}}
        b: {type: object, properties: {m: {type: boolean}}}
        t: {type: string, xml: {nodeType: text}}
        c: {type: string, xml: {nodeType: cdata}}
        l: {type: array, items: {type: integer, xml: {name: i}}}
        w: {type: array, xml: {wrapped: true}, items: {$ref: '#/components/schemas/A'}}
        o: {anyOf: [{type: number}, {$ref: '#/components/schemas/A'}]}
        data: {type: string}
)";

struct Ready {
  Contract contract;
  std::vector<BodyJudge> judges;
};

const Ready& ready() {
  static const Ready made = [] {
    Result<Contract> contract = load_contract("api.yaml", {}, {{"api.yaml", kDocument}});
    must(static_cast<bool>(contract), "the document does not load");
    Ready all{.contract = *std::move(contract), .judges = {}};
    for (const Operation& operation : all.contract.operations) {
      Result<BodyJudge> judge = BodyJudge::make(operation.responses[0].media[0].schema, {});
      must(static_cast<bool>(judge), "a schema cannot be judged");
      all.judges.push_back(*std::move(judge));
    }
    return all;
  }();
  return made;
}

}  // namespace

int one_input(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t index = data[0] % ready().judges.size();
  const std::string_view content = text_of(data, size).substr(1);
  const DocumentedMedia& media = ready().contract.operations[index].responses[0].media[0];
  const auto type = http::parse_media_type("multipart/mixed; boundary=b");
  for (const bool is_enough : {false, true}) {
    const MediaBody body =
        read_body(media, {.bytes = content, .type = type, .is_enough = is_enough}, &ready().judges[index]);
    const int said = (body.parsed.fault ? 1 : 0) + (body.unread.empty() ? 0 : 1) +
                     (body.parsed.instance == nullptr ? 0 : 1);
    must(said == 1, "content is neither read nor refused");
    if (body.parsed.fault) {
      must_be_printable(body.parsed.fault->reason, "a fault");
      must(body.parsed.fault->offset <= content.size(), "a fault outside the content");
    }
    must_be_printable(body.unread, "a reason");
    if (body.parsed.instance != nullptr) (void)ready().judges[index].judge(*body.parsed.instance);
  }
  return 0;
}

}  // namespace avouch::fuzz
